// SPDX-License-Identifier: Apache-2.0
// One thing that is changed in a cloud that works: an agency unbound, a metadata service that fails, a limit of calls.
// Scenarios are lists of them, and the control door takes single ones. What there is: resources/help/scenarios.md.
#pragma once

#include "app/foundation/result.h"
#include "app/simulation/members.h"
#include "app/simulation/world.h"

#include <functional>

namespace claviger::sim {

struct Change
{
    QString cluster = {};    // its name; empty: it is about none
    QStringList nodes = {};  // core-1, master-2: kind and number within the cluster; empty: all of them
    QStringList roles = {};  // display names of roles that must exist
    QString service = {};    // that the cluster must have
    QString user = {};       // of the first account, that must exist
    bool isForProcesses = false; // a scenario starts them in its end, so it comes after that
    // What the change names is there; the nodes are looked up.
    std::function<void(World &world, const std::vector<Server *> &nodes)> act = {};
};

// Fault::Rejected names the member that is wrong, after where.
[[nodiscard]] Result<Change> readChange(const QJsonValue &value, const QString &where);
// In the cloud as it is. Fault::Rejected: something that it names is not there, and nothing was changed.
[[nodiscard]] Result<Done> applyChange(World &world, const Change &change);

// The node that a scenario or a person calls core-1: kind and number within its cluster, its host name, address or id.
[[nodiscard]] Server *nodeCalled(World &world, const Cluster &cluster, const QString &name);
// core-1, for people.
[[nodiscard]] QString shortName(World &world, const Server &server);

// The kind of a node and its number among them; none: it is not called so.
struct NodeName
{
    QString kind = {};
    int number = 0;
};
[[nodiscard]] std::optional<NodeName> readNodeName(const QString &name);

// Agencies that changes make: their description, by which the next scenario finds them.
[[nodiscard]] QString madeByScenario();
// The group on the agenda of what changes keep going.
[[nodiscard]] QString changeActs();

// The kinds, by what stands in "do": each reads its members and says what is to be done.
using ChangeReader = Change (*)(Members &members);

// clusterchanges.cpp
[[nodiscard]] Change readBinding(Members &members);
[[nodiscard]] Change readAgency(Members &members);
[[nodiscard]] Change readAgencyRemoval(Members &members);
[[nodiscard]] Change readMetadataService(Members &members);
[[nodiscard]] Change readThrottle(Members &members);
[[nodiscard]] Change readFlapping(Members &members);
[[nodiscard]] Change readTokenServer(Members &members);
[[nodiscard]] Change readService(Members &members);
[[nodiscard]] Change readServerState(Members &members);
[[nodiscard]] Change readClusterState(Members &members);
[[nodiscard]] Change readWire(Members &members);
// cloudchanges.cpp
[[nodiscard]] Change readLevers(Members &members);
[[nodiscard]] Change readUsers(Members &members);
[[nodiscard]] Change readUserState(Members &members);
[[nodiscard]] Change readStorm(Members &members);
[[nodiscard]] Change readHistory(Members &members);
[[nodiscard]] Change readManager(Members &members);

} // namespace claviger::sim
