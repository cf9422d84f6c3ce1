// SPDX-License-Identifier: Apache-2.0
// The control door of claviger-simcloud: a small page, the state as JSON (never a secret in it), and levers.
// GET / and /state; POST /scenario {"scenario":"healthy"} and /expire; POST /step, /bind and /unbind answer 501 as long
// as the simulated cloud has no clusters. A request that names another host than loopback is refused: a web page that
// rebinds its name must not pull levers.
#pragma once

#include "app/simulation/simulatedcloud.h"

#include <memory>
#include <mutex>

namespace claviger {

class ControlDesk
{
public:
    ControlDesk(std::shared_ptr<SimulatedCloud> cloud, QString scenario, double speed);

    [[nodiscard]] sim::Reply answer(const sim::Call &call); // from any thread

private:
    [[nodiscard]] sim::Reply state();
    [[nodiscard]] sim::Reply page();
    [[nodiscard]] sim::Reply changeScenario(const sim::Call &call);

    std::shared_ptr<SimulatedCloud> m_cloud;
    std::mutex m_mutex;
    QString m_scenario;
    double m_speed;
};

} // namespace claviger
