// SPDX-License-Identifier: Apache-2.0
// The left side of the window: the profile in use, and the pages. The list of pages has the object name "navigation";
// its entries carry their page id in Qt::UserRole. 52 px wide, icons only, in windows narrower than 1200 px.
#pragma once

#include "ui/widgets/marks.h"

#include <QWidget>

class QListWidget;
class QListWidgetItem;

namespace claviger {

class ProfileHead;

class NavigationRail : public QWidget
{
    Q_OBJECT
public:
    explicit NavigationRail(QWidget *parent = nullptr);

    struct Profile
    {
        QString name = {};
        QString place = {};  // "eu-de, 00147-ops"
        QColor colour = {};  // of the bar: a help to the eye, never the only sign
        bool isProduction = false;
        bool isReadOnly = false;
    };
    void setProfile(const Profile &profile);

    // Pages come in the order of Ctrl+1, Ctrl+2, ...; a foot page (settings) stands apart at the bottom.
    void addPage(const QString &id, const QString &iconName, const QString &text);
    void addFootPage(const QString &id, const QString &iconName, const QString &text);
    // Only what wants a person. Words are for screen readers ("2 broken"). Count 0 takes the badge away.
    void setBadge(const QString &id, int count, const Mark &mark = {}, const QString &words = {});
    void select(const QString &id);
    [[nodiscard]] QString selected() const { return m_selected; }
    [[nodiscard]] bool isNarrow() const { return m_isNarrow; }
    // Entries are known by their ids from outside too: as accessible descriptions, "#alarms".
    void exposePageIds();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void pageChosen(const QString &id);
    void profileClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QListWidget *makeList();
    QListWidgetItem *add(QListWidget *list, const QString &id, const QString &iconName, const QString &text);
    QListWidgetItem *find(const QString &id) const;
    void chosen(QListWidget *list, QListWidgetItem *item);
    void setNarrow(bool isNarrow);
    void reflectSize();

    ProfileHead *m_head;
    QListWidget *m_pages;
    QListWidget *m_foot;
    QString m_selected;
    bool m_isNarrow = false;
};

} // namespace claviger
