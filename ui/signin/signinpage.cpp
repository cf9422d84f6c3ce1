// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/signinpage.h"

#include "app/signin/profileboard.h"
#include "ui/signin/profiledialog.h"
#include "ui/signin/profilelist.h"
#include "ui/signin/signinchecks.h"
#include "ui/signin/signinform.h"
#include "ui/signin/signinwords.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progressline.h"

#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int sideWidth = 400;

// The program's own sign: a key on the accent.
class ProgramSign final : public QWidget
{
public:
    ProgramSign() { setFixedSize(32, 32); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &tokens = tokensOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(rect(), size::CardRadius, size::CardRadius);
        paintIcon(&painter, rect().adjusted(6, 6, -6, -6), u"key"_s, tokens.onAccent);
    }
};

} // namespace

SignInPage::SignInPage(ProfileBoard &profiles, SignInBoard &board, VaultBoard &vault, std::shared_ptr<const Clock> clock,
                       QWidget *parent)
    : QWidget(parent)
    , m_profiles(profiles)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_list(new ProfileList)
    , m_count(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_noProfiles(new TextLabel(tr("No profiles yet. The first sign-in makes one; entries of clouds.yaml appear here by themselves."),
                                 TextStyle::Small, Tone::Secondary))
    , m_title(new TextLabel(tr("Sign in"), TextStyle::Title))
    , m_subtitle(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_form(new SignInForm)
    , m_unfinished(new FailureBanner)
    , m_banner(new FailureBanner)
    , m_progress(new ProgressLine)
    , m_note(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_signIn(makeButton(tr("Sign in"), ButtonKind::Primary))
    , m_edit(makeButton(tr("Edit…")))
    , m_demo(makeButton(tr("Start demo")))
    , m_checks(new SignInChecks(vault, m_clock))
{
    m_signIn->setObjectName(u"signIn"_s);
    m_edit->setObjectName(u"editProfile"_s);
    m_demo->setObjectName(u"startDemo"_s);
    m_progress->setObjectName(u"busy"_s);
    m_subtitle->setObjectName(u"profileAddress"_s);
    m_subtitle->setWordWrap(true);
    m_note->setWordWrap(true);

    auto *formColumn = new QVBoxLayout;
    formColumn->setContentsMargins(0, 0, 0, 0);
    formColumn->setSpacing(space::Tight);
    formColumn->addWidget(m_title);
    formColumn->addWidget(m_subtitle);
    formColumn->addSpacing(space::Page);
    formColumn->addWidget(m_unfinished);
    m_unfinished->setObjectName(u"unfinishedChanges"_s);
    m_unfinished->setContentsMargins(0, 0, 0, space::Page);
    m_banner->installEventFilter(this);
    formColumn->addWidget(m_banner);
    m_banner->setContentsMargins(0, 0, 0, space::Page);
    formColumn->addWidget(m_form);
    formColumn->addSpacing(space::Page);
    formColumn->addWidget(m_progress);
    auto *acts = new QHBoxLayout;
    acts->addWidget(m_note, 1);
    acts->addWidget(m_signIn);
    formColumn->addLayout(acts);
    formColumn->addSpacing(space::Block);
    formColumn->addWidget(m_checks);
    formColumn->addStretch(1);
    auto *formBox = new QWidget;
    formBox->setLayout(formColumn);
    formBox->setMaximumWidth(size::Form);
    formBox->setMinimumWidth(360);

    auto *content = new QWidget;
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(space::Step, 60, space::Step, space::Step);
    centred->addStretch(1);
    centred->addWidget(formBox, 100);
    centred->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildSide());
    row->addWidget(new HairLine(Qt::Vertical));
    row->addWidget(scroll, 1);

    connect(m_list, &QListWidget::currentItemChanged, this, [this] {
        if (const ProfileBoard::Entry *entry = m_profiles.find(m_list->selectedProfile()); entry && m_list->selectedProfile() != m_shownId)
            show(entry->profile, entry->keepPassword);
    });
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signIn);
    connect(m_form, &SignInForm::submitted, this, &SignInPage::signIn);
    connect(m_form, &SignInForm::cloudChanged, this, [this] {
        const Result<CloudProfile> typed = m_form->profile();
        meanEndpoint(typed ? typed->identityEndpoint : QUrl());
    });
    connect(m_progress, &ProgressLine::stopRequested, &m_board, &SignInBoard::cancel);
    connect(m_edit, &QPushButton::clicked, this, [this] { editProfile(false); });
    connect(m_demo, &QPushButton::clicked, this, &SignInPage::demoRequested);
    connect(&m_profiles, &ProfileBoard::changed, this, &SignInPage::reflectProfiles);
    connect(&m_board, &SignInBoard::stateChanged, this, &SignInPage::reflect);
    connect(&m_board, &SignInBoard::reachChecked, this, [this](const QString &, const SignInBoard::Reach &reach) {
        if (reach.endpoint == m_meantEndpoint)
            m_checks->setReach(reach);
    });
    reflectProfiles();
    reflect();
}

QWidget *SignInPage::buildSide()
{
    auto *side = new Surface(Surface::Fill::Base);
    side->setMinimumWidth(300);
    side->setMaximumWidth(sideWidth);
    side->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto *brand = new QHBoxLayout;
    brand->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    brand->setSpacing(space::Group);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(u"Claviger"_s, TextStyle::Subtitle));
    auto *motto = new TextLabel(tr("Access keys, agencies and alarms for MRS"), TextStyle::Small, Tone::Secondary);
    motto->setWordWrap(true);
    words->addWidget(motto);
    brand->addWidget(new ProgramSign);
    brand->addLayout(words, 1);
    column->addLayout(brand);
    column->addWidget(new HairLine);

    auto *captionBox = new Surface(Surface::Fill::Window);
    auto *caption = new QHBoxLayout(captionBox);
    caption->setContentsMargins(space::Page, space::Control, space::Page, space::Control);
    caption->addWidget(new TextLabel(tr("Profiles"), TextStyle::Small, Tone::Secondary), 1);
    caption->addWidget(m_count);
    column->addWidget(captionBox);
    column->addWidget(new HairLine);
    m_noProfiles->setWordWrap(true);
    m_noProfiles->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    column->addWidget(m_noProfiles);
    column->addWidget(m_list, 1);

    auto *create = makeButton(tr("New profile"), ButtonKind::Plain, u"plus"_s);
    create->setObjectName(u"newProfile"_s);
    connect(create, &QPushButton::clicked, this, [this] { editProfile(true); });
    auto *acts = new QHBoxLayout;
    acts->setContentsMargins(space::Page, space::Group, space::Page, space::Group);
    acts->setSpacing(space::Control);
    acts->addWidget(create);
    acts->addWidget(m_edit);
    acts->addStretch(1);
    column->addLayout(acts);

    column->addWidget(new HairLine);
    auto *demoBox = new Surface(Surface::Fill::Window);
    auto *demo = new QVBoxLayout(demoBox);
    demo->setContentsMargins(0, space::Tight, 0, space::Tight);
    demo->addWidget(new ActionRow(u"cloud"_s, tr("Demo cloud"), tr("A simulated cloud on this machine. No account needed."), m_demo));
    column->addWidget(demoBox);
    return side;
}

