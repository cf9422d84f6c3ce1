// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/drift.h"

#include "app/agencies/words.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

bool isLost(BindingVerdict::Kind kind)
{
    return kind == BindingVerdict::NotBound || kind == BindingVerdict::PartlyBound;
}

bool isBrokenAgency(BindingVerdict::Kind kind)
{
    return isOutage(kind) && !isLost(kind);
}

// The days of the nearest threshold that was passed since. What was told of an expiry is not told again, unless the agency
// has another, earlier end now.
std::optional<int> thresholdPassed(const std::optional<PastReading> &before, const BindingVerdict &verdict, Instant now, std::chrono::hours soon)
{
    if (!verdict.expires || *verdict.expires <= now)
        return {};
    const Instant expires = *verdict.expires;
    const bool isNews = !before || !before->verdict.expires || expires < *before->verdict.expires
        || before->verdict.agencies != verdict.agencies
        || (verdict.kind == BindingVerdict::ExpiresSoon && before->verdict.kind != BindingVerdict::ExpiresSoon); // soon may mean more by now
    const std::array<std::chrono::hours, 3> thresholds{std::chrono::hours(24), std::chrono::hours(24 * 7), soon};
    for (const std::chrono::hours threshold : thresholds) {
        if (threshold > soon || now + threshold < expires)
            continue;
        if (isNews || before->last + threshold < expires)
            return static_cast<int>(std::chrono::ceil<std::chrono::days>(expires - now).count());
        return {}; // the wider ones were passed earlier still
    }
    return {};
}

// Nodes without an agency were seen.
Drift driftOfLost(const PastReading &before, const BindingVerdict &verdict)
{
    const int now = nodesWithout(verdict);
    const int then = isLost(before.verdict.kind) ? nodesWithout(before.verdict) : 0;
    if (now > then)
        return {.kind = Drift::BindingLost, .lost = now};
    if (verdict.read < verdict.nodes) // those that were without may be among the unread
        return {.kind = Drift::Unreadable};
    if (verdict.kind == BindingVerdict::PartlyBound && before.verdict.kind == BindingVerdict::PartlyBound
        && verdict.agencies != before.verdict.agencies)
        return {.kind = Drift::AgencyChanged};
    return {};
}

// One agency on all nodes, and IAM could not be asked what it is worth.
Drift driftOfUnchecked(const PastReading &before, const BindingVerdict &verdict)
{
    const BindingVerdict::Kind kind = before.verdict.kind;
    if (isLost(kind) || kind == BindingVerdict::Mixed)
        return {.kind = Drift::Unreadable}; // bound again, but whether that helps is open
    if (before.verdict.agencies != verdict.agencies)
        return {.kind = Drift::AgencyChanged};
    return {.kind = kind == BindingVerdict::BoundUnchecked ? Drift::Nothing : Drift::Unreadable};
}

Drift driftOfWell(const PastReading &before, const BindingVerdict &verdict)
{
    if (isOutage(before.verdict.kind) || before.verdict.kind == BindingVerdict::Mixed)
        return {.kind = Drift::Repaired};
    return {.kind = before.verdict.agencies != verdict.agencies ? Drift::AgencyChanged : Drift::Nothing};
}

Drift stateDrift(const PastReading &before, const BindingVerdict &verdict)
{
    const bool isSame = before.verdict.kind == verdict.kind && before.verdict.agencies == verdict.agencies;
    if (isLost(verdict.kind))
        return driftOfLost(before, verdict);
    if (isBrokenAgency(verdict.kind))
        return {.kind = isSame ? Drift::Nothing : Drift::AgencyBroken};
    if (verdict.kind == BindingVerdict::Mixed)
        return {.kind = isSame ? Drift::Nothing : Drift::AgencyChanged};
    if (verdict.kind == BindingVerdict::BoundUnchecked)
        return driftOfUnchecked(before, verdict);
    return driftOfWell(before, verdict);
}

} // namespace

