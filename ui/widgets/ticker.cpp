// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/ticker.h"

#include <QEvent>
#include <QWidget>

using namespace std::chrono_literals;

namespace claviger {

Ticker::Ticker(QWidget *watched)
    : QObject(watched)
    , m_watched(watched)
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &Ticker::ticked);
    watched->installEventFilter(this);
}

void Ticker::start()
{
    m_isWanted = true;
    if (m_watched->isVisible())
        m_timer.start();
}

void Ticker::stop()
{
    m_isWanted = false;
    m_timer.stop();
}

bool Ticker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide) {
        m_timer.stop();
    } else if (event->type() == QEvent::Show && m_isWanted) {
        m_timer.start();
        Q_EMIT ticked(); // what was hidden shows the time of long ago
    }
    return QObject::eventFilter(watched, event);
}

} // namespace claviger
