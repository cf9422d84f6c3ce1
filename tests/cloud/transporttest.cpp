// SPDX-License-Identifier: Apache-2.0
// One HTTP exchange over the real network stack: what goes out, which answers are answers, who is trusted.
#include "app/cloud/transport.h"
#include "app/foundation/gate.h"
#include "app/simulation/loopbackdoor.h"
#include "tests/support/rawresponder.h"
#include "tests/support/settle.h"
#include "tests/support/testcertificate.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <deque>
#include <functional>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::RawResponder;
using testing::settle;
using testing::TestCertificate;

namespace {

std::shared_ptr<Transport> makeTransport(TrustRule trust = {})
{
    return std::make_shared<Transport>(std::make_shared<RealClock>(), std::move(trust));
}

TrustRule testTrust()
{
    return {.authorities = {TestCertificate::shared().authority}};
}

QUrl at(const RawResponder &server, const QString &path)
{
    return QUrl(server.url() + path);
}

QByteArray headerOf(const QByteArray &request, const QByteArray &name)
{
    for (const QByteArray &line : request.left(request.indexOf("\r\n\r\n")).split('\n'))
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    return {};
}

// Keeps who asks waiting until it is told how many of them to answer.
class HoldingServer final : public QTcpServer
{
public:
    std::function<void(HoldingServer &)> onAsked = {};
    std::size_t most = 0; // at once
    std::size_t asked = 0; // in all

    bool start()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    if (!socket->readAll().contains("\r\n\r\n"))
                        return;
                    m_held.push_back(socket);
                    most = std::max(most, m_held.size());
                    ++asked;
                    onAsked(*this);
                });
        });
        return listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1/"_s.arg(serverPort())); }
    [[nodiscard]] std::size_t held() const { return m_held.size(); }
    void answer(std::size_t count)
    {
        for (; count > 0 && !m_held.empty(); --count) {
            m_held.front()->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            m_held.pop_front();
        }
    }

private:
    std::deque<QTcpSocket *> m_held;
};

Task<HttpAnswer> readAhead(std::shared_ptr<Transport> transport, std::shared_ptr<Gate> gate, QUrl url)
{
    const Result<Gate::Place> place = co_await Gate::enter(gate);
    if (!place)
        co_return tl::unexpected(place.error());
    const HttpRequest request{.url = url, .readsAhead = true};
    const Result<HttpAnswer> answer = co_await exchange(transport, request);
    co_return answer;
}

QStringList *g_log = nullptr;

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &message)
{
    if (g_log)
        g_log->append(message);
}

} // namespace

class TransportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asManyAtOnceAsAreAsked();
    void noMoreOnTheWireThanAskedWhereReadsGoAhead_data();
    void noMoreOnTheWireThanAskedWhereReadsGoAhead();
    void whoWaitsForAnotherHasItsOwnTimeAfterwards();
    void aPostCarriesExactlyItsBytes();
    void theTokenGoesOutAsOneHeader();
    void anyStatusIsAnAnswer_data();
    void anyStatusIsAnAnswer();
    void a401WithAChallengeKeepsItsBody_data();
    void a401WithAChallengeKeepsItsBody();
    void anInterimAnswerIsSkipped();
    void aLongHeaderLineAndManyHeadersArrive();
    void anAnswerAboveTheLimitIsRefused_data();
    void anAnswerAboveTheLimitIsRefused();
    void anAnswerOfExactlyTheLimitIsTaken();
    void aTruncatedAnswerIsNoAnswer_data();
    void aTruncatedAnswerIsNoAnswer();
    void aCompressedAnswerIsGivenAsItIs();
    void garbageIsNoAnswer();
    void cookiesAreNotKept();
    void plainHttpLeavesForLoopbackOnly_data();
    void plainHttpLeavesForLoopbackOnly();
    void aProxyOfTheEnvironmentIsNotUsedForLoopback();
    void anUnknownAuthorityIsUntrusted();
    void anAuthorityOfOursIsTrusted();
    void anAuthorityOfOursReplacesTheOthers();
    void uncheckedCertificatesAreForLoopback();
    void nothingListensIsOffline();
    void anUnknownHostIsOffline();
    void noSecretIsLogged();
    void thirtyAtOnceAllArrive();
};

