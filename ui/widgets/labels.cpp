// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace claviger {

namespace {

constexpr qreal Unlimited = 100'000;

QColor toneColour(Tone tone, const Tokens &tokens)
{
    switch (tone) {
    case Tone::Normal: return tokens.text;
    case Tone::Secondary: return tokens.textSecondary;
    case Tone::Disabled: return tokens.disabledText;
    case Tone::Accent: return tokens.accent;
    case Tone::Danger: return tokens.danger;
    case Tone::Ok: return tokens.ok.mark;
    }
    return tokens.text;
}

} // namespace

TextLabel::TextLabel(const QString &text, TextStyle style, Tone tone, QWidget *parent)
    : QLabel(parent)
    , m_style(style)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    reflectFont();
    wear({});
}

void TextLabel::setTextStyle(TextStyle style)
{
    m_style = style;
    reflectFont();
}

void TextLabel::setTone(Tone tone)
{
    m_tone = tone;
    reflectTone();
}

void TextLabel::setSelectable(bool isSelectable)
{
    setTextInteractionFlags(isSelectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard : Qt::NoTextInteraction);
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        reflectFont();
    else if (event->type() == QEvent::PaletteChange)
        reflectTone();
}

void TextLabel::reflectFont()
{
    const QFont wanted = fontFor(m_style);
    if (font() != wanted)
        setFont(wanted);
}

void TextLabel::reflectTone()
{
    wear(ownColour(tokensOf(palette())));
}

void TextLabel::wear(const QColor &own)
{
    // Secondary needs no palette of its own: our palettes keep that colour in a role nobody else paints with.
    const QPalette::ColorRole role = m_tone == Tone::Secondary ? QPalette::BrightText : QPalette::WindowText;
    if (foregroundRole() != role) // the setter tells of a palette change even if nothing changed
        setForegroundRole(role);
    if (!own.isValid() && (m_tone == Tone::Secondary || (m_tone == Tone::Normal && !testAttribute(Qt::WA_SetPalette))))
        return;
    const QColor colour = own.isValid() ? own : toneColour(m_tone, tokensOf(palette()));
    if (palette().color(QPalette::Active, QPalette::WindowText) == colour)
        return;
    QPalette changed = palette();
    changed.setColor(QPalette::Active, QPalette::WindowText, colour);
    changed.setColor(QPalette::Inactive, QPalette::WindowText, colour);
    setPalette(changed);
}

QColor TextLabel::ownColour(const Tokens &) const
{
    return {};
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(text()) + 1 + margins.left() + margins.right(),
            fontMetrics().height() + margins.top() + margins.bottom()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QSize full = sizeHint();
    return {qMin(full.width(), fontMetrics().averageCharWidth() * 5), full.height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect room = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), m_mode, room.width());
    if (const QString tip = shown == text() ? QString() : text(); toolTip() != tip)
        setToolTip(tip);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(room, static_cast<int>(alignment() | Qt::TextSingleLine), shown);
}

MarkLabel::MarkLabel(const Mark &mark, const QString &text, TextStyle style, Tone tone, QWidget *parent)
    : TextLabel(text, style, tone, parent)
{
    setMark(mark);
}

void MarkLabel::setMark(const Mark &mark)
{
    m_mark = mark;
    setContentsMargins(mark.isNone() ? 0 : size::Mark + space::Word, 0, 0, 0);
    setMinimumHeight(mark.isNone() ? 0 : size::Mark);
    reflectTone();
    update();
}

QColor MarkLabel::ownColour(const Tokens &tokens) const
{
    return m_mark.kind() == Mark::Kind::Severity ? tokens.of(static_cast<Severity>(m_mark.value())).word : QColor();
}

void MarkLabel::paintEvent(QPaintEvent *event)
{
    TextLabel::paintEvent(event);
    QPainter painter(this);
    const int line = qMin(height(), qMax(int(size::Mark), fontMetrics().height()));
    const int top = wordWrap() ? contentsRect().top() : (height() - line) / 2;
    const QColor iconColour = tone() == Tone::Normal ? QColor() : palette().color(foregroundRole());
    paintMark(&painter, QRect(0, top, size::Mark, line), m_mark, tokensOf(palette()), iconColour);
}

void EmphasisLabel::setSentences(const QString &bold, const QString &rest)
{
    m_boldFrom = 0;
    m_boldLength = bold.size();
    setText(rest.isEmpty() ? bold : bold + u' ' + rest);
    updateGeometry();
}

void EmphasisLabel::setPattern(const QString &pattern, const QString &name)
{
    m_boldFrom = qMax<qsizetype>(0, pattern.indexOf(QLatin1String("%1")));
    m_boldLength = name.size();
    QString sentence = pattern;
    setText(sentence.replace(QLatin1String("%1"), name));
    updateGeometry();
}

QSizeF EmphasisLabel::layOut(QTextLayout &layout, qreal width) const
{
    layout.setText(text());
    layout.setFont(font());
    QTextLayout::FormatRange bold;
    bold.start = static_cast<int>(m_boldFrom);
    bold.length = static_cast<int>(m_boldLength);
    bold.format.setFontWeight(QFont::Bold);
    layout.setFormats({bold});
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = 0;
    qreal widest = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
        widest = qMax(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {widest, y};
}

QSize EmphasisLabel::sizeHint() const
{
    QTextLayout layout;
    const QSizeF natural = layOut(layout, Unlimited);
    return {static_cast<int>(std::ceil(natural.width())) + 1, static_cast<int>(std::ceil(natural.height()))};
}

QSize EmphasisLabel::minimumSizeHint() const
{
    const QSize natural = sizeHint();
    return {qMin(natural.width(), fontMetrics().averageCharWidth() * 16), fontMetrics().height()};
}

int EmphasisLabel::heightForWidth(int width) const
{
    QTextLayout layout;
    return static_cast<int>(std::ceil(layOut(layout, width).height()));
}

void EmphasisLabel::paintEvent(QPaintEvent *)
{
    QTextLayout layout;
    const QSizeF used = layOut(layout, width());
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    layout.draw(&painter, QPointF(0, qMax<qreal>(0, std::floor((height() - used.height()) / 2))));
}

} // namespace claviger
