// SPDX-License-Identifier: Apache-2.0
// Binding node by node against the simulated cloud: what is written, what is refused, what is given back.
#include "app/agencies/createagency.h"
#include "tests/agencies/rebindbench.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::RebindBench;
using testing::pending;
using testing::settle;

namespace {

const auto production = u"mrs-analytics-prod"_s;
const auto small = u"mrs-adhoc-dev"_s;
const auto usual = u"MRS_ECS_DEFAULT_AGENCY"_s;

// The real time, but it can be made later; who would wait longer than a moment waits for that.
class SkippingClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return RealClock().now() + m_skipped; }
    [[nodiscard]] std::chrono::milliseconds ticks() const override { return RealClock().ticks() + m_skippedTicks; }
    [[nodiscard]] Task<Done> sleep(std::chrono::milliseconds duration, std::stop_token stop = {}) const override
    {
        const Settlement<Result<Done>> wake;
        if (duration < 10s)
            wake.settle(Done{});
        else
            m_sleepers->emplace_back(m_skippedTicks + duration, wake);
        return sleepUntil(wake, std::move(stop));
    }
    // In a turn of the event loop of its own: it may be called while a call is answered.
    void skip(std::chrono::milliseconds duration)
    {
        m_skippedTicks += duration;
        m_skipped += duration;
        QTimer::singleShot(0, [sleepers = m_sleepers, until = m_skippedTicks] {
            for (const auto &[due, wake] : *sleepers)
                if (due <= until)
                    wake.settle(Done{});
        });
    }
    void sleepComputer(std::chrono::milliseconds duration) { m_skipped += duration; } // only the date goes on
    void setBack(std::chrono::milliseconds duration) { m_skipped -= duration; }

private:
    static Task<Done> sleepUntil(Settlement<Result<Done>> wake, std::stop_token stop)
    {
        const std::stop_callback onStop(stop, [wake] { wake.settle(tl::unexpected(Error{.fault = Fault::Cancelled, .detail = u"stopped"_s})); });
        const Result<Done> woken = co_await wake.settled();
        co_return woken;
    }

    std::chrono::milliseconds m_skipped = {}, m_skippedTicks = {};
    std::shared_ptr<std::vector<std::pair<std::chrono::milliseconds, Settlement<Result<Done>>>>> m_sleepers =
        std::make_shared<std::vector<std::pair<std::chrono::milliseconds, Settlement<Result<Done>>>>>();
};

// When that many writes have come, before that one is answered.
void atWrite(RebindBench &bench, int number, const std::function<void()> &then)
{
    bench.cloud->setBeforeAnswer([count = std::make_shared<int>(0), number, then](const sim::Call &call) {
        const bool isWrite = (call.method == "POST" && call.target.endsWith("/metadata")) || call.method == "DELETE";
        if (isWrite && ++*count == number)
            then();
    });
}

QByteArray clusterPath(RebindBench &bench)
{
    return "/v1.1/" + bench.project() + "/cluster_infos/" + bench.clusterId(production).toLatin1();
}

// As another program does that uses the file.
bool changeFile(const QString &file, const QString &sql)
{
    bool isDone = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"another program"_s);
        database.setDatabaseName(file);
        isDone = database.open() && QSqlQuery(database).exec(sql);
    }
    QSqlDatabase::removeDatabase(u"another program"_s);
    return isDone;
}

void setState(RebindBench &bench, const QString &state, const QString &scale = {}, const QString &task = {})
{
    const QString id = bench.clusterId(production);
    bench.cloud->withWorld([&](sim::World &world) {
        sim::Cluster &cluster = *world.fleet.cluster(id);
        cluster.state = state;
        cluster.scale = scale;
        cluster.agencyTask = task;
    });
}

sim::Metadata without(sim::Metadata metadata, const QString &key)
{
    std::erase_if(metadata, [&key](const auto &item) { return item.first == key; });
    return metadata;
}

} // namespace

class RebindTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyScenarioIsRepaired_data();
    void everyScenarioIsRepaired();
    void nothingButTheAgencyChanges();
    void everyWriteIsInTheJournalAndOnTheDisk();
    void thePlanSaysWhatIsLeftAlone();
    void whatIsInTheWayIsRefused_data();
    void whatIsInTheWayIsRefused();
    void aStalePreviewIsRefused();
    void busyAnswersAreTriedAgain_data();
    void busyAnswersAreTriedAgain();
    void throttlingWaitsAsLongAsItIsTold();
    void aLostAnswerIsReadBack();
    void aNodeThatStaysLockedIsNamed();
    void whoMayNotWriteStopsAtOnce();
    void aTokenThatDiesHalfWayIsRenewed();
    void aSessionThatEndsHalfWayStops();
    void aStopEndsAfterTheNodesUnderWay();
    void undoGivesEverythingBack();
    void undoLeavesAloneWhatSomebodyElseChanged();
    void undoOfANodeThatIsGone();
    void undoWithTheRightToWriteAlone_data();
    void undoWithTheRightToWriteAlone();
    void undoThatFailsCanBeRepeated();
    void theRestIsWrittenAndAllIsGivenBack();
    void anEarlierTryThatMayHaveActedIsNotForgotten();
    void anUndoThatCannotBeginChangesNothing();
    void whatComesInTheWayInTheMiddleStops_data();
    void whatComesInTheWayInTheMiddleStops();
    void aStateThatCannotBeReadInTheMiddleStops_data();
    void aStateThatCannotBeReadInTheMiddleStops();
    void theStateIsReadOnceForAllLanes();
    void theStateIsReadAgainAfterSleep_data();
    void theStateIsReadAgainAfterSleep();
    void aBusyNodeIsNotTriedAgainOnceTheClusterScales();
    void anUndoThatIsStoppedByAScalingGoesOnAfterIt();
    void aStopDoesNotWaitForTheState();
    void anAgencyThatIsGoneIsNotWritten();
    void keptOnlyWhileNothingRuns();
    void twoAtOnceAreRefused();
    void anEndThatCannotBeWrittenIsDecidedOnAtOnce_data();
    void anEndThatCannotBeWrittenIsDecidedOnAtOnce();
    void whatAnotherWindowIsAtIsNotCutShort();
    void withoutRecordsNothingIsSent();
    void aReadOnlyProfileSendsNothing();
};

