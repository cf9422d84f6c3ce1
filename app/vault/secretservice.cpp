// SPDX-License-Identifier: Apache-2.0
#include "app/vault/secretservice.h"

#include "app/foundation/sessionbus.h"
#include "app/foundation/worker.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QFile>
#include <QTimer>
#include <QUuid>

#include <functional>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto secretServiceName = "org.freedesktop.secrets"_L1;
constexpr auto busName = "org.freedesktop.DBus"_L1;

struct ServiceWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::SecretStore)
};

Error absentService()
{
    return {.fault = Fault::StoreAbsent,
            .detail = ServiceWords::tr("No keychain service (Secret Service) is running in this session.")};
}

Error silentService()
{
    return {.fault = Fault::StoreSilent, .detail = ServiceWords::tr("The keychain service did not answer in time.")};
}

Error oddService(const QString &cause)
{
    return {.fault = Fault::StoreRefused,
            .detail = ServiceWords::tr("The keychain service answered with an error: %1").arg(cause.left(500))};
}

// Our own time limit is shorter than the one of the bus. So "no reply" means here that the service went away meanwhile.
Error callError(const QDBusMessage &reply)
{
    const QString name = reply.errorName();
    constexpr auto standard = "org.freedesktop.DBus.Error."_L1;
    if (name == "org.freedesktop.Secret.Error.IsLocked"_L1)
        return {.fault = Fault::StoreLocked, .detail = ServiceWords::tr("The keychain is locked.")};
    if (name.startsWith(standard)) {
        const QString kind = name.mid(standard.size());
        if (kind.startsWith("Spawn."_L1) || kind == "ServiceUnknown"_L1 || kind == "NameHasNoOwner"_L1
            || kind == "NoReply"_L1 || kind == "Disconnected"_L1 || kind == "NoServer"_L1)
            return absentService();
        if (kind == "TimedOut"_L1 || kind == "Timeout"_L1)
            return silentService();
    }
    return oddService(name);
}

QDBusMessage serviceCall(const QString &path, const QString &interface, const QString &method,
                         const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(secretServiceName, path, interface, method);
    call.setArguments(arguments);
    return call;
}

QDBusMessage busCall(const QString &method, const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(busName, u"/org/freedesktop/DBus"_s, busName, method);
    call.setArguments(arguments);
    return call;
}

} // namespace

// One connection, for as long as anybody asks.
class SecretService::Bus
{
public:
    explicit Bus(std::chrono::milliseconds limit)
        : m_limit(limit)
    {
    }
    Bus(const Bus &) = delete;
    Bus &operator=(const Bus &) = delete;
    ~Bus()
    {
        m_worker.reset();
        QDBusConnection::disconnectFromBus(m_name);
    }

    // The adapter for D-Bus calls: every one settles within the limit, connecting included. A late answer reaches only
    // the watcher.
    static Task<QDBusMessage> ask(std::shared_ptr<Bus> bus, QDBusMessage call)
    {
        const Settlement<Result<QDBusMessage>> answer;
        QTimer::singleShot(bus->m_limit, QCoreApplication::instance(),
                           [answer] { answer.settle(tl::unexpected(silentService())); });
        send(bus, call, answer);
        const Result<QDBusMessage> outcome = co_await answer.settled();
        co_return outcome;
    }

private:
    static QCoro::Task<> send(std::shared_ptr<Bus> bus, QDBusMessage call, Settlement<Result<QDBusMessage>> answer)
    {
        const Result<Done> connected = co_await bus->connected();
        if (!connected)
            answer.settle(tl::unexpected(connected.error()));
        if (answer.isSettled())
            co_return;
        const auto onTheBus = static_cast<int>(bus->m_limit.count()) + 60'000; // longer than ours, see callError()
        auto *watcher = new QDBusPendingCallWatcher(QDBusConnection(bus->m_name).asyncCall(call, onTheBus));
        QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [answer](QDBusPendingCallWatcher *done) {
            const QDBusMessage reply = done->reply();
            if (reply.type() == QDBusMessage::ReplyMessage)
                answer.settle(reply);
            else
                answer.settle(tl::unexpected(callError(reply)));
            done->deleteLater();
        });
        QTimer::singleShot(bus->m_limit, watcher, &QObject::deleteLater); // nobody waits any more: see ask()
    }

    // Connecting blocks, and may start a process: not in the caller's thread.
    Task<Done> connected()
    {
        if (!m_worker)
            m_worker = std::make_unique<Worker>(u"secret service"_s);
        return m_worker->run([name = m_name]() -> Result<Done> {
            if (QDBusConnection(name).isConnected())
                return Done{};
            QDBusConnection::disconnectFromBus(name); // the bus may have come back meanwhile
            if (!hasSessionBus() || !QDBusConnection::connectToBus(QDBusConnection::SessionBus, name).isConnected())
                return tl::unexpected(absentService());
            return Done{};
        });
    }

    std::chrono::milliseconds m_limit;
    QString m_name = u"claviger-vault-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<Worker> m_worker;
};

