// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/createkeydialog.h"

#include "app/accesskeys/accesskeyboard.h"
#include "app/vault/vaultboard.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/clavigerstyle.h"
#include "ui/widgets/keyquota.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/onelinevalidator.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

CreateKeyDialog::CreateKeyDialog(AccessKeyBoard &board, VaultBoard &vault, QWidget *parent)
    : FormDialog(parent)
    , m_board(board)
    , m_vault(vault)
    , m_quota(new KeyQuota)
    , m_description(new QLineEdit)
    , m_counter(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_problem(new MarkLabel(Verdict::Broken, {}, TextStyle::Small, Tone::Danger))
    , m_keychain(new MarkLabel(Verdict::Unknown, {}, TextStyle::Body))
    , m_create(makeButton(tr("Create access key"), ButtonKind::Primary))
{
    setObjectName(u"createKeyDialog"_s);
    setWindowTitle(tr("Create access key"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(size::Form);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::Step, space::Step, space::Step, space::Page);
    column->setSpacing(space::Control);
    column->addWidget(new TextLabel(tr("New access key for %1").arg(m_board.user().name), TextStyle::Title));
    column->addWidget(m_quota);
    column->addSpacing(space::Page);

    auto *label = new TextLabel(tr("Description"));
    label->setBuddy(m_description);
    m_description->setObjectName(u"keyDescription"_s);
    m_description->setAccessibleName(tr("Description of the key"));
    m_description->setPlaceholderText(tr("rclone on edge-02"));
    m_description->setValidator(new OneLineValidator(m_description));
    m_counter->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *head = new QHBoxLayout;
    head->addWidget(label, 1);
    head->addWidget(m_counter);
    column->addLayout(head);
    column->addWidget(m_description);
    m_problem->setObjectName(u"message"_s);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    auto *hint = new TextLabel(tr("Say which program and host will use it. You will look for these words when the key is to be replaced."),
                               TextStyle::Small, Tone::Secondary);
    hint->setWordWrap(true);
    column->addWidget(hint);
    column->addSpacing(space::Control);
    m_keychain->setWordWrap(true);
    column->addWidget(m_keychain);
    column->addStretch(1);
    column->addSpacing(space::Page);

    auto *buttons = new QDialogButtonBox;
    auto *cancel = makeButton(tr("Cancel"));
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    m_create->setObjectName(u"confirmCreate"_s);
    m_create->setDefault(true);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(m_create, QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    buttons->setFocusProxy(nullptr); // else Tab goes from the field to the first button and past the others
    setTabOrder(m_description, m_create);
    setTabOrder(m_create, cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_description, &QLineEdit::textChanged, this, &CreateKeyDialog::reflect);
    connect(&m_vault, &VaultBoard::changed, this, &CreateKeyDialog::reflect);
    connect(&m_board, &AccessKeyBoard::stateChanged, this, &CreateKeyDialog::reflect);
    m_vault.refresh();
    m_description->setFocus();
    reflect();
}

QString CreateKeyDialog::description() const
{
    return m_description->text();
}

void CreateKeyDialog::setDescription(const QString &description)
{
    m_description->setText(description);
    m_description->selectAll();
}

void CreateKeyDialog::reflect()
{
    const QString text = m_description->text();
    m_counter->setText(tr("%1 of %2").arg(text.size()).arg(longestKeyDescription));
    if (m_board.readAt())
        m_quota->setUsed(m_board.usedSlots(), mostKeysPerUser,
                         tr("%1 of %2 keys in use").arg(m_board.usedSlots()).arg(mostKeysPerUser));
    else
        m_quota->setUnknown(tr("How many keys are in use is not known"));
    const Result<Done> acceptable = checkKeyDescription(text);
    const bool isFull = m_board.usedSlots() >= mostKeysPerUser; // by now: somebody else creates keys too
    setFieldError(m_description, !acceptable);
    m_problem->setVisible(!acceptable || isFull);
    if (isFull)
        m_problem->setText(tr("%1 holds two keys. Delete one first.").arg(m_board.user().name));
    else if (!acceptable)
        m_problem->setText(text.size() > longestKeyDescription
                               ? tr("Shorten it to %1 characters; it has %2.").arg(longestKeyDescription).arg(text.size())
                               : tr("Remove line breaks and control characters."));
    m_create->setEnabled(acceptable && m_board.mayCreate());

    if (m_vault.isMemoryOnly()) {
        m_keychain->setMark(Verdict::Attention);
        m_keychain->setText(tr("The secret will be kept in memory and forgotten when Claviger ends."));
    } else if (!m_vault.state()) {
        m_keychain->setMark(Verdict::Unknown);
        m_keychain->setText(tr("The keychain is tried before the key is created."));
    } else if (m_vault.state()->isUsable()) {
        m_keychain->setMark(Mark::icon(u"lock"_s));
        m_keychain->setText(tr("The secret goes into your keychain, which is tried before the key is created."));
    } else {
        m_keychain->setMark(Verdict::Attention);
        m_keychain->setText(tr("Your keychain cannot be used right now. It is tried again first; without it no key is created."));
    }
}

} // namespace claviger
