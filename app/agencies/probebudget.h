// SPDX-License-Identifier: Apache-2.0
// How often a node may be probed: each run counts against the throttle of its metadata service (140 calls in 5 minutes,
// then a block of 30; mrs.md, section 8).
#pragma once

#include "app/foundation/clock.h"

#include <map>

namespace claviger {

class ProbeBudget
{
public:
    static constexpr int mostRuns = 2;
    static constexpr std::chrono::minutes within = std::chrono::minutes(5);

    explicit ProbeBudget(std::shared_ptr<const Clock> clock);

    // Until the next run is allowed; zero: now.
    [[nodiscard]] std::chrono::milliseconds wait(const QString &serverId) const;
    void spend(const QString &serverId);    // a run begins
    void giveBack(const QString &serverId); // the latest run asked nothing

private:
    std::shared_ptr<const Clock> m_clock;
    std::map<QString, std::vector<std::chrono::milliseconds>> m_runs; // ticks, the oldest first
};

} // namespace claviger
