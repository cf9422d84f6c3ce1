// SPDX-License-Identifier: Apache-2.0
// The IAM routes against the documentation: answers compared byte by byte where it prints them.
#include "app/simulation/simulatedcloud.h"
#include "app/simulation/totp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const QByteArray keysPath = "/v3.0/OS-CREDENTIAL/credentials";
const QString accountName = u"OTC-EXAMPLE-00000000001"_s;

QByteArray passwordBody(const QString &user, const QByteArray &scope, const QString &password = u"example-password"_s)
{
    return u"{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"%1\",\"password\":"
           u"\"%2\","
           "\"domain\":{\"name\":\"%3\"}}}}%4}}"_s
               .arg(user, password, accountName,
                    scope.isEmpty() ? QString() : u",\"scope\":"_s + QString::fromUtf8(scope))
               .toUtf8();
}

const QByteArray accountScope = R"({"domain":{"name":"OTC-EXAMPLE-00000000001"}})";
const QByteArray projectScope = R"({"project":{"name":"eu-de"}})";

QJsonObject objectOf(const sim::Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

QString messageOf(const sim::Reply &reply)
{
    return objectOf(reply)["error"_L1]["message"_L1].toString();
}

QString nativeCodeOf(const sim::Reply &reply)
{
    return objectOf(reply)["error_code"_L1].toString();
}

} // namespace

class SimulatedCloudTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    // tokens
    void aTokenIsAnsweredAsPrinted();
    void theScopeRules_data();
    void theScopeRules();
    void nocatalogLeavesTheCatalogOut();
    void badSignIns_data();
    void badSignIns();
    void fiveWrongPasswordsLock();
    void wrongPasswordsAreForgottenAfterAWhile();
    void disabledAndConsoleOnlyUsersStayOut();
    void totpMatchesTheStandard();
    void aCodeIsNeededAndGoodOnce();
    void fiveWrongCodesLock();
    void aTokenCanBeRescoped();
    void tokensExpireByTheClock();
    void tokensAreShownCheckedAndRevoked();
    void callsWithoutAGoodToken();
    // keys
    void aKeyIsCreatedAsPrinted();
    void theThirdKeyIsRefusedAsPrinted();
    void aKeyIsListedShownChangedDeleted();
    void badKeyRequests_data();
    void badKeyRequests();
    void keysOfOthersNeedTheAdministrator();
    void projectTokensDoNotManageKeys();
    void keyManagementCanBeKeptToAdministrators();
    void aKeyChangeCanKillTokens();
    // directory
    void usersAreForAdministrators();
    void ownDetailsAreForEverybody();
    void projectsRegionsAndDomains();
    void policies();
    void routing();
    // levers
    void failuresComeOnceAndWhereAskedFor();
    void aFailureAfterCommitHasActed();
    void aCreateCanBeDuplicated();
    void everyReplyHasARequestIdAndADate();
    void sameSeedSameWorld();
    void twoClientsNeverSeeTornState();

private:
    sim::Reply post(const QByteArray &target, const QByteArray &body, const QByteArray &token = {});
    sim::Reply get(const QByteArray &target, const QByteArray &token);
    sim::Reply send(const QByteArray &method, const QByteArray &target, const QByteArray &token,
                    const QByteArray &body = {});
    QByteArray tokenOf(const QString &user, const QByteArray &scope = accountScope);
    QString idOf(const QString &user);
    sim::Reply create(const QString &owner, const QByteArray &token);

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
};

void SimulatedCloudTest::init()
{
    m_clock = std::make_shared<ManualClock>(
        Instant(std::chrono::milliseconds(1'768'471'200'014))); // 2026-01-15T10:00:00.014Z
    m_cloud = std::make_shared<SimulatedCloud>(m_clock);
}

sim::Reply SimulatedCloudTest::send(const QByteArray &method, const QByteArray &target, const QByteArray &token,
                                    const QByteArray &body)
{
    sim::Call call{.method = method, .target = target, .body = body};
    if (!token.isNull())
        call.headers.emplace_back("X-Auth-Token", token);
    return m_cloud->answer(call);
}

sim::Reply SimulatedCloudTest::post(const QByteArray &target, const QByteArray &body, const QByteArray &token)
{
    return send("POST", target, token, body);
}

sim::Reply SimulatedCloudTest::get(const QByteArray &target, const QByteArray &token)
{
    return send("GET", target, token);
}

QByteArray SimulatedCloudTest::tokenOf(const QString &user, const QByteArray &scope)
{
    return post("/v3/auth/tokens", passwordBody(user, scope)).header("X-Subject-Token");
}

QString SimulatedCloudTest::idOf(const QString &user)
{
    return m_cloud->withWorld([&](sim::World &world) { return world.user(user, world.accounts()[0].id)->id; });
}

sim::Reply SimulatedCloudTest::create(const QString &owner, const QByteArray &token)
{
    return post(keysPath,
                "{\"credential\":{\"user_id\":\"" + owner.toLatin1() + "\",\"description\":\"made by a test\"}}",
                token);
}

void SimulatedCloudTest::aTokenIsAnsweredAsPrinted()
{
    m_cloud->setEndpoint(u"iam"_s, u"https://iam.example"_s);
    const sim::Reply reply = post("/v3/auth/tokens", passwordBody(u"viewer"_s, accountScope));
    QCOMPARE(reply.status, 201);
    const QByteArray token = reply.header("x-subject-token");
    QVERIFY(token.startsWith("MII"));
    QVERIFY(token.size() >= 2'000 && token.size() < 6'000);
    const QByteArray account = m_cloud->withWorld([](sim::World &world) { return world.accounts()[0].id; }).toLatin1();
    const QByteArray domain = "{\"id\":\"" + account + "\",\"name\":\"OTC-EXAMPLE-00000000001\"}";
    QCOMPARE(reply.body,
             "{\"token\":{\"methods\":[\"password\"],\"issued_at\":\"2026-01-15T10:00:00.014000Z\","
             "\"expires_at\":\"2026-01-16T10:00:00.014000Z\",\"user\":{\"id\":\""
                 + idOf(u"viewer"_s).toLatin1()
                 + "\",\"name\":\"viewer\",\"password_expires_at\":\"\",\"domain\":" + domain + "},\"domain\":" + domain
                 + ",\"roles\":[{\"id\":\"0\",\"name\":\"readonly\"}],\"catalog\":[{\"id\":"
                   "\"100a6a3477f1495286579b819d399e22\","
                   "\"name\":\"iam\",\"type\":\"iam\",\"endpoints\":[{\"id\":\"33e1cbdd86d34e89a63cf8ad16a5f49f\","
                   "\"interface\":\"public\",\"region\":\"*\",\"region_id\":\"*\",\"url\":\"https://iam.example/"
                   "v3.0\"}]},{\"id\":\"5c1d1a2b7d0e4d0f9e0b6f3a8c7d2e41\",\"name\":\"keystone\",\"type\":\"identity\","
                   "\"endpoints\":[{\"id\":\"0a4f6b1c9d2e4f3b8a7c6d5e4f3a2b1c\",\"interface\":\"public\",\"region\":\"*\","
                   "\"region_id\":\"*\",\"url\":\"https://iam.example/v3\"}]}]}}");
}

