// SPDX-License-Identifier: Apache-2.0
// Logging in to the simulated Manager, its sessions and rights, and the calls of manager.md, section 1.5, that are not
// about alarms or logs. In process; managerdoortest has the real clients.
#include "managerclient.h"

#include "app/simulation/estate.h"
#include "app/simulation/managertime.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const QByteArray wrongSentence = "The credentials you provided cannot be determined to be authentic";

QByteArray locationOf(const sim::Reply &reply)
{
    return reply.header("Location");
}

// The target of an absolute location.
QByteArray targetOf(const sim::Reply &reply)
{
    const QByteArray location = locationOf(reply);
    return location.startsWith("https://127.0.0.1:9022/") ? location.mid(22) : location;
}

QByteArray hiddenTicket(const sim::Reply &page)
{
    static const QRegularExpression field(u"name=\"lt\" value=\"([^\"]+)\""_s);
    return field.match(QString::fromUtf8(page.body)).captured(1).toLatin1();
}

QByteArray formBody(const QString &user, const QString &password, const QByteArray &ticket)
{
    return "username=" + user.toUtf8().toPercentEncoding() + "&password=" + password.toUtf8().toPercentEncoding()
        + "&lt=" + ticket + "&_eventId=submit&submit=Login";
}

} // namespace

class ManagerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    // way A
    void basicOpensASession();
    void basicOnEveryRequestNeedsNoCookie();
    void brokenBasicIsRefused_data();
    void brokenBasicIsRefused();
    void aNewcomerMustChangeThePassword();
    void fiveWrongPasswordsLock();
    void wrongPasswordsAreForgottenAfterAWhile();
    void failuresAreToldInTheLanguageAskedFor();
    // way B
    void theProxyWantsTheToken();
    void writesOfACookieSessionNeedTheToken();
    // way D
    void casLogsIn();
    void casTicketsAreGoodOnce();
    void casRefusesAsBasicDoes();
    void casSendsNobodyElsewhere();
    void logoutEndsManagerAndCas();
    void anOpenClusterNeedsNoLogin();
    // sessions
    void aSessionEndsAfterIdling();
    void aLostSessionAnswersWithTheLoginPage();
    void cookiesWithRubbish_data();
    void cookiesWithRubbish();
    void twoClientsShareASession();
    void aThousandSessions();
    void sessionsAreBounded();
    void unreachableGivesNoAnswer();
    void rights_data();
    void rights();
    // calls
    void v1ClustersAsDocumented();
    void v1StatusAndServices();
    void v1Metrics();
    void v2ClustersAsSeenInTheField();
    void hosts();
    void serviceSummary();
    void servicesStopAndStart();
    void whatHangsTogetherStopsTogether();
    void badCommands_data();
    void badCommands();
    void onesOwnPassword();
    void aNewcomerGetsInByChangingThePassword();
    void passwordsAreReset();
    void users();
    void badUsers_data();
    void badUsers();
    void theUserExport();
    void encrypting();
    void routing();
    void anyBytesAtAnyRoute();
    void localTimes_data();
    void localTimes();

private:
    void step(std::chrono::milliseconds duration);
    void withManager(const std::function<void(sim::ManagerState &)> &act);

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
};

void ManagerTest::init()
{
    m_clock =
        std::make_shared<ManualClock>(Instant(std::chrono::milliseconds(1'749'557'112'000))); // 2025-06-10T12:05:12Z
    sim::World world = sim::World::demo(m_clock);
    sim::addCluster(world, {.name = u"mrs-demo"_s, .network = 10});
    sim::addCluster(world, {.name = u"mrs-plain"_s, .tokenServers = 0, .hasGuardian = false, .network = 11});
    m_cloud = std::make_shared<SimulatedCloud>(std::move(world));
}

void ManagerTest::step(std::chrono::milliseconds duration)
{
    m_clock->advance(duration);
}

void ManagerTest::withManager(const std::function<void(sim::ManagerState &)> &act)
{
    m_cloud->withWorld([&act](sim::World &world) { act(world.manager); });
}

void ManagerTest::basicOpensASession()
{
    ManagerClient client(*m_cloud);
    const sim::Reply reply = client.get("api/v2/session/status", ManagerClient::basic(u"example-viewer"_s));
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.header("Content-Type").startsWith("application/json"));
    QCOMPARE(jsonOf(reply)["timeZone"_L1].toString(), u"Europe/Berlin"_s);
    QVERIFY(reply.header("Set-Cookie").startsWith("JSESSIONID="));
    QVERIFY(reply.header("Set-Cookie").contains("Path=/web;"));
    QCOMPARE(client.get("api/v2/clusters").status, 200);
    QVERIFY(jsonOf(client.get("api/v2/clusters")).isArray());
}

void ManagerTest::basicOnEveryRequestNeedsNoCookie()
{
    for (int i = 0; i < 3; ++i) {
        ManagerClient client(*m_cloud);
        QVERIFY(
            jsonOf(client.get("/web//api/v2/clusters?_=1749557112000", ManagerClient::basic(u"admin"_s))).isArray());
    }
    ManagerClient client(*m_cloud); // a write too: the password came along, no forged request has it
    QCOMPARE(
        client.send("POST", "api/v2/tools/encrypt", R"({"plainText":"x"})", ManagerClient::basic(u"admin"_s)).status,
        200);
    // With the cookie of that very user no further session is opened.
    const QByteArray id = client.cookies.value("JSESSIONID");
    QVERIFY(client.get("api/v2/clusters", ManagerClient::basic(u"admin"_s)).header("Set-Cookie").isNull());
    QVERIFY(!client.get("api/v2/clusters", ManagerClient::basic(u"example-viewer"_s)).header("Set-Cookie").isNull());
    QVERIFY(client.cookies.value("JSESSIONID") != id);
}

void ManagerTest::brokenBasicIsRefused_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("nothing after it") << QByteArray("Basic ");
    QTest::newRow("not base64") << QByteArray("Basic ???");
    QTest::newRow("no colon") << "Basic " + QByteArray("admin").toBase64();
    QTest::newRow("empty pair") << "Basic " + QByteArray(":").toBase64();
    QTest::newRow("empty password") << "Basic " + QByteArray("admin:").toBase64();
    QTest::newRow("unknown user") << "Basic " + QByteArray("nobody:" + managerPassword.toUtf8()).toBase64();
    QTest::newRow("bytes that are no text") << "Basic " + QByteArray("\xff\xfe:\0\x80", 5).toBase64();
    QTest::newRow("cut") << ("Basic " + ("admin:" + managerPassword.toUtf8()).toBase64().chopped(5));
    QTest::newRow("7 KB") << "basic " + QByteArray(5'000, 'x').toBase64();
}

