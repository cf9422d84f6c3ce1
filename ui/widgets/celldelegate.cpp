// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/celldelegate.h"

#include "ui/widgets/datatable.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/timetext.h"

#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QTableView>
#include <QToolTip>

namespace claviger {

namespace {

// Where the column stands in the view: the outer ones have 16 px to the edge, the others 8.
struct ColumnPlace
{
    bool isFirst = true;
    bool isLast = true;
};

ColumnPlace placeOf(const QWidget *view, const QModelIndex &index)
{
    const auto *table = qobject_cast<const QTableView *>(view);
    if (!table)
        return {.isFirst = index.column() == 0, .isLast = index.column() == index.model()->columnCount(index.parent()) - 1};
    const QHeaderView *header = table->horizontalHeader();
    const int at = header->visualIndex(index.column());
    ColumnPlace place;
    for (int i = 0; i < at && place.isFirst; ++i)
        place.isFirst = header->isSectionHidden(header->logicalIndex(i));
    for (int i = at + 1; i < header->count() && place.isLast; ++i)
        place.isLast = header->isSectionHidden(header->logicalIndex(i));
    return place;
}

QRect contentOf(const QRect &cell, const ColumnPlace &place)
{
    return cell.adjusted(place.isFirst ? space::Page : space::Control, 0, place.isLast ? -space::Page : -space::Control, 0);
}

int markWidth(const Mark &mark)
{
    if (mark.isNone())
        return 0;
    return size::Mark + space::Tight;
}

QColor wordColour(const CellLook &look, const Tokens &tokens)
{
    if (look.isSeverityWord && look.mark.kind() == Mark::Kind::Severity)
        return tokens.of(static_cast<Severity>(look.mark.value())).word;
    // The word of a cleared alarm keeps its shape, not its colour.
    return look.isQuiet || look.isSeverityWord ? tokens.textSecondary : tokens.text;
}

int drawWords(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &colour)
{
    painter->setFont(font);
    painter->setPen(colour);
    QRect used;
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text, &used);
    return used.width();
}

} // namespace

CellLook timeLook(Instant instant, Instant now)
{
    CellLook look{.text = tableTime(instant, now)};
    if (const QString zone = zoneText(instant); zone != zoneText(now))
        look.secondary = zone;
    return look;
}

CellLook CellDelegate::describe(const QModelIndex &index) const
{
    return {.text = index.data(Qt::DisplayRole).toString()};
}

std::optional<GroupLook> CellDelegate::group(const QModelIndex &) const
{
    return {};
}

const QFont &CellDelegate::fontOf(const CellLook &look) const
{
    if (m_fonts.application != QApplication::font() || m_fonts.small == QFont()) {
        m_fonts = {.application = QApplication::font(), .body = fontFor(TextStyle::Body), .bold = fontFor(TextStyle::Bold),
                   .small = fontFor(TextStyle::Small), .mono = fontFor(TextStyle::Mono),
                   .monoBold = fontFor(TextStyle::MonoBold)};
    }
    if (look.isMono)
        return look.isBold ? m_fonts.monoBold : m_fonts.mono;
    if (look.isSmall)
        return m_fonts.small;
    return look.isBold ? m_fonts.bold : m_fonts.body;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.palette);
    painter->save();
    if (const std::optional<GroupLook> heading = group(index)) {
        paintGroup(painter, option.rect, *heading, tokens);
    } else {
        const ColumnPlace place = placeOf(option.widget, index);
        QStyle::State state = option.state;
        if (const auto *table = qobject_cast<const DataTable *>(option.widget))
            state.setFlag(QStyle::State_MouseOver, table->hoveredRow() == index.row());
        draw::rowPanel(painter, option.rect, state, place.isFirst, tokens);
        const CellLook look = describe(index);
        QRect room = contentOf(option.rect, place);
        const QColor colour = wordColour(look, tokens);
        const QFont &font = fontOf(look);
        const QFontMetrics metrics(font);
        int width = metrics.horizontalAdvance(look.text);
        const int needed = markWidth(look.mark) + width;
        if (look.isRight && needed < room.width())
            room.setLeft(room.right() + 1 - needed);
        if (!look.mark.isNone()) {
            paintMark(painter, QRect(room.x(), room.y(), size::Mark, room.height()), look.mark, tokens);
            room.setLeft(room.left() + markWidth(look.mark));
        }
        QString shown = look.text;
        if (look.elide != Qt::ElideNone && width > room.width())
            shown = metrics.elidedText(shown, look.elide, room.width());
        width = drawWords(painter, room, shown, font, colour);
        if (!look.secondary.isEmpty() && !look.isRight) {
            const QRect rest = room.adjusted(width + space::Control, 0, 0, 0);
            const QFont &small = fontOf({.isSmall = true});
            if (rest.width() > 0)
                drawWords(painter, rest, QFontMetrics(small).elidedText(look.secondary, Qt::ElideRight, rest.width()), small,
                          tokens.textSecondary);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(tokens.accent, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
            painter->drawRect(QRect(option.rect).adjusted(1, 1, -1, -2));
        }
    }
    draw::hairLine(painter, option.rect.bottomLeft(), option.rect.bottomRight(), tokens);
    painter->restore();
}

