// SPDX-License-Identifier: Apache-2.0
// On which nodes Guardian's TokenServer runs: those raise ALM-45741. By what MRS tells of its node groups (assignedRoles,
// mrs.md, section 1); where that does not lead to a node the role is not known, and never "none".
#pragma once

#include "app/agencies/agencybinding.h"

namespace claviger {

// For each node, in their order; none: not known.
[[nodiscard]] std::vector<std::optional<bool>> tokenServersAmong(const MrsCluster &cluster, const std::vector<ClusterNode> &nodes);

// Notes it in the nodes.
void markTokenServers(const MrsCluster &cluster, std::vector<NodeBinding> &nodes);

} // namespace claviger
