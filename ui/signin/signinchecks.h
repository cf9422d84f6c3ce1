// SPDX-License-Identifier: Apache-2.0
// "Before you sign in": the keychain, whether the sign-in service can be reached, and how far the two clocks are apart.
#pragma once

#include "app/foundation/clock.h"
#include "app/signin/signinboard.h"
#include "ui/widgets/card.h"

#include <memory>

namespace claviger {

class MarkLabel;
class TextLabel;
class VaultBoard;

class SignInChecks final : public Card
{
    Q_OBJECT
public:
    SignInChecks(const VaultBoard &vault, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void setReach(const SignInBoard::Reach &reach); // was found out just now
    void forgetReach();                             // another service is meant

private:
    void reflectKeychain();
    void reflectClock(std::chrono::seconds ahead);

    const VaultBoard &m_vault;
    std::shared_ptr<const Clock> m_clock;
    TextLabel *m_checkedAt;
    MarkLabel *m_keychain;
    TextLabel *m_keychainWords;
    MarkLabel *m_service;
    TextLabel *m_serviceWords;
    MarkLabel *m_time;
    TextLabel *m_timeWords;
};

} // namespace claviger
