// SPDX-License-Identifier: Apache-2.0
// Clusters and their nodes as the simulated MRS tells of them (mrs.md).
#include "fleetworld.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class MrsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fleet = std::make_unique<FleetWorld>(); }
    // clusters
    void aClusterIsListedInTheDocumentedOrder();
    void theListComesInPagesOfTen();
    void theListIsFilteredByStateAndTags();
    void badQueriesAreInvalidParameters_data();
    void badQueriesAreInvalidParameters();
    void otherProjectsAreNotListed();
    void theDetailsAreWrapped();
    void quirksAreWhatTheClusterSays();
    void theRecordedAgencyCanBeAbsent();
    void aClusterWithoutNodesHasAnUnknownMaster();
    void rolesAreAssignedByNumber();
    // hosts
    void hostsAreListedAsDocumented();
    void hostsComeInPagesOfTen();
    void nodesOfVersionTwoAreOnHuaweiCloudOnly();
    // the rest
    void aClusterIsRenamed();
    void badNamesAreRefused_data();
    void badNamesAreRefused();
    void tagsAreListed();
    void theAgencyTaskIsTold();
    void agencyMappingsHaveNothingToDoWithNodes();
    void badMappingsAreRefused_data();
    void badMappingsAreRefused();
    // refusals
    void callersAreTold_data();
    void callersAreTold();
    void rolesDecide_data();
    void rolesDecide();
    void anExpiredTokenIsToldInThreeWays();
    void businessErrors();
    void tooManyCallsAreThrottled();
    void unknownPathsAndMethods();

private:
    std::unique_ptr<FleetWorld> m_fleet;
};

void MrsTest::aClusterIsListedInTheDocumentedOrder()
{
    Cluster &cluster = m_fleet->cluster();
    cluster.tags = {{u"env"_s, u"prod"_s}};
    cluster.externalIp = u"80.158.10.20"_s;
    const Reply reply = m_fleet->get("/v1.1/P/cluster_infos?pageSize=100");
    QCOMPARE(reply.status, 200);
    const QByteArray id = cluster.id.toLatin1();
    const QByteArray ip = m_fleet->node(0).ip.toLatin1();
    QVERIFY2(
        reply.body.startsWith(
            "{\"clusterTotal\":1,\"clusters\":[{\"clusterId\":\"" + id
            + "\",\"clusterName\":\"mrs-demo\",\"clusterState\":\"running\",\"clusterType\":3,"
              "\"clusterVersion\":\"MRS 3.3.0-LTS.1\",\"stageDesc\":\"\",\"errorInfo\":\"\",\"scale\":\"\","
              "\"createAt\":\"1758103200\",\"updateAt\":\"1758104890\",\"chargingStartTime\":\"1758104890\","
              "\"billingType\":\"Metered\",\"dataCenter\":\"eu-de\",\"azId\":\"eu-de-01\",\"azName\":\"eu-de-01\","
              "\"azCode\":\"eu-de-01\",\"vpc\":\"vpc-bigdata\",\"vpcId\":\"e2978efd-ca12-4058-9332-1ca0bfbab592\","
              "\"subnetId\":\"815bece0-fd22-4b65-8a6e-15788c99ee43\",\"subnetName\":\"subnet-bigdata\","
              "\"securityGroupsId\":\"845bece1-fd22-4b45-7a6e-14338c99ee43\","
              "\"slaveSecurityGroupsId\":\"845bece1-fd22-4b45-7a6e-14338c99ee43\",\"safeMode\":1,"
              "\"masterNodeIp\":\""
            + ip + "\",\"internalIp\":\"" + ip + "\",\"privateIpFirst\":\"" + ip
            + "\",\"externalIp\":\"80.158.10.20\",\"externalAlternateIp\":null,"
              "\"eipId\":\"6a9b5f1c-9f3b-4f2e-9b9c-0c1d2e3f4a5b\",\"eipAddress\":\"80.158.10.20\","
              "\"eipv6Address\":null,\"masterNodeNum\":\"2\",\"coreNodeNum\":\"3\",\"totalNodeNum\":\"7\","
              "\"masterNodeSize\":\"c6.4xlarge.4.linux.mrs\",\"coreNodeSize\":\"c6.4xlarge.4.linux.mrs\","
              "\"isMrsManagerFinish\":true,\"nodePublicCertName\":\"kp-bigdata\",\"logCollection\":1,"
              "\"tenantId\":\""
            + m_fleet->projectId.toLatin1()
            + "\",\"enterpriseProjectId\":\"0\",\"mrsEcsDefaultAgency\":\"MRS_ECS_DEFAULT_AGENCY\","
              "\"tags\":\"env=prod\",\"volumeSize\":0,\"volumeType\":null,\"componentList\":[{"
              "\"componentId\":\"MRS 3.3.0-LTS.1_001\",\"componentName\":\"Hadoop\",\"componentVersion\":\"3.3.1\","),
        reply.body.constData());
    QVERIFY(reply.body.contains("{\"componentId\":\"MRS 3.3.0-LTS.1_034\",\"componentName\":\"Guardian\""));
    QVERIFY(reply.body.contains("\"nodeGroups\":[{\"groupName\":\"master_node_default_group\",\"nodeNum\":2,"));
    QVERIFY(reply.body.contains("\"taskNodeGroups\":[{\"groupName\":\"task_node_default_group\",\"nodeNum\":2,"));
}

