// SPDX-License-Identifier: Apache-2.0
// From named fields to an alarm: the labels of the web page, syslog's names, the Chinese ones; and what cannot be read.
#include "app/alarms/alarmfields.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const AlarmReadingContext berlin{.manager = u"m1"_s, .zone = QTimeZone("Europe/Berlin")};

Alarm read(const std::vector<NamedValue> &values)
{
    return readAlarm(values, berlin).value_or(Alarm());
}

} // namespace

class AlarmFieldsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFieldHasItsNames();
    void severitiesHaveSynonyms_data();
    void severitiesHaveSynonyms();
    void statusesHaveSynonyms_data();
    void statusesHaveSynonyms();
    void theDetailsOfTheWebPage();
    void aLineOfSyslog();
    void theChineseLabels();
    void whatCannotBeReadIsKept();
    void aFieldThatComesTwice();
    void aClearSaysSoInOneWayOrAnother();
    void whatIsNoAlarm();
    void placesComeFromTheLocation();
};

void AlarmFieldsTest::everyFieldHasItsNames()
{
    const QStringList names{u"dn"_s, u"id"_s, u"name"_s, u"serialNo"_s, u"category"_s, u"occurTime"_s, u"clearTime"_s, u"isAutoClear"_s,
                            u"locationInfo"_s, u"clearType"_s, u"level"_s, u"cause"_s, u"additionalInfo"_s, u"object"_s};
    for (qsizetype i = 0; i < names.size(); ++i) {
        QCOMPARE(alarmFieldOf(names[i]), std::optional(static_cast<AlarmField>(i)));
        QCOMPARE(syslogName(static_cast<AlarmField>(i)), names[i]);
    }
    QCOMPARE(alarmFieldOf(u" serial  NUMBER "_s), std::optional(AlarmField::Serial));
    QCOMPARE(alarmFieldOf(u"serial_no"_s), std::optional(AlarmField::Serial));
    QCOMPARE(alarmFieldOf(u"告警ID"_s), std::optional(AlarmField::Id));
    QVERIFY(!alarmFieldOf(u"Operation"_s));
    QVERIFY(!alarmFieldOf(u""_s));
}

void AlarmFieldsTest::severitiesHaveSynonyms_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("severity");
    QTest::newRow("critical") << u"1|Critical|CRITICAL| critical |紧急"_s << 1;
    QTest::newRow("major") << u"2|Major|重要"_s << 2;
    QTest::newRow("minor") << u"3|Minor|次要"_s << 3;
    QTest::newRow("suggestion") << u"4|Suggestion|Warning|提示"_s << 4;
    QTest::newRow("others") << u"0|5||Severe|majors"_s << 0;
}

void AlarmFieldsTest::severitiesHaveSynonyms()
{
    QFETCH(QString, words);
    QFETCH(int, severity);
    for (const QString &word : words.split(u'|'))
        QCOMPARE(static_cast<int>(severityOf(word)), severity);
}

void AlarmFieldsTest::statusesHaveSynonyms_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("id");
    QTest::newRow("uncleared") << u"-1|Uncleared|未清除"_s << u"uncleared"_s;
    QTest::newRow("by itself") << u"0|Auto|自动清除"_s << u"cleared-automatically"_s;
    QTest::newRow("by hand") << u"2|Manual|手动清除"_s << u"cleared-manually"_s;
    QTest::newRow("somehow") << u"Cleared|已清除"_s << u"cleared"_s;
    QTest::newRow("others") << u"1|3|"_s << u"unknown"_s; // 1 is not defined
}

void AlarmFieldsTest::statusesHaveSynonyms()
{
    QFETCH(QString, words);
    QFETCH(QString, id);
    for (const QString &word : words.split(u'|'))
        QCOMPARE(statusId(statusOf(word)), id);
}

