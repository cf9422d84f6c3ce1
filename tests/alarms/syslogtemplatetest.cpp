// SPDX-License-Identifier: Apache-2.0
// Report formats of syslog: what is refused, and messages taken apart by them, with "|" and with blanks.
#include "app/alarms/syslogtemplate.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// Values by name; "?": the message could not be read.
QString fieldsOf(const SyslogTemplate &format, const QString &message)
{
    const std::optional<SyslogTemplate::Reading> reading = format.read(message);
    if (!reading)
        return u"?"_s;
    QStringList values;
    for (const NamedValue &one : reading->values)
        values.append(one.value);
    return values.join(u'#');
}

QString doubtfulOf(const SyslogTemplate &format, const QString &message)
{
    QStringList names;
    if (const std::optional<SyslogTemplate::Reading> reading = format.read(message))
        for (const AlarmField field : reading->doubtful)
            names.append(syslogName(field));
    return names.join(u' ');
}

SyslogTemplate compiled(const QString &text)
{
    const Result<SyslogTemplate> made = SyslogTemplate::compile(text);
    return made ? *made : SyslogTemplate::usual();
}

// The messages of the sample behind their header.
QStringList sampleMessages()
{
    QFile file(QStringLiteral(SAMPLES_FOLDER "/syslog-lines.txt"));
    QStringList messages;
    if (file.open(QIODevice::ReadOnly))
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n'))
            if (const qsizetype at = line.indexOf(u"MRS Manager "_s); at >= 0)
                messages.append(line.sliced(at + 12));
    return messages;
}

const QString fullInBlanks = u"${dn} ${id} ${name} ${serialNo} ${category} ${occurTime} ${clearTime} ${isAutoClear} ${locationInfo} ${clearType} ${level} ${object}"_s;

} // namespace

class SyslogTemplateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void badTemplatesSayWhatToDo_data();
    void badTemplatesSayWhatToDo();
    void theUsualTemplateIsTheDocumentedOrder();
    void theSampleMessages();
    void valuesMayHoldNearlyAnything();
    void aBarInAValueIsDoubtful();
    void textAroundTheFields();
    void blanksAreFoundByTheShapes();
    void blanksThatStayAmbiguousSaySo();
    void emptyValuesBetweenBlanks();
    void theWrongTemplateReadsNothing();
    void aMessageThatIsCutAnywhereIsNotWhole();
    void tracesOfTheTemplate();
    void rubbishTakesNoTime_data();
    void rubbishTakesNoTime();
};

void SyslogTemplateTest::badTemplatesSayWhatToDo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QString() << u"${id}"_s;
    QTest::newRow("no field") << u"alarm"_s << u"${id}"_s;
    QTest::newRow("does not say which") << u"${dn}|${level}"_s << u"${id}"_s;
    QTest::newRow("unknown field") << u"${id}|${host}"_s << u"\"host\""_s;
    QTest::newRow("label instead of name") << u"${Alarm ID}"_s << u"\"Alarm ID\""_s;
    QTest::newRow("no separator") << u"${id}${name}"_s << u"\"id\" and \"name\""_s;
    QTest::newRow("not closed") << u"${id}|${name"_s << u"character 7"_s;
    QTest::newRow("stray dollar") << u"${id}|$name"_s << u"character 7"_s;
    QTest::newRow("stray brace") << u"${id}}"_s << u"character 6"_s;
    QTest::newRow("letter of ours") << u"${id};${name}"_s << u"\";\""_s;
    QTest::newRow("NUL") << u"${id}"_s + QChar(u'\0') << u"Manager does not take"_s;
    QTest::newRow("too long") << u"${id}"_s + QString(1020, u'x') << u"1024"_s;
    QTest::newRow("huge") << QString(10'000'000, u'$') << u"1024"_s;
}

void SyslogTemplateTest::badTemplatesSayWhatToDo()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<SyslogTemplate> made = SyslogTemplate::compile(text);
    QVERIFY(!made);
    QCOMPARE(made.error().fault, Fault::Rejected);
    QVERIFY2(made.error().detail.contains(says), qPrintable(made.error().detail));
}

void SyslogTemplateTest::theUsualTemplateIsTheDocumentedOrder()
{
    const SyslogTemplate usual = SyslogTemplate::usual();
    QCOMPARE(usual.text(), u"${dn}|${id}|${name}|${serialNo}|${category}|${occurTime}|${clearTime}|${isAutoClear}|${locationInfo}|${clearType}|${level}|${cause}|${additionalInfo}|${object}"_s);
    QVERIFY(usual.isUnambiguous());
    QVERIFY(!compiled(fullInBlanks).isUnambiguous());
    QVERIFY(SyslogTemplate::compile(u"${id}"_s + QString(1019, u'x')));
}

