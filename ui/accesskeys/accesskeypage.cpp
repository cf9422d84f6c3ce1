// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/accesskeypage.h"

#include "app/accesskeys/accesskeyboard.h"
#include "app/vault/vaultboard.h"
#include "ui/accesskeys/accesskeydelegate.h"
#include "ui/accesskeys/createkeydialog.h"
#include "ui/accesskeys/issuedkeypage.h"
#include "ui/accesskeys/keydeletion.h"
#include "ui/accesskeys/keydetails.h"
#include "ui/accesskeys/userchoice.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/keyquota.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/timetext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int detailsWidth = 320;
constexpr int wideDetailsWidth = 400;
constexpr int widestWindow = 1600;
constexpr int overlayWidth = 280; // in a narrow window

} // namespace

AccessKeyPage::AccessKeyPage(AccessKeyBoard &board, VaultBoard &vault, ClipboardLease &clipboard,
                             std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_vault(vault)
    , m_clock(std::move(clock))
    , m_stack(new QStackedWidget)
    , m_list(new QWidget)
    , m_issued(new IssuedKeyPage(board, vault, clipboard, m_clock))
    , m_header(new PageHeader(tr("Access keys")))
    , m_refresh(makeButton(tr("Refresh"), ButtonKind::Plain, u"refresh"_s))
    , m_create(makeButton(tr("Create access key"), ButtonKind::Primary, u"plus"_s))
    , m_user(new UserChoice)
    , m_readAt(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_userName(new MarkLabel(Mark::icon(u"user"_s), {}, TextStyle::Bold))
    , m_userNote(new ElidedLabel({}, TextStyle::Body, Tone::Secondary))
    , m_quota(new KeyQuota)
    , m_progress(new ProgressLine)
    , m_banner(new FailureBanner)
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new DataTable)
    , m_empty(new EmptyState(u"key"_s))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_details(new KeyDetails(board, m_clock))
    , m_closeDetails(new QShortcut(QKeySequence(Qt::Key_Escape), m_list))
{
    m_closeDetails->setContext(Qt::WidgetWithChildrenShortcut);
    m_closeDetails->setEnabled(false);
    connect(m_closeDetails, &QShortcut::activated, this, &AccessKeyPage::closeDetails);
    m_header->setLine(tr("Permanent AK/SK of IAM users in this account"));
    m_refresh->setObjectName(u"refreshKeys"_s);
    m_create->setObjectName(u"createKey"_s);
    m_header->addAction(m_refresh);
    m_header->addAction(m_create);

    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(m_header);
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({1000, detailsWidth});
    m_details->setMinimumWidth(280);
    m_details->setMaximumWidth(420);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_isSplitByHand = true; });
    list->addWidget(m_splitter, 1);

    m_stack->addWidget(m_list);
    m_stack->addWidget(m_issued);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(m_refresh, &QPushButton::clicked, &m_board, &AccessKeyBoard::refresh);
    connect(m_create, &QPushButton::clicked, this, [this] { openCreateDialog(); });
    connect(m_user, &UserChoice::chosen, &m_board, &AccessKeyBoard::chooseUser);
    connect(m_progress, &ProgressLine::stopRequested, &m_board, &AccessKeyBoard::cancel);
    connect(m_issued, &IssuedKeyPage::closed, this, [this] {
        m_stack->setCurrentWidget(m_list);
        takeFocus();
    });
    connect(m_issued, &IssuedKeyPage::createAgain, this, &AccessKeyPage::openCreateDialog);
    connect(m_details, &KeyDetails::deleteRequested, this, &AccessKeyPage::confirmDelete);
    connect(&m_board, &AccessKeyBoard::stateChanged, this, &AccessKeyPage::reflect);
    connect(&m_board, &AccessKeyBoard::usersChanged, this, &AccessKeyPage::reflectUsers);
    reflectUsers();
    reflect();
}

QWidget *AccessKeyPage::buildFilterBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::Page, space::Group, space::Page, space::Tight);
    row->setSpacing(space::Control);
    auto *label = new TextLabel(tr("User"), TextStyle::Body, Tone::Secondary);
    label->setBuddy(m_user);
    row->addWidget(label);
    row->addWidget(m_user);
    row->addStretch(1);
    row->addWidget(m_readAt);
    return bar;
}

QWidget *AccessKeyPage::buildUserRow()
{
    auto *row = new Surface(Surface::Fill::Window);
    row->setMinimumHeight(size::GroupRow);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(space::Page, 0, space::Page, 0);
    line->setSpacing(space::Control);
    line->addWidget(m_userName);
    line->addWidget(m_userNote, 1);
    line->addWidget(m_quota);
    return row;
}

