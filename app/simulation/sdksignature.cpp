// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/sdksignature.h"

#include "app/simulation/signing.h"

#include <algorithm>

namespace claviger::sim {

namespace {

constexpr char sdkScheme[] = "SDK-HMAC-SHA256";
constexpr char sdkEnding[] = "sdk_request";

bool isHex64(const QByteArray &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

// AK/20260115/region/service/sdk_request
bool readScope(const QByteArray &credential, SdkAuthorization &authorization)
{
    const QByteArrayList parts = credential.split('/');
    if (parts.size() != 5 || parts.at(1).size() != 8 || parts.at(4) != sdkEnding)
        return false;
    authorization.isScoped = true;
    authorization.access = parts.at(0);
    authorization.date = parts.at(1);
    authorization.region = parts.at(2);
    authorization.service = parts.at(3);
    return true;
}

} // namespace

bool isSdkAuthorization(const QByteArray &header)
{
    return header.startsWith(sdkScheme) && header.size() > qsizetype(sizeof sdkScheme)
        && header.at(sizeof sdkScheme - 1) == ' ';
}

std::optional<SdkAuthorization> readSdkAuthorization(const QByteArray &header)
{
    if (!isSdkAuthorization(header))
        return {};
    const auto parameters = readParameters(header.mid(sizeof sdkScheme));
    if (!parameters || parameters->size() != 3 || !parameters->contains("SignedHeaders"))
        return {};
    SdkAuthorization authorization{.access = parameters->value("Access"),
                                   .signedHeaders = parameters->value("SignedHeaders").split(';'),
                                   .signature = parameters->value("Signature")};
    if (parameters->contains("Credential") && !readScope(parameters->value("Credential"), authorization))
        return {};
    const QByteArrayList &names = authorization.signedHeaders;
    const bool isOrdered =
        std::is_sorted(names.begin(), names.end()) && std::adjacent_find(names.begin(), names.end()) == names.end();
    const bool isLower =
        std::all_of(names.begin(), names.end(), [](const QByteArray &name) { return name == name.toLower(); });
    if (authorization.access.isEmpty() || !isHex64(authorization.signature) || !isOrdered || !isLower)
        return {};
    return authorization;
}

bool sdkBodyFits(const Call &call)
{
    const QByteArray stated = call.header("X-Sdk-Content-Sha256").trimmed();
    return stated.isEmpty() || stated == "UNSIGNED-PAYLOAD" || stated == sha256Hex(call.body);
}

QByteArray sdkCanonicalRequest(const Call &call, const QByteArrayList &signedHeaders)
{
    QByteArray path = canonicalPath(call.path());
    if (!path.endsWith('/')) // in the signature only
        path += '/';
    QByteArray headers;
    for (const QByteArray &name : signedHeaders)
        headers += name + ':' + call.header(name).trimmed() + '\n';
    QByteArray bodyHash = call.header("X-Sdk-Content-Sha256").trimmed();
    if (bodyHash.isEmpty())
        bodyHash = sha256Hex(call.body);
    return QByteArrayList{call.method, path, canonicalQuery(queryItems(call.target)), headers, signedHeaders.join(';'),
                          bodyHash}
        .join('\n');
}

QByteArray sdkStringToSign(const SdkAuthorization &authorization, const QByteArray &time,
                           const QByteArray &canonicalRequest)
{
    QByteArrayList lines{sdkScheme, time};
    if (authorization.isScoped)
        lines += QByteArrayList{authorization.date, authorization.region, authorization.service, sdkEnding}.join('/');
    lines += sha256Hex(canonicalRequest);
    return lines.join('\n');
}

QByteArray sdkSigningKey(const SdkAuthorization &authorization, const QByteArray &secret)
{
    if (!authorization.isScoped)
        return secret;
    return chainedKey("SDK" + secret, {authorization.date, authorization.region, authorization.service, sdkEnding});
}

QByteArray sdkSignature(const SdkAuthorization &authorization, const QByteArray &time,
                        const QByteArray &canonicalRequest, const QByteArray &secret)
{
    return hmacSha256(sdkSigningKey(authorization, secret), sdkStringToSign(authorization, time, canonicalRequest))
        .toHex();
}

} // namespace claviger::sim
