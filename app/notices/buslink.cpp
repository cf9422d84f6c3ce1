// SPDX-License-Identifier: Apache-2.0
#include "app/notices/buslink.h"

#include "app/foundation/sessionbus.h"
#include "app/foundation/worker.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace claviger {

BusLink::BusLink(Bus bus)
    : m_bus(bus)
    , m_name(u"claviger-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

BusLink::~BusLink()
{
    m_worker.reset();
    QDBusConnection::disconnectFromBus(m_name);
}

Task<Done> BusLink::connect()
{
    if (!m_worker)
        m_worker = std::make_unique<Worker>(u"bus"_s);
    return m_worker->run([name = m_name, bus = m_bus]() -> Result<Done> {
        if (QDBusConnection(name).isConnected())
            return Done{};
        QDBusConnection::disconnectFromBus(name);
        const bool isSession = bus == Bus::Session;
        if ((isSession && !hasSessionBus())
            || !QDBusConnection::connectToBus(isSession ? QDBusConnection::SessionBus : QDBusConnection::SystemBus, name).isConnected())
            return tl::unexpected(Error{.fault = Fault::NotFound});
        return Done{};
    });
}

} // namespace claviger
