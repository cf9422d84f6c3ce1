// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/iam.h"

#include "app/simulation/iamrequest.h"
#include "app/simulation/routes.h"

#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestBody = 32 * 1024;

struct IamPath
{
    const char *method;
    const char *pattern; // "*" stands for one part of the path
    IamRoute route;
    bool needsToken = true;
};

constexpr std::array iamPaths{
    IamPath{"POST", "/v3/auth/tokens", createToken, false},
    IamPath{"GET", "/v3/auth/tokens", showToken},
    IamPath{"HEAD", "/v3/auth/tokens", showToken},
    IamPath{"DELETE", "/v3/auth/tokens", deleteToken},
    IamPath{"GET", "/v3/auth/catalog", showCatalog},
    IamPath{"GET", "/v3/auth/domains", listDomains},
    IamPath{"GET", "/v3/auth/projects", listOwnProjects},
    IamPath{"GET", "/v3/projects", listProjects},
    IamPath{"GET", "/v3/regions", listRegions},
    IamPath{"GET", "/v3/users", listUsers},
    IamPath{"GET", "/v3/users/*", showUser},
    IamPath{"GET", "/v3/users/*/projects", listProjectsOfUser},
    IamPath{"GET", "/v3.0/OS-USER/users/*", showUserDetail},
    IamPath{"GET", "/v3.0/OS-SECURITYPOLICY/domains/*/protect-policy", showProtectPolicy},
    IamPath{"GET", "/v3.0/OS-SECURITYPOLICY/domains/*/login-policy", showLoginPolicy},
    IamPath{"POST", "/v3.0/OS-CREDENTIAL/credentials", createKey},
    IamPath{"GET", "/v3.0/OS-CREDENTIAL/credentials", listKeys},
    IamPath{"GET", "/v3.0/OS-CREDENTIAL/credentials/*", showKey},
    IamPath{"PUT", "/v3.0/OS-CREDENTIAL/credentials/*", changeKey},
    IamPath{"DELETE", "/v3.0/OS-CREDENTIAL/credentials/*", deleteKey},
};

// Null: the caller is known, and the request now knows whose call it is.
std::optional<Reply> recognize(IamRequest &request)
{
    const tl::expected<Caller, Unrecognized> caller = recognizeCaller(request.world, request.call);
    if (caller) {
        request.token = caller->token;
        request.caller = caller->user;
        return {};
    }
    switch (caller.error().reason) {
    case Unrecognized::Gateway:
        return jsonReply(401,
                         JsonObject()
                             .add("error_msg", caller.error().message)
                             .add("error_code", u"APIGW.0301"_s)
                             .add("request_id", request.world.makeId()));
    case Unrecognized::NoCredentials:
        return keystoneError(401, u"The request you have made requires authentication."_s);
    case Unrecognized::TokenUnknown:
        return nativeError(401, u"IAM.0067"_s, u"Invalid token."_s);
    case Unrecognized::TokenOver:
        break;
    }
    return nativeError(401, u"IAM.0066"_s, u"The token has expired."_s);
}

std::optional<Reply> readBody(IamRequest &request)
{
    const QByteArray &text = request.call.body;
    if (text.isEmpty() || text.size() > longestBody)
        return nativeError(400, u"IAM.1101"_s, u"The request body size must be greater than 0 and at most 32 KB."_s);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return nativeError(400, u"IAM.0011"_s, u"Invalid request body."_s);
    request.body = document.object();
    return {};
}

QString titleOf(int status)
{
    switch (status) {
    case 400:
        return u"Bad Request"_s;
    case 401:
        return u"Unauthorized"_s;
    case 403:
        return u"Forbidden"_s;
    case 404:
        return u"Not Found"_s;
    case 405:
        return u"Method Not Allowed"_s;
    case 409:
        return u"Conflict"_s;
    case 429:
        return u"Too Many Requests"_s;
    case 500:
        return u"Internal Server Error"_s;
    case 503:
        return u"Service Unavailable"_s;
    default:
        return u"Error"_s;
    }
}

} // namespace

Reply answerIam(World &world, const Endpoints &endpoints, const Call &call)
{
    const auto match = findRoute(iamPaths, call);
    if (match.allowed.isEmpty())
        return keystoneError(404, u"The resource could not be found."_s);
    if (!match.route) {
        Reply reply = keystoneError(405, u"The method is not allowed for the requested URL."_s);
        reply.headers.emplace_back("Allow", match.allowed.join(", "));
        return reply;
    }
    IamRequest request{
        .world = world, .endpoints = endpoints, .call = call, .ids = match.ids, .query = queryOf(call)};
    if (match.route->needsToken) {
        if (std::optional<Reply> refusal = recognize(request))
            return *refusal;
    }
    if (call.method == "POST" || call.method == "PUT") {
        if (std::optional<Reply> refusal = readBody(request))
            return *refusal;
    }
    return match.route->route(request);
}

Reply jsonReply(int status, const JsonObject &object)
{
    return {.status = status, .headers = {{"Content-Type", "application/json;charset=utf8"}}, .body = object.json()};
}

Reply keystoneError(int status, const QString &message)
{
    return jsonReply(
        status,
        JsonObject().add("error",
                         JsonObject().add("message", message).add("code", status).add("title", titleOf(status))));
}

Reply nativeError(int status, const QString &code, const QString &message)
{
    return jsonReply(status, JsonObject().add("error_msg", message).add("error_code", code));
}

Reply notAuthorized(const QString &action)
{
    return keystoneError(403, u"You are not authorized to perform the requested action: "_s + action);
}

Reply notFound(const QString &what, const QString &id)
{
    return keystoneError(404, u"Could not find %1: %2."_s.arg(what, id));
}

Reply missingProperty(const QString &name)
{
    return nativeError(400, u"IAM.0072"_s, u"'%1' is a required property."_s.arg(name));
}

Reply badValue(const QString &name, const QString &value)
{
    return nativeError(400, u"IAM.0073"_s, u"Invalid input for field '%1'. The value is '%2'."_s.arg(name, value));
}

QString wireTime(Instant instant)
{
    return toUtc(instant).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'000Z'"_s);
}

} // namespace claviger::sim
