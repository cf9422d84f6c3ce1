// SPDX-License-Identifier: Apache-2.0
// A profile that is marked read-only: nothing is written to its cloud.
#pragma once

#include "app/foundation/error.h"

namespace claviger {

// Of every write, before anything is sent.
[[nodiscard]] Error refusedAsReadOnly();

} // namespace claviger
