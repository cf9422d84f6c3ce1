// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/agencybinding.h"

using namespace Qt::StringLiterals;

namespace claviger {

bool MrsCluster::isGone() const
{
    return state == "terminated"_L1 || state == "failed"_L1;
}

// Spelled with dashes and underscores: scaling-out, scaling_up_first, scaled-up-success, scaling-error.
bool MrsCluster::isChanging() const
{
    const bool isScaling = scale.startsWith("scaling"_L1) && scale != "scaling-error"_L1;
    return isScaling || state == "starting"_L1 || state == "terminating"_L1 || state.startsWith("scaling"_L1);
}

} // namespace claviger
