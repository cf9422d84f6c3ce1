// SPDX-License-Identifier: Apache-2.0
// What the page "Manage agency" goes by: agencies to choose from, the watch of route A, preview, writing and undo of route B,
// and what an earlier run left half-done.
#include "app/agencies/bindingboard.h"
#include "app/agencies/candidatemodel.h"
#include "app/agencies/rebindboard.h"
#include "app/simulation/agencytask.h"
#include "tests/agencies/rebindbench.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::RebindBench;
using testing::settle;

namespace {

const auto production = u"mrs-analytics-prod"_s;
const auto usual = u"MRS_ECS_DEFAULT_AGENCY"_s;

// The wall clock stands; what waits is woken by the timer, a second at a time.
struct Hurry
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(Instant(std::chrono::sys_days(std::chrono::year(2026) / 6 / 9) + 12h));
    QTimer timer;

    Hurry()
    {
        QObject::connect(&timer, &QTimer::timeout, [this] {
            if (clock->sleepers() > 0)
                clock->advance(1s);
        });
        timer.start(1);
    }
};

} // namespace

class RebindBoardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agenciesToChooseFrom();
    void anOddAgencyIsNeverCalledFine_data();
    void anOddAgencyIsNeverCalledFine();
    void agenciesThatMayNotBeRead();
    void everyScenarioIsRepairedOnTheConsole_data();
    void everyScenarioIsRepairedOnTheConsole();
    void aWatchThatSeesNothingEnds();
    void aWatchIsNotOverBeforeAnythingChanged_data();
    void aWatchIsNotOverBeforeAnythingChanged();
    void aWatchPassesOverWhatFails();
    void aWatchCanBeStopped();
    void nodeByNodeAndBack();
    void anotherChoiceIsAnotherPreview();
    void whatWasCutShortComesFirst();
    void keptAsItIs();
    void anotherClusterWaitsForWhatRuns();
    void signedOutInTheMiddle();
    void destroyedInTheMiddle();
    void anAgencyIsCreated();
    void endsAreJudgedByTheCloudsClock();
    void anAgencyThatIsNotPermitted();
    void withoutAnotherAgencyForEcsNoneIsCreated();
    void whomIamDoesNotLetCreateIsTold_data();
    void whomIamDoesNotLetCreateIsTold();
    void whichNamesAnAgencyMayHave();

private:
    static ClusterReading readingOf(RebindBench &bench, const QString &cluster)
    {
        return RebindBench::of(settle(readBindings(bench.desk(), {})).value_or(BindingReadings()).clusters, cluster);
    }
    static void manage(RebindBoard &board, RebindBench &bench, const QString &cluster)
    {
        board.open(bench.rebindDesk(), bench.desk(), {});
        board.manage(readingOf(bench, cluster));
        QTRY_COMPARE(board.work(), RebindBoard::NoWork);
        QTRY_VERIFY(board.candidates() || board.error());
    }
};

void RebindBoardTest::agenciesToChooseFrom()
{
    RebindBench bench(u"agency-expired"_s);
    RebindBoard board;
    manage(board, bench, production);
    QVERIFY(board.candidates());
    QStringList names;
    for (const AgencyCandidate &candidate : board.candidates()->agencies) {
        QVERIFY2(candidate.lookup.agency.trustsEcs(), qPrintable(candidate.name() + candidate.lookup.agency.trustName + QString::number(candidate.lookup.condition) + candidate.lookup.error.detail));
        names.append(candidate.name());
        QCOMPARE(candidate.isMrsDefault(), candidate.name() == usual);
        if (candidate.name() == "mrs-obs-project"_L1)
            QCOMPARE(candidate.health, AgencyCandidate::Expired);
        else if (candidate.name() == usual || candidate.name() == "mrs_ecs_obs"_L1)
            QCOMPARE(candidate.health, AgencyCandidate::Fine);
    }
    QVERIFY(names.contains(usual));
    QCOMPARE(names.back(), u"mrs-obs-project"_s); // the worst comes last
    QVERIFY(board.candidates()->others > 0);
    QVERIFY(!board.chosen());
    board.choose(usual);
    QVERIFY(board.chosen());
    board.choose(u"no such agency"_s);
    QVERIFY(!board.chosen());
}

