// SPDX-License-Identifier: Apache-2.0
// The report format of the simulated Manager's syslog: a text that the site writes, with ${field} for each value
// (manager.md, section 2.4).
#pragma once

#include "app/simulation/alarmledger.h"

#include <QTimeZone>

#include <tl/expected.hpp>

#include <variant>

namespace claviger::sim {

class SyslogTemplate
{
public:
    // Every field, in the documented order, with "|" between them.
    [[nodiscard]] static QString usual();
    // Or a sentence that says what is wrong with it.
    [[nodiscard]] static tl::expected<SyslogTemplate, QString> compile(const QString &text);

    // The values of an alarm as it stands: a fault, an event, or, once it is cleared, the clear of the fault.
    [[nodiscard]] QString fill(const Alarm &alarm, const QTimeZone &zone) const;

private:
    using Field = QString (*)(const Alarm &alarm, const QTimeZone &zone);

    static Field fieldCalled(QStringView name);

    std::vector<std::variant<QString, Field>> m_parts; // texts and fields as they follow one another
};

} // namespace claviger::sim
