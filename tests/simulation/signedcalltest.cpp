// SPDX-License-Identifier: Apache-2.0
// Calls to IAM that are signed with AK/SK instead of carrying a token: who is recognised, who is refused, and how.
#include "app/simulation/estate.h"
#include "app/simulation/simulatedcloud.h"
#include "app/simulation/temporarykeys.h"
#include "signer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const QByteArray credentials = "/v3.0/OS-CREDENTIAL/credentials";
const QString prefix = u"Incorrect IAM authentication information: "_s;

QJsonObject bodyOf(const Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

} // namespace

class SignedCallTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theWorkedExamplesAreAnswered_data();
    void theWorkedExamplesAreAnswered();
    void bothVariantsReadAndWrite_data();
    void bothVariantsReadAndWrite();
    void whatIsChangedOnTheWayIsRefused_data();
    void whatIsChangedOnTheWayIsRefused();
    void theClockMayBeFifteenMinutesOff();
    void unknownAndDeletedKeysSoundTheSame();
    void aKeyOutOfUseIsToldByIam_data();
    void aKeyOutOfUseIsToldByIam();
    void sixWrongSignaturesLockTheKey();
    void theScopeComesFromTheHeaders();
    void useIsNotedOnlyWhenItWasRight();
    void temporaryKeysNeedTheirToken();
    void keysOfAnAgencyActForIt();
    void aHugeBodyIsNotHashed();
    void otherSchemesAreNotOurs();

private:
    Reply answer(const Call &call) { return m_cloud->answer(call); }
    Reply signedGet(const QByteArray &target, const SignedBy &by, const Headers &headers = {})
    {
        return answer(sdkSigned({.method = "GET", .target = target, .headers = headers}, by, m_clock->now()));
    }
    QString gatewayMessage(const Reply &reply) const;
    SignedBy keyOf(const QString &userName);

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
    QString m_account;
};

void SignedCallTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200s)); // 2026-01-15T10:00:00Z
    m_cloud = std::make_shared<SimulatedCloud>(m_clock);
    m_account = m_cloud->withWorld([](World &world) { return world.accounts().front().id; });
}

// A new key of that user.
SignedBy SignedCallTest::keyOf(const QString &userName)
{
    return m_cloud->withWorld([&](World &world) {
        const AccessKey &key =
            world.add(AccessKey{.userId = world.user(userName, m_account)->id, .created = m_clock->now() - 24h});
        return SignedBy{.access = key.access.toLatin1(), .secret = key.secret.toLatin1()};
    });
}

// What stands after the prefix; empty if the answer is no gateway error.
QString SignedCallTest::gatewayMessage(const Reply &reply) const
{
    const QJsonObject body = bodyOf(reply);
    const QString message = body["error_msg"_L1].toString();
    if (reply.status != 401 || body["error_code"_L1] != "APIGW.0301"_L1 || body["request_id"_L1].toString().size() != 32
        || !message.startsWith(prefix))
        return {};
    return message.mid(prefix.size());
}

void SignedCallTest::theWorkedExamplesAreAnswered_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<bool>("isPost");
    const QByteArray names = ", SignedHeaders=content-type;host;x-sdk-date, Signature=";
    const QByteArray access = "SDK-HMAC-SHA256 Access=FAKEAKFAKEAKFAKEAK12" + names;
    const QByteArray credential = "SDK-HMAC-SHA256 Credential=FAKEAKFAKEAKFAKEAK12/20260115///sdk_request" + names;
    QTest::newRow("1, A") << access + "e4ff7be1d82a089d4a664983d543d1540e4cb75f8231ed0562d24e62d00d2279" << false;
    QTest::newRow("1, B") << credential + "54bda9de5936e6a7d89b0bf57de39451a19725c29e49135b3da4c429af7f3b1a" << false;
    QTest::newRow("2, A") << access + "30652ab1d5aaacfae35eed676584c827fccd7ca6f8c2efbf738e23a93e324457" << true;
    QTest::newRow("2, B") << credential + "3b18ff92ff7caafcf45e4312a46f2552c57c03952b6ec1ed542059d15e8e5898" << true;
}

