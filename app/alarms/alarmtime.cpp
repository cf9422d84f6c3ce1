// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmtime.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

struct ClockReading
{
    Instant asUtc = {}; // what the clock showed, as if it were UTC
    std::optional<std::chrono::seconds> offset = {};
};

std::optional<std::chrono::seconds> readOffset(const QString &text)
{
    if (text.compare("Z"_L1, Qt::CaseInsensitive) == 0)
        return 0s;
    QString digits = text.mid(1);
    digits.remove(u':');
    const int hours = digits.left(2).toInt(), minutes = digits.mid(2).toInt();
    if (hours > 14 || minutes > 59)
        return {};
    const std::chrono::seconds offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return text.startsWith(u'-') ? -offset : offset;
}

std::optional<ClockReading> readClock(const QString &text)
{
    static const QRegularExpression shape(uR"(\A(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?|(?:GMT|UTC)[+-]\d{2}:?\d{2})?\z)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return {};
    const QDate date(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    const int second = std::min(match.captured(6).toInt(), 59); // 60: a leap second, which no clock of ours can show
    const QTime time(match.captured(4).toInt(), match.captured(5).toInt(), second, match.captured(7).leftJustified(3, u'0').left(3).toInt());
    if (!date.isValid() || !time.isValid() || match.captured(6).toInt() > 60)
        return {};
    ClockReading reading{.asUtc = fromDateTime(QDateTime(date, time, Qt::UTC))};
    QString offset = match.captured(8);
    if (offset.startsWith("GMT"_L1, Qt::CaseInsensitive) || offset.startsWith("UTC"_L1, Qt::CaseInsensitive))
        offset.remove(0, 3);
    if (offset.isEmpty())
        return reading;
    reading.offset = readOffset(offset);
    return reading.offset ? std::optional(reading) : std::nullopt;
}

std::optional<Instant> readEpoch(const QString &text)
{
    static const QRegularExpression digits(u"\\A\\d{9,13}\\z"_s);
    if (!digits.match(text).hasMatch() || text.size() == 11)
        return {};
    const qint64 number = text.toLongLong();
    return Instant(text.size() >= 12 ? std::chrono::milliseconds(number) : std::chrono::milliseconds(number * 1000));
}

std::chrono::seconds offsetAt(const QTimeZone &zone, Instant instant)
{
    return std::chrono::seconds(zone.offsetFromUtc(toUtc(instant)));
}

void place(AlarmTime &time, Instant shown, const QTimeZone &zone)
{
    // Any change of the clock that touches it lies within a day.
    const std::chrono::seconds before = offsetAt(zone, shown - 24h), after = offsetAt(zone, shown + 24h);
    const auto fits = [&](std::chrono::seconds offset) { return offsetAt(zone, shown - offset) == offset; };
    time.zone = QString::fromLatin1(zone.id());
    time.certainty = AlarmTime::Exact;
    if (before == after || (fits(before) && !fits(after))) {
        time.instant = shown - before;
    } else if (fits(before)) {
        time.instant = std::min(shown - before, shown - after);
        time.certainty = AlarmTime::Doubled;
    } else if (fits(after)) {
        time.instant = shown - after;
    } else {
        time.instant = shown - before;
        time.certainty = AlarmTime::Skipped;
    }
}

} // namespace

AlarmTime readAlarmTime(const QString &text, const QTimeZone &zone)
{
    AlarmTime time{.text = text};
    const QString plain = text.trimmed();
    if (plain.isEmpty() || plain == "0"_L1 || plain == "-1"_L1 || plain.count(u'-') == plain.size() || plain.compare("null"_L1, Qt::CaseInsensitive) == 0)
        return time;
    if (const std::optional<Instant> epoch = readEpoch(plain)) {
        time.instant = epoch;
        time.certainty = AlarmTime::Exact;
        return time;
    }
    const std::optional<ClockReading> reading = readClock(plain);
    if (!reading) {
        time.certainty = AlarmTime::Unreadable;
    } else if (reading->offset) {
        time.instant = reading->asUtc - *reading->offset;
        time.certainty = AlarmTime::Exact;
    } else {
        place(time, reading->asUtc, zone);
    }
    return time;
}

AlarmTime alarmTimeOf(Instant instant)
{
    return {.instant = instant, .text = isoUtc(instant), .certainty = AlarmTime::Exact};
}

} // namespace claviger