void SimulatedCloudTest::theScopeRules_data()
{
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("project"); // empty: the account
    QTest::newRow("none") << QByteArray() << 201 << QString();
    QTest::newRow("empty") << QByteArray("{}") << 201 << QString();
    QTest::newRow("domain by name") << accountScope << 201 << QString();
    QTest::newRow("project by name") << projectScope << 201 << u"eu-de"_s;
    QTest::newRow("sub-project, domain given")
        << QByteArray(R"({"project":{"name":"eu-de_bigdata","domain":{"name":"OTC-EXAMPLE-00000000001"}}})") << 201
        << u"eu-de_bigdata"_s;
    QTest::newRow("both: project wins") << QByteArray(
        R"({"domain":{"name":"OTC-EXAMPLE-00000000001"},"project":{"name":"eu-de"}})")
                                        << 201 << u"eu-de"_s;
    QTest::newRow("unknown project") << QByteArray(R"({"project":{"name":"eu-xx"}})") << 404 << QString();
    QTest::newRow("unknown domain") << QByteArray(R"({"domain":{"name":"OTC-EXAMPLE-00000000009"}})") << 404
                                    << QString();
    QTest::newRow("another domain") << QByteArray(R"({"domain":{"name":"OTC-EXAMPLE-00000000002"}})") << 403
                                    << QString();
    QTest::newRow("project of another domain, by id")
        << QByteArray(R"({"project":{"id":"00000000000000000000000000000002"}})") << 403 << QString();
}

void SimulatedCloudTest::theScopeRules()
{
    QFETCH(QByteArray, scope);
    QFETCH(int, status);
    QFETCH(QString, project);
    m_cloud->withWorld([](sim::World &world) {
        const QString other = world.account(u"OTC-EXAMPLE-00000000002"_s)->id;
        world.add(sim::Project{.id = u"00000000000000000000000000000002"_s, .name = u"eu-nl"_s, .accountId = other});
    });
    const sim::Reply reply = post("/v3/auth/tokens", passwordBody(u"viewer"_s, scope));
    QCOMPARE(reply.status, status);
    if (status != 201)
        return;
    const QJsonObject token = objectOf(reply)["token"_L1].toObject();
    QCOMPARE(token.contains("domain"_L1), project.isEmpty());
    QCOMPARE(token["project"_L1]["name"_L1].toString(), project);
    // By id it is the same.
    const QJsonObject scoped = project.isEmpty() ? token["domain"_L1].toObject() : token["project"_L1].toObject();
    const QByteArray byId = "{\"" + QByteArray(project.isEmpty() ? "domain" : "project") + "\":{\"id\":\""
        + scoped["id"_L1].toString().toLatin1() + "\"}}";
    QCOMPARE(objectOf(post("/v3/auth/tokens", passwordBody(u"viewer"_s, byId)))["token"_L1]["project"_L1]["name"_L1]
                 .toString(),
             project);
}

void SimulatedCloudTest::nocatalogLeavesTheCatalogOut()
{
    const auto hasCatalog = [&](const QByteArray &query) {
        return objectOf(post("/v3/auth/tokens" + query, passwordBody(u"viewer"_s, accountScope)))["token"_L1]
            .toObject()
            .contains("catalog"_L1);
    };
    QVERIFY(hasCatalog({}));
    QVERIFY(hasCatalog("?nocatalog="));
    QVERIFY(hasCatalog("?other=1"));
    QVERIFY(!hasCatalog("?nocatalog=1"));
    QVERIFY(!hasCatalog("?nocatalog=false"));
}

void SimulatedCloudTest::badSignIns_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer"); // empty: not compared
    QTest::newRow("wrong password") << passwordBody(u"viewer"_s, accountScope, u"wrong"_s) << 401
                                    << QByteArray(R"({"error_msg":"Incorrect password.","error_code":"IAM.0062"})");
    QTest::newRow("unknown user")
        << passwordBody(u"nobody"_s, accountScope) << 401
        << QByteArray(
               R"({"error":{"message":"The username or password is wrong.","code":401,"title":"Unauthorized"}})");
    QTest::newRow("unknown account") << passwordBody(u"viewer"_s, accountScope).replace("0001\"}}}", "0009\"}}}") << 401
                                     << QByteArray();
    QTest::newRow("empty") << QByteArray() << 400 << QByteArray();
    QTest::newRow("not JSON") << QByteArray("{]") << 400
                              << QByteArray(R"({"error_msg":"Invalid request body.","error_code":"IAM.0011"})");
    QTest::newRow("array") << QByteArray("[]") << 400 << QByteArray();
    QTest::newRow("no auth") << QByteArray("{}") << 400
                             << QByteArray(R"({"error_msg":"'auth' is a required property.","error_code":"IAM.0072"})");
    QTest::newRow("no methods") << QByteArray(R"({"auth":{"identity":{}}})") << 400 << QByteArray();
    QTest::newRow("unknown method") << QByteArray(R"({"auth":{"identity":{"methods":["magic"]}}})") << 400
                                    << QByteArray();
    QTest::newRow("no password object") << QByteArray(R"({"auth":{"identity":{"methods":["password"]}}})") << 400
                                        << QByteArray();
    QTest::newRow("password is a number") << QByteArray(
        R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"viewer","password":1}}}}})")
                                          << 400 << QByteArray();
    QTest::newRow("unknown token") << QByteArray(
        R"({"auth":{"identity":{"methods":["token"],"token":{"id":"MIIFAKE"}}}})")
                                   << 401 << QByteArray(R"({"error_msg":"Invalid token.","error_code":"IAM.0067"})");
    QTest::newRow("over 32 KB") << QByteArray(33'000, ' ') + passwordBody(u"viewer"_s, accountScope) << 400
                                << QByteArray();
}

