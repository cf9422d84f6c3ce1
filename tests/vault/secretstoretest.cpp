// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/settlement.h"
#include "app/vault/memorystore.h"
#include "tests/support/settle.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::settle;

namespace {

// A keychain that misbehaves in one chosen way, like those met in the field.
class CrookedStore final : public SecretStore
{
public:
    enum Way { DropsWrites, ChangesText, RefusesWrites, KeepsEverything, LocksAfterWrite };
    explicit CrookedStore(Way way)
        : m_way(way)
    {
    }

    Task<Done> write(QString key, Secret secret) const override
    {
        if (m_way == RefusesWrites)
            return failed<Done>(Fault::StoreRefused);
        if (m_way == DropsWrites)
            return m_inside.write(u"elsewhere"_s, secret);
        if (m_way == ChangesText)
            return m_inside.write(key, Secret::fromText(secret.reveal().trimmed().chopped(1)));
        return m_inside.write(key, secret);
    }
    Task<Secret> read(QString key) const override
    {
        return m_way == LocksAfterWrite ? failed<Secret>(Fault::StoreLocked) : m_inside.read(key);
    }
    Task<Done> remove(QString key) const override
    {
        removed << key;
        return m_way == KeepsEverything ? failed<Done>(Fault::StoreLocked) : m_inside.remove(key);
    }
    Task<StoreState> state() const override { return m_inside.state(); }
    Task<QStringList> present(QStringList keys) const override { return m_inside.present(keys); }
    Task<int> clear() const override { return m_inside.clear(); }

    mutable QStringList removed;

private:
    template <typename T>
    static Task<T> failed(Fault fault)
    {
        co_return tl::unexpected(Error{.fault = fault});
    }

    Way m_way;
    MemoryStore m_inside;
};

// A keychain that answers a write only when it is told to.
class SlowStore final : public SecretStore
{
public:
    Task<Done> write(QString key, Secret secret) const override
    {
        ++written;
        Q_UNUSED(secret)
        Q_UNUSED(key)
        return after(answer);
    }
    Task<Secret> read(QString key) const override { return m_inside.read(key); }
    Task<Done> remove(QString key) const override
    {
        removed << key;
        return m_inside.remove(key);
    }
    Task<StoreState> state() const override { return m_inside.state(); }
    Task<QStringList> present(QStringList keys) const override { return m_inside.present(keys); }
    Task<int> clear() const override { return m_inside.clear(); }

    Settlement<Result<Done>> answer;
    mutable QStringList removed;
    mutable int written = 0;

private:
    static Task<Done> after(Settlement<Result<Done>> answer)
    {
        const Result<Done> given = co_await answer.settled();
        co_return given;
    }

    MemoryStore m_inside;
};

} // namespace

class SecretStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void memoryKeepsWhatItWasGiven();
    void memoryGivesASecretMoreThanOnce();
    void memoryForgetsOnRequestTwice();
    void memoryForgetsEverythingAtOnce();
    void anEmptySecretIsNotStored();
    void memoryIsNotSharedBetweenStores();
    void aTaskOutlivesItsStore();
    void aProbeLeavesNothingBehind();
    void aStoppedProbeRemovesItsMarkerLater();
    void aProbeFindsACrookedStore_data();
    void aProbeFindsACrookedStore();
    void aVerifiedWriteComparesWhatIsKept();
};

