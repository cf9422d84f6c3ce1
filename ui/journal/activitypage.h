// SPDX-License-Identifier: Apache-2.0
// The journal: every write to the cloud, newest first, and what was left open or changed from outside.
#pragma once

#include "app/foundation/clock.h"

#include <QWidget>

#include <memory>
#include <optional>

class QPushButton;

namespace claviger {

class ActivityBoard;
class DataTable;
class EmptyState;
class FailureBanner;
class PageHeader;
class ProgressLine;

class ActivityPage final : public QWidget
{
    Q_OBJECT
public:
    ActivityPage(ActivityBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void takeFocus(); // when the page was opened

protected:
    void showEvent(QShowEvent *event) override;

private:
    void reflect();
    void offerCheck(bool isOffered);
    void openCheckDialog();
    void showRowMenu(const QPoint &position);
    [[nodiscard]] std::optional<qint64> openEntry() const;

    ActivityBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    PageHeader *m_header;
    QPushButton *m_refresh;
    ProgressLine *m_progress;
    FailureBanner *m_banner;
    DataTable *m_table;
    EmptyState *m_empty;
    QPushButton *m_check = nullptr; // in the banner, while there is something to check
};

} // namespace claviger
