// SPDX-License-Identifier: Apache-2.0
// Lets the simulated cloud catch up with its own time while nobody asks it anything, in a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace claviger::sim {

class Pulse
{
public:
    // The beat runs in the thread of the pulse, again and again until the pulse goes.
    Pulse(std::function<void()> beat, std::chrono::milliseconds every);
    ~Pulse();
    Pulse(const Pulse &) = delete;
    Pulse &operator=(const Pulse &) = delete;

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace claviger::sim
