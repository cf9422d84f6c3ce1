// SPDX-License-Identifier: Apache-2.0
#include "app/console/console.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace claviger {

// deleteLater() waits for an event loop, and at the end of the program there is none any more.
Console::LastWord::~LastWord()
{
    if (journal)
        QCoreApplication::sendPostedEvents(journal, QEvent::DeferredDelete);
}

Console::Console(Setup setup, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(setup.clock))
    , m_vault(std::move(setup.keychain))
    , m_profiles(ProfileStore(setup.configFolder), std::move(setup.clouds))
    , m_signIn(m_clock, m_vault.keychain(), std::move(setup.network))
    , m_journal(new Journal(QDir(setup.dataFolder).filePath(u"journal.sqlite"_s), m_clock),
                [](Journal *journal) { journal->deleteLater(); }) // a flow may let go of it inside one of its signals
    , m_activity(*m_journal)
    , m_accessKeys(m_clock)
    , m_rebindRecords(std::make_shared<RebindRecords>(QDir(setup.dataFolder).filePath(u"rebinds.sqlite"_s), m_clock))
    , m_probe(m_clock, setup.probe ? setup.probe : ProbeRunner(runOverSsh))
{
    m_lastWord.journal = m_journal.get();
    connect(&m_signIn, &SignInBoard::opened, this, &Console::open);
    connect(&m_signIn, &SignInBoard::closed, &m_accessKeys, &AccessKeyBoard::close);
    connect(&m_signIn, &SignInBoard::closed, &m_bindings, &BindingBoard::close);
    connect(&m_signIn, &SignInBoard::closed, &m_rebinds, &RebindBoard::close);
    connect(&m_signIn, &SignInBoard::closed, &m_probe, &ProbeBoard::close);
    connect(&m_rebinds, &RebindBoard::clusterRead, &m_bindings, &BindingBoard::adopt);
    connect(&m_signIn, &SignInBoard::passwordKept, &m_profiles, &ProfileBoard::noteKept);
    connect(&m_vault, &VaultBoard::changed, this,
            [this] {
                m_accessKeys.holdCreation(m_vault.isMoving());
                m_accessKeys.changeVault(m_vault.store(), m_vault.isMemoryOnly());
            });
    connect(&m_vault, &VaultBoard::cleared, &m_accessKeys, &AccessKeyBoard::refresh); // where each secret is changed
}

void Console::open()
{
    const CloudProfile &profile = m_signIn.profile();
    const SessionFacts &facts = m_signIn.facts();
    m_activity.setPerson({.cloud = profile.name, .account = facts.account, .user = facts.userName});
    m_accessKeys.open({.cloud = m_signIn.client(),
                       .vault = m_vault.store(),
                       .journal = m_journal,
                       .cloudName = profile.name,
                       .isReadOnly = profile.readOnly,
                       .isMemoryOnly = m_vault.isMemoryOnly()});
    const BindingDesk readings{.cloud = m_signIn.client(), .accountId = facts.accountId, .projectId = facts.projectId};
    m_bindings.open(readings, facts.project);
    m_rebinds.open({.cloud = m_signIn.client(),
                    .journal = m_journal,
                    .records = m_rebindRecords,
                    .cloudName = profile.name,
                    .account = facts.account,
                    .accountId = facts.accountId,
                    .userName = facts.userName,
                    .isReadOnly = profile.readOnly},
                   readings, profile);
}

} // namespace claviger
