// SPDX-License-Identifier: Apache-2.0
// Temporary AK/SK (iam.md, section 5), taking over an agency (2.6), what a policy leaves of the rights, and throttling.
#include "app/simulation/estate.h"
#include "app/simulation/temporarykeys.h"
#include "iamcaller.h"
#include "signer.h"

#include <QJsonArray>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const QByteArray securityTokens = "/v3.0/OS-CREDENTIAL/securitytokens";
const QByteArray partnerAccount = "OTC-EXAMPLE-00000000002";

QByteArray byToken(const QByteArray &members = {}, const QByteArray &beside = {})
{
    return R"({"auth":{"identity":{"methods":["token"],"token":{)" + members + '}' + beside + "}}}";
}

QByteArray byAgency(const QByteArray &members, const QByteArray &scope = {})
{
    return R"({"auth":{"identity":{"methods":["assume_role"],"assume_role":{)" + members + "}}" + scope + "}}";
}

SignedBy keysFrom(const Reply &reply)
{
    const QJsonObject credential = bodyOf(reply)["credential"_L1].toObject();
    return {.access = credential["access"_L1].toString().toLatin1(),
            .secret = credential["secret"_L1].toString().toLatin1(),
            .securityToken = credential["securitytoken"_L1].toString().toLatin1()};
}

} // namespace

class IamTemporaryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keysComeFromATokenAsPrinted();
    void theTokenMayStandInTheBody();
    void lives_data();
    void lives();
    void badRequests_data();
    void badRequests();
    void keysActForTheirUserUntilTheyEnd();
    void temporaryKeysAreNotAmongTheOthers();
    void aPolicyNarrowsWhatTheKeysMay();
    void aPolicyNarrowsCallsToClustersAndServers_data();
    void aPolicyNarrowsCallsToClustersAndServers();
    void anAgencyIsTakenOverForKeys_data();
    void anAgencyIsTakenOverForKeys();
    void anAgencyIsTakenOverForAToken();
    void tokensOfAnAgencyEndWithIt();
    void whoMayNotTakeOver_data();
    void whoMayNotTakeOver();
    void guardiansKeysOpenTheSecondAgency();
    void theCatalogKnowsEveryDoor();
    void tooManyCallsAreThrottled();

private:
    Reply signedGet(const QByteArray &target, const SignedBy &by)
    {
        return m_cloud->answer(sdkSigned({.method = "GET", .target = target}, by, m_clock->now()));
    }
    QByteArray idOf(const QString &user)
    {
        return m_cloud->withWorld([&](World &world) { return world.user(user, world.accounts().front().id)->id; })
            .toLatin1();
    }
    // In the first account, trusting the second.
    void addAgency(const QString &name, const QStringList &roles);

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<IamCaller> m_iam;
    QByteArray m_domain;
};

void IamTemporaryTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'575ms)); // 2026-01-15T10:00:00.575Z
    m_cloud = std::make_shared<SimulatedCloud>(m_clock);
    m_iam = std::make_unique<IamCaller>(m_cloud);
    m_domain = m_cloud
                   ->withWorld([](World &world) {
                       addStandardAgencies(world, world.accounts().front().id);
                       return world.accounts().front().id;
                   })
                   .toLatin1();
}

void IamTemporaryTest::addAgency(const QString &name, const QStringList &roles)
{
    m_cloud->withWorld([&](World &world) {
        const Account &partner = *world.account(QString::fromLatin1(partnerAccount));
        Agency agency{.id = world.makeId(),
                      .name = name,
                      .accountId = QString::fromLatin1(m_domain),
                      .trustId = partner.id,
                      .trustName = partner.name,
                      .created = world.now()};
        for (const QString &role : roles)
            agency.accountRoles += world.agencies.roleCalled(role)->id;
        world.agencies.add(std::move(agency));
    });
}

