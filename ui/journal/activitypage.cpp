// SPDX-License-Identifier: Apache-2.0
#include "ui/journal/activitypage.h"

#include "app/journal/activityboard.h"
#include "ui/journal/activitydelegate.h"
#include "ui/journal/checkentrydialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/timetext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QShowEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

ActivityPage::ActivityPage(ActivityBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_header(new PageHeader(tr("Activity")))
    , m_refresh(makeButton(tr("Refresh"), ButtonKind::Plain, u"refresh"_s))
    , m_progress(new ProgressLine)
    , m_banner(new FailureBanner)
    , m_table(new DataTable)
    , m_empty(new EmptyState(u"journal"_s))
{
    m_header->setLine(tr("Every change that Claviger asked a cloud for, written down before it was sent"));
    m_refresh->setObjectName(u"refreshActivity"_s);
    m_header->addAction(m_refresh);
    m_table->setObjectName(u"activityTable"_s);
    m_table->setAccessibleName(tr("Journal of changes, newest first"));
    m_table->setModel(&m_board.model());
    m_table->setItemDelegate(new ActivityDelegate(m_clock, m_table));
    QHeaderView *columns = m_table->horizontalHeader();
    const QString longestAccessKey(20, u'W');
    QStringList standings;
    for (int standing = JournalModel::Open; standing <= JournalModel::Settled; ++standing)
        standings.append(JournalModel::standingText(static_cast<JournalModel::Standing>(standing)));
    m_table->fitColumn(JournalModel::TimeColumn, {.texts = longestTableTimes(m_clock->now())});
    m_table->fitColumn(JournalModel::UserColumn, {.texts = {u"a-usual-name"_s}});
    m_table->fitColumn(JournalModel::ActionColumn,
                       {.texts = {actionText(u"access-key.create"_s), actionText(u"access-key.delete"_s)}});
    m_table->fitColumn(JournalModel::TargetColumn, {.texts = {u"a-longer-user-name"_s}});
    m_table->fitColumn(JournalModel::SubjectColumn, {.texts = {longestAccessKey}, .style = TextStyle::Mono});
    m_table->fitColumn(JournalModel::StandingColumn, {.texts = standings, .hasMark = true});
    m_table->fitColumn(JournalModel::RequestIdColumn, {.texts = {QString(8, u'0')}, .style = TextStyle::Mono});
    m_table->fitColumn(JournalModel::DetailColumn, {.texts = {u"created, but its secret was lost"_s}}); // at least
    columns->setSectionResizeMode(JournalModel::DetailColumn, QHeaderView::Stretch);
    // In a narrow window the words count more than what support asks for; the row's menu copies both.
    m_table->setDispensableColumns({JournalModel::RequestIdColumn, JournalModel::SubjectColumn});
    m_empty->say(u"journal"_s, tr("Nothing was changed yet"), tr("Keys you create or delete are listed here, with time, result and request id."));

    auto *area = new Surface(Surface::Fill::Base);
    auto *inner = new QVBoxLayout(area);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    m_progress->setProgress(tr("Reading the journal"));
    m_progress->showWhile(false);
    auto *notes = new QVBoxLayout;
    notes->setContentsMargins(space::Page, space::Tight, space::Page, space::Tight);
    notes->addWidget(m_progress);
    inner->addLayout(notes);
    m_banner->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    inner->addWidget(m_banner);
    inner->addWidget(m_table, 1);
    inner->addWidget(m_empty, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(area, 1);

    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ActivityPage::showRowMenu);
    connect(m_refresh, &QPushButton::clicked, &m_board, &ActivityBoard::refresh);
    connect(m_progress, &ProgressLine::stopRequested, &m_board, &ActivityBoard::cancel);
    connect(&m_board, &ActivityBoard::stateChanged, this, &ActivityPage::reflect);
    reflect();
}

// No focus proxy: Tab would go from the navigation past everything above it.
void ActivityPage::takeFocus()
{
    (m_table->isVisibleTo(this) ? static_cast<QWidget *>(m_table) : m_refresh)->setFocus();
}

void ActivityPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        m_board.refresh();
}

