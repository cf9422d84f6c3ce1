// SPDX-License-Identifier: Apache-2.0
#include "app/journal/activityboard.h"
#include "tests/support/settle.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::settle;

namespace {

JournalRecord record(qint64 id, const QString &target = {})
{
    return {.id = id, .begun = Instant(std::chrono::seconds(id)), .entry = {.user = u"admin"_s, .target = target}};
}

} // namespace

class ActivityBoardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theModelGivesDomainValues();
    void standingsAreToldApart();
    void aMergeKeepsWhatIsSelected();
    void anyMergeGivesTheLatest();
    void theBoardStartsIdle();
    void theBoardFollowsTheJournal();
    void changesDuringAReadingAreNotLost();
    void aJournalThatCannotBeReadIsSaid();
    void aReadingCanBeStopped();
    void orphansAreCounted();
    void aCheckedOrphanIsSettled();
    void aCheckThatCameTooLateIsSaid();
    void aBoardMayGoWhileItLoads();
};

void ActivityBoardTest::theModelGivesDomainValues()
{
    JournalModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    JournalRecord done = record(7, u"example-user"_s);
    done.entry.action = u"access-key.create"_s;
    done.entry.detail = u"asked"_s;
    done.ended = Instant(9s);
    done.outcome = JournalOutcome{
        .kind = JournalOutcome::Refused, .subject = u"EXAMPLEAK"_s, .requestId = u"req"_s, .detail = u"no"_s};
    model.merge({done});
    const QModelIndex index = model.index(0, JournalModel::TargetColumn);
    QCOMPARE(index.data().toString(), u"example-user"_s);
    QCOMPARE(index.data(JournalModel::IdRole).toLongLong(), 7);
    QCOMPARE(index.data(JournalModel::TimeRole).value<Instant>(), Instant(7s));
    QCOMPARE(index.data(JournalModel::EndedRole).value<Instant>(), Instant(9s));
    QCOMPARE(index.data(JournalModel::ActionRole).toString(), u"access-key.create"_s);
    QCOMPARE(index.data(JournalModel::RequestIdRole).toString(), u"req"_s);
    QCOMPARE(index.data(JournalModel::SubjectRole).toString(), u"EXAMPLEAK"_s);
    QCOMPARE(index.data(JournalModel::DetailRole).toString(), u"no"_s);
    QVERIFY(index.data(JournalModel::RecordRole).value<JournalRecord>() == done);
    QVERIFY(!index.data(Qt::DecorationRole).isValid());
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void ActivityBoardTest::standingsAreToldApart()
{
    JournalModel model;
    std::vector<JournalRecord> all;
    for (const auto kind : {JournalOutcome::Cancelled, JournalOutcome::Unconfirmed, JournalOutcome::Failed,
                            JournalOutcome::Refused, JournalOutcome::Succeeded}) {
        JournalRecord one = record(7 - static_cast<qint64>(all.size()));
        one.outcome = JournalOutcome{.kind = kind};
        all.push_back(one);
    }
    all.push_back(record(2));
    all.back().isOrphan = true;
    all.push_back(record(1));
    model.merge(all);
    QSet<QString> words;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, JournalModel::StandingColumn);
        QCOMPARE(index.data(JournalModel::StandingRole).value<JournalModel::Standing>(),
                 static_cast<JournalModel::Standing>(JournalModel::Cancelled - row == 1 ? JournalModel::Orphan
                                                         : JournalModel::Cancelled == row
                                                         ? JournalModel::Open
                                                         : JournalModel::Cancelled - row));
        words.insert(index.data().toString());
    }
    QCOMPARE(words.size(), model.rowCount());
}

