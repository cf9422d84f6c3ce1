// SPDX-License-Identifier: Apache-2.0
// The ECS routes of the simulated cloud: servers and their metadata (ecs.md, sections 1 to 4).
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] Reply answerEcs(World &world, const Endpoints &endpoints, const Call &call);

} // namespace claviger::sim