void SignInPage::reflectList()
{
    const auto &entries = m_profiles.entries();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const ProfileBoard::Entry &entry : entries)
        m_list->addProfile(entry.profile);
    m_list->selectProfile(m_shownId);
    m_noProfiles->setVisible(entries.empty());
    m_list->setFocusPolicy(entries.empty() ? Qt::NoFocus : Qt::StrongFocus); // nothing in it shows the focus
    const auto own = std::count_if(entries.begin(), entries.end(),
                                   [](const ProfileBoard::Entry &entry) { return entry.profile.origin == CloudProfile::Own; });
    const auto others = static_cast<qsizetype>(entries.size()) - own;
    m_count->setText(others > 0 ? tr("%1 own, %2 from clouds.yaml").arg(own).arg(others) : tr("%1 own").arg(own));
    const ProfileBoard::Entry *shown = m_profiles.find(m_shownId);
    m_edit->setEnabled(shown && shown->profile.origin == CloudProfile::Own);
}

void SignInPage::reflectProfiles()
{
    reflectList();
    const auto &entries = m_profiles.entries();
    const ProfileBoard::Entry *shown = m_profiles.find(m_shownId);
    if (m_form->isEdited() && (shown || m_shownId.isEmpty())) { // what is being typed stays
        if (shown) {
            m_form->adopt(shown->profile);
            reflectHead(shown->profile);
        }
    } else {
        if (!shown)
            shown = m_profiles.find(m_profiles.lastId());
        if (!shown && !entries.empty())
            shown = &entries.front();
        if (shown)
            show(shown->profile, shown->keepPassword);
        else if (m_shownId.isEmpty())
            show(CloudProfile{}, false);
        if (m_form->isAncestorOf(window()->focusWidget()))
            m_form->focusFirstEmpty();
    }
    if (m_profiles.error())
        m_banner->say(*m_profiles.error(), m_clock->now(), tr("Your profiles could not be read or saved"), {}, Verdict::Attention);
    else if (!m_profiles.notices().isEmpty())
        m_banner->say(Verdict::Attention, tr("Not every profile can be used"), m_profiles.notices().join(u'\n'));
}

