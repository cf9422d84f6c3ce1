// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/fleet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

QString Server::metadataValue(const QString &key) const
{
    const auto it =
        std::find_if(metadata.begin(), metadata.end(), [&](const auto &entry) { return entry.first == key; });
    return it == metadata.end() ? QString() : it->second;
}

void Server::setMetadata(const QString &key, const QString &value)
{
    const auto it =
        std::find_if(metadata.begin(), metadata.end(), [&](const auto &entry) { return entry.first == key; });
    if (it == metadata.end())
        metadata.emplace_back(key, value);
    else
        it->second = value;
}

void Server::removeMetadata(const QString &key)
{
    std::erase_if(metadata, [&](const auto &entry) { return entry.first == key; });
}

void bindServers(const std::vector<Server *> &servers, const QString &agency)
{
    for (Server *server : servers) {
        server->metadataService.earlierUntil.reset();
        if (agency.isEmpty())
            server->removeMetadata(u"agency_name"_s);
        else
            server->setMetadata(u"agency_name"_s, agency);
    }
}

Cluster &Fleet::add(Cluster cluster)
{
    Cluster &added = m_clusters.emplace_back(std::move(cluster));
    m_clusterById.insert(added.id, &added);
    m_clustersByProject[added.projectId].push_back(&added);
    return added;
}

Server &Fleet::add(Server server)
{
    Server &added = m_servers.emplace_back(std::move(server));
    m_serverById.insert(added.id, &added);
    m_serverByHost.insert(added.hostName, &added);
    std::vector<Server *> &inProject = m_serversByProject[added.projectId];
    added.placeInProject = inProject.size();
    inProject.push_back(&added);
    if (Cluster *home = cluster(added.clusterId))
        home->serverIds.push_back(added.id);
    return added;
}

void Fleet::clear()
{
    m_clusterById.clear();
    m_serverById.clear();
    m_serverByHost.clear();
    m_clustersByProject.clear();
    m_serversByProject.clear();
    m_clusters.clear();
    m_servers.clear();
}

Cluster *Fleet::cluster(const QString &id)
{
    return m_clusterById.value(id);
}

Cluster *Fleet::clusterNamed(const QString &name)
{
    const auto it = std::find_if(m_clusters.begin(), m_clusters.end(),
                                 [&](const Cluster &cluster) { return cluster.name == name; });
    return it == m_clusters.end() ? nullptr : &*it;
}

Server *Fleet::server(const QString &id)
{
    return m_serverById.value(id);
}

Server *Fleet::serverOnHost(const QString &hostName)
{
    return m_serverByHost.value(hostName);
}

const std::vector<Cluster *> &Fleet::clustersIn(const QString &projectId) const
{
    static const std::vector<Cluster *> none;
    const auto it = m_clustersByProject.constFind(projectId);
    return it == m_clustersByProject.constEnd() ? none : *it;
}

const std::vector<Server *> &Fleet::serversIn(const QString &projectId) const
{
    static const std::vector<Server *> none;
    const auto it = m_serversByProject.constFind(projectId);
    return it == m_serversByProject.constEnd() ? none : *it;
}

std::vector<Server *> Fleet::serversOf(const Cluster &cluster)
{
    std::vector<Server *> servers;
    servers.reserve(cluster.serverIds.size());
    for (const QString &id : cluster.serverIds)
        servers.push_back(server(id));
    return servers;
}

} // namespace claviger::sim
