// SPDX-License-Identifier: Apache-2.0
// Copied text: the details of the web page in every way they can be copied, mails, tables, locations, and rubbish.
#include "app/alarms/alarmpaste.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const AlarmReadingContext pasteZone{.manager = u"m1"_s, .zone = QTimeZone("Asia/Shanghai")};

PastedAlarms paste(const QString &text)
{
    return readPastedAlarms(text, pasteZone);
}

QString pasteSample(const QString &name)
{
    QFile file(QStringLiteral(SAMPLES_FOLDER "/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The details of one alarm, with something between a label and its value and something behind.
QString details(const QString &between, const QString &behind)
{
    const QStringList fields{u"Alarm ID"_s, u"45741"_s, u"Alarm Name"_s, u"Failed to Call the ECS securitykey API"_s, u"Severity"_s, u"Major"_s,
                             u"Generated"_s, u"2025-06-10 14:05:12"_s, u"Cleared"_s, u"--"_s, u"Source"_s, u"mrs-demo"_s, u"Object"_s, u"Guardian"_s,
                             u"Automatically Cleared"_s, u"Yes"_s, u"Alarm Status"_s, u"Uncleared"_s, u"Serial Number"_s, u"100237"_s,
                             u"Location"_s, u"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-1"_s};
    QString text;
    for (qsizetype i = 0; i < fields.size(); i += 2)
        text += fields[i] + between + fields[i + 1] + behind;
    return text;
}

} // namespace

class AlarmPasteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDetailsInEveryShape_data();
    void theDetailsInEveryShape();
    void severalAlarmsInOnePaste();
    void anEmptyValueBetweenLabels();
    void clearedIsALabelOrAValue();
    void theWordsOfAMailAreGivenBack();
    void chineseLabelsWithTheirColon();
    void rowsOfATable();
    void aRowThatIsNoneIsGivenBack();
    void bareLocations();
    void aTitleOfTheManual();
    void linesOfSyslog();
    void fieldsThatAreNoAlarmAreGivenBack();
    void anythingCutAnywhere_data();
    void anythingCutAnywhere();
    void rubbishTakesNoTime_data();
    void rubbishTakesNoTime();
    void aTooLongPasteIsShortened();
};

void AlarmPasteTest::theDetailsInEveryShape_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("colon") << details(u": "_s, u"\n"_s);
    QTest::newRow("colon and CR LF") << details(u":"_s, u"\r\n"_s);
    QTest::newRow("tab") << details(u"\t"_s, u"\n"_s);
    QTest::newRow("lines") << details(u"\n"_s, u"\n"_s);
    QTest::newRow("lines with blank ones") << details(u"\n\n"_s, u"\n\n"_s);
    QTest::newRow("colon, then a line") << details(u":\n"_s, u"\n"_s);
    QTest::newRow("all in one line") << details(u"\t"_s, u"\t"_s).trimmed();
    QTest::newRow("bar") << details(u" | "_s, u"\n"_s);
    QTest::newRow("quoted mail") << u"> "_s + details(u": "_s, u"\n> "_s);
    QTest::newRow("list") << u"  * "_s + details(u": "_s, u"\n  * "_s);
}

void AlarmPasteTest::theDetailsInEveryShape()
{
    QFETCH(QString, text);
    const PastedAlarms pasted = paste(text);
    QCOMPARE(pasted.notUnderstood, QStringList());
    QCOMPARE(pasted.alarms.size(), 1U);
    const Alarm &alarm = pasted.alarms.front();
    QCOMPARE(alarm.manager, u"m1"_s);
    QCOMPARE(alarm.id, 45741);
    QCOMPARE(alarm.name, u"Failed to Call the ECS securitykey API"_s);
    QCOMPARE(alarm.severity, AlarmSeverity::Major);
    QCOMPARE(alarm.generated.instant, std::optional(Instant(std::chrono::milliseconds(1'749'535'512'000))));
    QCOMPARE(alarm.source, u"mrs-demo"_s);
    QCOMPARE(alarm.object, u"Guardian"_s);
    QCOMPARE(alarm.status, AlarmStatus::Uncleared);
    QCOMPARE(alarm.serial, std::optional<qint64>(100237));
    QCOMPARE(alarm.host(), u"node-1"_s);
    QVERIFY(alarm.further.empty());
}

void AlarmPasteTest::severalAlarmsInOnePaste()
{
    const PastedAlarms pasted = paste(details(u": "_s, u"\n"_s) + u"\n-----\n"_s + details(u"\n"_s, u"\n"_s).replace(u"45741"_s, u"12110"_s));
    QCOMPARE(pasted.alarms.size(), 2U);
    QCOMPARE(pasted.alarms[0].id, 45741);
    QCOMPARE(pasted.alarms[1].id, 12110);
    QCOMPARE(pasted.alarms[1].host(), u"node-1"_s);
    QCOMPARE(pasted.notUnderstood, QStringList{u"-----"_s});
}

