// SPDX-License-Identifier: Apache-2.0
// The tokens of further projects: by the token of the account where that is taken, else by the password, one at a time,
// never after a refusal, and none of them left behind.
#include "app/cloud/client.h"
#include "app/simulation/simulatednetwork.h"
#include "app/simulation/totp.h"
#include "tests/support/scriptednetwork.h"
#include "tests/support/settle.h"

#include <QJsonDocument>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::ScriptedNetwork;
using testing::settle;

namespace {

struct ProjectPing
{
    using Response = Done;
    QString projectId = {};

    HttpCall call() const { return {.path = u"/ping"_s, .authority = Authority::Project, .projectId = projectId, .service = Service::Mrs}; }
    static Result<Done> parse(const QJsonObject &) { return Done{}; }
};
static_assert(ApiRequest<ProjectPing>);

const sim::Reply refusal{.status = 401, .body = R"({"error_msg":"no","error_code":"IAM.0062"})"};

} // namespace

class ProjectTokensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theOwnProjectNeedsNoOther();
    void oneAskingForManyCalls();
    void eachProjectHasItsToken();
    void withoutTheTokenMethodThePasswordIsUsed();
    void aRefusedPasswordIsNotTriedForTheNext_data();
    void aRefusedPasswordIsNotTriedForTheNext();
    void aProjectThatIsNotToBeHadHindersNoOther_data();
    void aProjectThatIsNotToBeHadHindersNoOther();
    void withACodeOnlyTheTokenIsUsed();
    void anEndedTokenIsRenewedOnce();
    void aNewTokenThatIsRefusedEndsIt();
    void aTokenPastItsTimeIsAskedForAnew();
    void anEndedAccountTokenIsRenewedFirst();
    void noTwoSignInsAtOnce();
    void aRenewalThatWaitedKnowsOfTheRefusal();
    void signingOutRevokesThem();
    void signingOutMeanwhileGivesItBack();
    void anotherUserGetsNoneOfThem();

private:
    sim::Reply grant(const sim::Call &call);
    void signIn(const Login &login);
    Result<Done> ping(const QString &project) { return settle(cloud().send(ProjectPing{.projectId = project})); }
    Client cloud() const
    {
        return Client(m_transport, ServiceEndpoints{.identity = QUrl(u"https://iam.example.com"_s), .mrs = QUrl(u"https://mrs.example.com"_s)}, m_session);
    }
    int posts(const QByteArray &with) const;
    int passwords() const { return posts("FAKE-PASSWORD"); }
    int rescopings() const { return posts("\"methods\":[\"token\"]"); }
    QByteArray lastToken() const { return m_network->calls.back().header("X-Auth-Token"); }
    static Login jane() { return {.account = u"OTC-EXAMPLE"_s, .userName = u"jane"_s, .password = Secret::fromUtf8("FAKE-PASSWORD")}; }

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<Session> m_session;
    QPointer<ScriptedNetwork> m_network;
    ScriptedNetwork::Script m_tokens, m_ping, m_projects;
    QString m_userId;
    int m_number = 0;
};

void ProjectTokensTest::init()
{
    m_clock = std::make_shared<ManualClock>(fromDateTime(QDateTime({2026, 1, 15}, {10, 0}, Qt::UTC)));
    m_tokens = m_ping = m_projects = {};
    m_userId = u"u1"_s;
    m_number = 0;
    m_transport = std::make_shared<Transport>(m_clock, TrustRule{}, [this] {
        m_network = new ScriptedNetwork([this](const sim::Call &call) -> std::optional<sim::Reply> {
            if (call.path() == "/v3/auth/tokens" && call.method == "POST")
                return m_tokens ? m_tokens(call) : grant(call);
            if (call.path() == "/v3/auth/tokens")
                return sim::Reply{.status = 204};
            if (call.path() == "/v3/auth/projects")
                return m_projects ? m_projects(call)
                                  : sim::Reply{.status = 200, .body = R"({"projects":[{"id":"p1","name":"eu-de"},{"id":"p2","name":"eu-de_two"},{"id":"p3","name":"eu-de_three"}]})"};
            return m_ping ? m_ping(call) : sim::Reply{.status = 200, .body = "{}"};
        });
        return m_network.data();
    });
    m_session = Session::create(m_transport, {.identityEndpoint = QUrl(u"https://iam.example.com"_s), .region = u"eu-de"_s});
}

