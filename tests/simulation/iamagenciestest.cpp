// SPDX-License-Identifier: Apache-2.0
// Agencies, roles and grants against iam.md, section 7: answers compared byte by byte where it prints them.
#include "app/simulation/estate.h"
#include "iamcaller.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const QByteArray agencies = "/v3.0/OS-AGENCY/agencies";
const QString refusal = u"You are not authorized to perform the requested action: "_s;

} // namespace

class IamAgenciesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theListIsAsPrinted();
    void theListIsFiltered();
    void anAgencyIsCreatedAsPrinted();
    void durations_data();
    void durations();
    void badCreations_data();
    void badCreations();
    void anAgencyIsChanged();
    void badChanges_data();
    void badChanges();
    void aDeletedAgencyIsGoneAtOnce();
    void agenciesNeedTheAdministratorAndTheAccount_data();
    void agenciesNeedTheAdministratorAndTheAccount();
    void agenciesOfAnotherAccountAreNotThere();
    void theQuotaEnds();
    void grantsAreListedAsPrinted();
    void aRoleIsGrantedCheckedAndRevoked_data();
    void aRoleIsGrantedCheckedAndRevoked();
    void badGrants();
    void theRolesOfTheSystemAndOnesOwn();
    void quotasAreShown();

private:
    QByteArray create(const QByteArray &members) const;
    QString idOf(const QString &name)
    {
        return m_cloud->withWorld([&](World &world) { return world.agencies.agency(m_account, name)->id; });
    }
    QByteArray roleId(const QString &displayName)
    {
        return m_cloud->withWorld([&](World &world) { return world.agencies.roleCalled(displayName)->id; }).toLatin1();
    }

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<IamCaller> m_iam;
    QString m_account;
    QByteArray m_domain; // the same
    QByteArray m_admin; // token
};

void IamAgenciesTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'014ms)); // 2026-01-15T10:00:00.014Z
    m_cloud = std::make_shared<SimulatedCloud>(m_clock);
    m_iam = std::make_unique<IamCaller>(m_cloud);
    m_account = m_cloud->withWorld([](World &world) {
        addStandardAgencies(world, world.accounts().front().id);
        return world.accounts().front().id;
    });
    m_domain = m_account.toLatin1();
    m_admin = m_iam->tokenOf("ops-admin");
}

// A creation of an agency in the caller's account with these members besides.
QByteArray IamAgenciesTest::create(const QByteArray &members) const
{
    return "{\"agency\":{\"domain_id\":\"" + m_domain + "\"" + (members.isEmpty() ? "" : ",") + members + "}}";
}

void IamAgenciesTest::theListIsAsPrinted()
{
    m_cloud->withWorld([&](World &world) {
        Agency &agency = *world.agencies.agency(m_account, u"MRS_ECS_DEFAULT_AGENCY"_s);
        agency.created = Instant(1'704'359'355'000ms);
        agency.description.clear();
    });
    const Reply reply = m_iam->get(agencies + "?domain_id=" + m_domain + "&name=MRS_ECS_DEFAULT_AGENCY", m_admin);
    QCOMPARE(reply.status, 200);
    const QByteArray id = idOf(u"MRS_ECS_DEFAULT_AGENCY"_s).toLatin1();
    const QByteArray agency = "{\"id\":\"" + id + "\",\"name\":\"MRS_ECS_DEFAULT_AGENCY\",\"domain_id\":\"" + m_domain
        + "\",\"trust_domain_id\":\"b3f266d0c08544a0859740de8b84e850\",\"trust_domain_name\":\"op_svc_ecs\","
          "\"description\":\"\",\"duration\":\"FOREVER\",\"create_time\":\"2024-01-04T09:09:15.000000\","
          "\"expire_time\":null}";
    QCOMPARE(reply.body, "{\"agencies\":[" + agency + "]}");
    QCOMPARE(m_iam->get(agencies + '/' + id, m_admin).body, "{\"agency\":" + agency + '}');
}

