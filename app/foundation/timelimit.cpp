// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/timelimit.h"

namespace claviger {

namespace {

Task<Done> stopAfter(std::shared_ptr<const Clock> clock, std::chrono::milliseconds limit, std::stop_source what, std::stop_token isOver)
{
    const Result<Done> waited = co_await clock->sleep(limit, isOver);
    if (waited)
        what.request_stop();
    co_return waited;
}

} // namespace

TimeLimit::TimeLimit(const std::shared_ptr<const Clock> &clock, std::chrono::milliseconds limit)
{
    const Task<Done> waiting = stopAfter(clock, limit, m_work, m_isOver.get_token());
    Q_UNUSED(waiting) // goes on by itself
}

} // namespace claviger
