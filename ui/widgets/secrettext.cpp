// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/secrettext.h"

#include "ui/widgets/stylepainting.h"

#include <QAccessibleWidget>
#include <QEvent>

#include <cmath>

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
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    reflectFont();
}

void SecretText::setSecret(const Secret &secret)
{
    m_secret = secret;
    updateGeometry();
    update();
}

void SecretText::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    updateGeometry();
    update();
    QAccessibleValueChangeEvent changed(this, QVariant()); // says that it changed, not to what
    QAccessible::updateAccessibility(&changed);
}

QSize SecretText::sizeHint() const
{
    const int words = static_cast<int>(std::ceil(QFontMetricsF(font()).horizontalAdvance(QChar(u'M')) * Dots));
    return {words + 2 * Padding + 2, rowHeight(fontMetrics())};
}

QSize SecretText::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u'M') * 12 + 2 * Padding, rowHeight(fontMetrics())};
}

void SecretText::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        reflectFont();
}

// No wider than the dots: what is beside it stands there at any width of the page.
void SecretText::reflectFont()
{
    setFont(fontFor(TextStyle::Mono));
    setMaximumWidth(sizeHint().width());
}

QString SecretText::shown() const
{
    return m_isRevealed ? m_secret.reveal() : QString(Dots, QChar(0x2022));
}

// Views into the text, so that no copy of a secret is left behind.
std::vector<QStringView> SecretText::linesOf(const QString &text, int width) const
{
    const QFontMetricsF metrics(font()); // forty rounded widths would be half a character off
    const qreal room = width - 2 * Padding;
    std::vector<QStringView> lines;
    qsizetype begin = 0;
    qreal used = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qreal step = metrics.horizontalAdvance(text[i]);
        if (used + step > room && i > begin) {
            lines.push_back(QStringView(text).mid(begin, i - begin));
            begin = i;
            used = 0;
        }
        used += step;
    }
    lines.push_back(QStringView(text).mid(begin));
    return lines;
}

int SecretText::heightForWidth(int width) const
{
    QString text = shown();
    const auto lines = static_cast<int>(linesOf(text, width).size());
    wipe(text);
    return rowHeight(fontMetrics()) + (lines - 1) * fontMetrics().lineSpacing();
}

void SecretText::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    draw::panel(&painter, rect(), tokens.window, tokens.hairLine);
    if (m_secret.isEmpty())
        return;
    painter.setPen(tokens.text);
    QString text = shown();
    const std::vector<QStringView> lines = linesOf(text, width());
    const int line = fontMetrics().lineSpacing();
    int y = (height() - static_cast<int>(lines.size()) * line) / 2;
    for (const QStringView part : lines) {
        painter.drawText(QRect(Padding, y, width() - 2 * Padding, line), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         QString::fromRawData(part.data(), part.size()));
        y += line;
    }
    wipe(text);
}

} // namespace claviger
