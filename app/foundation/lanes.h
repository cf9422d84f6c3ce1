// SPDX-License-Identifier: Apache-2.0
// Many jobs side by side, but never more at once than a service bears.
#pragma once

#include "app/foundation/result.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace claviger {

// What a job finds it keeps to itself; how it ends does not stop the others.
using Job = std::function<Task<Done>()>;

// Begins the jobs in their order, so many at once, and ends with the last of them. After a stop request none is begun
// any more, and the outcome is Fault::Cancelled.
[[nodiscard]] Task<Done> runInLanes(int lanes, std::vector<Job> jobs, std::stop_token stop = {});

} // namespace claviger
