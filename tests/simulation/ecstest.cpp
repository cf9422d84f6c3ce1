// SPDX-License-Identifier: Apache-2.0
// Servers and their metadata as the simulated ECS answers for them (ecs.md, sections 1 to 4).
#include "fleetworld.h"

#include "app/simulation/metadataservice.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr char listPath[] = "/v1/P/cloudservers/detail";
constexpr char showPath[] = "/v1/P/cloudservers/S";
constexpr char mergePath[] = "/v1/P/cloudservers/S/metadata";
constexpr char novaPath[] = "/v2.1/P/servers/S";
constexpr char novaMetadataPath[] = "/v2.1/P/servers/S/metadata";

} // namespace

class EcsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fleet = std::make_unique<FleetWorld>(); }
    // lists
    void aServerIsShownInTheDocumentedOrder();
    void theListComesInPages();
    void theListIsFiltered();
    void badQueries_data();
    void badQueries();
    void bareMetalServersAreListedAndNothingElse();
    void novaListsAfterAMarker();
    void novaShowsAServer();
    void quirksAreWhatTheServerSays();
    // metadata
    void aMergeChangesTheGivenKeysOnly();
    void anEmptyMergeChangesNothing();
    void anEmptyValueUnbinds();
    void theNovaPutWipesEverythingElse();
    void singleItemsAreShownWrittenAndDeleted();
    void badBodies_data();
    void badBodies();
    void theStateMustAllowIt_data();
    void theStateMustAllowIt();
    void aRunningAgencyTaskLocksItsNodes();
    void thereIsRoomForSoManyItems();
    void perNodeWritesLeadToWorkingKeys();
    // refusals
    void callersAreTold_data();
    void callersAreTold();
    void rolesDecide_data();
    void rolesDecide();
    void tooManyCallsAreThrottled();
    void unknownPathsAndMethods();

private:
    Reply post(const QByteArray &path, const QByteArray &body)
    {
        return m_fleet->send("POST", path, m_fleet->admin, body);
    }
    Reply put(const QByteArray &path, const QByteArray &body)
    {
        return m_fleet->send("PUT", path, m_fleet->admin, body);
    }

    std::unique_ptr<FleetWorld> m_fleet;
};

void EcsTest::aServerIsShownInTheDocumentedOrder()
{
    Server &node = m_fleet->node(0);
    node.tags = {u"env=prod"_s};
    node.metadata.resize(2);
    const QByteArray body = m_fleet->get(showPath).body;
    const QByteArray start = "{\"server\":{\"id\":\"" + node.id.toLatin1() + "\",\"name\":\"" + node.name.toLatin1()
        + "\",\"status\":\"ACTIVE\",\"created\":\"2025-09-17T10:00:00Z\",\"updated\":\"2025-09-17T10:03:07Z\","
          "\"OS-SRV-USG:launched_at\":\"2025-09-17T10:00:25.197749\",\"OS-SRV-USG:terminated_at\":null,"
          "\"OS-EXT-STS:vm_state\":\"active\",\"OS-EXT-STS:task_state\":null,\"OS-EXT-STS:power_state\":1,"
          "\"OS-EXT-AZ:availability_zone\":\"eu-de-01\",\"OS-EXT-SRV-ATTR:hostname\":\""
        + node.hostName.toLatin1()
        + "\",\"addresses\":{\"e2978efd-ca12-4058-9332-1ca0bfbab592\":[{\"version\":\"4\",\"addr\":\""
        + node.ip.toLatin1() + "\",\"OS-EXT-IPS:type\":\"fixed\",\"OS-EXT-IPS-MAC:mac_addr\":\"fa:16:3e:";
    QVERIFY2(body.startsWith(start), body.constData());
    const QByteArray end = "\"primary\":true}]},\"flavor\":{\"id\":\"c6.4xlarge.4\",\"name\":\"c6.4xlarge.4\","
                           "\"vcpus\":\"16\",\"ram\":\"65536\",\"disk\":\"0\"},\"metadata\":{"
                           "\"agency_name\":\"MRS_ECS_DEFAULT_AGENCY\",\"charging_mode\":\"0\"},"
                           "\"tags\":[\"env=prod\"],\"sys_tags\":[{\"key\":\"_sys_enterprise_project_id\","
                           "\"value\":\"0\"}],\"tenant_id\":\""
        + m_fleet->projectId.toLatin1()
        + "\",\"user_id\":\"0bc5e11f91dd48849bb03b7c8a263b2c\",\"key_name\":\"kp-bigdata\",\"locked\":false,"
          "\"host_status\":\"UP\",\"security_groups\":[{\"id\":\"6505b5d1-7837-41eb-8a1c-869d4355baa3\","
          "\"name\":\"sg-mrs\"}],\"image\":{\"id\":\"c71b64e7-4767-4406-afde-2c7c7ac2242c\"}}}";
    QVERIFY2(body.endsWith(end), body.constData());
    QCOMPARE(m_fleet->get(showPath).body, body); // nothing in it is made up anew
}