void IamAgenciesTest::theListIsFiltered()
{
    const auto names = [&](const QByteArray &query) {
        QStringList found;
        for (const auto &agency : bodyOf(m_iam->get(agencies + query, m_admin))["agencies"_L1].toArray())
            found += agency.toObject()["name"_L1].toString();
        return found;
    };
    const QByteArray own = "?domain_id=" + m_domain;
    QCOMPARE(names(own).size(), 3);
    QCOMPARE(names(own + "&name=mrs_ecs_obs"), QStringList{u"mrs_ecs_obs"_s});
    QCOMPARE(names(own + "&name=MRS_ECS_OBS"), QStringList());
    QCOMPARE(names(own + "&trust_domain_id=b3f266d0c08544a0859740de8b84e850").size(), 2);
    QCOMPARE(names(own + "&trust_domain_id=" + m_domain), QStringList{u"agency-MRS-to-OBS"_s});
    QCOMPARE(names(own + "&trust_domain_id=another"), QStringList());
    const Reply without = m_iam->get(agencies, m_admin);
    QCOMPARE(without.status, 400);
    QCOMPARE(
        without.body,
        QByteArray(R"({"error":{"message":"'domain_id' is a required property","code":400,"title":"Bad Request"}})"));
    const Reply another = m_iam->get(agencies + "?domain_id=another", m_admin);
    QCOMPARE(another.status, 403);
    QCOMPARE(keystoneMessage(another), refusal + u"identity:list_agencies"_s);
}

void IamAgenciesTest::anAgencyIsCreatedAsPrinted()
{
    const Reply reply = m_iam->post(
        agencies,
        create(
            R"("name":"obs-for-nodes","trust_domain_name":"op_svc_ecs","description":"MRS nodes -> OBS","duration":"FOREVER")"),
        m_admin);
    QCOMPARE(reply.status, 201);
    const QByteArray id = idOf(u"obs-for-nodes"_s).toLatin1();
    QCOMPARE(reply.body,
             "{\"agency\":{\"id\":\"" + id + "\",\"name\":\"obs-for-nodes\",\"domain_id\":\"" + m_domain
                 + "\",\"trust_domain_id\":\"b3f266d0c08544a0859740de8b84e850\",\"description\":\"MRS nodes -> OBS\","
                   "\"duration\":\"FOREVER\",\"create_time\":\"2026-01-15T10:00:00.014000\",\"expire_time\":null}}");
    const QJsonObject shown = bodyOf(m_iam->get(agencies + '/' + id, m_admin))["agency"_L1].toObject();
    QCOMPARE(shown["trust_domain_name"_L1].toString(), u"op_svc_ecs"_s);

    const auto trusted = [&](const QByteArray &members) {
        const QJsonObject made = bodyOf(m_iam->post(agencies, create(members), m_admin))["agency"_L1].toObject();
        return made["trust_domain_id"_L1].toString();
    };
    const QString partner = m_cloud->withWorld([](World &world) { return world.accounts().back().id; });
    QCOMPARE(trusted("\"name\":\"a\",\"trust_domain_id\":\"" + partner.toLatin1() + '"'), partner);
    QCOMPARE(trusted("\"name\":\"b\",\"trust_domain_name\":\"OTC-EXAMPLE-00000000002\""), partner);
    QCOMPARE(trusted("\"name\":\"c\",\"trust_domain_name\":\"op_svc_ecs\",\"trust_domain_id\":\"ignored\""),
             u"b3f266d0c08544a0859740de8b84e850"_s);
}

void IamAgenciesTest::durations_data()
{
    QTest::addColumn<QByteArray>("duration");
    QTest::addColumn<QJsonValue>("shown");
    QTest::addColumn<QJsonValue>("expires");
    const QJsonValue never(QJsonValue::Null);
    QTest::newRow("absent") << QByteArray() << never << never;
    QTest::newRow("null") << QByteArray("null") << never << never;
    QTest::newRow("forever") << QByteArray("\"FOREVER\"") << QJsonValue(u"FOREVER"_s) << never;
    QTest::newRow("one day") << QByteArray("\"ONEDAY\"") << QJsonValue(u"ONEDAY"_s)
                             << QJsonValue(u"2026-01-16T10:00:00.014000"_s);
    QTest::newRow("days") << QByteArray("\"20\"") << QJsonValue(u"20"_s) << QJsonValue(u"2026-02-04T10:00:00.014000"_s);
}

void IamAgenciesTest::durations()
{
    QFETCH(QByteArray, duration);
    QFETCH(QJsonValue, shown);
    QFETCH(QJsonValue, expires);
    const QByteArray member = duration.isEmpty() ? QByteArray() : ",\"duration\":" + duration;
    const Reply made =
        m_iam->post(agencies, create(R"("name":"new","trust_domain_name":"op_svc_ecs")" + member), m_admin);
    QCOMPARE(made.status, 201);
    const QJsonObject agency = bodyOf(made)["agency"_L1].toObject();
    QCOMPARE(agency["duration"_L1], shown);
    QCOMPARE(agency["expire_time"_L1], expires);
}

