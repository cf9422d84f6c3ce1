// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/scenario.h"

#include "app/simulation/agencytask.h"
#include "app/simulation/guardian.h"
#include "app/simulation/incidents.h"
#include "app/simulation/systemroles.h"
#include "app/simulation/world.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const auto scenarioActs = u"scenario"_s; // group of the agenda
constexpr Elapsed throttledFor = 30min; // ecs.md, section 5
constexpr Elapsed throttledAgain = 25min; // whatever polls goes on

// The description of agencies that a scenario made, and the next one takes away.
QString scenarioMark()
{
    return u"Made by a scenario"_s;
}

tl::unexpected<Error> cannotPlay(const QString &why)
{
    return tl::unexpected(Error{.fault = Fault::Rejected, .detail = why});
}

const ClusterPlan *planOf(const Scenario &scenario, const QString &cluster)
{
    const auto it = std::find_if(scenario.clusters.begin(), scenario.clusters.end(),
                                 [&](const ClusterPlan &plan) { return plan.name == cluster; });
    return it == scenario.clusters.end() ? nullptr : &*it;
}

// core-17: the kind of the node and its number among them.
struct NodeName
{
    QString kind = {};
    int number = 0;
};
std::optional<NodeName> readNodeName(const QString &name)
{
    const qsizetype dash = name.indexOf(u'-');
    bool isNumber = false;
    const int number = name.mid(dash + 1).toInt(&isNumber);
    if (dash <= 0 || !isNumber || number < 1)
        return {};
    return NodeName{.kind = name.left(dash), .number = number};
}

bool hasNode(const ClusterPlan &plan, const QString &name)
{
    const std::optional<NodeName> node = readNodeName(name);
    if (!node)
        return false;
    const int most = node->kind == "master"_L1 ? plan.masters : node->kind == "core"_L1 ? plan.cores
        : node->kind == "task"_L1                                                       ? plan.tasks
                                                                                        : 0;
    return node->number <= most;
}

// Everything a scenario names must be there before anything is changed.
Result<Done> check(const World &world, const Scenario &scenario)
{
    if (world.accounts().empty())
        return cannotPlay(u"a scenario needs an account to play in"_s);
    QSet<QString> names;
    for (const ClusterPlan &plan : scenario.clusters) {
        if (names.contains(plan.name))
            return cannotPlay(u"two clusters are called “%1”"_s.arg(plan.name));
        names.insert(plan.name);
        const auto &projects = world.projects();
        if (std::none_of(projects.begin(), projects.end(), [&](const Project &one) { return one.name == plan.project; }))
            return cannotPlay(u"there is no project “%1”"_s.arg(plan.project));
    }
    for (const ScenarioChange &change : scenario.changes) {
        for (const QString &role : change.roles) {
            if (!isSystemRole(role))
                return cannotPlay(u"there is no role “%1”"_s.arg(role));
        }
        if (change.cluster.isEmpty())
            continue;
        const ClusterPlan *plan = planOf(scenario, change.cluster);
        if (!plan)
            return cannotPlay(u"there is no cluster “%1”"_s.arg(change.cluster));
        for (const QString &node : change.nodes) {
            if (!hasNode(*plan, node))
                return cannotPlay(u"cluster “%1” has no node “%2”"_s.arg(plan->name, node));
        }
    }
    return Done{};
}

bool isBuiltAs(World &world, const Scenario &scenario)
{
    if (world.fleet.clusters().size() != scenario.clusters.size())
        return false;
    return std::all_of(scenario.clusters.begin(), scenario.clusters.end(), [&world](const ClusterPlan &plan) {
        const Cluster *cluster = world.fleet.clusterNamed(plan.name);
        return cluster && static_cast<int>(cluster->serverIds.size()) == plan.masters + plan.cores + plan.tasks;
    });
}

// What an earlier scenario broke works again. Keys, users and what a person made stay.
void putInOrder(World &world, const Scenario &scenario)
{
    std::vector<QString> made;
    for (const Agency &agency : world.agencies.all()) {
        if (agency.description == scenarioMark())
            made.push_back(agency.id);
    }
    for (const QString &id : made)
        world.agencies.remove(id);
    addStandardAgencies(world, world.accounts().front().id);
    world.manager.reach = ManagerState::Reach::Answers;
    for (const ClusterPlan &plan : scenario.clusters) {
        Cluster &cluster = *world.fleet.clusterNamed(plan.name);
        cluster.recordedAgency = plan.agency;
        cluster.state = u"running"_s;
        cluster.scale.clear();
        const std::vector<Server *> servers = world.fleet.serversOf(cluster);
        bindServers(servers, plan.agency);
        for (Server *server : servers) {
            server->metadataService.condition = MetadataService::Works;
            server->metadataService.blockedUntil.reset();
            server->metadataService.requests.clear();
            server->metadataService.earlierUntil.reset(); // what a scenario changes is so from its beginning
        }
    }
}