void SimulatedCloudTest::badSignIns()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, answer);
    const sim::Reply reply = post("/v3/auth/tokens", body);
    QCOMPARE(reply.status, status);
    QVERIFY(reply.header("X-Subject-Token").isNull());
    if (!answer.isEmpty())
        QCOMPARE(reply.body, answer);
    if (body.isEmpty() || body.size() > 32 * 1024)
        QCOMPARE(nativeCodeOf(reply), u"IAM.1101"_s);
}

void SimulatedCloudTest::fiveWrongPasswordsLock()
{
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(nativeCodeOf(post("/v3/auth/tokens", passwordBody(u"viewer"_s, accountScope, u"wrong"_s))),
                 u"IAM.0062"_s);
        m_clock->advance(1min);
    }
    const sim::Reply locked = post("/v3/auth/tokens", passwordBody(u"viewer"_s, accountScope));
    QCOMPARE(locked.status, 401);
    QCOMPARE(locked.body, QByteArray(R"({"error_msg":"Account locked.","error_code":"IAM.0061"})"));
    QVERIFY(!tokenOf(u"ops-admin"_s).isEmpty()); // the user is locked, not the account
    m_clock->advance(15min);
    QVERIFY(!tokenOf(u"viewer"_s).isEmpty());
    QCOMPARE(nativeCodeOf(post("/v3/auth/tokens", passwordBody(u"viewer"_s, accountScope, u"wrong"_s))), u"IAM.0062"_s);
    QVERIFY(!tokenOf(u"viewer"_s).isEmpty()); // counting began anew
}

void SimulatedCloudTest::wrongPasswordsAreForgottenAfterAWhile()
{
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(nativeCodeOf(post("/v3/auth/tokens", passwordBody(u"viewer"_s, accountScope, u"wrong"_s))),
                 u"IAM.0062"_s);
        m_clock->advance(4min); // never five within fifteen minutes
    }
    QVERIFY(!tokenOf(u"viewer"_s).isEmpty());
}

void SimulatedCloudTest::disabledAndConsoleOnlyUsersStayOut()
{
    const QByteArray token = tokenOf(u"viewer"_s);
    const QString id = idOf(u"viewer"_s);
    m_cloud->withWorld([&](sim::World &world) { world.user(id)->consoleOnly = true; });
    const sim::Reply consoleOnly = post("/v3/auth/tokens", passwordBody(u"viewer"_s, accountScope));
    QCOMPARE(consoleOnly.status, 403);
    QCOMPARE(nativeCodeOf(consoleOnly), u"IAM.0081"_s);
    m_cloud->withWorld([&](sim::World &world) {
        world.user(id)->consoleOnly = false;
        world.user(id)->enabled = false;
    });
    QCOMPARE(nativeCodeOf(post("/v3/auth/tokens", passwordBody(u"viewer"_s, accountScope))), u"IAM.0082"_s);
    QCOMPARE(get("/v3/auth/domains", token).status, 401);
}

void SimulatedCloudTest::totpMatchesTheStandard()
{
    // RFC 6238, appendix B, the last six of its eight digits.
    const QByteArray secret = "12345678901234567890";
    QCOMPARE(sim::totpCode(secret, sim::totpStep(Instant(59s))), u"287082"_s);
    QCOMPARE(sim::totpCode(secret, sim::totpStep(Instant(1111111109s))), u"081804"_s);
    QCOMPARE(sim::totpCode(secret, sim::totpStep(Instant(1111111111s))), u"050471"_s);
    QCOMPARE(sim::totpCode(secret, sim::totpStep(Instant(20000000000s))), u"353130"_s);
}

void SimulatedCloudTest::fiveWrongCodesLock()
{
    const QString id = idOf(u"mfa-admin"_s);
    const auto withCode = [&](const QString &code) {
        QByteArray body = passwordBody(u"mfa-admin"_s, accountScope);
        body.replace("[\"password\"]", "[\"password\",\"totp\"]");
        body.replace("}},\"scope\"",
                     "},\"totp\":{\"user\":{\"id\":\"" + id.toLatin1() + "\",\"passcode\":\"" + code.toLatin1() + "\"}}},\"scope\"");
        return post("/v3/auth/tokens", body);
    };
    const auto right = [&] { return sim::totpCode("example-totp-secret!", sim::totpStep(m_clock->now())); };
    const QString wrong = right() == "000000"_L1 ? u"000001"_s : u"000000"_s;
    for (int i = 0; i < 4; ++i)
        QCOMPARE(withCode(wrong).status, 401);
    QCOMPARE(withCode(right()).status, 201); // forgets the wrong ones
    m_clock->advance(30s);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(withCode(wrong).status, 401);
    const sim::Reply locked = withCode(right());
    QCOMPARE(locked.status, 401);
    QCOMPARE(objectOf(locked)["error_code"_L1].toString(), u"IAM.0061"_s);
    m_clock->advance(15min);
    QCOMPARE(withCode(right()).status, 201);
}

void SimulatedCloudTest::aCodeIsNeededAndGoodOnce()
{
    const QString id = idOf(u"mfa-admin"_s);
    const auto withCode = [&](const QString &who, const QString &code) {
        QByteArray body = passwordBody(u"mfa-admin"_s, accountScope);
        body.replace("[\"password\"]", "[\"password\",\"totp\"]");
        body.replace("}},\"scope\"",
                     "},\"totp\":{\"user\":{" + who.toLatin1() + ",\"passcode\":\"" + code.toLatin1()
                         + "\"}}},\"scope\"");
        return post("/v3/auth/tokens", body);
    };
    const QString byId = u"\"id\":\"%1\""_s.arg(id);
    const auto code = [&] { return sim::totpCode("example-totp-secret!", sim::totpStep(m_clock->now())); };
    QCOMPARE(post("/v3/auth/tokens", passwordBody(u"mfa-admin"_s, accountScope)).status,
             401); // the password is not enough
    const QString wrong = code() == "000000"_L1 ? u"000001"_s : u"000000"_s;
    QCOMPARE(withCode(byId, wrong).status, 401);
    const sim::Reply good = withCode(byId, code());
    QCOMPARE(good.status, 201);
    const QJsonObject token = objectOf(good)["token"_L1].toObject();
    QCOMPARE(token["methods"_L1].toArray(), (QJsonArray{u"password"_s, u"totp"_s}));
    QCOMPARE(token["mfa_authn_at"_L1].toString(), u"2026-01-15T10:00:00.014000Z"_s);
    QVERIFY(good.body.indexOf("mfa_authn_at") < good.body.indexOf("\"user\"")); // where the page has it
    QCOMPARE(withCode(byId, code()).status, 401); // used
    m_clock->advance(30s);
    QCOMPARE(withCode(u"\"name\":\"mfa-admin\""_s, code()).status, 201);
    m_clock->advance(30s);
    QCOMPARE(withCode(u"\"id\":\"somebody-else\""_s, code()).status, 401);
}

