// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/managerlogs.h"

#include "app/simulation/managertime.h"
#include "app/simulation/servicelogs.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

LogCollections::LogCollections()
    : source(serviceLogs)
{
}

int LogCollections::atWork() const
{
    return static_cast<int>(std::count_if(m_all.begin(), m_all.end(), [](const auto &entry) {
        return entry.second.package->state() == LogPackage::State::Running;
    }));
}

int LogCollections::add(World &world, LogCollection collection)
{
    for (auto it = m_all.begin(); it != m_all.end() && m_all.size() >= mostKept;) {
        const bool isAtWork = it->second.package->state() == LogPackage::State::Running;
        it = isAtWork ? std::next(it) : m_all.erase(it);
    }
    collection.id = world.manager.takeCommandId();
    collection.until = world.now() + keptFor;
    const int id = collection.id;
    m_all.emplace(id, std::move(collection));
    return id;
}

LogCollection *LogCollections::find(int id)
{
    const auto it = m_all.find(id);
    return it == m_all.end() ? nullptr : &it->second;
}

void LogCollections::remove(int id)
{
    m_all.erase(id);
}

void LogCollections::removeOld(Instant now)
{
    std::erase_if(m_all, [now](const auto &entry) { return entry.second.until <= now; });
}

LogCollections &logCollections(World &world)
{
    if (!world.manager.logs)
        world.manager.logs = std::make_shared<LogCollections>();
    world.manager.logs->removeOld(world.now());
    return *world.manager.logs;
}

PackagedFile topologyFile(World &world, const Cluster &cluster)
{
    QByteArray text;
    for (const Server *server : world.fleet.serversOf(cluster))
        text += (server->ip + u'|' + server->hostName + u'|' + server->roles.join(u';') + u'\n').toUtf8();
    const QString changed = managerClock(world.manager.zone, cluster.created).toString(u"yyyyMMddHHmmss"_s);
    return {.path = u"topo_%1.txt"_s.arg(changed), .size = text.size(), .modified = cluster.created, .read = [text] {
                return text;
            }};
}

} // namespace claviger::sim
