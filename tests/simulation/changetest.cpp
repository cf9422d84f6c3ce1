// SPDX-License-Identifier: Apache-2.0
// Changes: what each kind does, what is refused, and that the next scenario finds everything as it was.
#include "app/simulation/clusterservices.h"
#include "app/simulation/scenario.h"
#include "fleetworld.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class ChangeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aBadOneIsASentence_data();
    void aBadOneIsASentence();
    void whatIsNotThereChangesNothing_data();
    void whatIsNotThereChangesNothing();
    void nodesAreBoundAndUnbound();
    void anAgencyTakesThePlaceOfItsNamesake();
    void theMetadataServiceFailsAndHardens();
    void tokenServersStopAndStart();
    void withoutHdfsGuardianIsUnavailable();
    void aServerThatIsOffRunsNothing();
    void theWireSaysOddThings();
    void leversOfTheServices();
    void leversOfIam();
    void usersByTheThousand();
    void theManagerRefusesAndHangs();
    void usersAreLockedAndDisabled();
    void clustersFailAndGo();
    void theNextScenarioFindsItAllAsItWas();
    void aScenarioStopsWhatItStarts();
    void plansMultiply();

private:
    Result<Done> change(const QByteArray &json);
    QByteArray worldNow();
    int active(int id) const;

    std::unique_ptr<FleetWorld> m_fleet;
};

void ChangeTest::init()
{
    m_fleet = std::make_unique<FleetWorld>();
    startGuardian(m_fleet->world);
    m_fleet->world.step(5min);
}

Result<Done> ChangeTest::change(const QByteArray &json)
{
    const Result<Change> read = readChange(QJsonDocument::fromJson(json).object(), u"change"_s);
    return read ? applyChange(m_fleet->world, *read) : Result<Done>(tl::unexpected(read.error()));
}

int ChangeTest::active(int id) const
{
    return static_cast<int>(m_fleet->world.alarms.count({.state = AlarmQuery::Active, .id = id}));
}

void ChangeTest::aBadOneIsASentence_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray("{}") << u"token-server"_s; // the kinds are listed
    QTest::newRow("unknown") << QByteArray(R"({"do":"explode"})") << u"“do”"_s;
    QTest::newRow("do is a number") << QByteArray(R"({"do":7})") << u"“do”"_s;
    QTest::newRow("no cluster") << QByteArray(R"({"do":"token-server"})") << u"“cluster”"_s;
    QTest::newRow("cluster is a list") << QByteArray(R"({"do":"bind","cluster":[]})") << u"“cluster”"_s;
    QTest::newRow("nodes of numbers") << QByteArray(R"({"do":"bind","cluster":"mrs-demo","nodes":[1]})") << u"“nodes”"_s;
    QTest::newRow("metadata without any") << QByteArray(R"({"do":"metadata","cluster":"mrs-demo"})") << u"“condition”"_s;
    QTest::newRow("odd tokens") << QByteArray(R"({"do":"metadata","cluster":"mrs-demo","tokens":"many"})") << u"“tokens”"_s;
    QTest::newRow("running is a text") << QByteArray(R"({"do":"token-server","cluster":"mrs-demo","running":"no"})")
                                       << u"“running”"_s;
    QTest::newRow("odd state") << QByteArray(R"({"do":"server","cluster":"mrs-demo","state":"on fire"})") << u"“state”"_s;
    QTest::newRow("service without name") << QByteArray(R"({"do":"service","cluster":"mrs-demo"})") << u"“service”"_s;
    QTest::newRow("members is a list") << QByteArray(R"({"do":"wire","cluster":"mrs-demo","members":[]})") << u"“members”"_s;
    QTest::newRow("too many calls") << QByteArray(R"({"do":"cloud","mrs_calls_per_minute":1e9})") << u"“mrs_calls"_s;
    QTest::newRow("half a minute") << QByteArray(R"({"do":"cloud","token_minutes":0.5})") << u"“token_minutes”"_s;
    QTest::newRow("no token at all") << QByteArray(R"({"do":"cloud","token_minutes":0})") << u"“token_minutes”"_s;
    QTest::newRow("odd expired token") << QByteArray(R"({"do":"cloud","expired_token":"odd"})") << u"keystone"_s;
    QTest::newRow("unknown lever") << QByteArray(R"({"do":"cloud","colour":"red"})") << u"“colour”"_s;
    QTest::newRow("too many users") << QByteArray(R"({"do":"users","count":10001})") << u"“count”"_s;
    QTest::newRow("manager in between") << QByteArray(R"({"do":"manager","reachable":"sometimes"})") << u"“reachable”"_s;
}

