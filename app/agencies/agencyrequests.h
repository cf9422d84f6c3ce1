// SPDX-License-Identifier: Apache-2.0
// IAM agencies and what they may do (iam.md, section 7) as typed requests. All want the account's token, and Security
// Administrator or the action named there.
#pragma once

#include "app/agencies/agencybinding.h"
#include "app/cloud/apirequest.h"

namespace claviger {

// GET /v3.0/OS-AGENCY/agencies?domain_id=: all of the account. The filter by name is not used: that it is exact is not
// certain.
struct ListAgencies
{
    using Response = std::vector<IamAgency>;
    QString accountId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Response> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListAgencies>);

// GET .../OS-AGENCY/domains/{account}/agencies/{agency}/roles: on the account, so for global services such as OBS.
struct ListAgencyPermissions
{
    using Response = std::vector<AgencyPermission>;
    QString accountId = {};
    QString agencyId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Response> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListAgencyPermissions>);

// GET .../OS-INHERIT/domains/{account}/agencies/{agency}/roles/inherited_to_projects: ids and internal names alone.
struct ListInheritedPermissions
{
    using Response = std::vector<AgencyPermission>;
    QString accountId = {};
    QString agencyId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Response> parse(const QJsonObject &body) { return ListAgencyPermissions::parse(body); }
};
static_assert(ApiRequest<ListInheritedPermissions>);

// GET /v3/roles/{id}: the display name and the policy of one.
struct ShowPermission
{
    using Response = AgencyPermission;
    QString id = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<AgencyPermission> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ShowPermission>);

} // namespace claviger