void MrsTest::theListComesInPagesOfTen()
{
    for (int i = 0; i < 22; ++i)
        addCluster(m_fleet->world, {.name = u"more-%1"_s.arg(i), .cores = 1});
    const auto namesOf = [this](const QByteArray &query) {
        QStringList names;
        for (const auto &cluster : m_fleet->json("/v1.1/P/cluster_infos" + query)["clusters"_L1].toArray())
            names += cluster["clusterName"_L1].toString();
        return names;
    };
    QCOMPARE(m_fleet->json("/v1.1/P/cluster_infos")["clusterTotal"_L1].toInt(), 23);
    QCOMPARE(namesOf({}).size(), 10);
    QCOMPARE(namesOf("?currentPage=3"), (QStringList{u"more-19"_s, u"more-20"_s, u"more-21"_s}));
    QCOMPARE(namesOf("?currentPage=4").size(), 0);
    QCOMPARE(namesOf("?currentPage=2147483646&pageSize=2147483646").size(), 0);
    QCOMPARE(namesOf("?pageSize=2147483646").size(), 23);
    QCOMPARE(namesOf("?pageSize=1&currentPage=2"), QStringList{u"more-0"_s});
}

void MrsTest::theListIsFilteredByStateAndTags()
{
    Cluster &gone = addCluster(m_fleet->world, {.name = u"gone"_s, .masters = 0, .cores = 0});
    gone.state = u"terminated"_s;
    gone.tags = {{u"env"_s, u"prod"_s}, {u"team"_s, u"data"_s}};
    Cluster &odd = addCluster(m_fleet->world, {.name = u"odd"_s, .cores = 1});
    odd.state = u"hibernating"_s; // nothing that the documentation knows
    odd.tags = {{u"env"_s, QString()}};
    const auto namesOf = [this](const QByteArray &query) {
        QStringList names;
        const QJsonObject list = m_fleet->json("/v1.1/P/cluster_infos?" + query);
        for (const auto &cluster : list["clusters"_L1].toArray())
            names += cluster["clusterName"_L1].toString();
        return list["clusterTotal"_L1].toInt(-1) == names.size() ? names : QStringList{u"wrong total"_s};
    };
    QCOMPARE(namesOf({}), (QStringList{u"mrs-demo"_s, u"gone"_s, u"odd"_s})); // terminated ones too
    QCOMPARE(namesOf("clusterState=running"), QStringList{u"mrs-demo"_s});
    QCOMPARE(namesOf("clusterState=terminated"), QStringList{u"gone"_s});
    QCOMPARE(namesOf("clusterState=frozen"), QStringList());
    QCOMPARE(namesOf("tags=env*prod"), QStringList{u"gone"_s});
    QCOMPARE(namesOf("tags=env*prod,team*data"), QStringList{u"gone"_s});
    QCOMPARE(namesOf("tags=env*prod,team*other"), QStringList());
    QCOMPARE(namesOf("tags=env"), QStringList{u"odd"_s});
    QCOMPARE(namesOf("clusterName=odd").size(), 3); // not known here
    m_fleet->world.fleet.levers.isHuaweiCloud = true;
    QCOMPARE(namesOf("clusterName=od"), QStringList{u"odd"_s});
}

