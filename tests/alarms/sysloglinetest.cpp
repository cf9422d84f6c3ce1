// SPDX-License-Identifier: Apache-2.0
// Messages of syslog: headers of every kind, identifiers, heartbeats, alarms, and what is none of these.
#include "app/alarms/syslogline.h"

#include <QFile>
#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const AlarmReadingContext syslogZone{.manager = u"m1"_s, .zone = QTimeZone("Europe/Berlin")};

SyslogReading readLine(const QByteArray &line, const SyslogFormat &format = {})
{
    return readSyslog(QByteArrayView(line), format, syslogZone);
}

QByteArrayList sampleLines()
{
    QFile file(QStringLiteral(SAMPLES_FOLDER "/syslog-lines.txt"));
    QByteArrayList lines;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray &line : file.readAll().split('\n'))
            if (!line.isEmpty() && !line.startsWith('#'))
                lines.append(line);
    return lines;
}

} // namespace

class SyslogLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyHeader_data();
    void everyHeader();
    void theSampleLines();
    void anIdentifierOfTheSite();
    void heartbeats();
    void theWrongTemplateIsSaid();
    void chineseInEitherEncoding();
    void invalidBytesAreReplaced();
    void aLineThatIsCutAnywhere();
    void hugeLinesAreCapped();
    void rubbishTakesNoTime_data();
    void rubbishTakesNoTime();
};

void SyslogLineTest::everyHeader_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("priority");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("message");
    const QString mrs = u"MRS Manager"_s, old = u"Jun 10 14:05:12"_s, iso = u"2025-06-10T14:05:12.123+02:00"_s;
    QTest::newRow("3164") << u"<134>Jun 10 14:05:12 192.0.2.11 MRS Manager c|1"_s << 134 << old << u"192.0.2.11"_s << mrs << u"c|1"_s;
    QTest::newRow("one digit") << u"<134>Jun  1 14:05:12 h MRS Manager c|1"_s << 134 << u"Jun  1 14:05:12"_s << u"h"_s << mrs << u"c|1"_s;
    QTest::newRow("with a process") << u"<134>Jun 10 14:05:12 h MRS Manager[12]: c|1"_s << 134 << old << u"h"_s << mrs << u"c|1"_s;
    QTest::newRow("with a year") << u"<134>Jun 10 2025 14:05:12 h FusionInsight Manager: c|1"_s << 134 << u"Jun 10 2025 14:05:12"_s << u"h"_s << u"FusionInsight Manager"_s << u"c|1"_s;
    QTest::newRow("without a host") << u"<134>Jun 10 14:05:12 MRS Manager c|1"_s << 134 << old << QString() << mrs << u"c|1"_s;
    QTest::newRow("without host and identifier") << u"<134>Jun 10 14:05:12 c|1|x y"_s << 134 << old << QString() << QString() << u"c|1|x y"_s;
    QTest::newRow("of a file") << u"2025-06-10T14:05:12.123+02:00 fe80::1%eth0 MRS Manager c|1\r\n"_s << -1 << iso << u"fe80::1%eth0"_s << mrs << u"c|1"_s;
    QTest::newRow("priority only") << u"<134>MRS Manager c|1"_s << 134 << QString() << QString() << mrs << u"c|1"_s;
    QTest::newRow("bare") << u"c|1 x"_s << -1 << QString() << QString() << QString() << u"c|1 x"_s;
    QTest::newRow("5424") << u"<134>1 2025-06-10T14:05:12.123+02:00 h MRS - - - \ufeffMRS Manager c|1"_s << 134 << iso << u"h"_s << mrs << u"c|1"_s;
    QTest::newRow("5424 with data") << u"<134>1 2025-06-10T14:05:12.123+02:00 - a 1 m [x y=\"]\\\"\"][z] c|1"_s << 134 << iso << QString() << QString() << u"c|1"_s;
    QTest::newRow("5424 with nothing") << u"<0>1 - - - - - -"_s << 0 << QString() << QString() << QString() << QString();
    QTest::newRow("5424 with open data") << u"<1>1 - - - - - [x y=\""_s << 1 << QString() << QString() << QString() << u"1 - - - - - [x y=\""_s;
    QTest::newRow("no priority") << u"<192>c"_s << -1 << QString() << QString() << QString() << u"<192>c"_s;
    QTest::newRow("open priority") << u"<13"_s << -1 << QString() << QString() << QString() << u"<13"_s;
    QTest::newRow("another identifier") << u"Jun 10 14:05:12 h MRS Managers c|1"_s << -1 << old << u"h"_s << QString() << u"MRS Managers c|1"_s;
    QTest::newRow("empty value first") << u"<134>MRS Manager  1 x"_s << 134 << QString() << QString() << mrs << u" 1 x"_s;
    QTest::newRow("empty") << QString() << -1 << QString() << QString() << QString() << QString();
}

