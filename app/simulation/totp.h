// SPDX-License-Identifier: Apache-2.0
// Codes of a virtual MFA device: RFC 6238 with HMAC-SHA1, 30 seconds, 6 digits.
#pragma once

#include "app/foundation/instant.h"

#include <QByteArray>
#include <QString>

namespace claviger::sim {

[[nodiscard]] qint64 totpStep(Instant instant); // number of the 30 seconds the instant lies in
[[nodiscard]] QString totpCode(const QByteArray &secret, qint64 step); // secret: raw bytes, not base32

} // namespace claviger::sim
