// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/caller.h"

#include "app/simulation/rights.h"
#include "app/simulation/sdksignature.h"
#include "app/simulation/signing.h"
#include "app/simulation/signingkeys.h"
#include "app/simulation/temporarykeys.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr auto greatestSkew = std::chrono::minutes(15);
constexpr qsizetype longestSignedBody = 12 * 1024 * 1024;

using Recognized = tl::expected<Caller, Unrecognized>;

// iam.md, 3.6
Unrecognized gatewayRefusal(const QString &message)
{
    return {.reason = Unrecognized::Gateway, .message = u"Incorrect IAM authentication information: "_s + message};
}

// iam.md, section 8: what IAM itself says of a key that is known and may not be used.
Unrecognized keyRefusal(int status, const QString &code, const QString &message)
{
    return {.reason = Unrecognized::Gateway, .message = message, .status = status, .code = code};
}

// For calls with a body the gateway shows what it has signed itself.
Unrecognized wrongSignature(const Call &call, QByteArray canonicalRequest)
{
    QString message = u"verify aksk signature fail"_s;
    if (call.method == "POST" || call.method == "PUT")
        message += u", canonicalRequest:"_s + QString::fromUtf8(canonicalRequest.replace('\n', '|'));
    return gatewayRefusal(message);
}

// The project of X-Project-Id; empty for the account. A project wins, as it does for tokens.
tl::expected<QString, Unrecognized> scopeOf(World &world, const Call &call, const User &owner)
{
    const QString projectId = QString::fromUtf8(call.header("X-Project-Id"));
    if (!projectId.isEmpty()) {
        const Project *project = world.project(projectId);
        if (!project || project->accountId != owner.accountId)
            return tl::unexpected(keyRefusal(400, u"IAM.1109"_s, u"The project of X-Project-Id was not found."_s));
        return project->id;
    }
    const QString accountId = QString::fromUtf8(call.header("X-Domain-Id"));
    if (!accountId.isEmpty() && accountId != owner.accountId)
        return tl::unexpected(
            keyRefusal(403, u"IAM.0002"_s, u"You are not authorized to act in the domain of X-Domain-Id."_s));
    return QString();
}

// What can be said of the key before its signature is looked at.
std::optional<Unrecognized> checkKey(const SigningKey &key)
{
    switch (key.state) {
    case SigningKey::Unknown:
        return gatewayRefusal(u"Get secretKey failed,ak:******,err:ak not exist"_s);
    case SigningKey::WrongToken:
        return gatewayRefusal(u"decrypt token fail"_s);
    case SigningKey::Over:
        return gatewayRefusal(u"token expires, expires_at: "_s
                              + toUtc(key.expires).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'000Z'"_s));
    case SigningKey::Usable:
    case SigningKey::Inactive:
    case SigningKey::OwnerDisabled:
    case SigningKey::ConsoleOnly:
        break;
    }
    return {};
}

std::optional<Unrecognized> checkOwner(const SigningKey &key)
{
    switch (key.state) {
    case SigningKey::Inactive:
        return keyRefusal(400, u"IAM.1107"_s, u"The access key is inactive."_s);
    case SigningKey::OwnerDisabled:
        return keyRefusal(403, u"IAM.0080"_s, u"The user of the access key is disabled."_s);
    case SigningKey::ConsoleOnly:
        return keyRefusal(403, u"IAM.0081"_s, u"The user has no programmatic access."_s);
    case SigningKey::Unknown:
    case SigningKey::WrongToken:
    case SigningKey::Over:
    case SigningKey::Usable:
        break;
    }
    return {};
}

Recognized recognizeSigner(World &world, const Call &call)
{
    if (call.body.size() > longestSignedBody)
        return tl::unexpected(
            keyRefusal(413, u"APIGW.0201"_s, u"The body of a signed request may have 12 MB at most."_s));
    const std::optional<SdkAuthorization> authorization = readSdkAuthorization(call.header("Authorization"));
    if (!authorization)
        return tl::unexpected(gatewayRefusal(u"verify aksk signature fail, the Authorization header cannot be read"_s));
    const QByteArray time = call.header("X-Sdk-Date").trimmed();
    const std::optional<Instant> signedAt = readBasicTime(time);
    const bool fitsScope = !authorization->isScoped || time.startsWith(authorization->date);
    if (!signedAt || !fitsScope)
        return tl::unexpected(gatewayRefusal(u"verify aksk signature fail, X-Sdk-Date is missing or cannot be read"_s));
    if (std::chrono::abs(world.now() - *signedAt) > greatestSkew)
        return tl::unexpected(gatewayRefusal(u"calc ak sk signature fail:signature expired"_s));

    const QString access = QString::fromUtf8(authorization->access);
    const SigningKey key = signingKey(world, access, call.header("X-Security-Token"));
    if (key.state != SigningKey::Unknown && world.gatewayLocks.isLocked(access, world.now()))
        return tl::unexpected(gatewayRefusal(u"AK access failed to reach the limit, forbidden"_s));
    if (const std::optional<Unrecognized> refusal = checkKey(key))
        return tl::unexpected(*refusal);
    const QByteArray canonical = sdkCanonicalRequest(call, authorization->signedHeaders);
    const QByteArray right = sdkSignature(*authorization, time, canonical, key.secret.toUtf8());
    const bool isWhole =
        authorization->signedHeaders.contains("host") && authorization->signedHeaders.contains("x-sdk-date");
    if (!isWhole || !sdkBodyFits(call) || right != authorization->signature) {
        world.gatewayLocks.wrong(access, world.now());
        return tl::unexpected(wrongSignature(call, canonical));
    }
    world.gatewayLocks.right(access);
    if (const std::optional<Unrecognized> refusal = checkOwner(key))
        return tl::unexpected(*refusal);
    const tl::expected<QString, Unrecognized> projectId = scopeOf(world, call, key.owner);
    if (!projectId)
        return tl::unexpected(projectId.error());
    markUsed(world, access);
    return Caller{.user = key.owner,
                  .agencyId = key.agencyId,
                  .accountId = key.owner.accountId,
                  .projectId = *projectId,
                  .access = access,
                  .policy = key.policy};
}

} // namespace

Recognized recognizeToken(World &world, const QByteArray &text)
{
    const Token *token = world.token(text);
    const User *user = token ? world.user(token->userId) : nullptr;
    if (!user)
        return tl::unexpected(Unrecognized{.reason = Unrecognized::TokenUnknown});
    if (!world.isValid(*token) || !user->enabled)
        return tl::unexpected(Unrecognized{.reason = Unrecognized::TokenOver});
    Caller caller{.user = *user, .accountId = user->accountId, .projectId = token->projectId, .token = *token};
    if (!token->agencyId.isEmpty()) {
        const Agency *agency = world.agencies.agency(token->agencyId);
        if (!agency || isOver(world, *agency))
            return tl::unexpected(Unrecognized{.reason = Unrecognized::TokenOver});
        caller.user = agencyAsUser(world, *agency);
        caller.agencyId = agency->id;
        caller.accountId = agency->accountId;
    }
    return caller;
}

Recognized recognizeCaller(World &world, const Call &call)
{
    const QByteArray text = call.header("X-Auth-Token");
    if (!text.isEmpty())
        return recognizeToken(world, text);
    const QByteArray authorization = call.header("Authorization");
    if (authorization.isEmpty())
        return tl::unexpected(Unrecognized{.reason = Unrecognized::NoCredentials});
    if (!isSdkAuthorization(authorization))
        return tl::unexpected(gatewayRefusal(u"x-auth-token not found"_s));
    return recognizeSigner(world, call);
}

} // namespace claviger::sim