void ChangeTest::aBadOneIsASentence()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, says);
    const Result<Done> done = change(json);
    QVERIFY(!done);
    QCOMPARE(done.error().fault, Fault::Rejected);
    QVERIFY2(done.error().detail.startsWith("change: "_L1), qPrintable(done.error().detail));
    QVERIFY2(done.error().detail.contains(says), qPrintable(done.error().detail));
}

void ChangeTest::whatIsNotThereChangesNothing_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("names");
    QTest::newRow("cluster") << QByteArray(R"({"do":"bind","cluster":"nowhere"})") << u"“nowhere”"_s;
    QTest::newRow("node") << QByteArray(R"({"do":"bind","cluster":"mrs-demo","nodes":["core-1","core-9"]})") << u"“core-9”"_s;
    QTest::newRow("service") << QByteArray(R"({"do":"service","cluster":"mrs-demo","service":"Oozie","state":"stopped"})")
                             << u"“Oozie”"_s;
    QTest::newRow("role") << QByteArray(R"({"do":"agency","name":"new","roles":["No Such Role"]})") << u"“No Such Role”"_s;
}

void ChangeTest::whatIsNotThereChangesNothing()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, names);
    const Result<Done> done = change(json);
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(names), qPrintable(done.error().detail));
    for (const Server *server : m_fleet->world.fleet.serversOf(m_fleet->cluster()))
        QCOMPARE(server->agencyName(), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QVERIFY(m_fleet->cluster().services.isEmpty());
    QVERIFY(!m_fleet->world.agencies.agency(m_fleet->accountId, u"new"_s));
}

void ChangeTest::nodesAreBoundAndUnbound()
{
    QVERIFY(change(R"({"do":"bind","cluster":"mrs-demo","agency":""})"));
    QCOMPARE(m_fleet->node(0).agencyName(), QString());
    QCOMPARE(m_fleet->cluster().recordedAgency, u"MRS_ECS_DEFAULT_AGENCY"_s);
    QVERIFY(change(R"({"do":"bind","cluster":"mrs-demo","nodes":["master-2"],"agency":"mrs_ecs_obs","record":true})"));
    QCOMPARE(m_fleet->node(0).agencyName(), QString());
    QCOMPARE(m_fleet->node(1).agencyName(), u"mrs_ecs_obs"_s);
    QCOMPARE(m_fleet->cluster().recordedAgency, u"mrs_ecs_obs"_s);
}

void ChangeTest::anAgencyTakesThePlaceOfItsNamesake()
{
    const auto count = [this] {
        const auto &all = m_fleet->world.agencies.all();
        return std::count_if(all.begin(), all.end(), [](const Agency &one) { return one.name == "mrs_ecs_obs"_L1; });
    };
    QVERIFY(change(R"({"do":"agency","name":"mrs_ecs_obs","trust":"OTC-EXAMPLE-00000000002","expired_days_ago":3})"));
    QCOMPARE(count(), 1);
    const Agency *agency = m_fleet->world.agencies.agency(m_fleet->accountId, u"mrs_ecs_obs"_s);
    QVERIFY(!agency->trustsEcs());
    QVERIFY(*agency->expires < m_fleet->world.now());
}