void IamTemporaryTest::keysComeFromATokenAsPrinted()
{
    const Reply reply = m_iam->post(securityTokens, byToken(R"("duration_seconds":3600)"), m_iam->tokenOf("viewer"));
    QCOMPARE(reply.status, 201);
    const SignedBy keys = keysFrom(reply);
    QCOMPARE(keys.access.size(), 20);
    QCOMPARE(keys.secret.size(), 40);
    QVERIFY(keys.securityToken.startsWith("gAAAAAB"));
    QCOMPARE(reply.body,
             "{\"credential\":{\"access\":\"" + keys.access + "\",\"secret\":\"" + keys.secret
                 + "\",\"securitytoken\":\"" + keys.securityToken
                 + "\",\"expires_at\":\"2026-01-15T11:00:00.575000Z\"}}");
}

void IamTemporaryTest::theTokenMayStandInTheBody()
{
    const QByteArray token = m_iam->tokenOf("viewer");
    QCOMPARE(m_iam->post(securityTokens, byToken("\"id\":\"" + token + '"')).status, 201);
    QCOMPARE(nativeCode(m_iam->post(securityTokens, byToken(R"("id":"MIIFAKE")"))), u"IAM.0067"_s);
    // The header wins, whichever is good.
    QCOMPARE(m_iam->post(securityTokens, byToken(R"("id":"MIIFAKE")"), token).status, 201);
    QCOMPARE(nativeCode(m_iam->post(securityTokens, byToken("\"id\":\"" + token + '"'), "MIIFAKE")), u"IAM.0067"_s);
    QCOMPARE(m_iam->post(securityTokens, byToken()).status, 401);
    m_clock->advance(24h);
    QCOMPARE(nativeCode(m_iam->post(securityTokens, byToken(), token)), u"IAM.0066"_s);
}

void IamTemporaryTest::lives_data()
{
    QTest::addColumn<QByteArray>("duration");
    QTest::addColumn<QString>("expires"); // empty: refused
    QTest::newRow("default") << QByteArray() << u"2026-01-15T10:15:00.575000Z"_s;
    QTest::newRow("shortest") << QByteArray("900") << u"2026-01-15T10:15:00.575000Z"_s;
    QTest::newRow("longest") << QByteArray("86400") << u"2026-01-16T10:00:00.575000Z"_s;
    for (const QByteArray &wrong :
         {QByteArray("899"), QByteArray("86401"), QByteArray("0"), QByteArray("-900"), QByteArray("900.5"),
          QByteArray("1e99"), QByteArray("\"900\""), QByteArray("null"), QByteArray("[]"), QByteArray("true")})
        QTest::newRow(wrong.constData()) << wrong << QString();
}

void IamTemporaryTest::lives()
{
    QFETCH(QByteArray, duration);
    QFETCH(QString, expires);
    const QByteArray member = duration.isEmpty() ? QByteArray() : "\"duration_seconds\":" + duration;
    const Reply reply = m_iam->post(securityTokens, byToken(member), m_iam->tokenOf("viewer"));
    QCOMPARE(bodyOf(reply)["credential"_L1]["expires_at"_L1].toString(), expires);
    if (expires.isEmpty()) {
        QCOMPARE(reply.status, 400);
        QCOMPARE(nativeCode(reply), u"IAM.0073"_s);
    }
}