void RebindTest::everyScenarioIsRepaired_data()
{
    QTest::addColumn<QString>("scenario");
    for (const QString &id : sim::scenarioIds())
        QTest::addRow("%s", qPrintable(id)) << id;
}

// By route B. What no binding can repair (ECS itself, throttling, a Manager that is away) is bound before and after.
void RebindTest::everyScenarioIsRepaired()
{
    QFETCH(QString, scenario);
    RebindBench bench(scenario);
    const QString good = u"mrs_ecs_obs"_s; // of no scenario's fault
    const auto readings = settle(readBindings(bench.desk(), {}));
    QVERIFY(readings);
    int repaired = 0;
    for (const ClusterReading &reading : readings->clusters) {
        const bool wants = !reading.verdict.isBound().value_or(true) || reading.verdict.isBroken()
            || reading.verdict.kind == BindingVerdict::NoObsPermission;
        if (!wants)
            continue;
        const Result<RebindOutcome> outcome = bench.bind(reading.cluster.name, good);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QVERIFY(outcome->isComplete());
        const BindingVerdict after = bench.verdictOf(reading.cluster.name);
        QCOMPARE(after.agencies, QStringList{good});
        QVERIFY(after.isBound().value_or(false) && !after.isBroken());
        // MRS's own record keeps what it had: the verdict says so.
        QVERIFY(after.kind == BindingVerdict::Bound || after.kind == BindingVerdict::RecordDiffers);
        ++repaired;
    }
    const QStringList fine{u"healthy"_s, u"ecs-down"_s, u"metadata-throttled"_s, u"flapping"_s};
    QCOMPARE(repaired > 0, !fine.contains(scenario));
}

void RebindTest::nothingButTheAgencyChanges()
{
    RebindBench bench(u"agency-partial"_s);
    const auto before = bench.metadataOf(production);
    QVERIFY(bench.bind(production, u"mrs_ecs_obs"_s));
    const auto after = bench.metadataOf(production);
    QCOMPARE(after.size(), before.size());
    for (const auto &[id, metadata] : after) {
        QCOMPARE(without(metadata, u"agency_name"_s), without(before.at(id), u"agency_name"_s));
        QVERIFY(std::find(metadata.begin(), metadata.end(), std::pair(u"agency_name"_s, u"mrs_ecs_obs"_s)) != metadata.end());
    }
    QCOMPARE(bench.cloud->count("PUT", "*"), 0); // never the one of Nova
}

void RebindTest::everyWriteIsInTheJournalAndOnTheDisk()
{
    RebindBench bench(u"agency-partial"_s);
    const Result<RebindOutcome> outcome = bench.bind(production, usual);
    QVERIFY(outcome);
    QCOMPARE(outcome->nodes.size(), std::size_t(4)); // the others have it
    QCOMPARE(outcome->count(NodeStep::Bound), 4);
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), 4);
    const auto entries = bench.entries();
    QCOMPARE(entries.size(), std::size_t(4));
    for (const JournalRecord &entry : entries) {
        QCOMPARE(entry.entry.action, u"agency.bind"_s);
        QVERIFY(entry.entry.target.startsWith(production));
        QCOMPARE(entry.entry.detail, u"– > MRS_ECS_DEFAULT_AGENCY"_s);
        QVERIFY(entry.outcome);
        QCOMPARE(entry.outcome->kind, JournalOutcome::Succeeded);
        QVERIFY(!entry.outcome->requestId.isEmpty());
    }
    const RebindRecord record = bench.newest();
    QCOMPARE(record.state, RebindRecord::Finished);
    QCOMPARE(record.clusterName, production);
    QCOMPARE(record.toRestore(), 4);
    QVERIFY(!record.wantsDecision());
    for (const RecordedNode &node : record.nodes)
        QCOMPARE(node.previous, QString());
}

void RebindTest::thePlanSaysWhatIsLeftAlone()
{
    RebindBench bench(u"agency-unbound"_s);
    bench.withNode(production, u"core-1"_s, [](sim::World &, sim::Server &server) { server.isBareMetal = true; server.tags = {u"__type_baremetal"_s}; });
    bench.withNode(production, u"core-2"_s, [](sim::World &, sim::Server &server) { server.taskState = u"rebooting"_s; });
    bench.withNode(production, u"core-3"_s, [](sim::World &, sim::Server &server) { server.vmState = u"error"_s; });
    bench.withNode(production, u"core-4"_s, [](sim::World &world, sim::Server &server) { sim::bindAgency(world, server, usual); });
    QByteArray refused;
    bench.withNode(production, u"core-5"_s, [&refused](sim::World &, sim::Server &server) { refused = server.id.toLatin1(); });
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1/" + bench.project() + "/cloudservers/" + refused}, .times = 100});
    const Result<RebindPlan> plan = bench.plan(production, usual);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const auto kindOf = [&plan](const QString &name) {
        for (const PlannedNode &node : plan->nodes)
            if (node.name == name)
                return node.kind;
        return PlannedNode::ToWrite;
    };
    QCOMPARE(kindOf(u"core-2"_s), PlannedNode::NotNow);
    QCOMPARE(kindOf(u"core-3"_s), PlannedNode::NotNow);
    QCOMPARE(kindOf(u"core-4"_s), PlannedNode::AlreadyBound);
    QCOMPARE(kindOf(u"core-5"_s), PlannedNode::Unreadable);
    QVERIFY(kindOf(u"core-1"_s) == PlannedNode::BareMetal || kindOf(u"core-1"_s) == PlannedNode::Unreadable); // ECS shows no single one
    QCOMPARE(plan->count(PlannedNode::ToWrite), static_cast<int>(plan->nodes.size()) - 5);
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    QVERIFY(outcome);
    QCOMPARE(static_cast<int>(outcome->nodes.size()), plan->count(PlannedNode::ToWrite));
    QVERIFY(outcome->isComplete());
}

