// SPDX-License-Identifier: Apache-2.0
// Exported alarms: encodings, separators, headers, quotes, and everything that a file can be instead.
#include "app/alarms/alarmfile.h"

#include <QBuffer>
#include <QFile>
#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

using Trouble = AlarmFileReport::Trouble;
using End = AlarmFileReport::End;

struct Import
{
    std::vector<Alarm> alarms;
    AlarmFileReport report;
    std::optional<Error> error;
    int batches = 0;
};

const AlarmReadingContext shanghai{.manager = u"m1"_s, .zone = QTimeZone("Asia/Shanghai")};

Import importAll(QIODevice &device, const AlarmReadingContext &context = shanghai)
{
    Import import;
    AlarmFileReader reader(device, context);
    for (bool isLast = false; !isLast && !import.error;) {
        Result<AlarmBatch> batch = reader.next();
        ++import.batches;
        if (!batch)
            import.error = batch.error();
        else
            for (Alarm &alarm : batch->alarms)
                import.alarms.push_back(std::move(alarm));
        isLast = batch && batch->isLast;
    }
    import.report = reader.report();
    return import;
}

Import importBytes(QByteArray bytes, const AlarmReadingContext &context = shanghai)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return importAll(buffer, context);
}

QByteArray sample()
{
    QFile file(QStringLiteral(SAMPLES_FOLDER "/export.csv"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray encoded(const QString &text, const char *encoding)
{
    QStringEncoder encoder(encoding);
    return encoder.encode(text);
}

// A device that makes its content as it is read: repeats a row, then tells how much was asked for.
class EndlessRows : public QIODevice
{
public:
    EndlessRows(QByteArray head, QByteArray row, qint64 size)
        : m_head(std::move(head))
        , m_row(std::move(row))
        , m_left(size)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 given = 0;

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 size = std::min(most, m_left);
        for (qint64 i = 0; i < size; ++i, ++given)
            data[i] = given < m_head.size() ? m_head[given] : m_row[(given - m_head.size()) % m_row.size()];
        m_left -= size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_head, m_row;
    qint64 m_left;
};

class BrokenDisk : public QIODevice
{
public:
    BrokenDisk() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

class AlarmFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anExportOfManager();
    void everyEncodingGivesTheSame_data();
    void everyEncodingGivesTheSame();
    void chineseComesLateInTheFile();
    void oneBrokenByteMakesNoChinese();
    void umlautsOfASpreadsheet();
    void everySeparator_data();
    void everySeparator();
    void titlesStandBeforeTheHeader();
    void quotesHoldSeparatorsQuotesAndLineEnds();
    void aLocationWithoutQuotesIsJoinedAgain();
    void unknownColumnsAreKept();
    void rowsWithTooFewOrTooManyCells();
    void rowsThatAreNoAlarmAreCounted();
    void aSecondHeaderIsNoAlarm();
    void whatIsNoTable_data();
    void whatIsNoTable();
    void aCutQuoteIsSaid();
    void aFileThatIsCutAnywhereClaimsNoWrongAlarm_data();
    void aFileThatIsCutAnywhereClaimsNoWrongAlarm();
    void aTooLongRecordEndsAtItsLine();
    void nulInARowLeavesItOut();
    void hostileFilesTakeNoTime_data();
    void hostileFilesTakeNoTime();
    void aLargeFileComesInBatches();
    void aDiskThatFailsIsAnError();
    void strangeTimesAreKept();
};

void AlarmFileTest::anExportOfManager()
{
    const Import import = importBytes(sample());
    QVERIFY(!import.error);
    QCOMPARE(import.alarms.size(), 3U);
    QCOMPARE(import.alarms[0].id, 45741);
    QCOMPARE(import.alarms[0].manager, u"m1"_s);
    QCOMPARE(import.alarms[0].serial, std::optional<qint64>(100237));
    QCOMPARE(import.alarms[0].cause, u"No ECS agency is bound to the cluster."_s);
    QCOMPARE(import.alarms[0].host(), u"node-core1-demo"_s);
    QCOMPARE(import.alarms[0].generated.instant, std::optional(Instant(std::chrono::milliseconds(1'749'535'512'000))));
    QCOMPARE(import.alarms[1].additional, u"Trigger Condition=216.4 > 200"_s);
    QCOMPARE(import.alarms[1].status, AlarmStatus::ClearedAutomatically);
    QCOMPARE(import.alarms[2].status, AlarmStatus::ClearedManually);
    QCOMPARE(import.report.rows, 3);
    QCOMPARE(import.report.alarms, 3);
    QCOMPARE(import.report.leftOut, 0);
    QCOMPARE(import.report.withTrouble, 0);
    QCOMPARE(import.report.end, End::Whole);
    QCOMPARE(import.report.bytes, sample().size());
    QCOMPARE(import.report.encoding, u"ASCII"_s);
    QVERIFY(import.report.unknownColumns.isEmpty());
}

void AlarmFileTest::everyEncodingGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    const QString text = u"告警ID,告警名称,告警级别,产生时间,定位信息\r\n45741,调用ECS securitykey接口失败,重要,2025-06-10 14:05:12,\"Source=集群一;HostName=节点\"\r\n"_s;
    QTest::newRow("UTF-8") << text.toUtf8() << u"UTF-8"_s;
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + text.toUtf8() << u"UTF-8"_s;
    QTest::newRow("UTF-16 LE") << "\xff\xfe" + encoded(text, "UTF-16LE") << u"UTF-16LE"_s;
    QTest::newRow("UTF-16 BE") << "\xfe\xff" + encoded(text, "UTF-16BE") << u"UTF-16BE"_s;
    QTest::newRow("GBK") << encoded(text, "GBK") << u"GB18030"_s;
    QTest::newRow("GB18030") << encoded(text, "GB18030") << u"GB18030"_s;
}

void AlarmFileTest::everyEncodingGivesTheSame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    const Import import = importBytes(bytes);
    QVERIFY2(!import.error, qPrintable(import.error.value_or(Error()).detail));
    QCOMPARE(import.report.encoding, encoding);
    QVERIFY(!import.report.hasReplaced);
    QCOMPARE(import.alarms.size(), 1U);
    QCOMPARE(import.alarms[0].id, 45741);
    QCOMPARE(import.alarms[0].name, u"调用ECS securitykey接口失败"_s);
    QCOMPARE(import.alarms[0].severity, AlarmSeverity::Major);
    QCOMPARE(import.alarms[0].cluster(), u"集群一"_s);
}

void AlarmFileTest::chineseComesLateInTheFile()
{
    QByteArray bytes = "id,name\n";
    while (bytes.size() < 300'000)
        bytes += "1,plain\n";
    bytes += encoded(u"2,审计日志转储失败\n"_s, "GBK");
    const Import import = importBytes(bytes);
    QCOMPARE(import.alarms.back().name, u"审计日志转储失败"_s);
    QCOMPARE(import.report.encoding, u"GB18030"_s);
}

void AlarmFileTest::oneBrokenByteMakesNoChinese()
{
    const Import import = importBytes("id,name\n1,Störung im Gehäuse für Lüfter\n2,caf\xe9s\n");
    QCOMPARE(import.alarms.size(), 2U);
    QCOMPARE(import.alarms[0].name, u"Störung im Gehäuse für Lüfter"_s);
    QCOMPARE(import.alarms[1].name, u"caf\uFFFDs"_s);
    QVERIFY(import.report.hasReplaced);
}

void AlarmFileTest::umlautsOfASpreadsheet()
{
    const Import import = importBytes("id;name\r\n1;St\xf6rung im Geh\xe4use \x80\r\n2;\xdc" "berlauf\r\n");
    QCOMPARE(import.report.encoding, u"Windows-1252"_s);
    QCOMPARE(import.alarms.size(), 2U);
    QCOMPARE(import.alarms[0].name, u"Störung im Gehäuse €"_s);
    QCOMPARE(import.alarms[1].name, u"Überlauf"_s);
}

void AlarmFileTest::everySeparator_data()
{
    QTest::addColumn<QByteArray>("separator");
    for (const char *separator : {",", ";", "\t", "|"})
        QTest::newRow(separator) << QByteArray(separator);
}

void AlarmFileTest::everySeparator()
{
    QFETCH(QByteArray, separator);
    QByteArray bytes = "Alarm ID#Alarm Name#Location#Severity\n12001#\"a,b;c|d\te\"#\"Source=c;HostName=n\"#Minor\n";
    const Import import = importBytes(bytes.replace('#', separator));
    QCOMPARE(import.alarms.size(), 1U);
    QCOMPARE(import.alarms[0].name, u"a,b;c|d\te"_s);
    QCOMPARE(import.alarms[0].host(), u"n"_s);
    QCOMPARE(import.alarms[0].severity, AlarmSeverity::Minor);
}

void AlarmFileTest::titlesStandBeforeTheHeader()
{
    const Import import = importBytes("Alarms of mrs-demo, exported by \"admin\nsep=,\n\n2025-06-10 15:00:00,all\nAlarm ID,Alarm Name\n7,seven\nx,\n");
    QCOMPARE(import.alarms.size(), 1U);
    QCOMPARE(import.alarms[0].name, u"seven"_s);
    QCOMPARE(import.report.first, (std::vector<AlarmFileReport::Row>{{7, Trouble::NoAlarm}}));
}

void AlarmFileTest::quotesHoldSeparatorsQuotesAndLineEnds()
{
    const Import import = importBytes("id,name,cause\r\n1,\"a \"\"b\"\", c\",\"one\r\ntwo\nthree\"\r\n2,in \"the\" middle,\"x\"y\r\n,,\r\n");
    QCOMPARE(import.alarms.size(), 2U);
    QCOMPARE(import.alarms[0].name, u"a \"b\", c"_s);
    QCOMPARE(import.alarms[0].cause, u"one\r\ntwo\nthree"_s);
    QCOMPARE(import.alarms[1].name, u"in \"the\" middle"_s);
    QCOMPARE(import.alarms[1].cause, u"xy"_s);
    QCOMPARE(import.report.first, (std::vector<AlarmFileReport::Row>{{6, Trouble::NoAlarm}}));
}

void AlarmFileTest::aLocationWithoutQuotesIsJoinedAgain()
{
    const Import import = importBytes("Alarm ID;Location;Alarm Name\n1;Source=c;ServiceName=HDFS;HostName=n;first\n2;HostName=n;second\n3;a;b;c;d\n");
    QCOMPARE(import.alarms.size(), 3U);
    QCOMPARE(import.alarms[0].location.text, u"Source=c;ServiceName=HDFS;HostName=n"_s);
    QCOMPARE(import.alarms[0].name, u"first"_s);
    QCOMPARE(import.alarms[1].name, u"second"_s);
    QCOMPARE(import.report.first, (std::vector<AlarmFileReport::Row>{{4, Trouble::MoreCells}}));
}

void AlarmFileTest::unknownColumnsAreKept()
{
    const Import import = importBytes("Alarm ID,Operation,,Alarm Name\n1,Mask,note,one\n");
    QCOMPARE(import.alarms.size(), 1U);
    QCOMPARE(import.alarms[0].further, (std::map<QString, QString>{{u"Operation"_s, u"Mask"_s}, {u"#3"_s, u"note"_s}}));
    QCOMPARE(import.report.unknownColumns, (QStringList{u"Operation"_s, u"#3"_s}));
}

void AlarmFileTest::rowsWithTooFewOrTooManyCells()
{
    const Import import = importBytes("id,name,level\n1,a\n2,b,1,more\n3,c,1,,\n4,d,1\n");
    QCOMPARE(import.alarms.size(), 4U);
    QCOMPARE(import.alarms[1].further, (std::map<QString, QString>{{u"#4"_s, u"more"_s}}));
    QCOMPARE(import.report.withTrouble, 2);
    QCOMPARE(import.report.leftOut, 0);
    QCOMPARE(import.report.first, (std::vector<AlarmFileReport::Row>{{2, Trouble::FewerCells}, {3, Trouble::MoreCells}}));
}

void AlarmFileTest::rowsThatAreNoAlarmAreCounted()
{
    QByteArray bytes = "id,name\n";
    for (int i = 0; i < 50; ++i)
        bytes += "Total,\n";
    const Import import = importBytes(bytes + "\n\n1,x\n");
    QCOMPARE(import.report.rows, 51);
    QCOMPARE(import.report.leftOut, 50);
    QCOMPARE(import.report.alarms, 1);
    QCOMPARE(import.report.first.size(), AlarmFileReport::mostRows);
    QVERIFY(!troubleText(import.report.first.front().trouble).isEmpty());
}

void AlarmFileTest::aSecondHeaderIsNoAlarm()
{
    const Import import = importBytes(sample() + sample());
    QCOMPARE(import.alarms.size(), 6U);
    QCOMPARE(import.report.rows, 6);
    QCOMPARE(import.report.withTrouble, 0);
}

void AlarmFileTest::whatIsNoTable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("blank") << QByteArray("\r\n \n") << u"empty"_s;
    QTest::newRow("workbook") << QByteArray("PK\x03\x04 and so on") << u"CSV"_s;
    QTest::newRow("old workbook") << QByteArray("\xd0\xcf\x11\xe0 and so on") << u"CSV"_s;
    QTest::newRow("gzip") << QByteArray("\x1f\x8b and so on") << u"unpack"_s;
    QTest::newRow("binary") << QByteArray("id,name\n\0\1\2", 11) << u"binary"_s;
    QTest::newRow("prose") << QByteArray("Dear all,\nhere are the alarms.\n") << u"Alarm ID"_s;
    QTest::newRow("another table") << QByteArray("OperationType,Level,Source\nlogin,1,x\n") << u"Alarm ID"_s;
    QTest::newRow("no header") << QByteArray("45741,Failed,Major\n45742,Failed,Major\n") << u"Alarm ID"_s;
    QTest::newRow("report format of syslog") << QByteArray("${id}|${name}\n1|a\n") << u"Alarm ID"_s;
    QTest::newRow("rubbish") << QByteArray("\xff\x81\x82\x83\xfe\xff\n\xc3\x28") << u"Alarm ID"_s;
    QTest::newRow("half a UTF-16") << QByteArray("\xff\xfe\x41") << u"empty"_s;
}

void AlarmFileTest::whatIsNoTable()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const Import import = importBytes(bytes);
    QVERIFY(import.error);
    QCOMPARE(import.error->fault, Fault::Unreadable);
    QVERIFY2(import.error->detail.contains(says), qPrintable(import.error->detail));
    QVERIFY(import.alarms.empty());
}

