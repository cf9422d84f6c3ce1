// SPDX-License-Identifier: Apache-2.0
// Route A: a person changes the agency on the MRS console, and we look until every node shows it (mrs.md, 7.2). Reads only.
#pragma once

#include "app/agencies/readbindings.h"

namespace claviger {

inline constexpr std::chrono::seconds watchEvery{15};
inline constexpr std::chrono::minutes watchFor{10};

// From what was read before. Every reading is told. Ends with the one in which every node that counts names the agency, MRS's
// record, if it is told, does too, and MRS's own task is over. If no agency is given: any one, once something has changed. Fault::TimedOut: not within watchFor. A reading that fails is passed over unless the
// session has ended or the cluster is gone.
[[nodiscard]] Task<ClusterReading> watchBinding(BindingDesk desk, ClusterReading before, QString agency,
                                                std::function<void(const ClusterReading &)> onReading, std::stop_token stop = {});

// Whether that is reached, but for the task.
[[nodiscard]] bool isBoundSince(const ClusterReading &before, const ClusterReading &now, const QString &agency);

} // namespace claviger