void MrsTest::badQueriesAreInvalidParameters_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *path : {"/v1.1/P/cluster_infos", "/v1.1/P/clusters/C/hosts"}) {
        for (const char *query : {"pageSize=0", "pageSize=-1", "pageSize=many", "pageSize=2147483647", "pageSize=1.5",
                                  "pageSize=99999999999999999999", "currentPage=0", "currentPage=x", "pageSize=%00"})
            QTest::addRow("%s?%s", path, query) << QByteArray(path) + '?' + query;
    }
    QTest::newRow("state") << QByteArray("/v1.1/P/cluster_infos?clusterState=active");
    QTest::newRow("state, case") << QByteArray("/v1.1/P/cluster_infos?clusterState=Running");
}

void MrsTest::badQueriesAreInvalidParameters()
{
    QFETCH(QByteArray, target);
    const Reply reply = m_fleet->get(target);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.body, QByteArray("{\"error_code\":\"12000009\",\"error_msg\":\"Invalid parameter.\"}"));
}

void MrsTest::otherProjectsAreNotListed()
{
    const Cluster &other = addCluster(m_fleet->world, {.name = u"other"_s, .project = u"eu-de_bigdata"_s, .cores = 1});
    QCOMPARE(m_fleet->json("/v1.1/P/cluster_infos")["clusterTotal"_L1].toInt(), 1);
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/cluster_infos/" + other.id.toLatin1())), u"12000003"_s);
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/clusters/" + other.id.toLatin1() + "/hosts")), u"12000003"_s);
    const QByteArray there = m_fleet->tokenFor(u"ops-admin"_s, other.projectId);
    const Reply reply = m_fleet->send("GET", "/v1.1/" + other.projectId.toLatin1() + "/cluster_infos", there);
    QVERIFY(reply.body.contains("\"clusterName\":\"other\""));
    QVERIFY(reply.body.contains("\"dataCenter\":\"eu-de\"")); // of the region, not of the project
}

void MrsTest::theDetailsAreWrapped()
{
    const QJsonObject body = m_fleet->json("/v1.1/P/cluster_infos/C");
    QCOMPARE(body.keys(), QStringList{u"cluster"_s});
    const QJsonObject cluster = body["cluster"_L1].toObject();
    QCOMPARE(cluster["clusterId"_L1].toString(), m_fleet->clusterId);
    QVERIFY(cluster["bootstrapScripts"_L1].isArray());
    QVERIFY(cluster["vnc"_L1].toString().endsWith("/action"_L1));
    QVERIFY(cluster["externalIp"_L1].isNull());
    QCOMPARE(cluster["tags"_L1].toString(u"none"_s), QString());
}

