// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/bindingpage.h"

#include "app/agencies/bindingboard.h"
#include "app/agencies/rebindboard.h"
#include "app/foundation/clock.h"
#include "ui/agencies/bindingdelegate.h"
#include "ui/agencies/clusterdetails.h"
#include "ui/agencies/manageagencypage.h"
#include "ui/agencies/nodearea.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/timetext.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QShortcut>
#include <QShowEvent>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int bindingDetailsWidth = 304;
constexpr int bindingOverlayWidth = 280; // in a narrow window

QString unreadNames(const std::vector<UnreadProject> &unread)
{
    QStringList names;
    for (const UnreadProject &one : unread)
        names.append(one.project.name.isEmpty() ? one.project.id : one.project.name);
    return names.join(u", "_s);
}

} // namespace

BindingPage::BindingPage(BindingBoard &board, RebindBoard &rebinds, ProbeBoard &probe, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_rebinds(rebinds)
    , m_clock(std::move(clock))
    , m_stack(new QStackedWidget)
    , m_overview(new QWidget)
    , m_undecided(new Banner(Verdict::Attention))
    , m_decide(m_undecided->addButton(tr("Decide on it"), u"decideBinding"_s))
    , m_header(new PageHeader(tr("Agencies")))
    , m_filter(new QLineEdit)
    , m_check(makeButton(tr("Check all"), ButtonKind::Plain, u"refresh"_s))
    , m_progress(new ProgressLine)
    , m_banner(new FailureBanner)
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new DataTable)
    , m_empty(new EmptyState(u"agency"_s))
    , m_nodes(new NodeArea(probe, m_clock))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_details(new ClusterDetails(board, m_clock))
    , m_closeDetails(new QShortcut(QKeySequence(Qt::Key_Escape), this))
{
    m_closeDetails->setContext(Qt::WidgetWithChildrenShortcut);
    m_closeDetails->setEnabled(false);
    connect(m_closeDetails, &QShortcut::activated, this, &BindingPage::closeDetails);
    m_check->setObjectName(u"checkAgencies"_s);
    m_header->addAction(m_check);

    auto *tables = new Surface(Surface::Fill::Base);
    auto *inner = new QVBoxLayout(tables);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(buildClusters(), 2);
    inner->addWidget(m_nodes, 3);
    m_splitter->addWidget(tables);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({1000, bindingDetailsWidth});
    m_details->setMinimumWidth(280);
    m_details->setMaximumWidth(420);

    auto *column = new QVBoxLayout(m_overview);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_splitter, 1);
    m_stack->addWidget(m_overview);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);

    connect(m_check, &QPushButton::clicked, &m_board, &BindingBoard::refresh);
    connect(m_progress, &ProgressLine::stopRequested, &m_board, &BindingBoard::cancel);
    connect(&m_board, &BindingBoard::stateChanged, this, &BindingPage::reflect);
    connect(&m_board.clusters(), &QAbstractItemModel::dataChanged, this, &BindingPage::reflectNodes);
    connect(m_details, &ClusterDetails::manageWanted, this, &BindingPage::manageAgency);
    connect(m_decide, &QPushButton::clicked, this, [this] {
        const RebindRecord *one = undecidedOne();
        if (one && m_board.clusters().row(one->clusterId))
            manageAgency(one->clusterId);
        else if (one)
            m_rebinds.keepRecord(one->id);
    });
    connect(&m_rebinds, &RebindBoard::undecidedChanged, this, &BindingPage::reflectUndecided);
    connect(&m_rebinds, &RebindBoard::changed, this, [this] {
        if (m_rebinds.reading().cluster.id.isEmpty()) // signed out
            m_stack->setCurrentWidget(m_overview);
    });
    reflectUndecided();
    reflect();
}

