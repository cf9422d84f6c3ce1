// SPDX-License-Identifier: Apache-2.0
// Alarms out of text that somebody copied: the details on Manager's page (manager.md, 2.1), a mail, rows of an export, lines
// of syslog, a bare location. Labels as in alarmFieldOf(). Never fails: what nobody understands is given back.
#pragma once

#include "app/alarms/syslogline.h"

namespace claviger {

struct PastedAlarms
{
    std::vector<Alarm> alarms = {};
    QStringList notUnderstood = {}; // lines, as pasted
    bool isShortened = false;       // only the first longestPaste units were looked at
};

inline constexpr qsizetype longestPaste = 4 * 1024 * 1024; // UTF-16 units

// Of a table: its header and the rows below. Else by line: "Label: value", labels and values with tabs between them or on a line
// each, "ALM-45741 name", a location, a message of syslog in that format. A label that comes again begins the next alarm.
[[nodiscard]] PastedAlarms readPastedAlarms(const QString &text, const AlarmReadingContext &context, const SyslogFormat &format = {});

} // namespace claviger
