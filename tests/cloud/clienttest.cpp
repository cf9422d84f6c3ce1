// SPDX-License-Identifier: Apache-2.0
// The client: which requests are repeated and when, how a 401 is handled, what an error says.
#include "app/cloud/client.h"
#include "tests/support/scriptednetwork.h"
#include "tests/support/settle.h"

#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::ScriptedNetwork;
using testing::settle;

namespace {

struct Probe
{
    using Response = QString;
    HttpCall what = {};

    HttpCall call() const { return what; }
    static Result<QString> parse(const QJsonObject &body) { return textMember(body, u"word"_s); }
};
static_assert(ApiRequest<Probe>);

const QUrl endpoint(u"https://iam.example.com"_s);
constexpr char goodBody[] = R"({"word":"good"})";
constexpr char refusedBody[] = R"({"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}})"; // as IAM says it

sim::Reply tokenReply(int number)
{
    return {.status = 201,
            .headers = {{"X-Subject-Token", "FAKE-TOKEN-" + QByteArray::number(number)}},
            .body = R"({"token":{"issued_at":"2026-01-15T10:00:00.000000Z","expires_at":"2026-01-16T10:00:00.000000Z",)"
                    R"("project":{"id":"p1","name":"eu-de"},)"
                    R"("user":{"id":"u1","name":"jane","domain":{"id":"d1","name":"OTC-EXAMPLE"}}}})"};
}

} // namespace

class ClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aLongAnswerIsReadElsewhere();
    void theNextOneGoesOutWhenOneIsAnswered();
    void aReadIsRepeatedWithGrowingWaits_data();
    void aReadIsRepeatedWithGrowingWaits();
    void retryAfterIsHonoured_data();
    void retryAfterIsHonoured();
    void aLongRetryAfterIsLeftToThePerson();
    void whatMustNotBeRepeatedIsNot_data();
    void whatMustNotBeRepeatedIsNot();
    void aTokenIsNotRepeated();
    void refusalsAreNotRepeated_data();
    void refusalsAreNotRepeated();
    void aStopEndsTheWait();
    void pathAndQueryAreEncodedOnce();
    void errorsSayWhatWasAsked();
    void receiptsCarryTheRequestId();
    void aCreateAfter401IsSentOnceMore();
    void aCreateAfterA401OfNobodyIsNotRepeated();
    void aSecond401Ends();
    void aFailedRenewalMeansNothingWasSent();
    void callsWithATokenOfTheirOwnAreNotRenewed();

private:
    Client client(ScriptedNetwork::Script script, bool withSession = false);
    ScriptedNetwork::Script m_tokens;
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<Session> m_session;
    QPointer<ScriptedNetwork> m_network;
    int m_issued = 0;
};

void ClientTest::init()
{
    m_clock = std::make_shared<ManualClock>(fromDateTime(QDateTime({2026, 1, 15}, {10, 0}, Qt::UTC)));
    m_session.reset();
    m_issued = 0;
}

Client ClientTest::client(ScriptedNetwork::Script script, bool withSession)
{
    const auto transport = std::make_shared<Transport>(m_clock, TrustRule{}, [this, script] {
        m_network = new ScriptedNetwork([this, script](const sim::Call &call) -> std::optional<sim::Reply> {
            if (call.path() == "/v3/auth/projects")
                return sim::Reply{.status = 200, .body = R"({"projects":[{"id":"p1","name":"eu-de"}]})"};
            if (call.path() != "/v3/auth/tokens")
                return script(call);
            if (m_tokens)
                return m_tokens(call);
            return tokenReply(++m_issued);
        });
        return m_network.data();
    });
    if (withSession) {
        m_session = Session::create(transport, {.identityEndpoint = endpoint, .region = u"eu-de"_s});
        const Login login{.account = u"OTC-EXAMPLE"_s, .userName = u"jane"_s, .password = Secret::fromUtf8("FAKE-PASSWORD")};
        if (!settle(Session::signIn(m_session, login)))
            qFatal("the test cannot sign in");
    }
    return {transport, endpoint, m_session};
}