void IamAgenciesTest::badCreations_data()
{
    QTest::addColumn<QByteArray>("body"); // DOMAIN stands for the account
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message"); // empty: not compared
    const auto row = [](const char *name, const QByteArray &members, int status, const QString &message = {}) {
        QTest::newRow(name) << "{\"agency\":{" + members + "}}" << status << message;
    };
    const QByteArray own = R"("domain_id":"DOMAIN",)";
    const QByteArray ecs = R"("trust_domain_name":"op_svc_ecs")";
    QTest::newRow("no agency") << QByteArray("{}") << 400 << u"'agency' is a required property"_s;
    QTest::newRow("an array") << QByteArray("{\"agency\":[]}") << 400 << u"'agency' is a required property"_s;
    row("no name", own + ecs, 400, u"'name' is a required property"_s);
    row("name null", own + R"("name":null,)" + ecs, 400, u"'name' is a required property"_s);
    row("name empty", own + R"("name":"",)" + ecs, 400);
    row("name is a number", own + R"("name":1,)" + ecs, 400, u"Invalid input for field 'name'. The value is '1'."_s);
    row("65 letters", own + "\"name\":\"" + QByteArray(65, 'n') + "\"," + ecs, 400);
    row("no domain", R"("name":"new",)" + ecs, 400, u"'domain_id' is a required property"_s);
    row("another domain", R"("domain_id":"another","name":"new",)" + ecs, 403, refusal + u"identity:create_agency"_s);
    row("no trust", own + R"("name":"new")", 400, u"'trust_domain_name' is a required property"_s);
    row("unknown trust", own + R"("name":"new","trust_domain_name":"op_svc_nothing")", 404, u"TrustDomainNotFound"_s);
    row("unknown trust id", own + R"("name":"new","trust_domain_id":"OTC-EXAMPLE-00000000002")", 404,
        u"TrustDomainNotFound"_s);
    row("id as name", own + R"("name":"new","trust_domain_name":"DOMAIN")", 404, u"TrustDomainNotFound"_s);
    row("256 letters", own + R"("name":"new",)" + ecs + ",\"description\":\"" + QByteArray(256, 'd') + '"', 400);
    row("description is a list", own + R"("name":"new",)" + ecs + ",\"description\":[]", 400);
    row("exists", own + R"("name":"mrs_ecs_obs",)" + ecs, 409);
    for (const QByteArray &duration :
         {QByteArray("\"\""), QByteArray("\"0\""), QByteArray("\"-1\""), QByteArray("\"36501\""), QByteArray("\"1.5\""),
          QByteArray("\"forever\""), QByteArray("\"999999999999\""), QByteArray("20")})
        row("duration " + duration, own + R"("name":"new",)" + ecs + ",\"duration\":" + duration, 400);
}

void IamAgenciesTest::badCreations()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    const Reply reply = m_iam->post(agencies, body.replace("DOMAIN", m_domain), m_admin);
    QCOMPARE(reply.status, status);
    QVERIFY(!keystoneMessage(reply).isEmpty());
    if (!message.isEmpty())
        QCOMPARE(keystoneMessage(reply), message);
    QCOMPARE(m_cloud->withWorld([](World &world) { return world.agencies.all().size(); }), std::size_t(3));
}

void IamAgenciesTest::anAgencyIsChanged()
{
    const QByteArray path = agencies + '/' + idOf(u"mrs_ecs_obs"_s).toLatin1();
    const QByteArray before = m_iam->get(path, m_admin).body;
    const Reply changed = m_iam->send("PUT", path, m_admin, R"({"agency":{"description":"","duration":"ONEDAY"}})");
    QCOMPARE(changed.status, 200);
    QVERIFY(!changed.body.contains("trust_domain_name"));
    QJsonObject agency = bodyOf(changed)["agency"_L1].toObject();
    QCOMPARE(agency["description"_L1].toString(), QString());
    QCOMPARE(agency["expire_time"_L1].toString(), u"2026-01-16T10:00:00.014000"_s);
    agency = bodyOf(m_iam->send("PUT", path, m_admin, R"({"agency":{"duration":null}})"))["agency"_L1].toObject();
    QVERIFY(agency["expire_time"_L1].isNull() && agency["duration"_L1].isNull());
    const QByteArray trust =
        "{\"agency\":{\"trust_domain_id\":\"" + m_domain + "\",\"trust_domain_name\":\"OTC-EXAMPLE-00000000001\"}}";
    QCOMPARE(m_iam->send("PUT", path, m_admin, trust).status, 200);
    QVERIFY(!m_cloud->withWorld(
        [&](World &world) { return world.agencies.agency(m_account, u"mrs_ecs_obs"_s)->trustsEcs(); }));
    QVERIFY(m_iam->get(path, m_admin).body != before);
}

