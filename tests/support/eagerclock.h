// SPDX-License-Identifier: Apache-2.0
// A clock for flows that wait between their calls.
#pragma once

#include "app/foundation/clock.h"
#include "app/foundation/settlement.h"

namespace claviger::testing {

// The real time, but nobody waits for it: short sleeps end at once, long ones when they are stopped.
class EagerClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return RealClock().now(); }
    [[nodiscard]] std::chrono::milliseconds ticks() const override { return RealClock().ticks(); }
    [[nodiscard]] Task<Done> sleep(std::chrono::milliseconds duration, std::stop_token stop = {}) const override
    {
        return sleepBriefly(duration, std::move(stop));
    }

private:
    static Task<Done> sleepBriefly(std::chrono::milliseconds duration, std::stop_token stop)
    {
        const Settlement<Result<Done>> wake;
        const std::stop_callback onStop(
            stop, [wake] { wake.settle(tl::unexpected(Error{.fault = Fault::Cancelled, .detail = QStringLiteral("stopped")})); });
        if (duration < std::chrono::seconds(10))
            wake.settle(Done{});
        const Result<Done> woken = co_await wake.settled();
        co_return woken;
    }
};

} // namespace claviger::testing
