// SPDX-License-Identifier: Apache-2.0
// A signed-in user: two tokens (account scope for IAM, project scope for MRS and ECS) behind one gate, and those of
// further projects as they are wanted. Only one sign-in runs at a time, the second token is asked for only after the first
// was given, and a refused password is never tried again by itself: accounts lock after a few failures (iam.md, 2.8).
#pragma once

#include "app/cloud/apirequest.h"
#include "app/cloud/projecttokens.h"
#include "app/foundation/gate.h"
#include "app/foundation/settlement.h"

#include <QObject>

#include <memory>

namespace claviger {

struct SessionFacts
{
    QString accountId = {}, account = {};
    QString userId = {}, userName = {};
    QString projectId = {}, project = {};
    std::vector<Project> projects = {};           // those the user may work in, if they were asked for
    QStringList roles = {};
    Instant expires = {};                         // the earlier end of the two tokens, on the cloud's clock
    std::chrono::milliseconds cloudAhead = {};    // the cloud's clock minus ours
    std::optional<Error> projectProblem = {};     // signed in for IAM, but without a token for MRS and ECS
    bool wantsNextCode = false;                   // that token can be had with the next MFA code
};

class Session final : public QObject, public std::enable_shared_from_this<Session>
{
    Q_OBJECT
public:
    enum State { SignedOut, SigningIn, SignedIn, PasswordNeeded };
    Q_ENUM(State)

    struct Target
    {
        QUrl identityEndpoint = {};
        QString project = {};  // name; empty: the one named like the region, else the first usable one
        QString projectId = {};
        QString region = {};
    };

    [[nodiscard]] static std::shared_ptr<Session> create(std::shared_ptr<Transport> transport, Target target);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const SessionFacts &facts() const { return m_facts; }
    [[nodiscard]] const Target &target() const { return m_target; }
    // The cloud's clock, as far as the last sign-in told of it.
    [[nodiscard]] Instant cloudNow() const;
    [[nodiscard]] bool canRenewSilently() const { return !m_login.password.isEmpty() && m_login.passcode.isEmpty() && !m_usedCode; }

    // Asks for both tokens. While another sign-in runs it waits for that one: if that is good its outcome serves for both, if
    // not, a password or code of its own is tried in its turn. After a failure the old tokens, if any, stay: nothing typed
    // elsewhere is lost. Where the next code is wanted, it is used for the project alone.
    [[nodiscard]] static Task<Done> signIn(std::shared_ptr<Session> session, Login login, std::stop_token stop = {});
    // New tokens before the old ones end, with the password kept in memory; Fault::Unauthorized if there is none.
    [[nodiscard]] static Task<Done> extend(std::shared_ptr<Session> session, std::stop_token stop = {});
    // The token a call needs, renewed first if its time is over. Fault::Unauthorized: a person must sign in again.
    [[nodiscard]] static Task<Secret> tokenFor(std::shared_ptr<Session> session, Authority authority, std::stop_token stop = {});
    // The token of a project by its id, of the session's own too; asked for when it is first wanted, one at a time: with the
    // token of the account where the service takes that, else with the password kept in memory. Fault::Forbidden: this
    // project is not to be had.
    [[nodiscard]] static Task<Secret> tokenForProject(std::shared_ptr<Session> session, QString projectId, std::stop_token stop = {});
    // After a 401: gets new tokens with the password kept in memory, once, and only if the refused token had worked
    // before. Whoever comes while that runs waits for it; a stop request ends the wait of the one who asked, not the
    // sign-in. A password that may have been refused, or whose answer was lost, is not tried again but by extend(). The
    // token of a further project is only forgotten: tokenForProject() gets the next one.
    [[nodiscard]] static Task<Done> renew(std::shared_ptr<Session> session, Secret refused, std::stop_token stop = {});
    // Forgets tokens and password at once; tells the cloud as far as it can be reached.
    [[nodiscard]] static Task<Done> signOut(std::shared_ptr<Session> session);

    void accepted(const Secret &token); // a call with it got an answer other than 401

Q_SIGNALS:
    void changed();

private:
    struct Grants;
    struct FurtherGrant
    {
        std::optional<TokenGrant> grant = {};
        bool isAccountTokenOver = false; // then there is no grant
    };
    Session(std::shared_ptr<Transport> transport, Target target);
    void enter(State state);
    void adopt(const Login &login, const Grants &grants);
    [[nodiscard]] const Secret &held(Authority authority) const;
    [[nodiscard]] bool isOver() const;
    enum class Cause { Person, Call };
    void settleWaiting(const Result<Done> &outcome);
    void noteFailure(const Login &login, const Error &error, Cause cause, State before);
    [[nodiscard]] bool mayUsePassword() const { return canRenewSilently() && m_mayTryPassword; } // without a person
    static Task<Grants> fetchInTurn(std::shared_ptr<Session> session, Login login, Cause cause, std::stop_token stop);
    static Task<Grants> fetchGrants(std::shared_ptr<Session> session, Login login, std::stop_token stop);
    static Task<Done> addProject(std::shared_ptr<Session> session, Login login, Grants &grants, std::stop_token stop);
    static Task<Done> finishSignIn(std::shared_ptr<Session> session, Login login, Cause cause, std::stop_token stop);
    static Task<Done> waitForSignIn(std::shared_ptr<Session> session, std::stop_token stop);
    static Task<Done> renewSilently(std::shared_ptr<Session> session, std::stop_token stop);
    static Task<FurtherGrant> fetchByToken(std::shared_ptr<Session> session, Secret accountToken, QString projectId, std::stop_token stop);
    static Task<FurtherGrant> fetchByPassword(std::shared_ptr<Session> session, QString projectId);
    static Task<FurtherGrant> fetchFurther(std::shared_ptr<Session> session, Secret accountToken, QString projectId, std::stop_token stop);
    static Task<Done> revoke(std::shared_ptr<Session> session, std::vector<Secret> tokens);

    std::shared_ptr<Transport> m_transport;
    Target m_target;
    State m_state = SignedOut;
    SessionFacts m_facts;
    Login m_login; // with the password, in guarded memory, until sign-out
    Login m_trying; // while one signs in
    bool m_usedCode = false;
    bool m_mayTryPassword = false; // by itself: the last try with it did not fail
    bool m_knowsEnd = false;       // the times of the tokens make sense
    std::stop_source m_renewal, m_askingFurther;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>(1); // one token is asked for at a time
    ProjectTokens m_further;
    std::optional<TokenGrant> m_accountGrant; // while the next code is wanted for the project
    Secret m_accountToken, m_projectToken;
    bool m_accountTokenWorked = false, m_projectTokenWorked = false;
    int m_generation = 0; // sign-outs so far: an answer that comes after one is thrown away
    std::vector<Settlement<Result<Done>>> m_waiting;
};

} // namespace claviger
