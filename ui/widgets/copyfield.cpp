// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/copyfield.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QEvent>
#include <QLineEdit>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

CopyField::CopyField(const QString &name, QWidget *parent)
    : ValueRow(parent)
    , m_field(new QLineEdit)
    , m_copy(makeButton(tr("Copy"), ButtonKind::Plain, u"copy"_s))
    , m_copied(new MarkLabel(Verdict::Ok, tr("Copied"), TextStyle::Small, Tone::Ok))
{
    m_field->setReadOnly(true);
    m_field->setFont(fontFor(TextStyle::Mono));
    m_field->setAccessibleName(name);
    m_copy->setAccessibleName(tr("Copy: %1").arg(name));
    build(m_field, {m_copy, m_copied});
    QSizePolicy policy = m_copied->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing moves when the word comes and goes
    m_copied->setSizePolicy(policy);
    m_copied->hide();
    connect(m_copy, &QPushButton::clicked, this, &CopyField::copy);
}

void CopyField::setValue(const QString &value)
{
    m_field->setText(value);
    m_field->setCursorPosition(0);
    m_copied->hide();
    reflectWidth();
}

void CopyField::reflectWidth()
{
    m_field->setMinimumWidth(m_field->fontMetrics().horizontalAdvance(m_field->text()) + 3 * space::Control);
}

void CopyField::changeEvent(QEvent *event)
{
    ValueRow::changeEvent(event);
    if (event->type() != QEvent::ApplicationFontChange)
        return;
    m_field->setFont(fontFor(TextStyle::Mono));
    reflectWidth();
}

QString CopyField::value() const
{
    return m_field->text();
}

void CopyField::copy()
{
    QGuiApplication::clipboard()->setText(m_field->text());
    m_copied->show();
    QTimer::singleShot(2s, m_copied, &QWidget::hide);
}

} // namespace claviger
