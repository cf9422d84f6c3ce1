// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/signingkeys.h"

#include "app/simulation/rights.h"
#include "app/simulation/temporarykeys.h"

#include <algorithm>

namespace claviger::sim {

namespace {

SigningKey::State stateOf(const User &owner)
{
    if (!owner.enabled)
        return SigningKey::OwnerDisabled;
    return owner.consoleOnly ? SigningKey::ConsoleOnly : SigningKey::Usable;
}

SigningKey temporarySigningKey(World &world, const TemporaryKey &key, const QByteArray &securityToken)
{
    SigningKey found{.secret = key.secret, .agencyId = key.agencyId, .policy = key.policy, .expires = key.expires};
    const Agency *agency = key.agencyId.isEmpty() ? nullptr : world.agencies.agency(key.agencyId);
    const User *user = key.userId.isEmpty() ? nullptr : world.user(key.userId);
    if (agency)
        found.owner = agencyAsUser(world, *agency);
    else if (user && key.agencyId.isEmpty())
        found.owner = *user;
    else
        return found; // deleting revokes at once
    if (securityToken != key.securityToken)
        found.state = SigningKey::WrongToken;
    else if (isOver(world, key) || (agency && isOver(world, *agency)))
        found.state = SigningKey::Over;
    else
        found.state = stateOf(found.owner);
    if (agency && agency->expires)
        found.expires = std::min(found.expires, *agency->expires);
    return found;
}

} // namespace

SigningKey signingKey(World &world, const QString &access, const QByteArray &securityToken)
{
    if (const TemporaryKey *temporary = world.agencies.temporaryKey(access))
        return temporarySigningKey(world, *temporary, securityToken);
    const AccessKey *key = world.accessKey(access);
    const User *owner = key ? world.user(key->userId) : nullptr;
    if (!owner)
        return {};
    SigningKey found{.secret = key->secret, .owner = *owner};
    if (!securityToken.isEmpty())
        found.state = SigningKey::WrongToken;
    else if (!key->active)
        found.state = SigningKey::Inactive;
    else
        found.state = stateOf(*owner);
    return found;
}

void markUsed(World &world, const QString &access)
{
    if (AccessKey *key = world.accessKey(access))
        key->lastUsed = world.now();
}

} // namespace claviger::sim
