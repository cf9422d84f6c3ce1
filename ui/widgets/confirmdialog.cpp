// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/confirmdialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/nameconfirmation.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

ConfirmDialog::ConfirmDialog(const Question &question, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(question.title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::Step, space::Step, space::Step, space::Page);
    column->setSpacing(space::Group);
    column->setSizeConstraint(QLayout::SetMinAndMaxSize);
    column->addWidget(new TextLabel(question.title, TextStyle::Subtitle));
    auto *sentence = new TextLabel(question.sentence);
    sentence->setWordWrap(true);
    sentence->setMinimumWidth(size::Form - 2 * space::Step);
    column->addWidget(sentence);
    if (!question.typedName.isEmpty()) {
        auto *confirmation = new NameConfirmation(tr("Type %1 to confirm"), question.typedName, question.act);
        confirmation->actButton()->setObjectName(question.actName);
        connect(confirmation, &NameConfirmation::confirmed, this, &QDialog::accept);
        connect(confirmation, &NameConfirmation::cancelled, this, &QDialog::reject);
        column->addWidget(confirmation);
        return;
    }
    auto *buttons = new QDialogButtonBox;
    auto *cancel = makeButton(tr("Cancel"));
    cancel->setObjectName(u"cancel"_s);
    auto *act = makeButton(question.act, ButtonKind::ConfirmedDanger);
    act->setObjectName(question.actName);
    act->setAutoDefault(false);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(act, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(space::Control);
    column->addWidget(buttons);
    cancel->setDefault(true);
    cancel->setFocus();
}

} // namespace claviger