void SyslogLineTest::everyHeader()
{
    QFETCH(QString, line);
    QFETCH(int, priority);
    QFETCH(QString, time);
    QFETCH(QString, host);
    QFETCH(QString, identifier);
    QFETCH(QString, message);
    const SyslogHeader header = readSyslogHeader(line);
    QCOMPARE(header.priority.value_or(-1), priority);
    QCOMPARE(header.time, time);
    QCOMPARE(header.host, host);
    QCOMPARE(header.identifier, identifier);
    QCOMPARE(header.message, message);
}

void SyslogLineTest::theSampleLines()
{
    const QByteArrayList lines = sampleLines();
    QCOMPARE(lines.size(), 6);
    std::vector<Alarm> alarms;
    for (const QByteArray &line : lines) {
        const SyslogReading reading = readLine(line);
        QCOMPARE(reading.kind, line.contains("heartbeat") ? SyslogReading::Heartbeat : SyslogReading::Alarm);
        QVERIFY(reading.raw.isEmpty() && reading.doubtful.empty());
        if (reading.alarm)
            alarms.push_back(*reading.alarm);
    }
    QCOMPARE(alarms.size(), 5U);
    QCOMPARE(alarms[0].manager, u"m1"_s);
    QCOMPARE(alarms[0].source, u"mrs-demo"_s);
    QCOMPARE(alarms[0].severity, AlarmSeverity::Major);
    QCOMPARE(alarms[0].status, AlarmStatus::Uncleared);
    QCOMPARE(alarms[0].cause, u"No ECS agency is bound to the cluster."_s);
    QCOMPARE(alarms[1].status, AlarmStatus::ClearedAutomatically);
    QCOMPARE(alarms[1].serial, alarms[0].serial);
    QCOMPARE(alarms[2].status, AlarmStatus::ClearedManually);
    QCOMPARE(alarms[3].category, AlarmCategory::Event);
    QCOMPARE(alarms[4].generated.certainty, AlarmTime::Doubled);
}

void SyslogLineTest::anIdentifierOfTheSite()
{
    const QString name(256, u'n');
    const SyslogFormat format{.report = SyslogTemplate::usual(), .identifier = u"The "_s + name, .heartbeat = {}};
    const QByteArray line = sampleLines().front().replace("MRS Manager", "The " + name.toLatin1());
    QCOMPARE(readLine(line, format).alarm->source, u"mrs-demo"_s);
    QCOMPARE(readLine(line, format).header.identifier, format.identifier);
    QCOMPARE(readLine(sampleLines().front(), format).header.identifier, u"MRS Manager"_s); // it may not be set yet
}

void SyslogLineTest::heartbeats()
{
    SyslogFormat format{.report = SyslogTemplate::usual(), .identifier = {}, .heartbeat = u" I | am = alive "_s};
    QCOMPARE(readLine("<134>Jun 10 14:05:12 h MRS Manager I | am = alive\n", format).kind, SyslogReading::Heartbeat);
    QCOMPARE(readLine("I | am = alive", format).kind, SyslogReading::Heartbeat);
    QCOMPARE(readLine("<134>Jun 10 14:05:12 h MRS Manager another text", format).kind, SyslogReading::NotUnderstood); // it is told, and this is not it
    QCOMPARE(readLine("<134>Jun 10 14:05:12 h MRS Manager another text").kind, SyslogReading::Heartbeat);
    QCOMPARE(readLine("<38>Jun 10 14:05:12 h sshd[7]: Failed password for root").kind, SyslogReading::NotUnderstood); // not from Manager
    QCOMPARE(readLine("<134>Jun 10 14:05:12 h MRS Manager mrs-demo|457").kind, SyslogReading::NotUnderstood);
    QCOMPARE(readLine("<134>Jun 10 14:05:12 h MRS Manager ").kind, SyslogReading::NotUnderstood);
    const QString likeAnAlarm = readSyslogHeader(QString::fromLatin1(sampleLines().front())).message;
    format.heartbeat = likeAnAlarm;
    QCOMPARE(readLine(sampleLines().front(), format).kind, SyslogReading::Heartbeat);
}

