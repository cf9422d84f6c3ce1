// SPDX-License-Identifier: Apache-2.0
// Reading the bindings of whole projects from the simulated cloud: every scenario has its verdict, and what cannot be read
// is never called bound.
#include "app/agencies/readpages.h"
#include "app/simulation/metadataservice.h"
#include "tests/agencies/bindingbench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::BindingBench;
using testing::settle;

class ReadBindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyScenarioHasItsVerdict_data();
    void everyScenarioHasItsVerdict();
    void theListOfServersSavesTheCalls();
    void manyClustersComeInPages();
    void aListThatChangesMeanwhileGivesEachOnce();
    void aListThatShrinksMeanwhileLosesNone();
    void aListThatShrinksEachTimeLosesNone();
    void aTotalThatIsWrongIsNotBelieved_data();
    void aTotalThatIsWrongIsNotBelieved();
    void whatMayNotBeReadIsUnknown_data();
    void whatMayNotBeReadIsUnknown();
    void anOddAgencyIsUncheckedAndTheOthersAreFine_data();
    void anOddAgencyIsUncheckedAndTheOthersAreFine();
    void everyProjectOfTheRegionIsRead();
    void aProjectThatCannotBeReadHindersNoOther_data();
    void aProjectThatCannotBeReadHindersNoOther();
    void emptyProjectsCostOneCall();
    void oneClusterIsReadInItsProject();
    void bareMetalIsNamedAndLeftOut();
    void aNodeThatVanishesIsUnreadable();
    void aNodeThatIsNewIsAskedFor();
    void terminatedClustersAreLeftOut();
    void aClusterWithoutHostsIsUnknown();
    void eachIsToldWhenItIsRead();
    void oneClusterIsReadServerByServer();
    void oneListServesEveryName();
    void everyAgencyThatNodesNameIsLookedUp();
    void whatIsAskedForAtOnceIsAskedForOnce();
    void whoAsksNextIsNotStoppedWithTheFirst();
    void aStopEndsIt();
    void withoutAnAddressNothingIsSent();

private:
    static QList<ClusterReading> readAll(const BindingBench &bench);
};

QList<ClusterReading> ReadBindingsTest::readAll(const BindingBench &bench)
{
    const auto readings = settle(readBindings(bench.desk(), {}));
    if (!readings)
        qWarning("%s", qPrintable(readings.error().detail));
    return readings.value_or(BindingReadings()).clusters;
}

void ReadBindingsTest::everyScenarioHasItsVerdict_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("cluster");
    QTest::addColumn<BindingVerdict::Kind>("kind");
    const QString production = u"mrs-analytics-prod"_s;
    const auto row = [](const char *scenario, const QString &cluster, BindingVerdict::Kind kind) {
        QTest::addRow("%s %s", scenario, qPrintable(cluster)) << QString::fromLatin1(scenario) << cluster << kind;
    };
    row("healthy", production, BindingVerdict::Bound);
    row("agency-unbound", production, BindingVerdict::NotBound);
    row("agency-unbound", u"mrs-etl-prod"_s, BindingVerdict::Bound);
    row("agency-partial", production, BindingVerdict::PartlyBound);
    row("agency-deleted", production, BindingVerdict::AgencyMissing);
    row("wrong-trust", production, BindingVerdict::WrongTrust);
    row("agency-expired", production, BindingVerdict::Expired);
    row("no-obs-permission", production, BindingVerdict::NoObsPermission);
    row("ecs-down", production, BindingVerdict::Bound);
    row("metadata-throttled", production, BindingVerdict::Bound);
    row("flapping", production, BindingVerdict::Bound);
    row("storm", production, BindingVerdict::NotBound);
    row("manager-unreachable", production, BindingVerdict::NotBound);
    row("two-clusters", u"mrs-north"_s, BindingVerdict::NotBound);
    row("two-clusters", u"mrs-south"_s, BindingVerdict::Bound);
}