void SimulatedCloudTest::aTokenCanBeRescoped()
{
    const QByteArray first = tokenOf(u"viewer"_s);
    m_clock->advance(1h);
    const QByteArray body = "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{\"id\":\"" + first
        + "\"}},\"scope\":{\"project\":{\"name\":\"eu-de\"}}}}";
    const sim::Reply second = post("/v3/auth/tokens", body);
    QCOMPARE(second.status, 201);
    QCOMPARE(objectOf(second)["token"_L1]["project"_L1]["name"_L1].toString(), u"eu-de"_s);
    QCOMPARE(objectOf(second)["token"_L1]["expires_at"_L1].toString(),
             u"2026-01-16T10:00:00.014000Z"_s); // no longer life
    m_cloud->withWorld([](sim::World &world) { world.iam.takesTokenMethod = false; });
    QCOMPARE(post("/v3/auth/tokens", body).status, 401);
}

void SimulatedCloudTest::tokensExpireByTheClock()
{
    const QByteArray token = tokenOf(u"ops-admin"_s);
    m_clock->advance(24h - 1ms);
    QCOMPARE(get("/v3/users", token).status, 200);
    m_clock->advance(1ms);
    const sim::Reply expired = get("/v3/users", token);
    QCOMPARE(expired.status, 401);
    QCOMPARE(expired.body, QByteArray(R"({"error_msg":"The token has expired.","error_code":"IAM.0066"})"));
    const QByteArray next = tokenOf(u"ops-admin"_s);
    QVERIFY(next != token);
    QCOMPARE(get("/v3/users", next).status, 200);
    m_cloud->expireTokens();
    QCOMPARE(nativeCodeOf(get("/v3/users", next)), u"IAM.0066"_s);
    m_clock->advance(48h);
    for (int i = 0; i < 1'100; ++i)
        (void)tokenOf(u"viewer"_s);
    QCOMPARE(nativeCodeOf(get("/v3/users", next)), u"IAM.0067"_s); // long dead ones are forgotten
}

void SimulatedCloudTest::tokensAreShownCheckedAndRevoked()
{
    const QByteArray mine = tokenOf(u"viewer"_s);
    const QByteArray admins = tokenOf(u"ops-admin"_s);
    const auto about = [&](const QByteArray &method, const QByteArray &caller, const QByteArray &subject) {
        return m_cloud->answer({.method = method,
                                .target = "/v3/auth/tokens",
                                .headers = {{"x-auth-token", caller}, {"x-subject-token", subject}}});
    };
    const sim::Reply shown = about("GET", mine, mine);
    QCOMPARE(shown.status, 200);
    QCOMPARE(shown.header("X-Subject-Token"), mine);
    QCOMPARE(objectOf(shown)["token"_L1]["user"_L1]["name"_L1].toString(), u"viewer"_s);
    QCOMPARE(about("HEAD", mine, mine).status, 200);
    QCOMPARE(about("HEAD", mine, mine).body, QByteArray());
    QCOMPARE(about("GET", admins, mine).status, 200);
    QCOMPARE(about("GET", mine, admins).status, 403);
    QCOMPARE(about("GET", mine, "MIIFAKE").status, 404);
    QCOMPARE(about("GET", "MIIFAKE", mine).status, 401);
    QCOMPARE(nativeCodeOf(get("/v3/auth/tokens", mine)), u"IAM.0009"_s);
    QCOMPARE(about("DELETE", mine, admins).status, 403);
    const sim::Reply deleted = about("DELETE", mine, mine);
    QCOMPARE(deleted.status, 204);
    QCOMPARE(deleted.body, QByteArray());
    QCOMPARE(about("GET", mine, mine).status, 401);
    QCOMPARE(about("HEAD", admins, mine).status, 404);
}

void SimulatedCloudTest::callsWithoutAGoodToken()
{
    for (const QByteArray &target :
         {keysPath, QByteArray("/v3/users"), QByteArray("/v3/auth/projects"), keysPath + "/EXAMPLE"}) {
        const sim::Reply missing = send("GET", target, {});
        QCOMPARE(missing.status, 401);
        QCOMPARE(
            missing.body,
            QByteArray(
                R"({"error":{"message":"The request you have made requires authentication.","code":401,"title":"Unauthorized"}})"));
        QCOMPARE(get(target, "MIIFAKE").body, QByteArray(R"({"error_msg":"Invalid token.","error_code":"IAM.0067"})"));
    }
    const sim::Reply signedCall = m_cloud->answer(
        {.method = "GET", .target = keysPath, .headers = {{"Authorization", "SDK-HMAC-SHA256 Access=FAKE"}}});
    QCOMPARE(signedCall.status, 401);
    QCOMPARE(nativeCodeOf(signedCall), u"APIGW.0301"_s);
    QVERIFY(!objectOf(signedCall)["request_id"_L1].toString().isEmpty());
}

void SimulatedCloudTest::aKeyIsCreatedAsPrinted()
{
    const QString owner = idOf(u"svc-reporting"_s);
    const sim::Reply reply = create(owner, tokenOf(u"ops-admin"_s));
    QCOMPARE(reply.status, 201);
    QVERIFY(reply.header("Content-Type").startsWith("application/json"));
    const QJsonObject key = objectOf(reply)["credential"_L1].toObject();
    const QByteArray access = key["access"_L1].toString().toLatin1();
    const QByteArray secret = key["secret"_L1].toString().toLatin1();
    QCOMPARE(access.size(), 20);
    QCOMPARE(secret.size(), 40);
    QVERIFY(access.startsWith("EXAMPLE"));
    QCOMPARE(reply.body,
             "{\"credential\":{\"access\":\"" + access + "\",\"secret\":\"" + secret
                 + "\",\"status\":\"active\",\"user_id\":\"" + owner.toLatin1()
                 + "\",\"description\":\"made by a test\",\"create_time\":\"2026-01-15T10:00:00.014000Z\"}}");
}

void SimulatedCloudTest::theThirdKeyIsRefusedAsPrinted()
{
    const QByteArray token = tokenOf(u"ops-admin"_s);
    const QString owner = idOf(u"svc-reporting"_s);
    QCOMPARE(create(owner, token).status, 201);
    QCOMPARE(create(owner, token).status, 201);
    const sim::Reply third = create(owner, token);
    QCOMPARE(third.status, 400);
    QCOMPARE(third.body, QByteArray(R"({"error":{"message":"akSkNumExceed","code":400,"title":"Bad Request"}})"));
    QCOMPARE(create(idOf(u"svc-etl-writer"_s), token).status, 400); // an inactive key counts too
    QCOMPARE(objectOf(get(keysPath + "?user_id=" + owner.toLatin1(), token))["credentials"_L1].toArray().size(), 2);
}

void SimulatedCloudTest::aKeyIsListedShownChangedDeleted()
{
    const QByteArray token = tokenOf(u"svc-reporting"_s);
    const QByteArray me = idOf(u"svc-reporting"_s).toLatin1();
    QCOMPARE(get(keysPath, token).body, QByteArray(R"({"credentials":[]})"));
    const QByteArray access =
        objectOf(create(QString::fromLatin1(me), token))["credential"_L1]["access"_L1].toString().toLatin1();
    const QByteArray element = "{\"access\":\"" + access
        + "\",\"status\":\"active\",\"create_time\":\"2026-01-15T10:00:00.014000Z\",\"user_id\":\"" + me
        + "\",\"description\":\"made by a test\"";
    QCOMPARE(get(keysPath, token).body, "{\"credentials\":[" + element + "}]}");
    QCOMPARE(get(keysPath + "/" + access, token).body, // never used: the time of creation
             "{\"credential\":" + element + ",\"last_use_time\":\"2026-01-15T10:00:00.014000Z\"}}");

    const sim::Reply changed = send("PUT", keysPath + "/" + access, token, R"({"credential":{"status":"inactive"}})");
    QCOMPARE(changed.status, 200);
    QCOMPARE(changed.body,
             "{\"credential\":{\"access\":\"" + access
                 + "\",\"status\":\"inactive\",\"create_time\":\"2026-01-15T10:00:00.014000Z\",\"user_id\":\"" + me
                 + "\"}}");
    const QByteArray unusual = "{\"credential\":{\"description\":\"é \\\"quoted\\\"\\n\"}}";
    QCOMPARE(send("PUT", keysPath + "/" + access, token, unusual).status, 200);
    const QJsonObject shown = objectOf(get(keysPath + "/" + access, token))["credential"_L1].toObject();
    QCOMPARE(shown["status"_L1].toString(), u"inactive"_s);
    QCOMPARE(shown["description"_L1].toString(), u"é \"quoted\"\n"_s);

    const sim::Reply deleted = send("DELETE", keysPath + "/" + access, token);
    QCOMPARE(deleted.status, 204);
    QCOMPARE(deleted.body, QByteArray());
    const QByteArray missing =
        "{\"error\":{\"message\":\"Could not find credential: " + access + ".\",\"code\":404,\"title\":\"Not Found\"}}";
    for (const char *method : {"GET", "DELETE"}) {
        const sim::Reply reply = send(method, keysPath + "/" + access, token);
        QCOMPARE(reply.status, 404);
        QCOMPARE(reply.body, missing);
    }
    QCOMPARE(send("PUT", keysPath + "/" + access, token, R"({"credential":{"status":"active"}})").status, 404);
}

void SimulatedCloudTest::badKeyRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body"); // ME and AK are filled in
    QTest::addColumn<QString>("code");
    const QByteArray create = "POST";
    const QByteArray change = "PUT";
    QTest::newRow("empty") << create << QByteArray() << u"IAM.1101"_s;
    QTest::newRow("over 32 KB") << create << R"({"credential":{"user_id":"ME"}})" + QByteArray(33'000, ' ')
                                << u"IAM.1101"_s;
    QTest::newRow("not JSON") << create << QByteArray("{\"credential\":") << u"IAM.0011"_s;
    QTest::newRow("a text") << create << QByteArray("\"credential\"") << u"IAM.0011"_s;
    QTest::newRow("no credential") << create << QByteArray("{}") << u"IAM.0072"_s;
    QTest::newRow("no user") << create << QByteArray(R"({"credential":{"description":"x"}})") << u"IAM.0072"_s;
    QTest::newRow("empty user") << create << QByteArray(R"({"credential":{"user_id":""}})") << u"IAM.0073"_s;
    QTest::newRow("user is a number") << create << QByteArray(R"({"credential":{"user_id":7}})") << u"IAM.0073"_s;
    QTest::newRow("unknown user") << create << QByteArray(R"({"credential":{"user_id":"nobody"}})") << u"IAM.0073"_s;
    QTest::newRow("description is a number")
        << create << QByteArray(R"({"credential":{"user_id":"ME","description":1}})") << u"IAM.0011"_s;
    QTest::newRow("10,000 characters") << create
                                       << R"({"credential":{"user_id":"ME","description":")" + QByteArray(10'000, 'x')
            + "\"}}" << u"IAM.1018"_s;
    QTest::newRow("change: nothing") << change << QByteArray(R"({"credential":{}})") << u"IAM.0072"_s;
    QTest::newRow("change: status") << change << QByteArray(R"({"credential":{"status":"on"}})") << u"IAM.0073"_s;
    QTest::newRow("change: status null") << change << QByteArray(R"({"credential":{"status":null}})") << u"IAM.0073"_s;
    QTest::newRow("change: description") << change
                                         << R"({"credential":{"description":")" + QByteArray(256, 'x') + "\"}}"
                                         << u"IAM.1018"_s;
}

