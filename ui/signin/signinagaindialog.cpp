// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/signinagaindialog.h"

#include "app/signin/signinboard.h"
#include "ui/signin/signinwords.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progressline.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

SignInAgainDialog::SignInAgainDialog(SignInBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : FormDialog(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_banner(new FailureBanner)
    , m_progress(new ProgressLine)
    , m_password(new QLineEdit)
    , m_signIn(makeButton(tr("Sign in"), ButtonKind::Primary))
{
    setObjectName(u"signInAgainDialog"_s);
    setWindowTitle(tr("Sign in again"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(size::Form);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::Step, space::Step, space::Step, space::Page);
    column->setSpacing(space::Control);
    column->addWidget(new TextLabel(tr("Sign in again as %1").arg(board.facts().userName), TextStyle::Subtitle));
    auto *sentence = new TextLabel(tr("Nothing you typed is lost."), TextStyle::Body, Tone::Secondary);
    column->addWidget(sentence);
    column->addWidget(m_banner);
    const auto add = [this, column](const QString &name, const QString &objectName, QLineEdit *line) {
        auto *label = new TextLabel(name);
        label->setBuddy(line);
        line->setObjectName(objectName);
        line->setAccessibleName(name);
        column->addWidget(label);
        column->addWidget(line);
        connect(line, &QLineEdit::returnPressed, this, &SignInAgainDialog::signIn);
    };
    m_password->setEchoMode(QLineEdit::Password);
    add(tr("Password"), u"password"_s, m_password);
    if (m_board.mayNeedCode()) {
        m_passcode = new QLineEdit;
        m_passcode->setMaxLength(12);
        add(tr("MFA code"), u"passcode"_s, m_passcode);
    }
    column->addSpacing(space::Control);
    m_progress->setObjectName(u"busy"_s);
    m_progress->setProgress(tr("Signing in"));
    column->addWidget(m_progress);
    auto *buttons = new QDialogButtonBox;
    auto *later = makeButton(tr("Later"));
    later->setObjectName(u"later"_s);
    later->setAutoDefault(false);
    m_signIn->setObjectName(u"signIn"_s);
    buttons->addButton(later, QDialogButtonBox::RejectRole);
    buttons->addButton(m_signIn, QDialogButtonBox::ApplyRole);
    column->addWidget(buttons);
    // Enter is the field's alone: a dialog would also press its first button, and that is Stop.
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_signIn, &QPushButton::clicked, this, &SignInAgainDialog::signIn);
    connect(m_progress, &ProgressLine::stopRequested, &m_board, &SignInBoard::cancel);
    connect(&m_board, &SignInBoard::stateChanged, this, &SignInAgainDialog::reflect);
    connect(&m_board, &SignInBoard::closed, this, &QDialog::reject);
    reflect();
    m_password->setFocus();
}

void SignInAgainDialog::signIn()
{
    if (m_board.state() == SignInBoard::SigningIn)
        return;
    if (m_password->text().isEmpty()) {
        sayPasswordMissing(*m_banner);
        m_password->setFocus();
        return;
    }
    const QString code = m_passcode ? m_passcode->text().remove(u' ') : QString();
    if (m_passcode && code.isEmpty()) {
        sayPasscodeMissing(*m_banner);
        m_passcode->setFocus();
        return;
    }
    m_hasTried = true;
    m_board.signInAgain(Secret::fromText(m_password->text()), Secret::fromText(code));
    m_password->setText({}); // after clear() an undo would bring it back
    if (m_passcode)
        m_passcode->setText({});
}

void SignInAgainDialog::reflect()
{
    const bool isBusy = m_board.state() == SignInBoard::SigningIn;
    m_progress->setVisible(isBusy);
    m_signIn->setEnabled(!isBusy);
    m_password->setEnabled(!isBusy);
    if (!m_hasTried || isBusy) {
        m_banner->clear();
        return;
    }
    if (m_board.error()) {
        saySignInFailure(*m_banner, *m_board.error(), m_board.profile(), m_clock->now());
        m_password->setFocus();
    } else if (m_board.state() == SignInBoard::SignedIn) {
        accept();
    }
}

} // namespace claviger
