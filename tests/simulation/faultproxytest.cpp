// SPDX-License-Identifier: Apache-2.0
// The tools that break the line have to break it as they say, or tests elsewhere prove nothing.
#include "tests/support/faultproxy.h"
#include "app/simulation/loopbackdoor.h"
#include "tests/support/rawresponder.h"
#include "tests/support/testcertificate.h"

#include <QProcess>
#include <QSslSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::FaultProxy;
using testing::RawResponder;
using testing::TestCertificate;
using Mode = testing::FaultProxy::Mode;

namespace {

constexpr int curlCannotConnect = 7;
constexpr int curlPartialFile = 18;
constexpr int curlTimedOut = 28;
constexpr int curlGotNothing = 52;
constexpr int curlSendFailed = 55;
constexpr int curlReceiveFailed = 56;

// The connection broke after it was made, handshake included.
bool brokeLater(int exitCode)
{
    return exitCode == curlGotNothing || exitCode == curlSendFailed || exitCode == curlReceiveFailed;
}

struct Outcome
{
    int exitCode = -1;
    QByteArray output;
};

Outcome curlThrough(const QStringList &arguments, const QString &limit = u"20"_s)
{
    QProcess process;
    process.start(u"curl"_s, QStringList{u"-q"_s, u"--silent"_s, u"--max-time"_s, limit} + arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {.exitCode = process.exitCode(), .output = process.readAllStandardOutput()};
}

} // namespace

class FaultProxyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void passing_data() { schemes(); }
    void passing();
    void refusing();
    void resetBeforeForward_data() { schemes(); }
    void resetBeforeForward();
    void closeBeforeRequest_data() { schemes(); }
    void closeBeforeRequest();
    void closeAfterRequest_data() { schemes(); }
    void closeAfterRequest();
    void closeAfterRequestOverTls12();
    void resetAfterRequest_data() { schemes(); }
    void resetAfterRequest();
    void truncating_data() { schemes(); }
    void truncating();
    void trickling();
    void garbage();
    void silence();
    void aFaultCanHitOneRequestOfAKeptConnection();
    void aServerThatIsGoneShows();
    void rawAnswersArriveAsGiven_data();
    void rawAnswersArriveAsGiven();
    void theResponderClosesAfterTheWholeRequest_data() { schemes(); }
    void theResponderClosesAfterTheWholeRequest();
    void aSplitRequestIsCountedOnce();

private:
    static void schemes();
    void start(LoopbackDoor::Scheme scheme);
    [[nodiscard]] QStringList post() const;

    int m_acted = 0; // requests that the server behind the proxy saw
    std::mutex m_mutex;
    std::unique_ptr<LoopbackDoor> m_door;
    std::unique_ptr<FaultProxy> m_proxy;
    QString m_url;
    QStringList m_trust;
};

void FaultProxyTest::schemes()
{
    QTest::addColumn<LoopbackDoor::Scheme>("scheme");
    QTest::newRow("http") << LoopbackDoor::Scheme::Http;
    QTest::newRow("https") << LoopbackDoor::Scheme::Https;
}

void FaultProxyTest::init()
{
    m_acted = 0;
    m_trust.clear();
}

void FaultProxyTest::cleanup()
{
    m_proxy.reset();
    m_door.reset();
}

void FaultProxyTest::start(LoopbackDoor::Scheme scheme)
{
    m_door = std::make_unique<LoopbackDoor>(
        [this](const sim::Call &call) {
            const std::lock_guard lock(m_mutex);
            ++m_acted;
            return sim::Reply{.status = 201, .body = "answer to " + call.method + ' ' + QByteArray(2'000, '.')};
        },
        scheme);
    const Result<quint16> port = m_door->start();
    QVERIFY(port);
    m_proxy = std::make_unique<FaultProxy>(*port);
    m_url = m_proxy->url(scheme == LoopbackDoor::Scheme::Https ? u"https"_s : u"http"_s);
    if (scheme == LoopbackDoor::Scheme::Https)
        m_trust = {u"--cacert"_s, m_door->caFile()};
}

QStringList FaultProxyTest::post() const
{
    return m_trust + QStringList{u"-d"_s, u"{}"_s, m_url + u"/x"_s};
}

void FaultProxyTest::passing()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    start(scheme);
    const Outcome outcome = curlThrough(post());
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.startsWith("answer to POST"));
    QCOMPARE(m_proxy->connections(), 1);
    QCOMPARE(m_proxy->requests(), scheme == LoopbackDoor::Scheme::Http ? 1 : 0);
    QCOMPARE(m_proxy->faults(), 0);
}