void IamAgenciesTest::badChanges_data()
{
    QTest::addColumn<QByteArray>("agency");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing") << QByteArray("{}") << 400;
    QTest::newRow("a text") << QByteArray("\"mrs_ecs_obs\"") << 400;
    QTest::newRow("the name") << QByteArray(R"({"name":"other","description":"x"})") << 400;
    QTest::newRow("trust name alone") << QByteArray(R"({"trust_domain_name":"op_svc_ecs"})") << 400;
    QTest::newRow("trust id alone") << QByteArray(R"({"trust_domain_id":"b3f266d0c08544a0859740de8b84e850"})") << 400;
    QTest::newRow("unknown trust") << QByteArray(R"({"trust_domain_id":"x","trust_domain_name":"y"})") << 404;
    QTest::newRow("trust of two") << QByteArray(R"({"trust_domain_id":"DOMAIN","trust_domain_name":"op_svc_ecs"})")
                                  << 404;
    QTest::newRow("duration") << QByteArray(R"({"description":"x","duration":"0"})") << 400;
    QTest::newRow("description") << QByteArray(R"({"description":7})") << 400;
    QTest::newRow("256 letters") << "{\"description\":\"" + QByteArray(256, 'd') + "\"}" << 400;
}

void IamAgenciesTest::badChanges()
{
    QFETCH(QByteArray, agency);
    QFETCH(int, status);
    const QByteArray path = agencies + '/' + idOf(u"mrs_ecs_obs"_s).toLatin1();
    const QByteArray before = m_iam->get(path, m_admin).body;
    const Reply reply = m_iam->send("PUT", path, m_admin, "{\"agency\":" + agency.replace("DOMAIN", m_domain) + '}');
    QCOMPARE(reply.status, status);
    QCOMPARE(m_iam->get(path, m_admin).body, before); // nothing, not half of it
}

void IamAgenciesTest::aDeletedAgencyIsGoneAtOnce()
{
    const QByteArray path = agencies + '/' + idOf(u"mrs_ecs_obs"_s).toLatin1();
    QCOMPARE(m_iam->send("DELETE", path, m_admin).status, 204);
    const Reply again = m_iam->send("DELETE", path, m_admin);
    QCOMPARE(again.status, 404);
    QVERIFY(keystoneMessage(again).startsWith("Could not find agency"_L1));
    QCOMPARE(m_iam->get(path, m_admin).status, 404);
    QCOMPARE(m_iam->send("PUT", path, m_admin, R"({"agency":{"description":"x"}})").status, 404);
}

void IamAgenciesTest::agenciesNeedTheAdministratorAndTheAccount_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target"); // WHERE, WHICH, PROJECT and ROLE stand for ids
    QTest::addColumn<QString>("action");
    const auto row = [](const QByteArray &method, const QByteArray &target, const QString &action) {
        QTest::newRow(method + ' ' + target) << method << target << action;
    };
    row("GET", agencies + "?domain_id=WHERE", u"identity:list_agencies"_s);
    row("GET", agencies + "/WHICH", u"identity:get_agency"_s);
    row("POST", agencies, u"identity:create_agency"_s);
    row("PUT", agencies + "/WHICH", u"identity:update_agency"_s);
    row("DELETE", agencies + "/WHICH", u"identity:delete_agency"_s);
    row("GET", "/v3.0/OS-AGENCY/domains/WHERE/agencies/WHICH/roles", u"identity:list_domain_grants"_s);
    row("GET", "/v3.0/OS-AGENCY/projects/PROJECT/agencies/WHICH/roles", u"identity:list_project_grants"_s);
    row("GET", "/v3.0/OS-INHERIT/domains/WHERE/agencies/WHICH/roles/inherited_to_projects",
        u"identity:list_inherited_grants"_s);
    row("PUT", "/v3.0/OS-AGENCY/domains/WHERE/agencies/WHICH/roles/ROLE", u"identity:create_domain_grant"_s);
    row("DELETE", "/v3.0/OS-AGENCY/projects/PROJECT/agencies/WHICH/roles/ROLE", u"identity:revoke_project_grant"_s);
    row("HEAD", "/v3.0/OS-INHERIT/domains/WHERE/agencies/WHICH/roles/ROLE/inherited_to_projects",
        u"identity:check_inherited_grant"_s);
    row("GET", "/v3/roles", u"identity:list_roles"_s);
    row("GET", "/v3/roles/ROLE", u"identity:get_role"_s);
}

