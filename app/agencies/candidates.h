// SPDX-License-Identifier: Apache-2.0
// The agencies that may be bound to nodes: those of the account that trust ECS, or of which that could not be read, with what
// is to be said of each.
#pragma once

#include "app/agencies/agencylookups.h"

namespace claviger {

struct AgencyCandidate
{
    enum Health {
        Fine,
        ExpiresSoon,
        Unknown, // its permissions, its end or whom it trusts could not be read
        NoObsPermission,
        Expired,
    };
    AgencyLookup lookup = {};
    Health health = Unknown;

    [[nodiscard]] const QString &name() const { return lookup.agency.name; }
    // MRS's guide says not to change or delete it; binding it is fine.
    [[nodiscard]] bool isMrsDefault() const { return name() == QLatin1String(mrsDefaultAgency); }
};

// now: on the cloud's clock, as the expiry is.
[[nodiscard]] AgencyCandidate::Health healthOf(const AgencyLookup &lookup, Instant now, std::chrono::hours soon);

struct Candidates
{
    std::vector<AgencyCandidate> agencies = {}; // healthy ones first, then by name
    int others = 0; // of the account, that do not trust ECS
};

[[nodiscard]] Task<Candidates> readCandidates(Client cloud, QString accountId, std::chrono::hours soon, std::stop_token stop = {});

} // namespace claviger
