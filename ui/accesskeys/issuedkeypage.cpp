// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/issuedkeypage.h"

#include "app/accesskeys/accesskeyboard.h"
#include "ui/accesskeys/issuedbanner.h"
#include "ui/accesskeys/issuedvalues.h"
#include "ui/accesskeys/issuetrail.h"
#include "ui/accesskeys/keydeletion.h"
#include "ui/accesskeys/orphanrows.h"
#include "ui/accesskeys/secretfile.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/clipboardlease.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/keyquota.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/steptrail.h"
#include "ui/widgets/timetext.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int cardWidth = 840; // the secret and its buttons in one row, in German too

} // namespace

IssuedKeyPage::IssuedKeyPage(AccessKeyBoard &board, VaultBoard &vault, ClipboardLease &clipboard,
                             std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_issuance(board.issuance())
    , m_clock(std::move(clock))
    , m_header(new PageHeader(tr("New access key")))
    , m_trail(new StepTrail)
    , m_title(new TextLabel({}, TextStyle::Title))
    , m_subtitle(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_progress(new ProgressLine)
    , m_banner(new IssuedBanner(board, vault, m_clock))
    , m_values(new IssuedValues(m_clock))
    , m_orphans(new OrphanRows)
    , m_quota(new KeyQuota)
    , m_back(makeButton(tr("Back to keys"), ButtonKind::Quiet))
    , m_save(makeButton(tr("Save to a file…")))
    , m_delete(makeButton(tr("Delete key…"), ButtonKind::Danger))
    , m_close(makeButton(tr("Done"), ButtonKind::Primary))
{
    m_back->setObjectName(u"backToKeys"_s);
    m_progress->setObjectName(u"busy"_s);
    m_save->setObjectName(u"saveSecret"_s);
    m_delete->setObjectName(u"deleteIssued"_s);
    m_close->setObjectName(u"closeIssued"_s);
    m_header->addAction(m_back);

    auto *content = new QWidget;
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(space::Step, space::Page, space::Step, space::Step);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::Group);
    column->addWidget(m_trail);
    column->addWidget(buildCard());
    column->addStretch(1);
    centred->addStretch(1);
    centred->addLayout(column, 100);
    centred->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_header);
    page->addWidget(scroll, 1);

    connect(m_back, &QPushButton::clicked, this, &IssuedKeyPage::tryClose);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_issuance.isSecretAtRisk() && !m_values->wasTaken())
            askToLeave();
        else
            leave();
    });
    connect(m_banner, &IssuedBanner::createAgain, this, &IssuedKeyPage::createAgain);
    connect(m_progress, &ProgressLine::stopRequested, &m_issuance, &Issuance::cancel);
    connect(m_save, &QPushButton::clicked, this, [this] {
        chooseSecretFile(this, [this](const QString &path) {
            const Result<Done> saved = m_issuance.saveTo(path);
            Q_UNUSED(saved) // the page shows what came of it
        });
    });
    connect(m_delete, &QPushButton::clicked, this, [this] {
        connect(askToDelete(m_issuance.issued()->key.id), &QDialog::accepted, &m_issuance, &Issuance::deleteIssued);
    });
    connect(m_orphans, &OrphanRows::deleteRequested, this, [this](const QString &accessKey) {
        connect(askToDelete(accessKey), &QDialog::accepted, &m_issuance,
                [this, accessKey] { m_issuance.deleteOrphan(accessKey); });
    });
    connect(m_values, &IssuedValues::copyRequested, this, [this, lease = &clipboard] {
        if (m_issuance.issued())
            lease->copy(m_issuance.issued()->key.secret);
    });
    connect(&m_issuance, &Issuance::changed, this, &IssuedKeyPage::reflect);
    connect(&m_board, &AccessKeyBoard::stateChanged, this, &IssuedKeyPage::reflect);
    reflect();
}