void IamTemporaryTest::badRequests_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QByteArray() << u"IAM.1101"_s;
    QTest::newRow("not JSON") << QByteArray("auth") << u"IAM.0011"_s;
    QTest::newRow("no auth") << QByteArray("{}") << u"IAM.0072"_s;
    QTest::newRow("no methods") << QByteArray(R"({"auth":{"identity":{}}})") << u"IAM.0072"_s;
    QTest::newRow("methods empty") << QByteArray(R"({"auth":{"identity":{"methods":[]}}})") << u"IAM.0072"_s;
    QTest::newRow("both methods") << QByteArray(R"({"auth":{"identity":{"methods":["token","assume_role"]}}})")
                                  << u"IAM.0073"_s;
    QTest::newRow("password") << QByteArray(R"({"auth":{"identity":{"methods":["password"]}}})") << u"IAM.0073"_s;
    const auto policy = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << byToken({}, ",\"policy\":" + text) << u"IAM.0073"_s;
    };
    policy("policy is a text", "\"all\"");
    policy("policy null", "null");
    policy("policy empty", "{}");
    policy("old policy", R"({"Version":"1.0","Statement":[{"Effect":"Allow","Action":["obs:*:*"]}]})");
    policy("no statement", R"({"Version":"1.1","Statement":[]})");
    policy("no action", R"({"Version":"1.1","Statement":[{"Effect":"Allow"}]})");
    policy("action is a text", R"({"Version":"1.1","Statement":[{"Effect":"Allow","Action":"obs:*:*"}]})");
    policy("action of numbers", R"({"Version":"1.1","Statement":[{"Effect":"Allow","Action":[1]}]})");
    policy("effect", R"({"Version":"1.1","Statement":[{"Effect":"allow","Action":["obs:*:*"]}]})");
    policy("resource", R"({"Version":"1.1","Statement":[{"Effect":"Deny","Action":["obs:*:*"],"Resource":{}}]})");
    policy("condition", R"({"Version":"1.1","Statement":[{"Effect":"Deny","Action":["obs:*:*"],"Condition":[]}]})");
    QTest::newRow("scope of nobody") << byToken().chopped(1) + R"(,"scope":{"project":{"name":"eu-xx"}}})" << QString();
    QTest::newRow("scope of another") << byToken().chopped(2)
            + R"(,"scope":{"domain":{"name":"OTC-EXAMPLE-00000000002"}}}})"
                                      << u"IAM.0073"_s;
    QTest::newRow("scope of no project") << byToken().chopped(2) + R"(,"scope":{"project":{"id":"nothing"}}}})"
                                         << u"IAM.0073"_s;
}

void IamTemporaryTest::badRequests()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    const Reply reply = m_iam->post(securityTokens, body, m_iam->tokenOf("viewer"));
    if (code.isEmpty()) { // a scope outside of auth is no scope
        QCOMPARE(reply.status, 201);
        return;
    }
    QCOMPARE(reply.status, 400);
    QCOMPARE(nativeCode(reply), code);
    QCOMPARE(m_cloud->withWorld([](World &world) { return world.agencies.temporaryKeys(); }), 0);
}

void IamTemporaryTest::keysActForTheirUserUntilTheyEnd()
{
    const SignedBy keys = keysFrom(m_iam->post(securityTokens, byToken(), m_iam->tokenOf("ops-admin")));
    QCOMPARE(signedGet("/v3/users", keys).status, 200);
    const QString id = QString::fromLatin1(idOf(u"ops-admin"_s));
    QCOMPARE(signedGet("/v3/users/" + id.toLatin1(), keys).status, 200);
    m_cloud->withWorld([&id](World &world) { world.user(id)->enabled = false; });
    QCOMPARE(nativeCode(signedGet("/v3/users", keys)), u"IAM.0080"_s);
    m_cloud->withWorld([&id](World &world) { world.user(id)->enabled = true; });
    m_clock->advance(15min);
    QCOMPARE(nativeCode(signedGet("/v3/users", keys)), u"APIGW.0301"_s);
}

void IamTemporaryTest::temporaryKeysAreNotAmongTheOthers()
{
    const QByteArray token = m_iam->tokenOf("svc-reporting");
    const SignedBy keys = keysFrom(m_iam->post(securityTokens, byToken(), token));
    QCOMPARE(m_iam->get("/v3.0/OS-CREDENTIAL/credentials", token).body, QByteArray(R"({"credentials":[]})"));
    QCOMPARE(m_iam->get("/v3.0/OS-CREDENTIAL/credentials/" + keys.access, token).status, 404);
    QCOMPARE(m_iam->send("DELETE", "/v3.0/OS-CREDENTIAL/credentials/" + keys.access, token).status, 404);
    for (int i = 0; i < 2; ++i) { // nor do they count
        const QByteArray body = "{\"credential\":{\"user_id\":\"" + idOf(u"svc-reporting"_s) + "\"}}";
        QCOMPARE(m_iam->post("/v3.0/OS-CREDENTIAL/credentials", body, token).status, 201);
    }
}

