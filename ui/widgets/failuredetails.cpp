// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/failuredetails.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QFormLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype MostDetail = 2000; // characters of what a server said

} // namespace

FailureDetails::FailureDetails(QWidget *parent)
    : QWidget(parent)
    , m_toggle(makeButton(tr("Details"), ButtonKind::Flat))
    , m_rows(new QWidget)
    , m_form(new QFormLayout(m_rows))
{
    m_toggle->setObjectName(u"failureDetails"_s);
    m_toggle->setCheckable(false);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(space::Tight);
    m_form->setHorizontalSpacing(space::Step);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_rows);
    connect(m_toggle, &QPushButton::clicked, this, [this] { setOpen(m_rows->isHidden()); });
    setOpen(false);
}

void FailureDetails::setFailure(const Error &error, const QString &time)
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_lines.clear();
    const auto add = [this](const QString &name, const QString &value, TextStyle style) {
        if (value.isEmpty())
            return;
        auto *shown = new TextLabel(value, style);
        shown->setSelectable(true);
        shown->setWordWrap(true);
        shown->setAccessibleName(name);
        m_form->addRow(new TextLabel(name, TextStyle::Small, Tone::Secondary), shown);
        m_lines << name + u": "_s + value;
    };
    add(tr("Request"), error.request, TextStyle::Small);
    add(tr("Request id"), error.requestId, TextStyle::Mono);
    QStringList answer;
    if (error.httpStatus)
        answer << tr("HTTP %1").arg(error.httpStatus);
    if (!error.serviceCode.isEmpty())
        answer << error.serviceCode;
    add(tr("Answer"), answer.join(u", "_s), TextStyle::Small);
    add(tr("Cause"), error.detail.left(MostDetail), TextStyle::Small);
    add(tr("Time"), time, TextStyle::Small);
    setVisible(!m_lines.isEmpty());
}

QString FailureDetails::asText() const
{
    return m_lines.join(u'\n');
}

void FailureDetails::setOpen(bool isOpen)
{
    m_rows->setVisible(isOpen);
    m_toggle->setIcon(icon(isOpen ? u"down"_s : u"right"_s));
    m_toggle->setAccessibleDescription(isOpen ? tr("shown") : tr("hidden"));
}

} // namespace claviger
