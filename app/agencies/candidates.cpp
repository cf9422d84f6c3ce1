// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/candidates.h"

#include "app/agencies/verdict.h"

#include <algorithm>
#include <tuple>

namespace claviger {

AgencyCandidate::Health healthOf(const AgencyLookup &lookup, Instant now, std::chrono::hours soon)
{
    const std::optional<Instant> &expires = lookup.agency.expires;
    if (expires && *expires <= now)
        return AgencyCandidate::Expired;
    if (lookup.permissions && !allowsObs(*lookup.permissions))
        return AgencyCandidate::NoObsPermission;
    if (!lookup.permissions || !lookup.agency.hasReadableEnd() || !lookup.agency.hasReadableTrust())
        return AgencyCandidate::Unknown;
    return expires && *expires <= now + soon ? AgencyCandidate::ExpiresSoon : AgencyCandidate::Fine;
}

Task<Candidates> readCandidates(Client cloud, QString accountId, std::chrono::hours soon, std::stop_token stop)
{
    const auto lookups = std::make_shared<AgencyLookups>(cloud, accountId);
    const Result<std::vector<IamAgency>> all = co_await AgencyLookups::list(lookups, stop);
    if (!all)
        co_return tl::unexpected(all.error());
    Candidates found;
    std::vector<Task<AgencyLookup>> asking; // all at once: the lookups keep within what IAM bears
    for (const IamAgency &agency : *all) {
        if (!agency.hasReadableName())
            continue; // cannot be chosen
        if (agency.trustsEcs() || !agency.hasReadableTrust())
            asking.push_back(AgencyLookups::find(lookups, agency.name, stop));
        else
            ++found.others;
    }
    const Instant now = cloud.cloudNow();
    std::optional<Error> problem;
    for (const Task<AgencyLookup> &one : asking) {
        const Result<AgencyLookup> lookup = co_await one;
        if (lookup)
            found.agencies.push_back({.lookup = *lookup, .health = healthOf(*lookup, now, soon)});
        else
            problem = lookup.error();
    }
    if (problem)
        co_return tl::unexpected(*problem);
    std::sort(found.agencies.begin(), found.agencies.end(), [](const AgencyCandidate &a, const AgencyCandidate &b) {
        return std::tuple(a.health, a.name()) < std::tuple(b.health, b.name());
    });
    co_return found;
}

} // namespace claviger
