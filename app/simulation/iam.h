// SPDX-License-Identifier: Apache-2.0
// The IAM routes of the simulated cloud. Answers are written by hand as iam.md prints them: fields, order, envelopes.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

// Status 404 for a path that IAM does not have, 405 for a method that the path does not have.
[[nodiscard]] Reply answerIam(World &world, const Endpoints &endpoints, const Call &call);

} // namespace claviger::sim
