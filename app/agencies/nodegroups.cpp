// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/nodegroups.h"

#include <QMap>

#include <algorithm>

namespace claviger {

QString usualAgency(const std::vector<NodeBinding> &nodes)
{
    QMap<QString, int> counts; // in the order of their names
    for (const NodeBinding &node : nodes)
        if (node.condition == NodeBinding::Read && !node.agency.isEmpty())
            ++counts[node.agency];
    QString usual;
    int most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() <= most)
            continue;
        most = it.value();
        usual = it.key();
    }
    return usual;
}

QString problemOf(const ClusterReading &reading, const QString &agency)
{
    const auto lookup = reading.lookups.find(agency);
    return lookup == reading.lookups.end() ? QString() : agencyProblem(lookup->second, reading.readAt);
}

bool isUsualFine(const ClusterReading &reading)
{
    return problemOf(reading, usualAgency(reading.nodes)).isEmpty() && !reading.verdict.isBroken() && reading.verdict.kind != BindingVerdict::NoObsPermission;
}

bool differs(const NodeBinding &node, const QString &usual)
{
    return node.condition == NodeBinding::Unreadable || (node.condition == NodeBinding::Read && node.agency != usual);
}

std::vector<NodeGroup> groupByAgency(const ClusterReading &reading)
{
    QMap<QString, NodeGroup> bound;
    NodeGroup notBound{.kind = NodeGroup::NotBound};
    NodeGroup unread{.kind = NodeGroup::Unread};
    const QString usual = usualAgency(reading.nodes);
    for (std::size_t i = 0; i < reading.nodes.size(); ++i) {
        const NodeBinding &node = reading.nodes[i];
        if (node.condition == NodeBinding::Unreadable)
            unread.nodes.push_back(i);
        else if (node.condition == NodeBinding::Read && node.agency.isEmpty())
            notBound.nodes.push_back(i);
        else if (node.condition == NodeBinding::Read)
            bound[node.agency].nodes.push_back(i);
    }
    std::vector<NodeGroup> groups;
    for (auto it = bound.begin(); it != bound.end(); ++it) {
        it->agency = it.key();
        it->problem = problemOf(reading, it.key());
        it->isFine = it.key() == usual && isUsualFine(reading);
        groups.push_back(*it);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const NodeGroup &a, const NodeGroup &b) { return a.nodes.size() > b.nodes.size(); });
    for (const NodeGroup &rest : {notBound, unread})
        if (!rest.nodes.empty())
            groups.push_back(rest);
    return groups;
}

} // namespace claviger
