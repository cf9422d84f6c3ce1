// SPDX-License-Identifier: Apache-2.0
#include "app/console/console.h"

#include "app/foundation/settlement.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr std::size_t mostSingleNotices = 3; // of one reading; more become one

struct ConsoleWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::Console)
};

} // namespace

// deleteLater() waits for an event loop, and at the end of the program there is none any more.
Console::LastWord::~LastWord()
{
    Resumer::resumeNow(); // flows that the boards have stopped
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
    , m_drift(m_bindings, {.clock = m_clock,
                           .history = std::make_shared<ReadingHistory>(QDir(setup.dataFolder).filePath(u"agencies.sqlite"_s)),
                           .planFile = QDir(setup.configFolder).filePath(u"drift-watch.json"_s)})
    , m_usesDesktop(setup.usesDesktop)
{
    m_bindings.setWatch(&m_drift);
    m_drift.setIdle(!setup.watchesBindings);
    m_lastWord.journal = m_journal.get();
    connect(&m_signIn, &SignInBoard::opened, this, &Console::open);
    connect(&m_signIn, &SignInBoard::closed, &m_accessKeys, &AccessKeyBoard::close);
    connect(&m_signIn, &SignInBoard::closed, &m_rebinds, &RebindBoard::close);
    connect(&m_signIn, &SignInBoard::closed, &m_probe, &ProbeBoard::close);
    connect(&m_rebinds, &RebindBoard::clusterRead, &m_bindings, &BindingBoard::adopt);
    connect(&m_rebinds, &RebindBoard::changed, this,
            [this] { m_drift.setChanging(m_rebinds.isChanging()); });
    connect(&m_signIn, &SignInBoard::closed, this, &Console::close);
    connect(&m_signIn, &SignInBoard::stateChanged, this, &Console::followSession);
    connect(&m_power, &PowerSource::changed, &m_drift, &DriftWatch::setOnBattery);
    connect(&m_drift, &DriftWatch::drifted, this, &Console::noteDrift);
    connect(&m_bindings, &BindingBoard::readingEnded, this, &Console::tellDrifts);
    connect(&m_bindings, &BindingBoard::soonChanged, &m_rebinds, [this] { m_rebinds.setSoon(m_bindings.soon()); });
    connect(&m_notices, &DesktopNotices::activated, this, [this](const QString &id) { Q_EMIT agenciesWanted(m_told.value(id)); });
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
    const BindingDesk readings{
        .cloud = m_signIn.client(), .accountId = facts.accountId, .projectId = facts.projectId, .projects = facts.projects,
        .soon = m_bindings.soon()};
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
    m_drifts.clear();
    m_drift.open(facts.accountId, facts.projectId);
    if (m_usesDesktop)
        m_power.start();
}

void Console::close()
{
    m_drift.close();
    m_bindings.close();
    m_drifts.clear();
}

// Accounts lock after a few failed sign-ins: once the session wants a person, nothing asks the cloud by itself.
void Console::followSession()
{
    const SignInBoard::State before = std::exchange(m_lastState, m_signIn.state());
    if (m_signIn.state() == SignInBoard::PasswordNeeded)
        m_drift.holdForPassword();
    else if (m_signIn.state() == SignInBoard::SignedIn && before != SignInBoard::SignedIn)
        m_drift.goOn();
}

void Console::noteDrift(const PastReading &now, const Drift &drift)
{
    if (!m_usesDesktop)
        return;
    m_drifts.emplace_back(now, drift);
    if (!m_bindings.isBusy()) // it was found late
        tellDrifts();
}

// At the end of a reading: what happened to all clusters at once is one notice.
void Console::tellDrifts()
{
    const auto drifts = std::exchange(m_drifts, {});
    if (drifts.size() <= mostSingleNotices) {
        for (const auto &[now, drift] : drifts) {
            const DriftWords words = wordsFor(drift, now.name, now.verdict);
            const QString id = now.cluster.projectId + u'/' + now.cluster.clusterId;
            m_told.insert(id, now.cluster);
            m_notices.show({.id = id, .title = words.title, .body = words.body, .isUrgent = isOutage(now.verdict.kind)});
        }
        return;
    }
    QStringList names;
    bool isUrgent = false;
    for (const auto &[now, drift] : drifts) {
        names.append(now.name);
        isUrgent = isUrgent || isOutage(now.verdict.kind);
    }
    m_notices.show({.title = ConsoleWords::tr("The agency has changed on %n cluster(s)", nullptr, static_cast<int>(drifts.size())),
                    .body = names.join(u", "_s),
                    .isUrgent = isUrgent});
}

} // namespace claviger
