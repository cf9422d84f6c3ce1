// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/nameconfirmation.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

NameConfirmation::NameConfirmation(const QString &pattern, const QString &name, const QString &act, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new EmphasisLabel)
    , m_box(new QVBoxLayout(this))
    , m_controls(new QHBoxLayout)
    , m_field(new QLineEdit)
    , m_cancel(makeButton(tr("Cancel")))
    , m_act(makeButton(act, ButtonKind::ConfirmedDanger))
{
    m_sentence->setPattern(pattern, name);
    m_field->setObjectName(u"confirmName"_s);
    m_field->setAccessibleName(m_sentence->text());
    m_field->setMinimumWidth(120);
    m_cancel->setObjectName(u"cancel"_s);
    m_act->setEnabled(false);
    m_act->setToolTip(tr("Works when the name above is typed exactly."));
    m_controls->setSpacing(space::Control);
    m_controls->addWidget(m_field, 1);
    m_controls->addWidget(m_cancel);
    m_controls->addWidget(m_act);
    m_box->setContentsMargins(0, 0, 0, 0);
    m_box->setSpacing(space::Control);
    m_box->addWidget(m_sentence);
    m_box->addLayout(m_controls);
    setTabOrder(m_cancel, m_field);
    setTabOrder(m_field, m_act);
    setFocusProxy(m_cancel);
    connect(m_field, &QLineEdit::textChanged, this, [this, name](const QString &typed) { m_act->setEnabled(typed == name); });
    connect(m_field, &QLineEdit::returnPressed, m_act, &QPushButton::click); // does nothing while disabled
    connect(m_act, &QPushButton::clicked, this, &NameConfirmation::confirmed);
    connect(m_cancel, &QPushButton::clicked, this, &NameConfirmation::cancelled);
}

// One row where it fits, else the sentence above.
void NameConfirmation::arrange()
{
    const int needed = m_sentence->sizeHint().width() + space::Control + m_controls->sizeHint().width();
    m_box->setDirection(needed <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void NameConfirmation::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
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