void IamTemporaryTest::aPolicyNarrowsWhatTheKeysMay()
{
    const QByteArray admin = m_iam->tokenOf("ops-admin");
    const auto keysWith = [&](const QByteArray &statements) {
        return keysFrom(m_iam->post(
            securityTokens, byToken({}, R"(,"policy":{"Version":"1.1","Statement":[)" + statements + "]}"), admin));
    };
    const SignedBy obsOnly = keysWith(R"({"Effect":"Allow","Action":["obs:*:*"]})");
    QCOMPARE(signedGet("/v3/users", obsOnly).status, 403);
    QCOMPARE(signedGet("/v3.0/OS-CREDENTIAL/credentials", obsOnly).status, 403); // not even one's own
    QCOMPARE(signedGet("/v3/auth/projects", obsOnly).status, 200); // asks for no right
    const SignedBy users =
        keysWith(R"({"Effect":"Allow","Action":["iam:users:*"]},{"Effect":"Deny","Action":["iam:users:getUser"]})");
    QCOMPARE(signedGet("/v3/users", users).status, 200);
    QCOMPARE(signedGet("/v3/users/" + idOf(u"viewer"_s), users).status, 403);
    // It takes away and gives nothing.
    const SignedBy viewer = keysFrom(m_iam->post(
        securityTokens, byToken({}, R"(,"policy":{"Version":"1.1","Statement":[{"Effect":"Allow","Action":["*"]}]})"),
        m_iam->tokenOf("viewer")));
    QCOMPARE(signedGet("/v3/users", viewer).status, 403);
    QCOMPARE(signedGet("/v3.0/OS-CREDENTIAL/credentials", viewer).status, 200);
}

void IamTemporaryTest::aPolicyNarrowsCallsToClustersAndServers_data()
{
    QTest::addColumn<QByteArray>("statements"); // empty: no policy
    QTest::addColumn<QList<int>>("statuses");   // of the calls below, in their order
    const auto allow = [](const QByteArray &actions) { return R"({"Effect":"Allow","Action":[)" + actions + "]}"; };
    const auto deny = [](const QByteArray &actions) { return R"(,{"Effect":"Deny","Action":[)" + actions + "]}"; };
    // clusters, hosts, rename; servers, one server, merge, Nova's servers, Nova's merge
    QTest::newRow("no policy") << QByteArray() << QList{200, 200, 200, 200, 200, 200, 200, 200};
    QTest::newRow("everything") << allow(R"("*:*:*")") << QList{200, 200, 200, 200, 200, 200, 200, 200};
    QTest::newRow("storage") << allow(R"("obs:*:*")") << QList{400, 400, 400, 403, 403, 403, 403, 403};
    QTest::newRow("clusters") << allow(R"("mrs:*:*")") << QList{200, 200, 200, 403, 403, 403, 403, 403};
    QTest::newRow("servers") << allow(R"("ecs:*:*")") << QList{400, 400, 400, 200, 200, 200, 200, 200};
    QTest::newRow("read clusters") << allow(R"("mrs:*:get*","mrs:*:list*")")
                                   << QList{200, 200, 401, 403, 403, 403, 403, 403};
    QTest::newRow("no hosts") << allow(R"("mrs:*:*")") + deny(R"("mrs:host:list")")
                              << QList{200, 400, 200, 403, 403, 403, 403, 403};
    QTest::newRow("merge alone") << allow(R"("ecs:cloudServers:updateMetadata")")
                                 << QList{400, 400, 400, 403, 403, 200, 403, 403};
    QTest::newRow("half of Nova's merge") << allow(R"("ecs:servers:setMetadata")")
                                          << QList{400, 400, 400, 403, 403, 403, 403, 403};
    QTest::newRow("Nova's merge") << allow(R"("ecs:servers:setMetadata","ecs:servers:get")")
                                  << QList{400, 400, 400, 403, 403, 403, 403, 200};
}