void MrsTest::quirksAreWhatTheClusterSays()
{
    Cluster &cluster = m_fleet->cluster();
    cluster.state = u"hibernating"_s;
    cluster.version = u"MRS 3.0.2MRS 3.1.0"_s;
    cluster.wire = {{"isMrsManagerFinish", {}}, // leaves it out
                    {"ismrsManagerFinish", "true"},
                    {"masterNodeIp", "\"unknown\""},
                    {"safeMode", "\"1\""},
                    {"masterNodeNum", "2"},
                    {"scale", "null"},
                    {"tags", "[{\"key\":\"env\"}]"},
                    {"futureField", "{\"deep\":[1]}"}};
    for (const QJsonObject &wire : {m_fleet->json("/v1.1/P/cluster_infos")["clusters"_L1].toArray().at(0).toObject(),
                                    m_fleet->json("/v1.1/P/cluster_infos/C")["cluster"_L1].toObject()}) {
        QCOMPARE(wire["clusterState"_L1].toString(), u"hibernating"_s);
        QCOMPARE(wire["clusterVersion"_L1].toString(), u"MRS 3.0.2MRS 3.1.0"_s);
        QVERIFY(!wire.contains("isMrsManagerFinish"_L1));
        QCOMPARE(wire["ismrsManagerFinish"_L1].toBool(), true);
        QCOMPARE(wire["masterNodeIp"_L1].toString(), u"unknown"_s);
        QCOMPARE(wire["safeMode"_L1].toString(), u"1"_s);
        QCOMPARE(wire["masterNodeNum"_L1].toInt(), 2);
        QVERIFY(wire["scale"_L1].isNull());
        QVERIFY(wire["tags"_L1].isArray());
        QCOMPARE(wire["futureField"_L1]["deep"_L1].toArray().size(), 1);
    }
    m_fleet->node(0).hostWire = {{"type", "\"MasterNode\""}, {"mem", "65536"}, {"ip", "null"}, {"rack", "7"}};
    const QJsonObject host = m_fleet->json("/v1.1/P/clusters/C/hosts")["hosts"_L1].toArray().at(0).toObject();
    QCOMPARE(host["type"_L1].toString(), u"MasterNode"_s);
    QCOMPARE(host["mem"_L1].toInt(), 65'536);
    QVERIFY(host["ip"_L1].isNull());
    QCOMPARE(host["rack"_L1].toInt(), 7);
}

void MrsTest::theRecordedAgencyCanBeAbsent()
{
    m_fleet->cluster().recordedAgency.reset();
    QVERIFY(!m_fleet->get("/v1.1/P/cluster_infos/C").body.contains("mrsEcsDefaultAgency"));
    m_fleet->cluster().recordedAgency = QString();
    QVERIFY(m_fleet->get("/v1.1/P/cluster_infos/C").body.contains("\"mrsEcsDefaultAgency\":\"\""));
}

void MrsTest::aClusterWithoutNodesHasAnUnknownMaster()
{
    Cluster &empty = addCluster(m_fleet->world, {.name = u"starting"_s, .masters = 0, .cores = 0});
    empty.state = u"starting"_s;
    const QByteArray path = "/v1.1/P/cluster_infos/" + empty.id.toLatin1();
    const QJsonObject wire = m_fleet->json(path)["cluster"_L1].toObject();
    QCOMPARE(wire["masterNodeIp"_L1].toString(), u"unknown"_s);
    QCOMPARE(wire["totalNodeNum"_L1].toString(), u"0"_s);
    QCOMPARE(wire["nodeGroups"_L1].toArray().size(), 0);
    QVERIFY(wire["taskNodeGroups"_L1].isNull());
    QCOMPARE(m_fleet->get("/v1.1/P/clusters/" + empty.id.toLatin1() + "/hosts").body,
             QByteArray("{\"total\":0,\"hosts\":[]}"));
}

void MrsTest::rolesAreAssignedByNumber()
{
    const QJsonArray groups = m_fleet->json("/v1.1/P/cluster_infos/C")["cluster"_L1]["nodeGroups"_L1].toArray();
    QCOMPARE(groups.size(), 2);
    const QStringList masters = groups.at(0)["assignedRoles"_L1].toVariant().toStringList();
    const QStringList cores = groups.at(1)["assignedRoles"_L1].toVariant().toStringList();
    QVERIFY(masters.contains(u"OMSServer:1,2"_s));
    QVERIFY(masters.contains(u"TokenServer"_s)); // on all of them
    QVERIFY(cores.contains(u"TokenServer:1"_s)); // on the first of three
    QVERIFY(cores.contains(u"DataNode"_s));
}

void MrsTest::hostsAreListedAsDocumented()
{
    const Server &node = m_fleet->node(0);
    const Reply reply = m_fleet->get("/v1.1/P/clusters/C/hosts?pageSize=1");
    QCOMPARE(reply.body,
             QByteArray("{\"total\":7,\"hosts\":[{\"id\":\"" + node.id.toLatin1() + "\",\"name\":\""
                        + node.name.toLatin1() + "\",\"ip\":\"" + node.ip.toLatin1()
                        + "\",\"status\":\"ACTIVE\",\"flavor\":\"c6.4xlarge.4.linux.mrs\",\"type\":\"Master\","
                          "\"mem\":\"65536\",\"cpu\":\"16\",\"root_volume_size\":\"480\","
                          "\"data_volume_type\":\"SAS\",\"data_volume_size\":600,\"data_volume_count\":1}]}"));
    m_fleet->node(1).isBareMetal = true; // MRS lists it like any other
    QCOMPARE(m_fleet->json("/v1.1/P/clusters/C/hosts")["hosts"_L1].toArray().at(1)["id"_L1].toString(),
             m_fleet->node(1).id);
}

void MrsTest::hostsComeInPagesOfTen()
{
    const Cluster &large = addCluster(m_fleet->world, {.name = u"large"_s, .cores = 21});
    const QByteArray path = "/v1.1/P/clusters/" + large.id.toLatin1() + "/hosts";
    QCOMPARE(m_fleet->json(path)["hosts"_L1].toArray().size(), 10);
    QCOMPARE(m_fleet->json(path)["total"_L1].toInt(), 23);
    QCOMPARE(m_fleet->json(path + "?currentPage=3")["hosts"_L1].toArray().size(), 3);
    QCOMPARE(m_fleet->json(path + "?pageSize=500")["hosts"_L1].toArray().size(), 23);
    QCOMPARE(m_fleet->json(path + "?pageSize=500&currentPage=2")["hosts"_L1].toArray().size(), 0);
}

void MrsTest::nodesOfVersionTwoAreOnHuaweiCloudOnly()
{
    const QByteArray path = "/v2/P/clusters/C/nodes";
    QCOMPARE(m_fleet->get(path).status, 404);
    QCOMPARE(m_fleet->get("/v2/P/clusters/C").status, 404); // no reference has it
    m_fleet->world.fleet.levers.isHuaweiCloud = true;
    const QJsonObject list = m_fleet->json(path + "?limit=3&offset=3");
    QCOMPARE(list["node_total"_L1].toInt(), 7);
    QCOMPARE(list["nodes"_L1].toArray().size(), 1);
    QCOMPARE(list["nodes"_L1][0]["server_info"_L1]["server_id"_L1].toString(), m_fleet->node(6).id);
    QVERIFY(!list["nodes"_L1][0].toObject().contains("node_detail"_L1));
    QVERIFY(m_fleet->get(path + "?query_node_detail=true").body.contains("node_detail"));
    QCOMPARE(m_fleet->json(path + "?node_group=task_node_default_group")["node_total"_L1].toInt(), 2);
    QCOMPARE(m_fleet->json(path + "?node_name=MASTER")["node_total"_L1].toInt(), 2);
    QCOMPARE(m_fleet->json(path + "?internal_ip=" + m_fleet->node(2).ip.toLatin1())["node_total"_L1].toInt(), 1);
    const QJsonArray sorted = m_fleet->json(path + "?sort_key=node_name&sort_dir=desc")["nodes"_L1].toArray();
    for (qsizetype i = 1; i < sorted.size(); ++i)
        QVERIFY(sorted.at(i)["node_name"_L1].toString() < sorted.at(i - 1)["node_name"_L1].toString());
    QCOMPARE(m_fleet->get(path + "?limit=0").status, 400);
}

void MrsTest::aClusterIsRenamed()
{
    const Reply reply =
        m_fleet->send("PUT", "/v2/P/clusters/C/cluster-name", m_fleet->admin, R"({"cluster_name":"mrs_analytics"})");
    QCOMPARE(reply.body, QByteArray("{\"result\":\"succeeded\"}"));
    QCOMPARE(m_fleet->cluster().name, u"mrs_analytics"_s);
    QVERIFY(m_fleet->get("/v1.1/P/cluster_infos/C").body.contains("\"updateAt\":\"1768471200\""));
}

void MrsTest::badNamesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QByteArray() << u"12000009"_s;
    QTest::newRow("no JSON") << QByteArray("\xff{") << u"12000009"_s;
    QTest::newRow("array") << QByteArray("[]") << u"12000009"_s;
    QTest::newRow("huge") << "{\"cluster_name\":\"" + QByteArray(1'000'000, 'a') + "\"}" << u"12000009"_s;
    QTest::newRow("absent") << QByteArray("{}") << u"12000002"_s;
    QTest::newRow("number") << QByteArray(R"({"cluster_name":12})") << u"12000002"_s;
    QTest::newRow("empty") << QByteArray(R"({"cluster_name":""})") << u"12000002"_s;
    QTest::newRow("space") << QByteArray(R"({"cluster_name":"a b"})") << u"12000002"_s;
    QTest::newRow("markup") << QByteArray(R"({"cluster_name":"<b>x</b>"})") << u"12000002"_s;
    QTest::newRow("too long") << "{\"cluster_name\":\"" + QByteArray(65, 'a') + "\"}" << u"12000002"_s;
    QTest::newRow("taken") << QByteArray(R"({"cluster_name":"taken"})") << u"12000002"_s;
}

