// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/mrs.h"

#include "app/simulation/iamrequest.h"
#include "app/simulation/mrsrequest.h"
#include "app/simulation/routes.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestMrsBody = 512 * 1024;

enum class Offered { Everywhere, OnHuaweiCloud, WithAgencyTask };

struct MrsPath
{
    const char *method;
    const char *pattern; // the first "*" is the project, the second the cluster
    MrsRoute route;
    const char *action; // of list, detail and hosts: mrs.md, sections 1 to 3; the others are guessed in their manner
    Offered offered = Offered::Everywhere;
};

constexpr std::array mrsPaths{
    MrsPath{"GET", "/v1.1/*/cluster_infos", listClusters, "mrs:cluster:list"},
    MrsPath{"GET", "/v1.1/*/cluster_infos/*", showCluster, "mrs:cluster:get"},
    MrsPath{"GET", "/v1.1/*/clusters/*/hosts", listHosts, "mrs:host:list"},
    MrsPath{"GET", "/v1.1/*/clusters/*/tags", listClusterTags, "mrs:tag:list"},
    MrsPath{"PUT", "/v2/*/clusters/*/cluster-name", renameCluster, "mrs:cluster:update"},
    MrsPath{"GET", "/v1/*/clusters/*/async_task_status/update_ecs_agency", showAgencyTask, "mrs:cluster:get",
            Offered::WithAgencyTask},
    MrsPath{"GET", "/v2/*/clusters/*/nodes", listNodes, "mrs:host:list", Offered::OnHuaweiCloud},
    MrsPath{"GET", "/v2/*/clusters/*/agency-mapping", listAgencyMappings, "mrs:cluster:getAgencyMapping",
            Offered::OnHuaweiCloud},
    MrsPath{"PUT", "/v2/*/clusters/*/agency-mapping", changeAgencyMappings, "mrs:cluster:updateAgencyMapping",
            Offered::OnHuaweiCloud},
};

struct MrsErrorText
{
    const char *code;
    int status;
    const char *text;
};

constexpr std::array mrsErrors{
    MrsErrorText{"12000001", 401, "Invalid authentication."},
    MrsErrorText{"12000002", 400, "Invalid cluster name."},
    MrsErrorText{"12000003", 400, "The cluster does not exist."},
    MrsErrorText{"12000004", 500, "Internal error."},
    MrsErrorText{"12000009", 400, "Invalid parameter."},
    MrsErrorText{"12000019", 400, "Failed to obtain the hosts."},
    MrsErrorText{"12000023", 400, "Failed to obtain the cluster details."},
    MrsErrorText{"12000041", 400, "Failed to obtain the cluster list."},
    MrsErrorText{"12000052", 400, "You do not have access rights."},
    MrsErrorText{"12000107", 400, "Invalid project ID."},
    MrsErrorText{"12000136", 401, "Permission denied by policy."},
    MrsErrorText{"12000154", 500, "The IAM user synchronization is already running."},
    MrsErrorText{"130000002", 500, "The token is invalid."},
    MrsErrorText{"MRS.0205", 500, "Failed to synchronize the agency mapping."},
    MrsErrorText{"MRS.0206", 500, "The agency mapping is being synchronized."},
    MrsErrorText{"MRS.0208", 500, "Failed to create the policy."},
    MrsErrorText{"MRS.0209", 500, "Failed to assign the policy to the agency."},
    MrsErrorText{"MRS.0210", 500, "No secu_admin policy."},
    MrsErrorText{"MRS.0211", 500, "Failed to obtain new agency or new agency does not exist."},
    MrsErrorText{"MRS.0212", 500, "Updating ECS agency task is running."},
    MrsErrorText{"MRS.0216", 500, "Failed to update ECS metadata."},
    MrsErrorText{"MRS.0217", 500, "Failed to unbind the policy."},
    MrsErrorText{"MRS.0218", 500, "Failed to check the policy."},
};