void CellDelegate::paintGroup(QPainter *painter, const QRect &rect, const GroupLook &look, const Tokens &tokens) const
{
    painter->fillRect(rect, tokens.window);
    QRect room = rect.adjusted(space::Page, 0, -space::Page, 0);
    if (!look.mark.isNone()) {
        paintMark(painter, QRect(room.x(), room.y(), size::Mark, room.height()), look.mark, tokens);
        room.setLeft(room.left() + size::Mark + space::Control);
    }
    const QFont &bold = fontOf({.isBold = true});
    const QFont &body = fontOf({});
    if (look.limit > 0) {
        const QFontMetrics metrics(body);
        const QString note = look.quotaNote.isEmpty() ? QString() : QStringLiteral("· ") + look.quotaNote;
        const int noteWidth = note.isEmpty() ? 0 : metrics.horizontalAdvance(note) + space::Control;
        const int wordsWidth = metrics.horizontalAdvance(look.quota);
        const int total = quotaBarsWidth(look.limit) + space::Control + wordsWidth + noteWidth;
        int x = room.right() + 1 - total;
        paintQuotaBars(painter, QRect(x, room.y(), total, room.height()), look.used, look.limit, tokens);
        x += quotaBarsWidth(look.limit) + space::Control;
        drawWords(painter, QRect(x, room.y(), wordsWidth + 1, room.height()), look.quota, body, tokens.text);
        drawWords(painter, QRect(x + wordsWidth + space::Control, room.y(), noteWidth, room.height()), note, body,
                  tokens.textSecondary);
        room.setRight(room.right() - total - space::Page);
    }
    const QString name = QFontMetrics(bold).elidedText(look.name, Qt::ElideRight, room.width());
    const int used = drawWords(painter, room, name, bold, tokens.text);
    room.setLeft(room.left() + used + space::Control);
    if (room.width() > 0)
        drawWords(painter, room, QFontMetrics(body).elidedText(look.secondary, Qt::ElideRight, room.width()), body,
                  tokens.textSecondary);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ColumnPlace place = placeOf(option.widget, index);
    const int margins = (place.isFirst ? space::Page : space::Control) + (place.isLast ? space::Page : space::Control);
    if (group(index))
        return {margins, qMax(int(size::GroupRow), rowHeight(option.fontMetrics) + 4)};
    const CellLook look = describe(index);
    int width = markWidth(look.mark) + QFontMetrics(fontOf(look)).horizontalAdvance(look.text) + margins + 1;
    if (!look.secondary.isEmpty())
        width += space::Control + QFontMetrics(fontOf({.isSmall = true})).horizontalAdvance(look.secondary);
    return {width, rowHeight(option.fontMetrics)};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && index.isValid() && !index.data(Qt::ToolTipRole).isValid()
        && sizeHint(option, index).width() > option.rect.width()) {
        const CellLook look = describe(index);
        // Plain text that looks like markup must not become rich text.
        QToolTip::showText(event->globalPos(), look.text.toHtmlEscaped(), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace claviger
