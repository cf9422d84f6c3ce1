// SPDX-License-Identifier: Apache-2.0
// Signatures of calls to IAM, MRS and ECS: SDK-HMAC-SHA256 in its two variants on the wire (iam.md, section 3).
#pragma once

#include "app/simulation/call.h"

#include <QByteArrayList>

#include <optional>

namespace claviger::sim {

struct SdkAuthorization
{
    QByteArray access = {};
    bool isScoped = false; // variant B, with the scope date/region/service
    QByteArray date = {};
    QByteArray region = {}; // may be empty, and so may the service
    QByteArray service = {};
    QByteArrayList signedHeaders = {}; // lower case, sorted
    QByteArray signature = {};
};

// Whether it names the scheme at all.
[[nodiscard]] bool isSdkAuthorization(const QByteArray &header);
// None: the scheme is right and the rest is not.
[[nodiscard]] std::optional<SdkAuthorization> readSdkAuthorization(const QByteArray &header);

// Whether the hash that stands for the body, if one does, is that of the body.
[[nodiscard]] bool sdkBodyFits(const Call &call);
[[nodiscard]] QByteArray sdkCanonicalRequest(const Call &call, const QByteArrayList &signedHeaders);
[[nodiscard]] QByteArray sdkStringToSign(const SdkAuthorization &authorization, const QByteArray &time,
                                         const QByteArray &canonicalRequest);
[[nodiscard]] QByteArray sdkSigningKey(const SdkAuthorization &authorization, const QByteArray &secret);
[[nodiscard]] QByteArray sdkSignature(const SdkAuthorization &authorization, const QByteArray &time,
                                      const QByteArray &canonicalRequest, const QByteArray &secret);

} // namespace claviger::sim