void SimulatedCloudTest::badKeyRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    const QByteArray token = tokenOf(u"ops-admin"_s);
    const QString me = idOf(u"ops-admin"_s);
    const QByteArray access = objectOf(create(me, token))["credential"_L1]["access"_L1].toString().toLatin1();
    const QByteArray before = get(keysPath + "/" + access, token).body;
    const sim::Reply reply =
        send(method, method == "PUT" ? keysPath + "/" + access : keysPath, token, body.replace("ME", me.toLatin1()));
    QCOMPARE(reply.status, 400);
    QCOMPARE(nativeCodeOf(reply), code);
    QCOMPARE(objectOf(get(keysPath, token))["credentials"_L1].toArray().size(), 1);
    QCOMPARE(get(keysPath + "/" + access, token).body, before);
}

void SimulatedCloudTest::keysOfOthersNeedTheAdministrator()
{
    const QByteArray token = tokenOf(u"viewer"_s);
    const QByteArray writer = idOf(u"svc-etl-writer"_s).toLatin1();
    const QByteArray theirs =
        m_cloud->withWorld([&](sim::World &world) { return world.accessKeysOf(QString::fromLatin1(writer))[0].access; })
            .toLatin1();
    const auto refused = [](const sim::Reply &reply, const QString &action) {
        return reply.status == 403
            && messageOf(reply)
            == u"You are not authorized to perform the requested action: iam:credentials:"_s + action;
    };
    QVERIFY(refused(create(QString::fromLatin1(writer), token), u"createCredential"_s));
    QVERIFY(refused(create(u"nobody"_s, token), u"createCredential"_s)); // says nothing about who exists
    QVERIFY(refused(get(keysPath + "?user_id=" + writer, token), u"listCredentials"_s));
    QVERIFY(refused(get(keysPath + "/" + theirs, token), u"getCredential"_s));
    QVERIFY(refused(send("PUT", keysPath + "/" + theirs, token, R"({"credential":{"status":"inactive"}})"),
                    u"updateCredential"_s));
    QVERIFY(refused(send("DELETE", keysPath + "/" + theirs, token), u"deleteCredential"_s));
    const QByteArray admin = tokenOf(u"ops-admin"_s);
    QCOMPARE(objectOf(get(keysPath + "?user_id=" + writer, admin))["credentials"_L1].toArray().size(), 2);
    QCOMPARE(get(keysPath + "?user_id=nobody", admin).status, 404);
    QCOMPARE(send("DELETE", keysPath + "/" + theirs, admin).status, 204);
}

