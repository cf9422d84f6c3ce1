// SPDX-License-Identifier: Apache-2.0
// Times of alarms: with and without an offset, in the hour that a clock shows twice, and in the one that it never shows.
#include "app/alarms/alarmtime.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class AlarmTimeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timesAreRead_data();
    void timesAreRead();
    void theTextAndTheZoneAreKept();
    void aTimeOfOursSaysItsOffset();
};

void AlarmTimeTest::timesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("utc"); // empty: no instant
    QTest::addColumn<int>("certainty");
    const QString berlin = u"Europe/Berlin"_s, lordHowe = u"Australia/Lord_Howe"_s, apia = u"Pacific/Apia"_s;
    const auto row = [](const char *name, const QString &text, const QString &zone, const QString &utc, AlarmTime::Certainty certainty) {
        QTest::newRow(name) << text << zone << utc << static_cast<int>(certainty);
    };
    row("local", u"2025-06-10 14:05:12"_s, berlin, u"2025-06-10T12:05:12.000Z"_s, AlarmTime::Exact);
    row("with T", u"2025-06-10T14:05:12"_s, berlin, u"2025-06-10T12:05:12.000Z"_s, AlarmTime::Exact);
    row("slashes", u"2025/06/10 14:05:12"_s, berlin, u"2025-06-10T12:05:12.000Z"_s, AlarmTime::Exact);
    row("short numbers", u"2025/6/1 4:05:12"_s, berlin, u"2025-06-01T02:05:12.000Z"_s, AlarmTime::Exact);
    row("no seconds", u"2025-06-10 14:05"_s, berlin, u"2025-06-10T12:05:00.000Z"_s, AlarmTime::Exact);
    row("milliseconds", u"2025-06-10 14:05:12.5"_s, berlin, u"2025-06-10T12:05:12.500Z"_s, AlarmTime::Exact);
    row("milliseconds by comma", u"2025-06-10 14:05:12,696"_s, berlin, u"2025-06-10T12:05:12.696Z"_s, AlarmTime::Exact);
    row("microseconds", u"2025-06-10 14:05:12.123456"_s, berlin, u"2025-06-10T12:05:12.123Z"_s, AlarmTime::Exact);
    row("Z", u"2025-06-10T14:05:12Z"_s, berlin, u"2025-06-10T14:05:12.000Z"_s, AlarmTime::Exact);
    row("an offset", u"2025-06-10T14:05:12+08:00"_s, berlin, u"2025-06-10T06:05:12.000Z"_s, AlarmTime::Exact);
    row("an offset without a colon", u"2025-06-10 14:05:12 -0330"_s, berlin, u"2025-06-10T17:35:12.000Z"_s, AlarmTime::Exact);
    row("GMT and an offset", u"2025-06-10 14:05:12 GMT+02:00"_s, berlin, u"2025-06-10T12:05:12.000Z"_s, AlarmTime::Exact);
    row("epoch milliseconds", u"1749557112000"_s, berlin, u"2025-06-10T12:05:12.000Z"_s, AlarmTime::Exact);
    row("epoch seconds", u"1749557112"_s, berlin, u"2025-06-10T12:05:12.000Z"_s, AlarmTime::Exact);
    row("blanks around", u" 2025-06-10 14:05:12 "_s, berlin, u"2025-06-10T12:05:12.000Z"_s, AlarmTime::Exact);
    row("a leap second", u"2016-12-31 23:59:60"_s, u"UTC"_s, u"2016-12-31T23:59:59.000Z"_s, AlarmTime::Exact);
    row("1970", u"1970-01-01 00:00:00"_s, berlin, u"1969-12-31T23:00:00.000Z"_s, AlarmTime::Exact);
    row("after 2038", u"2038-01-19 04:14:08"_s, berlin, u"2038-01-19T03:14:08.000Z"_s, AlarmTime::Exact);
    row("summer long after 2038", u"2060-07-01 12:00:00"_s, berlin, u"2060-07-01T10:00:00.000Z"_s, AlarmTime::Exact);

    row("before the doubled hour", u"2025-10-26 01:59:59"_s, berlin, u"2025-10-25T23:59:59.000Z"_s, AlarmTime::Exact);
    row("the doubled hour begins", u"2025-10-26 02:00:00"_s, berlin, u"2025-10-26T00:00:00.000Z"_s, AlarmTime::Doubled);
    row("the doubled hour", u"2025-10-26 02:30:00"_s, berlin, u"2025-10-26T00:30:00.000Z"_s, AlarmTime::Doubled);
    row("the doubled hour ends", u"2025-10-26 02:59:59"_s, berlin, u"2025-10-26T00:59:59.000Z"_s, AlarmTime::Doubled);
    row("after the doubled hour", u"2025-10-26 03:00:00"_s, berlin, u"2025-10-26T02:00:00.000Z"_s, AlarmTime::Exact);
    row("the doubled hour with an offset", u"2025-10-26 02:30:00+01:00"_s, berlin, u"2025-10-26T01:30:00.000Z"_s, AlarmTime::Exact);
    row("before the skipped hour", u"2025-03-30 01:59:59"_s, berlin, u"2025-03-30T00:59:59.000Z"_s, AlarmTime::Exact);
    row("the skipped hour", u"2025-03-30 02:30:00"_s, berlin, u"2025-03-30T01:30:00.000Z"_s, AlarmTime::Skipped);
    row("after the skipped hour", u"2025-03-30 03:00:00"_s, berlin, u"2025-03-30T01:00:00.000Z"_s, AlarmTime::Exact);
    row("the day after the change", u"2025-03-31 02:30:00"_s, berlin, u"2025-03-31T00:30:00.000Z"_s, AlarmTime::Exact);
    row("half an hour of change", u"2025-04-06 01:45:00"_s, lordHowe, u"2025-04-05T14:45:00.000Z"_s, AlarmTime::Doubled);
    row("a day that was skipped", u"2011-12-30 12:00:00"_s, apia, u"2011-12-30T22:00:00.000Z"_s, AlarmTime::Skipped);
    row("no changes", u"2025-10-26 02:30:00"_s, u"Asia/Shanghai"_s, u"2025-10-25T18:30:00.000Z"_s, AlarmTime::Exact);

    for (const QString &none : {u""_s, u"  "_s, u"--"_s, u"-"_s, u"0"_s, u"-1"_s, u"null"_s})
        QTest::addRow("none: '%s'", qPrintable(none)) << none << berlin << QString() << static_cast<int>(AlarmTime::None);
    for (const QString &odd : {u"soon"_s, u"2025-13-01 00:00:00"_s, u"2025-02-29 00:00:00"_s, u"2025-06-10 25:00:00"_s, u"2025-06-10 14:05:61"_s,
                               u"2025-06-10"_s, u"14:05:12"_s, u"10.06.2025 14:05:12"_s, u"2025-06-10 14:05:12 +99:00"_s, u"17495571120001749557112000"_s,
                               u"2025-06-10 14:05:12 and more"_s, u"１２３４５６７８９０"_s})
        QTest::addRow("odd: %s", qPrintable(odd)) << odd << berlin << QString() << static_cast<int>(AlarmTime::Unreadable);
}