void SignedCallTest::theWorkedExamplesAreAnswered()
{
    QFETCH(QByteArray, authorization);
    QFETCH(bool, isPost);
    m_cloud->withWorld([&](World &world) {
        world.add(User{.id = u"07609fb9358010e21f7bc003751c7c32"_s, .name = u"jane.admin"_s, .accountId = m_account});
        world.add(AccessKey{.access = u"FAKEAKFAKEAKFAKEAK12"_s,
                            .secret = u"FakeSkFakeSkFakeSkFakeSkFakeSkFakeSk1234"_s,
                            .userId = u"07609fb9358010e21f7bc003751c7c32"_s});
    });
    Call call{.method = "GET",
              .target = credentials + "?user_id=07609fb9358010e21f7bc003751c7c32",
              .headers = {{"Host", "iam.eu-de.otc.t-systems.com"},
                          {"Content-Type", "application/json"},
                          {"X-Sdk-Date", "20260115T100000Z"},
                          {"Authorization", authorization}}};
    if (isPost) {
        call.method = "POST";
        call.target = credentials;
        call.headers[1].second = "application/json;charset=utf8";
        call.body = R"({"credential":{"description":"console key","user_id":"07609fb9358010e21f7bc003751c7c32"}})";
    }
    const Reply reply = answer(call);
    QCOMPARE(reply.status, isPost ? 201 : 200);
    QVERIFY(reply.body.contains("07609fb9358010e21f7bc003751c7c32"));
}

void SignedCallTest::bothVariantsReadAndWrite_data()
{
    QTest::addColumn<bool>("isScoped");
    QTest::newRow("A") << false;
    QTest::newRow("B") << true;
}

void SignedCallTest::bothVariantsReadAndWrite()
{
    QFETCH(bool, isScoped);
    SignedBy by = keyOf(u"ops-admin"_s);
    by.isScoped = isScoped;
    const Reply own = signedGet(credentials + '/' + by.access, by);
    QCOMPARE(own.status, 200);
    const QString me = bodyOf(own)["credential"_L1]["user_id"_L1].toString(); // how a client finds its own id
    const Reply made = answer(sdkSigned({.method = "POST",
                                         .target = credentials,
                                         .headers = {{"Content-Type", "application/json;charset=utf8"}},
                                         .body = "{\"credential\":{\"user_id\":\"" + me.toLatin1() + "\"}}"},
                                        by, m_clock->now()));
    QCOMPARE(made.status, 201);
    const QByteArray access = bodyOf(made)["credential"_L1]["access"_L1].toString().toLatin1();
    const Reply changed = answer(sdkSigned(
        {.method = "PUT", .target = credentials + '/' + access, .body = R"({"credential":{"status":"inactive"}})"}, by,
        m_clock->now()));
    QCOMPARE(changed.status, 200);
    QCOMPARE(answer(sdkSigned({.method = "DELETE", .target = credentials + '/' + access}, by, m_clock->now())).status,
             204);
    QCOMPARE(signedGet("/v3/users?enabled=true&name=ops-admin", by).status, 200);
    QCOMPARE(signedGet("/v3/auth/domains", by, {{"X-Domain-Id", m_account.toLatin1()}}).status, 200);
}

void SignedCallTest::whatIsChangedOnTheWayIsRefused_data()
{
    QTest::addColumn<std::function<void(Call &)>>("change");
    QTest::addColumn<bool>("echoes");
    const auto row = [](const char *name, const std::function<void(Call &)> &change, bool echoes = true) {
        QTest::newRow(name) << change << echoes;
    };
    const auto setHeader = [](const QByteArray &name, const std::function<QByteArray(QByteArray)> &change) {
        return [=](Call &call) {
            for (auto &[key, value] : call.headers) {
                if (key == name)
                    value = change(value);
            }
        };
    };
    row("body", [](Call &call) { call.body += ' '; });
    row("query", [](Call &call) { call.target += "?a"; });
    row("path", [](Call &call) { call.target = "/v3.0/OS-AGENCY/agencies"; });
    row(
        "method", [](Call &call) { call.method = "GET"; }, false);
    row("host", setHeader("Host", [](const QByteArray &) { return "elsewhere.example"; }));
    row("a signed header", setHeader("Content-Type", [](const QByteArray &) { return "text/plain"; }));
    row("signature",
        setHeader("Authorization", [](const QByteArray &text) { return text.chopped(64) + QByteArray(64, '0'); }));
    row("region", setHeader("Authorization", [](QByteArray text) { return text.replace("///", "/eu-de//"); }));
    row("host not signed", setHeader("Authorization", [](QByteArray text) { return text.replace(";host;", ";"); }));
    row("time", setHeader("X-Sdk-Date", [](const QByteArray &) { return "20260115T100001Z"; }));
    row("time of another day", setHeader("X-Sdk-Date", [](const QByteArray &) { return "20260114T235959Z"; }), false);
    row("no time", setHeader("X-Sdk-Date", [](const QByteArray &) { return QByteArray(); }), false);
    row("no signature",
        setHeader("Authorization", [](const QByteArray &text) { return text.left(text.lastIndexOf(',')); }), false);
}