void ChangeTest::theMetadataServiceFailsAndHardens()
{
    QVERIFY(change(R"({"do":"metadata","cluster":"mrs-demo","nodes":["master-1"],"condition":"metadata-fails"})"));
    QCOMPARE(m_fleet->node(0).metadataService.condition, MetadataService::MetadataFails);
    QCOMPARE(m_fleet->node(1).metadataService.condition, MetadataService::Works);
    m_fleet->world.step(65min);
    QCOMPARE(active(45742), 1);
    QVERIFY(change(R"({"do":"metadata","cluster":"mrs-demo","tokens":"needed"})")); // leaves the condition alone
    QCOMPARE(m_fleet->node(0).metadataService.condition, MetadataService::MetadataFails);
    QVERIFY(m_fleet->node(0).metadataService.needsToken && m_fleet->node(0).metadataService.offersTokens);
    QVERIFY(change(R"({"do":"metadata","cluster":"mrs-demo","condition":"works"})"));
    QVERIFY(m_fleet->node(0).metadataService.needsToken);
    m_fleet->world.step(2min);
    QCOMPARE(active(45742), 0); // TokenServers ask with a token
    QVERIFY(change(R"({"do":"metadata","cluster":"mrs-demo","tokens":"none"})"));
    QVERIFY(!m_fleet->node(0).metadataService.needsToken && !m_fleet->node(0).metadataService.offersTokens);
}

void ChangeTest::tokenServersStopAndStart()
{
    QVERIFY(change(R"({"do":"token-server","cluster":"mrs-demo","nodes":["master-1","master-2"],"running":false})"));
    m_fleet->world.step(3min);
    QCOMPARE(active(45736), 0); // one of three is left
    QVERIFY(change(R"({"do":"token-server","cluster":"mrs-demo","running":false})"));
    m_fleet->world.step(3min);
    QCOMPARE(active(45736), 1);
    QVERIFY(change(R"({"do":"token-server","cluster":"mrs-demo","running":true})"));
    m_fleet->world.step(3min);
    QCOMPARE(active(45736), 0);
}

void ChangeTest::withoutHdfsGuardianIsUnavailable()
{
    QVERIFY(change(R"({"do":"service","cluster":"mrs-demo","service":"HDFS","state":"abnormal"})"));
    QCOMPARE(active(14000), 1); // HDFS Service Unavailable
    m_fleet->world.step(2min);
    QCOMPARE(active(45736), 1);
    QVERIFY(change(R"({"do":"service","cluster":"mrs-demo","service":"HDFS"})"));
    QCOMPARE(active(14000), 0);
    m_fleet->world.step(2min);
    QCOMPARE(active(45736), 0);
    QVERIFY(change(R"({"do":"service","cluster":"mrs-demo","service":"Guardian","state":"stopped"})"));
    m_fleet->world.step(2min);
    QCOMPARE(active(45736), 1);
    QVERIFY(change(R"({"do":"service","cluster":"mrs-demo","service":"Guardian","state":"good"})"));
    m_fleet->world.step(2min);
    QCOMPARE(active(45736), 0);
}

void ChangeTest::aServerThatIsOffRunsNothing()
{
    QVERIFY(change(R"({"do":"server","cluster":"mrs-demo","nodes":["master-1"],"state":"stopped"})"));
    const QJsonObject server = m_fleet->json("/v1/P/cloudservers/S")["server"_L1].toObject();
    QCOMPARE(server["status"_L1].toString(), u"SHUTOFF"_s);
    QVERIFY(change(R"({"do":"bind","cluster":"mrs-demo","nodes":["master-1"],"agency":""})"));
    m_fleet->world.step(2h);
    QCOMPARE(active(45741), 0); // nobody asks there
    QCOMPARE(active(12110), 0);
    QVERIFY(change(R"({"do":"server","cluster":"mrs-demo","nodes":["master-1"],"state":"running"})"));
    m_fleet->world.step(10min);
    QCOMPARE(active(45741), 1);
    QCOMPARE(active(12110), 1);
    QVERIFY(change(R"({"do":"server","cluster":"mrs-demo","nodes":["master-1"],"state":"rebooting"})"));
    QCOMPARE(m_fleet->node(0).taskState, u"rebooting"_s);
}

