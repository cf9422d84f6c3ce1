// SPDX-License-Identifier: Apache-2.0
// Whose request to OBS it is, and what it may do: obs.md, sections 2, 3 and 7.
#pragma once

#include "app/simulation/obssignature.h"
#include "app/simulation/rights.h"

#include <utility>
#include <vector>

namespace claviger::sim {

struct ObsCaller
{
    User owner = {}; // of an agency's keys: the agency as a user
    QString agencyId = {};
    QJsonObject policy = {};
};

struct ObsError
{
    int status = 403;
    const char *code = "AccessDenied";
    QString message = {};
    std::vector<std::pair<const char *, QString>> details = {}; // more elements of the error document
};

// The resources: how V2 may have written what the request is about.
[[nodiscard]] tl::expected<ObsCaller, ObsError> recognizeObsCaller(World &world, const Call &call,
                                                                   const ObsAuthorization &authorization,
                                                                   const QByteArrayList &resources);
[[nodiscard]] bool obsMay(World &world, const ObsCaller &caller, const Deed &deed);

} // namespace claviger::sim
