// SPDX-License-Identifier: Apache-2.0
// The MRS console as a few web pages, so that "Manage Agency" can be rehearsed in a browser: the clusters under
// /console/, and for each its dashboard with IAM User Sync, the agency line, Manage Agency, and its nodes. Plain HTML
// with forms, no scripts. Nobody signs in: the pages are for the loopback only, and take no forms from other pages.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] Reply answerConsole(World &world, const Call &call);

} // namespace claviger::sim
