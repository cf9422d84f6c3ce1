// SPDX-License-Identifier: Apache-2.0
// Runs the event loop until a task has settled, and gives what it settled with.
#pragma once

#include "app/foundation/result.h"

#include <QTest>

#include <memory>
#include <optional>

namespace claviger::testing {

// Where a task leaves its outcome: pending() starts one and lets the test go on meanwhile.
template <typename T>
using Pending = std::shared_ptr<std::optional<Result<T>>>;

template <typename T>
Pending<T> pending(Task<T> task)
{
    auto outcome = std::make_shared<std::optional<Result<T>>>();
    std::move(task).then([outcome](const Result<T> &result) { outcome->emplace(result); });
    return outcome;
}

// Waits at most the given time. A task that never settles comes back as an error that says so.
template <typename T>
Result<T> settle(const Pending<T> &outcome, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    if (!QTest::qWaitFor([&] { return outcome->has_value(); }, static_cast<int>(limit.count())))
        return tl::unexpected(Error{.fault = Fault::TimedOut, .detail = QStringLiteral("the task never settled")});
    return **outcome;
}

template <typename T>
Result<T> settle(Task<T> task, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    return settle(pending(std::move(task)), limit);
}

} // namespace claviger::testing
