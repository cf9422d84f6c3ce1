// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/issuedkeypage.h"

#include "app/accesskeys/accesskeyboard.h"
#include "app/accesskeys/exports.h"
#include "app/vault/vaultboard.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/clipboardlease.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/keyquota.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/steptrail.h"
#include "ui/widgets/timetext.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int cardWidth = 792;
constexpr int labelColumn = 120;

QString keychainPlace(const VaultBoard &vault, const QString &entry)
{
    const std::optional<StoreState> &state = vault.state();
    if (!state || state->name.isEmpty())
        return IssuedKeyPage::tr("Entry “%1”.").arg(entry);
    if (state->collection.isEmpty())
        return IssuedKeyPage::tr("%1, entry “%2”.").arg(state->name, entry);
    return IssuedKeyPage::tr("%1, collection “%2”, entry “%3”.").arg(state->name, state->collection, entry);
}

} // namespace

IssuedKeyPage::IssuedKeyPage(AccessKeyBoard &board, VaultBoard &vault, ClipboardLease &clipboard,
                             std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_issuance(board.issuance())
    , m_vault(vault)
    , m_clock(std::move(clock))
    , m_header(new PageHeader(tr("New access key")))
    , m_trail(new StepTrail)
    , m_title(new TextLabel({}, TextStyle::Title))
    , m_subtitle(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_progress(new ProgressLine)
    , m_banner(new FailureBanner)
    , m_values(new QWidget)
    , m_access(new CopyField(tr("Access key (AK)")))
    , m_secret(new SecretField(tr("Secret (SK)"), m_clock))
    , m_orphans(new QWidget)
    , m_orphanRows(new QVBoxLayout(m_orphans))
    , m_quota(new KeyQuota)
    , m_back(makeButton(tr("Back to keys"), ButtonKind::Quiet))
    , m_save(makeButton(tr("Save to a file…")))
    , m_delete(makeButton(tr("Delete key…"), ButtonKind::Danger))
    , m_close(makeButton(tr("Done"), ButtonKind::Primary))
{
    m_back->setObjectName(u"backToKeys"_s);
    m_progress->setObjectName(u"busy"_s);
    m_access->field()->setObjectName(u"issuedAccess"_s);
    m_secret->display()->setObjectName(u"issuedSecret"_s);
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
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_header);
    page->addWidget(scroll, 1);

    connect(m_back, &QPushButton::clicked, this, &IssuedKeyPage::tryClose);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_issuance.isSecretAtRisk())
            m_issuance.confirmSafe();
        tryClose();
    });
    connect(m_progress, &ProgressLine::stopRequested, &m_issuance, &Issuance::cancel);
    connect(m_save, &QPushButton::clicked, this, &IssuedKeyPage::chooseFile);
    connect(m_delete, &QPushButton::clicked, this, [this] { confirmDelete(m_issuance.issued()->key.id, false); });
    connect(m_secret, &SecretField::copyRequested, this, [this, lease = &clipboard] {
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
    auto *whole = new QVBoxLayout(row);
    whole->setContentsMargins(space::Control, 0, space::Control, 0);
    whole->setSpacing(0);
    whole->addWidget(new HairLine); // goes with its row
    auto *line = new QHBoxLayout;
    whole->addLayout(line);
    line->setContentsMargins(space::Page, space::Group, space::Page, space::Group);
    line->setSpacing(space::Group);
    auto *sign = new MarkLabel(Mark::icon(iconName));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new TextLabel(title, TextStyle::Bold));
    auto *small = new TextLabel(sentence, TextStyle::Small, Tone::Secondary);
    small->setWordWrap(true);
    words->addWidget(small);
    line->addWidget(sign, 0, Qt::AlignVCenter);
    line->addLayout(words, 1);
    line->addWidget(button, 0, Qt::AlignVCenter);
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
    m_orphanRows->setContentsMargins(0, space::Group, 0, 0);
    m_orphanRows->setSpacing(space::Control);

    auto *values = new QGridLayout(m_values);
    values->setContentsMargins(0, space::Group, 0, 0);
    values->setHorizontalSpacing(space::Group);
    values->setVerticalSpacing(space::Control);
    values->setColumnMinimumWidth(0, labelColumn);
    values->setColumnStretch(1, 1);
    // Both values end at the same edge, with room for the 40 dots of a masked secret.
    const int valueWidth = QFontMetrics(fontFor(TextStyle::Mono)).horizontalAdvance(u'0') * 42 + 2 * space::Control;
    m_access->field()->setFixedWidth(valueWidth);
    m_secret->display()->setFixedWidth(valueWidth);
    auto *accessLabel = new TextLabel(tr("Access key (AK)"), TextStyle::Body, Tone::Secondary);
    accessLabel->setBuddy(m_access->field());
    auto *secretLabel = new TextLabel(tr("Secret (SK)"), TextStyle::Body, Tone::Secondary);
    secretLabel->setBuddy(m_secret->display());
    values->addWidget(accessLabel, 0, 0);
    values->addWidget(m_access, 0, 1);
    values->addWidget(secretLabel, 1, 0);
    values->addWidget(m_secret, 1, 1);
    auto *hint = new TextLabel(tr("Copies are marked as secret and leave the clipboard after 30 s. Revealing hides itself after 20 s."),
                               TextStyle::Small, Tone::Secondary);
    hint->setWordWrap(true);
    values->addWidget(hint, 2, 1);
    column->addLayout(top);

    m_saveRow = buildAction(u"export"_s, tr("Save to a file"),
                            tr("Writes user name, AK and secret to a file that only you can read (0600)."), m_save);
    m_deleteRow = buildAction(u"trash"_s, tr("Not needed after all?"),
                              tr("Deletes the key in the cloud and its entry in the keychain."), m_delete);
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

void IssuedKeyPage::reflectTrail()
{
    const QString names[] = {tr("Keychain tried"), tr("Created in IAM"), tr("Stored and read back"), tr("List compared"),
                             tr("In the journal")};
    const auto position = [](IssueStage stage) {
        switch (stage) {
        case IssueStage::TryingKeychain:
            return 0;
        case IssueStage::ReadingKeys:
        case IssueStage::Creating:
            return 1;
        case IssueStage::Storing:
        case IssueStage::ReadingBack:
            return 2;
        case IssueStage::Comparing:
            return 3;
        case IssueStage::Journalling:
            return 4;
        }
        return 0;
    };
    const int at = position(m_issuance.stage());
    const bool isRunning = m_issuance.state() == Issuance::Running;
    const bool isRefused = m_issuance.state() == Issuance::Refused;
    std::vector<StepTrail::Step> steps;
    for (int i = 0; i < 5; ++i) {
        StepState state = i < at || (!isRunning && !isRefused) ? StepState::Done : StepState::ToCome;
        if (i == at && isRunning)
            state = StepState::Current;
        if (i == at && isRefused)
            state = StepState::Failed;
        steps.push_back({names[i], state});
    }
    if (const std::optional<IssuedKey> &issued = m_issuance.issued()) {
        if (issued->kind == IssuedKey::NotStored)
            steps[2].state = StepState::Failed;
        if (issued->kind == IssuedKey::AnswerLost) {
            steps[1].state = issued->orphans.empty() ? StepState::Unknown : StepState::Done;
            steps[2].state = issued->orphans.empty() ? StepState::ToCome : StepState::Failed;
        }
        if (issued->compareError)
            steps[3].state = StepState::Unknown;
        if (issued->journalError)
            steps[4].state = StepState::Failed;
    }
    m_trail->setSteps(std::move(steps));
}

void IssuedKeyPage::reflect()
{
    if (m_issuance.state() == Issuance::Idle) {
        m_secret->setSecret({});
        m_access->setValue({});
        m_banner->say(Verdict::Info, {}); // nothing of the last key stays behind
        m_banner->clear();
        return;
    }
    const IssueRequest &request = m_issuance.request();
    const QString account = m_board.state() == AccessKeyBoard::NoSession ? QString() : m_board.desk().cloud.session()->facts().account;
    m_header->setLine(tr("For %1, account %2").arg(request.user.name, account));
    m_quota->setUsed(m_board.usedSlots(), mostKeysPerUser,
                     tr("%1 of %2 keys in use for %3").arg(m_board.usedSlots()).arg(mostKeysPerUser).arg(request.user.name));
    const QString description = request.description.isEmpty() ? QString() : tr("“%1”").arg(request.description);
    QStringList subtitle{description};
    if (!m_issuance.isBusy() || m_issuance.state() == Issuance::Issued)
        subtitle.append(factTime(m_issuance.finishedAt()));
    subtitle.removeAll(QString());
    m_subtitle->setText(subtitle.join(u" · "_s));
    m_subtitle->setVisible(!subtitle.isEmpty());

    reflectTrail();
    const bool isWorking = m_issuance.isBusy();
    m_progress->setVisible(isWorking);
    m_back->setEnabled(!isWorking);
    m_save->setEnabled(!isWorking);
    m_delete->setEnabled(!isWorking);
    m_close->setEnabled(!isWorking);
    m_close->setText(m_issuance.isSecretAtRisk() ? tr("I have put it somewhere safe") : tr("Done"));
    m_orphans->hide();
    m_trail->setVisible(m_issuance.state() != Issuance::Deleted);

    const bool hasSecret = m_issuance.state() == Issuance::Issued && m_issuance.issued()->kind != IssuedKey::AnswerLost;
    m_values->setVisible(hasSecret);
    m_saveRow->setVisible(hasSecret);
    m_deleteRow->setVisible(hasSecret);
    if (!hasSecret)
        m_secret->setSecret({});
    rebuildBannerButtons();
    switch (m_issuance.state()) {
    case Issuance::Idle:
        break;
    case Issuance::Running:
        reflectRunning();
        break;
    case Issuance::Refused:
        reflectRefused();
        break;
    case Issuance::Issued:
        hasSecret ? reflectIssued() : reflectLost();
        break;
    case Issuance::Deleted:
        m_title->setText(tr("The key is deleted"));
        m_banner->say(Verdict::Info, tr("Nothing is left of it in the cloud."), tr("If a secret of it was stored here, that entry went too."));
        break;
    }
}

void IssuedKeyPage::reflectRunning()
{
    m_title->setText(tr("Creating an access key for %1").arg(m_issuance.request().user.name));
    m_banner->clear();
    const bool isBeforeAnswer = m_issuance.stage() <= IssueStage::Creating;
    const QString words[] = {tr("Trying the keychain"), tr("Reading the present keys"), tr("Creating the key"), tr("Storing the secret"),
                             tr("Reading the secret back"), tr("Comparing the key list"), tr("Writing the journal")};
    m_progress->setProgress(words[static_cast<int>(m_issuance.stage())]);
    m_progress->setStoppable(isBeforeAnswer);
}

// The buttons of the banner belong to a situation; they are rebuilt only when it changes, so that the focus stays.
void IssuedKeyPage::rebuildBannerButtons()
{
    QString situation;
    const std::optional<IssuedKey> &issued = m_issuance.issued();
    if (m_issuance.state() == Issuance::Refused)
        situation = m_issuance.error() && m_issuance.error()->fault >= Fault::StoreLocked && m_issuance.error()->fault <= Fault::StoreSilent
            ? u"no keychain"_s
            : u"refused"_s;
    else if (m_issuance.state() == Issuance::Issued && issued->kind == IssuedKey::NotStored)
        situation = u"not stored"_s;
    else if (m_issuance.state() == Issuance::Issued && issued->compareError && issued->kind == IssuedKey::AnswerLost)
        situation = u"compare"_s;
    if (situation == m_bannerFor)
        return;
    m_bannerFor = situation;
    Banner *banner = m_banner->banner();
    banner->clearButtons();
    const auto tryAgain = [this] { Q_EMIT createAgain(m_issuance.request().description); };
    if (situation == "no keychain"_L1 || situation == "refused"_L1)
        connect(banner->addButton(tr("Try again…"), u"tryAgain"_s), &QPushButton::clicked, this, tryAgain);
    if (situation == "no keychain"_L1)
        connect(banner->addButton(tr("Keep secrets in memory only"), u"memoryOnly"_s), &QPushButton::clicked, this, [this, tryAgain] {
            m_vault.useMemoryOnly();
            tryAgain();
        });
    if (situation == "not stored"_L1)
        connect(banner->addButton(tr("Try again"), u"storeAgain"_s), &QPushButton::clicked, &m_issuance, &Issuance::storeAgain);
    if (situation == "compare"_L1)
        connect(banner->addButton(tr("Compare key list"), u"compareKeys"_s), &QPushButton::clicked, &m_issuance,
                &Issuance::compareAgain);
}

void IssuedKeyPage::reflectRefused()
{
    const Error &error = *m_issuance.error();
    m_title->setText(tr("No access key was created"));
    m_banner->say(error, m_issuance.finishedAt(), {}, {}, error.fault == Fault::Cancelled ? Verdict::Info : Verdict::Broken);
}

void IssuedKeyPage::reflectIssued()
{
    const IssuedKey &issued = *m_issuance.issued();
    m_title->setText(tr("Access key created for %1").arg(m_issuance.request().user.name));
    if (m_access->value() != issued.key.id)
        m_access->setValue(issued.key.id);
    if (!m_secret->isRevealed())
        m_secret->setSecret(issued.key.secret);
    if (m_issuance.work() == Issuance::StoringAgain)
        m_progress->setProgress(tr("Storing the secret"));
    else if (m_issuance.work() != Issuance::NoWork)
        m_progress->setProgress(tr("Deleting the key"));
    m_progress->setStoppable(m_issuance.work() == Issuance::Deleting);

    const QString place = keychainPlace(m_vault, vaultKey(m_board.desk().cloud.session()->facts().accountId, issued.key.id));
    if (m_issuance.error() && m_issuance.work() == Issuance::NoWork)
        m_banner->say(*m_issuance.error(), m_clock->now());
    else if (issued.kind == IssuedKey::NotStored && !m_issuance.savedTo().isEmpty())
        m_banner->say(Verdict::Attention, tr("The secret is in a file, not in the keychain"), m_issuance.savedTo());
    else if (issued.kind == IssuedKey::NotStored)
        m_banner->say(*issued.storeError, m_issuance.finishedAt(),
                      tr("The secret is on this page only: put it somewhere before you leave"), {}, Verdict::Attention);
    else if (!issued.orphans.empty())
        m_banner->say(Verdict::Attention, tr("Another key appeared at the same time"),
                      tr("Its secret is not known here. Delete it below unless somebody else has just created it."));
    else if (issued.journalError)
        m_banner->say(*issued.journalError, m_issuance.finishedAt(), tr("The journal could not note the result"), {}, Verdict::Attention);
    else if (m_issuance.isMemoryOnly())
        m_banner->say(Verdict::Attention, tr("The secret is kept in memory only"),
                      tr("It is forgotten when Claviger ends, and the cloud will not show it again. Save it or copy it now."));
    else
        m_banner->say(Verdict::Ok, tr("The secret is stored in your keychain"), place + u'\n' + tr("The cloud will not show it again."));

    m_orphans->setVisible(!issued.orphans.empty());
    if (!issued.orphans.empty())
        reflectLost();
}

// As the banner's buttons: rebuilt only when the keys are others, so that the focus stays.
void IssuedKeyPage::rebuildOrphanRows()
{
    const IssuedKey &issued = *m_issuance.issued();
    QStringList ids;
    for (const AccessKey &orphan : issued.orphans)
        ids.append(orphan.id);
    if (ids != m_orphanRowsFor) {
        m_orphanRowsFor = ids;
        while (QLayoutItem *item = m_orphanRows->takeAt(0)) {
            if (QWidget *row = item->widget()) {
                row->hide();
                row->deleteLater();
            }
            delete item;
        }
        for (const AccessKey &orphan : issued.orphans) {
            auto *remove = makeButton(tr("Delete key…"), ButtonKind::Danger);
            remove->setObjectName(u"orphanDelete"_s);
            remove->setAccessibleName(tr("Delete key %1").arg(orphan.id));
            connect(remove, &QPushButton::clicked, this, [this, id = orphan.id] { confirmDelete(id, true); });
            auto *row = new QWidget;
            auto *line = new QHBoxLayout(row);
            line->setContentsMargins(0, 0, 0, 0);
            line->addWidget(new TextLabel(orphan.id, TextStyle::Mono));
            QString facts = tr("created %1").arg(clockText(orphan.created));
            if (!orphan.description.isEmpty())
                facts += u" · "_s + tr("“%1”").arg(orphan.description);
            line->addWidget(new ElidedLabel(facts, TextStyle::Small, Tone::Secondary), 1);
            line->addWidget(remove);
            m_orphanRows->addWidget(row);
        }
    }
    m_orphans->setEnabled(m_issuance.work() == Issuance::NoWork);
}

void IssuedKeyPage::reflectLost()
{
    const IssuedKey &issued = *m_issuance.issued();
    rebuildOrphanRows();
    m_orphans->setVisible(!issued.orphans.empty());
    if (issued.kind != IssuedKey::AnswerLost)
        return;
    if (m_issuance.work() != Issuance::NoWork)
        m_progress->setProgress(m_issuance.work() == Issuance::Comparing ? tr("Comparing the key list") : tr("Deleting the key"));
    m_progress->setStoppable(m_issuance.work() == Issuance::DeletingOrphan);
    if (issued.compareError) {
        m_title->setText(tr("Was the key created?"));
        m_banner->say(*issued.compareError, m_issuance.finishedAt(), tr("The key may have been created, but the answer was lost"),
                      tr("Compare the key list to find out. If there is a new key, its secret is lost and it should be deleted."));
        return;
    }
    m_title->setText(tr("The answer to your request was lost"));
    if (m_issuance.error())
        m_banner->say(*m_issuance.error(), m_clock->now(), tr("The key could not be deleted"));
    else if (issued.orphans.empty())
        m_banner->say(Verdict::Info, tr("No key was created"), tr("The key list is the same as before the request. You can try again."));
    else if (std::any_of(issued.orphans.begin(), issued.orphans.end(),
                         [this](const AccessKey &orphan) { return isLikelyOurs(orphan, m_issuance.request()); }))
        m_banner->say(*issued.answerError, m_issuance.finishedAt(), tr("A key was created, but its secret was lost with the answer"),
                      tr("Unless somebody else has just created one with the same description, nobody can ever use it. Delete it, then create the key again."));
    else
        m_banner->say(*issued.answerError, m_issuance.finishedAt(), tr("A key appeared that may be somebody else's"),
                      tr("Its description is not yours. Ask who created it; delete it only if nobody did."), Verdict::Attention);
}

void IssuedKeyPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the secret"), {}, tr("CSV files (*.csv)"));
    dialog->setObjectName(u"saveSecretDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"credentials.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!isFolderOpenToOthers(path)) {
            const Result<Done> saved = m_issuance.saveTo(path);
            Q_UNUSED(saved) // the page shows what came of it
            return;
        }
        auto *ask = new ConfirmDialog({.title = tr("Others can look into this folder"),
                                       .sentence = tr("The file itself will be readable by you alone, but others on this computer can see that it is there."),
                                       .act = tr("Save it here"),
                                       .actName = u"confirmSave"_s},
                                      this);
        connect(ask, &QDialog::accepted, this, [this, path] {
            const Result<Done> saved = m_issuance.saveTo(path);
            Q_UNUSED(saved)
        });
        ask->open();
    });
    dialog->open();
}

void IssuedKeyPage::confirmDelete(const QString &accessKey, bool isOrphan)
{
    auto *ask = new ConfirmDialog({.title = tr("Delete %1?").arg(accessKey),
                                   .sentence = tr("Programs that use this key lose access at once. This cannot be undone."),
                                   .act = tr("Delete key"),
                                   .actName = u"confirmDelete"_s,
                                   .typedName = m_isProduction ? accessKey : QString()},
                                  this);
    connect(ask, &QDialog::accepted, this, [this, accessKey, isOrphan] {
        isOrphan ? m_issuance.deleteOrphan(accessKey) : m_issuance.deleteIssued();
    });
    ask->open();
}

bool IssuedKeyPage::tryClose()
{
    if (!m_issuance.close())
        return false;
    Q_EMIT closed();
    return true;
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
