// SPDX-License-Identifier: Apache-2.0
// Ticks once a second while its widget is visible: countdowns and clocks. What time it is says the injected clock.
#pragma once

#include <QTimer>

class QWidget;

namespace claviger {

class Ticker final : public QObject
{
    Q_OBJECT
public:
    explicit Ticker(QWidget *watched);

    // While stopped, showing the widget does not start it.
    void start();
    void stop();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void ticked();

private:
    QWidget *m_watched;
    QTimer m_timer;
    bool m_isWanted = false;
};

} // namespace claviger