void SignedCallTest::whatIsChangedOnTheWayIsRefused()
{
    using Change = std::function<void(Call &)>;
    QFETCH(Change, change);
    QFETCH(bool, echoes);
    const SignedBy by = keyOf(u"svc-reporting"_s);
    const QByteArray me =
        m_cloud->withWorld([&](World &world) { return world.user(u"svc-reporting"_s, m_account)->id; }).toLatin1();
    const QByteArray body = "{\"credential\":{\"user_id\":\"" + me + "\"}}";
    const Call good = sdkSigned(
        {.method = "POST", .target = credentials, .headers = {{"Content-Type", "application/json"}}, .body = body}, by,
        m_clock->now());
    Call bad = good;
    change(bad);
    const QString message = gatewayMessage(answer(bad));
    QVERIFY2(message.startsWith("verify aksk signature fail"_L1), qPrintable(message));
    QCOMPARE(message.contains(u"canonicalRequest:%1|/v3.0/OS-"_s.arg(QString::fromLatin1(bad.method))), echoes);
    QVERIFY(!message.contains(u'\n') && !message.contains(QString::fromLatin1(by.secret)));
    QCOMPARE(answer(good).status, 201); // nothing had been done, and one failure locks nobody out
}

void SignedCallTest::theClockMayBeFifteenMinutesOff()
{
    const SignedBy by = keyOf(u"viewer"_s);
    for (const auto skew : {-15min, 15min})
        QCOMPARE(answer(sdkSigned({.method = "GET", .target = credentials}, by, m_clock->now() + skew)).status, 200);
    for (const std::chrono::seconds skew : {-15min - 1s, 15min + 1s, -24h * 3650 + 0s, 24h * 3650 + 0s})
        QCOMPARE(gatewayMessage(answer(sdkSigned({.method = "GET", .target = credentials}, by, m_clock->now() + skew))),
                 u"calc ak sk signature fail:signature expired"_s);
}

void SignedCallTest::unknownAndDeletedKeysSoundTheSame()
{
    const SignedBy by = keyOf(u"viewer"_s);
    const QString unknown = u"Get secretKey failed,ak:******,err:ak not exist"_s;
    QCOMPARE(gatewayMessage(signedGet(credentials, {.access = "FAKEUNKNOWN", .secret = by.secret})), unknown);
    QCOMPARE(gatewayMessage(signedGet(credentials, {.access = "\xff\xfe", .secret = by.secret})), unknown);
    m_cloud->withWorld([&](World &world) { world.removeAccessKey(QString::fromLatin1(by.access)); });
    QCOMPARE(gatewayMessage(signedGet(credentials, by)), unknown);
}

void SignedCallTest::aKeyOutOfUseIsToldByIam_data()
{
    QTest::addColumn<std::function<void(AccessKey &, User &)>>("change");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const std::function<void(AccessKey &, User &)> &change, int status,
                        const QString &code) { QTest::newRow(name) << change << status << code; };
    row(
        "inactive", [](AccessKey &key, User &) { key.active = false; }, 400, u"IAM.1107"_s);
    row(
        "user disabled", [](AccessKey &, User &user) { user.enabled = false; }, 403, u"IAM.0080"_s);
    row(
        "console only", [](AccessKey &, User &user) { user.consoleOnly = true; }, 403, u"IAM.0081"_s);
}

