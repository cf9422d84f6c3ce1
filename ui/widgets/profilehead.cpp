// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/profilehead.h"

#include "ui/widgets/stylepainting.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int BarLeft = 12;
constexpr int BarTop = 12;
constexpr int TextLeft = 24;
constexpr int NarrowWidth = 52;

} // namespace

ProfileHead::ProfileHead(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"profile"_s);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setProperty("focusRing", true);
}

void ProfileHead::setProfile(const NavigationRail::Profile &profile)
{
    m_profile = profile;
    QStringList words{profile.name, profile.place};
    for (const Tag::Kind kind : tags())
        words << tagText(kind);
    setAccessibleName(tr("Profile %1").arg(words.join(u", "_s)));
    setToolTip(words.join(u", "_s).toHtmlEscaped());
    updateGeometry();
    update();
}

void ProfileHead::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    updateGeometry();
    update();
}

QSize ProfileHead::sizeHint() const
{
    const QFontMetrics bold(fontFor(TextStyle::Bold));
    const QFontMetrics small(fontFor(TextStyle::Small));
    const int lines = bold.height() + small.height() + 2;
    const auto places = m_isNarrow ? std::vector<QRect>() : tagPlaces(0);
    const int tagRows = places.empty() ? 0 : space::Group + places.back().bottom() + 1;
    const int words = qMax(bold.horizontalAdvance(m_profile.name), small.horizontalAdvance(m_profile.place));
    return {m_isNarrow ? NarrowWidth : TextLeft + words + 2 * space::Page + space::Group, BarTop + qMax(32, lines) + tagRows + space::Group};
}

QSize ProfileHead::minimumSizeHint() const
{
    return {NarrowWidth, sizeHint().height()};
}

int ProfileHead::room() const
{
    return width() - TextLeft - 32;
}

std::vector<Tag::Kind> ProfileHead::tags() const
{
    std::vector<Tag::Kind> kinds;
    if (m_profile.isProduction)
        kinds.push_back(Tag::Kind::Production);
    if (m_profile.isReadOnly)
        kinds.push_back(Tag::Kind::ReadOnly);
    return kinds;
}

// Over each other where they do not fit beside each other.
std::vector<QRect> ProfileHead::tagPlaces(int top) const
{
    std::vector<QRect> places;
    QPoint at(TextLeft, top);
    for (const Tag::Kind kind : tags()) {
        const QSize size = tagSize(tagText(kind), kind);
        if (!places.empty() && at.x() + size.width() + space::Tight > width())
            at = QPoint(TextLeft, places.back().bottom() + 1 + space::Tight);
        places.emplace_back(at, size);
        at.rx() += size.width() + space::Tight;
    }
    return places;
}

void ProfileHead::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    updateGeometry(); // the tags may stand over each other now
}

QString ProfileHead::shownPlace() const
{
    return QFontMetrics(fontFor(TextStyle::Small)).elidedText(m_profile.place, Qt::ElideMiddle, room());
}

void ProfileHead::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click(); // as every other button
    else
        QAbstractButton::keyPressEvent(event);
}

void ProfileHead::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    if (underMouse() || isDown())
        painter.fillRect(rect(), isDown() ? tokens.pressed : tokens.hover);
    const QFont boldFont = fontFor(TextStyle::Bold);
    const QFont smallFont = fontFor(TextStyle::Small);
    const QFontMetrics bold(boldFont);
    const QFontMetrics small(smallFont);
    const int lines = qMax(32, bold.height() + small.height() + 2);
    if (m_profile.colour.isValid())
        draw::panel(&painter, QRect(m_isNarrow ? space::Control : BarLeft, BarTop, 4, lines), m_profile.colour, {}, 2);
    if (m_isNarrow) {
        painter.setFont(boldFont);
        painter.setPen(tokens.text);
        painter.drawText(QRect(BarLeft + 4, BarTop, NarrowWidth - BarLeft - 4, lines), Qt::AlignCenter,
                         m_profile.name.left(1).toUpper());
        return;
    }
    painter.setFont(boldFont);
    painter.setPen(tokens.text);
    painter.drawText(QRect(TextLeft, BarTop, room(), lines / 2), Qt::AlignVCenter | Qt::TextSingleLine,
                     bold.elidedText(m_profile.name, Qt::ElideRight, room()));
    painter.setFont(smallFont);
    painter.setPen(tokens.textSecondary);
    painter.drawText(QRect(TextLeft, BarTop + lines / 2, room(), lines / 2 + 2), Qt::AlignVCenter | Qt::TextSingleLine, shownPlace());
    draw::chevronDown(&painter, QRect(width() - 31, BarTop, size::Mark, lines), tokens.textSecondary);
    const std::vector<Tag::Kind> kinds = tags();
    const std::vector<QRect> places = tagPlaces(BarTop + lines + space::Group + 2);
    for (std::size_t i = 0; i < kinds.size(); ++i)
        paintTag(&painter, places[i].topLeft(), tagText(kinds[i]), kinds[i], tokens);
}

} // namespace claviger