void SyslogLineTest::theWrongTemplateIsSaid()
{
    const SyslogFormat format{.report = *SyslogTemplate::compile(u"${id}|${name}|${occurTime}"_s), .identifier = {}, .heartbeat = {}};
    const SyslogReading reading = readLine(sampleLines().front(), format);
    QCOMPARE(reading.kind, SyslogReading::NotUnderstood);
    QCOMPARE(reading.raw, QString::fromLatin1(sampleLines().front()));
    QVERIFY(!reading.alarm);
}

void SyslogLineTest::chineseInEitherEncoding()
{
    const QString line = QString::fromLatin1(sampleLines().front()).replace(u"Failed to Call the ECS securitykey API"_s, u"调用ECS securitykey接口失败"_s);
    QStringEncoder gbk("GBK");
    QCOMPARE(readLine(line.toUtf8()).alarm->name, u"调用ECS securitykey接口失败"_s);
    QCOMPARE(readLine(gbk.encode(line)).alarm->name, u"调用ECS securitykey接口失败"_s);
}

void SyslogLineTest::invalidBytesAreReplaced()
{
    const SyslogReading reading = readLine(sampleLines().front().replace("Failed", QByteArray("Fa\xff\0\xff", 5)));
    QCOMPARE(reading.kind, SyslogReading::Alarm);
    QCOMPARE(reading.alarm->id, 45741);
}

void SyslogLineTest::aLineThatIsCutAnywhere()
{
    const QByteArray line = sampleLines().front();
    const qsizetype lastField = line.lastIndexOf('|');
    for (qsizetype size = 0; size < line.size(); ++size) {
        const SyslogReading reading = readLine(line.first(size));
        QCOMPARE(reading.kind == SyslogReading::Alarm, size > lastField); // a cut in the last value cannot be seen
        QCOMPARE(reading.raw.isEmpty(), reading.kind != SyslogReading::NotUnderstood || size == 0);
    }
    for (qsizetype begin = 1; begin < line.size(); ++begin)
        if (const SyslogReading reading = readLine(line.sliced(begin)); reading.alarm)
            QCOMPARE(reading.alarm->id, 45741);
}

void SyslogLineTest::hugeLinesAreCapped()
{
    QByteArray line = sampleLines().front();
    line.replace("No ECS", QByteArray(10 * 1024 * 1024, 'x'));
    const SyslogReading reading = readLine(line);
    QCOMPARE(reading.kind, SyslogReading::NotUnderstood);
    QCOMPARE(reading.raw.size(), SyslogReading::longestRaw);
    QVERIFY(reading.header.message.size() <= SyslogReading::longestRaw);
    QCOMPARE(readLine(sampleLines().front() + QByteArray(70'000, 'x')).kind, SyslogReading::NotUnderstood); // its beginning would do
    QCOMPARE(readLine("<134>MRS Manager " + QByteArray(10 * 1024 * 1024, 'x')).kind, SyslogReading::NotUnderstood);
}

void SyslogLineTest::rubbishTakesNoTime_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char *part : {"=", "\"", "|", "<", "<1>", "[", "\\", " ", "1 ", "Jun 10 14:05:12 ", "MRS Manager ", "\n", "\xff", "\xe5", "[x y=\"\"]"})
        QTest::newRow(QByteArray(part).toPercentEncoding().constData()) << QByteArray(part);
    QTest::newRow("NUL") << QByteArray(1, '\0');
}

void SyslogLineTest::rubbishTakesNoTime()
{
    QFETCH(QByteArray, part);
    const QByteArray much = part.repeated(200'000).first(60'000); // must end; the test would run into its time limit
    for (const QByteArray &line : {much, "<134>1 - - - - - " + much, "<134>Jun 10 14:05:12 h MRS Manager " + much, much.repeated(4)}) {
        const SyslogReading reading = readLine(line);
        QVERIFY(reading.kind != SyslogReading::Alarm);
        QVERIFY(reading.raw.size() <= SyslogReading::longestRaw);
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SyslogLineTest)
#include "sysloglinetest.moc"