void ReadBindingsTest::everyScenarioHasItsVerdict()
{
    QFETCH(QString, scenario);
    QFETCH(QString, cluster);
    QFETCH(BindingVerdict::Kind, kind);
    const BindingBench bench(scenario);
    const ClusterReading reading = BindingBench::of(readAll(bench), cluster);
    QCOMPARE(reading.cluster.name, cluster);
    QCOMPARE(verdictId(reading.verdict.kind), verdictId(kind));
    QCOMPARE(reading.verdict.read, reading.verdict.nodes);
    QVERIFY(reading.verdict.nodes > 0);
    // The same, server by server.
    const auto again = settle(readBinding(bench.desk(), reading.cluster));
    QVERIFY(again);
    QCOMPARE(again->verdict, reading.verdict);
    QCOMPARE(again->nodes, reading.nodes);
}

void ReadBindingsTest::theListOfServersSavesTheCalls()
{
    const BindingBench bench;
    const QList<ClusterReading> readings = readAll(bench);
    QVERIFY(readings.size() > 3);
    std::size_t nodes = 0;
    for (const ClusterReading &reading : readings)
        nodes += reading.nodes.size();
    QVERIFY(nodes > 20);
    QCOMPARE(bench.cloud->count("GET", "/v1/" + bench.project() + "/cloudservers/detail"), 1);
    QCOMPARE(bench.cloud->count("GET", "/v1.1/" + bench.project() + "/cluster_infos"), 1);
    QCOMPARE(bench.cloud->count("GET", "/v1.1/*"), 2 + static_cast<int>(readings.size())); // a list for each project, too
    QCOMPARE(bench.cloud->count("GET", "/v1/*"), 2); // a list for each project, none for a single node
}

void ReadBindingsTest::manyClustersComeInPages()
{
    BindingBench bench;
    bench.play(*sim::parseScenario(QByteArray(R"({"id":"many","clusters":[{"name":"mrs","count":230,"masters":1,"cores":1}]})")));
    const QList<ClusterReading> readings = readAll(bench);
    QCOMPARE(readings.size(), std::size_t(230));
    for (const ClusterReading &reading : readings) {
        QCOMPARE(reading.verdict.kind, BindingVerdict::Bound);
        QCOMPARE(reading.nodes.size(), std::size_t(2));
    }
    QCOMPARE(bench.cloud->count("GET", "/v1.1/" + bench.project() + "/cluster_infos"), 3);
    QCOMPARE(bench.cloud->count("GET", "/v1/" + bench.project() + "/cloudservers/detail"), 3); // 460 servers
}

// A cluster that is added at the front moves one to the next page, which gives it again.
void ReadBindingsTest::aListThatChangesMeanwhileGivesEachOnce()
{
    BindingBench bench;
    bench.play(*sim::parseScenario(QByteArray(R"({"id":"many","clusters":[{"name":"mrs","count":150,"masters":1,"cores":0}]})")));
    bool hasChanged = false;
    const QByteArray list = "/v1.1/" + bench.project() + "/cluster_infos";
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (hasChanged || call.path() != list || !call.target.contains("currentPage=2"))
            return;
        hasChanged = true;
        bench.cloud->withWorld([](sim::World &world) { sim::addCluster(world, {.name = u"mrs-late"_s, .masters = 1, .cores = 0}); });
    });
    const QList<ClusterReading> readings = readAll(bench);
    QVERIFY(hasChanged);
    QSet<QString> ids;
    for (const ClusterReading &reading : readings)
        ids.insert(reading.cluster.id);
    QCOMPARE(ids.size(), static_cast<qsizetype>(readings.size()));
    QVERIFY(readings.size() >= 150);
}

