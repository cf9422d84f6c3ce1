// SPDX-License-Identifier: Apache-2.0
// The table of all alarms: one row for each, whatever is heard of it, and rows found by their texts.
#include "app/alarms/alarmtable.h"

#include "app/alarms/alarmfields.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Alarm heard(const QByteArray &line, const QString &manager = u"m1"_s)
{
    std::vector<NamedValue> values;
    for (const QByteArray &part : line.split('|'))
        values.push_back({QString::fromUtf8(part.left(part.indexOf(':'))), QString::fromUtf8(part.mid(part.indexOf(':') + 1))});
    return readAlarm(values, {.manager = manager, .zone = QTimeZone("Europe/Berlin")}).value_or(Alarm());
}

const QByteArray securitykey("id:45741|name:Failed to Call the ECS securitykey API|serialNo:100237|category:0|level:2|dn:mrs-demo|object:Guardian|"
                             "occurTime:2025-06-10 14:05:12|isAutoClear:1|clearType:-1|cause:No ECS agency is bound.|additionalInfo:x=1|"
                             "locationInfo:Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-1");

// A random alarm among few, so that many meet.
Alarm anyAlarm(QRandomGenerator &random)
{
    Alarm alarm{.manager = u"m%1"_s.arg(random.bounded(2)), .id = static_cast<int>(45740 + random.bounded(4))};
    alarm.name = u"Alarm %1"_s.arg(alarm.id);
    alarm.severity = static_cast<AlarmSeverity>(random.bounded(5));
    alarm.generated = alarmTimeOf(Instant(std::chrono::seconds(1'749'557'112 + random.bounded(5))));
    if (random.bounded(3) > 0)
        alarm.serial = random.bounded(30);
    if (random.bounded(2) > 0)
        alarm.location = readLocation(u"Source=c%1;ServiceName=Guardian;HostName=node-%2"_s.arg(random.bounded(2)).arg(random.bounded(3)));
    alarm.status = random.bounded(3) == 0 ? AlarmStatus::ClearedAutomatically : AlarmStatus::Uncleared;
    if (random.bounded(2) == 0)
        alarm.cause = u"cause %1"_s.arg(random.bounded(3));
    return alarm;
}

} // namespace

class AlarmTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAlarmComesBackAsItWasPut();
    void oneRowHoweverOftenItIsHeardOf();
    void rowsAreThoseOfTheKeys();
    void placesComeFromTheLocationOrTheFields();
    void rowsAreFoundByTheirTexts_data();
    void rowsAreFoundByTheirTexts();
    void rowsAreFoundAsByHand();
    void clearedItIsAsNew();
};

void AlarmTableTest::anAlarmComesBackAsItWasPut()
{
    AlarmTable table;
    for (const QByteArray &line : {securitykey, QByteArray("id:1"), QByteArray("name:only a name|isAutoClear:0|category:2"),
                                   QByteArray("id:12001|serialNo:0|category:1|clearType:2|clearTime:2025-06-10 15:00:00|occurTime:1970-01-01 00:00:00"),
                                   QByteArray("id:2|occurTime:2025-10-26 02:30:00|locationInfo:no key at all")}) {
        Alarm alarm = heard(line);
        const AlarmTable::Put put = table.put(alarm);
        QCOMPARE(put.what, AlarmTable::Put::Added);
        const Alarm back = table.alarm(put.row);
        for (AlarmTime Alarm::*time : {&Alarm::generated, &Alarm::cleared}) { // texts of times are not kept
            QCOMPARE((back.*time).instant, (alarm.*time).instant);
            QCOMPARE((back.*time).certainty, (alarm.*time).certainty);
            alarm.*time = back.*time;
        }
        QCOMPARE(back, alarm);
    }
    QCOMPARE(table.size(), 5U);
}

void AlarmTableTest::oneRowHoweverOftenItIsHeardOf()
{
    AlarmTable table;
    QCOMPARE(table.put(heard(securitykey)).what, AlarmTable::Put::Added);
    QCOMPARE(table.put(heard(securitykey)).what, AlarmTable::Put::Same); // a repeat
    const AlarmTable::Put clear = table.put(heard("id:45741|serialNo:100237|category:1|clearType:0|occurTime:1749557112999|clearTime:2025-06-10 14:31:40"));
    QCOMPARE(clear.what, AlarmTable::Put::Changed);
    QCOMPARE(clear.row, 0U);
    QCOMPARE(table.status(0), AlarmStatus::ClearedAutomatically);
    QVERIFY(table.cleared(0));
    QCOMPARE(table.text(AlarmTable::NameText, 0), u"Failed to Call the ECS securitykey API"_s);
    QCOMPARE(table.put(heard(securitykey)).what, AlarmTable::Put::Same); // heard late
    QCOMPARE(table.status(0), AlarmStatus::ClearedAutomatically);
    QCOMPARE(table.put(heard(securitykey, u"m2"_s)).row, 1U); // of another Manager
    QCOMPARE(table.size(), 2U);
}

void AlarmTableTest::rowsAreThoseOfTheKeys()
{
    QRandomGenerator random(12110);
    AlarmTable table;
    QHash<AlarmKey, Alarm> all;
    for (int i = 0; i < 5'000; ++i) {
        const Alarm alarm = anyAlarm(random);
        const AlarmKey key = alarmKeyOf(alarm);
        const bool isKnown = all.contains(key);
        const AlarmTable::Put put = table.put(alarm);
        QCOMPARE(put.what == AlarmTable::Put::Added, !isKnown);
        all.insert(key, isKnown ? joined(all.value(key), alarm) : alarm);
        QCOMPARE(table.alarm(put.row), all.value(key));
    }
    QCOMPARE(table.size(), static_cast<std::size_t>(all.size()));
}

void AlarmTableTest::placesComeFromTheLocationOrTheFields()
{
    AlarmTable table;
    const auto placesOf = [&table](const QByteArray &line) {
        const AlarmTable::Row row = table.put(heard(line)).row;
        return table.text(AlarmTable::ClusterText, row) + u'|' + table.text(AlarmTable::ServiceText, row) + u'|' + table.text(AlarmTable::HostText, row);
    };
    QCOMPARE(placesOf("id:1|dn:c1|object:HDFS|locationInfo:Source=c2;ServiceName=Guardian;HostName=n"), u"c2|Guardian|n"_s);
    QCOMPARE(placesOf("id:2|dn:c1|object:HDFS|locationInfo:RoleName=r"), u"c1|HDFS|"_s);
    QCOMPARE(placesOf("id:3|dn:c3|object:Yarn|locationInfo:RoleName=r"), u"c3|Yarn|"_s); // the same location, other fields
    QCOMPARE(placesOf("id:4|locationInfo:Cluster Name=c4;ServiceNam=Yarn"), u"c4|Yarn|"_s);
    QCOMPARE(placesOf("id:5"), u"||"_s);
}

void AlarmTableTest::rowsAreFoundByTheirTexts_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("a name") << u"SECURITYKEY"_s << QList<int>{0};
    QTest::newRow("an id") << u"457"_s << QList<int>{0, 1};
    QTest::newRow("a host") << u"node-2"_s << QList<int>{1};
    QTest::newRow("a cause") << u"agency is bound"_s << QList<int>{0};
    QTest::newRow("a serial number") << u"0023"_s << QList<int>{0};
    QTest::newRow("a serial number that is nothing but it") << u"7"_s << QList<int>{0, 1, 2};
    QTest::newRow("zero") << u"0"_s << QList<int>{0, 3};
    QTest::newRow("two zeros") << u"00"_s << QList<int>{0};
    QTest::newRow("the connection is not searched") << u"m1"_s << QList<int>{};
    QTest::newRow("everything") << u""_s << QList<int>{0, 1, 2, 3};
    QTest::newRow("nothing") << u"zzz"_s << QList<int>{};
    QTest::newRow("more digits than a number has") << u"99999999999999999999999"_s << QList<int>{};
}

