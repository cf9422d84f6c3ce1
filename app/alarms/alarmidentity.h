// SPDX-License-Identifier: Apache-2.0
// When two reports speak of one alarm, and what is known of it then (manager.md, 2.1): a fault and its clear, repeats, the same
// alarm heard over syslog and read from a file.
#pragma once

#include "app/alarms/alarm.h"

namespace claviger {

// With a serial number (connection, serial, time), for numbers start anew; without one (connection, id, place, time). Times count
// to the second: syslog has no more.
struct AlarmKey
{
    QString manager = {};
    qint64 serial = -1; // -1: it has none
    int id = 0;
    QString place = {};
    Instant generated = {};

    friend bool operator==(const AlarmKey &, const AlarmKey &) = default;
};
[[nodiscard]] size_t qHash(const AlarmKey &key, size_t seed = 0);

[[nodiscard]] AlarmKey alarmKeyOf(const Alarm &alarm);

// What both know together. One that was cleared stays so, whatever is repeated later; what the first does not tell, the other
// does; a severity that is told anew counts.
[[nodiscard]] Alarm joined(const Alarm &known, const Alarm &heard);

} // namespace claviger
