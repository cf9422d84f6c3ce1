// SPDX-License-Identifier: Apache-2.0
// What scenarios let happen to the alarms of all clusters besides what Guardian does: a storm, a metadata service that
// fails again and again, and the alarms of days gone by.
#pragma once

#include "app/simulation/timeline.h"

#include <vector>

namespace claviger::sim {

class World;

// So many alarms of all kinds, over all clusters and evenly within that time from now on; a third of them clears itself
// some minutes later. Not those that Guardian and the roles of keywatch.h raise when there is a reason.
void storm(World &world, int alarms, Elapsed within);

// The securitykey interface of these servers fails, works, and fails again, each time with the TokenServer's cache
// lost: ALM-45741 comes back with a new serial number. Durations under ten seconds count as ten.
void flapping(World &world, const std::vector<QString> &serverIds, Elapsed failsFor, Elapsed worksFor);

// When a scenario ends: no more of either, and what a storm, Guardian and the roles of keywatch.h have raised is cleared: the
// next one raises for reasons of its own. The condition of the servers stays.
void endIncidents(World &world);

// Past alarms, all of them cleared, spread over that time until now; at most a million. The failures of Guardian among
// them stand in its logs. Only into a ledger without alarms, since serial numbers go by time; gives how many it were.
std::size_t fillHistory(World &world, std::size_t alarms, Elapsed within);

} // namespace claviger::sim
