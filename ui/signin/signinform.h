// SPDX-License-Identifier: Apache-2.0
// The fields of signing in: which cloud, as whom, with what. Keeps nothing; gives a profile and the secrets typed.
#pragma once

#include "app/cloud/profile.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace claviger {

class SegmentedChoice;
class TextLabel;

class SignInForm final : public QWidget
{
    Q_OBJECT
public:
    explicit SignInForm(QWidget *parent = nullptr);

    // Fills the fields. A profile that is not the person's own shows its cloud but does not let it be changed.
    void setProfile(const CloudProfile &profile, bool keepPassword);
    // What the fields say now, on top of the profile that was set. Fault::Rejected with a sentence for an address that
    // cannot be used.
    [[nodiscard]] Result<CloudProfile> profile() const;
    [[nodiscard]] Secret password() const; // empty: nothing typed
    [[nodiscard]] Secret passcode() const;
    [[nodiscard]] bool lacksPasscode() const; // one is to be sent, and none is there
    [[nodiscard]] bool keepPassword() const;
    void forgetSecrets();
    void adopt(const CloudProfile &profile);     // what is in the fields is on top of this one from now on
    void noteSaved(const CloudProfile &profile); // and there is nothing in the fields that is not in it
    [[nodiscard]] bool isEdited() const;         // something was typed since they were filled, or saved
    void focusFirstEmpty();
    void focusPasscode();

Q_SIGNALS:
    void submitted(); // Enter in a field
    void cloudChanged(); // by a person: another service may be meant

private:
    void addField(QVBoxLayout *column, const QString &label, QWidget *input, const QString &hint = {});
    void fillClouds();
    void reflectCloud();
    void reflectWay();
    void showPassword(bool isShown);

    CloudProfile m_profile;
    QComboBox *m_cloud;
    QWidget *m_addressBlock;
    QLineEdit *m_address;
    SegmentedChoice *m_way;
    QLineEdit *m_account;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QAction *m_eye;
    QWidget *m_codeBlock;
    QLineEdit *m_passcode;
    QLineEdit *m_userId;
    QLineEdit *m_project;
    QCheckBox *m_keep;
};

} // namespace claviger
