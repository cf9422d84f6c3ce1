// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/keychaintext.h"

#include "app/vault/vaultboard.h"

#include <QCoreApplication>

namespace claviger {

namespace {

struct KeychainStateWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::KeychainText)
};

} // namespace

QString keychainText(const VaultBoard &vault)
{
    if (vault.isMemoryOnly())
        return KeychainStateWords::tr("memory only, until Claviger ends");
    const std::optional<StoreState> &state = vault.state();
    if (!state)
        return KeychainStateWords::tr("not asked yet");
    switch (state->condition) {
    case StoreState::Unlocked:
        return KeychainStateWords::tr("%1, unlocked").arg(state->name);
    case StoreState::Locked:
        return KeychainStateWords::tr("%1, locked").arg(state->name);
    case StoreState::Unknown:
        return KeychainStateWords::tr("%1, state unknown until it is used").arg(state->name);
    case StoreState::Absent:
        return KeychainStateWords::tr("no service answers");
    case StoreState::Silent:
        return KeychainStateWords::tr("%1 does not answer").arg(state->name);
    case StoreState::MemoryOnly:
        return KeychainStateWords::tr("memory only, until Claviger ends");
    }
    return {};
}

QString keychainShortText(const VaultBoard &vault)
{
    if (vault.isMemoryOnly())
        return KeychainStateWords::tr("Memory only");
    if (!vault.state())
        return KeychainStateWords::tr("Keychain");
    return vault.state()->isUsable() ? KeychainStateWords::tr("Keychain unlocked") : KeychainStateWords::tr("Keychain: look");
}

} // namespace claviger
