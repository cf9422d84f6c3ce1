// SPDX-License-Identifier: Apache-2.0
// One run of the probe on one node.
#pragma once

#include "app/agencies/probefinding.h"
#include "app/foundation/clock.h"

#include <functional>
#include <memory>

namespace claviger {

// Runs the script for a target and gives what it said; the demo has one that asks the simulated cloud.
using ProbeRunner = std::function<Task<ProcessOutcome>(ProbeTarget target, QByteArray mark, std::stop_token stop)>;
[[nodiscard]] Task<ProcessOutcome> runOverSsh(ProbeTarget target, QByteArray mark, std::stop_token stop);

// Whatever comes of it is a finding. Fault::Rejected: the target cannot be used, nothing was run; Cancelled.
[[nodiscard]] Task<ProbeFinding> probeNode(ProbeRunner runner, ProbeTarget target, std::shared_ptr<const Clock> clock,
                                           std::stop_token stop = {});

} // namespace claviger
