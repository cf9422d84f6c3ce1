// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/spinner.h"

#include "ui/widgets/motion.h"
#include "ui/widgets/tokens.h"

#include <QPainter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace motion {

namespace {

bool reduced = false;

} // namespace

bool isReduced()
{
    return reduced;
}

void setReduced(bool isReduced)
{
    reduced = isReduced;
}

} // namespace motion

Spinner::Spinner(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("working"));
    setFont(fontFor(TextStyle::Small));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timer.setInterval(50ms);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_angle = (m_angle + 18) % 360;
        update();
    });
}

QSize Spinner::sizeHint() const
{
    if (motion::isReduced())
        return {fontMetrics().horizontalAdvance(tr("working")) + 1, fontMetrics().height()};
    return {size::Mark, size::Mark};
}

void Spinner::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!motion::isReduced())
        m_timer.start();
}

void Spinner::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void Spinner::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    if (motion::isReduced()) {
        painter.setPen(tokens.textSecondary);
        painter.drawText(rect(), Qt::AlignVCenter | Qt::TextSingleLine, tr("working"));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ring = QRectF(QRect((width() - 16) / 2, (height() - 16) / 2, 16, 16)).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setPen(QPen(tokens.pressed, 2));
    painter.drawEllipse(ring);
    painter.setPen(QPen(tokens.accent, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(ring, (90 - m_angle) * 16, -120 * 16);
}

} // namespace claviger
