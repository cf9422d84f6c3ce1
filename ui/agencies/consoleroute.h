// SPDX-License-Identifier: Apache-2.0
// Route A: what to click on the MRS console, in the order of the vendor's guide, and what we see of it meanwhile.
#pragma once

#include <QWidget>

#include <memory>

class QPushButton;

namespace claviger {

class Clock;
class FailureBanner;
class ProgressLine;
class RebindBoard;
class TextLabel;

class ConsoleRoute final : public QWidget
{
    Q_OBJECT
public:
    ConsoleRoute(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void reflect();

Q_SIGNALS:
    void pageWanted(const QUrl &page); // in a browser

private:
    RebindBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    QPushButton *m_open;
    TextLabel *m_noPage;
    TextLabel *m_cluster;
    TextLabel *m_agency;
    ProgressLine *m_watching;
    FailureBanner *m_result;
    QPushButton *m_again;
};

} // namespace claviger
