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

Task<Done> moveAll(std::shared_ptr<const MemoryStore> memory, std::shared_ptr<const SecretStore> keychain)
{
    for (QStringList keys = memory->keys(); !keys.isEmpty(); keys = memory->keys()) { // one may come while others go
        const QString key = keys.front();
        const Result<Secret> secret = co_await memory->read(key);
        if (!secret)
            continue; // it was removed meanwhile
        const Result<Done> written = co_await writeAndVerify(keychain, key, *secret);
        if (!written)
            co_return tl::unexpected(written.error());
        const Result<Done> removed = co_await memory->remove(key);
        Q_UNUSED(removed)
    }
    co_return Done{};
}

} // namespace

VaultBoard::VaultBoard(std::shared_ptr<const SecretStore> keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
    , m_entries(std::make_shared<MemoryStore>())
    , m_memory(m_entries)
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
    m_moveError.reset();
    Q_EMIT changed();
}

void VaultBoard::useKeychain()
{
    if (!m_isMemoryOnly || m_isMoving)
        return;
    m_isMoving = true;
    m_moveError.reset();
    Q_EMIT changed();
    QCoro::connect(moveAll(m_entries, m_keychain), this, [this](const Result<Done> &moved) {
        m_isMoving = false;
        if (moved)
            m_isMemoryOnly = false;
        else
            m_moveError = moved.error();
        Q_EMIT changed();
        refresh();
    });
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
