// SPDX-License-Identifier: Apache-2.0
#include "app/vault/vaultboard.h"

#include "app/vault/memorystore.h"

namespace claviger {

namespace {

Task<int> emptyBoth(std::shared_ptr<const SecretStore> keychain, std::shared_ptr<const SecretStore> memory)
{
    const Result<int> kept = co_await keychain->clear();
    if (!kept && kept.error().fault != Fault::StoreAbsent) // where no keychain is, none holds anything
        co_return kept;
    const Result<int> remembered = co_await memory->clear();
    co_return kept.value_or(0) + remembered.value_or(0);
}

} // namespace

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

void VaultBoard::clear()
{
    if (m_isClearing)
        return;
    m_isClearing = true;
    const auto end = [this](const Result<int> &count) {
        m_isClearing = false;
        m_clearedCount = count;
        Q_EMIT cleared();
    };
    QCoro::connect(emptyBoth(m_keychain, m_memory), this, end);
}

} // namespace claviger
