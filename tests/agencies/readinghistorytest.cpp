// SPDX-License-Identifier: Apache-2.0
// What readings found survives: restarts, a killed writer, two writers, and files that are not as they should be.
#include "app/agencies/readinghistory.h"
#include "app/journal/store.h"
#include "tests/support/settle.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::settle;

namespace {

const Instant noon(std::chrono::milliseconds(1'767'268'800'000));
const QString account = QStringLiteral("example-account");

PastReading seen(BindingVerdict::Kind kind, Instant at, const QString &cluster = u"c"_s)
{
    return {.cluster = {.projectId = u"p"_s, .clusterId = cluster},
            .name = u"mrs-test"_s,
            .verdict = {.kind = kind, .agencies = {u"a \"quoted\", one"_s, u"mrs_ecs_obs"_s}, .nodes = 9, .read = 8, .bound = 7},
            .first = at,
            .last = at};
}

} // namespace

class ReadingHistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatWasNotedIsRead();
    void everyVerdictIsKept();
    void equalReadingsMakeOneRowLonger();
    void accountsAndClustersAreApart();
    void onlyTheLatestAreRead();
    void whatIsOldGoes();
    void noClusterHasRowsWithoutEnd();
    void hugeTextsAreCut();
    void aKilledWriterLeavesAWholeFile();
    void twoProgramsWriteAtOnce();
    void aDamagedFileIsRefusedWithASentence();
    void aNewerFileIsRefusedWithASentence();
    void anImpossiblePlaceIsRefused();

private:
    static ClusterKey key(const QString &cluster = u"c"_s) { return {.projectId = u"p"_s, .clusterId = cluster}; }
    static std::vector<PastReading> of(const ReadingHistory &history, const QString &cluster = u"c"_s, int most = 50)
    {
        const Result<ReadingHistory::Known> known = settle(history.read(account, most));
        return known ? known->value(key(cluster)) : std::vector<PastReading>();
    }
    void run(const QString &sql) const
    {
        const auto store = Store::open(m_path, {.applicationId = 0x436c4167, .versions = {{}}});
        QVERIFY(store);
        QVERIFY((*store)->run(sql));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void ReadingHistoryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"data/agencies.sqlite"_s);
}

