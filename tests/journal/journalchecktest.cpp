// SPDX-License-Identifier: Apache-2.0
// An entry that was never completed, and the person who has checked what became of it: once, for good, in the chain.
#include "app/journal/journal.h"
#include "app/journal/ledger.h"
#include "tests/support/settle.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::settle;

namespace {

const JournalCheck someCheck{.by = {.cloud = u"demo"_s, .account = u"EXAMPLE-ACCOUNT"_s, .user = u"ops-admin"_s},
                             .note = u"no key was left behind"_s};

// What the first version of the file looked like.
Store::Layout firstLayout()
{
    Store::Layout layout = Ledger::layout();
    layout.versions.resize(1);
    return layout;
}

} // namespace

class JournalCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aCheckedOrphanSaysWhoAndWhen();
    void theOpenEntryStaysAsItWas();
    void aNoteMayBeEmptyUnusualOrHuge_data();
    void aNoteMayBeEmptyUnusualOrHuge();
    void onlyOrphansAreChecked();
    void theSecondCheckIsRefused();
    void nothingCompletesACheckedEntry();
    void ofTwoProgramsOneChecks();
    void aCheckOutlivesAKilledProgram();
    void aChangedCheckIsFound_data();
    void aChangedCheckIsFound();
    void aJournalOfTheFirstVersionIsTakenOn();
    void anEarlierClavigerRefusesWhatItCannotShow();
    void aCheckIsToldOnce();

private:
    [[nodiscard]] std::unique_ptr<Journal> open() const { return std::make_unique<Journal>(m_path, m_clock); }
    [[nodiscard]] qint64 leaveOrphan() const;
    [[nodiscard]] JournalRecord newest() const { return settle(open()->read())->records.front(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::shared_ptr<ManualClock> m_clock;
};

void JournalCheckTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"claviger/journal.sqlite"_s);
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'123ms));
}

void JournalCheckTest::cleanup()
{
    m_folder.reset();
}

// A program that ended before its request was answered.
qint64 JournalCheckTest::leaveOrphan() const
{
    return settle(open()->begin({.user = u"admin"_s, .action = u"access-key.create"_s, .target = u"example-user"_s})).value_or(0);
}

void JournalCheckTest::aCheckedOrphanSaysWhoAndWhen()
{
    const qint64 id = leaveOrphan();
    QVERIFY(newest().isOrphan);
    m_clock->advance(1h);
    QVERIFY(settle(open()->check(id, someCheck)));
    const auto journal = open(); // another start
    const Result<JournalReading> reading = settle(journal->read());
    QVERIFY(!reading->brokenAt);
    QCOMPARE(reading->records.size(), std::size_t(1));
    const JournalRecord &record = reading->records.front();
    QVERIFY(!record.isOrphan);
    QVERIFY(!record.outcome);
    QVERIFY(record.check == someCheck);
    QCOMPARE(record.begun, Instant(1'768'471'200'123ms));
    QVERIFY(record.ended == Instant(1'768'471'200'123ms) + 1h);
}

void JournalCheckTest::theOpenEntryStaysAsItWas()
{
    const qint64 id = leaveOrphan();
    const auto rowOf = [&] {
        const auto store = std::move(*Store::open(m_path, Ledger::layout()));
        Result<QSqlQuery> row = store->run(u"SELECT * FROM entries WHERE id = ?"_s, {id});
        QVariantList values;
        for (int column = 0; row && row->next() && column < 14; ++column)
            values.append(row->value(column));
        return values;
    };
    const QVariantList before = rowOf();
    QVERIFY(!before.isEmpty());
    QVERIFY(settle(open()->check(id, someCheck)));
    QCOMPARE(rowOf(), before);
}