void RebindTest::whatIsInTheWayIsRefused_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("scale");
    QTest::addColumn<bool>("task");
    QTest::addRow("starting") << u"starting"_s << QString() << false;
    QTest::addRow("scaling out") << u"scaling-out"_s << QString() << false;
    QTest::addRow("scale set") << u"running"_s << u"scaling_up_first"_s << false;
    QTest::addRow("frozen") << u"frozen"_s << QString() << false;
    QTest::addRow("terminated") << u"terminated"_s << QString() << false;
    QTest::addRow("a word nobody knows") << u"hibernating"_s << QString() << false;
    QTest::addRow("the console is at it") << u"running"_s << QString() << true;
}

void RebindTest::whatIsInTheWayIsRefused()
{
    QFETCH(QString, state);
    QFETCH(QString, scale);
    QFETCH(bool, task);
    RebindBench bench(u"agency-unbound"_s);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    QVERIFY(plan);
    bench.cloud->withWorld([&](sim::World &world) {
        sim::Cluster &cluster = *world.fleet.cluster(plan->cluster.id);
        cluster.state = state;
        cluster.scale = scale;
        if (task)
            cluster.agencyTask = u"running"_s;
    });
    const Result<RebindPlan> again = bench.plan(production, usual);
    QVERIFY(!again);
    QCOMPARE(again.error().fault, Fault::Conflict);
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault, Fault::Conflict);
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), 0);
    QVERIFY(bench.entries().empty());
}

void RebindTest::aStalePreviewIsRefused()
{
    RebindBench bench(u"agency-unbound"_s);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    bench.withNode(production, u"task-3"_s, [](sim::World &world, sim::Server &server) { sim::bindAgency(world, server, u"mrs_ecs_obs"_s); });
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault, Fault::Conflict);
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), 0);
}

void RebindTest::busyAnswersAreTriedAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("afterCommit");
    for (const int status : {409, 429, 500, 502, 503, 504})
        for (const bool afterCommit : {false, true})
            QTest::addRow("%d %s", status, afterCommit ? "after" : "before") << status << afterCommit;
}

void RebindTest::busyAnswersAreTriedAgain()
{
    QFETCH(int, status);
    QFETCH(bool, afterCommit);
    RebindBench bench(u"agency-unbound"_s);
    bench.cloud->failNext({.status = status, .matching = {.method = "POST", .path = bench.metadataPath()}, .afterCommit = afterCommit, .times = 3});
    const Result<RebindOutcome> outcome = bench.bind(small, u"mrs_ecs_obs"_s);
    QVERIFY(outcome);
    QVERIFY(outcome->isComplete());
    QCOMPARE(outcome->nodes.size(), std::size_t(6));
    QCOMPARE(bench.verdictOf(small).agencies, QStringList{u"mrs_ecs_obs"_s});
    const auto entries = bench.entries();
    QCOMPARE(entries.size(), outcome->nodes.size()); // one line for each node, however many tries
}

void RebindTest::throttlingWaitsAsLongAsItIsTold()
{
    const auto clock = std::make_shared<ManualClock>(Instant(std::chrono::sys_days(std::chrono::year(2026) / 6 / 9) + 12h));
    RebindBench bench(u"agency-unbound"_s, clock);
    bench.cloud->failNext({.status = 429, .matching = {.method = "POST", .path = bench.metadataPath()}, .headers = {{"Retry-After", "40"}}});
    const Result<RebindPlan> plan = bench.plan(small, u"mrs_ecs_obs"_s);
    QVERIFY(plan);
    RebindDesk desk = bench.rebindDesk();
    desk.lanes = 1;
    const auto outcome = pending(rebind(desk, *plan, {}));
    QTRY_COMPARE(bench.cloud->count("POST", bench.metadataPath()), 1);
    clock->advance(39s);
    QTest::qWait(50); // nothing may happen
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), 1);
    clock->advance(2s);
    QVERIFY(settle(outcome)->isComplete());
}

void RebindTest::aLostAnswerIsReadBack()
{
    RebindBench bench(u"agency-unbound"_s);
    const CallFilter writes{.method = "POST", .path = bench.metadataPath()};
    bench.network->failNext(SimulatedNetwork::LineFault::CloseAfterCommit, writes);
    bench.network->failNext(SimulatedNetwork::LineFault::CloseBeforeCommit, writes);
    const Result<RebindOutcome> outcome = bench.bind(production, usual);
    QVERIFY(outcome);
    QCOMPARE(outcome->count(NodeStep::Unconfirmed), 1); // the second: it may yet be done
    QCOMPARE(outcome->count(NodeStep::Bound), static_cast<int>(outcome->nodes.size()) - 1);
    QVERIFY(!outcome->isComplete());
    QCOMPARE(bench.newest().toRestore(), static_cast<int>(outcome->nodes.size())); // it counts as ours
    const auto entries = bench.entries();
    QCOMPARE(std::count_if(entries.begin(), entries.end(), [](const JournalRecord &entry) { return entry.outcome->kind == JournalOutcome::Unconfirmed; }), 1);
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QCOMPARE(bench.verdictOf(production).kind, BindingVerdict::NotBound);
}

void RebindTest::aNodeThatStaysLockedIsNamed()
{
    RebindBench bench(u"agency-unbound"_s);
    QString locked;
    bench.withNode(production, u"core-7"_s, [&](sim::World &, sim::Server &server) { locked = server.id; });
    bench.cloud->failNext({.status = 409,
                           .matching = {.method = "POST", .path = "/v1/" + bench.project() + "/cloudservers/" + locked.toLatin1() + "/metadata"},
                           .times = 100});
    const Result<RebindOutcome> outcome = bench.bind(production, usual);
    QVERIFY(outcome);
    QCOMPARE(outcome->count(NodeStep::Failed), 1);
    QCOMPARE(outcome->count(NodeStep::Bound), static_cast<int>(outcome->nodes.size()) - 1); // the others went on
    for (const NodeStep &step : outcome->nodes) {
        if (step.state != NodeStep::Failed)
            continue;
        QCOMPARE(step.name, u"core-7"_s);
        QCOMPARE(step.error.fault, Fault::Conflict);
    }
    QCOMPARE(bench.newest().toRestore(), static_cast<int>(outcome->nodes.size()) - 1);
    QCOMPARE(bench.verdictOf(production).kind, BindingVerdict::PartlyBound);
}