void SignInPage::takeFocus()
{
    m_form->focusFirstEmpty();
}

void SignInPage::reflectHead(const CloudProfile &profile)
{
    m_title->setText(profile.name.isEmpty() ? tr("Sign in") : tr("Sign in to %1").arg(profile.name));
    QStringList line{profile.identityEndpoint.host()};
    if (!profile.project.isEmpty())
        line.append(tr("project %1").arg(profile.project));
    line.removeAll(QString());
    m_subtitle->setText(line.isEmpty() ? tr("Choose your cloud, then sign in. Everything but the password is remembered.") : line.join(u" · "_s));
    m_edit->setEnabled(profile.origin == CloudProfile::Own && !profile.id.isEmpty());
}

// What was found out about another service is forgotten.
void SignInPage::meanEndpoint(const QUrl &endpoint)
{
    if (m_meantEndpoint == endpoint)
        return;
    m_meantEndpoint = endpoint;
    m_checks->forgetReach();
}

void SignInPage::show(const CloudProfile &profile, bool keepPassword)
{
    const bool isAnother = m_shownId != profile.id || m_meantEndpoint != profile.identityEndpoint;
    m_shownId = profile.id;
    reflectHead(profile);
    m_form->setProfile(profile, keepPassword);
    const QSignalBlocker quiet(m_list);
    m_list->selectProfile(profile.id);
    m_banner->clear();
    meanEndpoint(profile.identityEndpoint);
    if (isAnother && !profile.identityEndpoint.isEmpty() && !profile.id.isEmpty() && isVisible())
        m_board.checkReach(profile);
}

void SignInPage::choose(const QString &profileId)
{
    if (const ProfileBoard::Entry *entry = m_profiles.find(profileId))
        show(entry->profile, entry->keepPassword);
}

void SignInPage::chooseCloud(const QString &name, bool signInAtOnce)
{
    const ProfileBoard::Entry *entry = m_profiles.findCloud(name);
    if (!entry) {
        m_banner->say(Verdict::Broken, tr("There is no usable cloud “%1”").arg(name), m_profiles.whyNoCloud(name));
        return;
    }
    const CloudProfile profile = entry->profile;
    show(profile, entry->keepPassword);
    if (signInAtOnce && !profile.password.isEmpty())
        start(profile, profile.password, false);
}

void SignInPage::offer(const CloudProfile &profile)
{
    show(profile, false);
    start(profile, profile.password, false);
}

void SignInPage::signIn()
{
    if (m_isReading)
        return;
    const Result<CloudProfile> typed = m_form->profile();
    if (!typed) {
        m_banner->say(typed.error(), m_clock->now(), tr("The address of the sign-in service cannot be used"),
                      asSentence(typed.error().detail));
        return;
    }
    if (m_form->lacksPasscode()) {
        sayPasscodeMissing(*m_banner);
        m_form->focusPasscode();
        return;
    }
    const Secret password = m_form->password();
    if (!password.isEmpty() || !typed->password.isEmpty()) {
        // What is in clouds.yaml is used, and written nowhere else.
        start(*typed, password.isEmpty() ? typed->password : password, !password.isEmpty() && m_form->keepPassword());
        return;
    }
    if (mayUseKept(*typed))
        useKept(*typed);
    else
        m_form->focusFirstEmpty();
}

// A kept password goes to the one service and for the one user that it was kept for. Says why it may not.
bool SignInPage::mayUseKept(const CloudProfile &typed)
{
    const ProfileBoard::Entry *entry = m_profiles.find(m_shownId);
    if (!entry || !entry->keepPassword) {
        sayPasswordMissing(*m_banner);
        return false;
    }
    if (entry->isSameSignIn(typed))
        return true;
    m_banner->say(Verdict::Broken, tr("Type the password of this user"),
                  tr("Nothing was sent yet. The kept password belongs to %1 at %2 and goes nowhere else.")
                      .arg(entry->profile.userName.isEmpty() ? entry->profile.userId : entry->profile.userName,
                           entry->profile.identityEndpoint.host()));
    return false;
}