// Answers the next calls for the list of clusters: rows of what was read before, and the total that is told.
class ListAnswers
{
public:
    ListAnswers(const BindingBench &bench, QList<ClusterReading> rows)
        : m_bench(bench)
        , m_rows(std::move(rows))
    {
    }
    void answer(qint64 total, qsizetype from, qsizetype to, int times = 1)
    {
        QByteArray list;
        for (qsizetype i = from; i < to; ++i)
            list += (list.isEmpty() ? "" : ",") + QByteArray(R"({"clusterId":")") + m_rows[i].cluster.id.toUtf8() + R"(","clusterName":")"
                + m_rows[i].cluster.name.toUtf8() + R"(","clusterState":"running"})";
        m_bench.cloud->failNext({.status = 200, .body = R"({"clusterTotal":)" + QByteArray::number(total) + R"(,"clusters":[)" + list + "]}",
                                 .matching = {.method = "GET", .path = "/v1.1/" + m_bench.project() + "/cluster_infos"}, .times = times});
    }

private:
    const BindingBench &m_bench;
    QList<ClusterReading> m_rows;
};

const QByteArray manyClusters(R"({"id":"many","clusters":[{"name":"mrs","count":150,"masters":1,"cores":0}]})");

void ReadBindingsTest::aListThatShrinksMeanwhileLosesNone()
{
    BindingBench bench;
    bench.play(*sim::parseScenario(manyClusters));
    const QList<ClusterReading> before = readAll(bench);
    QCOMPARE(before.size(), 150);
    ListAnswers list(bench, before);
    list.answer(150, 0, 100);
    list.answer(149, 101, 150); // the first one has gone, and the 101st has moved to page 1
    list.answer(149, 1, 101);
    list.answer(149, 101, 150);
    int told = 0;
    const auto readings = settle(readBindings(bench.desk(), [&told](const ClusterReading &) { ++told; }));
    QVERIFY(readings);
    QCOMPARE(readings->clusters.size(), 149);
    QCOMPARE(told, 150); // each once, the one that went meanwhile, too
    QVERIFY(!BindingBench::of(readings->clusters, before[100].cluster.name).cluster.id.isEmpty());
    QVERIFY(BindingBench::of(readings->clusters, before[0].cluster.name).cluster.id.isEmpty());
}

void ReadBindingsTest::aListThatShrinksEachTimeLosesNone()
{
    BindingBench bench;
    bench.play(*sim::parseScenario(manyClusters));
    const QList<ClusterReading> before = readAll(bench);
    ListAnswers list(bench, before);
    for (const int gone : {0, 1, 2}) {
        list.answer(150 - gone, gone, gone + 100);
        list.answer(149 - gone, gone + 101, 150);
    }
    const QList<ClusterReading> readings = readAll(bench);
    QSet<QString> ids;
    for (const ClusterReading &reading : readings)
        ids.insert(reading.cluster.id);
    QCOMPARE(ids.size(), static_cast<qsizetype>(readings.size())); // each once
    for (qsizetype i = 3; i < before.size(); ++i)
        QVERIFY2(ids.contains(before[i].cluster.id), qPrintable(QString::number(i)));
}

