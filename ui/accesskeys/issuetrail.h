// SPDX-License-Identifier: Apache-2.0
// How far the creation of a key has come, as the steps that the trail shows. No widget: a table of its own.
#pragma once

#include "app/accesskeys/issuance.h"
#include "ui/widgets/steptrail.h"

namespace claviger {

// Always five steps, in the order in which they happen. What came of it is there once the state is Issued.
[[nodiscard]] std::vector<StepTrail::Step> issueTrail(Issuance::State state, IssueStage stage,
                                                      const std::optional<IssuedKey> &issued, bool isMemoryOnly = false);

} // namespace claviger