QWidget *IssuedKeyPage::buildAction(const QString &iconName, const QString &title, const QString &sentence, QPushButton *button)
{
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(new HairLine); // goes with its row
    auto *action = new QHBoxLayout;
    action->setContentsMargins(space::Control, 0, space::Control, 0);
    action->addWidget(new ActionRow(iconName, title, sentence, button));
    column->addLayout(action);
    return row;
}

QWidget *IssuedKeyPage::buildCard()
{
    auto *card = new Card;
    card->setMaximumWidth(cardWidth);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(space::Step, space::Page, space::Step, space::Step);
    top->setSpacing(space::Tight);
    top->addWidget(m_title);
    m_title->setWordWrap(true);
    m_subtitle->setWordWrap(true);
    top->addWidget(m_subtitle);
    top->addSpacing(space::Group);
    top->addWidget(m_progress);
    top->addWidget(m_banner);
    top->addWidget(m_orphans);
    top->addWidget(m_values);
    column->addLayout(top);

    m_saveRow = buildAction(u"export"_s, tr("Save to a file"),
                            tr("Writes user name, AK and secret to a file that only you can read (0600)."), m_save);
    m_deleteRow = buildAction(u"trash"_s, tr("Not needed after all?"),
                              tr("Deletes the key in the cloud and forgets its secret here."), m_delete);
    for (QWidget *row : {m_saveRow, m_deleteRow}) {
        column->addWidget(row);
    }

    auto *foot = new QWidget;
    auto *footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(space::Step, space::Group, space::Step, space::Group);
    footRow->addWidget(m_quota, 1);
    footRow->addWidget(m_close);
    column->addWidget(foot);
    card->setFoot(foot);
    return card;
}

void IssuedKeyPage::reflect()
{
    if (m_issuance.state() == Issuance::Idle) {
        m_values->setKey({}); // nothing of the last key stays behind
        m_banner->reflect();
        m_focusedFor.clear();
        return;
    }
    const IssueRequest &request = m_issuance.request();
    m_header->setLine(tr("For %1, account %2").arg(request.user.name, m_issuance.desk().account));
    if (m_board.readAt())
        m_quota->setUsed(m_board.usedSlots(), mostKeysPerUser,
                         tr("%1 of %2 keys in use for %3").arg(m_board.usedSlots()).arg(mostKeysPerUser).arg(request.user.name));
    else
        m_quota->setUnknown(tr("How many keys %1 has is not known").arg(request.user.name));
    const QString description = request.description.isEmpty() ? QString() : tr("“%1”").arg(request.description);
    QStringList subtitle{description};
    if (!m_issuance.isBusy() || m_issuance.state() == Issuance::Issued)
        subtitle.append(factTime(m_issuance.finishedAt()));
    subtitle.removeAll(QString());
    m_subtitle->setText(subtitle.join(u" · "_s));
    m_subtitle->setVisible(!subtitle.isEmpty());

    m_trail->setSteps(issueTrail(m_issuance.state(), m_issuance.stage(), m_issuance.issued(), m_issuance.isMemoryOnly()));
    const bool isWorking = m_issuance.isBusy();
    m_back->setEnabled(!isWorking && !m_issuance.isSecretAtRisk());
    m_back->setToolTip(m_issuance.isSecretAtRisk() ? tr("Put the secret somewhere safe first.") : QString());
    m_save->setEnabled(!isWorking);
    m_delete->setEnabled(!isWorking);
    m_close->setEnabled(!isWorking);
    m_close->setText(m_issuance.isSecretAtRisk() ? tr("I have put it somewhere safe") : tr("Done"));
    m_trail->setVisible(m_issuance.state() != Issuance::Deleted);

    const bool hasSecret = m_issuance.state() == Issuance::Issued && m_issuance.issued()->kind != IssuedKey::AnswerLost;
    m_values->setVisible(hasSecret);
    m_saveRow->setVisible(hasSecret);
    m_deleteRow->setVisible(hasSecret);
    m_values->setKey(hasSecret ? m_issuance.issued()->key : AccessKey());
    m_orphans->setKeys(m_issuance.issued() ? m_issuance.issued()->orphans : std::vector<AccessKey>());
    m_orphans->setEnabled(!isWorking);
    m_banner->reflect();
    reflectTitle();
    reflectProgress();
    placeFocus();
}

