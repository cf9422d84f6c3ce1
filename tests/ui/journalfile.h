// SPDX-License-Identifier: Apache-2.0
// Journals with a past, for the tests of the pages: many lines at once, one that a killed program left open, one that
// somebody has changed from outside.
#pragma once

#include "app/journal/journal.h"

namespace claviger::testing {

// Ended entries of the same kind in one go, the oldest at the given time, a second apart.
[[nodiscard]] bool fillJournal(const QString &dataFolder, int count, Instant from);
// Begun by a program that no longer runs.
[[nodiscard]] bool leaveEntryOpen(const QString &dataFolder, const JournalEntry &entry, Instant when);
// Another text in this row: its hash does not fit any more.
[[nodiscard]] bool changeFromOutside(const QString &dataFolder, qint64 row);

} // namespace claviger::testing