void AlarmPasteTest::anEmptyValueBetweenLabels()
{
    const PastedAlarms pasted = paste(u"Alarm ID\n1\nAlarm Cause\nSerial Number\n7\nAdditional Information\nLocation: HostName=n"_s);
    QCOMPARE(pasted.alarms.size(), 1U);
    QVERIFY(pasted.alarms[0].cause.isEmpty() && pasted.alarms[0].additional.isEmpty());
    QCOMPARE(pasted.alarms[0].serial, std::optional<qint64>(7));
    QCOMPARE(pasted.alarms[0].host(), u"n"_s);
}

void AlarmPasteTest::clearedIsALabelOrAValue()
{
    const PastedAlarms pasted = paste(u"Alarm ID\n1\nAlarm Status\nCleared\nCleared\n2025-06-10 14:05:12"_s);
    QCOMPARE(pasted.alarms.size(), 1U);
    QCOMPARE(pasted.alarms[0].status, AlarmStatus::Cleared);
    QVERIFY(pasted.alarms[0].cleared.isKnown());
    QCOMPARE(paste(u"Alarm ID\n1\nAlarm Status\nCleared\nSerial Number\n7"_s).alarms[0].status, AlarmStatus::Cleared);
}

void AlarmPasteTest::theWordsOfAMailAreGivenBack()
{
    const PastedAlarms pasted = paste(u"Dear all,\nplease look: it is red.\nAlarm ID: 45741\nOperation: Clear\nLocation: Source=c;X=a:b;y\n\nRegards"_s);
    QCOMPARE(pasted.alarms.size(), 1U);
    QCOMPARE(pasted.alarms[0].location.value(u"X"_s), std::optional(u"a:b;y"_s));
    QCOMPARE(pasted.notUnderstood, (QStringList{u"Dear all,"_s, u"please look: it is red."_s, u"Operation: Clear"_s, u"Regards"_s}));
    const QString prose = u"Dear all, alarm id, source, and the rest, are below, as you asked"_s; // no header of a table
    QCOMPARE(paste(prose + u"\nAlarm ID: 45741\n"_s).alarms.size(), 1U);
    QCOMPARE(paste(prose + u"\nAlarm ID: 45741\n"_s).notUnderstood, QStringList{prose});
}

void AlarmPasteTest::chineseLabelsWithTheirColon()
{
    const PastedAlarms pasted = paste(u"告警ID：45741\n告警名称：调用ECS securitykey接口失败\n级别：重要\n"_s);
    QCOMPARE(pasted.alarms.size(), 1U);
    QCOMPARE(pasted.alarms[0].name, u"调用ECS securitykey接口失败"_s);
    QCOMPARE(pasted.alarms[0].severity, AlarmSeverity::Major);
}

void AlarmPasteTest::rowsOfATable()
{
    const PastedAlarms pasted = paste(u"see below\n"_s + pasteSample(u"export.csv"_s));
    QCOMPARE(pasted.alarms.size(), 3U);
    QCOMPARE(pasted.alarms[2].id, 12001);
    QCOMPARE(pasted.notUnderstood, QStringList{u"see below"_s});
    QCOMPARE(paste(u"Alarm ID\tAlarm Name\tSeverity\n1\ta\tMajor\n2\tb\tMinor"_s).alarms.size(), 2U);
}

void AlarmPasteTest::aRowThatIsNoneIsGivenBack()
{
    const PastedAlarms pasted = paste(u"id,name,level\n1,a,2\nTotal 1\nx,y,z,more\n"_s);
    QCOMPARE(pasted.alarms.size(), 1U);
    QCOMPARE(pasted.notUnderstood, (QStringList{u"Total 1"_s, u"x,y,z,more"_s}));
}

void AlarmPasteTest::bareLocations()
{
    const PastedAlarms pasted = paste(pasteSample(u"location-strings.txt"_s));
    QCOMPARE(pasted.notUnderstood, QStringList());
    QCOMPARE(pasted.alarms.size(), 4U);
    QCOMPARE(pasted.alarms[2].service(), u"OMS"_s);
    QCOMPARE(pasted.alarms[3].location.value(u"Trigger Condition"_s), std::optional(u"85.2% > 80.0%"_s));
    QCOMPARE(paste(u"x=1;y=2\na <= b"_s).alarms.size(), 0U); // no documented key
}