void SyslogTemplateTest::theSampleMessages()
{
    const SyslogTemplate usual = SyslogTemplate::usual();
    const QStringList messages = sampleMessages();
    QCOMPARE(messages.size(), 6);
    for (const QString &message : messages) {
        const bool isHeartbeat = message.startsWith("heartbeat"_L1);
        QCOMPARE(fieldsOf(usual, message), isHeartbeat ? u"?"_s : QString(message).replace(u'|', u'#'));
        QCOMPARE(doubtfulOf(usual, message), QString());
        QCOMPARE(usual.hasTraceIn(message), !isHeartbeat);
    }
}

void SyslogTemplateTest::valuesMayHoldNearlyAnything()
{
    const SyslogTemplate format = compiled(u"${id}|${locationInfo}|${cause}"_s);
    QCOMPARE(fieldsOf(format, u"1|Source=a;b=c=d, e;;X={y}|$ \" ' = ; , \\ \t"_s), u"1#Source=a;b=c=d, e;;X={y}#$ \" ' = ; , \\ \t"_s);
    QCOMPARE(fieldsOf(format, u"1||\r\n"_s), u"1##"_s);
    QCOMPARE(fieldsOf(format, u"1|--|--"_s), u"1#--#--"_s);
    QCOMPARE(fieldsOf(format, u"1||one\ntwo"_s), u"1##one\ntwo"_s);
    QCOMPARE(fieldsOf(format, u"1|node-1, rack 2|"_s), u"1#node-1, rack 2#"_s); // a location need not have keys
}

void SyslogTemplateTest::aBarInAValueIsDoubtful()
{
    const SyslogTemplate format = compiled(u"${id}|${name}|${level}|${cause}|${object}"_s);
    QCOMPARE(fieldsOf(format, u"1|a|b|2|c|d"_s), u"1#a|b#2#c#d"_s); // the level shows where the name ends
    QCOMPARE(doubtfulOf(format, u"1|a|b|2|c|d"_s), QString());
    QCOMPARE(fieldsOf(format, u"1|a|2|c|d|e"_s), u"1#a#2#c#d|e"_s);
    QCOMPARE(doubtfulOf(format, u"1|a|2|c|d|e"_s), u"cause object"_s);
}

void SyslogTemplateTest::textAroundTheFields()
{
    const SyslogTemplate format = compiled(u"ALARM id-${id} level.${level} - ${name} END"_s);
    QCOMPARE(fieldsOf(format, u"ALARM id-45741 level.2 - a - b END"_s), u"45741#2#a - b"_s);
    QCOMPARE(fieldsOf(format, u"ALARM id-45741 level.2 - a"_s), u"?"_s);
    QCOMPARE(fieldsOf(format, u"id-45741 level.2 - a END"_s), u"?"_s);
}

void SyslogTemplateTest::blanksAreFoundByTheShapes()
{
    const SyslogTemplate format = compiled(fullInBlanks);
    const QString message = u"mrs-demo 45741 Failed to Call 3 APIs 100237 0 2025-06-10 14:05:12  1 Source=mrs-demo;Trigger Condition=85.2% > 80 %;HostName=n -1 2 Guardian"_s;
    QCOMPARE(fieldsOf(format, message), u"mrs-demo#45741#Failed to Call 3 APIs#100237#0#2025-06-10 14:05:12##1#Source=mrs-demo;Trigger Condition=85.2% > 80 %;HostName=n#-1#2#Guardian"_s);
    QCOMPARE(doubtfulOf(format, message), u"dn id name"_s); // 3 could be the id of a cluster with a long name
    QCOMPARE(doubtfulOf(format, QString(message).replace(u"Call 3 APIs"_s, u"Call the API"_s)), QString());
    QCOMPARE(fieldsOf(format, u"c 1 a b 7 1 2025-06-10 14:05:12 2025-06-10T14:31:40+08:00 1 Source=c 0 2 "_s), u"c#1#a b#7#1#2025-06-10 14:05:12#2025-06-10T14:31:40+08:00#1#Source=c#0#2#"_s);
    const SyslogTemplate place = compiled(u"${id} ${name} ${locationInfo}"_s);
    QCOMPARE(fieldsOf(place, u"1 a b Source=c d;X Y=e"_s), u"1#a b#Source=c d;X Y=e"_s);
    QCOMPARE(doubtfulOf(place, u"1 a b Source=c d;X Y=e"_s), u"name locationInfo"_s); // the name could go on up to Y
    QCOMPARE(doubtfulOf(place, u"1 a b Source=c d;X=e"_s), QString());
    QCOMPARE(fieldsOf(place, u"1 a b Cluster Name=c"_s), u"1#a b#Cluster Name=c"_s);
}

void SyslogTemplateTest::blanksThatStayAmbiguousSaySo()
{
    const SyslogTemplate format = compiled(u"${id} ${cause} ${object}"_s);
    QCOMPARE(fieldsOf(format, u"1 no agency Guardian"_s), u"1#no#agency Guardian"_s);
    QCOMPARE(doubtfulOf(format, u"1 no agency Guardian"_s), u"cause object"_s);
    QCOMPARE(doubtfulOf(format, u"1 none Guardian"_s), QString());
}

