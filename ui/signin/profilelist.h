// SPDX-License-Identifier: Apache-2.0
// The profiles to choose from: colour bar, name, where and as whom, and the marks PRODUCTION and READ-ONLY.
#pragma once

#include "app/cloud/profile.h"

#include <QColor>
#include <QListWidget>

namespace claviger {

class ProfileList final : public QListWidget
{
    Q_OBJECT
public:
    explicit ProfileList(QWidget *parent = nullptr);

    void addProfile(const CloudProfile &profile);
    void selectProfile(const QString &id);
    [[nodiscard]] QString selectedProfile() const;
};

// Of a profile's colour name (look.md, section 2); invalid for none.
[[nodiscard]] QColor profileColour(const QString &name);
// "Open Telekom Cloud eu-de · 00147-ops", as far as it is known.
[[nodiscard]] QString profileLine(const CloudProfile &profile);

} // namespace claviger