void IamTemporaryTest::aPolicyNarrowsCallsToClustersAndServers()
{
    QFETCH(QByteArray, statements);
    QFETCH(QList<int>, statuses);
    QByteArray project, cluster, server;
    m_cloud->withWorld([&](World &world) {
        Cluster &added = addCluster(world, {.name = u"mrs-policy"_s});
        project = added.projectId.toLatin1();
        cluster = added.id.toLatin1();
        server = added.serverIds.front().toLatin1();
    });
    const QByteArray policy =
        statements.isEmpty() ? QByteArray() : R"(,"policy":{"Version":"1.1","Statement":[)" + statements + "]}";
    const SignedBy keys = keysFrom(m_iam->post(securityTokens, byToken({}, policy), m_iam->tokenOf("ops-admin")));
    const QByteArray servers = "/v1/" + project + "/cloudservers/";
    const QByteArray nova = "/v2.1/" + project + "/servers";
    const QByteArray metadata = R"({"metadata":{"agency_name":"mrs_ecs_obs"}})";
    const std::array calls{
        Call{.method = "GET", .target = "/v1.1/" + project + "/cluster_infos"},
        Call{.method = "GET", .target = "/v1.1/" + project + "/clusters/" + cluster + "/hosts"},
        Call{.method = "PUT",
             .target = "/v2/" + project + "/clusters/" + cluster + "/cluster-name",
             .body = R"({"cluster_name":"mrs-renamed"})"},
        Call{.method = "GET", .target = servers + "detail"},
        Call{.method = "GET", .target = servers + server},
        Call{.method = "POST", .target = servers + server + "/metadata", .body = metadata},
        Call{.method = "GET", .target = nova},
        Call{.method = "POST", .target = nova + '/' + server + "/metadata", .body = metadata},
    };
    QList<int> answered;
    for (Call call : calls) {
        call.headers.emplace_back("X-Project-Id", project);
        answered += m_cloud->answer(sdkSigned(call, keys, m_clock->now())).status;
    }
    QCOMPARE(answered, statuses);
}

void IamTemporaryTest::anAgencyIsTakenOverForKeys_data()
{
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<QByteArray>("agency");
    QTest::newRow("ids of the table") << QByteArray("domain_id\":\"DOMAIN") << QByteArray("agency_name");
    QTest::newRow("names of the example")
        << QByteArray("domain_name\":\"OTC-EXAMPLE-00000000001") << QByteArray("xrole_name");
}

void IamTemporaryTest::anAgencyIsTakenOverForKeys()
{
    QFETCH(QByteArray, domain);
    QFETCH(QByteArray, agency);
    addAgency(u"ops-agency"_s, {u"Tenant Guest"_s});
    const QByteArray body = byAgency('"' + domain.replace("DOMAIN", m_domain) + "\",\"" + agency
                                     + R"(":"ops-agency","duration_seconds":3600)");
    const QByteArray operatorToken = m_iam->tokenOf("partner-operator", {}, partnerAccount);
    const Reply reply = m_iam->post(securityTokens, body, operatorToken);
    QCOMPARE(reply.status, 201);
    const SignedBy keys = keysFrom(reply);
    // They act in the account of the agency.
    QCOMPARE(bodyOf(signedGet("/v3/auth/domains", keys))["domains"_L1][0]["id"_L1].toString().toLatin1(), m_domain);
    QCOMPARE(bodyOf(signedGet("/v3/projects", keys))["projects"_L1].toArray().size(), 3);
    QCOMPARE(signedGet("/v3/users", keys).status, 403);
    m_clock->advance(1h);
    QCOMPARE(signedGet("/v3/auth/domains", keys).status, 401);
}

