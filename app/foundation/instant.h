// SPDX-License-Identifier: Apache-2.0
// A point in time on the UTC line, in milliseconds, and how the cloud's many spellings of it are read.
#pragma once

#include "app/foundation/result.h"

#include <QDateTime>
#include <QString>

#include <chrono>

namespace claviger {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

[[nodiscard]] QDateTime toUtc(Instant instant);
[[nodiscard]] Instant fromDateTime(const QDateTime &time);

// 2026-01-15T10:00:00Z, for exports, the journal and tool tips.
[[nodiscard]] QString isoUtc(Instant instant);

// IAM, MRS and ECS times: "T" or a space, a fraction of 0 to 6 digits, optional Z or offset (none means UTC), or digits
// only: epoch seconds, 13 digits epoch milliseconds. Anything else is Fault::Unreadable. Source: iam.md, section 9.
[[nodiscard]] Result<Instant> parseWireTime(const QString &text);

} // namespace claviger
