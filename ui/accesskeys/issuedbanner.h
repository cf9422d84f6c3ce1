// SPDX-License-Identifier: Apache-2.0
// What the page of a new key says above its values, and the buttons that help: one sentence for each way it can end.
#pragma once

#include "app/foundation/clock.h"
#include "ui/widgets/failurebanner.h"

#include <memory>

namespace claviger {

class AccessKeyBoard;
class Issuance;
class VaultBoard;

class IssuedBanner final : public FailureBanner
{
    Q_OBJECT
public:
    IssuedBanner(AccessKeyBoard &board, VaultBoard &vault, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void reflect();
    // Which buttons are there; empty: none. Stays the same as long as they do.
    [[nodiscard]] const QString &situation() const { return m_builtFor; }

Q_SIGNALS:
    void createAgain(const QString &description); // after a refusal

private:
    void rebuildButtons();
    void sayRefused();
    void sayIssued();
    void sayLost();
    void sayDeleted();
    void sayAnotherAppeared();
    void sayFailedWork();
    [[nodiscard]] QString riskWords() const;
    [[nodiscard]] QString entryName() const;
    [[nodiscard]] QString keychainPlace() const;

    Issuance &m_issuance;
    VaultBoard &m_vault;
    std::shared_ptr<const Clock> m_clock;
    QString m_builtFor;
};

} // namespace claviger
