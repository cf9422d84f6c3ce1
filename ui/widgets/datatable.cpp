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
    horizontalHeader()->resizeSection(column, widthOf(column, widest));
}

void DataTable::fitColumns()
{
    for (const auto &[column, widest] : m_widest)
        horizontalHeader()->resizeSection(column, widthOf(column, widest));
    dropColumns();
}

void DataTable::setDispensableColumns(std::vector<int> columns)
{
    m_dispensable = std::move(columns);
    dropColumns();
}

void DataTable::dropColumns()
{
    if (m_dispensable.empty() || !model())
        return;
    const auto widthOfColumn = [this](int column) {
        const auto fitted = m_widest.find(column);
        const bool isGiven = horizontalHeader()->sectionResizeMode(column) == QHeaderView::Interactive;
        const int given = isGiven && !isColumnHidden(column) ? horizontalHeader()->sectionSize(column) : 0;
        const int fit = fitted != m_widest.end() ? widthOf(column, fitted->second) : 0;
        return std::max({headWidth(column), given, fit});
    };
    int needed = 0;
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        needed += widthOfColumn(column);
    for (const int column : m_dispensable) {
        const bool goes = needed > viewport()->width();
        needed -= goes ? widthOfColumn(column) : 0;
        if (goes != isColumnHidden(column))
            setColumnHidden(column, goes);
    }
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    dropColumns();
}

int DataTable::widthOf(int column, const ColumnTexts &widest) const
{
    const QFontMetrics metrics(fontFor(widest.style));
    int words = 0;
    for (const QString &text : widest.texts)
        words = qMax(words, metrics.horizontalAdvance(text));
    const int cell = words + (widest.hasMark ? size::Mark + space::Tight : 0);
    const int at = horizontalHeader()->visualIndex(column);
    const bool isOuter = at == 0 || at == horizontalHeader()->count() - 1;
    return qMax(model() ? headWidth(column) : 0, cell + space::Control + (isOuter ? space::Page : space::Control) + 2);
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
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &DataTable::reflectRows);
    connect(model, &QAbstractItemModel::modelReset, this, &DataTable::reflectRows);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &DataTable::fitHeads);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &DataTable::fitHeads, Qt::UniqueConnection);
    reflectRows();
}

// The focus shows in a cell: without one Tab goes past.
void DataTable::reflectRows()
{
    setFocusPolicy(model()->rowCount() > 0 ? Qt::StrongFocus : Qt::NoFocus);
}

int DataTable::headWidth(int column) const
{
    const QHeaderView *header = horizontalHeader();
    const bool isSorted = isSortingEnabled() && header->sortIndicatorSection() == column;
    const bool isOuter = column == 0 || column == header->count() - 1;
    const QFontMetrics words(fontFor(isSorted ? TextStyle::SmallBold : TextStyle::Small));
    return words.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString()) + (isSorted ? sortMark : 0) + space::Control
        + (isOuter ? space::Page : space::Control);
}

int DataTable::headsWidth() const
{
    int width = 0;
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        if (isColumnHidden(column))
            continue;
        const bool isFixed = horizontalHeader()->sectionResizeMode(column) == QHeaderView::Interactive;
        width += std::max(headWidth(column), isFixed ? horizontalHeader()->sectionSize(column) : 0);
    }
    return width;
}

// The words of the heads are not known when a page gives its widths: the language, the zone of the times.
void DataTable::fitHeads()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column)
        if (!isColumnHidden(column) && header->sectionResizeMode(column) == QHeaderView::Interactive
            && header->sectionSize(column) < headWidth(column))
            header->resizeSection(column, headWidth(column));
    dropColumns();
}

void DataTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    if (model())
        fitHeads();
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