void IamAgenciesTest::agenciesNeedTheAdministratorAndTheAccount()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QString, action);
    const QByteArray project = m_cloud->withWorld([](World &world) { return world.projects().front().id; }).toLatin1();
    target.replace("WHERE", m_domain)
        .replace("WHICH", idOf(u"mrs_ecs_obs"_s).toLatin1())
        .replace("PROJECT", project)
        .replace("ROLE", roleId(u"OBS OperateAccess"_s));
    for (const QByteArray &token : {m_iam->tokenOf("viewer"), m_iam->tokenOf("svc-etl-writer"),
                                    m_iam->tokenOf("ops-admin", R"({"project":{"name":"eu-de"}})")}) {
        const Reply reply = m_iam->send(method, target, token, R"({"agency":{"description":"x"}})");
        QCOMPARE(reply.status, 403);
        QCOMPARE(keystoneMessage(reply), refusal + action);
    }
    QCOMPARE(m_iam->send(method, target, {}, "{}").status, 401);
    QVERIFY(m_iam->send(method, target, m_admin, R"({"agency":{"description":"x"}})").status != 403);
}

void IamAgenciesTest::agenciesOfAnotherAccountAreNotThere()
{
    m_cloud->withWorld([](World &world) {
        world.add(User{.name = u"partner-admin"_s,
                       .accountId = world.accounts().back().id,
                       .password = u"example-password"_s,
                       .roles = {u"secu_admin"_s}});
    });
    const QByteArray token = m_iam->tokenOf("partner-admin", {}, "OTC-EXAMPLE-00000000002");
    const QByteArray agency = idOf(u"mrs_ecs_obs"_s).toLatin1();
    QCOMPARE(m_iam->get(agencies + '/' + agency, token).status, 404);
    QCOMPARE(m_iam->send("DELETE", agencies + '/' + agency, token).status, 404);
    QCOMPARE(m_iam->get(agencies + "?domain_id=" + m_domain, token).status, 403);
    QCOMPARE(m_iam->get("/v3.0/OS-AGENCY/domains/" + m_domain + "/agencies/" + agency + "/roles", token).status, 403);
    const QByteArray partner = m_cloud->withWorld([](World &world) { return world.accounts().back().id; }).toLatin1();
    QCOMPARE(m_iam->get("/v3.0/OS-AGENCY/domains/" + partner + "/agencies/" + agency + "/roles", token).status, 404);
    QCOMPARE(m_iam->get("/v3/roles?domain_id=" + m_domain, token).status, 403);
    QCOMPARE(m_iam->get("/v3/roles/" + roleId(u"guardian-assume"_s), token).status, 404);
    QCOMPARE(m_iam->get("/v3/roles/" + roleId(u"OBS OperateAccess"_s), token).status, 200);
}

void IamAgenciesTest::theQuotaEnds()
{
    for (int i = 3; i < 50; ++i) {
        const QByteArray name = "agency-" + QByteArray::number(i);
        QCOMPARE(m_iam->post(agencies, create("\"trust_domain_name\":\"op_svc_ecs\",\"name\":\"" + name + '"'), m_admin)
                     .status,
                 201);
    }
    const Reply full = m_iam->post(agencies, create(R"("trust_domain_name":"op_svc_ecs","name":"agency-50")"), m_admin);
    QCOMPARE(full.status, 403);
    QCOMPARE(m_iam->post(agencies, create(R"("trust_domain_name":"op_svc_ecs","name":"agency-49")"), m_admin).status,
             409);
}