void EcsTest::theListComesInPages()
{
    addCluster(m_fleet->world, {.name = u"large"_s, .cores = 41});
    const auto page = [this](const QByteArray &query) { return m_fleet->json(listPath + query); };
    const auto sizeOf = [](const QJsonObject &list) { return list["servers"_L1].toArray().size(); };
    QCOMPARE(page({})["count"_L1].toInt(), 50);
    QCOMPARE(sizeOf(page({})), 25);
    QCOMPARE(page("?offset=0"), page("?offset=1"));
    QCOMPARE(sizeOf(page("?limit=20&offset=3")), 10);
    QCOMPARE(sizeOf(page("?limit=20&offset=4")), 0);
    QCOMPARE(page("?limit=20&offset=4")["count"_L1].toInt(), 50);
    QCOMPARE(sizeOf(page("?limit=1000")), 50);
    QCOMPARE(sizeOf(page("?limit=1000&offset=2147483647")), 0);
    QCOMPARE(page("?limit=1&offset=2")["servers"_L1][0]["id"_L1].toString(), m_fleet->node(1).id);
}

void EcsTest::theListIsFiltered()
{
    m_fleet->node(3).status = u"SHUTOFF"_s;
    m_fleet->node(4).tags = {u"env=prod"_s, u"tier"_s};
    const auto count = [this](const QByteArray &query) {
        const QJsonObject list = m_fleet->json(listPath + ('?' + query));
        const int total = list["count"_L1].toInt(-1);
        return total == list["servers"_L1].toArray().size() ? total : -1;
    };
    QCOMPARE(count("name=node_core"), 3);
    QCOMPARE(count("name=node.core"), 3); // "." stands for any character
    QCOMPARE(count("name=.*"), 0); // and "*" for itself
    QCOMPARE(count("ip=192.168"), 7);
    QCOMPARE(count("ip=" + m_fleet->node(0).ip.toLatin1()), 1);
    QCOMPARE(count("status=SHUTOFF"), 1);
    QCOMPARE(count("status=ERROR"), 0);
    QCOMPARE(count("flavor=c6.4xlarge.4"), 7);
    QCOMPARE(count("flavor=s3.large.2"), 0);
    QCOMPARE(count("tags=env%3Dprod"), 1);
    QCOMPARE(count("tags=env%3Dprod,tier"), 1);
    QCOMPARE(count("tags=env%3Dprod,other"), 0);
    QCOMPARE(count("not-tags=tier"), 6);
    QCOMPARE(count("status=ACTIVE&name=core"), 2);
}

void EcsTest::badQueries_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"limit=0", "limit=1001", "limit=-1", "limit=x", "offset=-1", "offset=y",
                              "offset=99999999999999999999", "status=active", "limit=%FF"})
        QTest::newRow(query) << QByteArray(query);
}

