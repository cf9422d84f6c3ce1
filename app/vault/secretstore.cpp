// SPDX-License-Identifier: Apache-2.0
#include "app/vault/secretstore.h"

#include "app/foundation/settlement.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QString probePrefix()
{
    return u"probe/"_s;
}

QString storePhrase(const char *text)
{
    return QCoreApplication::translate("claviger::SecretStore", text);
}

Error unkept(const char *text)
{
    return {.fault = Fault::StoreRefused, .detail = storePhrase(text)};
}

Error stoppedProbe()
{
    return {.fault = Fault::Cancelled,
            .detail = storePhrase(QT_TRANSLATE_NOOP("claviger::SecretStore", "Stopped while the keychain was tried."))};
}

// Runs to its end whether or not somebody still waits.
Task<Done> probeToTheEnd(std::shared_ptr<const SecretStore> store, Settlement<Result<Done>> outcome)
{
    // A key of its own each time: two windows may probe the same keychain at once.
    const QString key = probePrefix() + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Secret marker = Secret::fromText(u"Claviger keychain check "_s + key);
    const Result<Done> kept = co_await writeAndVerify(store, key, marker);
    const Result<Done> removed = co_await store->remove(key); // also after a failure: the write may have happened
    outcome.settle(kept ? removed : kept);
    co_return removed;
}

} // namespace

bool isProbeKey(const QString &key)
{
    return key.startsWith(probePrefix());
}

Error emptySecret()
{
    return {.fault = Fault::Rejected,
            .detail = storePhrase(QT_TRANSLATE_NOOP("claviger::SecretStore", "An empty secret is not stored."))};
}

Error noSuchEntry()
{
    return {.fault = Fault::NotFound,
            .detail = storePhrase(QT_TRANSLATE_NOOP("claviger::SecretStore", "The keychain has no such entry."))};
}

Task<Done> writeAndVerify(std::shared_ptr<const SecretStore> store, QString key, Secret secret)
{
    const Result<Done> written = co_await store->write(key, secret);
    if (!written)
        co_return tl::unexpected(written.error());
    const Result<Secret> kept = co_await store->read(key);
    if (!kept && kept.error().fault != Fault::NotFound)
        co_return tl::unexpected(kept.error());
    if (!kept)
        co_return tl::unexpected(unkept(
            QT_TRANSLATE_NOOP("claviger::SecretStore", "The keychain accepted the entry but does not have it.")));
    if (*kept != secret)
        co_return tl::unexpected(unkept(
            QT_TRANSLATE_NOOP("claviger::SecretStore", "The keychain gave back something else than was stored.")));
    co_return Done{};
}

Task<Done> probe(std::shared_ptr<const SecretStore> store, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return tl::unexpected(stoppedProbe());
    const Settlement<Result<Done>> outcome;
    const std::stop_callback onStop(stop, [outcome] { outcome.settle(tl::unexpected(stoppedProbe())); });
    const Task<Done> probing = probeToTheEnd(store, outcome);
    Q_UNUSED(probing) // goes on by itself
    const Result<Done> probed = co_await outcome.settled();
    co_return probed;
}

} // namespace claviger
