// SPDX-License-Identifier: Apache-2.0
// How the state of the keychain is said, everywhere: "Secret Service, unlocked".
#pragma once

#include <QString>

namespace claviger {

class VaultBoard;

[[nodiscard]] QString keychainText(const VaultBoard &vault);
[[nodiscard]] QString keychainShortText(const VaultBoard &vault);

} // namespace claviger
