// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "app/console/console.h"
#include "ui/accesskeys/accesskeypage.h"
#include "ui/agencies/bindingpage.h"
#include "ui/journal/activitydelegate.h"
#include "ui/journal/activitypage.h"
#include "ui/signin/demosecrets.h"
#include "ui/signin/keychaintext.h"
#include "ui/signin/profilelist.h"
#include "ui/signin/sessionbanner.h"
#include "ui/signin/signinagaindialog.h"
#include "ui/signin/signinpage.h"
#include "ui/widgets/card.h"
#include "ui/widgets/clipboardlease.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/statusbar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto accessKeysId = "access-keys"_L1;
constexpr auto activityId = "activity"_L1;
constexpr auto agenciesId = "agencies"_L1;

} // namespace

MainWindow::MainWindow(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_clipboard(new ClipboardLease(console.clock(), this))
    , m_stack(new QStackedWidget)
    , m_signIn(new SignInPage(console.profiles(), console.signIn(), console.vault(), console.clock()))
    , m_shell(nullptr)
    , m_navigation(nullptr)
    , m_pages(nullptr)
    , m_accessKeys(nullptr)
    , m_agencies(nullptr)
    , m_activity(nullptr)
    , m_sessionBanner(nullptr)
    , m_status(new StatusBar(console.clock()))
    , m_wantedPage(accessKeysId)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Claviger"_s);
    setMinimumSize(size::WindowWidth, size::WindowHeight);
    resize(1280, 820);
    m_stack->addWidget(m_signIn);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(m_status);

    connect(m_signIn, &SignInPage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_status, &StatusBar::callsClicked, this, &MainWindow::showCalls);
    connect(m_status, &StatusBar::keychainWanted, &m_console.vault(), &VaultBoard::useKeychain);
    connect(m_clipboard, &ClipboardLease::remaining, this, [this](int seconds) {
        m_clipboardNotice = tr("Secret leaves the clipboard in %1 s").arg(seconds);
        reflectNotices();
    });
    connect(m_clipboard, &ClipboardLease::ended, this, [this] {
        m_clipboardNotice.clear();
        reflectNotices();
    });
    connect(&m_console.signIn(), &SignInBoard::stateChanged, this, &MainWindow::reflectSession);
    connect(&m_console.vault(), &VaultBoard::changed, this, &MainWindow::reflectKeychain);
    connect(&m_console.activity(), &ActivityBoard::stateChanged, this, &MainWindow::reflectOrphans);
    connect(&m_console, &Console::agenciesWanted, this, &MainWindow::showCluster);
    QMetaObject::invokeMethod(&m_console.activity(), &ActivityBoard::refresh, Qt::QueuedConnection); // the window first
    reflectKeychain();
    reflectSession();
    m_signIn->takeFocus();
}

// What an earlier run left open is said before anybody signs in, and on every page, not only to who looks.
void MainWindow::reflectOrphans()
{
    const ActivityBoard &activity = m_console.activity();
    const int orphans = activity.orphans();
    const std::vector<JournalRecord> &records = m_console.activity().model().records();
    const auto newest = std::find_if(records.begin(), records.end(), [](const JournalRecord &record) { return record.isOrphan; });
    m_signIn->sayUnfinished(orphans, newest == records.end() ? QString() : changeText(*newest));
    if (m_navigation)
        m_navigation->setBadge(activityId, orphans, Verdict::Attention, tr("%n change(s) were never completed", nullptr, orphans));
}

// Built at the first sign-in: the start of the program pays for one page only.
QWidget *MainWindow::buildShell()
{
    auto *shell = new QWidget;
    m_navigation = new NavigationRail;
    m_navigation->addPage(accessKeysId, u"key"_s, tr("Access keys"));
    m_navigation->addPage(agenciesId, u"agency"_s, tr("Agencies"));
    m_navigation->addPage(activityId, u"journal"_s, tr("Activity"));
    m_accessKeys = new AccessKeyPage(m_console.accessKeys(), m_console.vault(), *m_clipboard, m_console.clock());
    m_agencies = new BindingPage(m_console.bindings(), m_console.rebinds(), m_console.probe(), m_console.clock());
    connect(m_agencies, &BindingPage::webPageWanted, this, [](const QUrl &page) { QDesktopServices::openUrl(page); });
    m_activity = new ActivityPage(m_console.activity(), m_console.clock());
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_accessKeys);
    m_pages->addWidget(m_agencies);
    m_pages->addWidget(m_activity);

    m_sessionBanner = new SessionBanner(m_console.signIn(), m_console.clock());
    connect(m_sessionBanner, &SessionBanner::signInAgainWanted, this, &MainWindow::signInAgain);

    auto *content = new QVBoxLayout;
    content->setSpacing(0);
    content->addWidget(m_sessionBanner);
    m_demoSecrets = new DemoSecrets(m_console.vault(), m_console.clock());
    content->addWidget(m_demoSecrets);
    content->addWidget(m_pages, 1);
    auto *row = new QHBoxLayout(shell);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addLayout(content, 1);
    m_sessionBanner->reflect(); // in its place by now
    connect(&m_console.accessKeys(), &AccessKeyBoard::stateChanged, this, &MainWindow::reflectRefusedClose);
    connect(&m_console.rebinds(), &RebindBoard::changed, this, &MainWindow::reflectRefusedClose);
    connect(&m_console.accessKeys().issuance(), &Issuance::changed, this, &MainWindow::reflectKeychain);
    connect(&m_console.bindings(), &BindingBoard::stateChanged, this, [this] {
        const int broken = m_console.bindings().count(BindingConcern::Broken);
        m_navigation->setBadge(agenciesId, broken, Verdict::Broken, tr("%n cluster(s) are broken", nullptr, broken));
    });
    reflectOrphans();
    m_console.activity().refresh(); // another Claviger may have ended since the start
    connect(m_navigation, &NavigationRail::pageChosen, this, &MainWindow::showPage);
    connect(m_navigation, &NavigationRail::profileClicked, this, &MainWindow::showProfileMenu);
    return shell;
}

