// SPDX-License-Identifier: Apache-2.0
// Keeps secrets in the keychain of the operating system through Qt Keychain, and checks each of its answers against the
// Secret Service itself. Nothing is loaded, connected or asked before the first call. For the GUI thread.
#pragma once

#include "app/vault/secretservice.h"

namespace claviger {

struct KeychainLimits
{
    std::chrono::milliseconds job = std::chrono::seconds(20); // reading, writing, deleting; a prompt included
    std::chrono::milliseconds inquiry = std::chrono::seconds(5); // one question to the service, none of which prompts
};

// Only write() may show a prompt of the keychain (where it is locked). Under KWallet, which has no such questions, the
// state is Unknown, read() and remove() may prompt too, and present() is refused.
// When a write ends as StoreSilent or StoreLocked because nobody answered the prompt, answering it later still stores
// the entry. A secret with a NUL character is Rejected: back ends cut it there.
class KeychainStore final : public SecretStore
{
public:
    explicit KeychainStore(QString service = QStringLiteral("Claviger"), KeychainLimits limits = {});

    [[nodiscard]] Task<Done> write(QString key, Secret secret) const override;
    [[nodiscard]] Task<Secret> read(QString key) const override;
    [[nodiscard]] Task<Done> remove(QString key) const override;
    [[nodiscard]] Task<StoreState> state() const override;
    [[nodiscard]] Task<QStringList> present(QStringList keys) const override;
    // Of this service alone; refused under KWallet, and where the service would have to ask first.
    [[nodiscard]] Task<int> clear() const override;

private:
    QString m_service;
    KeychainLimits m_limits;
    SecretService m_desk;
};

} // namespace claviger
