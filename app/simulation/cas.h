// SPDX-License-Identifier: Apache-2.0
// The CAS server of the simulated Manager (manager.md, section 1.2, D). The real one has a port of its own; here it
// shares Manager's, under /cas/.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] Reply answerCas(World &world, const Call &call);

// The ways between Manager and CAS. base: "/web/" or "/mrsmanager/".
[[nodiscard]] Reply beginManagerLogin(World &world, const Call &call, const QByteArray &base); // to CAS
[[nodiscard]] Reply endManagerLogin(World &world, const Call &call, const QByteArray &base); // back, with a ticket

// All values of that cookie, in the order of the request.
[[nodiscard]] QByteArrayList cookiesOf(const Call &call, const QByteArray &name);
// The id of the first live session that a cookie names; empty: none.
[[nodiscard]] QByteArray managerSessionOf(World &world, const Call &call);

} // namespace claviger::sim