QStringList MainWindow::pageIds()
{
    return {accessKeysId, agenciesId, activityId};
}

bool MainWindow::openPage(const QString &id)
{
    if (!pageIds().contains(id))
        return false;
    m_wantedPage = id;
    if (m_stack->currentWidget() == m_shell)
        showPage(id);
    return true;
}

void MainWindow::showPage(const QString &id)
{
    m_wantedPage = id;
    m_navigation->select(id);
    if (id == activityId) {
        m_pages->setCurrentWidget(m_activity);
        m_activity->takeFocus();
    } else if (id == agenciesId) {
        m_pages->setCurrentWidget(m_agencies);
        m_agencies->takeFocus();
    } else {
        m_pages->setCurrentWidget(m_accessKeys);
        m_accessKeys->takeFocus();
    }
}

// From a notice on the desktop. Over a dialog only the window comes to the front: what is typed there goes first.
void MainWindow::showCluster(const ClusterKey &cluster)
{
    if (isMinimized())
        showNormal();
    raise();
    activateWindow();
    if (m_stack->currentWidget() != m_shell || ownDialog())
        return;
    showPage(agenciesId);
    m_agencies->showCluster(cluster.clusterId);
}

void MainWindow::reflectSession()
{
    SignInBoard &board = m_console.signIn();
    const std::optional<std::chrono::seconds> left = board.timeLeft();
    if (!left) {
        m_stack->setCurrentWidget(m_signIn);
        m_status->setAccountUser({});
        m_status->setSessionEnd({});
        m_status->setCalls(0);
        setWindowTitle(u"Claviger"_s);
        if (CallMonitor *monitor = board.monitor()) // the sign-in itself
            connect(monitor, &CallMonitor::changed, this, &MainWindow::followCalls, Qt::UniqueConnection);
        return;
    }
    if (!m_shell) {
        m_shell = buildShell();
        m_stack->addWidget(m_shell);
    }
    const CloudProfile &profile = board.profile();
    m_navigation->setProfile({.name = profile.name,
                              .place = profile.region.isEmpty() ? board.facts().account
                                                                : profile.region + u" · "_s + board.facts().account,
                              .colour = profileColour(profile.colour),
                              .isProduction = profile.production,
                              .isReadOnly = profile.readOnly});
    m_accessKeys->setProduction(profile.production);
    m_status->setAccountUser(board.facts().userName);
    m_status->setSessionEnd(m_console.clock()->now() + *left);
    setWindowTitle(tr("%1 - Claviger").arg(profile.name));
    if (CallMonitor *monitor = board.monitor())
        connect(monitor, &CallMonitor::changed, this, &MainWindow::followCalls, Qt::UniqueConnection);
    if (m_stack->currentWidget() != m_shell) {
        m_stack->setCurrentWidget(m_shell);
        showPage(m_wantedPage);
    }
    // The banner's button cannot be reached behind a dialog.
    if (board.state() == SignInBoard::PasswordNeeded && ownDialog() && isVisible())
        signInAgain();
}

// The one in front of this window; another window's is none of its business.
QWidget *MainWindow::ownDialog() const
{
    QWidget *dialog = QApplication::activeModalWidget();
    for (const QWidget *owner = dialog; owner; owner = owner->parentWidget())
        if (owner == this)
            return dialog;
    return nullptr;
}

void MainWindow::signInAgain()
{
    SignInBoard &board = m_console.signIn();
    if (board.state() == SignInBoard::SigningIn)
        return; // the line above the page says so, and stops it
    if (board.canExtendSilently() && board.state() == SignInBoard::SignedIn)
        board.signInAgain({}, {});
    else if (const QList<SignInAgainDialog *> open = findChildren<SignInAgainDialog *>(); // one that is closed goes a little later
             std::none_of(open.begin(), open.end(), [](const SignInAgainDialog *one) { return one->isVisible(); })) {
        QWidget *dialog = ownDialog();
        (new SignInAgainDialog(board, m_console.clock(), dialog ? dialog : this))->open(); // over what is being typed, which stays
    }
}

