// SPDX-License-Identifier: Apache-2.0
// Whose call it is: a token (iam.md, section 2) or a signature with permanent or temporary AK/SK (section 3). IAM, MRS
// and ECS recognise their callers here and refuse in their own envelopes.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

namespace claviger::sim {

struct Caller
{
    User user = {}; // whose rights count; of an agency: the agency as a user
    QString agencyId = {}; // by keys or a token made from this agency
    QString accountId = {};
    QString projectId = {}; // empty: account scope
    Token token = {}; // of a call with a token
    QString access = {}; // of a signed call
    QJsonObject policy = {}; // of temporary keys: the rights end here; empty: they do not

    [[nodiscard]] bool isSigned() const { return !access.isEmpty(); }
};

struct Unrecognized
{
    enum Reason { NoCredentials, TokenUnknown, TokenOver, Gateway };
    Reason reason = NoCredentials;
    // Gateway: of {"error_msg","error_code","request_id"}
    QString message = {};
    int status = 401;
    QString code = QStringLiteral("APIGW.0301");
};

[[nodiscard]] tl::expected<Caller, Unrecognized> recognizeCaller(World &world, const Call &call);
// The same for a token that stands somewhere else than in X-Auth-Token.
[[nodiscard]] tl::expected<Caller, Unrecognized> recognizeToken(World &world, const QByteArray &text);

} // namespace claviger::sim
