// SPDX-License-Identifier: Apache-2.0
// The addresses of a profile's services. An empty one means what the preset says; without a preset it is not known.
#pragma once

#include "app/cloud/profile.h"

#include <QWidget>

#include <vector>

class QLineEdit;

namespace claviger {

class AddressFields final : public QWidget
{
    Q_OBJECT
public:
    explicit AddressFields(const CloudProfile &profile, QWidget *parent = nullptr);

    // The profile with what is typed. Fault::Rejected; detail names the field and says why.
    [[nodiscard]] Result<CloudProfile> applied(CloudProfile profile) const;

private:
    struct Field
    {
        QString label = {};
        QUrl CloudProfile::*address = nullptr;
        QLineEdit *line = nullptr;
    };

    CloudProfile m_usual; // the preset's; empty without one
    std::vector<Field> m_fields;
};

} // namespace claviger
