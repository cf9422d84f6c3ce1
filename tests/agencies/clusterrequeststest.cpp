// SPDX-License-Identifier: Apache-2.0
// Clusters, hosts and servers on the wire: the printed examples of mrs.md and ecs.md, and how the fields differ from what
// their tables say.
#include "app/agencies/agencyrequests.h"
#include "app/agencies/clusterrequests.h"
#include "app/agencies/rebindplan.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

// mrs.md, section 1, shortened by members that nobody reads.
constexpr char printedClusters[] = R"({"clusterTotal": 1, "clusters": [{
  "clusterId": "bc134369-294c-42b7-a707-b2036ba38524", "clusterName": "mrs_analytics", "clusterState": "running",
  "clusterType": 3, "clusterVersion": "MRS 3.3.0-LTS.1", "stageDesc": "", "errorInfo": "", "scale": "",
  "createAt": "1768298043", "safeMode": 1, "masterNodeNum": "2", "coreNodeNum": "3", "totalNodeNum": "5",
  "isMrsManagerFinish": true, "tenantId": "9041929bcc6e4bfe85add4e7b96ffdd7",
  "mrsEcsDefaultAgency": "MRS_ECS_DEFAULT_AGENCY", "tags": "env=prod", "volumeType": null,
  "componentList": [
    { "componentId": "MRS 3.3.0-LTS.1_001", "componentName": "Hadoop", "componentVersion": "3.3.1" },
    { "componentId": "MRS 3.3.0-LTS.1_034", "componentName": "Guardian", "componentVersion": "0.1.0" } ],
  "taskNodeGroups": null }]})";

// mrs.md, section 3.1
constexpr char printedHosts[] = R"({ "total": 5, "hosts": [
   { "id": "dc5c6208-faa2-4727-a65a-2b1ce235d350", "name": "a78e161c-d14f-4b68-8c2d-0219920ce844_node_master1_ASzkl",
     "ip": "192.168.0.156", "status": "ACTIVE", "flavor": "c2.4xlarge.linux.mrs", "type": "Master",
     "mem": "32768", "cpu": "16", "root_volume_size": "40", "data_volume_type": "SATA", "data_volume_size": 100, "data_volume_count": 1 } ] })";

// ecs.md, section 2, shortened
constexpr char printedServer[] = R"({ "server": {
    "id": "dc5c6208-faa2-4727-a65a-2b1ce235d350", "name": "a78e161c-d14f-4b68-8c2d-0219920ce844_node_master1_ASzkl",
    "status": "ACTIVE", "OS-EXT-STS:vm_state": "active", "OS-EXT-STS:task_state": null,
    "OS-EXT-SRV-ATTR:hostname": "node-master1aszkl",
    "metadata": { "agency_name": "MRS_ECS_DEFAULT_AGENCY", "charging_mode": "0", "os_bit": "64" },
    "tags": ["env=prod"], "tenant_id": "9041929bcc6e4bfe85add4e7b96ffdd7" } })";

} // namespace

class ClusterRequestsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theClusterListAsPrinted();
    void clustersWithOddMembers();
    void statesAndScaling_data();
    void statesAndScaling();
    void theHostListAsPrinted();
    void hostsWithOddMembers();
    void theServerAsPrinted();
    void serversWithOddMembers();
    void bindingMergesOneKey();
    void callsSayTheirProject();
    void listsThatAreNone_data();
    void listsThatAreNone();
    void agenciesAsPrinted();
    void anOddAgencyLeavesTheOthers_data();
    void anOddAgencyLeavesTheOthers();
    void aServerWithoutMetadataIsUnreadable();
    void aNewAgencyWithoutAnIdIsUnreadable();
    void permissionsAsPrinted();
};

void ClusterRequestsTest::theClusterListAsPrinted()
{
    const auto page = ListMrsClusters::parse(json(printedClusters));
    QVERIFY(page);
    QCOMPARE(page->total, 1);
    QCOMPARE(page->unreadable, 0);
    QCOMPARE(page->rows.size(), std::size_t(1));
    QCOMPARE(page->rows.front(), (MrsCluster{.id = u"bc134369-294c-42b7-a707-b2036ba38524"_s,
                                             .name = u"mrs_analytics"_s,
                                             .projectId = u"9041929bcc6e4bfe85add4e7b96ffdd7"_s,
                                             .state = u"running"_s,
                                             .version = u"MRS 3.3.0-LTS.1"_s,
                                             .isKerberos = true,
                                             .nodeCount = 5,
                                             .hasGuardian = true,
                                             .recordedAgency = u"MRS_ECS_DEFAULT_AGENCY"_s}));
}