void ChangeTest::theWireSaysOddThings()
{
    QVERIFY(change(R"({"do":"wire","cluster":"mrs-demo","of":"cluster","members":{"clusterState":"dreaming","log":{"a":[1]}},
                       "without":["clusterName"]})"));
    const QJsonObject cluster = m_fleet->json("/v1.1/P/cluster_infos/C")["cluster"_L1].toObject();
    QCOMPARE(cluster["clusterState"_L1].toString(), u"dreaming"_s);
    QCOMPARE(cluster["log"_L1]["a"_L1][0].toInt(), 1);
    QVERIFY(!cluster.contains("clusterName"_L1));
    QVERIFY(change(R"({"do":"wire","cluster":"mrs-demo","of":"host","nodes":["master-1"],"members":{"mem":65536,"ip":null}})"));
    const QJsonArray hosts = m_fleet->json("/v1.1/P/clusters/C/hosts")["hosts"_L1].toArray();
    QVERIFY(hosts[0]["mem"_L1].isDouble() && hosts[0]["ip"_L1].isNull());
    QVERIFY(hosts[1]["ip"_L1].isString());
    QVERIFY(change(R"({"do":"wire","cluster":"mrs-demo","of":"server","members":{"metadata":null}})"));
    QVERIFY(m_fleet->json("/v1/P/cloudservers/S")["server"_L1]["metadata"_L1].isNull());
}

void ChangeTest::leversOfTheServices()
{
    QCOMPARE(m_fleet->get("/v2/P/clusters/C/nodes").status, 404);
    QVERIFY(change(R"({"do":"cloud","huawei":true,"mrs_calls_per_minute":1,"ecs_calls_per_minute":2,"binding_seconds":0,
                       "throttled_status":"403","no_tokens_status":"405","agency_task":false,"metadata_shows_agency":false,
                       "expired_token":"invalid"})"));
    QCOMPARE(m_fleet->get("/v2/P/clusters/C/nodes").status, 200);
    QCOMPARE(m_fleet->get("/v1.1/P/cluster_infos").status, 429);
    const FleetLevers &levers = m_fleet->world.fleet.levers;
    QCOMPARE(levers.ecsCallsPerMinute, 2);
    QCOMPARE(levers.agencyTakesEffectAfter, 0s);
    QCOMPARE(levers.throttledStatus, 403);
    QCOMPARE(levers.noTokensStatus, 405);
    QVERIFY(!levers.tellsAgencyTask && !levers.metaDataShowsAgency);
    QCOMPARE(levers.mrsExpiredToken, FleetLevers::TokenInvalid);
    QVERIFY(change(R"({"do":"cloud","mrs_calls_per_minute":0,"cluster_list_fails":true})")); // the others stay
    QVERIFY(levers.isHuaweiCloud);
    QCOMPARE(m_fleet->get("/v1.1/P/cluster_infos").status, 400);
}

void ChangeTest::leversOfIam()
{
    QVERIFY(change(R"({"do":"cloud","iam_calls_per_minute":1,"token_minutes":5,"key_change_ends_tokens_after_seconds":60,
                       "token_method":false,"agency_quota":3})"));
    const IamLevers &iam = m_fleet->world.iam;
    QCOMPARE(iam.tokenLife, 5min);
    QCOMPARE(iam.keyChangeInvalidatesTokensAfter, 1min);
    QVERIFY(!iam.takesTokenMethod);
    QCOMPARE(iam.agencyQuota, 3);
    QCOMPARE(m_fleet->get("/v3/auth/projects").status, 200);
    QCOMPARE(m_fleet->get("/v3/auth/projects").status, 429);
}