void SimulatedCloudTest::projectTokensDoNotManageKeys()
{
    const QByteArray token = tokenOf(u"ops-admin"_s, projectScope);
    const QByteArray access =
        m_cloud->withWorld([](sim::World &world) { return world.accessKeys().front().access; }).toLatin1();
    QCOMPARE(create(idOf(u"ops-admin"_s), token).status, 403);
    QCOMPARE(get(keysPath, token).status, 403);
    QCOMPARE(get(keysPath + "/" + access, token).status, 403);
    QCOMPARE(send("PUT", keysPath + "/" + access, token, R"({"credential":{"status":"inactive"}})").status, 403);
    QCOMPARE(send("DELETE", keysPath + "/" + access, token).status, 403);
    QCOMPARE(get("/v3/users", token).status, 403);
    QCOMPARE(get("/v3/auth/projects", token).status, 200);
}

void SimulatedCloudTest::keyManagementCanBeKeptToAdministrators()
{
    m_cloud->withWorld([](sim::World &world) { world.account(accountName)->usersManageOwnKeys = false; });
    const QByteArray token = tokenOf(u"viewer"_s);
    const QByteArray mine = objectOf(get(keysPath, token))["credentials"_L1][0]["access"_L1].toString().toLatin1();
    QVERIFY(!mine.isEmpty()); // looking is still allowed
    QCOMPARE(create(idOf(u"viewer"_s), token).status, 403);
    QCOMPARE(send("PUT", keysPath + "/" + mine, token, R"({"credential":{"status":"inactive"}})").status, 403);
    QCOMPARE(send("DELETE", keysPath + "/" + mine, token).status, 403);
    QCOMPARE(create(idOf(u"viewer"_s), tokenOf(u"ops-admin"_s)).status, 201);
}

void SimulatedCloudTest::aKeyChangeCanKillTokens()
{
    const QByteArray untouched = tokenOf(u"viewer"_s);
    const QByteArray token = tokenOf(u"ops-admin"_s);
    const QString me = idOf(u"ops-admin"_s);
    QCOMPARE(create(me, token).status, 201);
    m_clock->advance(1h);
    QCOMPARE(get(keysPath, token).status, 200); // off by default
    m_cloud->withWorld([](sim::World &world) { world.iam.keyChangeInvalidatesTokensAfter = 10min; });
    QCOMPARE(create(me, token).status, 201);
    m_clock->advance(10min - 1ms);
    QCOMPARE(get(keysPath, token).status, 200);
    m_clock->advance(1ms);
    QCOMPARE(nativeCodeOf(get(keysPath, token)), u"IAM.0066"_s);
    QCOMPARE(get(keysPath, untouched).status, 200);
}