// Any scalar may be a text, a number or null; what cannot be told apart is counted.
void ClusterRequestsTest::clustersWithOddMembers()
{
    const auto page = ListMrsClusters::parse(json(R"({"clusterTotal":"7","extra":[],"clusters":[
        {"clusterId":"a","safeMode":"0","totalNodeNum":20,"clusterState":null,"componentList":null,"mrsEcsDefaultAgency":null},
        {"clusterId":"b","safeMode":"maybe","totalNodeNum":"many","componentList":[{"componentName":"guardian"},7,null],"mrsEcsDefaultAgency":""},
        {"clusterId":17,"clusterName":18,"totalNodeNum":-3},
        {"clusterName":"no id"}, null, 7, {"clusterId":null}]})"));
    QVERIFY(page);
    QCOMPARE(page->total, 7);
    QCOMPARE(page->unreadable, 4);
    QCOMPARE(page->rows.size(), std::size_t(3));
    const MrsCluster &a = page->rows[0], &b = page->rows[1], &c = page->rows[2];
    QCOMPARE(a.isKerberos, std::optional(false));
    QCOMPARE(a.nodeCount, std::optional(20));
    QVERIFY(!a.hasGuardian && !a.recordedAgency && a.state.isEmpty());
    QVERIFY(!b.isKerberos && !b.nodeCount && b.hasGuardian);
    QCOMPARE(b.recordedAgency, std::optional(QString()));
    QCOMPARE(c.id, u"17"_s);
    QCOMPARE(c.name, u"18"_s);
    QCOMPARE(c.nodeCount, std::optional(0));
}

void ClusterRequestsTest::statesAndScaling_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("scale");
    QTest::addColumn<bool>("isGone");
    QTest::addColumn<bool>("isChanging");
    QTest::newRow("running") << u"running"_s << QString() << false << false;
    QTest::newRow("abnormal") << u"abnormal"_s << QString() << false << false;
    QTest::newRow("terminated") << u"terminated"_s << QString() << true << false;
    QTest::newRow("failed") << u"failed"_s << QString() << true << false;
    QTest::newRow("starting") << u"starting"_s << QString() << false << true;
    QTest::newRow("terminating") << u"terminating"_s << QString() << false << true;
    QTest::newRow("scaling as state") << u"scaling-out"_s << QString() << false << true;
    QTest::newRow("scaling") << u"running"_s << u"scaling-in"_s << false << true;
    QTest::newRow("scaling up") << u"running"_s << u"scaling_up_first"_s << false << true;
    QTest::newRow("scaled") << u"running"_s << u"scaled-up-success"_s << false << false;
    QTest::newRow("scaling failed") << u"running"_s << u"scaling-error"_s << false << false;
    QTest::newRow("unknown") << u"dreaming"_s << u"odd"_s << false << false;
}

void ClusterRequestsTest::statesAndScaling()
{
    QFETCH(QString, state);
    QFETCH(QString, scale);
    const MrsCluster cluster{.state = state, .scale = scale};
    QTEST(cluster.isGone(), "isGone");
    QTEST(cluster.isChanging(), "isChanging");
}

void ClusterRequestsTest::theHostListAsPrinted()
{
    const auto page = ListClusterHosts::parse(json(printedHosts));
    QVERIFY(page);
    QCOMPARE(page->total, 5);
    QCOMPARE(page->rows.front(), (ClusterNode{.serverId = u"dc5c6208-faa2-4727-a65a-2b1ce235d350"_s,
                                              .name = u"a78e161c-d14f-4b68-8c2d-0219920ce844_node_master1_ASzkl"_s,
                                              .ip = u"192.168.0.156"_s,
                                              .status = u"ACTIVE"_s,
                                              .role = ClusterNode::Master}));
}

void ClusterRequestsTest::hostsWithOddMembers()
{
    const auto page = ListClusterHosts::parse(json(R"({"total":null,"hosts":[{"id":"a","type":"MasterNode","ip":"unknown"},
        {"id":"b","type":"CoreNode"},{"id":"c","type":"task"},{"id":"d","type":null},{"type":"Core"}]})"));
    QVERIFY(page);
    QVERIFY(!page->total);
    QCOMPARE(page->unreadable, 1);
    QList<int> roles;
    for (const ClusterNode &node : page->rows)
        roles.append(node.role);
    QCOMPARE(roles, (QList<int>{ClusterNode::Master, ClusterNode::Core, ClusterNode::Task, ClusterNode::OtherRole}));
    const auto none = ListClusterHosts::parse(json(R"({"total":0,"hosts":null})"));
    QVERIFY(none && none->rows.empty());
}