void IamAgenciesTest::grantsAreListedAsPrinted()
{
    const QByteArray agency = idOf(u"mrs_ecs_obs"_s).toLatin1();
    const QByteArray operate = roleId(u"OBS OperateAccess"_s);
    const Reply onAccount =
        m_iam->get("/v3.0/OS-AGENCY/domains/" + m_domain + "/agencies/" + agency + "/roles", m_admin);
    QCOMPARE(onAccount.status, 200);
    const QByteArray first = "{\"roles\":[{\"id\":\"" + operate
        + "\",\"name\":\"system_all_30\",\"display_name\":\"OBS OperateAccess\",\"catalog\":\"OBS\",\"type\":\"AX\","
          "\"flag\":\"fine_grained\",\"domain_id\":null,\"description\":\"OBS OperateAccess of OBS\",\"policy\":{"
          "\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"obs:bucket:ListAllMyBuckets\",";
    QCOMPARE(onAccount.body.left(first.size()), first);
    const QJsonArray roles = bodyOf(onAccount)["roles"_L1].toArray();
    QCOMPARE(roles.size(), 2);
    QCOMPARE(roles[1]["domain_id"_L1].toString(), m_account); // the custom policy of Guardian
    QCOMPARE(roles[1]["policy"_L1]["Statement"_L1][0]["Resource"_L1]["uri"_L1][0].toString(),
             u"/iam/agencies/"_s + idOf(u"agency-MRS-to-OBS"_s));

    m_cloud->withWorld([&](World &world) {
        Agency &changed = *world.agencies.agency(m_account, u"mrs_ecs_obs"_s);
        changed.inheritedRoles = {QString::fromLatin1(operate), u"of a role that is gone"_s};
    });
    m_cloud->setEndpoint(u"iam"_s, u"https://iam.example"_s);
    const QByteArray path =
        "/v3.0/OS-INHERIT/domains/" + m_domain + "/agencies/" + agency + "/roles/inherited_to_projects";
    QCOMPARE(m_iam->get(path, m_admin).body,
             "{\"roles\":[{\"id\":\"" + operate
                 + "\",\"name\":\"system_all_30\",\"links\":{\"self\":\"https://iam.example/v3/roles/" + operate
                 + "\"}}],\"links\":{\"self\":\"https://iam.example" + path + "\",\"previous\":null,\"next\":null}}");
}

void IamAgenciesTest::aRoleIsGrantedCheckedAndRevoked_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<bool>("reachesObs");
    QTest::newRow("account") << QByteArray("/v3.0/OS-AGENCY/domains/WHERE/agencies/WHICH/roles")
                             << QByteArray("/v3.0/OS-AGENCY/domains/WHERE/agencies/WHICH/roles/ROLE") << true;
    QTest::newRow("project") << QByteArray("/v3.0/OS-AGENCY/projects/PROJECT/agencies/WHICH/roles")
                             << QByteArray("/v3.0/OS-AGENCY/projects/PROJECT/agencies/WHICH/roles/ROLE") << false;
    QTest::newRow("inherited")
        << QByteArray("/v3.0/OS-INHERIT/domains/WHERE/agencies/WHICH/roles/inherited_to_projects")
        << QByteArray("/v3.0/OS-INHERIT/domains/WHERE/agencies/WHICH/roles/ROLE/inherited_to_projects") << true;
}

void IamAgenciesTest::aRoleIsGrantedCheckedAndRevoked()
{
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, one);
    QFETCH(bool, reachesObs);
    const QByteArray agency = idOf(u"mrs_ecs_obs"_s).toLatin1();
    const QByteArray project = m_cloud->withWorld([](World &world) { return world.projects().front().id; }).toLatin1();
    for (QByteArray *path : {&list, &one})
        path->replace("WHERE", m_domain)
            .replace("PROJECT", project)
            .replace("WHICH", agency)
            .replace("ROLE", roleId(u"OBS Administrator"_s));
    const auto isAllowed = [&] {
        return m_cloud->withWorld([&](World &world) {
            return world.agencies.allows(*world.agencies.agency(QString::fromLatin1(agency)),
                                         u"obs:bucket:CreateBucket"_s);
        });
    };
    const auto listed = [&] { return bodyOf(m_iam->get(list, m_admin))["roles"_L1].toArray().size(); };
    const qsizetype before = listed();
    QCOMPARE(m_iam->send("HEAD", one, m_admin).status, 404);
    QCOMPARE(m_iam->send("DELETE", one, m_admin).status, 404);
    QCOMPARE(m_iam->send("PUT", one, m_admin).status, 204);
    QCOMPARE(m_iam->send("PUT", one, m_admin).status, 204); // twice is once
    QCOMPARE(listed(), before + 1);
    QCOMPARE(m_iam->send("HEAD", one, m_admin).status, 204);
    QCOMPARE(isAllowed(), reachesObs);
    QCOMPARE(m_iam->send("DELETE", one, m_admin).status, 204);
    QCOMPARE(m_iam->send("HEAD", one, m_admin).status, 404);
    QCOMPARE(listed(), before);
    QVERIFY(!isAllowed());
}

