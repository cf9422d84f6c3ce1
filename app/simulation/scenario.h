// SPDX-License-Identifier: Apache-2.0
// Scenarios of the simulated cloud: data in resources/scenarios, read strictly, and the playing of them. A scenario can
// be changed for another while the cloud runs: clusters that both have keep their servers, and what one scenario broke
// the next one finds in order.
#pragma once

#include "app/foundation/result.h"
#include "app/simulation/estate.h"

#include <QJsonObject>
#include <QStringList>

namespace claviger::sim {

// One thing that a scenario changes in a cloud that works. Which members count depends on the kind.
struct ScenarioChange
{
    enum Kind {
        Bind,     // cluster, nodes, agency (empty: unbound), inRecord
        MakeAgency, // agency, trust, roles, duration, expiredDaysAgo
        Metadata, // cluster, nodes, condition
        Throttle, // cluster, nodes: something on them keeps asking the metadata service
        Flap,     // cluster, nodes, failsFor, worksFor
        Storm,    // alarms, within
        History,  // alarms, within: past ones
        Manager,  // isReachable
    };
    Kind kind = Bind;
    QString cluster = {};
    QStringList nodes = {}; // core-1, master-2: kind and number within the cluster; empty: all
    QString agency = {};
    bool inRecord = false; // MRS's own record changes too
    QString trust = {};
    QStringList roles = {}; // display names
    QString duration = {};
    std::optional<int> expiredDaysAgo = {};
    MetadataService::Condition condition = MetadataService::Works;
    Elapsed failsFor = {}, worksFor = {};
    int alarms = 0;
    Elapsed within = {};
    bool isReachable = true;
};

struct Scenario
{
    QString id = {};
    QString title = {};
    QString story = {};    // what happened
    QString solution = {}; // what puts it right
    std::vector<ClusterPlan> clusters = {};
    std::vector<ScenarioChange> changes = {};
};

// In the order in which they are offered; the first is the one without faults.
[[nodiscard]] const QStringList &scenarioIds();
[[nodiscard]] bool isScenario(const QString &id);
// A scenario that another one is based on lends its clusters and its changes, which come first.
[[nodiscard]] Result<Scenario> readScenario(const QString &id);
// The same from text, for a scenario of one's own. Fault::Rejected names the member that is wrong.
[[nodiscard]] Result<Scenario> parseScenario(const QByteArray &json);

// Furnishes the world, or changes what is in it, and starts what the scenario has going on. Fault::Rejected if the
// scenario names a cluster, node or role that is not there.
[[nodiscard]] Result<Done> play(World &world, const Scenario &scenario);

// The node that a scenario or a person calls core-1: kind and number within its cluster, its host name, address or id.
[[nodiscard]] Server *nodeCalled(World &world, const Cluster &cluster, const QString &name);
// core-1, for people.
[[nodiscard]] QString shortName(World &world, const Server &server);

} // namespace claviger::sim
