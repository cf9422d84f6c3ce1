// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scriptednetwork.h"

#include <QTimer>

#include <algorithm>
#include <cstring>

namespace claviger::testing {

namespace {

QNetworkReply::NetworkError errorOf(int status)
{
    if (status == 401)
        return QNetworkReply::AuthenticationRequiredError;
    if (status >= 500)
        return QNetworkReply::UnknownServerError;
    return status >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
}

QByteArray verbOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    default:
        return "GET";
    }
}

} // namespace

ScriptedReply::ScriptedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent)
    : QNetworkReply(parent)
{
    setRequest(request);
    setUrl(request.url());
    setOperation(operation);
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void ScriptedReply::answer(const sim::Reply &reply)
{
    if (isFinished())
        return;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, reply.status);
    for (const auto &[name, value] : reply.headers)
        setRawHeader(name, value);
    m_body = reply.body;
    Q_EMIT metaDataChanged();
    if (!m_body.isEmpty())
        Q_EMIT readyRead();
    if (isFinished())
        return;
    if (const NetworkError error = errorOf(reply.status); error != NoError)
        setError(error, QStringLiteral("status %1").arg(reply.status));
    setFinished(true);
    Q_EMIT finished();
}

void ScriptedReply::breakOff(NetworkError error)
{
    if (isFinished())
        return;
    setError(error, QStringLiteral("broken off by the test"));
    setFinished(true);
    Q_EMIT errorOccurred(error);
    Q_EMIT finished();
}

void ScriptedReply::abort()
{
    breakOff(OperationCanceledError);
}

qint64 ScriptedReply::readData(char *data, qint64 limit)
{
    const qint64 size = std::min<qint64>(limit, m_body.size());
    if (size <= 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_body.constData(), static_cast<std::size_t>(size));
    m_body.remove(0, size);
    return size;
}

ScriptedNetwork::ScriptedNetwork(Script script, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_script(std::move(script))
{
}

int ScriptedNetwork::count(const QByteArray &method, const QByteArray &path) const
{
    return static_cast<int>(std::count_if(calls.begin(), calls.end(), [&](const sim::Call &call) {
        return call.method == method && call.path() == path;
    }));
}

QNetworkReply *ScriptedNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing)
{
    QByteArray target = request.url().path(QUrl::FullyEncoded).toUtf8();
    if (request.url().hasQuery())
        target += '?' + request.url().query(QUrl::FullyEncoded).toUtf8();
    sim::Call call{.method = verbOf(operation, request), .target = target};
    for (const QByteArray &name : request.rawHeaderList())
        call.headers.emplace_back(name, request.rawHeader(name));
    if (outgoing && readsBodies)
        call.body = outgoing->readAll();
    calls.push_back(call);
    urls.push_back(request.url());
    auto *reply = new ScriptedReply(operation, request, this);
    replies.emplace_back(reply);
    if (const std::optional<sim::Reply> answer = m_script(call))
        QTimer::singleShot(0, reply, [reply, answer] { reply->answer(*answer); });
    return reply;
}

} // namespace claviger::testing