void ManagerTest::brokenBasicIsRefused()
{
    QFETCH(QByteArray, header);
    ManagerClient client(*m_cloud);
    const sim::Reply reply = client.get("api/v2/session/status", {{"Authorization", header}});
    QVERIFY(isLoginPage(reply)); // status 200: the sample looks for the sentence
    QVERIFY(reply.body.contains(wrongSentence));
    QVERIFY(client.cookies.isEmpty());
}

void ManagerTest::aNewcomerMustChangeThePassword()
{
    ManagerClient client(*m_cloud);
    const sim::Reply reply = client.get("api/v2/session/status", ManagerClient::basic(u"example-newcomer"_s));
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.contains("modify_password.html"));
    QVERIFY(!reply.body.contains(wrongSentence));
    QVERIFY(client.cookies.isEmpty());
}

void ManagerTest::fiveWrongPasswordsLock()
{
    ManagerClient client(*m_cloud);
    const sim::Headers wrong = ManagerClient::basic(u"example-viewer"_s, u"wrong"_s);
    const sim::Headers right = ManagerClient::basic(u"example-viewer"_s);
    for (int i = 0; i < 5; ++i)
        QVERIFY(client.get("api/v2/session/status", wrong).body.contains(wrongSentence));
    const sim::Reply locked = client.get("api/v2/session/status", right);
    QVERIFY(isLoginPage(locked));
    QVERIFY(locked.body.contains("locked"));
    QVERIFY(!locked.body.contains(wrongSentence));
    QVERIFY(client.logIn(u"example-operator"_s)); // the others are not
    step(5min - 1ms);
    QVERIFY(client.get("api/v2/session/status", right).body.contains("locked"));
    step(1ms);
    QVERIFY(client.logIn(u"example-viewer"_s));
    for (int i = 0; i < 4; ++i) // and the count began anew
        (void)client.get("api/v2/session/status", wrong);
    QVERIFY(client.logIn(u"example-viewer"_s));
}

void ManagerTest::wrongPasswordsAreForgottenAfterAWhile()
{
    ManagerClient client(*m_cloud);
    const sim::Headers wrong = ManagerClient::basic(u"example-viewer"_s, u"wrong"_s);
    for (int i = 0; i < 4; ++i)
        (void)client.get("api/v2/session/status", wrong);
    step(5min);
    for (int i = 0; i < 4; ++i)
        (void)client.get("api/v2/session/status", wrong);
    QVERIFY(client.logIn(u"example-viewer"_s));
}

void ManagerTest::failuresAreToldInTheLanguageAskedFor()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    const auto refusal = [&client](const QByteArray &language) {
        const sim::Reply reply = client.get("api/v2/permission/users", {{"X-Language", language}});
        return jsonOf(reply)["errorDescription"_L1].toString();
    };
    QCOMPARE(refusal("en-us"), u"The user has no permission for this operation."_s);
    QCOMPARE(refusal("zh-cn"), u"用户没有执行该操作的权限。"_s);
    QCOMPARE(refusal("tlh"), refusal("en-us"));
    sim::Headers wrong = ManagerClient::basic(u"example-viewer"_s, u"wrong"_s);
    wrong.emplace_back("X-Language", "zh-cn");
    QVERIFY(client.get("api/v2/session/status", wrong).body.contains(wrongSentence)); // clients rely on it
}

void ManagerTest::theProxyWantsTheToken()
{
    ManagerClient client(*m_cloud, "/mrsmanager/");
    const sim::Reply first = client.get("api/v2/session/status", ManagerClient::basic(u"example-viewer"_s));
    QVERIFY(first.header("Set-Cookie").contains("Path=/mrsmanager;"));
    const sim::Reply without = client.get("api/v2/clusters");
    QCOMPARE(without.status, 403);
    QCOMPARE(jsonOf(without)["errorCode"_L1].toString(), u"SIM-TOKEN"_s);
    const sim::Reply token = client.post("api/v2/session/login_check");
    QCOMPARE(token.status, 200);
    client.token = jsonOf(token)["token"_L1].toString().toLatin1();
    QCOMPARE(client.get("api/v2/clusters").status, 200);
    const sim::Reply v1 = client.get("v1/clusters");
    QCOMPARE(jsonOf(v1)["state"_L1].toString(), u"COMPLETE"_s);
    client.token = "FAKE-TOKEN";
    QCOMPARE(client.get("v1/clusters").status, 403);
    QCOMPARE(jsonOf(client.get("v1/clusters"))["state"_L1].toString(), u"FAILED"_s);
}

void ManagerTest::writesOfACookieSessionNeedTheToken()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const QByteArray token = std::exchange(client.token, {});
    QCOMPARE(client.post("api/v2/tools/encrypt", R"({"plainText":"x"})").status, 403);
    QCOMPARE(client.get("api/v2/clusters").status, 200);
    client.token = token;
    QCOMPARE(client.post("api/v2/tools/encrypt", R"({"plainText":"x"})").status, 200);
    ManagerClient other(*m_cloud); // a token is good with its own session only
    QVERIFY(other.logIn(u"admin"_s));
    client.token = other.token;
    QCOMPARE(client.post("api/v2/tools/encrypt", R"({"plainText":"x"})").status, 403);
}

void ManagerTest::casLogsIn()
{
    ManagerClient client(*m_cloud);
    const sim::Reply page = client.get("/cas/login");
    QVERIFY(page.header("Set-Cookie").startsWith("casSessionId="));
    const QByteArray service = "https://127.0.0.1:28443/web/cas_security_check.htm";
    const sim::Reply in = client.send("POST", "/cas/login?service=" + service.toPercentEncoding(),
                                      formBody(u"example-operator"_s, managerPassword, hiddenTicket(page)));
    QCOMPARE(in.status, 302);
    QCOMPARE(in.headers.back().first, QByteArray("Date"));
    QVERIFY(client.cookies.value("CASTGC").startsWith("TGT-"));
    // The documented third step, its redirects followed.
    sim::Reply reply = client.get("v1/access/login_check");
    for (int i = 0; i < 4 && reply.status == 302; ++i)
        reply = client.get(targetOf(reply));
    QCOMPARE(reply.status, 200);
    QCOMPARE(jsonOf(reply)["id"_L1].toInt(), -1);
    QCOMPARE(jsonOf(reply)["state"_L1].toString(), u"COMPLETE"_s);
    QVERIFY(!client.cookies.value("JSESSIONID").isEmpty());
    client.token = jsonOf(reply)["token"_L1].toString().toLatin1();
    QCOMPARE(client.get("api/v2/clusters").status, 200);
    QVERIFY(client.get("").body.contains("example-operator"));
}