// One manager of Qt would let six through and keep the others waiting; here nobody is answered before all have come.
void TransportTest::asManyAtOnceAsAreAsked()
{
    constexpr int all = 20;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    std::vector<QTcpSocket *> asked;
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        while (QTcpSocket *socket = server.nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                asked.push_back(socket);
                if (asked.size() % all == 0)
                    for (QTcpSocket *one : std::exchange(asked, {}))
                        one->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            });
    });
    const auto transport = makeTransport();
    const QUrl url(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()));
    for (int round = 0; round < 2; ++round) { // the second one finds the places free again
        std::vector<testing::Pending<HttpAnswer>> calls;
        for (int i = 0; i < all; ++i)
            calls.push_back(pending(exchange(transport, {.url = url})));
        for (const auto &call : calls) {
            const Result<HttpAnswer> answer = settle(call);
            QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
            QCOMPARE(answer->body, QByteArray("ok"));
        }
    }
}

void TransportTest::noMoreOnTheWireThanAskedWhereReadsGoAhead_data()
{
    QTest::addColumn<int>("lanes");
    for (const int lanes : {1, 6, 16, 32})
        QTest::addRow("%d", lanes) << lanes;
}

void TransportTest::noMoreOnTheWireThanAskedWhereReadsGoAhead()
{
    QFETCH(const int, lanes);
    const int under = lanes + Transport::readAhead(lanes);
    const int all = under + 10 + under;
    HoldingServer server;
    server.onAsked = [lanes, last = all - under](HoldingServer &self) {
        if (self.asked > static_cast<std::size_t>(last)) // nobody waits at the gate any more
            self.answer(self.held());
        else if (self.held() == static_cast<std::size_t>(lanes)) // if there were more under way, they would come meanwhile
            QTimer::singleShot(20, &self, [&self] { self.answer(1); });
    };
    QVERIFY(server.start());
    const auto transport = makeTransport();
    const auto gate = std::make_shared<Gate>(lanes, Transport::readAhead(lanes));
    std::vector<testing::Pending<HttpAnswer>> calls;
    for (int i = 0; i < all; ++i)
        calls.push_back(pending(readAhead(transport, gate, server.url())));
    for (const auto &call : calls)
        QVERIFY(settle(call));
    QCOMPARE(server.most, static_cast<std::size_t>(lanes));
}

void TransportTest::whoWaitsForAnotherHasItsOwnTimeAfterwards()
{
    HoldingServer server;
    server.onAsked = [](HoldingServer &self) {
        if (self.asked > 6)
            self.answer(self.held());
    };
    QVERIFY(server.start());
    const auto transport = makeTransport();
    const HttpRequest request{.url = server.url(), .readsAhead = true};
    std::vector<testing::Pending<HttpAnswer>> before;
    for (int i = 0; i < 6; ++i)
        before.push_back(pending(exchange(transport, request)));
    const auto waiting = pending(exchange(transport, request, {.inactivity = 1s}));
    QTRY_COMPARE(server.held(), 6U);
    QTest::qWait(1500); // longer than it may be silent
    QVERIFY(!waiting->has_value());
    server.answer(1);
    QVERIFY(settle(waiting));
    for (const auto &call : before)
        QVERIFY(settle(call));
}

void TransportTest::aPostCarriesExactlyItsBytes()
{
    RawResponder server(RawResponder::http(201, "{}"));
    const QByteArray body = "{\"a\":\"\xC3\xBC \\\" \\u0001\"}";
    const auto answer = settle(exchange(makeTransport(),
                                        {.verb = "POST",
                                         .url = at(server, u"/v3.0/x?a=b%20c"_s),
                                         .headers = {{"Content-Type", "application/json;charset=utf8"}},
                                         .body = Secret::fromUtf8({body.data(), static_cast<std::size_t>(body.size())}),
                                         .once = true}));
    QVERIFY(answer);
    QCOMPARE(answer->status, 201);
    QCOMPARE(server.requests(), 1);
    const QByteArray request = server.receivedRequests().front();
    QVERIFY2(request.startsWith("POST /v3.0/x?a=b%20c HTTP/1.1\r\n"), request.constData());
    QCOMPARE(headerOf(request, "Content-Type"), "application/json;charset=utf8");
    QCOMPARE(headerOf(request, "Content-Length"), QByteArray::number(body.size()));
    QCOMPARE(headerOf(request, "Transfer-Encoding"), QByteArray());
    QVERIFY(!headerOf(request, "User-Agent").contains("Mozilla"));
    QVERIFY(request.endsWith("\r\n\r\n" + body));
}