void ClusterRequestsTest::theServerAsPrinted()
{
    const auto server = ShowEcsServer::parse(json(printedServer));
    QVERIFY(server);
    QCOMPARE(*server, (EcsServer{.id = u"dc5c6208-faa2-4727-a65a-2b1ce235d350"_s,
                                 .name = u"a78e161c-d14f-4b68-8c2d-0219920ce844_node_master1_ASzkl"_s,
                                 .hostName = u"node-master1aszkl"_s,
                                 .agency = u"MRS_ECS_DEFAULT_AGENCY"_s,
                                 .hasMetadata = true,
                                 .status = u"ACTIVE"_s,
                                 .vmState = u"active"_s}));
}

// Without metadata nothing is known; with metadata and without the key no agency is bound.
void ClusterRequestsTest::serversWithOddMembers()
{
    const auto page = ListEcsServers::parse(json(R"({"count":"4","servers":[{"id":"a","metadata":null},{"id":"b","metadata":{}},
        {"id":"c","metadata":{"agency_name":""},"tags":["__type_baremetal"]},{"id":"d","metadata":{"agency_name":"x"},"tags":null},{}]})"));
    QVERIFY(page);
    QCOMPARE(page->total, 4);
    QCOMPARE(page->unreadable, 1);
    QVERIFY(!page->rows[0].hasMetadata && page->rows[1].hasMetadata);
    QVERIFY(page->rows[2].isBareMetal && page->rows[2].agency.isEmpty());
    QCOMPARE(page->rows[3].agency, u"x"_s);
    QVERIFY(!ShowEcsServer::parse(json("{}")));
    QVERIFY(!ShowEcsServer::parse(json(R"({"server":[]})")));
}

// The bytes of ecs.md, section 3: any other call would wipe the rest of the metadata.
void ClusterRequestsTest::bindingMergesOneKey()
{
    const BindServerAgency bind{.projectId = u"9041929bcc6e4bfe85add4e7b96ffdd7"_s,
                                .serverId = u"dc5c6208-faa2-4727-a65a-2b1ce235d350"_s,
                                .agency = u"mrs_ecs_obs"_s};
    const HttpCall call = bind.call();
    QCOMPARE(call.verb, QByteArray("POST"));
    QCOMPARE(call.path, u"/v1/9041929bcc6e4bfe85add4e7b96ffdd7/cloudservers/dc5c6208-faa2-4727-a65a-2b1ce235d350/metadata"_s);
    QCOMPARE(QJsonDocument(call.body).toJson(QJsonDocument::Compact), QByteArray(R"({"metadata":{"agency_name":"mrs_ecs_obs"}})"));
    QVERIFY(!call.idempotent);
    QCOMPARE(*BindServerAgency::parse(json(R"({"metadata":{"agency_name":"mrs_ecs_obs"}})")), u"mrs_ecs_obs"_s);
    for (const char *odd : {"{}", R"({"metadata":null})", R"({"metadata":{"agency_name":null}})"})
        QVERIFY(!BindServerAgency::parse(json(odd)));
}

void ClusterRequestsTest::callsSayTheirProject()
{
    const HttpCall clusters = ListMrsClusters{.projectId = u"p/1"_s, .page = 3}.call();
    QCOMPARE(clusters.path, u"/v1.1/p%2F1/cluster_infos"_s);
    QCOMPARE(clusters.query.at(1), (std::pair{u"currentPage"_s, u"3"_s}));
    const HttpCall hosts = ListClusterHosts{.projectId = u"p"_s, .clusterId = u"c?"_s}.call();
    QCOMPARE(hosts.path, u"/v1.1/p/clusters/c%3F/hosts"_s);
    const HttpCall servers = ListEcsServers{.projectId = u"p"_s, .page = 2}.call();
    QCOMPARE(servers.path, u"/v1/p/cloudservers/detail"_s);
    QCOMPARE(servers.query.at(1), (std::pair{u"offset"_s, u"2"_s})); // a page number
    QVERIFY(clusters.service == Service::Mrs && hosts.service == Service::Mrs && servers.service == Service::Ecs);
    for (const HttpCall &call : {clusters, hosts, servers})
        QVERIFY(call.authority == Authority::Project && call.idempotent);
}