void ActivityBoardTest::aMergeKeepsWhatIsSelected()
{
    JournalModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.merge({record(5), record(3), record(1)});
    const QPersistentModelIndex selected = model.index(1, 0);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.merge({record(9), record(7), record(3, u"new"_s)});
    QVERIFY(selected.isValid());
    QCOMPARE(selected.row(), 2);
    QCOMPARE(selected.data(JournalModel::IdRole).toLongLong(), 3);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(reset.count(), 0);
    model.merge({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!selected.isValid());
}

void ActivityBoardTest::anyMergeGivesTheLatest()
{
    JournalModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(4711);
    for (int round = 0; round < 300; ++round) {
        std::vector<JournalRecord> latest;
        for (qint64 id = 30; id > 0; --id) {
            if (random.bounded(2))
                latest.push_back(record(id, QString::number(random.bounded(2))));
        }
        std::vector<JournalRecord> given = latest;
        if (round % 7 == 0)
            std::reverse(given.begin(), given.end());
        model.merge(given);
        QVERIFY(model.records() == latest);
    }
}

void ActivityBoardTest::theBoardStartsIdle()
{
    const QTemporaryDir folder;
    Journal journal(folder.filePath(u"journal.sqlite"_s), std::make_shared<RealClock>());
    ActivityBoard board(journal);
    QCOMPARE(board.state(), ActivityBoard::State::Idle);
    QVERIFY(settle(journal.begin({})));
    QCOMPARE(board.state(), ActivityBoard::State::Idle); // nobody has looked yet
    QCOMPARE(board.model().rowCount(), 0);
}

void ActivityBoardTest::theBoardFollowsTheJournal()
{
    const QTemporaryDir folder;
    Journal journal(folder.filePath(u"journal.sqlite"_s), std::make_shared<RealClock>());
    ActivityBoard board(journal);
    const QSignalSpy states(&board, &ActivityBoard::stateChanged);
    board.refresh();
    QCOMPARE(board.state(), ActivityBoard::State::Loading);
    QTRY_COMPARE(board.state(), ActivityBoard::State::Ready);
    QCOMPARE(states.count(), 2);
    const qint64 id = *settle(journal.begin({.target = u"t"_s}));
    QTRY_COMPARE(board.model().rowCount(), 1);
    QVERIFY(settle(journal.complete(id, {.kind = JournalOutcome::Succeeded})));
    QTRY_COMPARE(JournalModel::standingOf(board.model().records()[0]), JournalModel::Succeeded);
    QVERIFY(!board.lastError());
    QVERIFY(!board.brokenAt());
}

void ActivityBoardTest::changesDuringAReadingAreNotLost()
{
    const QTemporaryDir folder;
    Journal journal(folder.filePath(u"journal.sqlite"_s), std::make_shared<RealClock>());
    ActivityBoard board(journal);
    board.refresh(); // its reading is queued before the entries
    board.refresh();
    std::vector<testing::Pending<qint64>> begun;
    for (int i = 0; i < 50; ++i)
        begun.push_back(testing::pending(journal.begin({})));
    QTRY_COMPARE(board.model().rowCount(), 50);
    QTRY_COMPARE(board.state(), ActivityBoard::State::Ready);
}

void ActivityBoardTest::aJournalThatCannotBeReadIsSaid()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Journal journal(folder.filePath(u"file/journal.sqlite"_s), std::make_shared<RealClock>());
    ActivityBoard board(journal);
    board.refresh();
    QTRY_COMPARE(board.state(), ActivityBoard::State::Failed);
    QCOMPARE(board.lastError()->fault, Fault::Storage);
    QVERIFY(file.remove());
    board.refresh();
    QTRY_COMPARE(board.state(), ActivityBoard::State::Ready);
    QVERIFY(!board.lastError());
}