void BindingPage::manageAgency(const QString &clusterId)
{
    const ClusterReading *reading = m_board.clusters().row(clusterId);
    if (!reading)
        return;
    m_rebinds.manage(*reading);
    if (m_rebinds.reading().cluster.id.isEmpty())
        return;
    if (!m_manage) {
        m_manage = new ManageAgencyPage(m_rebinds, m_clock);
        m_stack->addWidget(m_manage);
        connect(m_manage, &ManageAgencyPage::left, this, &BindingPage::leaveManaging);
        connect(m_manage, &ManageAgencyPage::pageWanted, this, &BindingPage::webPageWanted);
    }
    m_stack->setCurrentWidget(m_manage);
    m_manage->takeFocus();
}

void BindingPage::showCluster(const QString &clusterId)
{
    if (!mayLeave())
        return;
    if (m_stack->currentWidget() != m_overview)
        leaveManaging();
    const QModelIndexList rows = m_sorted->match(m_sorted->index(0, 0), BindingModel::ClusterIdRole, clusterId, 1, Qt::MatchExactly);
    if (!clusterId.isEmpty() && !rows.isEmpty())
        m_table->setCurrentIndex(rows.constFirst());
}

void BindingPage::leaveManaging()
{
    m_stack->setCurrentWidget(m_overview);
    m_rebinds.leave();
    takeFocus();
}

bool BindingPage::mayLeave()
{
    if (!m_rebinds.isWriting() && !m_rebinds.isCreating())
        return true;
    if (m_manage)
        m_stack->setCurrentWidget(m_manage);
    return false;
}

// First one of a cluster that is there to be decided on.
const RebindRecord *BindingPage::undecidedOne() const
{
    const std::vector<RebindRecord> &all = m_rebinds.undecided();
    const auto isHere = [this](const RebindRecord &one) { return m_board.clusters().row(one.clusterId) != nullptr; };
    const auto here = std::find_if(all.begin(), all.end(), isHere);
    return here != all.end() ? &*here : all.empty() ? nullptr : &all.front();
}

// Where to begin, if a killed run has left something: nothing goes on by itself.
void BindingPage::reflectUndecided()
{
    const RebindRecord *one = undecidedOne();
    m_undecided->setVisible(one != nullptr);
    if (!one)
        return;
    const RebindRecord &first = *one;
    m_undecided->say(Verdict::Attention, tr("A rebinding of %1 was cut short").arg(first.clusterName),
                     tr("%n node(s) may have %1 since %2. Decide whether that is undone, gone on with or kept.", nullptr, first.toRestore())
                         .arg(first.agency, factTime(first.begun)));
    const bool isHere = m_board.clusters().row(first.clusterId) != nullptr;
    m_decide->setText(isHere || !m_board.wasRead() ? tr("Decide on it") : tr("Keep it as it is")); // terminated, or of another project
    m_decide->setEnabled(isHere || m_board.wasRead());
}

