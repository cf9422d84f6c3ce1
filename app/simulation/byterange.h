// SPDX-License-Identifier: Apache-2.0
// The part of a file that a request asks for (RFC 9110, section 14): a single range of bytes. What is not one, or more
// than one, means the whole file.
#pragma once

#include "app/simulation/call.h"

#include <functional>

namespace claviger::sim {

// Status 200, 206 or 416, with the headers that belong to it. read gives at most so many bytes from an offset; empty:
// the end. The tag stands for these very bytes: a download that goes on compares it (If-Range).
[[nodiscard]] Reply fileReply(const Call &call, qint64 size, const QByteArray &tag,
                              std::function<QByteArray(qint64 offset, qint64 atMost)> read);

} // namespace claviger::sim
