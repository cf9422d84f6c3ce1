// SPDX-License-Identifier: Apache-2.0
// What every MRS route is given, and the errors of mrs.md, section 9.
#pragma once

#include "app/simulation/mrs.h"
#include "app/simulation/projectservice.h"

#include <QJsonObject>

namespace claviger::sim {

struct MrsRequest
{
    World &world;
    const Call &call;
    QStringList ids = {}; // of the path: project, cluster
    QUrlQuery query = {};
    QJsonObject body = {};
    Cluster *cluster = nullptr; // of the path, where it has one

    [[nodiscard]] const QString &projectId() const { return ids.front(); }
};

using MrsRoute = Reply (*)(MrsRequest &request);

// {"error_code","error_msg"}, with the status and the text that belong to the code.
[[nodiscard]] Reply mrsError(const QString &code);
[[nodiscard]] QString mrsErrorText(const QString &code);

// mrsclusters.cpp
[[nodiscard]] Reply listClusters(MrsRequest &request);
[[nodiscard]] Reply showCluster(MrsRequest &request);
[[nodiscard]] Reply renameCluster(MrsRequest &request);
[[nodiscard]] Reply listClusterTags(MrsRequest &request);

// mrshosts.cpp
[[nodiscard]] Reply listHosts(MrsRequest &request);
[[nodiscard]] Reply listNodes(MrsRequest &request); // v2

// mrsagencies.cpp
[[nodiscard]] Reply showAgencyTask(MrsRequest &request);
[[nodiscard]] Reply listAgencyMappings(MrsRequest &request);
[[nodiscard]] Reply changeAgencyMappings(MrsRequest &request);

} // namespace claviger::sim
