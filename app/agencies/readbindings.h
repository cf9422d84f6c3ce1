// SPDX-License-Identifier: Apache-2.0
// Reads the agency binding of clusters: MRS names the nodes, ECS their agency, IAM what that agency is worth. Nothing is
// changed.
#pragma once

#include "app/agencies/agencylookups.h"
#include "app/agencies/verdict.h"

#include <functional>
#include <map>

namespace claviger {

struct BindingDesk
{
    Client cloud = {};
    QString accountId = {};
    QString projectId = {};
    int lanes = 6; // calls at once
    std::chrono::hours soon = std::chrono::hours(24 * 30); // an agency that ends within that time is told of
};

struct ClusterReading
{
    MrsCluster cluster = {};
    std::vector<NodeBinding> nodes = {};
    BindingVerdict verdict = {};
    AgencyLookup lookup = {}; // of the agency that all nodes name, if there is one
    std::map<QString, AgencyLookup> lookups = {}; // of every agency that a node names, by its name
    Instant readAt = {}; // on our clock
};

// All clusters of the project that are not gone, in the order of their list. Each is told as soon as it is read. An
// error: the clusters could not be listed; what else cannot be read is part of the verdicts.
[[nodiscard]] Task<std::vector<ClusterReading>> readBindings(BindingDesk desk, std::function<void(const ClusterReading &)> onRead,
                                                             std::stop_token stop = {});

// One cluster, server by server: what was changed a moment ago shows at once.
[[nodiscard]] Task<ClusterReading> readBinding(BindingDesk desk, MrsCluster cluster, std::stop_token stop = {});

} // namespace claviger
