// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/secrettext.h"

#include "ui/widgets/stylepainting.h"

#include <QAccessibleWidget>
#include <QEvent>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int Dots = 40;
constexpr int Padding = 9;

// Gives the text out only while it is on screen anyway, and never keeps it.
class SecretTextAccessible final : public QAccessibleWidget
{
public:
    explicit SecretTextAccessible(SecretText *text)
        : QAccessibleWidget(text, QAccessible::StaticText)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        const auto *field = static_cast<const SecretText *>(widget());
        if (kind == QAccessible::Value)
            return field->isRevealed() ? field->secret().reveal() : QString();
        return QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.passwordEdit = !static_cast<const SecretText *>(widget())->isRevealed();
        return state;
    }
};

QAccessibleInterface *secretTextAccessible(const QString &, QObject *object)
{
    auto *text = qobject_cast<SecretText *>(object);
    return text ? new SecretTextAccessible(text) : nullptr;
}

} // namespace

SecretText::SecretText(const QString &name, QWidget *parent)
    : QWidget(parent)
{
    static const bool isInstalled = (QAccessible::installFactory(secretTextAccessible), true);
    Q_UNUSED(isInstalled)
    setAccessibleName(name);
    setFont(fontFor(TextStyle::Mono));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SecretText::setSecret(const Secret &secret)
{
    m_secret = secret;
    update();
}

void SecretText::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    update();
    QAccessibleValueChangeEvent changed(this, QVariant()); // says that it changed, not to what
    QAccessible::updateAccessibility(&changed);
}

QSize SecretText::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(u'M') * Dots + 2 * Padding + 2, rowHeight(fontMetrics())};
}

QSize SecretText::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u'M') * 12 + 2 * Padding, rowHeight(fontMetrics())};
}

void SecretText::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(fontFor(TextStyle::Mono));
}

void SecretText::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    draw::panel(&painter, rect(), tokens.window, tokens.hairLine);
    if (m_secret.isEmpty())
        return;
    painter.setPen(tokens.text);
    const QRect room = rect().adjusted(Padding, 0, -Padding, 0);
    QString shown = m_isRevealed ? m_secret.reveal() : QString(Dots, QChar(0x2022));
    if (fontMetrics().horizontalAdvance(shown) > room.width()) {
        QString cut = fontMetrics().elidedText(shown, Qt::ElideRight, room.width());
        wipe(shown);
        shown = std::move(cut);
    }
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    wipe(shown);
}

} // namespace claviger
