// SPDX-License-Identifier: Apache-2.0
// With a real Secret Service that was locked after two entries were stored, and whose prompt cannot be shown.
#include "app/vault/keychainstore.h"
#include "tests/support/secrettool.h"
#include "tests/support/settle.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::lockLoginCollection;
using testing::settle;
using testing::storedItems;

namespace {

const QString lockedService = u"Claviger test"_s;
const QString keptKey = u"0123456789abcdef/EXAMPLEAK"_s;

} // namespace

class KeychainLockedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    static void initMain() { qunsetenv("DISPLAY"); } // a prompt would wait for somebody

    void initTestCase();
    void theStateIsLocked();
    void readingDoesNotSayNotFound();
    void writingIsRefused();
    void removingIsRefusedAndTheEntryStays();
    void clearingIsRefusedAndEverythingStays();
    void presentStillTells();
    void presentDoesNotGuess();
    void aProbeFails();

private:
    const std::shared_ptr<KeychainStore> m_store = std::make_shared<KeychainStore>(lockedService);
};

void KeychainLockedTest::initTestCase()
{
    QVERIFY(settle(m_store->write(keptKey, Secret::fromText(u"FAKE-kept"_s))));
    QVERIFY(settle(KeychainStore(u"Claviger test other"_s).write(keptKey, Secret::fromText(u"FAKE-other"_s))));
    QVERIFY(lockLoginCollection());
}

void KeychainLockedTest::theStateIsLocked()
{
    const Result<StoreState> state = settle(m_store->state());
    QCOMPARE(state->condition, StoreState::Locked);
    QVERIFY(!state->isUsable());
    QCOMPARE(state->collection, u"Login"_s);
}

void KeychainLockedTest::readingDoesNotSayNotFound()
{
    QCOMPARE(settle(m_store->read(keptKey)).error().fault, Fault::StoreLocked);
    QCOMPARE(settle(m_store->read(u"no/such"_s)).error().fault, Fault::StoreLocked);
}

void KeychainLockedTest::writingIsRefused()
{
    QCOMPARE(settle(m_store->write(u"new/key"_s, Secret::fromText(u"FAKE"_s))).error().fault, Fault::StoreLocked);
    QCOMPARE(storedItems(lockedService, u"new/key"_s), 0);
    QCOMPARE(settle(m_store->write(keptKey, Secret::fromText(u"FAKE"_s))).error().fault, Fault::StoreLocked);
}

void KeychainLockedTest::removingIsRefusedAndTheEntryStays()
{
    QCOMPARE(settle(m_store->remove(keptKey)).error().fault, Fault::StoreLocked);
    QCOMPARE(settle(m_store->remove(u"no/such"_s)).error().fault, Fault::StoreLocked);
    QCOMPARE(storedItems(lockedService, keptKey), 1);
}

void KeychainLockedTest::clearingIsRefusedAndEverythingStays()
{
    QCOMPARE(settle(m_store->clear()).error().fault, Fault::StoreLocked);
    QCOMPARE(storedItems(lockedService), 1);
    const KeychainStore empty(u"Claviger test with nothing in it"_s);
    QCOMPARE(settle(empty.clear()).error().fault, Fault::StoreLocked); // it may be hiding what it has
}

void KeychainLockedTest::presentStillTells()
{
    QCOMPARE(*settle(m_store->present({keptKey, u"no/such"_s})), QStringList{keptKey});
    QVERIFY(settle(m_store->present({u"no/such"_s}))->isEmpty()); // it shows another one of ours, so it can tell
    QVERIFY(settle(m_store->present({}))->isEmpty());
}

void KeychainLockedTest::presentDoesNotGuess()
{
    const KeychainStore empty(u"Claviger test with nothing in it"_s);
    QCOMPARE(settle(empty.present({keptKey})).error().fault, Fault::StoreLocked);
}

void KeychainLockedTest::aProbeFails()
{
    QCOMPARE(settle(probe(m_store)).error().fault, Fault::StoreLocked);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::KeychainLockedTest)
#include "keychainlockedtest.moc"
