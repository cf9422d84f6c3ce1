// SPDX-License-Identifier: Apache-2.0
// The MRS routes of the simulated cloud: clusters and hosts with the wire quirks of mrs.md.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] Reply answerMrs(World &world, const Endpoints &endpoints, const Call &call);

} // namespace claviger::sim
