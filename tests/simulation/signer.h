// SPDX-License-Identifier: Apache-2.0
// Signs calls for tests, as a client would. That the signatures are right is shown by the worked examples of the
// documentation in sdksignaturetest and obssignaturetest.
#pragma once

#include "app/simulation/sdksignature.h"

#include "app/foundation/instant.h"

#include <algorithm>

namespace claviger::sim {

struct SignedBy
{
    QByteArray access = {};
    QByteArray secret = {};
    QByteArray securityToken = {}; // sent, and signed if asked for
    bool signsToken = true;
    bool isScoped = true; // variant B
};

inline Call sdkSigned(Call call, const SignedBy &by, Instant at)
{
    SdkAuthorization authorization{.access = by.access, .isScoped = by.isScoped};
    const QByteArray time = toUtc(at).toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
    authorization.date = time.left(8);
    call.headers.emplace_back("X-Sdk-Date", time);
    if (call.header("Host").isNull())
        call.headers.emplace_back("Host", "iam.example");
    if (!by.securityToken.isEmpty() && by.signsToken)
        call.headers.emplace_back("X-Security-Token", by.securityToken);
    for (const auto &header : call.headers)
        authorization.signedHeaders += header.first.toLower();
    std::sort(authorization.signedHeaders.begin(), authorization.signedHeaders.end());
    const QByteArray canonical = sdkCanonicalRequest(call, authorization.signedHeaders);
    const QByteArray signature = sdkSignature(authorization, time, canonical, by.secret);
    if (!by.securityToken.isEmpty() && !by.signsToken)
        call.headers.emplace_back("X-Security-Token", by.securityToken);
    const QByteArray who =
        by.isScoped ? "Credential=" + by.access + '/' + authorization.date + "///sdk_request" : "Access=" + by.access;
    call.headers.emplace_back("Authorization",
                              "SDK-HMAC-SHA256 " + who + ", SignedHeaders=" + authorization.signedHeaders.join(';')
                                  + ", Signature=" + signature);
    return call;
}

} // namespace claviger::sim
