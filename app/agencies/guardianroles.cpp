// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/guardianroles.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto tokenServer = "TokenServer"_L1;

// a78e161c-..._node_master1_ASzkl: the number of a node in its group. None: it is not called so.
std::optional<int> numberIn(const QString &name)
{
    static const QRegularExpression numbered(u"_node_[A-Za-z_-]*?([0-9]+)(?:_|\\z)"_s);
    const QRegularExpressionMatch match = numbered.match(name);
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

bool isOfRole(const NodeGroupRoles &group, ClusterNode::Role role)
{
    switch (role) {
    case ClusterNode::Master:
        return group.name.startsWith("master"_L1, Qt::CaseInsensitive);
    case ClusterNode::Core:
        return group.name.startsWith("core"_L1, Qt::CaseInsensitive);
    case ClusterNode::Task:
        return group.name.startsWith("task"_L1, Qt::CaseInsensitive);
    case ClusterNode::OtherRole:
        break;
    }
    return false;
}

// "TokenServer" runs on every node of the group, "TokenServer:1,3" on those.
struct Placement
{
    bool isEverywhere = false;
    std::vector<int> numbers = {};
    bool isOdd = false; // numbers that cannot be read
};

Placement placementIn(const NodeGroupRoles &group)
{
    Placement placement;
    for (const QString &role : *group.roles) {
        if (role == tokenServer)
            placement.isEverywhere = true;
        if (!role.startsWith(tokenServer + u':'))
            continue;
        const QStringList numbers = role.section(u':', 1).split(u',', Qt::SkipEmptyParts);
        for (const QString &text : numbers) {
            bool isNumber = false;
            placement.numbers.push_back(text.trimmed().toInt(&isNumber));
            placement.isOdd = placement.isOdd || !isNumber;
        }
    }
    return placement;
}

} // namespace

std::vector<std::optional<bool>> tokenServersAmong(const MrsCluster &cluster, const std::vector<ClusterNode> &nodes)
{
    std::vector<std::optional<bool>> found(nodes.size());
    if (!cluster.hasGuardian) {
        found.assign(nodes.size(), false);
        return found;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::vector<const NodeGroupRoles *> groups;
        for (const NodeGroupRoles &group : cluster.groups)
            if (isOfRole(group, nodes[i].role))
                groups.push_back(&group);
        const bool isTold = !groups.empty() && std::all_of(groups.begin(), groups.end(), [](const NodeGroupRoles *group) { return group->roles.has_value(); });
        if (!isTold)
            continue;
        std::vector<Placement> placements;
        placements.reserve(groups.size());
        for (const NodeGroupRoles *group : groups)
            placements.push_back(placementIn(*group));
        const bool isNowhere = std::all_of(placements.begin(), placements.end(),
                                           [](const Placement &one) { return !one.isEverywhere && one.numbers.empty(); });
        const bool isEverywhere = std::all_of(placements.begin(), placements.end(), [](const Placement &one) { return one.isEverywhere; });
        if (isNowhere || isEverywhere) {
            found[i] = isEverywhere;
            continue;
        }
        // The host list does not say which group a node is in: a number leads to it only where there is one group.
        const std::optional<int> number = numberIn(nodes[i].name);
        if (placements.size() == 1 && !placements.front().isOdd && number)
            found[i] = std::find(placements.front().numbers.begin(), placements.front().numbers.end(), *number) != placements.front().numbers.end();
    }
    return found;
}

void markTokenServers(const MrsCluster &cluster, std::vector<NodeBinding> &nodes)
{
    std::vector<ClusterNode> plain;
    plain.reserve(nodes.size());
    for (const NodeBinding &node : nodes)
        plain.push_back(node.node);
    const std::vector<std::optional<bool>> found = tokenServersAmong(cluster, plain);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        nodes[i].isTokenServer = found[i];
}

} // namespace claviger
