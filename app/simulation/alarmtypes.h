// SPDX-License-Identifier: Apache-2.0
// The alarms that the simulated Manager knows: facts of the alarm pages for MRS 3.x, from resources/simulation. The
// role is a guess where the page leaves it open. The console has a catalogue of its own and another reader for it.
#pragma once

#include "app/simulation/alarmledger.h"

namespace claviger::sim {

struct AlarmType
{
    int id = 0;
    QString name = {};
    std::vector<Alarm::Severity> severities = {Alarm::Major}; // several: by how far a threshold is passed
    bool clearsItself = true;
    QString serviceName = {};
    QString roleName = {};
    QString locationKeys = {}; // as the page spells them
    bool hasThreshold = false;
};

[[nodiscard]] const std::vector<AlarmType> &alarmTypes(); // by id; two of them come twice with another name
[[nodiscard]] const AlarmType &alarmType(int id); // the first of that id, which must exist

// One of that type, at its highest severity, with what every page says.
[[nodiscard]] Alarm makeAlarm(const AlarmType &type, const QString &source, const QString &hostName, Instant occurred);

} // namespace claviger::sim
