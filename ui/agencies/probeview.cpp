// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/probeview.h"

#include "app/agencies/probeboard.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/factline.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/onelinevalidator.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/ticker.h"
#include "ui/widgets/timetext.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr int longestTyped = 1000; // a longer text is refused with a sentence, not cut

Verdict markOf(const ProbeFinding &finding)
{
    if (finding.kind == ProbeFinding::GuardianUnasked || finding.kind == ProbeFinding::HostKeyChanged)
        return Verdict::Attention;
    const std::optional<bool> works = finding.works();
    return !works ? Verdict::Unknown : *works ? Verdict::Ok : Verdict::Broken;
}

} // namespace

ProbeView::ProbeView(ProbeBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_title(new TextLabel({}, TextStyle::Bold))
    , m_close(makeIconButton(u"cross"_s, tr("Back to the nodes"), ButtonKind::Flat))
    , m_area(new QScrollArea)
    , m_address(new QLineEdit)
    , m_user(new QLineEdit)
    , m_guardian(new QLineEdit)
    , m_intention(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_run(makeButton(tr("Run probe"), ButtonKind::Plain, u"prove"_s))
    , m_note(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_progress(new ProgressLine)
    , m_finding(new FailureBanner)
    , m_facts(new QWidget)
    , m_login(new FactLine)
    , m_guardianFact(new FactLine)
    , m_meta(new FactLine)
    , m_time(new FactLine)
    , m_command(new TextLabel({}, TextStyle::Mono))
    , m_copy(makeButton(tr("Copy command"), ButtonKind::Plain, u"copy"_s))
    , m_copied(new MarkLabel(Verdict::Ok, tr("Copied"), TextStyle::Small, Tone::Ok))
    , m_ticker(new Ticker(this))
{
    setObjectName(u"probeView"_s);
    m_close->setObjectName(u"closeProbe"_s);
    m_run->setObjectName(u"runProbe"_s);
    m_finding->setObjectName(u"probeFinding"_s);
    m_copy->setObjectName(u"copyProbeCommand"_s);

    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus); // its controls have it
    m_area->setWidget(buildContent());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(new HairLine);
    column->addWidget(m_area, 1);
    setTabOrder(m_copy, m_close);

    for (QLineEdit *field : {m_address, m_user, m_guardian}) {
        connect(field, &QLineEdit::textChanged, this, &ProbeView::reflectWords);
        connect(field, &QLineEdit::returnPressed, this, &ProbeView::run);
    }
    connect(m_close, &QPushButton::clicked, this, &ProbeView::close);
    connect(m_run, &QPushButton::clicked, this, &ProbeView::run);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_command->text());
        m_copied->show();
        QTimer::singleShot(2s, m_copied, &QWidget::hide);
    });
    connect(m_progress, &ProgressLine::stopRequested, &m_board, &ProbeBoard::cancel);
    connect(m_ticker, &Ticker::ticked, this, &ProbeView::reflectWait);
    connect(&m_board, &ProbeBoard::stateChanged, this, &ProbeView::reflect);
    m_user->setText(ProbeTarget().userName);
    m_guardian->setText(ProbeTarget().guardianUser);
    reflect();
}

QWidget *ProbeView::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::Page, space::Control, space::Page, space::Control);
    row->addWidget(m_title, 1);
    row->addWidget(m_close);
    return head;
}

QWidget *ProbeView::buildContent()
{
    for (TextLabel *label : {m_title, m_intention, m_note, m_command})
        label->setWordWrap(true);
    m_progress->setProgress(tr("The probe runs on the node"));

    auto *start = new QHBoxLayout;
    start->setSpacing(space::Group);
    start->addWidget(m_run);
    start->addWidget(m_progress, 1);
    auto *facts = new QVBoxLayout(m_facts);
    facts->setContentsMargins({});
    facts->setSpacing(space::Group);
    for (FactLine *fact : {m_login, m_guardianFact, m_meta, m_time})
        facts->addWidget(fact);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout;
    column->setSpacing(space::Group);
    column->addWidget(buildFields());
    column->addWidget(m_intention);
    column->addLayout(start);
    column->addWidget(m_note);
    column->addWidget(m_finding);
    column->addWidget(m_facts);
    column->addWidget(buildCommand());
    column->addStretch(1);
    auto *text = new QWidget; // lines of a readable length
    text->setLayout(column);
    text->setMaximumWidth(size::StepText + 2 * space::Page);
    column->setContentsMargins(space::Page, space::Group, space::Page, space::Page);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins({});
    row->addWidget(text, 1);
    row->addStretch(0);
    return content;
}