void EcsTest::badQueries()
{
    QFETCH(QByteArray, query);
    const Reply reply = m_fleet->get(listPath + ('?' + query));
    QCOMPARE(reply.status, 400);
    QCOMPARE(faultOf(reply), u"Ecs.0005"_s);
}

void EcsTest::bareMetalServersAreListedAndNothingElse()
{
    m_fleet->node(0).isBareMetal = true;
    QCOMPARE(m_fleet->json(listPath)["count"_L1].toInt(), 7);
    QCOMPARE(m_fleet->json(listPath)["servers"_L1][0]["tags"_L1][0].toString(), u"__type_baremetal"_s);
    QCOMPARE(m_fleet->json(QByteArray(listPath) + "?not-tags=__type_baremetal")["count"_L1].toInt(), 6);
    QCOMPARE(m_fleet->get(showPath).status, 404);
    QCOMPARE(faultOf(m_fleet->get(showPath)), u"Ecs.0114"_s);
    QCOMPARE(post(mergePath, R"({"metadata":{"agency_name":"x"}})").status, 404);
    QCOMPARE(m_fleet->get(novaMetadataPath).status, 404);
    QCOMPARE(m_fleet->node(0).agencyName(), u"MRS_ECS_DEFAULT_AGENCY"_s);
}

void EcsTest::novaListsAfterAMarker()
{
    const auto idsOf = [this](const QByteArray &target) {
        QStringList ids;
        for (const auto &server : m_fleet->json(target)["servers"_L1].toArray())
            ids += server["id"_L1].toString();
        return ids;
    };
    QStringList all;
    for (std::size_t i = 0; i < 7; ++i)
        all += m_fleet->node(i).id;
    for (const QByteArray path : {"/v2.1/P/servers", "/v2.1/P/servers/detail", "/v2/P/servers/detail"}) {
        QCOMPARE(idsOf(path), all);
        QCOMPARE(idsOf(path + "?limit=2"), all.mid(0, 2));
        QCOMPARE(idsOf(path + "?limit=2&marker=" + all.at(1).toLatin1()), all.mid(2, 2));
        QCOMPARE(idsOf(path + "?marker=" + all.last().toLatin1()), QStringList());
        QCOMPARE(idsOf(path + "?name=task&limit=1&marker=" + all.at(5).toLatin1()), all.mid(6));
        QCOMPARE(m_fleet->get(path + "?marker=nobody").status, 400);
        QCOMPARE(faultOf(m_fleet->get(path + "?marker=nobody")), u"badRequest"_s);
        QCOMPARE(m_fleet->get(path + "?limit=-1").status, 400);
    }
    QVERIFY(!m_fleet->get("/v2.1/P/servers").body.contains("metadata"));
    QVERIFY(m_fleet->get("/v2.1/P/servers/detail").body.contains("\"agency_name\""));
}

void EcsTest::novaShowsAServer()
{
    const QJsonObject server = m_fleet->json(novaPath)["server"_L1].toObject();
    QCOMPARE(server["metadata"_L1]["agency_name"_L1].toString(), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QCOMPARE(server["addresses"_L1].toObject().begin()->toArray().at(0)["version"_L1].toInt(), 4);
    QVERIFY(server["links"_L1][0]["href"_L1].toString().startsWith("https://ecs.example/v2.1/"_L1));
    QCOMPARE(m_fleet->json("/v2/P/servers/S")["server"_L1].toObject(), server);
    const Reply missing = m_fleet->get("/v2.1/P/servers/nobody");
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.body,
             QByteArray("{\"itemNotFound\":{\"code\":404,\"message\":\"Instance[nobody] could not be found.\"}}"));
}

void EcsTest::quirksAreWhatTheServerSays()
{
    m_fleet->node(0).serverWire = {{"metadata", "null"}, {"OS-EXT-SRV-ATTR:hostname", {}}, {"new", "[]"}};
    for (const char *path : {showPath, novaPath}) {
        const QJsonObject server = m_fleet->json(path)["server"_L1].toObject();
        QVERIFY(server["metadata"_L1].isNull());
        QVERIFY(!server.contains("OS-EXT-SRV-ATTR:hostname"_L1));
        QVERIFY(server["new"_L1].isArray());
    }
}

