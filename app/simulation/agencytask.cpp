// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/agencytask.h"

#include "app/simulation/metadataservice.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

const auto consoleTasks = u"console tasks"_s; // group of the agenda

// The cluster, if it is still there and that task of it still runs.
Cluster *runningTask(World &world, const QString &clusterId, int number)
{
    Cluster *cluster = world.fleet.cluster(clusterId);
    const bool runs = cluster && cluster->agencyTask == "running"_L1 && cluster->agencyTaskNumber == number;
    return runs ? cluster : nullptr;
}

void fail(Cluster &cluster, const QString &code)
{
    cluster.agencyTask = u"failed"_s;
    cluster.agencyTaskError = code;
    cluster.nextAgencyTaskError.clear();
}

bool canBeWritten(const Server &server)
{
    static const QStringList states{u"active"_s, u"stopped"_s, u"paused"_s, u"suspended"_s};
    return states.contains(server.vmState) && server.taskState.isEmpty();
}

// Policies, then MRS's own record.
void finish(World &world, Cluster &cluster)
{
    if (!cluster.nextAgencyTaskError.isEmpty()) {
        fail(cluster, cluster.nextAgencyTaskError);
        return;
    }
    cluster.recordedAgency = cluster.agencyWanted;
    cluster.updated = world.now();
    cluster.agencyTask = u"success"_s;
}

void writeNext(World &world, const QString &clusterId, int number)
{
    Cluster *cluster = runningTask(world, clusterId, number);
    if (!cluster)
        return;
    if (cluster->agencyNodesDone >= cluster->serverIds.size()) {
        finish(world, *cluster);
        return;
    }
    Server *server = world.fleet.server(cluster->serverIds[cluster->agencyNodesDone]);
    if (!server || !canBeWritten(*server) || cluster->nextAgencyTaskError == "MRS.0216"_L1) {
        fail(*cluster, u"MRS.0216"_s);
        return;
    }
    bindAgency(world, *server, cluster->agencyWanted);
    ++cluster->agencyNodesDone;
    world.after(
        world.fleet.levers.nodeWriteTakes, [clusterId, number](World &later) { writeNext(later, clusterId, number); },
        consoleTasks);
}

void lookUp(World &world, const QString &clusterId, int number)
{
    Cluster *cluster = runningTask(world, clusterId, number);
    if (!cluster)
        return;
    const Agency *agency = world.agencies.agency(accountOf(world, *cluster), cluster->agencyWanted);
    if (!agency || !canBeBound(*agency) || cluster->nextAgencyTaskError == "MRS.0211"_L1) {
        fail(*cluster, u"MRS.0211"_s);
        return;
    }
    writeNext(world, clusterId, number);
}

} // namespace

std::optional<QString> startAgencyTask(World &world, Cluster &cluster, const QString &agency)
{
    if (cluster.agencyTask == "running"_L1)
        return u"MRS.0212"_s;
    cluster.agencyTask = u"running"_s;
    cluster.agencyTaskError.clear();
    cluster.agencyWanted = agency;
    cluster.agencyNodesDone = 0;
    const int number = ++cluster.agencyTaskNumber;
    world.after(
        world.fleet.levers.agencyLookUpTakes, [id = cluster.id, number](World &later) { lookUp(later, id, number); },
        consoleTasks);
    return {};
}

std::optional<QString> startUserSync(World &world, Cluster &cluster)
{
    if (cluster.isUserSyncRunning)
        return u"12000154"_s;
    cluster.isUserSyncRunning = true;
    const auto end = [id = cluster.id](World &later) {
        if (Cluster *synced = later.fleet.cluster(id)) {
            synced->isUserSyncRunning = false;
            synced->isUserSynced = true;
        }
    };
    world.after(world.fleet.levers.userSyncTakes, end, consoleTasks);
    return {};
}

void abandonTasks(World &world)
{
    world.dropActs(consoleTasks);
    for (Cluster &cluster : world.fleet.clusters()) {
        cluster.isUserSyncRunning = false;
        if (cluster.agencyTask == "running"_L1)
            cluster.agencyTask.clear();
    }
}

bool canBeBound(const Agency &agency)
{
    return agency.trustsEcs();
}

QString accountOf(World &world, const Cluster &cluster)
{
    const Project *project = world.project(cluster.projectId);
    return project ? project->accountId : QString();
}

} // namespace claviger::sim
