// SPDX-License-Identifier: Apache-2.0
// Scenarios of the simulated cloud: data in resources/scenarios, read strictly, and the playing of them. A scenario can
// be changed for another while the cloud runs: clusters that both have keep their servers, and what one scenario broke
// the next one finds in order.
#pragma once

#include "app/simulation/change.h"
#include "app/simulation/estate.h"

#include <QStringList>

namespace claviger::sim {

struct Scenario
{
    QString id = {};
    ScenarioWords words = {};
    std::vector<ClusterPlan> clusters = {};
    std::vector<Change> changes = {};
};

// In the order in which they are offered; the first is the one without faults.
[[nodiscard]] const QStringList &scenarioIds();
[[nodiscard]] bool isScenario(const QString &id);
// A scenario that another one is based on lends its clusters and its changes, which come first.
[[nodiscard]] Result<Scenario> readScenario(const QString &id);
// The same from text or an object, for a scenario of one's own. Fault::Rejected names the member that is wrong.
[[nodiscard]] Result<Scenario> parseScenario(const QByteArray &json);
[[nodiscard]] Result<Scenario> parseScenario(const QJsonObject &json);

// Furnishes the world, or changes what is in it, and starts what the scenario has going on. Fault::Rejected if the
// scenario names a cluster, node or role that is not there.
[[nodiscard]] Result<Done> play(World &world, const Scenario &scenario);

} // namespace claviger::sim
