// SPDX-License-Identifier: Apache-2.0
// With a real, open Secret Service on a private bus. The last test ends that service.
#include "app/vault/keychainstore.h"
#include "tests/support/secrettool.h"
#include "tests/support/settle.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QTest>

#include <csignal>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::secretTool;
using testing::settle;
using testing::storedItems;

namespace {

const QString serviceName = u"Claviger test"_s;
const QString someKey = u"0123456789abcdef/EXAMPLEAK"_s;

} // namespace

class KeychainStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void theStateOfAnOpenKeychain();
    void secretsComeBackAsTheyWere_data();
    void secretsComeBackAsTheyWere();
    void otherProgramsSeeTheSecretAlone();
    void aSecondWriteReplacesTheFirst();
    void aMissingKeyIsNotFound();
    void removingWhatIsNotThereIsDone();
    void otherServicesAreNotTouched();
    void clearingRemovesTheEntriesOfThisServiceAlone();
    void presentNamesWhatIsThere();
    void aSecretThatWouldBeCutIsRefused();
    void aProbeLeavesNothing();
    void aProbeThatNobodyWaitedForLeavesNothing();
    void aVerifiedWriteIsKept();
    void manyAtOnceSettle();
    void aTaskOutlivesItsStore();
    void aServiceThatGoesBetweenProbeAndWriteIsSaid();

private:
    const std::shared_ptr<KeychainStore> m_store = std::make_shared<KeychainStore>(serviceName);
};

void KeychainStoreTest::cleanup()
{
    secretTool({u"clear"_s, u"server"_s, serviceName});
}

void KeychainStoreTest::theStateOfAnOpenKeychain()
{
    const Result<StoreState> state = settle(m_store->state());
    QCOMPARE(state->condition, StoreState::Unlocked);
    QVERIFY(state->isUsable());
    QCOMPARE(state->name, u"Secret Service"_s);
    QCOMPARE(state->collection, u"Login"_s);
}

