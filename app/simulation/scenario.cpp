// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/scenario.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

const QStringList &scenarioIds()
{
    static const QStringList ids{
        u"healthy"_s,        u"agency-unbound"_s,      u"agency-partial"_s, u"agency-deleted"_s,     u"wrong-trust"_s,
        u"agency-expired"_s, u"no-obs-permission"_s,   u"ecs-down"_s,       u"metadata-throttled"_s, u"flapping"_s,
        u"storm"_s,          u"manager-unreachable"_s, u"two-clusters"_s};
    return ids;
}

bool isScenario(const QString &id)
{
    return scenarioIds().contains(id);
}

bool isScenarioPlayed(const QString &id)
{
    return id == "healthy"_L1;
}

} // namespace claviger::sim
