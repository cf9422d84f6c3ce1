// SPDX-License-Identifier: Apache-2.0
#include "app/accesskeys/accesskeyrequests.h"

#include "app/cloud/envelope.h"
#include "app/accesskeys/words.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto credentialsPath = "/v3.0/OS-CREDENTIAL/credentials"_L1;

QString pathOf(const QString &accessKey)
{
    return credentialsPath + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(accessKey));
}

AccessKey::Status keyStatusOf(const QString &text)
{
    if (text == "active"_L1)
        return AccessKey::Active;
    return text == "inactive"_L1 ? AccessKey::Inactive : AccessKey::UnknownStatus;
}

// What every answer about a key has in common. Only "access" and "create_time" must be there for it to be a key.
Result<AccessKey> readKey(const QJsonObject &object, bool needsTime = true)
{
    const Result<QString> id = textMember(object, u"access"_s);
    if (!id)
        return tl::unexpected(id.error());
    if (id->isEmpty())
        return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = KeyWords::tr("the answer has an empty “access”")});
    const Result<QString> createTime = textMember(object, u"create_time"_s);
    const Result<Instant> created = createTime ? parseWireTime(*createTime) : tl::unexpected(createTime.error());
    if (!created && needsTime)
        return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = KeyWords::tr("the answer has no usable “create_time” (a time)")});
    AccessKey key{.id = *id,
                  .userId = optionalText(object, u"user_id"_s),
                  .description = optionalText(object, u"description"_s),
                  .status = keyStatusOf(optionalText(object, u"status"_s)),
                  .created = created.value_or(Instant())};
    if (const Result<Instant> used = parseWireTime(optionalText(object, u"last_use_time"_s)))
        key.lastUsed = *used;
    return key;
}

Result<AccessKey> readCredential(const QJsonObject &body)
{
    const Result<QJsonObject> credential = objectMember(body, u"credential"_s);
    return credential ? readKey(*credential) : tl::unexpected(credential.error());
}

Result<IamUser> readUser(const QJsonObject &object)
{
    const Result<QString> id = textMember(object, u"id"_s);
    const Result<QString> name = textMember(object, u"name"_s);
    if (!id || !name)
        return tl::unexpected(id ? name.error() : id.error());
    return IamUser{.id = *id,
                   .name = *name,
                   .description = optionalText(object, u"description"_s),
                   .enabled = object.value(u"enabled"_s).toBool(true)};
}

} // namespace

HttpCall CreateAccessKey::call() const
{
    return {.verb = "POST",
            .path = credentialsPath,
            .body = {{u"credential"_s, QJsonObject{{u"description"_s, description}, {u"user_id"_s, userId}}}},
            .idempotent = false, // never retried blindly: a second try makes a second key
            .largestAnswer = 256 * 1024};
}

Result<AccessKey> CreateAccessKey::parse(const QJsonObject &body)
{
    const Result<QJsonObject> credential = objectMember(body, u"credential"_s);
    // Never refused for want of a time: this answer alone holds the secret.
    Result<AccessKey> key = credential ? readKey(*credential, false) : tl::unexpected(credential.error());
    if (!key)
        return key;
    Result<QString> secret = textMember(*credential, u"secret"_s);
    if (!secret || secret->isEmpty())
        return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = KeyWords::tr("the answer has no usable “secret”")});
    key->secret = Secret::fromText(*secret);
    // Our copy goes. The parsed document keeps its own until it is freed, and Qt offers no way to wipe that one.
    wipe(*secret);
    return key;
}

HttpCall ListAccessKeys::call() const
{
    HttpCall call{.path = credentialsPath};
    if (!userId.isEmpty())
        call.query = {{u"user_id"_s, userId}};
    return call;
}

Result<std::vector<AccessKey>> ListAccessKeys::parse(const QJsonObject &body)
{
    return readList(body, u"credentials"_s, [](const QJsonObject &key) { return readKey(key); });
}

HttpCall ShowAccessKey::call() const
{
    return {.path = pathOf(id)};
}

Result<AccessKey> ShowAccessKey::parse(const QJsonObject &body)
{
    return readCredential(body);
}

HttpCall DeleteAccessKey::call() const
{
    return {.verb = "DELETE", .path = pathOf(id), .idempotent = false};
}

HttpCall ListUsers::call() const
{
    return {.path = u"/v3/users"_s, .largestAnswer = 32 * 1024 * 1024};
}

Result<std::vector<IamUser>> ListUsers::parse(const QJsonObject &body)
{
    return readList(body, u"users"_s, readUser);
}

} // namespace claviger
