// SPDX-License-Identifier: Apache-2.0
// The gate: two tokens one after the other, one sign-in at a time, and never a refused password twice by itself.
#include "app/cloud/client.h"
#include "app/simulation/simulatednetwork.h"
#include "app/simulation/totp.h"
#include "tests/support/scriptednetwork.h"
#include "tests/support/settle.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::ScriptedNetwork;
using testing::settle;

namespace {

struct Ping
{
    using Response = Done;
    Authority authority = Authority::Account;

    HttpCall call() const { return {.path = u"/ping"_s, .authority = authority}; }
    static Result<Done> parse(const QJsonObject &) { return Done{}; }
};
static_assert(ApiRequest<Ping>);

const Instant start = fromDateTime(QDateTime({2026, 1, 15}, {10, 0}, Qt::UTC));

QByteArray httpDateOf(Instant time)
{
    return QLocale::c().toString(toUtc(time), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

Login jane(const QString &password = u"FAKE-PASSWORD"_s)
{
    return {.account = u"OTC-EXAMPLE"_s, .userName = u"jane"_s, .password = Secret::fromText(password)};
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void twoTokensOneAfterTheOther();
    void aRefusedPasswordIsSentOnce();
    void noSecondTokenAfterALostFirst();
    void twentyCallsShareOneSignIn();
    void twentyCallsShareOneRefusal();
    void aLostRenewalIsNotTriedAgainByItself();
    void anOfflineRenewalMayBeTriedAgain();
    void aCallThatStopsDoesNotStopTheSignInOfOthers();
    void aSecondSignInJoinsTheFirst();
    void aTypedPasswordIsTriedAfterARenewalThatFails();
    void theSamePasswordIsNotTriedTwice();
    void cancellingASignIn();
    void expiryFollowsTheCloudsClock_data();
    void expiryFollowsTheCloudsClock();
    void aUselessExpiryDoesNotSignInForEver();
    void aMistypedPasswordLeavesAGoodSession();
    void signOutDuringSignIn();
    void signOutEndsBothTokens();
    void aProjectIsChosen_data();
    void aProjectIsChosen();
    void aWrongProjectNamesTheOthers_data();
    void aWrongProjectNamesTheOthers();
    void aUserWithoutProjectsSignsIn();
    void anUnreadProjectListIsSaid();
    void aProjectThatNobodyAskedForHindersNothing_data();
    void aProjectThatNobodyAskedForHindersNothing();
    void withoutTheNamedProjectTheTokenIsGivenBack();
    void aProjectTokenWithoutProjectIsUnreadable();
    void anEndpointThatIsNotIam_data();
    void anEndpointThatIsNotIam();
    void aCodeIsUsedOnce();
    void withoutRescopingTheReasonIsSaid();
    void theNextCodeGetsTheProject();
    void anMfaSessionAsksForANewCode();
    void anUnusableEndpointDoesNotHang();

private:
    std::shared_ptr<Session> makeSession(Session::Target target = {});
    std::shared_ptr<Session> demoSession(Session::Target target = {});
    sim::Reply grant(const sim::Call &call);
    int passwordPosts() const { return m_network->count("POST", "/v3/auth/tokens"); }

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<Transport> m_transport;
    QPointer<ScriptedNetwork> m_network;
    ScriptedNetwork::Script m_tokens, m_projects, m_ping;
    std::shared_ptr<SimulatedCloud> m_cloud;
    QPointer<SimulatedNetwork> m_simulation;
    std::chrono::milliseconds m_cloudAhead = {}, m_life = 24h;
    bool m_sendsDate = true;
    int m_number = 0;
};

void SessionTest::init()
{
    m_clock = std::make_shared<ManualClock>(start);
    m_transport.reset();
    m_network = nullptr;
    m_tokens = m_projects = m_ping = {};
    m_cloudAhead = {};
    m_life = 24h;
    m_sendsDate = true;
    m_number = 0;
}

sim::Reply SessionTest::grant(const sim::Call &call)
{
    const QJsonObject scope = QJsonDocument::fromJson(call.body).object().value("auth"_L1)["scope"_L1].toObject();
    const QJsonObject project = scope.value("project"_L1).toObject();
    const Instant now = m_clock->now() + m_cloudAhead;
    const auto time = [](Instant instant) { return toUtc(instant).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'000Z'"_s); };
    QJsonObject token{{u"issued_at"_s, time(now)},
                      {u"expires_at"_s, time(now + m_life)},
                      {u"unheard_of"_s, QJsonObject{}},
                      {u"user"_s, QJsonObject{{u"id"_s, u"u1"_s}, {u"name"_s, u"jane"_s},
                                              {u"domain"_s, QJsonObject{{u"id"_s, u"d1"_s}, {u"name"_s, u"OTC-EXAMPLE"_s}}}}}};
    if (!project.isEmpty())
        token.insert(u"project"_s, QJsonObject{{u"id"_s, project.value("id"_L1).toString(u"by-name"_s)}, {u"name"_s, u"p"_s}});
    sim::Reply reply{.status = 201,
                     .headers = {{"X-Subject-Token", "FAKE-TOKEN-" + QByteArray::number(++m_number)}},
                     .body = QJsonDocument(QJsonObject{{u"token"_s, token}, {u"extra"_s, 1}}).toJson()};
    if (m_sendsDate)
        reply.headers.emplace_back("Date", httpDateOf(now));
    return reply;
}

std::shared_ptr<Session> SessionTest::makeSession(Session::Target target)
{
    m_transport = std::make_shared<Transport>(m_clock, TrustRule{}, [this] {
        m_network = new ScriptedNetwork([this](const sim::Call &call) -> std::optional<sim::Reply> {
            if (call.path() == "/v3/auth/tokens" && call.method == "POST")
                return m_tokens ? m_tokens(call) : grant(call);
            if (call.path() == "/v3/auth/tokens")
                return sim::Reply{.status = 204};
            if (call.path() == "/v3/auth/projects")
                return m_projects ? m_projects(call)
                                  : sim::Reply{.status = 200, .body = R"({"projects":[{"id":"p1","name":"eu-de"},{"id":"p2","name":"eu-nl"}]})"};
            return m_ping ? m_ping(call) : sim::Reply{.status = 200, .body = "{}"};
        });
        return m_network.data();
    });
    if (target.identityEndpoint.isEmpty())
        target.identityEndpoint = QUrl(u"https://iam.example.com"_s);
    return Session::create(m_transport, target);
}

std::shared_ptr<Session> SessionTest::demoSession(Session::Target target)
{
    const auto clock = std::make_shared<RealClock>();
    m_cloud = std::make_shared<SimulatedCloud>(clock);
    m_transport = std::make_shared<Transport>(clock, TrustRule{}, [this] { return m_simulation = new SimulatedNetwork(m_cloud); });
    target.identityEndpoint = QUrl(u"https://iam.example.com"_s);
    return Session::create(m_transport, target);
}

void SessionTest::twoTokensOneAfterTheOther()
{
    const auto session = makeSession({.region = u"eu-nl"_s});
    QCOMPARE(session->state(), Session::SignedOut);
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    const auto signedIn = pending(Session::signIn(session, jane()));
    QCOMPARE(session->state(), Session::SigningIn);
    QTest::qWait(20);
    QCOMPARE(passwordPosts(), 1);
    m_network->replies.front()->answer(grant(m_network->calls.front()));
    QTRY_COMPARE(passwordPosts(), 2);
    QCOMPARE(session->state(), Session::SigningIn);
    m_network->replies.back()->answer(grant(m_network->calls.back()));
    QVERIFY(settle(signedIn));
    QCOMPARE(session->state(), Session::SignedIn);
    QCOMPARE(session->facts().userId, u"u1"_s);
    QCOMPARE(session->facts().accountId, u"d1"_s);
    QCOMPARE(session->facts().projectId, u"p2"_s);
    QCOMPARE(session->facts().expires, start + 24h);
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(m_network->calls.back().header("X-Auth-Token"), "FAKE-TOKEN-1");
    QVERIFY(settle(cloud.send(Ping{.authority = Authority::Project})));
    QCOMPARE(m_network->calls.back().header("X-Auth-Token"), "FAKE-TOKEN-2");
}

void SessionTest::aRefusedPasswordIsSentOnce()
{
    for (const int status : {400, 401, 403, 404, 429, 500, 503}) {
        const auto session = makeSession();
        m_tokens = [status](const sim::Call &) {
            return sim::Reply{.status = status, .headers = {{"Retry-After", "0"}}, .body = R"({"error_msg":"no","error_code":"IAM.0062"})"};
        };
        const auto outcome = settle(Session::signIn(session, jane()));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().httpStatus, status);
        QCOMPARE(session->state(), Session::SignedOut);
        const Client cloud(m_transport, session->target().identityEndpoint, session);
        QCOMPARE(settle(cloud.send(Ping{})).error().fault, Fault::Unauthorized);
        QVERIFY(!settle(Session::extend(session)));
        QCOMPARE(session->state(), Session::SignedOut);
        QCOMPARE(m_network->calls.size(), 1U);
    }
}

void SessionTest::noSecondTokenAfterALostFirst()
{
    const auto session = makeSession();
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    const auto outcome = pending(Session::signIn(session, jane()));
    m_network->replies.front()->breakOff(QNetworkReply::RemoteHostClosedError);
    QCOMPARE(settle(outcome).error().fault, Fault::Unconfirmed);
    QVERIFY(settle(outcome).error().mayCountAsTry);
    QCOMPARE(passwordPosts(), 1);
    QCOMPARE(m_clock->sleepers(), 0);
}

void SessionTest::twentyCallsShareOneSignIn()
{
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    m_ping = [](const sim::Call &call) {
        return sim::Reply{.status = call.header("X-Auth-Token") == "FAKE-TOKEN-1" ? 401 : 200, .body = "{}"};
    };
    std::vector<testing::Pending<Done>> calls;
    for (int i = 0; i < 20; ++i)
        calls.push_back(pending(cloud.send(Ping{})));
    for (const auto &call : calls)
        QVERIFY(settle(call));
    QCOMPARE(passwordPosts(), 4);
    QCOMPARE(m_network->count("GET", "/ping"), 1 + 40);
    QCOMPARE(session->state(), Session::SignedIn);
}

void SessionTest::twentyCallsShareOneRefusal()
{
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    m_ping = [](const sim::Call &) { return sim::Reply{.status = 401}; };
    m_tokens = [](const sim::Call &) { return sim::Reply{.status = 401, .body = R"({"error_msg":"Incorrect password.","error_code":"IAM.0062"})"}; };
    std::vector<testing::Pending<Done>> calls;
    for (int i = 0; i < 20; ++i)
        calls.push_back(pending(cloud.send(Ping{})));
    for (const auto &call : calls)
        QCOMPARE(settle(call).error().fault, Fault::Unauthorized);
    QCOMPARE(passwordPosts(), 3); // the two of the sign-in, and one
    QCOMPARE(session->state(), Session::PasswordNeeded);
    QVERIFY(!session->canRenewSilently());
    for (int i = 0; i < 20; ++i)
        QVERIFY(!settle(cloud.send(Ping{})));
    QVERIFY(!settle(Session::extend(session)));
    QCOMPARE(passwordPosts(), 3);
    // A person types the right one: everything goes on.
    m_tokens = m_ping = {};
    QVERIFY(settle(Session::signIn(session, jane(u"FAKE-NEW"_s))));
    QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(session->state(), Session::SignedIn);
}

// The password may have been changed and the refusal lost: five such tries would lock the account.
void SessionTest::aLostRenewalIsNotTriedAgainByItself()
{
    for (const int status : {0, 403, 500, 503}) {
        const auto session = makeSession();
        m_tokens = m_ping = {};
        QVERIFY(settle(Session::signIn(session, jane())));
        const Client cloud(m_transport, session->target().identityEndpoint, session);
        QVERIFY(settle(cloud.send(Ping{})));
        m_ping = [](const sim::Call &) { return sim::Reply{.status = 401}; };
        m_tokens = [status](const sim::Call &) -> std::optional<sim::Reply> {
            if (status == 0)
                return {};
            return sim::Reply{.status = status};
        };
        const auto first = pending(cloud.send(Ping{}));
        QTRY_COMPARE(passwordPosts(), 3);
        if (status == 0)
            m_network->replies.back()->breakOff(QNetworkReply::RemoteHostClosedError);
        QVERIFY(!settle(first));
        QCOMPARE(session->state(), Session::PasswordNeeded);
        for (int i = 0; i < 5; ++i)
            QVERIFY(!settle(cloud.send(Ping{})));
        QCOMPARE(passwordPosts(), 3);
        // A person may try the password that is still in memory.
        m_tokens = m_ping = {};
        QVERIFY(settle(Session::extend(session)));
        QCOMPARE(session->state(), Session::SignedIn);
        QVERIFY(settle(cloud.send(Ping{})));
    }
}

void SessionTest::anOfflineRenewalMayBeTriedAgain()
{
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    m_clock->advance(24h);
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    m_network->readsBodies = false;
    for (int i = 0; i < 3; ++i) { // the password never leaves: no try is used up
        const auto offline = pending(cloud.send(Ping{}));
        QTRY_COMPARE(passwordPosts(), 3 + i);
        m_network->replies.back()->breakOff(QNetworkReply::ConnectionRefusedError);
        QCOMPARE(settle(offline).error().fault, Fault::Offline);
        QCOMPARE(session->state(), Session::SignedIn);
    }
    m_network->readsBodies = true;
    m_tokens = {};
    QVERIFY(settle(cloud.send(Ping{}))); // back on line, by itself
    QCOMPARE(session->state(), Session::SignedIn);
}

void SessionTest::aCallThatStopsDoesNotStopTheSignInOfOthers()
{
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    m_ping = [](const sim::Call &call) { return sim::Reply{.status = call.header("X-Auth-Token") == "FAKE-TOKEN-1" ? 401 : 200, .body = "{}"}; };
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    std::stop_source stop;
    const auto first = pending(cloud.send(Ping{}, stop.get_token()));
    QTRY_COMPARE(passwordPosts(), 3);
    const auto second = pending(cloud.send(Ping{}));
    std::stop_source stopThird;
    const auto third = pending(cloud.send(Ping{}, stopThird.get_token()));
    stop.request_stop();
    stopThird.request_stop();
    QCOMPARE(settle(first).error().fault, Fault::Cancelled);
    QCOMPARE(settle(third).error().fault, Fault::Cancelled);
    QVERIFY(!second->has_value());
    QCOMPARE(session->state(), Session::SigningIn);
    m_tokens = {};
    m_network->replies.back()->answer(grant(m_network->calls.back()));
    QVERIFY(settle(second));
    QCOMPARE(session->state(), Session::SignedIn);
}

void SessionTest::aSecondSignInJoinsTheFirst()
{
    const auto session = makeSession();
    const auto first = pending(Session::signIn(session, jane()));
    const auto second = pending(Session::signIn(session, jane(u"FAKE-OTHER"_s)));
    QVERIFY(settle(first));
    QVERIFY(settle(second));
    QCOMPARE(passwordPosts(), 2);
    QVERIFY(!m_network->calls.front().body.contains("FAKE-OTHER"));
}

// The password was changed elsewhere: the renewal with the old one is refused while the person types the new one.
void SessionTest::aTypedPasswordIsTriedAfterARenewalThatFails()
{
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    const auto renewal = pending(Session::extend(session));
    QTRY_COMPARE(passwordPosts(), 3);
    const auto typed = pending(Session::signIn(session, jane(u"FAKE-NEW"_s)));
    m_tokens = {};
    m_network->replies.back()->answer({.status = 401, .body = R"({"error_msg":"no","error_code":"IAM.0062"})"});
    QVERIFY(!settle(renewal));
    QVERIFY(settle(typed));
    QCOMPARE(session->state(), Session::SignedIn);
    QCOMPARE(passwordPosts(), 5);
    QVERIFY(m_network->calls.back().body.contains("FAKE-NEW"));
    QVERIFY(session->canRenewSilently());
    // Signed out while it waits: it is not sent any more.
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    const auto another = pending(Session::extend(session));
    const auto late = pending(Session::signIn(session, jane(u"FAKE-LATE"_s)));
    QTRY_COMPARE(passwordPosts(), 6);
    const auto out = pending(Session::signOut(session));
    QCOMPARE(settle(late).error().fault, Fault::Cancelled);
    m_network->replies.at(m_network->replies.size() - 1)->abort();
    QCOMPARE(passwordPosts(), 6);
}

void SessionTest::theSamePasswordIsNotTriedTwice()
{
    const auto session = makeSession();
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    const auto first = pending(Session::signIn(session, jane()));
    const auto second = pending(Session::signIn(session, jane()));
    m_network->replies.front()->answer({.status = 401, .body = R"({"error_msg":"no","error_code":"IAM.0062"})"});
    QCOMPARE(settle(first).error().fault, Fault::Unauthorized);
    QCOMPARE(settle(second).error().fault, Fault::Unauthorized);
    QCOMPARE(passwordPosts(), 1);
}

void SessionTest::cancellingASignIn()
{
    const auto session = makeSession();
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    std::stop_source stop;
    const auto first = pending(Session::signIn(session, jane(), stop.get_token()));
    const auto joined = pending(Session::signIn(session, jane()));
    stop.request_stop();
    QCOMPARE(settle(first).error().fault, Fault::Cancelled);
    QCOMPARE(settle(joined).error().fault, Fault::Cancelled);
    QCOMPARE(session->state(), Session::SignedOut);
    // Between the tokens, too.
    m_tokens = {};
    std::stop_source later;
    m_projects = [&later](const sim::Call &) -> std::optional<sim::Reply> {
        later.request_stop();
        return {};
    };
    QCOMPARE(settle(Session::signIn(session, jane(), later.get_token())).error().fault, Fault::Cancelled);
    QCOMPARE(session->state(), Session::SignedOut);
    QCOMPARE(passwordPosts(), 2);
}

void SessionTest::expiryFollowsTheCloudsClock_data()
{
    QTest::addColumn<int>("aheadSeconds");
    QTest::addColumn<bool>("sendsDate");
    for (const int ahead : {0, 3 * 86'400, -3 * 86'400, 37})
        for (const bool sends : {true, false})
            QTest::addRow("%d %s", ahead, sends ? "dated" : "undated") << ahead << sends;
}

void SessionTest::expiryFollowsTheCloudsClock()
{
    QFETCH(int, aheadSeconds);
    QFETCH(bool, sendsDate);
    m_cloudAhead = std::chrono::seconds(aheadSeconds);
    m_sendsDate = sendsDate;
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    QCOMPARE(session->facts().cloudAhead, m_cloudAhead);
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QCOMPARE(cloud.cloudNow(), m_clock->now() + m_cloudAhead);
    QCOMPARE(Client(m_transport, session->target().identityEndpoint).cloudNow(), m_clock->now());
    m_clock->advance(24h - 1s);
    QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(passwordPosts(), 2);
    m_clock->advance(1s);
    QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(passwordPosts(), 4);
    QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(passwordPosts(), 4);
}

void SessionTest::aUselessExpiryDoesNotSignInForEver()
{
    m_life = -1h;
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    for (int i = 0; i < 5; ++i)
        QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(passwordPosts(), 2);
}

void SessionTest::aMistypedPasswordLeavesAGoodSession()
{
    const auto session = makeSession();
    QVERIFY(settle(Session::signIn(session, jane())));
    m_tokens = [](const sim::Call &) { return sim::Reply{.status = 401}; };
    QVERIFY(!settle(Session::signIn(session, jane(u"FAKE-MISTYPED"_s))));
    QCOMPARE(session->state(), Session::SignedIn);
    m_tokens = {};
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    QVERIFY(session->canRenewSilently());
}

void SessionTest::signOutDuringSignIn()
{
    const auto session = makeSession();
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    const auto signedIn = pending(Session::signIn(session, jane()));
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    const auto waiting = pending(cloud.send(Ping{}));
    m_tokens = {};
    const auto signedOut = pending(Session::signOut(session));
    QCOMPARE(session->state(), Session::SignedOut);
    QCOMPARE(settle(waiting).error().fault, Fault::Cancelled);
    m_network->replies.front()->answer(grant(m_network->calls.front()));
    QCOMPARE(settle(signedIn).error().fault, Fault::Cancelled);
    QVERIFY(settle(signedOut));
    QCOMPARE(session->state(), Session::SignedOut);
    QVERIFY(session->facts().userId.isEmpty());
    QCOMPARE(m_network->count("DELETE", "/v3/auth/tokens"), 2); // what came too late was given back
    QCOMPARE(settle(cloud.send(Ping{})).error().fault, Fault::Unauthorized);
}

void SessionTest::signOutEndsBothTokens()
{
    const auto session = demoSession();
    Login login = jane(u"example-password"_s);
    login.account = u"OTC-EXAMPLE-00000000001"_s;
    login.userName = u"ops-admin"_s;
    QVERIFY(settle(Session::signIn(session, login)));
    QVERIFY(session->facts().roles.contains("secu_admin"_L1));
    QCOMPARE(m_cloud->withWorld([](sim::World &world) { return world.validTokens(); }), 2);
    QVERIFY(settle(Session::signOut(session)));
    QCOMPARE(m_cloud->withWorld([](sim::World &world) { return world.validTokens(); }), 0);
    // With nobody there it ends as well.
    QVERIFY(settle(Session::signIn(session, login)));
    for (int i = 0; i < 4; ++i)
        m_simulation->failNext(SimulatedNetwork::LineFault::RefuseConnection);
    QVERIFY(settle(Session::signOut(session)));
    QCOMPARE(session->state(), Session::SignedOut);
}

void SessionTest::aProjectIsChosen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("asked");
    QTest::newRow("by region") << QString() << QString() << u"eu-nl"_s << u"p2"_s;
    QTest::newRow("first usable") << QString() << QString() << u"elsewhere"_s << u"p1"_s;
    QTest::newRow("by name") << u"mine"_s << QString() << u"eu-nl"_s << u"by-name"_s;
    QTest::newRow("by id") << u"mine"_s << u"p9"_s << u"eu-nl"_s << u"p9"_s;
}

void SessionTest::aProjectIsChosen()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QFETCH(QString, region);
    m_projects = [](const sim::Call &) {
        return sim::Reply{.status = 200, .body = R"({"projects":[{"id":"m","name":"MOS"},{"id":"o","name":"off","enabled":false},
            {"id":"p1","name":"eu-de"},{"id":"p2","name":"eu-nl"}]})"};
    };
    const auto session = makeSession({.project = name, .projectId = id, .region = region});
    QVERIFY(settle(Session::signIn(session, jane())));
    QTEST(session->facts().projectId, "asked");
    QCOMPARE(session->facts().projects.size(), 2U);
}

