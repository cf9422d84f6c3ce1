// SPDX-License-Identifier: Apache-2.0
// What the parts of a session say alike, and how they read a failed sign-in. For session*.cpp only.
#pragma once

#include "app/cloud/words.h"
#include "app/foundation/error.h"

namespace claviger {

[[nodiscard]] inline Error signedOutMeanwhile()
{
    return {.fault = Fault::Cancelled, .detail = CloudWords::tr("signed out meanwhile")};
}

[[nodiscard]] inline Error mustSignIn()
{
    return {.fault = Fault::Unauthorized, .detail = CloudWords::tr("your session has ended; sign in again")};
}

// No byte of the password can have left.
[[nodiscard]] inline bool wasNeverSent(const Error &error)
{
    return error.httpStatus == 0
        && (error.fault == Fault::Offline || error.fault == Fault::Untrusted || error.fault == Fault::Rejected);
}

} // namespace claviger
