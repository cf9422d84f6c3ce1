// SPDX-License-Identifier: Apache-2.0
// Where the program gets the time from, and the only way to wait. Tests and the demo inject their own.
#pragma once

#include "app/foundation/instant.h"
#include "app/foundation/result.h"
#include "app/foundation/settlement.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace claviger {

class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() const = 0;
    // Grows evenly, whatever happens to the date meanwhile: for how long something may still stay.
    [[nodiscard]] virtual std::chrono::milliseconds ticks() const = 0;
    // Settles once after the duration (at once for zero or less), or as Fault::Cancelled soon after a stop request.
    [[nodiscard]] virtual Task<Done> sleep(std::chrono::milliseconds duration, std::stop_token stop = {}) const = 0;
};

// The computer's own time.
class RealClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] std::chrono::milliseconds ticks() const override;
    [[nodiscard]] Task<Done> sleep(std::chrono::milliseconds duration, std::stop_token stop = {}) const override;
};

// Stands still until it is told to move. Sleepers whose time has come wake in the order of their time.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Instant start);
    ~ManualClock() override;

    [[nodiscard]] Instant now() const override;
    [[nodiscard]] std::chrono::milliseconds ticks() const override;
    [[nodiscard]] Task<Done> sleep(std::chrono::milliseconds duration, std::stop_token stop = {}) const override;
    void advance(std::chrono::milliseconds duration);
    void setDate(Instant now); // as when somebody sets the clock: no time has passed
    [[nodiscard]] int sleepers() const;

private:
    struct Sleeper;
    struct State;
    static Task<Done> sleepOn(std::shared_ptr<State> state, std::chrono::milliseconds duration, std::stop_token stop);
    std::shared_ptr<State> m_state;
};

} // namespace claviger
