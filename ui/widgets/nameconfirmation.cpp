// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/nameconfirmation.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace claviger {

NameConfirmation::NameConfirmation(const QString &pattern, const QString &name, const QString &act, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_cancel(makeButton(tr("Cancel")))
    , m_act(makeButton(act, ButtonKind::ConfirmedDanger))
{
    auto *sentence = new EmphasisLabel;
    sentence->setPattern(pattern, name);
    m_field->setObjectName(u"confirmName"_s);
    m_field->setAccessibleName(sentence->text());
    m_field->setMinimumWidth(120);
    m_cancel->setObjectName(u"cancel"_s);
    m_act->setEnabled(false);
    m_act->setToolTip(tr("Works when the name above is typed exactly."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(sentence, 1);
    row->addWidget(m_field, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_act);
    setTabOrder(m_cancel, m_field);
    setTabOrder(m_field, m_act);
    setFocusProxy(m_cancel);
    connect(m_field, &QLineEdit::textChanged, this, [this, name](const QString &typed) { m_act->setEnabled(typed == name); });
    connect(m_field, &QLineEdit::returnPressed, m_act, &QPushButton::click); // does nothing while disabled
    connect(m_act, &QPushButton::clicked, this, &NameConfirmation::confirmed);
    connect(m_cancel, &QPushButton::clicked, this, &NameConfirmation::cancelled);
}

void NameConfirmation::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        m_cancel->setFocus(Qt::OtherFocusReason);
}

void NameConfirmation::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        QWidget::keyPressEvent(event);
}

} // namespace claviger
