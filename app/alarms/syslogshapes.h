// SPDX-License-Identifier: Apache-2.0
// What a value of a field looks like in syslog (manager.md, 2.1), so that a message can be taken apart whose separators occur in
// values too.
#pragma once

#include "app/alarms/alarmfields.h"

namespace claviger {

// In UTF-16 units; 0: as long as it likes, see mayBeginValue().
[[nodiscard]] qsizetype longestValue(AlarmField field);
// Of a field with a longest value.
[[nodiscard]] bool hasShape(AlarmField field, QStringView value);
// Of a field without one, where only a blank shows that it begins: what follows can be its value, or its begin. Empty values are a
// matter of mayBeEmpty().
[[nodiscard]] bool mayBeginValue(AlarmField field, QStringView rest);
[[nodiscard]] bool mayBeEmpty(AlarmField field);

} // namespace claviger
