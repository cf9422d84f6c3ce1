// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/simulatednetwork.h"

#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

using LineFault = SimulatedNetwork::LineFault;

// As QNetworkAccessManager maps them.
QNetworkReply::NetworkError errorOf(int status)
{
    switch (status) {
    case 400:
    case 418:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        if (status >= 500)
            return QNetworkReply::UnknownServerError;
        return status >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
    }
}

QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    case QNetworkAccessManager::GetOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return "GET";
}

QByteArray targetOf(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toUtf8();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toUtf8();
    return target;
}

constexpr qsizetype longestStream = 64 * 1024 * 1024; // in process everything is held in memory

sim::Reply answered(SimulatedCloud &cloud, const sim::Call &call)
{
    sim::Reply reply = cloud.answer(call);
    if (!reply.stream)
        return reply;
    for (QByteArray piece = reply.stream(); !piece.isEmpty() && reply.body.size() < longestStream; piece = reply.stream())
        reply.body += piece;
    return reply;
}

class SimulatedReply final : public QNetworkReply
{
    Q_OBJECT
public:
    SimulatedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, sim::Call call,
                   std::shared_ptr<SimulatedCloud> cloud, std::optional<LineFault> fault,
                   std::chrono::milliseconds latency, QObject *parent)
        : QNetworkReply(parent)
        , m_cloud(std::move(cloud))
        , m_call(std::move(call))
        , m_fault(fault)
        , m_latency(latency)
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        QTimer::singleShot(0, this, &SimulatedReply::send); // never inside the caller
        if (const int limit = request.transferTimeout(); limit > 0)
            QTimer::singleShot(limit, this, &SimulatedReply::abort);
    }

    void abort() override
    {
        if (!isFinished())
            fail(OperationCanceledError, u"Operation canceled"_s);
    }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return QNetworkReply::bytesAvailable() + m_body.size() - m_read;
    }

protected:
    qint64 readData(char *data, qint64 limit) override
    {
        const qint64 size = std::min<qint64>(limit, m_body.size() - m_read);
        if (size <= 0)
            return isFinished() ? -1 : 0;
        std::memcpy(data, m_body.constData() + m_read, static_cast<std::size_t>(size));
        m_read += size;
        return size;
    }

private:
    void send()
    {
        if (isFinished())
            return;
        const bool acts = m_fault != LineFault::RefuseConnection && m_fault != LineFault::CloseBeforeCommit
            && m_fault != LineFault::NeverAnswer;
        if (acts)
            m_answer = answered(*m_cloud, m_call);
        m_call = {}; // no password stays behind in a finished reply
        if (m_answer.ending == sim::Reply::Ending::Close)
            m_fault = LineFault::CloseAfterCommit;
        else if (m_answer.ending == sim::Reply::Ending::Silence)
            m_fault = LineFault::NeverAnswerAfterCommit;
        if (m_fault == LineFault::NeverAnswer || m_fault == LineFault::NeverAnswerAfterCommit)
            return;
        QTimer::singleShot(m_latency, this, &SimulatedReply::deliver);
    }

    void deliver()
    {
        if (isFinished())
            return;
        if (m_fault == LineFault::RefuseConnection)
            return fail(ConnectionRefusedError, u"Connection refused"_s);
        if (m_fault == LineFault::CloseBeforeCommit || m_fault == LineFault::CloseAfterCommit)
            return fail(RemoteHostClosedError, u"Connection closed"_s);
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status);
        setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QByteArray("Simulated"));
        for (const auto &[name, value] : m_answer.headers)
            setRawHeader(name, value);
        if (operation() != QNetworkAccessManager::HeadOperation) {
            setRawHeader("Content-Length", QByteArray::number(m_answer.body.size()));
            m_body = m_answer.body;
        }
        if (m_fault == LineFault::TruncateAnswer)
            m_body.truncate(m_body.size() / 2);
        Q_EMIT metaDataChanged();
        if (isFinished()) // a receiver may have aborted
            return;
        if (!m_body.isEmpty()) {
            Q_EMIT downloadProgress(m_body.size(), m_answer.body.size());
            Q_EMIT readyRead();
            if (isFinished())
                return;
        }
        if (m_fault == LineFault::TruncateAnswer)
            return fail(RemoteHostClosedError, u"Connection closed"_s);
        if (const NetworkError error = errorOf(m_answer.status); error != NoError)
            return fail(error, u"Server replied with status %1"_s.arg(m_answer.status));
        setFinished(true);
        Q_EMIT finished();
    }

    void fail(NetworkError error, const QString &text)
    {
        setError(error, text);
        setFinished(true);
        Q_EMIT errorOccurred(error);
        Q_EMIT finished();
    }

    std::shared_ptr<SimulatedCloud> m_cloud;
    sim::Call m_call;
    sim::Reply m_answer;
    std::optional<LineFault> m_fault;
    std::chrono::milliseconds m_latency;
    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace

SimulatedNetwork::SimulatedNetwork(std::shared_ptr<SimulatedCloud> cloud, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_cloud(std::move(cloud))
{
}

void SimulatedNetwork::failNext(LineFault fault, const CallFilter &matching)
{
    m_faults.push_back({.fault = fault, .matching = matching});
}

QNetworkReply *SimulatedNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing)
{
    ++m_requestCount;
    sim::Call call{.method = methodOf(operation, request), .target = targetOf(request.url())};
    call.headers.emplace_back("Host", request.url().authority(QUrl::FullyEncoded).toUtf8());
    for (const QByteArray &name : request.rawHeaderList())
        call.headers.emplace_back(name, request.rawHeader(name));

    std::optional<LineFault> fault;
    const auto planned = std::find_if(m_faults.begin(), m_faults.end(),
                                      [&](const PlannedFault &one) { return one.matching.fits(call); });
    if (planned != m_faults.end()) {
        fault = planned->fault;
        m_faults.erase(planned);
    }
    if (outgoing && fault != LineFault::RefuseConnection) // without a connection nobody reads it
        call.body = outgoing->readAll();
    return new SimulatedReply(operation, request, std::move(call), m_cloud, fault, m_latency, this);
}

} // namespace claviger

#include "simulatednetwork.moc"
