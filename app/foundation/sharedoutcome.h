// SPDX-License-Identifier: Apache-2.0
// One outcome that several wait for: the first one asks, all get its answer.
#pragma once

#include "app/foundation/result.h"
#include "app/foundation/settlement.h"
#include "app/foundation/words.h"

#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <stop_token>

namespace claviger {

// Copies stand for the same outcome. For one thread.
template <typename T>
class SharedOutcome
{
public:
    void settle(Result<T> outcome) const
    {
        if (m_state->outcome)
            return;
        m_state->outcome.emplace(std::move(outcome));
        wakeSome(m_state);
    }
    [[nodiscard]] bool isSettled() const { return m_state->outcome.has_value(); }

    // At once if it is there. A stop request ends the wait of the one who waits, as Fault::Cancelled.
    [[nodiscard]] static Task<T> of(SharedOutcome shared, std::stop_token stop)
    {
        if (!shared.isSettled()) {
            const Settlement<Result<Done>> turn;
            shared.m_state->waiting.push_back(turn);
            const std::stop_callback onStop(stop, [turn] {
                turn.settle(tl::unexpected(Error{.fault = Fault::Cancelled, .detail = BasicWords::tr("stopped")}));
            });
            const Result<Done> woken = co_await turn.settled();
            if (!woken)
                co_return tl::unexpected(woken.error());
        }
        const Result<T> outcome = *shared.m_state->outcome;
        co_return outcome;
    }

private:
    struct State
    {
        std::optional<Result<T>> outcome = {};
        std::deque<Settlement<Result<Done>>> waiting = {};
    };

    // Not all in one turn of the event loop: what they do next may take a while together.
    static void wakeSome(const std::shared_ptr<State> &state)
    {
        constexpr std::size_t some = 16;
        for (std::size_t i = 0; i < some && !state->waiting.empty(); ++i) {
            state->waiting.front().settle(Done{});
            state->waiting.pop_front();
        }
        if (!state->waiting.empty())
            QTimer::singleShot(0, [state] { wakeSome(state); });
    }

    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace claviger