namespace {

struct WhereRead
{
    using Response = QThread *;

    HttpCall call() const { return {.path = u"/where"_s, .authority = Authority::None}; }
    static Result<QThread *> parse(const QJsonObject &) { return QThread::currentThread(); }
};
static_assert(ApiRequest<WhereRead>);

} // namespace

void ClientTest::aLongAnswerIsReadElsewhere()
{
    qsizetype size = 10;
    const Client cloud = client([&size](const sim::Call &) {
        return sim::Reply{.status = 200, .body = R"({"word":")" + QByteArray(size, 'x') + R"("})"};
    });
    QCOMPARE(*settle(cloud.send(WhereRead{})), QThread::currentThread());
    size = 100'000;
    const Result<QThread *> where = settle(cloud.send(WhereRead{}));
    QVERIFY(where);
    QVERIFY(*where != QThread::currentThread());
    // What cannot be read is told as of a short one.
    const Client broken = client([](const sim::Call &) { return sim::Reply{.status = 200, .body = QByteArray(100'000, '[')}; });
    const Result<QThread *> unreadable = settle(broken.send(WhereRead{}));
    QVERIFY(!unreadable);
    QCOMPARE(unreadable.error().fault, Fault::Unreadable);
    QCOMPARE(unreadable.error().request, u"GET /where"_s);
}

void ClientTest::theNextOneGoesOutWhenOneIsAnswered()
{
    const Client cloud = client([](const sim::Call &) { return std::nullopt; });
    const auto gate = std::make_shared<Gate>(2);
    const Probe probe{.what = {.path = u"/probe"_s, .authority = Authority::None}};
    std::stop_source stop;
    const auto first = pending(cloud.sendThrough(gate, probe));
    const auto second = pending(cloud.sendThrough(gate, probe));
    const auto third = pending(cloud.sendThrough(gate, probe, stop.get_token()));
    const auto fourth = pending(cloud.sendThrough(gate, probe));
    QTRY_COMPARE(m_network->count("GET", "/probe"), 2);
    stop.request_stop();
    QCOMPARE(settle(third).error().fault, Fault::Cancelled);
    QCOMPARE(m_network->count("GET", "/probe"), 2);
    m_network->replies.front()->answer({.status = 404}); // an answer like any other
    QVERIFY(!settle(first));
    QTRY_COMPARE(m_network->count("GET", "/probe"), 3);
    for (const int open : {1, 2})
        m_network->replies[static_cast<std::size_t>(open)]->answer({.status = 200, .body = goodBody});
    QVERIFY(settle(second));
    QVERIFY(settle(fourth));
}

void ClientTest::aReadIsRepeatedWithGrowingWaits_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {408, 429, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void ClientTest::aReadIsRepeatedWithGrowingWaits()
{
    QFETCH(int, status);
    const Client cloud = client([&](const sim::Call &) { return sim::Reply{.status = status}; });
    const auto answer = pending(cloud.send(Probe{{.path = u"/x"_s, .authority = Authority::None}}));
    int expected = 1;
    for (const auto wait : {1s, 2s, 4s}) {
        QTRY_COMPARE(m_clock->sleepers(), 1);
        QCOMPARE(m_network->calls.size(), static_cast<std::size_t>(expected));
        m_clock->advance(wait - 1ms);
        QTest::qWait(1);
        QCOMPARE(m_clock->sleepers(), 1);
        m_clock->advance(1ms);
        ++expected;
    }
    const auto result = settle(answer);
    QVERIFY(!result);
    QCOMPARE(result.error().httpStatus, status);
    QCOMPARE(m_network->calls.size(), 4U);

    // Lost lines are repeated too, and the second answer counts.
    const Client other = client([](const sim::Call &) { return std::nullopt; });
    const auto late = pending(other.send(Probe{{.path = u"/x"_s, .authority = Authority::None}}));
    m_network->replies.front()->breakOff(QNetworkReply::RemoteHostClosedError);
    QTRY_COMPARE(m_clock->sleepers(), 1);
    m_clock->advance(1s);
    QTRY_COMPARE(m_network->replies.size(), 2U);
    m_network->replies.back()->answer({.status = 200, .body = goodBody});
    QCOMPARE(settle(late).value(), u"good"_s);
}

void ClientTest::retryAfterIsHonoured_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("seconds") << QByteArray("20");
    QTest::newRow("date") << QByteArray("Thu, 15 Jan 2026 10:00:20 GMT");
}

void ClientTest::retryAfterIsHonoured()
{
    QFETCH(QByteArray, text);
    int calls = 0;
    const Client cloud = client([&](const sim::Call &) {
        return ++calls == 1 ? sim::Reply{.status = 429, .headers = {{"Retry-After", text}}} : sim::Reply{.status = 200, .body = goodBody};
    });
    const auto answer = pending(cloud.send(Probe{{.path = u"/x"_s, .authority = Authority::None}}));
    QTRY_COMPARE(m_clock->sleepers(), 1);
    m_clock->advance(19s);
    QTest::qWait(1);
    QCOMPARE(calls, 1);
    m_clock->advance(1s);
    QCOMPARE(settle(answer).value(), u"good"_s);
}

void ClientTest::aLongRetryAfterIsLeftToThePerson()
{
    const Client cloud = client([](const sim::Call &) { return sim::Reply{.status = 503, .headers = {{"Retry-After", "3600"}}}; });
    const auto answer = settle(cloud.send(Probe{{.path = u"/x"_s, .authority = Authority::None}}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().retryAfter, 3600s);
    QCOMPARE(m_network->calls.size(), 1U);
}

void ClientTest::whatMustNotBeRepeatedIsNot_data()
{
    QTest::addColumn<bool>("sensitive");
    QTest::addColumn<int>("status"); // 0: cut
    for (const bool sensitive : {false, true})
        for (const int status : {0, 408, 429, 502, 503, 504})
            QTest::addRow("%s %d", sensitive ? "password" : "write", status) << sensitive << status;
}

void ClientTest::whatMustNotBeRepeatedIsNot()
{
    QFETCH(bool, sensitive);
    QFETCH(int, status);
    const Client cloud = client([&](const sim::Call &) -> std::optional<sim::Reply> {
        if (status == 0)
            return {};
        return sim::Reply{.status = status, .headers = {{"Retry-After", "0"}}};
    });
    const HttpCall call{.verb = "POST", .path = u"/x"_s, .sealedBody = Secret::fromUtf8("{}"), .idempotent = sensitive,
                        .sensitive = sensitive, .authority = Authority::None};
    const auto answer = pending(cloud.send(Probe{call}));
    if (status == 0)
        m_network->replies.front()->breakOff(QNetworkReply::RemoteHostClosedError);
    const auto result = settle(answer);
    QVERIFY(!result);
    if (status == 0) {
        QCOMPARE(result.error().fault, Fault::Unconfirmed);
        QCOMPARE(result.error().mayCountAsTry, sensitive);
    }
    QCOMPARE(m_clock->sleepers(), 0);
    QCOMPARE(m_network->calls.size(), 1U);
}

// A proxy that repeats what it got must not bring the token to the screen or into the journal.
void ClientTest::aTokenIsNotRepeated()
{
    const Client cloud = client([&](const sim::Call &call) {
        return sim::Reply{.status = 400, .body = R"({"error_msg":"bad header X-Auth-Token: )" + call.header("X-Auth-Token") + R"(","error_code":"X.1"})"};
    });
    const auto answer = settle(cloud.send(Probe{{.path = u"/x"_s, .token = Secret::fromUtf8("FAKE-TOKEN-0001"), .authority = Authority::None}}));
    QVERIFY(!answer);
    QVERIFY2(answer.error().said.contains(u"X-Auth-Token: ***"_s), qPrintable(answer.error().said));
    QVERIFY(!answer.error().detail.contains(u"FAKE-TOKEN"_s));
}

void ClientTest::refusalsAreNotRepeated_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {304, 400, 401, 403, 404, 409, 413, 500, 501})
        QTest::addRow("%d", status) << status;
}

void ClientTest::refusalsAreNotRepeated()
{
    QFETCH(int, status);
    const Client cloud = client([&](const sim::Call &) { return sim::Reply{.status = status}; });
    const auto answer = settle(cloud.send(Probe{{.path = u"/x"_s, .authority = Authority::None}}));
    QVERIFY(!answer);
    QCOMPARE(m_network->calls.size(), 1U);
}

void ClientTest::aStopEndsTheWait()
{
    const Client cloud = client([](const sim::Call &) { return sim::Reply{.status = 503}; });
    std::stop_source stop;
    const auto answer = pending(cloud.send(Probe{{.path = u"/x"_s, .authority = Authority::None}}, stop.get_token()));
    QTRY_COMPARE(m_clock->sleepers(), 1);
    stop.request_stop();
    QCOMPARE(settle(answer).error().fault, Fault::Cancelled);
    QCOMPARE(m_network->calls.size(), 1U);
}

void ClientTest::pathAndQueryAreEncodedOnce()
{
    const Client cloud = client([](const sim::Call &) { return sim::Reply{.status = 200, .body = goodBody}; });
    const Probe probe{{.path = u"/v3/a%2Fb%3Fc/d"_s, .query = {{u"na me"_s, u"a&b=c/ü%?#+"_s}, {u"empty"_s, {}}},
                       .authority = Authority::None}};
    QVERIFY(settle(cloud.send(probe)));
    QCOMPARE(m_network->calls.front().target, "/v3/a%2Fb%3Fc/d?na%20me=a%26b%3Dc%2F%C3%BC%25%3F%23%2B&empty=");
}

void ClientTest::errorsSayWhatWasAsked()
{
    const Client cloud = client([](const sim::Call &call) {
        return call.path() == "/unreadable" ? sim::Reply{.status = 200, .headers = {{"X-Request-Id", "r1"}}, .body = "{}"}
                                            : sim::Reply{.status = 403, .body = R"({"error_msg":"no","error_code":"IAM.0003","request_id":"r2"})"};
    });
    const auto unreadable = settle(cloud.send(Probe{{.path = u"/unreadable"_s, .query = {{u"q"_s, u"FAKE"_s}}, .authority = Authority::None}}));
    QVERIFY(!unreadable);
    QCOMPARE(unreadable.error().fault, Fault::Unreadable);
    QVERIFY(unreadable.error().detail.contains(u"word"_s));
    QCOMPARE(unreadable.error().request, u"GET /unreadable"_s);
    QCOMPARE(unreadable.error().httpStatus, 200);
    QCOMPARE(unreadable.error().requestId, u"r1"_s);
    const auto refused = settle(cloud.send(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false, .authority = Authority::None}}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().request, u"POST /x"_s);
    QCOMPARE(refused.error().requestId, u"r2"_s);
    QCOMPARE(refused.error().serviceCode, u"IAM.0003"_s);
}

void ClientTest::receiptsCarryTheRequestId()
{
    const Client cloud = client([](const sim::Call &) {
        return sim::Reply{.status = 201, .headers = {{"X-Request-Id", "req-9"}}, .body = goodBody};
    });
    const auto receipt = settle(cloud.sendForReceipt(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false, .authority = Authority::None}}));
    QVERIFY(receipt);
    QCOMPARE(receipt->requestId, u"req-9"_s);
    QCOMPARE(receipt->value, u"good"_s);

    const Client other = client([](const sim::Call &) { return sim::Reply{.status = 201, .body = R"({"word":"good","request_id":"in-body"})"}; });
    const auto inBody = settle(other.sendForReceipt(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false, .authority = Authority::None}}));
    QVERIFY(inBody);
    QCOMPARE(inBody->requestId, u"in-body"_s);
}