void SimulatedCloudTest::usersAreForAdministrators()
{
    m_cloud->setEndpoint(u"iam"_s, u"https://iam.example"_s);
    const sim::Reply refused = get("/v3/users", tokenOf(u"viewer"_s));
    QCOMPARE(refused.status, 403);
    QCOMPARE(
        refused.body,
        QByteArray(
            R"({"error":{"message":"You are not authorized to perform the requested action: identity:list_users","code":403,"title":"Forbidden"}})"));

    const QByteArray token = tokenOf(u"ops-admin"_s);
    const QString account = m_cloud->withWorld([](sim::World &world) { return world.accounts()[0].id; });
    const auto names = [&](const QByteArray &query) {
        QStringList found;
        for (const QJsonValue user : objectOf(get("/v3/users" + query, token))["users"_L1].toArray())
            found += user["name"_L1].toString();
        return found;
    };
    QCOMPARE(names({}),
             (QStringList{u"ops-admin"_s, u"svc-etl-writer"_s, u"svc-reporting"_s, u"viewer"_s, u"mfa-admin"_s}));
    QCOMPARE(names("?name=viewer"), QStringList{u"viewer"_s});
    QCOMPARE(names("?name=view"), QStringList());
    QCOMPARE(names("?domain_id=" + account.toLatin1()).size(), 5);
    QCOMPARE(get("/v3/users?domain_id=another", token).status, 403);
    QCOMPARE(get("/v3/users?enabled=perhaps", token).status, 400);
    const QByteArray viewer = idOf(u"viewer"_s).toLatin1();
    QCOMPARE(
        get("/v3/users?name=viewer", token).body,
        "{\"users\":[{\"id\":\"" + viewer + "\",\"name\":\"viewer\",\"domain_id\":\"" + account.toLatin1()
            + "\",\"enabled\":true,\"description\":\"Looks only\",\"email\":\"\",\"password_expires_at\":null,"
              "\"pwd_status\":false,\"pwd_strength\":\"high\",\"default_project_id\":\"\",\"last_project_id\":\"\","
              "\"links\":{\"self\":\"https://iam.example/v3/users/"
            + viewer + "\"}}],\"links\":{\"self\":\"https://iam.example/v3/users\",\"previous\":null,\"next\":null}}");
    m_cloud->withWorld([&](sim::World &world) { world.user(QString::fromLatin1(viewer))->enabled = false; });
    QCOMPARE(names({}).size(), 4);
    QCOMPARE(names("?enabled=false"), QStringList{u"viewer"_s});
}

void SimulatedCloudTest::ownDetailsAreForEverybody()
{
    const QByteArray token = tokenOf(u"viewer"_s);
    const QByteArray me = idOf(u"viewer"_s).toLatin1();
    for (const QByteArray &path : {QByteArray("/v3/users/"), QByteArray("/v3.0/OS-USER/users/")}) {
        QCOMPARE(objectOf(get(path + me, token))["user"_L1]["name"_L1].toString(), u"viewer"_s);
        QCOMPARE(get(path + idOf(u"ops-admin"_s).toLatin1(), token).status, 403);
        QCOMPARE(get(path + "nobody", token).status, 403);
        QCOMPARE(get(path + me, tokenOf(u"ops-admin"_s)).status, 200);
        QCOMPARE(get(path + "nobody", tokenOf(u"ops-admin"_s)).status, 404);
    }
    const QJsonObject detail = objectOf(get("/v3.0/OS-USER/users/" + me, token))["user"_L1].toObject();
    QCOMPARE(detail["last_login_time"_L1].toString(), u"2026-01-15 10:00:00.0"_s);
    QVERIFY(detail["update_time"_L1].isNull());
}

void SimulatedCloudTest::projectsRegionsAndDomains()
{
    const QByteArray token = tokenOf(u"viewer"_s);
    const auto projects = [&](const QByteArray &target) {
        QStringList found;
        for (const QJsonValue project : objectOf(get(target, token))["projects"_L1].toArray())
            found += project["name"_L1].toString();
        return found;
    };
    const QStringList all{u"eu-de"_s, u"eu-de_bigdata"_s, u"MOS"_s};
    QCOMPARE(projects("/v3/auth/projects"), all);
    QCOMPARE(projects("/v3/projects"), all);
    QCOMPARE(projects("/v3/users/" + idOf(u"viewer"_s).toLatin1() + "/projects"), all);
    QCOMPARE(projects("/v3/projects?name=MOS"), QStringList{u"MOS"_s});
    QCOMPARE(projects("/v3/projects?page=2&per_page=2"), QStringList{u"MOS"_s});
    QCOMPARE(projects("/v3/projects?page=9&per_page=2"), QStringList());
    QCOMPARE(projects("/v3/projects?enabled=false"), QStringList());
    QCOMPARE(get("/v3/projects?page=1", token).status, 400);
    QCOMPARE(get("/v3/projects?page=0&per_page=2", token).status, 400);
    QCOMPARE(get("/v3/projects?page=1&per_page=5001", token).status, 400);
    const QJsonArray regions = objectOf(get("/v3/regions", token))["regions"_L1].toArray();
    QCOMPARE(regions.size(), 1);
    QCOMPARE(regions[0]["id"_L1].toString(), u"eu-de"_s);
    QCOMPARE(objectOf(get("/v3/auth/domains", token))["domains"_L1][0]["name"_L1].toString(), accountName);
    QCOMPARE(get("/v3/auth/catalog", token).status, 403);
    QCOMPARE(get("/v3/auth/catalog", tokenOf(u"viewer"_s, projectScope)).status, 200);
}

void SimulatedCloudTest::policies()
{
    const QByteArray account = m_cloud->withWorld([](sim::World &world) { return world.accounts()[0].id; }).toLatin1();
    const QByteArray path = "/v3.0/OS-SECURITYPOLICY/domains/" + account;
    const QByteArray token = tokenOf(u"ops-admin"_s);
    const auto own = [&] {
        return objectOf(
            get(path + "/protect-policy", token))["protect_policy"_L1]["allow_user"_L1]["manage_accesskey"_L1];
    };
    QCOMPARE(own(), QJsonValue(true));
    m_cloud->withWorld([](sim::World &world) { world.account(accountName)->usersManageOwnKeys = false; });
    QCOMPARE(own(), QJsonValue(false));
    const QJsonValue login = objectOf(get(path + "/login-policy", token))["login_policy"_L1];
    QCOMPARE(login["login_failed_times"_L1].toInt(), 5);
    QCOMPARE(login["lockout_duration"_L1].toInt(), 15);
    QCOMPARE(get(path + "/protect-policy", tokenOf(u"viewer"_s)).status, 403);
    QCOMPARE(get("/v3.0/OS-SECURITYPOLICY/domains/another/login-policy", token).status, 403);
}

void SimulatedCloudTest::routing()
{
    const QByteArray token = tokenOf(u"ops-admin"_s);
    QCOMPARE(get("/v3/nothing", token).status, 404);
    QCOMPARE(get("/v3/users/", token).status, 404);
    QCOMPARE(get("/v3/users/a/b", token).status, 404);
    QCOMPARE(get("/v3/userss", token).status, 404);
    QCOMPARE(get("/v3/user", token).status, 404);
    QCOMPARE(get("", token).status, 404);
    QCOMPARE(get("*", token).status, 404);
    QCOMPARE(get("/v3/users?", token).status, 200);
    const sim::Reply wrongMethod = send("DELETE", "/v3/users", token);
    QCOMPARE(wrongMethod.status, 405);
    QCOMPARE(wrongMethod.header("Allow"), QByteArray("GET"));
    QCOMPARE(send("PATCH", keysPath + "/AK", {}).header("Allow"), QByteArray("GET, PUT, DELETE"));
    // A coded slash belongs to the name and does not open another path.
    QCOMPARE(messageOf(get(keysPath + "/A%2FB", token)), u"Could not find credential: A/B."_s);
    QCOMPARE(messageOf(get(keysPath + "/%22%0a", token)), u"Could not find credential: \"\n."_s); // escaped, still JSON
}

