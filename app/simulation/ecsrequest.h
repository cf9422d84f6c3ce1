// SPDX-License-Identifier: Apache-2.0
// What every ECS route is given, and the two ways in which ECS says no (ecs.md, section 4).
#pragma once

#include "app/simulation/ecs.h"
#include "app/simulation/projectservice.h"

#include <QJsonObject>

namespace claviger::sim {

struct EcsRequest
{
    World &world;
    const Endpoints &endpoints;
    const Call &call;
    bool isNova = false; // /v2.1 and /v2: other shapes
    QStringList ids = {}; // of the path: project, server, metadata key
    QUrlQuery query = {};
    QJsonObject body = {};
    Server *server = nullptr; // of the path, where it has one

    [[nodiscard]] const QString &projectId() const { return ids.front(); }
};

using EcsRoute = Reply (*)(EcsRequest &request);

// {"error":{"code","message"}} with the given code, or Nova's {"badRequest":{"code","message"}} by the status.
[[nodiscard]] Reply ecsError(const EcsRequest &request, int status, const QString &code, const QString &message);

// ecsservers.cpp
[[nodiscard]] Reply listCloudServers(EcsRequest &request);
[[nodiscard]] Reply showCloudServer(EcsRequest &request);
[[nodiscard]] Reply listNovaServers(EcsRequest &request);
[[nodiscard]] Reply listNovaServersInDetail(EcsRequest &request);
[[nodiscard]] Reply showNovaServer(EcsRequest &request);

// ecsmetadata.cpp
[[nodiscard]] Reply mergeMetadata(EcsRequest &request); // POST, v1 and Nova
[[nodiscard]] Reply listMetadata(EcsRequest &request);
[[nodiscard]] Reply replaceMetadata(EcsRequest &request); // PUT: what is not given is gone
[[nodiscard]] Reply showMetadataItem(EcsRequest &request);
[[nodiscard]] Reply putMetadataItem(EcsRequest &request);
[[nodiscard]] Reply deleteMetadataItem(EcsRequest &request);

} // namespace claviger::sim