void MrsTest::badNamesAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    addCluster(m_fleet->world, {.name = u"taken"_s, .cores = 1});
    const Reply reply = m_fleet->send("PUT", "/v2/P/clusters/C/cluster-name", m_fleet->admin, body);
    QCOMPARE(reply.status, 400);
    QCOMPARE(faultOf(reply), code);
    QCOMPARE(m_fleet->cluster().name, u"mrs-demo"_s);
}

void MrsTest::tagsAreListed()
{
    m_fleet->cluster().tags = {{u"env"_s, u"prod"_s}};
    QCOMPARE(m_fleet->get("/v1.1/P/clusters/C/tags").body,
             QByteArray("{\"tags\":[{\"key\":\"env\",\"value\":\"prod\"}]}"));
}

void MrsTest::theAgencyTaskIsTold()
{
    const QByteArray path = "/v1/P/clusters/C/async_task_status/update_ecs_agency";
    QCOMPARE(m_fleet->get(path).body, QByteArray("{}")); // none was ever started
    m_fleet->cluster().agencyTask = u"running"_s;
    QCOMPARE(m_fleet->get(path).body, QByteArray("{\"Status\":\"running\"}"));
    m_fleet->cluster().agencyTask = u"success"_s;
    QCOMPARE(m_fleet->get(path).body, QByteArray("{\"Status\":\"success\"}"));
    m_fleet->cluster().agencyTask = u"failed"_s;
    m_fleet->cluster().agencyTaskError = u"MRS.0216"_s;
    QCOMPARE(m_fleet->get(path).status, 500);
    QCOMPARE(m_fleet->get(path).body,
             QByteArray("{\"error_code\":\"MRS.0216\",\"error_msg\":\"Failed to update ECS metadata.\"}"));
    m_fleet->world.fleet.levers.tellsAgencyTask = false;
    QCOMPARE(m_fleet->get(path).status, 404);
}