QWidget *AccessKeyPage::buildList()
{
    m_sorted->setSourceModel(&m_board.keys());
    m_sorted->setSortRole(AccessKeyModel::SortRole);
    m_table->setObjectName(u"keyTable"_s);
    m_table->setAccessibleName(tr("Access keys of the chosen user"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new AccessKeyDelegate(m_clock, m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AccessKeyModel::CreatedColumn, Qt::DescendingOrder);
    QHeaderView *header = m_table->horizontalHeader();
    for (int column = 0; column < AccessKeyModel::ColumnCount; ++column) {
        if (column == AccessKeyModel::DescriptionColumn)
            continue; // takes what is left
        const bool isMono = column == AccessKeyModel::IdColumn;
        const bool hasMark = column == AccessKeyModel::StatusColumn || column == AccessKeyModel::SecretColumn;
        m_table->fitColumn(column, {.texts = column == AccessKeyModel::CreatedColumn ? longestTableTimes(m_clock->now())
                                                                                     : AccessKeyModel::longestTexts(column),
                                    .style = isMono ? TextStyle::Mono : TextStyle::Body,
                                    .hasMark = hasMark});
    }
    header->setSectionResizeMode(AccessKeyModel::DescriptionColumn, QHeaderView::Stretch);
    m_table->setRightAligned(AccessKeyModel::AgeColumn);
    m_table->setDispensableColumns(
        {AccessKeyModel::AgeColumn, AccessKeyModel::CreatedColumn, AccessKeyModel::DescriptionColumn}); // Created tells the age
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        m_details->show(current.data(AccessKeyModel::KeyIdRole).toString());
    });
    connect(m_table->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &AccessKeyPage::limitTable);
    connect(m_table->verticalHeader(), &QHeaderView::sectionResized, this, &AccessKeyPage::limitTable); // rows grow with the font
    connect(m_table, &QAbstractItemView::activated, this, &AccessKeyPage::openDetails);
    // The details are closed in a narrow window, so a row has its acts itself too.
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &AccessKeyPage::showRowMenu);
    auto *del = new QShortcut(QKeySequence::Delete, m_table);
    del->setContext(Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, [this] {
        if (const QModelIndex current = m_table->currentIndex(); current.isValid() && mayDelete())
            confirmDelete(current.data(AccessKeyModel::KeyIdRole).toString());
    });
    m_progress->setObjectName(u"busy"_s);
    m_empty->setObjectName(u"noKeys"_s);
    m_createFirst = m_empty->addButton(tr("Create access key"), u"createFirstKey"_s, ButtonKind::Primary, u"plus"_s);
    connect(m_createFirst, &QPushButton::clicked, this, [this] { openCreateDialog(); });

    auto *area = new Surface(Surface::Fill::Base);
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildFilterBar());
    auto *notes = new QVBoxLayout;
    notes->setContentsMargins(space::Page, 0, space::Page, space::Tight);
    notes->addWidget(m_progress);
    m_progress->showWhile(false);
    column->addLayout(notes);
    column->addWidget(new HairLine);
    column->addWidget(buildUserRow());
    column->addWidget(new HairLine);
    column->addWidget(m_table, 100);
    column->addWidget(m_empty, 100);
    m_banner->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    column->addWidget(m_banner);
    column->addStretch(1); // what is said about the keys stands right under them
    return area;
}

void AccessKeyPage::setProduction(bool isProduction)
{
    m_isProduction = isProduction;
    m_issued->setProduction(isProduction);
}

// No focus proxy: Tab would go from the navigation past everything above it.
void AccessKeyPage::takeFocus()
{
    if (m_stack->currentWidget() == m_list)
        (m_table->isVisibleTo(m_list) ? static_cast<QWidget *>(m_table) : m_createFirst)->setFocus();
}

bool AccessKeyPage::mayLeave()
{
    const Issuance &issuance = m_board.issuance();
    if (!issuance.isBusy() && !issuance.isSecretAtRisk())
        return m_board.removing().isEmpty(); // its result must not be missed either
    m_stack->setCurrentWidget(m_issued);
    return false;
}

void AccessKeyPage::reflectUsers()
{
    m_user->setUsers(m_board.users());
    const std::optional<Error> &refused = m_board.usersError();
    m_user->setWhyAlone(refused ? tr("Only your own keys are shown: %1").arg(explain(*refused).what) : QString());
    reflect();
}

