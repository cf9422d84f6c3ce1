// SPDX-License-Identifier: Apache-2.0
// An ALM-45741 as Guardian raises it, for the tests of those who list and send alarms.
#pragma once

#include "app/simulation/alarmledger.h"

namespace claviger {

[[nodiscard]] inline sim::Alarm sampleKeyAlarm(const QString &host, Instant when)
{
    return {.id = 45741,
            .name = QStringLiteral("Failed to Call the ECS securitykey API"),
            .severity = sim::Alarm::Major,
            .source = QStringLiteral("mrs-demo"),
            .object = QStringLiteral("Guardian"),
            .cause = QStringLiteral("No ECS agency is bound to the cluster."),
            .serviceName = QStringLiteral("Guardian"),
            .roleName = QStringLiteral("TokenServer"),
            .hostName = host,
            .occurred = when};
}

} // namespace claviger
