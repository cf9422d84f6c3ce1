// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/rebindplan.h"

#include "app/agencies/bindingmodel.h"
#include "app/agencies/readpages.h"
#include "app/agencies/words.h"
#include "app/foundation/lanes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype longestMetadataValue = 255; // ecs.md, 3

Error inTheWay(const QString &detail)
{
    return {.fault = Fault::Conflict, .detail = detail};
}

Task<Done> readPlanned(Client cloud, QString projectId, QString agency, std::stop_token stop, std::shared_ptr<PlannedNode> into)
{
    const ShowEcsServer request{.projectId = projectId, .serverId = into->node.serverId};
    const Result<EcsServer> server = co_await cloud.send(request, stop);
    *into = planNode(into->node, into->name, server, agency);
    co_return Done{};
}

} // namespace

int RebindPlan::count(PlannedNode::Kind kind) const
{
    return static_cast<int>(std::count_if(nodes.begin(), nodes.end(), [kind](const PlannedNode &node) { return node.kind == kind; }));
}

Result<Done> checkWritable(const MrsCluster &cluster)
{
    if (cluster.state != "running"_L1 && cluster.state != "abnormal"_L1)
        return tl::unexpected(inTheWay(AgencyWords::tr("%1 is not running: MRS says “%2”").arg(cluster.name, cluster.state)));
    if (!cluster.scale.isEmpty())
        return tl::unexpected(inTheWay(AgencyWords::tr("MRS notes a scaling of %1: “%2”").arg(cluster.name, cluster.scale)));
    return Done{};
}

Result<Done> checkAgencyName(const QString &agency)
{
    if (!agency.trimmed().isEmpty() && agency.size() <= longestMetadataValue)
        return Done{};
    return tl::unexpected(Error{.fault = Fault::Rejected, .detail = AgencyWords::tr("choose an agency first")});
}

// A node of another state may be on its way out, or be resized: MRS and ECS both have to say that it rests.
PlannedNode planNode(const ClusterNode &node, const QString &name, const Result<EcsServer> &server, const QString &agency)
{
    static const QStringList writableStates{u"active"_s, u"stopped"_s, u"paused"_s, u"suspended"_s}; // ecs.md, 3
    PlannedNode planned{.node = node, .name = name};
    if (!server || (!server->isBareMetal && !server->hasMetadata)) {
        planned.kind = PlannedNode::Unreadable;
        planned.error = server ? shownWithoutMetadata() : server.error();
        return planned;
    }
    const bool isBusyForMrs = !node.status.isEmpty() && node.status.compare("ACTIVE"_L1, Qt::CaseInsensitive) != 0;
    planned.previous = server->agency;
    if (server->isBareMetal)
        planned.kind = PlannedNode::BareMetal;
    else if (server->agency == agency)
        planned.kind = PlannedNode::AlreadyBound;
    else if (isBusyForMrs || !writableStates.contains(server->vmState, Qt::CaseInsensitive) || !server->taskState.isEmpty())
        planned.kind = PlannedNode::NotNow;
    if (planned.kind == PlannedNode::NotNow)
        planned.state = !server->taskState.isEmpty() ? server->taskState : server->vmState.isEmpty() ? node.status : server->vmState;
    return planned;
}

Task<bool> isAgencyTaskRunning(Client cloud, QString projectId, QString clusterId, std::stop_token stop)
{
    const ShowAgencyTask task{.projectId = projectId, .clusterId = clusterId};
    const Result<QString> status = co_await cloud.send(task, stop);
    if (status)
        co_return status->compare("running"_L1, Qt::CaseInsensitive) == 0;
    const Error &error = status.error();
    const bool isUnanswered = error.fault == Fault::TimedOut || error.fault == Fault::Offline || error.fault == Fault::Interrupted
        || error.fault == Fault::Throttled;
    if (error.fault == Fault::Unauthorized || error.fault == Fault::Cancelled || isUnanswered)
        co_return tl::unexpected(error);
    // Anything else means that it is not offered here, or that the last one has failed.
    co_return error.serviceCode == "MRS.0212"_L1;
}

Task<MrsCluster> readWritableCluster(Client cloud, QString projectId, QString clusterId, std::stop_token stop)
{
    const ShowMrsCluster request{.projectId = projectId, .clusterId = clusterId};
    const Result<MrsCluster> cluster = co_await cloud.send(request, stop);
    if (!cluster)
        co_return tl::unexpected(cluster.error());
    if (const Result<Done> writable = checkWritable(*cluster); !writable)
        co_return tl::unexpected(writable.error());
    const Result<bool> isRunning = co_await isAgencyTaskRunning(cloud, projectId, clusterId, stop);
    if (!isRunning)
        co_return tl::unexpected(isRunning.error());
    if (*isRunning)
        co_return tl::unexpected(inTheWay(AgencyWords::tr("the MRS console is changing the agency of %1 right now").arg(cluster->name)));
    co_return cluster;
}

Task<RebindPlan> planRebind(Client cloud, QString projectId, QString clusterId, QString agency, int lanes, std::stop_token stop)
{
    if (const Result<Done> named = checkAgencyName(agency); !named)
        co_return tl::unexpected(named.error());
    const Result<MrsCluster> cluster = co_await readWritableCluster(cloud, projectId, clusterId, stop);
    if (!cluster)
        co_return tl::unexpected(cluster.error());
    const ListClusterHosts hosts{.projectId = projectId, .clusterId = clusterId};
    const Result<std::vector<ClusterNode>> nodes = co_await readPages(cloud, hosts, lanes, stop);
    if (!nodes)
        co_return tl::unexpected(nodes.error());
    if (nodes->empty())
        co_return tl::unexpected(inTheWay(AgencyWords::tr("MRS lists no nodes of %1").arg(cluster->name)));

    std::vector<NodeBinding> named;
    named.reserve(nodes->size());
    for (const ClusterNode &node : *nodes)
        named.push_back({.node = node});
    const QStringList names = nodeNames(named);
    std::vector<std::shared_ptr<PlannedNode>> planned;
    std::vector<Job> jobs;
    planned.reserve(nodes->size());
    jobs.reserve(nodes->size());
    for (std::size_t i = 0; i < nodes->size(); ++i) {
        const auto one = std::make_shared<PlannedNode>(PlannedNode{.node = (*nodes)[i], .name = names.at(static_cast<qsizetype>(i))});
        planned.push_back(one);
        jobs.emplace_back([cloud, projectId, agency, stop, one] { return readPlanned(cloud, projectId, agency, stop, one); });
    }
    const Result<Done> all = co_await runInLanes(lanes, std::move(jobs), stop);
    if (!all)
        co_return tl::unexpected(all.error());
    RebindPlan plan{.cluster = *cluster, .projectId = projectId, .agency = agency};
    plan.nodes.reserve(planned.size());
    for (const std::shared_ptr<PlannedNode> &one : planned)
        plan.nodes.push_back(*one);
    co_return plan;
}

} // namespace claviger
