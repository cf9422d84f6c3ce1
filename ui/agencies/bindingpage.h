// SPDX-License-Identifier: Apache-2.0
// The page of the agencies: clusters with their verdicts, the nodes of the selected one, and what is known of its agency.
#pragma once

#include <QWidget>

#include <memory>

class QLineEdit;
class QPushButton;
class QShortcut;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QUrl;

namespace claviger {

class Banner;
class BindingBoard;
class ClusterDetails;
class Clock;
class DataTable;
class EmptyState;
class FailureBanner;
class ManageAgencyPage;
class PageHeader;
class NodeArea;
class ProbeBoard;
class ProgressLine;
class RebindBoard;
struct RebindRecord;

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
    void reflect();
    void reflectBanner();
    void reflectUndecided();
    [[nodiscard]] const RebindRecord *undecidedOne() const; // null: none
    void leaveManaging();
    void reflectNodes();
    void choose(const QString &clusterId);
    [[nodiscard]] bool isWide() const;
    void placeDetails();
    void openDetails();
    void closeDetails();

    BindingBoard &m_board;
    RebindBoard &m_rebinds;
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
    NodeArea *m_nodes; // of the chosen cluster
    QSplitter *m_splitter;
    ClusterDetails *m_details;
    QShortcut *m_closeDetails; // Escape, while the details lie over the table
};

} // namespace claviger
