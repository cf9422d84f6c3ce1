// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/agencylookups.h"

#include "app/agencies/agencyrequests.h"

#include <algorithm>

namespace claviger {

AgencyLookups::AgencyLookups(Client cloud, QString accountId)
    : m_cloud(std::move(cloud))
    , m_accountId(std::move(accountId))
{
}

Task<std::vector<IamAgency>> AgencyLookups::list(std::shared_ptr<AgencyLookups> lookups, std::stop_token stop)
{
    if (lookups->m_agencies) {
        const Result<std::vector<IamAgency>> known = *lookups->m_agencies; // g++ 12 moves out of what co_return dereferences
        co_return known;
    }
    const ListAgencies request{.accountId = lookups->m_accountId};
    const Result<std::vector<IamAgency>> agencies = co_await lookups->m_cloud.send(request, stop);
    if (agencies || agencies.error().fault != Fault::Cancelled)
        lookups->m_agencies = agencies;
    co_return agencies;
}

// Those inherited by projects come without the name that people know.
Task<AgencyPermission> AgencyLookups::named(std::shared_ptr<AgencyLookups> lookups, AgencyPermission permission, std::stop_token stop)
{
    if (!permission.displayName.isEmpty())
        co_return permission;
    const auto known = lookups->m_named.constFind(permission.id);
    if (known != lookups->m_named.constEnd())
        co_return *known;
    const ShowPermission request{.id = permission.id};
    const Result<AgencyPermission> shown = co_await lookups->m_cloud.send(request, stop);
    if (shown)
        lookups->m_named.insert(permission.id, *shown);
    co_return shown;
}

Task<std::vector<AgencyPermission>> AgencyLookups::permissionsOf(std::shared_ptr<AgencyLookups> lookups, QString agencyId,
                                                                 std::stop_token stop)
{
    const ListAgencyPermissions onAccount{.accountId = lookups->m_accountId, .agencyId = agencyId};
    Result<Permissions> all = co_await lookups->m_cloud.send(onAccount, stop);
    if (!all)
        co_return all;
    const ListInheritedPermissions onProjects{.accountId = lookups->m_accountId, .agencyId = agencyId};
    const Result<Permissions> inherited = co_await lookups->m_cloud.send(onProjects, stop);
    if (!inherited)
        co_return inherited;
    all->insert(all->end(), inherited->begin(), inherited->end());
    for (AgencyPermission &permission : *all) {
        const Result<AgencyPermission> whole = co_await named(lookups, permission, stop);
        if (!whole)
            co_return tl::unexpected(whole.error());
        permission = *whole;
    }
    co_return all;
}

Task<AgencyLookup> AgencyLookups::find(std::shared_ptr<AgencyLookups> lookups, QString name, std::stop_token stop)
{
    const auto known = lookups->m_found.constFind(name);
    if (known != lookups->m_found.constEnd())
        co_return *known;
    AgencyLookup lookup;
    const Result<std::vector<IamAgency>> agencies = co_await list(lookups, stop);
    if (!agencies) {
        lookup.error = agencies.error();
        co_return lookup;
    }
    const auto isNamed = [&name](const IamAgency &agency) { return agency.name == name; };
    const auto agency = std::find_if(agencies->begin(), agencies->end(), isNamed);
    if (agency == agencies->end()) {
        lookup.condition = AgencyLookup::Missing;
        const auto isAlike = [&name](const IamAgency &one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; };
        const auto alike = std::find_if(agencies->begin(), agencies->end(), isAlike);
        lookup.otherSpelling = alike == agencies->end() ? QString() : alike->name;
    } else {
        lookup.condition = AgencyLookup::Found;
        lookup.agency = *agency;
        const QString agencyId = agency->id;
        const Result<Permissions> permissions = co_await permissionsOf(lookups, agencyId, stop);
        if (permissions)
            lookup.permissions = *permissions;
        else
            lookup.error = permissions.error();
    }
    lookups->m_found.insert(name, lookup);
    co_return lookup;
}

} // namespace claviger
