// SPDX-License-Identifier: Apache-2.0
// The shape of every answer in the program: a value or an Error, at once (Result) or later (Task).
#pragma once

#include "app/foundation/error.h"

#include <QCoro/QCoroTask>

#include <tl/expected.hpp>

namespace claviger {

// What a flow gives that has nothing to say but "it happened".
struct Done
{
    friend bool operator==(const Done &, const Done &) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

// A coroutine that settles with a Result. Dropping it does not cancel it: pass a std::stop_token for that.
template <typename T>
using Task = QCoro::Task<Result<T>>;

} // namespace claviger
