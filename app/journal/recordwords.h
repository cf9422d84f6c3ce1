// SPDX-License-Identifier: Apache-2.0
// The sentences of a result in the journal. The record is for good, so it speaks English whatever the interface does; they
// are translated where they are shown.
#pragma once

#include <QStringList>

namespace claviger {

// Several sentences as one detail. Ours are marked where they are written:
// QT_TRANSLATE_NOOP("claviger::JournalWords", "..."); those of recordedWords() are marked already.
[[nodiscard]] QString recordedDetail(const QStringList &sentences);

// In the language of the interface. The words of a service, and of a Claviger that knew other sentences, stay as they are.
[[nodiscard]] QString shownDetail(const QString &recorded);

} // namespace claviger
