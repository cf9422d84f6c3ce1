// SPDX-License-Identifier: Apache-2.0
// What the MRS console starts behind "Manage Agency" and "IAM User Sync": tasks that run for a while on the simulated
// line (mrs.md, section 6). The first looks the agency up, writes it to every node, one after the other, and then to
// MRS's own record; it ends half-way where a node cannot be written.
#pragma once

#include "app/simulation/world.h"

namespace claviger::sim {

// Nothing: it runs now. Else the code of mrs.md, section 9: MRS.0212 or 12000154 while one runs.
[[nodiscard]] std::optional<QString> startAgencyTask(World &world, Cluster &cluster, const QString &agency);
[[nodiscard]] std::optional<QString> startUserSync(World &world, Cluster &cluster);

// All that run, of every cluster, without a trace but what they have written.
void abandonTasks(World &world);

// Whether the agency of that name can be chosen for nodes of the cluster.
[[nodiscard]] bool canBeBound(const Agency &agency);
[[nodiscard]] QString accountOf(World &world, const Cluster &cluster); // id

} // namespace claviger::sim
