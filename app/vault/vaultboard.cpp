// SPDX-License-Identifier: Apache-2.0
#include "app/vault/vaultboard.h"

#include "app/vault/memorystore.h"

namespace claviger {

VaultBoard::VaultBoard(std::shared_ptr<const SecretStore> keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
    , m_memory(std::make_shared<MemoryStore>())
{
}

void VaultBoard::refresh()
{
    m_isStale = m_isAsking;
    if (m_isAsking)
        return;
    m_isAsking = true;
    QCoro::connect(m_keychain->state(), this, [this](const Result<StoreState> &state) {
        m_isAsking = false;
        if (m_isStale)
            refresh();
        const StoreState latest = state ? *state : StoreState{.condition = StoreState::Absent};
        if (m_state == latest)
            return;
        m_state = latest;
        Q_EMIT changed();
    });
}

void VaultBoard::useMemoryOnly()
{
    m_isMemoryOnly = true;
    Q_EMIT changed();
}

void VaultBoard::useKeychain()
{
    m_isMemoryOnly = false;
    Q_EMIT changed();
    refresh();
}

} // namespace claviger