void JournalCheckTest::aNoteMayBeEmptyUnusualOrHuge_data()
{
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("kept");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("right to left") << u"נבדק \u202E abc"_s << u"נבדק \u202E abc"_s;
    QTest::newRow("SQL") << u"'); DROP TABLE entries; --"_s << u"'); DROP TABLE entries; --"_s;
    QTest::newRow("lines") << u"one\ntwo"_s << u"one\ntwo"_s;
    QTest::newRow("huge") << QString(1'000'000, u'x') << QString(QString(19'999, u'x') + u'…');
}

void JournalCheckTest::aNoteMayBeEmptyUnusualOrHuge()
{
    QFETCH(const QString, note);
    QFETCH(const QString, kept);
    const qint64 id = leaveOrphan();
    QVERIFY(settle(open()->check(id, {.by = someCheck.by, .note = note})));
    QCOMPARE(newest().check->note, kept);
    QVERIFY(!settle(open()->read())->brokenAt);
}

void JournalCheckTest::onlyOrphansAreChecked()
{
    const auto journal = open();
    for (const qint64 unknown : {qint64(-1), qint64(0), qint64(1), std::numeric_limits<qint64>::max()})
        QCOMPARE(settle(journal->check(unknown, someCheck)).error().fault, Fault::NotFound);
    const qint64 id = *settle(journal->begin({.user = u"admin"_s}));
    QCOMPARE(settle(journal->check(id, someCheck)).error().fault, Fault::Conflict); // its own program is at it
    const auto other = open();
    QCOMPARE(settle(other->check(id, someCheck)).error().fault, Fault::Conflict); // and another one too
    QVERIFY(settle(journal->complete(id, {.kind = JournalOutcome::Succeeded})));
    QCOMPARE(settle(journal->check(id, someCheck)).error().fault, Fault::Conflict);
    QCOMPARE(settle(journal->check(id + 1, someCheck)).error().fault, Fault::NotFound); // the completion itself
    QCOMPARE(settle(journal->read())->records.front().outcome->kind, JournalOutcome::Succeeded);
}

void JournalCheckTest::theSecondCheckIsRefused()
{
    const qint64 id = leaveOrphan();
    const auto journal = open();
    QVERIFY(settle(journal->check(id, someCheck)));
    const Result<Done> again = settle(journal->check(id, {.note = u"something else"_s}));
    QCOMPARE(again.error().fault, Fault::Conflict);
    QVERIFY(!again.error().detail.isEmpty());
    QVERIFY(newest().check == someCheck);
}

void JournalCheckTest::nothingCompletesACheckedEntry()
{
    const qint64 id = leaveOrphan();
    const auto journal = open();
    QVERIFY(settle(journal->check(id, someCheck)));
    QCOMPARE(settle(journal->complete(id, {.kind = JournalOutcome::Succeeded})).error().fault, Fault::Conflict);
    QVERIFY(newest().check == someCheck);
}

void JournalCheckTest::ofTwoProgramsOneChecks()
{
    for (int round = 0; round < 5; ++round) {
        const qint64 id = leaveOrphan();
        std::array<QProcess, 2> others;
        for (QProcess &other : others)
            other.start(QStringLiteral(JOURNAL_WRITER), {m_path, u"0"_s, u"check"_s, QString::number(id)});
        const auto journal = open();
        int count = settle(journal->check(id, someCheck)) ? 1 : 0;
        for (QProcess &other : others) {
            QTRY_VERIFY_WITH_TIMEOUT(other.canReadLine(), 30'000);
            count += other.readLine() == "checked\n" ? 1 : 0;
            other.kill();
            QVERIFY(other.waitForFinished());
        }
        QCOMPARE(count, 1);
        const Result<JournalReading> reading = settle(journal->read());
        QVERIFY(!reading->brokenAt);
        QVERIFY(reading->records.front().check);
    }
}

void JournalCheckTest::aCheckOutlivesAKilledProgram()
{
    const qint64 id = leaveOrphan();
    QProcess writer;
    writer.start(QStringLiteral(JOURNAL_WRITER), {m_path, u"0"_s, u"check"_s, QString::number(id)});
    QTRY_VERIFY_WITH_TIMEOUT(writer.canReadLine(), 30'000);
    QCOMPARE(writer.readLine(), QByteArray("checked\n"));
    QCOMPARE(::kill(static_cast<pid_t>(writer.processId()), SIGKILL), 0);
    QVERIFY(writer.waitForFinished());
    const Result<JournalReading> reading = settle(open()->read());
    QVERIFY(!reading->brokenAt);
    QCOMPARE(reading->records.front().check->by.user, u"writer"_s);
    QVERIFY(!reading->records.front().isOrphan);
}

void JournalCheckTest::aChangedCheckIsFound_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("who") << u"user = 'somebody-else'"_s;
    QTest::newRow("when") << u"msecs = msecs - 1"_s;
    QTest::newRow("note") << u"detail = ''"_s;
    QTest::newRow("made a success") << u"result = 'succeeded'"_s;
    QTest::newRow("of another entry") << u"begun = 99"_s;
}

void JournalCheckTest::aChangedCheckIsFound()
{
    QFETCH(const QString, change);
    const qint64 id = leaveOrphan();
    QVERIFY(settle(open()->check(id, someCheck)));
    {
        const auto store = std::move(*Store::open(m_path, Ledger::layout()));
        QVERIFY(!store->run(u"UPDATE entries SET %1 WHERE id = 2"_s.arg(change))); // the file refuses
        QVERIFY(store->run(u"DROP TRIGGER entries_stay"_s));
        QVERIFY(store->run(u"UPDATE entries SET %1 WHERE id = 2"_s.arg(change)));
    }
    QCOMPARE(settle(open()->read())->brokenAt, qint64(2));
}

void JournalCheckTest::aJournalOfTheFirstVersionIsTakenOn()
{
    {
        const auto store = std::move(*Store::open(m_path, firstLayout()));
        QByteArray hash = chainStart();
        const QString gone = u"00000000-0000-4000-8000-000000000001"_s;
        for (const ChainRow &row : {ChainRow{.id = 1, .msecs = 1000, .instance = gone, .user = u"admin"_s, .action = u"access-key.create"_s},
                                    ChainRow{.id = 2, .begun = 1, .msecs = 2000, .instance = gone, .result = u"succeeded"_s, .detail = u"secret stored"_s},
                                    ChainRow{.id = 3, .msecs = 3000, .instance = gone, .user = u"admin"_s, .action = u"access-key.delete"_s}}) {
            hash = chainHash(hash, row);
            QVERIFY(store->run(u"INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
                               {row.id, row.begun, row.msecs, row.instance, row.cloud, row.account, row.user, row.action,
                                row.target, row.result, row.subject, row.requestId, row.detail, hash}));
            QVERIFY(store->run(u"UPDATE head SET id = ?, hash = ?"_s, {row.id, hash}));
        }
        QCOMPARE(store->value(u"PRAGMA user_version"_s)->toInt(), 1);
    }
    const auto journal = open();
    Result<JournalReading> reading = settle(journal->read());
    QVERIFY2(reading, reading ? "" : qPrintable(reading.error().detail));
    QVERIFY(!reading->brokenAt); // what was written before is still proven
    QCOMPARE(reading->records.size(), std::size_t(2));
    QVERIFY(reading->records.front().isOrphan);
    QCOMPARE(reading->records.back().outcome->detail, u"secret stored"_s);
    QVERIFY(settle(journal->check(3, someCheck)));
    reading = settle(journal->read());
    QVERIFY(!reading->brokenAt);
    QVERIFY(reading->records.front().check == someCheck);
}

void JournalCheckTest::anEarlierClavigerRefusesWhatItCannotShow()
{
    const qint64 id = leaveOrphan();
    QVERIFY(settle(open()->check(id, someCheck)));
    const auto store = Store::open(m_path, firstLayout());
    QVERIFY(!store);
    QVERIFY2(store.error().detail.contains("newer"_L1), qPrintable(store.error().detail));
    QVERIFY(!settle(open()->read())->brokenAt); // and leaves it as it is
}

void JournalCheckTest::aCheckIsToldOnce()
{
    const qint64 id = leaveOrphan();
    const auto journal = open();
    const QSignalSpy changed(journal.get(), &Journal::changed);
    QVERIFY(settle(journal->check(id, someCheck)));
    QVERIFY(!settle(journal->check(id, someCheck)));
    QCOMPARE(changed.count(), 1);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::JournalCheckTest)
#include "journalchecktest.moc"
