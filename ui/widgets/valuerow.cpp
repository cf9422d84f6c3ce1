// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/valuerow.h"

#include "ui/widgets/tokens.h"

#include <QEvent>
#include <QHBoxLayout>

namespace claviger {

ValueRow::ValueRow(QWidget *parent)
    : QWidget(parent)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::Control);
}

void ValueRow::build(QWidget *value, std::initializer_list<QWidget *> beside)
{
    m_shown = value;
    m_beside = new QWidget;
    auto *line = new QHBoxLayout(m_beside);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::Control);
    for (QWidget *widget : beside)
        line->addWidget(widget);
    line->addStretch(1);
    m_row->addWidget(m_shown, 1);
    m_row->addWidget(m_beside);
}

void ValueRow::place()
{
    if (!m_shown)
        return;
    const int wanted = qMin(qMax(m_shown->sizeHint().width(), m_shown->minimumWidth()), m_shown->maximumWidth());
    const bool fits = wanted + m_row->spacing() + m_beside->sizeHint().width() <= width();
    const QBoxLayout::Direction direction = fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (direction != m_row->direction())
        m_row->setDirection(direction);
}

bool ValueRow::event(QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::event(event);
}

} // namespace claviger
