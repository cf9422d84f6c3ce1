// SPDX-License-Identifier: Apache-2.0
// Name, colour, marks and addresses of one of the person's own profiles; removes it too.
#pragma once

#include "app/foundation/clock.h"
#include "app/signin/profileboard.h"
#include "ui/widgets/formdialog.h"

#include <memory>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace claviger {

class AddressFields;
class FailureBanner;

class ProfileDialog final : public FormDialog
{
    Q_OBJECT
public:
    ProfileDialog(ProfileBoard &board, const ProfileBoard::Entry &entry, std::shared_ptr<const Clock> clock, QWidget *parent);

Q_SIGNALS:
    void removed();
    void moved(); // to another sign-in service; a password that was kept for the one before is not kept for it

private:
    void save();
    void remove();

    ProfileBoard &m_board;
    ProfileBoard::Entry m_entry;
    std::shared_ptr<const Clock> m_clock;
    QLineEdit *m_name;
    QComboBox *m_colour;
    QCheckBox *m_production;
    QCheckBox *m_readOnly;
    AddressFields *m_addresses;
    FailureBanner *m_banner;
};

} // namespace claviger