void ManagerTest::casTicketsAreGoodOnce()
{
    ManagerClient client(*m_cloud);
    const QByteArray ticket = hiddenTicket(client.get("/cas/login"));
    const QByteArray body = formBody(u"admin"_s, managerPassword, ticket);
    ManagerClient thief(*m_cloud); // without the cookie it is worth nothing, and used up
    QVERIFY(thief.post("/cas/login", body).body.contains("expired"));
    QVERIFY(client.post("/cas/login", body).body.contains("expired"));
    const sim::Reply next = client.post("/cas/login", formBody(u"admin"_s, managerPassword, "LT-FAKE"));
    QVERIFY(next.body.contains("expired"));
    QVERIFY(client.post("/cas/login", formBody(u"admin"_s, managerPassword, hiddenTicket(next)))
                .body.contains("Log In Successful"));
    // A service ticket as well.
    const sim::Reply to = client.get("/cas/login?service=/web/cas_security_check.htm");
    QCOMPARE(to.status, 302);
    QCOMPARE(client.get(targetOf(to)).status, 302);
    QVERIFY(isLoginPage(client.get(targetOf(to))));
    QVERIFY(isLoginPage(client.get("cas_security_check.htm")));
}

void ManagerTest::casRefusesAsBasicDoes()
{
    ManagerClient client(*m_cloud);
    const auto attempt = [&client](const QString &user, const QString &password) {
        return client.post("/cas/login", formBody(user, password, hiddenTicket(client.get("/cas/login"))));
    };
    for (int i = 0; i < 5; ++i)
        QVERIFY(attempt(u"example-viewer"_s, u"wrong"_s).body.contains(wrongSentence));
    QVERIFY(attempt(u"example-viewer"_s, managerPassword).body.contains("locked"));
    QVERIFY(client.get("api/v2/session/status", ManagerClient::basic(u"example-viewer"_s)).body.contains("locked"));
    QVERIFY(attempt(u"example-newcomer"_s, managerPassword).body.contains("modify_password.html"));
    QVERIFY(!client.cookies.contains("CASTGC"));
    // Forms that are cut, empty, or no forms.
    for (const QByteArray &body : {QByteArray(), QByteArray("username=admin&pass"), QByteArray("=&=&&%%%&lt=%"),
                                   QByteArray(100, '&'), QByteArray("\0\xff\x01", 3)}) {
        const sim::Reply reply = client.post("/cas/login", body);
        QCOMPARE(reply.status, 200);
        QVERIFY(!hiddenTicket(reply).isEmpty()); // the form again
    }
    QCOMPARE(client.post("/cas/login", QByteArray(100'000, 'x')).status, 413);
}

void ManagerTest::casSendsNobodyElsewhere()
{
    ManagerClient client(*m_cloud);
    QCOMPARE(client.get("/cas/login?service=https%3A%2F%2Fexample.com%2F").status, 403);
    QCOMPARE(client.post("/cas/login?service=javascript%3Aalert(1)").status, 403);
    QCOMPARE(client.get("/cas/elsewhere").status, 404);
    QCOMPARE(client.send("PUT", "/cas/login").status, 405);
}

void ManagerTest::logoutEndsManagerAndCas()
{
    ManagerClient client(*m_cloud);
    (void)client.post("/cas/login", formBody(u"admin"_s, managerPassword, hiddenTicket(client.get("/cas/login"))));
    QVERIFY(client.logIn(u"admin"_s));
    const QByteArray session = client.cookies.value("JSESSIONID");
    const QByteArray granting = client.cookies.value("CASTGC");
    const sim::Reply out = client.get("v1/logout_action?is_timeout_logout=false");
    QCOMPARE(out.status, 302);
    QCOMPARE(locationOf(out), QByteArray("/cas/logout"));
    QCOMPARE(client.post("/cas/logout").status, 200);
    client.cookies = {{"JSESSIONID", session}, {"CASTGC", granting}}; // somebody kept them
    QVERIFY(isLoginPage(client.get("api/v2/clusters")));
    QCOMPARE(client.get("/cas/login?service=/web/cas_security_check.htm").status, 200); // asks for the password
}

void ManagerTest::anOpenClusterNeedsNoLogin()
{
    withManager([](sim::ManagerState &manager) { manager.isSecurityMode = false; });
    ManagerClient client(*m_cloud);
    QVERIFY(isLoginPage(client.get("v1/clusters")));
    const sim::Reply first = client.get("v1/access/login_check");
    QCOMPARE(first.status, 302);
    QVERIFY(first.header("Set-Cookie").startsWith("FISessionId="));
    QCOMPARE(jsonOf(client.get("v1/access/login_check"))["state"_L1].toString(), u"COMPLETE"_s);
    const QJsonDocument clusters = jsonOf(client.get("v1/clusters"));
    QCOMPARE(clusters["res_obj"_L1]["clusters"_L1][0]["stack_model"_L1].toString(), u"NoSec"_s);
}

void ManagerTest::aSessionEndsAfterIdling()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    for (int i = 0; i < 3; ++i) {
        step(20min); // each request begins the twenty minutes anew
        QVERIFY(jsonOf(client.get("api/v2/clusters")).isArray());
    }
    m_clock->advance(20min + 1ms);
    QVERIFY(isLoginPage(client.get("api/v2/clusters")));
    QVERIFY(client.logIn(u"example-viewer"_s));
    m_cloud->withWorld([](sim::World &world) { world.setSpeed(60); });
    m_cloud->withWorld([](sim::World &world) { world.step(3h); }); // neither speed nor steps are for people at a desk
    m_clock->advance(19min);
    QVERIFY(jsonOf(client.get("api/v2/clusters")).isArray());
    m_clock->advance(21min);
    QVERIFY(isLoginPage(client.get("api/v2/clusters")));
}

void ManagerTest::aLostSessionAnswersWithTheLoginPage()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-operator"_s));
    withManager([](sim::ManagerState &manager) { manager.endSessions(); });
    QVERIFY(isLoginPage(client.get("api/v2/clusters")));
    QVERIFY(isLoginPage(client.get("v1/clusters")));
    QVERIFY(isLoginPage(client.post("api/v2/session/login_check")));
    QVERIFY(isLoginPage(client.get("api/v2/session/status")));
    withManager([](sim::ManagerState &manager) { manager.removeUser(u"example-operator"_s); });
    QVERIFY(!client.logIn(u"example-operator"_s));
}

void ManagerTest::cookiesWithRubbish_data()
{
    QTest::addColumn<QByteArray>("cookie");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("only separators") << QByteArray(";;; ; =;=;");
    QTest::newRow("no value") << QByteArray("JSESSIONID");
    QTest::newRow("empty value") << QByteArray("JSESSIONID=");
    QTest::newRow("unknown") << QByteArray("JSESSIONID=FAKE");
    QTest::newRow("quotes") << QByteArray("JSESSIONID=\"; a=\"b;c\"");
    QTest::newRow("bytes") << QByteArray("JSESSIONID=\xff\xfe\x01\t\x7f; \x80=\x81");
    QTest::newRow("long") << "JSESSIONID=" + QByteArray(8'000, 'A');
    QTest::newRow("many") << QByteArray("JSESSIONID=A;").repeated(600);
    QTest::newRow("other case") << QByteArray("jsessionid=FAKE");
}

void ManagerTest::cookiesWithRubbish()
{
    QFETCH(QByteArray, cookie);
    ManagerClient client(*m_cloud);
    QVERIFY(isLoginPage(client.get("api/v2/clusters", {{"Cookie", cookie}})));
    QVERIFY(client.logIn(u"example-viewer"_s)); // a good one behind it is found
    QVERIFY(jsonOf(client.get("api/v2/clusters", {{"Cookie", cookie}})).isArray());
}

void ManagerTest::twoClientsShareASession()
{
    ManagerClient one(*m_cloud);
    QVERIFY(one.logIn(u"example-operator"_s));
    ManagerClient two = one;
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (ManagerClient *client : {&one, &two}) {
        threads.emplace_back([client, &good] {
            for (int i = 0; i < 200; ++i)
                good += jsonOf(client->get("api/v2/clusters")).isArray() ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(good.load(), 400);
    (void)one.get("v1/logout_action");
    QVERIFY(isLoginPage(two.get("api/v2/clusters"))); // one logs out: it is over for both
}

void ManagerTest::aThousandSessions()
{
    std::vector<ManagerClient> clients;
    for (int i = 0; i < 1'000; ++i) {
        clients.emplace_back(*m_cloud);
        QVERIFY(clients.back().logIn(i % 2 ? u"example-viewer"_s : u"example-operator"_s));
    }
    for (ManagerClient &client : clients)
        QVERIFY(jsonOf(client.get("api/v2/clusters")).isArray());
    withManager([this](sim::ManagerState &manager) { QCOMPARE(manager.sessions.count(0ms), 1'000); });
}

void ManagerTest::sessionsAreBounded()
{
    ManagerClient kept(*m_cloud);
    for (int i = 0; i < 30'000; ++i) { // a poller that forgets its cookie
        ManagerClient client(*m_cloud);
        (void)client.get("api/v2/session/status", ManagerClient::basic(u"example-viewer"_s));
        if (i == 29'000)
            QVERIFY(kept.logIn(u"example-operator"_s));
    }
    const int sessions =
        m_cloud->withWorld([](sim::World &world) { return world.manager.sessions.count(world.elapsed()); });
    QVERIFY2(sessions <= 20'000 && sessions > 10'000, qPrintable(QString::number(sessions)));
}

void ManagerTest::unreachableGivesNoAnswer()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    using Reach = sim::ManagerState::Reach;
    using Ending = sim::Reply::Ending;
    withManager([](sim::ManagerState &manager) { manager.reach = Reach::Refuses; });
    QCOMPARE(client.get("api/v2/clusters").ending, Ending::Close);
    QCOMPARE(client.get("/cas/login").ending, Ending::Close);
    withManager([](sim::ManagerState &manager) { manager.reach = Reach::Hangs; });
    QCOMPARE(client.get("api/v2/clusters").ending, Ending::Silence);
    withManager([](sim::ManagerState &manager) { manager.reach = Reach::Answers; });
    QCOMPARE(client.get("api/v2/clusters").ending, Ending::Answer);
    QVERIFY(jsonOf(client.get("api/v2/clusters")).isArray());
}

void ManagerTest::rights_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<bool>("seesClusters");
    QTest::addColumn<bool>("administrates");
    QTest::newRow("administrator") << u"Manager_administrator"_s << true << true;
    QTest::newRow("system") << u"System_administrator"_s << true << true;
    QTest::newRow("operator") << u"Manager_operator"_s << true << false;
    QTest::newRow("viewer") << u"Manager_viewer"_s << true << false;
    QTest::newRow("tenant") << u"Manager_tenant"_s << false << false;
    QTest::newRow("auditor") << u"Manager_auditor"_s << false << false;
    QTest::newRow("unknown") << u"example-role"_s << false << false;
    QTest::newRow("none") << QString() << false << false;
}

void ManagerTest::rights()
{
    QFETCH(QString, role);
    QFETCH(bool, seesClusters);
    QFETCH(bool, administrates);
    withManager([&role](sim::ManagerState &manager) {
        manager.add({.name = u"example-tester"_s,
                     .password = managerPassword,
                     .roles = role.isEmpty() ? QStringList() : QStringList{role}});
    });
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-tester"_s)); // everybody may log in
    for (const char *path : {"api/v2/clusters", "v1/clusters", "api/v2/hosts", "v1/cluster/1/status",
                             "api/v2/clusters/1/services/Guardian/summary"})
        QCOMPARE(client.get(path).status, seesClusters ? 200 : 403);
    QCOMPARE(client.get("api/v2/permission/users").status, administrates ? 200 : 403);
    QCOMPARE(client.post("api/v2/tools/encrypt", R"({"plainText":"x"})").status, administrates ? 200 : 403);
}

void ManagerTest::v1ClustersAsDocumented()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    const sim::Reply reply = client.get("v1/clusters");
    QVERIFY(reply.body.startsWith(
        R"({"id":-1,"state":"COMPLETE","error_code":0,"error_description":"","total_progress":0.0,"res_obj":)"
        R"({"clusters":[{"stack":"MRS 3.3.0-LTS.1","id":1,"name":"mrs-demo","description":"","version":)"
        R"("MRS 3.3.0-LTS.1","cluster_state":null,"stack_model":"Sec","lic_state":""},)"));
}

void ManagerTest::v1StatusAndServices()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    const auto state = [&client] {
        return jsonOf(client.get("v1/cluster/1/status"))["res_obj"_L1]["state"_L1].toString();
    };
    QCOMPARE(state(), u"GOOD"_s);
    const qint64 serial = m_cloud->withWorld([](sim::World &world) {
        return world.alarms.raise({.id = 45736,
                                   .name = u"Guardian Service Unavailable"_s,
                                   .severity = sim::Alarm::Critical,
                                   .source = u"mrs-demo"_s,
                                   .serviceName = u"Guardian"_s,
                                   .occurred = world.now()});
    });
    QCOMPARE(state(), u"BAD"_s);
    QCOMPARE(jsonOf(client.get("v1/cluster/2/status"))["res_obj"_L1]["state"_L1].toString(), u"GOOD"_s);
    const QJsonArray properties =
        jsonOf(client.get("v1/cluster/1/services/Guardian"))["res_obj"_L1]["key_property"_L1].toArray();
    QCOMPARE(properties.size(), 3);
    QCOMPARE(
        properties[1],
        QJsonValue(QJsonObject{{u"name"_s, u"Health Status"_s}, {u"value"_s, u"BAD"_s}, {u"type"_s, u"STATUS"_s}}));
    m_cloud->withWorld(
        [serial](sim::World &world) { QVERIFY(world.alarms.clear(serial, sim::Alarm::Automatic, world.now())); });
    QCOMPARE(state(), u"GOOD"_s);
    for (const char *path : {"v1/cluster/99/status", "v1/cluster/x/status", "v1/cluster/2/services/Guardian",
                             "v1/cluster/1/services/%2e%2e%2f", "v1/cluster/9/services/HDFS"}) {
        const sim::Reply failed = client.get(path);
        QCOMPARE(failed.status, 200); // business errors of v1
        QCOMPARE(jsonOf(failed)["state"_L1].toString(), u"FAILED"_s);
        QVERIFY(jsonOf(failed)["error_code"_L1].toInt() > 0);
        QVERIFY(!jsonOf(failed)["error_description"_L1].toString().isEmpty());
    }
}

void ManagerTest::v1Metrics()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    const QByteArray good = "v1/monitor/metrics_info?metric_names=host_cpu,host_memory&metric_period=60"
                            "&start_time=1749556800000&end_time=1749557100000";
    const QJsonValue datas = jsonOf(client.get(good))["res_obj"_L1]["metric_datas"_L1];
    QCOMPARE(datas["host_cpu"_L1].toArray().size(), 6);
    QCOMPARE(datas["host_memory"_L1][5]["time"_L1].toDouble(), 1749557100000.0);
    QCOMPARE(jsonOf(client.get(good))["res_obj"_L1]["metric_datas"_L1], datas); // the same whenever it is asked for
    for (const QByteArray &bad :
         {QByteArray("v1/monitor/metrics_info"), good + "&hosts=nowhere",
          "v1/monitor/metrics_info?metric_names=" + QByteArray("a,").repeated(11) + "&start_time=1&end_time=2",
          good + "&hosts=" + QByteArray("a,").repeated(51),
          QByteArray("v1/monitor/metrics_info?metric_names=a&start_time=2&end_time=1"),
          QByteArray("v1/monitor/metrics_info?metric_names=a&start_time=0&end_time=999999999999999999999"),
          QByteArray("v1/monitor/metrics_info?metric_names=a&start_time=0&end_time=1749557100000"),
          QByteArray("v1/monitor/metrics_info?metric_names=a&metric_period=0&start_time=1&end_time=2")})
        QCOMPARE(jsonOf(client.get(bad))["state"_L1].toString(), u"FAILED"_s);
}

void ManagerTest::v2ClustersAsSeenInTheField()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    const QJsonArray clusters = jsonOf(client.get("api/v2/clusters")).array();
    QCOMPARE(clusters.size(), 2);
    const QJsonObject first = clusters[0].toObject();
    QCOMPARE(first["id"_L1].toInt(), 1);
    QCOMPARE(first["name"_L1].toString(), u"mrs-demo"_s);
    QCOMPARE(first["hostsNum"_L1].toInt(), 5);
    QCOMPARE(first["badHostsNum"_L1].toInt(), 0);
    QCOMPARE(first["badServiceNum"_L1].toInt(), 0);
    QVERIFY(first["serviceNum"_L1].toInt() > clusters[1]["serviceNum"_L1].toInt()); // Guardian
    QCOMPARE(first["packs"_L1][0]["version"_L1].toString(), u"MRS 3.3.0-LTS.1"_s);
    m_cloud->withWorld([](sim::World &world) { world.fleet.servers().front().vmState = u"stopped"_s; });
    QCOMPARE(jsonOf(client.get("api/v2/clusters"))[0]["badHostsNum"_L1].toInt(), 1);
    QCOMPARE(jsonOf(client.get("api/v2/hosts?no_page=true"))["hosts"_L1][0]["runningStatus"_L1].toString(), u"BAD"_s);
}

void ManagerTest::hosts()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    m_cloud->withWorld([](sim::World &world) {
        world.fleet.add({.name = u"ordinary"_s, .hostName = u"ordinary"_s}); // no node of a cluster
        sim::addCluster(world, {.name = u"mrs-third"_s, .network = 12});
    });
    const QJsonArray all = jsonOf(client.get("api/v2/hosts?no_page=true"))["hosts"_L1].toArray();
    QCOMPARE(all.size(), 15);
    QCOMPARE(all[0]["ip"_L1].toString(), u"192.168.10.11"_s);
    QCOMPARE(all[0]["clusterName"_L1].toString(), u"mrs-demo"_s);
    QCOMPARE(all[14]["clusterId"_L1].toInt(), 3);
    QCOMPARE(jsonOf(client.get("api/v2/hosts"))["hosts"_L1].toArray().size(), 10);
    const QJsonArray tail = jsonOf(client.get("api/v2/hosts?offset=12&limit=10"))["hosts"_L1].toArray();
    QCOMPARE(tail.size(), 3);
    QCOMPARE(tail[0], all[12]);
    QCOMPARE(jsonOf(client.get("api/v2/hosts?offset=999"))["hosts"_L1].toArray().size(), 0);
    for (const char *bad : {"api/v2/hosts?offset=-1", "api/v2/hosts?limit=0", "api/v2/hosts?limit=x"})
        QCOMPARE(client.get(bad).status, 400);
}

void ManagerTest::serviceSummary()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    const QJsonArray guardian =
        jsonOf(client.get("api/v2/clusters/1/services/Guardian/summary"))["properties"_L1].toArray();
    QCOMPARE(guardian[0]["name"_L1].toString(), u"Version"_s);
    QCOMPARE(guardian[0]["value"_L1].toString(), u"0.1.0"_s);
    QCOMPARE(guardian[2]["value"_L1].toString(), u"3"_s);
    const QJsonArray hdfs = jsonOf(client.get("api/v2/clusters/1/services/HDFS/summary"))["properties"_L1].toArray();
    QCOMPARE(hdfs.last()["type"_L1].toString(), u"LINK"_s);
    QVERIFY(hdfs.last()["value"_L1]["links"_L1][0]["url"_L1].isString());
    const sim::Reply none = client.get("api/v2/clusters/2/services/Guardian/summary");
    QCOMPARE(none.status, 404); // not installed there
    QVERIFY(none.header("Content-Type").startsWith("application/json"));
    QCOMPARE(client.get("api/v2/clusters/7/services/Guardian/summary").status, 404);
    QCOMPARE(client.get("api/v2/clusters/1/services/Kafka/private/topics").status, 404);
    m_cloud->withWorld(
        [](sim::World &world) { world.fleet.clusterNamed(u"mrs-demo"_s)->components.append(u"Kafka"_s); });
    const sim::Reply topics = client.get("api/v2/clusters/1/services/Kafka/private/topics?topicName=events");
    QCOMPARE(jsonOf(topics)["resObj"_L1]["topicList"_L1].toArray(), QJsonArray{u"example-events"_s});
}

void ManagerTest::servicesStopAndStart()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-operator"_s));
    const auto status = [&client] {
        return jsonOf(client.get("v1/cluster/1/services/Ranger"))["res_obj"_L1]["key_property"_L1][0]["value"_L1].toString();
    };
    const auto health = [&client] {
        return jsonOf(client.get("v1/cluster/1/services/Ranger"))["res_obj"_L1]["key_property"_L1][1]["value"_L1].toString();
    };
    QCOMPARE(status(), u"STARTED"_s);
    const QJsonDocument begun = jsonOf(client.post("v1/maintain/cluster/1/service/Ranger/stop", R"({"only_self":true})"));
    QCOMPARE(begun["state"_L1].toString(), u"IN_PROGRESS"_s);
    const QByteArray progress = "v1/common/command/" + QByteArray::number(begun["id"_L1].toInt()) + "/progress";
    step(10s);
    QCOMPARE(jsonOf(client.get(progress))["res_obj"_L1]["total_step_size"_L1].toInt(), 50);
    QCOMPARE(status(), u"STARTED"_s);
    // One at a time.
    QCOMPARE(jsonOf(client.post("v1/maintain/cluster/1/service/HDFS/stop", "{}"))["state"_L1].toString(), u"FAILED"_s);
    step(10s);
    QCOMPARE(jsonOf(client.get(progress))["state"_L1].toString(), u"COMPLETE"_s);
    QCOMPARE(jsonOf(client.get(progress))["res_obj"_L1]["total_step_size"_L1].toInt(), 100);
    QCOMPARE(status(), u"STOPPED"_s);
    QCOMPARE(health(), u"BAD"_s);
    QCOMPARE(jsonOf(client.get("v1/cluster/1/status"))["res_obj"_L1]["state"_L1].toString(), u"BAD"_s);
    QCOMPARE(jsonOf(client.get("api/v2/clusters"))[0]["badServiceNum"_L1].toInt(), 1);
    QCOMPARE(jsonOf(client.post("v1/maintain/cluster/1/service/Ranger/start", "{}"))["state"_L1].toString(),
             u"IN_PROGRESS"_s);
    step(20s);
    QCOMPARE(status(), u"STARTED"_s);
    QCOMPARE(health(), u"GOOD"_s);
}

