// SPDX-License-Identifier: Apache-2.0
// A request to a cloud service as a value: what to ask (call) and how to read the answer (parse). No network in it.
#pragma once

#include "app/cloud/transport.h"
#include "app/foundation/result.h"

#include <QJsonObject>
#include <QString>

#include <concepts>
#include <utility>
#include <vector>

namespace claviger {

// Which of the session's tokens a call carries (iam.md, 2.1): IAM wants the account's, MRS and ECS that of the project.
enum class Authority { None, Account, Project };

enum class Service { Identity, Mrs, Ecs };

struct HttpCall
{
    QByteArray verb = "GET";
    QString path = {};                                    // variable parts percent-encoded
    std::vector<std::pair<QString, QString>> query = {};  // percent-encoded by the client
    QJsonObject body = {};                                // sent as compact JSON; empty: no body
    Secret sealedBody = {};                               // instead of body, where a password is in it
    std::vector<Secret> hidden = {};                      // never repeated in an error, whatever the service says
    std::vector<HttpHeader> headers = {};
    Secret token = {};                                    // instead of the session's
    bool idempotent = true;                               // false: never repeated, and a lost answer is Fault::Unconfirmed
    bool sensitive = false;                               // carries a password or a code: the same, it may have counted
    Authority authority = Authority::Account;
    QString projectId = {};                               // of the project whose token it wants; empty: the session's own
    Service service = Service::Identity;
    qsizetype largestAnswer = 2 * 1024 * 1024;            // bytes
    bool readsAhead = false;                              // set by the client: the gate lets more in than the wire takes
};

template <typename R>
concept ApiRequest = requires(const R request, const QJsonObject &body) {
    typename R::Response;
    { request.call() } -> std::same_as<HttpCall>;
    { R::parse(body) } -> std::same_as<Result<typename R::Response>>;
};

// A request whose answer is in the headers too (tokens).
template <typename R>
concept HeaderReadingRequest = requires(const R request, const HttpAnswer &answer) {
    typename R::Response;
    { request.call() } -> std::same_as<HttpCall>;
    { R::read(answer) } -> std::same_as<Result<typename R::Response>>;
};

} // namespace claviger
