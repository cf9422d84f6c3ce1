// SPDX-License-Identifier: Apache-2.0
// Sends typed requests: adds the token, repeats what may be repeated, reads the answer. A cheap value to copy; flows
// take it by value.
#pragma once

#include "app/cloud/apirequest.h"
#include "app/cloud/envelope.h"
#include "app/cloud/session.h"
#include "app/foundation/gate.h"

#include <QScopeGuard>

#include <memory>
#include <stop_token>

namespace claviger {

// What a write gave, and the id under which support finds it.
template <typename T>
struct Receipted
{
    T value;
    QString requestId;
    int status = 0;
};

// Where the services of a cloud are. Empty: not known, the service cannot be used.
struct ServiceEndpoints
{
    QUrl identity = {}, mrs = {}, ecs = {};
};

class Client
{
public:
    Client() = default;
    // session may be null for calls that carry their own token.
    Client(std::shared_ptr<Transport> transport, ServiceEndpoints endpoints, std::shared_ptr<Session> session = {}, HttpLimits limits = {});
    // For calls to IAM alone.
    Client(std::shared_ptr<Transport> transport, QUrl identityEndpoint, std::shared_ptr<Session> session = {}, HttpLimits limits = {});

    template <typename R>
        requires ApiRequest<R> || HeaderReadingRequest<R>
    Task<typename R::Response> send(R request, std::stop_token stop = {}) const
    {
        return deliver(*this, std::move(request), {}, std::move(stop));
    }
    // The same when its turn has come: a service bears only so many calls at once. The next one goes out before the answer
    // is read.
    template <typename R>
        requires ApiRequest<R>
    Task<typename R::Response> sendThrough(std::shared_ptr<Gate> gate, R request, std::stop_token stop = {}) const
    {
        return deliver(*this, std::move(request), std::move(gate), std::move(stop));
    }
    // The same for writes, whose request id belongs into the journal.
    template <typename R>
        requires ApiRequest<R>
    Task<Receipted<typename R::Response>> sendForReceipt(R request, std::stop_token stop = {}) const
    {
        return deliverWithReceipt(*this, std::move(request), std::move(stop));
    }

    [[nodiscard]] const std::shared_ptr<Session> &session() const { return m_session; }
    [[nodiscard]] const std::shared_ptr<Transport> &transport() const { return m_transport; }
    // The cloud's clock, which its times go by; without a session ours.
    [[nodiscard]] Instant cloudNow() const;

    // The answer to a call, whatever 2xx it is; everything else is an error. For send() and for tests of the wire.
    [[nodiscard]] static Task<HttpAnswer> fetch(Client client, HttpCall call, std::stop_token stop);

private:
    static constexpr qsizetype longAnswer = 4 * 1024; // bytes; in the window's thread the next calls would wait for its reading

    template <typename R>
    static Task<typename R::Response> deliver(Client client, R request, std::shared_ptr<Gate> gate, std::stop_token stop)
    {
        Result<Gate::Place> place = Gate::Place();
        if (gate) {
            Result<Gate::Place> entered = co_await Gate::enter(gate, stop);
            place = std::move(entered);
        }
        if (!place)
            co_return tl::unexpected(place.error());
        HttpCall call = request.call();
        call.readsAhead = gate && gate->letsAhead();
        Result<HttpAnswer> answer = co_await fetch(client, call, stop);
        place->reset();
        if (!answer)
            co_return tl::unexpected(answer.error());
        if (answer->body.size() < longAnswer)
            co_return readAnswer<R>(call, *answer);
        const auto whole = std::make_shared<HttpAnswer>(std::move(*answer));
        const auto read = [call, whole] { return readAnswer<R>(call, *whole); };
        Result<typename R::Response> response = co_await client.m_transport->worker().run(read);
        co_return response;
    }
    template <typename R>
    static Task<Receipted<typename R::Response>> deliverWithReceipt(Client client, R request, std::stop_token stop)
    {
        const HttpCall call = request.call();
        Result<HttpAnswer> answer = co_await fetch(client, call, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const QString requestId = requestIdOf(*answer); // stands in the body, too, which reading forgets
        Result<typename R::Response> value = readAnswer<R>(call, *answer);
        if (!value)
            co_return tl::unexpected(value.error());
        co_return Receipted<typename R::Response>{std::move(*value), requestId, answer->status};
    }
    template <typename R>
    static Result<typename R::Response> readAnswer(const HttpCall &call, HttpAnswer &answer)
    {
        // It may hold a secret key. What the parsed document copied is freed without being wiped: Qt offers no way.
        const auto forget = qScopeGuard([&answer] { wipe(answer.body); });
        if constexpr (HeaderReadingRequest<R>) {
            return placed(R::read(answer), call, answer);
        } else {
            const Result<QJsonObject> body = readObject(answer);
            if (!body)
                return placed(Result<typename R::Response>(tl::unexpected(body.error())), call, answer);
            return placed(R::parse(*body), call, answer);
        }
    }
    // An error of a parser learns which exchange it belongs to.
    template <typename T>
    static Result<T> placed(Result<T> result, const HttpCall &call, const HttpAnswer &answer)
    {
        if (!result)
            place(result.error(), call, answer);
        return result;
    }
    static void place(Error &error, const HttpCall &call, const HttpAnswer &answer);
    [[nodiscard]] const QUrl &endpointOf(Service service) const;
    [[nodiscard]] HttpRequest wireRequest(const HttpCall &call, const Secret &token) const;

    std::shared_ptr<Transport> m_transport;
    ServiceEndpoints m_endpoints;
    std::shared_ptr<Session> m_session;
    HttpLimits m_limits;
};

} // namespace claviger
