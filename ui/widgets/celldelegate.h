// SPDX-License-Identifier: Apache-2.0
// Paints the cells of the project's tables. A page derives from it and says in describe() how its model's values look:
// models give domain values, never a colour or an icon.
#pragma once

#include "app/foundation/instant.h"
#include "ui/widgets/marks.h"

#include <QStyledItemDelegate>

#include <optional>

namespace claviger {

struct CellLook
{
    QString text = {};
    QString secondary = {}; // after the text, small and quieter
    Mark mark = {};
    bool isQuiet = false;        // in textSecondary: stale, unknown, "Not here"
    bool isSeverityWord = false; // in the word colour of the mark's severity
    bool isMono = false;
    bool isBold = false;
    bool isSmall = false;
    bool isRight = false; // numbers, ages, durations
    Qt::TextElideMode elide = Qt::ElideRight; // ElideNone for access keys and ids
};

// A time in a table whose header names the zone of now; one from the other side of a change of clocks names its own.
[[nodiscard]] CellLook timeLook(Instant instant, Instant now);

// A row that heads a group and spans all columns (QTableView::setSpan is up to the page).
struct GroupLook
{
    Mark mark = {};
    QString name = {};
    QString secondary = {};
    int used = 0; // key quota at the right; limit 0 leaves it out
    int limit = 0;
    QString quota = {};     // "2 of 2 keys"
    QString quotaNote = {}; // "no free slot"
};

class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // Shows the whole text of a cell that is cut.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    // As it stands: the display role as text.
    [[nodiscard]] virtual CellLook describe(const QModelIndex &index) const;
    [[nodiscard]] virtual std::optional<GroupLook> group(const QModelIndex &index) const;

private:
    const QFont &fontOf(const CellLook &look) const;
    void paintGroup(QPainter *painter, const QRect &rect, const GroupLook &look, const Tokens &tokens) const;

    // Deriving a font costs more than drawing with it.
    struct Fonts
    {
        QFont application, body, bold, small, mono, monoBold;
    };
    mutable Fonts m_fonts;
};

} // namespace claviger