sim::Reply ProjectTokensTest::grant(const sim::Call &call)
{
    const QJsonObject scope = QJsonDocument::fromJson(call.body).object().value("auth"_L1)["scope"_L1].toObject();
    const QString project = scope.value("project"_L1)["id"_L1].toString();
    const auto time = [](Instant instant) { return toUtc(instant).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'000Z'"_s); };
    QJsonObject token{{u"issued_at"_s, time(m_clock->now())},
                      {u"expires_at"_s, time(m_clock->now() + 24h)},
                      {u"user"_s, QJsonObject{{u"id"_s, m_userId}, {u"name"_s, u"jane"_s},
                                              {u"domain"_s, QJsonObject{{u"id"_s, u"d1"_s}, {u"name"_s, u"OTC-EXAMPLE"_s}}}}}};
    if (!project.isEmpty())
        token.insert(u"project"_s, QJsonObject{{u"id"_s, project}, {u"name"_s, u"p"_s}});
    return {.status = 201,
            .headers = {{"X-Subject-Token", "FAKE-TOKEN-" + QByteArray::number(++m_number) + '-' + project.toLatin1()}},
            .body = QJsonDocument(QJsonObject{{u"token"_s, token}}).toJson()};
}

int ProjectTokensTest::posts(const QByteArray &with) const
{
    return static_cast<int>(std::count_if(m_network->calls.begin(), m_network->calls.end(), [&](const sim::Call &call) {
        return call.path() == "/v3/auth/tokens" && call.method == "POST" && call.body.contains(with);
    }));
}

// And forgets what that took.
void ProjectTokensTest::signIn(const Login &login)
{
    const Result<Done> signedIn = settle(Session::signIn(m_session, login));
    QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().detail));
    QCOMPARE(m_session->facts().projectId, u"p1"_s);
    m_network->calls.clear();
}

void ProjectTokensTest::theOwnProjectNeedsNoOther()
{
    signIn(jane());
    QVERIFY(ping({}));
    const QByteArray own = lastToken();
    QVERIFY(own.endsWith("-p1"));
    QVERIFY(ping(u"p1"_s));
    QCOMPARE(lastToken(), own);
    QCOMPARE(m_network->count("POST", "/v3/auth/tokens"), 0);
}

void ProjectTokensTest::oneAskingForManyCalls()
{
    signIn(jane());
    std::vector<testing::Pending<Done>> calls;
    for (int i = 0; i < 20; ++i)
        calls.push_back(pending(cloud().send(ProjectPing{.projectId = u"p2"_s})));
    for (const auto &call : calls)
        QVERIFY(settle(call));
    QCOMPARE(rescopings(), 1);
    QCOMPARE(passwords(), 0);
    for (const sim::Call &call : m_network->calls)
        QVERIFY(call.path() != "/ping" || call.header("X-Auth-Token").endsWith("-p2"));
}

void ProjectTokensTest::eachProjectHasItsToken()
{
    signIn(jane());
    for (const QString &project : {u"p2"_s, u"p3"_s, u"p1"_s, u"p2"_s}) {
        QVERIFY(ping(project));
        QVERIFY(lastToken().endsWith('-' + project.toLatin1()));
    }
    QCOMPARE(rescopings(), 2);
    QCOMPARE(m_session->facts().projectId, u"p1"_s); // the session stays with its own
}