void SessionTest::aWrongProjectNamesTheOthers_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {401, 403, 404})
        QTest::addRow("%d", status) << status;
}

void SessionTest::aWrongProjectNamesTheOthers()
{
    QFETCH(int, status);
    const auto session = makeSession({.project = u"no-such"_s});
    m_tokens = [this, status](const sim::Call &call) {
        return passwordPosts() == 1 ? grant(call) : sim::Reply{.status = status, .headers = {{"X-Request-Id", "req-3"}}};
    };
    const auto outcome = settle(Session::signIn(session, jane()));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault, Fault::NotFound);
    QVERIFY2(outcome.error().detail.contains(u"no-such"_s) && outcome.error().detail.contains(u"eu-de, eu-nl"_s), qPrintable(outcome.error().detail));
    QCOMPARE(outcome.error().requestId, u"req-3"_s);
    QCOMPARE(session->state(), Session::SignedOut);
    QCOMPARE(passwordPosts(), 2);
}

void SessionTest::aUserWithoutProjectsSignsIn()
{
    const auto session = makeSession({.region = u"eu-de"_s});
    m_projects = [](const sim::Call &) { return sim::Reply{.status = 200, .body = R"({"projects":[]})"}; };
    QVERIFY(settle(Session::signIn(session, jane())));
    QCOMPARE(passwordPosts(), 1);
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(settle(cloud.send(Ping{.authority = Authority::Project})).error().fault, Fault::Forbidden);
}