void EcsTest::aMergeChangesTheGivenKeysOnly()
{
    const Metadata before = m_fleet->node(0).metadata;
    const Reply reply = post(mergePath, R"({"metadata":{"agency_name":"mrs_ecs_obs"}})");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray(R"({"metadata":{"agency_name":"mrs_ecs_obs"}})"));
    QCOMPARE(m_fleet->node(0).agencyName(), u"mrs_ecs_obs"_s);
    QCOMPARE(m_fleet->node(0).metadata.size(), before.size());
    QVERIFY(std::equal(before.begin() + 1, before.end(), m_fleet->node(0).metadata.begin() + 1));
    QCOMPARE(m_fleet->node(1).agencyName(), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QVERIFY(m_fleet->get(showPath).body.contains("\"updated\":\"2026-01-15T10:00:00Z\""));
    // ECS does not ask IAM whether there is such an agency.
    QCOMPARE(post(mergePath, R"({"metadata":{"agency_name":"no-such-agency","x.y:z-1_":""}})").status, 200);
    QCOMPARE(m_fleet->node(0).agencyName(), u"no-such-agency"_s);
    QCOMPARE(m_fleet->node(0).metadata.size(), before.size() + 1);
    // Nova's own merge tells all of it.
    const Reply nova = post(novaMetadataPath, R"({"metadata":{"agency_name":"mrs_ecs_obs"}})");
    QCOMPARE(QJsonDocument::fromJson(nova.body)["metadata"_L1].toObject().size(), qsizetype(before.size() + 1));
}

void EcsTest::anEmptyMergeChangesNothing()
{
    const Metadata before = m_fleet->node(0).metadata;
    QCOMPARE(post(mergePath, R"({"metadata":{}})").body, QByteArray(R"({"metadata":{}})"));
    QCOMPARE(m_fleet->node(0).metadata, before);
    QVERIFY(!m_fleet->node(0).updated);
}

void EcsTest::anEmptyValueUnbinds()
{
    QCOMPARE(post(mergePath, R"({"metadata":{"agency_name":""}})").status, 200);
    m_fleet->clock->advance(30s);
    QCOMPARE(askSecurityKey(m_fleet->world, m_fleet->node(0)).outcome, SecurityKeyAnswer::NoAgency);
    QVERIFY(m_fleet->get(showPath).body.contains("\"agency_name\":\"\""));
}

void EcsTest::theNovaPutWipesEverythingElse()
{
    const Reply reply = put(novaMetadataPath, R"({"metadata":{"agency_name":"mrs_ecs_obs"}})");
    QCOMPARE(reply.body, QByteArray(R"({"metadata":{"agency_name":"mrs_ecs_obs"}})"));
    QCOMPARE(m_fleet->node(0).metadata, (Metadata{{u"agency_name"_s, u"mrs_ecs_obs"_s}})); // metering.* is gone
    QCOMPARE(put(novaMetadataPath, R"({"metadata":{}})").status, 200);
    QCOMPARE(m_fleet->node(0).metadata, Metadata());
    QCOMPARE(m_fleet->get(novaMetadataPath).body, QByteArray(R"({"metadata":{}})"));
    QVERIFY(!m_fleet->node(1).metadata.empty());
    QCOMPARE(put(mergePath, R"({"metadata":{}})").status, 405); // ECS's own has no such thing
}

