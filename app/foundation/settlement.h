// SPDX-License-Identifier: Apache-2.0
// The one way from signals and callbacks into a coroutine. An adapter (transport, keychain, clock, process, worker)
// makes a Settlement, hands copies of it to whatever may end the wait, and awaits it. The first settle() counts, later
// ones do nothing, so "answer", "time limit", "cancelled" and "owner destroyed" may race freely. The waiter is resumed
// from the event loop of the thread in which the Settlement was made: never inside somebody's signal, but before what else
// waits there, so that a flow whose answer has come asks its next question at once. Otherwise many flows side by side would
// fall into step, and each would wait for all others in every round.
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QObject>

#include <coroutine>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace claviger {

// Resumes coroutines in the thread that it was made in.
class Resumer final : public QObject
{
public:
    // Of the calling thread.
    [[nodiscard]] static Resumer *here()
    {
        thread_local Resumer resumer;
        return &resumer;
    }
    // For the end of a program, when its event loop is over: what has been settled goes on, and to its end.
    static void resumeNow() { QCoreApplication::sendPostedEvents(here()); }
    void resumeSoon(std::coroutine_handle<> waiter)
    {
        QCoreApplication::postEvent(this, new Turn(waiter), Qt::HighEventPriority);
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != turn())
            return QObject::event(event);
        static_cast<Turn *>(event)->waiter.resume();
        return true;
    }

private:
    static QEvent::Type turn()
    {
        static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
        return type;
    }
    struct Turn final : QEvent
    {
        explicit Turn(std::coroutine_handle<> whose)
            : QEvent(turn())
            , waiter(whose)
        {
        }
        std::coroutine_handle<> waiter;
    };
};

template <typename T>
class Settlement
{
public:
    Settlement()
        : m_state(std::make_shared<State>())
    {
    }

    // True if this call decided the outcome. May be called from any thread.
    bool settle(T outcome) const { return State::settle(m_state, std::move(outcome)); }

    [[nodiscard]] bool isSettled() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->outcome.has_value();
    }

    // For one co_await: gives the outcome.
    [[nodiscard]] auto settled() const { return Awaiter{m_state}; }

private:
    struct State
    {
        std::mutex mutex;
        std::optional<T> outcome;
        std::coroutine_handle<> waiter;
        Resumer *resumer = Resumer::here();

        static bool settle(const std::shared_ptr<State> &state, T &&value)
        {
            std::coroutine_handle<> toResume;
            {
                const std::lock_guard lock(state->mutex);
                if (state->outcome)
                    return false;
                state->outcome.emplace(std::move(value));
                toResume = std::exchange(state->waiter, {});
            }
            if (toResume)
                state->resumer->resumeSoon(toResume);
            return true;
        }

    };

    struct Awaiter
    {
        std::shared_ptr<State> state;

        [[nodiscard]] bool await_ready() const noexcept { return false; } // always through the loop: no recursion
        void await_suspend(std::coroutine_handle<> waiter) const
        {
            bool already = false;
            {
                const std::lock_guard lock(state->mutex);
                already = state->outcome.has_value();
                if (!already)
                    state->waiter = waiter;
            }
            if (already)
                state->resumer->resumeSoon(waiter);
        }
        [[nodiscard]] T await_resume() const
        {
            const std::lock_guard lock(state->mutex);
            return std::move(*state->outcome);
        }
    };

    std::shared_ptr<State> m_state;
};

} // namespace claviger