void RebindBoardTest::anOddAgencyIsNeverCalledFine_data()
{
    QTest::addColumn<QByteArray>("was");
    QTest::addColumn<QByteArray>("odd");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("mayBeBound");
    QTest::newRow("its end") << QByteArray(R"("expire_time":null)") << QByteArray(R"("expire_time":{})") << u"Its end could not be read"_s << true;
    QTest::newRow("whom it trusts") << QByteArray(R"("op_svc_ecs")") << QByteArray("{}") << u"Whom it trusts could not be read"_s << false;
    QTest::newRow("its id") << QByteArray(R"("id")") << QByteArray(R"("di")") << u"Not checked"_s << true;
}

void RebindBoardTest::anOddAgencyIsNeverCalledFine()
{
    QFETCH(QByteArray, was);
    QFETCH(QByteArray, odd);
    QFETCH(QString, text);
    QFETCH(bool, mayBeBound);
    RebindBench bench(u"agency-unbound"_s);
    const QString good = u"mrs_ecs_obs"_s;
    bench.changeAgencies([&](const sim::Agency &agency, QByteArray wire) { return agency.name == good ? wire.replace(was, odd) : wire; }, 99);
    RebindBoard board;
    manage(board, bench, production);
    QVERIFY(board.candidates());
    bool hasUsual = false;
    for (const AgencyCandidate &candidate : board.candidates()->agencies)
        hasUsual = hasUsual || (candidate.name() == usual && candidate.health == AgencyCandidate::Fine);
    QVERIFY(hasUsual);
    board.choose(good);
    QVERIFY(board.chosen());
    QCOMPARE(board.chosen()->health, AgencyCandidate::Unknown);
    QCOMPARE(board.chosen()->lookup.error.fault, Fault::Unreadable);
    QCOMPARE(CandidateModel::healthText(*board.chosen(), board.cloudNow()), text);
    // Whether it may be bound depends on what is not known of it.
    board.goBy(RebindBoard::NodeByNode);
    QTRY_VERIFY(board.plan());
    board.write();
    QTRY_VERIFY_WITH_TIMEOUT(!board.isWriting(), 30'000);
    QCOMPARE(board.outcome().has_value(), mayBeBound);
    if (!mayBeBound)
        QCOMPARE(board.error()->fault, Fault::Unreadable);
    QCOMPARE(bench.cloud->count("POST", bench.metadataPath()) > 0, mayBeBound);
}

void RebindBoardTest::agenciesThatMayNotBeRead()
{
    RebindBench bench(u"agency-unbound"_s);
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v3.0/OS-AGENCY/agencies*"}, .times = 10});
    RebindBoard board;
    manage(board, bench, production);
    QVERIFY(!board.candidates());
    QCOMPARE(board.failedWork(), RebindBoard::ReadingAgencies);
    QCOMPARE(board.error()->fault, Fault::Forbidden);
    board.goBy(RebindBoard::NodeByNode); // an agency that was not checked in IAM is not written to nodes
    QVERIFY(!board.plan());
    QVERIFY(!board.mayWrite());
    board.goBy(RebindBoard::Console); // but the console can be used
    QCOMPARE(board.work(), RebindBoard::Watching);
}

void RebindBoardTest::everyScenarioIsRepairedOnTheConsole_data()
{
    QTest::addColumn<QString>("scenario");
    for (const QString &id : sim::scenarioIds())
        QTest::addRow("%s", qPrintable(id)) << id;
}

// The task of the console writes node after node, and MRS's own record last.
void RebindBoardTest::everyScenarioIsRepairedOnTheConsole()
{
    QFETCH(QString, scenario);
    Hurry hurry;
    RebindBench bench(scenario, hurry.clock);
    const auto readings = settle(readBindings(bench.desk(), {}));
    QVERIFY(readings);
    int repaired = 0;
    for (const ClusterReading &reading : readings->clusters) {
        if (reading.verdict.isBound().value_or(true) && !reading.verdict.isBroken() && reading.verdict.kind != BindingVerdict::NoObsPermission)
            continue;
        RebindBoard board;
        manage(board, bench, reading.cluster.name);
        board.choose(u"mrs_ecs_obs"_s);
        board.goBy(RebindBoard::Console);
        QCOMPARE(board.work(), RebindBoard::Watching);
        QSignalSpy read(&board, &RebindBoard::clusterRead);
        QTRY_VERIFY(read.count() >= 1);
        QVERIFY(!board.isSeenBound());
        bench.cloud->withWorld([&](sim::World &world) {
            QVERIFY(!sim::startAgencyTask(world, *world.fleet.cluster(reading.cluster.id), u"mrs_ecs_obs"_s));
        });
        QTRY_COMPARE_WITH_TIMEOUT(board.work(), RebindBoard::NoWork, 20'000);
        QVERIFY(board.isSeenBound());
        QVERIFY(!board.error());
        QCOMPARE(board.reading().verdict.kind, BindingVerdict::Bound); // the record of MRS agrees, too
        QVERIFY(read.count() >= 2);
        ++repaired;
    }
    const QStringList fine{u"healthy"_s, u"ecs-down"_s, u"metadata-throttled"_s, u"flapping"_s};
    QCOMPARE(repaired > 0, !fine.contains(scenario));
}

void RebindBoardTest::aWatchThatSeesNothingEnds()
{
    Hurry hurry;
    RebindBench bench(u"agency-unbound"_s, hurry.clock);
    RebindBoard board;
    manage(board, bench, production);
    board.goBy(RebindBoard::Console);
    const Instant begun = hurry.clock->now();
    QTRY_COMPARE_WITH_TIMEOUT(board.work(), RebindBoard::NoWork, 20'000);
    QCOMPARE(board.error()->fault, Fault::TimedOut);
    QVERIFY(!board.isSeenBound());
    QVERIFY(hurry.clock->now() - begun >= watchFor);
    QVERIFY(hurry.clock->now() - begun < watchFor + 1min);
    board.goBy(RebindBoard::Console); // and once more
    QCOMPARE(board.work(), RebindBoard::Watching);
}

void RebindBoardTest::aWatchIsNotOverBeforeAnythingChanged_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::newRow("healthy") << u"healthy"_s;
    QTest::newRow("broken, but bound") << u"agency-deleted"_s;
    QTest::newRow("expired") << u"agency-expired"_s;
}

// Nothing is chosen, and every node names an agency already: only a change is what the person waits for.
void RebindBoardTest::aWatchIsNotOverBeforeAnythingChanged()
{
    QFETCH(QString, scenario);
    Hurry hurry;
    RebindBench bench(scenario, hurry.clock);
    RebindBoard board;
    manage(board, bench, production);
    board.goBy(RebindBoard::Console);
    QSignalSpy read(&board, &RebindBoard::clusterRead);
    QTRY_VERIFY(read.count() >= 3);
    QCOMPARE(board.work(), RebindBoard::Watching);
    const QString clusterId = bench.clusterId(production);
    bench.cloud->withWorld([&](sim::World &world) { QVERIFY(!sim::startAgencyTask(world, *world.fleet.cluster(clusterId), u"mrs_ecs_obs"_s)); });
    QTRY_VERIFY_WITH_TIMEOUT(board.isSeenBound(), 20'000);
    QCOMPARE(board.reading().verdict.agencies, QStringList{u"mrs_ecs_obs"_s});
}

void RebindBoardTest::aWatchPassesOverWhatFails()
{
    Hurry hurry;
    RebindBench bench(u"agency-unbound"_s, hurry.clock);
    RebindBoard board;
    manage(board, bench, production);
    board.choose(usual);
    bench.cloud->failNext({.status = 400, .matching = {.method = "GET", .path = "/v1.1/*"}, .times = 3});
    board.goBy(RebindBoard::Console);
    const QString clusterId = bench.clusterId(production);
    bench.cloud->withWorld([&](sim::World &world) { QVERIFY(!sim::startAgencyTask(world, *world.fleet.cluster(clusterId), usual)); });
    QTRY_VERIFY_WITH_TIMEOUT(board.isSeenBound(), 20'000);
}

void RebindBoardTest::aWatchCanBeStopped()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindBoard board;
    manage(board, bench, production);
    board.goBy(RebindBoard::Console);
    QCOMPARE(board.work(), RebindBoard::Watching);
    board.stop();
    QCOMPARE(board.work(), RebindBoard::NoWork);
    QVERIFY(!board.error());
    QCOMPARE(board.way(), RebindBoard::NoWay);
}

void RebindBoardTest::nodeByNodeAndBack()
{
    RebindBench bench(u"agency-partial"_s);
    const auto before = bench.metadataOf(production);
    RebindBoard board;
    manage(board, bench, production);
    board.choose(usual);
    board.goBy(RebindBoard::NodeByNode);
    QTRY_VERIFY(board.plan());
    QCOMPARE(board.plan()->count(PlannedNode::ToWrite), 4);
    QVERIFY(board.mayWrite());
    QVERIFY(!board.record());
    QSignalSpy read(&board, &RebindBoard::clusterRead);
    board.write();
    QVERIFY(board.isWriting());
    board.write(); // twice is once
    QTRY_VERIFY(board.outcome());
    QVERIFY(board.outcome()->isComplete());
    QCOMPARE(board.steps().size(), std::size_t(4));
    QTRY_COMPARE(read.count(), 1);
    QCOMPARE(board.reading().verdict.kind, BindingVerdict::Bound);
    QTRY_VERIFY(board.record());
    QCOMPARE(board.record()->toRestore(), 4);
    QVERIFY(board.undecided().empty());
    board.undo();
    QTRY_VERIFY(board.outcome() && board.outcome()->isUndo);
    QVERIFY(bench.metadataOf(production) == before);
    QTRY_VERIFY(!board.record());
    QTRY_COMPARE(board.reading().verdict.kind, BindingVerdict::PartlyBound);
}

void RebindBoardTest::anotherChoiceIsAnotherPreview()
{
    RebindBench bench(u"agency-partial"_s);
    RebindBoard board;
    manage(board, bench, production);
    board.choose(usual);
    board.goBy(RebindBoard::NodeByNode);
    QTRY_VERIFY(board.plan());
    board.choose(u"mrs_ecs_obs"_s);
    QVERIFY(!board.plan());
    QVERIFY(!board.mayWrite());
    QTRY_VERIFY(board.plan());
    QCOMPARE(board.plan()->agency, u"mrs_ecs_obs"_s);
    QCOMPARE(board.plan()->count(PlannedNode::ToWrite), static_cast<int>(board.plan()->nodes.size()));
}

void RebindBoardTest::whatWasCutShortComesFirst()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindRecord record{.userName = u"ops-admin"_s, .accountId = bench.session->facts().accountId, .projectId = bench.session->facts().projectId,
                        .clusterId = bench.clusterId(production), .clusterName = production, .agency = usual};
    bench.withNode(production, u"core-1"_s, [&](sim::World &world, sim::Server &server) {
        sim::bindAgency(world, server, usual);
        record.nodes = {{.serverId = server.id, .name = u"core-1"_s}};
    });
    const qint64 id = *settle(bench.records->begin(record));
    QVERIFY(settle(bench.records->note(id, record.nodes.front().serverId, RecordedNode::Sending)));
    QVERIFY(settle(bench.records->end(id, RebindRecord::Open)));
    RebindBoard board;
    QSignalSpy told(&board, &RebindBoard::undecidedChanged);
    board.open(bench.rebindDesk(), bench.desk(), {});
    QTRY_COMPARE(board.undecided().size(), std::size_t(1)); // before anybody opens the page
    QVERIFY(told.count() > 0);
    manage(board, bench, production);
    QTRY_VERIFY(board.record());
    QVERIFY(board.record()->wantsDecision());
    board.choose(usual);
    board.goBy(RebindBoard::NodeByNode);
    QTRY_VERIFY(board.plan());
    QCOMPARE(board.mayWrite().error().fault, Fault::Conflict);
    board.undo();
    QTRY_VERIFY(board.outcome());
    QTRY_VERIFY(board.undecided().empty());
    QTRY_COMPARE(board.reading().verdict.kind, BindingVerdict::NotBound);
}

void RebindBoardTest::keptAsItIs()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindRecord record{.accountId = bench.session->facts().accountId, .projectId = bench.session->facts().projectId,
                        .clusterId = bench.clusterId(production), .clusterName = production, .agency = usual};
    record.nodes = {{.serverId = u"some-server"_s, .name = u"core-1"_s}};
    const qint64 id = *settle(bench.records->begin(record));
    QVERIFY(settle(bench.records->end(id, RebindRecord::Open)));
    RebindBoard board;
    manage(board, bench, production);
    QTRY_VERIFY(board.record());
    board.keep();
    QTRY_VERIFY(!board.record());
    QVERIFY(board.undecided().empty());
    QVERIFY(bench.bind(production, usual)); // the way is free
}

void RebindBoardTest::anotherClusterWaitsForWhatRuns()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindBoard board;
    manage(board, bench, production);
    board.choose(usual);
    board.goBy(RebindBoard::NodeByNode);
    QTRY_VERIFY(board.plan());
    const ClusterReading other = readingOf(bench, u"mrs-adhoc-dev"_s);
    board.write();
    board.manage(other);
    QCOMPARE(board.reading().cluster.name, production);
    board.leave();
    QCOMPARE(board.reading().cluster.name, production); // it goes on, and can be come back to
    QVERIFY(board.isWriting());
    QTRY_VERIFY(board.outcome());
    board.leave();
    board.manage(other);
    QCOMPARE(board.reading().cluster.name, u"mrs-adhoc-dev"_s);
    QVERIFY(!board.outcome());
}

