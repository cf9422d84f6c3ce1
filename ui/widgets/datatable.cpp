// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/datatable.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSet>

#include <algorithm>

namespace claviger {

namespace {

constexpr int sortMark = 14; // room of the chevron in a head

// Models say nothing about how their columns stand.
class TableHeader final : public QHeaderView
{
public:
    explicit TableHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
    }
    void setRightAligned(int column) { m_right.insert(column); }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int column) const override
    {
        QHeaderView::initStyleOptionForIndex(option, column);
        if (m_right.contains(column))
            option->textAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }

private:
    QSet<int> m_right;
};

} // namespace

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
{
    setHorizontalHeader(new TableHeader(this));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false); // Tab leaves the table; arrows move in it
    setMouseTracking(true);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsClickable(true);
    reflectFont();
}

void DataTable::reflectFont()
{
    const int row = claviger::rowHeight(fontMetrics());
    verticalHeader()->setMinimumSectionSize(row);
    verticalHeader()->setDefaultSectionSize(row);
    horizontalHeader()->setFixedHeight(row + 1);
    fitColumns();
}

void DataTable::fitColumn(int column, const ColumnTexts &widest)
{
    m_widest[column] = widest;
    horizontalHeader()->resizeSection(column, neededWidth(column));
}

void DataTable::setDispensableColumns(std::vector<int> columns)
{
    m_dispensable = std::move(columns);
    fitColumns();
}

// The font, the language or the zone of the times is another one.
void DataTable::fitColumns()
{
    for (const auto &[column, widest] : m_widest)
        horizontalHeader()->resizeSection(column, neededWidth(column));
    widenColumns();
}

// No head is cut. What a person drew wider stays so.
void DataTable::widenColumns()
{
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        if (!isColumnHidden(column) && isSized(column) && horizontalHeader()->sectionSize(column) < headWidth(column))
            horizontalHeader()->resizeSection(column, headWidth(column));
    dropColumns();
}

void DataTable::dropColumns()
{
    if (m_dispensable.empty() || !model())
        return;
    int needed = 0;
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        needed += takenWidth(column);
    for (const int column : m_dispensable) {
        const bool goes = needed > viewport()->width();
        needed -= goes ? takenWidth(column) : 0;
        if (goes == isColumnHidden(column))
            continue;
        setColumnHidden(column, goes);
        if (!goes && isSized(column))
            horizontalHeader()->resizeSection(column, neededWidth(column));
    }
    // Rows reach the edge also when the column is gone that takes what is left.
    bool isFilled = false;
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        isFilled = isFilled || (!isColumnHidden(column) && horizontalHeader()->sectionResizeMode(column) == QHeaderView::Stretch);
    horizontalHeader()->setStretchLastSection(!isFilled);
}

void DataTable::fitRows(int mostRows)
{
    const int rows = std::clamp(model()->rowCount(), 1, mostRows);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2);
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    dropColumns();
}

int DataTable::neededWidth(int column) const
{
    const auto fitted = m_widest.find(column);
    if (fitted == m_widest.end())
        return headWidth(column);
    const ColumnTexts &widest = fitted->second;
    const QFontMetrics metrics(fontFor(widest.style));
    int words = 0;
    for (const QString &text : widest.texts)
        words = qMax(words, metrics.horizontalAdvance(text));
    const int cell = words + (widest.hasMark ? size::Mark + space::Tight : 0);
    return qMax(headWidth(column), cell + space::Control + (isOuter(column) ? space::Page : space::Control) + 2);
}

// By a page or a person; not a column that takes what is left.
bool DataTable::isSized(int column) const
{
    return horizontalHeader()->sectionResizeMode(column) == QHeaderView::Interactive;
}

// What the column keeps from the others. One that is stretched to the edge keeps no more than it needs.
int DataTable::takenWidth(int column) const
{
    const QHeaderView *header = horizontalHeader();
    int last = header->count() - 1;
    while (last > 0 && isColumnHidden(header->logicalIndex(last)))
        --last;
    const bool isStretched = header->stretchLastSection() && header->visualIndex(column) == last;
    if (isColumnHidden(column) || isStretched || !isSized(column))
        return neededWidth(column);
    return std::max(headWidth(column), header->sectionSize(column));
}

// Also one that becomes the last when those after it go.
bool DataTable::isOuter(int column) const
{
    int last = horizontalHeader()->count() - 1;
    while (last > column && std::find(m_dispensable.begin(), m_dispensable.end(), last) != m_dispensable.end())
        --last;
    return column == 0 || column == last;
}

void DataTable::setRightAligned(int column)
{
    static_cast<TableHeader *>(horizontalHeader())->setRightAligned(column);
}

void DataTable::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    viewport()->update();
}

void DataTable::setModel(QAbstractItemModel *model)
{
    if (this->model())
        this->model()->disconnect(this, nullptr);
    QTableView::setModel(model);
    if (!model)
        return;
    const auto note = [this] { m_top = verticalScrollBar()->value() > 0 ? indexAt(QPoint(0, 0)) : QModelIndex(); };
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, note);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, note);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &DataTable::fitColumns);
    connect(model, &QAbstractItemModel::rowsInserted, this, &DataTable::keepInPlace);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &DataTable::keepInPlace);
    connect(model, &QAbstractItemModel::rowsInserted, this, &DataTable::reflectRows);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &DataTable::reflectRows);
    connect(model, &QAbstractItemModel::modelReset, this, &DataTable::reflectRows);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &DataTable::widenColumns, Qt::UniqueConnection);
    reflectRows();
}

// The focus shows in a cell: without one Tab goes past.
void DataTable::reflectRows()
{
    setFocusPolicy(model()->rowCount() > 0 ? Qt::StrongFocus : Qt::NoFocus);
}

int DataTable::headWidth(int column) const
{
    if (!model())
        return 0;
    const bool isSorted = isSortingEnabled() && horizontalHeader()->sortIndicatorSection() == column;
    const QFontMetrics words(fontFor(isSorted ? TextStyle::SmallBold : TextStyle::Small));
    return words.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString()) + (isSorted ? sortMark : 0) + space::Control
        + (isOuter(column) ? space::Page : space::Control);
}

int DataTable::headsWidth() const
{
    int width = 0;
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        width += isColumnHidden(column) ? 0 : takenWidth(column);
    return width;
}

void DataTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    widenColumns(); // the words of the heads may not have been known when the page gave its widths
}

void DataTable::keepInPlace()
{
    if (!m_top.isValid())
        return;
    updateGeometries(); // the range of the bar grows later by itself
    verticalScrollBar()->setValue(verticalHeader()->visualIndex(m_top.row()));
    m_top = QModelIndex();
}

bool DataTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        setHoveredRow(rowAt(static_cast<QMouseEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        reflectFont();
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    setHoveredRow(-1);
    QTableView::keyPressEvent(event);
}

} // namespace claviger
