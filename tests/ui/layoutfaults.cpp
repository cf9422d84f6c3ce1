// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/layoutfaults.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/profilehead.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStyleOptionHeader>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::testing {

namespace {

constexpr int sortMark = 14;

// "QPushButton createKey “Create access key” in AccessKeyPage"
QString nameOf(const QWidget *widget)
{
    QString name = QString::fromLatin1(widget->metaObject()->className());
    if (!widget->objectName().isEmpty())
        name += u' ' + widget->objectName();
    if (const QString text = widget->property("text").toString(); !text.isEmpty())
        name += u" “%1”"_s.arg(text.left(60));
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget())
        if (!parent->objectName().isEmpty() && !parent->objectName().startsWith("qt_"_L1))
            return name + u" in "_s + parent->objectName();
    return name;
}

// What a page consists of: not the ring of the focus, nor the insides of Qt's own widgets.
bool isPart(const QWidget *widget)
{
    return widget->isVisible() && !qobject_cast<const QFocusFrame *>(widget) && !qobject_cast<const QScrollBar *>(widget)
        && !qobject_cast<const QComboBox *>(widget->parentWidget()) && !qobject_cast<const QLineEdit *>(widget->parentWidget());
}

bool isViewport(const QWidget *widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
    return area && area->viewport() == widget;
}

// In what can be scrolled, what is not seen now can be made seen.
bool canBeScrolledTo(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget())
        if (isViewport(widget) && qobject_cast<const QScrollArea *>(widget->parentWidget()))
            return true;
    return false;
}

int widestLine(const QFontMetrics &metrics, const QString &text)
{
    int widest = 0;
    for (const QString &line : text.split(u'\n'))
        widest = std::max(widest, metrics.horizontalAdvance(line));
    return widest;
}

bool fits(const QLabel *label)
{
    const int room = label->contentsRect().width() + 1;
    if (qobject_cast<const ElidedLabel *>(label))
        return label->fontMetrics().horizontalAdvance(label->text()) <= room || !label->toolTip().isEmpty();
    if (qobject_cast<const EmphasisLabel *>(label))
        return label->heightForWidth(label->width()) <= label->height();
    if (!label->wordWrap())
        return widestLine(label->fontMetrics(), label->text()) <= room && label->height() >= label->sizeHint().height();
    const QRect needed = label->fontMetrics().boundingRect(QRect(0, 0, label->contentsRect().width(), 100'000),
                                                           int(label->alignment()) | Qt::TextWordWrap, label->text());
    return needed.width() <= room && label->heightForWidth(label->width()) <= label->height();
}

bool fits(const QLineEdit *field)
{
    if (field->height() < field->sizeHint().height())
        return false;
    const QString shown = field->isReadOnly() ? field->text() : field->text().isEmpty() ? field->placeholderText() : QString();
    return field->fontMetrics().horizontalAdvance(shown) <= field->width() - 16; // its edges
}

bool fits(const QComboBox *combo)
{
    QStyleOptionComboBox option;
    option.initFrom(combo);
    option.editable = combo->isEditable();
    const QRect room = combo->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo);
    return combo->height() >= combo->sizeHint().height()
        && (combo->fontMetrics().horizontalAdvance(combo->currentText()) <= room.width() || !combo->toolTip().isEmpty());
}

bool fits(const QAbstractButton *button)
{
    if (qobject_cast<const ProfileHead *>(button))
        return !button->toolTip().isEmpty(); // gives way, and says it all there
    return button->width() >= button->sizeHint().width() && button->height() >= button->sizeHint().height();
}

QStringList headFaults(const QTableView *table)
{
    QStringList faults;
    const QHeaderView *header = table->horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        if (header->isSectionHidden(column))
            continue;
        const QString text = table->model()->headerData(column, Qt::Horizontal).toString();
        const bool isSorted = header->isSortIndicatorShown() && header->sortIndicatorSection() == column;
        const int at = header->visualIndex(column);
        const int edges = (at == 0 ? space::Page : space::Control) + (at == header->count() - 1 ? space::Page : space::Control);
        const QFontMetrics metrics(fontFor(isSorted ? TextStyle::SmallBold : TextStyle::Small));
        if (metrics.horizontalAdvance(text) + edges + (isSorted ? sortMark : 0) > header->sectionSize(column))
            faults.append(u"the head “%1” of %2 is cut"_s.arg(text, nameOf(table)));
    }
    if (header->length() > table->viewport()->width())
        faults.append(u"%1 is %2 wide in a place of %3"_s.arg(nameOf(table)).arg(header->length()).arg(table->viewport()->width()));
    return faults;
}

