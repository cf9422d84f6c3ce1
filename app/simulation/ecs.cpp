// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/ecs.h"

#include "app/simulation/ecsrequest.h"
#include "app/simulation/iamrequest.h"
#include "app/simulation/routes.h"

#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestEcsBody = 256 * 1024;

struct EcsPath
{
    const char *method;
    const char *pattern; // the first "*" is the project, the second the server
    EcsRoute route;
    const char *action; // ecs.md, sections 1 to 3
    const char *alsoNeeds = nullptr;
};

constexpr auto novaGet = "ecs:servers:get";
constexpr auto novaSet = "ecs:servers:setMetadata";

// /v2 is answered as /v2.1.
constexpr std::array ecsPaths{
    EcsPath{"GET", "/v1/*/cloudservers/detail", listCloudServers, "ecs:cloudServers:list"},
    EcsPath{"GET", "/v1/*/cloudservers/*", showCloudServer, "ecs:cloudServers:showServer"},
    EcsPath{"POST", "/v1/*/cloudservers/*/metadata", mergeMetadata, "ecs:cloudServers:updateMetadata"},
    EcsPath{"GET", "/v2.1/*/servers", listNovaServers, "ecs:servers:list"},
    EcsPath{"GET", "/v2.1/*/servers/detail", listNovaServersInDetail, "ecs:servers:list"},
    EcsPath{"GET", "/v2.1/*/servers/*", showNovaServer, novaGet},
    EcsPath{"GET", "/v2.1/*/servers/*/metadata", listMetadata, "ecs:servers:listMetadata"},
    EcsPath{"POST", "/v2.1/*/servers/*/metadata", mergeMetadata, novaSet, novaGet},
    EcsPath{"PUT", "/v2.1/*/servers/*/metadata", replaceMetadata, novaSet, novaGet},
    EcsPath{"GET", "/v2.1/*/servers/*/metadata/*", showMetadataItem, "ecs:servers:getMetadata"},
    EcsPath{"PUT", "/v2.1/*/servers/*/metadata/*", putMetadataItem, novaSet, novaGet},
    EcsPath{"DELETE", "/v2.1/*/servers/*/metadata/*", deleteMetadataItem, novaSet, novaGet},
};

const char *novaTitle(int status)
{
    switch (status) {
    case 401:
        return "unauthorized";
    case 403:
        return "forbidden";
    case 404:
        return "itemNotFound";
    case 405:
        return "badMethod";
    case 409:
        return "conflictingRequest";
    case 429:
        return "overLimit";
    case 500:
        return "computeFault";
    default:
        return "badRequest";
    }
}

// Null: the caller may do this in the project of the path.
std::optional<Reply> admitToEcs(EcsRequest &request, const EcsPath &path)
{
    World &world = request.world;
    const tl::expected<Caller, Unrecognized> caller = recognizeCaller(world, request.call);
    if (!caller) {
        const Unrecognized &why = caller.error();
        if (why.reason == Unrecognized::Gateway)
            return gatewayError(world, why.status, why.code, why.message);
        return gatewayError(world, 401, u"APIGW.0301"_s, refusedByGateway(why.reason));
    }
    const int perMinute = world.fleet.levers.ecsCallsPerMinute;
    if (const std::optional<int> wait = secondsToWait(world, world.fleet.ecsCalls, perMinute)) {
        if (!request.isNova)
            return throttledByGateway(world, perMinute, *wait);
        Reply reply = ecsError(request, 429, {}, u"This request was rate-limited."_s);
        reply.headers.emplace_back("Retry-After", QByteArray::number(*wait));
        return reply;
    }
    if (caller->projectId.isEmpty() || caller->projectId != request.projectId()) {
        return ecsError(request, 400, u"Ecs.0023"_s,
                        u"The project ID in the URL is different from that in the token."_s);
    }
    const auto may = [&](const char *action) { return !action || mayUse(world, *caller, QString::fromLatin1(action)); };
    if (may(path.action) && may(path.alsoNeeds))
        return {};
    return ecsError(request, 403, u"Ecs.0003"_s,
                    request.isNova ? u"Policy doesn't allow this action to be performed."_s
                                   : u"You do not have permission to perform the operation."_s);
}

bool isList(const QStringList &ids)
{
    return ids.size() < 2;
}

} // namespace

Reply answerEcs(World &world, const Endpoints &endpoints, const Call &call)
{
    Call asked = call;
    if (asked.target.startsWith("/v2/"))
        asked.target.insert(3, ".1");
    const auto match = findRoute(ecsPaths, asked);
    if (match.allowed.isEmpty())
        return unknownApi(world);
    EcsRequest request{.world = world,
                       .endpoints = endpoints,
                       .call = call,
                       .isNova = !asked.target.startsWith("/v1/"),
                       .ids = match.ids,
                       .query = queryOf(call)};
    if (!match.route) {
        Reply reply = ecsError(request, 405, u"Ecs.0000"_s, u"The method is not allowed for this resource."_s);
        reply.headers.emplace_back("Allow", match.allowed.join(", "));
        return reply;
    }
    if (std::optional<Reply> refusal = admitToEcs(request, *match.route))
        return *refusal;
    if (!isList(match.ids)) {
        request.server = world.fleet.server(match.ids.at(1));
        if (!request.server || request.server->projectId != request.projectId() || request.server->isBareMetal) {
            return ecsError(request, 404, u"Ecs.0114"_s,
                            u"Instance[%1] could not be found."_s.arg(match.ids.at(1).left(100)));
        }
    }
    if (call.method == "POST" || call.method == "PUT") {
        const QJsonDocument document =
            call.body.size() > longestEcsBody ? QJsonDocument() : QJsonDocument::fromJson(call.body);
        if (!document.isObject())
            return ecsError(request, 400, u"Ecs.0005"_s, u"Malformed request body."_s);
        request.body = document.object();
    }
    return match.route->route(request);
}

Reply ecsError(const EcsRequest &request, int status, const QString &code, const QString &message)
{
    if (request.isNova) {
        return jsonReply(status,
                         JsonObject().add(novaTitle(status), JsonObject().add("code", status).add("message", message)));
    }
    return jsonReply(status, JsonObject().add("error", JsonObject().add("code", code).add("message", message)));
}

} // namespace claviger::sim
