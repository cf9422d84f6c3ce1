// SPDX-License-Identifier: Apache-2.0
// From fields with names, as every source has them (a column of a file, a field of syslog, a member of JSON, a line of the
// details on the web page), to an alarm. What cannot be read is kept as it is and never fails the whole.
#pragma once

#include "app/alarms/alarm.h"

namespace claviger {

// In the order of syslog's list (manager.md, 2.4).
enum class AlarmField {
    Source,
    Id,
    Name,
    Serial,
    Category,
    Generated,
    Cleared,
    ClearsItself,
    Location,
    Status,
    Severity,
    Cause,
    Additional,
    Object,
};

// By the label on the web page, the name in syslog or the Chinese label, in any case and with any blanks; none: another one.
[[nodiscard]] std::optional<AlarmField> alarmFieldOf(const QString &name);
[[nodiscard]] QString syslogName(AlarmField field); // dn, id, name, serialNo, ...

// What stands where nothing is told: "--" on the web page, "null" in JSON. Of a text without blanks around it.
[[nodiscard]] bool saysNothing(QStringView value);

struct NamedValue
{
    QString name = {};
    QString value = {};
};

struct AlarmReadingContext
{
    QString manager = {};                 // id of the connection; empty: not assigned
    QTimeZone zone = QTimeZone::utc();    // of times without an offset
};

// A name that comes twice: the first that says something counts, the other is kept among Alarm::further. None: neither an id
// nor a name nor a location, so this is no alarm.
[[nodiscard]] std::optional<Alarm> readAlarm(const std::vector<NamedValue> &values, const AlarmReadingContext &context);

} // namespace claviger
