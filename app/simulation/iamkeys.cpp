// SPDX-License-Identifier: Apache-2.0
// Permanent access keys: iam.md, section 4.
#include "app/simulation/iamrequest.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

JsonObject listed(const AccessKey &key)
{
    return JsonObject()
        .add("access", key.access)
        .add("status", key.active ? u"active"_s : u"inactive"_s)
        .add("create_time", wireTime(key.created))
        .add("user_id", key.userId)
        .add("description", key.description);
}

// Own keys need no permission, unless the account keeps their management to its administrators.
bool mayChangeKeysOf(const IamRequest &request, const User &owner)
{
    if (request.isAdministratorOf(owner.accountId))
        return true;
    const Account *account = request.world.account(owner.accountId);
    return owner.id == request.caller.id && account && account->usersManageOwnKeys;
}

// The key of the path, once it is clear that the caller may act on it.
tl::expected<AccessKey *, Reply> keyForChange(IamRequest &request, const QString &action)
{
    if (!request.isAccountScoped())
        return tl::unexpected(notAuthorized(action));
    AccessKey *key = request.world.accessKey(request.ids.front());
    const User *owner = key ? request.world.user(key->userId) : nullptr;
    if (!owner)
        return tl::unexpected(notFound(u"credential"_s, request.ids.front()));
    if (!mayChangeKeysOf(request, *owner))
        return tl::unexpected(notAuthorized(action));
    return key;
}

void keysChanged(World &world, const QString &userId)
{
    if (world.iam.keyChangeInvalidatesTokensAfter)
        world.invalidateTokensOf(userId, *world.iam.keyChangeInvalidatesTokensAfter);
}

std::optional<Reply> checkDescription(const World &world, const QJsonObject &credential)
{
    const QJsonValue description = credential["description"_L1];
    if (description.isUndefined())
        return {};
    if (!description.isString())
        return nativeError(400, u"IAM.0011"_s, u"Invalid request body."_s);
    if (description.toString().size() > world.longestDescription)
        return nativeError(400, u"IAM.1018"_s, u"Invalid description."_s);
    return {};
}

} // namespace

Reply createKey(IamRequest &request)
{
    const QString action = u"iam:credentials:createCredential"_s;
    if (!request.isAccountScoped())
        return notAuthorized(action);
    if (!request.body["credential"_L1].isObject())
        return missingProperty(u"credential"_s);
    const QJsonObject credential = request.body["credential"_L1].toObject();
    if (!credential.contains("user_id"_L1))
        return missingProperty(u"user_id"_s);
    const QString userId = credential["user_id"_L1].toString();
    if (userId.isEmpty())
        return badValue(u"user_id"_s, userId);
    if (const std::optional<Reply> refusal = checkDescription(request.world, credential))
        return *refusal;
    if (userId != request.caller.id && !request.caller.isSecurityAdministrator())
        return notAuthorized(action); // before it shows whether that user exists
    const User *owner = request.world.user(userId);
    if (!owner || owner->accountId != request.caller.accountId)
        return badValue(u"user_id"_s, userId.left(100)); // the page lists no 404 for this call
    if (!mayChangeKeysOf(request, *owner))
        return notAuthorized(action);
    if (request.world.accessKeysOf(userId).size() >= World::keysPerUser)
        return keystoneError(400, u"akSkNumExceed"_s);
    const AccessKey &key = request.world.add(AccessKey{
        .userId = userId, .description = credential["description"_L1].toString(), .created = request.world.now()});
    keysChanged(request.world, userId);
    return jsonReply(201,
                     JsonObject().add("credential",
                                      JsonObject()
                                          .add("access", key.access)
                                          .add("secret", key.secret)
                                          .add("status", u"active"_s)
                                          .add("user_id", key.userId)
                                          .add("description", key.description)
                                          .add("create_time", wireTime(key.created))));
}

Reply listKeys(IamRequest &request)
{
    const QString action = u"iam:credentials:listCredentials"_s;
    if (!request.isAccountScoped())
        return notAuthorized(action);
    QString userId = request.query.queryItemValue(u"user_id"_s, QUrl::FullyDecoded);
    if (userId.isEmpty())
        userId = request.caller.id;
    if (userId != request.caller.id && !request.caller.isSecurityAdministrator())
        return notAuthorized(action);
    const User *owner = request.world.user(userId);
    if (!owner || owner->accountId != request.caller.accountId)
        return notFound(u"user"_s, userId.left(100));
    return jsonReply(200, JsonObject().add("credentials", jsonList(request.world.accessKeysOf(userId), listed)));
}

Reply showKey(IamRequest &request)
{
    const QString action = u"iam:credentials:getCredential"_s;
    if (!request.isAccountScoped())
        return notAuthorized(action);
    const AccessKey *key = request.world.accessKey(request.ids.front());
    const User *owner = key ? request.world.user(key->userId) : nullptr;
    if (!owner)
        return notFound(u"credential"_s, request.ids.front());
    if (owner->id != request.caller.id && !request.isAdministratorOf(owner->accountId))
        return notAuthorized(action);
    return jsonReply(
        200,
        JsonObject().add("credential",
                         listed(*key).add("last_use_time", wireTime(key->lastUsed.value_or(key->created)))));
}

Reply changeKey(IamRequest &request)
{
    const tl::expected<AccessKey *, Reply> key = keyForChange(request, u"iam:credentials:updateCredential"_s);
    if (!key)
        return key.error();
    if (!request.body["credential"_L1].isObject())
        return missingProperty(u"credential"_s);
    const QJsonObject credential = request.body["credential"_L1].toObject();
    if (!credential.contains("status"_L1) && !credential.contains("description"_L1))
        return missingProperty(u"status"_s);
    const QString status = credential["status"_L1].toString();
    if (credential.contains("status"_L1) && status != "active"_L1 && status != "inactive"_L1)
        return badValue(u"status"_s, status.left(100));
    if (const std::optional<Reply> refusal = checkDescription(request.world, credential))
        return *refusal;
    AccessKey &changed = **key;
    if (!status.isEmpty())
        changed.active = status == "active"_L1;
    if (credential.contains("description"_L1))
        changed.description = credential["description"_L1].toString();
    keysChanged(request.world, changed.userId);
    // The documented example has no description, although the table lists it.
    return jsonReply(200,
                     JsonObject().add("credential",
                                      JsonObject()
                                          .add("access", changed.access)
                                          .add("status", changed.active ? u"active"_s : u"inactive"_s)
                                          .add("create_time", wireTime(changed.created))
                                          .add("user_id", changed.userId)));
}

Reply deleteKey(IamRequest &request)
{
    const tl::expected<AccessKey *, Reply> key = keyForChange(request, u"iam:credentials:deleteCredential"_s);
    if (!key)
        return key.error();
    const QString userId = (*key)->userId;
    request.world.removeAccessKey(request.ids.front());
    keysChanged(request.world, userId);
    return {.status = 204};
}

} // namespace claviger::sim
