// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/card.h"

#include "ui/widgets/stylepainting.h"

#include <QPainterPath>

namespace claviger {

void Card::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    draw::panel(&painter, rect(), tokens.base, {}, size::CardRadius);
    QPainterPath outline;
    outline.addRoundedRect(rect(), size::CardRadius, size::CardRadius);
    painter.save();
    painter.setClipPath(outline);
    if (m_head && m_head->isVisibleTo(this)) {
        painter.fillRect(QRect(0, 0, width(), m_head->geometry().bottom() + 1), tokens.window);
        draw::hairLine(&painter, m_head->geometry().bottomLeft(), QPoint(width(), m_head->geometry().bottom()), tokens);
    }
    if (m_foot && m_foot->isVisibleTo(this)) {
        const int top = m_foot->y();
        painter.fillRect(QRect(0, top, width(), height() - top), tokens.window);
        draw::hairLine(&painter, QPoint(0, top), QPoint(width(), top), tokens);
    }
    painter.restore();
    draw::panel(&painter, rect(), {}, tokens.hairLine, size::CardRadius);
}

HairLine::HairLine(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
{
    const bool isLevel = orientation == Qt::Horizontal;
    setSizePolicy(isLevel ? QSizePolicy::Expanding : QSizePolicy::Fixed, isLevel ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    if (isLevel)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void HairLine::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokensOf(palette()).hairLine);
}

Surface::Surface(Fill fill, QWidget *parent)
    : QWidget(parent)
    , m_fill(fill)
{
}

void Surface::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    const QColor &fill = m_fill == Fill::Rail ? tokens.rail : m_fill == Fill::Base ? tokens.base : tokens.window;
    QPainter(this).fillRect(rect(), fill);
}

} // namespace claviger
