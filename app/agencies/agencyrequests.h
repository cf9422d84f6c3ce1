// SPDX-License-Identifier: Apache-2.0
// IAM agencies and what they may do (iam.md, section 7) as typed requests. All want the account's token, and Security
// Administrator or the action named there.
#pragma once

#include "app/agencies/agencybinding.h"
#include "app/cloud/apirequest.h"

namespace claviger {

// GET /v3.0/OS-AGENCY/agencies?domain_id=: all of the account. The filter by name is not used: that it is exact is not
// certain. An agency that is odd in itself stays in the list (IamAgency::unreadable).
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

// POST /v3.0/OS-AGENCY/agencies: one that trusts ECS, without an end. That a cloud takes op_svc_ecs here is known of some only
// (iam.md, 7.2): what came of it is to be read back.
struct CreateEcsAgency
{
    using Response = IamAgency; // without the name of whom it trusts
    QString accountId = {};
    QString name = {};
    QString description = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<IamAgency> parse(const QJsonObject &body);
};
static_assert(ApiRequest<CreateEcsAgency>);

// The same without a name, which IAM refuses with 400 from whom it lets create agencies (iam.md, 7.2): creates nothing.
struct TryAgencyCreation
{
    using Response = IamAgency;
    QString accountId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<IamAgency> parse(const QJsonObject &body) { return CreateEcsAgency::parse(body); }
};
static_assert(ApiRequest<TryAgencyCreation>);

// GET /v3/roles: those of the system.
struct ListSystemPermissions
{
    using Response = std::vector<AgencyPermission>;

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Response> parse(const QJsonObject &body) { return ListAgencyPermissions::parse(body); }
};
static_assert(ApiRequest<ListSystemPermissions>);

// PUT .../OS-AGENCY/domains/{account}/agencies/{agency}/roles/{role}: on the account, so for OBS.
struct GrantAgencyPermission
{
    using Response = Done;
    QString accountId = {};
    QString agencyId = {};
    QString permissionId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Done> parse(const QJsonObject &) { return Done{}; }
};
static_assert(ApiRequest<GrantAgencyPermission>);

} // namespace claviger