void ManagerTest::whatHangsTogetherStopsTogether()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const auto stopped = [this] {
        return m_cloud->withWorld([](sim::World &world) {
            QStringList names = world.fleet.clusterNamed(u"mrs-demo"_s)->services.keys();
            names.sort();
            return names;
        });
    };
    QCOMPARE(jsonOf(client.post("v1/maintain/cluster/1/service/HDFS/stop", R"({"only_self":false})"))["state"_L1].toString(),
             u"IN_PROGRESS"_s);
    step(20s);
    QCOMPARE(stopped(), QStringList{u"Guardian"_s}); // what needs the other goes first
    step(20s);
    QCOMPARE(stopped(), (QStringList{u"Guardian"_s, u"HDFS"_s}));
    QCOMPARE(jsonOf(client.post("v1/maintain/cluster/1/service/Guardian/start", R"({"only_self":false})"))["state"_L1]
                 .toString(),
             u"IN_PROGRESS"_s);
    step(20s);
    QCOMPARE(stopped(), QStringList{u"Guardian"_s});
    step(20s);
    QVERIFY(stopped().isEmpty());
}

void ManagerTest::badCommands_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("cluster") << QByteArray("v1/maintain/cluster/99/service/HDFS/stop") << QByteArray("{}");
    QTest::newRow("service") << QByteArray("v1/maintain/cluster/1/service/Oozie/stop") << QByteArray("{}");
    QTest::newRow("cluster without it") << QByteArray("v1/maintain/cluster/2/service/Guardian/stop") << QByteArray("{}");
    QTest::newRow("only_self is a text") << QByteArray("v1/maintain/cluster/1/service/HDFS/stop")
                                         << QByteArray(R"({"only_self":"yes"})");
}

