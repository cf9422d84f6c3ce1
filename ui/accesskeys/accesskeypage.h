// SPDX-License-Identifier: Apache-2.0
// The access keys of a user: choose the user, see the keys, create one.
#pragma once

#include "app/foundation/clock.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QShortcut;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;

namespace claviger {

class AccessKeyBoard;
class ClipboardLease;
class DataTable;
class EmptyState;
class FailureBanner;
class IssuedKeyPage;
class KeyDetails;
class KeyQuota;
class MarkLabel;
class PageHeader;
class ProgressLine;
class TextLabel;
class UserChoice;
class VaultBoard;

class AccessKeyPage final : public QWidget
{
    Q_OBJECT
public:
    AccessKeyPage(AccessKeyBoard &board, VaultBoard &vault, ClipboardLease &clipboard, std::shared_ptr<const Clock> clock,
                  QWidget *parent = nullptr);

    void setProduction(bool isProduction);
    void takeFocus(); // when the page was opened
    // False if a secret or an answer would be lost; the page then says so.
    bool mayLeave();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildFilterBar();
    QWidget *buildUserRow();
    void reflect();
    void reflectUsers();
    void reflectEmpty();
    void limitTable();
    void offerReadingAgain(bool isOffered);
    void openCreateDialog(const QString &description = {});
    void confirmDelete(const QString &accessKey);
    void showRowMenu(const QPoint &position);
    [[nodiscard]] bool mayDelete() const;
    [[nodiscard]] QString userNote() const;
    [[nodiscard]] bool isWide() const;
    void placeDetails();
    void openDetails();
    void closeDetails();

    AccessKeyBoard &m_board;
    VaultBoard &m_vault;
    std::shared_ptr<const Clock> m_clock;
    bool m_isProduction = false;
    bool m_offersReadingAgain = false;
    bool m_isSplitByHand = false;

    QStackedWidget *m_stack;
    QWidget *m_list;
    IssuedKeyPage *m_issued;
    PageHeader *m_header;
    QPushButton *m_refresh;
    QPushButton *m_create;
    UserChoice *m_user;
    TextLabel *m_readAt;
    MarkLabel *m_userName;
    TextLabel *m_userNote;
    KeyQuota *m_quota;
    ProgressLine *m_progress;
    FailureBanner *m_banner;
    QSortFilterProxyModel *m_sorted;
    DataTable *m_table;
    EmptyState *m_empty;
    QPushButton *m_createFirst = nullptr;
    QSplitter *m_splitter;
    KeyDetails *m_details;
    QShortcut *m_closeDetails; // Escape, while the details lie over the table
};

} // namespace claviger
