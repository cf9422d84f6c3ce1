// SPDX-License-Identifier: Apache-2.0
// Roles, and which of them an agency holds on the account, on a project and on all projects: iam.md, section 7.4.
#include "app/simulation/iamrequest.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr Instant systemRolesMade = Instant(std::chrono::milliseconds(1'579'229'246'886));

QString epoch(Instant instant)
{
    return QString::number(instant.time_since_epoch().count());
}

JsonObject roleFields(const Role &role)
{
    JsonObject wire;
    wire.add("id", role.id)
        .add("name", role.name)
        .add("display_name", role.displayName)
        .add("catalog", role.catalog)
        .add("type", role.type);
    const bool isFineGrained = !role.accountId.isEmpty() || role.name.startsWith("system_all_"_L1);
    if (isFineGrained)
        wire.add("flag", u"fine_grained"_s);
    if (role.accountId.isEmpty())
        wire.null("domain_id");
    else
        wire.add("domain_id", role.accountId);
    JsonObject statement = JsonObject().add("Effect", u"Allow"_s).raw("Action", jsonArray(role.actions));
    if (!role.resources.isEmpty())
        statement.add("Resource", JsonObject().raw("uri", jsonArray(role.resources)));
    return wire.add("description", role.description)
        .add("policy",
             JsonObject().add("Version", isFineGrained ? u"1.1"_s : u"1.0"_s).add("Statement", std::vector{statement}));
}

JsonObject roleWithTimes(const IamRequest &request, const Role &role)
{
    const QString made = epoch(role.accountId.isEmpty() ? systemRolesMade : role.created);
    return roleFields(role)
        .add("created_time", made)
        .add("updated_time", made)
        .add("links", JsonObject().add("self", request.link(u"/v3/roles/"_s + role.id)));
}

// identity:list_domain_grants and the like
QString keystoneAction(const IamRequest &request, GrantScope scope)
{
    const QByteArray &method = request.call.method;
    const QString verb = method == "GET" ? u"list"_s
        : method == "PUT"                ? u"create"_s
        : method == "HEAD"               ? u"check"_s
                                         : u"revoke"_s;
    const QString where = scope == GrantScope::Project ? u"project"_s
        : scope == GrantScope::Inherited               ? u"inherited"_s
                                                       : u"domain"_s;
    return u"identity:%1_%2_grant"_s.arg(verb, where) + (method == "GET" ? u"s"_s : QString());
}

// The agency of the path, once it is clear that the caller may do this to it.
tl::expected<Agency *, Reply> grantee(IamRequest &request, GrantScope scope)
{
    const QString refused = keystoneAction(request, scope);
    const QString &where = request.ids.at(0);
    if (!request.isAccountScoped() || !request.may(request.action))
        return tl::unexpected(notAuthorized(refused));
    if (scope == GrantScope::Project) {
        const Project *project = request.world.project(where);
        if (!project || project->accountId != request.caller.accountId)
            return tl::unexpected(notFound(u"project"_s, where.left(100)));
    } else if (where != request.caller.accountId) {
        return tl::unexpected(notAuthorized(refused));
    }
    Agency *agency = request.world.agencies.agency(request.ids.at(1));
    if (!agency || agency->accountId != request.caller.accountId)
        return tl::unexpected(notFound(u"agency"_s, request.ids.at(1).left(100)));
    return agency;
}

QStringList &grantsOf(Agency &agency, GrantScope scope, const QString &projectId)
{
    switch (scope) {
    case GrantScope::Project:
        return agency.projectRoles[projectId];
    case GrantScope::Inherited:
        return agency.inheritedRoles;
    case GrantScope::Account:
        break;
    }
    return agency.accountRoles;
}

Reply listGrantsIn(GrantScope scope, IamRequest &request)
{
    const tl::expected<Agency *, Reply> agency = grantee(request, scope);
    if (!agency)
        return agency.error();
    std::vector<JsonObject> roles;
    const QStringList held = grantsOf(**agency, scope, request.ids.at(0));
    for (const QString &id : held) {
        const Role *role = request.world.agencies.role(id);
        if (!role)
            continue;
        if (scope != GrantScope::Inherited) {
            roles.push_back(roleFields(*role));
            continue;
        }
        roles.push_back(JsonObject()
                            .add("id", role->id)
                            .add("name", role->name)
                            .add("links", JsonObject().add("self", request.link(u"/v3/roles/"_s + role->id))));
    }
    JsonObject wire = JsonObject().add("roles", roles);
    if (scope == GrantScope::Inherited)
        wire.add("links", listLinks(request, QString::fromUtf8(request.call.path())));
    return jsonReply(200, wire);
}

