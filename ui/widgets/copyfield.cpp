// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/copyfield.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

CopyField::CopyField(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_copy(makeButton(tr("Copy"), ButtonKind::Plain, u"copy"_s))
    , m_copied(new MarkLabel(Verdict::Ok, tr("Copied"), TextStyle::Small, Tone::Ok))
{
    m_field->setReadOnly(true);
    m_field->setFont(fontFor(TextStyle::Mono));
    m_field->setAccessibleName(name);
    m_copy->setAccessibleName(tr("Copy: %1").arg(name));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_field, 1);
    row->addWidget(m_copy);
    row->addWidget(m_copied);
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
