// SPDX-License-Identifier: Apache-2.0
// Without any session bus, and without a display that could start one.
#include "app/vault/keychainstore.h"
#include "tests/support/settle.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::settle;

class KeychainNoBusTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    static void initMain()
    {
        for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"})
            qunsetenv(name);
    }

    void everyCallSaysAbsent_data();
    void everyCallSaysAbsent();
};

void KeychainNoBusTest::everyCallSaysAbsent_data()
{
    QTest::addColumn<QByteArray>("desktop");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("GNOME") << QByteArray("GNOME");
    QTest::newRow("KDE") << QByteArray("KDE");
}

void KeychainNoBusTest::everyCallSaysAbsent()
{
    QFETCH(QByteArray, desktop);
    qputenv("XDG_CURRENT_DESKTOP", desktop);
    const auto store = std::make_shared<KeychainStore>(u"Claviger test"_s);
    const Result<StoreState> state = settle(store->state());
    QCOMPARE(state->condition, StoreState::Absent);
    QVERIFY(!state->isUsable());
    QCOMPARE(settle(store->write(u"k"_s, Secret::fromText(u"FAKE"_s))).error().fault, Fault::StoreAbsent);
    QCOMPARE(settle(store->read(u"k"_s)).error().fault, Fault::StoreAbsent);
    QCOMPARE(settle(store->remove(u"k"_s)).error().fault, Fault::StoreAbsent);
    QCOMPARE(settle(store->present({u"k"_s})).error().fault, Fault::StoreAbsent);
    QCOMPARE(settle(probe(store)).error().fault, Fault::StoreAbsent);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::KeychainNoBusTest)
#include "keychainnobustest.moc"
