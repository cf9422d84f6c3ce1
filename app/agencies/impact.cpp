// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/impact.h"

#include "app/agencies/words.h"

#include <algorithm>

namespace claviger {

namespace {

constexpr std::chrono::minutes credentialLife(60);
constexpr std::chrono::minutes leastHeld(5);
constexpr std::chrono::minutes permissionDelay(15);

// Nodes that lose OBS: those without an agency, or all where the agency itself is broken.
int nodesHit(const BindingVerdict &verdict)
{
    const bool isLost = verdict.kind == BindingVerdict::NotBound || verdict.kind == BindingVerdict::PartlyBound;
    return isLost ? nodesWithout(verdict) : verdict.nodes;
}

// Where access lasts to when the loss happened between two moments.
Impact between(const std::optional<Instant> &well, Instant bad, const PastReading &outage)
{
    const bool isRefusal = outage.verdict.kind == BindingVerdict::NoObsPermission;
    const auto shortest = isRefusal ? std::chrono::minutes::zero() : leastHeld;
    const auto longest = isRefusal ? permissionDelay : credentialLife;
    return {.kind = well ? Impact::Window : Impact::AtLatest,
            .earliest = well ? *well + shortest : Instant(),
            .latest = bad + longest,
            .isPartial = outage.verdict.kind == BindingVerdict::PartlyBound};
}

} // namespace

Impact impactOf(const std::vector<PastReading> &known)
{
    std::vector<const PastReading *> outage; // since the nodes were last well, newest first
    std::optional<Instant> well;
    for (const PastReading &one : known) {
        if (isOutage(one.verdict.kind)) { // whether it counts or not: what was seen missing is missing
            outage.push_back(&one);
        } else if (one.counts) {
            if (isWell(one.verdict.kind))
                well = one.last;
            break;
        }
    }
    if (outage.empty())
        return {};
    // The last nodes to lose it count for the end, the first ones for the beginning.
    const PastReading *worst = outage.back();
    for (auto it = outage.rbegin(); it != outage.rend(); ++it) {
        if (nodesHit((*it)->verdict) > nodesHit(worst->verdict))
            worst = *it;
    }
    Instant bad = worst->first;
    const std::optional<Instant> &end = worst->verdict.expires;
    if (worst->verdict.kind == BindingVerdict::Expired && end && *end <= bad) { // then it is known exactly
        bad = *end;
        well = *end;
    }
    Impact impact = between(well, bad, *outage.front());
    if (well && *well > bad) // somebody has set the clock
        impact.kind = Impact::AtLatest;
    return impact;
}

ImpactStage stageOf(const Impact &impact, Instant now)
{
    if (impact.kind == Impact::None)
        return ImpactStage::None;
    if (now >= impact.latest)
        return ImpactStage::Over;
    return impact.kind == Impact::Window && now < impact.earliest ? ImpactStage::Ahead : ImpactStage::Running;
}

QString impactText(const Impact &impact, Instant now, const QString &from, const QString &to)
{
    const ImpactStage stage = stageOf(impact, now);
    if (stage == ImpactStage::None)
        return {};
    if (stage == ImpactStage::Over)
        return impact.isPartial ? AgencyWords::tr("The nodes without an agency have had no access to OBS since %1 or earlier.").arg(to)
                                : AgencyWords::tr("The nodes have had no access to OBS since %1 or earlier.").arg(to);
    if (impact.kind == Impact::AtLatest)
        return AgencyWords::tr("OBS access ends at %1 at the latest; it may have ended already. It was never seen working here.").arg(to);
    return impact.isPartial ? AgencyWords::tr("OBS access of the nodes without an agency ends between %1 and %2.").arg(from, to)
                                : AgencyWords::tr("OBS access of these nodes ends between %1 and %2.").arg(from, to);
}

} // namespace claviger