void ProjectTokensTest::withoutTheTokenMethodThePasswordIsUsed()
{
    signIn(jane());
    m_tokens = [this](const sim::Call &call) { return call.body.contains("\"methods\":[\"token\"]") ? refusal : grant(call); };
    QVERIFY(ping(u"p2"_s));
    QCOMPARE(passwords(), 1);
    QCOMPARE(rescopings(), 1);
    QVERIFY(ping(u"p3"_s)); // by now it is known
    QCOMPARE(passwords(), 2);
    QCOMPARE(rescopings(), 1);
    QVERIFY(ping(u"p2"_s));
    QCOMPARE(passwords(), 2);
}

void ProjectTokensTest::aRefusedPasswordIsNotTriedForTheNext_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("refused") << 401;
    QTest::newRow("the service fails") << 500;
    QTest::newRow("lost") << 0;
}

void ProjectTokensTest::aRefusedPasswordIsNotTriedForTheNext()
{
    QFETCH(int, status);
    signIn(jane());
    m_tokens = [status](const sim::Call &call) -> std::optional<sim::Reply> {
        if (call.body.contains("\"methods\":[\"token\"]"))
            return refusal;
        return status == 0 ? std::nullopt : std::optional(sim::Reply{.status = status});
    };
    const auto first = pending(cloud().send(ProjectPing{.projectId = u"p2"_s}));
    const auto second = pending(cloud().send(ProjectPing{.projectId = u"p3"_s}));
    QTRY_COMPARE(passwords(), 1);
    if (status == 0)
        m_network->replies.back()->breakOff(QNetworkReply::RemoteHostClosedError);
    QVERIFY(!settle(first));
    QVERIFY(!settle(second));
    for (int i = 0; i < 5; ++i)
        QVERIFY(!ping(u"p2"_s));
    QCOMPARE(passwords(), 1);
    QVERIFY(ping({})); // the session and its own project go on
    QCOMPARE(m_session->state(), Session::SignedIn);
    // Nor is it tried when that token ends.
    m_ping = [](const sim::Call &) { return sim::Reply{.status = 401}; };
    QVERIFY(!ping({}));
    QCOMPARE(passwords(), 1);
    QCOMPARE(m_session->state(), Session::PasswordNeeded);
    m_ping = m_tokens = {};
    QVERIFY(settle(Session::signIn(m_session, jane())));
    QVERIFY(ping(u"p2"_s));
}

void ProjectTokensTest::aProjectThatIsNotToBeHadHindersNoOther_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("byToken");
    for (const int status : {401, 403, 404}) {
        QTest::addRow("token %d", status) << status << true;
        if (status != 401) // of a password: that may have been refused itself
            QTest::addRow("password %d", status) << status << false;
    }
}

void ProjectTokensTest::aProjectThatIsNotToBeHadHindersNoOther()
{
    QFETCH(int, status);
    QFETCH(bool, byToken);
    signIn(jane());
    m_tokens = [this, status, byToken](const sim::Call &call) {
        if (!byToken && call.body.contains("\"methods\":[\"token\"]"))
            return refusal;
        return call.body.contains("\"p2\"") ? sim::Reply{.status = status} : grant(call);
    };
    QVERIFY(ping(u"p3"_s)); // the way is known
    m_network->calls.clear();
    const Result<Done> refused = ping(u"p2"_s);
    QVERIFY(!refused);
    QVERIFY(refused.error().fault == Fault::Forbidden || refused.error().fault == Fault::NotFound);
    QVERIFY(refused.error().beforeRequest);
    QVERIFY(!ping(u"p2"_s));
    QCOMPARE(passwords(), byToken ? 0 : 1); // asking with a token uses up nothing
    QVERIFY(ping(u"p3"_s));
    QVERIFY(ping({}));
    QCOMPARE(m_session->state(), Session::SignedIn);
    QVERIFY(m_session->canRenewSilently());
}