std::vector<Server *> nodesOf(World &world, const ScenarioChange &change)
{
    const Cluster &cluster = *world.fleet.clusterNamed(change.cluster);
    if (change.nodes.isEmpty())
        return world.fleet.serversOf(cluster);
    std::vector<Server *> nodes;
    for (const QString &name : change.nodes)
        nodes.push_back(nodeCalled(world, cluster, name));
    return nodes;
}

void makeAgency(World &world, const ScenarioChange &change)
{
    const Account *trusted = world.account(change.trust);
    Agency agency{.id = world.makeId(),
                  .name = change.agency,
                  .accountId = world.accounts().front().id,
                  .trustId = trusted ? trusted->id : ecsTrustId(),
                  .trustName = change.trust,
                  .description = scenarioMark(),
                  .duration = change.duration,
                  .created = world.now() - 24h * 200};
    if (change.expiredDaysAgo)
        agency.expires = world.now() - 24h * *change.expiredDaysAgo;
    for (const QString &name : change.roles)
        agency.accountRoles.append(world.agencies.roleCalled(name)->id);
    world.agencies.add(std::move(agency));
}

// Whatever polls the metadata service of the node goes on doing so.
void throttle(World &world, const QString &serverId)
{
    Server *server = world.fleet.server(serverId);
    if (!server)
        return;
    server->metadataService.blockedUntil = world.elapsed() + throttledFor;
    world.after(throttledAgain, [serverId](World &later) { throttle(later, serverId); }, scenarioActs);
}

void apply(World &world, const ScenarioChange &change)
{
    switch (change.kind) {
    case ScenarioChange::Bind:
        bindServers(nodesOf(world, change), change.agency);
        if (change.inRecord)
            world.fleet.clusterNamed(change.cluster)->recordedAgency = change.agency;
        break;
    case ScenarioChange::MakeAgency:
        makeAgency(world, change);
        break;
    case ScenarioChange::Metadata:
        for (Server *node : nodesOf(world, change))
            node->metadataService.condition = change.condition;
        break;
    case ScenarioChange::Throttle:
        for (const Server *node : nodesOf(world, change))
            throttle(world, node->id);
        break;
    case ScenarioChange::Flap: {
        std::vector<QString> ids;
        for (const Server *node : nodesOf(world, change))
            ids.push_back(node->id);
        flapping(world, ids, change.failsFor, change.worksFor);
        break;
    }
    case ScenarioChange::Storm:
        storm(world, change.alarms, change.within);
        break;
    case ScenarioChange::History: // what is there already is history enough
        fillHistory(world, static_cast<std::size_t>(change.alarms), change.within);
        break;
    case ScenarioChange::Manager:
        world.manager.reach = change.isReachable ? ManagerState::Reach::Answers : ManagerState::Reach::Refuses;
        break;
    }
}

} // namespace

Result<Done> play(World &world, const Scenario &scenario)
{
    if (const Result<Done> fits = check(world, scenario); !fits)
        return fits;
    world.dropActs(scenarioActs);
    endIncidents(world);
    abandonTasks(world);
    const bool isAnotherEstate = !isBuiltAs(world, scenario);
    if (isAnotherEstate) {
        world.fleet.clear();
        world.alarms.clearAll();
        for (const ClusterPlan &plan : scenario.clusters)
            addCluster(world, plan);
    }
    putInOrder(world, scenario);
    for (const ScenarioChange &change : scenario.changes)
        apply(world, change);
    world.scenario = scenario.id;
    startGuardian(world);
    return Done{};
}

Server *nodeCalled(World &world, const Cluster &cluster, const QString &name)
{
    const std::optional<NodeName> wanted = readNodeName(name);
    int number = 0;
    for (Server *server : world.fleet.serversOf(cluster)) {
        if (server->id == name || server->hostName == name || server->ip == name)
            return server;
        if (wanted && server->type.compare(wanted->kind, Qt::CaseInsensitive) == 0 && ++number == wanted->number)
            return server;
    }
    return nullptr;
}

QString shortName(World &world, const Server &server)
{
    const Cluster *cluster = world.fleet.cluster(server.clusterId);
    if (!cluster)
        return server.hostName;
    int number = 0;
    for (const Server *one : world.fleet.serversOf(*cluster)) {
        if (one->type == server.type)
            ++number;
        if (one == &server)
            break;
    }
    return u"%1-%2"_s.arg(server.type.toLower()).arg(number);
}

} // namespace claviger::sim
