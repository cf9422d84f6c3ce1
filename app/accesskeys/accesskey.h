// SPDX-License-Identifier: Apache-2.0
// A permanent access key (AK/SK) of an IAM user, and the users who may hold two of them each (iam.md, sections 4 and 6).
#pragma once

#include "app/foundation/instant.h"
#include "app/foundation/secret.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace claviger {

inline constexpr int mostKeysPerUser = 2;          // active or not; a third is refused with akSkNumExceed
inline constexpr int longestKeyDescription = 255;  // characters; no limit is documented, this one is ours

struct AccessKey
{
    enum Status { Active, Inactive, UnknownStatus };

    QString id = {};          // the AK itself
    QString userId = {};
    QString description = {};
    Status status = UnknownStatus;
    Instant created = {};
    std::optional<Instant> lastUsed = {}; // read apart, not in real time; equal to created: never used
    Secret secret = {};                   // only in the answer to its creation, never again

    friend bool operator==(const AccessKey &, const AccessKey &) = default;
};

struct IamUser
{
    QString id = {};
    QString name = {};
    QString description = {};
    bool enabled = true;

    friend bool operator==(const IamUser &, const IamUser &) = default;
};

} // namespace claviger

Q_DECLARE_METATYPE(claviger::AccessKey)
Q_DECLARE_METATYPE(claviger::IamUser)
