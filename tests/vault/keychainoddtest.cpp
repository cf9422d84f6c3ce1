// SPDX-License-Identifier: Apache-2.0
// On a bus of its own that starts nothing: without a Secret Service, and with ones that are silent, odd or half
// working.
#include "app/vault/keychainstore.h"
#include "tests/support/settle.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::settle;

namespace {

// A bus without service folders: what is not there is not started.
class BareBus
{
public:
    BareBus()
    {
        QFile config(m_folder.filePath(u"bus.conf"_s));
        if (!config.open(QIODevice::WriteOnly))
            return;
        config.write(
            "<busconfig><type>session</type><listen>unix:dir=" + QFile::encodeName(m_folder.path())
            + "</listen><policy context=\"default\"><allow send_destination=\"*\"/><allow receive_sender=\"*\"/>"
              "<allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_daemon.start(
            u"dbus-daemon"_s,
            {u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s, u"--config-file="_s + config.fileName()});
        while (!m_daemon.canReadLine() && m_daemon.waitForReadyRead()) { }
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_daemon.readLine().trimmed());
    }

    BareBus(const BareBus &) = delete;
    BareBus &operator=(const BareBus &) = delete;
    ~BareBus()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    [[nodiscard]] bool isRunning() const { return m_daemon.state() == QProcess::Running; }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

// Answers as told. What it holds back can be answered later.
class FakeSecretService final : public QDBusVirtualObject
{
    Q_OBJECT
public:
    enum Manner {
        Silent, // to everybody
        Odd, // answers of the wrong type
        Denying, // "access denied" to everything
        WithoutDefault, // no default collection
        HalfOpen // answers questions, but never what Qt Keychain begins with
    };

    explicit FakeSecretService(Manner how, const QString &name = u"org.freedesktop.secrets"_s)
        : manner(how)
        , m_name(name)
        , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"fake"_s))
    {
        m_bus.registerVirtualObject(u"/org"_s, this, QDBusConnection::SubPath);
        m_isThere = m_bus.registerService(m_name);
    }
    ~FakeSecretService() override
    {
        m_bus.unregisterService(m_name);
        m_bus.unregisterObject(u"/org"_s);
    }

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
    {
        calls << message.member();
        QDBusMessage answer;
        if (manner == Odd)
            answer = message.createReply(QVariant(42));
        else if (manner == Denying)
            answer = message.createErrorReply(QDBusError::AccessDenied, u"no"_s);
        else if (manner == WithoutDefault && message.member() == "ReadAlias"_L1)
            answer = message.createReply(QVariant::fromValue(QDBusObjectPath(u"/"_s)));
        else if (manner == HalfOpen && message.member() == "ReadAlias"_L1)
            answer =
                message.createReply(QVariant::fromValue(QDBusObjectPath(u"/org/freedesktop/secrets/collection/x"_s)));
        else if (manner == HalfOpen && message.member() == "Get"_L1)
            answer = message.createReply(QVariant::fromValue(QDBusVariant(
                message.arguments().value(1).toString() == "Locked"_L1 ? QVariant(isLocked) : QVariant(u"Example"_s))));
        else if (manner != Silent && message.member() == "SearchItems"_L1)
            answer = message.createReply({QVariant::fromValue(items), QVariant::fromValue(QList<QDBusObjectPath>())});
        else
            held << message;
        if (answer.type() != QDBusMessage::InvalidMessage)
            m_bus.send(answer);
        return true;
    }

    void answerLate()
    {
        for (const QDBusMessage &message : std::exchange(held, {}))
            m_bus.send(message.createErrorReply(u"org.freedesktop.DBus.Error.Failed"_s, u"too late"_s));
    }

    Manner manner;
    bool isLocked = false;
    QList<QDBusObjectPath> items;
    QStringList calls;
    QList<QDBusMessage> held;

private:
    QString m_name;
    QDBusConnection m_bus;
    bool m_isThere = false;
};

std::unique_ptr<BareBus> &bareBus()
{
    static std::unique_ptr<BareBus> bus;
    return bus;
}

const Secret someSecret = Secret::fromText(u"FAKE-secret"_s);

} // namespace

class KeychainOddTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    static void initMain()
    {
        qunsetenv("DISPLAY");
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
    }

    void initTestCase();
    void cleanupTestCase();
    void nothingIsAskedBeforeTheFirstCall();
    void aBusWithoutTheServiceIsAbsent();
    void aSilentServiceIsSilent();
    void aLateAnswerHurtsNobody();
    void anOwnerMayGoWhileItWaits();
    void aServiceThatGoesWhileAskedIsAbsent();
    void oddAnswersAreNoAnswers();
    void deniedAccessIsRefused();
    void withoutADefaultCollectionItIsLocked();
    void kWalletIsUnknownRatherThanGuessed();
    void aJobThatNeverEndsDoesNotBlockTheRest();

private:
    [[nodiscard]] static std::shared_ptr<KeychainStore> store(std::chrono::milliseconds limit = 200ms)
    {
        return std::make_shared<KeychainStore>(u"Claviger test"_s, KeychainLimits{.job = limit, .inquiry = limit});
    }
};

void KeychainOddTest::initTestCase()
{
    bareBus() = std::make_unique<BareBus>();
    QVERIFY(bareBus()->isRunning());
}

void KeychainOddTest::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"fake"_s);
}

void KeychainOddTest::nothingIsAskedBeforeTheFirstCall()
{
    const FakeSecretService fake(FakeSecretService::Silent);
    QVERIFY(fake.isThere());
    const auto unused = store();
    const auto used = store();
    QCOMPARE(settle(used->state())->condition, StoreState::Silent);
    QCOMPARE(fake.calls, QStringList{u"ReadAlias"_s}); // by the one that was called, once
}

void KeychainOddTest::aBusWithoutTheServiceIsAbsent()
{
    const auto absent = store(10s);
    QCOMPARE(settle(absent->state())->condition, StoreState::Absent);
    QCOMPARE(settle(absent->write(u"k"_s, someSecret)).error().fault, Fault::StoreAbsent);
    QCOMPARE(settle(absent->read(u"k"_s)).error().fault, Fault::StoreAbsent);
    QCOMPARE(settle(absent->remove(u"k"_s)).error().fault, Fault::StoreAbsent);
    QCOMPARE(settle(absent->present({u"k"_s})).error().fault, Fault::StoreAbsent);
}

void KeychainOddTest::aSilentServiceIsSilent()
{
    const FakeSecretService fake(FakeSecretService::Silent);
    const auto silent = store();
    QCOMPARE(settle(silent->state())->condition, StoreState::Silent);
    QCOMPARE(settle(silent->write(u"k"_s, someSecret)).error().fault, Fault::StoreSilent);
    QCOMPARE(settle(silent->read(u"k"_s)).error().fault, Fault::StoreSilent);
    QCOMPARE(settle(silent->remove(u"k"_s)).error().fault, Fault::StoreSilent);
    QCOMPARE(settle(silent->present({u"k"_s, u"l"_s})).error().fault, Fault::StoreSilent);
    QCOMPARE(settle(probe(silent)).error().fault, Fault::StoreSilent);
}

void KeychainOddTest::aLateAnswerHurtsNobody()
{
    FakeSecretService fake(FakeSecretService::Silent);
    const auto silent = store();
    QCOMPARE(settle(silent->read(u"k"_s)).error().fault, Fault::StoreSilent);
    QCOMPARE(fake.held.size(), 1);
    fake.answerLate();
    fake.manner = FakeSecretService::Denying;
    QCOMPARE(settle(silent->read(u"k"_s)).error().fault, Fault::StoreRefused); // behind the late answer on the wire
}

void KeychainOddTest::anOwnerMayGoWhileItWaits()
{
    FakeSecretService fake(FakeSecretService::Silent);
    auto going = store();
    const auto reading = pending(going->read(u"k"_s));
    auto owner = std::make_unique<QObject>();
    bool wasTold = false;
    QCoro::connect(going->state(), owner.get(), [&wasTold](const Result<StoreState> &) { wasTold = true; });
    QTRY_COMPARE(fake.held.size(), 2);
    going.reset();
    owner.reset();
    fake.answerLate();
    QCOMPARE(settle(reading).error().fault, Fault::StoreRefused);
    QVERIFY(!wasTold);
}

