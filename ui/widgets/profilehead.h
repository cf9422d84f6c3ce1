// SPDX-License-Identifier: Apache-2.0
// The head of the navigation: which profile is in use. A button that opens the profile switcher.
#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/navigationrail.h"

#include <QAbstractButton>

#include <vector>

namespace claviger {

class ProfileHead final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ProfileHead(QWidget *parent = nullptr);

    void setProfile(const NavigationRail::Profile &profile);
    void setNarrow(bool isNarrow);
    [[nodiscard]] QString shownPlace() const; // cut in the middle: both ends tell accounts apart
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int room() const;
    [[nodiscard]] std::vector<Tag::Kind> tags() const;
    [[nodiscard]] std::vector<QRect> tagPlaces(int top) const; // of each of them

    NavigationRail::Profile m_profile;
    bool m_isNarrow = false;
};

} // namespace claviger