void AlarmPasteTest::aTitleOfTheManual()
{
    const PastedAlarms pasted = paste(u"ALM-45741 Failed to Call the ECS securitykey API\nSource=c;HostName=n\nALM-\nALM-99999999999 x"_s);
    QCOMPARE(pasted.alarms.size(), 1U);
    QCOMPARE(pasted.alarms[0].id, 45741);
    QCOMPARE(pasted.alarms[0].name, u"Failed to Call the ECS securitykey API"_s);
    QCOMPARE(pasted.alarms[0].host(), u"n"_s);
    QCOMPARE(pasted.notUnderstood.size(), 2);
}

void AlarmPasteTest::linesOfSyslog()
{
    const QString lines = pasteSample(u"syslog-lines.txt"_s);
    PastedAlarms pasted = paste(u"Severity: Major\n"_s + lines);
    QCOMPARE(pasted.alarms.size(), 5U);
    QCOMPARE(pasted.alarms[1].status, AlarmStatus::ClearedAutomatically);
    QCOMPARE(pasted.alarms[1].severity, AlarmSeverity::Major);
    QCOMPARE(pasted.notUnderstood.front(), u"# Fields and codes documented; template chosen by us (separator |), order therefore a site setting. Lines starting with # are comments."_s);
    QCOMPARE(pasted.notUnderstood.filter(u"heartbeat"_s).size(), 2);
    QCOMPARE(pasted.notUnderstood.filter(u"Severity: Major"_s).size(), 1);
    const SyslogFormat blanks{.report = *SyslogTemplate::compile(u"${id} ${level} ${name}"_s), .identifier = {}, .heartbeat = {}};
    pasted = readPastedAlarms(u"<134>MRS Manager 45741 2 Failed to call\n45742 3 Another"_s, pasteZone, blanks);
    QCOMPARE(pasted.alarms.size(), 2U);
    QCOMPARE(pasted.alarms[0].name, u"Failed to call"_s);
}

void AlarmPasteTest::fieldsThatAreNoAlarmAreGivenBack()
{
    const PastedAlarms pasted = paste(u"Severity: Major\nSeverity: Minor\n"_s);
    QVERIFY(pasted.alarms.empty());
    QCOMPARE(pasted.notUnderstood, (QStringList{u"Severity: Major"_s, u"Severity: Minor"_s}));
    QVERIFY(paste(QString()).alarms.empty() && paste(QString()).notUnderstood.isEmpty());
}

void AlarmPasteTest::anythingCutAnywhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("details") << details(u": "_s, u"\n"_s);
    QTest::newRow("lines") << details(u"\n"_s, u"\n"_s);
    QTest::newRow("table") << pasteSample(u"export.csv"_s);
    QTest::newRow("locations") << pasteSample(u"location-strings.txt"_s);
}

void AlarmPasteTest::anythingCutAnywhere()
{
    QFETCH(QString, text);
    const std::vector<Alarm> whole = paste(text).alarms;
    for (qsizetype size = 0; size < text.size(); ++size) {
        const PastedAlarms pasted = paste(text.first(size));
        QVERIFY(pasted.alarms.size() <= whole.size());
        for (std::size_t i = 0; i + 1 < pasted.alarms.size(); ++i)
            QVERIFY(pasted.alarms[i] == whole[i]);
    }
}

void AlarmPasteTest::rubbishTakesNoTime_data()
{
    QTest::addColumn<QString>("part");
    for (const char *part : {"=", "\"", "|", ";", ":", "\t", "\n", "a=", "id\t", "id\n", "id:\n", "id: 1\n", "cause: x\n", "Source=c\n", "Source=;", "ALM-1\n", "\r", ">", "id,name\n"})
        QTest::newRow(QByteArray(part).toPercentEncoding().constData()) << QString::fromLatin1(part);
    QTest::newRow("NUL") << QString(QChar(u'\0'));
    QTest::newRow("half a character") << QString(QChar(0xd800));
}

void AlarmPasteTest::rubbishTakesNoTime()
{
    QFETCH(QString, part);
    const PastedAlarms pasted = paste(part.repeated(200'000)); // must end; the test would run into its time limit
    QVERIFY(pasted.alarms.size() <= 200'000U);
}

void AlarmPasteTest::aTooLongPasteIsShortened()
{
    QVERIFY(!paste(u"id: 1"_s).isShortened);
    const PastedAlarms pasted = paste(u"id: 1\n"_s + QString(10 * 1024 * 1024, u'x'));
    QVERIFY(pasted.isShortened);
    QCOMPARE(pasted.alarms.size(), 1U);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmPasteTest)
#include "alarmpastetest.moc"