void ManagerTest::badCommands()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const QJsonDocument answer = jsonOf(client.post(path, body));
    QCOMPARE(answer["state"_L1].toString(), u"FAILED"_s);
    QVERIFY(!answer["error_description"_L1].toString().isEmpty());
    QCOMPARE(jsonOf(client.get("v1/common/command/4711/progress"))["state"_L1].toString(), u"FAILED"_s);
    ManagerClient viewer(*m_cloud);
    QVERIFY(viewer.logIn(u"example-viewer"_s));
    QCOMPARE(viewer.post("v1/maintain/cluster/1/service/HDFS/stop", "{}").status, 403);
}

void ManagerTest::onesOwnPassword()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-viewer"_s));
    const auto change = [&client](const QByteArray &old, const QByteArray &wanted, const QByteArray &again) {
        return jsonOf(client.post("v1/access/modify_self_password?old_password=" + old + "&new_password=" + wanted
                                  + "&confirm_password=" + again))["int_result_code"_L1].toInt(-1);
    };
    const QByteArray now = managerPassword.toLatin1(), next = "example-Another-1";
    QCOMPARE(change("wrong", next, next), 1);
    QCOMPARE(change(now, next, "other"), 3);
    for (const char *weak : {"short1!", "alllowercase1!", "example-viewer", ""})
        QCOMPARE(change(now, weak, weak), 4);
    QCOMPARE(change(now, now, now), 4);
    QCOMPARE(change(now, next, next), 0);
    QVERIFY(!ManagerClient(*m_cloud).logIn(u"example-viewer"_s));
    ManagerClient again(*m_cloud);
    QCOMPARE(jsonOf(again.get("api/v2/session/status", ManagerClient::basic(u"example-viewer"_s, QString::fromLatin1(next))))
                 .isObject(),
             true);
    for (int i = 0; i < 5; ++i) // an open session is no way around the lock
        QCOMPARE(change("wrong", now, now), 1);
    QCOMPARE(change(next, now, now), 2);
    QVERIFY(isLoginPage(ManagerClient(*m_cloud).post("v1/access/modify_self_password")));
}