void ClusterRequestsTest::listsThatAreNone_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"{}", R"({"clusters":{},"servers":{},"hosts":{},"agencies":{},"roles":{}})",
                             R"({"clusters":"x","servers":"x","hosts":"x","agencies":"x","roles":"x"})"})
        QTest::newRow(body) << QByteArray(body);
}

void ClusterRequestsTest::listsThatAreNone()
{
    QFETCH(QByteArray, body);
    QCOMPARE(ListMrsClusters::parse(json(body)).error().fault, Fault::Unreadable);
    QCOMPARE(ListEcsServers::parse(json(body)).error().fault, Fault::Unreadable);
    QCOMPARE(ListClusterHosts::parse(json(body)).error().fault, Fault::Unreadable);
    QCOMPARE(ListAgencies::parse(json(body)).error().fault, Fault::Unreadable);
    QCOMPARE(ListAgencyPermissions::parse(json(body)).error().fault, Fault::Unreadable);
}

// iam.md, 7.1
void ClusterRequestsTest::agenciesAsPrinted()
{
    const auto agencies = ListAgencies::parse(json(R"({ "agencies": [
      { "id": "afca8ddf2e92469a8fd26a635da5206f", "name": "MRS_ECS_DEFAULT_AGENCY",
        "domain_id": "e6505630658e49649784759cdf251aaa",
        "trust_domain_id": "b3f266d0c08544a0859740de8b84e850", "trust_domain_name": "op_svc_ecs",
        "description": "", "duration": "FOREVER",
        "create_time": "2024-01-04T09:09:15.000000", "expire_time": null } ] })"));
    QVERIFY(agencies);
    const IamAgency &agency = agencies->front();
    QCOMPARE(agency.name, QString::fromLatin1(mrsDefaultAgency));
    QVERIFY(agency.trustsEcs() && !agency.expires);
    QCOMPARE(*agency.created, Instant(1'704'359'355s));
    const auto ending = ListAgencies::parse(json(R"({"agencies":[{"id":"1","name":"a","expire_time":"2026-01-15T10:00:00.000000"}]})"));
    QCOMPARE(*ending->front().expires, Instant(1'768'471'200s)); // without a zone: UTC
    const HttpCall call = ListAgencies{.accountId = u"e650"_s}.call();
    QVERIFY(call.authority == Authority::Account && call.service == Service::Identity);
    QCOMPARE(call.query.front(), (std::pair{u"domain_id"_s, u"e650"_s}));
}

void ClusterRequestsTest::anOddAgencyLeavesTheOthers_data()
{
    QTest::addColumn<QByteArray>("odd");
    QTest::addColumn<QStringList>("unreadable");
    const auto row = [](const char *name, const QByteArray &odd, const QStringList &unreadable) { QTest::newRow(name) << odd << unreadable; };
    row("end: no time", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","expire_time":"soon"})", {u"expire_time"_s});
    row("end: no day", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","expire_time":"2026-02-31T10:00:00.000000"})", {u"expire_time"_s});
    row("end: a number", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","expire_time":1768471200000})", {u"expire_time"_s});
    row("end: a flag", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","expire_time":false})", {u"expire_time"_s});
    row("end: an object", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","expire_time":{}})", {u"expire_time"_s});
    row("end: a list", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","expire_time":[null]})", {u"expire_time"_s});
    row("beginning: no time", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","create_time":"?"})", {u"create_time"_s});
    row("beginning: a number", R"({"id":"2","name":"odd","trust_domain_name":"op_svc_ecs","create_time":7})", {u"create_time"_s});
    row("trust: a number", R"({"id":"2","name":"odd","trust_domain_name":5})", {u"trust_domain_name"_s});
    row("trust: an object", R"({"id":"2","name":"odd","trust_domain_name":{"name":"op_svc_ecs"}})", {u"trust_domain_name"_s});
    row("no id", R"({"name":"odd","trust_domain_name":"op_svc_ecs"})", {u"id"_s});
    row("id: a number", R"({"id":2,"name":"odd","trust_domain_name":"op_svc_ecs"})", {u"id"_s});
    row("no name", R"({"id":"2","trust_domain_name":"op_svc_ecs"})", {u"name"_s});
    row("an empty name", R"({"id":"2","name":"","trust_domain_name":"op_svc_ecs"})", {u"name"_s});
    row("nothing", "{}", {u"id"_s, u"name"_s});
    row("null", "null", {u"id"_s, u"name"_s});
    row("a text", R"("odd")", {u"id"_s, u"name"_s});
    row("several", R"({"id":"2","name":"odd","trust_domain_name":[],"create_time":1,"expire_time":2})",
        {u"trust_domain_name"_s, u"create_time"_s, u"expire_time"_s});
}

void ClusterRequestsTest::anOddAgencyLeavesTheOthers()
{
    QFETCH(QByteArray, odd);
    QFETCH(QStringList, unreadable);
    const auto agencies = ListAgencies::parse(json(R"({"agencies":[{"id":"1","name":"a","expire_time":null},)" + odd + R"(,{"id":"3","name":"b"}]})"));
    QVERIFY2(agencies, agencies ? "" : qPrintable(agencies.error().detail));
    QCOMPARE(agencies->size(), std::size_t(3));
    QCOMPARE(agencies->front().name, u"a"_s);
    QCOMPARE(agencies->back().name, u"b"_s);
    QVERIFY(agencies->front().unreadable.isEmpty() && agencies->back().unreadable.isEmpty());
    const IamAgency &one = agencies->at(1);
    QCOMPARE(one.unreadable, unreadable);
    QVERIFY(!one.expires);
    QCOMPARE(one.hasReadableEnd(), !unreadable.contains(u"expire_time"_s));
    QCOMPARE(one.trustsEcs(), odd.contains(R"("trust_domain_name":"op_svc_ecs")"));
}

// It is not one without an agency.
void ClusterRequestsTest::aServerWithoutMetadataIsUnreadable()
{
    const PlannedNode shown = planNode({.serverId = u"1"_s}, u"core-1"_s, EcsServer{.id = u"1"_s, .vmState = u"active"_s}, u"a"_s);
    QCOMPARE(shown.kind, PlannedNode::Unreadable);
    QCOMPARE(shown.error.fault, Fault::Unreadable);
    QCOMPARE(shown.error.detail, shownWithoutMetadata().detail);
    QVERIFY(!shown.error.detail.isEmpty());
    const PlannedNode bare = planNode({.serverId = u"1"_s}, u"core-1"_s, EcsServer{.id = u"1"_s, .isBareMetal = true}, u"a"_s);
    QCOMPARE(bare.kind, PlannedNode::BareMetal); // has none
}

// The new agency is given a right: which one it is must be certain.
void ClusterRequestsTest::aNewAgencyWithoutAnIdIsUnreadable()
{
    QCOMPARE(CreateEcsAgency::parse(json(R"({"agency":{"name":"a"}})")).error().fault, Fault::Unreadable);
    QCOMPARE(CreateEcsAgency::parse(json(R"({"agency":{"id":"1","name":5}})")).error().fault, Fault::Unreadable);
    const auto made = CreateEcsAgency::parse(json(R"({"agency":{"id":"1","name":"a","expire_time":"soon"}})"));
    QVERIFY(made && !made->hasReadableEnd());
}

// iam.md, 7.4
void ClusterRequestsTest::permissionsAsPrinted()
{
    const auto permissions = ListAgencyPermissions::parse(json(R"({ "roles": [ { "id": "b32d99a7778d4fd9aa5bc616c3dc4e5f",
        "name": "system_all_30", "display_name": "OBS OperateAccess", "catalog": "OBS", "type": "AX", "flag": "fine_grained",
        "domain_id": null, "description": "...",
        "policy": { "Version": "1.1", "Statement": [ { "Effect": "Allow", "Action": ["obs:object:GetObject", "obs:object:PutObject"] },
                                                     { "Effect": "Deny", "Action": ["obs:object:DeleteObject"] } ] } } ] })"));
    QVERIFY(permissions);
    QCOMPARE(permissions->front().displayName, u"OBS OperateAccess"_s);
    QCOMPARE(permissions->front().actions, (QStringList{u"obs:object:GetObject"_s, u"obs:object:PutObject"_s}));
    const auto inherited = ListInheritedPermissions::parse(json(R"({"roles":[{"id":"1","name":"system_all_30","links":{}}]})"));
    QVERIFY(inherited && inherited->front().displayName.isEmpty());
    QCOMPARE(ShowPermission::parse(json(R"({"role":{"id":"1","name":"n","display_name":"d"}})"))->displayName, u"d"_s);
    QVERIFY(!ShowPermission::parse(json(R"({"role":7})")));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ClusterRequestsTest)
#include "clusterrequeststest.moc"