void ReadBindingsTest::aTotalThatIsWrongIsNotBelieved_data()
{
    QTest::addColumn<qint64>("total");
    QTest::newRow("a thousand million") << qint64(1'000'000'000);
    QTest::newRow("the greatest there is") << std::numeric_limits<qint64>::max();
    QTest::newRow("less than none") << qint64(-5);
    QTest::newRow("fewer than are there") << qint64(3);
}

void ReadBindingsTest::aTotalThatIsWrongIsNotBelieved()
{
    QFETCH(qint64, total);
    BindingBench bench;
    bench.play(*sim::parseScenario(manyClusters));
    const QList<ClusterReading> before = readAll(bench);
    bench.cloud->forgetCalls();
    ListAnswers list(bench, before);
    list.answer(total, 0, 100);
    list.answer(total, 100, 150);
    list.answer(total, 0, 0, 2'000);
    const QList<ClusterReading> readings = readAll(bench);
    QCOMPARE(readings.size(), 150);
    const int calls = bench.cloud->count("GET", "/v1.1/" + bench.project() + "/cluster_infos");
    QVERIFY2(calls <= 1 + mostPagesAtOnce + 1, qPrintable(QString::number(calls)));
    bench.cloud->clearFailures();
}

void ReadBindingsTest::whatMayNotBeReadIsUnknown_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<BindingVerdict::Kind>("kind"); // Mixed stands for: the whole fails
    QTest::newRow("clusters") << QByteArray("/v1.1/*/cluster_infos") << BindingVerdict::Mixed;
    QTest::newRow("hosts") << QByteArray("/v1.1/*") << BindingVerdict::Unknown;
    QTest::newRow("servers") << QByteArray("/v1/*") << BindingVerdict::Unknown;
    QTest::newRow("agencies") << QByteArray("/v3.0/OS-AGENCY/agencies") << BindingVerdict::BoundUnchecked;
    QTest::newRow("permissions") << QByteArray("/v3.0/OS-AGENCY/domains/*") << BindingVerdict::BoundUnchecked;
    QTest::newRow("inherited") << QByteArray("/v3.0/OS-INHERIT/*") << BindingVerdict::Bound; // what is on the account allows it already
}

void ReadBindingsTest::whatMayNotBeReadIsUnknown()
{
    QFETCH(QByteArray, path);
    QFETCH(BindingVerdict::Kind, kind);
    BindingBench bench(u"two-clusters"_s);
    const bool isHosts = path == "/v1.1/*";
    CallFilter matching{.method = "GET", .path = isHosts ? "/v1.1/" + bench.project() + "/clusters/*" : path};
    if (kind == BindingVerdict::Mixed)
        for (const QString &name : {u"eu-de"_s, u"eu-de_bigdata"_s})
            bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1.1/" + bench.project(name) + "/cluster_infos"}, .times = 100});
    else
        bench.cloud->failNext({.status = 403, .matching = matching, .times = 100});
    const auto readings = settle(readBindings(bench.desk(), {}));
    if (kind == BindingVerdict::Mixed) {
        QVERIFY(!readings);
        QCOMPARE(readings.error().fault, Fault::Forbidden);
        return;
    }
    QVERIFY(readings);
    const ClusterReading south = BindingBench::of(readings->clusters, u"mrs-south"_s);
    QCOMPARE(verdictId(south.verdict.kind), verdictId(kind));
    QCOMPARE(south.verdict.reason.has_value(), kind != BindingVerdict::Bound);
    if (south.verdict.reason)
        QCOMPARE(south.verdict.reason->fault, Fault::Forbidden);
    QCOMPARE(south.verdict.isBound().has_value(), kind != BindingVerdict::Unknown);
}

void ReadBindingsTest::anOddAgencyIsUncheckedAndTheOthersAreFine_data()
{
    QTest::addColumn<QByteArray>("was");
    QTest::addColumn<QByteArray>("odd");
    QTest::newRow("its end") << QByteArray(R"("expire_time":null)") << QByteArray(R"("expire_time":"soon")");
    QTest::newRow("whom it trusts") << QByteArray(R"("op_svc_ecs")") << QByteArray("5");
    QTest::newRow("its id") << QByteArray(R"("id")") << QByteArray(R"("di")");
    QTest::newRow("its name") << QByteArray(R"("name")") << QByteArray(R"("nom")"); // it may be that one: never "missing"
}

void ReadBindingsTest::anOddAgencyIsUncheckedAndTheOthersAreFine()
{
    QFETCH(QByteArray, was);
    QFETCH(QByteArray, odd);
    BindingBench bench;
    bench.cloud->withWorld([](sim::World &world) {
        for (sim::Server *server : world.fleet.serversOf(*world.fleet.clusterNamed(u"mrs-adhoc-dev"_s)))
            sim::bindAgency(world, *server, u"mrs_ecs_obs"_s);
    });
    bench.changeAgencies([&](const sim::Agency &agency, QByteArray wire) { return agency.name == u"mrs_ecs_obs"_s ? wire.replace(was, odd) : wire; });
    const auto readings = settle(readBindings(bench.desk(), {}));
    QVERIFY(readings);
    const ClusterReading changed = BindingBench::of(readings->clusters, u"mrs-adhoc-dev"_s);
    QCOMPARE(verdictId(changed.verdict.kind), verdictId(BindingVerdict::BoundUnchecked));
    QVERIFY(changed.verdict.reason);
    QCOMPARE(changed.verdict.reason->fault, Fault::Unreadable);
    QVERIFY(!changed.verdict.reason->detail.isEmpty());
    QCOMPARE(agencyProblem(changed.lookup, changed.readAt), QString()); // not known
    int others = 0;
    for (const ClusterReading &reading : readings->clusters)
        if (reading.cluster.name != u"mrs-adhoc-dev"_s && reading.verdict.agencies == QStringList{QString::fromLatin1(mrsDefaultAgency)}) {
            ++others;
            QVERIFY2(reading.verdict.kind == BindingVerdict::Bound || reading.verdict.kind == BindingVerdict::RecordDiffers, qPrintable(reading.cluster.name));
        }
    QVERIFY(others > 0);
}

void ReadBindingsTest::everyProjectOfTheRegionIsRead()
{
    const BindingBench bench;
    BindingDesk desk = bench.desk();
    desk.projects.push_back({.id = u"far-away"_s, .name = u"eu-nl_other"_s});
    const auto readings = settle(readBindings(desk, {}));
    QVERIFY(readings);
    QVERIFY(readings->unread.empty());
    QCOMPARE(readings->elsewhere.size(), 1U);
    QCOMPARE(readings->elsewhere.front().id, u"far-away"_s);
    QCOMPARE(bench.cloud->count("GET", "*far-away*"), 0);
    QStringList projects;
    for (const ClusterReading &reading : readings->clusters) {
        if (!projects.contains(reading.project.name))
            projects.append(reading.project.name);
        QCOMPARE(reading.cluster.projectId, reading.project.id);
        QVERIFY2(reading.verdict.nodes > 0 && reading.verdict.read == reading.verdict.nodes, qPrintable(reading.cluster.name));
    }
    QCOMPARE(projects, (QStringList{u"eu-de"_s, u"eu-de_bigdata"_s})); // the session's own first
    QCOMPARE(bench.cloud->count("POST", "/v3/auth/tokens"), 1); // the second project's, by the token of the account
    QCOMPARE(bench.cloud->count("GET", "/v3.0/OS-AGENCY/agencies"), 1); // agencies belong to the account

    desk.projects.clear();
    const auto own = settle(readBindings(desk, {}));
    QVERIFY(own);
    QVERIFY(own->clusters.size() < readings->clusters.size());
}

void ReadBindingsTest::aProjectThatCannotBeReadHindersNoOther_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("the own one") << u"eu-de"_s << QByteArray("GET") << QByteArray("/cluster_infos");
    QTest::newRow("another") << u"eu-de_bigdata"_s << QByteArray("GET") << QByteArray("/cluster_infos");
    QTest::newRow("may not be entered") << u"eu-de_bigdata"_s << QByteArray("POST") << QByteArray("/v3/auth/tokens");
}

