// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/ecs.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

Reply answerEcs(World &, const Endpoints &, const Call &)
{
    return {.status = 404};
}

} // namespace claviger::sim
