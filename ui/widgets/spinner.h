// SPDX-License-Identifier: Apache-2.0
// Something short is going on in the row it stands in: a turning arc, or the word "working" with reduced motion.
#pragma once

#include <QTimer>
#include <QWidget>

namespace claviger {

class Spinner : public QWidget
{
    Q_OBJECT
public:
    explicit Spinner(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTimer m_timer;
    int m_angle = 0; // degrees, clockwise
};

} // namespace claviger