// AK and ids are never cut.
QStringList cellFaults(const QTableView *table)
{
    QStringList faults;
    const int rows = std::min(table->model()->rowCount(), 20);
    for (int column = 0; table->objectName() == "keyTable"_L1 && column < 1; ++column)
        for (int row = 0; row < rows; ++row)
            if (table->sizeHintForIndex(table->model()->index(row, column)).width() > table->columnWidth(column))
                faults.append(u"“%1” of %2 is cut"_s.arg(table->model()->index(row, column).data().toString(), nameOf(table)));
    return faults;
}

QStringList wordFaults(const QWidget *widget)
{
    const auto cut = [widget] { return QStringList{u"%1 is cut: %2 x %3, wants %4 x %5"_s.arg(nameOf(widget)).arg(widget->width())
                                                       .arg(widget->height()).arg(widget->sizeHint().width()).arg(widget->sizeHint().height())}; };
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text().isEmpty() || fits(label) ? QStringList() : cut();
    if (const auto *field = qobject_cast<const QLineEdit *>(widget))
        return fits(field) ? QStringList() : cut();
    if (const auto *combo = qobject_cast<const QComboBox *>(widget))
        return fits(combo) ? QStringList() : cut();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return fits(button) ? QStringList() : cut();
    if (const auto *table = qobject_cast<const QTableView *>(widget))
        return headFaults(table) + cellFaults(table);
    // Whatever paints words of its own says how high it must be.
    if (widget->hasHeightForWidth() && widget->layout() == nullptr && widget->heightForWidth(widget->width()) > widget->height())
        return cut();
    return {};
}

QStringList placeFaults(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    if (isViewport(parent)) { // of a scroll area: it may go on below, not at the side
        const bool isPage = qobject_cast<const QScrollArea *>(parent->parentWidget());
        return isPage && widget->width() > parent->width() ? QStringList{u"%1 is wider than its page"_s.arg(nameOf(widget))} : QStringList();
    }
    if (!parent->rect().contains(widget->geometry()))
        return {u"%1 stands outside its parent, %2,%3 %4 x %5 in %6 x %7"_s.arg(nameOf(widget)).arg(widget->x()).arg(widget->y())
                    .arg(widget->width()).arg(widget->height()).arg(parent->width()).arg(parent->height())};
    const bool isControl = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget);
    if (isControl && !canBeScrolledTo(widget) && widget->visibleRegion().boundingRect() != widget->rect())
        return {u"%1 cannot be seen whole"_s.arg(nameOf(widget))};
    return {};
}

QStringList overlapFaults(const QWidget *parent)
{
    QStringList faults;
    QList<const QWidget *> parts;
    for (const QObject *child : parent->children())
        if (const auto *widget = qobject_cast<const QWidget *>(child); widget && !widget->isWindow() && isPart(widget))
            parts.append(widget);
    for (qsizetype i = 0; i < parts.size(); ++i)
        for (qsizetype j = i + 1; j < parts.size(); ++j) {
            const QRect both = parts[i]->geometry() & parts[j]->geometry();
            if (both.width() > 1 && both.height() > 1) // neighbours may share a line
                faults.append(u"%1 and %2 overlap"_s.arg(nameOf(parts[i]), nameOf(parts[j])));
        }
    return faults;
}

} // namespace

QStringList layoutFaults(QWidget *window)
{
    QStringList faults = overlapFaults(window);
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->window() != window || widget->isWindow() || !isPart(widget))
            continue;
        faults += wordFaults(widget) + placeFaults(widget);
        if (!qobject_cast<const QAbstractScrollArea *>(widget))
            faults += overlapFaults(widget);
    }
    return faults;
}

QSet<QString> controlsSeen(const QWidget *window)
{
    QSet<QString> names;
    for (const QWidget *widget : window->findChildren<QWidget *>())
        if (widget->isVisible() && widget->window() == window && !widget->objectName().isEmpty()
            && (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
                || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget)))
            names.insert(widget->objectName());
    return names;
}

} // namespace claviger::testing
