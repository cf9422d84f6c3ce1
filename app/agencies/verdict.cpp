// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/verdict.h"

#include "app/agencies/words.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// Counts and names of the nodes; the kind is not decided yet.
Verdict countedNodes(const std::vector<NodeBinding> &nodes)
{
    Verdict verdict;
    for (const NodeBinding &one : nodes) {
        if (one.condition == NodeBinding::BareMetal) {
            verdict.bareMetal.append(one.node.name);
            continue;
        }
        ++verdict.nodes;
        if (one.condition == NodeBinding::Unreadable) {
            if (!verdict.reason)
                verdict.reason = one.error;
            continue;
        }
        ++verdict.read;
        if (one.agency.isEmpty())
            continue;
        ++verdict.bound;
        if (!verdict.agencies.contains(one.agency))
            verdict.agencies.append(one.agency);
    }
    verdict.agencies.sort();
    return verdict;
}

// By the nodes alone; none: the same agency is on each of them, and its health decides.
std::optional<Verdict::Kind> kindByNodes(const Verdict &counted)
{
    if (counted.nodes == 0)
        return Verdict::Unknown;
    if (counted.bound < counted.read) // one without an agency was seen
        return counted.bound == 0 ? Verdict::NotBound : Verdict::PartlyBound;
    if (counted.agencies.size() > 1)
        return Verdict::Mixed;
    if (counted.read < counted.nodes)
        return Verdict::Unknown;
    return {};
}

Verdict::Kind kindByHealth(const MrsCluster &cluster, const QString &name, const AgencyLookup &lookup, Instant now,
                           std::chrono::hours soon)
{
    if (lookup.condition == AgencyLookup::Missing)
        return Verdict::AgencyMissing;
    if (lookup.condition == AgencyLookup::Unknown)
        return Verdict::BoundUnchecked;
    if (!lookup.agency.trustsEcs())
        return Verdict::WrongTrust;
    const std::optional<Instant> &expires = lookup.agency.expires;
    if (expires && *expires <= now)
        return Verdict::Expired;
    if (lookup.permissions && !allowsObs(*lookup.permissions))
        return Verdict::NoObsPermission;
    if (expires && *expires <= now + soon)
        return Verdict::ExpiresSoon;
    if (!lookup.permissions)
        return Verdict::BoundUnchecked;
    // An empty record is one that MRS never wrote.
    if (cluster.recordedAgency && !cluster.recordedAgency->isEmpty() && *cluster.recordedAgency != name)
        return Verdict::RecordDiffers;
    return Verdict::Bound;
}

// obs:*:* or obs:object:Get*: a star stands for anything within its part.
bool covers(const QString &granted, const QString &action)
{
    const QStringList patterns = granted.split(u':'), parts = action.split(u':');
    if (patterns.size() != parts.size())
        return false;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString pattern = QRegularExpression::wildcardToRegularExpression(patterns.at(i));
        if (!QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption).match(parts.at(i)).hasMatch())
            return false;
    }
    return true;
}

QString namesText(const Verdict &verdict)
{
    return verdict.agencies.join(u", "_s);
}

} // namespace

std::optional<bool> Verdict::isBound() const
{
    switch (kind) {
    case Unknown:
        return {};
    case NotBound:
    case PartlyBound:
    case Mixed:
        return false;
    default:
        return true;
    }
}

bool Verdict::isBroken() const
{
    return kind == AgencyMissing || kind == WrongTrust || kind == Expired;
}

std::optional<QString> sharedAgency(const std::vector<NodeBinding> &nodes)
{
    const Verdict counted = countedNodes(nodes);
    return kindByNodes(counted) ? std::nullopt : std::optional(counted.agencies.front());
}

Verdict judge(const MrsCluster &cluster, const std::vector<NodeBinding> &nodes, const AgencyLookup &lookup, Instant now,
              std::chrono::hours soon)
{
    Verdict verdict = countedNodes(nodes);
    if (const std::optional<Verdict::Kind> kind = kindByNodes(verdict)) {
        verdict.kind = *kind;
        return verdict;
    }
    verdict.kind = kindByHealth(cluster, verdict.agencies.front(), lookup, now, soon);
    if (lookup.condition == AgencyLookup::Found)
        verdict.expires = lookup.agency.expires;
    if (verdict.kind == Verdict::AgencyMissing)
        verdict.otherSpelling = lookup.otherSpelling;
    if (verdict.kind == Verdict::BoundUnchecked)
        verdict.reason = lookup.error;
    return verdict;
}