void AlarmFieldsTest::theDetailsOfTheWebPage()
{
    const Alarm alarm = read({{u"Alarm ID"_s, u"45741"_s}, {u"Alarm Name"_s, u"Failed to Call the ECS securitykey API"_s}, {u"Severity"_s, u"Major"_s},
                              {u"Generated"_s, u"2025-06-10 14:05:12"_s}, {u"Cleared"_s, u"--"_s}, {u"Source"_s, u"mrs-demo"_s},
                              {u"Object"_s, u"Guardian"_s}, {u"Automatically Cleared"_s, u"Yes"_s}, {u"Alarm Status"_s, u"Uncleared"_s},
                              {u"Alarm Cause"_s, u"No ECS agency is bound to the cluster."_s}, {u"Serial Number"_s, u"100237"_s},
                              {u"Additional Information"_s, u""_s}, {u"Location"_s, u"Source=mrs-demo;ServiceName=Guardian;HostName=node-1"_s}});
    QCOMPARE(alarm.manager, u"m1"_s);
    QCOMPARE(alarm.id, 45741);
    QCOMPARE(alarm.name, u"Failed to Call the ECS securitykey API"_s);
    QCOMPARE(alarm.severity, AlarmSeverity::Major);
    QCOMPARE(alarm.category, AlarmCategory::Fault);
    QCOMPARE(alarm.status, AlarmStatus::Uncleared);
    QCOMPARE(alarm.generated.instant, std::optional(Instant(std::chrono::milliseconds(1'749'557'112'000))));
    QVERIFY(!alarm.cleared.isKnown());
    QCOMPARE(alarm.source, u"mrs-demo"_s);
    QCOMPARE(alarm.object, u"Guardian"_s);
    QCOMPARE(alarm.clearsItself, std::optional(true));
    QCOMPARE(alarm.serial, std::optional<qint64>(100237));
    QCOMPARE(alarm.cause, u"No ECS agency is bound to the cluster."_s);
    QVERIFY(alarm.additional.isEmpty());
    QCOMPARE(alarm.host(), u"node-1"_s);
    QVERIFY(alarm.further.empty());
}

void AlarmFieldsTest::aLineOfSyslog()
{
    const Alarm alarm = read({{u"id"_s, u"12001"_s}, {u"serialNo"_s, u"100201"_s}, {u"category"_s, u"1"_s}, {u"occurTime"_s, u"1749517205000"_s},
                              {u"clearTime"_s, u"2025-06-10 15:00:00"_s}, {u"isAutoClear"_s, u"1"_s}, {u"clearType"_s, u"2"_s}, {u"level"_s, u"3"_s}});
    QCOMPARE(alarm.category, AlarmCategory::Clear);
    QCOMPARE(alarm.status, AlarmStatus::ClearedManually);
    QCOMPARE(alarm.severity, AlarmSeverity::Minor);
    QVERIFY(alarm.cleared.isKnown() && alarm.isCleared());
}

void AlarmFieldsTest::theChineseLabels()
{
    const Alarm alarm = read({{u"告警ID"_s, u"45741"_s}, {u"告警名称"_s, u"调用ECS securitykey接口失败"_s}, {u"告警级别"_s, u"重要"_s},
                              {u"产生时间"_s, u"2025/06/10 14:05:12"_s}, {u"是否自动清除"_s, u"是"_s}, {u"告警状态"_s, u"未清除"_s},
                              {u"序列号"_s, u"7"_s}, {u"定位信息"_s, u"Source=c"_s}, {u"操作"_s, u"清除"_s}});
    QCOMPARE(alarm.id, 45741);
    QCOMPARE(alarm.severity, AlarmSeverity::Major);
    QVERIFY(alarm.generated.isKnown());
    QCOMPARE(alarm.clearsItself, std::optional(true));
    QCOMPARE(alarm.status, AlarmStatus::Uncleared);
    QCOMPARE(alarm.serial, std::optional<qint64>(7));
    QCOMPARE(alarm.further, (std::map<QString, QString>{{u"操作"_s, u"清除"_s}})); // a column that is not ours
}

