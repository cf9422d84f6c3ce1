// SPDX-License-Identifier: Apache-2.0
// The project's icons (resources/icons/*.svg), drawn in whatever colour the place asks for. Nothing is read or rendered
// before it is shown.
#pragma once

#include <QColor>
#include <QIcon>

class QPainter;

namespace claviger {

// In the secondary text colour of the application's palette, the disabled one or the accent by mode; follows the palette.
[[nodiscard]] QIcon icon(const QString &name);
// Always in this colour.
[[nodiscard]] QIcon icon(const QString &name, const QColor &colour);

// The name of an icon made here, else empty. The style uses it to draw an icon in the colour of its label.
[[nodiscard]] QString iconNameOf(const QIcon &icon);
void paintIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &colour);

} // namespace claviger
