// SPDX-License-Identifier: Apache-2.0
// In place of a list that has nothing: what is empty, why or what for, the button that fills it.
#pragma once

#include "ui/widgets/buttons.h"

#include <QWidget>

class QHBoxLayout;

namespace claviger {

class TextLabel;

class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(const QString &iconName, QWidget *parent = nullptr);

    void say(const QString &iconName, const QString &title, const QString &sentence);
    QPushButton *addButton(const QString &text, const QString &objectName, ButtonKind kind = ButtonKind::Plain,
                           const QString &iconName = {});

private:
    class Sign;
    Sign *m_sign;
    TextLabel *m_title;
    TextLabel *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace claviger
