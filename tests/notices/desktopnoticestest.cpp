// SPDX-License-Identifier: Apache-2.0
// Notices against a service of the test's own on a bus of the test's own: what it is sent, and what comes back.
#include "app/notices/desktopnotices.h"
#include "tests/notices/privatebus.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

class FakeNotifications final : public QDBusVirtualObject
{
    Q_OBJECT
public:
    FakeNotifications()
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"fake-notifications"_s))
    {
        m_bus.registerVirtualObject(u"/org/freedesktop/Notifications"_s, this);
        m_bus.registerService(u"org.freedesktop.Notifications"_s);
    }
    ~FakeNotifications() override { QDBusConnection::disconnectFromBus(u"fake-notifications"_s); }

    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.member() == "GetCapabilities"_L1)
            return !isSilent && bus.send(message.createReply(abilities));
        if (message.member() != "Notify"_L1)
            return false;
        signature = message.signature();
        notices.append(message.arguments());
        const uint replaced = message.arguments().at(1).toUInt();
        return bus.send(message.createReply(replaced ? replaced : ++m_last));
    }
    void signal(const QString &name, const QVariantList &arguments)
    {
        QDBusMessage message = QDBusMessage::createSignal(u"/org/freedesktop/Notifications"_s, u"org.freedesktop.Notifications"_s, name);
        message.setArguments(arguments);
        m_bus.send(message);
    }

    QStringList abilities{u"body"_s, u"actions"_s};
    bool isSilent = false;
    QList<QVariantList> notices;
    QString signature;

private:
    QDBusConnection m_bus;
    uint m_last = 41;
};

} // namespace

class DesktopNoticesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_bus.isRunning()); }
    void aNoticeArrivesAsPlainText();
    void markupIsEscapedWhereItWouldBeRead();
    void withoutActionsNoneAreOffered();
    void theSameIdReplaces();
    void aClickIsTold();
    void oneAfterTheOther();
    void withoutAServiceNothingHappens();
    void withoutABusNothingHappens();
    void aSilentServiceHoldsUpNothing();
    void destroyedWhileItConnects();
    void aBusThatGoesTakesNothingWithIt();

private:
    testing::PrivateBus m_bus{"DBUS_SESSION_BUS_ADDRESS"};
};

void DesktopNoticesTest::aNoticeArrivesAsPlainText()
{
    FakeNotifications service;
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"mrs-a:\nnot \x1b[1mbound"_s, .body = u"<b>Bind</b> & go"_s, .isUrgent = true});
    QTRY_COMPARE(service.notices.size(), 1);
    QCOMPARE(service.signature, u"susssasa{sv}i"_s);
    const QVariantList sent = service.notices.first();
    QCOMPARE(sent.at(1).toUInt(), 0U);
    QCOMPARE(sent.at(3).toString(), u"mrs-a: not [1mbound"_s);
    QCOMPARE(sent.at(4).toString(), u"<b>Bind</b> & go"_s); // this service does not read markup
    QCOMPARE(sent.at(5).toStringList().size(), 4);
    QCOMPARE(qdbus_cast<QVariantMap>(sent.at(6)).value(u"urgency"_s).toInt(), 2);
    notices.show({.id = u"b"_s, .title = QString(5'000, u'x'), .body = QString(5'000, u'y')});
    QTRY_COMPARE(service.notices.size(), 2);
    QVERIFY(service.notices.last().at(3).toString().size() <= 200);
    QVERIFY(service.notices.last().at(4).toString().size() <= 600);
}

void DesktopNoticesTest::markupIsEscapedWhereItWouldBeRead()
{
    FakeNotifications service;
    service.abilities.append(u"body-markup"_s);
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"t"_s, .body = u"<img src=x> & go"_s});
    QTRY_COMPARE(service.notices.size(), 1);
    QCOMPARE(service.notices.first().at(4).toString(), u"&lt;img src=x&gt; &amp; go"_s);
}

void DesktopNoticesTest::withoutActionsNoneAreOffered()
{
    FakeNotifications service;
    service.abilities = {u"body"_s};
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTRY_COMPARE(service.notices.size(), 1);
    QVERIFY(service.notices.first().at(5).toStringList().isEmpty());
}