void ReadBindingsTest::aProjectThatCannotBeReadHindersNoOther()
{
    QFETCH(QString, project);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    const BindingBench bench;
    const QByteArray id = bench.project(project);
    const QByteArray fullPath = method == "GET" ? "/v1.1/" + id + path : path;
    bench.cloud->failNext({.status = 403, .matching = {.method = method, .path = fullPath}, .times = 10});
    const auto readings = settle(readBindings(bench.desk(), {}));
    QVERIFY(readings);
    QVERIFY(!readings->clusters.empty());
    QCOMPARE(readings->unread.size(), 1U);
    QCOMPARE(readings->unread.front().project.name, project);
    QCOMPARE(readings->unread.front().error.fault, Fault::Forbidden);
    QVERIFY(readings->isUnread(QString::fromLatin1(id)));
    for (const ClusterReading &reading : readings->clusters)
        QVERIFY(reading.project.name != project);
    QCOMPARE(bench.session->state(), Session::SignedIn);
}

void ReadBindingsTest::emptyProjectsCostOneCall()
{
    const BindingBench bench(u"two-clusters"_s);
    QVERIFY(readAll(bench).size() >= 2);
    QCOMPARE(bench.cloud->count("GET", "/v1.1/" + bench.project(u"eu-de_bigdata"_s) + "/*"), 1);
    QCOMPARE(bench.cloud->count("GET", "/v1/" + bench.project(u"eu-de_bigdata"_s) + "/*"), 0);
}

