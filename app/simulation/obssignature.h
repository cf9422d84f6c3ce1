// SPDX-License-Identifier: Apache-2.0
// Signatures of requests to OBS: V2 in the flavours OBS and AWS (obs.md, section 2), and AWS Signature V4 in a header
// or in the query (section 3).
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/signing.h"

namespace claviger::sim {

struct ObsAuthorization
{
    enum Scheme {
        Absent,
        Unreadable, // some scheme, but none of ours or not as it should be
        ObsV2,
        AwsV2,
        V4,
        V4Query, // a request signed beforehand
    };
    Scheme scheme = Absent;
    QByteArray access = {};
    QByteArray signature = {};
    // V4
    QByteArray date = {}; // 20260115, of the scope
    QByteArray region = {};
    QByteArrayList signedHeaders = {};
    int expires = 0; // seconds, V4Query

    [[nodiscard]] bool isObsFlavour() const { return scheme == ObsV2 || scheme == Absent; }
};

[[nodiscard]] ObsAuthorization readObsAuthorization(const Call &call);

// When it says it was signed. None: no such time, or not one that can be read.
[[nodiscard]] std::optional<Instant> obsSignedAt(const Call &call, const ObsAuthorization &authorization);

// The resource: "/", "/bucket/" or "/bucket/object" with the object as it is coded in the path.
[[nodiscard]] QByteArray obsStringToSignV2(const Call &call, const ObsAuthorization &authorization,
                                           const QByteArray &resource);
[[nodiscard]] QByteArray obsSignatureV2(const QByteArray &stringToSign, const QByteArray &secret);

[[nodiscard]] QByteArray obsCanonicalRequestV4(const Call &call, const ObsAuthorization &authorization);
[[nodiscard]] QByteArray obsStringToSignV4(const Call &call, const ObsAuthorization &authorization);
[[nodiscard]] QByteArray obsSigningKeyV4(const ObsAuthorization &authorization, const QByteArray &secret);

// A query parameter of that name; null: there is none.
[[nodiscard]] QByteArray queryValue(const std::vector<QueryItem> &items, const QByteArray &name);

} // namespace claviger::sim
