// SPDX-License-Identifier: Apache-2.0
// Asks before something is destroyed. Cancel has the focus; where a name is given it has to be typed (production).
#pragma once

#include <QDialog>

namespace claviger {

class ConfirmDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Question
    {
        QString title = {};
        QString sentence = {};   // what will happen, to what
        QString act = {};        // "Delete key"
        QString actName = {};    // object name of the button that does it
        QString typedName = {};  // empty: nothing has to be typed
    };
    ConfirmDialog(const Question &question, QWidget *parent);
};

} // namespace claviger
