// SPDX-License-Identifier: Apache-2.0
// A call that waits for its turn: a service bears only so many at once.
#pragma once

#include "app/cloud/client.h"
#include "app/foundation/gate.h"

namespace claviger {

template <ApiRequest R>
[[nodiscard]] Task<typename R::Response> gatedSend(std::shared_ptr<Gate> gate, Client cloud, R request, std::stop_token stop)
{
    const Result<Gate::Place> place = co_await Gate::enter(gate, stop);
    if (!place)
        co_return tl::unexpected(place.error());
    const Result<typename R::Response> response = co_await cloud.send(request, stop);
    co_return response;
}

} // namespace claviger
