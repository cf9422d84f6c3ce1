// SPDX-License-Identifier: Apache-2.0
// The board of a probe: its states, what it forgets, and how often a node may be asked.
#include "app/agencies/probeboard.h"
#include "tests/support/settle.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const Instant start{std::chrono::milliseconds(1'796'093'803'000)};

// Runs end when they are told to, with the given lines.
struct Runs
{
    struct One
    {
        ProbeTarget target = {};
        QByteArray mark = {};
        std::stop_token stop = {};
        Settlement<Result<ProcessOutcome>> end = {};
    };
    std::vector<One> all;

    static Task<ProcessOutcome> waitFor(Settlement<Result<ProcessOutcome>> end, std::stop_token stop)
    {
        const std::stop_callback onStop(stop, [end] { end.settle(tl::unexpected(Error{.fault = Fault::Cancelled})); });
        const Result<ProcessOutcome> outcome = co_await end.settled();
        co_return outcome;
    }
    ProbeRunner runner()
    {
        return [this](const ProbeTarget &target, const QByteArray &mark, const std::stop_token &stop) {
            all.push_back({.target = target, .mark = mark, .stop = stop});
            return waitFor(all.back().end, stop);
        };
    }
    void answer(int status = 200) const
    {
        QByteArray output;
        for (const QByteArray &line : {QByteArray("begin 1"), QByteArray("login tool curl"), "login status " + QByteArray::number(status),
                                       QByteArray("login meta 200"), QByteArray("login finished 1"), QByteArray("end 1")})
            output += all.back().mark + ' ' + line + '\n';
        all.back().end.settle(ProcessOutcome{.output = output});
    }
};

ProbeTarget node(const QString &id = u"s1"_s)
{
    return {.serverId = id, .nodeName = u"core-2"_s, .address = u"192.168.0.156"_s};
}

} // namespace

class ProbeBoardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunEndsInAFinding();
    void oneAtATime();
    void whatCannotBeUsedIsNotRun();
    void aStopKeepsTheNode();
    void anotherNodeForgetsTheFirst();
    void twoRunsInFiveMinutes();
    void whatAskedNothingIsGivenBack();
    void aBoardThatDiesStopsItsRun();
    void theTargetOfANode();
    void aFindingIsJoinedWithTheBinding();
};

void ProbeBoardTest::aRunEndsInAFinding()
{
    Runs runs;
    ProbeBoard board(std::make_shared<ManualClock>(start), runs.runner());
    QCOMPARE(board.state(), ProbeBoard::Idle);
    board.run(node()); // of no node that was opened
    QVERIFY(runs.all.empty());
    board.open(node());
    const QSignalSpy changed(&board, &ProbeBoard::stateChanged);
    ProbeTarget typed = node();
    typed.userName = u"ops"_s;
    board.run(typed);
    QCOMPARE(board.state(), ProbeBoard::Running);
    QCOMPARE(runs.all.front().target, typed);
    runs.answer(429);
    QTRY_COMPARE(board.state(), ProbeBoard::Done);
    QCOMPARE(board.finding()->kind, ProbeFinding::Throttled);
    QCOMPARE(board.foundAt(), start);
    QCOMPARE(changed.size(), 2);
    QVERIFY(!board.error());
}

void ProbeBoardTest::oneAtATime()
{
    Runs runs;
    ProbeBoard board(std::make_shared<ManualClock>(start), runs.runner());
    board.open(node());
    board.run(node());
    board.run(node());
    QCOMPARE(runs.all.size(), std::size_t(1));
    runs.answer();
    QTRY_COMPARE(board.state(), ProbeBoard::Done);
}

void ProbeBoardTest::whatCannotBeUsedIsNotRun()
{
    Runs runs;
    ProbeBoard board(std::make_shared<ManualClock>(start), runs.runner());
    board.open(node());
    for (int i = 0; i < 5; ++i) {
        ProbeTarget odd = node();
        odd.address = u"-oProxyCommand=x"_s;
        board.run(odd);
        QCOMPARE(board.state(), ProbeBoard::Failed);
        QCOMPARE(board.error()->fault, Fault::Rejected);
    }
    QVERIFY(runs.all.empty());
    QCOMPARE(board.wait(), 0ms); // and none is counted
    board.run(node());
    QCOMPARE(board.state(), ProbeBoard::Running);
    QVERIFY(!board.error());
    board.cancel();
}

void ProbeBoardTest::aStopKeepsTheNode()
{
    Runs runs;
    ProbeBoard board(std::make_shared<ManualClock>(start), runs.runner());
    board.open(node());
    board.cancel(); // nothing runs
    QCOMPARE(board.state(), ProbeBoard::Idle);
    board.run(node());
    board.cancel();
    QCOMPARE(board.state(), ProbeBoard::Idle);
    QVERIFY(runs.all.back().stop.stop_requested());
    runs.answer(); // too late
    QTest::qWait(20);
    QCOMPARE(board.state(), ProbeBoard::Idle);
    QVERIFY(!board.finding());
    QCOMPARE(board.target(), node());
}

