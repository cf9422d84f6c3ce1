// SPDX-License-Identifier: Apache-2.0
// Jobs side by side: in their order, never more at once than allowed, all of them, and none after a stop.
#include "app/foundation/lanes.h"
#include "app/foundation/settlement.h"
#include "tests/support/settle.h"

#include <QTest>

namespace claviger {

using testing::pending;
using testing::settle;

namespace {

// Ends when it is told to.
struct Bench
{
    std::vector<Settlement<Result<Done>>> ends;
    std::vector<int> begun;

    explicit Bench(int count) { ends.resize(static_cast<std::size_t>(count)); }

    static Task<Done> work(Settlement<Result<Done>> end)
    {
        const Result<Done> outcome = co_await end.settled();
        co_return outcome;
    }
    std::vector<Job> jobs()
    {
        std::vector<Job> all;
        for (int i = 0; i < static_cast<int>(ends.size()); ++i)
            all.emplace_back([this, i] {
                begun.push_back(i);
                return work(ends[static_cast<std::size_t>(i)]);
            });
        return all;
    }
    void end(int job, Result<Done> with = Done{}) const { ends[static_cast<std::size_t>(job)].settle(std::move(with)); }
};

} // namespace

class LanesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noMoreAtOnceThanAllowed();
    void aFailureStopsNoOther();
    void nothingToDoIsDone();
    void oddNumbersOfLanes_data();
    void oddNumbersOfLanes();
    void afterAStopNoneIsBegun();
    void jobsThatEndAtOnce();
};

void LanesTest::noMoreAtOnceThanAllowed()
{
    Bench bench(5);
    const auto running = pending(runInLanes(2, bench.jobs()));
    QTRY_COMPARE(bench.begun, (std::vector{0, 1}));
    bench.end(1); // the second lane goes on, the first still waits
    QTRY_COMPARE(bench.begun, (std::vector{0, 1, 2}));
    bench.end(2);
    bench.end(3);
    QTRY_COMPARE(bench.begun, (std::vector{0, 1, 2, 3, 4}));
    bench.end(4);
    QTest::qWait(20);
    QVERIFY(!running->has_value());
    bench.end(0);
    QVERIFY(settle(running));
}

void LanesTest::aFailureStopsNoOther()
{
    Bench bench(3);
    const auto running = pending(runInLanes(1, bench.jobs()));
    bench.end(0, tl::unexpected(Error{.fault = Fault::Offline}));
    bench.end(1, tl::unexpected(Error{.fault = Fault::Forbidden}));
    bench.end(2);
    QVERIFY(settle(running));
    QCOMPARE(bench.begun, (std::vector{0, 1, 2}));
}

void LanesTest::nothingToDoIsDone()
{
    QVERIFY(settle(runInLanes(6, {})));
}

void LanesTest::oddNumbersOfLanes_data()
{
    QTest::addColumn<int>("lanes");
    QTest::newRow("none") << 0;
    QTest::newRow("negative") << -3;
    QTest::newRow("more than jobs") << 100;
}

void LanesTest::oddNumbersOfLanes()
{
    QFETCH(int, lanes);
    Bench bench(3);
    for (int i = 0; i < 3; ++i)
        bench.end(i);
    QVERIFY(settle(runInLanes(lanes, bench.jobs())));
    QCOMPARE(bench.begun.size(), std::size_t(3));
}

void LanesTest::afterAStopNoneIsBegun()
{
    Bench bench(4);
    std::stop_source stop;
    const auto running = pending(runInLanes(2, bench.jobs(), stop.get_token()));
    QTRY_COMPARE(bench.begun.size(), std::size_t(2));
    stop.request_stop();
    bench.end(0);
    bench.end(1);
    QCOMPARE(settle(running).error().fault, Fault::Cancelled);
    QCOMPARE(bench.begun.size(), std::size_t(2));
    QCOMPARE(settle(runInLanes(2, bench.jobs(), stop.get_token())).error().fault, Fault::Cancelled);
    QCOMPARE(bench.begun.size(), std::size_t(2));
}

void LanesTest::jobsThatEndAtOnce()
{
    Bench bench(1'000);
    for (int i = 0; i < 1'000; ++i)
        bench.end(i);
    QVERIFY(settle(runInLanes(6, bench.jobs())));
    QCOMPARE(bench.begun.size(), std::size_t(1'000));
    QVERIFY(std::is_sorted(bench.begun.begin(), bench.begun.end()));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::LanesTest)
#include "lanestest.moc"
