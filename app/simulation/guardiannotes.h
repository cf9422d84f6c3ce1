// SPDX-License-Identifier: Apache-2.0
// Notes of a TokenServer as lines of its log files, in the documented form (manager.md, section 3.1):
//   2025-06-10 14:05:12,214 | ERROR | refresh-1 | LOGGER: | File.java:97 | message |
// Never a key in them.
#pragma once

#include "app/simulation/guardianjournal.h"
#include "app/simulation/localstamp.h"

namespace claviger::sim {

enum class NoteFile { None, TokenServer, StartDetail, StopDetail };

[[nodiscard]] bool writesNote(NoteFile file, const GuardianNote &note);
// The size does not depend on the zone of the stamp.
void writeNote(NoteFile file, const GuardianNote &note, const QStringList &texts, LocalStamp &stamp, QByteArray *to);

} // namespace claviger::sim