void ProjectTokensTest::withACodeOnlyTheTokenIsUsed()
{
    Login login = jane();
    login.passcode = Secret::fromUtf8("123456");
    signIn(login);
    QVERIFY(ping(u"p2"_s));
    QCOMPARE(passwords(), 0);
    m_tokens = [](const sim::Call &) { return refusal; };
    QVERIFY(!ping(u"p3"_s));
    QCOMPARE(passwords(), 0);
    QVERIFY(ping(u"p2"_s));
    QCOMPARE(m_session->state(), Session::SignedIn);
}

void ProjectTokensTest::anEndedTokenIsRenewedOnce()
{
    signIn(jane());
    QVERIFY(ping(u"p2"_s));
    const QByteArray old = lastToken();
    m_ping = [old](const sim::Call &call) { return sim::Reply{.status = call.header("X-Auth-Token") == old ? 401 : 200, .body = "{}"}; };
    m_network->calls.clear();
    std::vector<testing::Pending<Done>> calls;
    for (int i = 0; i < 20; ++i)
        calls.push_back(pending(cloud().send(ProjectPing{.projectId = u"p2"_s})));
    for (const auto &call : calls)
        QVERIFY(settle(call));
    QCOMPARE(rescopings(), 1);
    QCOMPARE(passwords(), 0);
}

void ProjectTokensTest::aNewTokenThatIsRefusedEndsIt()
{
    signIn(jane());
    m_ping = [](const sim::Call &) { return sim::Reply{.status = 401, .body = R"({"error_msg":"no","error_code":"12000001"})"}; };
    const Result<Done> refused = ping(u"p2"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().refusal, Refusal::NewToken);
    QCOMPARE(rescopings(), 1);
    QCOMPARE(passwords(), 0);
    QCOMPARE(m_session->state(), Session::SignedIn);
}

void ProjectTokensTest::aTokenPastItsTimeIsAskedForAnew()
{
    signIn(jane());
    QVERIFY(ping(u"p2"_s));
    m_clock->advance(23h);
    QVERIFY(ping(u"p2"_s));
    QCOMPARE(rescopings(), 1);
    m_clock->advance(1h);
    QVERIFY(ping(u"p2"_s)); // the session signs in anew, too
    QCOMPARE(rescopings(), 2);
    QCOMPARE(passwords(), 2);
}

void ProjectTokensTest::anEndedAccountTokenIsRenewedFirst()
{
    signIn(jane());
    m_session->accepted(*settle(Session::tokenFor(m_session, Authority::Account)));
    const QByteArray old = "FAKE-TOKEN-1-";
    m_tokens = [this, old](const sim::Call &call) { return call.body.contains('"' + old + '"') ? sim::Reply{.status = 401} : grant(call); };
    m_projects = [old](const sim::Call &call) {
        return call.header("X-Auth-Token") == old ? sim::Reply{.status = 401}
                                                  : sim::Reply{.status = 200, .body = R"({"projects":[{"id":"p1","name":"eu-de"}]})"};
    };
    m_network->calls.clear();
    QVERIFY(ping(u"p2"_s));
    QCOMPARE(passwords(), 2); // one sign-in
    QCOMPARE(rescopings(), 2);
    QVERIFY(lastToken().endsWith("-p2"));
}

void ProjectTokensTest::noTwoSignInsAtOnce()
{
    signIn(jane());
    m_tokens = [](const sim::Call &call) { return call.body.contains("\"methods\":[\"token\"]") ? std::optional(refusal) : std::nullopt; };
    const auto first = pending(cloud().send(ProjectPing{.projectId = u"p2"_s}));
    QTRY_COMPARE(passwords(), 1);
    const auto another = pending(cloud().send(ProjectPing{.projectId = u"p3"_s}));
    const auto person = pending(Session::signIn(m_session, jane()));
    QTest::qWait(20);
    QCOMPARE(passwords(), 1); // the rest waits
    m_tokens = {};
    m_network->replies.back()->answer(grant(m_network->calls.back()));
    QVERIFY(settle(first));
    QVERIFY(settle(person));
    QVERIFY(settle(another));
    QCOMPARE(m_session->state(), Session::SignedIn);
}