bool allowsObs(const std::vector<AgencyPermission> &permissions)
{
    static constexpr std::array known{"obsoperateaccess"_L1, "obsadministrator"_L1, "obsfullaccess"_L1,
                                      "tenantadministrator"_L1};
    const auto isKnown = [](const AgencyPermission &permission) {
        const QString plain = permission.displayName.toLower().remove(u' ');
        return std::find(known.begin(), known.end(), plain) != known.end();
    };
    const auto allows = [&permissions](const QString &action) {
        return std::any_of(permissions.begin(), permissions.end(), [&action](const AgencyPermission &permission) {
            return std::any_of(permission.actions.begin(), permission.actions.end(),
                               [&action](const QString &granted) { return covers(granted, action); });
        });
    };
    return std::any_of(permissions.begin(), permissions.end(), isKnown)
        || (allows(u"obs:object:GetObject"_s) && allows(u"obs:object:PutObject"_s));
}

QString verdictId(Verdict::Kind kind)
{
    switch (kind) {
    case Verdict::Unknown:
        return u"agency-unknown"_s;
    case Verdict::NotBound:
        return u"agency-unbound"_s;
    case Verdict::PartlyBound:
        return u"agency-partial"_s;
    case Verdict::Mixed:
        return u"agency-mixed"_s;
    case Verdict::AgencyMissing:
        return u"agency-missing"_s;
    case Verdict::WrongTrust:
        return u"wrong-trust"_s;
    case Verdict::Expired:
        return u"agency-expired"_s;
    case Verdict::NoObsPermission:
        return u"no-obs-permission"_s;
    case Verdict::ExpiresSoon:
        return u"agency-expires-soon"_s;
    case Verdict::RecordDiffers:
        return u"record-differs"_s;
    case Verdict::BoundUnchecked:
        return u"agency-unchecked"_s;
    case Verdict::Bound:
        return u"agency-bound"_s;
    }
    return {};
}

QString verdictText(const Verdict &verdict)
{
    const QString names = namesText(verdict);
    switch (verdict.kind) {
    case Verdict::Unknown:
        return verdict.nodes == 0 ? AgencyWords::tr("Unknown: no nodes are listed")
                                  : AgencyWords::tr("Unknown: %1 of %2 nodes read").arg(verdict.read).arg(verdict.nodes);
    case Verdict::NotBound:
        return verdict.read < verdict.nodes
            ? AgencyWords::tr("Not bound (%1 of %2 nodes read)").arg(verdict.read).arg(verdict.nodes)
            : AgencyWords::tr("Not bound");
    case Verdict::PartlyBound:
        return AgencyWords::tr("Bound on %1 of %2 nodes").arg(verdict.bound).arg(verdict.nodes);
    case Verdict::Mixed:
        return AgencyWords::tr("Mixed: %1").arg(names);
    case Verdict::AgencyMissing:
        return AgencyWords::tr("%1 does not exist in IAM").arg(names);
    case Verdict::WrongTrust:
        return AgencyWords::tr("%1 does not trust ECS").arg(names);
    case Verdict::Expired:
        return AgencyWords::tr("%1 has expired").arg(names);
    case Verdict::NoObsPermission:
        return AgencyWords::tr("%1 may not use OBS").arg(names);
    case Verdict::ExpiresSoon:
        return AgencyWords::tr("%1 expires soon").arg(names);
    case Verdict::RecordDiffers:
        return AgencyWords::tr("Bound to %1; the record of MRS differs").arg(names);
    case Verdict::BoundUnchecked:
        return AgencyWords::tr("Bound to %1, not checked in IAM").arg(names);
    case Verdict::Bound:
        return AgencyWords::tr("Bound to %1").arg(names);
    }
    return {};
}

} // namespace claviger