void ManagerTest::aNewcomerGetsInByChangingThePassword()
{
    ManagerClient client(*m_cloud);
    const auto basic = [](const char *password) {
        return ManagerClient::basic(u"example-newcomer"_s, QString::fromLatin1(password));
    };
    const sim::Reply changed = client.send(
        "POST", "v1/access/modify_self_password?old_password=" + managerPassword.toLatin1()
            + "&new_password=example-Mine-1&confirm_password=example-Mine-1", {}, ManagerClient::basic(u"example-newcomer"_s));
    QCOMPARE(jsonOf(changed)["int_result_code"_L1].toInt(-1), 0);
    QVERIFY(jsonOf(client.get("api/v2/clusters", basic("example-Mine-1"))).isArray());
}

void ManagerTest::passwordsAreReset()
{
    ManagerClient admin(*m_cloud), viewer(*m_cloud);
    QVERIFY(admin.logIn(u"admin"_s) && viewer.logIn(u"example-viewer"_s));
    const QByteArray path = "api/v2/permission/users/example-viewer/password/reset";
    QCOMPARE(admin.post(path, R"({"newPassword":"weak"})").status, 400);
    QCOMPARE(admin.post(path, "{}").status, 400);
    QCOMPARE(admin.post("api/v2/permission/users/nobody/password/reset", R"({"newPassword":"example-Other-1"})").status, 404);
    QCOMPARE(viewer.post(path, R"({"newPassword":"example-Other-1"})").status, 403);
    QCOMPARE(admin.send("PUT", path, R"({"newPassword":"example-Other-1"})").status, 200);
    QVERIFY(isLoginPage(viewer.get("api/v2/clusters"))); // its sessions are over
    QVERIFY(jsonOf(viewer.get("api/v2/clusters", ManagerClient::basic(u"example-viewer"_s, u"example-Other-1"_s))).isArray());
    QCOMPARE(admin.post("api/v2/permission/users/example-newcomer/password/reset", R"({"newPassword":"example-Other-1"})").status,
             200);
    QVERIFY(ManagerClient(*m_cloud) // people have to choose one of their own
                .get("api/v2/clusters", ManagerClient::basic(u"example-newcomer"_s, u"example-Other-1"_s))
                .body.contains("modify_password.html"));
}

