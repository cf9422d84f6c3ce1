// SPDX-License-Identifier: Apache-2.0
// Whose call it is: a token (iam.md, section 2) or a signature with permanent or temporary AK/SK (section 3). IAM, MRS and
// ECS recognise their callers here and refuse in their own envelopes.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

struct Caller
{
    User user = {};         // whose rights count; of an agency's keys: empty
    QString agencyId = {};  // the call is signed with keys made from this agency
    QString accountId = {};
    QString projectId = {}; // empty: account scope
    Token token = {};       // of a call with a token
    QString access = {};    // of a signed call

    [[nodiscard]] bool isSigned() const { return !access.isEmpty(); }
};

struct Unrecognized
{
    enum Reason { NoCredentials, TokenUnknown, TokenOver, Gateway };
    Reason reason = NoCredentials;
    QString message = {}; // Gateway: the error_msg of APIGW.0301
};

[[nodiscard]] tl::expected<Caller, Unrecognized> recognizeCaller(World &world, const Call &call);

} // namespace claviger::sim