void IamAgenciesTest::badGrants()
{
    const QByteArray agency = idOf(u"mrs_ecs_obs"_s).toLatin1();
    const auto grant = [&](const QByteArray &where, const QByteArray &which, const QByteArray &role) {
        return m_iam->send("PUT", "/v3.0/OS-AGENCY/" + where + "/agencies/" + which + "/roles/" + role, m_admin);
    };
    const QByteArray operate = roleId(u"OBS OperateAccess"_s);
    QCOMPARE(grant("domains/another", agency, operate).status, 403);
    QCOMPARE(grant("projects/another", agency, operate).status, 404);
    QCOMPARE(grant("domains/" + m_domain, "another", operate).status, 404);
    QCOMPARE(keystoneMessage(grant("domains/" + m_domain, agency, "another")), u"Could not find role: another."_s);
    for (const QString &name : {u"Security Administrator"_s, u"Agent Operator"_s}) {
        const Reply reply = grant("domains/" + m_domain, agency, roleId(name));
        QCOMPARE(reply.status, 403);
        QVERIFY(keystoneMessage(reply).contains("blacklist"_L1));
    }
}

void IamAgenciesTest::theRolesOfTheSystemAndOnesOwn()
{
    m_cloud->setEndpoint(u"iam"_s, u"https://iam.example"_s);
    const auto roles = [&](const QByteArray &query) { return bodyOf(m_iam->get("/v3/roles" + query, m_admin)); };
    const QJsonObject all = roles({});
    QCOMPARE(all["total_number"_L1].toInt(), all["roles"_L1].toArray().size());
    QVERIFY(all["total_number"_L1].toInt() >= 10);
    for (const auto &role : all["roles"_L1].toArray())
        QVERIFY(role.toObject()["domain_id"_L1].isNull());
    const QJsonObject own = roles("?domain_id=" + m_domain);
    QCOMPARE(own["total_number"_L1].toInt(), 1);
    QCOMPARE(own["roles"_L1][0]["display_name"_L1].toString(), u"guardian-assume"_s);
    const QJsonObject named = roles("?name=system_all_30");
    QCOMPARE(named["total_number"_L1].toInt(), 1);
    const QJsonObject role = named["roles"_L1][0].toObject();
    QCOMPARE(role["created_time"_L1], QJsonValue(u"1579229246886"_s)); // a text
    QCOMPARE(role["updated_time"_L1], QJsonValue(u"1579229246886"_s));
    QCOMPARE(roles("?name=OBS%20OperateAccess")["total_number"_L1].toInt(), 0); // the internal name
    const QByteArray id = role["id"_L1].toString().toLatin1();
    QCOMPARE(bodyOf(m_iam->get("/v3/roles/" + id, m_admin))["role"_L1].toObject(), role);
    QCOMPARE(m_iam->get("/v3/roles/another", m_admin).status, 404);
}

void IamAgenciesTest::quotasAreShown()
{
    const QByteArray path = "/v3.0/OS-QUOTA/domains/" + m_domain;
    const QByteArray viewer = m_iam->tokenOf("viewer"); // any user
    QCOMPARE(m_iam->get(path + "?type=agency", viewer).body,
             QByteArray(R"({"quotas":{"resources":[{"type":"agency","quota":50,"used":3,"min":10,"max":100}]}})"));
    QCOMPARE(bodyOf(m_iam->get(path, viewer))["quotas"_L1]["resources"_L1].toArray().size(), 5);
    QCOMPARE(m_iam->get(path + "?type=magic", viewer).status, 400);
    QCOMPARE(m_iam->get("/v3.0/OS-QUOTA/domains/another", viewer).status, 403);
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::IamAgenciesTest)
#include "iamagenciestest.moc"
