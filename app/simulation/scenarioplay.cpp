// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/scenario.h"

#include "app/simulation/agencytask.h"
#include "app/simulation/clusterservices.h"
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
    for (const Change &change : scenario.changes) {
        for (const QString &role : change.roles) {
            if (!isKnownRole(role))
                return cannotPlay(u"there is no role “%1”"_s.arg(role));
        }
        if (!change.user.isEmpty() && !world.hasUser(change.user, world.accounts().front().id))
            return cannotPlay(u"there is no user “%1”"_s.arg(change.user));
        if (change.cluster.isEmpty())
            continue;
        const ClusterPlan *plan = planOf(scenario, change.cluster);
        if (!plan)
            return cannotPlay(u"there is no cluster “%1”"_s.arg(change.cluster));
        if (!change.service.isEmpty() && !servicesOf(*plan).contains(change.service))
            return cannotPlay(u"cluster “%1” has no service “%2”"_s.arg(plan->name, change.service));
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
        const Cluster *cluster = world.fleet.clusterNamed(plan.name); // a person may have renamed it
        return cluster && cluster->plan == textOf(plan);
    });
}

// What an earlier scenario broke works again. Keys, users and what a person made stay.
void putInOrder(World &world, const Scenario &scenario)
{
    std::vector<QString> made;
    for (const Agency &agency : world.agencies.all()) {
        if (agency.description == madeByScenario())
            made.push_back(agency.id);
    }
    for (const QString &id : made)
        world.agencies.remove(id);
    addStandardAgencies(world, world.accounts().front().id);
    world.manager.reach = ManagerState::Reach::Answers;
    world.manager.isSecurityMode = true;
    world.manager.commands.clear();
    world.fleet.levers = {};
    world.fleet.mrsCalls.clear();
    world.fleet.ecsCalls.clear();
    world.iam = {};
    world.loginPolicy = {};
    world.buckets.wantsVirtualHosts = false;
    world.account(world.accounts().front().id)->usersManageOwnKeys = true;
    for (const ClusterPlan &plan : scenario.clusters) {
        Cluster &cluster = *world.fleet.clusterNamed(plan.name);
        cluster.recordedAgency = plan.agency;
        cluster.state = u"running"_s;
        cluster.scale.clear();
        cluster.wire.clear();
        cluster.hostsFail = cluster.detailsFail = false;
        cluster.nextAgencyTaskError.clear();
        cluster.externalIp.clear();
        restoreServices(world, cluster);
        const std::vector<Server *> servers = world.fleet.serversOf(cluster);
        bindServers(servers, plan.agency);
        for (Server *server : servers) {
            MetadataService &service = server->metadataService;
            service.condition = MetadataService::Works;
            service.offersTokens = service.needsToken = false;
            service.blockedUntil.reset();
            service.requests.clear();
            service.earlierUntil.reset(); // what a scenario changes is so from its beginning
            server->isBareMetal = false;
            server->status = u"ACTIVE"_s;
            server->vmState = u"active"_s;
            server->taskState.clear();
            server->hostWire.clear();
            server->serverWire.clear();
        }
    }
}

} // namespace

Result<Done> play(World &world, const Scenario &scenario)
{
    if (const Result<Done> fits = check(world, scenario); !fits)
        return fits;
    world.dropActs(changeActs());
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
    const auto applyAll = [&](bool isForProcesses) -> Result<Done> {
        for (const Change &change : scenario.changes) {
            if (change.isForProcesses != isForProcesses)
                continue;
            if (const Result<Done> done = applyChange(world, change); !done)
                return done;
        }
        return Done{};
    };
    if (const Result<Done> done = applyAll(false); !done)
        return done;
    world.scenario = scenario.id;
    world.scenarioWords = scenario.words;
    startGuardian(world);
    return applyAll(true);
}

} // namespace claviger::sim
