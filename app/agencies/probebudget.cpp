// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/probebudget.h"

#include <algorithm>

namespace claviger {

ProbeBudget::ProbeBudget(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
{
}

std::chrono::milliseconds ProbeBudget::wait(const QString &serverId) const
{
    const auto found = m_runs.find(serverId);
    if (found == m_runs.end() || found->second.size() < mostRuns)
        return {};
    const std::chrono::milliseconds allowed = found->second[found->second.size() - mostRuns] + within;
    return std::max(allowed - m_clock->ticks(), std::chrono::milliseconds::zero());
}

void ProbeBudget::spend(const QString &serverId)
{
    std::vector<std::chrono::milliseconds> &runs = m_runs[serverId];
    runs.push_back(m_clock->ticks());
    if (runs.size() > mostRuns)
        runs.erase(runs.begin());
}

void ProbeBudget::giveBack(const QString &serverId)
{
    const auto found = m_runs.find(serverId);
    if (found != m_runs.end() && !found->second.empty())
        found->second.pop_back();
}

} // namespace claviger
