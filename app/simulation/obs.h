// SPDX-License-Identifier: Apache-2.0
// The OBS door of the simulated cloud: obs.md.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] Reply answerObs(World &world, const Endpoints &endpoints, const Call &call);

} // namespace claviger::sim