void RebindTest::whoMayNotWriteStopsAtOnce()
{
    RebindBench bench(u"agency-unbound"_s);
    bench.cloud->failNext({.status = 403, .matching = {.method = "POST", .path = bench.metadataPath()}, .times = 1000});
    const Result<RebindOutcome> outcome = bench.bind(production, usual);
    QVERIFY(outcome);
    QVERIFY(outcome->stoppedBy);
    QCOMPARE(outcome->stoppedBy->fault, Fault::Forbidden);
    QVERIFY(bench.cloud->count("POST", bench.metadataPath()) <= 5); // those that were under way
    QCOMPARE(outcome->count(NodeStep::Bound), 0);
    QVERIFY(outcome->count(NodeStep::NotSent) >= static_cast<int>(outcome->nodes.size()) - 5);
    QCOMPARE(bench.newest().toRestore(), 0);
}

void RebindTest::aTokenThatDiesHalfWayIsRenewed()
{
    RebindBench bench(u"agency-unbound"_s);
    int writes = 0;
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "POST" && call.target.endsWith("/metadata") && ++writes == 10)
            bench.cloud->expireTokens();
    });
    const Result<RebindOutcome> outcome = bench.bind(production, usual);
    bench.cloud->setBeforeAnswer({});
    QVERIFY(outcome);
    QVERIFY(outcome->isComplete());
    QCOMPARE(bench.verdictOf(production).kind, BindingVerdict::Bound);
}

void RebindTest::aSessionThatEndsHalfWayStops()
{
    RebindBench bench(u"agency-unbound"_s);
    int writes = 0;
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "POST" && call.target.endsWith("/metadata") && ++writes == 10) {
            bench.cloud->withWorld([](sim::World &world) {
                world.user(u"ops-admin"_s, world.accounts().front().id)->password = u"another-password"_s;
                world.expireTokens();
            });
        }
    });
    const Result<RebindOutcome> outcome = bench.bind(production, usual);
    bench.cloud->setBeforeAnswer({});
    QVERIFY(outcome);
    QVERIFY(outcome->stoppedBy);
    QCOMPARE(outcome->stoppedBy->fault, Fault::Unauthorized);
    QVERIFY(outcome->count(NodeStep::NotSent) > 0);
    QVERIFY(outcome->count(NodeStep::Bound) > 0);
    QCOMPARE(bench.cloud->count("POST", "/v3/auth/tokens"), 1); // the password is not tried twice
    // After signing in again everything can be given back.
    bench.cloud->withWorld([](sim::World &world) {
        world.user(u"ops-admin"_s, world.accounts().front().id)->password = u"example-password"_s;
    });
    bench.signIn(u"ops-admin"_s);
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QCOMPARE(bench.verdictOf(production).kind, BindingVerdict::NotBound);
}

void RebindTest::aStopEndsAfterTheNodesUnderWay()
{
    RebindBench bench(u"agency-unbound"_s);
    std::stop_source stop;
    int bound = 0;
    const auto onStep = [&](const NodeStep &step) {
        if (step.state == NodeStep::Bound && ++bound == 3)
            stop.request_stop();
    };
    const Result<RebindPlan> plan = bench.plan(production, usual);
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, onStep, stop.get_token()));
    QVERIFY(outcome);
    QVERIFY(outcome->count(NodeStep::NotSent) > 0);
    QVERIFY(outcome->stoppedBy);
    QCOMPARE(outcome->stoppedBy->fault, Fault::Cancelled);
    for (const NodeStep &step : outcome->nodes)
        QVERIFY(step.isOver());
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QCOMPARE(bench.verdictOf(production).kind, BindingVerdict::NotBound);
}

void RebindTest::undoGivesEverythingBack()
{
    RebindBench bench(u"agency-partial"_s); // some have another agency, some have none
    const auto before = bench.metadataOf(production);
    QVERIFY(bench.bind(production, u"mrs_ecs_obs"_s)->isComplete());
    QVERIFY(bench.metadataOf(production) != before);
    bench.openFiles(); // also after another start
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone);
    QVERIFY(undone->isComplete());
    QVERIFY(undone->isUndo);
    QCOMPARE(undone->count(NodeStep::Restored), static_cast<int>(before.size()));
    QVERIFY(bench.metadataOf(production) == before);
    QCOMPARE(bench.newest().state, RebindRecord::Undone);
    QCOMPARE(bench.newest().toRestore(), 0);
    const auto entries = bench.entries();
    QCOMPARE(std::count_if(entries.begin(), entries.end(), [](const JournalRecord &entry) {
                 return entry.entry.action == "agency.restore"_L1 && entry.outcome && entry.outcome->kind == JournalOutcome::Succeeded;
             }),
             static_cast<qsizetype>(before.size()));
}

void RebindTest::undoLeavesAloneWhatSomebodyElseChanged()
{
    RebindBench bench(u"agency-unbound"_s);
    QVERIFY(bench.bind(production, u"mrs_ecs_obs"_s));
    bench.withNode(production, u"core-3"_s, [](sim::World &world, sim::Server &server) { sim::bindAgency(world, server, usual); });
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QCOMPARE(undone->count(NodeStep::LeftAlone), 1);
    bench.withNode(production, u"core-3"_s, [](sim::World &, sim::Server &server) { QCOMPARE(server.agencyName(), usual); });
}

void RebindTest::undoOfANodeThatIsGone()
{
    RebindBench bench(u"agency-unbound"_s);
    QVERIFY(bench.bind(small, u"mrs_ecs_obs"_s));
    QString gone;
    bench.withNode(small, u"core-1"_s, [&](sim::World &, sim::Server &server) { gone = server.id; });
    bench.cloud->failNext({.status = 404,
                           .body = R"({"itemNotFound":{"code":404,"message":"Instance could not be found"}})",
                           .matching = {.method = "GET", .path = "/v1/" + bench.project() + "/cloudservers/" + gone.toLatin1()},
                           .times = 100});
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY2(undone, undone ? "" : qPrintable(undone.error().detail));
    for (const NodeStep &step : undone->nodes)
        QVERIFY2(step.state == NodeStep::Restored || step.state == NodeStep::LeftAlone, qPrintable(step.name + step.error.detail));
    QVERIFY(undone->isComplete());
    QCOMPARE(undone->count(NodeStep::LeftAlone), 1);
    QCOMPARE(bench.newest().state, RebindRecord::Undone);
}

