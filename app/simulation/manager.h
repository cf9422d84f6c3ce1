// SPDX-License-Identifier: Apache-2.0
// The door of the simulated FusionInsight Manager and its CAS server: manager.md, section 1.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] Reply answerManager(World &world, const Endpoints &endpoints, const Call &call);

} // namespace claviger::sim
