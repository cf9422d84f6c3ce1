// SPDX-License-Identifier: Apache-2.0
// What every IAM route is given, and the error envelopes that all of them use (iam.md, section 8).
#pragma once

#include "app/simulation/caller.h"
#include "app/simulation/iam.h"
#include "app/simulation/wirejson.h"

#include <QJsonObject>
#include <QUrlQuery>

namespace claviger::sim {

struct IamRequest
{
    World &world;
    const Endpoints &endpoints;
    const Call &call;
    QStringList ids = {}; // the variable parts of the path, decoded
    QUrlQuery query = {};
    QJsonObject body = {};
    QString action = {}; // in the words of policies; empty: any caller may
    User caller = {}; // whose call it is; routes that need no caller do not look
    QString agencyId = {}; // the call of an agency, which is the caller as a user
    QString projectId = {}; // its scope; empty: the account
    QJsonObject policy = {};

    [[nodiscard]] QString link(const QString &path) const { return endpoints.value(QStringLiteral("iam")) + path; }
    [[nodiscard]] bool isAdministratorOf(const QString &accountId) const
    {
        return caller.isSecurityAdministrator() && caller.accountId == accountId;
    }
    // By the roles of the caller. What comes of it is the account's: the caller still has to be in it.
    [[nodiscard]] bool may(const QString &deed, const QString &resource = {}) const;
    [[nodiscard]] bool isAccountScoped() const { return projectId.isEmpty(); }
};

using IamRoute = Reply (*)(IamRequest &request);

[[nodiscard]] Reply jsonReply(int status, const JsonObject &object);
[[nodiscard]] Reply keystoneError(int status, const QString &message); // {"error":{"message","code","title"}}
[[nodiscard]] Reply nativeError(int status, const QString &code, const QString &message); // {"error_msg","error_code"}
[[nodiscard]] Reply notRecognized(World &world, const Unrecognized &why);
void takeCaller(IamRequest &request, const Caller &caller);
[[nodiscard]] Reply notAuthorized(const QString &action);
[[nodiscard]] Reply notFound(const QString &what, const QString &id);
[[nodiscard]] Reply missingProperty(const QString &name);
[[nodiscard]] Reply badValue(const QString &name, const QString &value);

[[nodiscard]] QString wireTime(Instant instant); // 2026-01-15T10:00:00.123000Z
[[nodiscard]] QString wireTimeNoZone(Instant instant); // 2026-01-15T10:00:00.123000
[[nodiscard]] JsonObject listLinks(const IamRequest &request, const QString &path);

// iamtokens.cpp
[[nodiscard]] Reply createToken(IamRequest &request);
[[nodiscard]] Reply showToken(IamRequest &request); // GET and HEAD
[[nodiscard]] Reply deleteToken(IamRequest &request);

// iamtemporary.cpp
[[nodiscard]] Reply createTemporaryKey(IamRequest &request);
// The agency that "assume_role" names, if the caller may take it over.
[[nodiscard]] tl::expected<Agency, Reply> agencyToAssume(IamRequest &request, const QJsonObject &identity,
                                                         const QString &action);

// iamcatalog.cpp
[[nodiscard]] std::vector<JsonObject> catalog(const Endpoints &endpoints, const QString &projectId);
[[nodiscard]] Reply showCatalog(IamRequest &request);
[[nodiscard]] Reply listServices(IamRequest &request);
[[nodiscard]] Reply listEndpoints(IamRequest &request);
[[nodiscard]] Reply listRegions(IamRequest &request);
[[nodiscard]] Reply showRegion(IamRequest &request);

// iamagencies.cpp
[[nodiscard]] Reply listAgencies(IamRequest &request);
[[nodiscard]] Reply showAgency(IamRequest &request);
[[nodiscard]] Reply createAgency(IamRequest &request);
[[nodiscard]] Reply changeAgency(IamRequest &request);
[[nodiscard]] Reply deleteAgency(IamRequest &request);

// iamgrants.cpp
enum class GrantScope { Account, Project, Inherited };
template <GrantScope scope>
[[nodiscard]] Reply listGrants(IamRequest &request);
template <GrantScope scope>
[[nodiscard]] Reply changeGrant(IamRequest &request); // PUT, HEAD and DELETE
[[nodiscard]] Reply listRoles(IamRequest &request);
[[nodiscard]] Reply showRole(IamRequest &request);

// iamkeys.cpp
[[nodiscard]] Reply createKey(IamRequest &request);
[[nodiscard]] Reply listKeys(IamRequest &request);
[[nodiscard]] Reply showKey(IamRequest &request);
[[nodiscard]] Reply changeKey(IamRequest &request);
[[nodiscard]] Reply deleteKey(IamRequest &request);

// iamdirectory.cpp
[[nodiscard]] Reply listUsers(IamRequest &request);
[[nodiscard]] Reply showUser(IamRequest &request);
[[nodiscard]] Reply showUserDetail(IamRequest &request);
[[nodiscard]] Reply listDomains(IamRequest &request);
[[nodiscard]] Reply listOwnProjects(IamRequest &request);
[[nodiscard]] Reply listProjects(IamRequest &request);
[[nodiscard]] Reply listProjectsOfUser(IamRequest &request);
[[nodiscard]] Reply showQuotas(IamRequest &request);
[[nodiscard]] Reply showProtectPolicy(IamRequest &request);
[[nodiscard]] Reply showLoginPolicy(IamRequest &request);

} // namespace claviger::sim
