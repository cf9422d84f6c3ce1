// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/nodearea.h"

#include "app/agencies/probeboard.h"
#include "app/foundation/clock.h"
#include "ui/agencies/bindingdelegate.h"
#include "ui/agencies/nodefilter.h"
#include "ui/agencies/nodematrix.h"
#include "ui/agencies/probeview.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/labels.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int leastForLegend = 1240; // width of the page
constexpr int leastForMatrix = 640; // height of the page; below it the tables need all

} // namespace

NodeArea::NodeArea(ProbeBoard &probe, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_probe(probe)
    , m_clock(std::move(clock))
    , m_nodes(new NodeBindingModel(this))
    , m_filtered(new NodeFilter(this))
    , m_stack(new QStackedWidget)
    , m_title(new ElidedLabel({}, TextStyle::Bold))
    , m_note(new TextLabel({}, TextStyle::Body, Tone::Secondary))
    , m_legend(new MarkLabel(Mark::tokenServer(), tr("TokenServer host"), TextStyle::Small, Tone::Secondary))
    , m_ask(makeButton(tr("Probe node…")))
    , m_tokenServers(new Chip({}))
    , m_differ(new Chip({}))
    , m_matrix(new NodeMatrix)
    , m_matrixArea(new QScrollArea)
    , m_matrixLine(new HairLine)
    , m_table(new DataTable)
{
    m_stack->addWidget(buildNodes());
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(new HairLine);
    whole->addWidget(m_stack, 1);
}

QWidget *NodeArea::buildNodes()
{
    m_filtered->setSourceModel(m_nodes);
    m_filtered->setSortRole(NodeBindingModel::SortRole);
    m_table->setObjectName(u"nodeTable"_s);
    m_table->setAccessibleName(tr("Nodes of the selected cluster"));
    m_table->setModel(m_filtered);
    m_table->setItemDelegate(new NodeDelegate(m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(NodeBindingModel::NodeColumn, Qt::AscendingOrder);
    m_table->fitColumn(NodeBindingModel::NodeColumn, {.texts = {u"master-1000"_s}});
    m_table->fitColumn(NodeBindingModel::AddressColumn, {.texts = {u"192.168.100.100"_s}, .style = TextStyle::Mono});
    m_table->fitColumn(NodeBindingModel::HostColumn, {.texts = {u"node-master1abcde"_s}});
    m_table->fitColumn(NodeBindingModel::RoleColumn, {.texts = {u"TokenServer"_s}, .hasMark = true});
    m_table->horizontalHeader()->setSectionResizeMode(NodeBindingModel::AgencyColumn, QHeaderView::Stretch);
    m_table->setDispensableColumns({NodeBindingModel::HostColumn, NodeBindingModel::AddressColumn});

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        m_matrix->setCurrent(current.data(NodeBindingModel::ServerIdRole).toString());
        reflectProbe();
    });

    m_matrixArea->setObjectName(u"nodeMatrixArea"_s);
    m_matrixArea->setFrameShape(QFrame::NoFrame);
    m_matrixArea->setFocusPolicy(Qt::NoFocus);
    m_matrixArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_matrixArea->setWidgetResizable(true);
    m_matrixArea->setWidget(m_matrix);
    connect(m_matrixArea->verticalScrollBar(), &QScrollBar::valueChanged, m_matrix, qOverload<>(&QWidget::update)); // its mark of the focus
    connect(m_matrix, &NodeMatrix::nodeChosen, this, &NodeArea::chooseNode);

    m_differ->setObjectName(u"differingNodes"_s);
    m_differ->setCheckable(true);
    m_tokenServers->setObjectName(u"tokenServerNodes"_s);
    m_tokenServers->setCheckable(true);
    // One or the other; neither: all nodes.
    connect(m_differ, &QAbstractButton::toggled, this, [this](bool isOn) {
        if (isOn)
            m_tokenServers->setChecked(false);
        reflectFilter();
    });
    connect(m_tokenServers, &QAbstractButton::toggled, this, [this](bool isOn) {
        if (isOn)
            m_differ->setChecked(false);
        reflectFilter();
    });

    auto *nodes = new QWidget;
    auto *column = new QVBoxLayout(nodes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(new HairLine);
    column->addWidget(m_matrixArea);
    column->addWidget(m_matrixLine);
    column->addWidget(m_table, 1);
    return nodes;
}

QWidget *NodeArea::buildHead()
{
    m_ask->setObjectName(u"probeNode"_s);
    connect(m_ask, &QPushButton::clicked, this, &NodeArea::openProbe);
    auto *head = new Surface(Surface::Fill::Window);
    head->setMinimumHeight(size::GroupRow + space::Control);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(space::Page, 0, space::Page, 0);
    line->setSpacing(space::Control);
    line->addWidget(m_title);
    line->addWidget(m_note, 1);
    line->addWidget(m_legend);
    line->addSpacing(space::Control);
    line->addWidget(m_ask);
    line->addWidget(m_tokenServers);
    line->addWidget(m_differ);
    return head;
}

void NodeArea::reflectFilter()
{
    m_filtered->setWhich(m_differ->isChecked() ? NodeFilter::Differing : m_tokenServers->isChecked() ? NodeFilter::TokenServers : NodeFilter::All);
}

void NodeArea::reflectProbe()
{
    const bool hasNode = m_table->currentIndex().isValid();
    m_ask->setEnabled(hasNode);
    m_ask->setToolTip(hasNode ? QString() : tr("Select a node to ask it over ssh what securitykey answers there."));
}

void NodeArea::openProbe()
{
    const QString serverId = m_table->currentIndex().data(NodeBindingModel::ServerIdRole).toString();
    const auto &nodes = m_nodes->nodes();
    const auto node = std::find_if(nodes.begin(), nodes.end(), [&serverId](const NodeBinding &one) { return one.node.serverId == serverId; });
    if (node == nodes.end())
        return;
    if (!m_probeView) {
        m_probeView = new ProbeView(m_probe, m_clock);
        m_stack->addWidget(m_probeView);
        connect(m_probeView, &ProbeView::closed, this, [this] {
            showNodes();
            m_table->setFocus();
        });
    }
    ProbeTarget target = probeTargetOf(*node);
    target.nodeName = m_table->currentIndex().siblingAtColumn(NodeBindingModel::NodeColumn).data().toString(); // as the table calls it
    m_probe.open(target);
    reflectBinding();
    m_stack->setCurrentWidget(m_probeView);
    m_probeView->takeFocus();
}

// Of the node that is probed, as long as its cluster is the one that is shown. A bare-metal node is none of those that the
// verdict speaks of.
void NodeArea::reflectBinding()
{
    const QString &serverId = m_probe.target().serverId;
    const auto &nodes = m_nodes->nodes();
    const auto counts = [&serverId](const NodeBinding &one) { return one.node.serverId == serverId && one.condition != NodeBinding::BareMetal; };
    if (!serverId.isEmpty() && std::any_of(nodes.begin(), nodes.end(), counts))
        m_probe.setBinding(m_verdict, m_readAt);
    else
        m_probe.setBinding({});
}

void NodeArea::showNodes()
{
    m_stack->setCurrentIndex(0);
}

void NodeArea::show(const ClusterReading *reading)
{
    setVisible(reading != nullptr);
    if (!reading) {
        m_nodes->show({});
        reflectBinding();
        return;
    }
    m_nodes->show(*reading);
    m_matrix->show(*reading);
    m_verdict = reading->verdict;
    m_readAt = reading->readAt;
    reflectBinding();
    const int differing = m_nodes->differing();
    m_title->setText(reading->cluster.name);
    m_note->setText(tr("%n node(s)", nullptr, static_cast<int>(reading->nodes.size())));
    m_differ->setText(tr("Differ · %1").arg(differing));
    m_differ->setEnabled(differing > 0);
    reflectProbe();
    if (differing == 0)
        m_differ->setChecked(false);
    const int tokenServers = m_nodes->tokenServers();
    m_tokenServers->setText(tr("TokenServer hosts · %1").arg(tokenServers));
    m_tokenServers->setVisible(tokenServers > 0);
    if (tokenServers == 0)
        m_tokenServers->setChecked(false);
}

// The matrix as high as it needs, up to a third of the page; the rest is scrolled to.
void NodeArea::place(const QSize &page)
{
    m_legend->setVisible(m_nodes->tokenServers() > 0 && page.width() >= leastForLegend);
    m_matrixArea->setVisible(page.height() >= leastForMatrix);
    m_matrixLine->setVisible(page.height() >= leastForMatrix);
    m_matrixArea->setFixedHeight(qMin(m_matrix->heightForWidth(m_matrixArea->viewport()->width()), page.height() / 3));
}

void NodeArea::chooseNode(const QString &serverId)
{
    m_matrix->setCurrent(serverId);
    for (int row = 0; row < m_filtered->rowCount(); ++row)
        if (const QModelIndex node = m_filtered->index(row, 0); node.data(NodeBindingModel::ServerIdRole).toString() == serverId) {
            m_table->selectRow(row);
            m_table->scrollTo(node);
        }
}

} // namespace claviger