void ClientTest::aCreateAfter401IsSentOnceMore()
{
    const Client cloud = client(
        [](const sim::Call &call) {
            if (call.method == "POST" && call.header("X-Auth-Token") == "FAKE-TOKEN-1")
                return sim::Reply{.status = 401, .body = refusedBody};
            return sim::Reply{.status = 200, .body = goodBody};
        },
        true);
    QVERIFY(settle(cloud.send(Probe{{.path = u"/x"_s}}))); // the first token has worked
    const auto created = settle(cloud.send(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false}}));
    QVERIFY2(created, created ? "" : qPrintable(created.error().detail));
    QCOMPARE(m_network->count("POST", "/x"), 2);
    QCOMPARE(m_issued, 4); // two tokens at first, two anew
}

// A gateway may say so after the service has acted: sent again, a create could make two.
void ClientTest::aCreateAfterA401OfNobodyIsNotRepeated()
{
    for (const char *body : {"", "{}"}) {
        const Client cloud = client(
            [body](const sim::Call &call) {
                return call.method == "POST" ? sim::Reply{.status = 401, .body = body}
                                             : sim::Reply{.status = 200, .body = goodBody};
            },
            true);
        QVERIFY(settle(cloud.send(Probe{{.path = u"/x"_s}})));
        const int before = m_network->count("POST", "/x");
        const auto created = settle(cloud.send(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false}}));
        QVERIFY(!created);
        QCOMPARE(created.error().fault, Fault::Unauthorized);
        QVERIFY(!created.error().beforeRequest && !created.error().givesAReason());
        QCOMPARE(m_network->count("POST", "/x"), before + 1);
    }
}