void DesktopNoticesTest::theSameIdReplaces()
{
    FakeNotifications service;
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"1"_s});
    QTRY_COMPARE(service.notices.size(), 1);
    QTest::qWait(20); // its number comes back
    notices.show({.id = u"a"_s, .title = u"2"_s});
    QTRY_COMPARE(service.notices.size(), 2);
    QCOMPARE(service.notices.last().at(1).toUInt(), 42U);
    notices.show({.id = u"b"_s, .title = u"3"_s});
    QTRY_COMPARE(service.notices.size(), 3);
    QCOMPARE(service.notices.last().at(1).toUInt(), 0U);
    service.signal(u"NotificationClosed"_s, {42U, 2U});
    QTest::qWait(50);
    notices.show({.id = u"a"_s, .title = u"4"_s});
    QTRY_COMPARE(service.notices.size(), 4);
    QCOMPARE(service.notices.last().at(1).toUInt(), 0U);
}

void DesktopNoticesTest::aClickIsTold()
{
    FakeNotifications service;
    DesktopNotices notices;
    const QSignalSpy activated(&notices, &DesktopNotices::activated);
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTRY_COMPARE(service.notices.size(), 1);
    QTest::qWait(20);
    service.signal(u"ActionInvoked"_s, {7U, u"default"_s}); // another program's
    service.signal(u"ActionInvoked"_s, {42U, u"reply"_s});  // none of ours
    service.signal(u"ActionInvoked"_s, {u"42"_s, u"default"_s}); // not as it should be
    service.signal(u"ActionInvoked"_s, {42U, u"show"_s});
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), u"a"_s);
    service.signal(u"ActionInvoked"_s, {42U, u"default"_s});
    QTRY_COMPARE(activated.size(), 2);
}

void DesktopNoticesTest::oneAfterTheOther()
{
    FakeNotifications service;
    DesktopNotices notices;
    for (int i = 0; i < 100; ++i)
        notices.show({.id = QString::number(i), .title = u"t"_s});
    notices.show({.id = u"3"_s, .title = u"again"_s});
    QTRY_COMPARE(service.notices.size(), 20); // nobody reads a hundred
    QCOMPARE(service.notices.last().at(3).toString(), u"again"_s);
    notices.show({.id = u"later"_s, .title = u"t"_s});
    QTRY_COMPARE(service.notices.size(), 21);
}

void DesktopNoticesTest::withoutAServiceNothingHappens()
{
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTest::qWait(100);
    FakeNotifications service; // it comes
    notices.show({.id = u"b"_s, .title = u"t"_s});
    QTRY_COMPARE(service.notices.size(), 1);
}

void DesktopNoticesTest::withoutABusNothingHappens()
{
    const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nonexistent");
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTest::qWait(100);
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTest::qWait(50);
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    FakeNotifications service;
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTRY_COMPARE(service.notices.size(), 1);
}

void DesktopNoticesTest::aSilentServiceHoldsUpNothing()
{
    FakeNotifications service;
    service.isSilent = true;
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTest::qWait(50);
    service.isSilent = false;
    notices.show({.id = u"b"_s, .title = u"t"_s}); // waits until the first is given up
    QTRY_COMPARE_WITH_TIMEOUT(service.notices.size(), 1, 20'000);
}

void DesktopNoticesTest::destroyedWhileItConnects()
{
    FakeNotifications service;
    service.isSilent = true;
    {
        DesktopNotices notices;
        notices.show({.id = u"a"_s, .title = u"t"_s});
    }
    auto notices = std::make_unique<DesktopNotices>();
    notices->show({.id = u"a"_s, .title = u"t"_s});
    QTest::qWait(50); // it has asked
    notices.reset();
    QTest::qWait(50);
    QVERIFY(service.notices.isEmpty());
}

void DesktopNoticesTest::aBusThatGoesTakesNothingWithIt()
{
    DesktopNotices notices;
    notices.show({.id = u"a"_s, .title = u"t"_s});
    QTest::qWait(50);
    m_bus.end();
    for (int i = 0; i < 3; ++i) {
        notices.show({.id = u"b"_s, .title = u"t"_s});
        QTest::qWait(50);
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::DesktopNoticesTest)
#include "desktopnoticestest.moc"