void SimulatedCloudTest::failuresComeOnceAndWhereAskedFor()
{
    const QByteArray token = tokenOf(u"ops-admin"_s);
    m_cloud->forgetCalls();
    m_cloud->failNext(503, {}, {.method = "GET", .path = "/v3/users"});
    QCOMPARE(get("/v3/auth/projects", token).status, 200);
    QCOMPARE(get("/v3/users", token).status, 503);
    QCOMPARE(get("/v3/users?name=x", token).status, 200);
    m_cloud->failNext({.status = 429,
                       .body = "<html>",
                       .matching = {.path = "/v3/*"},
                       .headers = {{"Retry-After", "2"}},
                       .times = 2});
    const sim::Reply throttled = get("/v3/users", token);
    QCOMPARE(throttled.status, 429);
    QCOMPARE(throttled.body, QByteArray("<html>"));
    QCOMPARE(throttled.header("retry-after"), QByteArray("2"));
    QCOMPARE(get("/v3/auth/domains", token).status, 429);
    QCOMPARE(get("/v3/users", token).status, 200);
    QCOMPARE(m_cloud->count(), 6);
    QCOMPARE(m_cloud->count("GET", "/v3/users"), 4);
    QCOMPARE(m_cloud->count("POST", "/v3/users"), 0);
    QCOMPARE(m_cloud->calls()[2].target, QByteArray("/v3/users?name=x"));
    QCOMPARE(m_cloud->calls()[1].status, 503);
    int seen = 0;
    m_cloud->setBeforeAnswer([&](const sim::Call &) {
        if (++seen == 2)
            m_cloud->failNext(500); // every lever works from here
    });
    QCOMPARE(get("/v3/users", token).status, 200);
    QCOMPARE(get("/v3/users", token).status, 500);
}

void SimulatedCloudTest::aFailureAfterCommitHasActed()
{
    const QByteArray token = tokenOf(u"svc-reporting"_s);
    m_cloud->failNext(500, {}, {.method = "POST", .path = keysPath}, true);
    const sim::Reply lost = create(idOf(u"svc-reporting"_s), token);
    QCOMPARE(lost.status, 500);
    QVERIFY(!lost.body.contains("secret"));
    QCOMPARE(objectOf(get(keysPath, token))["credentials"_L1].toArray().size(), 1);
    m_cloud->failNext(500, {}, {.method = "POST", .path = keysPath}, false);
    QCOMPARE(create(idOf(u"svc-reporting"_s), token).status, 500);
    QCOMPARE(objectOf(get(keysPath, token))["credentials"_L1].toArray().size(), 1);
}

void SimulatedCloudTest::aCreateCanBeDuplicated()
{
    const QByteArray token = tokenOf(u"svc-reporting"_s);
    m_cloud->duplicateNextCreate();
    const sim::Reply reply = create(idOf(u"svc-reporting"_s), token);
    QCOMPARE(reply.status, 201);
    const QJsonArray keys = objectOf(get(keysPath, token))["credentials"_L1].toArray();
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys[0]["access"_L1], objectOf(reply)["credential"_L1]["access"_L1]);
    QVERIFY(keys[0]["access"_L1] != keys[1]["access"_L1]);
}

void SimulatedCloudTest::everyReplyHasARequestIdAndADate()
{
    m_cloud->failNext(500);
    QByteArray last;
    for (const QByteArray &target : {QByteArray("/v3/users"), QByteArray("/nothing"), QByteArray("/v3/auth/tokens")}) {
        const sim::Reply reply = send("PATCH", target, {});
        QVERIFY(!reply.header("X-Request-Id").isEmpty() && reply.header("X-Request-Id") != last);
        last = reply.header("X-Request-Id");
        QDateTime date =
            QLocale::c().toDateTime(QString::fromLatin1(reply.header("Date")), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        QVERIFY(date.isValid());
        date.setTimeSpec(Qt::UTC);
        QVERIFY(std::abs(date.secsTo(QDateTime::currentDateTimeUtc())) < 600); // the real clock, not the injected one
    }
}

void SimulatedCloudTest::sameSeedSameWorld()
{
    SimulatedCloud twin(m_clock);
    SimulatedCloud other(m_clock, 2);
    const auto access = [](SimulatedCloud &cloud) {
        return cloud.withWorld([](sim::World &world) { return world.accessKeys().front().access; });
    };
    QCOMPARE(access(twin), access(*m_cloud));
    QVERIFY(access(other) != access(*m_cloud));
}

void SimulatedCloudTest::twoClientsNeverSeeTornState()
{
    const QByteArray token = tokenOf(u"svc-reporting"_s);
    const QString me = idOf(u"svc-reporting"_s);
    std::atomic<int> bad = 0;
    std::atomic<int> created = 0;
    const auto client = [&] {
        for (int i = 0; i < 300; ++i) {
            const sim::Reply made = create(me, token);
            if (made.status == 201) {
                ++created;
                const QByteArray access = objectOf(made)["credential"_L1]["access"_L1].toString().toLatin1();
                bad += send("DELETE", keysPath + "/" + access, token).status == 204 ? 0 : 1;
            } else {
                bad += messageOf(made) == "akSkNumExceed"_L1 ? 0 : 1;
            }
            bad += objectOf(get(keysPath, token))["credentials"_L1].toArray().size() <= 2 ? 0 : 1;
        }
    };
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i)
        clients.emplace_back(client);
    for (std::thread &one : clients)
        one.join();
    QCOMPARE(bad.load(), 0);
    QVERIFY(created > 0);
    QCOMPARE(get(keysPath, token).body, QByteArray(R"({"credentials":[]})"));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SimulatedCloudTest)
#include "simulatedcloudtest.moc"