void IamTemporaryTest::anAgencyIsTakenOverForAToken()
{
    addAgency(u"ops-agency"_s, {u"Tenant Guest"_s});
    const QByteArray operatorToken = m_iam->tokenOf("partner-operator", {}, partnerAccount);
    const QByteArray assume = R"("domain_name":"OTC-EXAMPLE-00000000001","xrole_name":"ops-agency")";
    const Reply reply =
        m_iam->post("/v3/auth/tokens?nocatalog=1",
                    byAgency(assume, R"(,"scope":{"domain":{"name":"OTC-EXAMPLE-00000000001"}})"), operatorToken);
    QCOMPARE(reply.status, 201);
    const QJsonObject token = bodyOf(reply)["token"_L1].toObject();
    QCOMPARE(token["methods"_L1].toArray(), QJsonArray{u"assume_role"_s});
    QCOMPARE(token["expires_at"_L1].toString(), u"2026-01-16T10:00:00.575000Z"_s);
    const QString agencyId = m_cloud->withWorld(
        [&](World &world) { return world.agencies.agency(QString::fromLatin1(m_domain), u"ops-agency"_s)->id; });
    QCOMPARE(token["user"_L1]["id"_L1].toString(), agencyId);
    QCOMPARE(token["user"_L1]["name"_L1].toString(), u"OTC-EXAMPLE-00000000001/ops-agency"_s);
    QCOMPARE(token["user"_L1]["domain"_L1]["id"_L1].toString().toLatin1(), m_domain);
    QCOMPARE(token["domain"_L1]["id"_L1].toString().toLatin1(), m_domain);
    QCOMPARE(token["roles"_L1][0]["name"_L1].toString(), u"readonly"_s);
    const QJsonObject by = token["assumed_by"_L1]["user"_L1].toObject();
    QCOMPARE(by["name"_L1].toString(), u"partner-operator"_s);
    QCOMPARE(by["domain"_L1]["name"_L1].toString().toLatin1(), partnerAccount);

    const QByteArray text = reply.header("X-Subject-Token");
    QCOMPARE(m_iam->get("/v3/users", text).status, 403);
    const Reply shown = m_iam->send("GET", "/v3/auth/tokens?nocatalog=1", text, {}, {{"X-Subject-Token", text}});
    QCOMPARE(shown.status, 200);
    QCOMPARE(bodyOf(shown)["token"_L1].toObject(), token);
    // It can be changed into one for a project, and into keys.
    const Reply rescoped = m_iam->post("/v3/auth/tokens",
                                       R"({"auth":{"identity":{"methods":["token"],"token":{"id":")" + text
                                           + R"("}},"scope":{"project":{"name":"eu-de"}}}})");
    QCOMPARE(rescoped.status, 201);
    QCOMPARE(bodyOf(rescoped)["token"_L1]["project"_L1]["name"_L1].toString(), u"eu-de"_s);
    QCOMPARE(bodyOf(rescoped)["token"_L1]["user"_L1]["id"_L1].toString(), agencyId);
    const SignedBy keys = keysFrom(m_iam->post(securityTokens, byToken(), text));
    QCOMPARE(bodyOf(signedGet("/v3/auth/domains", keys))["domains"_L1][0]["id"_L1].toString().toLatin1(), m_domain);
    QCOMPARE(m_iam->send("DELETE", "/v3/auth/tokens", text, {}, {{"X-Subject-Token", text}}).status, 204);
    QCOMPARE(nativeCode(m_iam->get("/v3/auth/domains", text)), u"IAM.0067"_s);
}

void IamTemporaryTest::tokensOfAnAgencyEndWithIt()
{
    addAgency(u"ops-agency"_s, {u"Tenant Guest"_s});
    const QByteArray operatorToken = m_iam->tokenOf("partner-operator", {}, partnerAccount);
    const QByteArray assume = byAgency(R"("domain_name":"OTC-EXAMPLE-00000000001","xrole_name":"ops-agency")");
    const auto change = [&](const std::function<void(World &, Agency &)> &act) {
        m_cloud->withWorld(
            [&](World &world) { act(world, *world.agencies.agency(QString::fromLatin1(m_domain), u"ops-agency"_s)); });
    };
    const QByteArray token = m_iam->post("/v3/auth/tokens", assume, operatorToken).header("X-Subject-Token");
    QCOMPARE(m_iam->get("/v3/auth/domains", token).status, 200);
    change([&](World &, Agency &agency) { agency.expires = m_clock->now(); });
    QCOMPARE(nativeCode(m_iam->get("/v3/auth/domains", token)), u"IAM.0066"_s);
    QCOMPARE(m_iam->post("/v3/auth/tokens", assume, operatorToken).status, 403);
    change([&](World &, Agency &agency) { agency.expires.reset(); });
    QCOMPARE(m_iam->get("/v3/auth/domains", token).status, 200);
    change([&](World &world, Agency &agency) { world.agencies.remove(agency.id); });
    QCOMPARE(nativeCode(m_iam->get("/v3/auth/domains", token)), u"IAM.0066"_s);
    QCOMPARE(m_iam->send("HEAD", "/v3/auth/tokens", operatorToken, {}, {{"X-Subject-Token", token}}).status, 404);
}

