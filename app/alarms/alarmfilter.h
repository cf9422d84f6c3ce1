// SPDX-License-Identifier: Apache-2.0
// Which alarms a person wants to see. What is empty lets everything through; all that is set must be met.
#pragma once

#include "app/alarms/alarm.h"

#include <QStringList>

#include <set>

namespace claviger {

struct AlarmFilter
{
    QString text = {}; // in any text or number that the table shows, whatever the case
    std::set<AlarmSeverity> severities = {};
    std::set<AlarmStatus> statuses = {};
    std::set<int> ids = {};
    QStringList clusters = {}, services = {}, hosts = {}, managers = {}; // one of these, as written
    std::optional<Instant> from = {}, until = {}; // of its generation; until is not within. An unknown time is in no range.
    bool withEvents = true;

    [[nodiscard]] bool isEmpty() const { return *this == AlarmFilter(); }

    friend bool operator==(const AlarmFilter &, const AlarmFilter &) = default;
};

} // namespace claviger
