// SPDX-License-Identifier: Apache-2.0
// What Guardian does is in guardiancycle.cpp; here is what it is.
#include "app/simulation/guardian.h"

#include "app/simulation/guardianlog.h"
#include "app/simulation/world.h"

namespace claviger::sim {

TokenServer &Guardian::add(TokenServer added)
{
    const QString id = added.serverId;
    TokenServer &kept = m_tokenServers.insert_or_assign(id, std::move(added)).first->second;
    m_byServer.insert(id, &kept);
    m_byHost.insert(kept.hostName, &kept);
    return kept;
}

void Guardian::remove(const QString &serverId)
{
    const auto it = m_tokenServers.find(serverId);
    if (it == m_tokenServers.end())
        return;
    journal.forget(it->first);
    m_byServer.remove(it->first);
    if (m_byHost.value(it->second.hostName) == &it->second)
        m_byHost.remove(it->second.hostName);
    m_tokenServers.erase(it);
}

TokenServer *Guardian::tokenServer(const QString &serverId)
{
    return m_byServer.value(serverId);
}

const TokenServer *Guardian::onHost(const QString &hostName) const
{
    return m_byHost.value(hostName);
}

std::optional<HostLogState> hostLogState(const World &world, const QString &hostName, LogWindow window,
                                         const QTimeZone &zone)
{
    const TokenServer *tokenServer = world.guardian.onHost(hostName);
    if (!tokenServer)
        return {};
    return HostLogState{.zone = zone,
                        .window = window,
                        .now = world.now(),
                        .genesis = tokenServer->genesis,
                        .begun = tokenServer->begun,
                        .seed = tokenServer->seed,
                        .bytesPerHour = world.guardian.logBytesPerHour,
                        .notes = world.guardian.journal.notes(tokenServer->serverId, window),
                        .texts = world.guardian.journal.texts()};
}

} // namespace claviger::sim
