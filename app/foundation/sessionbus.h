// SPDX-License-Identifier: Apache-2.0
// Whether this session has a D-Bus session bus. To be asked before Qt is: without an address it starts a stray bus by
// dbus-launch if there is a display.
#pragma once

namespace claviger {

[[nodiscard]] bool hasSessionBus();

} // namespace claviger