void IamTemporaryTest::whoMayNotTakeOver_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("assume");
    QTest::addColumn<int>("tokenStatus");
    QTest::addColumn<int>("keysStatus"); // the page lists no 404 for these
    const QByteArray domain = R"("domain_name":"OTC-EXAMPLE-00000000001",)";
    const auto row = [](const char *name, const QByteArray &user, const QByteArray &assume, int tokenStatus,
                        int keysStatus) { QTest::newRow(name) << user << assume << tokenStatus << keysStatus; };
    row("no agent operator", "viewer", domain + R"("xrole_name":"ops-agency")", 403, 403);
    row("tenant administrator", "svc-etl-writer", domain + R"("xrole_name":"ops-agency")", 403, 403);
    row("trusts another account", "ops-admin", domain + R"("xrole_name":"ops-agency")", 403, 403);
    row("of the service", "partner-operator", domain + R"("xrole_name":"MRS_ECS_DEFAULT_AGENCY")", 403, 403);
    row("of the service, own account", "ops-admin", domain + R"("xrole_name":"MRS_ECS_DEFAULT_AGENCY")", 403, 403);
    row("no such agency", "partner-operator", domain + R"("xrole_name":"nothing")", 404, 400);
    row("no such account", "partner-operator", R"("domain_id":"nothing","xrole_name":"ops-agency")", 404, 400);
    row("no agency named", "partner-operator", R"("domain_name":"OTC-EXAMPLE-00000000001")", 400, 400);
    row("no account named", "partner-operator", R"("xrole_name":"ops-agency")", 400, 400);
    row("nothing at all", "partner-operator", "", 400, 400);
    row("numbers", "partner-operator", R"("domain_id":1,"xrole_name":2)", 400, 400);
}

void IamTemporaryTest::whoMayNotTakeOver()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, assume);
    QFETCH(int, tokenStatus);
    QFETCH(int, keysStatus);
    addAgency(u"ops-agency"_s, {u"Tenant Guest"_s});
    const QByteArray token =
        user == "partner-operator" ? m_iam->tokenOf(user, {}, partnerAccount) : m_iam->tokenOf(user);
    QCOMPARE(m_iam->post("/v3/auth/tokens", byAgency(assume), token).status, tokenStatus);
    QCOMPARE(m_iam->post(securityTokens, byAgency(assume), token).status, keysStatus);
    QCOMPARE(m_iam->post("/v3/auth/tokens", byAgency(assume)).status, 401);
    QCOMPARE(m_iam->post(securityTokens, byAgency(assume)).status, 401);
}

// With the keys of the node's agency, signed: the custom policy allows the one agency.
void IamTemporaryTest::guardiansKeysOpenTheSecondAgency()
{
    const SignedBy nodeKeys = m_cloud->withWorld([&](World &world) {
        const Agency &agency = *world.agencies.agency(QString::fromLatin1(m_domain), u"mrs_ecs_obs"_s);
        Agency second = *world.agencies.agency(QString::fromLatin1(m_domain), u"agency-MRS-to-OBS"_s);
        second.id = world.makeId();
        second.name = u"another-one"_s;
        world.agencies.add(std::move(second));
        const TemporaryKey key = issueNodeKey(world, agency, 1h);
        return SignedBy{
            .access = key.access.toLatin1(), .secret = key.secret.toLatin1(), .securityToken = key.securityToken};
    });
    const auto assumed = [&](const QByteArray &agency) {
        return m_cloud->answer(
            sdkSigned({.method = "POST",
                       .target = securityTokens,
                       .body = byAgency("\"domain_id\":\"" + m_domain + "\",\"agency_name\":\"" + agency + '"')},
                      nodeKeys, m_clock->now()));
    };
    QCOMPARE(assumed("agency-MRS-to-OBS").status, 201);
    QCOMPARE(assumed("another-one").status, 403);
    QCOMPARE(assumed("mrs_ecs_obs").status, 403);
}

