// SPDX-License-Identifier: Apache-2.0
// The services of a cluster (HDFS, Guardian, ...) as its Manager starts, stops and judges them.
#pragma once

#include "app/simulation/estate.h"
#include "app/simulation/world.h"

namespace claviger::sim {

// Sorted names: what its components bring and what its nodes run.
[[nodiscard]] QStringList servicesOf(World &world, const Cluster &cluster);
// The same of a cluster that is yet to be added.
[[nodiscard]] QStringList servicesOf(const ClusterPlan &plan);

[[nodiscard]] ServiceState serviceState(const Cluster &cluster, const QString &service);
// Of Guardian the TokenServers stop and start; of others that become abnormal, "... Service Unavailable" is raised
// where there is such an alarm, and clears once they are not.
void setServiceState(World &world, Cluster &cluster, const QString &service, ServiceState state);
void restoreServices(World &world, Cluster &cluster); // all good

} // namespace claviger::sim
