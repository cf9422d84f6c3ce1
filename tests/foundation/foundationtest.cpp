// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/clock.h"
#include "app/foundation/error.h"
#include "app/foundation/instant.h"
#include "app/foundation/secret.h"
#include "tests/support/settle.h"

#include <QTest>

#include <thread>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::settle;

class FoundationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFaultHasTwoSentences();
    void whatNobodyWasAskedIsNotBlamedOnTheCloud_data();
    void whatNobodyWasAskedIsNotBlamedOnTheCloud();
    void aLostAnswerSaysWhatMayHaveHappened();
    void aSecretIsNeverPrinted();
    void aSecretSurvivesUnusualText();
    void takingWipesTheSource();
    void wireTimes_data();
    void wireTimes();
    void theRealClockSleepsAndStops();
    void aManualClockWakesInOrder();
    void settingTheDateIsNoTimePassing();
    void aDyingClockWakesItsSleepers();
    void theFirstSettlementCounts();
    void aSettlementFromAnotherThreadResumesHere();
};

void FoundationTest::everyFaultHasTwoSentences()
{
    for (int fault = 0; fault <= static_cast<int>(Fault::Storage); ++fault) {
        const Explanation words = explain({.fault = static_cast<Fault>(fault)});
        QVERIFY2(words.what.endsWith(u'.') && words.next.endsWith(u'.'), qPrintable(QString::number(fault)));
    }
}

void FoundationTest::whatNobodyWasAskedIsNotBlamedOnTheCloud_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("status"); // of the answer
    QTest::addColumn<QString>("what");
    QTest::newRow("refused here") << Fault::Rejected << 0 << u"so nothing was sent"_s;
    QTest::newRow("refused there") << Fault::Rejected << 400 << u"The cloud did not accept"_s;
    QTest::newRow("missing here") << Fault::NotFound << 0 << u"not on this computer"_s;
    QTest::newRow("missing there") << Fault::NotFound << 404 << u"The cloud does not know"_s;
    QTest::newRow("the session is over") << Fault::Unauthorized << 0 << u"Your session has ended."_s;
    QTest::newRow("refused sign-in") << Fault::Unauthorized << 401 << u"does not accept this sign-in"_s;
    QTest::newRow("no proof") << Fault::Untrusted << 0 << u"nothing was sent to it"_s;
    QTest::newRow("sent elsewhere") << Fault::Untrusted << 302 << u"sends us on to another place"_s;
}

void FoundationTest::whatNobodyWasAskedIsNotBlamedOnTheCloud()
{
    QFETCH(const Fault, fault);
    QFETCH(const int, status);
    QFETCH(const QString, what);
    const Explanation words = explain({.fault = fault, .httpStatus = status});
    QVERIFY2(words.what.contains(what), qPrintable(words.what));
    QVERIFY(words.next.endsWith(u'.'));
}

void FoundationTest::aLostAnswerSaysWhatMayHaveHappened()
{
    const Explanation write = explain({.fault = Fault::Unconfirmed});
    QVERIFY(write.what.contains(u"may have taken effect"_s));
    const Explanation password = explain({.fault = Fault::Unconfirmed, .mayCountAsTry = true});
    QVERIFY(password.what.contains(u"password was sent"_s));
    QVERIFY(password.next.contains(u"one try"_s));
}

void FoundationTest::aSecretIsNeverPrinted()
{
    QString out;
    QDebug(&out) << Secret::fromText(u"not-a-real-secret"_s);
    QVERIFY(out.contains("Secret(***)"_L1));
    QVERIFY(!out.contains("not-a-real"_L1));
}

void FoundationTest::aSecretSurvivesUnusualText()
{
    const QString text = u"päss\u0000wörd 密码 \U0001F511 \"\\\n"_s + QString(20'000, u'x');
    const Secret secret = Secret::fromText(text);
    const Secret copy = secret;
    QCOMPARE(copy.reveal(), text);
    QCOMPARE(secret, Secret::fromText(text));
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret::fromText({}).isEmpty());
}

void FoundationTest::takingWipesTheSource()
{
    QByteArray bytes("FAKE-SECRET-TO-WIPE");
    bytes.detach();
    const char *place = bytes.constData();
    const std::string before(place, 4);
    QCOMPARE(before, "FAKE");
    QByteArray watched = bytes; // keeps the memory alive, so that it can be looked at; then it is shared and must stay
    const Secret shared = Secret::take(std::move(bytes));
    QCOMPARE(watched, QByteArray("FAKE-SECRET-TO-WIPE"));
    wipe(watched);
    QVERIFY(watched.isEmpty());
    QCOMPARE(shared.reveal(), u"FAKE-SECRET-TO-WIPE"_s);
}