void EcsTest::singleItemsAreShownWrittenAndDeleted()
{
    const QByteArray item = QByteArray(novaMetadataPath) + "/agency_name";
    QCOMPARE(m_fleet->get(item).body, QByteArray(R"({"meta":{"agency_name":"MRS_ECS_DEFAULT_AGENCY"}})"));
    QCOMPARE(put(item, R"({"meta":{"agency_name":"mrs_ecs_obs"}})").body,
             QByteArray(R"({"meta":{"agency_name":"mrs_ecs_obs"}})"));
    QCOMPARE(m_fleet->node(0).agencyName(), u"mrs_ecs_obs"_s);
    QCOMPARE(put(item, R"({"meta":{"other":"x"}})").status, 400);
    QCOMPARE(put(item, R"({"meta":{"agency_name":"x","other":"y"}})").status, 400);
    QCOMPARE(put(item, R"({"meta":{}})").status, 400);
    const auto remove = [&] { return m_fleet->send("DELETE", item, m_fleet->admin); };
    QCOMPARE(remove().status, 204);
    QCOMPARE(m_fleet->node(0).agencyName(), QString());
    QVERIFY(!m_fleet->node(0).metadata.empty());
    QCOMPARE(remove().status, 404);
    QCOMPARE(faultOf(remove()), u"itemNotFound"_s);
    QCOMPARE(m_fleet->get(item).status, 404);
}

