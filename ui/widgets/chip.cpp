// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/chip.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/stylepainting.h"

#include <QCoreApplication>
#include <QEvent>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int TagPadding = 7;
constexpr int ChipPadding = 11;
constexpr int CrossSize = 12;

QColor tagColour(Tag::Kind kind, const Tokens &tokens)
{
    switch (kind) {
    case Tag::Kind::Production: return tokens.danger;
    case Tag::Kind::ReadOnly: return tokens.textSecondary;
    case Tag::Kind::Neutral: break;
    }
    return tokens.text;
}

QFont tagFont(Tag::Kind kind)
{
    return fontFor(kind == Tag::Kind::Neutral ? TextStyle::Small : TextStyle::TinyBold);
}

void drawTag(QPainter *painter, const QRect &rect, const QString &text, Tag::Kind kind, const Tokens &tokens)
{
    const QColor colour = tagColour(kind, tokens);
    draw::panel(painter, rect, tokens.base, kind == Tag::Kind::Neutral ? tokens.outline : colour, size::TagRadius);
    painter->setFont(tagFont(kind));
    painter->setPen(colour);
    painter->drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, text);
}

} // namespace

QString tagText(Tag::Kind kind)
{
    switch (kind) {
    case Tag::Kind::Production: return QCoreApplication::translate("claviger::Tag", "PRODUCTION");
    case Tag::Kind::ReadOnly: return QCoreApplication::translate("claviger::Tag", "READ-ONLY");
    case Tag::Kind::Neutral: break;
    }
    return {};
}

QSize tagSize(const QString &text, Tag::Kind kind)
{
    const QFontMetrics metrics(tagFont(kind));
    return {metrics.horizontalAdvance(text) + 2 * TagPadding, qMax(int(size::Tag), metrics.height() + 4)};
}

int paintTag(QPainter *painter, const QPoint &topLeft, const QString &text, Tag::Kind kind, const Tokens &tokens)
{
    const QRect rect(topLeft, tagSize(text, kind));
    painter->save();
    drawTag(painter, rect, text, kind, tokens);
    painter->restore();
    return rect.width();
}

Tag::Tag(Kind kind, const QString &text, QWidget *parent)
    : TextLabel(text.isEmpty() ? tagText(kind) : text, kind == Kind::Neutral ? TextStyle::Small : TextStyle::TinyBold,
                Tone::Normal, parent)
    , m_kind(kind)
{
    setContentsMargins(TagPadding, 0, TagPadding, 0);
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMinimumHeight(size::Tag);
}

void Tag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawTag(&painter, rect(), text(), m_kind, tokensOf(palette()));
}

Chip::Chip(const QString &text, const Mark &mark, QWidget *parent)
    : QAbstractButton(parent)
    , m_mark(mark)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setFont(fontFor(TextStyle::Small));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

QSize Chip::sizeHint() const
{
    int width = fontMetrics().size(Qt::TextShowMnemonic, text()).width() + 2 * ChipPadding;
    if (!m_mark.isNone())
        width += size::Mark + space::Tight;
    // The cross has its room from the start: chips must not move when one is switched on.
    width += CrossSize + space::Tight;
    return {width, qMax(int(size::Chip), fontMetrics().height() + 8)};
}

void Chip::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(fontFor(TextStyle::Small));
}

void Chip::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    QColor fill = isChecked() ? tokens.accentSoft : tokens.base;
    if (isEnabled() && (isDown() || underMouse()))
        fill = isDown() ? tokens.pressed : tokens.hover;
    draw::panel(&painter, rect(), fill, isChecked() ? tokens.accent : tokens.outline, height() / 2.0);
    const int mark = m_mark.isNone() ? 0 : size::Mark + space::Tight;
    const int words = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    const int cross = isChecked() ? CrossSize + space::Tight : 0;
    int x = (width() - mark - words - cross) / 2;
    paintMark(&painter, QRect(x, 0, size::Mark, height()), m_mark, tokens);
    x += mark;
    painter.setPen(isEnabled() ? tokens.text : tokens.disabledText);
    painter.drawText(QRect(x, 0, words + 1, height()), Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, text());
    if (cross)
        paintIcon(&painter, QRect(x + words + space::Tight, 0, CrossSize, height()), u"cross"_s, tokens.textSecondary);
}

} // namespace claviger
