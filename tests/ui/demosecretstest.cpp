// SPDX-License-Identifier: Apache-2.0
// The secrets of the demo, removed in one click from a real keychain; and from one that is locked, which refuses. The
// tests run in this order: the last one locks the keychain for good.
#include "app/vault/keychainstore.h"
#include "tests/support/secrettool.h"
#include "tests/support/settle.h"
#include "tests/ui/consolebench.h"
#include "ui/widgets/navigationrail.h"

#include <QLabel>
#include <QMenu>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

const QString demoService = u"Claviger demo"_s;

BenchSetup withRealKeychain()
{
    return {.realKeychain = std::make_shared<KeychainStore>(demoService)};
}

// The entry of the profile menu; null if there is none.
QAction *menuEntry(ConsoleBench &bench)
{
    Q_EMIT bench.window->findChild<NavigationRail *>()->profileClicked();
    auto *menu = bench.window->findChild<QMenu *>(u"profileMenu"_s);
    return menu ? menu->findChild<QAction *>(u"removeDemoSecrets"_s) : nullptr;
}

QString shown(const ConsoleBench &bench)
{
    QStringList texts;
    for (const QLabel *label : bench.window->findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts.join(u'\n');
}

} // namespace

class DemoSecretsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    static void initMain() { qunsetenv("DISPLAY"); } // a prompt would wait for somebody
    void initTestCase() { wearTestLook(); }
    void onlyADemoOffersIt();
    void aNewKeyOnScreenKeepsItBack();
    void oneClickRemovesThemAll();
    void aLockedKeychainRefusesAndSaysSo();
};

void DemoSecretsTest::onlyADemoOffersIt()
{
    ConsoleBench bench;
    CloudProfile real = ConsoleBench::profile();
    real.origin = CloudProfile::CloudsYaml;
    QVERIFY(bench.signIn(real));
    QVERIFY(!menuEntry(bench));
}

void DemoSecretsTest::aNewKeyOnScreenKeepsItBack()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    QVERIFY(menuEntry(bench));
    QVERIFY(!menuEntry(bench)->isEnabled());
}

void DemoSecretsTest::oneClickRemovesThemAll()
{
    const KeychainStore real(u"Claviger"_s);
    QVERIFY(settle(real.write(u"account/EXAMPLEAK"_s, Secret::fromText(u"FAKE-real"_s))));
    const KeychainStore older(demoService); // of an earlier demo, whose cloud is gone
    QVERIFY(settle(older.write(u"account/EXAMPLEOLD"_s, Secret::fromText(u"FAKE-old"_s))));
    ConsoleBench bench(withRealKeychain());
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    QVERIFY(bench.click(u"closeIssued"_s));
    QCOMPARE(storedItems(demoService), 2);

    QAction *entry = menuEntry(bench);
    QVERIFY(entry && entry->isEnabled());
    entry->trigger();
    QVERIFY(waitFor([&] { return bench.seen(u"confirmRemoveSecrets"_s); }));
    QCOMPARE(bench.front()->focusWidget()->objectName(), u"cancel"_s); // the safe button has the focus
    QVERIFY(bench.click(u"confirmRemoveSecrets"_s));
    QVERIFY(waitFor([&] { return shown(bench).contains(u"of the demo were removed"_s); }));
    QCOMPARE(storedItems(demoService), 0);
    QCOMPARE(storedItems(u"Claviger"_s), 1); // what is real is not touched
    QVERIFY(waitFor([&] { return bench.console->accessKeys().keys().rows().front().secret == SecretPlace::NotHere; }));
    QCOMPARE(bench.keysOf(u"ops-admin"_s).size(), std::size_t(1)); // nor the keys in the cloud

    menuEntry(bench)->trigger(); // a second time
    QVERIFY(bench.click(u"confirmRemoveSecrets"_s));
    QVERIFY(waitFor([&] { return shown(bench).contains(u"no secret of the demo"_s); }));
    QVERIFY(bench.click(u"closeDemoNotice"_s));
    QVERIFY(!shown(bench).contains(u"no secret of the demo"_s));
}

void DemoSecretsTest::aLockedKeychainRefusesAndSaysSo()
{
    const KeychainStore demo(demoService);
    QVERIFY(settle(demo.write(u"account/EXAMPLEAK"_s, Secret::fromText(u"FAKE"_s))));
    QVERIFY(lockLoginCollection());
    ConsoleBench bench(withRealKeychain());
    QVERIFY(bench.signIn());
    menuEntry(bench)->trigger();
    QVERIFY(bench.click(u"confirmRemoveSecrets"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"were not removed"_s); }));
    QVERIFY2(bench.said().contains(u"Unlock it"_s), qPrintable(bench.said())); // what to do
    QCOMPARE(storedItems(demoService), 1);
    QCOMPARE(storedItems(u"Claviger"_s), 1);
}

QTEST_MAIN(DemoSecretsTest)

#include "demosecretstest.moc"
