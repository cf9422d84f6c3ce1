// SPDX-License-Identifier: Apache-2.0
// The report format that an administrator set in Manager under System > Interconnection > Syslog, "${dn}|${id}|${name}" and so
// on, as a parser of the messages that it makes. The fields and the letters are documented, that "${id}" names a field is
// inferred (manager.md, 2.4).
#pragma once

#include "app/alarms/alarmfields.h"
#include "app/foundation/result.h"

namespace claviger {

class SyslogTemplate
{
public:
    static constexpr qsizetype longestTemplate = 1024;       // of Manager
    static constexpr qsizetype longestMessage = 64 * 1024;   // UTF-16 units, as a datagram; what is longer is no alarm

    struct Reading
    {
        std::vector<NamedValue> values = {};   // by syslog's names, in the order of the template
        std::vector<AlarmField> doubtful = {}; // they could begin or end elsewhere as well
    };

    // Fault::Rejected says what is wrong with it and what to do.
    [[nodiscard]] static Result<SyslogTemplate> compile(const QString &text);
    // All fields in the documented order with "|" between them: what to set in Manager, and what is tried if nothing is told.
    [[nodiscard]] static SyslogTemplate usual();

    // None: no way to take it apart gives every field a value of its shape (an id is digits, a time is a time). Among several
    // ways the one counts that gives the earlier fields less.
    [[nodiscard]] std::optional<Reading> read(const QString &message) const;
    // False: not even a separator of it, nor, where these are blanks, anything that looks like a field.
    [[nodiscard]] bool hasTraceIn(QStringView message) const;

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const std::vector<AlarmField> &fields() const { return m_fields; }
    // Separators other than "|" leave doubts in many a message: tell people to set "|".
    [[nodiscard]] bool isUnambiguous() const;

private:
    SyslogTemplate() = default;

    QString m_text;
    std::vector<AlarmField> m_fields;
    QStringList m_between; // what stands before the first field, between them and behind the last: one more than fields
};

} // namespace claviger
