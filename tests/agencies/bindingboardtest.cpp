// SPDX-License-Identifier: Apache-2.0
// What the page of the agencies knows while it reads: once, twice, stopped, failed, signed out in the middle.
#include "app/agencies/bindingboard.h"
#include "tests/agencies/bindingbench.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::BindingBench;

class BindingBoardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsReadUntilSomebodyAsks();
    void clustersAppearOneByOne();
    void readingAgainKeepsTheRowsAndDropsWhatIsGone();
    void whatCannotBeListedKeepsWhatIsKnown();
    void aProjectThatCannotBeListedKeepsItsRows();
    void aStopKeepsWhatWasRead();
    void signingOutInTheMiddleForgetsAll();
    void oneClusterIsReadAgain();
    void oneThatCannotBeReadSaysSoAndKeepsItsRow();
    void withoutAProjectNothingIsSent();
    void everyVerdictHasItsConcern();

private:
    static bool waits(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 15'000); }
    static bool reads(BindingBoard &board)
    {
        board.refresh();
        return waits([&board] { return board.state() != BindingBoard::Loading; });
    }
    static QString idOf(BindingBoard &board, const QString &name)
    {
        for (const ClusterReading &row : board.clusters().rows())
            if (row.cluster.name == name)
                return row.cluster.id;
        return {};
    }
};

void BindingBoardTest::nothingIsReadUntilSomebodyAsks()
{
    const BindingBench bench;
    BindingBoard board;
    board.refresh(); // no session
    QCOMPARE(board.state(), BindingBoard::NoSession);
    board.open(bench.desk(), u"eu-de"_s);
    QCOMPARE(board.state(), BindingBoard::Ready);
    QVERIFY(!board.wasRead());
    QTest::qWait(20);
    QCOMPARE(bench.cloud->count(), 0);
}

void BindingBoardTest::clustersAppearOneByOne()
{
    const BindingBench bench(u"two-clusters"_s);
    BindingBoard board;
    const QAbstractItemModelTester tester(&board.clusters(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    board.open(bench.desk(), u"eu-de"_s);
    QList<int> sizes;
    connect(&board, &BindingBoard::stateChanged, this, [&] {
        if (board.state() == BindingBoard::Loading)
            sizes.append(board.clusters().rowCount());
    });
    QVERIFY(reads(board));
    QCOMPARE(board.state(), BindingBoard::Ready);
    QVERIFY(board.wasRead());
    const int all = board.clusters().rowCount();
    QVERIFY(all >= 2);
    QCOMPARE(board.readSoFar(), all);
    QCOMPARE(sizes.first(), 0);
    QCOMPARE(sizes.size(), all + 1); // at the start, and after each
    QCOMPARE(board.count(BindingConcern::Broken), 1);  // mrs-north
    const ClusterReading *north = board.clusters().row(idOf(board, u"mrs-north"_s));
    QVERIFY(north);
    QCOMPARE(north->verdict.kind, BindingVerdict::NotBound);
    QVERIFY(!board.clusters().row(u"no such id"_s));
}

void BindingBoardTest::readingAgainKeepsTheRowsAndDropsWhatIsGone()
{
    const BindingBench bench(u"two-clusters"_s);
    BindingBoard board;
    board.open(bench.desk(), u"eu-de"_s);
    QVERIFY(reads(board));
    const int all = board.clusters().rowCount();
    const QSignalSpy inserted(&board.clusters(), &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&board.clusters(), &QAbstractItemModel::rowsRemoved);
    QVERIFY(reads(board));
    QCOMPARE(inserted.size() + removed.size(), 0); // the selection of a table stays
    bench.cloud->withWorld([](sim::World &world) { world.fleet.clusterNamed(u"mrs-north"_s)->state = u"terminated"_s; });
    QVERIFY(reads(board));
    QCOMPARE(board.clusters().rowCount(), all - 1);
    QVERIFY(idOf(board, u"mrs-north"_s).isEmpty());
    QCOMPARE(board.count(BindingConcern::Broken), 0);
}

void BindingBoardTest::whatCannotBeListedKeepsWhatIsKnown()
{
    const BindingBench bench(u"two-clusters"_s);
    BindingBoard board;
    board.open(bench.desk(), u"eu-de"_s);
    QVERIFY(reads(board));
    const int all = board.clusters().rowCount();
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1.1/" + bench.project() + "/cluster_infos"}});
    QVERIFY(reads(board));
    QCOMPARE(board.state(), BindingBoard::Failed);
    QCOMPARE(board.error()->fault, Fault::Forbidden);
    QCOMPARE(board.clusters().rowCount(), all);
    QVERIFY(reads(board)); // and the next one is told nothing of it
    QCOMPARE(board.state(), BindingBoard::Ready);
    QVERIFY(!board.error());
}

void BindingBoardTest::aProjectThatCannotBeListedKeepsItsRows()
{
    const BindingBench bench;
    BindingBoard board;
    board.open(bench.desk(), u"eu-de"_s);
    QVERIFY(reads(board));
    const int all = board.clusters().rowCount();
    const QByteArray other = bench.project(u"eu-de_bigdata"_s);
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1.1/" + other + "/cluster_infos"}});
    QVERIFY(reads(board));
    QCOMPARE(board.state(), BindingBoard::Ready);
    QCOMPARE(board.clusters().rowCount(), all);
    QCOMPARE(board.unread().size(), 1U);
    QCOMPARE(board.unread().front().project.name, u"eu-de_bigdata"_s);
    QVERIFY(reads(board));
    QVERIFY(board.unread().empty());
}

void BindingBoardTest::aStopKeepsWhatWasRead()
{
    const BindingBench bench;
    BindingBoard board;
    board.open(bench.desk(), u"eu-de"_s);
    connect(&board, &BindingBoard::stateChanged, &board, [&board] {
        if (board.readSoFar() == 1)
            board.cancel();
    });
    board.refresh();
    QVERIFY(waits([&board] { return board.state() == BindingBoard::Ready; }));
    QVERIFY(!board.wasRead());
    QCOMPARE(board.clusters().rowCount(), 1);
    QTest::qWait(50);
    QCOMPARE(board.clusters().rowCount(), 1); // answers that were under way change nothing
    board.cancel(); // nothing runs: nothing happens
    QCOMPARE(board.state(), BindingBoard::Ready);
}

void BindingBoardTest::signingOutInTheMiddleForgetsAll()
{
    const BindingBench bench;
    auto board = std::make_unique<BindingBoard>();
    board->open(bench.desk(), u"eu-de"_s);
    board->refresh();
    QVERIFY(waits([&] { return board->readSoFar() >= 1; }));
    board->close();
    QCOMPARE(board->state(), BindingBoard::NoSession);
    QTest::qWait(50);
    QCOMPARE(board->clusters().rowCount(), 0);
    QVERIFY(!board->wasRead());
    board->open(bench.desk(), u"eu-de"_s);
    board->refresh();
    board.reset(); // gone while it reads
    QTest::qWait(50);
}

void BindingBoardTest::oneClusterIsReadAgain()
{
    const BindingBench bench(u"two-clusters"_s);
    BindingBoard board;
    board.open(bench.desk(), u"eu-de"_s);
    board.refreshOne(u"unknown"_s); // not among them
    QVERIFY(board.reading().isEmpty());
    QVERIFY(reads(board));
    const QString south = idOf(board, u"mrs-south"_s);
    bench.cloud->withWorld([](sim::World &world) {
        sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), u"core-1"_s)->removeMetadata(u"agency_name"_s);
    });
    board.refreshOne(south);
    QCOMPARE(board.reading(), south);
    board.refreshOne(idOf(board, u"mrs-north"_s)); // one after the other
    QCOMPARE(board.reading(), south);
    QVERIFY(waits([&board] { return board.reading().isEmpty(); }));
    QCOMPARE(board.clusters().row(south)->verdict.kind, BindingVerdict::PartlyBound);
    QVERIFY(!board.oneError());
}

