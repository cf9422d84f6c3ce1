// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/obssignature.h"

#include <QMessageAuthenticationCode>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr char v4Scheme[] = "AWS4-HMAC-SHA256";
constexpr char v4Ending[] = "aws4_request";
constexpr char v4Service[] = "s3";

// What V2 signs of the query; everything else, such as prefix, it does not.
constexpr std::array signedParts{"acl",
                                 "attname",
                                 "cors",
                                 "customdomain",
                                 "delete",
                                 "deletebucket",
                                 "encryption",
                                 "inventory",
                                 "length",
                                 "lifecycle",
                                 "location",
                                 "logging",
                                 "metadata",
                                 "modify",
                                 "name",
                                 "notification",
                                 "object-lock",
                                 "partNumber",
                                 "policy",
                                 "position",
                                 "quota",
                                 "rename",
                                 "replication",
                                 "requestPayment",
                                 "response-cache-control",
                                 "response-content-disposition",
                                 "response-content-encoding",
                                 "response-content-language",
                                 "response-content-type",
                                 "response-expires",
                                 "restore",
                                 "retention",
                                 "storageClass",
                                 "storagePolicy",
                                 "storageinfo",
                                 "tagging",
                                 "torrent",
                                 "truncate",
                                 "uploadId",
                                 "uploads",
                                 "versionId",
                                 "versioning",
                                 "versions",
                                 "website",
                                 "x-obs-security-token"};

bool readV4Scope(const QByteArray &credential, ObsAuthorization &authorization)
{
    const QByteArrayList parts = credential.split('/');
    if (parts.size() != 5 || parts.at(1).size() != 8 || parts.at(3) != v4Service || parts.at(4) != v4Ending)
        return false;
    authorization.access = parts.at(0);
    authorization.date = parts.at(1);
    authorization.region = parts.at(2);
    return !authorization.access.isEmpty();
}

ObsAuthorization readV4(const QByteArray &text)
{
    ObsAuthorization authorization{.scheme = ObsAuthorization::V4};
    const auto parameters = readParameters(text);
    if (!parameters || !readV4Scope(parameters->value("Credential"), authorization))
        return {.scheme = ObsAuthorization::Unreadable};
    authorization.signedHeaders = parameters->value("SignedHeaders").split(';');
    authorization.signature = parameters->value("Signature");
    if (!authorization.signedHeaders.contains("host") || authorization.signature.isEmpty())
        return {.scheme = ObsAuthorization::Unreadable};
    return authorization;
}

ObsAuthorization readV4Query(const std::vector<QueryItem> &items)
{
    ObsAuthorization authorization{.scheme = ObsAuthorization::V4Query,
                                   .signature = queryValue(items, "X-Amz-Signature"),
                                   .signedHeaders = queryValue(items, "X-Amz-SignedHeaders").split(';')};
    authorization.expires = queryValue(items, "X-Amz-Expires").toInt();
    constexpr int longest = 7 * 24 * 3600;
    const bool isGood = queryValue(items, "X-Amz-Algorithm") == v4Scheme
        && readV4Scope(queryValue(items, "X-Amz-Credential"), authorization) && authorization.expires >= 1
        && authorization.expires <= longest && authorization.signedHeaders.contains("host")
        && !authorization.signature.isEmpty();
    return isGood ? authorization : ObsAuthorization{.scheme = ObsAuthorization::Unreadable};
}

ObsAuthorization readV2(ObsAuthorization::Scheme scheme, const QByteArray &text)
{
    const qsizetype colon = text.indexOf(':');
    if (colon <= 0 || colon + 1 == text.size())
        return {.scheme = ObsAuthorization::Unreadable};
    return {.scheme = scheme, .access = text.left(colon), .signature = text.mid(colon + 1)};
}

QByteArray dateHeader(const ObsAuthorization &authorization)
{
    return authorization.isObsFlavour() ? "x-obs-date" : "x-amz-date";
}

// The values of all headers of that name, as both schemes want them.
QByteArray joinedValues(const Call &call, const QByteArray &name, bool closesGaps)
{
    QByteArrayList values;
    for (const auto &[key, value] : call.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values += closesGaps ? value.simplified() : value.trimmed();
    }
    return values.join(',');
}

std::optional<Instant> readHttpDate(const QByteArray &text)
{
    QString date = QString::fromLatin1(text.trimmed());
    if (date.endsWith(" GMT"_L1))
        date = date.chopped(3) + u"+0000"_s;
    const QDateTime time = QDateTime::fromString(date, Qt::RFC2822Date);
    if (!time.isValid())
        return {};
    return fromDateTime(time);
}

} // namespace

