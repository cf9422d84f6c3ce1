// SPDX-License-Identifier: Apache-2.0
// Sends what the simulated Manager has to report, over real UDP or TCP and outside the lock of the cloud, in a thread
// of its own. Loopback targets only: setUpSyslog() takes no others. A line that nobody takes is lost, and counted.
#pragma once

#include "app/simulation/pulse.h"
#include "app/simulation/simulatedcloud.h"

#include <memory>

namespace claviger::sim {
class SyslogOutbox;
}

namespace claviger {

class SyslogSender
{
public:
    explicit SyslogSender(std::shared_ptr<SimulatedCloud> cloud);
    ~SyslogSender(); // stops
    SyslogSender(const SyslogSender &) = delete;
    SyslogSender &operator=(const SyslogSender &) = delete;

    void start();
    void stop(); // what still waits stays there

private:
    class Line;

    void beat();

    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<Line> m_line; // this and the next: in the thread of the pulse
    std::shared_ptr<sim::SyslogOutbox> m_served; // whose line it is
    std::unique_ptr<sim::Pulse> m_pulse;
};

} // namespace claviger