void ReadBindingsTest::oneClusterIsReadInItsProject()
{
    const BindingBench bench;
    const QList<ClusterReading> readings = readAll(bench);
    const ClusterReading &other = readings.back();
    QCOMPARE(other.project.name, u"eu-de_bigdata"_s);
    bench.cloud->forgetCalls();
    const auto again = settle(readBinding(bench.desk(), other.cluster));
    QVERIFY(again);
    QCOMPARE(again->verdict, other.verdict);
    QCOMPARE(again->project.name, u"eu-de_bigdata"_s);
    QCOMPARE(bench.cloud->count("GET", "/v1/" + other.project.id.toLatin1() + "/*"), static_cast<int>(again->nodes.size()));
}

void ReadBindingsTest::bareMetalIsNamedAndLeftOut()
{
    BindingBench bench(u"two-clusters"_s);
    const QString name = bench.cloud->withWorld([](sim::World &world) {
        sim::Server &server = *sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), u"core-1"_s);
        server.isBareMetal = true;
        server.removeMetadata(u"agency_name"_s);
        return server.name;
    });
    const ClusterReading south = BindingBench::of(readAll(bench), u"mrs-south"_s);
    QCOMPARE(south.verdict.kind, BindingVerdict::Bound);
    QCOMPARE(south.verdict.bareMetal, QStringList{name});
    QCOMPARE(south.verdict.nodes + 1, static_cast<int>(south.nodes.size()));
}

// In the list of MRS still, in that of ECS no more.
void ReadBindingsTest::aNodeThatVanishesIsUnreadable()
{
    BindingBench bench(u"two-clusters"_s);
    const QString id = bench.cloud->withWorld([](sim::World &world) {
        sim::Server &server = *sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), u"core-1"_s);
        server.serverWire = {{"id", "\"elsewhere\""}};
        return server.id;
    });
    bench.cloud->failNext({.status = 404, .matching = {.method = "GET", .path = "/v1/" + bench.project() + "/cloudservers/" + id.toLatin1()}});
    const ClusterReading south = BindingBench::of(readAll(bench), u"mrs-south"_s);
    QCOMPARE(south.verdict.kind, BindingVerdict::Unknown);
    QCOMPARE(south.verdict.read + 1, south.verdict.nodes);
    QCOMPARE(south.verdict.reason->fault, Fault::NotFound);
}

void ReadBindingsTest::aNodeThatIsNewIsAskedFor()
{
    BindingBench bench(u"two-clusters"_s);
    const QByteArray id = bench.cloud->withWorld([](sim::World &world) {
        return sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), u"core-1"_s)->id.toLatin1();
    });
    bool isHidden = true; // from the list, as if it had been made a moment later
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (!call.path().startsWith("/v1/"))
            return;
        isHidden = call.path().endsWith("/detail");
        bench.cloud->withWorld([&](sim::World &world) {
            world.fleet.server(QString::fromLatin1(id))->serverWire =
                isHidden ? sim::WirePatch{{"id", "\"elsewhere\""}} : sim::WirePatch();
        });
    });
    const ClusterReading south = BindingBench::of(readAll(bench), u"mrs-south"_s);
    QCOMPARE(south.verdict.kind, BindingVerdict::Bound);
    QCOMPARE(bench.cloud->count("GET", "/v1/" + bench.project() + "/cloudservers/" + id), 1);
}

