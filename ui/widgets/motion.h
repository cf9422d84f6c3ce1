// SPDX-License-Identifier: Apache-2.0
// Whether things may move: off by the desktop's wish or the person's.
#pragma once

namespace claviger::motion {

[[nodiscard]] bool isReduced();
void setReduced(bool isReduced);

} // namespace claviger::motion
