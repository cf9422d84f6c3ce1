// SPDX-License-Identifier: Apache-2.0
// The top of a page: title, one line that says what is shown, actions at the right with the primary one last. Actions
// that do not fit go into "More", from the left.
#pragma once

#include <QWidget>

#include <vector>

class QPushButton;

namespace claviger {

class ElidedLabel;

class PageHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PageHeader(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setLine(const QString &line);
    // Takes ownership. Hide and show a button with setActionVisible, not by itself.
    void addAction(QPushButton *button);
    using QWidget::addAction;
    void setActionVisible(QPushButton *button, bool isVisible);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Action
    {
        QPushButton *button;
        bool isVisible;
    };
    void arrange();
    void fillMenu();

    ElidedLabel *m_title;
    ElidedLabel *m_line;
    QPushButton *m_more;
    std::vector<Action> m_actions;
    std::vector<QPushButton *> m_inMenu;
};

} // namespace claviger
