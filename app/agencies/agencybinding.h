// SPDX-License-Identifier: Apache-2.0
// Clusters, their nodes, and the IAM agencies through which the nodes get temporary AK/SK: what was read of them, from
// three services (mrs.md, sections 1 to 3; ecs.md, section 2; iam.md, section 7).
#pragma once

#include "app/foundation/error.h"
#include "app/foundation/instant.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace claviger {

// Which roles a node group of a cluster has: "DataNode" on all of its nodes, "OMSServer:1,2" on those.
struct NodeGroupRoles
{
    QString name = {}; // master_node_default_group, core_node_analysis_group, ...
    std::optional<QStringList> roles = {}; // none: not told

    friend bool operator==(const NodeGroupRoles &, const NodeGroupRoles &) = default;
};

// As MRS knows it.
struct MrsCluster
{
    QString id = {};
    QString name = {};
    QString projectId = {};
    QString state = {}; // running, abnormal, ... as sent; other texts occur
    QString scale = {}; // scaling-out, ...; empty: it is not scaling
    QString version = {};
    std::optional<bool> isKerberos = {};
    std::optional<int> nodeCount = {};
    bool hasGuardian = false; // only then ALM-45741 can occur
    std::vector<NodeGroupRoles> groups = {};
    // The agency in MRS's own record (mrsEcsDefaultAgency, undocumented); none: it is not told.
    std::optional<QString> recordedAgency = {};

    // Terminated ones stay in the list for a while, and have no nodes any more.
    [[nodiscard]] bool isGone() const;
    [[nodiscard]] bool isChanging() const; // starts, ends or scales: nothing is to be bound meanwhile

    friend bool operator==(const MrsCluster &, const MrsCluster &) = default;
};

// A node as the host list of MRS has it.
struct ClusterNode
{
    enum Role { Master, Core, Task, OtherRole };

    QString serverId = {}; // of ECS, or of BMS where it is bare metal
    QString name = {};
    QString ip = {}; // "unknown" occurs
    QString status = {};
    Role role = OtherRole;

    friend bool operator==(const ClusterNode &, const ClusterNode &) = default;
};

// What is known of the binding of one node.
struct NodeBinding
{
    enum Condition {
        Read,
        Unreadable, // error says why
        BareMetal,  // has no metadata call; does not count
    };
    ClusterNode node = {};
    Condition condition = Unreadable;
    QString agency = {};   // its name, of what was read; empty: none is bound
    QString hostName = {}; // as alarms call it; empty: not known
    Error error = {};
    std::optional<bool> isTokenServer = {}; // of Guardian; none: not known

    friend bool operator==(const NodeBinding &a, const NodeBinding &b)
    {
        return a.node == b.node && a.condition == b.condition && a.agency == b.agency && a.hostName == b.hostName
            && a.isTokenServer == b.isTokenServer;
    }
};

// An agency as IAM has it.
struct IamAgency
{
    QString id = {};
    QString name = {}; // unique in the account, case-sensitive
    QString trustName = {}; // op_svc_ecs: it trusts ECS
    QString trustId = {};
    QString description = {};
    std::optional<Instant> created = {};
    std::optional<Instant> expires = {}; // none: never, if hasReadableEnd()
    QStringList unreadable = {}; // what IAM sent in a way that cannot be read, by its own name: expire_time

    [[nodiscard]] bool trustsEcs() const { return trustName == QLatin1String("op_svc_ecs"); }
    [[nodiscard]] bool hasReadableEnd() const { return !unreadable.contains(QLatin1String("expire_time")); }
    [[nodiscard]] bool hasReadableTrust() const { return !unreadable.contains(QLatin1String("trust_domain_name")); }
    [[nodiscard]] bool hasReadableName() const { return !unreadable.contains(QLatin1String("name")); }
    [[nodiscard]] bool hasReadableId() const { return !unreadable.contains(QLatin1String("id")); }

    friend bool operator==(const IamAgency &, const IamAgency &) = default;
};

// What an agency may do: a role of the system or a policy of the account (iam.md, 7.4).
struct AgencyPermission
{
    QString id = {};
    QString name = {};        // internal: system_all_30
    QString displayName = {}; // OBS OperateAccess; OBSOperateAccess on other pages
    QStringList actions = {}; // that its policy allows, as far as it is told: obs:object:GetObject, obs:*:*

    friend bool operator==(const AgencyPermission &, const AgencyPermission &) = default;
};

// What IAM says about the one agency that nodes name.
struct AgencyLookup
{
    enum Condition {
        Unknown, // error says why
        Missing, // there is none of that name
        Found,
    };
    Condition condition = Unknown;
    IamAgency agency = {};
    // On the account and inherited to all projects; none: they could not be read.
    std::optional<std::vector<AgencyPermission>> permissions = {};
    QString otherSpelling = {}; // of what is missing: an agency whose name differs in case only
    Error error = {}; // of Found, too: why not all of it is known
};

// MRS made it, and its guide says not to change or delete it.
inline constexpr char mrsDefaultAgency[] = "MRS_ECS_DEFAULT_AGENCY";

} // namespace claviger

Q_DECLARE_METATYPE(claviger::MrsCluster)