void ManagerTest::users()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const QByteArray body = R"({"userName":"user888","userType":"HM","password":"Example-Pass1","confirmPassword":)"
                            R"("Example-Pass1","userGroups":["supergroup"],"userRoles":["Manager_viewer"],)"
                            R"("primaryGroup":"supergroup","description":"Add user"})";
    QCOMPARE(client.post("api/v2/permission/users", body).status, 200);
    QCOMPARE(client.post("api/v2/permission/users", body).status, 409); // twice
    const QByteArray list = "api/v2/permission/users?limit=10&offset=0&filter=&order=ASC&order_by=userName";
    const QJsonDocument users = jsonOf(client.get(list));
    QCOMPARE(users["totalCount"_L1].toInt(), 5);
    QCOMPARE(users["users"_L1][4]["userName"_L1].toString(), u"user888"_s);
    QVERIFY(!client.get(list).body.contains("Example-Pass1"));
    ManagerClient fresh(*m_cloud);
    const sim::Headers login = ManagerClient::basic(u"user888"_s, u"Example-Pass1"_s);
    QVERIFY(fresh.get("api/v2/session/status", login).body.contains("modify_password.html")); // a human's first login
    const QByteArray machine = R"({"userName":"robot","userType":"MM","password":"Example-Pass1","confirmPassword":)"
                               R"("Example-Pass1","userRoles":["Manager_viewer"]})";
    QCOMPARE(client.post("api/v2/permission/users", machine).status, 200);
    const sim::Headers robot = ManagerClient::basic(u"robot"_s, u"Example-Pass1"_s);
    QVERIFY(jsonOf(fresh.get("api/v2/clusters", robot)).isArray());
    QCOMPARE(client
                 .send("PUT", "api/v2/permission/users/robot",
                       R"({"userName":"robot","userType":"MM","password":"","userRoles":[]})")
                 .status,
             200);
    QCOMPARE(fresh.get("api/v2/clusters").status, 403); // at once, and the password stayed
    QCOMPARE(fresh.get("api/v2/session/status", robot).status, 200);
    QCOMPARE(client.send("DELETE", "api/v2/permission/users", R"({"userNames":["robot","user888"]})").status, 200);
    QVERIFY(isLoginPage(fresh.get("api/v2/clusters")));
    QCOMPARE(jsonOf(client.get("api/v2/permission/users?filter=USER"))["totalCount"_L1].toInt(), 0);
    QCOMPARE(jsonOf(client.get("api/v2/permission/users?order=DESC&limit=1"))["users"_L1][0]["userName"_L1].toString(),
             u"example-viewer"_s);
}

void ManagerTest::badUsers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto user = [](const QByteArray &name, const QByteArray &password, const QByteArray &more = {}) {
        return "{\"userName\":\"" + name + "\",\"password\":\"" + password + "\",\"confirmPassword\":\"" + password
            + '"' + more + '}';
    };
    const QByteArray path = "api/v2/permission/users";
    QTest::newRow("no body") << QByteArray("POST") << path << QByteArray() << 400;
    QTest::newRow("not json") << QByteArray("POST") << path << QByteArray("{]") << 400;
    QTest::newRow("a list") << QByteArray("POST") << path << QByteArray("[]") << 400;
    QTest::newRow("too large") << QByteArray("POST") << path << QByteArray(2'000'000, ' ') << 413;
    QTest::newRow("no name") << QByteArray("POST") << path << QByteArray("{}") << 400;
    QTest::newRow("bad name") << QByteArray("POST") << path << user("a b", "Example-Pass1") << 400;
    QTest::newRow("long name") << QByteArray("POST") << path << user(QByteArray(65, 'a'), "Example-Pass1") << 400;
    QTest::newRow("short password") << QByteArray("POST") << path << user("new", "aB1-") << 400;
    QTest::newRow("three kinds") << QByteArray("POST") << path << user("new", "examplePass1") << 400;
    QTest::newRow("reversed name") << QByteArray("POST") << path << user("1-sseXample", "elpmaXess-1") << 400;
    QTest::newRow("roles of another type")
        << QByteArray("POST") << path << user("new", "Example-Pass1", ",\"userRoles\":[1]") << 400;
    QTest::newRow("type") << QByteArray("POST") << path << user("new", "Example-Pass1", ",\"userType\":\"X\"") << 400;
    QTest::newRow("passwords differ") << QByteArray("POST") << path
                                      << QByteArray(R"({"userName":"new","password":"Example-Pass1"})") << 400;
    QTest::newRow("change nobody") << QByteArray("PUT") << path + "/nobody" << QByteArray("{}") << 404;
    QTest::newRow("delete nobody") << QByteArray("DELETE") << path << QByteArray(R"({"userNames":["nobody"]})") << 404;
    QTest::newRow("delete nothing") << QByteArray("DELETE") << path << QByteArray(R"({"userNames":[]})") << 400;
    QTest::newRow("delete admin") << QByteArray("DELETE") << path << QByteArray(R"({"userNames":["admin"]})") << 409;
}

void ManagerTest::badUsers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const sim::Reply reply = client.send(method, path, body);
    QCOMPARE(reply.status, status);
    QVERIFY(!jsonOf(reply)["errorDescription"_L1].toString().isEmpty());
    QCOMPARE(jsonOf(client.get("api/v2/permission/users"))["totalCount"_L1].toInt(), 4);
}

