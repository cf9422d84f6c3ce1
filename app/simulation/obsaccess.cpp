// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/obsaccess.h"

#include "app/simulation/signingkeys.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr auto greatestObsSkew = std::chrono::minutes(15);
constexpr auto signingKeyLife = std::chrono::hours(24 * 7); // of V4, counted from the day of its scope

ObsError denied(const QString &message)
{
    return {.message = message};
}

bool isV4(const ObsAuthorization &authorization)
{
    return authorization.scheme == ObsAuthorization::V4 || authorization.scheme == ObsAuthorization::V4Query;
}

std::optional<ObsError> checkObsTime(const World &world, const Call &call, const ObsAuthorization &authorization)
{
    const std::optional<Instant> at = obsSignedAt(call, authorization);
    if (!at)
        return denied(u"The request has no valid Date or x-obs-date header."_s);
    const Instant now = world.now();
    if (authorization.scheme == ObsAuthorization::V4Query) {
        if (*at > now + greatestObsSkew)
            return denied(u"The request is not valid yet."_s);
        if (*at + std::chrono::seconds(authorization.expires) <= now)
            return denied(u"Request has expired"_s);
    } else if (std::chrono::abs(now - *at) > greatestObsSkew) {
        return ObsError{.code = "RequestTimeTooSkewed",
                        .message = u"The difference between the request time and the server's time is too large."_s};
    }
    if (!isV4(authorization))
        return {};
    const std::optional<Instant> day = readBasicTime(authorization.date + "T000000Z");
    if (!day || *day > *at || *at - *day > signingKeyLife)
        return denied(u"The date of the credential scope does not fit the date of the request."_s);
    return {};
}

std::optional<ObsError> checkObsDigest(const Call &call)
{
    const QByteArray stated = call.header("Content-MD5").trimmed();
    if (stated.isEmpty())
        return {};
    const QByteArray digest = QByteArray::fromBase64(stated);
    if (digest.size() != 16)
        return ObsError{.status = 400, .code = "InvalidDigest", .message = u"The Content-MD5 you specified was invalid."_s};
    if (digest != QCryptographicHash::hash(call.body, QCryptographicHash::Md5))
        return ObsError{.status = 400,
                        .code = "BadDigest",
                        .message = u"The Content-MD5 you specified did not match what we received."_s};
    return {};
}

std::optional<ObsError> checkObsBody(const Call &call, const ObsAuthorization &authorization)
{
    if (const std::optional<ObsError> refusal = checkObsDigest(call))
        return refusal;
    const QByteArray stated = call.header("x-amz-content-sha256").trimmed();
    if (!isV4(authorization) || stated == "UNSIGNED-PAYLOAD")
        return {};
    if (stated.isEmpty()) {
        if (authorization.scheme == ObsAuthorization::V4Query)
            return {};
        return ObsError{.status = 400,
                        .code = "InvalidRequest",
                        .message = u"Missing required header for this request: x-amz-content-sha256"_s};
    }
    if (stated.startsWith("STREAMING-"))
        return ObsError{.status = 501,
                        .code = "ServiceNotImplemented",
                        .message = u"A body in signed chunks is not implemented."_s};
    if (stated != sha256Hex(call.body))
        return ObsError{.status = 400,
                        .code = "XAmzContentSHA256Mismatch",
                        .message = u"The provided x-amz-content-sha256 header does not match what was computed."_s};
    return {};
}

// What belongs to the service must be signed, or anybody on the way could put it there.
bool hasUnsignedHeader(const Call &call, const ObsAuthorization &authorization)
{
    if (authorization.scheme != ObsAuthorization::V4)
        return false; // V2 signs them all, and a signed address is often used with headers of a browser
    return std::any_of(call.headers.begin(), call.headers.end(), [&authorization](const auto &header) {
        const QByteArray name = header.first.toLower();
        return name.startsWith("x-amz-") && !authorization.signedHeaders.contains(name);
    });
}

QByteArray obsSecurityToken(const Call &call, const ObsAuthorization &authorization)
{
    if (authorization.scheme == ObsAuthorization::V4Query)
        return queryValue(queryItems(call.target), "X-Amz-Security-Token");
    return call.header(authorization.isObsFlavour() ? "x-obs-security-token" : "x-amz-security-token");
}

