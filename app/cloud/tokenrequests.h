// SPDX-License-Identifier: Apache-2.0
// Tokens, and what a token can see: IAM "Obtaining a user token", "Querying the projects accessible to a user"
// (iam.md, sections 2 and 6.4).
#pragma once

#include "app/cloud/apirequest.h"
#include "app/foundation/instant.h"

#include <QStringList>

namespace claviger {

// Who signs in, and how.
struct Login
{
    QString account = {};  // account (domain) name
    QString accountId = {}; // instead, where the name is not known
    QString userName = {};
    QString userId = {};   // needed for a virtual MFA code
    Secret password = {};
    Secret passcode = {};  // six digits, good once; empty: no MFA
};

struct TokenScope
{
    QString accountName = {}; // the account, unless a project is given
    QString accountId = {};   // instead, where the name is not known
    QString projectName = {};
    QString projectId = {};   // wins over the name
};

struct TokenGrant
{
    Secret token = {};
    Instant issued = {};
    Instant expires = {};
    QString userId = {}, userName = {};
    QString accountId = {}, accountName = {};
    QString projectId = {}, projectName = {}; // project scope only
    QStringList roles = {};                   // names; the ids mean nothing (iam.md, 2.3)
    std::optional<Instant> answered = {};     // the cloud's own clock, from the Date header
};

// POST /v3/auth/tokens with a password, and a code where the user has a virtual MFA device.
struct IssueToken
{
    using Response = TokenGrant;
    Login login = {};
    TokenScope scope = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<TokenGrant> read(const HttpAnswer &answer);
};
static_assert(HeaderReadingRequest<IssueToken>);

// POST /v3/auth/tokens with a token: another scope without another code. Keystone has it; OTC does not document it.
struct RescopeToken
{
    using Response = TokenGrant;
    Secret token = {};
    TokenScope scope = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<TokenGrant> read(const HttpAnswer &answer) { return IssueToken::read(answer); }
};
static_assert(HeaderReadingRequest<RescopeToken>);

// DELETE /v3/auth/tokens: the token ends itself.
struct RevokeToken
{
    using Response = Done;
    Secret token = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Done> parse(const QJsonObject &) { return Done{}; }
};
static_assert(ApiRequest<RevokeToken>);

struct Project
{
    QString id = {};
    QString name = {};
    bool enabled = true;
};

// GET /v3/auth/projects, with the token that asks.
struct ListOwnProjects
{
    using Response = std::vector<Project>;
    Secret token = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<std::vector<Project>> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListOwnProjects>);

} // namespace claviger