void SignInPage::useKept(const CloudProfile &typed)
{
    m_isReading = true;
    reflect();
    QCoro::connect(m_board.keptPassword(typed), this, [this, profile = typed](const Result<Secret> &kept) {
        m_isReading = false;
        reflect();
        if (kept)
            start(profile, *kept, false); // it is in the keychain already
        else if (kept.error().fault == Fault::NotFound)
            m_banner->say(Verdict::Attention, tr("The kept password is not in the keychain any more: type it"),
                          tr("Nothing was sent yet. While “Keep the password in the keychain” is ticked, it is kept again."));
        else
            m_banner->say(kept.error(), m_clock->now(), tr("The kept password could not be read: type it"), {}, Verdict::Attention);
        if (!kept)
            m_form->focusFirstEmpty();
    });
}

void SignInPage::start(const CloudProfile &profile, const Secret &password, bool keepPassword)
{
    m_banner->clear();
    CloudProfile chosen = profile;
    const ProfileBoard::Entry *before = m_profiles.find(profile.id);
    const bool wasKept = before && before->keepPassword;
    const bool isAnother = wasKept && !before->isSameSignIn(profile);
    const bool isWanted = m_form->keepPassword();
    if (!password.isEmpty()) {
        const QSignalBlocker quiet(&m_profiles); // the form must not jump while it is in use
        // A new one counts as kept when it is in the keychain: till then nothing may take what lies there for this sign-in's.
        chosen.id = m_profiles.remember(profile, isWanted && wasKept && !isAnother);
        m_shownId = chosen.id;
        if (const ProfileBoard::Entry *entry = m_profiles.find(chosen.id); entry && entry->profile.origin == CloudProfile::Own) {
            chosen.name = entry->profile.name;
            m_form->noteSaved(entry->profile); // a second try is not a second profile
            reflectList();
        }
    }
    m_board.signIn(chosen, password, m_form->passcode(), keepPassword && profile.origin != CloudProfile::Demo);
    if (wasKept && (isAnother || !isWanted))
        m_board.forgetPassword(chosen);
    m_form->forgetSecrets();
}

void SignInPage::sayUnfinished(int changes, const QString &newest)
{
    m_hasUnfinished = changes > 0;
    if (m_hasUnfinished)
        m_unfinished->say(Verdict::Attention, tr("%n change(s) of an earlier run were never completed", nullptr, changes),
                          tr("The newest: %1. Claviger ended before the answer came, so it may have taken effect. Sign in and look at Activity.").arg(newest));
    showOneBanner();
}

// What has just happened goes first.
void SignInPage::showOneBanner()
{
    m_unfinished->setVisible(m_hasUnfinished && m_banner->isHidden());
}

bool SignInPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_banner && (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        showOneBanner();
    return QWidget::eventFilter(watched, event);
}

void SignInPage::editProfile(bool isNew)
{
    if (isNew) {
        show(CloudProfile{}, false);
        m_form->focusFirstEmpty();
        return;
    }
    if (const ProfileBoard::Entry *entry = m_profiles.find(m_shownId)) {
        auto *dialog = new ProfileDialog(m_profiles, *entry, m_clock, this);
        connect(dialog, &ProfileDialog::removed, this, [this, profile = entry->profile] {
            m_board.forgetPassword(profile);
            show(CloudProfile{}, false); // nothing of it stays in the form
            reflectProfiles();
        });
        connect(dialog, &ProfileDialog::moved, this, [this, entry = *entry] {
            if (entry.keepPassword)
                m_board.forgetPassword(entry.profile);
            choose(entry.profile.id); // what is in the form was meant for the other service
        });
        dialog->open();
    }
}

void SignInPage::reflect()
{
    const bool isBusy = m_isReading || m_board.state() == SignInBoard::SigningIn;
    m_progress->setVisible(isBusy);
    m_progress->setStoppable(!m_isReading); // the keychain has a time limit of its own
    if (isBusy)
        m_progress->setProgress(m_isReading ? tr("Reading the kept password from the keychain")
                                            : tr("Signing in to %1").arg(m_board.profile().identityEndpoint.host()));
    m_form->setEnabled(!isBusy);
    m_signIn->setEnabled(!isBusy);
    m_list->setEnabled(!isBusy);
    m_demo->setEnabled(!isBusy);
    m_note->setText(tr("The password stays in memory unless you keep it in the keychain."));
    if (isBusy)
        m_banner->clear();
    else if (m_board.state() == SignInBoard::SignedOut && m_board.error())
        saySignInFailure(*m_banner, *m_board.error(), m_board.profile(), m_clock->now());
    else if (m_board.state() == SignInBoard::SignedOut && m_board.forgetError())
        m_banner->say(*m_board.forgetError(), m_clock->now(), tr("The kept password could not be removed from the keychain"), {}, Verdict::Attention);
    if (!isBusy && m_board.state() == SignInBoard::SignedOut && m_board.error())
        m_form->focusFirstEmpty();
}

} // namespace claviger
