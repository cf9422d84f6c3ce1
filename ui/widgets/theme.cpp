// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/theme.h"

#include "app/foundation/sessionbus.h"
#include "ui/widgets/clavigerstyle.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/tokens.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QEvent>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const auto PortalService = "org.freedesktop.portal.Desktop"_L1;
const auto PortalPath = "/org/freedesktop/portal/desktop"_L1;
const auto PortalSettings = "org.freedesktop.portal.Settings"_L1;
const auto Appearance = "org.freedesktop.appearance"_L1;
const auto Interface = "org.gnome.desktop.interface"_L1;
const auto Animations = "enable-animations"_L1;

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_startPalette(QApplication::palette())
    , m_systemIsDark(m_startPalette.color(QPalette::Window).lightness() < 128)
{
    QApplication::setStyle(new ClavigerStyle); // the application owns it
    reflect();
    qApp->installEventFilter(this);
}

void Theme::apply(Scheme scheme)
{
    m_scheme = scheme;
    reflect();
}

void Theme::reflect()
{
    // A high contrast palette was chosen for the eyes of this person: it wins over ours.
    const double textContrast =
        contrastRatio(m_startPalette.color(QPalette::WindowText), m_startPalette.color(QPalette::Window));
    if (m_scheme == Scheme::System && m_highContrast && textContrast >= 12) {
        QApplication::setPalette(m_startPalette);
        return;
    }
    const bool isDark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && m_systemIsDark);
    QApplication::setPalette(paletteOf(isDark ? Tokens::dark() : Tokens::light()));
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        qApp->removeEventFilter(this);
        QTimer::singleShot(0, this, &Theme::askDesktop);
    }
    return QObject::eventFilter(watched, event);
}

void Theme::askDesktop()
{
#ifdef Q_OS_LINUX
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(PortalService, PortalPath, PortalSettings, u"SettingChanged"_s, this,
                SLOT(desktopSettingChanged(QString,QString,QDBusVariant)));
    for (const QString &key : {u"color-scheme"_s, u"contrast"_s, QString(Animations)}) {
        const QString group = key == Animations ? Interface : Appearance;
        QDBusMessage call = QDBusMessage::createMethodCall(PortalService, PortalPath, PortalSettings, u"Read"_s);
        call << group << key;
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, group, key] {
            watcher->deleteLater();
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            if (!reply.isError())
                desktopSettingChanged(group, key, reply.value());
        });
    }
#endif
}

void Theme::desktopSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    QVariant inner = value.variant();
    if (inner.canConvert<QDBusVariant>()) // Read wraps once more than SettingChanged does
        inner = inner.value<QDBusVariant>().variant();
    if (group == Interface && key == Animations)
        motion::setReduced(!inner.toBool());
    if (group != Appearance)
        return;
    if (key == "color-scheme"_L1 && inner.toUInt() != 0) // 0: no preference
        m_systemIsDark = inner.toUInt() == 1;
    else if (key == "contrast"_L1)
        m_highContrast = inner.toUInt() == 1;
    else
        return;
    reflect();
}

} // namespace claviger
