// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/loopbackdoor.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// What the real curl says: the answer's head and body, or its exit code.
struct CurlAnswer
{
    int exitCode = -1;
    int status = 0;
    QByteArray head;
    QByteArray body;
};

CurlAnswer curl(const QStringList &arguments)
{
    QProcess process;
    process.start(u"curl"_s, QStringList{u"-q"_s, u"--silent"_s, u"--include"_s, u"--max-time"_s, u"20"_s} + arguments);
    CurlAnswer answer;
    if (!process.waitForFinished(60'000))
        return answer;
    answer.exitCode = process.exitCode();
    const QByteArray output = process.readAllStandardOutput();
    const qsizetype gap = output.indexOf("\r\n\r\n");
    answer.head = output.left(gap + 2);
    answer.body = gap < 0 ? QByteArray() : output.mid(gap + 4);
    answer.status = answer.head.split(' ').value(1).toInt();
    return answer;
}

const QByteArray signInBody =
    R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ops-admin","password":"example-password",)"
    R"("domain":{"name":"OTC-EXAMPLE-00000000001"}}}},"scope":{"domain":{"name":"OTC-EXAMPLE-00000000001"}}}})";

QByteArray header(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

// Everything the server says until it closes.
QByteArray exchange(quint16 port, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected())
        return "not connected";
    socket.write(bytes);
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(20'000)) { }
    return socket.readAll();
}

} // namespace

class LoopbackDoorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void curlCreatesAKey_data();
    void curlCreatesAKey();
    void anUntrustedAuthorityIsRefused();
    void methodsAreToldApart();
    void theTargetStaysRaw();
    void anyBytesOfABodyArrive();
    void garbageIsRefusedAndDisturbsNobody();
    void oversizedHeadsAreRefused();
    void brokenFramingIsRefused_data();
    void brokenFramingIsRefused();
    void aBodyWithoutEndIsCutOff();
    void connectionsAreBounded();
    void aConnectionIsKept();
    void manyClientsAtOnce();
    void stoppingDoesNotWaitForIdleClients();
    void aTakenPortIsAnError();
    void itStartsAgain();

private:
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::vector<sim::Call> m_seen;
    LoopbackDoor::Handler m_echo;
};

void LoopbackDoorTest::init()
{
    m_cloud = std::make_shared<SimulatedCloud>();
    m_seen.clear();
    m_echo = [this](const sim::Call &call) {
        m_seen.push_back(call);
        return sim::Reply{.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = call.target};
    };
}

void LoopbackDoorTest::curlCreatesAKey_data()
{
    QTest::addColumn<LoopbackDoor::Scheme>("scheme");
    QTest::newRow("http") << LoopbackDoor::Scheme::Http;
    QTest::newRow("https") << LoopbackDoor::Scheme::Https;
}

void LoopbackDoorTest::curlCreatesAKey()
{
    QFETCH(LoopbackDoor::Scheme, scheme);
    LoopbackDoor door(m_cloud, scheme);
    QVERIFY(door.start());
    QStringList trust;
    if (scheme == LoopbackDoor::Scheme::Https)
        trust = {u"--cacert"_s, door.caFile()};
    const CurlAnswer token = curl(trust
                                  + QStringList{u"-H"_s, u"Content-Type: application/json;charset=utf8"_s, u"-d"_s,
                                                QString::fromUtf8(signInBody), door.url() + u"/v3/auth/tokens"_s});
    QCOMPARE(token.status, 201);
    QVERIFY(!header(token.head, "Date").isEmpty());
    QVERIFY(!header(token.head, "X-Request-Id").isEmpty());
    QVERIFY(token.body.contains(door.url().toUtf8() + "/v3.0")); // the catalog tells where the door is
    const QByteArray subject = header(token.head, "X-Subject-Token");
    QVERIFY(subject.startsWith("MII") && subject.size() > 2'000 && subject.size() < 6'000);
    const QString me = QJsonDocument::fromJson(token.body)["token"_L1]["user"_L1]["id"_L1].toString();
    const CurlAnswer key =
        curl(trust
             + QStringList{u"-H"_s, u"X-Auth-Token: "_s + QString::fromLatin1(subject), u"-d"_s,
                           u"{\"credential\":{\"user_id\":\"%1\",\"description\":\"by curl\"}}"_s.arg(me),
                           door.url() + u"/v3.0/OS-CREDENTIAL/credentials"_s});
    QCOMPARE(key.status, 201);
    const QString access = QJsonDocument::fromJson(key.body)["credential"_L1]["access"_L1].toString();
    QCOMPARE(access.size(), 20);
    const CurlAnswer gone =
        curl(trust
             + QStringList{u"-X"_s, u"DELETE"_s, u"-H"_s, u"X-Auth-Token: "_s + QString::fromLatin1(subject),
                           door.url() + u"/v3.0/OS-CREDENTIAL/credentials/"_s + access});
    QCOMPARE(gone.status, 204);
    QCOMPARE(gone.body, QByteArray());
}

void LoopbackDoorTest::anUntrustedAuthorityIsRefused()
{
    LoopbackDoor door(m_cloud, LoopbackDoor::Scheme::Https);
    QVERIFY(door.start());
    QCOMPARE(curl({door.url() + u"/v3/auth/tokens"_s}).exitCode, 60); // CURLE_PEER_FAILED_VERIFICATION
    QCOMPARE(m_cloud->count(), 0);
    QCOMPARE(curl({u"--cacert"_s, door.caFile(), door.url() + u"/v3/users"_s}).status, 401);
}

void LoopbackDoorTest::methodsAreToldApart()
{
    LoopbackDoor door(m_cloud);
    QVERIFY(door.start());
    const CurlAnswer wrongMethod = curl({u"-X"_s, u"PATCH"_s, u"-d"_s, u"{}"_s, door.url() + u"/v3/auth/tokens"_s});
    QCOMPARE(wrongMethod.status, 405);
    QCOMPARE(header(wrongMethod.head, "Allow"), QByteArray("POST, GET, HEAD, DELETE"));
    QCOMPARE(curl({u"-X"_s, u"OPTIONS"_s, door.url() + u"/v3/users"_s}).status, 405);
    QCOMPARE(curl({u"-X"_s, u"DELETE"_s, door.url() + u"/v3/users"_s}).status, 405);
    QCOMPARE(curl({door.url() + u"/nowhere"_s}).status, 404);
    QCOMPARE(curl({door.url() + u"/"_s}).status, 404);
    QCOMPARE(curl({u"-X"_s, u"PROPFIND"_s, door.url() + u"/v3/users"_s}).status, 400);
    QCOMPARE(curl({u"-X"_s, u"POST"_s, door.url() + u"/v3/auth/tokens"_s}).status, 400); // no body, no length
    QCOMPARE(m_cloud->calls().back().target, QByteArray("/v3/auth/tokens"));
    QCOMPARE(curl({u"--head"_s, door.url() + u"/v3/auth/tokens"_s}).status, 401);
}

void LoopbackDoorTest::theTargetStaysRaw()
{
    LoopbackDoor door(m_echo);
    QVERIFY(door.start());
    const QString target = u"/a%2Fb/%20/c+d/..%2f/%E5%AF%86?x=%26&y=a%3Db&z"_s;
    QCOMPARE(curl({u"--path-as-is"_s, door.url() + target}).body, target.toLatin1());
    const QString longest = u"/"_s + QString(7'000, u'x');
    QCOMPARE(curl({door.url() + longest}).body, longest.toLatin1());
}

void LoopbackDoorTest::anyBytesOfABodyArrive()
{
    LoopbackDoor door(m_echo);
    QVERIFY(door.start());
    QByteArray body;
    for (int i = 0; i < 40'000; ++i)
        body += static_cast<char>(i * 7);
    for (const char *type :
         {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"}) {
        m_seen.clear();
        exchange(door.url().section(u':', 2).toUShort(),
                 "POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + QByteArray(type)
                     + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QCOMPARE(m_seen.size(), std::size_t(1));
        QCOMPARE(m_seen[0].body, body);
        QCOMPARE(m_seen[0].header("content-type"), QByteArray(type));
        QVERIFY(m_seen[0].header("REMOTE_ADDR").isNull());
    }
}

void LoopbackDoorTest::garbageIsRefusedAndDisturbsNobody()
{
    LoopbackDoor door(m_cloud);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    QTcpSocket other; // half a request, from somebody else, stays open meanwhile
    other.connectToHost(u"127.0.0.1"_s, *port);
    QVERIFY(other.waitForConnected());
    other.write("GET /v3/users HTT");
    QVERIFY(other.waitForBytesWritten());

    QVERIFY(exchange(*port, "\x16\x03\x01\x02 total rubbish \xff\xfe\r\n\r\n").startsWith("HTTP/1.1 400"));
    QVERIFY(exchange(*port, "GET / HTTP/9.9\r\n\r\n").startsWith("HTTP/1.1 400"));
    QVERIFY(exchange(*port, "GET /?a?b?c HTTP/1.1\r\nbroken header\r\n\r\n").startsWith("HTTP/1.1 400"));
    QVERIFY(exchange(*port, "POST /v3/auth/tokens HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{]")
                .startsWith("HTTP/1.1 400"));

    other.write("P/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(other.waitForReadyRead());
    QVERIFY(other.readAll().startsWith("HTTP/1.1 401"));
}

void LoopbackDoorTest::oversizedHeadsAreRefused()
{
    LoopbackDoor door(m_echo);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    QVERIFY(
        exchange(*port, "GET /" + QByteArray(9'000, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 414"));
    QVERIFY(
        exchange(*port, "GET / HTTP/1.1\r\nX-Long: " + QByteArray(9'000, 'x') + "\r\n\r\n").startsWith("HTTP/1.1 400"));
    QByteArray lines;
    for (int i = 0; i < 3'000; ++i)
        lines += "X-Line-" + QByteArray::number(i) + ": " + QByteArray(60, 'x') + "\r\n";
    QVERIFY(!exchange(*port, "GET / HTTP/1.1\r\n" + lines + "\r\n").startsWith("HTTP/1.1 200"));
    QCOMPARE(m_seen.size(), std::size_t(0));
}

void LoopbackDoorTest::brokenFramingIsRefused_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("no number") << QByteArray("Content-Length: abc\r\n");
    QTest::newRow("below zero") << QByteArray("Content-Length: -1\r\n");
    QTest::newRow("too long") << QByteArray("Content-Length: 99999999999999999999\r\n");
    QTest::newRow("two lengths") << QByteArray("Content-Length: 2\r\nContent-Length: 40\r\n");
    QTest::newRow("length and chunks") << QByteArray("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n");
    QTest::newRow("unknown coding") << QByteArray("Transfer-Encoding: gzip\r\n");
}

// Where the next request begins is not known: what follows must not be served as one.
void LoopbackDoorTest::brokenFramingIsRefused()
{
    QFETCH(const QByteArray, headers);
    LoopbackDoor door(m_echo);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    const QByteArray said = exchange(*port, "POST /x HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n{}GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY2(said.startsWith("HTTP/1.1 400"), said.constData());
    QCOMPARE(m_seen.size(), std::size_t(0));
}

void LoopbackDoorTest::aBodyWithoutEndIsCutOff()
{
    LoopbackDoor door(m_echo);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, *port);
    QVERIFY(socket.waitForConnected());
    socket.write("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray chunk = "100000\r\n" + QByteArray(0x100000, 'x') + "\r\n"; // 1 MiB
    int sent = 0;
    while (sent < 200 && socket.state() == QAbstractSocket::ConnectedState) {
        socket.write(chunk);
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(20'000)) { }
        ++sent;
    }
    QVERIFY2(sent < 200, "the door takes any amount");
    QVERIFY(!socket.readAll().startsWith("HTTP/1.1 200"));
    QCOMPARE(m_seen.size(), std::size_t(0));
}

// All doors share the descriptors of the process: clients that only stay must not take them away from others.
void LoopbackDoorTest::connectionsAreBounded()
{
    LoopbackDoor door(m_echo);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 230; ++i) { // more than there is room for: the door gets to them in its own time
        idle.push_back(std::make_unique<QTcpSocket>());
        idle.back()->connectToHost(u"127.0.0.1"_s, *port);
        QVERIFY(idle.back()->waitForConnected());
    }
    QByteArray said;
    QTRY_VERIFY2((said = exchange(*port, "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 503"), said.constData());
    idle.clear();
    QTRY_VERIFY(exchange(*port, "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
}

void LoopbackDoorTest::aConnectionIsKept()
{
    LoopbackDoor door(m_echo);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, *port);
    QVERIFY(socket.waitForConnected());
    for (int i = 0; i < 50; ++i) {
        socket.write("GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        QByteArray answer;
        while (!answer.contains("\r\n\r\n/")) {
            QVERIFY(socket.waitForReadyRead());
            answer += socket.readAll();
        }
        QVERIFY(answer.endsWith("/" + QByteArray::number(i)));
    }
}

void LoopbackDoorTest::manyClientsAtOnce()
{
    LoopbackDoor door(m_cloud);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    std::atomic<int> good = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 40; ++i) {
        clients.emplace_back([&] {
            const QByteArray answer =
                exchange(*port,
                         "POST /v3/auth/tokens HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                             + QByteArray::number(signInBody.size()) + "\r\n\r\n" + signInBody);
            good += answer.startsWith("HTTP/1.1 201") ? 1 : 0;
        });
    }
    for (std::thread &client : clients)
        client.join();
    QCOMPARE(good.load(), 40);
    QCOMPARE(m_cloud->count("POST", "/v3/auth/tokens"), 40);
}

void LoopbackDoorTest::stoppingDoesNotWaitForIdleClients()
{
    LoopbackDoor door(m_cloud);
    const Result<quint16> port = door.start();
    QVERIFY(port);
    QTcpSocket idle;
    QTcpSocket half;
    for (QTcpSocket *socket : {&idle, &half}) {
        socket->connectToHost(u"127.0.0.1"_s, *port);
        QVERIFY(socket->waitForConnected());
    }
    half.write("POST /v3/auth/tokens HTTP/1.1\r\nContent-Length: 500\r\n\r\nhalf");
    QVERIFY(half.waitForBytesWritten());
    QVERIFY(exchange(*port, "GET / HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 404")); // the others are accepted by now
    door.stop();
    QVERIFY(door.url().isEmpty());
    QVERIFY(idle.state() != QAbstractSocket::ConnectedState || idle.waitForDisconnected());
    QTcpSocket late;
    late.connectToHost(u"127.0.0.1"_s, *port);
    QVERIFY(!late.waitForConnected());
    QCOMPARE(m_cloud->count("POST", "/v3/auth/tokens"), 0); // half a request is none
}

void LoopbackDoorTest::aTakenPortIsAnError()
{
    LoopbackDoor first(m_echo);
    const Result<quint16> port = first.start();
    QVERIFY(port);
    LoopbackDoor second(m_echo);
    const Result<quint16> taken = second.start(*port);
    QVERIFY(!taken);
    QVERIFY(taken.error().detail.contains(QString::number(*port)));
}

void LoopbackDoorTest::itStartsAgain()
{
    LoopbackDoor door(m_echo, LoopbackDoor::Scheme::Https);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(door.start());
        QCOMPARE(curl({u"--cacert"_s, door.caFile(), door.url() + u"/again"_s}).body, QByteArray("/again"));
        door.stop();
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::LoopbackDoorTest)
#include "loopbackdoortest.moc"
