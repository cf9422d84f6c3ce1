// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/icons.h"
#include "ui/widgets/stylepainting.h"

#include <QStyle>

using namespace Qt::StringLiterals;

namespace claviger::draw {

namespace {

constexpr int MenuSign = size::Mark + 2 * space::Control; // column of icons and check marks

} // namespace

void rowPanel(QPainter *painter, const QRect &rect, QStyle::State state, bool isFirstColumn, const Tokens &tokens)
{
    if (state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(rect, tokens.selRow);
        if (isFirstColumn)
            painter->fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), tokens.accent);
    } else if (state.testFlag(QStyle::State_MouseOver) && state.testFlag(QStyle::State_Enabled)) {
        painter->fillRect(rect, tokens.hover);
    }
}

void headerSection(QPainter *painter, const QStyleOptionHeader &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    painter->fillRect(option.rect, tokens.window);
    if (option.orientation == Qt::Horizontal)
        hairLine(painter, option.rect.bottomLeft(), option.rect.bottomRight(), tokens);
}

void headerLabel(QPainter *painter, const QStyleOptionHeader &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    const bool isSorted = option.sortIndicator != QStyleOptionHeader::None;
    const bool isFirst = option.position == QStyleOptionHeader::Beginning || option.position == QStyleOptionHeader::OnlyOneSection;
    const bool isLast = option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
    const QRect rect = option.rect.adjusted(isFirst ? space::Page : space::Control, 0, isLast ? -space::Page : -space::Control, 0);
    painter->save();
    painter->setFont(fontFor(isSorted ? TextStyle::SmallBold : TextStyle::Small));
    painter->setPen(isSorted ? tokens.text : tokens.textSecondary);
    const int chevron = isSorted ? 14 : 0;
    const QString text = painter->fontMetrics().elidedText(option.text, Qt::ElideRight, rect.width() - chevron);
    const int width = painter->fontMetrics().horizontalAdvance(text);
    const bool isRight = option.textAlignment & Qt::AlignRight;
    const int x = isRight ? rect.right() + 1 - width - chevron : rect.x();
    painter->drawText(QRect(x, rect.y(), width + 1, rect.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (isSorted) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens.text, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        // Fusion calls the ascending order SortDown: the arrow points to where larger values are.
        const double way = option.sortIndicator == QStyleOptionHeader::SortDown ? -1.5 : 1.5;
        const QPointF c(x + width + 9, QRectF(rect).center().y() + 0.5);
        painter->drawPolyline(QPolygonF{c + QPointF(-3, -way), c + QPointF(0, way), c + QPointF(3, -way)});
    }
    painter->restore();
}

void menuItem(QPainter *painter, const QStyleOptionMenuItem &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const int y = option.rect.center().y();
        hairLine(painter, QPoint(option.rect.left(), y), QPoint(option.rect.right(), y), tokens);
        return;
    }
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    if (isEnabled && option.state.testFlag(QStyle::State_Selected))
        panel(painter, option.rect.adjusted(space::Tight, 0, -space::Tight, 0), tokens.selRow, {}, size::TagRadius);
    const QColor colour = isEnabled ? tokens.text : tokens.disabledText;
    const QRect sign(option.rect.x() + space::Control, option.rect.y(), size::Mark, option.rect.height());
    if (option.checked)
        paintIcon(painter, sign, u"check"_s, isEnabled ? tokens.accent : tokens.disabledText);
    else if (const QString name = iconNameOf(option.icon); !name.isEmpty())
        paintIcon(painter, sign, name, isEnabled ? tokens.textSecondary : tokens.disabledText);
    else if (!option.icon.isNull())
        option.icon.paint(painter, sign);
    QRect words = option.rect.adjusted(MenuSign, 0, -space::Group, 0);
    painter->setFont(option.font);
    const qsizetype tab = option.text.indexOf(u'\t');
    if (tab >= 0) {
        painter->setPen(isEnabled ? tokens.textSecondary : tokens.disabledText);
        painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, option.text.mid(tab + 1));
    }
    painter->setPen(colour);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextShowMnemonic, option.text.left(tab));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, QRect(words.right() - size::Mark + 1, words.y(), size::Mark, words.height()), u"right"_s, colour);
}

QSize menuItemSize(const QStyleOptionMenuItem &option)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {10, 2 * space::Tight + 1};
    const QFontMetrics metrics(option.font);
    const qsizetype tab = option.text.indexOf(u'\t');
    int width = MenuSign + metrics.size(Qt::TextShowMnemonic | Qt::TextSingleLine, option.text.left(tab)).width() + space::Step;
    if (tab >= 0)
        width += space::Step + qMax(option.reservedShortcutWidth, metrics.horizontalAdvance(option.text.mid(tab + 1)));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += size::Mark;
    return {width, rowHeight(metrics)};
}

void progressBar(QPainter *painter, const QStyleOptionProgressBar &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    QRect track = option.rect;
    track.setTop(track.center().y() - 1);
    track.setHeight(4);
    panel(painter, track, tokens.pressed, {}, 2);
    const int range = option.maximum - option.minimum;
    const double share = range > 0 ? qBound(0.0, double(option.progress - option.minimum) / range, 1.0) : 0.3;
    if (share > 0) {
        track.setWidth(qMax(4, qRound(track.width() * share)));
        panel(painter, track, tokens.accent, {}, 2);
    }
}

QRect scrollBarSlider(const QStyleOptionSlider &option)
{
    const bool isUpright = option.orientation == Qt::Vertical;
    const int groove = isUpright ? option.rect.height() : option.rect.width();
    const qint64 range = qint64(option.maximum) - option.minimum;
    if (range <= 0)
        return option.rect;
    const qint64 wanted = qint64(option.pageStep) * groove / (range + option.pageStep);
    const int length = static_cast<int>(qBound(qint64(qMin(32, groove)), wanted, qint64(groove)));
    const int at =
        QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, groove - length, option.upsideDown);
    return isUpright ? QRect(option.rect.x(), option.rect.y() + at, option.rect.width(), length)
                     : QRect(option.rect.x() + at, option.rect.y(), length, option.rect.height());
}

void scrollBar(QPainter *painter, const QStyleOptionSlider &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    painter->fillRect(option.rect, tokens.base);
    if (option.maximum <= option.minimum)
        return;
    const bool isActive = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    const QRect slider = scrollBarSlider(option).adjusted(3, 3, -3, -3);
    panel(painter, slider, isActive ? tokens.textSecondary : tokens.outline, {}, 3);
}

} // namespace claviger::draw
