// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/probeview.h"

#include "app/agencies/probeboard.h"
#include "ui/agencies/proberesult.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
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
    , m_result(new ProbeResult(board))
    , m_command(new TextLabel({}, TextStyle::Mono))
    , m_copy(makeButton(tr("Copy command"), ButtonKind::Plain, u"copy"_s))
    , m_copied(new MarkLabel(Verdict::Ok, tr("Copied"), TextStyle::Small, Tone::Ok))
    , m_ticker(new Ticker(this))
{
    setObjectName(u"probeView"_s);
    m_close->setObjectName(u"closeProbe"_s);
    m_run->setObjectName(u"runProbe"_s);
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

    auto *content = new QWidget;
    auto *column = new QVBoxLayout;
    column->setSpacing(space::Group);
    column->addWidget(buildFields());
    column->addWidget(m_intention);
    column->addLayout(start);
    column->addWidget(m_note);
    column->addWidget(m_result);
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
    m_result->reflect();
    if (m_wasRunning && !isRunning && m_board.state() != ProbeBoard::Idle)
        QTimer::singleShot(0, this, [this] { m_result->showIn(*m_area); }); // laid out by then
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

} // namespace claviger