void RebindTest::undoWithTheRightToWriteAlone_data()
{
    QTest::addColumn<int>("status"); // of the call that takes the key away
    for (const int status : {403, 404, 405, 501})
        QTest::addRow("%d", status) << status;
}

void RebindTest::undoWithTheRightToWriteAlone()
{
    QFETCH(int, status);
    RebindBench bench(u"agency-unbound"_s);
    QVERIFY(bench.bind(production, usual));
    bench.cloud->failNext({.status = status, .body = R"({"forbidden":{"code":403,"message":"not allowed"}})",
                           .matching = {.method = "DELETE", .path = "/v2.1/" + bench.project() + "/servers/*"}, .times = 1000});
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QCOMPARE(bench.verdictOf(production).kind, BindingVerdict::NotBound);
}

void RebindTest::undoThatFailsCanBeRepeated()
{
    RebindBench bench(u"agency-unbound"_s);
    const auto before = bench.metadataOf(production);
    QVERIFY(bench.bind(production, usual));
    bench.cloud->failNext({.status = 400, .body = R"({"error":{"code":"Ecs.0005","message":"no"}})",
                           .matching = {.method = "DELETE", .path = "/v2.1/" + bench.project() + "/servers/*"}, .times = 3});
    const Result<RebindOutcome> first = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(first);
    QVERIFY(!first->isComplete());
    QCOMPARE(first->count(NodeStep::Failed), 3);
    QCOMPARE(bench.newest().toRestore(), 3);
    const Result<RebindOutcome> second = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(second && second->isComplete());
    QCOMPARE(second->nodes.size(), std::size_t(3));
    QVERIFY(bench.metadataOf(production) == before);
}

// As the page advises after a partial success: preview again, write to the rest; the undo is of both.
void RebindTest::theRestIsWrittenAndAllIsGivenBack()
{
    RebindBench bench(u"agency-partial"_s);
    const auto before = bench.metadataOf(production);
    bench.cloud->failNext({.status = 400, .body = R"({"error":{"code":"Ecs.0005","message":"no"}})",
                           .matching = {.method = "POST", .path = bench.metadataPath()}, .times = 3});
    const Result<RebindOutcome> first = bench.bind(production, u"mrs_ecs_obs"_s);
    QVERIFY(first);
    QCOMPARE(first->count(NodeStep::Failed), 3);
    const Result<RebindOutcome> rest = bench.bind(production, u"mrs_ecs_obs"_s);
    QVERIFY(rest && rest->isComplete());
    QCOMPARE(rest->nodes.size(), std::size_t(3));
    QCOMPARE(bench.newest().toRestore(), 40);
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QVERIFY(bench.metadataOf(production) == before);
    // After that a new one of the same agency takes nothing over.
    QVERIFY(bench.bind(production, u"mrs_ecs_obs"_s)->isComplete());
    QVERIFY(settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}))->isComplete());
    QVERIFY(bench.metadataOf(production) == before);
}

// A gateway gave up on it after it was done; then nothing is to be reached for a while, not even to read it back.
void RebindTest::anEarlierTryThatMayHaveActedIsNotForgotten()
{
    RebindBench bench(u"agency-unbound"_s);
    const auto before = bench.metadataOf(small);
    const Result<RebindPlan> plan = bench.plan(small, u"mrs_ecs_obs"_s);
    QVERIFY(plan);
    const QByteArray id = plan->nodes.front().node.serverId.toLatin1();
    const CallFilter write{.method = "POST", .path = "/v1/" + bench.project() + "/cloudservers/" + id + "/metadata"};
    bench.cloud->failNext({.status = 504, .matching = write, .afterCommit = true});
    bench.cloud->failNext({.status = 409, .body = R"({"conflictingRequest":{"code":409,"message":"locked"}})", .matching = write, .times = 10});
    const CallFilter read{.method = "GET", .path = "/v1/" + bench.project() + "/cloudservers/" + id};
    bool isWritten = false;
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "POST" && call.target.contains(id) && !std::exchange(isWritten, true))
            bench.cloud->failNext({.status = 403, .matching = read, .times = 20});
    });
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    bench.cloud->setBeforeAnswer({});
    bench.cloud->clearFailures();
    QVERIFY(outcome);
    QCOMPARE(outcome->count(NodeStep::Unconfirmed), 1);
    QCOMPARE(outcome->count(NodeStep::Failed), 0);
    QCOMPARE(bench.newest().toRestore(), static_cast<int>(outcome->nodes.size()));
    QVERIFY(settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}))->isComplete());
    QVERIFY(bench.metadataOf(small) == before);
}

void RebindTest::anUndoThatCannotBeginChangesNothing()
{
    RebindBench bench(u"agency-unbound"_s);
    QVERIFY(bench.bind(small, u"mrs_ecs_obs"_s));
    const auto setScale = [&bench](const QString &scale) {
        const QString id = bench.clusterId(small);
        bench.cloud->withWorld([&](sim::World &world) { world.fleet.cluster(id)->scale = scale; });
    };
    setScale(u"scaling-out"_s);
    QCOMPARE(settle(undoRebind(bench.rebindDesk(), bench.newest().id, {})).error().fault, Fault::Conflict);
    QCOMPARE(bench.newest().state, RebindRecord::Finished); // nobody has to decide on anything
    QVERIFY(!bench.newest().wantsDecision());
    setScale({});
    QVERIFY(settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}))->isComplete());
}

