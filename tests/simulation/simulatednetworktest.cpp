// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/simulatednetwork.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using LineFault = SimulatedNetwork::LineFault;

namespace {

const QByteArray keysTarget = "/v3.0/OS-CREDENTIAL/credentials";

// What a transport sends a body from, so that it cannot be sent twice.
class OneWay final : public QIODevice
{
public:
    explicit OneWay(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly);
    }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 limit) override
    {
        const qsizetype size = std::min<qsizetype>(limit, std::min<qsizetype>(m_bytes.size(), 7)); // in small pieces
        if (size == 0)
            return -1;
        std::memcpy(data, m_bytes.constData(), static_cast<std::size_t>(size));
        m_bytes.remove(0, size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

} // namespace

class SimulatedNetworkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anAnswerArrivesLater();
    void aSequentialBodyIsReadWhole();
    void everyVerbArrives();
    void refusalsAreMappedAsQtMapsThem();
    void abortBeforeSendingSendsNothing();
    void abortWhileWaitingEndsOnce();
    void abortInsideASignalIsSafe();
    void deletingTheReplyOrTheManagerIsSafe();
    void lineFaults_data();
    void lineFaults();
    void aTruncatedAnswerKeepsItsStatus();
    void theTransferTimeoutCounts();
    void latencyLetsCallsOverlap();

private:
    QNetworkRequest request(const QByteArray &target) const;
    QByteArray createBody() const;
    int keys();
    static bool finish(QNetworkReply *reply)
    {
        return QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000);
    }

    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<SimulatedNetwork> m_network;
    QByteArray m_token;
    QString m_me;
};

void SimulatedNetworkTest::init()
{
    m_cloud = std::make_shared<SimulatedCloud>();
    m_network = std::make_unique<SimulatedNetwork>(m_cloud);
    m_cloud->withWorld([this](sim::World &world) {
        m_me = world.user(u"svc-reporting"_s, world.accounts()[0].id)->id;
        m_token = world.issue({.userId = m_me, .issued = world.now(), .expires = world.now() + 24h});
    });
}

QNetworkRequest SimulatedNetworkTest::request(const QByteArray &target) const
{
    QNetworkRequest request(QUrl::fromEncoded("https://iam.example" + target));
    request.setRawHeader("X-Auth-Token", m_token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json;charset=utf8"_s);
    return request;
}

QByteArray SimulatedNetworkTest::createBody() const
{
    return "{\"credential\":{\"user_id\":\"" + m_me.toLatin1() + "\"}}";
}

int SimulatedNetworkTest::keys()
{
    return m_cloud->withWorld([this](sim::World &world) { return static_cast<int>(world.accessKeysOf(m_me).size()); });
}

void SimulatedNetworkTest::anAnswerArrivesLater()
{
    const std::unique_ptr<QNetworkReply> reply(m_network->get(request("/v3/auth/domains?x=%2F")));
    QSignalSpy headers(reply.get(), &QNetworkReply::metaDataChanged);
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QSignalSpy finishedAtManager(m_network.get(), &QNetworkAccessManager::finished);
    QVERIFY(!reply->isFinished());
    QCOMPARE(m_cloud->count(), 0);
    QVERIFY(finish(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    QVERIFY(!reply->rawHeader("x-request-id").isEmpty());
    QCOMPARE(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong(), reply->bytesAvailable());
    QVERIFY(QJsonDocument::fromJson(reply->readAll()).isObject());
    QVERIFY(reply->atEnd());
    QCOMPARE(headers.size(), 1);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finishedAtManager.size(), 1);
    QCOMPARE(m_cloud->calls()[0].target, QByteArray("/v3/auth/domains?x=%2F"));
}

void SimulatedNetworkTest::aSequentialBodyIsReadWhole()
{
    OneWay body(createBody());
    const std::unique_ptr<QNetworkReply> reply(m_network->post(request(keysTarget), &body));
    QVERIFY(finish(reply.get()));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 201);
    QCOMPARE(keys(), 1);
}

void SimulatedNetworkTest::everyVerbArrives()
{
    OneWay nothing({});
    const std::vector<QNetworkReply *> replies{
        m_network->head(request("/a")),
        m_network->put(request("/b"), QByteArray("{}")),
        m_network->deleteResource(request("/c")),
        m_network->sendCustomRequest(request("/d"), "DELETE", &nothing),
        m_network->sendCustomRequest(request("/e"), "PATCH", QByteArray("{}")),
    };
    for (QNetworkReply *reply : replies)
        QVERIFY(finish(reply));
    QByteArrayList seen;
    for (const SimulatedCloud::LoggedCall &call : m_cloud->calls())
        seen += call.method + ' ' + call.target;
    QCOMPARE(seen, (QByteArrayList{"HEAD /a", "PUT /b", "DELETE /c", "DELETE /d", "PATCH /e"}));
    QCOMPARE(replies[0]->readAll(), QByteArray());
}

void SimulatedNetworkTest::refusalsAreMappedAsQtMapsThem()
{
    const std::vector<std::pair<int, QNetworkReply::NetworkError>> map{
        {400, QNetworkReply::ProtocolInvalidOperationError},
        {401, QNetworkReply::AuthenticationRequiredError},
        {403, QNetworkReply::ContentAccessDenied},
        {404, QNetworkReply::ContentNotFoundError},
        {405, QNetworkReply::ContentOperationNotPermittedError},
        {409, QNetworkReply::ContentConflictError},
        {410, QNetworkReply::ContentGoneError},
        {429, QNetworkReply::UnknownContentError},
        {500, QNetworkReply::InternalServerError},
        {502, QNetworkReply::UnknownServerError},
        {503, QNetworkReply::ServiceUnavailableError},
    };
    for (const auto &[status, error] : map) {
        m_cloud->failNext(status, "{}");
        const std::unique_ptr<QNetworkReply> reply(m_network->get(request("/v3/users")));
        QVERIFY(finish(reply.get()));
        QCOMPARE(reply->error(), error);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), status);
        QCOMPARE(reply->readAll(), QByteArray("{}")); // the body of a refusal can be read
    }
}