void AlarmFileTest::aCutQuoteIsSaid()
{
    const Import import = importBytes("id,name,cause\n1,a,b\n2,c,\"the rest is mis");
    QCOMPARE(import.alarms.size(), 1U);
    QCOMPARE(import.report.end, End::Cut);
    QCOMPARE(import.report.first, (std::vector<AlarmFileReport::Row>{{3, Trouble::Cut}}));
    QCOMPARE(importBytes("id,name,cause\n1,a,b\n2,c").report.end, End::Cut);
    QCOMPARE(importBytes("id,name,cause\n1,a,b\n2,c,d").report.end, End::NoLineEnd);
    QCOMPARE(importBytes("id,name,cause\n1,a,b\n2,c,d").alarms.size(), 2U);
}

void AlarmFileTest::aFileThatIsCutAnywhereClaimsNoWrongAlarm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QString chinese = u"告警ID,告警名称,告警级别,附加信息,定位信息\r\n45741,调用ECS securitykey接口失败,重要,,\"Source=集群一;HostName=节点\"\r\n12001,审计日志转储失败,次要,\"说\"\"明\"\"\n二\",Source=集群一\r\n"_s;
    QTest::newRow("sample") << sample();
    QTest::newRow("UTF-8") << chinese.toUtf8();
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + chinese.toUtf8();
    QTest::newRow("UTF-16") << "\xff\xfe" + encoded(chinese, "UTF-16LE");
    QTest::newRow("GBK") << encoded(chinese, "GBK");
}

