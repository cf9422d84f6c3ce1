// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/readbindings.h"

#include "app/agencies/guardianroles.h"
#include "app/agencies/readpages.h"
#include "app/agencies/words.h"

#include <QHash>

#include <algorithm>

namespace claviger {

namespace {

constexpr int mostListsAtOnce = 6; // pages of servers: each is large, and the hosts of many clusters are read meanwhile

// What all projects of one reading share.
struct Reading
{
    BindingDesk desk = {};
    std::function<void(const ClusterReading &)> onRead = {};
    std::shared_ptr<AgencyLookups> lookups = {};
    std::shared_ptr<Gate> mrs = {}, ecs = {}, ecsLists = {};
};

using Servers = QHash<QString, EcsServer>; // by id

// What all clusters of one project share.
struct ProjectReading
{
    std::shared_ptr<Reading> reading = {};
    Project project = {};
    std::stop_token stop = {};
    bool isListing = false;
    Servers known = {};                // listed by ECS so far, and not yet found among hosts, which are read meanwhile
    SharedOutcome<Done> servers = {};  // all are known
    std::vector<Task<Done>> running = {}; // one for each cluster
    QHash<QString, std::shared_ptr<ClusterReading>> clusters = {}; // by id
    std::optional<Error> error = {}; // the clusters could not be listed
    std::vector<MrsCluster> listed = {};
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
        binding.error = shownWithoutMetadata();
    }
    return binding;
}

Task<NodeBinding> checkNode(std::shared_ptr<ProjectReading> project, ClusterNode node)
{
    const std::shared_ptr<Reading> reading = project->reading;
    const ShowEcsServer request{.projectId = project->project.id, .serverId = node.serverId};
    const Result<EcsServer> server = co_await reading->desk.cloud.sendThrough(reading->ecs, request, project->stop);
    if (server)
        co_return bindingOf(node, *server);
    co_return NodeBinding{.node = node, .condition = NodeBinding::Unreadable, .error = server.error()};
}

Task<Done> checkNodes(std::shared_ptr<ProjectReading> project, std::vector<ClusterNode> nodes, std::shared_ptr<ClusterReading> into)
{
    const auto isKnown = [&project](const ClusterNode &node) { return project->known.contains(node.serverId); };
    Result<Done> listed = Done{};
    if (!std::all_of(nodes.begin(), nodes.end(), isKnown)) {
        const SharedOutcome<Done> listing = project->servers;
        const Result<Done> ended = co_await SharedOutcome<Done>::of(listing, project->stop);
        listed = ended;
    }
    std::vector<std::pair<std::size_t, Task<NodeBinding>>> asking;
    into->nodes.reserve(nodes.size());
    for (const ClusterNode &node : nodes) {
        NodeBinding binding{.node = node};
        if (const auto server = project->known.constFind(node.serverId); server != project->known.constEnd()) {
            binding = bindingOf(node, *server);
            project->known.erase(server); // of one cluster only; thrown away all at once, they would hold up the end
        } else if (!listed) {
            binding.error = listed.error();
        } else { // not in the list: it is of a moment ago
            asking.emplace_back(into->nodes.size(), checkNode(project, node));
        }
        into->nodes.push_back(std::move(binding));
    }
    for (auto &[place, one] : asking) {
        const Result<NodeBinding> binding = co_await one;
        into->nodes[place] = *binding;
    }
    markTokenServers(into->cluster, into->nodes);
    co_return Done{};
}

// Of every agency that nodes name, so that of different ones each is known.
Task<Done> lookUpAgencies(std::shared_ptr<ProjectReading> project, std::shared_ptr<ClusterReading> into)
{
    QStringList names;
    for (const NodeBinding &node : into->nodes)
        if (!node.agency.isEmpty() && !names.contains(node.agency))
            names.append(node.agency);
    std::vector<Task<AgencyLookup>> asking;
    for (const QString &name : names)
        asking.push_back(AgencyLookups::find(project->reading->lookups, name, project->stop));
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
Task<Done> checkCluster(std::shared_ptr<ProjectReading> project, std::shared_ptr<ClusterReading> into)
{
    const std::shared_ptr<Reading> reading = project->reading;
    const BindingDesk &desk = reading->desk;
    const ListClusterHosts request{.projectId = project->project.id, .clusterId = into->cluster.id};
    const Result<std::vector<ClusterNode>> nodes = co_await readPages(reading->mrs, desk.cloud, request, project->stop);
    if (nodes) {
        const Result<Done> read = co_await checkNodes(project, *nodes, into);
        Q_UNUSED(read)
    }
    const Result<Done> lookedUp = co_await lookUpAgencies(project, into);
    if (!lookedUp)
        co_return lookedUp;
    if (project->stop.stop_requested())
        co_return tl::unexpected(Error{.fault = Fault::Cancelled, .detail = AgencyWords::tr("the reading was stopped")});
    into->readAt = desk.cloud.transport()->clock()->now();
    into->judgedAt = desk.cloud.cloudNow();
    into->verdict = judge(into->cluster, into->nodes, into->lookup, into->judgedAt, desk.soon);
    if (!nodes)
        into->verdict.reason = nodes.error();
    if (reading->onRead)
        reading->onRead(*into);
    co_return Done{};
}

Task<Done> listServers(std::shared_ptr<ProjectReading> project)
{
    const std::shared_ptr<Reading> reading = project->reading;
    const ListEcsServers request{.projectId = project->project.id};
    const std::function<void(const EcsServer &)> take = [project](const EcsServer &server) { project->known.insert(server.id, server); };
    const Result<std::vector<EcsServer>> servers =
        co_await readPages(reading->ecsLists, reading->desk.cloud, request, project->stop, take);
    if (servers)
        project->servers.settle(Done{});
    else
        project->servers.settle(tl::unexpected(servers.error()));
    co_return Done{};
}

std::shared_ptr<ClusterReading> newCluster(const ProjectReading &project, const MrsCluster &cluster)
{
    const auto one = std::make_shared<ClusterReading>();
    one->cluster = cluster;
    one->cluster.projectId = project.project.id; // what MRS calls its tenant is the same, where it is told
    one->project = project.project;
    return one;
}

// Each cluster as soon as its page is there. With the first one it is certain that servers and agencies will be wanted.
void beginCluster(const std::shared_ptr<ProjectReading> &project, const MrsCluster &cluster)
{
    if (cluster.isGone())
        return;
    if (!project->isListing) {
        project->isListing = true;
        const Task<Done> listing = listServers(project);
        const Task<std::vector<IamAgency>> agencies = AgencyLookups::list(project->reading->lookups, project->stop);
        Q_UNUSED(listing)
        Q_UNUSED(agencies)
    }
    const std::shared_ptr<ClusterReading> one = newCluster(*project, cluster);
    project->clusters.insert(cluster.id, one);
    project->running.push_back(checkCluster(project, one));
}

Task<Done> checkProject(std::shared_ptr<ProjectReading> project, std::stop_token stop)
{
    std::stop_source ours; // ends what has begun, too, if the list turns out to be unreadable
    const std::stop_callback onStop(stop, [&ours] { ours.request_stop(); });
    project->stop = ours.get_token();
    const ListMrsClusters request{.projectId = project->project.id};
    const std::function<void(const MrsCluster &)> begin = [project](const MrsCluster &cluster) { beginCluster(project, cluster); };
    const Result<std::vector<MrsCluster>> clusters =
        co_await readPages(project->reading->mrs, project->reading->desk.cloud, request, project->stop, begin);
    if (clusters)
        project->listed = *clusters;
    else {
        project->error = clusters.error();
        ours.request_stop();
    }
    std::vector<Task<Done>> running = std::exchange(project->running, {});
    for (Task<Done> &one : running) {
        const Result<Done> ended = co_await one;
        Q_UNUSED(ended)
    }
    co_return Done{};
}

std::shared_ptr<Reading> newReading(BindingDesk desk, std::function<void(const ClusterReading &)> onRead)
{
    auto reading = std::make_shared<Reading>();
    const auto shared = std::make_shared<Gate>(desk.lanes); // of several hosts: nothing goes ahead
    const auto gateFor = [](int lanes) { return std::make_shared<Gate>(lanes, Transport::readAhead(lanes)); };
    const auto gate = [&] { return desk.sharesLanes ? shared : gateFor(desk.lanes); };
    reading->mrs = gate();
    reading->ecs = gate();
    reading->ecsLists = desk.sharesLanes ? reading->ecs : gateFor(std::min(desk.lanes, mostListsAtOnce));
    reading->lookups = std::make_shared<AgencyLookups>(desk.cloud, desk.accountId, desk.sharesLanes ? reading->ecs : nullptr);
    reading->desk = std::move(desk);
    reading->onRead = std::move(onRead);
    return reading;
}

std::shared_ptr<ProjectReading> newProject(const std::shared_ptr<Reading> &reading, const Project &project)
{
    const auto one = std::make_shared<ProjectReading>();
    one->reading = reading;
    one->project = project;
    return one;
}

Project projectOf(const BindingDesk &desk, const QString &id)
{
    const auto isIt = [&id](const Project &project) { return project.id == id; };
    const auto known = std::find_if(desk.projects.begin(), desk.projects.end(), isIt);
    return known == desk.projects.end() ? Project{.id = id} : *known;
}

// In the order of their list. What a stop left unread is not among them.
void takeClusters(const ProjectReading &project, BindingReadings &into)
{
    if (project.error) {
        into.unread.push_back({.project = project.project, .error = *project.error});
        return;
    }
    for (const MrsCluster &cluster : project.listed)
        if (const std::shared_ptr<ClusterReading> one = project.clusters.value(cluster.id))
            into.clusters.push_back(std::move(*one));
}

} // namespace

std::optional<Error> BindingReadings::errorOf(const QString &projectId) const
{
    for (const UnreadProject &one : unread)
        if (one.project.id == projectId)
            return one.error;
    return {};
}

void judgeExpiry(ClusterReading &reading, std::chrono::hours soon)
{
    if (reading.verdict.expires) // nothing else depends on it, and reasons are not to be lost
        reading.verdict = judge(reading.cluster, reading.nodes, reading.lookup, reading.judgedAt, soon);
}

QString regionOf(const Project &project)
{
    return project.name.section(u'_', 0, 0);
}

Task<BindingReadings> readBindings(BindingDesk desk, std::function<void(const ClusterReading &)> onRead, std::stop_token stop)
{
    const std::shared_ptr<Reading> reading = newReading(desk, std::move(onRead));
    BindingReadings all;
    std::vector<std::shared_ptr<ProjectReading>> projects{newProject(reading, projectOf(desk, desk.projectId))};
    const QString region = regionOf(projects.front()->project);
    for (const Project &project : desk.projects) {
        if (project.id == desk.projectId)
            continue;
        if (!region.isEmpty() && regionOf(project) == region)
            projects.push_back(newProject(reading, project));
        else // the addresses of its services are others
            all.elsewhere.push_back(project);
    }

    const Result<Done> own = co_await checkProject(projects.front(), stop);
    Q_UNUSED(own)
    std::vector<Task<Done>> others;
    for (std::size_t i = 1; i < projects.size() && !stop.stop_requested(); ++i)
        others.push_back(checkProject(projects[i], stop));
    for (Task<Done> &other : others) {
        const Result<Done> ended = co_await other;
        Q_UNUSED(ended)
    }
    if (stop.stop_requested())
        co_return tl::unexpected(Error{.fault = Fault::Cancelled, .detail = AgencyWords::tr("the reading was stopped")});
    for (const std::shared_ptr<ProjectReading> &project : projects)
        takeClusters(*project, all);
    if (all.unread.size() == projects.size())
        co_return tl::unexpected(all.unread.front().error);
    co_return all;
}

Task<ClusterReading> readBinding(BindingDesk desk, MrsCluster cluster, std::stop_token stop)
{
    const std::shared_ptr<Reading> reading = newReading(desk, {});
    const std::shared_ptr<ProjectReading> project =
        newProject(reading, projectOf(desk, cluster.projectId.isEmpty() ? desk.projectId : cluster.projectId));
    project->stop = stop;
    project->servers.settle(Done{}); // none is known: each is asked for
    const std::shared_ptr<ClusterReading> one = newCluster(*project, cluster);
    const Result<Done> read = co_await checkCluster(project, one);
    if (!read)
        co_return tl::unexpected(read.error());
    co_return *one;
}

} // namespace claviger
