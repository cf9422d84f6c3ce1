// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/candidates.h"

#include "app/agencies/verdict.h"
#include "app/foundation/lanes.h"

#include <algorithm>
#include <tuple>

namespace claviger {

namespace {

Task<Done> lookAt(std::shared_ptr<AgencyLookups> lookups, std::shared_ptr<AgencyCandidate> candidate, QString name, std::stop_token stop)
{
    const Result<AgencyLookup> lookup = co_await AgencyLookups::find(lookups, name, stop);
    if (lookup)
        candidate->lookup = *lookup;
    co_return Done{};
}

} // namespace

AgencyCandidate::Health healthOf(const AgencyLookup &lookup, Instant now, std::chrono::hours soon)
{
    const std::optional<Instant> &expires = lookup.agency.expires;
    if (expires && *expires <= now)
        return AgencyCandidate::Expired;
    if (!lookup.permissions)
        return AgencyCandidate::Unknown;
    if (!allowsObs(*lookup.permissions))
        return AgencyCandidate::NoObsPermission;
    return expires && *expires <= now + soon ? AgencyCandidate::ExpiresSoon : AgencyCandidate::Fine;
}

Task<Candidates> readCandidates(Client cloud, QString accountId, int lanes, std::chrono::hours soon, std::stop_token stop)
{
    const auto lookups = std::make_shared<AgencyLookups>(cloud, accountId);
    const Result<std::vector<IamAgency>> all = co_await AgencyLookups::list(lookups, stop);
    if (!all)
        co_return tl::unexpected(all.error());
    Candidates found;
    std::vector<std::shared_ptr<AgencyCandidate>> candidates;
    std::vector<Job> jobs;
    for (const IamAgency &agency : *all) {
        if (!agency.trustsEcs()) {
            ++found.others;
            continue;
        }
        const auto candidate = std::make_shared<AgencyCandidate>();
        candidate->lookup.agency = agency;
        candidates.push_back(candidate);
        jobs.emplace_back([lookups, candidate, name = agency.name, stop] { return lookAt(lookups, candidate, name, stop); });
    }
    if (!jobs.empty()) {
        const Result<Done> looked = co_await runInLanes(lanes, std::move(jobs), stop);
        if (!looked)
            co_return tl::unexpected(looked.error());
    }
    const std::chrono::milliseconds ahead = cloud.session() ? cloud.session()->facts().cloudAhead : std::chrono::milliseconds();
    const Instant now = cloud.transport()->clock()->now() + ahead;
    for (const std::shared_ptr<AgencyCandidate> &candidate : candidates) {
        candidate->health = healthOf(candidate->lookup, now, soon);
        found.agencies.push_back(*candidate);
    }
    std::sort(found.agencies.begin(), found.agencies.end(), [](const AgencyCandidate &a, const AgencyCandidate &b) {
        return std::tuple(a.health, a.name()) < std::tuple(b.health, b.name());
    });
    co_return found;
}

} // namespace claviger