void BindingBoardTest::oneThatCannotBeReadSaysSoAndKeepsItsRow()
{
    const BindingBench bench(u"two-clusters"_s);
    BindingBoard board;
    board.open(bench.desk(), u"eu-de"_s);
    QVERIFY(reads(board));
    const QString south = idOf(board, u"mrs-south"_s);
    board.refreshOne(south);
    board.cancel();
    QVERIFY(board.reading().isEmpty());
    QTest::qWait(50);
    QCOMPARE(board.clusters().row(south)->verdict.kind, BindingVerdict::Bound);
    QVERIFY(waits([&] {
        board.refreshOne(south);
        return !board.reading().isEmpty();
    }));
    QVERIFY(waits([&board] { return board.reading().isEmpty(); }));
    // What may not be read is part of the verdict, not an error of the page.
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1/*"}, .times = 100});
    board.refreshOne(south);
    QVERIFY(waits([&board] { return board.reading().isEmpty(); }));
    QCOMPARE(board.clusters().row(south)->verdict.kind, BindingVerdict::Unknown);
    QCOMPARE(board.count(BindingConcern::Broken), 1); // unknown is neither broken nor fine
}

void BindingBoardTest::withoutAProjectNothingIsSent()
{
    const BindingBench bench;
    BindingBoard board;
    BindingDesk desk = bench.desk();
    desk.projectId.clear();
    board.open(desk, {});
    QCOMPARE(board.state(), BindingBoard::NoProject);
    board.refresh();
    QTest::qWait(20);
    QCOMPARE(board.state(), BindingBoard::NoProject);
    QCOMPARE(bench.cloud->count(), 0);
}

void BindingBoardTest::everyVerdictHasItsConcern()
{
    QCOMPARE(concernOf(BindingVerdict::Bound), BindingConcern::None);
    QCOMPARE(concernOf(BindingVerdict::BoundUnchecked), BindingConcern::Unknown);
    QCOMPARE(concernOf(BindingVerdict::Unknown), BindingConcern::Unknown);
    QCOMPARE(concernOf(BindingVerdict::ExpiresSoon), BindingConcern::Attention);
    QCOMPARE(concernOf(BindingVerdict::RecordDiffers), BindingConcern::Attention);
    for (const auto kind : {BindingVerdict::NotBound, BindingVerdict::PartlyBound, BindingVerdict::Mixed, BindingVerdict::AgencyMissing,
                            BindingVerdict::WrongTrust, BindingVerdict::Expired, BindingVerdict::NoObsPermission})
        QCOMPARE(concernOf(kind), BindingConcern::Broken);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::BindingBoardTest)
#include "bindingboardtest.moc"
