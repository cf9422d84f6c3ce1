// SPDX-License-Identifier: Apache-2.0
// What ECS and the metadata service of the nodes say in the same words.
#pragma once

#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] QByteArray metadataJson(const Metadata &metadata); // an object, in the order of the list

// Of the project's region; a null project has the region eu-de.
[[nodiscard]] QString regionOf(const Project *project); // eu-de
[[nodiscard]] QString availabilityZoneOf(const Project *project); // eu-de-01

} // namespace claviger::sim
