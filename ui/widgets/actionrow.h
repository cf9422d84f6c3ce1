// SPDX-License-Identifier: Apache-2.0
// Something a person may do, in a card: icon, bold title, small sentence, and its button at the right.
#pragma once

#include <QWidget>

class QPushButton;

namespace claviger {

class ActionRow : public QWidget
{
    Q_OBJECT
public:
    ActionRow(const QString &iconName, const QString &title, const QString &sentence, QPushButton *button, QWidget *parent = nullptr);
};

} // namespace claviger
