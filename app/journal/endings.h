// SPDX-License-Identifier: Apache-2.0
// What a failed write says about itself: whether anything was done, whether it may still be done, and as what the journal
// keeps it. Everything that writes to the cloud decides by these.
#pragma once

#include "app/foundation/error.h"
#include "app/journal/journal.h"

namespace claviger {

// The service has judged the request and did nothing. Everything else that is no clean success may have done something.
[[nodiscard]] bool isCleanRefusal(const Error &error);

// Nobody has said that it is over: a request that nobody waits for any more, here or at a gateway, may be worked on and
// take effect minutes later. What the service itself ended with a failure is over.
[[nodiscard]] bool mayStillHappen(const Error &error);

// Refused is what the cloud judged and turned down.
[[nodiscard]] JournalOutcome::Kind endingOf(const Error &error);

} // namespace claviger
