// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/instant.h"

#include "app/foundation/words.h"

#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace claviger {

QDateTime toUtc(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant.time_since_epoch().count(), Qt::UTC);
}

Instant fromDateTime(const QDateTime &time)
{
    return Instant(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

QString isoUtc(Instant instant)
{
    return toUtc(instant).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
}

Result<Instant> parseWireTime(const QString &text)
{
    const auto unreadable = [&text] {
        return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = BasicWords::tr("not a time: “%1”").arg(text.left(40))});
    };
    static const QRegularExpression epoch(u"^\\d{1,13}$"_s);
    if (epoch.match(text).hasMatch()) {
        const qint64 number = text.toLongLong();
        return Instant(std::chrono::milliseconds(text.size() == 13 ? number : number * 1000));
    }
    static const QRegularExpression form(
        u"^(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d{1,9}))?(Z|[+-]\\d{2}:?\\d{2})?$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return unreadable();
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), u"HH:mm:ss"_s);
    if (!date.isValid() || !time.isValid())
        return unreadable();
    qint64 msecs = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    msecs += match.captured(3).leftJustified(3, u'0').left(3).toInt(); // Qt knows milliseconds, the cloud sends more
    if (const QString offset = match.captured(4); offset.size() > 1) {
        const int minutes = offset.mid(1, 2).toInt() * 60 + offset.right(2).toInt();
        msecs -= (offset.front() == u'-' ? -1 : 1) * minutes * 60'000;
    }
    return Instant(std::chrono::milliseconds(msecs));
}

} // namespace claviger
