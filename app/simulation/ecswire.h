// SPDX-License-Identifier: Apache-2.0
// What ECS, the metadata service of the nodes and MRS say of servers in the same words.
#pragma once

#include "app/simulation/world.h"

namespace claviger::sim {

[[nodiscard]] QByteArray metadataJson(const Metadata &metadata); // an object, in the order of the list

// Of the project's region; a null project has the region eu-de.
[[nodiscard]] QString regionOf(const Project *project); // eu-de
[[nodiscard]] QString availabilityZoneOf(const Project *project); // eu-de-01

inline constexpr char bigDataVpcId[] = "e2978efd-ca12-4058-9332-1ca0bfbab592";

// c6.4xlarge.4: four times four processors, and 4 GiB for each.
struct FlavorSize
{
    int processors = 0;
    int memory = 0; // MiB
};
[[nodiscard]] FlavorSize sizeOf(const QString &flavor);
[[nodiscard]] QString mrsFlavor(const QString &flavor); // c6.4xlarge.4.linux.mrs

inline constexpr int dataVolumeSize = 600; // GiB
[[nodiscard]] int dataVolumesOf(const Server &server);

} // namespace claviger::sim
