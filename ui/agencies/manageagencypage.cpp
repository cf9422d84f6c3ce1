// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/manageagencypage.h"

#include "app/agencies/candidatemodel.h"
#include "app/agencies/rebindboard.h"
#include "app/foundation/clock.h"
#include "ui/agencies/agencyassistant.h"
#include "ui/agencies/bindingdelegate.h"
#include "ui/agencies/consoleroute.h"
#include "ui/agencies/noderoute.h"
#include "ui/agencies/rebinddelegates.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/timetext.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QRadioButton>
#include <QScrollArea>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int stepContent = 960; // look.md, 5
constexpr int mostAgenciesShown = 8;

} // namespace

ManageAgencyPage::ManageAgencyPage(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_header(new PageHeader(tr("Manage agency")))
    , m_back(makeButton(tr("Back to clusters"), ButtonKind::Quiet))
    , m_record(new Banner(Verdict::Attention))
    , m_keep(makeButton(tr("Keep it as it is"), ButtonKind::Quiet))
    , m_reading(new ProgressLine)
    , m_agenciesFailure(new FailureBanner)
    , m_candidates(new CandidateModel(this))
    , m_table(new DataTable)
    , m_others(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_missing(makeButton(tr("The agency is missing…"), ButtonKind::Quiet))
    , m_assistant(new AgencyAssistant(board, m_clock))
    , m_routeA(new QRadioButton(tr("On the MRS console")))
    , m_routeB(new QRadioButton(tr("Node by node, from here")))
    , m_routeBNote(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_console(new ConsoleRoute(board, m_clock))
    , m_nodes(new NodeRoute(board, m_clock))
{
    setObjectName(u"manageAgencyPage"_s);
    m_back->setObjectName(u"backToClusters"_s);
    m_record->setObjectName(u"earlierBinding"_s);
    m_keep->setObjectName(u"keepBinding"_s);
    m_header->addAction(m_back);

    auto *content = new QWidget;
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(space::Step, space::Page, space::Step, space::Step);
    auto *inner = new QWidget;
    inner->setMaximumWidth(stepContent);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins({});
    column->setSpacing(space::Group);
    column->addWidget(m_record);
    column->addWidget(m_keep, 0, Qt::AlignLeft);
    column->addWidget(buildAgencies());
    column->addSpacing(space::Page);
    column->addWidget(buildWays());
    column->addStretch(1);
    centred->addWidget(inner, 100);
    centred->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->setSpacing(0);
    page->addWidget(m_header);
    page->addWidget(scroll, 1);

    connect(m_back, &QPushButton::clicked, this, &ManageAgencyPage::left);
    connect(m_keep, &QPushButton::clicked, &m_board, &RebindBoard::keep);
    connect(m_nodes, &NodeRoute::newsBegan, this, [this, scroll] {
        QTimer::singleShot(0, m_nodes, [this, scroll] { scroll->ensureWidgetVisible(m_nodes, 0, scroll->viewport()->height()); }); // once laid out
    });
    connect(m_console, &ConsoleRoute::pageWanted, this, &ManageAgencyPage::pageWanted);
    connect(&m_board, &RebindBoard::changed, this, &ManageAgencyPage::reflect);
    reflect();
}

QWidget *ManageAgencyPage::buildAgencies()
{
    m_reading->setObjectName(u"busy"_s);
    m_table->setObjectName(u"agencyChoice"_s);
    m_table->setAccessibleName(tr("Agency to bind"));
    m_table->setModel(m_candidates);
    m_table->setItemDelegate(new CandidateDelegate(m_table));
    m_table->fitColumn(CandidateModel::AgencyColumn, {.texts = {QString::fromLatin1(mrsDefaultAgency)}, .style = TextStyle::Mono});
    m_table->fitColumn(CandidateModel::HealthColumn, {.texts = {tr("May not use OBS"), tr("Expires in 30 days")}, .hasMark = true});
    m_table->fitColumn(CandidateModel::NoteColumn, {.texts = {tr("Kept by MRS: do not edit it")}});
    m_table->horizontalHeader()->setSectionResizeMode(CandidateModel::PermissionsColumn, QHeaderView::Stretch);
    m_table->setDispensableColumns({CandidateModel::NoteColumn});
    m_missing->setObjectName(u"agencyMissing"_s);
    m_missing->setCheckable(true);
    m_others->setWordWrap(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            m_board.choose(current.data(CandidateModel::NameRole).toString());
    });
    connect(m_missing, &QPushButton::toggled, m_assistant, &QWidget::setVisible);
    connect(m_reading, &ProgressLine::stopRequested, &m_board, &RebindBoard::stop);

    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(space::Control);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::Page);
    head->addWidget(new TextLabel(tr("Which agency"), TextStyle::Subtitle));
    head->addWidget(m_reading, 1);
    column->addLayout(head);
    column->addWidget(m_agenciesFailure);
    column->addWidget(m_table);
    auto *line = new QHBoxLayout;
    line->addWidget(m_others, 1);
    line->addWidget(m_missing);
    column->addLayout(line);
    auto *indented = new QHBoxLayout;
    indented->setContentsMargins(space::Page, 0, 0, 0);
    indented->addWidget(m_assistant);
    column->addLayout(indented);
    m_assistant->hide();
    return box;
}

QWidget *ManageAgencyPage::buildWays()
{
    m_routeA->setObjectName(u"routeA"_s);
    m_routeB->setObjectName(u"routeB"_s);
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(space::Tight);
    column->addWidget(new TextLabel(tr("Which way"), TextStyle::Subtitle));
    const auto addWay = [column](QRadioButton *button, TextLabel *note) {
        column->addSpacing(space::Tight);
        column->addWidget(button, 0, Qt::AlignLeft);
        auto *indented = new QHBoxLayout;
        indented->setContentsMargins(size::Mark + space::Control, 0, 0, 0);
        note->setWordWrap(true);
        indented->addWidget(note);
        column->addLayout(indented);
    };
    addWay(m_routeA, new TextLabel(tr("The documented way. You click there, Claviger says what, and sees by itself when every node has it."),
                                   TextStyle::Small, Tone::Secondary));
    addWay(m_routeB, m_routeBNote);
    column->addSpacing(space::Page);
    column->addWidget(m_console);
    column->addWidget(m_nodes);
    // Clicked, not toggled: a board that turns to another way shows it here without going it once more.
    connect(m_routeA, &QRadioButton::clicked, this, &ManageAgencyPage::goBy);
    connect(m_routeB, &QRadioButton::clicked, this, &ManageAgencyPage::goBy);
    return box;
}

void ManageAgencyPage::goBy()
{
    m_board.goBy(m_routeA->isChecked() ? RebindBoard::Console : RebindBoard::NodeByNode);
}

void ManageAgencyPage::takeFocus()
{
    m_table->setFocus(); // never what writes; as soon as it shows
}

void ManageAgencyPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

void ManageAgencyPage::reflect()
{
    const ClusterReading &reading = m_board.reading();
    if (reading.cluster.id.isEmpty())
        return;
    m_header->setTitle(tr("Manage agency of %1").arg(reading.cluster.name));
    m_header->setLine(u"%1 · %2"_s.arg(reading.cluster.state, verdictText(reading.verdict)));
    reflectRecord();
    reflectAgencies();
    m_assistant->reflect();

    const bool isBusy = m_board.isWriting() || m_board.isCreating() || m_board.work() == RebindBoard::ReadingAgencies;
    m_routeA->setEnabled(!isBusy);
    m_routeB->setEnabled(!isBusy && m_board.chosen() && !m_board.isReadOnly());
    m_routeBNote->setText(m_board.isReadOnly()   ? tr("This profile is marked read-only.")
                              : !m_board.chosen() ? tr("Choose an agency first: one that IAM does not show is never written.")
                                                  : tr("Writes the agency into the metadata of every node's server, with a preview and a way back. MRS's own record is not changed."));
    for (QRadioButton *button : {m_routeA, m_routeB})
        button->setAutoExclusive(m_board.way() != RebindBoard::NoWay);
    m_routeA->setChecked(m_board.way() == RebindBoard::Console);
    m_routeB->setChecked(m_board.way() == RebindBoard::NodeByNode);
    for (QRadioButton *button : {m_routeA, m_routeB})
        button->setAutoExclusive(true);
    const bool showsWork = m_board.isWriting() || m_board.outcome() || m_board.failedWork() == RebindBoard::Undoing
        || m_board.failedWork() == RebindBoard::Resuming;
    m_console->setVisible(m_board.way() == RebindBoard::Console && !showsWork);
    m_nodes->setVisible(m_board.way() == RebindBoard::NodeByNode || showsWork);
    m_console->reflect();
    m_nodes->reflect();
}

// What an earlier rebinding has left, as long as there is something to say about it.
void ManageAgencyPage::reflectRecord()
{
    const RebindRecord *record = m_board.record();
    m_record->setVisible((record || m_board.recordsError()) && !m_board.isWriting());
    m_keep->setVisible(record && record->wantsDecision() && !m_board.isWriting());
    if (m_board.recordsError()) {
        m_recordShown.clear();
        m_record->clearButtons();
        m_undo = m_resume = nullptr;
        m_record->say(Verdict::Broken, tr("What was written to nodes before cannot be read"),
                      m_board.recordsError()->detail + u' ' + tr("Nothing is written node by node until it can."));
        return;
    }
    if (!record)
        return;
    const bool isOpen = record->wantsDecision();
    const QString shown = u"%1 %2"_s.arg(record->id).arg(isOpen);
    if (shown != m_recordShown) {
        m_recordShown = shown;
        m_record->clearButtons();
        m_undo = m_record->addButton(tr("Undo"), u"undoBinding"_s);
        m_resume = isOpen && !record->wasBeingUndone() ? m_record->addButton(tr("Go on"), u"resumeBinding"_s) : nullptr;
        connect(m_undo, &QPushButton::clicked, this, [this] {
            ask(tr("Give back what the nodes had?"), tr("Nodes that still have what was written get back what they had before."), tr("Undo"),
                u"confirmUndo"_s, &RebindBoard::undo);
        });
        if (m_resume)
            connect(m_resume, &QPushButton::clicked, this, [this] {
                ask(tr("Go on with the rebinding?"), tr("The nodes that were not reached get the agency, too."), tr("Go on"), u"confirmResume"_s,
                    &RebindBoard::resume);
            });
    }
    for (QPushButton *button : {m_undo, m_resume, m_keep})
        if (button)
            button->setEnabled(m_board.work() == RebindBoard::NoWork && !m_board.isReadOnly());
    const int nodes = record->toRestore();
    if (isOpen)
        m_record->say(Verdict::Attention, tr("A rebinding of %1 was cut short").arg(factTime(record->begun)),
                      record->wasBeingUndone()
                          ? tr("%n node(s) may still have %1. Undo gives back what they had.", nullptr, nodes).arg(record->agency)
                          : tr("%1 may be on %n of %2 nodes. Undo gives back what they had; Go on writes to the rest.", nullptr, nodes)
                                .arg(record->agency)
                                .arg(record->nodes.size()));
    else
        m_record->say(Verdict::Info, tr("%1 was written to %n node(s) on %2", nullptr, nodes).arg(record->agency, factTime(record->begun)),
                      tr("By %1. Undo gives back what they had before.").arg(record->userName));
}

// In production the name of the cluster is typed before anything is written.
void ManageAgencyPage::ask(const QString &title, const QString &sentence, const QString &act, const QString &actName, void (RebindBoard::*write)())
{
    if (!m_board.isProduction())
        return (m_board.*write)();
    auto *dialog = new ConfirmDialog(
        {.title = title, .sentence = sentence, .act = act, .actName = actName, .typedName = m_board.reading().cluster.name}, this);
    connect(dialog, &QDialog::accepted, &m_board, write);
    dialog->open();
}

void ManageAgencyPage::reflectAgencies()
{
    const bool isReading = m_board.work() == RebindBoard::ReadingAgencies;
    m_reading->showWhile(isReading && !m_board.candidates());
    if (isReading)
        m_reading->setProgress(tr("Reading the agencies of the account"));
    if (m_board.failedWork() == RebindBoard::ReadingAgencies)
        m_agenciesFailure->say(*m_board.error(), m_clock->now(), tr("The agencies of the account could not be read"),
                               tr("The MRS console lists them, too: that way stays open."), Verdict::Unknown);
    else
        m_agenciesFailure->clear();
    const bool hasAny = m_board.candidates() && !m_board.candidates()->agencies.empty();
    m_table->setVisible(hasAny);
    if (m_board.candidates()) {
        m_candidates->show(m_board.candidates()->agencies, m_board.cloudNow());
        m_table->fitRows(mostAgenciesShown);
    }
    const int row = m_board.chosen() ? m_candidates->rowOf(m_board.chosen()->name()) : -1;
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->selectRow(row);
    else if (row < 0)
        m_table->clearSelection();
    m_table->setEnabled(!m_board.isWriting() && !m_board.isCreating());
    m_others->setVisible(m_board.candidates().has_value());
    if (!m_board.candidates())
        return;
    const int others = m_board.candidates()->others;
    m_others->setText(!hasAny      ? tr("No agency of the account trusts ECS, so there is none to bind.")
                          : others > 0 ? tr("%n other agency(ies) of the account do not trust ECS and cannot be bound.", nullptr, others)
                                       : QString());
    if (!hasAny && !m_missing->isChecked())
        m_missing->setChecked(true);
}

} // namespace claviger
