// SPDX-License-Identifier: Apache-2.0
// A failed sign-in in words, on the page and in the dialog: some faults mean something else here than in general.
#pragma once

#include "app/foundation/error.h"
#include "app/foundation/instant.h"

namespace claviger {

class FailureBanner;
struct CloudProfile;

// What came of a try to sign in with that profile.
void saySignInFailure(FailureBanner &banner, const Error &error, const CloudProfile &profile, Instant when);
// What is missing before anything can be sent.
void sayPasswordMissing(FailureBanner &banner);
void sayPasscodeMissing(FailureBanner &banner);
// Details begin small, for they follow other words elsewhere.
[[nodiscard]] QString asSentence(const QString &detail);

} // namespace claviger
