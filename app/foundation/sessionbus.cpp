// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/sessionbus.h"

#include <QFile>

namespace claviger {

bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || (qEnvironmentVariableIsSet("XDG_RUNTIME_DIR")
            && QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QLatin1String("/bus")));
}

} // namespace claviger
