// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/noderoute.h"

#include "app/agencies/rebindboard.h"
#include "app/agencies/rebindmodel.h"
#include "app/foundation/clock.h"
#include "ui/agencies/rebinddelegates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/nameconfirmation.h"
#include "ui/widgets/progressline.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int mostRowsShown = 12; // the rest is scrolled to

} // namespace

NodeRoute::NodeRoute(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_warning(new MarkLabel(Verdict::Attention,
                              tr("This writes to the nodes only. MRS's own record stays as it is: nodes that are added later get what MRS "
                                 "remembers, and its console may go on showing the old agency. Bind on the console, too, as soon as it can be done.")))
    , m_summary(new TextLabel)
    , m_model(new RebindModel(this))
    , m_table(new DataTable)
    , m_progress(new ProgressLine)
    , m_result(new FailureBanner)
    , m_why(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_confirm(makeButton(tr("Write to the nodes"), ButtonKind::Primary))
    , m_again(makeButton(tr("Preview again"), ButtonKind::Plain, u"refresh"_s))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"nodeRoute"_s);
    m_confirm->setObjectName(u"confirmBinding"_s);
    m_again->setObjectName(u"previewAgain"_s);
    m_progress->setObjectName(u"busy"_s);
    m_table->setObjectName(u"bindingPreview"_s);
    m_table->setAccessibleName(tr("What is written to which node"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RebindDelegate(m_table));
    m_table->fitColumn(RebindModel::NodeColumn, {.texts = {u"master-1000"_s}});
    m_table->fitColumn(RebindModel::AddressColumn, {.texts = {u"192.168.100.100"_s}, .style = TextStyle::Mono});
    m_table->fitColumn(RebindModel::NowColumn, {.texts = {QString::fromLatin1(mrsDefaultAgency)}, .style = TextStyle::Mono});
    m_table->horizontalHeader()->setSectionResizeMode(RebindModel::ResultColumn, QHeaderView::Stretch);
    m_table->setDispensableColumns({RebindModel::AddressColumn});
    for (TextLabel *label : std::initializer_list<TextLabel *>{m_warning, m_summary, m_why})
        label->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::Control);
    buttons->addWidget(m_confirm);
    buttons->addWidget(m_again);
    buttons->addWidget(m_why, 1);
    buttons->addStretch(0);
    m_progress->setKeepsPlace(false); // the result takes it
    m_column->setContentsMargins({});
    m_column->setSpacing(space::Group);
    m_column->addWidget(m_warning);
    m_column->addWidget(m_summary);
    m_column->addWidget(m_progress);
    m_column->addWidget(m_result);
    m_column->addLayout(buttons);
    m_column->addWidget(m_table);

    connect(m_progress, &ProgressLine::stopRequested, &m_board, &RebindBoard::stop);
    connect(m_again, &QPushButton::clicked, &m_board, [this] { m_board.goBy(RebindBoard::NodeByNode); });
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        if (m_board.isProduction())
            askForName();
        else
            m_board.write();
    });
}

void NodeRoute::askForName()
{
    forgetName();
    m_name = new NameConfirmation(tr("Type %1 to write to its nodes"), m_board.reading().cluster.name, tr("Write to the nodes"));
    m_name->actButton()->setObjectName(u"confirmWrite"_s);
    m_column->insertWidget(m_column->count() - 1, m_name);
    connect(m_name, &NameConfirmation::confirmed, this, [this] {
        forgetName();
        m_board.write();
    });
    connect(m_name, &NameConfirmation::cancelled, this, &NodeRoute::forgetName);
    reflectConfirmation();
}

void NodeRoute::forgetName()
{
    if (m_name)
        m_name->deleteLater();
    m_name = nullptr;
    reflectConfirmation();
}

void NodeRoute::reflectConfirmation()
{
    const Result<Done> may = m_board.mayWrite();
    const bool isPlanned = m_board.plan().has_value();
    const int count = isPlanned ? m_board.plan()->count(PlannedNode::ToWrite) : 0;
    m_confirm->setVisible(isPlanned && !m_board.isWriting() && !m_name);
    m_confirm->setText(count > 0 ? tr("Write to %n node(s)", nullptr, count) : tr("Write to the nodes"));
    m_confirm->setEnabled(may.has_value() && m_board.work() == RebindBoard::NoWork);
    m_why->setVisible(m_confirm->isVisibleTo(this) && !may);
    m_why->setText(may ? QString() : may.error().detail);
    m_again->setVisible(!m_board.isWriting() && m_board.work() != RebindBoard::Planning && m_board.way() == RebindBoard::NodeByNode && !m_name);
}