void MrsTest::agencyMappingsHaveNothingToDoWithNodes()
{
    const QByteArray path = "/v2/P/clusters/C/agency-mapping";
    const QByteArray body =
        R"({"agency_mappings":[{"agency":"agency01","agency_id":"092adc623c00d2ea4fdac01d4b637f0b",)"
        R"("identifier_type":"User","identifiers":["user01"]}]})";
    QCOMPARE(m_fleet->get(path).status, 404);
    QCOMPARE(m_fleet->send("PUT", path, m_fleet->admin, body).status, 404);
    m_fleet->world.fleet.levers.isHuaweiCloud = true;
    QCOMPARE(m_fleet->get(path).body, QByteArray("{\"agency_mappings\":[]}"));
    QCOMPARE(m_fleet->send("PUT", path, m_fleet->admin, body).body, QByteArray("{\"result\":\"succeeded\"}"));
    QCOMPARE(m_fleet->get(path).body, body);
    for (std::size_t i = 0; i < m_fleet->cluster().serverIds.size(); ++i)
        QCOMPARE(m_fleet->node(i).agencyName(), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QCOMPARE(m_fleet->cluster().recordedAgency, std::optional(u"MRS_ECS_DEFAULT_AGENCY"_s));
}

void MrsTest::badMappingsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("absent") << QByteArray("{}");
    QTest::newRow("bare array") << QByteArray("[]");
    QTest::newRow("text") << QByteArray(R"({"agency_mappings":"x"})");
    QTest::newRow("no object") << QByteArray(R"({"agency_mappings":[1]})");
    QTest::newRow("one field missing") << QByteArray(
        R"({"agency_mappings":[{"agency":"a","agency_id":"b","identifier_type":"User"}]})");
    QTest::newRow("type") << QByteArray(
        R"({"agency_mappings":[{"agency":"a","agency_id":"b","identifier_type":"Robot","identifiers":[]}]})");
    QTest::newRow("identifier") << QByteArray(
        R"({"agency_mappings":[{"agency":"a","agency_id":"b","identifier_type":"Group","identifiers":[{}]}]})");
}

