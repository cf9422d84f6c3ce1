// SPDX-License-Identifier: Apache-2.0
#include "app/journal/journal.h"
#include "app/journal/ledger.h"
#include "tests/support/settle.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <sys/resource.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::settle;

namespace {

JournalEntry someEntry(const QString &target = u"example-user"_s)
{
    return {.cloud = u"demo"_s,
            .account = u"EXAMPLE-ACCOUNT"_s,
            .user = u"admin"_s,
            .action = u"access-key.create"_s,
            .target = target,
            .detail = u"for the backup"_s};
}

JournalOutcome someOutcome()
{
    return {.kind = JournalOutcome::Succeeded, .subject = u"EXAMPLEAK"_s, .requestId = u"req-1"_s, .detail = u"made"_s};
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatWasEnteredIsRead();
    void everyOutcomeIsKept();
    void nothingIsOpenedBeforeTheFirstCall();
    void completingIsForOpenEntriesOnly();
    void theFileRefusesChanges();
    void aChangedRowIsFound_data();
    void aChangedRowIsFound();
    void aChangeWhileWeRunIsFound();
    void rowsMissingAtTheEndAreFound();
    void aGapStaysVisible();
    void twoProgramsWriteOneChain();
    void programsThatStartAtOnceMakeOneFile();
    void aKilledProgramLeavesAnOrphan();
    void anotherRunningProgramsEntryIsNoOrphan();
    void unusualTextsSurvive();
    void longTextsAreCut();
    void differentRowsNeverHashAlike();
    void theLimitCountsFromTheNewest();
    void aHundredThousandRowsAreRead();
    void aFullDiskIsToldAndSurvived();
    void aFileThatCannotBeOpenedFailsEveryCall();
    void theRestIsWrittenWhenItGoes();
    void changesAreToldOnceEach();

private:
    [[nodiscard]] std::unique_ptr<Journal> open() const { return std::make_unique<Journal>(m_path, m_clock); }
    [[nodiscard]] std::unique_ptr<Store> raw() const { return std::move(*Store::open(m_path, Ledger::layout())); }
    void enter(int count) const;
    void tamper(const QStringList &statements) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::shared_ptr<ManualClock> m_clock;
};

void JournalTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"claviger/journal.sqlite"_s);
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'123ms));
}

void JournalTest::cleanup()
{
    m_folder.reset();
}

void JournalTest::enter(int count) const
{
    const auto journal = open();
    for (int i = 0; i < count; ++i) {
        const Result<qint64> id = settle(journal->begin(someEntry(u"target-%1"_s.arg(i))));
        QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
        QVERIFY(settle(journal->complete(*id, someOutcome())));
    }
}

// What somebody does who opens the file with a tool of his own.
void JournalTest::tamper(const QStringList &statements) const
{
    const auto store = raw();
    for (const QString &trigger : {u"entries_stay"_s, u"entries_remain"_s, u"head_grows"_s, u"head_remains"_s})
        QVERIFY(store->run(u"DROP TRIGGER IF EXISTS "_s + trigger));
    for (const QString &statement : statements) {
        const auto done = store->run(statement);
        QVERIFY2(done, done ? "" : qPrintable(statement + done.error().detail));
    }
}

void JournalTest::whatWasEnteredIsRead()
{
    const auto journal = open();
    const Result<qint64> id = settle(journal->begin(someEntry()));
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));

    const Result<JournalReading> open = settle(journal->read());
    QCOMPARE(open->records.size(), std::size_t(1));
    QVERIFY(!open->records[0].outcome);
    QVERIFY(!open->records[0].isOrphan);

    m_clock->advance(1500ms);
    QVERIFY(settle(journal->complete(*id, someOutcome())));
    const Result<JournalReading> reading = settle(journal->read());
    QVERIFY(!reading->brokenAt);
    const JournalRecord expected{.id = *id,
                                 .begun = Instant(1'768'471'200'123ms),
                                 .entry = someEntry(),
                                 .ended = Instant(1'768'471'201'623ms),
                                 .outcome = someOutcome()};
    QCOMPARE(reading->records.size(), std::size_t(1));
    QVERIFY(reading->records[0] == expected);
}

