// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/gate.h"

#include "app/foundation/words.h"

#include <algorithm>

namespace claviger {

Gate::Gate(int places, int ahead)
    : m_free(std::max(places, 1) + std::max(ahead, 0))
    , m_letsAhead(ahead > 0)
{
}

Task<Gate::Place> Gate::enter(std::shared_ptr<Gate> gate, std::stop_token stop)
{
    if (gate->m_free > 0) {
        --gate->m_free;
    } else {
        const Settlement<Result<Done>> turn;
        gate->m_waiting.push_back(turn);
        const std::stop_callback onStop(stop, [turn] {
            turn.settle(tl::unexpected(Error{.fault = Fault::Cancelled, .detail = BasicWords::tr("stopped")}));
        });
        const Result<Done> outcome = co_await turn.settled(); // the place of the one who left is ours
        if (!outcome)
            co_return tl::unexpected(outcome.error());
    }
    const Place place(gate.get(), [gate](const void *) { gate->leave(); });
    co_return place;
}

void Gate::leave()
{
    while (!m_waiting.empty()) {
        const Settlement<Result<Done>> next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (next.settle(Done{})) // false: it was stopped
            return;
    }
    ++m_free;
}

} // namespace claviger
