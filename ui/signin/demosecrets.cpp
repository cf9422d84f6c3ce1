// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/demosecrets.h"

#include "app/vault/vaultboard.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/failurebanner.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

DemoSecrets::DemoSecrets(VaultBoard &vault, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_vault(vault)
    , m_clock(std::move(clock))
    , m_banner(new FailureBanner)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(space::Page, space::Control, space::Page, space::Control);
    box->addWidget(m_banner);
    connect(m_banner->banner()->addButton(tr("Close"), u"closeDemoNotice"_s, ButtonKind::Quiet), &QPushButton::clicked, this, &QWidget::hide);
    connect(&m_vault, &VaultBoard::cleared, this, &DemoSecrets::sayResult);
    hide();
}

void DemoSecrets::ask()
{
    auto *ask = new ConfirmDialog({.title = tr("Remove the secrets of the demo?"),
                                   .sentence = tr("Every entry of the service “Claviger demo” in your keychain is deleted. The keys in the demo cloud stay, "
                                                  "and so do the secrets of real clouds."),
                                   .act = tr("Remove secrets"),
                                   .actName = u"confirmRemoveSecrets"_s},
                                  window());
    connect(ask, &QDialog::accepted, &m_vault, &VaultBoard::clear);
    ask->open();
}

void DemoSecrets::sayResult()
{
    const Result<int> &count = m_vault.clearedCount();
    const QString rest = tr("Secrets of real clouds were not touched.");
    if (!count)
        m_banner->say(count.error(), m_clock->now(), tr("The secrets of the demo were not removed"));
    else if (*count == 0)
        m_banner->say(Verdict::Info, tr("There was no secret of the demo"), rest);
    else
        m_banner->say(Verdict::Ok, tr("%n secret(s) of the demo were removed", nullptr, *count), rest);
    show();
}

} // namespace claviger
