// SPDX-License-Identifier: Apache-2.0
// A value with its buttons beside it, or below it where there is no room for both: a value is never cut for a button.
#pragma once

#include <QWidget>

#include <initializer_list>

class QBoxLayout;

namespace claviger {

class ValueRow : public QWidget
{
    Q_OBJECT
public:
    explicit ValueRow(QWidget *parent = nullptr);

protected:
    // Beside it: buttons, and the words that stand for them.
    void build(QWidget *value, std::initializer_list<QWidget *> beside);
    bool event(QEvent *event) override;

private:
    void place();

    QWidget *m_shown = nullptr;
    QWidget *m_beside = nullptr;
    QBoxLayout *m_row;
};

} // namespace claviger
