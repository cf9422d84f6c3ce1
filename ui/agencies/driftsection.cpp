// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/driftsection.h"

#include "app/agencies/driftwatch.h"
#include "app/agencies/impact.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/ticker.h"
#include "ui/widgets/timetext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr std::array offeredMinutes{2, 5, 10, 15, 30, 60};
constexpr std::array offeredDays{7, 14, 30, 60, 90};
constexpr std::size_t fewChanges = 5;

QString intervalText(std::chrono::minutes interval)
{
    return durationText(interval);
}

} // namespace

DriftSection::DriftSection(BindingBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_watch(board.watch())
    , m_clock(std::move(clock))
    , m_title(new TextLabel(tr("Drift watch"), TextStyle::Bold))
    , m_next(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_state(new MarkLabel(Mark(), {}, TextStyle::Small, Tone::Secondary))
    , m_impact(new MarkLabel(Verdict::Broken))
    , m_note(new MarkLabel(Verdict::Attention, {}, TextStyle::Small, Tone::Secondary))
    , m_isOn(new QCheckBox(tr("Look every")))
    , m_interval(new QComboBox)
    , m_soon(new QComboBox)
    , m_changes(new QWidget)
    , m_lines(new QGridLayout(m_changes))
    , m_history(makeButton({}, ButtonKind::Quiet))
{
    setObjectName(u"driftSection"_s);
    m_next->setObjectName(u"driftNext"_s);
    m_state->setObjectName(u"driftState"_s);
    m_impact->setObjectName(u"driftImpact"_s);
    m_changes->setObjectName(u"driftChanges"_s);
    m_history->setObjectName(u"driftHistory"_s);
    for (QLabel *label : std::initializer_list<QLabel *>{m_title, m_next, m_state, m_impact, m_note})
        label->setWordWrap(true);
    m_next->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_lines->setContentsMargins({});
    m_lines->setHorizontalSpacing(space::Control);
    m_lines->setVerticalSpacing(space::Tight);
    m_lines->setColumnStretch(1, 1);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_next, 1);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    inner->setSpacing(space::Control);
    inner->addLayout(head);
    for (QWidget *part : std::initializer_list<QWidget *>{m_impact, m_state, m_note, buildChoice(), buildSoon(), m_changes})
        inner->addWidget(part);
    inner->addWidget(m_history, 0, Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(new HairLine);
    column->addLayout(inner);

    connect(m_history, &QPushButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        reflectChanges();
    });
    if (m_watch) {
        connect(m_watch, &DriftWatch::changed, this, &DriftSection::reflect);
        auto *ticker = new Ticker(this);
        connect(ticker, &Ticker::ticked, this, &DriftSection::reflectImpact);
        ticker->start();
    }
    reflect();
}

// A combo box has its accessible name from a label; the one that people see is the check box before it.
QWidget *DriftSection::buildChoice()
{
    m_isOn->setObjectName(u"driftWatch"_s);
    m_isOn->setAccessibleName(tr("Watch the agencies of the clusters"));
    m_interval->setObjectName(u"driftInterval"_s);
    m_interval->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_interval->setMinimumContentsLength(6);
    for (const int minutes : offeredMinutes)
        m_interval->addItem(intervalText(std::chrono::minutes(minutes)), minutes);
    auto *name = new TextLabel(tr("Interval of the drift watch"));
    name->setBuddy(m_interval);
    name->hide();
    auto *choice = new QWidget;
    auto *row = new QHBoxLayout(choice);
    row->setContentsMargins({});
    row->setSpacing(space::Control);
    row->addWidget(m_isOn);
    row->addWidget(name);
    row->addWidget(m_interval);
    row->addStretch(1);
    connect(m_isOn, &QCheckBox::toggled, this, &DriftSection::choose);
    connect(m_interval, &QComboBox::activated, this, &DriftSection::choose);
    return choice;
}

QWidget *DriftSection::buildSoon()
{
    m_soon->setObjectName(u"expiryDays"_s);
    for (const int days : offeredDays)
        m_soon->addItem(tr("%n day(s) ahead", nullptr, days), days);
    auto *name = new TextLabel(tr("Warn of an expiry"));
    name->setWordWrap(true);
    name->setBuddy(m_soon);
    auto *choice = new QWidget;
    auto *row = new QHBoxLayout(choice);
    row->setContentsMargins({});
    row->setSpacing(space::Control);
    row->addWidget(name, 1);
    row->addWidget(m_soon);
    connect(m_soon, &QComboBox::activated, this, &DriftSection::choose);
    return choice;
}

void DriftSection::choose()
{
    if (m_watch)
        m_watch->setPlan({.isOn = m_isOn->isChecked(),
                          .interval = std::chrono::minutes(m_interval->currentData().toInt()),
                          .soon = std::chrono::days(m_soon->currentData().toInt())});
}

void DriftSection::show(const QString &clusterId)
{
    if (clusterId == m_shown)
        return;
    m_shown = clusterId;
    m_showsAll = false;
    reflect();
}

// Hours and minutes today, with the zone; else with the date.
QString DriftSection::moment(Instant instant) const
{
    const auto day = [](Instant one) { return toUtc(one).toLocalTime().date(); };
    if (day(instant) != day(m_clock->now()))
        return factTime(instant);
    return toUtc(instant).toLocalTime().toString(u"HH:mm"_s) + u' ' + zoneText(instant);
}

void DriftSection::reflect()
{
    if (!m_watch) {
        hide();
        return;
    }
    reflectState();
    reflectNotes();
    reflectImpact();
    reflectChanges();
}

void DriftSection::reflectState()
{
    const WatchPlan &plan = m_watch->plan();
    const QSignalBlocker quietly(m_isOn);
    m_isOn->setChecked(plan.isOn);
    const auto minutes = static_cast<int>(plan.interval.count());
    if (m_interval->findData(minutes) < 0) // from the file
        m_interval->addItem(intervalText(plan.interval), minutes);
    m_interval->setCurrentIndex(m_interval->findData(minutes));
    m_interval->setEnabled(plan.isOn);
    const auto days = static_cast<int>(plan.soon.count());
    if (m_soon->findData(days) < 0)
        m_soon->addItem(tr("%n day(s) ahead", nullptr, days), days);
    m_soon->setCurrentIndex(m_soon->findData(days));
    const std::optional<Instant> &next = m_watch->next();
    m_next->setText(m_watch->isReading() ? tr("reading now") : next ? tr("next %1").arg(moment(*next)) : QString());
    m_next->setToolTip(next ? isoUtc(*next) : QString());
    const DriftWatch::Pause pause = m_watch->pause();
    const bool isPaused = pause != DriftWatch::Pause::None && pause != DriftWatch::Pause::Off && pause != DriftWatch::Pause::Changing;
    const bool hasTrouble = isPaused || m_watch->isPutOff() || m_watch->error();
    m_state->setMark(hasTrouble ? Mark(Verdict::Attention) : Mark());
    m_state->setText(stateText());
}

QString DriftSection::stateText() const
{
    switch (m_watch->pause()) {
    case DriftWatch::Pause::NoSession:
    case DriftWatch::Pause::NoProject:
        return tr("Without a project there is nothing to watch.");
    case DriftWatch::Pause::Off:
        return tr("Off: a lost binding shows only when somebody checks.");
    case DriftWatch::Pause::PasswordNeeded:
        return tr("Paused: the session has ended. Sign in again, then it goes on.");
    case DriftWatch::Pause::Refused:
        return tr("Paused: this user may not read clusters or their nodes. Ask for MRS and ECS ReadOnlyAccess, then check all.");
    case DriftWatch::Pause::Changing:
        return tr("Paused while an agency is being bound.");
    case DriftWatch::Pause::OnBattery:
        return tr("Paused on battery. It goes on when the computer is plugged in.");
    case DriftWatch::Pause::None:
        break;
    }
    if (m_watch->isPutOff())
        return tr("The cloud asked for fewer calls, so the next look is later.");
    if (m_watch->error())
        return tr("The last look failed: %1 It tries again by itself.").arg(explain(*m_watch->error()).what);
    return tr("Warns when a binding is lost, before the alarm comes.");
}

void DriftSection::reflectNotes()
{
    QStringList notes;
    if (m_watch->planError())
        notes.append(m_watch->planError()->detail);
    if (m_watch->historyError())
        notes.append(tr("What is found is not kept beyond this session: %1").arg(m_watch->historyError()->detail));
    m_note->setVisible(!notes.isEmpty());
    m_note->setText(notes.join(u' '));
}

void DriftSection::reflectImpact()
{
    const ClusterReading *reading = m_board.clusters().row(m_shown);
    const Impact impact = reading && m_watch ? impactOf(m_watch->known(m_watch->keyOf(reading->cluster))) : Impact();
    m_impact->setVisible(impact.kind != Impact::None);
    m_impact->setText(impactText(impact, m_clock->now(), moment(impact.earliest), moment(impact.latest)));
    m_impact->setToolTip(impact.kind == Impact::Window ? isoUtc(impact.earliest) + u" – "_s + isoUtc(impact.latest)
                             : impact.kind == Impact::AtLatest ? isoUtc(impact.latest)
                                                               : QString());
}

void DriftSection::reflectChanges()
{
    const ClusterReading *reading = m_board.clusters().row(m_shown);
    std::vector<PastReading> known = reading ? m_watch->known(m_watch->keyOf(reading->cluster)) : std::vector<PastReading>();
    const bool hasChanges = known.size() > 1; // one is what stands above already
    m_changes->setVisible(hasChanges);
    m_history->setVisible(known.size() > fewChanges);
    m_history->setText(m_showsAll ? tr("Fewer changes") : tr("All %n change(s)", nullptr, static_cast<int>(known.size())));
    if (!hasChanges)
        return;
    if (!m_showsAll)
        known.resize(std::min(known.size(), fewChanges));
    QStringList lines; // what is there already stays, for it may be being read out
    for (const PastReading &one : known)
        lines.append(moment(one.first) + u'\n' + verdictText(one.verdict));
    if (lines == m_drawn)
        return;
    m_drawn = lines;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < lines.size(); ++row) {
        const QStringList parts = lines.at(row).split(u'\n');
        auto *when = new TextLabel(parts.first(), TextStyle::Small, Tone::Secondary);
        when->setToolTip(isoUtc(known[static_cast<std::size_t>(row)].first));
        auto *what = new TextLabel(parts.last(), TextStyle::Small);
        what->setWordWrap(true);
        m_lines->addWidget(when, row, 0, Qt::AlignTop);
        m_lines->addWidget(what, row, 1, Qt::AlignTop);
    }
}

} // namespace claviger
