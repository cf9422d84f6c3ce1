// SPDX-License-Identifier: Apache-2.0
// A connection of our own to a message bus, made in a thread of its own at the first use: connecting blocks.
#pragma once

#include "app/foundation/result.h"

#include <QDBusConnection>

#include <memory>

namespace claviger {

class Worker;

class BusLink
{
public:
    enum class Bus { Session, System };
    explicit BusLink(Bus bus);
    BusLink(const BusLink &) = delete;
    BusLink &operator=(const BusLink &) = delete;
    ~BusLink();

    // Again where the bus has gone meanwhile. Fault::NotFound: there is none.
    [[nodiscard]] Task<Done> connect();
    [[nodiscard]] QDBusConnection connection() const { return QDBusConnection(m_name); }

private:
    Bus m_bus;
    QString m_name;
    std::unique_ptr<Worker> m_worker;
};

} // namespace claviger
