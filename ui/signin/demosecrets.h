// SPDX-License-Identifier: Apache-2.0
// Removes what the demo keeps in the keychain: asks, does it, and says above the pages what came of it.
#pragma once

#include "app/foundation/clock.h"

#include <QWidget>

#include <memory>

namespace claviger {

class FailureBanner;
class VaultBoard;

class DemoSecrets final : public QWidget
{
    Q_OBJECT
public:
    DemoSecrets(VaultBoard &vault, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void ask();

private:
    void sayResult();

    VaultBoard &m_vault;
    std::shared_ptr<const Clock> m_clock;
    FailureBanner *m_banner;
};

} // namespace claviger
