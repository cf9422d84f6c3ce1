// SPDX-License-Identifier: Apache-2.0
// Which vault this session uses, and in what state it is: the keychain, or memory if the person chose that.
#pragma once

#include "app/vault/secretstore.h"

#include <QObject>

namespace claviger {

class MemoryStore;

class VaultBoard final : public QObject
{
    Q_OBJECT
public:
    explicit VaultBoard(std::shared_ptr<const SecretStore> keychain, QObject *parent = nullptr);

    [[nodiscard]] const std::shared_ptr<const SecretStore> &store() const { return m_isMemoryOnly ? m_memory : m_keychain; }
    [[nodiscard]] const std::shared_ptr<const SecretStore> &keychain() const { return m_keychain; }
    // Empty until the keychain was asked for the first time.
    [[nodiscard]] const std::optional<StoreState> &state() const { return m_state; }
    [[nodiscard]] bool isMemoryOnly() const { return m_isMemoryOnly; }

    void refresh();       // asks the keychain again; never makes it prompt
    void useMemoryOnly(); // by a person's choice only; what is kept there ends with the program
    // Back again: what memory holds moves to the keychain, then the keychain is used. If one secret cannot be moved, memory
    // stays in use and moveError() says why; none is lost.
    void useKeychain();
    [[nodiscard]] bool isMoving() const { return m_isMoving; }
    [[nodiscard]] const std::optional<Error> &moveError() const { return m_moveError; } // of the last try
    // Removes every secret of this program from the keychain and from memory: for the demo, whose keychain entries are its
    // own. One at a time; ends in cleared().
    void clear();
    [[nodiscard]] bool isClearing() const { return m_isClearing; }
    [[nodiscard]] const Result<int> &clearedCount() const { return m_clearedCount; } // of the last one

Q_SIGNALS:
    void changed();
    void cleared();

private:
    std::shared_ptr<const SecretStore> m_keychain;
    std::shared_ptr<const MemoryStore> m_entries; // of memory
    std::shared_ptr<const SecretStore> m_memory;
    std::optional<StoreState> m_state;
    bool m_isMemoryOnly = false;
    bool m_isMoving = false;
    std::optional<Error> m_moveError;
    bool m_isAsking = false;
    bool m_isClearing = false;
    Result<int> m_clearedCount = 0;
    bool m_isStale = false; // asked again while an answer was on its way
};

} // namespace claviger
