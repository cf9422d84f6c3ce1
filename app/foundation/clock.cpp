// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/clock.h"

#include "app/foundation/words.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Error stoppedSleep()
{
    return {.fault = Fault::Cancelled, .detail = BasicWords::tr("the wait was stopped")};
}

Task<Done> sleepOnTimer(std::chrono::milliseconds duration, std::stop_token stop)
{
    const Settlement<Result<Done>> wake;
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [wake] { wake.settle(Done{}); });
    timer.start(std::max(duration, std::chrono::milliseconds::zero()));
    const std::stop_callback onStop(stop, [wake] { wake.settle(tl::unexpected(stoppedSleep())); });
    const Result<Done> outcome = co_await wake.settled();
    co_return outcome;
}

} // namespace

Instant RealClock::now() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::milliseconds RealClock::ticks() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Task<Done> RealClock::sleep(std::chrono::milliseconds duration, std::stop_token stop) const
{
    return sleepOnTimer(duration, std::move(stop));
}

struct ManualClock::Sleeper
{
    std::chrono::milliseconds due; // in ticks
    Settlement<Result<Done>> wake;
};

struct ManualClock::State
{
    Instant now;
    std::chrono::milliseconds ticks = {};
    std::vector<Sleeper> sleepers;
};

ManualClock::ManualClock(Instant start)
    : m_state(std::make_shared<State>(State{.now = start, .ticks = {}, .sleepers = {}}))
{
}

// Whoever still sleeps when the clock goes is woken as cancelled: a frame must never be left behind.
ManualClock::~ManualClock()
{
    for (const Sleeper &sleeper : std::exchange(m_state->sleepers, {}))
        sleeper.wake.settle(tl::unexpected(stoppedSleep()));
}

Instant ManualClock::now() const
{
    return m_state->now;
}

std::chrono::milliseconds ManualClock::ticks() const
{
    return m_state->ticks;
}

Task<Done> ManualClock::sleep(std::chrono::milliseconds duration, std::stop_token stop) const
{
    return sleepOn(m_state, duration, std::move(stop));
}

Task<Done> ManualClock::sleepOn(std::shared_ptr<State> state, std::chrono::milliseconds duration, std::stop_token stop)
{
    const Settlement<Result<Done>> wake;
    if (duration <= std::chrono::milliseconds::zero())
        wake.settle(Done{});
    else
        state->sleepers.push_back({.due = state->ticks + duration, .wake = wake});
    const std::stop_callback onStop(stop, [wake] { wake.settle(tl::unexpected(stoppedSleep())); });
    const Result<Done> outcome = co_await wake.settled();
    std::erase_if(state->sleepers, [](const Sleeper &sleeper) { return sleeper.wake.isSettled(); });
    co_return outcome;
}

void ManualClock::advance(std::chrono::milliseconds duration)
{
    m_state->now += duration;
    m_state->ticks += duration;
    std::stable_sort(m_state->sleepers.begin(), m_state->sleepers.end(),
                     [](const Sleeper &a, const Sleeper &b) { return a.due < b.due; });
    while (!m_state->sleepers.empty() && m_state->sleepers.front().due <= m_state->ticks) {
        const Sleeper due = m_state->sleepers.front();
        m_state->sleepers.erase(m_state->sleepers.begin());
        due.wake.settle(Done{});
    }
}

void ManualClock::setDate(Instant now)
{
    m_state->now = now;
}

int ManualClock::sleepers() const
{
    return static_cast<int>(m_state->sleepers.size());
}

} // namespace claviger