void KeychainOddTest::aServiceThatGoesWhileAskedIsAbsent()
{
    auto fake = std::make_unique<FakeSecretService>(FakeSecretService::Silent);
    const auto reading = pending(store(20s)->read(u"k"_s));
    QTRY_COMPARE(fake->held.size(), 1);
    fake.reset();
    QDBusConnection::disconnectFromBus(u"fake"_s); // the bus says so to whoever waits
    QCOMPARE(settle(reading).error().fault, Fault::StoreAbsent);
}

void KeychainOddTest::oddAnswersAreNoAnswers()
{
    const FakeSecretService fake(FakeSecretService::Odd);
    const auto odd = store(10s);
    QCOMPARE(settle(odd->state())->condition, StoreState::Unknown);
    QCOMPARE(settle(odd->read(u"k"_s)).error().fault, Fault::StoreRefused);
    QCOMPARE(settle(odd->remove(u"k"_s)).error().fault, Fault::StoreRefused);
    QCOMPARE(settle(odd->present({u"k"_s})).error().fault, Fault::StoreRefused);
}

void KeychainOddTest::deniedAccessIsRefused()
{
    const FakeSecretService fake(FakeSecretService::Denying);
    const auto denied = store(10s);
    QCOMPARE(settle(denied->read(u"k"_s)).error().fault, Fault::StoreRefused);
    QCOMPARE(settle(denied->write(u"k"_s, someSecret)).error().fault, Fault::StoreRefused);
    QCOMPARE(settle(denied->remove(u"k"_s)).error().fault, Fault::StoreRefused);
    QCOMPARE(settle(denied->state())->condition, StoreState::Unknown);
}

void KeychainOddTest::withoutADefaultCollectionItIsLocked()
{
    const FakeSecretService fake(FakeSecretService::WithoutDefault);
    const auto fresh = store(10s);
    const Result<StoreState> state = settle(fresh->state());
    QCOMPARE(state->condition, StoreState::Locked);
    QVERIFY(state->collection.isEmpty());
    QCOMPARE(settle(fresh->read(u"k"_s)).error().fault, Fault::StoreLocked);
}

void KeychainOddTest::kWalletIsUnknownRatherThanGuessed()
{
    const FakeSecretService fake(FakeSecretService::Silent, u"org.kde.kwalletd5"_s);
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    const auto wallet = store(10s);
    const Result<StoreState> state = settle(wallet->state());
    const Result<QStringList> present = settle(wallet->present({u"k"_s}));
    qputenv("XDG_CURRENT_DESKTOP", "GNOME");
    QCOMPARE(state->condition, StoreState::Unknown);
    QCOMPARE(state->name, u"KWallet"_s);
    QCOMPARE(present.error().fault, Fault::StoreRefused);
}

void KeychainOddTest::aJobThatNeverEndsDoesNotBlockTheRest()
{
    FakeSecretService fake(FakeSecretService::HalfOpen);
    fake.items = {QDBusObjectPath(u"/org/freedesktop/secrets/collection/x/1"_s)};
    const auto half = store();
    QCOMPARE(settle(half->state())->condition, StoreState::Unlocked);
    QCOMPARE(settle(half->state())->collection, u"Example"_s);
    QCOMPARE(settle(half->read(u"k"_s)).error().fault, Fault::StoreSilent);
    QTRY_VERIFY(!fake.held.isEmpty());
    const qsizetype begun = fake.held.size();

    // The first one is still at it: these wait for their turn, give up, and never begin.
    QCOMPARE(settle(half->write(u"k"_s, someSecret)).error().fault, Fault::StoreSilent);
    QCOMPARE(settle(half->remove(u"k"_s)).error().fault, Fault::StoreSilent);
    fake.isLocked = true; // what a time-out means is asked afterwards
    QCOMPARE(settle(half->write(u"k"_s, someSecret)).error().fault, Fault::StoreLocked);
    QCOMPARE(fake.held.size(), begun);

    fake.isLocked = false;
    fake.manner = FakeSecretService::Denying;
    fake.answerLate(); // the job ends at last; nobody waits for it, and the next one gets its turn
    fake.manner = FakeSecretService::HalfOpen;
    fake.calls.clear();
    const auto next = pending(store(5s)->read(u"k"_s));
    QTRY_VERIFY(fake.calls.contains("SearchItems"_L1) && fake.calls.size() > 1);
    fake.manner = FakeSecretService::Denying;
    fake.answerLate();
    QVERIFY(!settle(next));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::KeychainOddTest)
#include "keychainoddtest.moc"
