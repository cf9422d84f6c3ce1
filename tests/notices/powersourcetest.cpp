// SPDX-License-Identifier: Apache-2.0
// On battery or not, against a stand-in for UPower on a bus of the test's own.
#include "app/notices/powersource.h"
#include "tests/notices/privatebus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

class FakePower final : public QDBusVirtualObject
{
    Q_OBJECT
public:
    explicit FakePower(QVariant first)
        : onBattery(std::move(first))
        , m_bus(QDBusConnection::connectToBus(QDBusConnection::SystemBus, u"fake-power"_s))
    {
        m_bus.registerVirtualObject(u"/org/freedesktop/UPower"_s, this);
        m_bus.registerService(u"org.freedesktop.UPower"_s);
    }
    ~FakePower() override { QDBusConnection::disconnectFromBus(u"fake-power"_s); }

    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.member() != "Get"_L1)
            return false;
        ++asked;
        return bus.send(message.createReply(QVariant::fromValue(QDBusVariant(onBattery))));
    }
    void change(const QVariant &value)
    {
        onBattery = value;
        QDBusMessage signal = QDBusMessage::createSignal(u"/org/freedesktop/UPower"_s, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
        signal.setArguments({u"org.freedesktop.UPower"_s, QVariantMap{{u"OnBattery"_s, value}}, QStringList()});
        m_bus.send(signal);
    }

    QVariant onBattery;
    int asked = 0;

private:
    QDBusConnection m_bus;
};

} // namespace

class PowerSourceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_bus.isRunning()); }
    void itFollowsTheService();
    void aServiceThatComesLaterIsFollowed();
    void anOddAnswerIsNoBattery();
    void withoutABusItIsNotOnBattery();

private:
    testing::PrivateBus m_bus{"DBUS_SYSTEM_BUS_ADDRESS"};
};

void PowerSourceTest::itFollowsTheService()
{
    FakePower service(true);
    PowerSource power;
    QVERIFY(!power.isOnBattery());
    const QSignalSpy changed(&power, &PowerSource::changed);
    power.start();
    power.start();
    QTRY_VERIFY(power.isOnBattery());
    service.change(false);
    QTRY_VERIFY(!power.isOnBattery());
    service.change(true);
    QTRY_VERIFY(power.isOnBattery());
    QCOMPARE(changed.size(), 3);
}

void PowerSourceTest::aServiceThatComesLaterIsFollowed()
{
    PowerSource power;
    power.start();
    QTest::qWait(100);
    QVERIFY(!power.isOnBattery());
    {
        const FakePower service(true);
        QTRY_VERIFY(power.isOnBattery());
    }
    QTRY_VERIFY(!power.isOnBattery()); // nobody says so any more
}

void PowerSourceTest::anOddAnswerIsNoBattery()
{
    FakePower service(u"true"_s);
    PowerSource power;
    power.start();
    QTRY_VERIFY(service.asked > 0);
    QTest::qWait(50);
    QVERIFY(!power.isOnBattery());
}

void PowerSourceTest::withoutABusItIsNotOnBattery()
{
    m_bus.end();
    {
        PowerSource power;
        power.start();
        QTest::qWait(100);
        QVERIFY(!power.isOnBattery());
    }
    {
        PowerSource gone;
        gone.start();
    } // while it connects
    QTest::qWait(50);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::PowerSourceTest)
#include "powersourcetest.moc"