void MrsTest::badMappingsAreRefused()
{
    QFETCH(QByteArray, body);
    m_fleet->world.fleet.levers.isHuaweiCloud = true;
    m_fleet->cluster().agencyMappings = {AgencyMapping{.agency = u"kept"_s}};
    const Reply reply = m_fleet->send("PUT", "/v2/P/clusters/C/agency-mapping", m_fleet->admin, body);
    QCOMPARE(reply.status, 400);
    QCOMPARE(m_fleet->cluster().agencyMappings.size(), std::size_t(1));
}

void MrsTest::callersAreTold_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("nobody") << u"nobody"_s << 401 << u"12000001"_s;
    QTest::newRow("empty token") << u"empty"_s << 401 << u"12000001"_s;
    QTest::newRow("unknown token: HTTP 500") << u"unknown"_s << 500 << u"130000002"_s;
    QTest::newRow("expired token") << u"expired"_s << 401 << u"12000001"_s;
    QTest::newRow("token of the account") << u"account"_s << 400 << u"12000107"_s;
    QTest::newRow("token of another project") << u"project"_s << 400 << u"12000107"_s;
}

void MrsTest::callersAreTold()
{
    QFETCH(QString, who);
    QFETCH(int, status);
    QFETCH(QString, code);
    const QByteArray token = m_fleet->tokenOfStranger(who);
    for (const char *path : {"/v1.1/P/cluster_infos", "/v1.1/P/cluster_infos/C", "/v1.1/P/clusters/C/hosts",
                             "/v1.1/P/clusters/C/tags", "/v1.1/P/cluster_infos/nobody"}) {
        const Reply reply = m_fleet->send("GET", path, token);
        QCOMPARE(reply.status, status);
        QCOMPARE(faultOf(reply), code);
    }
}

void MrsTest::rolesDecide_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<int>("readStatus");
    QTest::addColumn<int>("writeStatus");
    QTest::addColumn<QString>("writeCode");
    QTest::newRow("none") << QStringList() << 400 << 400 << u"12000052"_s;
    QTest::newRow("security administrator only") << QStringList{u"secu_admin"_s} << 400 << 400 << u"12000052"_s;
    QTest::newRow("guest") << QStringList{u"readonly"_s} << 200 << 401 << u"12000136"_s;
    QTest::newRow("administrator") << QStringList{u"te_admin"_s} << 200 << 200 << QString();
    QTest::newRow("of MRS") << QStringList{u"mrs_adm"_s} << 200 << 200 << QString();
    QTest::newRow("of servers") << QStringList{u"server_adm"_s} << 400 << 400 << u"12000052"_s;
}