QWidget *ProbeView::buildFields()
{
    auto *fields = new QWidget;
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(space::Group);
    grid->setVerticalSpacing(space::Tight);
    int at = 0;
    const auto add = [&](const QString &name, const QString &objectName, const QString &example, QLineEdit *field) {
        auto *label = new TextLabel(name);
        label->setWordWrap(true);
        label->setBuddy(field);
        field->setObjectName(objectName);
        field->setAccessibleName(name);
        field->setPlaceholderText(example);
        field->setMaxLength(longestTyped);
        field->setValidator(new OneLineValidator(field));
        grid->addWidget(label, 0, at, Qt::AlignBottom);
        grid->addWidget(field, 1, at);
        grid->setColumnStretch(at, at == 0 ? 2 : 1);
        ++at;
    };
    add(tr("Address of the node"), u"probeAddress"_s, u"192.168.0.156"_s, m_address);
    add(tr("User to sign in with"), u"probeUser"_s, u"root"_s, m_user);
    add(tr("User of Guardian"), u"probeGuardianUser"_s, u"omm"_s, m_guardian);
    return fields;
}

QWidget *ProbeView::buildCommand()
{
    m_command->setObjectName(u"probeCommand"_s);
    m_command->setAccessibleName(tr("Command"));
    m_command->setSelectable(true);
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(space::Control);
    column->addWidget(new HairLine);
    column->addWidget(new TextLabel(tr("Or run it yourself"), TextStyle::Bold));
    auto *why = new TextLabel(tr("It prints the status and the end of the key, and neither AK nor secret. "
                                 "To ask as the user of Guardian, put “sudo -n -u USER” in front of curl."),
                              TextStyle::Small, Tone::Secondary);
    why->setWordWrap(true);
    column->addWidget(why);
    column->addWidget(m_command);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::Control);
    row->addWidget(m_copy);
    row->addWidget(m_copied);
    row->addStretch(1);
    m_copied->hide();
    column->addLayout(row);
    return box;
}

void ProbeView::takeFocus()
{
    if (m_address->text().isEmpty())
        m_address->setFocus();
    else
        m_run->setFocus();
}

ProbeTarget ProbeView::typed() const
{
    ProbeTarget target = m_board.target();
    target.address = m_address->text().trimmed();
    target.userName = m_user->text().trimmed();
    target.guardianUser = m_guardian->text().trimmed();
    return target;
}

void ProbeView::run()
{
    if (m_run->isEnabled())
        m_board.run(typed());
}

void ProbeView::close()
{
    m_board.close(); // stops what runs
    Q_EMIT closed();
}

void ProbeView::reflect()
{
    reflectTarget();
    const bool isRunning = m_board.state() == ProbeBoard::Running;
    for (QLineEdit *field : {m_address, m_user, m_guardian})
        field->setEnabled(!isRunning);
    m_progress->showWhile(isRunning);
    reflectWait();
    reflectFinding();
    if (m_wasRunning && !isRunning && m_board.state() != ProbeBoard::Idle)
        QTimer::singleShot(0, this, [this] { m_area->ensureWidgetVisible(m_finding, 0, space::Page); }); // laid out by then
    m_wasRunning = isRunning;
}

// The users stay as they were typed: they are the same on the next node.
void ProbeView::reflectTarget()
{
    const ProbeTarget &target = m_board.target();
    if (target.serverId != m_shown) {
        m_shown = target.serverId;
        m_address->setText(target.address);
        m_area->ensureVisible(0, 0);
    }
    m_title->setText(tr("securitykey on %1").arg(target.nodeName.isEmpty() ? target.serverId : target.nodeName));
    reflectWords();
}

