// SPDX-License-Identifier: Apache-2.0
// The simulated line of time and the acts on it.
#include "app/simulation/world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class TimelineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void durationsRunFasterThanTheWall();
    void aStepMovesDurationsAndNotTheWall();
    void whatAStepJumpsOverHappensAtItsMoment();
    void aChangeOfSpeedKeepsWhatHasRun();
    void aClockThatGoesBackStopsTheLine();
    void actsRunInOrderAndOnceDue();
    void anActSeesItsOwnMoment();
    void aGroupCanBeDropped();
    void manyActsAreOneCatchUp();

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'000ms));
};

void TimelineTest::durationsRunFasterThanTheWall()
{
    const Timeline line(m_clock, 60);
    const Instant start = m_clock->now();
    m_clock->advance(10s);
    QCOMPARE(line.now(), Elapsed(10min));
    QCOMPARE(line.wallAt(Elapsed(60min)), start + 1min);
    QCOMPARE(Timeline(m_clock, 0.1).speed(), 1.0);
}

void TimelineTest::aStepMovesDurationsAndNotTheWall()
{
    Timeline line(m_clock);
    const Instant start = m_clock->now();
    line.step(1h);
    QCOMPARE(line.now(), Elapsed(1h));
    QCOMPARE(line.wallNow(), start);
    line.step(-1h);
    QCOMPARE(line.now(), Elapsed(1h));
}

void TimelineTest::whatAStepJumpsOverHappensAtItsMoment()
{
    Timeline line(m_clock, 10);
    m_clock->advance(1min);
    line.step(1h);
    QCOMPARE(line.wallAt(Elapsed(30min)), m_clock->now());
    QCOMPARE(line.wallAt(line.now() + 10min), m_clock->now() + 1min);
}

void TimelineTest::aChangeOfSpeedKeepsWhatHasRun()
{
    Timeline line(m_clock, 10);
    m_clock->advance(1min);
    line.setSpeed(2);
    QCOMPARE(line.now(), Elapsed(10min));
    m_clock->advance(1min);
    QCOMPARE(line.now(), Elapsed(12min));
}

void TimelineTest::aClockThatGoesBackStopsTheLine()
{
    const Timeline line(m_clock, 10);
    m_clock->advance(-1min);
    QCOMPARE(line.now(), Elapsed::zero());
}

void TimelineTest::actsRunInOrderAndOnceDue()
{
    World world(m_clock);
    QStringList done;
    const auto note = [&done](const QString &what) { return [&done, what](World &) { done.append(what); }; };
    world.after(2min, note(u"second"_s));
    world.after(1min, note(u"first"_s));
    world.after(2min, note(u"third"_s));
    world.after(5min, note(u"later"_s));
    world.catchUp();
    QCOMPARE(done, QStringList());
    m_clock->advance(3min);
    world.catchUp();
    QCOMPARE(done, (QStringList{u"first"_s, u"second"_s, u"third"_s}));
    world.step(2min);
    QCOMPARE(done.size(), 4);
    world.step(1h);
    QCOMPARE(done.size(), 4);
}

void TimelineTest::anActSeesItsOwnMoment()
{
    World world(m_clock);
    world.setSpeed(60);
    const Instant start = m_clock->now();
    std::vector<Instant> seen;
    std::function<void(World &)> again = [&](World &w) {
        seen.push_back(w.now());
        if (seen.size() < 3)
            w.after(1h, again);
    };
    world.after(1h, again);
    m_clock->advance(10min);
    world.catchUp();
    QCOMPARE(seen, (std::vector<Instant>{start + 1min, start + 2min, start + 3min}));
    QCOMPARE(world.now(), start + 10min);
}

void TimelineTest::aGroupCanBeDropped()
{
    World world(m_clock);
    int kept = 0;
    int dropped = 0;
    world.after(1min, [&kept](World &) { ++kept; }, u"a"_s);
    world.after(1min, [&dropped](World &) { ++dropped; }, u"b"_s);
    world.dropActs(u"b"_s);
    world.step(1h);
    QCOMPARE(kept, 1);
    QCOMPARE(dropped, 0);
}

void TimelineTest::manyActsAreOneCatchUp()
{
    World world(m_clock);
    int count = 0;
    for (int i = 0; i < 100'000; ++i)
        world.after(Elapsed(i), [&count](World &) { ++count; });
    world.step(1h);
    QCOMPARE(count, 100'000);
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::TimelineTest)
#include "timelinetest.moc"