void AlarmFileTest::aFileThatIsCutAnywhereClaimsNoWrongAlarm()
{
    QFETCH(QByteArray, bytes);
    const std::vector<Alarm> whole = importBytes(bytes).alarms;
    QVERIFY(whole.size() >= 2);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const Import import = importBytes(bytes.first(size));
        QVERIFY(import.error || import.report.end != End::Open);
        const std::size_t sure = import.alarms.size() - (import.report.end == End::NoLineEnd && !import.alarms.empty() ? 1 : 0);
        QVERIFY(sure <= whole.size());
        for (std::size_t i = 0; i < sure; ++i)
            QVERIFY2(import.alarms[i] == whole[i], qPrintable(QString::number(size)));
        if (!import.error && import.report.end == End::Whole) {
            const QByteArray end = bytes.first(size).right(2);
            QVERIFY2(end.contains('\n') || end.contains('\r'), qPrintable(QString::number(size)));
        }
    }
}

void AlarmFileTest::aTooLongRecordEndsAtItsLine()
{
    const QByteArray much(10 * 1024 * 1024, 'x');
    const Import import = importBytes("id,name\n1,a\n2," + much + "\n3,\"" + much + "\n4,d\n");
    QCOMPARE(import.alarms.size(), 2U);
    QCOMPARE(import.alarms[1].id, 4);
    QCOMPARE(import.report.first, (std::vector<AlarmFileReport::Row>{{3, Trouble::TooLong}, {4, Trouble::TooLong}}));
    QCOMPARE(importBytes("id,name\n1,a" + QByteArray(5000, ',') + "\n").report.first, (std::vector<AlarmFileReport::Row>{{2, Trouble::TooLong}}));
}