void AlarmTableTest::rowsAreFoundByTheirTexts()
{
    QFETCH(QString, needle);
    QFETCH(QList<int>, rows);
    AlarmTable table;
    table.put(heard(securitykey));
    table.put(heard("id:45742|locationInfo:HostName=node-2"));
    table.put(heard("id:1|serialNo:7|category:2"));
    table.put(heard("id:2|serialNo:0"));
    const BitSet found = table.containing(needle);
    QList<int> all;
    for (AlarmTable::Row row = 0; row < table.size(); ++row)
        if (found.test(row))
            all.append(static_cast<int>(row));
    QCOMPARE(all, rows);
}

void AlarmTableTest::rowsAreFoundAsByHand()
{
    QRandomGenerator random(45743);
    AlarmTable table;
    for (int i = 0; i < 2'000; ++i)
        table.put(anyAlarm(random));
    for (const QString &needle : {u"node-1"_s, u"CAUSE"_s, u"1"_s, u"45743"_s, u"12"_s, u"c0;s"_s, u"cause 2"_s, u"x"_s}) {
        const BitSet found = table.containing(needle);
        for (AlarmTable::Row row = 0; row < table.size(); ++row) {
            const Alarm alarm = table.alarm(row);
            QStringList texts{QString::number(alarm.id), alarm.name, alarm.source, alarm.object, alarm.cause, alarm.additional, alarm.location.text};
            if (alarm.serial)
                texts.append(QString::number(*alarm.serial));
            const bool isIn = std::any_of(texts.begin(), texts.end(), [&needle](const QString &text) { return text.contains(needle, Qt::CaseInsensitive); });
            QCOMPARE(found.test(row), isIn);
        }
    }
}

void AlarmTableTest::clearedItIsAsNew()
{
    AlarmTable table;
    table.put(heard(securitykey));
    table.clear();
    QCOMPARE(table.size(), 0U);
    QCOMPARE(table.containing(u"securitykey"_s).count(), 0U);
    const AlarmTable::Put put = table.put(heard(securitykey));
    QCOMPARE(put.what, AlarmTable::Put::Added);
    QCOMPARE(put.row, 0U);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmTableTest)
#include "alarmtabletest.moc"