void ChangeTest::usersByTheThousand()
{
    const std::size_t before = m_fleet->world.users().size();
    QVERIFY(change(R"({"do":"users","count":5000})"));
    QCOMPARE(m_fleet->world.users().size(), before + 5'000);
    QVERIFY(change(R"({"do":"users","count":5000})"));
    QCOMPARE(m_fleet->world.users().size(), before + 5'000);
    QVERIFY(m_fleet->world.user(u"user-05000"_s, m_fleet->accountId));
}

void ChangeTest::usersAreLockedAndDisabled()
{
    User &viewer = *m_fleet->world.user(u"viewer"_s, m_fleet->accountId);
    QVERIFY(change(R"({"do":"user","name":"viewer","enabled":false,"console_only":true,"locked":true})"));
    QVERIFY(!viewer.enabled && viewer.consoleOnly && viewer.lockedUntil);
    QVERIFY(change(R"({"do":"user","name":"viewer","enabled":true,"locked":false})"));
    QVERIFY(viewer.enabled && viewer.consoleOnly && !viewer.lockedUntil);
    const Result<Done> nobody = change(R"({"do":"user","name":"nobody","enabled":false})");
    QVERIFY(!nobody && nobody.error().detail.contains(u"“nobody”"_s));
    QVERIFY(change(R"({"do":"cloud","users_manage_own_keys":false,"login_lock_minutes":30,"obs_virtual_hosts_only":true})"));
    QVERIFY(!m_fleet->world.account(m_fleet->accountId)->usersManageOwnKeys);
    QCOMPARE(m_fleet->world.loginPolicy.lockedFor, 30min);
    QVERIFY(m_fleet->world.buckets.wantsVirtualHosts);
}

void ChangeTest::clustersFailAndGo()
{
    QVERIFY(change(R"({"do":"cluster","cluster":"mrs-demo","hosts_fail":true,"details_fail":true,"next_task_error":"MRS.0209"})"));
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/clusters/C/hosts")), u"12000019"_s);
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/cluster_infos/C")), u"12000023"_s);
    QCOMPARE(m_fleet->cluster().nextAgencyTaskError, u"MRS.0209"_s);
    QVERIFY(change(R"({"do":"cluster","cluster":"mrs-demo","state":"scaling-out","scale":"scaling-out","external_ip":"80.158.10.20"})"));
    QCOMPARE(m_fleet->cluster().state, u"scaling-out"_s);
    QVERIFY(m_fleet->cluster().hostsFail); // what is not named stays
    QVERIFY(change(R"({"do":"server","cluster":"mrs-demo","nodes":["core-1"],"bare_metal":true})"));
    const QByteArray metal = nodeCalled(m_fleet->world, m_fleet->cluster(), u"core-1"_s)->id.toLatin1();
    QCOMPARE(m_fleet->get("/v1/P/cloudservers/" + metal).status, 404);
    QCOMPARE(nodeCalled(m_fleet->world, m_fleet->cluster(), u"core-1"_s)->status, u"ACTIVE"_s);
}

void ChangeTest::theManagerRefusesAndHangs()
{
    QVERIFY(change(R"({"do":"manager","reachable":false})"));
    QCOMPARE(m_fleet->world.manager.reach, ManagerState::Reach::Refuses);
    QVERIFY(change(R"({"do":"manager","hangs":true,"security_mode":false})"));
    QCOMPARE(m_fleet->world.manager.reach, ManagerState::Reach::Hangs);
    QVERIFY(!m_fleet->world.manager.isSecurityMode);
    QVERIFY(change(R"({"do":"manager","reachable":true})"));
    QCOMPARE(m_fleet->world.manager.reach, ManagerState::Reach::Answers);
}

// Everything that an answer depends on, as far as changes reach.
QByteArray ChangeTest::worldNow()
{
    QByteArray all;
    for (const char *path : {"/v1.1/P/cluster_infos", "/v1.1/P/clusters/C/hosts", "/v1/P/cloudservers/detail"})
        all += QJsonDocument(m_fleet->json(path)).toJson(QJsonDocument::Compact); // whatever the order of members
    static const QRegularExpression stamps(u"\"(updated|updateAt|update_at|clusterUpdateAt)\":[^,}]*"_s);
    return QString::fromUtf8(all).remove(stamps).toUtf8();
}

void ChangeTest::theNextScenarioFindsItAllAsItWas()
{
    const Result<Scenario> scenario =
        parseScenario(QByteArray(R"({"id":"own","clusters":[{"name":"mrs-demo","tasks":2}]})"));
    QVERIFY(scenario && play(m_fleet->world, *scenario));
    m_fleet->world.step(10min);
    const QByteArray before = worldNow();
    for (const char *json :
         {R"({"do":"bind","cluster":"mrs-demo","agency":"","record":true})",
          R"({"do":"metadata","cluster":"mrs-demo","condition":"no-answer","tokens":"needed"})",
          R"({"do":"throttle","cluster":"mrs-demo"})", R"({"do":"flap","cluster":"mrs-demo"})",
          R"({"do":"token-server","cluster":"mrs-demo","running":false})",
          R"({"do":"service","cluster":"mrs-demo","service":"HDFS","state":"abnormal"})",
          R"({"do":"server","cluster":"mrs-demo","state":"stopped"})",
          R"({"do":"wire","cluster":"mrs-demo","of":"cluster","members":{"clusterState":"odd"}})",
          R"({"do":"wire","cluster":"mrs-demo","of":"host","members":{"type":7}})",
          R"({"do":"wire","cluster":"mrs-demo","of":"server","members":{"status":7}})",
          R"({"do":"cloud","huawei":true,"cluster_list_fails":true,"ecs_calls_per_minute":1,"iam_calls_per_minute":1})",
          R"({"do":"storm","alarms":500})", R"({"do":"manager","hangs":true,"security_mode":false})"}) {
        const Result<Done> done = change(json);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    m_fleet->world.step(2h);
    QVERIFY(m_fleet->world.alarms.activeCount() > 0);
    QVERIFY(worldNow() != before);
    QVERIFY(play(m_fleet->world, *scenario));
    m_fleet->world.step(10min);
    const QByteArray after = worldNow();
    const auto odd = std::mismatch(before.begin(), before.end(), after.begin(), after.end()).first - before.begin();
    QVERIFY2(after == before, (before.mid(odd - 60, 160) + "\n" + after.mid(odd - 60, 160)).constData());
    QCOMPARE(m_fleet->world.alarms.activeCount(), std::size_t(0));
    QVERIFY(m_fleet->cluster().services.isEmpty());
    QCOMPARE(m_fleet->world.manager.reach, ManagerState::Reach::Answers);
    QVERIFY(m_fleet->world.manager.isSecurityMode);
    for (const auto &[id, own] : m_fleet->world.guardian.tokenServers())
        QVERIFY(own.isRunning);
}

// Processes begin with the scenario, so what stops them comes after.
void ChangeTest::aScenarioStopsWhatItStarts()
{
    const Result<Scenario> scenario = parseScenario(QByteArray(
        R"({"id":"own","clusters":[{"name":"c"}],"changes":[{"do":"token-server","cluster":"c","running":false}]})"));
    QVERIFY(scenario && play(m_fleet->world, *scenario));
    m_fleet->world.step(3min);
    QCOMPARE(active(45736), 1);
    const Result<Scenario> unknown = parseScenario(QByteArray(
        R"({"id":"bad","clusters":[{"name":"d"}],"changes":[{"do":"service","cluster":"d","service":"Oozie"}]})"));
    QVERIFY(unknown && !play(m_fleet->world, *unknown));
    QCOMPARE(m_fleet->world.scenario, u"own"_s);
    QVERIFY(m_fleet->world.fleet.clusterNamed(u"c"_s));
}

void ChangeTest::plansMultiply()
{
    const Result<Scenario> scenario =
        parseScenario(QByteArray(R"({"id":"large","clusters":[{"name":"mrs","count":300,"cores":18}]})"));
    QVERIFY(scenario && play(m_fleet->world, *scenario));
    QCOMPARE(m_fleet->world.fleet.clusters().size(), std::size_t(300));
    QCOMPARE(m_fleet->world.fleet.servers().size(), std::size_t(6'000));
    QVERIFY(m_fleet->world.fleet.clusterNamed(u"mrs-300"_s));
    QVERIFY(!parseScenario(QByteArray(R"({"id":"l","clusters":[{"name":"m","count":0}]})")));
    QVERIFY(!parseScenario(QByteArray(R"({"id":"l","clusters":[{"name":"m","count":2000,"cores":1000}]})")));
    const Result<Scenario> one = parseScenario(QByteArray(R"({"id":"one","clusters":[{"name":"mrs","count":1}]})"));
    QVERIFY(one);
    QCOMPARE(one->clusters.front().name, u"mrs-1"_s);
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::ChangeTest)
#include "changetest.moc"