void JournalTest::everyOutcomeIsKept()
{
    auto journal = open();
    const std::array kinds = {JournalOutcome::Succeeded, JournalOutcome::Refused, JournalOutcome::Failed,
                              JournalOutcome::Unconfirmed, JournalOutcome::Cancelled};
    for (const auto kind : kinds)
        QVERIFY(settle(journal->complete(*settle(journal->begin(someEntry())), {.kind = kind})));
    journal = open();
    const Result<JournalReading> reading = settle(journal->read());
    QCOMPARE(reading->records.size(), kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i)
        QCOMPARE(reading->records[kinds.size() - 1 - i].outcome->kind, kinds[i]);
}

void JournalTest::nothingIsOpenedBeforeTheFirstCall()
{
    const auto journal = open();
    QVERIFY(!QFile::exists(m_path));
    QVERIFY(settle(journal->read())->records.empty());
    QVERIFY(QFile::exists(m_path));
}

void JournalTest::completingIsForOpenEntriesOnly()
{
    const auto journal = open();
    for (const qint64 unknown : {qint64(-1), qint64(0), qint64(1), std::numeric_limits<qint64>::max()})
        QCOMPARE(settle(journal->complete(unknown, someOutcome())).error().fault, Fault::NotFound);
    const qint64 id = *settle(journal->begin(someEntry()));
    QVERIFY(settle(journal->complete(id, someOutcome())));
    const Result<Done> again = settle(journal->complete(id, {.kind = JournalOutcome::Failed}));
    QCOMPARE(again.error().fault, Fault::Conflict);
    QCOMPARE(settle(journal->complete(id + 1, someOutcome())).error().fault, Fault::NotFound); // the completion itself
    const Result<JournalReading> reading = settle(journal->read());
    QCOMPARE(reading->records[0].outcome->kind, JournalOutcome::Succeeded);
    QVERIFY(!reading->brokenAt);
}

void JournalTest::theFileRefusesChanges()
{
    enter(2);
    const auto store = raw();
    for (const QString &statement :
         {u"UPDATE entries SET user = 'nobody' WHERE id = 1"_s, u"DELETE FROM entries WHERE id = 2"_s,
          u"DELETE FROM entries"_s, u"UPDATE head SET id = 1"_s, u"DELETE FROM head"_s,
          u"INSERT INTO entries SELECT 99, 1, msecs, instance, cloud, account, user, action, target,"
          " result, subject, request_id, detail, hash FROM entries WHERE id = 2"_s})
        QVERIFY2(!store->run(statement), qPrintable(statement));
    QVERIFY(!settle(open()->read())->brokenAt);
}

void JournalTest::aChangedRowIsFound_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<qint64>("brokenAt");
    QTest::newRow("text") << u"UPDATE entries SET target = 'target-X' WHERE id = 3"_s << qint64(3);
    QTest::newRow("time") << u"UPDATE entries SET msecs = msecs + 1 WHERE id = 5"_s << qint64(5);
    QTest::newRow("result") << u"UPDATE entries SET result = 'failed' WHERE id = 4"_s << qint64(4);
    QTest::newRow("hash") << u"UPDATE entries SET hash = zeroblob(32) WHERE id = 6"_s << qint64(6);
    QTest::newRow("moved border") << u"UPDATE entries SET user = 'admi', action = 'naccess-key.create' WHERE id = 1"_s
                                  << qint64(1);
    QTest::newRow("deleted") << u"DELETE FROM entries WHERE id = 5"_s << qint64(6);
    QTest::newRow("deleted first") << u"DELETE FROM entries WHERE id = 1"_s << qint64(2);
    QTest::newRow("renumbered") << u"UPDATE entries SET id = 99 WHERE id = 10"_s << qint64(99);
    QTest::newRow("last row") << u"UPDATE entries SET detail = '' WHERE id = 10"_s << qint64(10);
    QTest::newRow("inserted")
        << u"INSERT INTO entries SELECT 11, 0, msecs, instance, cloud, account, user, action, target,"
           " result, subject, request_id, detail, hash FROM entries WHERE id = 9"_s
        << qint64(11);
}

void JournalTest::aChangedRowIsFound()
{
    QFETCH(QString, statement);
    QFETCH(qint64, brokenAt);
    enter(5);
    tamper({statement});
    const auto journal = open();
    QCOMPARE(settle(journal->read())->brokenAt, brokenAt);
    QCOMPARE(settle(journal->read())->brokenAt, brokenAt);
    QVERIFY(settle(journal->begin(someEntry()))); // work goes on, and the break stays
    QCOMPARE(settle(journal->read())->brokenAt, brokenAt);
}