void FoundationTest::wireTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("msecs"); // -1: unreadable
    QTest::newRow("micro") << u"2026-01-15T10:00:00.014028Z"_s << qint64(1768471200014);
    QTest::newRow("no zone") << u"2024-01-04T09:09:15.000000"_s << qint64(1704359355000);
    QTest::newRow("space, one digit") << u"2020-07-08 02:19:03.5"_s << qint64(1594174743500);
    QTest::newRow("seconds") << u"2018-09-13T07:03:44Z"_s << qint64(1536822224000);
    QTest::newRow("offset") << u"2026-01-15T11:00:00+01:00"_s << qint64(1768471200000);
    QTest::newRow("negative offset") << u"2026-01-15T05:30:00-0430"_s << qint64(1768471200000);
    QTest::newRow("epoch s") << u"1498272043"_s << qint64(1498272043000);
    QTest::newRow("epoch ms") << u"1579229246886"_s << qint64(1579229246886);
    for (const char *bad : {"", "null", "2026-13-01T00:00:00Z", "2026-01-15", "2026-01-15T25:00:00Z", "12345678901234",
                            "2026-01-15T10:00:00Zjunk"})
        QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad) << qint64(-1);
}

void FoundationTest::wireTimes()
{
    QFETCH(QString, text);
    QFETCH(qint64, msecs);
    const Result<Instant> instant = parseWireTime(text);
    QCOMPARE(instant.has_value(), msecs >= 0);
    if (instant)
        QCOMPARE(instant->time_since_epoch().count(), msecs);
    else
        QCOMPARE(instant.error().fault, Fault::Unreadable);
}

void FoundationTest::theRealClockSleepsAndStops()
{
    const RealClock clock;
    QVERIFY(settle(clock.sleep(1ms)));
    QVERIFY(settle(clock.sleep(-5ms)));
    std::stop_source stop;
    const auto sleeping = pending(clock.sleep(1h, stop.get_token()));
    QVERIFY(!sleeping->has_value());
    stop.request_stop();
    QCOMPARE(settle(sleeping).error().fault, Fault::Cancelled);
    QCOMPARE(settle(clock.sleep(1h, stop.get_token())).error().fault, Fault::Cancelled); // stopped before it began
}

void FoundationTest::aManualClockWakesInOrder()
{
    ManualClock clock(Instant(1'000'000ms));
    QStringList order;
    clock.sleep(20ms).then([&](const Result<Done> &) { order << u"late"_s; });
    clock.sleep(10ms).then([&](const Result<Done> &) { order << u"early"_s; });
    const auto never = pending(clock.sleep(1h));
    clock.advance(15ms);
    QTRY_COMPARE(order, QStringList{u"early"_s});
    clock.advance(5ms);
    QTRY_COMPARE(order, (QStringList{u"early"_s, u"late"_s}));
    QCOMPARE(clock.now(), Instant(1'000'020ms));
    QTRY_COMPARE(clock.sleepers(), 1);
    clock.advance(1h);
    QVERIFY(settle(never));
}

void FoundationTest::settingTheDateIsNoTimePassing()
{
    ManualClock clock(Instant(1'000'000ms));
    const auto sleeping = pending(clock.sleep(10ms));
    const std::chrono::milliseconds before = clock.ticks();
    clock.setDate(Instant(2'000'000ms));
    QCOMPARE(clock.now(), Instant(2'000'000ms));
    QCOMPARE(clock.ticks(), before);
    QCOMPARE(clock.sleepers(), 1);
    clock.setDate(Instant(0ms));
    clock.advance(10ms);
    QCOMPARE(clock.ticks(), before + 10ms);
    QVERIFY(settle(sleeping));
    const RealClock real;
    const std::chrono::milliseconds begun = real.ticks();
    QVERIFY(settle(real.sleep(2ms)));
    QVERIFY(real.ticks() > begun);
}

void FoundationTest::aDyingClockWakesItsSleepers()
{
    testing::Pending<Done> sleeping;
    {
        ManualClock clock(Instant{});
        sleeping = pending(clock.sleep(1h));
    }
    QCOMPARE(settle(sleeping).error().fault, Fault::Cancelled);
}

void FoundationTest::theFirstSettlementCounts()
{
    const Settlement<Result<int>> settlement;
    QVERIFY(settlement.settle(1));
    QVERIFY(!settlement.settle(2));
    const auto wait = [](Settlement<Result<int>> of) -> Task<int> {
        const Result<int> outcome = co_await of.settled();
        co_return outcome;
    };
    const auto outcome = pending(wait(settlement));
    QVERIFY(!outcome->has_value()); // never inside the caller: always through the event loop
    QCOMPARE(settle(outcome).value(), 1);
}

void FoundationTest::aSettlementFromAnotherThreadResumesHere()
{
    const Settlement<Result<int>> settlement;
    QThread *resumedIn = nullptr;
    const auto wait = [&resumedIn](Settlement<Result<int>> of) -> Task<int> {
        const Result<int> outcome = co_await of.settled();
        resumedIn = QThread::currentThread();
        co_return outcome;
    };
    const auto outcome = pending(wait(settlement));
    std::thread other([settlement] { settlement.settle(7); });
    other.join();
    QCOMPARE(settle(outcome).value(), 7);
    QCOMPARE(resumedIn, QThread::currentThread());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::FoundationTest)
#include "foundationtest.moc"