void SessionTest::anUnreadProjectListIsSaid()
{
    const auto session = makeSession({.region = u"eu-de"_s});
    m_projects = [](const sim::Call &) { return sim::Reply{.status = 500}; };
    QVERIFY(settle(Session::signIn(session, jane())));
    QVERIFY(session->facts().projectProblem);
    QCOMPARE(session->facts().projectProblem->fault, Fault::ServerFailure);
    // A project that is named is asked for all the same.
    const auto named = makeSession({.project = u"mine"_s});
    QVERIFY(settle(Session::signIn(named, jane())));
    QVERIFY(!named->facts().projectProblem);
}

void SessionTest::aProjectThatNobodyAskedForHindersNothing_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {401, 403, 404, 500})
        QTest::addRow("%d", status) << status;
}

void SessionTest::aProjectThatNobodyAskedForHindersNothing()
{
    QFETCH(const int, status);
    const auto session = makeSession({.region = u"eu-de"_s});
    m_tokens = [this, status](const sim::Call &call) { return passwordPosts() == 1 ? grant(call) : sim::Reply{.status = status}; };
    QVERIFY(settle(Session::signIn(session, jane())));
    QCOMPARE(session->state(), Session::SignedIn);
    QVERIFY(session->facts().projectProblem);
    QCOMPARE(session->facts().projectProblem->httpStatus, status);
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    QCOMPARE(settle(cloud.send(Ping{.authority = Authority::Project})).error().httpStatus, status);
    QCOMPARE(m_network->count("DELETE", "/v3/auth/tokens"), 0);
}

