// SPDX-License-Identifier: Apache-2.0
// The adapter for work that blocks: one thread of its own that does what it is given, one after the other, and answers
// the asker through a Settlement. When the worker goes, it first finishes everything it has accepted.
#pragma once

#include "app/foundation/result.h"
#include "app/foundation/settlement.h"

#include <QString>

#include <functional>
#include <memory>
#include <type_traits>

namespace claviger {

class Worker
{
public:
    // The function is called in the worker's thread as the last thing it does.
    explicit Worker(const QString &name, std::function<void()> atEnd = {});
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;
    ~Worker(); // as end()

    // Calls the function, which gives a Result<T>, in the worker's thread. The caller waits in its own event loop; what
    // the function borrows must live until the worker is gone. After end(): Fault::Cancelled.
    template <typename F>
    [[nodiscard]] auto run(F function) const -> Task<typename std::invoke_result_t<F &>::value_type>
    {
        using Outcome = std::invoke_result_t<F &>;
        const Settlement<Outcome> settlement;
        if (!post([function = std::move(function), settlement]() mutable { settlement.settle(function()); }))
            settlement.settle(tl::unexpected(ended()));
        return outcomeOf(settlement);
    }

    // Does what is already accepted, then stops the thread; not to be called from that thread. A second call does
    // nothing.
    void end();

private:
    struct Queue;
    [[nodiscard]] bool post(std::function<void()> job) const;
    [[nodiscard]] static Error ended();

    template <typename Outcome>
    static QCoro::Task<Outcome> outcomeOf(Settlement<Outcome> settlement)
    {
        const Outcome outcome = co_await settlement.settled();
        co_return outcome;
    }

    std::unique_ptr<Queue> m_queue;
};

} // namespace claviger
