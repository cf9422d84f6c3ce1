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
class QStackedWidget;
class QUrl;

namespace claviger {

class Banner;
class BindingBoard;
class Chip;
class ClusterDetails;
class Clock;
class DataTable;
class ElidedLabel;
class EmptyState;
class FailureBanner;
class ManageAgencyPage;
class MarkLabel;
class NodeBindingModel;
class NodeFilter;
class NodeMatrix;
class PageHeader;
class ProbeBoard;
class ProbeView;
class ProgressLine;
class RebindBoard;
struct RebindRecord;
class TextLabel;

class BindingPage final : public QWidget
{
    Q_OBJECT
public:
    BindingPage(BindingBoard &board, RebindBoard &rebinds, ProbeBoard &probe, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void takeFocus(); // when the page was opened
    void manageAgency(const QString &clusterId); // opens the page of it
    // Among the others; a page "Manage agency" on which something runs stays in front.
    void showCluster(const QString &clusterId);
    // False while a change is under way whose result must not be missed; then it is shown.
    [[nodiscard]] bool mayLeave();

Q_SIGNALS:
    void webPageWanted(const QUrl &page); // in a browser

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildClusters();
    QWidget *buildNodes();
    QWidget *buildNodeHead();
    void reflect();
    void reflectBanner();
    void reflectUndecided();
    [[nodiscard]] const RebindRecord *undecidedOne() const; // null: none
    void leaveManaging();
    void reflectNodes();
    void placeMatrix();
    void chooseNode(const QString &serverId);
    void reflectFilter();
    void reflectProbe();
    void openProbe();
    void closeProbe();
    void choose(const QString &clusterId);
    [[nodiscard]] bool isWide() const;
    void placeDetails();
    void openDetails();
    void closeDetails();

    BindingBoard &m_board;
    RebindBoard &m_rebinds;
    ProbeBoard &m_probe;
    std::shared_ptr<const Clock> m_clock;
    QString m_chosen;

    QStackedWidget *m_stack;
    QWidget *m_overview; // clusters and nodes
    ManageAgencyPage *m_manage = nullptr; // built when it is wanted
    Banner *m_undecided; // what an earlier run left half-done
    QPushButton *m_decide;
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
    ElidedLabel *m_nodeTitle;
    TextLabel *m_nodeNote;
    Chip *m_differ;
    Chip *m_tokenServers;
    MarkLabel *m_legend; // of the flags in the matrix
    QPushButton *m_ask; // the chosen node, what securitykey answers there
    QStackedWidget *m_nodeStack; // the nodes, or the probe of one
    ProbeView *m_probeView = nullptr; // built when it is wanted
    NodeMatrix *m_matrix;
    QScrollArea *m_matrixArea;
    QWidget *m_matrixLine; // below it
    DataTable *m_nodeTable;
    QSplitter *m_splitter;
    ClusterDetails *m_details;
    QShortcut *m_closeDetails; // Escape, while the details lie over the table
};

} // namespace claviger