void RebindTest::whatComesInTheWayInTheMiddleStops_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("scale");
    QTest::addColumn<QString>("task");
    QTest::addColumn<bool>("refusesTask");
    QTest::addRow("scaling out") << u"scaling-out"_s << QString() << QString() << false;
    QTest::addRow("scale set") << u"running"_s << u"scaling-in"_s << QString() << false;
    QTest::addRow("frozen") << u"frozen"_s << QString() << QString() << false;
    QTest::addRow("the console is at it") << u"running"_s << QString() << u"running"_s << false;
    QTest::addRow("MRS.0212") << u"running"_s << QString() << QString() << true;
}

void RebindTest::whatComesInTheWayInTheMiddleStops()
{
    QFETCH(QString, state);
    QFETCH(QString, scale);
    QFETCH(QString, task);
    QFETCH(bool, refusesTask);
    const auto clock = std::make_shared<SkippingClock>();
    RebindBench bench(u"agency-unbound"_s, clock);
    const auto before = bench.metadataOf(production);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    atWrite(bench, 7, [&] {
        setState(bench, state, scale, task);
        if (refusesTask)
            bench.cloud->failNext({.status = 500, .body = R"({"error_code":"MRS.0212","error_msg":"Updating ECS agency task is running."})",
                                   .matching = {.method = "GET", .path = "/v1/" + bench.project() + "/clusters/*"}, .times = 99});
        clock->skip(11s);
    });
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    bench.cloud->setBeforeAnswer({});
    bench.cloud->clearFailures();
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QVERIFY(outcome->stoppedBy);
    QCOMPARE(outcome->stoppedBy->fault, Fault::Conflict);
    QVERIFY(outcome->stoppedBy->detail.contains(production));
    const int all = static_cast<int>(outcome->nodes.size());
    const int bound = outcome->count(NodeStep::Bound);
    const int sent = all - outcome->count(NodeStep::NotSent);
    QVERIFY2(sent >= 7 && sent <= 11, qPrintable(QString::number(sent))); // that one and those that were under way
    QCOMPARE(bound + outcome->count(NodeStep::Failed), sent); // the console's own work locks them
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), sent);
    QCOMPARE(static_cast<int>(bench.entries().size()), sent);
    for (const NodeStep &step : outcome->nodes)
        if (step.state == NodeStep::NotSent)
            QCOMPARE(step.error.detail, outcome->stoppedBy->detail);
    // It is on the disk, nobody has to decide, and what is in the way is in the way of the undo, too.
    QCOMPARE(bench.newest().state, RebindRecord::Finished);
    QCOMPARE(bench.newest().toRestore(), bound);
    clock->skip(11s);
    if (!refusesTask)
        QCOMPARE(settle(undoRebind(bench.rebindDesk(), bench.newest().id, {})).error().fault, Fault::Conflict);
    setState(bench, u"running"_s);
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QVERIFY(bench.metadataOf(production) == before);
}

void RebindTest::aStateThatCannotBeReadInTheMiddleStops_data()
{
    QTest::addColumn<int>("status"); // 0: no answer
    QTest::addColumn<Fault>("fault");
    QTest::addRow("forbidden") << 403 << Fault::Forbidden;
    QTest::addRow("an error of MRS") << 500 << Fault::ServerFailure;
    QTest::addRow("no answer") << 0 << Fault::TimedOut;
}

void RebindTest::aStateThatCannotBeReadInTheMiddleStops()
{
    QFETCH(int, status);
    QFETCH(Fault, fault);
    const auto clock = std::make_shared<SkippingClock>();
    RebindBench bench(u"agency-unbound"_s, clock);
    const auto before = bench.metadataOf(production);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    const CallFilter read{.method = "GET", .path = clusterPath(bench)};
    atWrite(bench, 7, [&] {
        if (status == 0)
            bench.network->failNext(SimulatedNetwork::LineFault::NeverAnswer, read);
        else
            bench.cloud->failNext({.status = status, .matching = read, .times = 99});
        clock->skip(11s);
    });
    const auto running = pending(rebind(bench.rebindDesk(), *plan, {}));
    if (status == 0) {
        QTRY_VERIFY(bench.cloud->count("POST", bench.metadataPath()) >= 7);
        QTest::qWait(100);
        QVERIFY(!running->has_value());
        clock->skip(30s);
    }
    const Result<RebindOutcome> outcome = settle(running);
    bench.cloud->setBeforeAnswer({});
    bench.cloud->clearFailures();
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QVERIFY(outcome->stoppedBy);
    QCOMPARE(outcome->stoppedBy->fault, fault);
    const int bound = outcome->count(NodeStep::Bound);
    QVERIFY(bound >= 7 && bound <= 11);
    QCOMPARE(outcome->count(NodeStep::NotSent), static_cast<int>(outcome->nodes.size()) - bound);
    for (const NodeStep &step : outcome->nodes)
        if (step.state == NodeStep::NotSent)
            QCOMPARE(step.error.fault, fault);
    QCOMPARE(bench.newest().toRestore(), bound);
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    QVERIFY(undone && undone->isComplete());
    QVERIFY(bench.metadataOf(production) == before);
}

// Not one more call for each node.
void RebindTest::theStateIsReadOnceForAllLanes()
{
    const auto clock = std::make_shared<SkippingClock>();
    RebindBench bench(u"agency-unbound"_s, clock);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    bench.cloud->forgetCalls();
    QVERIFY(settle(rebind(bench.rebindDesk(), *plan, {}))->isComplete());
    const int usually = bench.cloud->count("GET", clusterPath(bench)); // with its own look at the plan
    QVERIFY2(usually <= 2, qPrintable(QString::number(usually)));
    bench.cloud->forgetCalls();
    atWrite(bench, 7, [&] { clock->skip(11s); });
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    bench.cloud->setBeforeAnswer({});
    QVERIFY(undone && undone->isComplete());
    QCOMPARE(bench.cloud->count("GET", clusterPath(bench)), 2); // at the beginning, and once when that was too old
}

void RebindTest::theStateIsReadAgainAfterSleep_data()
{
    QTest::addColumn<bool>("isSetBack");
    QTest::addRow("the computer slept") << false;
    QTest::addRow("the clock was set back") << true;
}