QWidget *BindingPage::buildClusters()
{
    m_sorted->setSourceModel(&m_board.clusters());
    m_sorted->setSortRole(BindingModel::SortRole);
    m_sorted->setFilterKeyColumn(-1); // in any column
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(u"clusterTable"_s);
    m_table->setAccessibleName(tr("Clusters of the project and their agencies"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new BindingDelegate(m_clock, m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(BindingModel::VerdictColumn, Qt::AscendingOrder);
    m_table->fitColumn(BindingModel::ClusterColumn, {.texts = {u"mrs-a-usual-name-prod"_s}});
    m_table->fitColumn(BindingModel::VerdictColumn,
                       {.texts = {verdictText({.kind = BindingVerdict::PartlyBound, .nodes = 100, .read = 100, .bound = 100}),
                                  verdictText({.kind = BindingVerdict::Unknown, .nodes = 100, .read = 100}),
                                  verdictText({.kind = BindingVerdict::BoundUnchecked}),
                                  verdictText({.kind = BindingVerdict::AgencyMissing})},
                        .hasMark = true});
    m_table->fitColumn(BindingModel::AgencyColumn, {.texts = {QString::fromLatin1(mrsDefaultAgency)}, .style = TextStyle::Mono});
    m_table->fitColumn(BindingModel::NodesColumn, {.texts = {u"1000000"_s}}); // room for the word over the numbers
    m_table->fitColumn(BindingModel::ReadColumn, {.texts = {u"00:00:00"_s}}); // of this session, so mostly of today
    m_table->fitColumn(BindingModel::ProjectColumn, {.texts = {u"eu-de_a-usual-name"_s}});
    m_table->fitColumn(BindingModel::StateColumn, {.texts = {u"running, scaling-out"_s}});
    m_table->fitColumn(BindingModel::VersionColumn, {.texts = {u"MRS 3.3.0-LTS.1"_s}});
    m_table->horizontalHeader()->setSectionResizeMode(BindingModel::AgencyColumn, QHeaderView::Stretch);
    m_table->setRightAligned(BindingModel::NodesColumn);
    m_table->setDispensableColumns({BindingModel::KerberosColumn, BindingModel::VersionColumn, BindingModel::GuardianColumn, BindingModel::StateColumn,
                                    BindingModel::ProjectColumn, BindingModel::ReadColumn, BindingModel::NodesColumn});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { choose(current.data(BindingModel::ClusterIdRole).toString()); });
    connect(m_table, &QAbstractItemView::activated, this, &BindingPage::openDetails);

    m_filter->setObjectName(u"clusterFilter"_s);
    m_filter->setAccessibleName(tr("Filter clusters"));
    m_filter->setPlaceholderText(tr("Filter clusters"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_filter->setMaximumWidth(size::Form / 2);
    connect(m_filter, &QLineEdit::textChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);

    m_progress->setObjectName(u"busy"_s);
    m_progress->showWhile(false);
    m_empty->setObjectName(u"noClusters"_s);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::Page, space::Control, space::Page, space::Control);
    bar->setSpacing(space::Page);
    bar->addWidget(m_filter);
    bar->addWidget(m_progress, 1);
    auto *area = new QWidget;
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    m_undecided->setObjectName(u"undecidedBinding"_s);
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(space::Page, 0, space::Page, 0);
    inset->addWidget(m_undecided);
    column->addLayout(inset);
    m_banner->setContentsMargins(space::Page, 0, space::Page, space::Group);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    return area;
}

// No focus proxy: Tab would go from the navigation past everything above it.
void BindingPage::takeFocus()
{
    if (m_manage && m_stack->currentWidget() == m_manage)
        m_manage->takeFocus();
    else
        (m_table->isVisibleTo(this) ? static_cast<QWidget *>(m_table) : m_check)->setFocus();
}

// Read when somebody looks, not at sign-in: it is many calls.
void BindingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous() && !m_board.wasRead() && m_board.state() == BindingBoard::Ready)
        m_board.refresh();
}

void BindingPage::choose(const QString &clusterId)
{
    if (m_chosen != clusterId)
        m_nodes->showNodes();
    m_chosen = clusterId;
    m_details->show(clusterId);
    reflectNodes();
}

void BindingPage::reflect()
{
    const bool isLoading = m_board.state() == BindingBoard::Loading;
    const int clusters = m_board.clusters().rowCount();
    const int broken = m_board.count(BindingConcern::Broken), attention = m_board.count(BindingConcern::Attention),
              unknown = m_board.count(BindingConcern::Unknown);
    QStringList concerns;
    if (broken > 0)
        concerns.append(tr("%1 broken").arg(broken));
    if (attention > 0)
        concerns.append(tr("%n need(s) attention", nullptr, attention));
    if (unknown > 0)
        concerns.append(tr("%1 unknown").arg(unknown));
    QSet<QString> projects;
    for (const ClusterReading &row : m_board.clusters().rows())
        projects.insert(row.project.id);
    QString line = projects.size() > 1 ? tr("%n cluster(s) in %1 projects", nullptr, clusters).arg(projects.size())
                                       : tr("%n cluster(s) in %1", nullptr, clusters).arg(m_board.projectName());
    if (!concerns.isEmpty())
        line += u": "_s + concerns.join(u", "_s);
    m_header->setLine(m_board.state() == BindingBoard::NoProject ? tr("No project")
                          : clusters == 0 && !m_board.wasRead()  ? tr("Clusters of %1 and the agency of their nodes").arg(m_board.projectName())
                                                                 : line);
    m_board.clusters().setZone(zoneText(m_clock->now()));
    m_progress->showWhile(isLoading || !m_board.reading().isEmpty());
    if (isLoading)
        m_progress->setProgress(tr("Checking agencies: %n cluster(s) read", nullptr, m_board.readSoFar()));
    else if (const ClusterReading *one = m_board.clusters().row(m_board.reading()))
        m_progress->setProgress(tr("Checking %1").arg(one->cluster.name));
    m_check->setEnabled(!isLoading && m_board.state() != BindingBoard::NoProject && m_board.state() != BindingBoard::NoSession);
    reflectBanner();
    reflectUndecided();
    const bool isEmpty = clusters == 0 && !isLoading && m_board.state() != BindingBoard::Failed;
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!m_empty->isVisibleTo(this));
    m_filter->setVisible(!isEmpty);
    if (m_board.state() == BindingBoard::NoProject)
        m_empty->say(u"agency"_s, tr("Signed in without a project"),
                     tr("Clusters belong to a project. Sign in again with one to see how they are bound."));
    else if (isEmpty && !m_board.wasRead())
        m_empty->say(u"agency"_s, tr("Not checked yet"), tr("Check all reads the clusters of %1 and the agency of their nodes.").arg(m_board.projectName()));
    else if (isEmpty)
        m_empty->say(u"agency"_s, tr("No clusters in %1").arg(m_board.projectName()),
                     tr("Clusters that are not terminated are listed here, with the agency of their nodes."));
    reflectNodes();
}

