// SPDX-License-Identifier: Apache-2.0
#include "ui/journal/checkentrydialog.h"

#include "ui/journal/activitydelegate.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/timetext.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int longestNote = 500;

TextLabel *paragraph(const QString &text, TextStyle style = TextStyle::Body, Tone tone = Tone::Normal)
{
    auto *label = new TextLabel(text, style, tone);
    label->setWordWrap(true);
    label->setMinimumWidth(size::Form - 2 * space::Step);
    return label;
}

} // namespace

CheckEntryDialog::CheckEntryDialog(const JournalRecord &record, QWidget *parent)
    : QDialog(parent)
    , m_note(new QLineEdit)
{
    setObjectName(u"checkEntryDialog"_s);
    setWindowTitle(tr("Settle a change"));
    setAttribute(Qt::WA_DeleteOnClose);
    const JournalEntry &entry = record.entry;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::Step, space::Step, space::Step, space::Page);
    column->setSpacing(space::Control);
    column->setSizeConstraint(QLayout::SetMinAndMaxSize);
    column->addWidget(new TextLabel(tr("Have you checked what became of it?"), TextStyle::Subtitle));
    column->addWidget(paragraph(actionText(entry.action) + u": "_s + entry.target, TextStyle::Bold));
    column->addWidget(paragraph(tr("Begun %1 by %2 in account %3 (%4).").arg(factTime(record.begun), entry.user, entry.account, entry.cloud),
                                TextStyle::Small, Tone::Secondary));
    column->addWidget(paragraph(tr("Claviger ended before the answer came, so the change may have taken effect. Look in the cloud first.")));
    column->addSpacing(space::Control);
    auto *label = new TextLabel(tr("What you found (optional)"));
    label->setBuddy(m_note);
    m_note->setObjectName(u"checkNote"_s);
    m_note->setAccessibleName(label->text());
    m_note->setPlaceholderText(tr("no key was left behind"));
    m_note->setMaxLength(longestNote);
    column->addWidget(label);
    column->addWidget(m_note);
    column->addWidget(paragraph(tr("It is added to the journal with your name and the time. The entry itself stays as it is."),
                                TextStyle::Small, Tone::Secondary));
    column->addSpacing(space::Control);

    auto *buttons = new QDialogButtonBox;
    auto *cancel = makeButton(tr("Cancel"));
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    auto *confirm = makeButton(tr("I have checked it"), ButtonKind::Primary);
    confirm->setObjectName(u"confirmCheck"_s);
    confirm->setDefault(true);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(confirm, QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_note->setFocus();
}

QString CheckEntryDialog::note() const
{
    return m_note->text().trimmed();
}

} // namespace claviger
