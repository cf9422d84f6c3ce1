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
    Token token = {}; // whose call it is; routes that need no token do not look
    User caller = {};

    [[nodiscard]] QString link(const QString &path) const { return endpoints.value(QStringLiteral("iam")) + path; }
    [[nodiscard]] bool isAdministratorOf(const QString &accountId) const
    {
        return caller.isSecurityAdministrator() && caller.accountId == accountId;
    }
    [[nodiscard]] bool isAccountScoped() const { return token.projectId.isEmpty(); }
};

using IamRoute = Reply (*)(IamRequest &request);

[[nodiscard]] Reply jsonReply(int status, const JsonObject &object);
[[nodiscard]] Reply keystoneError(int status, const QString &message); // {"error":{"message","code","title"}}
[[nodiscard]] Reply nativeError(int status, const QString &code, const QString &message); // {"error_msg","error_code"}
[[nodiscard]] Reply notAuthorized(const QString &action);
[[nodiscard]] Reply notFound(const QString &what, const QString &id);
[[nodiscard]] Reply missingProperty(const QString &name);
[[nodiscard]] Reply badValue(const QString &name, const QString &value);

[[nodiscard]] QString wireTime(Instant instant); // 2026-01-15T10:00:00.123000Z

// iamtokens.cpp
[[nodiscard]] Reply createToken(IamRequest &request);
[[nodiscard]] Reply showToken(IamRequest &request); // GET and HEAD
[[nodiscard]] Reply deleteToken(IamRequest &request);
[[nodiscard]] Reply showCatalog(IamRequest &request);

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
[[nodiscard]] Reply listRegions(IamRequest &request);
[[nodiscard]] Reply showProtectPolicy(IamRequest &request);
[[nodiscard]] Reply showLoginPolicy(IamRequest &request);

} // namespace claviger::sim