void RebindBoardTest::signedOutInTheMiddle()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindBoard board;
    manage(board, bench, production);
    board.choose(usual);
    board.goBy(RebindBoard::NodeByNode);
    QTRY_VERIFY(board.plan());
    board.write();
    QTRY_VERIFY(bench.cloud->count("POST", bench.metadataPath()) > 0);
    board.close();
    QCOMPARE(board.work(), RebindBoard::NoWork);
    QTRY_COMPARE(bench.newest().state, RebindRecord::Finished); // what was under way is noted
    const int written = bench.newest().toRestore();
    QVERIFY(written > 0 && written < 40);
    QCOMPARE(bench.verdictOf(production).bound, written);
}

void RebindBoardTest::destroyedInTheMiddle()
{
    RebindBench bench(u"agency-unbound"_s);
    {
        RebindBoard board;
        manage(board, bench, production);
        board.choose(usual);
        board.goBy(RebindBoard::NodeByNode);
        QTRY_VERIFY(board.plan());
        board.write();
        QTRY_VERIFY(bench.cloud->count("POST", bench.metadataPath()) > 0);
    }
    QTRY_COMPARE(bench.newest().state, RebindRecord::Finished);
    QCOMPARE(bench.verdictOf(production).bound, bench.newest().toRestore());
}

