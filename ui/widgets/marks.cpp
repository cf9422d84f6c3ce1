// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/marks.h"

#include "ui/widgets/icons.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int BarWidth = 20;
constexpr int BarHeight = 8;

QPen markPen(const QColor &colour, double width = 1.5)
{
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void drawSeverity(QPainter *p, Severity severity, bool isCleared, const Tokens &tokens)
{
    const QColor colour = tokens.of(severity).mark;
    const bool isRing = isCleared || severity == Severity::Suggestion;
    p->setPen(isRing ? QPen(colour, 1.5) : QPen(Qt::NoPen));
    p->setBrush(isRing ? QBrush(Qt::NoBrush) : QBrush(colour));
    const double inset = isRing ? 0.75 : 0;
    switch (severity) {
    case Severity::Critical: {
        const double r = 5.5 - inset;
        p->drawPolygon(QPolygonF{{8, 8 - r}, {8 + r, 8}, {8, 8 + r}, {8 - r, 8}});
        break;
    }
    case Severity::Major:
        p->drawPolygon(QPolygonF{{8, 3 + inset * 1.5}, {13.5 - inset * 1.3, 13 - inset}, {2.5 + inset * 1.3, 13 - inset}});
        break;
    case Severity::Minor:
    case Severity::Suggestion:
        p->drawEllipse(QPointF(8, 8), 4 - inset, 4 - inset);
        break;
    }
}

void drawCheck(QPainter *p, const QColor &colour)
{
    p->setPen(markPen(colour));
    p->setBrush(Qt::NoBrush);
    p->drawEllipse(QPointF(8, 8), 6.25, 6.25);
    p->drawPolyline(QPolygonF{{5.3, 8.2}, {7.2, 10.1}, {10.8, 6.3}});
}

void drawVerdict(QPainter *p, Verdict verdict, const Tokens &tokens)
{
    const QColor colour = tokens.of(verdict).mark;
    switch (verdict) {
    case Verdict::Ok:
        drawCheck(p, colour);
        break;
    case Verdict::Attention:
        p->setPen(QPen(colour, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p->setBrush(colour);
        p->drawPolygon(QPolygonF{{8, 1.4}, {14.6, 8}, {8, 14.6}, {1.4, 8}});
        p->setPen(markPen(tokens.onMark, 1.7));
        p->drawLine(QPointF(8, 4.9), QPointF(8, 8.5));
        p->drawPoint(QPointF(8, 11));
        break;
    case Verdict::Broken: {
        p->setPen(QPen(colour, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p->setBrush(colour);
        constexpr double far = 6.3;
        constexpr double near = far * 0.4142;
        p->drawPolygon(QPolygonF{{8 - near, 8 - far}, {8 + near, 8 - far}, {8 + far, 8 - near}, {8 + far, 8 + near},
                                 {8 + near, 8 + far}, {8 - near, 8 + far}, {8 - far, 8 + near}, {8 - far, 8 - near}});
        p->setPen(markPen(tokens.onMark, 1.6));
        p->drawLine(QPointF(5.9, 5.9), QPointF(10.1, 10.1));
        p->drawLine(QPointF(10.1, 5.9), QPointF(5.9, 10.1));
        break;
    }
    case Verdict::Unknown: {
        QPen ring(colour, 1.5);
        ring.setCapStyle(Qt::FlatCap);
        ring.setDashPattern({1.7, 1.57}); // eight dashes of the ring's length, in units of the line width
        p->setPen(ring);
        p->setBrush(Qt::NoBrush);
        p->drawEllipse(QPointF(8, 8), 6.25, 6.25);
        QPainterPath question(QPointF(6.2, 6.5));
        question.cubicTo(6.2, 4.2, 9.8, 4.2, 9.8, 6.4);
        question.cubicTo(9.8, 7.9, 8, 7.8, 8, 9.3);
        p->setPen(markPen(colour, 1.4));
        p->drawPath(question);
        p->drawPoint(QPointF(8, 11.4));
        break;
    }
    case Verdict::Info:
        p->setPen(markPen(colour));
        p->setBrush(Qt::NoBrush);
        p->drawEllipse(QPointF(8, 8), 6.25, 6.25);
        p->drawLine(QPointF(8, 7.6), QPointF(8, 11.1));
        p->drawPoint(QPointF(8, 5));
        break;
    }
}

void drawStep(QPainter *p, StepState step, const Tokens &tokens)
{
    switch (step) {
    case StepState::Done: return drawVerdict(p, Verdict::Ok, tokens);
    case StepState::Failed: return drawVerdict(p, Verdict::Broken, tokens);
    case StepState::Unknown: return drawVerdict(p, Verdict::Unknown, tokens);
    case StepState::Current:
        p->setPen(QPen(tokens.accent, 5));
        p->setBrush(tokens.base);
        p->drawEllipse(QPointF(8, 8), 5.5, 5.5);
        break;
    case StepState::ToCome:
        p->setPen(QPen(tokens.outline, 1));
        p->setBrush(tokens.base);
        p->drawEllipse(QPointF(8, 8), 7.5, 7.5);
        break;
    }
}

// 12 x 14, in the text's colour.
void drawFlag(QPainter *p, const Tokens &tokens)
{
    QPainterPath pennant;
    pennant.moveTo(2, 1);
    pennant.lineTo(14, 1);
    pennant.lineTo(14, 12);
    pennant.lineTo(8, 15);
    pennant.lineTo(2, 12);
    pennant.closeSubpath();
    p->setPen(Qt::NoPen);
    p->fillPath(pennant, tokens.text);
    p->setPen(QPen(tokens.base, 1.75, Qt::SolidLine, Qt::FlatCap));
    p->drawLine(QPointF(5, 4.6), QPointF(11, 4.6));
    p->drawLine(QPointF(8, 4.6), QPointF(8, 11.4));
}

} // namespace

Mark::Mark(Severity severity, bool isCleared)
    : m_kind(isCleared ? Kind::ClearedSeverity : Kind::Severity)
    , m_value(static_cast<int>(severity))
{
}

Mark::Mark(Verdict verdict)
    : m_kind(Kind::Verdict)
    , m_value(static_cast<int>(verdict))
{
}

Mark::Mark(StepState step)
    : m_kind(Kind::Step)
    , m_value(static_cast<int>(step))
{
}

Mark Mark::tokenServer()
{
    Mark mark;
    mark.m_kind = Kind::Flag;
    return mark;
}

Mark Mark::icon(const QString &name)
{
    Mark mark;
    mark.m_kind = Kind::Icon;
    mark.m_icon = name;
    return mark;
}

void paintMark(QPainter *painter, const QRect &rect, const Mark &mark, const Tokens &tokens, const QColor &iconColour)
{
    if (mark.isNone())
        return;
    const QRect box(rect.x() + (rect.width() - size::Mark) / 2, rect.y() + (rect.height() - size::Mark) / 2, size::Mark,
                    size::Mark);
    if (mark.kind() == Mark::Kind::Icon)
        return paintIcon(painter, box, mark.iconName(), iconColour.isValid() ? iconColour : tokens.textSecondary);
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QString key = u"claviger-mark/%1/%2/%3/%4/%5"_s.arg(static_cast<int>(mark.kind())).arg(mark.value()).arg(ratio)
                            .arg(tokens.base.rgba()).arg(tokens.accent.rgba());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(QSize(size::Mark, size::Mark) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter p(&pixmap);
        p.setRenderHint(QPainter::Antialiasing);
        switch (mark.kind()) {
        case Mark::Kind::Severity: drawSeverity(&p, static_cast<Severity>(mark.value()), false, tokens); break;
        case Mark::Kind::ClearedSeverity: drawSeverity(&p, static_cast<Severity>(mark.value()), true, tokens); break;
        case Mark::Kind::Verdict: drawVerdict(&p, static_cast<Verdict>(mark.value()), tokens); break;
        case Mark::Kind::Step: drawStep(&p, static_cast<StepState>(mark.value()), tokens); break;
        case Mark::Kind::Flag: drawFlag(&p, tokens); break;
        case Mark::Kind::None:
        case Mark::Kind::Icon: break;
        }
        p.end();
        QPixmapCache::insert(key, pixmap);
    }
    painter->drawPixmap(box.topLeft(), pixmap);
}

void paintQuotaBars(QPainter *painter, const QRect &rect, int used, int limit, const Tokens &tokens)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens.textSecondary, 1));
    for (int bar = 0; bar < limit; ++bar) {
        const QRect box(rect.x() + bar * (BarWidth + space::Tight), rect.y() + (rect.height() - BarHeight) / 2, BarWidth,
                         BarHeight);
        painter->setBrush(bar < used ? tokens.textSecondary : tokens.base);
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5);
    }
    painter->restore();
}

int quotaBarsWidth(int limit)
{
    return limit * BarWidth + qMax(0, limit - 1) * space::Tight;
}

void paintRing(QPainter *painter, const QRectF &rect, double share, double lineWidth, const Tokens &tokens)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF line = rect.adjusted(lineWidth / 2, lineWidth / 2, -lineWidth / 2, -lineWidth / 2);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(tokens.pressed, lineWidth));
    painter->drawEllipse(line);
    painter->setPen(QPen(tokens.accent, lineWidth, Qt::SolidLine, Qt::RoundCap));
    painter->drawArc(line, 90 * 16, -qRound(share * 360 * 16));
    painter->restore();
}

} // namespace claviger