void KeychainStoreTest::secretsComeBackAsTheyWere_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"FAKE0123456789abcdefFAKE"_s;
    QTest::newRow("umlauts") << u"FAKE-äöüß€"_s;
    QTest::newRow("chinese") << u"FAKE-密钥\U0001F511"_s;
    QTest::newRow("line breaks") << u"FAKE\nline\r\n\tend\n"_s;
    QTest::newRow("spaces") << u"  FAKE  "_s;
    QTest::newRow("quotes") << u"FAKE'\"\\$(echo)`%s%n;--"_s;
    QTest::newRow("one character") << u"F"_s;
    QString controls = u"FAKE"_s;
    for (char16_t c = 1; c < 0x100; ++c)
        controls += QChar(c);
    QTest::newRow("every byte but NUL") << controls;
    QTest::newRow("20 KB") << QString(20'480, u'F');
    QTest::newRow("20 K of Chinese") << QString(20'480, u'密');
}

void KeychainStoreTest::secretsComeBackAsTheyWere()
{
    QFETCH(QString, text);
    const Result<Done> written = settle(m_store->write(someKey, Secret::fromText(text)));
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    const Result<Secret> read = settle(m_store->read(someKey));
    QVERIFY(read);
    QVERIFY(read->reveal() == text);
    QVERIFY(settle(m_store->remove(someKey)));
    QCOMPARE(settle(m_store->read(someKey)).error().fault, Fault::NotFound);
}

void KeychainStoreTest::otherProgramsSeeTheSecretAlone()
{
    QVERIFY(settle(m_store->write(someKey, Secret::fromText(u"FAKE-äöü"_s))));
    QCOMPARE(secretTool({u"lookup"_s, u"user"_s, someKey, u"server"_s, serviceName}).out, QByteArray("FAKE-äöü"));
}

void KeychainStoreTest::aSecondWriteReplacesTheFirst()
{
    QVERIFY(settle(m_store->write(someKey, Secret::fromText(u"FAKE-one"_s))));
    QVERIFY(settle(m_store->write(someKey, Secret::fromText(u"FAKE-two"_s))));
    QCOMPARE(settle(m_store->read(someKey))->reveal(), u"FAKE-two"_s);
    QVERIFY(settle(m_store->remove(someKey)));
    QCOMPARE(secretTool({u"lookup"_s, u"user"_s, someKey, u"server"_s, serviceName}).out, QByteArray());
}

void KeychainStoreTest::aMissingKeyIsNotFound()
{
    const Result<Secret> read = settle(m_store->read(u"no/such"_s));
    QCOMPARE(read.error().fault, Fault::NotFound);
}

void KeychainStoreTest::removingWhatIsNotThereIsDone()
{
    QVERIFY(settle(m_store->remove(u"no/such"_s)));
    QVERIFY(settle(m_store->remove(u"no/such"_s)));
}

void KeychainStoreTest::otherServicesAreNotTouched()
{
    const KeychainStore other(u"Claviger test other"_s);
    QVERIFY(settle(other.write(someKey, Secret::fromText(u"FAKE-other"_s))));
    QCOMPARE(settle(m_store->read(someKey)).error().fault, Fault::NotFound);
    QVERIFY(settle(m_store->write(someKey, Secret::fromText(u"FAKE-mine"_s))));
    QVERIFY(settle(m_store->remove(someKey)));
    QCOMPARE(settle(other.read(someKey))->reveal(), u"FAKE-other"_s);
    QVERIFY(settle(other.remove(someKey)));
}

void KeychainStoreTest::clearingRemovesTheEntriesOfThisServiceAlone()
{
    const KeychainStore other(u"Claviger test other"_s);
    QVERIFY(settle(other.write(someKey, Secret::fromText(u"FAKE-other"_s))));
    QCOMPARE(settle(m_store->clear()).value_or(-1), 0); // nothing there is nothing to do
    for (int i = 0; i < 3; ++i)
        QVERIFY(settle(m_store->write(u"0123456789abcdef/EXAMPLEAK%1"_s.arg(i), Secret::fromText(u"FAKE"_s))));
    QCOMPARE(settle(m_store->clear()).value_or(-1), 3);
    QCOMPARE(storedItems(serviceName), 0);
    QCOMPARE(settle(m_store->clear()).value_or(-1), 0);
    QCOMPARE(settle(other.read(someKey))->reveal(), u"FAKE-other"_s);
    QVERIFY(settle(other.remove(someKey)));
}

void KeychainStoreTest::presentNamesWhatIsThere()
{
    QVERIFY(settle(m_store->present({}))->isEmpty());
    QVERIFY(settle(m_store->write(u"a/2"_s, Secret::fromText(u"FAKE"_s))));
    QStringList keys;
    for (int i = 0; i < 100; ++i)
        keys << u"a/%1"_s.arg(i);
    QCOMPARE(*settle(m_store->present(keys)), QStringList{u"a/2"_s});
}

void KeychainStoreTest::aSecretThatWouldBeCutIsRefused()
{
    QCOMPARE(settle(m_store->write(someKey, Secret::fromText(u"FAKE\u0000cut"_s))).error().fault, Fault::Rejected);
    QCOMPARE(settle(m_store->write(someKey, Secret())).error().fault, Fault::Rejected);
    QVERIFY(settle(m_store->present({someKey}))->isEmpty());
}

void KeychainStoreTest::aProbeLeavesNothing()
{
    QVERIFY(settle(probe(m_store)));
    QCOMPARE(storedItems(serviceName), 0);
}

// As when somebody opens the keychain after the limit: the marker is written when nobody looks any more.
void KeychainStoreTest::aProbeThatNobodyWaitedForLeavesNothing()
{
    const auto hasty = std::make_shared<KeychainStore>(serviceName, KeychainLimits{.job = 0ms, .inquiry = 10s});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(settle(probe(hasty)).error().fault, Fault::StoreSilent);
    QVERIFY(settle(m_store->write(someKey, Secret::fromText(u"FAKE-kept"_s)))); // behind them in the queue
    QTRY_COMPARE(storedItems(serviceName), 1);
    // A secret that comes late stays: it is what was wanted.
    QVERIFY(!settle(hasty->write(u"late"_s, Secret::fromText(u"FAKE-late"_s))));
    QTRY_COMPARE(storedItems(serviceName, u"late"_s), 1);
}

void KeychainStoreTest::aVerifiedWriteIsKept()
{
    QVERIFY(settle(writeAndVerify(m_store, someKey, Secret::fromText(u"FAKE-verified"_s))));
    QCOMPARE(secretTool({u"lookup"_s, u"user"_s, someKey, u"server"_s, serviceName}).out, QByteArray("FAKE-verified"));
}

void KeychainStoreTest::manyAtOnceSettle()
{
    std::vector<testing::Pending<Done>> writes;
    QStringList keys;
    for (int i = 0; i < 30; ++i) {
        keys << u"many/%1"_s.arg(i);
        writes.push_back(pending(m_store->write(keys.last(), Secret::fromText(u"FAKE-%1"_s.arg(i)))));
    }
    for (const auto &write : writes)
        QVERIFY(settle(write));
    QCOMPARE(*settle(m_store->present(keys)), keys);
    QCOMPARE(settle(m_store->read(u"many/17"_s))->reveal(), u"FAKE-17"_s);
}

void KeychainStoreTest::aTaskOutlivesItsStore()
{
    auto store = std::make_unique<KeychainStore>(serviceName);
    const auto writing = pending(store->write(someKey, Secret::fromText(u"FAKE-late"_s)));
    store.reset();
    QVERIFY(settle(writing));
    QCOMPARE(settle(m_store->read(someKey))->reveal(), u"FAKE-late"_s);
}

void KeychainStoreTest::aServiceThatGoesBetweenProbeAndWriteIsSaid()
{
    QVERIFY(settle(probe(m_store)));
    const uint pid = QDBusConnection::sessionBus().interface()->servicePid(u"org.freedesktop.secrets"_s);
    QVERIFY(pid > 1);
    QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
    QTRY_VERIFY(!QDBusConnection::sessionBus().interface()->isServiceRegistered(u"org.freedesktop.secrets"_s));
    // The bus starts a new one at the next call. Nobody has opened that one, and no prompt can be shown here.
    const Result<Done> written = settle(m_store->write(someKey, Secret::fromText(u"FAKE-lost"_s)));
    QVERIFY(!written);
    QVERIFY2(written.error().fault == Fault::StoreLocked || written.error().fault == Fault::StoreAbsent,
             qPrintable(written.error().detail));
    const Result<Secret> read = settle(m_store->read(someKey));
    QVERIFY(read.error().fault == Fault::StoreLocked || read.error().fault == Fault::StoreAbsent);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::KeychainStoreTest)
#include "keychainstoretest.moc"
