// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/iam.h"

#include "app/simulation/iamrequest.h"
#include "app/simulation/rights.h"
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
    const char *action; // in the words of policies; empty: any caller may
    bool needsCaller = true;
    bool hasBody = method[0] == 'P'; // POST and PUT, but for grants
};

constexpr std::array iamPaths{
    IamPath{"POST", "/v3/auth/tokens", createToken, "", false},
    IamPath{"GET", "/v3/auth/tokens", showToken, ""},
    IamPath{"HEAD", "/v3/auth/tokens", showToken, ""},
    IamPath{"DELETE", "/v3/auth/tokens", deleteToken, ""},
    IamPath{"GET", "/v3/auth/catalog", showCatalog, ""},
    IamPath{"GET", "/v3/auth/domains", listDomains, ""},
    IamPath{"GET", "/v3/auth/projects", listOwnProjects, ""},
    IamPath{"GET", "/v3/services", listServices, ""},
    IamPath{"GET", "/v3/endpoints", listEndpoints, ""},
    IamPath{"GET", "/v3/regions", listRegions, ""},
    IamPath{"GET", "/v3/regions/*", showRegion, ""},
    IamPath{"GET", "/v3/projects", listProjects, "iam:projects:listProjects"},
    IamPath{"GET", "/v3/users", listUsers, "iam:users:listUsers"},
    IamPath{"GET", "/v3/users/*", showUser, "iam:users:getUser"},
    IamPath{"GET", "/v3/users/*/projects", listProjectsOfUser, "iam:projects:listProjectsForUser"},
    IamPath{"GET", "/v3.0/OS-USER/users/*", showUserDetail, "iam:users:getUser"},
    IamPath{"GET", "/v3.0/OS-QUOTA/domains/*", showQuotas, "iam:quotas:listQuotas"},
    IamPath{"GET", "/v3.0/OS-SECURITYPOLICY/domains/*/protect-policy", showProtectPolicy,
            "iam:securitypolicies:getProtectPolicy"},
    IamPath{"GET", "/v3.0/OS-SECURITYPOLICY/domains/*/login-policy", showLoginPolicy,
            "iam:securitypolicies:getLoginPolicy"},
    IamPath{"POST", "/v3.0/OS-CREDENTIAL/credentials", createKey, "iam:credentials:createCredential"},
    IamPath{"GET", "/v3.0/OS-CREDENTIAL/credentials", listKeys, "iam:credentials:listCredentials"},
    IamPath{"GET", "/v3.0/OS-CREDENTIAL/credentials/*", showKey, "iam:credentials:getCredential"},
    IamPath{"PUT", "/v3.0/OS-CREDENTIAL/credentials/*", changeKey, "iam:credentials:updateCredential"},
    IamPath{"DELETE", "/v3.0/OS-CREDENTIAL/credentials/*", deleteKey, "iam:credentials:deleteCredential"},
    IamPath{"POST", "/v3.0/OS-CREDENTIAL/securitytokens", createTemporaryKey, "", false},
    IamPath{"GET", "/v3.0/OS-AGENCY/agencies", listAgencies, "iam:agencies:listAgencies"},
    IamPath{"GET", "/v3.0/OS-AGENCY/agencies/*", showAgency, "iam:agencies:getAgency"},
    IamPath{"POST", "/v3.0/OS-AGENCY/agencies", createAgency, "iam:agencies:createAgency"},
    IamPath{"PUT", "/v3.0/OS-AGENCY/agencies/*", changeAgency, "iam:agencies:updateAgency"},
    IamPath{"DELETE", "/v3.0/OS-AGENCY/agencies/*", deleteAgency, "iam:agencies:deleteAgency"},
    IamPath{"GET", "/v3.0/OS-AGENCY/domains/*/agencies/*/roles", listGrants<GrantScope::Account>,
            "iam:permissions:listRolesForAgencyOnDomain"},
    IamPath{"PUT", "/v3.0/OS-AGENCY/domains/*/agencies/*/roles/*", changeGrant<GrantScope::Account>,
            "iam:permissions:grantRoleToAgencyOnDomain", true, false},
    IamPath{"HEAD", "/v3.0/OS-AGENCY/domains/*/agencies/*/roles/*", changeGrant<GrantScope::Account>,
            "iam:permissions:checkRoleForAgencyOnDomain"},
    IamPath{"DELETE", "/v3.0/OS-AGENCY/domains/*/agencies/*/roles/*", changeGrant<GrantScope::Account>,
            "iam:permissions:revokeRoleFromAgencyOnDomain"},
    IamPath{"GET", "/v3.0/OS-AGENCY/projects/*/agencies/*/roles", listGrants<GrantScope::Project>,
            "iam:permissions:listRolesForAgencyOnProject"},
    IamPath{"PUT", "/v3.0/OS-AGENCY/projects/*/agencies/*/roles/*", changeGrant<GrantScope::Project>,
            "iam:permissions:grantRoleToAgencyOnProject", true, false},
    IamPath{"HEAD", "/v3.0/OS-AGENCY/projects/*/agencies/*/roles/*", changeGrant<GrantScope::Project>,
            "iam:permissions:checkRoleForAgencyOnProject"},
    IamPath{"DELETE", "/v3.0/OS-AGENCY/projects/*/agencies/*/roles/*", changeGrant<GrantScope::Project>,
            "iam:permissions:revokeRoleFromAgencyOnProject"},
    IamPath{"GET", "/v3.0/OS-INHERIT/domains/*/agencies/*/roles/inherited_to_projects",
            listGrants<GrantScope::Inherited>, "iam:permissions:listRolesForAgency"},
    IamPath{"PUT", "/v3.0/OS-INHERIT/domains/*/agencies/*/roles/*/inherited_to_projects",
            changeGrant<GrantScope::Inherited>, "iam:permissions:grantRoleToAgency", true, false},
    IamPath{"HEAD", "/v3.0/OS-INHERIT/domains/*/agencies/*/roles/*/inherited_to_projects",
            changeGrant<GrantScope::Inherited>, "iam:permissions:checkRoleForAgency"},
    IamPath{"DELETE", "/v3.0/OS-INHERIT/domains/*/agencies/*/roles/*/inherited_to_projects",
            changeGrant<GrantScope::Inherited>, "iam:permissions:revokeRoleFromAgency"},
    IamPath{"GET", "/v3/roles", listRoles, "iam:roles:listRoles"},
    IamPath{"GET", "/v3/roles/*", showRole, "iam:roles:getRole"},
};

