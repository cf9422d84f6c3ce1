// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/keyquota.h"

#include <QPainter>

namespace claviger {

KeyQuota::KeyQuota(QWidget *parent)
    : TextLabel({}, TextStyle::Small, Tone::Normal, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void KeyQuota::setUsed(int used, int limit, const QString &words)
{
    m_used = used;
    m_limit = limit;
    setContentsMargins(quotaBarsWidth(limit) + space::Control, 0, 0, 0);
    setText(words);
    update();
}

void KeyQuota::setUnknown(const QString &words)
{
    m_limit = 0;
    setContentsMargins(0, 0, 0, 0);
    setText(words);
    update();
}

void KeyQuota::paintEvent(QPaintEvent *event)
{
    TextLabel::paintEvent(event);
    if (m_limit == 0)
        return;
    QPainter painter(this);
    paintQuotaBars(&painter, rect(), m_used, m_limit, tokensOf(palette()));
}

} // namespace claviger