namespace {

// Bus is private to SecretService; the flows below need only to ask it.
using AskBus = std::function<Task<QDBusMessage>(const QDBusMessage &)>;

Result<QVariant> firstOf(const Result<QDBusMessage> &reply)
{
    if (!reply)
        return tl::unexpected(reply.error());
    if (reply->arguments().isEmpty())
        return tl::unexpected(oddService(u"empty"_s));
    return reply->arguments().constFirst();
}

StoreState stateFor(const Error &error, const QString &name)
{
    StoreState state{.condition = StoreState::Unknown, .name = name};
    if (error.fault == Fault::StoreAbsent)
        state.condition = StoreState::Absent;
    else if (error.fault == Fault::StoreSilent)
        state.condition = StoreState::Silent;
    else if (error.fault == Fault::StoreLocked)
        state.condition = StoreState::Locked;
    return state;
}

Task<StoreState> askState(AskBus ask)
{
    const QString name = ServiceWords::tr("Secret Service");
    const QString properties = u"org.freedesktop.DBus.Properties"_s;
    const QString collection = u"org.freedesktop.Secret.Collection"_s;
    const QDBusMessage aliasCall =
        serviceCall(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s, {u"default"_s});
    const Result<QDBusMessage> aliasReply = co_await ask(aliasCall);
    const Result<QVariant> alias = firstOf(aliasReply);
    if (!alias)
        co_return stateFor(alias.error(), name);
    const QString path = alias->value<QDBusObjectPath>().path();
    if (path.isEmpty())
        co_return StoreState{.condition = StoreState::Unknown, .name = name};
    if (path == "/"_L1)
        co_return StoreState{.condition = StoreState::Locked, .name = name};

    const QDBusMessage lockedCall = serviceCall(path, properties, u"Get"_s, {collection, u"Locked"_s});
    const Result<QDBusMessage> lockedReply = co_await ask(lockedCall);
    const Result<QVariant> locked = firstOf(lockedReply);
    if (!locked)
        co_return stateFor(locked.error(), name);
    const QVariant isLocked = locked->value<QDBusVariant>().variant();
    if (isLocked.typeId() != QMetaType::Bool)
        co_return StoreState{.condition = StoreState::Unknown, .name = name};

    const QDBusMessage labelCall = serviceCall(path, properties, u"Get"_s, {collection, u"Label"_s});
    const Result<QDBusMessage> labelReply = co_await ask(labelCall);
    const Result<QVariant> label = firstOf(labelReply); // nice to have
    co_return StoreState{.condition = isLocked.toBool() ? StoreState::Locked : StoreState::Unlocked,
                         .name = name,
                         .collection = label ? label->value<QDBusVariant>().variant().toString().left(200) : QString()};
}

Task<SecretService::Found> askSearch(AskBus ask, QMap<QString, QString> attributes)
{
    static const bool isRegistered = qDBusRegisterMetaType<QMap<QString, QString>>().isValid();
    Q_UNUSED(isRegistered)
    const QDBusMessage call = serviceCall(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s,
                                          u"SearchItems"_s, {QVariant::fromValue(attributes)});
    const Result<QDBusMessage> reply = co_await ask(call);
    if (!reply)
        co_return tl::unexpected(reply.error());
    if (reply->signature() != "aoao"_L1)
        co_return tl::unexpected(oddService(reply->signature()));
    SecretService::Found found;
    for (const QDBusObjectPath &path : qdbus_cast<QList<QDBusObjectPath>>(reply->arguments().at(0)))
        found.unlocked << path.path();
    for (const QDBusObjectPath &path : qdbus_cast<QList<QDBusObjectPath>>(reply->arguments().at(1)))
        found.locked << path.path();
    co_return found;
}

Task<Done> askRemoval(AskBus ask, QString path)
{
    const QDBusMessage call = serviceCall(path, u"org.freedesktop.Secret.Item"_s, u"Delete"_s, {});
    const Result<QDBusMessage> reply = co_await ask(call);
    const Result<QVariant> prompt = firstOf(reply);
    if (!prompt)
        co_return tl::unexpected(prompt.error());
    if (prompt->value<QDBusObjectPath>().path() != "/"_L1)
        co_return tl::unexpected(Error{.fault = Fault::StoreLocked, .detail = ServiceWords::tr("The keychain is locked.")});
    co_return Done{};
}

Task<bool> askForKWallet(AskBus ask)
{
    if (!qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(u':').contains("KDE"_L1))
        co_return false;
    const QDBusMessage activatableCall = busCall(u"ListActivatableNames"_s, {});
    const Result<QDBusMessage> activatable = co_await ask(activatableCall);
    const QDBusMessage ownedCall = busCall(u"ListNames"_s, {});
    const Result<QDBusMessage> owned = co_await ask(ownedCall);
    if (!activatable)
        co_return tl::unexpected(activatable.error());
    if (!owned)
        co_return tl::unexpected(owned.error());
    const QStringList names =
        activatable->arguments().value(0).toStringList() + owned->arguments().value(0).toStringList();
    co_return names.contains("org.kde.kwalletd5"_L1) || names.contains("org.kde.kwalletd6"_L1);
}

} // namespace

SecretService::SecretService(std::chrono::milliseconds limit)
    : m_bus(std::make_shared<Bus>(limit))
{
}

Task<StoreState> SecretService::state() const
{
    return askState([bus = m_bus](const QDBusMessage &call) { return Bus::ask(bus, call); });
}

Task<SecretService::Found> SecretService::search(QMap<QString, QString> attributes) const
{
    return askSearch([bus = m_bus](const QDBusMessage &call) { return Bus::ask(bus, call); }, std::move(attributes));
}

Task<Done> SecretService::remove(QString path) const
{
    return askRemoval([bus = m_bus](const QDBusMessage &call) { return Bus::ask(bus, call); }, std::move(path));
}

Task<bool> SecretService::isKWallet() const
{
    return askForKWallet([bus = m_bus](const QDBusMessage &call) { return Bus::ask(bus, call); });
}

} // namespace claviger