void RebindBoardTest::anAgencyIsCreated()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindBoard board;
    manage(board, bench, production);
    QVERIFY(board.mayTryCreation());
    QVERIFY(!board.mayCreate()); // not tried
    board.create(u"mrs_ecs_new"_s, {});
    QCOMPARE(board.work(), RebindBoard::NoWork);
    board.tryCreation();
    QCOMPARE(board.work(), RebindBoard::Trying);
    QTRY_VERIFY(board.wasTried() && board.work() == RebindBoard::NoWork);
    QVERIFY(board.mayCreate());
    QCOMPARE(board.candidates()->agencies.size(), 2U); // as before
    board.create(u"mrs_ecs_new"_s, u"for the nodes of mrs-analytics-prod"_s);
    QCOMPARE(board.work(), RebindBoard::Creating);
    QTRY_VERIFY(board.created());
    QVERIFY(!board.created()->notGranted);
    QCOMPARE(board.created()->agency.health, AgencyCandidate::Fine);
    QTRY_VERIFY(board.work() == RebindBoard::NoWork && board.chosen());
    QCOMPARE(board.chosen()->name(), u"mrs_ecs_new"_s);
    QStringList actions;
    for (const JournalRecord &entry : bench.entries()) {
        actions.append(entry.entry.action);
        QCOMPARE(entry.outcome->kind, JournalOutcome::Succeeded);
    }
    QCOMPARE(actions, (QStringList{u"agency.grant"_s, u"agency.create"_s, u"agency.try"_s}));
    board.create(u"mrs_ecs_new"_s, {}); // there is one
    QTRY_VERIFY(board.error());
    QCOMPARE(board.error()->fault, Fault::Conflict);
    QCOMPARE(board.failedWork(), RebindBoard::Creating);
}