void FaultProxyTest::refusing()
{
    start(LoopbackDoor::Scheme::Http);
    m_proxy->setMode(Mode::Refuse);
    QCOMPARE(curlThrough(post()).exitCode, curlCannotConnect);
    m_proxy->setMode(Mode::Pass); // at the same port again
    QCOMPARE(curlThrough(post()).exitCode, 0);
    QCOMPARE(m_acted, 1);
}

void FaultProxyTest::resetBeforeForward()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    start(scheme);
    m_proxy->setMode(Mode::ResetBeforeForward);
    const int code = curlThrough(post()).exitCode;
    QVERIFY2(code != 0 && code != -1 && code != curlTimedOut, qPrintable(QString::number(code)));
    QCOMPARE(m_proxy->connections(), 1);
    QCOMPARE(m_acted, 0);
}

void FaultProxyTest::closeBeforeRequest()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    start(scheme);
    m_proxy->setMode(Mode::CloseBeforeRequest);
    const int code = curlThrough(m_trust + QStringList{u"-v"_s} + post()).exitCode;
    QVERIFY2(brokeLater(code), qPrintable(QString::number(code))); // not 35: the handshake was good
    QCOMPARE(m_proxy->faults(), 1);
    QCOMPARE(m_acted, 0);
}

void FaultProxyTest::closeAfterRequest()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    start(scheme);
    m_proxy->setMode(Mode::CloseAfterRequest);
    const Outcome outcome = curlThrough(post());
    QVERIFY2(brokeLater(outcome.exitCode), qPrintable(QString::number(outcome.exitCode)));
    QVERIFY(outcome.output.isEmpty());
    QCOMPARE(m_acted, 1);
    QCOMPARE(m_proxy->faults(), 1);
}

void FaultProxyTest::closeAfterRequestOverTls12()
{
    start(LoopbackDoor::Scheme::Https);
    m_proxy->setMode(Mode::CloseAfterRequest);
    const Outcome outcome = curlThrough(QStringList{u"--tls-max"_s, u"1.2"_s} + post());
    QVERIFY(brokeLater(outcome.exitCode));
    QCOMPARE(m_acted, 1);
}

void FaultProxyTest::resetAfterRequest()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    start(scheme);
    m_proxy->setMode(Mode::ResetAfterRequest);
    const Outcome outcome = curlThrough(post());
    QCOMPARE(outcome.exitCode, curlReceiveFailed); // and not "got nothing", as after a close
    QCOMPARE(m_acted, 1);
    QCOMPARE(m_proxy->faults(), 1);
}

void FaultProxyTest::truncating()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    start(scheme);
    m_proxy->setTruncateAfter(scheme == LoopbackDoor::Scheme::Http ? 700 : 1'200); // there are session tickets as well
    m_proxy->setMode(Mode::Truncate);
    const Outcome outcome = curlThrough(QStringList{u"--include"_s} + post());
    QVERIFY(outcome.exitCode != 0 && outcome.exitCode != curlTimedOut);
    if (scheme == LoopbackDoor::Scheme::Http) {
        QCOMPARE(outcome.exitCode, curlPartialFile);
        QCOMPARE(outcome.output.size(), 700);
    }
    QCOMPARE(m_acted, 1);
}

