// SPDX-License-Identifier: Apache-2.0
// Furnishes a world: the system's roles, the agencies that the MRS guide names (iam.md, 7.5), and clusters of any size.
// Scenarios and tests build what they need from these.
#pragma once

#include "app/simulation/world.h"

namespace claviger::sim {

// MRS_ECS_DEFAULT_AGENCY and mrs_ecs_obs (trust ECS, OBS OperateAccess), agency-MRS-to-OBS (account agency, OBS
// Administrator), and the system's roles if the world has none yet. Those that exist are put in order again.
void addStandardAgencies(World &world, const QString &accountId);

// By its display name: of the system, or the one below.
[[nodiscard]] bool isKnownRole(const QString &displayName);
// The policy that lets Guardian's agency assume the second one, by its display name. An account's own; put in place by
// addStandardAgencies().
[[nodiscard]] QString guardianPolicy();

struct ClusterPlan
{
    QString name = QStringLiteral("mrs-demo");
    QString project = QStringLiteral("eu-de"); // name
    int masters = 2, cores = 3, tasks = 0;
    int tokenServers = 3; // on the masters first, then on core nodes
    QString agency = QStringLiteral("MRS_ECS_DEFAULT_AGENCY"); // on every node and in MRS's record; empty: not bound
    bool hasGuardian = true;
    bool isKerberos = true;
    QString version = QStringLiteral("MRS 3.3.0-LTS.1");
    int network = 10; // nodes get 192.168.<network>.11 and up; past .250 the third part goes on
};

// Everything but the binding, which changes: clusters of the same text are the same.
[[nodiscard]] QString textOf(const ClusterPlan &plan);

// The project must exist. The reference stays good while others are added.
Cluster &addCluster(World &world, const ClusterPlan &plan);

// What such a cluster will have.
[[nodiscard]] QStringList componentsOf(const ClusterPlan &plan);
[[nodiscard]] QStringList rolesOf(const ClusterPlan &plan); // of all its nodes; some come twice

// The role of Guardian as the topology file writes it.
[[nodiscard]] QString tokenServerRole();

} // namespace claviger::sim