void AlarmFieldsTest::whatCannotBeReadIsKept()
{
    const Alarm alarm = read({{u"Alarm ID"_s, u"forty-two"_s}, {u"Alarm Name"_s, u"A"_s}, {u"Severity"_s, u"Terrible"_s}, {u"Serial Number"_s, u"-7"_s},
                              {u"Alarm Status"_s, u"Who knows"_s}, {u"Automatically Cleared"_s, u"perhaps"_s}, {u"Generated"_s, u"yesterday"_s},
                              {u"Type"_s, u"9"_s}});
    QCOMPARE(alarm.id, 0);
    QCOMPARE(alarm.name, u"A"_s);
    QVERIFY(!alarm.serial && !alarm.clearsItself);
    QCOMPARE(alarm.severity, AlarmSeverity::Unknown);
    QCOMPARE(alarm.generated.text, u"yesterday"_s);
    QCOMPARE(alarm.generated.certainty, AlarmTime::Unreadable);
    QCOMPARE(alarm.further.size(), 6U);
    QCOMPARE(alarm.further.at(u"Severity"_s), u"Terrible"_s);
}

void AlarmFieldsTest::aFieldThatComesTwice()
{
    const Alarm alarm = read({{u"id"_s, u"--"_s}, {u"Alarm ID"_s, u"ALM-45741"_s}, {u"alarmId"_s, u"12110"_s}});
    QCOMPARE(alarm.id, 45741); // the first that says something
    QCOMPARE(alarm.further, (std::map<QString, QString>{{u"alarmId"_s, u"12110"_s}}));
}

void AlarmFieldsTest::aClearSaysSoInOneWayOrAnother()
{
    QCOMPARE(read({{u"id"_s, u"1"_s}}).status, AlarmStatus::Uncleared);
    QCOMPARE(read({{u"id"_s, u"1"_s}, {u"category"_s, u"1"_s}}).status, AlarmStatus::Cleared);
    QCOMPARE(read({{u"id"_s, u"1"_s}, {u"Cleared"_s, u"2025-06-10 15:00:00"_s}}).status, AlarmStatus::Cleared);
    QCOMPARE(read({{u"id"_s, u"1"_s}, {u"Alarm Status"_s, u"Auto"_s}}).status, AlarmStatus::ClearedAutomatically);
    QCOMPARE(read({{u"id"_s, u"1"_s}, {u"category"_s, u"2"_s}}).status, AlarmStatus::Unknown); // an event is neither
    QCOMPARE(read({{u"id"_s, u"1"_s}, {u"category"_s, u"2"_s}}).category, AlarmCategory::Event);
}

void AlarmFieldsTest::whatIsNoAlarm()
{
    QVERIFY(!readAlarm({}, berlin));
    QVERIFY(!readAlarm({{u"Severity"_s, u"Major"_s}, {u"text"_s, u"heartbeat"_s}}, berlin));
    QVERIFY(!readAlarm({{u"id"_s, u"0"_s}}, berlin));
    QVERIFY(!readAlarm({{u"id"_s, u"99999999999999999999"_s}}, berlin));
    QVERIFY(readAlarm({{u"Location"_s, u"HostName=n"_s}}, berlin));
}

void AlarmFieldsTest::placesComeFromTheLocation()
{
    Alarm alarm = read({{u"id"_s, u"1"_s}, {u"Source"_s, u"c1"_s}, {u"Object"_s, u"HDFS"_s}, {u"Location"_s, u"Source=c2;ServiceName=Guardian"_s}});
    QCOMPARE(alarm.cluster(), u"c2"_s);
    QCOMPARE(alarm.service(), u"Guardian"_s);
    QVERIFY(alarm.host().isEmpty());
    alarm = read({{u"id"_s, u"1"_s}, {u"Source"_s, u"c1"_s}, {u"Object"_s, u"HDFS"_s}, {u"Location"_s, u"Source=;Cluster Name="_s}});
    QCOMPARE(alarm.cluster(), u"c1"_s);
    QCOMPARE(alarm.service(), u"HDFS"_s);
    QCOMPARE(read({{u"id"_s, u"18000"_s}, {u"Location"_s, u"ServiceNam=Yarn"_s}}).service(), u"Yarn"_s);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmFieldsTest)
#include "alarmfieldstest.moc"
