// SPDX-License-Identifier: Apache-2.0
#include "app/notices/powersource.h"

#include "app/notices/buslink.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QDBusVariant>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto powerService = "org.freedesktop.UPower"_L1;
constexpr auto powerPath = "/org/freedesktop/UPower"_L1;
constexpr auto busProperties = "org.freedesktop.DBus.Properties"_L1;
constexpr int powerPatience = 5'000; // ms

} // namespace

PowerSource::PowerSource(QObject *parent)
    : QObject(parent)
    , m_bus(std::make_unique<BusLink>(BusLink::Bus::System))
{
}

PowerSource::~PowerSource() = default;

void PowerSource::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    QCoro::connect(m_bus->connect(), this, [this](const Result<Done> &connected) {
        if (!connected)
            return;
        QDBusConnection bus = m_bus->connection();
        // From whoever, since asking for the service's owner would block: a change is only the reason to ask again.
        bus.connect({}, powerPath, busProperties, u"PropertiesChanged"_s, this, SLOT(ask()));
        auto *watcher = new QDBusServiceWatcher(powerService, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
        connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &PowerSource::ask);
        ask();
    });
}

void PowerSource::ask()
{
    QDBusMessage question = QDBusMessage::createMethodCall(powerService, powerPath, busProperties, u"Get"_s);
    question.setArguments({powerService, u"OnBattery"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_bus->connection().asyncCall(question, powerPatience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, number = ++m_question](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        if (number != m_question)
            return;
        const QVariant answer = done->reply().arguments().value(0).value<QDBusVariant>().variant();
        set(answer.typeId() == QMetaType::Bool && answer.toBool());
    });
}

void PowerSource::set(bool isOnBattery)
{
    if (std::exchange(m_isOnBattery, isOnBattery) != isOnBattery)
        Q_EMIT changed(isOnBattery);
}

} // namespace claviger
