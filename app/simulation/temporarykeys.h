// SPDX-License-Identifier: Apache-2.0
// How temporary keys come to be and when they are over (iam.md, section 5), and what becomes of an agency that a node
// wants keys of (section 7.5).
#pragma once

#include "app/simulation/world.h"

namespace claviger::sim {

// What a service finds when it wants to act through an agency that is named on a server.
enum class AgencyHealth { Fine, Missing, WrongTrust, Expired };

[[nodiscard]] AgencyHealth healthOf(World &world, const QString &accountId, const QString &agencyName);
[[nodiscard]] bool isOver(const World &world, const Agency &agency);

// Whether its permissions let jobs read and write objects, whatever its health. Without such an agency: no.
[[nodiscard]] bool mayUseObs(const World &world, const Agency &agency);
[[nodiscard]] bool mayUseObs(World &world, const QString &accountId, const QString &agencyName);

// Whether keys of the one may be changed into keys of the other, as Guardian does it: by a permission with the action
// iam:agencies:assume on that agency.
[[nodiscard]] bool mayAssume(const World &world, const Agency &agency, const Agency &other);

// The draft without access, secret and security token: these are made here.
[[nodiscard]] TemporaryKey issueTemporaryKey(World &world, const TemporaryKey &draft);
// Keys for a node, on the simulated line. The health of the agency is the caller's business.
[[nodiscard]] TemporaryKey issueNodeKey(World &world, const Agency &agency, Elapsed life);

[[nodiscard]] bool isOver(const World &world, const TemporaryKey &key);

} // namespace claviger::sim
