// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/factline.h"

#include "ui/widgets/labels.h"

#include <QVBoxLayout>

namespace claviger {

FactLine::FactLine(QWidget *parent)
    : QWidget(parent)
    , m_title(new MarkLabel(Mark()))
    , m_line(new TextLabel({}, TextStyle::Small, Tone::Secondary))
{
    m_title->setWordWrap(true);
    m_line->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_title);
    auto *indented = new QVBoxLayout; // below the words, not below the mark
    indented->setContentsMargins(size::Mark + space::Word, 0, 0, 0);
    indented->addWidget(m_line);
    column->addLayout(indented);
}

void FactLine::say(const Mark &mark, const QString &title, const QString &line)
{
    m_title->setMark(mark);
    m_title->setText(title);
    m_line->setText(line);
    m_line->setVisible(!line.isEmpty());
}

} // namespace claviger
