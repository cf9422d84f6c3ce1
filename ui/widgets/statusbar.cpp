// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/statusbar.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/ticker.h"
#include "ui/widgets/timetext.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr int Gap = 20;

} // namespace

StatusBar::StatusBar(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_user(new MarkLabel({}, tr("Not signed in"), TextStyle::Small, Tone::Secondary))
    , m_expiry(new MarkLabel(Mark::icon(u"clock"_s), {}, TextStyle::Small))
    , m_keychain(new MarkLabel(Mark::icon(u"lock"_s), {}, TextStyle::Small))
    , m_useKeychain(makeButton(tr("Use the keychain"), ButtonKind::Flat))
    , m_notice(new ElidedLabel({}, TextStyle::Small))
    , m_calls(makeButton(tr("Idle"), ButtonKind::Flat))
    , m_desktopWord(new TextLabel(tr("Desktop"), TextStyle::Small, Tone::Secondary))
    , m_desktop(new TextLabel({}, TextStyle::Small))
    , m_utcWord(new TextLabel(u"UTC"_s, TextStyle::Small, Tone::Secondary))
    , m_utc(new TextLabel({}, TextStyle::Small))
    , m_ticker(new Ticker(this))
{
    m_expiry->setObjectName(u"expiry"_s);
    m_notice->setObjectName(u"notice"_s);
    m_calls->setObjectName(u"callsInProgress"_s);
    m_calls->setFont(fontFor(TextStyle::Small));
    m_calls->setAccessibleDescription(tr("Calls in progress"));
    m_useKeychain->setObjectName(u"useKeychain"_s);
    m_useKeychain->setFont(fontFor(TextStyle::Small));
    m_useKeychain->setAccessibleDescription(tr("Moves what is in memory only to the keychain"));
    m_useKeychain->setToolTip(m_useKeychain->accessibleDescription());
    m_desktop->setAccessibleName(tr("Desktop time"));
    m_utc->setAccessibleName(tr("UTC time"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::Group, 1, space::Group, 0);
    row->setSpacing(Gap);
    row->addWidget(m_user);
    row->addWidget(m_expiry);
    row->addWidget(m_keychain);
    row->addWidget(m_useKeychain);
    row->addStretch(1);
    row->addWidget(m_notice);
    row->addWidget(m_calls);
    const auto addClock = [row](TextLabel *word, TextLabel *time) {
        auto *pair = new QHBoxLayout;
        pair->setSpacing(space::Word);
        pair->addWidget(word);
        pair->addWidget(time);
        row->addLayout(pair);
    };
    addClock(m_desktopWord, m_desktop);
    addClock(m_utcWord, m_utc);
    m_expiry->hide();
    m_keychain->hide();
    m_notice->hide();
    m_useKeychain->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_calls, &QPushButton::clicked, this, &StatusBar::callsClicked);
    connect(m_useKeychain, &QPushButton::clicked, this, &StatusBar::keychainWanted);
    connect(m_ticker, &Ticker::ticked, this, &StatusBar::tick);
    m_ticker->start();
    tick();
}

void StatusBar::setAccountUser(const QString &user)
{
    m_user->setMark(user.isEmpty() ? Mark() : Mark::icon(u"user"_s));
    m_user->setTone(user.isEmpty() ? Tone::Secondary : Tone::Normal);
    m_user->setText(user.isEmpty() ? tr("Not signed in") : user);
}

void StatusBar::setSessionEnd(std::optional<Instant> end)
{
    m_end = end;
    m_expiry->setVisible(end.has_value());
    reflect();
}

void StatusBar::setKeychain(const QString &longText, const QString &shortText, std::optional<Verdict> trouble)
{
    m_keychainLong = longText;
    m_keychainShort = shortText;
    m_keychain->setMark(trouble ? Mark(*trouble) : Mark::icon(u"lock"_s));
    m_keychain->setVisible(!longText.isEmpty());
    reflect();
}

void StatusBar::offerKeychain(bool isOffered, bool isEnabled)
{
    m_useKeychain->setVisible(isOffered);
    m_useKeychain->setEnabled(isEnabled);
    reflect();
}

QPoint StatusBar::callsCorner() const
{
    return m_calls->mapToGlobal(QPoint(0, 0));
}

void StatusBar::setCalls(int count)
{
    m_calls->setText(count > 0 ? tr("%n call(s)", nullptr, count) : tr("Idle"));
}

void StatusBar::setNotice(const QString &notice)
{
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
}

void StatusBar::tick()
{
    const Instant now = m_clock->now();
    const bool isUtc = zoneText(now) == "UTC"_L1;
    m_desktop->setText(clockText(now));
    m_utc->setText(toUtc(now).toString(u"HH:mm:ss"_s));
    // The desktop in UTC would say the same twice.
    m_desktop->setVisible(!isUtc);
    m_desktopWord->setVisible(!isUtc);
    reflect();
}

void StatusBar::reflect()
{
    const bool isShort = width() < size::WideWindow;
    m_keychain->setText(isShort || !m_useKeychain->isHidden() ? m_keychainShort : m_keychainLong); // the button needs room
    if (!m_end)
        return;
    const auto left = std::chrono::floor<std::chrono::seconds>(*m_end - m_clock->now());
    const auto mark = left <= 2min ? Mark(Verdict::Broken) : left <= 10min ? Mark(Verdict::Attention) : Mark::icon(u"clock"_s);
    if (m_expiry->mark() != mark)
        m_expiry->setMark(mark);
    if (left <= 0s)
        m_expiry->setText(tr("Session ended"));
    else
        m_expiry->setText((isShort ? tr("Ends in %1") : tr("Session ends in %1")).arg(durationText(left)));
}

QSize StatusBar::sizeHint() const
{
    return {QWidget::sizeHint().width(), qMax(int(size::StatusBar), QFontMetrics(fontFor(TextStyle::Small)).height() + 12)};
}

void StatusBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    reflect();
}

void StatusBar::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.rail);
    draw::hairLine(&painter, rect().topLeft(), rect().topRight(), tokens);
}

} // namespace claviger
