// SPDX-License-Identifier: Apache-2.0
// Whose requests the control door and its pages answer: those that mean this computer, and no forms from pages of other
// sites. A browser that somebody leads here by a name of his own, or a page that sends a form, must not pull levers.
#pragma once

#include "app/simulation/call.h"

namespace claviger::sim {

[[nodiscard]] bool isForThisComputer(const Call &call);
// A browser says on which page a form stands. Programs say nothing, which is not elsewhere.
[[nodiscard]] bool standsElsewhere(const Call &call);

} // namespace claviger::sim
