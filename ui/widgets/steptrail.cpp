// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/steptrail.h"

#include "ui/widgets/icons.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int ChevronSize = 12;
constexpr int ChevronRoom = space::Control + ChevronSize + space::Control;

QString stateWord(StepState state)
{
    switch (state) {
    case StepState::Done: return StepTrail::tr("done");
    case StepState::Current: return StepTrail::tr("in progress");
    case StepState::ToCome: return StepTrail::tr("to come");
    case StepState::Failed: return StepTrail::tr("failed");
    case StepState::Unknown: return StepTrail::tr("unknown");
    }
    return {};
}

} // namespace

StepTrail::StepTrail(QWidget *parent)
    : QWidget(parent)
{
    setFont(fontFor(TextStyle::Small));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StepTrail::setSteps(std::vector<Step> steps)
{
    if (steps == m_steps)
        return;
    m_steps = std::move(steps);
    QStringList words;
    for (const Step &step : m_steps)
        words << tr("%1: %2").arg(step.text, stateWord(step.state));
    setAccessibleName(words.join(u", "_s));
    updateGeometry();
    update();
}

int StepTrail::stepWidth(const Step &step) const
{
    return size::Mark + space::Word + fontMetrics().horizontalAdvance(step.text) + 1;
}

int StepTrail::lineHeight() const
{
    return std::max<int>(size::Mark, fontMetrics().height()) + space::Tight;
}

std::vector<QPoint> StepTrail::places(int width) const
{
    std::vector<QPoint> at;
    QPoint next(0, 0);
    for (const Step &step : m_steps) {
        const int needed = stepWidth(step);
        if (next.x() > 0 && next.x() + needed > width)
            next = QPoint(0, next.y() + lineHeight());
        at.push_back(next);
        next.rx() += needed + ChevronRoom;
    }
    return at;
}

QSize StepTrail::sizeHint() const
{
    int width = 0;
    for (const Step &step : m_steps)
        width += stepWidth(step) + (width ? ChevronRoom : 0);
    return {width, lineHeight()};
}

QSize StepTrail::minimumSizeHint() const
{
    int widest = 0;
    for (const Step &step : m_steps)
        widest = std::max(widest, stepWidth(step));
    return {widest, lineHeight()};
}

int StepTrail::heightForWidth(int width) const
{
    const std::vector<QPoint> at = places(width);
    return (at.empty() ? 0 : at.back().y()) + lineHeight();
}

void StepTrail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(fontFor(TextStyle::Small));
}

void StepTrail::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    const std::vector<QPoint> at = places(width());
    const int line = lineHeight();
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps[i];
        const int words = stepWidth(step) - size::Mark - space::Word;
        paintMark(&painter, QRect(at[i], QSize(size::Mark, line)), step.state, tokens);
        const bool isLoud = step.state == StepState::Current || step.state == StepState::Failed;
        painter.setPen(isLoud ? tokens.text : tokens.textSecondary);
        const int x = at[i].x() + size::Mark + space::Word;
        painter.drawText(QRect(x, at[i].y(), words, line), Qt::AlignVCenter | Qt::TextSingleLine, step.text);
        if (i + 1 < m_steps.size() && at[i + 1].y() == at[i].y())
            paintIcon(&painter, QRect(x + words + space::Control, at[i].y(), ChevronSize, line), u"right"_s, tokens.textSecondary);
    }
}

} // namespace claviger
