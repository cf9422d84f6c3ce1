// SPDX-License-Identifier: Apache-2.0
// Questions to the keychain service of the desktop over D-Bus (freedesktop.org Secret Service API), none of which
// prompts or blocks. The bus is connected at the first question, in a thread of its own.
#pragma once

#include "app/vault/secretstore.h"

#include <QMap>

#include <chrono>

namespace claviger {

class SecretService
{
public:
    struct Found
    {
        QStringList unlocked = {}; // object paths
        QStringList locked = {};
    };

    // The limit is for each question.
    explicit SecretService(std::chrono::milliseconds limit);

    // Locked also stands for "there is no default collection yet": the first write would prompt to make one. Failures
    // to ask are states too, so this has no error; a service that answers nonsense is Unknown.
    [[nodiscard]] Task<StoreState> state() const;
    // Items whose attributes are all these. Fault::StoreAbsent, StoreSilent, StoreRefused.
    [[nodiscard]] Task<Found> search(QMap<QString, QString> attributes) const;
    // Deletes the item of that path. Fault::StoreLocked if the service would ask a person first, which it then may not.
    [[nodiscard]] Task<Done> remove(QString path) const;
    // Qt Keychain uses KWallet by its own interface here: the answers above do not speak of it.
    [[nodiscard]] Task<bool> isKWallet() const;

private:
    class Bus;
    std::shared_ptr<Bus> m_bus; // shared with the questions that are under way
};

} // namespace claviger