void EcsTest::badBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray longest(255, 'k');
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("bytes") << QByteArray("\xff\x00{", 3);
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no member") << QByteArray("{}");
    QTest::newRow("text") << QByteArray(R"({"metadata":"agency_name"})");
    QTest::newRow("null") << QByteArray(R"({"metadata":null})");
    QTest::newRow("number as value") << QByteArray(R"({"metadata":{"a":1}})");
    QTest::newRow("null as value") << QByteArray(R"({"metadata":{"a":null}})");
    QTest::newRow("object as value") << QByteArray(R"({"metadata":{"a":{}}})");
    QTest::newRow("one good, one bad") << QByteArray(R"({"metadata":{"agency_name":"x","b":1}})");
    QTest::newRow("empty key") << QByteArray(R"({"metadata":{"":"x"}})");
    QTest::newRow("key too long") << "{\"metadata\":{\"k" + longest + "\":\"x\"}}";
    QTest::newRow("value too long") << "{\"metadata\":{\"k\":\"k" + longest + "\"}}";
    QTest::newRow("space in key") << QByteArray(R"({"metadata":{"a b":"x"}})");
    QTest::newRow("slash in key") << QByteArray(R"({"metadata":{"a/b":"x"}})");
    QTest::newRow("umlaut in key") << QByteArray("{\"metadata\":{\"\xc3\xa4\":\"x\"}}");
    QTest::newRow("huge") << "{\"metadata\":{\"k\":\"" + QByteArray(1'000'000, 'v') + "\"}}";
    QTest::newRow("deep") << QByteArray(100'000, '[');
}

void EcsTest::badBodies()
{
    QFETCH(QByteArray, body);
    const Metadata before = m_fleet->node(0).metadata;
    QCOMPARE(post(mergePath, body).status, 400);
    QCOMPARE(faultOf(post(mergePath, body)), u"Ecs.0005"_s);
    QCOMPARE(post(novaMetadataPath, body).status, 400);
    QCOMPARE(put(novaMetadataPath, body).status, 400);
    QCOMPARE(faultOf(put(novaMetadataPath, body)), u"badRequest"_s);
    QCOMPARE(put(QByteArray(novaMetadataPath) + "/k", body).status, 400);
    QCOMPARE(m_fleet->node(0).metadata, before);
}

void EcsTest::theStateMustAllowIt_data()
{
    QTest::addColumn<QString>("vmState");
    QTest::addColumn<QString>("taskState");
    QTest::addColumn<int>("status");
    for (const char *state : {"active", "stopped", "paused", "suspended"})
        QTest::newRow(state) << QString::fromLatin1(state) << QString() << 200;
    for (const char *state : {"building", "error", "deleted", "rescued", ""})
        QTest::addRow("not %s", state) << QString::fromLatin1(state) << QString() << 409;
    QTest::newRow("rebooting") << u"active"_s << u"rebooting"_s << 409;
}

void EcsTest::theStateMustAllowIt()
{
    QFETCH(QString, vmState);
    QFETCH(QString, taskState);
    QFETCH(int, status);
    m_fleet->node(0).vmState = vmState;
    m_fleet->node(0).taskState = taskState;
    const QByteArray body = R"({"metadata":{"agency_name":"mrs_ecs_obs"}})";
    QCOMPARE(post(mergePath, body).status, status);
    QCOMPARE(post(novaMetadataPath, body).status, status);
    QCOMPARE(put(novaMetadataPath, body).status, status);
    QCOMPARE(m_fleet->send("DELETE", QByteArray(novaMetadataPath) + "/agency_name", m_fleet->admin).status,
             status == 200 ? 204 : status);
    if (status == 409)
        QCOMPARE(m_fleet->node(0).agencyName(), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QCOMPARE(m_fleet->get(showPath).status, 200);
}

void EcsTest::aRunningAgencyTaskLocksItsNodes()
{
    m_fleet->cluster().agencyTask = u"running"_s;
    const QByteArray body = R"({"metadata":{"agency_name":"mrs_ecs_obs"}})";
    QCOMPARE(post(mergePath, body).status, 409);
    QCOMPARE(faultOf(post(novaMetadataPath, body)), u"conflictingRequest"_s);
    m_fleet->cluster().agencyTask = u"success"_s;
    QCOMPARE(post(mergePath, body).status, 200);
}

void EcsTest::thereIsRoomForSoManyItems()
{
    QByteArray items;
    for (int i = 0; i < 128; ++i)
        items += (items.isEmpty() ? "\"" : ",\"") + QByteArray::number(i) + "\":\"x\"";
    QCOMPARE(post(mergePath, "{\"metadata\":{" + items + "}}").status, 403);
    QCOMPARE(put(novaMetadataPath, "{\"metadata\":{" + items + "}}").status, 200);
    QCOMPARE(post(mergePath, R"({"metadata":{"agency_name":"x"}})").status, 403);
    QCOMPARE(post(mergePath, R"({"metadata":{"0":"changed"}})").status, 200);
    QCOMPARE(m_fleet->node(0).metadata.size(), std::size_t(128));
}

void EcsTest::perNodeWritesLeadToWorkingKeys()
{
    for (std::size_t i = 0; i < 7; ++i)
        m_fleet->node(i).removeMetadata(u"agency_name"_s);
    for (std::size_t i = 0; i < 7; ++i) {
        QCOMPARE(askSecurityKey(m_fleet->world, m_fleet->node(i)).outcome, SecurityKeyAnswer::NoAgency);
        QCOMPARE(post("/v1/P/cloudservers/" + m_fleet->node(i).id.toLatin1() + "/metadata",
                      R"({"metadata":{"agency_name":"mrs_ecs_obs"}})")
                     .status,
                 200);
    }
    QCOMPARE(askSecurityKey(m_fleet->world, m_fleet->node(0)).outcome, SecurityKeyAnswer::NoAgency); // a while
    m_fleet->clock->advance(30s);
    for (std::size_t i = 0; i < 7; ++i)
        QCOMPARE(askSecurityKey(m_fleet->world, m_fleet->node(i)).outcome, SecurityKeyAnswer::Key);
    // MRS's own record knows nothing of it.
    QCOMPARE(m_fleet->cluster().recordedAgency, std::optional(u"MRS_ECS_DEFAULT_AGENCY"_s));
}

void EcsTest::callersAreTold_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("nobody") << u"nobody"_s << 401 << u"APIGW.0301"_s;
    QTest::newRow("unknown token") << u"unknown"_s << 401 << u"APIGW.0301"_s;
    QTest::newRow("expired token") << u"expired"_s << 401 << u"APIGW.0301"_s;
    QTest::newRow("token of the account") << u"account"_s << 400 << u"Ecs.0023"_s;
    QTest::newRow("token of another project") << u"project"_s << 400 << u"Ecs.0023"_s;
}

void EcsTest::callersAreTold()
{
    QFETCH(QString, who);
    QFETCH(int, status);
    QFETCH(QString, code);
    const QByteArray token = m_fleet->tokenOfStranger(who);
    for (const char *path : {listPath, showPath, novaPath, novaMetadataPath}) {
        const bool isNova = QByteArray(path).startsWith("/v2");
        const Reply reply = m_fleet->send("GET", path, token);
        QCOMPARE(reply.status, status);
        QCOMPARE(faultOf(reply), isNova && status == 400 ? u"badRequest"_s : code);
    }
}

void EcsTest::rolesDecide_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<int>("readStatus");
    QTest::addColumn<int>("writeStatus");
    QTest::newRow("none") << QStringList() << 403 << 403;
    QTest::newRow("security administrator only") << QStringList{u"secu_admin"_s} << 403 << 403;
    QTest::newRow("guest") << QStringList{u"readonly"_s} << 200 << 403;
    QTest::newRow("administrator") << QStringList{u"te_admin"_s} << 200 << 200;
    QTest::newRow("of servers") << QStringList{u"server_adm"_s} << 200 << 200;
    QTest::newRow("of MRS") << QStringList{u"mrs_adm"_s} << 403 << 403;
}