void ClientTest::aSecond401Ends()
{
    const Client cloud = client(
        [](const sim::Call &call) {
            return call.method == "POST" ? sim::Reply{.status = 401, .body = refusedBody} : sim::Reply{.status = 200, .body = goodBody};
        },
        true);
    QVERIFY(settle(cloud.send(Probe{{.path = u"/x"_s}})));
    const auto created = settle(cloud.send(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false}}));
    QVERIFY(!created);
    QCOMPARE(created.error().fault, Fault::Unauthorized);
    QCOMPARE(created.error().refusal, Refusal::NewToken); // and not of the password
    QVERIFY(explain(created.error()).next.contains(u"your password is right"_s));
    QCOMPARE(m_network->count("POST", "/x"), 2);
    QCOMPARE(m_issued, 4);
    // A token that never worked is not renewed for ever.
    const auto again = settle(cloud.send(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false}}));
    QVERIFY(!again);
    QCOMPARE(again.error().refusal, Refusal::NewToken);
    QVERIFY(again.error().request.contains(u"/x"_s)); // what was refused, not the renewal that never was
    QCOMPARE(m_network->count("POST", "/x"), 3);
    QCOMPARE(m_issued, 4);
}

void ClientTest::aFailedRenewalMeansNothingWasSent()
{
    const Client cloud = client(
        [](const sim::Call &call) {
            return call.method == "POST" ? sim::Reply{.status = 401, .body = refusedBody} : sim::Reply{.status = 200, .body = goodBody};
        },
        true);
    QVERIFY(settle(cloud.send(Probe{{.path = u"/x"_s}})));
    m_tokens = [](const sim::Call &) { return sim::Reply{.status = 503}; };
    const auto created = settle(cloud.send(Probe{{.verb = "POST", .path = u"/x"_s, .idempotent = false}}));
    m_tokens = {};
    QVERIFY(!created);
    QCOMPARE(created.error().fault, Fault::ServerFailure);
    QVERIFY(created.error().beforeRequest);
    QCOMPARE(m_network->count("POST", "/x"), 1);
}

void ClientTest::callsWithATokenOfTheirOwnAreNotRenewed()
{
    const Client cloud = client([](const sim::Call &) { return sim::Reply{.status = 401}; }, true);
    const auto answer = settle(cloud.send(Probe{{.path = u"/x"_s, .token = Secret::fromUtf8("FAKE-OWN"), .authority = Authority::None}}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Unauthorized);
    QCOMPARE(m_network->calls.back().header("X-Auth-Token"), "FAKE-OWN");
    QCOMPARE(m_issued, 2);
    QCOMPARE(m_session->state(), Session::SignedIn);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ClientTest)
#include "clienttest.moc"
