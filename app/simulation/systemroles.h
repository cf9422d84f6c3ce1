// SPDX-License-Identifier: Apache-2.0
// The permissions that every account finds in place (iam.md, sections 2.3, 7.4 and 7.5): roles of the system and what
// each allows, and the service account that an agency for ECS trusts.
#pragma once

#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] const std::vector<Role> &systemRoles();
void addSystemRoles(World &world); // those that the world does not have

// The id of the account behind op_svc_ecs, which differs from cloud to cloud.
[[nodiscard]] QString ecsTrustId();

} // namespace claviger::sim