void SecretStoreTest::memoryKeepsWhatItWasGiven()
{
    const MemoryStore store;
    QCOMPARE(settle(store.state())->condition, StoreState::MemoryOnly);
    QVERIFY(settle(store.state())->isUsable());
    QCOMPARE(settle(store.read(u"account/AK"_s)).error().fault, Fault::NotFound);
    for (const QString &text : {u"FAKE-one"_s, u"FAKE-über 密钥\n\t\"\\"_s, u"FAKE"_s + QString(20'480, u'x')}) {
        QVERIFY(settle(store.write(u"account/AK"_s, Secret::fromText(text))));
        for (int reading = 0; reading < 3; ++reading) // it is still there after it was read
            QCOMPARE(settle(store.read(u"account/AK"_s))->reveal(), text);
    }
    QCOMPARE(*settle(store.present({u"account/AK"_s, u"account/other"_s})), QStringList{u"account/AK"_s});
    QVERIFY(settle(store.present({}))->isEmpty());
}

void SecretStoreTest::memoryForgetsEverythingAtOnce()
{
    const MemoryStore store;
    QCOMPARE(settle(store.clear()).value_or(-1), 0);
    for (const QString &key : {u"account/AK1"_s, u"account/AK2"_s})
        QVERIFY(settle(store.write(key, Secret::fromText(u"FAKE"_s))));
    QCOMPARE(settle(store.clear()).value_or(-1), 2);
    QVERIFY(settle(store.present({u"account/AK1"_s, u"account/AK2"_s}))->isEmpty());
}

void SecretStoreTest::memoryGivesASecretMoreThanOnce()
{
    const MemoryStore store;
    const Secret secret = Secret::fromText(u"FAKE-secret"_s);
    QVERIFY(settle(store.write(u"k"_s, secret)));
    for (int i = 0; i < 3; ++i) {
        const Result<Secret> kept = settle(store.read(u"k"_s));
        QVERIFY(kept);
        QCOMPARE(kept->reveal(), u"FAKE-secret"_s);
    }
}

void SecretStoreTest::memoryForgetsOnRequestTwice()
{
    const MemoryStore store;
    QVERIFY(settle(store.write(u"k"_s, Secret::fromText(u"FAKE"_s))));
    QVERIFY(settle(store.remove(u"k"_s)));
    QVERIFY(settle(store.remove(u"k"_s)));
    QCOMPARE(settle(store.read(u"k"_s)).error().fault, Fault::NotFound);
}

void SecretStoreTest::anEmptySecretIsNotStored()
{
    const MemoryStore store;
    QCOMPARE(settle(store.write(u"k"_s, Secret())).error().fault, Fault::Rejected);
    QVERIFY(settle(store.present({u"k"_s}))->isEmpty());
}

void SecretStoreTest::memoryIsNotSharedBetweenStores()
{
    const MemoryStore one;
    const MemoryStore other;
    QVERIFY(settle(one.write(u"k"_s, Secret::fromText(u"FAKE"_s))));
    QVERIFY(!settle(other.read(u"k"_s)));
}

void SecretStoreTest::aTaskOutlivesItsStore()
{
    auto store = std::make_unique<MemoryStore>();
    QVERIFY(settle(store->write(u"k"_s, Secret::fromText(u"FAKE"_s))));
    auto reading = store->read(u"k"_s);
    store.reset();
    QCOMPARE(settle(std::move(reading))->reveal(), u"FAKE"_s);
}

void SecretStoreTest::aProbeLeavesNothingBehind()
{
    const auto store = std::make_shared<CrookedStore>(CrookedStore::RefusesWrites);
    QCOMPARE(settle(probe(store)).error().fault, Fault::StoreRefused);
    QCOMPARE(store->removed.size(), 1); // after a failed write too: it may have happened

    const auto memory = std::make_shared<MemoryStore>();
    QVERIFY(settle(probe(memory)));
    QVERIFY(settle(probe(memory)));
    QVERIFY(settle(memory->present(store->removed))->isEmpty());
}

void SecretStoreTest::aStoppedProbeRemovesItsMarkerLater()
{
    const auto store = std::make_shared<SlowStore>();
    std::stop_source stop;
    const auto probing = pending(probe(store, stop.get_token()));
    QTest::qWait(20);
    QVERIFY(!probing->has_value());
    stop.request_stop();
    const Result<Done> stopped = settle(probing, std::chrono::seconds(5));
    QCOMPARE(stopped.error().fault, Fault::Cancelled);
    QVERIFY(store->removed.isEmpty());
    store->answer.settle(Done{});
    QTRY_COMPARE(store->removed.size(), 1);
    QVERIFY(store->removed.front().startsWith(u"probe/"_s));
    const Result<Done> late = settle(probe(store, stop.get_token())); // stopped before it began: nothing is written
    QCOMPARE(late.error().fault, Fault::Cancelled);
    QCOMPARE(store->written, 1);
}

void SecretStoreTest::aProbeFindsACrookedStore_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("drops") << int(CrookedStore::DropsWrites) << Fault::StoreRefused;
    QTest::newRow("changes") << int(CrookedStore::ChangesText) << Fault::StoreRefused;
    QTest::newRow("refuses") << int(CrookedStore::RefusesWrites) << Fault::StoreRefused;
    QTest::newRow("does not delete") << int(CrookedStore::KeepsEverything) << Fault::StoreLocked;
    QTest::newRow("locks") << int(CrookedStore::LocksAfterWrite) << Fault::StoreLocked;
}

void SecretStoreTest::aProbeFindsACrookedStore()
{
    QFETCH(int, way);
    QFETCH(Fault, fault);
    const auto store = std::make_shared<CrookedStore>(static_cast<CrookedStore::Way>(way));
    const Result<Done> usable = settle(probe(store));
    QVERIFY(!usable);
    QCOMPARE(usable.error().fault, fault);
    QCOMPARE(store->removed.size(), 1);
}

void SecretStoreTest::aVerifiedWriteComparesWhatIsKept()
{
    const Secret secret = Secret::fromText(u"FAKE-secret"_s);
    QVERIFY(settle(writeAndVerify(std::make_shared<MemoryStore>(), u"k"_s, secret)));
    for (const auto way : {CrookedStore::DropsWrites, CrookedStore::ChangesText, CrookedStore::RefusesWrites}) {
        const Result<Done> kept = settle(writeAndVerify(std::make_shared<CrookedStore>(way), u"k"_s, secret));
        QVERIFY(!kept);
        QCOMPARE(kept.error().fault, Fault::StoreRefused);
        QVERIFY(!kept.error().detail.contains("FAKE"_L1));
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SecretStoreTest)
#include "secretstoretest.moc"
