// SPDX-License-Identifier: Apache-2.0
// Instants as local time for log lines, fast: the offset is looked up once a quarter of an hour, the date written once
// a day.
#pragma once

#include "app/foundation/instant.h"

#include <QTimeZone>

#include <array>
#include <optional>

namespace claviger::sim {

class LocalStamp
{
public:
    static constexpr int size = 23;

    explicit LocalStamp(const QTimeZone &zone) // one that does not exist counts as UTC
        : m_zone(zone)
    {
    }

    void write(Instant instant, char *to); // 2025-06-10 14:05:12,214
    [[nodiscard]] int offset() const { return m_offset; } // seconds east of UTC, of the instant written last

private:
    using Quarter = std::chrono::duration<qint64, std::ratio<900>>; // of an hour: clocks change on it at most

    QTimeZone m_zone;
    std::optional<std::chrono::sys_time<Quarter>> m_quarter; // that the offset is of
    int m_offset = 0;
    std::optional<std::chrono::sys_days> m_day; // that the date is of, local
    std::array<char, 10> m_date = {};
};

} // namespace claviger::sim
