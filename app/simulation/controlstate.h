// SPDX-License-Identifier: Apache-2.0
// What the control door shows of the world: as JSON, and as a page with levers. Never a secret.
#pragma once

#include "app/simulation/wirejson.h"
#include "app/simulation/world.h"

namespace claviger::sim {

// Nodes of every cluster while there are few of them, else those of the named cluster.
[[nodiscard]] JsonObject describeWorld(World &world, const QString &cluster);
// said: a sentence about what was just done; empty: none.
[[nodiscard]] QByteArray controlPage(World &world, const QString &said);

} // namespace claviger::sim
