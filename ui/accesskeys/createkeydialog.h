// SPDX-License-Identifier: Apache-2.0
// Asks what a new access key is for, and says before anything is sent how many keys the user holds and where the secret
// will go.
#pragma once

#include "ui/widgets/formdialog.h"

class QLineEdit;
class QPushButton;

namespace claviger {

class AccessKeyBoard;
class KeyQuota;
class MarkLabel;
class TextLabel;
class VaultBoard;

class CreateKeyDialog final : public FormDialog
{
    Q_OBJECT
public:
    CreateKeyDialog(AccessKeyBoard &board, VaultBoard &vault, QWidget *parent);

    [[nodiscard]] QString description() const;
    void setDescription(const QString &description); // what was typed the last time, after a refusal

private:
    void reflect();

    AccessKeyBoard &m_board;
    VaultBoard &m_vault;
    KeyQuota *m_quota;
    QLineEdit *m_description;
    TextLabel *m_counter;
    MarkLabel *m_problem;
    MarkLabel *m_keychain;
    QPushButton *m_create;
};

} // namespace claviger