void SimulatedNetworkTest::abortBeforeSendingSendsNothing()
{
    const std::unique_ptr<QNetworkReply> reply(m_network->post(request(keysTarget), createBody()));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QTest::qWait(20); // long enough for a queued event that should not be there
    QCOMPARE(m_cloud->count(), 0);
    QCOMPARE(finished.size(), 1);
}

void SimulatedNetworkTest::abortWhileWaitingEndsOnce()
{
    m_network->failNext(LineFault::NeverAnswerAfterCommit);
    const std::unique_ptr<QNetworkReply> reply(m_network->post(request(keysTarget), createBody()));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(QTest::qWaitFor([this] { return keys() == 1; }));
    QVERIFY(!reply->isFinished());
    reply->abort();
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(reply->readAll(), QByteArray());
}

void SimulatedNetworkTest::abortInsideASignalIsSafe()
{
    for (const bool atHeaders : {true, false}) {
        const std::unique_ptr<QNetworkReply> reply(m_network->get(request("/v3/auth/domains")));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (atHeaders)
            connect(reply.get(), &QNetworkReply::metaDataChanged, reply.get(), &QNetworkReply::abort);
        else
            connect(reply.get(), &QIODevice::readyRead, reply.get(), &QNetworkReply::abort);
        QVERIFY(finish(reply.get()));
        QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
        QCOMPARE(finished.size(), 1);
    }
}

void SimulatedNetworkTest::deletingTheReplyOrTheManagerIsSafe()
{
    m_network->setLatency(1ms);
    delete m_network->get(request("/v3/auth/domains"));
    QPointer<QNetworkReply> orphan = m_network->get(request("/v3/auth/domains"));
    QVERIFY(QTest::qWaitFor([this] { return m_cloud->count() == 1; }));
    m_network.reset();
    QVERIFY(!orphan);
    QTest::qWait(20);
}

void SimulatedNetworkTest::lineFaults_data()
{
    QTest::addColumn<LineFault>("fault");
    QTest::addColumn<QNetworkReply::NetworkError>("error"); // NoError: it never ends
    QTest::addColumn<bool>("acts");
    QTest::newRow("refused") << LineFault::RefuseConnection << QNetworkReply::ConnectionRefusedError << false;
    QTest::newRow("before commit") << LineFault::CloseBeforeCommit << QNetworkReply::RemoteHostClosedError << false;
    QTest::newRow("after commit") << LineFault::CloseAfterCommit << QNetworkReply::RemoteHostClosedError << true;
    QTest::newRow("truncated") << LineFault::TruncateAnswer << QNetworkReply::RemoteHostClosedError << true;
    QTest::newRow("never") << LineFault::NeverAnswer << QNetworkReply::NoError << false;
    QTest::newRow("never, after commit") << LineFault::NeverAnswerAfterCommit << QNetworkReply::NoError << true;
}

void SimulatedNetworkTest::lineFaults()
{
    QFETCH(LineFault, fault);
    QFETCH(QNetworkReply::NetworkError, error);
    QFETCH(bool, acts);
    m_network->failNext(fault, {.method = "POST", .path = keysTarget});
    const std::unique_ptr<QNetworkReply> other(m_network->get(request("/v3/auth/domains")));
    const std::unique_ptr<QNetworkReply> reply(m_network->post(request(keysTarget), createBody()));
    QVERIFY(finish(other.get()));
    QCOMPARE(other->error(), QNetworkReply::NoError); // not meant
    if (error == QNetworkReply::NoError) {
        QTest::qWait(20);
        QVERIFY(!reply->isFinished());
    } else {
        QVERIFY(finish(reply.get()));
        QCOMPARE(reply->error(), error);
    }
    QCOMPARE(keys(), acts ? 1 : 0);
    const std::unique_ptr<QNetworkReply> next(m_network->post(request(keysTarget), createBody()));
    QVERIFY(finish(next.get()));
    QCOMPARE(next->error(), QNetworkReply::NoError); // used up
    QCOMPARE(m_network->requestCount(), 3);
}

void SimulatedNetworkTest::aTruncatedAnswerKeepsItsStatus()
{
    m_network->failNext(LineFault::TruncateAnswer);
    const std::unique_ptr<QNetworkReply> reply(m_network->post(request(keysTarget), createBody()));
    QVERIFY(finish(reply.get()));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 201);
    const QByteArray half = reply->readAll();
    QVERIFY(!half.isEmpty() && half.size() < reply->header(QNetworkRequest::ContentLengthHeader).toLongLong());
}

void SimulatedNetworkTest::theTransferTimeoutCounts()
{
    m_network->failNext(LineFault::NeverAnswer);
    QNetworkRequest patient = request("/v3/auth/domains");
    patient.setTransferTimeout(30);
    const std::unique_ptr<QNetworkReply> reply(m_network->get(patient));
    QVERIFY(finish(reply.get()));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
}

void SimulatedNetworkTest::latencyLetsCallsOverlap()
{
    m_network->setLatency(50ms);
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    for (int i = 0; i < 10; ++i)
        replies.emplace_back(m_network->get(request("/v3/auth/domains")));
    QVERIFY(QTest::qWaitFor([this] { return m_cloud->count() == 10; })); // all acted before any had to be answered
    for (const auto &reply : replies)
        QVERIFY(finish(reply.get()));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SimulatedNetworkTest)
#include "simulatednetworktest.moc"