void MrsTest::rolesDecide()
{
    QFETCH(QStringList, roles);
    QFETCH(int, readStatus);
    QFETCH(int, writeStatus);
    QFETCH(QString, writeCode);
    m_fleet->world.user(u"viewer"_s, m_fleet->accountId)->roles = roles;
    const QByteArray token = m_fleet->tokenOf(u"viewer"_s);
    QCOMPARE(m_fleet->send("GET", "/v1.1/P/cluster_infos", token).status, readStatus);
    const Reply written = m_fleet->send("PUT", "/v2/P/clusters/C/cluster-name", token, R"({"cluster_name":"renamed"})");
    QCOMPARE(written.status, writeStatus);
    QCOMPARE(writeStatus == 200 ? QString() : faultOf(written), writeCode);
    QCOMPARE(m_fleet->cluster().name == "renamed"_L1, writeStatus == 200);
}

void MrsTest::anExpiredTokenIsToldInThreeWays()
{
    m_fleet->clock->advance(25h);
    const auto reply = [this] { return m_fleet->get("/v1.1/P/cluster_infos"); };
    QCOMPARE(faultOf(reply()), u"12000001"_s);
    m_fleet->world.fleet.levers.mrsExpiredToken = FleetLevers::TokenInvalid;
    QCOMPARE(reply().status, 500);
    QCOMPARE(faultOf(reply()), u"130000002"_s);
    m_fleet->world.fleet.levers.mrsExpiredToken = FleetLevers::KeystoneStyle;
    QCOMPARE(reply().status, 401);
    QVERIFY(reply().body.startsWith("{\"error\":{\"message\":"));
}

void MrsTest::businessErrors()
{
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/cluster_infos/no-such-cluster")), u"12000003"_s);
    m_fleet->cluster().hostsFail = true;
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/clusters/C/hosts")), u"12000019"_s);
    m_fleet->cluster().detailsFail = true;
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/cluster_infos/C")), u"12000023"_s);
    QCOMPARE(m_fleet->get("/v1.1/P/cluster_infos").status, 200);
    m_fleet->world.fleet.levers.clusterListFails = true;
    QCOMPARE(faultOf(m_fleet->get("/v1.1/P/cluster_infos")), u"12000041"_s);
}

void MrsTest::tooManyCallsAreThrottled()
{
    m_fleet->world.fleet.levers.mrsCallsPerMinute = 3;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_fleet->get("/v1.1/P/cluster_infos").status, 200);
    m_fleet->clock->advance(20s);
    const Reply refused = m_fleet->get("/v1.1/P/cluster_infos");
    QCOMPARE(refused.status, 429);
    QCOMPARE(faultOf(refused), u"APIGW.0308"_s);
    QCOMPARE(refused.header("Retry-After"), QByteArray("40"));
    m_fleet->clock->advance(40s);
    QCOMPARE(m_fleet->get("/v1.1/P/cluster_infos").status, 200);
    m_fleet->world.setSpeed(60); // a rate is one of real calls, however fast the drill runs
    m_fleet->world.fleet.levers.mrsCallsPerMinute = 1;
    QCOMPARE(m_fleet->get("/v1.1/P/cluster_infos").header("Retry-After"), QByteArray("60"));
}

void MrsTest::unknownPathsAndMethods()
{
    for (const char *path : {"/v1.1/", "/v1.1/P/", "/v1.1/P/elsewhere", "/v1.1/P/clusters/C", "/v1.1/P/cluster_infos/",
                             "/v1.1/P/cluster_infos/C/more", "/v2/P/clusters/C/elsewhere"}) {
        QCOMPARE(m_fleet->get(path).status, 404);
        QCOMPARE(faultOf(m_fleet->get(path)), u"APIGW.0101"_s);
    }
    for (const char *method : {"POST", "PUT", "DELETE", "HEAD", ""}) {
        const Reply reply = m_fleet->send(method, "/v1.1/P/cluster_infos", m_fleet->admin);
        QCOMPARE(reply.status, 405);
        QCOMPARE(reply.header("Allow"), QByteArray("GET"));
    }
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::MrsTest)
#include "mrstest.moc"