void FaultProxyTest::trickling()
{
    start(LoopbackDoor::Scheme::Http);
    m_proxy->setTrickleInterval(1ms);
    m_proxy->setMode(Mode::Trickle);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_proxy->port());
    QVERIFY(socket.waitForConnected());
    socket.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    int pieces = 0;
    while (socket.waitForReadyRead(10'000)) {
        answer += socket.readAll();
        ++pieces;
    }
    QVERIFY(answer.startsWith("HTTP/1.1 201") && answer.endsWith(QByteArray(2'000, '.')));
    QVERIFY2(pieces > 100, qPrintable(QString::number(pieces)));
}

void FaultProxyTest::garbage()
{
    start(LoopbackDoor::Scheme::Http);
    m_proxy->setMode(Mode::Garbage);
    const Outcome outcome = curlThrough(post());
    QVERIFY(outcome.exitCode != 0 && outcome.exitCode != curlTimedOut);
    QCOMPARE(m_acted, 0);
    QCOMPARE(m_proxy->requests(), 1);
}

void FaultProxyTest::silence()
{
    start(LoopbackDoor::Scheme::Http);
    m_proxy->setMode(Mode::Silent);
    QCOMPARE(curlThrough(post(), u"0.3"_s).exitCode, curlTimedOut);
    QCOMPARE(m_acted, 0);
    QCOMPARE(m_proxy->requests(), 1);
}

void FaultProxyTest::aFaultCanHitOneRequestOfAKeptConnection()
{
    start(LoopbackDoor::Scheme::Https);
    QSslSocket socket;
    QSslConfiguration trust = socket.sslConfiguration();
    trust.setCaCertificates(QSslCertificate::fromPath(m_door->caFile()));
    socket.setSslConfiguration(trust);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, m_proxy->port());
    QVERIFY2(socket.waitForEncrypted(), qPrintable(socket.errorString()));
    const QByteArray request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    for (int i = 0; i < 3; ++i) {
        socket.write(request);
        QByteArray answer;
        while (!answer.endsWith("..") || answer.size() < 2'000) {
            QVERIFY(socket.waitForReadyRead());
            answer += socket.readAll();
        }
    }
    m_proxy->setModeOnce(Mode::CloseAfterRequest);
    socket.write(request);
    QVERIFY(socket.waitForDisconnected());
    QVERIFY(socket.readAll().isEmpty());
    QCOMPARE(m_acted, 4);
    QCOMPARE(curlThrough(post()).exitCode, 0); // once is over
    QCOMPARE(m_proxy->faults(), 1);
}

void FaultProxyTest::aServerThatIsGoneShows()
{
    start(LoopbackDoor::Scheme::Http);
    m_door->stop();
    const int code = curlThrough(post()).exitCode;
    QVERIFY2(brokeLater(code) || code == curlCannotConnect, qPrintable(QString::number(code)));
}

void FaultProxyTest::rawAnswersArriveAsGiven_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("long header") << RawResponder::http(200, "{}", {{"X-Subject-Token", QByteArray(32 * 1024, 'M')}});
    QTest::newRow("three megabytes") << RawResponder::http(200, QByteArray(3 * 1024 * 1024, 'x'));
    QTest::newRow("redirect") << RawResponder::http(302, {}, {{"Location", "http://127.0.0.1:1/elsewhere"}});
    QTest::newRow("no length") << QByteArray("HTTP/1.1 200 OK\r\n\r\n<html>");
}

void FaultProxyTest::rawAnswersArriveAsGiven()
{
    QFETCH(QByteArray, answer);
    for (const RawResponder::Transport transport : {RawResponder::Transport::Http, RawResponder::Transport::Tls}) {
        const RawResponder server(answer, transport);
        const Outcome outcome = curlThrough({u"--cacert"_s, TestCertificate::shared().authorityFile, u"--include"_s,
                                             u"-d"_s, u"{}"_s, server.url() + u"/x"_s});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.output, answer);
        QCOMPARE(server.requests(), 1);
        QVERIFY(server.receivedRequests()[0].startsWith("POST /x HTTP/1.1\r\n"));
        QVERIFY(server.receivedRequests()[0].endsWith("\r\n\r\n{}"));
    }
}

void FaultProxyTest::theResponderClosesAfterTheWholeRequest()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    const bool withTls = scheme == LoopbackDoor::Scheme::Https;
    RawResponder server({}, withTls ? RawResponder::Transport::Tls : RawResponder::Transport::Http);
    for (const bool withReset : {false, true}) {
        server.closeWithoutAnswer(withReset);
        const Outcome outcome = curlThrough({u"--cacert"_s, TestCertificate::shared().authorityFile, u"-d"_s,
                                             QString(100'000, u'x'), server.url() + u"/x"_s});
        QVERIFY2(brokeLater(outcome.exitCode), qPrintable(QString::number(outcome.exitCode)));
    }
    QCOMPARE(server.requests(), 2);
    QCOMPARE(server.connections(), 2);
    QVERIFY(server.receivedRequests()[1].endsWith(QByteArray(100'000, 'x')));
}

void FaultProxyTest::aSplitRequestIsCountedOnce()
{
    const RawResponder server(RawResponder::http(200, "{}"));
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, server.port());
    QVERIFY(socket.waitForConnected());
    for (const char *piece : {"POST / HT", "TP/1.1\r\nContent-Le", "ngth: 4\r\n", "\r\n12", "34"}) {
        QCOMPARE(server.requests(), 0);
        socket.write(piece);
        QVERIFY(socket.waitForBytesWritten());
    }
    QVERIFY(socket.waitForReadyRead());
    QCOMPARE(server.requests(), 1);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::FaultProxyTest)
#include "faultproxytest.moc"
