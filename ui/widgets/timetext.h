// SPDX-License-Identifier: Apache-2.0
// Times as people read them here: in the desktop's zone, which always stands beside them; UTC for tool tips.
#pragma once

#include "app/foundation/instant.h"

#include <QStringList>
#include <QTimeZone>

namespace claviger {

// "CEST" where the letters mean one zone only, else "UTC+8".
[[nodiscard]] QString zoneText(Instant instant, const QTimeZone &zone = QTimeZone::systemTimeZone());
// "14:36:52 CEST"
[[nodiscard]] QString clockText(Instant instant, const QTimeZone &zone = QTimeZone::systemTimeZone());
// For tables whose header names the zone: "14:05:12" today, "9 June 14:05" this year, else "2025-03-02".
[[nodiscard]] QString tableTime(Instant instant, Instant now, const QTimeZone &zone = QTimeZone::systemTimeZone());
// Every shape that tableTime() can take: what a column of times needs room for.
[[nodiscard]] QStringList longestTableTimes(Instant now, const QTimeZone &zone = QTimeZone::systemTimeZone());
// For facts: "28 May 2026, 09:14 CEST"
[[nodiscard]] QString factTime(Instant instant, const QTimeZone &zone = QTimeZone::systemTimeZone());
// "5 h 12 min", "12 min", "48 s"
[[nodiscard]] QString durationText(std::chrono::seconds duration);

} // namespace claviger