QByteArray queryValue(const std::vector<QueryItem> &items, const QByteArray &name)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const QueryItem &item) { return item.first == name; });
    if (found == items.end())
        return {};
    return found->second.isNull() ? QByteArray("") : found->second;
}

ObsAuthorization readObsAuthorization(const Call &call)
{
    const QByteArray header = call.header("Authorization").trimmed();
    if (header.isEmpty()) {
        const std::vector<QueryItem> items = queryItems(call.target);
        return queryValue(items, "X-Amz-Algorithm").isNull() ? ObsAuthorization() : readV4Query(items);
    }
    const qsizetype space = header.indexOf(' ');
    const QByteArray scheme = header.left(space);
    const QByteArray rest = space < 0 ? QByteArray() : header.mid(space + 1).trimmed();
    if (scheme == v4Scheme)
        return readV4(rest);
    if (scheme == "AWS")
        return readV2(ObsAuthorization::AwsV2, rest);
    if (scheme == "OBS")
        return readV2(ObsAuthorization::ObsV2, rest);
    return {.scheme = ObsAuthorization::Unreadable};
}

std::optional<Instant> obsSignedAt(const Call &call, const ObsAuthorization &authorization)
{
    if (authorization.scheme == ObsAuthorization::V4Query)
        return readBasicTime(queryValue(queryItems(call.target), "X-Amz-Date"));
    QByteArray text = call.header(dateHeader(authorization));
    if (text.isEmpty())
        text = call.header("Date");
    const std::optional<Instant> basic = readBasicTime(text.trimmed());
    return basic ? basic : readHttpDate(text);
}

QByteArray obsStringToSignV2(const Call &call, const ObsAuthorization &authorization, const QByteArray &resource)
{
    const QByteArray prefix = authorization.isObsFlavour() ? "x-obs-" : "x-amz-";
    QByteArrayList names;
    for (const auto &header : call.headers) {
        const QByteArray name = header.first.toLower();
        if (name.startsWith(prefix) && !names.contains(name))
            names += name;
    }
    std::sort(names.begin(), names.end());
    QByteArray headers;
    for (const QByteArray &name : names)
        headers += name + ':' + joinedValues(call, name, false) + '\n';

    QByteArrayList parts;
    for (const auto &[name, value] : queryItems(call.target)) {
        if (std::find(signedParts.begin(), signedParts.end(), name) != signedParts.end())
            parts += value.isEmpty() ? name : name + '=' + value;
    }
    std::sort(parts.begin(), parts.end());
    const QByteArray date = names.contains(dateHeader(authorization)) ? QByteArray() : call.header("Date");
    return call.method + '\n' + call.header("Content-MD5") + '\n' + call.header("Content-Type") + '\n' + date + '\n'
        + headers + resource + (parts.isEmpty() ? QByteArray() : '?' + parts.join('&'));
}

QByteArray obsSignatureV2(const QByteArray &stringToSign, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(stringToSign, secret, QCryptographicHash::Sha1).toBase64();
}

QByteArray obsCanonicalRequestV4(const Call &call, const ObsAuthorization &authorization)
{
    const bool isQuery = authorization.scheme == ObsAuthorization::V4Query;
    std::vector<QueryItem> items = queryItems(call.target);
    std::erase_if(items, [&](const QueryItem &item) { return isQuery && item.first == "X-Amz-Signature"; });
    QByteArray headers;
    for (const QByteArray &name : authorization.signedHeaders)
        headers += name + ':' + joinedValues(call, name, true) + '\n';
    QByteArray hash = call.header("x-amz-content-sha256").trimmed();
    if (isQuery && hash.isEmpty())
        hash = "UNSIGNED-PAYLOAD";
    return QByteArrayList{
        call.method, canonicalPath(call.path()), canonicalQuery(items), headers, authorization.signedHeaders.join(';'),
        hash}
        .join('\n');
}

QByteArray obsStringToSignV4(const Call &call, const ObsAuthorization &authorization)
{
    const std::optional<Instant> at = obsSignedAt(call, authorization);
    const QByteArray time = at ? toUtc(*at).toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1() : QByteArray();
    const QByteArray scope = QByteArrayList{authorization.date, authorization.region, v4Service, v4Ending}.join('/');
    return QByteArrayList{v4Scheme, time, scope, sha256Hex(obsCanonicalRequestV4(call, authorization))}.join('\n');
}

QByteArray obsSigningKeyV4(const ObsAuthorization &authorization, const QByteArray &secret)
{
    return chainedKey("AWS4" + secret, {authorization.date, authorization.region, v4Service, v4Ending});
}

} // namespace claviger::sim
