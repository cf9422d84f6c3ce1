// SPDX-License-Identifier: Apache-2.0
// The simulated cloud inside the program: started on the loopback, with a profile that signs in to it.
#pragma once

#include "app/cloud/profile.h"
#include "app/foundation/clock.h"

#include <memory>

namespace claviger {

class CloudServer;
class SimulatedCloud;

class Demo final
{
public:
    Demo(std::shared_ptr<const Clock> clock, QString scenario);
    ~Demo();

    // Gives the profile of the demo's administrator. Fault::Conflict: no port could be opened.
    [[nodiscard]] Result<CloudProfile> start();
    [[nodiscard]] SimulatedCloud &cloud(); // for the tour's incidents
    [[nodiscard]] QString controlUrl() const; // once started

private:
    std::unique_ptr<CloudServer> m_server;
    QString m_scenario;
};

} // namespace claviger
