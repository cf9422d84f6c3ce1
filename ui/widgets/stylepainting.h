// SPDX-License-Identifier: Apache-2.0
// How ClavigerStyle draws each thing. Free functions over a style option, so that delegates can use them too.
#pragma once

#include "ui/widgets/buttons.h"
#include "ui/widgets/tokens.h"

#include <QPainter>
#include <QStyleOption>

namespace claviger::draw {

// A filled rounded rectangle with an edge on whole pixels. An invalid edge leaves it out.
void panel(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, double radius = size::ControlRadius,
           double edgeWidth = 1);
void hairLine(QPainter *painter, const QPoint &from, const QPoint &to, const Tokens &tokens);
void chevronDown(QPainter *painter, const QRect &rect, const QColor &colour);

// Controls: stylecontrols.cpp
void buttonPanel(QPainter *painter, const QStyleOption &option, ButtonKind kind);
void buttonLabel(QPainter *painter, const QStyleOptionButton &option, ButtonKind kind);
void toolButton(QPainter *painter, const QStyleOptionToolButton &option, ButtonKind kind);
void fieldFrame(QPainter *painter, const QStyleOption &option, bool isReadOnly, bool isWrong);
void comboBox(QPainter *painter, const QStyleOptionComboBox &option, bool isWrong);
void comboLabel(QPainter *painter, const QStyleOptionComboBox &option, const QRect &rect);
void checkIndicator(QPainter *painter, const QStyleOption &option);
void radioIndicator(QPainter *painter, const QStyleOption &option);
void focusRing(QPainter *painter, const QRect &rect, const QPalette &palette);

// Views and menus: styleviews.cpp
void rowPanel(QPainter *painter, const QRect &rect, QStyle::State state, bool isFirstColumn, const Tokens &tokens);
void headerSection(QPainter *painter, const QStyleOptionHeader &option);
void headerLabel(QPainter *painter, const QStyleOptionHeader &option);
void menuItem(QPainter *painter, const QStyleOptionMenuItem &option);
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem &option);
void progressBar(QPainter *painter, const QStyleOptionProgressBar &option);
[[nodiscard]] QRect scrollBarSlider(const QStyleOptionSlider &option);
void scrollBar(QPainter *painter, const QStyleOptionSlider &option);

} // namespace claviger::draw