const MrsErrorText &mrsErrorOf(const QString &code)
{
    const auto it = std::find_if(mrsErrors.begin(), mrsErrors.end(),
                                 [&](const MrsErrorText &error) { return code == QLatin1String(error.code); });
    return it == mrsErrors.end() ? mrsErrorOf(u"12000004"_s) : *it;
}

bool isOffered(const FleetLevers &levers, Offered offered)
{
    switch (offered) {
    case Offered::OnHuaweiCloud:
        return levers.isHuaweiCloud;
    case Offered::WithAgencyTask:
        return levers.tellsAgencyTask;
    case Offered::Everywhere:
        break;
    }
    return true;
}

Reply refusedByMrs(World &world, const Unrecognized &why)
{
    switch (why.reason) {
    case Unrecognized::Gateway:
        return gatewayError(world, why.status, why.code, why.message);
    case Unrecognized::NoCredentials:
        return mrsError(u"12000001"_s);
    case Unrecognized::TokenUnknown:
        return mrsError(u"130000002"_s);
    case Unrecognized::TokenOver:
        break;
    }
    switch (world.fleet.levers.mrsExpiredToken) {
    case FleetLevers::TokenInvalid:
        return mrsError(u"130000002"_s);
    case FleetLevers::KeystoneStyle:
        return keystoneError(401, u"The request you have made requires authentication."_s);
    case FleetLevers::Refused:
        break;
    }
    return mrsError(u"12000001"_s);
}

// Null: the caller may do this in the project of the path.
std::optional<Reply> admitToMrs(MrsRequest &request, const MrsPath &path)
{
    World &world = request.world;
    const tl::expected<Caller, Unrecognized> caller = recognizeCaller(world, request.call);
    if (!caller)
        return refusedByMrs(world, caller.error());
    const int perMinute = world.fleet.levers.mrsCallsPerMinute;
    if (const std::optional<int> wait = secondsToWait(world, world.fleet.mrsCalls, perMinute))
        return throttledByGateway(world, perMinute, *wait);
    if (caller->projectId.isEmpty() || caller->projectId != request.projectId())
        return mrsError(u"12000107"_s);
    if (mayUse(world, *caller, QString::fromLatin1(path.action)))
        return {};
    const bool isChange = qstrcmp(path.method, "GET") != 0;
    return mrsError(isChange && mayUse(world, *caller, u"mrs:cluster:get"_s) ? u"12000136"_s : u"12000052"_s);
}

} // namespace

Reply answerMrs(World &world, const Endpoints &, const Call &call)
{
    const auto match = findRoute(mrsPaths, call);
    if (match.allowed.isEmpty() || (match.route && !isOffered(world.fleet.levers, match.route->offered)))
        return unknownApi(world);
    if (!match.route) {
        Reply reply = gatewayError(world, 405, u"APIGW.0106"_s, u"The request method is not supported."_s);
        reply.headers.emplace_back("Allow", match.allowed.join(", "));
        return reply;
    }
    MrsRequest request{.world = world, .call = call, .ids = match.ids, .query = queryOf(call)};
    if (std::optional<Reply> refusal = admitToMrs(request, *match.route))
        return *refusal;
    if (match.ids.size() > 1) {
        request.cluster = world.fleet.cluster(match.ids.at(1));
        if (!request.cluster || request.cluster->projectId != request.projectId())
            return mrsError(u"12000003"_s);
    }
    if (call.method == "PUT") {
        const QJsonDocument document =
            call.body.size() > longestMrsBody ? QJsonDocument() : QJsonDocument::fromJson(call.body);
        if (!document.isObject())
            return mrsError(u"12000009"_s);
        request.body = document.object();
    }
    return match.route->route(request);
}

Reply mrsError(const QString &code)
{
    const MrsErrorText &error = mrsErrorOf(code);
    return jsonReply(error.status, JsonObject().add("error_code", code).add("error_msg", mrsErrorText(code)));
}

QString mrsErrorText(const QString &code)
{
    return QString::fromLatin1(mrsErrorOf(code).text);
}

} // namespace claviger::sim