void IssuedKeyPage::reflectTitle()
{
    const QString &user = m_issuance.request().user.name;
    const std::optional<IssuedKey> &issued = m_issuance.issued();
    switch (m_issuance.state()) {
    case Issuance::Idle:
        break;
    case Issuance::Running:
        m_title->setText(tr("Creating an access key for %1").arg(user));
        break;
    case Issuance::Refused:
        m_title->setText(tr("No access key was created"));
        break;
    case Issuance::Issued:
        m_title->setText(issued->kind != IssuedKey::AnswerLost ? tr("Access key created for %1").arg(user)
                             : issued->compareError || issued->orphans.empty() ? tr("Was the key created?")
                                                                               : tr("The answer to your request was lost"));
        break;
    case Issuance::Deleted:
        m_title->setText(tr("The key is deleted"));
        break;
    }
}

void IssuedKeyPage::reflectProgress()
{
    m_progress->setVisible(m_issuance.isBusy());
    if (m_issuance.state() == Issuance::Running) {
        const QString words[] = {tr("Trying the keychain"), tr("Reading the present keys"), tr("Creating the key"), tr("Storing the secret"),
                                 tr("Reading the secret back"), tr("Comparing the key list"), tr("Writing the journal")};
        m_progress->setProgress(words[static_cast<int>(m_issuance.stage())]);
        m_progress->setStoppable(m_issuance.stage() <= IssueStage::Creating); // from the answer on nothing stops it
        return;
    }
    const Issuance::Work work = m_issuance.work();
    if (work != Issuance::NoWork)
        m_progress->setProgress(work == Issuance::StoringAgain   ? tr("Storing the secret")
                                    : work == Issuance::Comparing ? tr("Comparing the key list")
                                                                  : tr("Deleting the key"));
    m_progress->setStoppable(work == Issuance::Deleting || work == Issuance::DeletingOrphan || work == Issuance::Comparing);
}

QDialog *IssuedKeyPage::askToDelete(const QString &accessKey)
{
    return askToDeleteKey(accessKey, m_issuance.request().user.name, m_isProduction, this);
}

// Nobody can have put a secret somewhere safe that was never seen.
void IssuedKeyPage::askToLeave()
{
    auto *ask = new ConfirmDialog({.title = tr("Leave without the secret?"),
                                   .sentence = tr("It was neither copied, revealed nor saved, and it cannot be shown again: not here, and not by the cloud. "
                                                  "Save it to a file, or copy it to where it will be used. If nobody needs the key, delete it instead."),
                                   .act = tr("Leave without it"),
                                   .actName = u"confirmLeave"_s},
                                  this);
    connect(ask, &QDialog::accepted, this, &IssuedKeyPage::leave);
    ask->open();
}

void IssuedKeyPage::leave()
{
    m_issuance.confirmSafe();
    tryClose();
}

bool IssuedKeyPage::tryClose()
{
    if (!m_issuance.close())
        return false;
    Q_EMIT closed();
    return true;
}

// Once for each new situation: on what mends it, else on the way out; never on the claim that a secret is safe.
void IssuedKeyPage::placeFocus()
{
    const QString situation = QString::number(m_issuance.state()) + m_banner->situation();
    if (m_issuance.isBusy() || !isVisible() || situation == m_focusedFor)
        return;
    m_focusedFor = situation;
    const QList<QPushButton *> mending = m_banner->banner()->findChildren<QPushButton *>();
    const auto first = std::find_if(mending.begin(), mending.end(), [](const QPushButton *button) { return button->isVisible(); });
    QPushButton *usual = m_issuance.isSecretAtRisk() ? m_save : m_close;
    (first == mending.end() ? usual : *first)->setFocus();
}

void IssuedKeyPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_issuance.state() != Issuance::Running) {
        tryClose();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace claviger