// A clock that stands still while the computer sleeps is not to make an old answer a new one.
void RebindTest::theStateIsReadAgainAfterSleep()
{
    QFETCH(bool, isSetBack);
    const auto clock = std::make_shared<SkippingClock>();
    RebindBench bench(u"agency-unbound"_s, clock);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    atWrite(bench, 7, [&] {
        setState(bench, u"scaling-in"_s);
        if (isSetBack)
            clock->setBack(1min);
        else
            clock->sleepComputer(1min);
    });
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    QVERIFY(outcome && outcome->stoppedBy);
    QVERIFY(outcome->count(NodeStep::Bound) <= 11);
    QVERIFY(outcome->count(NodeStep::NotSent) > 0);
}

void RebindTest::aBusyNodeIsNotTriedAgainOnceTheClusterScales()
{
    const auto clock = std::make_shared<SkippingClock>();
    RebindBench bench(u"agency-unbound"_s, clock);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    const QByteArray busy = plan->nodes.front().node.serverId.toLatin1();
    const CallFilter write{.method = "POST", .path = "/v1/" + bench.project() + "/cloudservers/" + busy + "/metadata"};
    bench.cloud->failNext({.status = 409, .body = R"({"conflictingRequest":{"code":409,"message":"locked"}})", .matching = write, .times = 2});
    bool isFirst = true;
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method != "POST" || !call.target.contains(busy) || !std::exchange(isFirst, false))
            return;
        setState(bench, u"scaling-out"_s);
        clock->skip(11s);
    });
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    QVERIFY(outcome && outcome->stoppedBy);
    QCOMPARE(bench.cloud->count("POST", write.path), 1);
    QCOMPARE(outcome->count(NodeStep::Failed), 1); // read back: it has what it had
    QCOMPARE(bench.newest().toRestore(), outcome->count(NodeStep::Bound));
}

void RebindTest::anUndoThatIsStoppedByAScalingGoesOnAfterIt()
{
    const auto clock = std::make_shared<SkippingClock>();
    RebindBench bench(u"agency-unbound"_s, clock);
    const auto before = bench.metadataOf(production);
    QVERIFY(bench.bind(production, usual)->isComplete());
    atWrite(bench, 7, [&] {
        setState(bench, u"running"_s, u"scaling-out"_s);
        clock->skip(11s);
    });
    const Result<RebindOutcome> cut = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
    bench.cloud->setBeforeAnswer({});
    QVERIFY(cut && cut->stoppedBy && !cut->isComplete());
    QCOMPARE(cut->stoppedBy->fault, Fault::Conflict);
    const int left = cut->count(NodeStep::NotSent);
    QVERIFY(left > 0 && cut->count(NodeStep::Restored) >= 7);
    QCOMPARE(bench.newest().toRestore(), left);
    setState(bench, u"running"_s);
    const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {})); // at once
    QVERIFY(undone && undone->isComplete());
    QCOMPARE(static_cast<int>(undone->nodes.size()), left);
    QVERIFY(bench.metadataOf(production) == before);
}

void RebindTest::aStopDoesNotWaitForTheState()
{
    const auto clock = std::make_shared<SkippingClock>();
    RebindBench bench(u"agency-unbound"_s, clock);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    atWrite(bench, 7, [&] {
        bench.network->failNext(SimulatedNetwork::LineFault::NeverAnswer, {.method = "GET", .path = clusterPath(bench)});
        clock->skip(11s);
    });
    std::stop_source stop;
    const auto running = pending(rebind(bench.rebindDesk(), *plan, {}, stop.get_token()));
    QTRY_VERIFY(bench.cloud->count("POST", bench.metadataPath()) >= 7);
    QTest::qWait(300); // what is under way ends
    const int sent = bench.cloud->count("POST", bench.metadataPath());
    QTest::qWait(100);
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), sent); // all wait
    stop.request_stop();
    const Result<RebindOutcome> outcome = settle(running, 5s);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QCOMPARE(outcome->stoppedBy->fault, Fault::Cancelled);
    QVERIFY(outcome->count(NodeStep::NotSent) > 0);
    clock->skip(1min); // what still asks ends
    QTest::qWait(20);
}

void RebindTest::anAgencyThatIsGoneIsNotWritten()
{
    RebindBench bench(u"agency-unbound"_s);
    const Result<RebindPlan> plan = bench.plan(small, u"mrs_ecs_obs"_s);
    QVERIFY(plan);
    bench.cloud->withWorld([](sim::World &world) {
        QString id;
        for (const sim::Agency &agency : world.agencies.all())
            if (agency.name == "mrs_ecs_obs"_L1)
                id = agency.id;
        world.agencies.remove(id);
    });
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, {}));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault, Fault::Conflict);
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), 0);
    QVERIFY(bench.entries().empty());
}

void RebindTest::keptOnlyWhileNothingRuns()
{
    RebindBench bench(u"agency-unbound"_s);
    const Result<RebindPlan> plan = bench.plan(small, u"mrs_ecs_obs"_s);
    const auto running = pending(rebind(bench.rebindDesk(), *plan, {}));
    QTRY_VERIFY(bench.cloud->count("POST", bench.metadataPath()) > 0);
    QCOMPARE(settle(bench.records->keep(bench.newest().id)).error().fault, Fault::Conflict);
    QVERIFY(settle(running)->isComplete());
    QVERIFY(settle(bench.records->keep(bench.newest().id)));
    QCOMPARE(bench.newest().state, RebindRecord::Kept);
    QCOMPARE(settle(bench.records->keep(4711)).error().fault, Fault::NotFound);
}

void RebindTest::twoAtOnceAreRefused()
{
    RebindBench bench(u"agency-unbound"_s);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    const auto first = pending(rebind(bench.rebindDesk(), *plan, {}));
    RebindDesk other = bench.rebindDesk();
    other.records = std::make_shared<RebindRecords>(bench.folder.filePath(u"rebinds.sqlite"_s), bench.clock); // a second window
    QTRY_VERIFY(bench.cloud->count("POST", bench.metadataPath()) > 0);
    RebindPlan stale = *plan;
    const Result<RebindOutcome> second = settle(rebind(other, stale, {}));
    QVERIFY(!second);
    QCOMPARE(second.error().fault, Fault::Conflict);
    QVERIFY(settle(first)->isComplete());
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), static_cast<int>(plan->nodes.size())); // none of the second
}

