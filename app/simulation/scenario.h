// SPDX-License-Identifier: Apache-2.0
// The scenario ids that the simulated cloud knows; drivers and training material rely on them.
#pragma once

#include <QString>
#include <QStringList>

namespace claviger::sim {

[[nodiscard]] const QStringList &scenarioIds(); // "healthy" is the first and the default
[[nodiscard]] bool isScenario(const QString &id);
// Whether this build acts differently in that scenario: so far the simulated cloud has its IAM part only.
[[nodiscard]] bool isScenarioPlayed(const QString &id);

} // namespace claviger::sim
