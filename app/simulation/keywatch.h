// SPDX-License-Identifier: Apache-2.0
// Roles besides Guardian that keep temporary keys of their node: meta on every node (ALM-12110), and ClickHouseServer
// from MRS 3.3.1 on (ALM-45450, after three failures a minute apart).
#pragma once

namespace claviger::sim {

class World;

// They begin with nothing cached and ask within five minutes. In the group of Guardian's acts.
void startKeyWatch(World &world);

} // namespace claviger::sim