void SessionTest::withoutTheNamedProjectTheTokenIsGivenBack()
{
    const auto session = makeSession({.project = u"no-such"_s});
    m_tokens = [this](const sim::Call &call) { return passwordPosts() == 1 ? grant(call) : sim::Reply{.status = 404}; };
    QVERIFY(!settle(Session::signIn(session, jane())));
    QTRY_COMPARE(m_network->count("DELETE", "/v3/auth/tokens"), 1);
    QCOMPARE(m_network->calls.back().header("X-Subject-Token"), "FAKE-TOKEN-1");
}

void SessionTest::aProjectTokenWithoutProjectIsUnreadable()
{
    const auto session = makeSession({.project = u"eu-de"_s});
    m_tokens = [this](const sim::Call &) { return grant({.body = R"({"auth":{"scope":{"domain":{}}}})"}); };
    const auto outcome = settle(Session::signIn(session, jane()));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault, Fault::Unreadable);
    QVERIFY(outcome.error().detail.contains(u"project"_s));
}

void SessionTest::anEndpointThatIsNotIam_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("html") << 200 << QByteArray("<html>Welcome</html>") << Fault::Unreadable;
    QTest::newRow("empty") << 200 << QByteArray() << Fault::Unreadable;
    QTest::newRow("302") << 302 << QByteArray() << Fault::Untrusted;
    QTest::newRow("404") << 404 << QByteArray("not here") << Fault::Unreadable;
    QTest::newRow("3 MB") << 201 << QByteArray(3 * 1024 * 1024, ' ') << Fault::TooLarge;
}

