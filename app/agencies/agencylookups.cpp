// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/agencylookups.h"

#include "app/agencies/agencyrequests.h"
#include "app/agencies/verdict.h"
#include "app/agencies/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int mostAtOnce = 5; // calls to IAM (iam.md, section 9)

// What is not known of an agency for it; none: nothing that matters for nodes.
std::optional<Error> oddityOf(const IamAgency &agency)
{
    if (!agency.hasReadableName())
        return Error{.fault = Fault::Unreadable, .detail = AgencyWords::tr("IAM lists an agency without a usable name")};
    const QString member = !agency.hasReadableId() ? u"id"_s : !agency.hasReadableTrust() ? u"trust_domain_name"_s : u"expire_time"_s;
    if (!agency.unreadable.contains(member))
        return {};
    return Error{.fault = Fault::Unreadable, .detail = AgencyWords::tr("IAM lists %1 without a usable “%2”").arg(agency.name, member)};
}

} // namespace

AgencyLookups::AgencyLookups(Client cloud, QString accountId, std::shared_ptr<Gate> gate)
    : m_cloud(std::move(cloud))
    , m_accountId(std::move(accountId))
    , m_gate(gate ? std::move(gate) : std::make_shared<Gate>(mostAtOnce))
{
}

// Whoever comes while it is asked for gets the same answer. If the one who asked was stopped, the next one asks.
template <typename T>
Task<T> AgencyLookups::once(std::shared_ptr<AgencyLookups> lookups, Known<T> AgencyLookups::*known, QString key,
                            std::function<Task<T>()> ask, std::stop_token stop)
{
    const auto isStopped = [](const Result<T> &outcome) { return !outcome && outcome.error().fault == Fault::Cancelled; };
    for (;;) {
        Known<T> &all = lookups.get()->*known;
        if (const auto asked = all.constFind(key); asked != all.constEnd()) {
            const SharedOutcome<T> shared = *asked;
            const Result<T> outcome = co_await SharedOutcome<T>::of(shared, stop);
            if (!isStopped(outcome) || stop.stop_requested())
                co_return outcome;
            continue;
        }
        const SharedOutcome<T> asking;
        all.insert(key, asking);
        const Result<T> outcome = co_await ask();
        if (isStopped(outcome))
            (lookups.get()->*known).remove(key);
        asking.settle(outcome);
        co_return outcome;
    }
}

Task<std::vector<IamAgency>> AgencyLookups::list(std::shared_ptr<AgencyLookups> lookups, std::stop_token stop)
{
    const std::function<Task<Agencies>()> ask = [lookups, stop] {
        return lookups->m_cloud.sendThrough(lookups->m_gate, ListAgencies{.accountId = lookups->m_accountId}, stop);
    };
    return once<Agencies>(lookups, &AgencyLookups::m_lists, {}, ask, stop);
}

// Those inherited by projects come without the name that people know.
Task<AgencyPermission> AgencyLookups::named(std::shared_ptr<AgencyLookups> lookups, AgencyPermission permission, std::stop_token stop)
{
    if (!permission.displayName.isEmpty())
        co_return permission;
    const QString id = permission.id;
    const std::function<Task<AgencyPermission>()> ask = [lookups, id, stop] {
        return lookups->m_cloud.sendThrough(lookups->m_gate, ShowPermission{.id = id}, stop);
    };
    const Result<AgencyPermission> shown = co_await once<AgencyPermission>(lookups, &AgencyLookups::m_named, id, ask, stop);
    co_return shown;
}

Task<std::vector<AgencyPermission>> AgencyLookups::permissionsOf(std::shared_ptr<AgencyLookups> lookups, QString agencyId,
                                                                 std::stop_token stop)
{
    const ListAgencyPermissions onAccount{.accountId = lookups->m_accountId, .agencyId = agencyId};
    const ListInheritedPermissions onProjects{.accountId = lookups->m_accountId, .agencyId = agencyId};
    const Task<Permissions> first = lookups->m_cloud.sendThrough(lookups->m_gate, onAccount, stop); // both at once
    const Task<Permissions> second = lookups->m_cloud.sendThrough(lookups->m_gate, onProjects, stop);
    Result<Permissions> all = co_await first;
    const Result<Permissions> inherited = co_await second;
    if (all && allowsObs(*all))
        co_return all; // enough, whatever the other list would say
    if (!all || !inherited)
        co_return tl::unexpected(!all ? all.error() : inherited.error());
    all->insert(all->end(), inherited->begin(), inherited->end());
    std::vector<Task<AgencyPermission>> naming;
    naming.reserve(all->size());
    for (const AgencyPermission &permission : *all)
        naming.push_back(named(lookups, permission, stop));
    std::optional<Error> problem;
    for (std::size_t i = 0; i < naming.size(); ++i) {
        const Result<AgencyPermission> whole = co_await naming[i];
        if (whole)
            (*all)[i] = *whole;
        else if (!problem)
            problem = whole.error();
    }
    if (problem)
        co_return tl::unexpected(*problem);
    co_return all;
}

Task<AgencyLookup> AgencyLookups::lookUp(std::shared_ptr<AgencyLookups> lookups, QString name, std::stop_token stop)
{
    AgencyLookup lookup;
    const Result<Agencies> agencies = co_await list(lookups, stop);
    if (!agencies) {
        if (agencies.error().fault == Fault::Cancelled)
            co_return tl::unexpected(agencies.error());
        lookup.error = agencies.error();
        co_return lookup;
    }
    const auto isNamed = [&name](const IamAgency &agency) { return agency.name == name; };
    const auto agency = std::find_if(agencies->begin(), agencies->end(), isNamed);
    const auto nameless = std::find_if_not(agencies->begin(), agencies->end(), [](const IamAgency &one) { return one.hasReadableName(); });
    if (agency == agencies->end() && nameless != agencies->end()) { // it may be that one
        lookup.error = oddityOf(*nameless).value_or(Error());
        co_return lookup;
    }
    if (agency == agencies->end()) {
        lookup.condition = AgencyLookup::Missing;
        const auto isAlike = [&name](const IamAgency &one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; };
        const auto alike = std::find_if(agencies->begin(), agencies->end(), isAlike);
        lookup.otherSpelling = alike == agencies->end() ? QString() : alike->name;
        co_return lookup;
    }
    lookup.condition = AgencyLookup::Found;
    lookup.agency = *agency;
    lookup.error = oddityOf(*agency).value_or(Error());
    if (!agency->hasReadableId())
        co_return lookup;
    const QString agencyId = agency->id;
    const Result<Permissions> permissions = co_await permissionsOf(lookups, agencyId, stop);
    if (permissions)
        lookup.permissions = *permissions;
    else if (permissions.error().fault == Fault::Cancelled)
        co_return tl::unexpected(permissions.error());
    else
        lookup.error = permissions.error();
    co_return lookup;
}

Task<AgencyLookup> AgencyLookups::find(std::shared_ptr<AgencyLookups> lookups, QString name, std::stop_token stop)
{
    const std::function<Task<AgencyLookup>()> ask = [lookups, name, stop] { return lookUp(lookups, name, stop); };
    return once<AgencyLookup>(lookups, &AgencyLookups::m_found, name, ask, stop);
}

} // namespace claviger