void SignedCallTest::aKeyOutOfUseIsToldByIam()
{
    using Change = std::function<void(AccessKey &, User &)>;
    QFETCH(Change, change);
    QFETCH(int, status);
    QFETCH(QString, code);
    const SignedBy by = keyOf(u"viewer"_s);
    m_cloud->withWorld([&](World &world) {
        AccessKey &key = *world.accessKey(QString::fromLatin1(by.access));
        change(key, *world.user(key.userId));
    });
    const Reply reply = signedGet(credentials, by);
    QCOMPARE(reply.status, status);
    QCOMPARE(bodyOf(reply)["error_code"_L1].toString(), code);
    // Without the secret nobody learns that.
    QVERIFY(gatewayMessage(signedGet(credentials, {.access = by.access, .secret = "FakeWrong"}))
                .startsWith("verify aksk signature fail"_L1));
}

void SignedCallTest::sixWrongSignaturesLockTheKey()
{
    const SignedBy by = keyOf(u"viewer"_s);
    const SignedBy wrong{.access = by.access, .secret = "FakeWrong"};
    const QString locked = u"AK access failed to reach the limit, forbidden"_s;
    for (int i = 0; i < 5; ++i)
        QVERIFY(gatewayMessage(signedGet(credentials, wrong)).startsWith("verify"_L1));
    QCOMPARE(signedGet(credentials, by).status, 200); // consecutive ones count
    for (int i = 0; i < 6; ++i)
        QVERIFY(gatewayMessage(signedGet(credentials, wrong)).startsWith("verify"_L1));
    QCOMPARE(gatewayMessage(signedGet(credentials, by)), locked);
    QCOMPARE(gatewayMessage(signedGet(credentials, wrong)), locked);
    QCOMPARE(signedGet(credentials, keyOf(u"viewer"_s)).status, 200); // the key is locked, not its user
    m_clock->advance(5min - 1ms);
    QCOMPARE(gatewayMessage(signedGet(credentials, by)), locked);
    m_clock->advance(1ms);
    QVERIFY(gatewayMessage(signedGet(credentials, wrong)).startsWith("verify"_L1)); // counting begins anew
    QCOMPARE(signedGet(credentials, by).status, 200);
}

void SignedCallTest::theScopeComesFromTheHeaders()
{
    const SignedBy by = keyOf(u"ops-admin"_s);
    const QByteArray project = m_cloud->withWorld([](World &world) { return world.projects().front().id; }).toLatin1();
    QCOMPARE(signedGet("/v3/users", by).status, 200);
    QCOMPARE(signedGet("/v3/users", by, {{"X-Domain-Id", m_account.toLatin1()}}).status, 200);
    const Reply inProject = signedGet("/v3/users", by, {{"X-Project-Id", project}});
    QCOMPARE(inProject.status, 403); // users are global
    QCOMPARE(signedGet("/v3/auth/projects", by, {{"X-Project-Id", project}}).status, 200);
    QCOMPARE(bodyOf(signedGet("/v3/users", by, {{"X-Domain-Id", "another"}}))["error_code"_L1].toString(),
             u"IAM.0002"_s);
    QCOMPARE(bodyOf(signedGet("/v3/users", by, {{"X-Project-Id", "another"}}))["error_code"_L1].toString(),
             u"IAM.1109"_s);
    for (const char *service : {"/v1.1/another/cluster_infos", "/v1/another/cloudservers/detail"}) { // in every envelope
        const Reply refused = signedGet(service, by, {{"X-Project-Id", "another"}});
        QCOMPARE(refused.status, 400);
        QCOMPARE(bodyOf(refused)["error_code"_L1].toString(), u"IAM.1109"_s);
    }
    // The OTC SDK adds the header after signing.
    Call unsignedHeader = sdkSigned({.method = "GET", .target = "/v3/auth/projects"}, by, m_clock->now());
    unsignedHeader.headers.emplace_back("X-Project-Id", project);
    QCOMPARE(answer(unsignedHeader).status, 200);
}

void SignedCallTest::useIsNotedOnlyWhenItWasRight()
{
    const SignedBy by = keyOf(u"viewer"_s);
    const auto lastUsed = [&] {
        return m_cloud->withWorld(
            [&](World &world) { return world.accessKey(QString::fromLatin1(by.access))->lastUsed; });
    };
    QVERIFY(signedGet(credentials, {.access = by.access, .secret = "FakeWrong"}).status == 401);
    QVERIFY(!lastUsed());
    QCOMPARE(signedGet(credentials, by).status, 200);
    QCOMPARE(lastUsed(), std::optional(m_clock->now()));
    m_clock->advance(1h);
    const QJsonObject shown = bodyOf(signedGet(credentials + '/' + by.access, by))["credential"_L1].toObject();
    QCOMPARE(shown["last_use_time"_L1].toString(), u"2026-01-15T11:00:00.000000Z"_s);
}

