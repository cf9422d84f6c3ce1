// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/anyalarm.h"

#include "app/simulation/estate.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr std::array<int, 6> raisedForAReason{12110, 45450, 45736, 45741, 45742, 45743};
constexpr quint64 tokenServersTurn = 60; // one of so many past alarms
constexpr int ntpServerAbnormal = 12037; // its HostName is the address of the NTP server

template <typename List>
const auto &anyOf(World &world, const List &list)
{
    return list[static_cast<std::size_t>(world.random() % list.size())];
}

QString exampleOf(const QString &key)
{
    static const QHash<QString, QString> examples{{u"QueueName"_s, u"root.default"_s},
                                                  {u"QueueMetric"_s, u"Memory"_s},
                                                  {u"NameServiceName"_s, u"hacluster"_s},
                                                  {u"DiskName"_s, u"sdb"_s},
                                                  {u"PartitionName"_s, u"/srv/BigData/data1"_s},
                                                  {u"DirName"_s, u"/srv/BigData/data1/nm"_s},
                                                  {u"Port Name"_s, u"eth0"_s},
                                                  {u"PortName"_s, u"eth0"_s},
                                                  {u"NetworkCardName"_s, u"eth0"_s},
                                                  {u"JobName"_s, u"nightly-load"_s},
                                                  {u"TopicName"_s, u"events"_s},
                                                  {u"ServiceDirectory"_s, u"/hbase"_s}};
    return examples.value(key, u"example"_s);
}

// The pairs of Location that are not about source, service, role and host.
QString moreLocationOf(const AlarmType &type)
{
    QStringList pairs;
    const QStringList keys = type.locationKeys.split(u',');
    const Alarm bare{.locationKeys = type.locationKeys};
    const QStringList known = bare.location().split(u';');
    for (const QString &key : keys) {
        if (!known.contains(key + u'='))
            pairs.append(key + u'=' + exampleOf(key));
    }
    return pairs.join(u';');
}

} // namespace

bool isRaisedForAReason(int id)
{
    return std::find(raisedForAReason.begin(), raisedForAReason.end(), id) != raisedForAReason.end();
}

AnyAlarm::AnyAlarm(World &world)
{
    for (const Cluster &cluster : world.fleet.clusters()) {
        for (const Server *server : world.fleet.serversOf(cluster)) {
            for (const QString &role : server->roles)
                m_hostsByService[role.section(u':', 0, 0)].push_back(m_hosts.size());
            m_hosts.push_back({.serverId = server->id, .name = server->hostName, .cluster = cluster.name});
        }
    }
    m_hostsByService.insert(u"OMS"_s, m_hostsByService.value(u"Manager"_s));
    for (const AlarmType &type : alarmTypes()) {
        if (std::find(raisedForAReason.begin(), raisedForAReason.end(), type.id) != raisedForAReason.end())
            continue;
        m_types.push_back(&type);
        m_moreLocations.push_back(moreLocationOf(type));
    }
}

Alarm AnyAlarm::make(World &world, Instant occurred) const
{
    const auto place = static_cast<std::size_t>(world.random() % m_types.size());
    const AlarmType &type = *m_types[place];
    const auto serving = m_hostsByService.constFind(type.serviceName);
    const Host &host = serving == m_hostsByService.constEnd() || serving->empty() ? anyOf(world, m_hosts)
                                                                                  : m_hosts[anyOf(world, *serving)];
    const bool isNtp = type.id == ntpServerAbnormal;
    Alarm alarm = makeAlarm(type, host.cluster, isNtp ? u"192.0.2.123"_s : host.name, occurred);
    alarm.severity = anyOf(world, type.severities);
    alarm.moreLocation = m_moreLocations[place];
    if (type.hasThreshold) {
        const auto threshold = static_cast<int>(70 + world.random() % 5 * 5);
        const auto measured = threshold + 1 + static_cast<int>(world.random() % static_cast<quint64>(100 - threshold));
        alarm.additionalInfo = u"Trigger Condition=%1 > %2"_s.arg(measured).arg(threshold);
    }
    return alarm;
}

Alarm AnyAlarm::makePast(World &world, Instant occurred, QString *tokenServerOn) const
{
    const auto guardian = m_hostsByService.constFind(u"Guardian"_s);
    if (guardian == m_hostsByService.constEnd() || world.random() % tokenServersTurn != 0)
        return make(world, occurred);
    const Host &host = m_hosts[anyOf(world, *guardian)];
    *tokenServerOn = host.serverId;
    Alarm alarm = makeAlarm(alarmType(45741), host.cluster, host.name, occurred);
    alarm.cause = u"No ECS agency is bound to the cluster, or an ECS interface is abnormal."_s;
    alarm.additionalInfo = u"status 500: An unknown error has occurred. Please try again later."_s;
    return alarm;
}

} // namespace claviger::sim
