// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/sessionbanner.h"

#include "app/signin/signinboard.h"
#include "ui/signin/signinagaindialog.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/timetext.h"

#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

// Signing in again may get the project that is missing. Else only the menu of the profile says so: most work without it.
bool mayHelp(const SessionFacts &facts)
{
    return facts.wantsNextCode || facts.projectProblem->isTransient();
}

} // namespace

SessionBanner::SessionBanner(SignInBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_banner(new FailureBanner)
    , m_progress(new ProgressLine)
    , m_timer(new QTimer(this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(space::Page, space::Control, space::Page, space::Control);
    box->addWidget(m_banner);
    box->addWidget(m_progress);
    m_progress->setProgress(tr("Signing in again"));
    auto *again = m_banner->banner()->addButton(tr("Sign in again"), u"signInAgain"_s);
    connect(again, &QPushButton::clicked, this, &SessionBanner::signInAgainWanted);
    connect(m_progress, &ProgressLine::stopRequested, &m_board, &SignInBoard::cancel);
    m_timer->setInterval(5s);
    connect(m_timer, &QTimer::timeout, this, &SessionBanner::reflect);
    connect(&m_board, &SignInBoard::stateChanged, this, &SessionBanner::reflect);
    hide();
}

void SessionBanner::reflect()
{
    const bool isOpen = m_board.timeLeft().has_value();
    if (isOpen && !m_timer->isActive())
        m_timer->start();
    if (!isOpen)
        m_timer->stop();
    // The dialog shows how its own try goes; one that is closed goes a little later.
    const QList<SignInAgainDialog *> dialogs = window()->findChildren<SignInAgainDialog *>();
    const bool isBusy = m_board.state() == SignInBoard::SigningIn
        && std::none_of(dialogs.begin(), dialogs.end(), [](const SignInAgainDialog *dialog) { return dialog->isVisible(); });
    m_progress->setVisible(isOpen && isBusy);
    if (isOpen && m_board.state() != SignInBoard::SigningIn)
        announce();
    else
        m_banner->clear();
    if (m_banner->isHidden())
        m_said.clear();
    setVisible(!m_progress->isHidden() || !m_banner->isHidden());
}

// The worst comes first: an end, a failure, an end to come, what the keychain did not do, then a missing project.
void SessionBanner::announce()
{
    const std::chrono::seconds left = *m_board.timeLeft();
    const bool hasEnded = m_board.state() == SignInBoard::PasswordNeeded || left <= 0s;
    const std::optional<Error> &error = m_board.error();
    const bool isNews = error && error->fault != Fault::Cancelled && (error->wasAnswered() || error->fault != Fault::Unauthorized);
    const QString nothingIsLost = tr("Sign in again here; nothing you typed is lost.");
    const auto both = [](const Error &failure) { return explain(failure).what + u' ' + explain(failure).next; };
    if (hasEnded && isNews)
        say(Verdict::Broken, tr("Your session has ended."), both(*error), &*error);
    else if (hasEnded)
        say(Verdict::Broken, tr("Your session has ended."), nothingIsLost);
    else if (isNews)
        say(Verdict::Attention, tr("Signing in again did not work; the session goes on."), both(*error), &*error);
    else if (left <= 10min)
        say(left <= 2min ? Verdict::Broken : Verdict::Attention, endWords(left), nothingIsLost);
    else if (m_board.keepError())
        say(Verdict::Attention, tr("The password could not be kept in the keychain."), explain(*m_board.keepError()).next);
    else if (m_board.forgetError())
        say(Verdict::Attention, tr("The kept password could not be removed from the keychain."), explain(*m_board.forgetError()).next);
    else if (const std::optional<Error> &refused = m_board.facts().projectProblem; refused && mayHelp(m_board.facts()))
        say(Verdict::Attention, tr("Signed in without a project."),
            explain(*refused).what + u' '
                + (m_board.facts().wantsNextCode ? tr("Sign in again with the next MFA code to get it; access keys need no project.")
                                                 : tr("Access keys need no project; clusters and alarms do.")),
            &*refused);
    else
        m_banner->clear();
}

// In whole minutes: seconds would make a new sentence of it every time.
QString SessionBanner::endWords(std::chrono::seconds left)
{
    return left < 1min ? tr("Your session ends in less than a minute.") : tr("Your session ends in %1.").arg(durationText(left));
}

// Said once: repeating it would close the details and make a screen reader speak every few seconds.
void SessionBanner::say(Verdict verdict, const QString &bold, const QString &plain, const Error *error)
{
    const QString said = QStringList{bold, plain, error ? error->requestId : QString(), error ? error->detail : QString()}.join(u'\n');
    if (said == std::exchange(m_said, said) && !m_banner->isHidden())
        return;
    if (error)
        m_banner->say(*error, m_clock->now(), bold, plain, verdict);
    else
        m_banner->say(verdict, bold, plain);
}

} // namespace claviger