// A project's sign-in is refused while a call waits to sign in again with the same password.
void ProjectTokensTest::aRenewalThatWaitedKnowsOfTheRefusal()
{
    signIn(jane());
    QVERIFY(ping({}));
    m_ping = [](const sim::Call &) { return sim::Reply{.status = 401}; };
    m_tokens = [](const sim::Call &call) { return call.body.contains("\"methods\":[\"token\"]") ? std::optional(refusal) : std::nullopt; };
    const auto project = pending(cloud().send(ProjectPing{.projectId = u"p2"_s}));
    QTRY_COMPARE(passwords(), 1);
    const QPointer<testing::ScriptedReply> asked = m_network->replies.back();
    const auto own = pending(cloud().send(ProjectPing{}));
    QTRY_COMPARE(m_session->state(), Session::SigningIn);
    asked->answer(refusal);
    QVERIFY(!settle(project));
    QVERIFY(!settle(own));
    QCOMPARE(passwords(), 1);
    QCOMPARE(m_session->state(), Session::PasswordNeeded);
}

void ProjectTokensTest::signingOutRevokesThem()
{
    const auto clock = std::make_shared<RealClock>();
    const auto simulated = std::make_shared<SimulatedCloud>(clock);
    m_transport = std::make_shared<Transport>(clock, TrustRule{}, [simulated] { return new SimulatedNetwork(simulated); });
    m_session = Session::create(m_transport, {.identityEndpoint = QUrl(u"https://iam.example.com"_s), .region = u"eu-de"_s});
    const Login login{.account = u"OTC-EXAMPLE-00000000001"_s, .userName = u"mfa-admin"_s, .password = Secret::fromUtf8("example-password"),
                      .passcode = Secret::fromUtf8(sim::totpCode("example-totp-secret!", sim::totpStep(clock->now())).toStdString())};
    QVERIFY(settle(Session::signIn(m_session, login)));
    const auto isOther = [](const Project &project) { return project.name == "eu-de_bigdata"_L1; };
    const std::vector<Project> &projects = m_session->facts().projects;
    const auto other = std::find_if(projects.begin(), projects.end(), isOther);
    QVERIFY(other != projects.end());
    QVERIFY(settle(Session::tokenForProject(m_session, other->id)));
    const auto valid = [&simulated] { return simulated->withWorld([](sim::World &world) { return world.validTokens(); }); };
    QCOMPARE(valid(), 3);
    QVERIFY(settle(Session::signOut(m_session)));
    QCOMPARE(valid(), 0);
    QVERIFY(!settle(Session::tokenForProject(m_session, u"p2"_s)));
}

void ProjectTokensTest::signingOutMeanwhileGivesItBack()
{
    signIn(jane());
    m_tokens = [](const sim::Call &) { return std::nullopt; };
    const auto late = pending(Session::tokenForProject(m_session, u"p2"_s));
    QTRY_COMPARE(rescopings(), 1);
    const QPointer<testing::ScriptedReply> asked = m_network->replies.back();
    QVERIFY(settle(Session::signOut(m_session)));
    QCOMPARE(m_network->count("DELETE", "/v3/auth/tokens"), 2);
    asked->answer(grant(m_network->calls.front()));
    QCOMPARE(settle(late).error().fault, Fault::Cancelled);
    QCOMPARE(m_network->count("DELETE", "/v3/auth/tokens"), 3);
}

void ProjectTokensTest::anotherUserGetsNoneOfThem()
{
    signIn(jane());
    QVERIFY(ping(u"p2"_s));
    const QByteArray old = lastToken();
    m_userId = u"u2"_s;
    Login login = jane();
    login.userName = u"joe"_s;
    QVERIFY(settle(Session::signIn(m_session, login)));
    QVERIFY(ping(u"p2"_s));
    QVERIFY(lastToken() != old);
    QTRY_COMPARE(m_network->count("DELETE", "/v3/auth/tokens"), 1);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProjectTokensTest)
#include "projecttokenstest.moc"