void SessionTest::anEndpointThatIsNotIam()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const auto session = makeSession();
    m_tokens = [&](const sim::Call &) { return sim::Reply{.status = status, .headers = {{"Location", "https://other.example.com/"}}, .body = body}; };
    const auto outcome = settle(Session::signIn(session, jane()));
    QVERIFY(!outcome);
    QTEST(outcome.error().fault, "fault");
    QCOMPARE(m_network->calls.size(), 1U);
    QCOMPARE(session->state(), Session::SignedOut);
}

void SessionTest::aCodeIsUsedOnce()
{
    const auto session = demoSession({.region = u"eu-de"_s});
    Login login{.account = u"OTC-EXAMPLE-00000000001"_s, .userName = u"mfa-admin"_s, .password = Secret::fromUtf8("example-password")};
    QVERIFY(!settle(Session::signIn(session, login))); // without a code
    login.passcode = Secret::fromUtf8(
        sim::totpCode("example-totp-secret!", sim::totpStep(RealClock().now())).toStdString());
    const auto outcome = settle(Session::signIn(session, login));
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QCOMPARE(session->facts().project, u"eu-de"_s);
    QVERIFY(!session->canRenewSilently());
}

void SessionTest::withoutRescopingTheReasonIsSaid()
{
    const auto session = demoSession({.region = u"eu-de"_s});
    m_cloud->withWorld([](sim::World &world) { world.iam.takesTokenMethod = false; });
    const Login login{.account = u"OTC-EXAMPLE-00000000001"_s,
                      .userName = u"mfa-admin"_s,
                      .password = Secret::fromUtf8("example-password"),
                      .passcode = Secret::fromUtf8(sim::totpCode("example-totp-secret!", sim::totpStep(RealClock().now())).toStdString())};
    QVERIFY(settle(Session::signIn(session, login)));
    QVERIFY(session->facts().projectProblem);
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QCOMPARE(settle(cloud.send(Ping{.authority = Authority::Project})).error().fault, session->facts().projectProblem->fault);
    QCOMPARE(m_cloud->count("POST", "/v3/auth/tokens"), 2);
    QVERIFY(session->facts().wantsNextCode);
}

