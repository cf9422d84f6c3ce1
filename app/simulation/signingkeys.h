// SPDX-License-Identifier: Apache-2.0
// What stands behind the access key of a signature: a permanent key or a temporary one, whose it is, and whether it may
// be used. The gateway and OBS refuse each in their own words.
#pragma once

#include "app/simulation/world.h"

namespace claviger::sim {

struct SigningKey
{
    enum State {
        Usable,
        Unknown, // never made, deleted, or made from an agency that is gone
        WrongToken, // the security token is missing, or belongs to another key
        Over, // a temporary key, or its agency, has ended
        Inactive,
        OwnerDisabled,
        ConsoleOnly,
    };
    State state = Unknown;
    QString secret = {};
    User owner = {}; // of an agency's keys: the agency as a user
    QString agencyId = {}; // of an agency's keys
    QJsonObject policy = {};
    Instant expires = {}; // of a temporary key
};

// The state counts once the signature is found right: before, only Unknown, WrongToken and Over may show.
[[nodiscard]] SigningKey signingKey(World &world, const QString &access, const QByteArray &securityToken);
// Notes that it was used; a temporary key keeps no such time.
void markUsed(World &world, const QString &access);

} // namespace claviger::sim