void TransportTest::theTokenGoesOutAsOneHeader()
{
    RawResponder server(RawResponder::http(200, "{}"));
    const QByteArray token = "MII" + QByteArray(30'000, 'x'); // PKI tokens reach 20 KB
    QVERIFY(settle(exchange(makeTransport(), {.url = at(server, u"/"_s),
                                              .token = Secret::fromUtf8({token.data(), static_cast<std::size_t>(token.size())})})));
    QCOMPARE(headerOf(server.receivedRequests().front(), "X-Auth-Token"), token);
}

void TransportTest::anyStatusIsAnAnswer_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 204, 304, 400, 401, 403, 404, 405, 409, 410, 413, 418, 429, 500, 501, 502, 503, 504, 599})
        for (const char *verb : {"GET", "POST", "DELETE", "HEAD"})
            QTest::addRow("%s %d", verb, status) << QByteArray(verb) << status;
}

void TransportTest::anyStatusIsAnAnswer()
{
    QFETCH(QByteArray, verb);
    QFETCH(int, status);
    const bool isBodyless = status == 204 || status == 304 || verb == "HEAD";
    const QByteArray body = isBodyless ? QByteArray() : QByteArray("{\"words\":\"of the server\"}");
    RawResponder server(status == 204 || status == 304 ? QByteArray("HTTP/1.1 " + QByteArray::number(status) + " Raw\r\n\r\n")
                                                       : RawResponder::http(status, body, {{"X-Request-Id", "req-1"}}));
    const bool writes = verb == "POST" || verb == "DELETE";
    const auto answer = settle(exchange(makeTransport(), {.verb = verb,
                                                          .url = at(server, u"/"_s),
                                                          .body = verb == "POST" ? Secret::fromUtf8("{}") : Secret(),
                                                          .once = writes,
                                                          .writes = writes}));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(answer->status, status);
    QCOMPARE(answer->body, body);
    if (!isBodyless)
        QCOMPARE(answer->header("x-REQUEST-id"), "req-1");
    QCOMPARE(server.requests(), 1);
}

void TransportTest::a401WithAChallengeKeepsItsBody_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("challenge");
    for (const char *verb : {"GET", "POST", "DELETE"}) {
        QTest::addRow("%s Basic", verb) << QByteArray(verb) << QByteArray("Basic realm=\"example\"");
        QTest::addRow("%s Digest", verb) << QByteArray(verb) << QByteArray("Digest realm=\"example\", nonce=\"1\", qop=\"auth\"");
        QTest::addRow("%s Keystone", verb) << QByteArray(verb) << QByteArray("Keystone uri=\"http://127.0.0.1/v3\"");
        QTest::addRow("%s Negotiate", verb) << QByteArray(verb) << QByteArray("Negotiate");
        QTest::addRow("%s garbage", verb) << QByteArray(verb) << QByteArray("=,=\"");
    }
}

void TransportTest::a401WithAChallengeKeepsItsBody()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, challenge);
    const QByteArray body = R"({"error_msg":"Incorrect password.","error_code":"IAM.0062"})";
    RawResponder server(RawResponder::http(401, body, {{"WWW-Authenticate", challenge}}));
    const auto answer = settle(exchange(makeTransport(), {.verb = verb,
                                                          .url = at(server, u"/"_s),
                                                          .body = verb == "POST" ? Secret::fromUtf8("{}") : Secret(),
                                                          .once = verb != "GET"}));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(answer->status, 401);
    QCOMPARE(answer->body, body);
    QCOMPARE(server.requests(), 1);
}

void TransportTest::anInterimAnswerIsSkipped()
{
    for (const char *interim : {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"}) {
        RawResponder server(interim + RawResponder::http(200, "{\"real\":1}"));
        const auto answer = settle(exchange(makeTransport(), {.url = at(server, u"/"_s)}));
        if (QByteArray(interim).contains("103") && (!answer || answer->status != 200))
            continue; // Qt 6.4 knows 100 only; then it must not look like a good answer
        QVERIFY2(answer, interim);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body, "{\"real\":1}");
    }
}

void TransportTest::aLongHeaderLineAndManyHeadersArrive()
{
    std::vector<std::pair<QByteArray, QByteArray>> headers{{"X-Subject-Token", "MII" + QByteArray(32 * 1024, 't')}};
    for (int i = 0; i < 95; ++i)
        headers.emplace_back("X-Extra-" + QByteArray::number(i), "value");
    for (const auto kind : {RawResponder::Transport::Http, RawResponder::Transport::Tls}) {
        RawResponder server(RawResponder::http(201, "{}", headers), kind);
        const auto answer = settle(exchange(makeTransport(testTrust()), {.url = at(server, u"/"_s)}));
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(answer->header("X-Subject-Token").size(), 32 * 1024 + 3);
        QCOMPARE(answer->header("X-Extra-94"), "value");
    }
}

