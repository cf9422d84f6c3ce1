// SPDX-License-Identifier: Apache-2.0
// Times as the pages of the simulated Manager show and take them: local to Manager's zone, without an offset.
#pragma once

#include "app/foundation/instant.h"

#include <QTimeZone>

#include <optional>

namespace claviger::sim {

[[nodiscard]] QDateTime managerClock(const QTimeZone &zone, Instant instant); // its date and time are the local ones
[[nodiscard]] QString managerTime(const QTimeZone &zone, Instant instant); // 2025-06-10 14:05:12
// 2025-06-10 14:05 or 2025-06-10 14:05:12. Of the doubled hour in autumn the first one, as Java takes it; none: not
// such a text, or a time that the clock jumps over in spring.
[[nodiscard]] std::optional<Instant> readManagerTime(const QTimeZone &zone, const QString &text);

} // namespace claviger::sim
