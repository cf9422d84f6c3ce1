// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/signinchecks.h"

#include "app/vault/vaultboard.h"
#include "ui/signin/keychaintext.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/timetext.h"

#include <QGridLayout>

using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr std::chrono::seconds harmlessSkew = 5min; // signatures are refused from 15 minutes on

} // namespace

SignInChecks::SignInChecks(const VaultBoard &vault, std::shared_ptr<const Clock> clock, QWidget *parent)
    : Card(parent)
    , m_vault(vault)
    , m_clock(std::move(clock))
    , m_checkedAt(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_keychain(new MarkLabel(Verdict::Unknown, tr("Keychain")))
    , m_keychainWords(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_service(new MarkLabel(Verdict::Unknown, tr("Sign-in service (IAM)")))
    , m_serviceWords(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_time(new MarkLabel(Verdict::Unknown, tr("Desktop clock")))
    , m_timeWords(new TextLabel({}, TextStyle::Small, Tone::Secondary))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::Page, space::Group, space::Page, space::Group);
    grid->setHorizontalSpacing(space::Page);
    grid->setVerticalSpacing(space::Control);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new TextLabel(tr("Before you sign in"), TextStyle::Bold), 0, 0);
    grid->addWidget(m_checkedAt, 0, 1, Qt::AlignRight);
    int at = 0;
    for (const auto &[mark, words] : {std::pair{m_keychain, m_keychainWords}, {m_service, m_serviceWords}, {m_time, m_timeWords}}) {
        ++at;
        words->setWordWrap(true);
        grid->addWidget(mark, at, 0);
        grid->addWidget(words, at, 1);
    }
    connect(&m_vault, &VaultBoard::changed, this, &SignInChecks::reflectKeychain);
    reflectKeychain();
    forgetReach();
}

void SignInChecks::setReach(const SignInBoard::Reach &reach)
{
    m_checkedAt->setText(tr("checked %1").arg(clockText(m_clock->now())));
    m_service->setMark(reach.error ? Verdict::Broken : Verdict::Ok);
    m_serviceWords->setText(reach.error ? explain(*reach.error).what : tr("reachable, %1 ms").arg(reach.took.count()));
    if (reach.cloudAhead)
        reflectClock(std::chrono::duration_cast<std::chrono::seconds>(-*reach.cloudAhead));
}

void SignInChecks::forgetReach()
{
    for (MarkLabel *mark : {m_service, m_time})
        mark->setMark(Verdict::Unknown);
    for (TextLabel *words : {m_serviceWords, m_timeWords})
        words->setText(tr("known after the first call"));
    m_checkedAt->clear();
}

void SignInChecks::reflectClock(std::chrono::seconds ahead)
{
    m_time->setMark(std::chrono::abs(ahead) > harmlessSkew ? Verdict::Attention : Verdict::Ok);
    m_timeWords->setText(std::chrono::abs(ahead) <= 1s ? tr("agrees with the cloud")
                             : ahead > 0s              ? tr("%1 ahead of the cloud").arg(durationText(ahead))
                                                       : tr("%1 behind the cloud").arg(durationText(-ahead)));
}

void SignInChecks::reflectKeychain()
{
    const bool isKnown = m_vault.state().has_value();
    const bool isUsable = isKnown && m_vault.state()->isUsable();
    m_keychain->setMark(!isKnown ? Verdict::Unknown : isUsable ? Verdict::Ok : Verdict::Attention);
    m_keychainWords->setText(keychainText(m_vault));
}

} // namespace claviger