// Null: there may be one more call.
std::optional<Reply> throttled(Throttle &throttle, Instant now)
{
    if (throttle.threshold <= 0)
        return {};
    while (!throttle.recent.empty() && throttle.recent.front() + throttle.within <= now)
        throttle.recent.pop_front();
    if (throttle.recent.size() < static_cast<std::size_t>(throttle.threshold)) {
        throttle.recent.push_back(now);
        return {};
    }
    const auto wait = std::chrono::ceil<std::chrono::seconds>(throttle.recent.front() + throttle.within - now);
    Reply reply = nativeError(
        429, u"IAM.0012"_s,
        u"The throttling threshold has been reached. Threshold: %1 times per %2 seconds"_s.arg(throttle.threshold)
            .arg(throttle.within.count()));
    reply.headers.emplace_back("Retry-After", QByteArray::number(static_cast<qint64>(wait.count())));
    return reply;
}

// Null: the caller is known, and the request now knows whose call it is.
std::optional<Reply> recognize(IamRequest &request)
{
    const tl::expected<Caller, Unrecognized> caller = recognizeCaller(request.world, request.call);
    if (!caller)
        return notRecognized(request.world, caller.error());
    takeCaller(request, *caller);
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
    const auto match = findRoute(iamPaths, call);
    if (match.allowed.isEmpty())
        return keystoneError(404, u"The resource could not be found."_s);
    if (!match.route) {
        Reply reply = keystoneError(405, u"The method is not allowed for the requested URL."_s);
        reply.headers.emplace_back("Allow", match.allowed.join(", "));
        return reply;
    }
    IamRequest request{.world = world,
                       .endpoints = endpoints,
                       .call = call,
                       .ids = match.ids,
                       .query = queryOf(call),
                       .action = QString::fromLatin1(match.route->action)};
    if (const std::optional<Reply> refusal = throttled(world.iam.throttle, world.now()))
        return *refusal;
    if (match.route->needsCaller) {
        if (const std::optional<Reply> refusal = recognize(request))
            return *refusal;
        if (!request.policy.isEmpty() && !request.action.isEmpty()
            && !policyAllows(request.policy, {.action = request.action}))
            return notAuthorized(request.action);
    }
    if (match.route->hasBody) {
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

bool IamRequest::may(const QString &deed, const QString &resource) const
{
    if (agencyId.isEmpty())
        return caller.isSecurityAdministrator() || userMay(world, caller, {.action = deed, .resource = resource});
    const Agency *agency = world.agencies.agency(agencyId);
    return agency && world.agencies.allows(*agency, deed, resource);
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

Reply notRecognized(World &world, const Unrecognized &why)
{
    switch (why.reason) {
    case Unrecognized::Gateway:
        return jsonReply(
            why.status,
            JsonObject().add("error_msg", why.message).add("error_code", why.code).add("request_id", world.makeId()));
    case Unrecognized::NoCredentials:
        return keystoneError(401, u"The request you have made requires authentication."_s);
    case Unrecognized::TokenUnknown:
        return nativeError(401, u"IAM.0067"_s, u"Invalid token."_s);
    case Unrecognized::TokenOver:
        break;
    }
    return nativeError(401, u"IAM.0066"_s, u"The token has expired."_s);
}

void takeCaller(IamRequest &request, const Caller &caller)
{
    request.caller = caller.user;
    request.agencyId = caller.agencyId;
    request.projectId = caller.projectId;
    request.policy = caller.policy;
}

QString wireTime(Instant instant)
{
    return wireTimeNoZone(instant) + u'Z';
}

QString wireTimeNoZone(Instant instant)
{
    return toUtc(instant).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'000'"_s);
}

JsonObject listLinks(const IamRequest &request, const QString &path)
{
    return JsonObject().add("self", request.link(path)).null("previous").null("next");
}

} // namespace claviger::sim