void AlarmTimeTest::timesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, zone);
    QFETCH(QString, utc);
    QFETCH(int, certainty);
    const AlarmTime time = readAlarmTime(text, QTimeZone(zone.toLatin1()));
    QCOMPARE(time.instant ? toUtc(*time.instant).toString(Qt::ISODateWithMs) : QString(), utc);
    QCOMPARE(static_cast<int>(time.certainty), certainty);
}

void AlarmTimeTest::theTextAndTheZoneAreKept()
{
    const QTimeZone berlin("Europe/Berlin");
    QCOMPARE(readAlarmTime(u" 2025-10-26 02:30:00 "_s, berlin).text, u" 2025-10-26 02:30:00 "_s);
    QCOMPARE(readAlarmTime(u"2025-10-26 02:30:00"_s, berlin).zone, u"Europe/Berlin"_s);
    QVERIFY(readAlarmTime(u"2025-10-26T02:30:00Z"_s, berlin).zone.isEmpty()); // its own offset counts
    QVERIFY(readAlarmTime(u"1749557112000"_s, berlin).zone.isEmpty());
    QCOMPARE(readAlarmTime(u"soon"_s, berlin).text, u"soon"_s);
}

void AlarmTimeTest::aTimeOfOursSaysItsOffset()
{
    const AlarmTime time = alarmTimeOf(Instant(std::chrono::milliseconds(1'749'557'112'000)));
    QCOMPARE(time.text, u"2025-06-10T12:05:12Z"_s);
    QCOMPARE(readAlarmTime(time.text, QTimeZone("Europe/Berlin")), time);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmTimeTest)
#include "alarmtimetest.moc"