// Decision 7: where a token cannot ask for another scope, the next code does, and the token of the account stays.
void SessionTest::theNextCodeGetsTheProject()
{
    const auto session = makeSession({.region = u"eu-de"_s});
    bool takesCode = false;
    m_tokens = [&](const sim::Call &call) {
        const bool isProject = call.body.contains("\"project\"");
        return isProject && (!takesCode || call.body.contains("\"token\"")) ? sim::Reply{.status = 401} : grant(call);
    };
    Login login = jane();
    login.passcode = Secret::fromUtf8("123456");
    QVERIFY(settle(Session::signIn(session, login)));
    QVERIFY(session->facts().projectProblem && session->facts().wantsNextCode);
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));

    // A wrong code ends nothing.
    m_network->calls.clear();
    login.passcode = Secret::fromUtf8("000000");
    QVERIFY(!settle(Session::signIn(session, login)));
    QCOMPARE(passwordPosts(), 1);
    QCOMPARE(m_network->count("DELETE", "/v3/auth/tokens"), 0);
    QCOMPARE(session->state(), Session::SignedIn);
    QVERIFY(settle(cloud.send(Ping{})));

    m_clock->advance(30min); // the old answer's clock is of then
    takesCode = true;
    m_network->calls.clear();
    login.passcode = Secret::fromUtf8("654321");
    const auto outcome = settle(Session::signIn(session, login));
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QCOMPARE(passwordPosts(), 1);
    QVERIFY(m_network->calls.back().body.contains("654321") && m_network->calls.back().body.contains("\"project\""));
    QVERIFY(!session->facts().projectProblem && !session->facts().wantsNextCode);
    QVERIFY2(std::chrono::abs(session->facts().cloudAhead) < 1min, qPrintable(QString::number(session->facts().cloudAhead.count())));
    QVERIFY(settle(cloud.send(Ping{})));
    QVERIFY(settle(cloud.send(Ping{.authority = Authority::Project})));

    // From now on a code is for both again.
    m_network->calls.clear();
    takesCode = false;
    login.passcode = Secret::fromUtf8("111111");
    QVERIFY(settle(Session::signIn(session, login)));
    QVERIFY(m_network->calls.front().body.contains("\"totp\"") && !m_network->calls.front().body.contains("\"project\""));
}

