// SPDX-License-Identifier: Apache-2.0
// Lets so many through at once; the others wait in the order in which they came.
#pragma once

#include "app/foundation/result.h"
#include "app/foundation/settlement.h"

#include <deque>
#include <memory>
#include <stop_token>

namespace claviger {

class Gate
{
public:
    // Held while one is inside. The last copy that goes makes room for the next.
    using Place = std::shared_ptr<const void>;

    // ahead: so many more may be inside, who wait for one another further on (Transport::readAhead).
    explicit Gate(int places, int ahead = 0);
    [[nodiscard]] bool letsAhead() const { return m_letsAhead; }

    // A stop request ends the waiting, as Fault::Cancelled; inside, it changes nothing.
    [[nodiscard]] static Task<Place> enter(std::shared_ptr<Gate> gate, std::stop_token stop = {});

private:
    void leave();

    int m_free;
    bool m_letsAhead;
    std::deque<Settlement<Result<Done>>> m_waiting;
};

} // namespace claviger
