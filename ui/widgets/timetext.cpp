// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QDateTime inZone(Instant instant, const QTimeZone &zone)
{
    return toUtc(instant).toTimeZone(zone);
}

QString timeWord(const char *text)
{
    return QCoreApplication::translate("claviger::TimeText", text);
}

QString monthName(const QDateTime &time)
{
    return QLocale().standaloneMonthName(time.date().month(), QLocale::LongFormat);
}

} // namespace

QString zoneText(Instant instant, const QTimeZone &zone)
{
    static constexpr std::array unambiguous{"CET"_L1, "CEST"_L1, "GMT"_L1, "UTC"_L1,
                                            "WET"_L1, "WEST"_L1, "EET"_L1, "EEST"_L1};
    const QDateTime time = inZone(instant, zone);
    const QString letters = zone.abbreviation(time);
    for (const QLatin1StringView known : unambiguous)
        if (letters == known)
            return letters;
    const int minutes = zone.offsetFromUtc(time) / 60;
    if (minutes == 0)
        return u"UTC"_s;
    const QString sign = minutes < 0 ? u"−"_s : u"+"_s;
    const int hours = std::abs(minutes) / 60;
    const int rest = std::abs(minutes) % 60;
    return u"UTC"_s + sign + QString::number(hours) + (rest ? u":%1"_s.arg(rest, 2, 10, QLatin1Char('0')) : QString());
}

QString clockText(Instant instant, const QTimeZone &zone)
{
    return inZone(instant, zone).toString(u"HH:mm:ss"_s) + u' ' + zoneText(instant, zone);
}

QString tableTime(Instant instant, Instant now, const QTimeZone &zone)
{
    const QDateTime time = inZone(instant, zone);
    const QDate today = inZone(now, zone).date();
    if (time.date() == today)
        return time.toString(u"HH:mm:ss"_s);
    if (time.date().year() == today.year())
        return timeWord(QT_TRANSLATE_NOOP("claviger::TimeText", "%1 %2 %3"))
            .arg(QString::number(time.date().day()), monthName(time), time.toString(u"HH:mm"_s));
    return time.toString(u"yyyy-MM-dd"_s);
}

QStringList longestTableTimes(Instant now, const QTimeZone &zone)
{
    const QDateTime today = inZone(now, zone);
    QStringList times{tableTime(now, now, zone), tableTime(now - std::chrono::days(800), now, zone)};
    for (int month = 1; month <= 12; ++month) {
        const QDate day(today.date().year(), month, today.date().day() == 28 ? 27 : 28);
        times.append(tableTime(fromDateTime(QDateTime(day, QTime(20, 58), zone)), now, zone));
    }
    return times;
}

QString factTime(Instant instant, const QTimeZone &zone)
{
    const QDateTime time = inZone(instant, zone);
    return timeWord(QT_TRANSLATE_NOOP("claviger::TimeText", "%1 %2 %3, %4 %5"))
        .arg(QString::number(time.date().day()), monthName(time), QString::number(time.date().year()),
             time.toString(u"HH:mm"_s), zoneText(instant, zone));
}

QString durationText(std::chrono::seconds duration)
{
    const auto seconds = duration.count();
    if (seconds < 60)
        return timeWord(QT_TRANSLATE_NOOP("claviger::TimeText", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return timeWord(QT_TRANSLATE_NOOP("claviger::TimeText", "%1 min")).arg(seconds / 60);
    return timeWord(QT_TRANSLATE_NOOP("claviger::TimeText", "%1 h %2 min")).arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace claviger
