// SPDX-License-Identifier: Apache-2.0
// Whether this computer runs on its battery, as UPower on the system bus says. Nobody to say so: it does not.
#pragma once

#include <QObject>

#include <memory>

namespace claviger {

class BusLink;

class PowerSource final : public QObject
{
    Q_OBJECT
public:
    explicit PowerSource(QObject *parent = nullptr);
    ~PowerSource() override;

    void start(); // follows it from then on; a second call does nothing
    [[nodiscard]] bool isOnBattery() const { return m_isOnBattery; }

Q_SIGNALS:
    void changed(bool isOnBattery);

private Q_SLOTS:
    void ask();

private:
    void set(bool isOnBattery);

    std::unique_ptr<BusLink> m_bus;
    bool m_isStarted = false;
    bool m_isOnBattery = false;
    int m_question = 0; // the answer to an earlier one is thrown away
};

} // namespace claviger
