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
    // Why there is nobody else to choose; empty: there is. Else a name that is cut stands whole in the tool tip.
    void setWhyAlone(const QString &why);

Q_SIGNALS:
    void chosen(const QString &userId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void reflectTip();
    void chooseTyped();
    void forgetTyped();

    std::vector<IamUser> m_users;
    QString m_selected;
    QString m_whyAlone;
};

} // namespace claviger
