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
BindingVerdict countedNodes(const std::vector<NodeBinding> &nodes)
{
    BindingVerdict verdict;
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
std::optional<BindingVerdict::Kind> kindByNodes(const BindingVerdict &counted)
{
    if (counted.nodes == 0)
        return BindingVerdict::Unknown;
    if (counted.bound < counted.read) // one without an agency was seen
        return counted.bound == 0 ? BindingVerdict::NotBound : BindingVerdict::PartlyBound;
    if (counted.agencies.size() > 1)
        return BindingVerdict::Mixed;
    if (counted.read < counted.nodes)
        return BindingVerdict::Unknown;
    return {};
}

BindingVerdict::Kind kindByHealth(const MrsCluster &cluster, const QString &name, const AgencyLookup &lookup, Instant now,
                           std::chrono::hours soon)
{
    if (lookup.condition == AgencyLookup::Missing)
        return BindingVerdict::AgencyMissing;
    if (lookup.condition == AgencyLookup::Unknown)
        return BindingVerdict::BoundUnchecked;
    if (!lookup.agency.hasReadableTrust())
        return BindingVerdict::BoundUnchecked;
    if (!lookup.agency.trustsEcs())
        return BindingVerdict::WrongTrust;
    const std::optional<Instant> &expires = lookup.agency.expires;
    if (expires && *expires <= now)
        return BindingVerdict::Expired;
    if (lookup.permissions && !allowsObs(*lookup.permissions))
        return BindingVerdict::NoObsPermission;
    if (expires && *expires <= now + soon)
        return BindingVerdict::ExpiresSoon;
    if (!lookup.permissions || !lookup.agency.hasReadableEnd())
        return BindingVerdict::BoundUnchecked;
    // An empty record is one that MRS never wrote.
    if (cluster.recordedAgency && !cluster.recordedAgency->isEmpty() && *cluster.recordedAgency != name)
        return BindingVerdict::RecordDiffers;
    return BindingVerdict::Bound;
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

} // namespace

std::optional<bool> BindingVerdict::isBound() const
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

bool BindingVerdict::isBroken() const
{
    return kind == AgencyMissing || kind == WrongTrust || kind == Expired;
}

std::optional<QString> sharedAgency(const std::vector<NodeBinding> &nodes)
{
    const BindingVerdict counted = countedNodes(nodes);
    return kindByNodes(counted) ? std::nullopt : std::optional(counted.agencies.front());
}

BindingVerdict judge(const MrsCluster &cluster, const std::vector<NodeBinding> &nodes, const AgencyLookup &lookup, Instant now,
              std::chrono::hours soon)
{
    BindingVerdict verdict = countedNodes(nodes);
    if (const std::optional<BindingVerdict::Kind> kind = kindByNodes(verdict)) {
        verdict.kind = *kind;
        return verdict;
    }
    verdict.kind = kindByHealth(cluster, verdict.agencies.front(), lookup, now, soon);
    if (lookup.condition == AgencyLookup::Found)
        verdict.expires = lookup.agency.expires;
    if (verdict.kind == BindingVerdict::ExpiresSoon)
        verdict.daysLeft = static_cast<int>(std::chrono::floor<std::chrono::days>(*verdict.expires - now).count());
    if (verdict.kind == BindingVerdict::AgencyMissing)
        verdict.otherSpelling = lookup.otherSpelling;
    if (verdict.kind == BindingVerdict::BoundUnchecked)
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

QString agencyProblem(const AgencyLookup &lookup, Instant now)
{
    if (lookup.condition == AgencyLookup::Missing)
        return AgencyWords::tr("missing in IAM");
    if (lookup.condition == AgencyLookup::Unknown || !lookup.agency.hasReadableTrust())
        return {};
    if (!lookup.agency.trustsEcs())
        return AgencyWords::tr("does not trust ECS");
    if (lookup.agency.expires && *lookup.agency.expires <= now)
        return AgencyWords::tr("expired");
    return lookup.permissions && !allowsObs(*lookup.permissions) ? AgencyWords::tr("may not use OBS") : QString();
}

QString verdictId(BindingVerdict::Kind kind)
{
    switch (kind) {
    case BindingVerdict::Unknown:
        return u"agency-unknown"_s;
    case BindingVerdict::NotBound:
        return u"agency-unbound"_s;
    case BindingVerdict::PartlyBound:
        return u"agency-partial"_s;
    case BindingVerdict::Mixed:
        return u"agency-mixed"_s;
    case BindingVerdict::AgencyMissing:
        return u"agency-missing"_s;
    case BindingVerdict::WrongTrust:
        return u"wrong-trust"_s;
    case BindingVerdict::Expired:
        return u"agency-expired"_s;
    case BindingVerdict::NoObsPermission:
        return u"no-obs-permission"_s;
    case BindingVerdict::ExpiresSoon:
        return u"agency-expires-soon"_s;
    case BindingVerdict::RecordDiffers:
        return u"record-differs"_s;
    case BindingVerdict::BoundUnchecked:
        return u"agency-unchecked"_s;
    case BindingVerdict::Bound:
        return u"agency-bound"_s;
    }
    return {};
}

QString verdictText(const BindingVerdict &verdict)
{
    switch (verdict.kind) {
    case BindingVerdict::Unknown:
        if (verdict.nodes == 0)
            return verdict.bareMetal.isEmpty() ? AgencyWords::tr("Unknown: no nodes are listed") : AgencyWords::tr("Unknown: all nodes are bare metal");
        return AgencyWords::tr("Unknown: %1 of %2 nodes read").arg(verdict.read).arg(verdict.nodes);
    case BindingVerdict::NotBound:
        return verdict.read < verdict.nodes
            ? AgencyWords::tr("Not bound (%1 of %2 nodes read)").arg(verdict.read).arg(verdict.nodes)
            : AgencyWords::tr("Not bound");
    case BindingVerdict::PartlyBound:
        return verdict.read < verdict.nodes
            ? AgencyWords::tr("Bound on %1 of %2 nodes, %3 not read").arg(verdict.bound).arg(verdict.nodes).arg(verdict.nodes - verdict.read)
            : AgencyWords::tr("Bound on %1 of %2 nodes").arg(verdict.bound).arg(verdict.nodes);
    case BindingVerdict::Mixed:
        return AgencyWords::tr("Mixed: nodes have different agencies");
    case BindingVerdict::AgencyMissing:
        return AgencyWords::tr("Agency does not exist in IAM");
    case BindingVerdict::WrongTrust:
        return AgencyWords::tr("Agency does not trust ECS");
    case BindingVerdict::Expired:
        return AgencyWords::tr("Agency has expired");
    case BindingVerdict::NoObsPermission:
        return AgencyWords::tr("Agency may not use OBS");
    case BindingVerdict::ExpiresSoon:
        return !verdict.daysLeft ? AgencyWords::tr("Agency expires soon")
            : *verdict.daysLeft < 1 ? AgencyWords::tr("Agency expires within a day")
                                    : AgencyWords::tr("Agency expires in %n day(s)", nullptr, *verdict.daysLeft);
    case BindingVerdict::RecordDiffers:
        return AgencyWords::tr("Bound; the record of MRS differs");
    case BindingVerdict::BoundUnchecked:
        return AgencyWords::tr("Bound, not checked in IAM");
    case BindingVerdict::Bound:
        return AgencyWords::tr("Bound");
    }
    return {};
}

QString verdictAdvice(const BindingVerdict &verdict)
{
    switch (verdict.kind) {
    case BindingVerdict::Unknown:
        if (verdict.reason)
            return explain(*verdict.reason).what + u' ' + explain(*verdict.reason).next;
        return verdict.bareMetal.isEmpty() ? AgencyWords::tr("MRS lists no nodes for it. Check again when the cluster is running.")
                                           : AgencyWords::tr("Bare-metal nodes have no metadata that a call shows. The MRS console shows the agency under Manage Agency.");
    case BindingVerdict::NotBound:
    case BindingVerdict::PartlyBound:
        return AgencyWords::tr("Nodes without an agency get no credentials for OBS. Bind one to all of them.");
    case BindingVerdict::Mixed:
        return AgencyWords::tr("Nodes of one cluster should have one agency. Bind one to all of them.");
    case BindingVerdict::AgencyMissing:
        return verdict.otherSpelling.isEmpty()
            ? AgencyWords::tr("It may have been deleted. Bind one that exists.")
            : AgencyWords::tr("There is one called %1: the spelling must be the same. Bind that one.").arg(verdict.otherSpelling);
    case BindingVerdict::WrongTrust:
        return AgencyWords::tr("Only an agency that trusts op_svc_ecs gives nodes credentials. Bind another one.");
    case BindingVerdict::Expired:
        return AgencyWords::tr("Nodes get no new credentials. Prolong its validity in IAM, or bind another one.");
    case BindingVerdict::NoObsPermission:
        return AgencyWords::tr("Nodes get credentials, and OBS refuses them. Grant it OBS OperateAccess; that takes up to 15 minutes to act.");
    case BindingVerdict::ExpiresSoon:
        return AgencyWords::tr("Prolong its validity in IAM before nodes lose OBS.");
    case BindingVerdict::RecordDiffers:
        return AgencyWords::tr("What counts for the nodes is their own metadata. The MRS console shows the other one.");
    case BindingVerdict::BoundUnchecked:
        return verdict.reason ? explain(*verdict.reason).what + u' ' + explain(*verdict.reason).next : QString();
    case BindingVerdict::Bound:
        break;
    }
    return {};
}

} // namespace claviger
