// SPDX-License-Identifier: Apache-2.0
// The time of an alarm as it was sent, and the instant that it means. Manager writes local time without an offset in most
// places (manager.md, 2.4 and 3), so its zone has to be known, and an hour in autumn stays doubtful.
#pragma once

#include "app/foundation/instant.h"

#include <QTimeZone>

#include <optional>

namespace claviger {

struct AlarmTime
{
    enum Certainty {
        Exact,     // an offset or an epoch was sent, or the zone knows one instant only
        Doubled,   // the clock showed it twice; instant is the first time
        Skipped,   // the clock never showed it; instant is as if it had not been put forward
        Unreadable,
        None,      // empty, "--", 0
    };
    std::optional<Instant> instant = {};
    QString text = {};   // as sent
    QString zone = {};   // IANA name in which the text was read; empty: it said its offset
    Certainty certainty = None;

    [[nodiscard]] bool isKnown() const { return instant.has_value(); }

    friend bool operator==(const AlarmTime &, const AlarmTime &) = default;
};

// yyyy-MM-dd HH:mm[:ss[.SSS]] with "/" and "," as well, with or without "T" and an offset, epoch seconds (9 or 10 digits) or
// milliseconds (12 or 13).
[[nodiscard]] AlarmTime readAlarmTime(const QString &text, const QTimeZone &zone);

// Of an instant that came without a text.
[[nodiscard]] AlarmTime alarmTimeOf(Instant instant);

} // namespace claviger