// Ours is two hours behind it: what ended an hour ago has not ended by ours.
void RebindBoardTest::endsAreJudgedByTheCloudsClock()
{
    RebindBench bench(u"healthy"_s, std::make_shared<ManualClock>(RealClock().now() - 2h), std::make_shared<RealClock>());
    const QString made = u"mrs_ecs_new"_s;
    const QByteArray ended = R"("expire_time":")" + QDateTime::currentDateTimeUtc().addSecs(-3600).toString(u"yyyy-MM-ddTHH:mm:ss.zzz000"_s).toLatin1() + '"';
    bool isMade = false;
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        isMade = isMade || call.target.contains("/roles/");
        if (call.method == "GET" && call.target.startsWith("/v3.0/OS-AGENCY/agencies"))
            bench.changeAgencies([&](const sim::Agency &agency, QByteArray wire) {
                return agency.name == made || agency.name == usual ? wire.replace(R"("expire_time":null)", ended) : wire;
            });
    });
    const RebindDesk desk = bench.rebindDesk();
    const auto created = settle(createAgency({.cloud = desk.cloud, .journal = desk.journal, .accountId = desk.accountId, .name = made}));
    QVERIFY(created && isMade);
    QCOMPARE(created->agency.health, AgencyCandidate::Expired);
    const auto candidates = settle(readCandidates(desk.cloud, desk.accountId, 24h));
    QVERIFY(candidates);
    for (const AgencyCandidate &candidate : candidates->agencies)
        QCOMPARE(candidate.health == AgencyCandidate::Expired, candidate.name() == made || candidate.name() == usual);
    QCOMPARE(bench.verdictOf(production).kind, BindingVerdict::Expired);
    RebindBoard board;
    manage(board, bench, production);
    QVERIFY(std::chrono::abs(board.cloudNow() - RealClock().now()) < 1min);
    bench.cloud->setBeforeAnswer({});
}

