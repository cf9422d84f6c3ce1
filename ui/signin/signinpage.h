// SPDX-License-Identifier: Apache-2.0
// The first page: choose a profile, sign in, or start the demo.
#pragma once

#include "app/foundation/clock.h"
#include "app/signin/signinboard.h"

#include <QUrl>
#include <QWidget>

#include <memory>

class QPushButton;

namespace claviger {

class FailureBanner;
class ProfileBoard;
class ProfileList;
class ProgressLine;
class SignInChecks;
class SignInForm;
class TextLabel;
class VaultBoard;

class SignInPage final : public QWidget
{
    Q_OBJECT
public:
    SignInPage(ProfileBoard &profiles, SignInBoard &board, VaultBoard &vault, std::shared_ptr<const Clock> clock,
               QWidget *parent = nullptr);

    // Selects it and fills the form. Unknown: a sentence says so.
    void choose(const QString &profileId);
    void chooseCloud(const QString &name, bool signInAtOnce); // by name, from the command line
    // A profile that is in no file: the demo.
    void offer(const CloudProfile &profile);
    void signIn();
    void takeFocus(); // to the first thing to type
    // Changes that an earlier run left open, the newest in words. 0: all is told.
    void sayUnfinished(int changes, const QString &newest);

Q_SIGNALS:
    void demoRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildSide();
    void reflectProfiles();
    void reflectList();
    void reflect();
    void show(const CloudProfile &profile, bool keepPassword);
    void reflectHead(const CloudProfile &profile);
    void meanEndpoint(const QUrl &endpoint);
    [[nodiscard]] bool mayUseKept(const CloudProfile &typed);
    void useKept(const CloudProfile &typed);
    void start(const CloudProfile &profile, const Secret &password, bool keepPassword);
    void editProfile(bool isNew);
    void showOneBanner();

    ProfileBoard &m_profiles;
    SignInBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    QString m_shownId;
    QUrl m_meantEndpoint; // what was found out about a service is about this one
    bool m_isReading = false; // the kept password
    bool m_hasUnfinished = false;

    ProfileList *m_list;
    TextLabel *m_count;
    TextLabel *m_noProfiles;
    TextLabel *m_title;
    TextLabel *m_subtitle;
    SignInForm *m_form;
    FailureBanner *m_unfinished;
    FailureBanner *m_banner;
    ProgressLine *m_progress;
    TextLabel *m_note;
    QPushButton *m_signIn;
    QPushButton *m_edit;
    QPushButton *m_demo;
    SignInChecks *m_checks;
};

} // namespace claviger
