// SPDX-License-Identifier: Apache-2.0
// What an act has done so far, in one row that wraps: "Keychain tried first > Created in IAM > ...".
#pragma once

#include "ui/widgets/marks.h"

#include <QWidget>

#include <vector>

namespace claviger {

class StepTrail : public QWidget
{
    Q_OBJECT
public:
    struct Step
    {
        QString text = {};
        StepState state = StepState::ToCome;

        friend bool operator==(const Step &, const Step &) = default;
    };
    explicit StepTrail(QWidget *parent = nullptr);

    void setSteps(std::vector<Step> steps);
    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    std::vector<QPoint> places(int width) const;
    int stepWidth(const Step &step) const;
    int lineHeight() const;

    std::vector<Step> m_steps;
};

} // namespace claviger