void NodeRoute::reflect()
{
    const bool isOver = !m_board.plan() || m_board.isWriting();
    if (m_name && isOver)
        forgetName();
    const bool isPlanning = m_board.work() == RebindBoard::Planning;
    m_progress->showWhile(isPlanning || m_board.isWriting());
    if (isPlanning) {
        m_progress->setProgress(tr("Reading what the nodes have now"));
    } else if (m_board.isWriting()) {
        const auto &steps = m_board.steps();
        const auto over = static_cast<int>(std::count_if(steps.begin(), steps.end(), [](const NodeStep &step) { return step.isOver(); }));
        const auto all = static_cast<int>(steps.size());
        m_progress->setProgress(m_board.work() == RebindBoard::Undoing ? tr("Giving back what the nodes had: %1 of %2").arg(over).arg(all)
                                                                      : tr("Writing to the nodes: %1 of %2").arg(over).arg(all),
                                over, all);
    }
    m_warning->setVisible(m_board.way() == RebindBoard::NodeByNode && !m_board.outcome() && !m_board.isWriting());
    reflectTable();
    reflectResult();
    reflectConfirmation();
    const bool hasNews = m_board.isWriting() || m_board.outcome();
    if (hasNews && !m_hadNews)
        Q_EMIT newsBegan();
    m_hadNews = hasNews;
}

void NodeRoute::reflectTable()
{
    if (m_board.plan() && m_board.steps().empty())
        m_model->showPlan(*m_board.plan());
    else if (m_board.steps().empty())
        m_model->clear();
    m_model->showSteps(m_board.steps());
    m_table->setVisible(m_model->rowCount() > 0);
    m_table->fitRows(mostRowsShown);
    const std::optional<RebindPlan> &plan = m_board.plan();
    m_summary->setVisible(plan.has_value() && !m_board.isWriting());
    if (!plan)
        return;
    QStringList parts{tr("%n node(s) get %1", nullptr, plan->count(PlannedNode::ToWrite)).arg(plan->agency)};
    if (const int already = plan->count(PlannedNode::AlreadyBound); already > 0)
        parts.append(tr("%n have it already", nullptr, already));
    if (const int left = plan->count(PlannedNode::BareMetal) + plan->count(PlannedNode::Unreadable) + plan->count(PlannedNode::NotNow); left > 0)
        parts.append(tr("%n are left alone", nullptr, left));
    m_summary->setText(parts.join(u", "_s) + u". "_s
                       + tr("Nothing else of their metadata is touched. What they have now is kept on this computer first, so that it can be given back."));
}

void NodeRoute::reflectResult()
{
    const std::optional<RebindOutcome> &outcome = m_board.outcome();
    const RebindBoard::Work failed = m_board.failedWork();
    if (m_board.error() && (failed == RebindBoard::Planning || failed == RebindBoard::Writing || failed == RebindBoard::Resuming || failed == RebindBoard::Undoing)) {
        m_result->say(*m_board.error(), m_clock->now(),
                      failed == RebindBoard::Planning ? tr("There is no preview: %1").arg(m_board.error()->detail)
                          : failed == RebindBoard::Undoing ? tr("Nothing was given back: %1").arg(m_board.error()->detail)
                                                           : tr("Nothing was written: %1").arg(m_board.error()->detail));
        return;
    }
    if (!outcome) {
        m_result->clear();
        return;
    }
    const auto all = static_cast<int>(outcome->nodes.size());
    const int good = outcome->count(NodeStep::Bound) + outcome->count(NodeStep::Restored);
    if (outcome->nodes.empty()) {
        m_result->say(Verdict::Ok, tr("There was nothing left to do"));
        return;
    }
    if (outcome->isComplete()) {
        const int left = outcome->count(NodeStep::LeftAlone);
        if (outcome->isUndo)
            m_result->say(Verdict::Ok, tr("%n node(s) have again what they had", nullptr, good),
                          left > 0 ? tr("%n were left alone, for somebody else has changed them since or they are gone.", nullptr, left) : QString());
        else
            m_result->say(Verdict::Ok, tr("All %n node(s) name %1, read back", nullptr, good).arg(outcome->record.agency),
                          tr("Guardian takes it up by itself; an alarm that came from it clears within some minutes."));
        return;
    }
    QStringList rest;
    const auto add = [&rest](const QString &text, int count) {
        if (count > 0)
            rest.append(text.arg(count));
    };
    add(tr("%1 were refused"), outcome->count(NodeStep::Failed));
    add(tr("of %1 it is not known"), outcome->count(NodeStep::Unconfirmed));
    add(tr("%1 were not tried"), outcome->count(NodeStep::NotSent));
    add(tr("%1 were left alone"), outcome->isUndo ? 0 : outcome->count(NodeStep::LeftAlone));
    const QString bold = outcome->isUndo ? tr("%1 of %2 nodes have again what they had").arg(good).arg(all)
                                         : tr("%1 of %2 nodes name %3").arg(good).arg(all).arg(outcome->record.agency);
    const QString plain = rest.join(u", "_s) + u". "_s
        + (outcome->isUndo ? tr("Undo once more when what is in the way is over.")
                           : tr("Preview again to write to the rest, or undo to give back what was there."));
    if (outcome->stoppedBy && outcome->stoppedBy->fault == Fault::Conflict) // the cluster, not the cloud's "clash"
        m_result->say(*outcome->stoppedBy, m_clock->now(), bold, plain + u' ' + tr("Stopped: %1.").arg(outcome->stoppedBy->detail),
                      Verdict::Attention);
    else if (outcome->stoppedBy)
        m_result->say(*outcome->stoppedBy, m_clock->now(), bold, plain + u' ' + explain(*outcome->stoppedBy).what, Verdict::Attention);
    else
        m_result->say(Verdict::Attention, bold, plain);
}

} // namespace claviger
