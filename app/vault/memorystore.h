// SPDX-License-Identifier: Apache-2.0
// Keeps secrets for the session only, in guarded memory: what people choose when there is no usable keychain.
#pragma once

#include "app/vault/secretstore.h"

namespace claviger {

class MemoryStore final : public SecretStore
{
public:
    MemoryStore();

    [[nodiscard]] Task<Done> write(QString key, Secret secret) const override;
    [[nodiscard]] Task<Secret> read(QString key) const override;
    [[nodiscard]] Task<Done> remove(QString key) const override;
    [[nodiscard]] Task<StoreState> state() const override;
    [[nodiscard]] Task<QStringList> present(QStringList keys) const override;
    [[nodiscard]] Task<int> clear() const override;
    [[nodiscard]] QStringList keys() const; // of all that it holds now

private:
    // Shared with the tasks: one that has begun goes on when the store is gone. For one thread only.
    struct Entries;
    static Task<Done> writeTo(std::shared_ptr<Entries> entries, QString key, Secret secret);
    static Task<Secret> readFrom(std::shared_ptr<Entries> entries, QString key);
    static Task<Done> removeFrom(std::shared_ptr<Entries> entries, QString key);
    static Task<QStringList> presentIn(std::shared_ptr<Entries> entries, QStringList keys);
    static Task<int> clearAll(std::shared_ptr<Entries> entries);
    static Task<StoreState> sessionState();
    std::shared_ptr<Entries> m_entries;
};

} // namespace claviger
