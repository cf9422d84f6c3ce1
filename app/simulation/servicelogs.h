// SPDX-License-Identifier: Apache-2.0
// The log files of the services on a host of the simulated cluster, as a collection finds them: those of Guardian are
// the real thing, any other service leaves a line a minute.
#pragma once

#include "app/simulation/guardianjournal.h"
#include "app/simulation/logpackage.h"
#include "app/simulation/world.h"

namespace claviger::sim {

// Modules of Manager itself that the log page offers beside the services of a cluster.
[[nodiscard]] const QStringList &managerModules();

// Hosts of the cluster on which the service or module runs.
[[nodiscard]] std::vector<Server *> hostsOfService(World &world, const Cluster &cluster, const QString &service);

// What these services wrote on that host in the window. Of the world it takes what it needs at once.
[[nodiscard]] PackagedHost serviceLogs(World &world, const Server &server, const QStringList &services,
                                       LogWindow window);

} // namespace claviger::sim
