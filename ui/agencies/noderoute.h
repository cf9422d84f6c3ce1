// SPDX-License-Identifier: Apache-2.0
// Route B: what would be written to which node, the confirmation, and how each node fares.
#pragma once

#include <QWidget>

#include <memory>

class QPushButton;
class QVBoxLayout;

namespace claviger {

class Clock;
class DataTable;
class FailureBanner;
class MarkLabel;
class NameConfirmation;
class ProgressLine;
class RebindBoard;
class RebindModel;
class TextLabel;

class NodeRoute final : public QWidget
{
    Q_OBJECT
public:
    NodeRoute(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void reflect();

Q_SIGNALS:
    void newsBegan(); // it begins to write: to be seen without looking for it

private:
    void reflectTable();
    void reflectResult();
    void reflectConfirmation();
    void askForName();
    void forgetName();

    RebindBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    MarkLabel *m_warning;
    TextLabel *m_summary;
    RebindModel *m_model;
    DataTable *m_table;
    ProgressLine *m_progress;
    FailureBanner *m_result;
    TextLabel *m_why; // the button does nothing now
    QPushButton *m_confirm;
    QPushButton *m_again;
    QVBoxLayout *m_column;
    NameConfirmation *m_name = nullptr;
    bool m_hadNews = false;
};

} // namespace claviger