void RebindTest::anEndThatCannotBeWrittenIsDecidedOnAtOnce_data()
{
    QTest::addColumn<QString>("decision");
    for (const QString &decision : {u"undo"_s, u"go on"_s, u"keep"_s})
        QTest::addRow("%s", qPrintable(decision)) << decision;
}

// In the same run of the program: nobody is at it any more, whatever the file says.
void RebindTest::anEndThatCannotBeWrittenIsDecidedOnAtOnce()
{
    QFETCH(QString, decision);
    RebindBench bench(u"agency-unbound"_s);
    const auto before = bench.metadataOf(small);
    const Result<RebindPlan> plan = bench.plan(small, u"mrs_ecs_obs"_s);
    const QString file = bench.folder.filePath(u"rebinds.sqlite"_s);
    int bound = 0;
    const auto onStep = [&](const NodeStep &step) {
        if (step.state == NodeStep::Bound && ++bound == 6)
            QVERIFY(changeFile(file, u"CREATE TRIGGER full BEFORE UPDATE ON rebind BEGIN SELECT RAISE(FAIL, 'the disk is full'); END"_s));
    };
    const Result<RebindOutcome> outcome = settle(rebind(bench.rebindDesk(), *plan, onStep));
    QVERIFY(outcome && outcome->isComplete());
    QVERIFY(outcome->stoppedBy);
    QCOMPARE(outcome->stoppedBy->fault, Fault::Storage);
    QCOMPARE(bench.newest().state, RebindRecord::Running);
    QVERIFY(bench.newest().isCutShort);
    QVERIFY(bench.newest().wantsDecision());
    QCOMPARE(bench.newest().toRestore(), 6);
    QCOMPARE(settle(rebind(bench.rebindDesk(), *plan, {})).error().fault, Fault::Conflict); // nothing is forgotten by another one
    QCOMPARE(settle(undoRebind(bench.rebindDesk(), bench.newest().id, {})).error().fault, Fault::Storage);
    QVERIFY(bench.newest().wantsDecision()); // still
    QVERIFY(changeFile(file, u"DROP TRIGGER full"_s));
    if (decision == u"undo"_s) {
        const Result<RebindOutcome> undone = settle(undoRebind(bench.rebindDesk(), bench.newest().id, {}));
        QVERIFY(undone && undone->isComplete());
        QVERIFY(bench.metadataOf(small) == before);
        QCOMPARE(bench.newest().state, RebindRecord::Undone);
    } else if (decision == u"go on"_s) {
        const Result<RebindOutcome> rest = settle(resumeRebind(bench.rebindDesk(), bench.newest().id, {}));
        QVERIFY(rest && rest->isComplete());
        QCOMPARE(bench.newest().state, RebindRecord::Finished);
        QCOMPARE(bench.newest().toRestore(), 6);
    } else {
        QVERIFY(settle(bench.records->keep(bench.newest().id)));
        QCOMPARE(bench.newest().state, RebindRecord::Kept);
    }
    QVERIFY(!bench.newest().wantsDecision());
}

// While it runs, neither here nor for another window of the same file.
void RebindTest::whatAnotherWindowIsAtIsNotCutShort()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindRecords other(bench.folder.filePath(u"rebinds.sqlite"_s), bench.clock);
    const Result<RebindPlan> plan = bench.plan(small, u"mrs_ecs_obs"_s);
    bench.network->failNext(SimulatedNetwork::LineFault::NeverAnswer, {.method = "POST", .path = bench.metadataPath()}); // it goes on until then
    std::stop_source stop;
    const auto running = pending(rebind(bench.rebindDesk(), *plan, {}, stop.get_token()));
    QTRY_VERIFY(bench.cloud->count("POST", bench.metadataPath()) > 0);
    QVERIFY(!bench.newest().wantsDecision());
    const auto seen = settle(other.newest(bench.session->facts().accountId));
    QVERIFY(!running->has_value());
    QVERIFY(seen && seen->size() == 1);
    QCOMPARE(seen->front().state, RebindRecord::Running);
    QVERIFY(!seen->front().wantsDecision());
    QCOMPARE(settle(bench.records->resume(seen->front().id)).error().fault, Fault::Conflict);
    QVERIFY(!running->has_value());
    stop.request_stop();
    QVERIFY(settle(running));
    QVERIFY(settle(bench.records->resume(seen->front().id))); // now it may be
}

void RebindTest::withoutRecordsNothingIsSent()
{
    RebindBench bench(u"agency-unbound"_s);
    QFile file(bench.folder.filePath(u"broken.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no database, and long enough to be looked at as one. this is no database, and long enough to be seen.");
    file.close();
    RebindDesk desk = bench.rebindDesk();
    desk.records = std::make_shared<RebindRecords>(file.fileName(), bench.clock);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    const Result<RebindOutcome> outcome = settle(rebind(desk, *plan, {}));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault, Fault::Storage);
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()), 0);
    QVERIFY(bench.entries().empty());
}

void RebindTest::aReadOnlyProfileSendsNothing()
{
    RebindBench bench(u"agency-unbound"_s);
    const Result<RebindPlan> plan = bench.plan(production, usual);
    RebindDesk desk = bench.rebindDesk();
    desk.isReadOnly = true;
    bench.cloud->forgetCalls();
    QCOMPARE(settle(rebind(desk, *plan, {})).error().fault, Fault::Rejected);
    QCOMPARE(settle(undoRebind(desk, 1, {})).error().fault, Fault::Rejected);
    const auto created = settle(createAgency({.cloud = desk.cloud, .journal = desk.journal, .accountId = desk.accountId, .isReadOnly = true, .name = u"mrs_ecs_new"_s}));
    QCOMPARE(created.error().detail, settle(rebind(desk, *plan, {})).error().detail); // the same words
    QVERIFY(bench.entries().empty());
    QCOMPARE(bench.cloud->count(), 0);
}

} // namespace claviger

QTEST_MAIN(claviger::RebindTest)
#include "rebindtest.moc"
