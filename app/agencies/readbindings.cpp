// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/readbindings.h"

#include "app/agencies/guardianroles.h"
#include "app/agencies/readpages.h"
#include "app/agencies/words.h"

#include <QHash>

namespace claviger {

namespace {

// What all clusters of one reading share.
struct Reading
{
    BindingDesk desk = {};
    std::function<void(const ClusterReading &)> onRead = {};
    std::stop_token stop = {};
    std::shared_ptr<AgencyLookups> lookups = {};
    QHash<QString, EcsServer> servers = {}; // by id, of the list
    std::optional<Error> serversError = {};  // the list could not be read
};

// By ECS's own word about the server.
NodeBinding bindingOf(const ClusterNode &node, const EcsServer &server)
{
    NodeBinding binding{.node = node, .condition = NodeBinding::Read, .agency = server.agency, .hostName = server.hostName};
    if (server.isBareMetal) {
        binding.condition = NodeBinding::BareMetal;
        binding.agency.clear();
    } else if (!server.hasMetadata) {
        binding.condition = NodeBinding::Unreadable;
        binding.error = {.fault = Fault::Unreadable, .detail = AgencyWords::tr("ECS shows the server without its metadata")};
    }
    return binding;
}

Task<Done> readNode(std::shared_ptr<Reading> reading, ClusterNode node, std::shared_ptr<NodeBinding> into)
{
    const ShowEcsServer request{.projectId = reading->desk.projectId, .serverId = node.serverId};
    const Result<EcsServer> server = co_await reading->desk.cloud.send(request, reading->stop);
    if (server)
        *into = bindingOf(node, *server);
    else
        *into = NodeBinding{.node = node, .condition = NodeBinding::Unreadable, .error = server.error()};
    co_return Done{};
}

Task<Done> readNodes(std::shared_ptr<Reading> reading, std::vector<ClusterNode> nodes, std::shared_ptr<ClusterReading> into, int lanes)
{
    std::vector<std::shared_ptr<NodeBinding>> bindings;
    std::vector<Job> jobs;
    for (const ClusterNode &node : nodes) {
        const auto listed = reading->servers.constFind(node.serverId);
        const auto binding = std::make_shared<NodeBinding>();
        bindings.push_back(binding);
        if (listed != reading->servers.constEnd())
            *binding = bindingOf(node, *listed);
        else if (reading->serversError)
            *binding = {.node = node, .condition = NodeBinding::Unreadable, .error = *reading->serversError};
        else // not in the list: it is of a moment ago
            jobs.emplace_back([reading, node, binding] { return readNode(reading, node, binding); });
    }
    if (!jobs.empty()) {
        const Result<Done> all = co_await runInLanes(lanes, std::move(jobs), reading->stop);
        if (!all)
            co_return tl::unexpected(all.error());
    }
    for (const std::shared_ptr<NodeBinding> &binding : bindings)
        into->nodes.push_back(*binding);
    markTokenServers(into->cluster, into->nodes);
    co_return Done{};
}

// Of every agency that nodes name, so that of different ones each is known.
Task<Done> lookUpAgencies(std::shared_ptr<Reading> reading, std::shared_ptr<ClusterReading> into)
{
    QStringList names;
    for (const NodeBinding &node : into->nodes)
        if (!node.agency.isEmpty() && !names.contains(node.agency))
            names.append(node.agency);
    std::vector<Task<AgencyLookup>> asking;
    for (const QString &name : names)
        asking.push_back(AgencyLookups::find(reading->lookups, name, reading->stop));
    std::optional<Error> problem;
    for (std::size_t i = 0; i < asking.size(); ++i) {
        const Result<AgencyLookup> lookup = co_await asking[i];
        if (lookup)
            into->lookups.insert_or_assign(names[static_cast<qsizetype>(i)], *lookup);
        else
            problem = lookup.error();
    }
    if (problem)
        co_return tl::unexpected(*problem);
    if (const std::optional<QString> agency = sharedAgency(into->nodes))
        into->lookup = into->lookups[*agency];
    co_return Done{};
}

// Also for a cluster whose hosts cannot be read: then the verdict says so.
Task<Done> readCluster(std::shared_ptr<Reading> reading, std::shared_ptr<ClusterReading> into, int lanes)
{
    const BindingDesk &desk = reading->desk;
    const ListClusterHosts request{.projectId = desk.projectId, .clusterId = into->cluster.id};
    const Result<std::vector<ClusterNode>> nodes = co_await readPages(desk.cloud, request, lanes, reading->stop);
    if (nodes) {
        const Result<Done> read = co_await readNodes(reading, *nodes, into, lanes);
        if (!read)
            co_return read;
    }
    const Result<Done> lookedUp = co_await lookUpAgencies(reading, into);
    if (!lookedUp)
        co_return lookedUp;
    if (reading->stop.stop_requested())
        co_return tl::unexpected(Error{.fault = Fault::Cancelled, .detail = AgencyWords::tr("the reading was stopped")});
    const Instant now = desk.cloud.transport()->clock()->now();
    const std::chrono::milliseconds ahead = desk.cloud.session() ? desk.cloud.session()->facts().cloudAhead : std::chrono::milliseconds();
    into->readAt = now;
    into->verdict = judge(into->cluster, into->nodes, into->lookup, now + ahead, desk.soon);
    if (!nodes)
        into->verdict.reason = nodes.error();
    if (reading->onRead)
        reading->onRead(*into);
    co_return Done{};
}

std::shared_ptr<Reading> newReading(BindingDesk desk, std::function<void(const ClusterReading &)> onRead, std::stop_token stop)
{
    auto reading = std::make_shared<Reading>();
    reading->lookups = std::make_shared<AgencyLookups>(desk.cloud, desk.accountId);
    reading->desk = std::move(desk);
    reading->onRead = std::move(onRead);
    reading->stop = std::move(stop);
    return reading;
}

} // namespace

Task<std::vector<ClusterReading>> readBindings(BindingDesk desk, std::function<void(const ClusterReading &)> onRead, std::stop_token stop)
{
    const std::shared_ptr<Reading> reading = newReading(desk, std::move(onRead), stop);
    const ListMrsClusters clusterList{.projectId = desk.projectId};
    const ListEcsServers serverList{.projectId = desk.projectId};
    const auto listing = readPages(desk.cloud, clusterList, desk.lanes, stop); // both at once
    const auto servers = co_await readPages(desk.cloud, serverList, desk.lanes, stop);
    const auto clusters = co_await listing;
    if (!clusters)
        co_return tl::unexpected(clusters.error());
    if (servers) {
        for (const EcsServer &server : *servers)
            reading->servers.insert(server.id, server);
    } else {
        reading->serversError = servers.error();
    }

    std::vector<std::shared_ptr<ClusterReading>> readings;
    std::vector<Job> jobs;
    for (const MrsCluster &cluster : *clusters) {
        if (cluster.isGone())
            continue;
        const auto one = std::make_shared<ClusterReading>();
        one->cluster = cluster;
        readings.push_back(one);
        jobs.emplace_back([reading, one] { return readCluster(reading, one, 1); });
    }
    if (!jobs.empty()) {
        const Result<Done> all = co_await runInLanes(desk.lanes, std::move(jobs), stop);
        if (!all)
            co_return tl::unexpected(all.error());
    }
    std::vector<ClusterReading> result;
    result.reserve(readings.size());
    for (const std::shared_ptr<ClusterReading> &one : readings)
        result.push_back(std::move(*one));
    co_return result;
}

Task<ClusterReading> readBinding(BindingDesk desk, MrsCluster cluster, std::stop_token stop)
{
    const std::shared_ptr<Reading> reading = newReading(desk, {}, stop);
    const auto one = std::make_shared<ClusterReading>();
    one->cluster = std::move(cluster);
    const Result<Done> read = co_await readCluster(reading, one, desk.lanes);
    if (!read)
        co_return tl::unexpected(read.error());
    co_return *one;
}

} // namespace claviger