// A change takes a while to act on OBS; more of them meanwhile act together with the first.
void keepForObs(const World &world, Agency &agency)
{
    if (agency.earlierUntil && world.elapsed() < *agency.earlierUntil)
        return;
    agency.earlierRoles = agency.accountRoles + agency.inheritedRoles;
    agency.earlierUntil = world.elapsed() + world.iam.permissionsReachObsAfter;
}

Reply changeGrantIn(GrantScope scope, IamRequest &request)
{
    const tl::expected<Agency *, Reply> agency = grantee(request, scope);
    if (!agency)
        return agency.error();
    const QString roleId = request.ids.at(2);
    const Role *role = request.world.agencies.role(roleId);
    if (!role || (!role->accountId.isEmpty() && role->accountId != request.caller.accountId))
        return notFound(u"role"_s, roleId.left(100));
    QStringList &held = grantsOf(**agency, scope, request.ids.at(0));
    if (scope != GrantScope::Project && request.call.method != "HEAD")
        keepForObs(request.world, **agency);
    if (request.call.method == "PUT") {
        if (role->name == "secu_admin"_L1 || role->name == "te_agency"_L1)
            return keystoneError(
                403, u"The role %1 is in the blacklist and cannot be granted to an agency."_s.arg(role->name));
        if (!held.contains(roleId))
            held.append(roleId);
        return {.status = 204};
    }
    if (!held.contains(roleId))
        return notFound(u"role assignment"_s, roleId.left(100));
    if (request.call.method == "DELETE")
        held.removeOne(roleId);
    return {.status = 204};
}

} // namespace

template <GrantScope scope>
Reply listGrants(IamRequest &request)
{
    return listGrantsIn(scope, request);
}

template <GrantScope scope>
Reply changeGrant(IamRequest &request)
{
    return changeGrantIn(scope, request);
}

template Reply listGrants<GrantScope::Account>(IamRequest &);
template Reply listGrants<GrantScope::Project>(IamRequest &);
template Reply listGrants<GrantScope::Inherited>(IamRequest &);
template Reply changeGrant<GrantScope::Account>(IamRequest &);
template Reply changeGrant<GrantScope::Project>(IamRequest &);
template Reply changeGrant<GrantScope::Inherited>(IamRequest &);

Reply listRoles(IamRequest &request)
{
    const QString action = u"identity:list_roles"_s;
    if (!request.isAccountScoped() || !request.may(request.action))
        return notAuthorized(action);
    const QString domainId = request.query.queryItemValue(u"domain_id"_s, QUrl::FullyDecoded);
    const QString name = request.query.queryItemValue(u"name"_s, QUrl::FullyDecoded);
    if (!domainId.isEmpty() && domainId != request.caller.accountId)
        return notAuthorized(action);
    std::vector<JsonObject> roles;
    for (const Role &role : request.world.agencies.roles()) {
        if (role.accountId == domainId && (name.isEmpty() || role.name == name)) // without a domain: the system's
            roles.push_back(roleWithTimes(request, role));
    }
    const int total = static_cast<int>(roles.size());
    return jsonReply(
        200,
        JsonObject().add("roles", roles).add("links", listLinks(request, u"/v3/roles"_s)).add("total_number", total));
}

Reply showRole(IamRequest &request)
{
    if (!request.isAccountScoped() || !request.may(request.action))
        return notAuthorized(u"identity:get_role"_s);
    const Role *role = request.world.agencies.role(request.ids.front());
    if (!role || (!role->accountId.isEmpty() && role->accountId != request.caller.accountId))
        return notFound(u"role"_s, request.ids.front().left(100));
    return jsonReply(200, JsonObject().add("role", roleWithTimes(request, *role)));
}

} // namespace claviger::sim
