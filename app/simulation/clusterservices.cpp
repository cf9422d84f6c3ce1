// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/clusterservices.h"

#include "app/simulation/alarmtypes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

const auto guardianService = u"Guardian"_s;

QString serviceOfComponent(const QString &component)
{
    return component == "Hadoop"_L1 ? u"HDFS"_s : component; // MRS sells Hadoop, Manager runs HDFS
}

QStringList servicesAmong(const QStringList &components, const QStringList &roles)
{
    QStringList services;
    const auto note = [&services](const QString &service) {
        if (service != "Manager"_L1 && !services.contains(service))
            services.append(service);
    };
    for (const QString &component : components)
        note(serviceOfComponent(component));
    for (const QString &role : roles)
        note(role.section(u':', 0, 0));
    services.sort();
    return services;
}

const AlarmType *unavailableAlarm(const QString &service)
{
    const std::vector<AlarmType> &types = alarmTypes();
    const auto type = std::find_if(types.begin(), types.end(), [&service](const AlarmType &one) {
        return one.serviceName == service && one.name.endsWith("Service Unavailable"_L1);
    });
    return type == types.end() ? nullptr : &*type;
}

// The first that runs it stands for the service.
QString hostOf(World &world, const Cluster &cluster, const QString &service)
{
    const std::vector<Server *> servers = world.fleet.serversOf(cluster);
    const auto runs = [&service](const Server *server) {
        return std::any_of(server->roles.begin(), server->roles.end(),
                           [&service](const QString &role) { return role.section(u':', 0, 0) == service; });
    };
    const auto first = std::find_if(servers.begin(), servers.end(), runs);
    if (first != servers.end())
        return (*first)->hostName;
    return servers.empty() ? QString() : servers.front()->hostName;
}

void tell(World &world, const Cluster &cluster, const QString &service, bool isAbnormal)
{
    const AlarmType *type = unavailableAlarm(service);
    if (!type)
        return;
    const QString host = hostOf(world, cluster, service);
    const qint64 active = world.alarms.activeOn(type->id, cluster.name, host);
    if (isAbnormal && active == 0)
        world.alarms.raise(makeAlarm(*type, cluster.name, host, world.now()));
    else if (!isAbnormal && active != 0)
        world.alarms.clear(active, Alarm::Automatic, world.now());
}

void setTokenServers(World &world, const Cluster &cluster, bool areRunning)
{
    for (const QString &id : cluster.serverIds) { // not every node has one
        const bool isChanged = areRunning ? startTokenServer(world, id) : stopTokenServer(world, id);
        Q_UNUSED(isChanged)
    }
}

} // namespace

QStringList servicesOf(World &world, const Cluster &cluster)
{
    QStringList roles;
    for (const Server *server : world.fleet.serversOf(cluster))
        roles += server->roles;
    return servicesAmong(cluster.components, roles);
}

QStringList servicesOf(const ClusterPlan &plan)
{
    return servicesAmong(componentsOf(plan), rolesOf(plan));
}

ServiceState serviceState(const Cluster &cluster, const QString &service)
{
    return cluster.services.value(service, ServiceState::Good);
}

void setServiceState(World &world, Cluster &cluster, const QString &service, ServiceState state)
{
    const ServiceState before = serviceState(cluster, service);
    if (state == ServiceState::Good)
        cluster.services.remove(service);
    else
        cluster.services.insert(service, state);
    if (service == guardianService) { // it raises its own alarm
        if ((before == ServiceState::Good) != (state == ServiceState::Good))
            setTokenServers(world, cluster, state == ServiceState::Good);
        return;
    }
    tell(world, cluster, service, state == ServiceState::Abnormal);
}

void restoreServices(World &world, Cluster &cluster)
{
    const QStringList changed = cluster.services.keys();
    for (const QString &service : changed)
        setServiceState(world, cluster, service, ServiceState::Good);
}

} // namespace claviger::sim
