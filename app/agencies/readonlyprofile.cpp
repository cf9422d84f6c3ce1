// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/readonlyprofile.h"

#include "app/agencies/words.h"

namespace claviger {

Error refusedAsReadOnly()
{
    return {.fault = Fault::Rejected, .detail = AgencyWords::tr("this profile is marked read-only")};
}

} // namespace claviger