void ActivityBoardTest::aReadingCanBeStopped()
{
    const QTemporaryDir folder;
    Journal journal(folder.filePath(u"journal.sqlite"_s), std::make_shared<RealClock>());
    ActivityBoard board(journal);
    board.cancel(); // nothing is being read
    QCOMPARE(board.state(), ActivityBoard::State::Idle);
    board.refresh();
    board.cancel();
    QCOMPARE(board.state(), ActivityBoard::State::Failed);
    QCOMPARE(board.lastError()->fault, Fault::Cancelled);
    QVERIFY(settle(journal.read())); // the writer is through with the one before too
    QTest::qWait(20);
    QCOMPARE(board.state(), ActivityBoard::State::Failed); // its answer came too late
    board.refresh();
    QTRY_COMPARE(board.state(), ActivityBoard::State::Ready);
    QVERIFY(!board.lastError());
}

void ActivityBoardTest::orphansAreCounted()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    {
        Journal before(path, std::make_shared<RealClock>());
        QVERIFY(settle(before.begin({})));
        QVERIFY(settle(before.begin({})));
    }
    Journal journal(path, std::make_shared<RealClock>());
    QVERIFY(settle(journal.begin({})));
    ActivityBoard board(journal);
    board.refresh();
    QTRY_COMPARE(board.state(), ActivityBoard::State::Ready);
    QCOMPARE(board.orphans(), 2);
    QCOMPARE(board.model().rowCount(), 3);
}

void ActivityBoardTest::aCheckedOrphanIsSettled()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    const qint64 id = *settle(Journal(path, std::make_shared<RealClock>()).begin({.user = u"admin"_s, .detail = u"nightly"_s}));
    Journal journal(path, std::make_shared<RealClock>());
    ActivityBoard board(journal);
    board.setPerson({.cloud = u"demo"_s, .account = u"EXAMPLE-ACCOUNT"_s, .user = u"ops-admin"_s});
    board.refresh();
    QTRY_COMPARE(board.orphans(), 1);
    board.check(id, u"nothing there"_s);
    QCOMPARE(board.checking(), id);
    board.check(id, u"a second click"_s); // while the first is under way
    QTRY_COMPARE(board.orphans(), 0);
    QTRY_COMPARE(board.state(), ActivityBoard::State::Ready);
    QVERIFY(!board.checking());
    QVERIFY(!board.checkError());
    const JournalModel &model = board.model();
    const QModelIndex row = model.index(0, JournalModel::DetailColumn);
    QCOMPARE(row.data(JournalModel::StandingRole).value<JournalModel::Standing>(), JournalModel::Settled);
    QCOMPARE(row.data().toString(), u"Checked by ops-admin: nothing there"_s);
    QVERIFY(row.data(JournalModel::EndedRole).isValid());
    QVERIFY(model.records().front().check->by.account == u"EXAMPLE-ACCOUNT"_s);
    QVERIFY(!board.brokenAt());
}

void ActivityBoardTest::aCheckThatCameTooLateIsSaid()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    const qint64 id = *settle(Journal(path, std::make_shared<RealClock>()).begin({.user = u"admin"_s}));
    Journal journal(path, std::make_shared<RealClock>());
    Journal faster(path, std::make_shared<RealClock>());
    ActivityBoard board(journal);
    board.refresh();
    QTRY_COMPARE(board.orphans(), 1);
    QVERIFY(settle(faster.check(id, {.by = {.user = u"colleague"_s}, .note = {}})));
    board.check(id, u"mine"_s);
    QTRY_VERIFY(board.checkError());
    QCOMPARE(board.checkError()->fault, Fault::Conflict);
    QTRY_COMPARE(board.orphans(), 0); // read again: the colleague's word is shown
    QCOMPARE(board.model().index(0, JournalModel::DetailColumn).data().toString(), u"Checked by colleague"_s);
}

void ActivityBoardTest::aBoardMayGoWhileItLoads()
{
    const QTemporaryDir folder;
    Journal journal(folder.filePath(u"journal.sqlite"_s), std::make_shared<RealClock>());
    auto board = std::make_unique<ActivityBoard>(journal);
    board->refresh();
    board.reset();
    QVERIFY(settle(journal.read())); // behind the board's in the queue
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ActivityBoardTest)
#include "activityboardtest.moc"
