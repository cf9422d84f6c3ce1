// SPDX-License-Identifier: Apache-2.0
// When two reports are one alarm, and what both know together.
#include "app/alarms/alarmidentity.h"

#include "app/alarms/alarmfields.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Alarm heard(const std::vector<NamedValue> &values, const QString &manager = u"m1"_s)
{
    std::vector<NamedValue> all = values;
    all.push_back({u"id"_s, u"45741"_s});
    return readAlarm(all, {.manager = manager, .zone = QTimeZone("Europe/Berlin")}).value_or(Alarm());
}

const NamedValue at{u"occurTime"_s, u"2025-06-10 14:05:12"_s}, serial{u"serialNo"_s, u"100237"_s};

} // namespace

class AlarmIdentityTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneAlarmOrTwo_data();
    void oneAlarmOrTwo();
    void equalKeysHashEqually();
    void aClearJoinsItsFault();
    void aRepeatDoesNotOpenWhatIsCleared();
    void aClearThatComesFirst();
    void whatOneDoesNotTellTheOtherDoes();
    void aCertainTimeGoesBeforeADoubtfulOne();
};

void AlarmIdentityTest::oneAlarmOrTwo_data()
{
    QTest::addColumn<Alarm>("first");
    QTest::addColumn<Alarm>("second");
    QTest::addColumn<bool>("isOne");
    const NamedValue place{u"locationInfo"_s, u"Source=c;HostName=n"_s}, epoch{u"occurTime"_s, u"1749557112345"_s};
    QTest::newRow("the same twice") << heard({at, serial}) << heard({at, serial}) << true;
    QTest::newRow("a text and an epoch") << heard({at, serial}) << heard({epoch, serial}) << true; // syslog has no milliseconds
    QTest::newRow("a serial and another place") << heard({at, serial, place}) << heard({at, serial}) << true;
    QTest::newRow("another serial") << heard({at, serial}) << heard({at, {u"serialNo"_s, u"100238"_s}}) << false;
    QTest::newRow("a serial that begins anew") << heard({at, serial}) << heard({{u"occurTime"_s, u"2025-07-10 14:05:12"_s}, serial}) << false;
    QTest::newRow("another Manager") << heard({at, serial}) << heard({at, serial}, u"m2"_s) << false;
    QTest::newRow("not assigned") << heard({at, serial}) << heard({at, serial}, {}) << false;
    QTest::newRow("no serial, one place") << heard({at, place}) << heard({at, {u"Location"_s, u"HostName=n, Source=c"_s}}) << true;
    QTest::newRow("no serial, another host") << heard({at, place}) << heard({at, {u"Location"_s, u"HostName=o;Source=c"_s}}) << false;
    QTest::newRow("no serial, another time") << heard({at, place}) << heard({epoch, {u"x"_s, u"y"_s}}) << false;
}

void AlarmIdentityTest::oneAlarmOrTwo()
{
    QFETCH(Alarm, first);
    QFETCH(Alarm, second);
    QFETCH(bool, isOne);
    QCOMPARE(alarmKeyOf(first) == alarmKeyOf(second), isOne);
}

void AlarmIdentityTest::equalKeysHashEqually()
{
    QHash<AlarmKey, int> all;
    all.insert(alarmKeyOf(heard({at, serial})), 1);
    all.insert(alarmKeyOf(heard({at, serial})), 2);
    all.insert(alarmKeyOf(heard({at})), 3);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.value(alarmKeyOf(heard({serial, at}))), 2);
}

void AlarmIdentityTest::aClearJoinsItsFault()
{
    const Alarm fault = heard({at, serial, {u"cause"_s, u"no agency"_s}, {u"category"_s, u"0"_s}});
    const Alarm clear = heard({at, serial, {u"category"_s, u"1"_s}, {u"clearType"_s, u"0"_s}, {u"clearTime"_s, u"2025-06-10 14:31:40"_s}});
    const Alarm both = joined(fault, clear);
    QCOMPARE(both.status, AlarmStatus::ClearedAutomatically);
    QCOMPARE(both.category, AlarmCategory::Fault);
    QCOMPARE(both.cause, u"no agency"_s);
    QVERIFY(both.cleared.isKnown());
    QCOMPARE(both.generated, fault.generated);
}

void AlarmIdentityTest::aRepeatDoesNotOpenWhatIsCleared()
{
    const Alarm fault = heard({at, serial});
    const Alarm clear = heard({at, serial, {u"category"_s, u"1"_s}});
    QCOMPARE(joined(joined(fault, clear), fault).status, AlarmStatus::Cleared);
    const Alarm byHand = heard({at, serial, {u"Alarm Status"_s, u"Manual"_s}});
    QCOMPARE(joined(clear, byHand).status, AlarmStatus::ClearedManually); // how is told later
    QCOMPARE(joined(byHand, clear).status, AlarmStatus::ClearedManually);
    QCOMPARE(joined(byHand, heard({at, serial, {u"Alarm Status"_s, u"Auto"_s}})).status, AlarmStatus::ClearedManually);
}

void AlarmIdentityTest::aClearThatComesFirst()
{
    const Alarm clear = heard({at, serial, {u"category"_s, u"1"_s}, {u"clearTime"_s, u"2025-06-10 14:31:40"_s}});
    const Alarm both = joined(clear, heard({at, serial, {u"category"_s, u"0"_s}, {u"name"_s, u"securitykey"_s}}));
    QCOMPARE(both.category, AlarmCategory::Fault);
    QCOMPARE(both.status, AlarmStatus::Cleared);
    QCOMPARE(both.name, u"securitykey"_s);
}

void AlarmIdentityTest::whatOneDoesNotTellTheOtherDoes()
{
    const Alarm bare = heard({at, serial, {u"odd"_s, u"1"_s}});
    const Alarm full = heard({at, serial, {u"name"_s, u"n"_s}, {u"level"_s, u"2"_s}, {u"dn"_s, u"c"_s}, {u"object"_s, u"Guardian"_s},
                              {u"isAutoClear"_s, u"1"_s}, {u"additionalInfo"_s, u"a"_s}, {u"locationInfo"_s, u"HostName=n"_s}, {u"odd"_s, u"2"_s}, {u"other"_s, u"3"_s}});
    Alarm both = joined(bare, full);
    QCOMPARE(both.further, (std::map<QString, QString>{{u"odd"_s, u"1"_s}, {u"other"_s, u"3"_s}}));
    both.further = full.further;
    QCOMPARE(both, full);
    QCOMPARE(joined(full, heard({at, serial, {u"level"_s, u"1"_s}})).severity, AlarmSeverity::Critical); // it has become worse
    QCOMPARE(joined(full, heard({at, serial})).severity, AlarmSeverity::Major);
}

void AlarmIdentityTest::aCertainTimeGoesBeforeADoubtfulOne()
{
    const Alarm doubtful = heard({{u"occurTime"_s, u"2025-10-26 02:30:00"_s}, serial});
    const Alarm certain = heard({{u"occurTime"_s, u"2025-10-26T02:30:00+02:00"_s}, serial});
    QCOMPARE(alarmKeyOf(doubtful), alarmKeyOf(certain));
    QCOMPARE(joined(doubtful, certain).generated, certain.generated);
    QCOMPARE(joined(certain, doubtful).generated, certain.generated);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmIdentityTest)
#include "alarmidentitytest.moc"
