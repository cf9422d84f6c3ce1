// SPDX-License-Identifier: Apache-2.0
// Looks at a window as it stands: words that are cut, things that overlap, stand outside or have no room. One sentence for
// each fault; an empty list is a window that fits.
#pragma once

#include <QSet>
#include <QStringList>

class QWidget;

namespace claviger::testing {

// Paint the window before: labels that are cut say all of it in their tool tips only then.
[[nodiscard]] QStringList layoutFaults(QWidget *window);

// Object names of the buttons and fields that can be seen, to be compared between sizes.
[[nodiscard]] QSet<QString> controlsSeen(const QWidget *window);

} // namespace claviger::testing
