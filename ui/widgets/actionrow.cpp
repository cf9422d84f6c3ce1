// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/actionrow.h"

#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace claviger {

ActionRow::ActionRow(const QString &iconName, const QString &title, const QString &sentence, QPushButton *button, QWidget *parent)
    : QWidget(parent)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(space::Page, space::Group, space::Page, space::Group);
    line->setSpacing(space::Group);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new TextLabel(title, TextStyle::Bold));
    auto *small = new TextLabel(sentence, TextStyle::Small, Tone::Secondary);
    small->setWordWrap(true);
    words->addWidget(small);
    line->addWidget(new MarkLabel(Mark::icon(iconName)), 0, Qt::AlignVCenter);
    line->addLayout(words, 1);
    line->addWidget(button, 0, Qt::AlignVCenter);
}

} // namespace claviger