void ReadBindingsTest::terminatedClustersAreLeftOut()
{
    BindingBench bench(u"two-clusters"_s);
    bench.cloud->withWorld([](sim::World &world) { world.fleet.clusterNamed(u"mrs-north"_s)->state = u"terminated"_s; });
    const QList<ClusterReading> readings = readAll(bench);
    QVERIFY(BindingBench::of(readings, u"mrs-north"_s).cluster.id.isEmpty());
    QVERIFY(!BindingBench::of(readings, u"mrs-south"_s).cluster.id.isEmpty());
}

void ReadBindingsTest::aClusterWithoutHostsIsUnknown()
{
    BindingBench bench(u"two-clusters"_s);
    bench.cloud->withWorld([](sim::World &world) { world.fleet.clusterNamed(u"mrs-north"_s)->serverIds.clear(); });
    const ClusterReading north = BindingBench::of(readAll(bench), u"mrs-north"_s);
    QCOMPARE(north.verdict.kind, BindingVerdict::Unknown);
    QCOMPARE(north.verdict.nodes, 0);
}

void ReadBindingsTest::eachIsToldWhenItIsRead()
{
    const BindingBench bench;
    QStringList told;
    const auto readings = settle(readBindings(bench.desk(), [&told](const ClusterReading &one) { told.append(one.cluster.name); }));
    QVERIFY(readings);
    QStringList listed;
    for (const ClusterReading &reading : readings->clusters)
        listed.append(reading.cluster.name);
    told.sort();
    listed.sort();
    QCOMPARE(told, listed);
}

void ReadBindingsTest::oneClusterIsReadServerByServer()
{
    BindingBench bench(u"two-clusters"_s);
    const MrsCluster south = BindingBench::of(readAll(bench), u"mrs-south"_s).cluster;
    bench.cloud->withWorld([](sim::World &world) {
        sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), u"core-1"_s)->removeMetadata(u"agency_name"_s);
    });
    bench.cloud->forgetCalls();
    const auto reading = settle(readBinding(bench.desk(), south));
    QVERIFY(reading);
    QCOMPARE(reading->verdict.kind, BindingVerdict::PartlyBound);
    QCOMPARE(bench.cloud->count("GET", "/v1/*"), static_cast<int>(reading->nodes.size()));
}

void ReadBindingsTest::oneListServesEveryName()
{
    BindingBench bench;
    const auto lookups = std::make_shared<AgencyLookups>(bench.desk().cloud, bench.desk().accountId);
    for (const QString &name : {u"MRS_ECS_DEFAULT_AGENCY"_s, u"mrs_ecs_obs"_s, u"agency-MRS-to-OBS"_s}) { // one after the other
        const Result<AgencyLookup> found = settle(AgencyLookups::find(lookups, name, {}));
        QVERIFY(found);
        QCOMPARE(found->condition, AgencyLookup::Found);
        QCOMPARE(found->agency.name, name);
    }
    QCOMPARE(bench.cloud->count("GET", "/v3.0/OS-AGENCY/agencies"), 1);
}

