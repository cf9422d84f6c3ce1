// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/iam.h"

#include "app/simulation/iamrequest.h"

#include <QJsonDocument>

#include <algorithm>
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

// The parts are told apart before they are decoded, so that %2F stays inside its part.
bool pathFits(const QByteArray &path, const char *pattern, QStringList *ids)
{
    const QByteArrayView wanted(pattern);
    qsizetype at = 0;
    qsizetype in = 0;
    ids->clear();
    while (in < wanted.size()) {
        if (wanted[in] != '*') {
            if (at >= path.size() || path[at] != wanted[in])
                return false;
            ++at;
            ++in;
            continue;
        }
        const qsizetype slash = path.indexOf('/', at);
        const qsizetype end = slash < 0 ? path.size() : slash;
        if (end == at)
            return false;
        ids->append(QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(at, end - at))));
        at = end;
        ++in;
    }
    return at == path.size();
}

// Null: the token is good and the request now knows whose call it is.
std::optional<Reply> recognize(IamRequest &request)
{
    const QByteArray text = request.call.header("X-Auth-Token");
    if (text.isEmpty() && !request.call.header("Authorization").isEmpty()) {
        // Signed calls belong to a later part of the simulated cloud: it refuses as the gateway would.
        return jsonReply(401,
                         JsonObject()
                             .add("error_msg", u"Incorrect IAM authentication information: x-auth-token not found"_s)
                             .add("error_code", u"APIGW.0301"_s)
                             .add("request_id", request.world.makeId()));
    }
    if (text.isEmpty())
        return keystoneError(401, u"The request you have made requires authentication."_s);
    const Token *token = request.world.token(text);
    const User *caller = token ? request.world.user(token->userId) : nullptr;
    if (!caller)
        return nativeError(401, u"IAM.0067"_s, u"Invalid token."_s);
    if (!request.world.isValid(*token) || !caller->enabled)
        return nativeError(401, u"IAM.0066"_s, u"The token has expired."_s);
    request.token = *token;
    request.caller = *caller;
    return {};
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
    const QByteArray path = call.path();
    QStringList ids;
    QByteArrayList allowed;
    for (const IamPath &known : iamPaths) {
        if (!pathFits(path, known.pattern, &ids))
            continue;
        allowed += known.method;
        if (call.method != known.method)
            continue;
        IamRequest request{.world = world, .endpoints = endpoints, .call = call, .ids = ids};
        if (path.size() < call.target.size())
            request.query = QUrlQuery(QString::fromUtf8(call.target.mid(path.size() + 1)));
        if (known.needsToken) {
            if (std::optional<Reply> refusal = recognize(request))
                return *refusal;
        }
        if (call.method == "POST" || call.method == "PUT") {
            if (std::optional<Reply> refusal = readBody(request))
                return *refusal;
        }
        return known.route(request);
    }
    if (allowed.isEmpty())
        return keystoneError(404, u"The resource could not be found."_s);
    Reply reply = keystoneError(405, u"The method is not allowed for the requested URL."_s);
    reply.headers.emplace_back("Allow", allowed.join(", "));
    return reply;
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
