// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/managertime.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

QDateTime managerClock(const QTimeZone &zone, Instant instant)
{
    const QDateTime utc = toUtc(instant);
    return utc.addSecs(zone.offsetFromUtc(utc));
}

QString managerTime(const QTimeZone &zone, Instant instant)
{
    return managerClock(zone, instant).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

std::optional<Instant> readManagerTime(const QTimeZone &zone, const QString &text)
{
    QDateTime local;
    for (const QString &form : {u"yyyy-MM-dd HH:mm:ss"_s, u"yyyy-MM-dd HH:mm"_s}) {
        local = QDateTime::fromString(text, form);
        if (local.isValid())
            break;
    }
    // Read as UTC first: the machine's own zone has nothing to say here. The offsets of the day before and the day
    // after are those that may hold in between.
    local = QDateTime(local.date(), local.time(), Qt::UTC);
    if (!local.isValid())
        return {};
    const Instant asUtc = fromDateTime(local);
    std::optional<Instant> found;
    for (const std::chrono::hours away : {-24h, 24h}) {
        const std::chrono::seconds offset(zone.offsetFromUtc(toUtc(asUtc + away)));
        const Instant candidate = asUtc - offset;
        if (zone.offsetFromUtc(toUtc(candidate)) == offset.count() && (!found || candidate < *found))
            found = candidate;
    }
    return found;
}

} // namespace claviger::sim
