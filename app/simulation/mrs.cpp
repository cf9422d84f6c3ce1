// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/mrs.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

Reply answerMrs(World &, const Endpoints &, const Call &)
{
    return {.status = 404};
}

} // namespace claviger::sim
