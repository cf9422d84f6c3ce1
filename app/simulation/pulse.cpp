// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/pulse.h"

namespace claviger::sim {

Pulse::Pulse(std::function<void()> beat, std::chrono::milliseconds every)
    : m_thread([this, beat = std::move(beat), every] {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, every, [this] { return m_isEnding; })) {
            lock.unlock();
            beat();
            lock.lock();
        }
    })
{
}

Pulse::~Pulse()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

} // namespace claviger::sim
