// SPDX-License-Identifier: Apache-2.0
// Ends a flow that nobody can stop, or nobody would know to, after a while.
#pragma once

#include "app/foundation/clock.h"

namespace claviger {

class TimeLimit
{
public:
    TimeLimit(const std::shared_ptr<const Clock> &clock, std::chrono::milliseconds limit);
    ~TimeLimit() { m_isOver.request_stop(); }
    TimeLimit(const TimeLimit &) = delete;
    TimeLimit &operator=(const TimeLimit &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_work.get_token(); }
    // An end at the limit is no end at anybody's request.
    template <typename T>
    [[nodiscard]] Result<T> judged(Result<T> found) const
    {
        if (!found && found.error().fault == Fault::Cancelled && m_work.stop_requested())
            found.error().fault = Fault::TimedOut;
        return found;
    }

private:
    std::stop_source m_work;
    std::stop_source m_isOver;
};

} // namespace claviger
