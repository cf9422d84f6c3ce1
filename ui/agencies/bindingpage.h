// SPDX-License-Identifier: Apache-2.0
// The page of the agencies: clusters with their verdicts, the nodes of the selected one, and what is known of its agency.
#pragma once

#include <QWidget>

#include <memory>

class QLineEdit;
class QPushButton;
class QScrollArea;
class QShortcut;
class QSortFilterProxyModel;
class QSplitter;

namespace claviger {

class BindingBoard;
class Chip;
class ClusterDetails;
class Clock;
class DataTable;
class EmptyState;
class FailureBanner;
class NodeBindingModel;
class NodeFilter;
class NodeMatrix;
class PageHeader;
class ProgressLine;
class TextLabel;

class BindingPage final : public QWidget
{
    Q_OBJECT
public:
    BindingPage(BindingBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void takeFocus(); // when the page was opened

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildClusters();
    QWidget *buildNodes();
    void reflect();
    void reflectBanner();
    void reflectNodes();
    void placeMatrix();
    void chooseNode(const QString &serverId);
    void choose(const QString &clusterId);
    [[nodiscard]] bool isWide() const;
    void placeDetails();
    void openDetails();
    void closeDetails();

    BindingBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    QString m_chosen;

    PageHeader *m_header;
    QLineEdit *m_filter;
    QPushButton *m_check;
    ProgressLine *m_progress;
    FailureBanner *m_banner;
    QSortFilterProxyModel *m_sorted;
    DataTable *m_table;
    EmptyState *m_empty;
    NodeBindingModel *m_nodes;
    NodeFilter *m_filteredNodes;
    QWidget *m_nodeArea;
    TextLabel *m_nodeTitle;
    TextLabel *m_nodeNote;
    Chip *m_differ;
    NodeMatrix *m_matrix;
    QScrollArea *m_matrixArea;
    QWidget *m_matrixLine; // below it
    DataTable *m_nodeTable;
    QSplitter *m_splitter;
    ClusterDetails *m_details;
    QShortcut *m_closeDetails; // Escape, while the details lie over the table
};

} // namespace claviger