void ReadingHistoryTest::whatWasNotedIsRead()
{
    PastReading reading = seen(BindingVerdict::ExpiresSoon, noon);
    reading.verdict.expires = noon + 24h * 12;
    {
        const ReadingHistory history(m_path);
        QVERIFY(!QFile::exists(m_path)); // not before the first call
        QVERIFY(settle(history.note(account, reading)));
        PastReading unread = seen(BindingVerdict::Unknown, noon + 5min);
        unread.counts = false;
        QVERIFY(settle(history.note(account, unread)));
        QCOMPARE(of(history).size(), 2U);
    }
    QCOMPARE(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const std::vector<PastReading> known = of(ReadingHistory(m_path)); // after a restart
    QCOMPARE(known.size(), 2U);
    QVERIFY(!known.front().counts);
    QCOMPARE(known.back(), reading);
    QCOMPARE(known.back().verdict.expires, reading.verdict.expires);
}

void ReadingHistoryTest::everyVerdictIsKept()
{
    const ReadingHistory history(m_path);
    std::vector<PastReading> noted;
    for (int kind = BindingVerdict::Unknown; kind <= BindingVerdict::Bound; ++kind) {
        PastReading reading = seen(static_cast<BindingVerdict::Kind>(kind), noon + std::chrono::minutes(kind));
        reading.counts = kind != BindingVerdict::Unknown;
        QVERIFY(settle(history.note(account, reading)));
        noted.insert(noted.begin(), reading);
    }
    QCOMPARE(of(history), noted);
    run(u"UPDATE readings SET verdict = 'of-tomorrow' WHERE verdict = 'agency-bound'"_s);
    QCOMPARE(of(history).front().verdict.kind, BindingVerdict::Unknown);
    QVERIFY(!of(history).front().counts);
}

void ReadingHistoryTest::equalReadingsMakeOneRowLonger()
{
    const ReadingHistory history(m_path);
    for (int i = 0; i < 20; ++i)
        QVERIFY(settle(history.note(account, seen(BindingVerdict::Bound, noon + i * 5min))));
    const std::vector<PastReading> known = of(history);
    QCOMPARE(known.size(), 1U);
    QCOMPARE(known.front().first, noon);
    QCOMPARE(known.front().last, noon + 95min);
}

void ReadingHistoryTest::accountsAndClustersAreApart()
{
    const ReadingHistory history(m_path);
    QVERIFY(settle(history.note(account, seen(BindingVerdict::Bound, noon))));
    QVERIFY(settle(history.note(u"another"_s, seen(BindingVerdict::NotBound, noon + 1min))));
    QVERIFY(settle(history.note(account, seen(BindingVerdict::Mixed, noon + 2min, u"d"_s))));
    PastReading elsewhere = seen(BindingVerdict::Expired, noon + 3min);
    elsewhere.cluster.projectId = u"q"_s; // the same id in another project
    QVERIFY(settle(history.note(account, elsewhere)));
    const Result<ReadingHistory::Known> known = settle(history.read(account, 50));
    QCOMPARE(known->size(), 3);
    QCOMPARE(known->value(key()).front().verdict.kind, BindingVerdict::Bound);
    QCOMPARE(known->value(key(u"d"_s)).front().verdict.kind, BindingVerdict::Mixed);
    QCOMPARE(known->value(elsewhere.cluster).front().verdict.kind, BindingVerdict::Expired);
    QVERIFY(settle(history.read(u"nobody"_s, 50))->isEmpty());
}

void ReadingHistoryTest::onlyTheLatestAreRead()
{
    const ReadingHistory history(m_path);
    for (int i = 0; i < 9; ++i)
        QVERIFY(settle(history.note(account, seen(i % 2 ? BindingVerdict::NotBound : BindingVerdict::Bound, noon + i * 5min))));
    const std::vector<PastReading> known = of(history, u"c"_s, 3);
    QCOMPARE(known.size(), 3U);
    QCOMPARE(known.front().first, noon + 40min);
    QCOMPARE(known.back().first, noon + 30min);
}

void ReadingHistoryTest::whatIsOldGoes()
{
    const ReadingHistory history(m_path);
    QVERIFY(settle(history.note(account, seen(BindingVerdict::Bound, noon - 24h * 500, u"gone"_s))));
    QVERIFY(settle(history.note(account, seen(BindingVerdict::Bound, noon - 24h * 450))));
    QVERIFY(settle(history.note(account, seen(BindingVerdict::Mixed, noon - 24h * 300))));
    QVERIFY(settle(history.note(account, seen(BindingVerdict::NotBound, noon))));
    QCOMPARE(of(history).size(), 2U);
    QCOMPARE(of(history, u"gone"_s).size(), 0U);
}

void ReadingHistoryTest::noClusterHasRowsWithoutEnd()
{
    const ReadingHistory history(m_path);
    QVERIFY(settle(history.note(account, seen(BindingVerdict::Bound, noon))));
    run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
        " INSERT INTO readings (account, project, cluster, name, first, last, verdict, agencies, nodes, read, bound, counts)"
        " SELECT account, project, cluster, name, first + i, last + i, verdict, agencies, i, read, bound, counts FROM readings, n"_s);
    QVERIFY(settle(history.note(account, seen(BindingVerdict::NotBound, noon + 1h))));
    const std::vector<PastReading> known = of(history, u"c"_s, 100'000);
    QCOMPARE(known.size(), static_cast<std::size_t>(ReadingHistory::mostRows));
    QCOMPARE(known.front().verdict.kind, BindingVerdict::NotBound);
}

void ReadingHistoryTest::hugeTextsAreCut()
{
    const ReadingHistory history(m_path);
    PastReading huge = seen(BindingVerdict::Mixed, noon);
    huge.name = QString(5'000'000, u'x');
    for (int i = 0; i < 5'000; ++i)
        huge.verdict.agencies.append(QString::number(i));
    QVERIFY(settle(history.note(account, huge)));
    QVERIFY(settle(history.note(account, huge)));
    const std::vector<PastReading> known = of(history);
    QCOMPARE(known.size(), 1U);
    QVERIFY(known.front().name.size() <= 1'000);
    QVERIFY(known.front().verdict.agencies.size() <= 100);
}

void ReadingHistoryTest::aKilledWriterLeavesAWholeFile()
{
    QProcess writer;
    writer.start(QStringLiteral(READING_WRITER), {m_path, u"0"_s, u"hang"_s});
    int said = 0;
    QVERIFY(QTest::qWaitFor([&] {
        writer.waitForReadyRead(50);
        while (writer.canReadLine())
            said = writer.readLine().trimmed().toInt();
        return said > 30;
    }, 30'000));
    QCOMPARE(::kill(static_cast<pid_t>(writer.processId()), SIGKILL), 0);
    QVERIFY(writer.waitForFinished());
    while (writer.canReadLine())
        said = writer.readLine().trimmed().toInt();
    const ReadingHistory history(m_path);
    const std::vector<PastReading> known = of(history, u"c"_s, 100'000);
    QVERIFY(known.size() >= static_cast<std::size_t>(said)); // what was said to be written is there
    QCOMPARE(known.back().verdict.read, 1);
    QCOMPARE(known.front().verdict.read, static_cast<int>(known.size())); // each, in order
    QVERIFY(settle(history.note(account, seen(BindingVerdict::Bound, noon))));
}

void ReadingHistoryTest::twoProgramsWriteAtOnce()
{
    QProcess one, other;
    for (QProcess *writer : {&one, &other})
        writer->start(QStringLiteral(READING_WRITER), {m_path, u"100"_s});
    const ReadingHistory history(m_path);
    for (int i = 0; i < 50; ++i)
        QVERIFY(settle(history.note(account, seen(i % 2 ? BindingVerdict::Bound : BindingVerdict::NotBound, noon + std::chrono::minutes(i), u"own"_s))));
    for (QProcess *writer : {&one, &other}) {
        QVERIFY(QTest::qWaitFor([writer] { return writer->state() == QProcess::NotRunning; }, 60'000));
        QVERIFY2(writer->exitStatus() == QProcess::NormalExit && writer->exitCode() == 0, writer->readAllStandardError().constData());
    }
    QCOMPARE(of(history, u"own"_s, 1'000).size(), 50U);
    const std::size_t rows = of(history, u"c"_s, 1'000).size();
    QVERIFY2(rows >= 100 && rows <= 200, qPrintable(QString::number(rows))); // where both wrote the same in turn it is one
}

void ReadingHistoryTest::aDamagedFileIsRefusedWithASentence()
{
    QVERIFY(settle(ReadingHistory(m_path).note(account, seen(BindingVerdict::Bound, noon))));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(100) && file.write(QByteArray(4'000, 'x')) > 0);
    file.close();
    const ReadingHistory history(m_path);
    const Result<Done> noted = settle(history.note(account, seen(BindingVerdict::NotBound, noon)));
    QVERIFY(!noted);
    QCOMPARE(noted.error().fault, Fault::Storage);
    QVERIFY(!noted.error().detail.isEmpty());
    QVERIFY(!settle(history.read(account, 5)));
    QVERIFY(file.remove()); // somebody moves it away: the next call starts a new one
    QFile::remove(m_path + u"-wal"_s);
    QFile::remove(m_path + u"-shm"_s);
    QVERIFY(settle(history.note(account, seen(BindingVerdict::NotBound, noon))));
    QCOMPARE(of(history).size(), 1U);
}

void ReadingHistoryTest::aNewerFileIsRefusedWithASentence()
{
    QVERIFY(settle(ReadingHistory(m_path).note(account, seen(BindingVerdict::Bound, noon))));
    run(u"PRAGMA user_version = 7"_s);
    const Result<Done> noted = settle(ReadingHistory(m_path).note(account, seen(BindingVerdict::NotBound, noon)));
    QVERIFY(!noted);
    QVERIFY(noted.error().detail.contains(u"newer"_s));
}

void ReadingHistoryTest::anImpossiblePlaceIsRefused()
{
    const ReadingHistory history(u"/dev/null/agencies.sqlite"_s);
    QCOMPARE(settle(history.note(account, seen(BindingVerdict::Bound, noon))).error().fault, Fault::Storage);
    QCOMPARE(settle(history.read(account, 5)).error().fault, Fault::Storage);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ReadingHistoryTest)
#include "readinghistorytest.moc"