void SignedCallTest::temporaryKeysNeedTheirToken()
{
    const SignedBy by = m_cloud->withWorld([&](World &world) {
        addStandardAgencies(world, m_account);
        const TemporaryKey key = issueNodeKey(world, *world.agencies.agency(m_account, u"mrs_ecs_obs"_s), 1h);
        return SignedBy{
            .access = key.access.toLatin1(), .secret = key.secret.toLatin1(), .securityToken = key.securityToken};
    });
    QCOMPARE(signedGet("/v3/auth/domains", by).status, 200);
    SignedBy unsignedToken = by;
    unsignedToken.signsToken = false;
    QCOMPARE(signedGet("/v3/auth/domains", unsignedToken).status, 200);
    QCOMPARE(gatewayMessage(signedGet("/v3/auth/domains", {.access = by.access, .secret = by.secret})),
             u"decrypt token fail"_s);
    SignedBy otherToken = by;
    otherToken.securityToken = "gAAAAABFake";
    QCOMPARE(gatewayMessage(signedGet("/v3/auth/domains", otherToken)), u"decrypt token fail"_s);
    SignedBy permanent = keyOf(u"viewer"_s);
    permanent.securityToken = by.securityToken;
    QCOMPARE(gatewayMessage(signedGet("/v3/auth/domains", permanent)), u"decrypt token fail"_s);
    m_clock->advance(1h);
    QCOMPARE(gatewayMessage(signedGet("/v3/auth/domains", by)),
             u"token expires, expires_at: 2026-01-15T11:00:00.000000Z"_s);
    m_cloud->withWorld(
        [&](World &world) { world.agencies.remove(world.agencies.agency(m_account, u"mrs_ecs_obs"_s)->id); });
    QVERIFY(gatewayMessage(signedGet("/v3/auth/domains", by)).startsWith("Get secretKey failed"_L1));
}

void SignedCallTest::keysOfAnAgencyActForIt()
{
    const SignedBy by = m_cloud->withWorld([&](World &world) {
        addStandardAgencies(world, m_account);
        const TemporaryKey key = issueNodeKey(world, *world.agencies.agency(m_account, u"mrs_ecs_obs"_s), 1h);
        return SignedBy{
            .access = key.access.toLatin1(), .secret = key.secret.toLatin1(), .securityToken = key.securityToken};
    });
    QCOMPARE(signedGet("/v3/users", by).status, 403); // OBS is all it may
    QCOMPARE(signedGet(credentials, by).status, 404); // it has no keys of its own
    const QJsonObject domains = bodyOf(signedGet("/v3/auth/domains", by));
    QCOMPARE(domains["domains"_L1][0]["id"_L1].toString(), m_account);
}

void SignedCallTest::aHugeBodyIsNotHashed()
{
    const SignedBy by = keyOf(u"viewer"_s);
    Call call = sdkSigned({.method = "POST", .target = credentials, .body = "{}"}, by, m_clock->now());
    call.body = QByteArray(12 * 1024 * 1024 + 1, ' ');
    const Reply reply = answer(call);
    QCOMPARE(reply.status, 413);
    QCOMPARE(bodyOf(reply)["error_code"_L1].toString(), u"APIGW.0201"_s);
}

void SignedCallTest::otherSchemesAreNotOurs()
{
    for (const QByteArray &header : {QByteArray("Basic ZmFrZQ=="), QByteArray("AWS4-HMAC-SHA256 Credential=x"),
                                     QByteArray("SDK-HMAC-SHA256x"), QByteArray("\xff\x01")}) {
        QCOMPARE(
            gatewayMessage(answer({.method = "GET", .target = credentials, .headers = {{"Authorization", header}}})),
            u"x-auth-token not found"_s);
    }
    // A token goes before a signature.
    Call both = sdkSigned({.method = "GET", .target = credentials}, keyOf(u"viewer"_s), m_clock->now());
    both.headers.emplace_back("X-Auth-Token", "MIIFAKE");
    QCOMPARE(bodyOf(answer(both))["error_code"_L1].toString(), u"IAM.0067"_s);
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::SignedCallTest)
#include "signedcalltest.moc"