void ManagerTest::theUserExport()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const sim::Reply made = client.post("api/v2/permission/users/operations/export?filter=example&format=txt");
    const QByteArray name = jsonOf(made)["fileName"_L1].toString().toLatin1();
    QVERIFY(name.startsWith("users_") && name.endsWith(".txt"));
    const sim::Reply file = client.get("api/v2/permission/users/download?file_name=" + name);
    QCOMPARE(file.body.count('\n'), 4); // the heading and three
    QVERIFY(file.body.contains("example-viewer|Machine-Machine|Manager_viewer\n"));
    QVERIFY(!file.body.contains(managerPassword.toUtf8()));
    QCOMPARE(client.get("api/v2/permission/users/download?file_name=../../etc/passwd").status, 404);
    QCOMPARE(client.get("api/v2/permission/users/download").status, 404);
    QCOMPARE(client.post("api/v2/permission/users/operations/export?format=pdf").status, 400);
    m_clock->advance(31min);
    QVERIFY(client.logIn(u"admin"_s));
    QCOMPARE(client.get("api/v2/permission/users/download?file_name=" + name).status, 404); // it is not kept for ever
}

void ManagerTest::encrypting()
{
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const auto encrypted = [&client](const QByteArray &body) { return client.post("api/v2/tools/encrypt", body); };
    const sim::Reply one = encrypted(R"({"plainText":"example-plain-text"})");
    QVERIFY(!jsonOf(one)["cipherText"_L1].toString().isEmpty());
    QVERIFY(!one.body.contains("example-plain-text"));
    QVERIFY(one.body != encrypted(R"({"plainText":"example-plain-text"})").body);
    for (const QByteArray &bad : {QByteArray("{}"), QByteArray(R"({"plainText":1})"), QByteArray(R"({"plainText":""})"),
                                  "{\"plainText\":\"" + QByteArray(5'000, 'x') + "\"}"})
        QCOMPARE(encrypted(bad).status, 400);
}

void ManagerTest::routing()
{
    ManagerClient client(*m_cloud);
    QCOMPARE(locationOf(client.get("/")), QByteArray("/web/"));
    QCOMPARE(locationOf(client.get("/web")), QByteArray("/web/"));
    QCOMPARE(client.get("/mrsmanager?locale=en-us").status, 302);
    QCOMPARE(client.get("/nowhere").status, 404);
    QCOMPARE(client.get("/web/nowhere").status, 404);
    QCOMPARE(client.get("/webx/api/v2/clusters").status, 404);
    const sim::Reply method = client.send("PUT", "api/v2/permission/users");
    QCOMPARE(method.status, 405);
    QCOMPARE(method.header("Allow"), QByteArray("GET, POST, DELETE"));
    QVERIFY(client.logIn(u"example-viewer"_s));
    QCOMPARE(client.send("HEAD", "api/v2/clusters").status, 200);
    QCOMPARE(client.send("OPTIONS", "api/v2/clusters").status, 405);
    // The reverse proxy's names for the same.
    ManagerClient proxied(*m_cloud, "/mrsmanager/");
    QVERIFY(proxied.logIn(u"example-viewer"_s));
    QCOMPARE(proxied.get("api/v2/clusters").body, client.get("api/v2/clusters").body);
}

void ManagerTest::anyBytesAtAnyRoute()
{
    std::mt19937 random(7);
    const QByteArrayList starts{"/web/",
                                "/web/api/v2/",
                                "/web/v1/cluster/",
                                "/mrsmanager/",
                                "/cas/login?service=",
                                "/web/api/v2/permission/users/",
                                "/web/cas_security_check.htm?ticket=",
                                "/",
                                "/web/v1/monitor/metrics_info?metric_names=a&start_time=",
                                "/web/api/v2/clusters/"};
    const QByteArrayList methods{"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "\xff", ""};
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"admin"_s));
    const QMap<QByteArray, QByteArray> cookies = client.cookies;
    for (int i = 0; i < 3'000; ++i) {
        QByteArray tail(static_cast<qsizetype>(random() % 60), Qt::Uninitialized);
        for (char &c : tail)
            c = static_cast<char>(random());
        QByteArray body = i % 3 ? tail : QByteArray("{\"userName\":") + tail;
        client.cookies = cookies;
        const sim::Reply reply =
            client.send(methods[static_cast<qsizetype>(random() % 9)],
                        starts[static_cast<qsizetype>(random() % 10)] + tail, body, {{tail, tail}});
        QVERIFY2(reply.status == 200 || reply.status == 302 || (reply.status >= 400 && reply.status < 500),
                 qPrintable(QString::number(reply.status)));
    }
    QVERIFY(jsonOf(ManagerClient(*m_cloud).get("/web/api/v2/clusters", ManagerClient::basic(u"admin"_s))).isArray());
}

void ManagerTest::localTimes_data()
{
    QTest::addColumn<QString>("local");
    QTest::addColumn<QString>("utc"); // empty: no such time
    QTest::newRow("summer") << u"2025-06-10 14:05:12"_s << u"2025-06-10T12:05:12Z"_s;
    QTest::newRow("minutes only") << u"2025-06-10 14:05"_s << u"2025-06-10T12:05:00Z"_s;
    QTest::newRow("winter") << u"2026-01-15 10:00:00"_s << u"2026-01-15T09:00:00Z"_s;
    QTest::newRow("before the gap") << u"2025-03-30 01:59:59"_s << u"2025-03-30T00:59:59Z"_s;
    QTest::newRow("in the gap") << u"2025-03-30 02:30:00"_s << QString();
    QTest::newRow("after the gap") << u"2025-03-30 03:00:00"_s << u"2025-03-30T01:00:00Z"_s;
    QTest::newRow("doubled: the first") << u"2025-10-26 02:30:00"_s << u"2025-10-26T00:30:00Z"_s;
    QTest::newRow("after the doubled hour") << u"2025-10-26 03:00:00"_s << u"2025-10-26T02:00:00Z"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("offset") << u"2025-06-10T14:05:12+02:00"_s << QString();
    QTest::newRow("no such day") << u"2025-02-30 10:00:00"_s << QString();
    QTest::newRow("rubbish") << u"yesterday"_s << QString();
}

void ManagerTest::localTimes()
{
    QFETCH(QString, local);
    QFETCH(QString, utc);
    const QTimeZone berlin("Europe/Berlin");
    const std::optional<Instant> read = sim::readManagerTime(berlin, local);
    QCOMPARE(read ? isoUtc(*read) : QString(), utc);
    if (read)
        QVERIFY(sim::managerTime(berlin, *read).startsWith(local));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ManagerTest)
#include "managertest.moc"
