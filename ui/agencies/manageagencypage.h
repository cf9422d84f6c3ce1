// SPDX-License-Identifier: Apache-2.0
// Manage agency: choose one, then bind it on the MRS console (route A) or node by node (route B), and give back what route B
// has overwritten. In place of the clusters, and left by Back or Escape; what runs goes on.
#pragma once

#include <QWidget>

#include <memory>

class QPushButton;
class QRadioButton;
class QUrl;

namespace claviger {

class AgencyAssistant;
class Banner;
class CandidateModel;
class Clock;
class ConsoleRoute;
class DataTable;
class FailureBanner;
class NodeRoute;
class PageHeader;
class ProgressLine;
class RebindBoard;
class TextLabel;

class ManageAgencyPage final : public QWidget
{
    Q_OBJECT
public:
    ManageAgencyPage(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void takeFocus(); // when it was opened

Q_SIGNALS:
    void left();
    void pageWanted(const QUrl &page); // in a browser

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildAgencies();
    QWidget *buildWays();
    void reflect();
    void reflectRecord();
    void reflectAgencies();
    void goBy();
    void ask(const QString &title, const QString &sentence, const QString &act, const QString &actName, void (RebindBoard::*write)());

    RebindBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    PageHeader *m_header;
    QPushButton *m_back;
    Banner *m_record; // an earlier rebinding
    QPushButton *m_undo = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_keep;
    QString m_recordShown;
    ProgressLine *m_reading;
    FailureBanner *m_agenciesFailure;
    CandidateModel *m_candidates;
    DataTable *m_table;
    TextLabel *m_others;
    QPushButton *m_missing;
    AgencyAssistant *m_assistant;
    QRadioButton *m_routeA;
    QRadioButton *m_routeB;
    TextLabel *m_routeBNote;
    ConsoleRoute *m_console;
    NodeRoute *m_nodes;
};

} // namespace claviger
