// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/secretfield.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/secrettext.h"
#include "ui/widgets/ticker.h"

#include <QEvent>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr auto RevealTime = 20s;

} // namespace

SecretField::SecretField(const QString &name, std::shared_ptr<const Clock> clock, QWidget *parent)
    : ValueRow(parent)
    , m_clock(std::move(clock))
    , m_text(new SecretText(name))
    , m_copy(makeButton(tr("Copy"), ButtonKind::Plain, u"copy"_s))
    , m_reveal(makeButton(tr("Reveal"), ButtonKind::Plain, u"eye"_s))
    , m_ticker(new Ticker(this))
{
    m_copy->setObjectName(u"copySecret"_s);
    m_copy->setAccessibleName(tr("Copy: %1").arg(name));
    m_reveal->setObjectName(u"revealSecret"_s);
    build(m_text, {m_copy, m_reveal});
    setFocusProxy(m_copy);
    connect(m_copy, &QPushButton::clicked, this, &SecretField::copyRequested);
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        if (isRevealed())
            mask();
        else
            reveal();
    });
    connect(m_ticker, &Ticker::ticked, this, &SecretField::countDown);
    reflectFont();
}

void SecretField::setSecret(const Secret &secret)
{
    mask();
    m_text->setSecret(secret);
    reflect();
}

QWidget *SecretField::display() const
{
    return m_text;
}

void SecretField::reveal()
{
    if (m_text->secret().isEmpty())
        return;
    m_hideAt = m_clock->ticks() + RevealTime;
    m_text->setRevealed(true);
    m_ticker->start();
    reflect();
    Q_EMIT revealedChanged(true);
}

void SecretField::mask()
{
    if (!m_hideAt)
        return;
    m_hideAt.reset();
    m_text->setRevealed(false);
    m_ticker->stop();
    reflect();
    Q_EMIT revealedChanged(false);
}

void SecretField::countDown()
{
    if (m_hideAt && m_clock->ticks() >= *m_hideAt)
        mask();
    else
        reflect();
}

void SecretField::reflect()
{
    const bool hasSecret = !m_text->secret().isEmpty();
    m_copy->setEnabled(hasSecret);
    m_reveal->setEnabled(hasSecret);
    if (!m_hideAt) {
        m_reveal->setText(tr("Reveal"));
        m_reveal->setIcon(icon(u"eye"_s));
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(*m_hideAt - m_clock->ticks());
    m_reveal->setText(tr("Hide %1 s").arg(left.count()));
    m_reveal->setIcon(icon(u"eyeoff"_s));
}

// "Reveal" and "Hide 20 s" take the same room: nothing moves when the one becomes the other.
void SecretField::reflectFont()
{
    m_reveal->setMinimumWidth(0);
    m_reveal->setText(tr("Hide %1 s").arg(std::chrono::seconds(RevealTime).count()));
    const int hiding = m_reveal->sizeHint().width();
    m_reveal->setText(tr("Reveal"));
    m_reveal->setMinimumWidth(qMax(hiding, m_reveal->sizeHint().width()));
    reflect();
}

void SecretField::changeEvent(QEvent *event)
{
    ValueRow::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        reflectFont();
}

bool SecretField::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate)
        mask();
    return ValueRow::event(event);
}

void SecretField::hideEvent(QHideEvent *event)
{
    ValueRow::hideEvent(event);
    mask();
}

} // namespace claviger