void ProbeBoardTest::anotherNodeForgetsTheFirst()
{
    Runs runs;
    ProbeBoard board(std::make_shared<ManualClock>(start), runs.runner());
    board.open(node());
    board.run(node());
    runs.answer();
    QTRY_COMPARE(board.state(), ProbeBoard::Done);
    board.open(node(u"s2"_s));
    QCOMPARE(board.state(), ProbeBoard::Idle);
    QVERIFY(!board.finding());
    board.run(node()); // what was typed for the first
    QCOMPARE(board.state(), ProbeBoard::Idle);
    board.run(node(u"s2"_s));
    board.close();
    QVERIFY(runs.all.back().stop.stop_requested());
    QVERIFY(board.target().serverId.isEmpty());
    runs.answer();
    QTest::qWait(20);
    QVERIFY(!board.finding());
}

void ProbeBoardTest::twoRunsInFiveMinutes()
{
    const auto clock = std::make_shared<ManualClock>(start);
    Runs runs;
    ProbeBoard board(clock, runs.runner());
    board.open(node());
    const auto run = [&] {
        board.run(node());
        runs.answer();
        return QTest::qWaitFor([&] { return board.state() == ProbeBoard::Done; });
    };
    QVERIFY(run());
    clock->advance(1min);
    QCOMPARE(board.wait(), 0ms);
    QVERIFY(run());
    QCOMPARE(board.wait(), 4min);
    board.run(node());
    QCOMPARE(board.state(), ProbeBoard::Done); // what was found stays
    QVERIFY(board.finding());
    QCOMPARE(runs.all.size(), std::size_t(2));
    clock->setDate(start + 24h); // setting the clock gives no more
    QCOMPARE(board.wait(), 4min);
    clock->advance(4min - 1ms);
    QCOMPARE(board.wait(), 1ms);
    clock->advance(1ms);
    QVERIFY(run());
    QCOMPARE(board.wait(), 1min); // after the second one
    board.open(node(u"s2"_s)); // each node has its own
    QCOMPARE(board.wait(), 0ms);
    board.open(node());
    QCOMPARE(board.wait(), 1min);
}

void ProbeBoardTest::whatAskedNothingIsGivenBack()
{
    Runs runs;
    ProbeBoard board(std::make_shared<ManualClock>(start), runs.runner());
    board.open(node());
    for (int i = 0; i < 5; ++i) {
        board.run(node());
        QCOMPARE(board.state(), ProbeBoard::Running);
        runs.all.back().end.settle(ProcessOutcome{.exitCode = 255, .errors = "Host key verification failed.\r\n"});
        QTRY_COMPARE(board.state(), ProbeBoard::Done);
        QCOMPARE(board.finding()->kind, ProbeFinding::HostKeyUnknown);
    }
    board.run(node());
    board.cancel(); // it may have asked
    board.run(node());
    board.cancel();
    QCOMPARE(board.wait(), 5min);
}

void ProbeBoardTest::aBoardThatDiesStopsItsRun()
{
    Runs runs;
    auto board = std::make_unique<ProbeBoard>(std::make_shared<ManualClock>(start), runs.runner());
    board->open(node());
    board->run(node());
    board.reset();
    QVERIFY(runs.all.back().stop.stop_requested());
    runs.answer();
    QTest::qWait(20);
}

void ProbeBoardTest::theTargetOfANode()
{
    const NodeBinding known{.node = {.serverId = u"s1"_s, .name = u"core-2"_s, .ip = u"192.168.0.156"_s}};
    QCOMPARE(probeTargetOf(known), node());
    for (const QString &ip : {QString(), u"unknown"_s, u"-x"_s, u"a b"_s})
        QVERIFY(probeTargetOf({.node = {.serverId = u"s1"_s, .ip = ip}}).address.isEmpty());
}

void ProbeBoardTest::aFindingIsJoinedWithTheBinding()
{
    Runs runs;
    ProbeBoard board(std::make_shared<ManualClock>(start), runs.runner());
    const QSignalSpy changed(&board, &ProbeBoard::stateChanged);
    board.open(node());
    board.setBinding(BindingVerdict{.kind = BindingVerdict::Bound, .nodes = 3, .read = 3, .bound = 3}, start);
    QVERIFY(!board.diagnosis()); // nothing was found yet
    board.run(node());
    QVERIFY(!board.diagnosis());
    runs.answer(429);
    QVERIFY(QTest::qWaitFor([&] { return board.state() == ProbeBoard::Done; }));
    QVERIFY(board.diagnosis());
    QCOMPARE(board.diagnosis()->kind, Diagnosis::Throttled);
    QCOMPARE(board.bindingReadAt(), start);

    const qsizetype soFar = changed.size();
    board.setBinding(board.binding(), start); // nothing new
    QCOMPARE(changed.size(), soFar);
    board.setBinding(board.binding(), start + 1min); // read again, with the same outcome
    QCOMPARE(changed.size(), soFar + 1);
    board.setBinding(BindingVerdict{.kind = BindingVerdict::NotBound, .nodes = 3, .read = 3}, start + 2min);
    QCOMPARE(changed.size(), soFar + 2);
    QCOMPARE(board.diagnosis()->kind, Diagnosis::Bind);
    QVERIFY(board.diagnosis()->hasNodeFault);
    QVERIFY(board.finding()); // stays
    board.setBinding({});
    QVERIFY(!board.diagnosis());

    board.setBinding(BindingVerdict{.kind = BindingVerdict::Bound}, start);
    board.open(node(u"s2"_s)); // of another cluster, maybe
    QVERIFY(!board.binding());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProbeBoardTest)
#include "probeboardtest.moc"
