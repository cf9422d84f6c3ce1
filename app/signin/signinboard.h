// SPDX-License-Identifier: Apache-2.0
// Signing in and staying signed in, as the pages see it: one profile and one session at a time.
#pragma once

#include "app/cloud/client.h"
#include "app/cloud/profile.h"
#include "app/foundation/settlement.h"
#include "app/vault/secretstore.h"

#include <QObject>

#include <stop_token>

namespace claviger {

class SignInBoard final : public QObject
{
    Q_OBJECT
public:
    enum State { SignedOut, SigningIn, SignedIn, PasswordNeeded /* signed in, but the session has ended */ };
    Q_ENUM(State)

    // What a look at the sign-in service without credentials showed.
    struct Reach
    {
        std::optional<Error> error = {};
        std::chrono::milliseconds took = {};
        std::optional<std::chrono::milliseconds> cloudAhead = {};
        QUrl endpoint = {}; // which one was looked at
    };

    // The factory makes the network manager of each session; empty: Qt's own.
    SignInBoard(std::shared_ptr<const Clock> clock, std::shared_ptr<const SecretStore> keychain,
                Transport::ManagerFactory factory = {}, QObject *parent = nullptr);
    ~SignInBoard() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } // of the last try
    [[nodiscard]] const CloudProfile &profile() const { return m_profile; }     // of the session, or of the last try
    [[nodiscard]] const SessionFacts &facts() const;
    [[nodiscard]] Client client() const;
    [[nodiscard]] bool canExtendSilently() const; // the password is still in memory and no code is needed
    [[nodiscard]] bool mayNeedCode() const { return m_usesCode; } // this session was opened with an MFA code
    [[nodiscard]] CallMonitor *monitor() const;                   // null while signed out
    // Until the first of the two tokens ends; none while signed out.
    [[nodiscard]] std::optional<std::chrono::seconds> timeLeft() const;
    // The password could not be kept in the keychain as asked; the sign-in itself is good.
    [[nodiscard]] const std::optional<Error> &keepError() const { return m_keepError; }
    // The kept password could not be removed from the keychain as asked.
    [[nodiscard]] const std::optional<Error> &forgetError() const { return m_forgetError; }

    void signIn(CloudProfile profile, Secret password, Secret passcode, bool keepPassword);
    void signInAgain(Secret password, Secret passcode); // in place, same user; empty password: the one still in memory
    void cancel();
    void signOut();

    // The password kept in the keychain, if any; Fault::NotFound if there is none.
    [[nodiscard]] Task<Secret> keptPassword(const CloudProfile &profile) const;
    void forgetPassword(const CloudProfile &profile); // a password that is to be kept waits until the old one is gone

    // One GET without credentials.
    void checkReach(const CloudProfile &profile);

Q_SIGNALS:
    void stateChanged();
    void opened(); // signed in anew: another session than before
    void closed(); // signed out
    void passwordKept(const claviger::CloudProfile &profile); // it is in the keychain now
    void reachChecked(const QString &profileId, const claviger::SignInBoard::Reach &reach);

private:
    void enter(State state);
    void follow();
    void keep(const CloudProfile &profile, const Secret &password);
    void settle(const Result<Done> &outcome, const Secret &password, bool keepPassword);
    [[nodiscard]] Result<std::shared_ptr<Transport>> transportFor(const CloudProfile &profile) const;

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const SecretStore> m_keychain;
    Transport::ManagerFactory m_factory;
    State m_state = SignedOut;
    std::optional<Error> m_error, m_keepError, m_forgetError;
    Instant m_endAtFailure = {}; // when the session was to end while m_error came
    CloudProfile m_profile;
    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<Session> m_session;
    bool m_usesCode = false;
    bool m_isOpen = false;   // opened() was emitted for this session
    bool m_isTrying = false; // a person's own sign-in is under way, or waits for a renewal to end
    std::optional<Settlement<Result<Done>>> m_forgetting; // the last removal from the keychain
    std::stop_source m_stop;
};

} // namespace claviger

Q_DECLARE_METATYPE(claviger::SignInBoard::Reach)
