// SPDX-License-Identifier: Apache-2.0
// Chooses the user whose keys are shown. An account may have thousands: typing a part of the name finds one; a part that
// is left chooses nobody.
#pragma once

#include "app/accesskeys/accesskey.h"

#include <QComboBox>

#include <vector>

namespace claviger {

class UserChoice final : public QComboBox
{
    Q_OBJECT
public:
    explicit UserChoice(QWidget *parent = nullptr);

    // The own user comes first. What is being typed stays.
    void setUsers(const std::vector<IamUser> &users);
    void select(const QString &userId);

Q_SIGNALS:
    void chosen(const QString &userId);

private:
    void chooseTyped();
    void forgetTyped();

    std::vector<IamUser> m_users;
    QString m_selected;
};

} // namespace claviger