void AccessKeyPage::reflect()
{
    const bool isLoading = m_board.state() == AccessKeyBoard::Loading;
    const QString name = m_board.user().name;
    const int used = m_board.usedSlots();
    m_user->select(m_board.user().id);
    m_userName->setText(name);
    m_userNote->setText(userNote());
    m_quota->setVisible(m_board.readAt().has_value());
    const int free = std::max(0, mostKeysPerUser - used);
    m_quota->setUsed(used, mostKeysPerUser,
                     tr("%1 of %2 keys").arg(used).arg(mostKeysPerUser) + u" · "_s
                         + (free == 0 ? tr("no free slot") : tr("%n free slot(s)", nullptr, free)));
    m_board.keys().setZone(zoneText(m_clock->now()));
    m_readAt->setText(m_board.readAt() ? tr("Read %1").arg(clockText(*m_board.readAt())) : QString());
    m_readAt->setToolTip(m_board.readAt() ? isoUtc(*m_board.readAt()) : QString());
    const bool isRemoving = !m_board.removing().isEmpty();
    m_progress->showWhile(isLoading || isRemoving);
    if (isRemoving)
        m_progress->setProgress(tr("Deleting %1").arg(m_board.removing()));
    else if (isLoading)
        m_progress->setProgress(tr("Reading the keys of %1").arg(name));
    m_refresh->setEnabled(!isLoading && m_board.state() != AccessKeyBoard::NoSession);
    m_create->setEnabled(m_board.mayCreate());
    m_create->setToolTip(m_board.desk().isReadOnly     ? tr("This profile is read-only: nothing can be created with it.")
                             : m_board.isHeld()        ? tr("Secrets are moving to the keychain. Wait until they are there.")
                             : used >= mostKeysPerUser ? tr("%1 holds two keys. Delete one first.").arg(name)
                                                       : QString());
    m_createFirst->setEnabled(m_board.mayCreate());
    m_createFirst->setToolTip(m_create->toolTip());

    if (m_board.removeError())
        m_banner->say(*m_board.removeError(), m_clock->now(), notDeletedWords(*m_board.removeError()));
    else if (m_board.leftEntryError())
        m_banner->say(*m_board.leftEntryError(), m_clock->now(), entryLeftWords(m_board.leftEntryOf(), *m_board.leftEntryError()),
                      entryLeftAdvice(vaultKey(withOwner(m_board.desk()).accountId, m_board.leftEntryOf())), Verdict::Attention);
    else if (m_board.state() == AccessKeyBoard::Failed)
        m_banner->say(*m_board.error(), m_clock->now(),
                      m_board.readAt() ? tr("The keys could not be read again") : tr("The keys of %1 could not be read").arg(name),
                      {}, m_board.error()->fault == Fault::Cancelled ? Verdict::Unknown : Verdict::Broken);
    else if (m_board.desk().isReadOnly)
        m_banner->say(Verdict::Info, tr("This profile is read-only"), tr("Nothing can be created or deleted with it."));
    else if (used >= mostKeysPerUser)
        m_banner->say(Verdict::Info, tr("%1 has no free slot").arg(name),
                      tr("A user can hold two access keys. Delete one that is no longer used before you create another."));
    else
        m_banner->clear();
    offerReadingAgain(!m_board.removeError() && !m_board.leftEntryError() && m_board.state() == AccessKeyBoard::Failed);
    reflectEmpty();

    if (m_board.issuance().state() == Issuance::Idle)
        m_stack->setCurrentWidget(m_list);
    else if (m_board.issuance().state() == Issuance::Running)
        m_stack->setCurrentWidget(m_issued);
}

// Unknown is not "none": a list of users that could not be read is said, not only hidden in a tool tip.
QString AccessKeyPage::userNote() const
{
    const bool isOwn = m_board.isOwnUser();
    if (!m_board.usersError())
        return isOwn ? tr("you") : QString();
    if (m_board.usersError()->fault == Fault::Forbidden)
        return tr("you; to see other users ask for Security Administrator");
    return isOwn ? tr("you; the other users could not be read, Refresh tries again")
                 : tr("the users could not be read again, Refresh tries once more");
}

void AccessKeyPage::offerReadingAgain(bool isOffered)
{
    if (isOffered == m_offersReadingAgain) // the button stays as it is, and the focus on it
        return;
    m_offersReadingAgain = isOffered;
    if (!isOffered)
        return m_banner->banner()->clearButtons();
    connect(m_banner->banner()->addButton(tr("Read again"), u"readAgain"_s), &QPushButton::clicked, this, [this] {
        m_table->setFocus(); // the button goes
        m_board.refresh();
    });
}

void AccessKeyPage::reflectEmpty()
{
    const bool isEmpty = m_board.readAt() && m_board.usedSlots() == 0;
    const QWidget *focused = window()->focusWidget();
    const bool movesFocus = focused == m_table || focused == m_createFirst;
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
    if (movesFocus) // the one takes the place of the other for the keyboard too
        takeFocus();
    limitTable();
    if (isEmpty)
        m_empty->say(u"key"_s, tr("%1 has no access keys").arg(m_board.user().name),
                     tr("A user can hold two. The secret goes into your keychain the moment it is issued."));
}