void AlarmFileTest::nulInARowLeavesItOut()
{
    QByteArray bytes = "id,name\n";
    while (bytes.size() < 200'000)
        bytes += "1,plain\n";
    const Import import = importBytes(bytes + "2,a" + QByteArray(1000, '\0') + "\n3,c\n");
    QCOMPARE(import.report.leftOut, 1);
    QCOMPARE(import.report.first.front().trouble, Trouble::Binary);
    QCOMPARE(import.alarms.back().id, 3);
}

void AlarmFileTest::hostileFilesTakeNoTime_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char *part : {"\"", "\"\"", ",", "=", ";", "|", "\n", "\r", "\t", "=;", "\",", "\"\n", "\xe5", "id,", "id,name\n", "1,\"\n"})
        QTest::newRow(QByteArray(part).toPercentEncoding().constData()) << QByteArray(part);
}

void AlarmFileTest::hostileFilesTakeNoTime()
{
    QFETCH(QByteArray, part);
    const Import alone = importBytes(part.repeated(200'000)); // must end; the test would run into its time limit
    QVERIFY(alone.error || alone.report.end != End::Open);
    const Import row = importBytes("id,name,locationInfo\n1,x," + part.repeated(200'000) + "\n5,last,\n");
    QVERIFY(!row.error);
    QVERIFY(row.report.end != End::Open);
}

void AlarmFileTest::aLargeFileComesInBatches()
{
    const qint64 size = 40LL * 1024 * 1024;
    EndlessRows device("id,name,locationInfo\n", "45741,Failed to Call the ECS securitykey API,\"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=n\"\n", size);
    AlarmFileReader reader(device, shanghai);
    std::size_t largest = 0;
    for (bool isLast = false; !isLast;) {
        const qint64 before = device.given;
        const Result<AlarmBatch> batch = reader.next();
        QVERIFY(batch);
        QVERIFY(device.given - before <= 256 * 1024); // a caller may stop after each
        largest = std::max(largest, batch->alarms.size());
        isLast = batch->isLast;
    }
    QVERIFY(largest < 5000);
    QCOMPARE(reader.report().bytes, size);
    QVERIFY(reader.report().alarms > 300'000);
    QVERIFY(reader.next()->isLast && reader.next()->alarms.empty());
}

void AlarmFileTest::aDiskThatFailsIsAnError()
{
    BrokenDisk disk;
    const Import import = importAll(disk);
    QVERIFY(import.error);
    QCOMPARE(import.error->fault, Fault::Storage);
}

void AlarmFileTest::strangeTimesAreKept()
{
    const AlarmReadingContext berlin{.manager = {}, .zone = QTimeZone("Europe/Berlin")};
    const Import import = importBytes("id,serialNo,occurTime,clearTime,category\n99999,5,2025-10-26 02:30:00,,0\n1,5,2038-01-20 00:00:00,--,1\n2,1,1970-01-01 00:00:01,,\n3,,31/12/99,,\n", berlin);
    QCOMPARE(import.alarms.size(), 4U);
    QCOMPARE(import.alarms[0].generated.certainty, AlarmTime::Doubled);
    QVERIFY(import.alarms[1].generated.isKnown());
    QCOMPARE(import.alarms[1].status, AlarmStatus::Cleared); // though no fault came before it
    QVERIFY(import.alarms[2].generated.isKnown());
    QCOMPARE(import.alarms[3].generated.certainty, AlarmTime::Unreadable);
    QCOMPARE(import.alarms[3].generated.text, u"31/12/99"_s);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmFileTest)
#include "alarmfiletest.moc"
