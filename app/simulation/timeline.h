// SPDX-License-Identifier: Apache-2.0
// The line on which durations run: the life of node credentials, retries, the clearing of alarms. It starts at zero, runs
// --speed times as fast as the wall clock and can be stepped. HTTP dates, tokens and signatures stay on the wall clock.
#pragma once

#include "app/foundation/clock.h"

#include <memory>

namespace claviger::sim {

// Simulated time since the start.
using Elapsed = std::chrono::milliseconds;

class Timeline
{
public:
    explicit Timeline(std::shared_ptr<const Clock> clock, double speed = 1);

    [[nodiscard]] Elapsed now() const;
    [[nodiscard]] Instant wallNow() const { return m_clock->now(); }
    // When that moment is (or was) on the wall clock. What a step jumped over happened at the moment of the step.
    [[nodiscard]] Instant wallAt(Elapsed moment) const;
    [[nodiscard]] double speed() const { return m_speed; }
    void setSpeed(double speed); // at least 1; from here on
    void step(Elapsed duration); // forwards only

private:
    std::shared_ptr<const Clock> m_clock;
    double m_speed;
    Instant m_wallAnchor;
    Elapsed m_anchor = {};
};

} // namespace claviger::sim