void IamTemporaryTest::theCatalogKnowsEveryDoor()
{
    for (const QString &service : {u"iam"_s, u"mrs"_s, u"ecs"_s, u"obs"_s})
        m_cloud->setEndpoint(service, u"https://%1.example"_s.arg(service));
    const QByteArray token = m_iam->tokenOf("viewer", R"({"project":{"name":"eu-de"}})");
    const QString project = m_cloud->withWorld([](World &world) { return world.projects().front().id; });
    const auto urls = [](const QJsonObject &catalog) {
        QHash<QString, QString> found;
        for (const auto &entry : catalog["catalog"_L1].toArray())
            found.insert(entry.toObject()["type"_L1].toString(),
                         entry.toObject()["endpoints"_L1][0]["url"_L1].toString());
        return found;
    };
    const QHash<QString, QString> inProject = urls(bodyOf(m_iam->get("/v3/auth/catalog", token)));
    QCOMPARE(inProject.value(u"mrs"_s), u"https://mrs.example/v1.1"_s); // without the project
    QCOMPARE(inProject.value(u"ecs"_s), u"https://ecs.example/v1/"_s + project);
    QCOMPARE(inProject.value(u"compute"_s), u"https://ecs.example/v2.1/"_s + project);
    QCOMPARE(inProject.value(u"object"_s), u"https://obs.example"_s);
    QCOMPARE(inProject.value(u"identity"_s), u"https://iam.example/v3"_s);
    const QJsonArray services = bodyOf(m_iam->get("/v3/services", token))["services"_L1].toArray();
    QCOMPARE(services.size(), 6);
    const auto endpoints = [&](const QByteArray &query) {
        return bodyOf(m_iam->get("/v3/endpoints" + query, token))["endpoints"_L1].toArray();
    };
    QCOMPARE(endpoints({}).size(), 6);
    const QByteArray mrs = "9ef2f792a4aa4f038a1d2a07d552483a";
    QCOMPARE(endpoints("?interface=public&service_id=" + mrs)[0]["url"_L1].toString(), u"https://mrs.example/v1.1"_s);
    QCOMPARE(endpoints("?service_id=" + mrs).size(), 1);
    QCOMPARE(endpoints("?interface=internal").size(), 0);
    QCOMPARE(m_iam->get("/v3/endpoints?interface=magic", token).status, 400);
    QCOMPARE(bodyOf(m_iam->get("/v3/regions/eu-de", token))["region"_L1]["id"_L1].toString(), u"eu-de"_s);
    QCOMPARE(m_iam->get("/v3/regions/MOS", token).status, 404);
}

void IamTemporaryTest::tooManyCallsAreThrottled()
{
    const QByteArray token = m_iam->tokenOf("viewer");
    m_cloud->withWorld([](World &world) { world.iam.throttle = {.threshold = 2, .within = 60s}; });
    QCOMPARE(m_iam->get("/v3/auth/domains", token).status, 200);
    m_clock->advance(20s);
    QCOMPARE(m_iam->get("/v3/auth/domains", token).status, 200);
    const Reply reply = m_iam->get("/v3/auth/domains", token);
    QCOMPARE(reply.status, 429);
    QCOMPARE(nativeCode(reply), u"IAM.0012"_s);
    QVERIFY(bodyOf(reply)["error_msg"_L1].toString().endsWith("Threshold: 2 times per 60 seconds"_L1));
    QCOMPARE(reply.header("Retry-After"), QByteArray("40"));
    m_clock->advance(40s);
    QCOMPARE(m_iam->get("/v3/auth/domains", token).status, 200);
    QCOMPARE(m_iam->get("/v3/auth/domains", token).header("Retry-After"), QByteArray("20"));
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::IamTemporaryTest)
#include "iamtemporarytest.moc"