void SessionTest::anMfaSessionAsksForANewCode()
{
    const auto session = makeSession();
    Login login = jane();
    login.passcode = Secret::fromUtf8("123456");
    QVERIFY(settle(Session::signIn(session, login)));
    QCOMPARE(passwordPosts(), 2);
    QVERIFY(m_network->calls.front().body.contains("totp"));
    QVERIFY(m_network->calls.back().body.contains("\"token\""));
    QVERIFY(!m_network->calls.back().body.contains("FAKE-PASSWORD"));
    const Client cloud(m_transport, session->target().identityEndpoint, session);
    QVERIFY(settle(cloud.send(Ping{})));
    m_ping = [](const sim::Call &) { return sim::Reply{.status = 401}; };
    QVERIFY(!settle(cloud.send(Ping{})));
    QCOMPARE(session->state(), Session::PasswordNeeded);
    QCOMPARE(passwordPosts(), 2);
}

void SessionTest::anUnusableEndpointDoesNotHang()
{
    const auto session = makeSession({.identityEndpoint = QUrl(u"http://iam.example.com"_s)});
    QCOMPARE(settle(Session::signIn(session, jane())).error().fault, Fault::Rejected);
    QCOMPARE(session->state(), Session::SignedOut);
    QVERIFY(!m_network);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SessionTest)
#include "sessiontest.moc"
