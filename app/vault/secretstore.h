// SPDX-License-Identifier: Apache-2.0
// A place where secrets are kept: the keychain of the operating system (KeychainStore) or, for the session only,
// memory (MemoryStore). There is no third place, and never a silent change from the first to the second.
#pragma once

#include "app/foundation/result.h"
#include "app/foundation/secret.h"

#include <QMetaType>
#include <QString>

#include <memory>
#include <stop_token>

namespace claviger {

struct StoreState
{
    // Unknown: it is there, but does not say without a prompt whether it is open (KWallet).
    enum Condition { Unlocked, Locked, Absent, Silent, MemoryOnly, Unknown };
    Condition condition = Absent;
    QString name = {}; // what people call it: "Secret Service"
    QString collection =
        {}; // label of the collection new entries go to, for example "Login"; empty where there is none

    // Worth a try; whether it really keeps a secret only probe() tells.
    [[nodiscard]] bool isUsable() const
    {
        return condition == Unlocked || condition == MemoryOnly || condition == Unknown;
    }
    friend bool operator==(const StoreState &, const StoreState &) = default;
};

class SecretStore
{
public:
    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    // Keys are "<account id>/<AK>" for access keys. Every task settles within the store's own time limit, with one of
    // Fault::StoreLocked, StoreAbsent, StoreRefused, StoreSilent if it could not be done. An empty secret is Rejected.
    [[nodiscard]] virtual Task<Done> write(QString key, Secret secret) const = 0;
    [[nodiscard]] virtual Task<Secret> read(
        QString key) const = 0; // Fault::NotFound: the store is open and has no such entry
    [[nodiscard]] virtual Task<Done> remove(QString key) const = 0; // removing what is not there is Done
    [[nodiscard]] virtual Task<StoreState> state() const = 0; // never prompts
    // Which of the keys have an entry, without reading any secret; works for a locked store too where it can tell.
    [[nodiscard]] virtual Task<QStringList> present(QStringList keys) const = 0;
    // Removes everything that this store keeps, and tells how many entries that were. All or, where it is locked, nothing.
    [[nodiscard]] virtual Task<int> clear() const = 0;
};

// What every store says in these two cases.
[[nodiscard]] Error emptySecret();
[[nodiscard]] Error noSuchEntry();

// Writes a marker, reads it back, deletes it: the proof that a secret could be kept, before one is asked for. A stop
// ends the wait at once (Fault::Cancelled); the marker is then still removed when the store answers.
[[nodiscard]] Task<Done> probe(std::shared_ptr<const SecretStore> store, std::stop_token stop = {});

// Whether an entry is a marker of probe().
[[nodiscard]] bool isProbeKey(const QString &key);

// Writes, reads back, compares: Done only if what is in the store equals the secret.
[[nodiscard]] Task<Done> writeAndVerify(std::shared_ptr<const SecretStore> store, QString key, Secret secret);

} // namespace claviger

Q_DECLARE_METATYPE(claviger::StoreState)