// Two names on the nodes of one cluster: mixed, and it is known which of them is missing in IAM.
void ReadBindingsTest::everyAgencyThatNodesNameIsLookedUp()
{
    BindingBench bench(u"two-clusters"_s);
    bench.cloud->withWorld([](sim::World &world) {
        sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), u"core-1"_s)->setMetadata(u"agency_name"_s, u"long-gone"_s);
    });
    const ClusterReading south = BindingBench::of(readAll(bench), u"mrs-south"_s);
    QCOMPARE(south.verdict.kind, BindingVerdict::Mixed);
    QCOMPARE(south.verdict.agencies.size(), 2);
    QCOMPARE(south.lookups.size(), 2U);
    QCOMPARE(south.lookup.condition, AgencyLookup::Unknown); // no name is shared
    for (const QString &name : south.verdict.agencies) {
        QVERIFY(south.lookups.contains(name));
        QCOMPARE(south.lookups.at(name).condition, name == u"long-gone"_s ? AgencyLookup::Missing : AgencyLookup::Found);
    }
    QCOMPARE(bench.cloud->count("GET", "/v3.0/OS-AGENCY/agencies"), 1);
}

void ReadBindingsTest::whatIsAskedForAtOnceIsAskedForOnce()
{
    const BindingBench bench(u"two-clusters"_s);
    const QString name = BindingBench::of(readAll(bench), u"mrs-south"_s).verdict.agencies.value(0);
    bench.cloud->forgetCalls();
    const auto lookups = std::make_shared<AgencyLookups>(bench.desk().cloud, bench.desk().accountId);
    std::vector<testing::Pending<AgencyLookup>> asking;
    for (int i = 0; i < 20; ++i)
        asking.push_back(testing::pending(AgencyLookups::find(lookups, name, {})));
    for (const auto &one : asking) {
        const Result<AgencyLookup> found = settle(one);
        QVERIFY(found);
        QCOMPARE(found->agency.name, name);
        QVERIFY(found->permissions && !found->permissions->empty());
    }
    QCOMPARE(bench.cloud->count("GET", "/v3.0/OS-AGENCY/agencies"), 1);
    QCOMPARE(bench.cloud->count("GET", "/v3.0/OS-AGENCY/domains/*"), 1);
    QCOMPARE(bench.cloud->count("GET", "/v3.0/OS-INHERIT/*"), 1);
    // Later, too.
    const int before = bench.cloud->count();
    QVERIFY(settle(AgencyLookups::find(lookups, name, {})));
    QCOMPARE(bench.cloud->count(), before);
}

void ReadBindingsTest::whoAsksNextIsNotStoppedWithTheFirst()
{
    const BindingBench bench(u"two-clusters"_s);
    const auto lookups = std::make_shared<AgencyLookups>(bench.desk().cloud, bench.desk().accountId);
    std::stop_source stop;
    const auto first = testing::pending(AgencyLookups::find(lookups, u"mrs_ecs_obs"_s, stop.get_token()));
    const auto second = testing::pending(AgencyLookups::find(lookups, u"mrs_ecs_obs"_s, {}));
    stop.request_stop();
    QCOMPARE(settle(first).error().fault, Fault::Cancelled);
    const Result<AgencyLookup> found = settle(second);
    QVERIFY(found);
    QVERIFY(found->condition != AgencyLookup::Unknown);
}

void ReadBindingsTest::aStopEndsIt()
{
    const BindingBench bench;
    std::stop_source stop;
    int told = 0;
    const auto readings = settle(readBindings(
        bench.desk(),
        [&](const ClusterReading &) {
            ++told;
            stop.request_stop();
        },
        stop.get_token()));
    QVERIFY(!readings);
    QCOMPARE(readings.error().fault, Fault::Cancelled);
    QVERIFY(told >= 1);
    const int before = bench.cloud->count();
    QTest::qWait(50);
    QCOMPARE(bench.cloud->count(), before); // and nothing goes on
}

void ReadBindingsTest::withoutAnAddressNothingIsSent()
{
    BindingBench bench;
    bench.endpoints.mrs.clear();
    const auto readings = settle(readBindings(bench.desk(), {}));
    QVERIFY(!readings);
    QVERIFY(readings.error().beforeRequest);
    QVERIFY2(readings.error().detail.contains(u"MRS"_s), qPrintable(readings.error().detail));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ReadBindingsTest)
#include "readbindingstest.moc"