void MainWindow::reflectKeychain()
{
    const VaultBoard &vault = m_console.vault();
    const bool isTrouble = vault.isMemoryOnly() || (vault.state() && !vault.state()->isUsable());
    m_status->setKeychain(tr("Keychain: %1").arg(keychainText(vault)), keychainShortText(vault),
                          isTrouble ? std::optional(Verdict::Attention) : std::nullopt);
    // A new key whose page is open would lose the home that the page speaks of.
    m_status->offerKeychain(vault.isMemoryOnly(), !vault.isMoving() && m_console.accessKeys().issuance().state() == Issuance::Idle);
    m_keychainNotice = vault.moveError() ? tr("Still in memory only: %1").arg(explain(*vault.moveError()).what + u' ' + explain(*vault.moveError()).next)
                                         : QString();
    reflectRefusedClose();
    reflectNotices();
}

// One beside the other: none takes another away.
void MainWindow::reflectNotices()
{
    QStringList notices{m_closeNotice, m_keychainNotice, m_clipboardNotice};
    notices.removeAll(QString());
    m_status->setNotice(notices.join(u" · "_s));
}

void MainWindow::followCalls()
{
    const CallMonitor *monitor = m_console.signIn().monitor();
    m_status->setCalls(monitor ? static_cast<int>(monitor->calls().size()) : 0);
}

void MainWindow::showCalls()
{
    CallMonitor *monitor = m_console.signIn().monitor();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"callsMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<CallInProgress> calls = monitor ? monitor->calls() : std::vector<CallInProgress>();
    if (calls.empty())
        menu->addAction(tr("No call is under way"))->setEnabled(false);
    for (const CallInProgress &call : calls)
        connect(menu->addAction(tr("Stop %1").arg(call.what)), &QAction::triggered, this, [this, number = call.number] {
            if (CallMonitor *current = m_console.signIn().monitor())
                current->stop(number);
        });
    menu->popup(m_status->callsCorner() - QPoint(0, menu->sizeHint().height())); // by keyboard, too
}

void MainWindow::showProfileMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"profileMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const SessionFacts &facts = m_console.signIn().facts();
    menu->addAction(tr("%1 in account %2").arg(facts.userName, facts.account))->setEnabled(false);
    if (!facts.project.isEmpty())
        menu->addAction(tr("Project %1").arg(facts.project))->setEnabled(false);
    else if (facts.projectProblem)
        menu->addAction(tr("Without a project: %1").arg(explain(*facts.projectProblem).what))->setEnabled(false);
    else
        menu->addAction(tr("Without a project: this user may work in none"))->setEnabled(false);
    menu->addSeparator();
    QAction *again = menu->addAction(tr("Sign in again…"));
    connect(again, &QAction::triggered, this, &MainWindow::signInAgain);
    if (m_console.signIn().profile().origin == CloudProfile::Demo) {
        QAction *remove = menu->addAction(tr("Remove the demo's secrets…"));
        remove->setObjectName(u"removeDemoSecrets"_s);
        // A new key whose page is open would lose the home that the page speaks of.
        remove->setEnabled(m_console.accessKeys().issuance().state() == Issuance::Idle && !m_console.vault().isClearing());
        connect(remove, &QAction::triggered, m_demoSecrets, &DemoSecrets::ask);
    }
    QAction *out = menu->addAction(tr("Sign out"));
    out->setObjectName(u"signOut"_s);
    connect(out, &QAction::triggered, this, [this] {
        if (!m_accessKeys->mayLeave())
            showPage(accessKeysId);
        else if (!m_agencies->mayLeave())
            showPage(agenciesId);
        else
            m_console.signIn().signOut();
    });
    menu->popup(m_navigation->mapToGlobal(QPoint(space::Page, size::PageHeader)));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const bool keysLetGo = !m_accessKeys || m_accessKeys->mayLeave();
    const bool agenciesLetGo = !m_agencies || m_agencies->mayLeave();
    if (keysLetGo && agenciesLetGo && !m_console.vault().isMoving()) {
        m_clipboard->release();
        event->accept();
        return;
    }
    event->ignore();
    if (m_accessKeys)
        showPage(keysLetGo && !agenciesLetGo ? agenciesId : accessKeysId);
    m_hasRefusedClose = true;
    reflectRefusedClose();
}

// Why the window stayed open stands in the status bar for as long as it is true.
void MainWindow::reflectRefusedClose()
{
    if (!m_hasRefusedClose)
        return;
    AccessKeyBoard &keys = m_console.accessKeys();
    const RebindBoard &rebinds = m_console.rebinds();
    if (keys.issuance().isBusy() || !keys.removing().isEmpty() || rebinds.isWriting() || rebinds.work() == RebindBoard::Creating) {
        m_closeNotice = tr("A change is under way: close when its result is here");
    } else if (m_console.vault().isMoving()) {
        m_closeNotice = tr("Secrets are moving to the keychain: close when they are there");
    } else if (keys.issuance().isSecretAtRisk()) {
        m_closeNotice = tr("Put the secret somewhere safe before you close");
    } else {
        m_hasRefusedClose = false;
        m_closeNotice.clear();
    }
    reflectNotices();
}

} // namespace claviger
