// SPDX-License-Identifier: Apache-2.0
// Route A: a person changes the agency on the MRS console, and we look until every node shows it (mrs.md, 7.2). Reads only.
#pragma once

#include "app/agencies/readbindings.h"

namespace claviger {

inline constexpr std::chrono::seconds watchEvery{15};
inline constexpr std::chrono::minutes watchFor{10};

// Every reading is told. Ends with the one in which every node that counts names the agency (any one agency, if none is
// given) and MRS's own task is over. Fault::TimedOut: not within watchFor. A reading that fails is passed over unless the
// session has ended or the cluster is gone.
[[nodiscard]] Task<ClusterReading> watchBinding(BindingDesk desk, MrsCluster cluster, QString agency,
                                                std::function<void(const ClusterReading &)> onReading, std::stop_token stop = {});

// Whether that is reached.
[[nodiscard]] bool isBoundTo(const ClusterReading &reading, const QString &agency);

} // namespace claviger