void ProbeView::reflectWords()
{
    const ProbeTarget target = typed();
    m_intention->setText(
        target.guardianUser.isEmpty() || target.guardianUser == target.userName
            ? tr("Claviger signs in with the ssh of this computer and asks the metadata service of the node for its temporary key, as %1. "
                 "Only status, end and the first letters of the AK come back. The asks count: after 140 in 5 minutes the service blocks the node for 30 minutes.")
                  .arg(target.userName)
            : tr("Claviger signs in with the ssh of this computer and asks the metadata service of the node for its temporary key, once as %1 and once as %2. "
                 "Only status, end and the first letters of the AK come back. The asks count: after 140 in 5 minutes the service blocks the node for 30 minutes.")
                  .arg(target.userName, target.guardianUser));
    const bool isUsable = checkTarget(target).has_value();
    m_command->setText(isUsable ? commandToCopy(target) : tr("Enter address and users first."));
    m_copy->setEnabled(isUsable);
}

void ProbeView::reflectWait()
{
    const std::chrono::milliseconds wait = m_board.wait();
    const bool mayRun = wait <= 0ms;
    m_run->setEnabled(mayRun && m_board.state() != ProbeBoard::Running);
    m_note->setVisible(!mayRun);
    m_note->setText(mayRun ? QString()
                           : tr("A node is probed twice in 5 minutes at most. The next time in %1.")
                                 .arg(durationText(std::chrono::ceil<std::chrono::seconds>(wait))));
    if (mayRun)
        m_ticker->stop();
    else
        m_ticker->start();
}

void ProbeView::reflectFinding()
{
    const std::optional<ProbeFinding> &finding = m_board.finding();
    m_facts->setVisible(finding && (finding->answers.login || finding->answers.guardian));
    m_finding->setAccessibleDescription(finding ? findingId(finding->kind) : QString());
    if (m_board.error()) {
        m_finding->setAccessibleName(m_board.error()->detail);
        m_finding->say(Verdict::Attention, tr("Nothing was run."), m_board.error()->detail);
        return;
    }
    if (!finding) {
        m_finding->clear();
        return;
    }
    QString text = findingText(*finding, m_board.target());
    if (!finding->said.isEmpty())
        text += u' ' + tr("It says: %1").arg(finding->said);
    m_finding->setAccessibleName(text);
    m_finding->say(markOf(*finding), text, findingAdvice(*finding, m_board.target()));
    reflectFacts(*finding);
}

void ProbeView::reflectFacts(const ProbeFinding &finding)
{
    const ProbeAnswers &answers = finding.answers;
    const ProbeTarget &target = m_board.target();
    m_login->setVisible(answers.login.has_value());
    if (answers.login)
        reflectAnswer(*m_login, target.userName, *answers.login);
    if (answers.guardian) {
        reflectAnswer(*m_guardianFact, answers.guardianState == ProbeAnswers::SameUser ? target.userName : target.guardianUser, *answers.guardian);
    } else {
        m_guardianFact->say(Verdict::Unknown, tr("As %1: unknown").arg(target.guardianUser),
                            answers.guardianState == ProbeAnswers::Absent ? tr("the node has no such user")
                                                                          : tr("%1 may not act for it").arg(target.userName));
    }
    const int meta = answers.metaStatus.value_or(0);
    m_meta->setVisible(answers.metaStatus.has_value());
    m_meta->say(meta == 200 ? Verdict::Ok : Verdict::Broken,
                meta == 200 ? tr("The metadata service answers") : tr("The metadata service does not answer as it should"),
                meta == 0 ? tr("meta_data.json: no answer") : tr("meta_data.json: status %1").arg(meta));
    m_time->setVisible(answers.nodeTime.has_value());
    if (!answers.nodeTime)
        return;
    const auto shown = [&finding](Instant time) { return finding.clocksDiffer ? factTime(time) : clockText(time); };
    m_time->say(finding.clocksDiffer ? Verdict::Attention : Verdict::Ok,
                finding.clocksDiffer ? tr("The clock of the node differs from the one of this computer") : tr("The clock of the node is right"),
                tr("%1 there, %2 here").arg(shown(*answers.nodeTime), shown(m_board.foundAt())));
}

void ProbeView::reflectAnswer(FactLine &fact, const QString &userName, const KeyAnswer &answer)
{
    const bool works = answer.isComplete && answer.ends && *answer.ends > m_board.foundAt();
    QString line = answerText(answer);
    if (answer.ends)
        line = tr("%1, until %2").arg(line, factTime(*answer.ends));
    fact.say(works ? Verdict::Ok : Verdict::Broken, works ? tr("As %1: works").arg(userName) : tr("As %1: fails").arg(userName), line);
}

} // namespace claviger
