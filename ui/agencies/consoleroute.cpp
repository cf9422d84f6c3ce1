// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/consoleroute.h"

#include "app/agencies/rebindboard.h"
#include "app/foundation/clock.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/timetext.h"

#include <QGridLayout>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

ConsoleRoute::ConsoleRoute(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_open(makeButton(tr("Open the MRS console"), ButtonKind::Plain, u"open"_s))
    , m_noPage(new TextLabel(tr("Open it in a browser; its address is not known here. Add it under Edit profile, Web console."), TextStyle::Body, Tone::Secondary))
    , m_cluster(new TextLabel)
    , m_agency(new TextLabel)
    , m_watching(new ProgressLine)
    , m_result(new FailureBanner)
    , m_again(makeButton(tr("Watch again"), ButtonKind::Plain, u"refresh"_s))
{
    setObjectName(u"consoleRoute"_s);
    m_open->setObjectName(u"openConsole"_s);
    m_again->setObjectName(u"watchAgain"_s);
    m_watching->setObjectName(u"busy"_s);

    auto *steps = new QGridLayout;
    steps->setHorizontalSpacing(space::Group);
    steps->setVerticalSpacing(space::Control);
    steps->setColumnStretch(1, 1);
    int number = 0;
    const auto addStep = [steps, &number](std::initializer_list<QWidget *> content) {
        const int row = number;
        steps->addWidget(new TextLabel(u"%1."_s.arg(++number), TextStyle::Bold), row, 0, Qt::AlignTop | Qt::AlignRight);
        auto *column = new QVBoxLayout;
        column->setSpacing(space::Tight);
        for (QWidget *widget : content) {
            if (auto *label = qobject_cast<TextLabel *>(widget)) {
                label->setWordWrap(true);
                label->setSelectable(true);
                column->addWidget(label);
            } else {
                column->addWidget(widget, 0, Qt::AlignLeft);
            }
        }
        steps->addLayout(column, row, 1);
    };
    addStep({new TextLabel(tr("Open the MRS console in a browser and sign in there.")), m_open, m_noPage});
    addStep({m_cluster});
    addStep({new TextLabel(tr("On the tab Dashboard, in the line IAM User Sync, choose Synchronize, and wait until it says Synchronized."))});
    addStep({new TextLabel(tr("In the line Agency choose Manage Agency."))});
    addStep({m_agency});

    m_watching->setKeepsPlace(false); // the result takes it
    auto *last = new QHBoxLayout;
    last->addWidget(m_again);
    last->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::Group);
    column->addLayout(steps);
    column->addWidget(m_watching);
    column->addWidget(m_result);
    column->addLayout(last);

    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT pageWanted(m_board.consolePage()); });
    connect(m_watching, &ProgressLine::stopRequested, &m_board, &RebindBoard::stop);
    connect(m_again, &QPushButton::clicked, &m_board, [this] { m_board.goBy(RebindBoard::Console); });
}

void ConsoleRoute::reflect()
{
    const ClusterReading &reading = m_board.reading();
    const QString agency = m_board.chosen() ? m_board.chosen()->name() : QString();
    const bool hasPage = !m_board.consolePage().isEmpty();
    m_open->setVisible(hasPage);
    m_noPage->setVisible(!hasPage);
    m_open->setToolTip(m_board.consolePage().toString());
    m_cluster->setText(tr("Clusters, Active Clusters: click the name %1.").arg(reading.cluster.name));
    m_agency->setText(agency.isEmpty() ? tr("Choose the agency, and confirm with OK.") : tr("Choose %1, and confirm with OK.").arg(agency));

    const bool isWatching = m_board.work() == RebindBoard::Watching;
    m_watching->showWhile(isWatching);
    if (isWatching) {
        const auto bound = static_cast<int>(std::count_if(reading.nodes.begin(), reading.nodes.end(), [&agency](const NodeBinding &node) {
            return node.condition == NodeBinding::Read && !node.agency.isEmpty() && (agency.isEmpty() || node.agency == agency);
        }));
        const int nodes = reading.verdict.nodes;
        m_watching->setProgress(agency.isEmpty() ? tr("Watching: %1 of %2 nodes are bound").arg(bound).arg(nodes)
                                                 : tr("Watching: %1 of %2 nodes name %3").arg(bound).arg(nodes).arg(agency),
                                bound, std::max(nodes, 1));
        m_watching->setDetail(tr("every 15 s until %1").arg(clockText(m_board.watchedSince() + watchFor)));
    }
    const bool mayWatchAgain = !isWatching && !m_board.isSeenBound();
    if (m_again->hasFocus() && !mayWatchAgain && hasPage) // else it would leave the page, and Escape with it
        m_open->setFocus();
    m_again->setVisible(mayWatchAgain);
    const BindingVerdict &verdict = reading.verdict;
    if (m_board.isSeenBound() && (verdict.isBroken() || verdict.kind == BindingVerdict::NoObsPermission))
        m_result->say(Verdict::Attention, tr("All %n node(s) name %1", nullptr, verdict.nodes).arg(verdict.agencies.join(u", "_s)),
                      verdictText(verdict) + u". "_s + verdictAdvice(verdict));
    else if (m_board.isSeenBound())
        m_result->say(Verdict::Ok, tr("All %n node(s) name %1", nullptr, reading.verdict.nodes).arg(reading.verdict.agencies.join(u", "_s)),
                      tr("Guardian takes it up by itself; an alarm that came from it clears within some minutes."));
    else if (m_board.failedWork() == RebindBoard::Watching && m_board.error()->fault == Fault::TimedOut)
        m_result->say(Verdict::Attention, tr("No change was seen within 10 minutes"),
                      tr("If the console says that it is done, check that it was the cluster %1, then watch again.").arg(reading.cluster.name));
    else if (m_board.failedWork() == RebindBoard::Watching)
        m_result->say(*m_board.error(), m_clock->now(), tr("The nodes could not be watched"));
    else
        m_result->clear();
}

} // namespace claviger