void SyslogTemplateTest::emptyValuesBetweenBlanks()
{
    const SyslogTemplate format = compiled(u"${id} ${clearTime} ${level} ${object}"_s);
    QCOMPARE(fieldsOf(format, u"1  2 HDFS"_s), u"1##2#HDFS"_s);
    QCOMPARE(fieldsOf(format, u"1 -- 2 HDFS"_s), u"1#--#2#HDFS"_s);
    QCOMPARE(fieldsOf(format, u"1  2 "_s), u"1##2#"_s);
    QCOMPARE(fieldsOf(format, u"1"_s), u"?"_s);
    const SyslogTemplate texts = compiled(u"${id} ${cause} ${object}"_s);
    QCOMPARE(fieldsOf(texts, u"1  x y"_s), u"1##x y"_s); // no value begins with a blank
    QCOMPARE(doubtfulOf(texts, u"1  x y"_s), QString());
    const SyslogTemplate more = compiled(u"${id} ${name} ${cause} ${object}"_s);
    QCOMPARE(fieldsOf(more, u"1 n  y z"_s), u"1#n##y z"_s); // and none ends with one
    QCOMPARE(doubtfulOf(more, u"1 n  y z"_s), QString());
    QCOMPARE(fieldsOf(SyslogTemplate::usual(), sampleMessages().front().replace(u"45741"_s, QString())), u"?"_s); // it has an id always
    QCOMPARE(fieldsOf(format, QString()), u"?"_s);
}

void SyslogTemplateTest::theWrongTemplateReadsNothing()
{
    const SyslogTemplate other = compiled(u"${id}|${dn}|${name}|${serialNo}|${category}|${occurTime}|${clearTime}|${isAutoClear}|${locationInfo}|${clearType}|${level}|${cause}|${additionalInfo}|${object}"_s);
    for (const QString &message : sampleMessages())
        QCOMPARE(fieldsOf(other, message), u"?"_s);
    QCOMPARE(fieldsOf(SyslogTemplate::usual(), u"a|b|c|d|e|f|g|h|i|j|k|l|m|n"_s), u"?"_s);
}

void SyslogTemplateTest::aMessageThatIsCutAnywhereIsNotWhole()
{
    for (const SyslogTemplate &format : {SyslogTemplate::usual(), compiled(u"${id}|${name}|${object}"_s)}) {
        const QString message = format.fields().size() > 3 ? sampleMessages().front() : u"45741|Failed|Guardian"_s;
        const qsizetype lastField = message.lastIndexOf(u'|');
        for (qsizetype size = 0; size < message.size(); ++size)
            QCOMPARE(format.read(message.first(size)).has_value(), size > lastField); // a cut in the last value cannot be seen
    }
}

void SyslogTemplateTest::tracesOfTheTemplate()
{
    const SyslogTemplate bars = compiled(u"${id}|${name}"_s), blanks = compiled(u"${id} ${name}"_s);
    QVERIFY(bars.hasTraceIn(u"a|b"_s) && !bars.hasTraceIn(u"12345 a=b"_s) && !bars.hasTraceIn(QString()));
    QVERIFY(blanks.hasTraceIn(u"x 12345"_s) && blanks.hasTraceIn(u"a=b"_s) && !blanks.hasTraceIn(u"I am alive 1234"_s));
}

void SyslogTemplateTest::rubbishTakesNoTime_data()
{
    QTest::addColumn<QString>("part");
    for (const char *part : {"=", "\"", "|", " ", "1 ", "0|", "1|", "a=b ", "2025-06-10 14:05:12 ", "2025-06-10 14:05:12|", "2025-", "a ", "-- ", "--|", "null "})
        QTest::newRow(part) << QString::fromLatin1(part);
    QTest::newRow("NUL") << QString(QChar(u'\0'));
    QTest::newRow("half a character") << QString(QChar(0xd800));
}

void SyslogTemplateTest::rubbishTakesNoTime()
{
    QFETCH(QString, part);
    const SyslogTemplate blanks = compiled(u"${dn} ${id} ${name} ${occurTime} ${clearTime} ${level} ${locationInfo} ${serialNo} ${cause}"_s);
    QString message = part.repeated(200'000); // must end; the test would run into its time limit
    for (int i = 0; i < 2; ++i, message.truncate(SyslogTemplate::longestMessage))
        for (const SyslogTemplate &format : {SyslogTemplate::usual(), blanks}) {
            QVERIFY(i == 1 || message.size() <= SyslogTemplate::longestMessage || !format.read(message));
            if (const std::optional<SyslogTemplate::Reading> reading = format.read(message))
                QVERIFY(reading->values.size() == format.fields().size() && !reading->doubtful.empty());
        }
    QVERIFY(!SyslogTemplate::usual().read(QString(10 * 1024 * 1024, u'x')));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SyslogTemplateTest)
#include "syslogtemplatetest.moc"
