// SPDX-License-Identifier: Apache-2.0
// A table as the project shows them: whole rows selected, hair lines, the row under the moving mouse tinted, no frame.
// Use it with a CellDelegate.
#pragma once

#include "ui/widgets/tokens.h"

#include <QPersistentModelIndex>
#include <QTableView>

#include <map>
#include <vector>

namespace claviger {

class DataTable : public QTableView
{
    Q_OBJECT
public:
    explicit DataTable(QWidget *parent = nullptr);

    // -1: none. The delegate asks for it.
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }
    // Heads a column of numbers, ages or durations, whose cells stand at the right.
    void setRightAligned(int column);
    // What the columns need so that no head is cut.
    [[nodiscard]] int headsWidth() const;

    // The longest texts that a column shows, and how it shows them.
    struct ColumnTexts
    {
        QStringList texts = {};
        TextStyle style = TextStyle::Body;
        bool hasMark = false;
    };
    // Keeps the column as wide as these and its head need, in the font of now.
    void fitColumn(int column, const ColumnTexts &widest);

    // Columns that go, the first ones first, as long as all of them do not fit beside each other.
    void setDispensableColumns(std::vector<int> columns);

    // As high as its rows, so that the page scrolls and not the table in it; more rows than that are scrolled to all the same.
    void fitRows(int mostRows);

    // Rows that come or go above what is looked at move nothing once the person has scrolled.
    void setModel(QAbstractItemModel *model) override;

protected:
    void showEvent(QShowEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void reflectFont(); // rows grow with it
    void setHoveredRow(int row);
    void keepInPlace();
    void reflectRows();
    void fitColumns();
    void widenColumns();
    void dropColumns();
    [[nodiscard]] int neededWidth(int column) const; // of the head and the longest texts
    [[nodiscard]] int headWidth(int column) const;
    [[nodiscard]] int takenWidth(int column) const;
    [[nodiscard]] bool isSized(int column) const;
    [[nodiscard]] bool isOuter(int column) const;

    std::map<int, ColumnTexts> m_widest;
    std::vector<int> m_dispensable;
    int m_hoveredRow = -1;
    QPersistentModelIndex m_top; // the uppermost row that is seen, while rows come or go
};

} // namespace claviger