void JournalTest::aChangeWhileWeRunIsFound()
{
    enter(3);
    const auto journal = open();
    QVERIFY(!settle(journal->read())->brokenAt);
    tamper({u"UPDATE entries SET detail = 'other' WHERE id = 2"_s});
    QCOMPARE(settle(journal->read())->brokenAt, qint64(2));
}

void JournalTest::rowsMissingAtTheEndAreFound()
{
    enter(3);
    tamper({u"DELETE FROM entries WHERE id > 4"_s});
    QCOMPARE(settle(open()->read())->brokenAt, qint64(5));
    tamper({u"DELETE FROM entries"_s});
    QCOMPARE(settle(open()->read())->brokenAt, qint64(1));
    tamper({u"DELETE FROM head"_s});
    QCOMPARE(settle(open()->read())->brokenAt, qint64(1));
}

void JournalTest::aGapStaysVisible()
{
    enter(3);
    tamper({u"DELETE FROM entries WHERE id > 4"_s});
    const auto journal = open();
    QCOMPARE(*settle(journal->begin(someEntry())), qint64(7)); // the ids of the lost rows are not used again
    QCOMPARE(settle(journal->read())->brokenAt, qint64(7));
}

void JournalTest::twoProgramsWriteOneChain()
{
    constexpr int each = 50;
    QProcess one;
    QProcess other;
    for (QProcess *writer : {&one, &other}) {
        writer->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer->start(QStringLiteral(JOURNAL_WRITER), {m_path, QString::number(each)});
    }
    const auto journal = open();
    const auto second = open(); // two in one process too
    for (int i = 0; i < each; ++i) {
        QVERIFY(settle(journal->begin(someEntry())));
        QVERIFY(settle(second->begin(someEntry())));
    }
    for (QProcess *writer : {&one, &other}) {
        QVERIFY(writer->waitForFinished(60'000) || writer->state() == QProcess::NotRunning);
        QCOMPARE(writer->exitCode(), 0);
    }
    const Result<JournalReading> reading = settle(journal->read());
    QCOMPARE(reading->records.size(), std::size_t(4 * each));
    QVERIFY(!reading->brokenAt);
    for (const JournalRecord &record : reading->records)
        QVERIFY(!record.isOrphan);
}

void JournalTest::programsThatStartAtOnceMakeOneFile()
{
    for (int round = 0; round < 10; ++round) {
        const QString path = m_folder->filePath(u"round-%1/journal.sqlite"_s.arg(round));
        std::array<QProcess, 4> writers;
        for (QProcess &writer : writers) {
            writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            writer.start(QStringLiteral(JOURNAL_WRITER), {path, u"1"_s});
        }
        for (QProcess &writer : writers) {
            QVERIFY(writer.waitForFinished(60'000) || writer.state() == QProcess::NotRunning);
            QCOMPARE(writer.exitCode(), 0);
        }
        Journal journal(path, m_clock);
        const Result<JournalReading> reading = settle(journal.read());
        QCOMPARE(reading->records.size(), writers.size());
        QVERIFY(!reading->brokenAt);
    }
}

void JournalTest::aKilledProgramLeavesAnOrphan()
{
    QProcess writer;
    writer.start(QStringLiteral(JOURNAL_WRITER), {m_path, u"1"_s, u"hang"_s});
    QTRY_VERIFY_WITH_TIMEOUT(writer.canReadLine(), 30'000);
    const qint64 id = writer.readLine().trimmed().toLongLong();
    QCOMPARE(id, qint64(3));

    const auto journal = open();
    const Result<JournalReading> alive = settle(journal->read());
    QCOMPARE(alive->records.front().id, id);
    QVERIFY(!alive->records.front().isOrphan);
    QCOMPARE(settle(journal->complete(id, someOutcome())).error().fault, Fault::Conflict); // it is at it

    QCOMPARE(::kill(static_cast<pid_t>(writer.processId()), SIGKILL), 0);
    QVERIFY(writer.waitForFinished());
    const Result<JournalReading> dead = settle(journal->read());
    QVERIFY(dead->records.front().isOrphan);
    QVERIFY(!dead->records.back().isOrphan);
    QVERIFY(!dead->brokenAt);

    const auto later = open(); // clears the marks of the dead away, and still knows
    QVERIFY(settle(later->read())->records.front().isOrphan);
    QVERIFY(settle(later->complete(id, {.kind = JournalOutcome::Unconfirmed})));
    QVERIFY(!settle(journal->read())->records.front().isOrphan);
    QVERIFY(!settle(journal->read())->brokenAt);
}

void JournalTest::anotherRunningProgramsEntryIsNoOrphan()
{
    auto first = open();
    QVERIFY(settle(first->begin(someEntry())));
    const auto second = open();
    QVERIFY(!settle(second->read())->records.front().isOrphan);
    first.reset(); // an orderly end that left its entry open
    QVERIFY(settle(second->read())->records.front().isOrphan);
    QCOMPARE(QDir(m_path + u".running"_s).entryList(QDir::Files).size(), 1);
}

void JournalTest::unusualTextsSurvive()
{
    const QStringList texts = {u"päss wörd 密码 \U0001F511"_s,
                               u"'); DROP TABLE entries; --"_s,
                               u"line\nline\r\n\ttab"_s,
                               u"مرحبا \u202Eabc"_s,
                               u"nul\u0000inside"_s,
                               QString(),
                               u"%1 %2 ? :name"_s};
    auto journal = open();
    for (const QString &text : texts) {
        const JournalEntry entry{
            .cloud = text, .account = text, .user = text, .action = text, .target = text, .detail = text};
        const JournalOutcome outcome{
            .kind = JournalOutcome::Failed, .subject = text, .requestId = text, .detail = text};
        QVERIFY(settle(journal->complete(*settle(journal->begin(entry)), outcome)));
    }
    QVERIFY(settle(journal->begin({.user = QString(QChar(0xd800)) + u"half a surrogate"_s})));
    journal = open();
    const Result<JournalReading> reading = settle(journal->read());
    QVERIFY(!reading->brokenAt);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const JournalRecord &record = reading->records[static_cast<std::size_t>(texts.size() - i)];
        QCOMPARE(record.entry.user, texts[i]);
        QCOMPARE(record.entry.detail, texts[i]);
        QCOMPARE(record.outcome->requestId, texts[i]);
    }
    QVERIFY(reading->records.front().entry.user.endsWith("half a surrogate"_L1));
}

void JournalTest::longTextsAreCut()
{
    const auto journal = open();
    QVERIFY(settle(journal->begin({.target = QString(20'000, u'字'), .detail = QString(5'000'000, u'x')})));
    QVERIFY(settle(journal->begin({.detail = QString(19'998, u'x') + u"\U0001F511\U0001F511"_s}))); // cut inside a pair
    const Result<JournalReading> reading = settle(journal->read());
    QVERIFY(!reading->brokenAt);
    QCOMPARE(reading->records[1].entry.target, QString(20'000, u'字'));
    QCOMPARE(reading->records[1].entry.detail, QString(19'999, u'x') + u'…');
}

void JournalTest::differentRowsNeverHashAlike()
{
    const QByteArray start = chainStart();
    const ChainRow row{.id = 1, .user = u"ab"_s, .action = u"c"_s};
    QCOMPARE(chainHash(start, row), chainHash(start, row));
    QCOMPARE(chainHash(start, row).size(), 32);
    QVERIFY(chainHash(start, row) != chainHash(start, {.id = 1, .user = u"a"_s, .action = u"bc"_s}));
    QVERIFY(chainHash(start, row) != chainHash(start, {.id = 2, .user = u"ab"_s, .action = u"c"_s}));
    QVERIFY(chainHash(start, row) != chainHash(start, {.id = 1, .begun = 1, .user = u"ab"_s, .action = u"c"_s}));
    QVERIFY(chainHash(start, row) != chainHash(chainHash(start, row), row));
}

void JournalTest::theLimitCountsFromTheNewest()
{
    enter(5);
    const auto journal = open();
    const Result<JournalReading> two = settle(journal->read(2));
    QCOMPARE(two->records.size(), std::size_t(2));
    QCOMPARE(two->records[0].id, qint64(9));
    QCOMPARE(two->records[1].id, qint64(7));
    QVERIFY(settle(journal->read(0))->records.empty());
    QVERIFY(settle(journal->read(-1))->records.empty());
}

void JournalTest::aHundredThousandRowsAreRead()
{
    constexpr int rows = 100'000;
    {
        const auto store = raw();
        QByteArray hash = chainStart();
        const Result<Done> written = store->write([&]() -> Result<Done> {
            for (qint64 id = 1; id <= rows; ++id) {
                const ChainRow row{.id = id,
                                   .begun = id % 2 ? 0 : id - 1,
                                   .msecs = id,
                                   .user = u"admin"_s,
                                   .result = id % 2 ? QString() : u"succeeded"_s};
                hash = chainHash(hash, row);
                const auto one =
                    store->run(u"INSERT INTO entries VALUES (?,?,?,'','','','admin','','',?,'','','',?)"_s,
                               {row.id, row.begun, row.msecs, row.result.isNull() ? u""_s : row.result, hash});
                if (!one)
                    return tl::unexpected(one.error());
            }
            const auto head = store->run(u"UPDATE head SET id = ?, hash = ?"_s, {rows, hash});
            return head ? Result<Done>(Done{}) : tl::unexpected(head.error());
        });
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    }
    const auto journal = open();
    QElapsedTimer timer;
    timer.start();
    const Result<JournalReading> first = settle(journal->read(rows));
    const qint64 whole = timer.restart();
    QCOMPARE(first->records.size(), std::size_t(rows / 2));
    QVERIFY(!first->brokenAt);
    QVERIFY(settle(journal->begin(someEntry())));
    timer.restart();
    QVERIFY(!settle(journal->read(100))->brokenAt);
    qInfo("read and verify %d rows: %lld ms; again, 100 lines after one more entry: %lld ms", rows, whole,
          timer.elapsed());
}

// The file size limit of the process stands for the full disk: it needs no rights and no file system of its own.
void JournalTest::aFullDiskIsToldAndSurvived()
{
    const auto journal = open();
    QVERIFY(settle(journal->begin(someEntry())));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(QFile(m_path + u"-wal"_s).size() + 1000);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const Result<qint64> refused = settle(journal->begin({.detail = QString(20'000, u'x')}));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::Storage);
    QVERIFY(settle(journal->begin(someEntry())));
    const Result<JournalReading> reading = settle(journal->read());
    QCOMPARE(reading->records.size(), std::size_t(2));
    QVERIFY(!reading->brokenAt);
}

void JournalTest::aFileThatCannotBeOpenedFailsEveryCall()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_path = m_folder->filePath(u"file/journal.sqlite"_s);
    const auto journal = open();
    const QSignalSpy changed(journal.get(), &Journal::changed);
    QCOMPARE(settle(journal->begin(someEntry())).error().fault, Fault::Storage);
    QCOMPARE(settle(journal->complete(1, someOutcome())).error().fault, Fault::Storage);
    QCOMPARE(settle(journal->read()).error().fault, Fault::Storage);
    QVERIFY(!settle(journal->read()).error().detail.isEmpty());
    QCOMPARE(changed.count(), 0);
    QVERIFY(file.remove()); // what was in the way has gone: the next call works
    QVERIFY(settle(journal->begin(someEntry())));
}

void JournalTest::theRestIsWrittenWhenItGoes()
{
    std::vector<testing::Pending<qint64>> begun;
    {
        const auto journal = open();
        for (int i = 0; i < 20; ++i)
            begun.push_back(pending(journal->begin(someEntry())));
    }
    QCOMPARE(settle(open()->read())->records.size(), std::size_t(20));
    for (const auto &one : begun)
        QVERIFY(settle(one));
}

void JournalTest::changesAreToldOnceEach()
{
    const auto journal = open();
    const QSignalSpy changed(journal.get(), &Journal::changed);
    const qint64 id = *settle(journal->begin(someEntry()));
    QCOMPARE(changed.count(), 1);
    QVERIFY(settle(journal->complete(id, someOutcome())));
    QCOMPARE(changed.count(), 2);
    QVERIFY(!settle(journal->complete(id, someOutcome())));
    QVERIFY(settle(journal->read()));
    QCOMPARE(changed.count(), 2);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::JournalTest)
#include "journaltest.moc"
