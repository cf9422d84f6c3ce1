// SPDX-License-Identifier: Apache-2.0
// Throw-away certificates, made at run time: an authority with a server certificate for 127.0.0.1, ::1 and localhost,
// and one as Manager shows it in the field, signed by itself and for another name.
#pragma once

#include "app/foundation/result.h"

#include <QByteArray>

namespace claviger::sim {

struct ServerIdentity
{
    QByteArray caPem = {}; // what a client has to trust
    QByteArray chainPem = {}; // server certificate, then the authority's
    QByteArray keyPem = {};
    QByteArray fingerprint = {}; // SHA-256 of the server certificate's DER, lower-case hex: what a client pins
};

// Each call makes a new authority. A few milliseconds (EC P-256).
[[nodiscard]] Result<ServerIdentity> makeServerIdentity();
// For 192.0.2.11, the address Manager would have inside its network; caPem is the certificate itself.
[[nodiscard]] Result<ServerIdentity> makeManagerIdentity();

} // namespace claviger::sim
