// SPDX-License-Identifier: Apache-2.0
// The simulated cloud inside the program: started on the loopback, with a profile that signs in to it.
#pragma once

#include "app/cloud/profile.h"
#include "app/foundation/clock.h"

#include <memory>

namespace claviger {

class LoopbackDoor;
class SimulatedCloud;

class Demo final
{
public:
    explicit Demo(std::shared_ptr<const Clock> clock);
    ~Demo();

    // Gives the profile of the demo's administrator. Fault::Offline: no port could be opened.
    [[nodiscard]] Result<CloudProfile> start();
    [[nodiscard]] SimulatedCloud &cloud() { return *m_cloud; } // for the tour's incidents

private:
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<LoopbackDoor> m_door;
};

} // namespace claviger