// A disabled key and a deleted one sound the same.
std::optional<ObsError> checkObsKey(const SigningKey &key, const QString &access, const QByteArray &securityToken)
{
    const auto unknown = [&access] {
        return ObsError{.code = "InvalidAccessKeyId",
                        .message = u"The AWS Access Key Id you provided does not exist in our records."_s,
                        .details = {{"AWSAccessKeyId", access}}};
    };
    switch (key.state) {
    case SigningKey::Usable:
        return {};
    case SigningKey::WrongToken:
        if (securityToken.isEmpty())
            return unknown();
        return ObsError{.code = "InvalidToken", .message = u"The provided token is malformed or otherwise invalid."_s};
    case SigningKey::Over:
        return ObsError{.code = "ExpiredToken", .message = u"The provided token has expired."_s};
    case SigningKey::Unknown:
    case SigningKey::Inactive:
    case SigningKey::OwnerDisabled:
    case SigningKey::ConsoleOnly:
        break;
    }
    return unknown();
}

} // namespace

tl::expected<ObsCaller, ObsError> recognizeObsCaller(World &world, const Call &call,
                                                     const ObsAuthorization &authorization,
                                                     const QByteArrayList &resources)
{
    if (authorization.scheme == ObsAuthorization::Absent)
        return tl::unexpected(denied(u"Anonymous access is forbidden for this operation"_s));
    if (authorization.scheme == ObsAuthorization::Unreadable)
        return tl::unexpected(ObsError{.status = 400,
                                       .code = "InvalidArgument",
                                       .message = u"The authorization of the request cannot be read."_s});
    if (const std::optional<ObsError> refusal = checkObsTime(world, call, authorization))
        return tl::unexpected(*refusal);
    const QString access = QString::fromUtf8(authorization.access);
    const QByteArray securityToken = obsSecurityToken(call, authorization);
    const SigningKey key = signingKey(world, access, securityToken);
    if (key.state != SigningKey::Unknown && world.objectLocks.isLocked(access, world.now())) {
        return tl::unexpected(ObsError{.status = 400,
                                       .code = "TooManyWrongSignature",
                                       .message = u"The access key is blocked after too many wrong signatures."_s});
    }
    if (const std::optional<ObsError> refusal = checkObsKey(key, access, securityToken))
        return tl::unexpected(*refusal);

    if (hasUnsignedHeader(call, authorization))
        return tl::unexpected(denied(u"There were headers present in the request which were not signed"_s));

    const QByteArray secret = key.secret.toUtf8();
    QByteArray stringToSign;
    bool isRight = false;
    if (isV4(authorization)) {
        stringToSign = obsStringToSignV4(call, authorization);
        isRight = hmacSha256(obsSigningKeyV4(authorization, secret), stringToSign).toHex() == authorization.signature;
    } else {
        for (const QByteArray &resource : resources) {
            stringToSign = obsStringToSignV2(call, authorization, resource);
            isRight = isRight || obsSignatureV2(stringToSign, secret) == authorization.signature;
        }
    }
    if (!isRight) {
        world.objectLocks.wrong(access, world.now());
        return tl::unexpected(
            ObsError{.code = "SignatureDoesNotMatch",
                     .message = u"The request signature we calculated does not match the signature you provided. "
                                "Check your key and signing method."_s,
                     .details = {{"AWSAccessKeyId", access},
                                 {"SignatureProvided", QString::fromUtf8(authorization.signature)},
                                 {"StringToSign", QString::fromUtf8(stringToSign)}}});
    }
    world.objectLocks.right(access);
    if (const std::optional<ObsError> refusal = checkObsBody(call, authorization))
        return tl::unexpected(*refusal);
    markUsed(world, access);
    return ObsCaller{.owner = key.owner, .agencyId = key.agencyId, .policy = key.policy};
}

bool obsMay(World &world, const ObsCaller &caller, const Deed &deed)
{
    if (!caller.policy.isEmpty() && !policyAllows(caller.policy, deed))
        return false;
    if (caller.agencyId.isEmpty())
        return userMay(world, caller.owner, deed);
    const Agency *agency = world.agencies.agency(caller.agencyId);
    if (!agency)
        return false;
    Agency known = *agency;
    if (known.earlierUntil && world.elapsed() < *known.earlierUntil) {
        known.accountRoles = known.earlierRoles;
        known.inheritedRoles.clear();
    }
    return world.agencies.allows(known, deed.action, deed.resource);
}

} // namespace claviger::sim