void TransportTest::anAnswerAboveTheLimitIsRefused_data()
{
    QTest::addColumn<bool>("withLength");
    QTest::addColumn<bool>("writes");
    QTest::newRow("length told") << true << false;
    QTest::newRow("length not told") << false << false;
    QTest::newRow("a write") << true << true;
}

void TransportTest::anAnswerAboveTheLimitIsRefused()
{
    QFETCH(bool, withLength);
    QFETCH(bool, writes);
    const QByteArray big(3 * 1024 * 1024, '{');
    RawResponder server(withLength ? RawResponder::http(200, big) : "HTTP/1.1 200 Raw\r\nConnection: close\r\n\r\n" + big);
    const auto answer = settle(exchange(makeTransport(), {.verb = writes ? "POST" : "GET",
                                                          .url = at(server, u"/"_s),
                                                          .body = writes ? Secret::fromUtf8("{}") : Secret(),
                                                          .once = writes,
                                                          .writes = writes}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::TooLarge);
    if (writes) // a read may be repeated by Qt when the line ends early
        QCOMPARE(server.requests(), 1);
}

void TransportTest::anAnswerOfExactlyTheLimitIsTaken()
{
    RawResponder server(RawResponder::http(200, QByteArray(1000, 'x')));
    const auto transport = makeTransport();
    const auto answer = settle(exchange(transport, {.url = at(server, u"/"_s)}, {.largestAnswer = 1000}));
    QVERIFY(answer);
    QCOMPARE(answer->body.size(), 1000);
    const auto refused = settle(exchange(transport, {.url = at(server, u"/"_s)}, {.largestAnswer = 999}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::TooLarge);
}

void TransportTest::aTruncatedAnswerIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("body") << QByteArray("HTTP/1.1 200 Raw\r\nContent-Length: 100\r\n\r\n{\"half\":");
    QTest::newRow("no body at all") << QByteArray("HTTP/1.1 200 Raw\r\nContent-Length: 100\r\n\r\n");
    QTest::newRow("error body") << QByteArray("HTTP/1.1 403 Raw\r\nContent-Length: 100\r\n\r\n{\"half\":");
    QTest::newRow("401 body") << QByteArray("HTTP/1.1 401 Raw\r\nContent-Length: 100\r\n\r\n{\"half\":");
    // A cut inside or between chunks Qt does not report reliably: there the JSON is the guard (envelopetest).
    QTest::newRow("headers") << QByteArray("HTTP/1.1 200 Raw\r\nContent-Le");
    QTest::newRow("status line") << QByteArray("HTTP/1.");
    QTest::newRow("nothing") << QByteArray();
}

void TransportTest::aTruncatedAnswerIsNoAnswer()
{
    QFETCH(QByteArray, raw);
    RawResponder server(raw);
    const auto read = settle(exchange(makeTransport(), {.url = at(server, u"/"_s)}));
    QVERIFY(!read);
    QCOMPARE(read.error().fault, Fault::Interrupted);
    const auto written = settle(exchange(
        makeTransport(),
        {.verb = "POST", .url = at(server, u"/"_s), .body = Secret::fromUtf8("{}"), .once = true, .writes = true}));
    QVERIFY(!written);
    QCOMPARE(written.error().fault, Fault::Unconfirmed);
    QCOMPARE(written.error().request, u"POST /"_s);
}

// "identity" was asked for; what comes all the same is not undone, so that a small answer cannot become a huge one.
void TransportTest::aCompressedAnswerIsGivenAsItIs()
{
    const QByteArray gzip = QByteArray::fromHex("1f8b08000000000002ffabae05004328bfa302000000");
    RawResponder server(RawResponder::http(200, gzip, {{"Content-Encoding", "gzip"}}));
    const auto answer = settle(exchange(makeTransport(), {.url = at(server, u"/"_s)}));
    QVERIFY(answer);
    QCOMPARE(answer->body, gzip);
    QCOMPARE(headerOf(server.receivedRequests().front(), "Accept-Encoding"), "identity");
}

void TransportTest::garbageIsNoAnswer()
{
    RawResponder server(QByteArray("\x16\x03\x7f\xff NOT HTTP \r\n\r\n"));
    const auto answer = settle(exchange(makeTransport(), {.url = at(server, u"/"_s)}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Interrupted);
}

void TransportTest::cookiesAreNotKept()
{
    RawResponder server(RawResponder::http(200, "{}", {{"Set-Cookie", "a=b; Path=/"}}));
    const auto transport = makeTransport();
    QVERIFY(settle(exchange(transport, {.url = at(server, u"/"_s)})));
    QVERIFY(settle(exchange(transport, {.url = at(server, u"/"_s)})));
    QCOMPARE(headerOf(server.receivedRequests().back(), "Cookie"), QByteArray());
}

void TransportTest::plainHttpLeavesForLoopbackOnly_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("other host") << QUrl(u"http://192.0.2.1/v3"_s);
    QTest::newRow("looks like loopback") << QUrl(u"http://127.0.0.1.example.invalid/v3"_s);
    QTest::newRow("localhost in front") << QUrl(u"http://localhost.example.invalid/v3"_s);
    QTest::newRow("user info") << QUrl(u"http://127.0.0.1@192.0.2.1/v3"_s);
    QTest::newRow("file") << QUrl(u"file:///etc/hostname"_s);
    QTest::newRow("data") << QUrl(u"data:,x"_s);
    QTest::newRow("ftp") << QUrl(u"ftp://127.0.0.1/"_s);
    QTest::newRow("nothing") << QUrl();
    QTest::newRow("no host") << QUrl(u"https:///v3"_s);
}

void TransportTest::plainHttpLeavesForLoopbackOnly()
{
    QFETCH(QUrl, url);
    int made = 0;
    const auto transport = std::make_shared<Transport>(std::make_shared<RealClock>(), TrustRule{}, [&made] {
        ++made;
        return new QNetworkAccessManager;
    });
    const auto answer = settle(exchange(transport, {.verb = "POST", .url = url, .token = Secret::fromUtf8("FAKE"),
                                                    .body = Secret::fromUtf8("{}"), .writes = true}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Rejected);
    QCOMPARE(made, 0); // the network was not even made
}

void TransportTest::aProxyOfTheEnvironmentIsNotUsedForLoopback()
{
    RawResponder proxy(RawResponder::http(200, "{\"from\":\"proxy\"}"));
    RawResponder server(RawResponder::http(200, "{\"from\":\"server\"}"));
    const QByteArray noProxy = qgetenv("no_proxy");
    qunsetenv("no_proxy");
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy"})
        qputenv(name, proxy.url().toLatin1());
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
        const QUrl url(u"http://%1:%2/"_s.arg(host).arg(server.port()));
        const auto answer = settle(exchange(makeTransport(), {.url = url, .token = Secret::fromUtf8("FAKE")}));
        QVERIFY2(answer, qPrintable(host));
        QCOMPARE(answer->body, "{\"from\":\"server\"}");
    }
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy"})
        qunsetenv(name);
    qputenv("no_proxy", noProxy);
    QCOMPARE(proxy.connections(), 0);
}

void TransportTest::anUnknownAuthorityIsUntrusted()
{
    RawResponder server(RawResponder::http(200, "{}"), RawResponder::Transport::Tls);
    for (const QByteArray &verb : {QByteArray("GET"), QByteArray("POST"), QByteArray("DELETE")}) {
        const bool writes = verb != "GET";
        const auto answer = settle(exchange(makeTransport(), {.verb = verb,
                                                              .url = at(server, u"/"_s),
                                                              .token = Secret::fromUtf8("FAKE-TOKEN"),
                                                              .body = verb == "POST" ? Secret::fromUtf8("{}") : Secret(),
                                                              .once = writes,
                                                              .writes = writes}));
        QVERIFY(!answer);
        QCOMPARE(answer.error().fault, Fault::Untrusted);
        QCOMPARE(answer.error().httpStatus, 0);
    }
    QCOMPARE(server.requests(), 0);
}

void TransportTest::anAuthorityOfOursIsTrusted()
{
    RawResponder server(RawResponder::http(200, "{\"a\":1}"), RawResponder::Transport::Tls);
    const auto answer = settle(exchange(makeTransport(testTrust()), {.url = at(server, u"/"_s)}));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(answer->body, "{\"a\":1}");
    // The server's own certificate is no authority: it vouches for nobody, not even for itself.
    const auto named = settle(
        exchange(makeTransport({.authorities = {TestCertificate::shared().server}}), {.url = at(server, u"/"_s)}));
    QVERIFY(!named);
    QCOMPARE(named.error().fault, Fault::Untrusted);
    QCOMPARE(server.requests(), 1);
}

void TransportTest::anAuthorityOfOursReplacesTheOthers()
{
    RawResponder server(RawResponder::http(200, "{}"), RawResponder::Transport::Tls);
    const auto other = sim::makeServerIdentity();
    QVERIFY(other);
    const TrustRule wrong{.authorities = QSslCertificate::fromData(other->caPem, QSsl::Pem)};
    QVERIFY(!wrong.authorities.isEmpty());
    const auto answer = settle(exchange(makeTransport(wrong), {.url = at(server, u"/"_s)}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Untrusted);
}

void TransportTest::uncheckedCertificatesAreForLoopback()
{
    RawResponder server(RawResponder::http(200, "{}"), RawResponder::Transport::Tls);
    QVERIFY(settle(exchange(makeTransport({.verify = false}), {.url = at(server, u"/"_s)})));
    // The certificate does not name this host; it is loopback all the same.
    QUrl byName = at(server, u"/"_s);
    byName.setHost(u"127.0.0.2"_s);
    const auto other = settle(exchange(makeTransport({.verify = true}), {.url = byName}));
    QVERIFY(!other);
}

void TransportTest::nothingListensIsOffline()
{
    quint16 port = 0;
    {
        RawResponder gone;
        port = gone.port();
    }
    for (const QByteArray &verb : {QByteArray("GET"), QByteArray("POST"), QByteArray("DELETE")}) {
        const bool writes = verb != "GET";
        const auto answer = settle(exchange(makeTransport(), {.verb = verb,
                                                              .url = QUrl(u"http://127.0.0.1:%1/"_s.arg(port)),
                                                              .body = verb == "POST" ? Secret::fromUtf8("{}") : Secret(),
                                                              .once = writes,
                                                              .writes = writes}));
        QVERIFY(!answer);
        QCOMPARE(answer.error().fault, Fault::Offline);
    }
}

void TransportTest::anUnknownHostIsOffline()
{
    const auto answer = settle(exchange(makeTransport(), {.url = QUrl(u"https://no-such-host.invalid/"_s)}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Offline);
}

void TransportTest::noSecretIsLogged()
{
    RawResponder server(RawResponder::http(201, R"({"credential":{"secret":"FAKE-ANSWER-SECRET"}})",
                                           {{"X-Subject-Token", "FAKE-NEW-TOKEN"}, {"X-Request-Id", "req-7"}}));
    QStringList log;
    g_log = &log;
    QLoggingCategory::setFilterRules(u"claviger.*=true"_s);
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);
    const auto answer = settle(exchange(makeTransport(), {.verb = "POST",
                                                          .url = at(server, u"/v3/auth/tokens?secretquery=FAKE-QUERY"_s),
                                                          .headers = {{"X-Subject-Token", "FAKE-HEADER"}},
                                                          .token = Secret::fromUtf8("FAKE-TOKEN"),
                                                          .body = Secret::fromUtf8("{\"password\":\"FAKE-PASSWORD\"}"),
                                                          .once = true}));
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    g_log = nullptr;
    QVERIFY(answer);
    const QString all = log.join(u'\n');
    QVERIFY2(all.contains(u"POST 127.0.0.1 /v3/auth/tokens 201 req-7"_s), qPrintable(all));
    QVERIFY2(!all.contains(u"FAKE"_s), qPrintable(all));
}

void TransportTest::thirtyAtOnceAllArrive()
{
    LoopbackDoor door([](const sim::Call &call) { return sim::Reply{.status = 200, .body = call.target}; });
    QVERIFY(door.start());
    const auto transport = makeTransport();
    std::vector<testing::Pending<HttpAnswer>> answers;
    for (int i = 0; i < 30; ++i)
        answers.push_back(pending(exchange(transport, {.url = QUrl(door.url() + u"/%1"_s.arg(i))})));
    QCOMPARE(transport->monitor().calls().size(), 30U);
    for (int i = 0; i < 30; ++i) {
        const auto answer = settle(answers[static_cast<std::size_t>(i)]);
        QVERIFY(answer);
        QCOMPARE(answer->body, "/" + QByteArray::number(i));
    }
    QVERIFY(transport->monitor().calls().empty());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::TransportTest)
#include "transporttest.moc"
