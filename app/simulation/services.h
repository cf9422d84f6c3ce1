// SPDX-License-Identifier: Apache-2.0
// Finds the service that a call is for. IAM, MRS and ECS share a door: their paths tell them apart.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] Reply answerCall(World &world, const Endpoints &endpoints, const Call &call, Door door);

} // namespace claviger::sim
