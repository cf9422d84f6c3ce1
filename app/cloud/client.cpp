// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/client.h"

#include "app/cloud/words.h"

#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr int mostTries = 4; // waits of 1, 2 and 4 s between them
constexpr std::chrono::milliseconds longestWait = 60s;

QUrl urlFor(const QUrl &endpoint, const HttpCall &call)
{
    QUrl url = endpoint;
    url.setPath(call.path, QUrl::StrictMode);
    if (!call.query.empty()) {
        QString query;
        for (const auto &[name, value] : call.query) {
            query += query.isEmpty() ? QString() : u"&"_s;
            query += QString::fromLatin1(QUrl::toPercentEncoding(name)) + u'='
                + QString::fromLatin1(QUrl::toPercentEncoding(value));
        }
        url.setQuery(query, QUrl::StrictMode);
    }
    return url;
}

std::chrono::milliseconds waitBefore(int nextTry, const Error &error)
{
    const std::chrono::milliseconds backOff = 1s * (1 << (nextTry - 2));
    return error.retryAfter ? std::max<std::chrono::milliseconds>(*error.retryAfter, backOff) : backOff;
}

// A write that ends so did not happen.
Error unsent(Error error)
{
    error.beforeRequest = true;
    return error;
}

Error noAddress(Service service)
{
    return {.fault = Fault::Rejected,
            .detail = CloudWords::tr("this profile has no address of %1; add it under Edit profile").arg(service == Service::Mrs ? u"MRS"_s : u"ECS"_s)};
}

// Not the password's fault: it has just been good for this token.
Error asNewToken(Error error)
{
    if (error.refusal == Refusal::None)
        error.refusal = Refusal::NewToken;
    return error;
}

} // namespace

Client::Client(std::shared_ptr<Transport> transport, ServiceEndpoints endpoints, std::shared_ptr<Session> session, HttpLimits limits)
    : m_transport(std::move(transport))
    , m_endpoints(std::move(endpoints))
    , m_session(std::move(session))
    , m_limits(limits)
{
}

Client::Client(std::shared_ptr<Transport> transport, QUrl identityEndpoint, std::shared_ptr<Session> session, HttpLimits limits)
    : Client(std::move(transport), ServiceEndpoints{.identity = std::move(identityEndpoint)}, std::move(session), limits)
{
}

Instant Client::cloudNow() const
{
    return m_session ? m_session->cloudNow() : m_transport->clock()->now();
}

const QUrl &Client::endpointOf(Service service) const
{
    switch (service) {
    case Service::Mrs:
        return m_endpoints.mrs;
    case Service::Ecs:
        return m_endpoints.ecs;
    case Service::Identity:
        break;
    }
    return m_endpoints.identity;
}

HttpRequest Client::wireRequest(const HttpCall &call, const Secret &token) const
{
    HttpRequest request{.verb = call.verb,
                        .url = urlFor(endpointOf(call.service), call),
                        .headers = call.headers,
                        .token = call.token.isEmpty() ? token : call.token,
                        .body = call.sealedBody,
                        .once = !call.idempotent || call.sensitive,
                        .writes = !call.idempotent,
                        .readsAhead = call.readsAhead && call.idempotent && !call.sensitive};
    if (!call.body.isEmpty())
        request.body = Secret::take(QJsonDocument(call.body).toJson(QJsonDocument::Compact));
    request.headers.push_back({"Content-Type", "application/json;charset=utf8"}); // IAM's own spelling (iam.md, 1.2)
    request.headers.push_back({"Accept", "application/json"});
    return request;
}

void Client::place(Error &error, const HttpCall &call, const HttpAnswer &answer)
{
    error.request = QString::fromLatin1(call.verb) + u' ' + call.path;
    error.httpStatus = answer.status;
    error.requestId = requestIdOf(answer);
}

Task<HttpAnswer> Client::fetch(Client client, HttpCall call, std::stop_token stop)
{
    if (call.service != Service::Identity && client.endpointOf(call.service).isEmpty())
        co_return tl::unexpected(unsent(noAddress(call.service)));
    HttpLimits limits = client.m_limits;
    limits.largestAnswer = call.largestAnswer;
    bool hasRenewed = false;
    for (int attempt = 1;;) {
        Secret token;
        if (call.authority != Authority::None && client.m_session) {
            const Task<Secret> asking = call.authority == Authority::Project
                ? Session::tokenForProject(client.m_session, call.projectId, stop)
                : Session::tokenFor(client.m_session, call.authority, stop);
            const Result<Secret> held = co_await asking;
            if (!held)
                co_return tl::unexpected(unsent(held.error()));
            token = *held;
        }
        const HttpRequest request = client.wireRequest(call, token);
        const Result<HttpAnswer> answer = co_await exchange(client.m_transport, request, limits, stop);
        if (answer && client.m_session && !token.isEmpty() && answer->status != 401)
            client.m_session->accepted(token);
        if (answer && answer->status >= 200 && answer->status < 300)
            co_return *answer;

        std::vector<Secret> hidden = call.hidden;
        hidden.push_back(request.token);
        Error error = answer ? readFailure(*answer, client.m_transport->clock()->now(), hidden) : answer.error();
        if (answer)
            place(error, call, *answer);
        const bool isPassword = call.sensitive && !call.sealedBody.isEmpty();
        error.mayCountAsTry = isPassword && error.fault == Fault::Unconfirmed;
        // A 401 of the service means that nothing was done, for a write too: sign in again behind the gate, then go once
        // more. One without a reason may be a gateway's, after the service has acted: a write is not repeated for it.
        const bool mayRenew = call.idempotent || error.givesAReason();
        if (error.fault == Fault::Unauthorized && !token.isEmpty() && !hasRenewed && mayRenew) {
            hasRenewed = true;
            const Result<Done> renewed = co_await Session::renew(client.m_session, token, stop);
            if (!renewed && renewed.error().refusal == Refusal::NewToken)
                co_return tl::unexpected(asNewToken(error));
            if (!renewed)
                co_return tl::unexpected(unsent(renewed.error()));
            continue;
        }
        if (error.fault == Fault::Unauthorized && hasRenewed)
            co_return tl::unexpected(asNewToken(error));
        const bool mayRepeat = call.idempotent && !call.sensitive && error.isTransient() && attempt < mostTries;
        const std::chrono::milliseconds wait = mayRepeat ? waitBefore(++attempt, error) : 0ms;
        if (!mayRepeat || wait > longestWait)
            co_return tl::unexpected(error);
        const Result<Done> slept = co_await client.m_transport->clock()->sleep(wait, stop);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

} // namespace claviger