void EcsTest::rolesDecide()
{
    QFETCH(QStringList, roles);
    QFETCH(int, readStatus);
    QFETCH(int, writeStatus);
    m_fleet->world.user(u"viewer"_s, m_fleet->accountId)->roles = roles;
    const QByteArray token = m_fleet->tokenOf(u"viewer"_s);
    QCOMPARE(m_fleet->send("GET", listPath, token).status, readStatus);
    QCOMPARE(m_fleet->send("GET", novaPath, token).status, readStatus);
    const QByteArray body = R"({"metadata":{"agency_name":"mrs_ecs_obs"}})";
    const Reply written = m_fleet->send("POST", mergePath, token, body);
    QCOMPARE(written.status, writeStatus);
    QCOMPARE(m_fleet->node(0).agencyName() == "mrs_ecs_obs"_L1, writeStatus == 200);
    const Reply nova = m_fleet->send("PUT", novaMetadataPath, token, body);
    QCOMPARE(nova.status, writeStatus);
    if (writeStatus == 403) {
        QCOMPARE(faultOf(written), u"Ecs.0003"_s);
        QCOMPARE(faultOf(nova), u"forbidden"_s);
    }
}

void EcsTest::tooManyCallsAreThrottled()
{
    m_fleet->world.fleet.levers.ecsCallsPerMinute = 2;
    QCOMPARE(m_fleet->get(listPath).status, 200);
    QCOMPARE(m_fleet->get(novaPath).status, 200);
    const Reply refused = post(mergePath, R"({"metadata":{"agency_name":"mrs_ecs_obs"}})");
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.header("Retry-After"), QByteArray("60"));
    QCOMPARE(m_fleet->node(0).agencyName(), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QCOMPARE(faultOf(m_fleet->get(novaPath)), u"overLimit"_s);
    m_fleet->clock->advance(60s);
    QCOMPARE(m_fleet->get(novaPath).status, 200);
}

void EcsTest::unknownPathsAndMethods()
{
    for (const char *path : {"/v2.1/", "/v2.1/P/", "/v2.1/P/flavors", "/v1/P/cloudservers",
                             "/v1/P/cloudservers/S/actions", "/v2.1/P/servers/S/metadata/a/b"}) {
        QCOMPARE(m_fleet->get(path).status, 404);
    }
    QCOMPARE(m_fleet->send("DELETE", showPath, m_fleet->admin).status, 405);
    QCOMPARE(m_fleet->send("GET", mergePath, m_fleet->admin).header("Allow"), QByteArray("POST"));
    QCOMPARE(m_fleet->send("PATCH", novaMetadataPath, m_fleet->admin).header("Allow"), QByteArray("GET, POST, PUT"));
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::EcsTest)
#include "ecstest.moc"