void RebindBoardTest::anAgencyThatIsNotPermitted()
{
    RebindBench bench(u"agency-unbound"_s);
    RebindBoard board;
    manage(board, bench, production);
    bench.cloud->failNext({.status = 403, .matching = {.method = "PUT", .path = "/v3.0/OS-AGENCY/*"}});
    board.tryCreation();
    QTRY_VERIFY(board.mayCreate() && board.work() == RebindBoard::NoWork);
    board.create(u"mrs_ecs_new"_s, {});
    QTRY_VERIFY(board.created());
    QVERIFY(board.created()->notGranted);
    QCOMPARE(board.created()->notGranted->fault, Fault::Forbidden);
    QCOMPARE(board.created()->agency.health, AgencyCandidate::NoObsPermission);
}

void RebindBoardTest::withoutAnotherAgencyForEcsNoneIsCreated()
{
    Candidates some;
    QCOMPARE(checkCreation(some).error().fault, Fault::Rejected); // not seen to work here
    some.agencies.push_back({.lookup = {.agency = {.name = u"odd"_s, .unreadable = {u"trust_domain_name"_s}}}});
    QCOMPARE(checkCreation(some).error().fault, Fault::Rejected); // nor is that one
    some.agencies.push_back({.lookup = {.agency = {.name = u"a"_s, .trustName = u"op_svc_ecs"_s}}});
    QVERIFY(checkCreation(some));
}

void RebindBoardTest::whomIamDoesNotLetCreateIsTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::addRow("not permitted") << 403 << QByteArray() << u"Security Administrator"_s;
    QTest::addRow("no such call") << 404 << QByteArray() << u"does not create agencies over its API"_s;
    QTest::addRow("not this verb") << 405 << QByteArray() << u"does not create agencies over its API"_s;
    QTest::addRow("created") << 201 << QByteArray(R"({"agency":{"id":"odd-id","name":"none"}})") << u"odd-id"_s;
    QTest::addRow("fails") << 500 << QByteArray() << QString();
}

void RebindBoardTest::whomIamDoesNotLetCreateIsTold()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    RebindBench bench(u"agency-unbound"_s);
    RebindBoard board;
    manage(board, bench, production);
    bench.cloud->failNext({.status = status, .body = body, .matching = {.method = "POST", .path = "/v3.0/OS-AGENCY/agencies"}, .times = 5});
    board.tryCreation();
    QTRY_VERIFY(board.wasTried() && board.work() == RebindBoard::NoWork);
    QVERIFY(!board.mayCreate());
    QVERIFY2(board.mayCreate().error().detail.contains(words), qPrintable(board.mayCreate().error().detail));
    QCOMPARE(bench.cloud->count("POST", "/v3.0/OS-AGENCY/agencies"), 1); // once, whatever comes
    QCOMPARE(bench.entries().size(), 1U);
    QCOMPARE(bench.entries().front().outcome->kind == JournalOutcome::Succeeded, status == 201);
    board.create(u"mrs_ecs_new"_s, {});
    QCOMPARE(board.work(), RebindBoard::NoWork);
}

void RebindBoardTest::whichNamesAnAgencyMayHave()
{
    for (const QString &name : {u"a"_s, u"mrs_ecs_obs"_s, u"MRS-1"_s, QString(64, u'x')})
        QVERIFY2(checkNewAgencyName(name), qPrintable(name));
    for (const QString &name : {QString(), u" a"_s, u"a "_s, u"a/b"_s, u"ä"_s, u"a\nb"_s, QString(65, u'x')})
        QVERIFY2(!checkNewAgencyName(name), qPrintable(name));
}

} // namespace claviger

QTEST_MAIN(claviger::RebindBoardTest)
#include "rebindboardtest.moc"