void BindingPage::reflectBanner()
{
    if (m_board.state() == BindingBoard::Failed)
        m_banner->say(*m_board.error(), m_clock->now(), tr("The clusters of %1 could not be read").arg(m_board.projectName()), {},
                      m_board.error()->fault == Fault::Cancelled ? Verdict::Unknown : Verdict::Broken);
    else if (!m_board.unread().empty()) // of further projects
        m_banner->say(m_board.unread().front().error, m_clock->now(), tr("The clusters of %1 could not be read").arg(unreadNames(m_board.unread())),
                      {}, Verdict::Unknown);
    else
        m_banner->clear();
}

void BindingPage::reflectNodes()
{
    m_nodes->show(m_board.clusters().row(m_chosen));
    m_nodes->place(size());
}

bool BindingPage::isWide() const
{
    return window()->width() >= size::WideWindow;
}

void BindingPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeDetails();
    m_nodes->place(size());
}

// Beside the table; in a narrow window over its right edge, and only when asked for.
void BindingPage::placeDetails()
{
    const bool isBeside = m_splitter->indexOf(m_details) >= 0;
    if (isWide() && !isBeside) {
        m_splitter->addWidget(m_details);
        m_splitter->setSizes({1000, bindingDetailsWidth});
        m_details->show();
    } else if (!isWide() && isBeside) {
        m_details->setParent(m_overview);
        m_details->hide();
    }
    m_closeDetails->setEnabled(!isWide() && !m_details->isHidden());
    if (!isWide())
        m_details->setGeometry(width() - bindingOverlayWidth, m_splitter->y(), bindingOverlayWidth, m_splitter->height());
}

void BindingPage::openDetails()
{
    if (isWide() || !m_table->currentIndex().isValid())
        return;
    placeDetails();
    m_details->show();
    m_details->raise(); // it never takes the focus
    m_closeDetails->setEnabled(true);
}

void BindingPage::closeDetails()
{
    const bool hadFocus = m_details->isAncestorOf(window()->focusWidget());
    m_details->hide();
    m_closeDetails->setEnabled(false);
    if (hadFocus)
        takeFocus();
}

} // namespace claviger
