// SPDX-License-Identifier: Apache-2.0
// The probe in the demo: no node of the simulated cloud has an ssh, so the very same script runs on this computer and
// asks the metadata service that the control door shows for the node.
#pragma once

#include "app/agencies/nodeprobe.h"

namespace claviger {

// The address of the control door, http://127.0.0.1:PORT; asked for at every run, for the demo starts after the boards.
[[nodiscard]] ProbeRunner probeOfSimulatedNodes(std::function<QString()> controlUrl);

} // namespace claviger
