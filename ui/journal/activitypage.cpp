// SPDX-License-Identifier: Apache-2.0
#include "ui/journal/activitypage.h"

#include "app/journal/activityboard.h"
#include "ui/journal/activitydelegate.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/timetext.h"

#include <QHeaderView>
#include <QShowEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

ActivityPage::ActivityPage(ActivityBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_header(new PageHeader(tr("Activity")))
    , m_refresh(makeButton(tr("Refresh"), ButtonKind::Plain, u"refresh"_s))
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
    const int widths[JournalModel::ColumnCount] = {124, 120, 148, 188, 132, 150, 200};
    for (int column = 0; column < JournalModel::ColumnCount; ++column)
        columns->resizeSection(column, widths[column]);
    columns->setSectionResizeMode(JournalModel::DetailColumn, QHeaderView::Stretch);
    m_empty->say(u"journal"_s, tr("Nothing was changed yet"), tr("Keys you create or delete are listed here, with time, result and request id."));

    auto *area = new Surface(Surface::Fill::Base);
    auto *inner = new QVBoxLayout(area);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    m_banner->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    inner->addWidget(m_banner);
    inner->addWidget(m_table, 1);
    inner->addWidget(m_empty, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(area, 1);

    connect(m_refresh, &QPushButton::clicked, &m_board, &ActivityBoard::refresh);
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

// In a narrow window the words count more than what support asks for.
void ActivityPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnHidden(JournalModel::RequestIdColumn, window()->width() < size::WideWindow);
}

void ActivityPage::reflect()
{
    const bool isEmpty = m_board.state() == ActivityBoard::State::Ready && m_board.model().rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
    m_refresh->setEnabled(m_board.state() != ActivityBoard::State::Loading);
    m_board.model().setZone(zoneText(m_clock->now()));
    if (m_board.lastError())
        m_banner->say(*m_board.lastError(), m_clock->now(), tr("The journal could not be read"));
    else if (m_board.brokenAt())
        m_banner->say(Verdict::Broken, tr("The journal was changed from outside"),
                      tr("From entry %1 on it does not fit what was written. Keep a copy of the file and find out who changed it.")
                          .arg(*m_board.brokenAt()));
    else if (m_board.orphans() > 0)
        m_banner->say(Verdict::Attention, tr("%n change(s) were never completed", nullptr, m_board.orphans()),
                      tr("Claviger ended before the answer came, so they may have taken effect. Look at the access keys of the user named, and delete a key whose secret nobody has."));
    else
        m_banner->clear();
}

} // namespace claviger
