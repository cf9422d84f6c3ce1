// SPDX-License-Identifier: Apache-2.0
// How profiles.json spells a profile and a remembered sign-in. Passwords have no spelling.
#pragma once

#include "app/signin/profilestore.h"

#include <QJsonObject>
#include <QJsonValue>

namespace claviger {

// Keys of base that we do not know stay as they are.
[[nodiscard]] QJsonObject profileToJson(const StoredProfile &stored, QJsonObject base);
[[nodiscard]] QJsonObject signInToJson(const RememberedSignIn &signIn, QJsonObject base);

// Fault::Unreadable without an id or a name, or with an address that normaliseEndpoint() refuses.
[[nodiscard]] Result<StoredProfile> profileFromJson(const QJsonValue &value);
[[nodiscard]] RememberedSignIn signInFromJson(const QString &choice, const QJsonObject &object);

} // namespace claviger