Drift compare(const std::optional<PastReading> &before, const BindingVerdict &verdict, Instant now, std::chrono::hours soon)
{
    if (verdict.kind == BindingVerdict::Unknown)
        return {.kind = Drift::Unreadable};
    Drift drift = before ? stateDrift(*before, verdict) : Drift();
    if (drift.kind == Drift::Unreadable || isOutage(verdict.kind))
        return drift;
    drift.daysLeft = thresholdPassed(before, verdict, now, soon);
    if (drift.daysLeft && drift.kind == Drift::Nothing)
        drift.kind = Drift::ExpiryNears;
    return drift;
}

int nodesWithout(const BindingVerdict &verdict)
{
    return verdict.read - verdict.bound;
}

bool isOutage(BindingVerdict::Kind kind)
{
    switch (kind) {
    case BindingVerdict::NotBound:
    case BindingVerdict::PartlyBound:
    case BindingVerdict::AgencyMissing:
    case BindingVerdict::WrongTrust:
    case BindingVerdict::Expired:
    case BindingVerdict::NoObsPermission:
        return true;
    default:
        return false;
    }
}

bool isWell(BindingVerdict::Kind kind)
{
    return kind == BindingVerdict::Bound || kind == BindingVerdict::ExpiresSoon || kind == BindingVerdict::RecordDiffers;
}

void remember(std::vector<PastReading> &known, const PastReading &reading)
{
    if (known.empty() || known.front().verdict != reading.verdict || known.front().counts != reading.counts) {
        known.insert(known.begin(), reading);
        return;
    }
    PastReading &newest = known.front();
    newest.name = reading.name;
    newest.last = std::max(newest.last, reading.last);
}

std::optional<PastReading> lastThatCounts(const std::vector<PastReading> &known)
{
    const auto found = std::find_if(known.begin(), known.end(), [](const PastReading &one) { return one.counts; });
    return found == known.end() ? std::nullopt : std::optional(*found);
}

DriftWords wordsFor(const Drift &drift, const QString &cluster, const BindingVerdict &verdict)
{
    const QString days = drift.daysLeft ? AgencyWords::tr("The agency ends in %n day(s). Prolong its validity in IAM.", nullptr, *drift.daysLeft)
                                        : QString();
    switch (drift.kind) {
    case Drift::Nothing:
    case Drift::Unreadable:
        break;
    case Drift::BindingLost:
        return {.title = verdict.bound == 0 && verdict.read == verdict.nodes
                    ? AgencyWords::tr("%1: the agency is no longer bound").arg(cluster)
                    : AgencyWords::tr("%1: no agency on %2 of %3 nodes").arg(cluster).arg(drift.lost).arg(verdict.nodes),
                .body = AgencyWords::tr("Nodes use OBS until their last credentials end. Bind an agency before that.")};
    case Drift::AgencyChanged:
        return {.title = verdict.agencies.size() == 1
                    ? AgencyWords::tr("%1: the nodes have another agency, %2").arg(cluster, verdict.agencies.constFirst())
                    : AgencyWords::tr("%1: nodes have different agencies").arg(cluster),
                .body = !days.isEmpty()                            ? days
                    : verdict.kind == BindingVerdict::Mixed        ? verdictAdvice(verdict)
                        : AgencyWords::tr("Check whether that was meant.")};
    case Drift::AgencyBroken:
        return {.title = u"%1: %2"_s.arg(cluster, verdictText(verdict)), .body = verdictAdvice(verdict)};
    case Drift::Repaired:
        return {.title = AgencyWords::tr("%1: the agency works again").arg(cluster),
                .body = days.isEmpty() ? AgencyWords::tr("All nodes name it, and it may use OBS.") : days};
    case Drift::ExpiryNears:
        return {.title = AgencyWords::tr("%1: the agency ends in %n day(s)", nullptr, drift.daysLeft.value_or(0)).arg(cluster),
                .body = verdictAdvice({.kind = BindingVerdict::ExpiresSoon})};
    }
    return {};
}

} // namespace claviger
