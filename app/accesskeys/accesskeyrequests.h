// SPDX-License-Identifier: Apache-2.0
// IAM "Creating a Permanent Access Key" and its neighbours (iam.md, sections 4 and 6.1) as typed requests.
#pragma once

#include "app/accesskeys/accesskey.h"
#include "app/cloud/apirequest.h"

#include <vector>

namespace claviger {

// POST /v3.0/OS-CREDENTIAL/credentials: 201 with the secret, which no later call gives again.
struct CreateAccessKey
{
    using Response = AccessKey;
    QString userId = {};
    QString description = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<AccessKey> parse(const QJsonObject &body);
};
static_assert(ApiRequest<CreateAccessKey>);

// GET /v3.0/OS-CREDENTIAL/credentials?user_id=: never with secrets, without last use.
struct ListAccessKeys
{
    using Response = std::vector<AccessKey>;
    QString userId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<std::vector<AccessKey>> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListAccessKeys>);

// GET /v3.0/OS-CREDENTIAL/credentials/{AK}: the only source of the last use.
struct ShowAccessKey
{
    using Response = AccessKey;
    QString id = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<AccessKey> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ShowAccessKey>);

// DELETE /v3.0/OS-CREDENTIAL/credentials/{AK}: 204; a second one gives 404.
struct DeleteAccessKey
{
    using Response = Done;
    QString id = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Done> parse(const QJsonObject &) { return Done{}; }
};
static_assert(ApiRequest<DeleteAccessKey>);

// GET /v3/users: needs Security Administrator; 403 means that only the own user can be looked after.
struct ListUsers
{
    using Response = std::vector<IamUser>;

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<std::vector<IamUser>> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListUsers>);

} // namespace claviger
