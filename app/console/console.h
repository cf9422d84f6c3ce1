// SPDX-License-Identifier: Apache-2.0
// Everything that a running program consists of beside its windows: who may be signed in, which vault, which journal, and
// what each page knows. Opens and closes the boards as sessions come and go.
#pragma once

#include "app/accesskeys/accesskeyboard.h"
#include "app/agencies/bindingboard.h"
#include "app/agencies/probeboard.h"
#include "app/agencies/rebindboard.h"
#include "app/journal/activityboard.h"
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
        QString configFolder = {};            // profiles
        QString dataFolder = {};              // journal
        CloudsPlaces clouds = {};             // where clouds.yaml is looked for
        Transport::ManagerFactory network = {}; // empty: Qt's own
        ProbeRunner probe = {};               // how a node is asked; empty: the system's ssh
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
    [[nodiscard]] ActivityBoard &activity() { return m_activity; }
    [[nodiscard]] const std::shared_ptr<Journal> &journal() const { return m_journal; }

private:
    void open();

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
};

} // namespace claviger
