// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/timeline.h"

#include <algorithm>

namespace claviger::sim {

namespace {

using Exact = std::chrono::duration<double, std::milli>;

} // namespace

Timeline::Timeline(std::shared_ptr<const Clock> clock, double speed)
    : m_clock(std::move(clock))
    , m_speed(std::max(speed, 1.0))
    , m_wallAnchor(m_clock->now())
{
}

Elapsed Timeline::now() const
{
    const Exact run = Exact(std::max(m_clock->now() - m_wallAnchor, std::chrono::milliseconds::zero())) * m_speed;
    return m_anchor + std::chrono::duration_cast<Elapsed>(run);
}

Instant Timeline::wallAt(Elapsed moment) const
{
    if (moment <= m_anchor)
        return m_wallAnchor;
    const Exact run = Exact(moment - m_anchor) / m_speed;
    return m_wallAnchor + std::chrono::duration_cast<std::chrono::milliseconds>(run);
}

void Timeline::setSpeed(double speed)
{
    m_anchor = now();
    m_wallAnchor = m_clock->now();
    m_speed = std::max(speed, 1.0);
}

void Timeline::step(Elapsed duration)
{
    m_anchor = now() + std::max(duration, Elapsed::zero());
    m_wallAnchor = m_clock->now();
}

} // namespace claviger::sim
