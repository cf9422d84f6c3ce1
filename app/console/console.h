// SPDX-License-Identifier: Apache-2.0
// Everything that a running program consists of beside its windows: who may be signed in, which vault, which journal, and
// what each page knows. Opens and closes the boards as sessions come and go.
#pragma once

#include "app/accesskeys/accesskeyboard.h"
#include "app/agencies/bindingboard.h"
#include "app/agencies/probeboard.h"
#include "app/agencies/driftwatch.h"
#include "app/agencies/rebindboard.h"
#include "app/journal/activityboard.h"
#include "app/notices/desktopnotices.h"
#include "app/notices/powersource.h"
#include "app/signin/profileboard.h"
#include "app/signin/signinboard.h"
#include "app/vault/vaultboard.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace claviger {

class Console final : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        std::shared_ptr<const Clock> clock = {};
        std::shared_ptr<const SecretStore> keychain = {};
        QString configFolder = {};            // profiles, the plan of the drift watch
        QString dataFolder = {};              // journal, readings of bindings
        CloudsPlaces clouds = {};             // where clouds.yaml is looked for
        Transport::ManagerFactory network = {}; // empty: Qt's own
        ProbeRunner probe = {};               // how a node is asked; empty: the system's ssh
        bool watchesBindings = false; // the drift watch reads by itself, as a person has chosen
        bool usesDesktop = false;     // notices, battery
    };
    explicit Console(Setup setup, QObject *parent = nullptr);

    [[nodiscard]] const std::shared_ptr<const Clock> &clock() const { return m_clock; }
    [[nodiscard]] VaultBoard &vault() { return m_vault; }
    [[nodiscard]] ProfileBoard &profiles() { return m_profiles; }
    [[nodiscard]] SignInBoard &signIn() { return m_signIn; }
    [[nodiscard]] AccessKeyBoard &accessKeys() { return m_accessKeys; }
    [[nodiscard]] BindingBoard &bindings() { return m_bindings; }
    [[nodiscard]] RebindBoard &rebinds() { return m_rebinds; }
    [[nodiscard]] ProbeBoard &probe() { return m_probe; }
    [[nodiscard]] DriftWatch &driftWatch() { return m_drift; }
    [[nodiscard]] ActivityBoard &activity() { return m_activity; }
    [[nodiscard]] const std::shared_ptr<Journal> &journal() const { return m_journal; }

Q_SIGNALS:
    // A person clicked a notice of these; empty: none in particular.
    void agenciesWanted(const claviger::ClusterKey &cluster);

private:
    void open();
    void close();
    void followSession();
    void noteDrift(const PastReading &now, const Drift &drift);
    void tellDrifts();

    // Made first, so it goes last: by then nobody but a flow under way holds the journal, and what it is given is written
    // before the program ends.
    struct LastWord
    {
        QPointer<Journal> journal = {};
        LastWord() = default;
        Q_DISABLE_COPY_MOVE(LastWord)
        ~LastWord();
    };
    LastWord m_lastWord;
    std::shared_ptr<const Clock> m_clock;
    VaultBoard m_vault;
    ProfileBoard m_profiles;
    SignInBoard m_signIn;
    std::shared_ptr<Journal> m_journal;
    ActivityBoard m_activity;
    AccessKeyBoard m_accessKeys;
    std::shared_ptr<RebindRecords> m_rebindRecords;
    BindingBoard m_bindings;
    RebindBoard m_rebinds;
    ProbeBoard m_probe;
    DriftWatch m_drift;
    DesktopNotices m_notices;
    PowerSource m_power;
    bool m_usesDesktop = false;
    SignInBoard::State m_lastState = SignInBoard::SignedOut;
    std::vector<std::pair<PastReading, Drift>> m_drifts; // of the reading under way
    QHash<QString, ClusterKey> m_told; // by the id of their notice
};

} // namespace claviger
