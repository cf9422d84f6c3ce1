// SPDX-License-Identifier: Apache-2.0
// Log collections of the simulated Manager: what was asked for, and the packages that come of it.
#pragma once

#include "app/simulation/guardianjournal.h"
#include "app/simulation/logpackage.h"
#include "app/simulation/world.h"

#include <map>

namespace claviger::sim {

struct LogCollection
{
    int id = 0;
    int clusterId = 0; // Manager's number of it
    QStringList services = {};
    QStringList hosts = {};
    QString start = {}, end = {}; // as they were given
    QString fileName = {};
    std::shared_ptr<LogPackage> package = {};
    Instant until = {}; // then it goes
};

class LogCollections
{
public:
    static constexpr int mostAtWork = 3;
    static constexpr int mostKept = 20; // the oldest finished ones go first
    static constexpr std::chrono::minutes keptFor{30}; // by the wall clock: people fetch it

    // The logs of a service on a host, cut to the window. Tests put their own in its place.
    using Source =
        std::function<PackagedHost(World &world, const Server &server, const QStringList &services, LogWindow window)>;
    Source source;

    LogCollections();
    [[nodiscard]] int atWork() const;
    // Gives its number.
    int add(World &world, LogCollection collection);
    [[nodiscard]] LogCollection *find(int id);
    [[nodiscard]] const std::map<int, LogCollection> &all() const { return m_all; }
    void remove(int id); // a running one is stopped
    void removeOld(Instant now);

private:
    std::map<int, LogCollection> m_all;
};

[[nodiscard]] LogCollections &logCollections(World &world);

// topo_<time>.txt: one line for each node of the cluster, "IP|host name|Service:Role;Service:Role".
[[nodiscard]] PackagedFile topologyFile(World &world, const Cluster &cluster);

} // namespace claviger::sim
