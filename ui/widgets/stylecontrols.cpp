// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/icons.h"
#include "ui/widgets/stylepainting.h"

#include <QStyle>

using namespace Qt::StringLiterals;

namespace claviger::draw {

namespace {

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

struct ButtonColours
{
    QColor fill;
    QColor edge;
    QColor label;
    QColor sign; // icon
};

ButtonColours buttonColours(const QStyleOption &option, ButtonKind kind)
{
    const Tokens &tokens = tokensOf(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isDown = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool isHovered = isEnabled && has(option, QStyle::State_MouseOver);
    const bool isBare = kind == ButtonKind::Quiet || kind == ButtonKind::Flat;
    if (!isEnabled) {
        if (isBare)
            return {.fill = {}, .edge = {}, .label = tokens.disabledText, .sign = tokens.disabledText};
        return {.fill = tokens.window, .edge = tokens.hairLine, .label = tokens.disabledText, .sign = tokens.disabledText};
    }
    const QColor moved = isDown ? tokens.pressed : tokens.hover;
    const bool isMoved = isDown || isHovered;
    switch (kind) {
    case ButtonKind::Primary:
    case ButtonKind::ConfirmedDanger: {
        const QColor full = kind == ButtonKind::Primary ? tokens.accent : tokens.danger;
        const QColor on = kind == ButtonKind::Primary ? tokens.onAccent : tokens.onMark;
        const QColor fill = isMoved ? mixed(full, tokens.text, isDown ? 0.16 : 0.08) : full;
        return {.fill = fill, .edge = fill, .label = on, .sign = on};
    }
    case ButtonKind::Danger:
        return {.fill = isMoved ? moved : tokens.base, .edge = tokens.danger, .label = tokens.danger, .sign = tokens.danger};
    case ButtonKind::Quiet:
        return {.fill = isMoved ? moved : QColor(), .edge = {}, .label = tokens.accent, .sign = tokens.accent};
    case ButtonKind::Flat:
        return {.fill = isMoved ? moved : QColor(), .edge = {}, .label = tokens.text, .sign = tokens.textSecondary};
    case ButtonKind::Plain:
    case ButtonKind::Icon: break;
    }
    return {.fill = isMoved ? moved : tokens.base, .edge = tokens.outline, .label = tokens.text, .sign = tokens.textSecondary};
}

// The sign, 6 px, then the words, centred together.
void signAndWords(QPainter *painter, const QStyleOption &option, const QRect &rect, const QIcon &sign, const QSize &iconSize,
                  const QString &text, const ButtonColours &colours, bool hasMenu)
{
    const int signWidth = sign.isNull() ? 0 : iconSize.width();
    const int gap = signWidth && !text.isEmpty() ? space::Word : 0;
    const int menuWidth = hasMenu ? size::Mark + space::Tight : 0;
    const QFontMetrics &metrics = option.fontMetrics;
    const int room = rect.width() - signWidth - gap - menuWidth;
    const QString shown = metrics.size(Qt::TextShowMnemonic, text).width() <= room
        ? text
        : metrics.elidedText(text, Qt::ElideRight, room, Qt::TextShowMnemonic);
    const int textWidth = metrics.size(Qt::TextShowMnemonic, shown).width();
    const int total = signWidth + gap + textWidth + menuWidth;
    int x = rect.x() + (rect.width() - total) / 2;
    if (signWidth) {
        const QRect box(x, rect.y() + (rect.height() - iconSize.height()) / 2, iconSize.width(), iconSize.height());
        const QString name = iconNameOf(sign);
        if (name.isEmpty())
            sign.paint(painter, box, Qt::AlignCenter, has(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
        else
            paintIcon(painter, box, name, colours.sign);
        x += signWidth + gap;
    }
    painter->setPen(colours.label);
    painter->drawText(QRect(x, rect.y(), textWidth + 1, rect.height()),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine, shown);
    if (hasMenu)
        chevronDown(painter, QRect(x + textWidth + space::Tight, rect.y(), size::Mark, rect.height()), colours.sign);
}

} // namespace

void panel(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, double radius, double edgeWidth)
{
    if (!fill.isValid() && !edge.isValid())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(edge.isValid() ? QPen(edge, edgeWidth) : QPen(Qt::NoPen));
    const double inset = edge.isValid() ? edgeWidth / 2 : 0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter->restore();
}

void hairLine(QPainter *painter, const QPoint &from, const QPoint &to, const Tokens &tokens)
{
    painter->fillRect(QRect(from, to), tokens.hairLine);
}

void chevronDown(QPainter *painter, const QRect &rect, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF centre = QRectF(rect).center();
    painter->drawPolyline(QPolygonF{centre + QPointF(-4, -2), centre + QPointF(0, 2), centre + QPointF(4, -2)});
    painter->restore();
}

void buttonPanel(QPainter *painter, const QStyleOption &option, ButtonKind kind)
{
    const ButtonColours colours = buttonColours(option, kind);
    panel(painter, option.rect, colours.fill, colours.edge);
}

void buttonLabel(QPainter *painter, const QStyleOptionButton &option, ButtonKind kind)
{
    signAndWords(painter, option, option.rect, option.icon, option.iconSize, option.text, buttonColours(option, kind),
                 option.features.testFlag(QStyleOptionButton::HasMenu));
}

void toolButton(QPainter *painter, const QStyleOptionToolButton &option, ButtonKind kind)
{
    const bool isRaised = !option.state.testFlag(QStyle::State_AutoRaise);
    const ButtonKind effective = kind == ButtonKind::Plain && !isRaised ? ButtonKind::Flat : kind;
    const ButtonColours colours = buttonColours(option, effective);
    panel(painter, option.rect, colours.fill, colours.edge);
    const bool hasText = option.toolButtonStyle != Qt::ToolButtonIconOnly || option.icon.isNull();
    const bool hasIcon = option.toolButtonStyle != Qt::ToolButtonTextOnly;
    signAndWords(painter, option, option.rect, hasIcon ? option.icon : QIcon(), option.iconSize,
                 hasText ? option.text : QString(), colours,
                 hasText && option.features.testFlag(QStyleOptionToolButton::HasMenu));
}

void fieldFrame(QPainter *painter, const QStyleOption &option, bool isReadOnly, bool isWrong)
{
    const Tokens &tokens = tokensOf(option.palette);
    const bool isQuiet = isReadOnly || !has(option, QStyle::State_Enabled);
    const bool hasFocus = has(option, QStyle::State_HasFocus);
    QColor edge = isQuiet ? tokens.hairLine : tokens.outline;
    if (isWrong)
        edge = tokens.broken.mark;
    else if (hasFocus)
        edge = tokens.accent;
    panel(painter, option.rect, isQuiet ? tokens.window : tokens.base, edge, size::ControlRadius, isWrong || hasFocus ? 2 : 1);
}

void comboBox(QPainter *painter, const QStyleOptionComboBox &option, bool isWrong)
{
    const Tokens &tokens = tokensOf(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    if (option.editable || has(option, QStyle::State_HasFocus) || isWrong || !isEnabled) {
        fieldFrame(painter, option, false, isWrong);
    } else {
        const bool isHovered = has(option, QStyle::State_MouseOver);
        panel(painter, option.rect, isHovered ? tokens.hover : tokens.base, tokens.outline);
    }
    const QRect arrow(option.rect.right() - 22, option.rect.y(), size::Mark, option.rect.height());
    chevronDown(painter, arrow, isEnabled ? tokens.textSecondary : tokens.disabledText);
}

void comboLabel(QPainter *painter, const QStyleOptionComboBox &option, const QRect &rect)
{
    if (option.editable)
        return;
    const Tokens &tokens = tokensOf(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    QRect room = rect;
    if (!option.currentIcon.isNull()) {
        const QRect box(room.x(), room.y() + (room.height() - option.iconSize.height()) / 2, option.iconSize.width(),
                        option.iconSize.height());
        const QString name = iconNameOf(option.currentIcon);
        if (name.isEmpty())
            option.currentIcon.paint(painter, box);
        else
            paintIcon(painter, box, name, isEnabled ? tokens.textSecondary : tokens.disabledText);
        room.setLeft(box.right() + 1 + space::Word);
    }
    painter->setPen(isEnabled ? tokens.text : tokens.disabledText);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, room.width()));
}

void checkIndicator(QPainter *painter, const QStyleOption &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isOn = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    const bool isDown = has(option, QStyle::State_Sunken);
    const bool isHovered = has(option, QStyle::State_MouseOver);
    QColor fill = isOn ? tokens.accent : tokens.base;
    QColor edge = isOn ? tokens.accent : tokens.outline;
    QColor glyph = tokens.onAccent;
    if (!isEnabled) {
        fill = tokens.window;
        edge = tokens.hairLine;
        glyph = tokens.disabledText;
    } else if (isDown || isHovered) {
        fill = isOn ? mixed(tokens.accent, tokens.text, 0.08) : (isDown ? tokens.pressed : tokens.hover);
    }
    panel(painter, option.rect, fill, edge, size::TagRadius);
    if (!isOn)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(glyph, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = QRectF(option.rect).center();
    if (has(option, QStyle::State_NoChange))
        painter->drawLine(c + QPointF(-3.5, 0), c + QPointF(3.5, 0));
    else
        painter->drawPolyline(QPolygonF{c + QPointF(-3.6, 0.2), c + QPointF(-1.2, 2.7), c + QPointF(3.7, -2.6)});
    painter->restore();
}

void radioIndicator(QPainter *painter, const QStyleOption &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isOn = has(option, QStyle::State_On);
    const QColor edge = isEnabled ? (isOn ? tokens.accent : tokens.outline) : tokens.hairLine;
    const bool isHovered = isEnabled && has(option, QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const double line = isOn ? 5 : 1;
    painter->setPen(QPen(isOn && !isEnabled ? tokens.disabledText : edge, line));
    painter->setBrush(isEnabled ? (isHovered ? tokens.hover : tokens.base) : tokens.window);
    painter->drawEllipse(QRectF(option.rect).adjusted(line / 2, line / 2, -line / 2, -line / 2));
    painter->restore();
}

void focusRing(QPainter *painter, const QRect &rect, const QPalette &palette)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(tokensOf(palette).accent, 2));
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 7, 7);
    painter->restore();
}

} // namespace claviger::draw