void ActivityPage::reflect()
{
    const bool isEmpty = m_board.state() == ActivityBoard::State::Ready && m_board.model().rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
    m_refresh->setEnabled(m_board.state() != ActivityBoard::State::Loading);
    m_progress->showWhile(m_board.state() == ActivityBoard::State::Loading);
    m_board.model().setZone(zoneText(m_clock->now()));
    if (m_board.lastError())
        m_banner->say(*m_board.lastError(), m_clock->now(), tr("The journal could not be read"), {},
                      m_board.lastError()->fault == Fault::Cancelled ? Verdict::Unknown : Verdict::Broken);
    else if (m_board.brokenAt())
        m_banner->say(Verdict::Broken, tr("The journal was changed from outside"),
                      tr("From entry %1 on it does not fit what was written. Keep a copy of the file and find out who changed it.")
                          .arg(*m_board.brokenAt()));
    else if (m_board.checkError())
        m_banner->say(*m_board.checkError(), m_clock->now(), tr("Your check was not noted"),
                      m_board.checkError()->fault == Fault::Conflict
                          ? tr("Somebody else was faster, or the change is still under way. Look at its row again.")
                          : QString());
    else if (m_board.orphans() > 0)
        m_banner->say(Verdict::Attention, tr("%n change(s) were never completed", nullptr, m_board.orphans()),
                      tr("Claviger ended before the answer came, so they may have taken effect. Look at the access keys of the user named, and delete a key whose secret nobody has."));
    else
        m_banner->clear();
    const bool isSaidElse = m_board.lastError() || m_board.brokenAt() || m_board.checkError();
    offerCheck(m_board.orphans() > 0 && !isSaidElse);
    if (m_check)
        m_check->setEnabled(!m_board.checking());
}

void ActivityPage::offerCheck(bool isOffered)
{
    if (isOffered == (m_check != nullptr))
        return; // rebuilt only when that changes, so that the focus stays
    if (!isOffered) {
        m_banner->banner()->clearButtons();
        m_check = nullptr;
        return;
    }
    m_check = m_banner->banner()->addButton(tr("I have checked it…"), u"checkEntry"_s);
    connect(m_check, &QPushButton::clicked, this, &ActivityPage::openCheckDialog);
}

// The row that is selected if it was never completed, else the newest that was not.
std::optional<qint64> ActivityPage::openEntry() const
{
    const JournalModel &model = m_board.model();
    const QModelIndex current = m_table->currentIndex();
    if (current.data(JournalModel::StandingRole).value<JournalModel::Standing>() == JournalModel::Orphan)
        return current.data(JournalModel::IdRole).toLongLong();
    for (const JournalRecord &record : model.records())
        if (JournalModel::standingOf(record) == JournalModel::Orphan)
            return record.id;
    return {};
}

void ActivityPage::openCheckDialog()
{
    const std::optional<qint64> id = openEntry();
    const std::vector<JournalRecord> &records = m_board.model().records();
    const auto record = std::find_if(records.begin(), records.end(), [&](const JournalRecord &one) { return one.id == id; });
    if (record == records.end() || m_board.checking())
        return;
    m_table->selectRow(static_cast<int>(record - records.begin())); // what is spoken of is seen behind the dialog
    auto *dialog = new CheckEntryDialog(*record, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] { m_board.check(*id, dialog->note()); });
    dialog->open();
}

void ActivityPage::showRowMenu(const QPoint &position)
{
    const QModelIndex row = m_table->indexAt(position);
    if (!row.isValid())
        return;
    auto *menu = new QMenu(m_table);
    menu->setObjectName(u"activityMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addCopy = [&](const QString &words, const QString &text) {
        QAction *copy = menu->addAction(icon(u"copy"_s), words);
        copy->setEnabled(!text.isEmpty());
        connect(copy, &QAction::triggered, this, [text] { QGuiApplication::clipboard()->setText(text); });
    };
    addCopy(tr("Copy the access key (AK)"), row.data(JournalModel::SubjectRole).toString());
    addCopy(tr("Copy the request id"), row.data(JournalModel::RequestIdRole).toString());
    QAction *check = menu->addAction(icon(u"check"_s), tr("I have checked it…"));
    check->setEnabled(row.data(JournalModel::StandingRole).value<JournalModel::Standing>() == JournalModel::Orphan && !m_board.checking());
    connect(check, &QAction::triggered, this, &ActivityPage::openCheckDialog);
    m_table->setCurrentIndex(row);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace claviger
