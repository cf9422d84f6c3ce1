// SPDX-License-Identifier: Apache-2.0
// Alarms of all kinds over a fleet: any type, on a host that runs its service where there is one, with the further
// pairs of its location. Holds copies, so the fleet may change afterwards.
#pragma once

#include "app/simulation/alarmtypes.h"

namespace claviger::sim {

class World;

// Of the alarms that Guardian and the roles of keywatch.h raise when there is a reason.
[[nodiscard]] bool isRaisedForAReason(int id);

class AnyAlarm
{
public:
    explicit AnyAlarm(World &world);
    [[nodiscard]] bool isEmpty() const { return m_hosts.empty(); } // no cluster has a server

    // Not of the types that Guardian and the roles of keywatch.h raise when there is a reason.
    [[nodiscard]] Alarm make(World &world, Instant occurred) const;
    // The same, but now and then a failed securitykey of a TokenServer; then its server is told too.
    [[nodiscard]] Alarm makePast(World &world, Instant occurred, QString *tokenServerOn) const;

private:
    struct Host
    {
        QString serverId = {};
        QString name = {};
        QString cluster = {}; // its name
    };

    std::vector<Host> m_hosts;
    std::vector<const AlarmType *> m_types;
    std::vector<QString> m_moreLocations; // by type
    QHash<QString, std::vector<std::size_t>> m_hostsByService;
};

} // namespace claviger::sim
