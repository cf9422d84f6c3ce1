// SPDX-License-Identifier: Apache-2.0
// One message of syslog (RFC 3164, RFC 5424, or bare) to an alarm, a heartbeat, or neither. Manager's own header is not documented
// beyond priority and identifier (manager.md, 2.4).
#pragma once

#include "app/alarms/syslogtemplate.h"

#include <QByteArrayView>

namespace claviger {

struct SyslogHeader
{
    std::optional<int> priority = {}; // 0 to 191: facility times 8, and severity; by default 134
    QString time = {};                // as sent
    QString host = {};
    QString identifier = {};          // that was found of those expected
    QString message = {};             // the rest

    friend bool operator==(const SyslogHeader &, const SyslogHeader &) = default;
};

// What the administrator set in Manager.
struct SyslogFormat
{
    static constexpr qsizetype longestText = 256; // of the identifier and of the heartbeat, in Manager

    SyslogTemplate report = SyslogTemplate::usual();
    QString identifier = {}; // empty: one of Manager's own
    QString heartbeat = {};  // empty: not told, so what has an identifier but nothing of the template is taken for one
};

// Nothing in it has to be there; what is no header belongs to the message.
[[nodiscard]] SyslogHeader readSyslogHeader(const QString &line, const QString &identifier = {});

struct SyslogReading
{
    enum Kind { Alarm, Heartbeat, NotUnderstood };
    static constexpr qsizetype longestRaw = 4096; // UTF-16 units

    Kind kind = NotUnderstood;
    SyslogHeader header = {};
    std::optional<claviger::Alarm> alarm = {}; // of the first kind
    std::vector<AlarmField> doubtful = {};     // of its fields
    QString raw = {};                          // of the last kind, capped
};

// In any encoding that TextDecoder tells. A message with bytes that are no characters is read all the same.
[[nodiscard]] SyslogReading readSyslog(QByteArrayView datagram, const SyslogFormat &format, const AlarmReadingContext &context);
[[nodiscard]] SyslogReading readSyslog(const QString &line, const SyslogFormat &format, const AlarmReadingContext &context);

} // namespace claviger
