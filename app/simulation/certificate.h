// SPDX-License-Identifier: Apache-2.0
// A throw-away certificate authority and a server certificate for 127.0.0.1, ::1 and localhost, made at run time.
#pragma once

#include "app/foundation/result.h"

#include <QByteArray>

namespace claviger::sim {

struct ServerIdentity
{
    QByteArray caPem = {}; // what a client has to trust
    QByteArray chainPem = {}; // server certificate, then the authority's
    QByteArray keyPem = {};
};

// Each call makes a new authority. A few milliseconds (EC P-256).
[[nodiscard]] Result<ServerIdentity> makeServerIdentity();

} // namespace claviger::sim
