// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/services.h"

#include "app/simulation/ecs.h"
#include "app/simulation/iam.h"
#include "app/simulation/manager.h"
#include "app/simulation/mrs.h"
#include "app/simulation/obs.h"

namespace claviger::sim {

namespace {

// The part of the path after the version and the project: clusters, cloudservers, servers.
QByteArray resourceOf(const QByteArray &path)
{
    const QByteArrayList parts = path.split('/');
    return parts.size() > 3 ? parts.at(3) : QByteArray();
}

Reply answerService(World &world, const Endpoints &endpoints, const Call &call)
{
    const QByteArray path = call.path();
    const QByteArray resource = resourceOf(path);
    const bool isVersioned = path.startsWith("/v1/") || path.startsWith("/v2/");
    if (path.startsWith("/v1.1/") || (isVersioned && resource == "clusters"))
        return answerMrs(world, endpoints, call);
    if (path.startsWith("/v2.1/") || (isVersioned && (resource == "cloudservers" || resource == "servers")))
        return answerEcs(world, endpoints, call);
    return answerIam(world, endpoints, call);
}

} // namespace

Reply answerCall(World &world, const Endpoints &endpoints, const Call &call, Door door)
{
    switch (door) {
    case Door::Objects:
        return answerObs(world, endpoints, call);
    case Door::Manager:
        return answerManager(world, endpoints, call);
    case Door::Services:
        break;
    }
    return answerService(world, endpoints, call);
}

} // namespace claviger::sim
