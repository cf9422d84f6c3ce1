// SPDX-License-Identifier: Apache-2.0
// The window: sign-in first, then the pages beside their navigation; below, who is signed in, for how long, and what is
// under way. Never closes over a secret that is nowhere else.
#pragma once

#include <QWidget>

class QStackedWidget;

namespace claviger {

class AccessKeyPage;
class BindingPage;
class ActivityPage;
class ClipboardLease;
struct ClusterKey;
class Console;
class DemoSecrets;
class NavigationRail;
class SessionBanner;
class SignInPage;
class StatusBar;

class MainWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit MainWindow(Console &console, QWidget *parent = nullptr);

    [[nodiscard]] SignInPage &signInPage() { return *m_signIn; }
    // A page by its id: "access-keys", "activity". Shown as soon as there is a session. False: there is no such page.
    bool openPage(const QString &id);
    [[nodiscard]] static QStringList pageIds();

Q_SIGNALS:
    void demoRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *buildShell();
    void reflectSession();
    void reflectKeychain();
    void reflectRefusedClose();
    void reflectNotices();
    void reflectOrphans();
    void followCalls();
    void showCalls();
    void showProfileMenu();
    void signInAgain();
    [[nodiscard]] QWidget *ownDialog() const;
    void showPage(const QString &id);
    void showCluster(const ClusterKey &cluster);

    Console &m_console;
    ClipboardLease *m_clipboard;
    QStackedWidget *m_stack;
    SignInPage *m_signIn;
    QWidget *m_shell;
    NavigationRail *m_navigation;
    QStackedWidget *m_pages;
    AccessKeyPage *m_accessKeys;
    BindingPage *m_agencies;
    ActivityPage *m_activity;
    SessionBanner *m_sessionBanner;
    DemoSecrets *m_demoSecrets = nullptr;
    StatusBar *m_status;
    QString m_wantedPage;
    bool m_hasRefusedClose = false;
    QString m_closeNotice, m_clipboardNotice, m_keychainNotice; // each stands as long as its own cause does
};

} // namespace claviger
