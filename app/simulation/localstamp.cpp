// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/localstamp.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace claviger::sim {

namespace {

void writeNumber(char *to, int digits, int number)
{
    for (int i = digits - 1; i >= 0; --i) {
        to[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

} // namespace

void LocalStamp::write(Instant instant, char *to)
{
    const auto quarter = std::chrono::floor<Quarter>(instant);
    if (m_quarter != quarter) {
        m_quarter = quarter;
        m_offset = m_zone.isValid() ? m_zone.offsetFromUtc(toUtc(instant)) : 0;
    }
    const Instant local = instant + std::chrono::seconds(m_offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    if (m_day != day) {
        m_day = day;
        const std::chrono::year_month_day date(day);
        std::memcpy(m_date.data(), "0000-00-00", m_date.size());
        writeNumber(m_date.data(), 4, static_cast<int>(date.year()));
        writeNumber(m_date.data() + 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
        writeNumber(m_date.data() + 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    }
    const auto ms = static_cast<int>((local - day).count());
    std::memcpy(to, m_date.data(), m_date.size());
    constexpr std::string_view blank = " 00:00:00,000";
    std::copy(blank.begin(), blank.end(), to + 10);
    writeNumber(to + 11, 2, ms / 3'600'000);
    writeNumber(to + 14, 2, ms / 60'000 % 60);
    writeNumber(to + 17, 2, ms / 1'000 % 60);
    writeNumber(to + 20, 3, ms % 1'000);
}

} // namespace claviger::sim