// As high as its rows, with the bar below them where the columns need one.
void AccessKeyPage::limitTable()
{
    const QScrollBar *bar = m_table->horizontalScrollBar();
    const int below = bar->maximum() > bar->minimum() ? bar->sizeHint().height() : 0;
    const int rows = m_table->horizontalHeader()->height() + m_table->verticalHeader()->length() + 2 + below;
    m_table->setMaximumHeight(std::max(rows, 2 * size::Row));
}

void AccessKeyPage::openCreateDialog(const QString &description)
{
    Issuance &issuance = m_board.issuance();
    if (issuance.state() != Issuance::Idle && !issuance.close())
        return;
    const QList<CreateKeyDialog *> dialogs = findChildren<CreateKeyDialog *>(); // one that is closed goes a little later
    const bool isOpen = std::any_of(dialogs.begin(), dialogs.end(), [](const CreateKeyDialog *one) { return one->isVisible(); });
    if (!m_board.mayCreate() || isOpen)
        return;
    auto *dialog = new CreateKeyDialog(m_board, m_vault, this);
    dialog->setDescription(description);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_board.create(dialog->description()); });
    dialog->open();
}

bool AccessKeyPage::mayDelete() const
{
    return m_board.removing().isEmpty() && !m_board.desk().isReadOnly && !m_board.issuance().isBusy();
}

void AccessKeyPage::showRowMenu(const QPoint &position)
{
    const QModelIndex row = m_table->indexAt(position);
    if (!row.isValid())
        return;
    m_table->setCurrentIndex(row); // what the menu speaks of
    const QString accessKey = row.data(AccessKeyModel::KeyIdRole).toString();
    auto *menu = new QMenu(m_table);
    menu->setObjectName(u"keyMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!isWide())
        connect(menu->addAction(tr("Show details")), &QAction::triggered, this, &AccessKeyPage::openDetails);
    connect(menu->addAction(icon(u"copy"_s), tr("Copy the access key (AK)")), &QAction::triggered, this,
            [accessKey] { QGuiApplication::clipboard()->setText(accessKey); });
    QAction *remove = menu->addAction(icon(u"trash"_s), tr("Delete key…"));
    remove->setShortcut(QKeySequence::Delete);
    remove->setEnabled(mayDelete());
    connect(remove, &QAction::triggered, this, [this, accessKey] { confirmDelete(accessKey); });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void AccessKeyPage::confirmDelete(const QString &accessKey)
{
    connect(askToDeleteKey(accessKey, m_board.user().name, m_isProduction, this), &QDialog::accepted, this,
            [this, accessKey] { m_board.remove(accessKey); });
}

bool AccessKeyPage::isWide() const
{
    return window()->width() >= size::WideWindow;
}

void AccessKeyPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeDetails();
    if (m_isSplitByHand || !isWide())
        return;
    // The facts give way before the heads of the table are cut.
    const int wanted = window()->width() >= widestWindow ? wideDetailsWidth : detailsWidth;
    const int room = width() - m_splitter->handleWidth();
    const int details = qBound(m_details->minimumWidth(), room - m_table->headsWidth(), wanted);
    m_splitter->setSizes({room - details, details});
}

// Beside the table; in a narrow window over its right edge, and only when asked for.
void AccessKeyPage::placeDetails()
{
    const bool isBeside = m_splitter->indexOf(m_details) >= 0;
    if (isWide() && !isBeside) {
        m_splitter->addWidget(m_details);
        m_splitter->setSizes({1000, detailsWidth});
        m_details->show();
    } else if (!isWide() && isBeside) {
        m_details->setParent(m_list);
        m_details->hide(); // also before anything was shown
    }
    m_closeDetails->setEnabled(!isWide() && !m_details->isHidden());
    if (!isWide())
        m_details->setGeometry(m_list->width() - overlayWidth, m_splitter->y(), overlayWidth, m_splitter->height());
}

void AccessKeyPage::openDetails()
{
    if (isWide() || !m_table->currentIndex().isValid())
        return;
    placeDetails();
    m_details->show();
    m_details->raise(); // it never takes the focus
    m_closeDetails->setEnabled(true);
}

void AccessKeyPage::closeDetails()
{
    const bool hadFocus = m_details->isAncestorOf(window()->focusWidget());
    m_details->hide();
    m_closeDetails->setEnabled(false);
    if (hadFocus)
        takeFocus();
}

} // namespace claviger
