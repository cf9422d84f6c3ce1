// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/session.h"

#include "app/cloud/client.h"
#include "app/cloud/sessionerrors.h"
#include "app/cloud/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

struct Session::Grants
{
    TokenGrant account;
    std::optional<TokenGrant> project;
    std::optional<Error> projectProblem;
    std::vector<Project> projects;
    bool wantsNextCode = false;
};

namespace {

// MOS belongs to OBS, not to a region (iam.md, 6.4).
std::vector<Project> usableProjects(std::vector<Project> projects)
{
    std::erase_if(projects, [](const Project &project) { return !project.enabled || project.name == "MOS"_L1; });
    return projects;
}

Error unknownProject(const QString &wanted, const std::vector<Project> &projects)
{
    QStringList names;
    for (const Project &project : projects)
        names.append(project.name);
    const QString sentence = names.isEmpty()
        ? Session::tr("there is no project “%1” for this user, who may work in no project").arg(wanted)
        : Session::tr("there is no project “%1” for this user, who may work in: %2").arg(wanted, names.join(", "_L1));
    return {.fault = Fault::NotFound, .detail = sentence};
}

Error newTokenRefused()
{
    return {.fault = Fault::Unauthorized,
            .detail = CloudWords::tr("the service does not accept a new token"),
            .httpStatus = 401,
            .refusal = Refusal::NewToken};
}

// There is nothing in this first request that a sign-in service could fail to find: what answers is another thing.
Error notFoundAtAll(Error error, const QUrl &endpoint)
{
    if (error.fault != Fault::NotFound || error.serviceCode.startsWith("IAM."_L1))
        return error;
    error.fault = Fault::Unreadable;
    error.detail = CloudWords::tr("%1 has no sign-in service: %2").arg(endpoint.host(), error.detail);
    return error;
}

} // namespace

Session::Session(std::shared_ptr<Transport> transport, Target target)
    : m_transport(std::move(transport))
    , m_target(std::move(target))
{
}

std::shared_ptr<Session> Session::create(std::shared_ptr<Transport> transport, Target target)
{
    // deleteLater: a flow may let go of the last handle inside one of the session's own signals.
    return {new Session(std::move(transport), std::move(target)), [](Session *session) { session->deleteLater(); }};
}

void Session::enter(State state)
{
    m_state = state;
    if (state == PasswordNeeded || state == SignedOut)
        m_accountGrant.reset();
    Q_EMIT changed();
}

const Secret &Session::held(Authority authority) const
{
    return authority == Authority::Project ? m_projectToken : m_accountToken;
}

bool Session::isOver() const
{
    return m_knowsEnd && cloudNow() >= m_facts.expires;
}

void Session::accepted(const Secret &token)
{
    if (token == m_accountToken)
        m_accountTokenWorked = true;
    else if (token == m_projectToken)
        m_projectTokenWorked = true;
    else
        m_further.accepted(token);
}

void Session::adopt(const Login &login, const Grants &grants)
{
    m_login = login;
    m_usedCode = !login.passcode.isEmpty();
    m_login.passcode = {};
    m_mayTryPassword = true;
    const TokenGrant &account = grants.account;
    const Instant cloudNow = account.answered.value_or(account.issued);
    const bool isOldToken = account.token == m_accountToken;
    if (account.userId == m_facts.userId) {
        m_further.forgetRefusals();
    } else { // the tokens of another user: as at sign-out
        const Task<Done> revoking = revoke(shared_from_this(), m_further.takeAll());
        Q_UNUSED(revoking)
    }
    m_accountToken = account.token;
    m_projectToken = grants.project ? grants.project->token : Secret();
    m_accountTokenWorked = isOldToken && m_accountTokenWorked;
    m_projectTokenWorked = false;
    m_facts = {.accountId = account.accountId,
               .account = account.accountName,
               .userId = account.userId,
               .userName = account.userName,
               .projectId = grants.project ? grants.project->projectId : QString(),
               .project = grants.project ? grants.project->projectName : QString(),
               .projects = grants.projects,
               .roles = account.roles,
               .expires = grants.project ? std::min(account.expires, grants.project->expires) : account.expires,
               .cloudAhead = cloudNow - m_transport->clock()->now(),
               .projectProblem = grants.projectProblem,
               .wantsNextCode = grants.wantsNextCode};
    m_accountGrant = grants.wantsNextCode ? std::optional(account) : std::nullopt;
    if (grants.project)
        m_facts.roles += grants.project->roles;
    m_knowsEnd = m_facts.expires > cloudNow; // otherwise every call would sign in anew: a 401 will tell
}

// The token of the project: of the one that is named, else of one that the user may work in. Without a name nobody asked
// for a project, so that it cannot be had is told and hinders nothing.
Task<Done> Session::addProject(std::shared_ptr<Session> session, Login login, Grants &grants, std::stop_token stop)
{
    const Client client(session->m_transport, session->m_target.identityEndpoint);
    const ListOwnProjects whichProjects{.token = grants.account.token};
    const Result<std::vector<Project>> projects = co_await client.send(whichProjects, stop);
    if (projects)
        grants.projects = usableProjects(*projects);
    else if (projects.error().fault == Fault::Cancelled)
        co_return tl::unexpected(projects.error());
    else
        grants.projectProblem = projects.error(); // unless a project is named: then it is asked for all the same
    TokenScope scope{.accountName = login.account, .accountId = login.accountId};
    scope.projectName = session->m_target.project;
    scope.projectId = session->m_target.projectId;
    if (scope.projectName.isEmpty() && scope.projectId.isEmpty()) {
        const auto regional = std::find_if(grants.projects.begin(), grants.projects.end(),
                                           [&](const Project &project) { return project.name == session->m_target.region; });
        if (regional != grants.projects.end())
            scope.projectId = regional->id;
        else if (!grants.projects.empty())
            scope.projectId = grants.projects.front().id;
        else
            co_return Done{}; // a user without projects can still look after keys
    }
    grants.projectProblem.reset();
    const IssueToken byPassword{.login = login, .scope = scope};
    const RescopeToken byToken{.token = grants.account.token, .scope = scope}; // a code is good once: it is used up
    const bool usesCode = !login.passcode.isEmpty() && !session->m_accountGrant;
    const Task<TokenGrant> asking = usesCode ? client.send(byToken, stop) : client.send(byPassword, stop);
    Result<TokenGrant> project = co_await asking;
    if (project && project->projectId.isEmpty())
        project = tl::unexpected(Error{.fault = Fault::Unreadable, .detail = CloudWords::tr("the answer has no usable “project” (an object)")});
    if (project) {
        if (usesCode)
            session->m_further.byToken = true;
        grants.project = *project;
        co_return Done{};
    }
    const bool wasNamed = !session->m_target.project.isEmpty() || !session->m_target.projectId.isEmpty();
    if ((usesCode || !wasNamed) && project.error().fault != Fault::Cancelled) {
        grants.projectProblem = project.error();
        grants.wantsNextCode = usesCode && project.error().wasAnswered();
        co_return Done{};
    }
    // The password is right, so this can only be the project. Some services say 401 for it, some 403 or 404.
    const bool isListed = std::any_of(grants.projects.begin(), grants.projects.end(), [&](const Project &known) {
        return known.name == scope.projectName || (!scope.projectId.isEmpty() && known.id == scope.projectId);
    });
    const Fault fault = project.error().fault;
    if (!isListed && projects && (fault == Fault::Unauthorized || fault == Fault::Forbidden || fault == Fault::NotFound)) {
        Error error = unknownProject(scope.projectName.isEmpty() ? scope.projectId : scope.projectName, grants.projects);
        error.httpStatus = project.error().httpStatus;
        error.requestId = project.error().requestId;
        error.request = project.error().request;
        co_return tl::unexpected(error);
    }
    co_return tl::unexpected(project.error());
}

Task<Session::Grants> Session::fetchGrants(std::shared_ptr<Session> session, Login login, std::stop_token stop)
{
    if (session->m_accountGrant && !session->isOver() && !login.passcode.isEmpty()) { // a code is good once
        Grants more{.account = *session->m_accountGrant, .project = {}, .projectProblem = {}, .projects = {}};
        const Result<Done> added = co_await addProject(session, login, more, stop);
        if (!added || more.projectProblem)
            co_return tl::unexpected(added ? *more.projectProblem : added.error());
        if (more.project) // the other answer is of long ago: the cloud's clock is in this one
            more.account.answered = more.project->answered.value_or(more.project->issued);
        co_return more;
    }
    session->m_accountGrant.reset();
    const Client client(session->m_transport, session->m_target.identityEndpoint);
    const TokenScope accountScope{.accountName = login.account, .accountId = login.accountId};
    const IssueToken forAccount{.login = login, .scope = accountScope};
    const Result<TokenGrant> account = co_await client.send(forAccount, stop);
    if (!account)
        co_return tl::unexpected(notFoundAtAll(account.error(), session->m_target.identityEndpoint));
    Grants grants{.account = *account, .project = {}, .projectProblem = {}, .projects = {}};
    const Result<Done> completed = co_await addProject(session, login, grants, stop);
    if (completed)
        co_return grants;
    // Nobody will use the token of the account. Nothing waits for its end: it would only hold up what is to be said.
    const std::vector<Secret> unused{grants.account.token};
    const Task<Done> revoking = revoke(session, unused);
    Q_UNUSED(revoking)
    co_return tl::unexpected(completed.error());
}

// Not while the token of a further project is asked for, which may have shown meanwhile that the password is not good.
Task<Session::Grants> Session::fetchInTurn(std::shared_ptr<Session> session, Login login, Cause cause, std::stop_token stop)
{
    const Result<Gate::Place> turn = co_await Gate::enter(session->m_gate, stop);
    if (!turn)
        co_return tl::unexpected(turn.error());
    if (cause == Cause::Call && !session->m_mayTryPassword)
        co_return tl::unexpected(mustSignIn());
    const Result<Grants> grants = co_await fetchGrants(session, login, stop);
    co_return grants;
}

void Session::settleWaiting(const Result<Done> &outcome)
{
    for (const Settlement<Result<Done>> &waiting : std::exchange(m_waiting, {}))
        waiting.settle(outcome);
}

void Session::noteFailure(const Login &login, const Error &error, Cause cause, State before)
{
    const bool isKeptPassword = login.password == m_login.password;
    if (isKeptPassword && error.fault == Fault::Unauthorized)
        m_login.password = {}; // refused: it must never be tried again by itself
    if (isKeptPassword && !wasNeverSent(error))
        m_mayTryPassword = false;
    const bool isOut = (isKeptPassword && error.fault == Fault::Unauthorized && login.passcode.isEmpty()) // else it may be the code
        || (cause == Cause::Call && !wasNeverSent(error));
    enter(m_accountToken.isEmpty() ? SignedOut : isOut ? PasswordNeeded : before);
}

Task<Done> Session::finishSignIn(std::shared_ptr<Session> session, Login login, Cause cause, std::stop_token stop)
{
    const State before = session->m_state;
    const int generation = session->m_generation;
    session->m_trying = login;
    session->enter(SigningIn);
    const Result<Grants> grants = co_await fetchInTurn(session, login, cause, stop);
    session->m_trying = {};
    if (session->m_generation != generation) { // what came too late is given back
        if (grants) {
            std::vector<Secret> tokens{grants->account.token};
            if (grants->project)
                tokens.insert(tokens.begin(), grants->project->token);
            const Result<Done> revoked = co_await revoke(session, tokens);
            Q_UNUSED(revoked)
        }
        co_return tl::unexpected(signedOutMeanwhile());
    }
    Result<Done> outcome = Done{};
    if (grants) {
        session->adopt(login, *grants);
        session->enter(SignedIn);
    } else {
        outcome = tl::unexpected(grants.error());
        session->noteFailure(login, grants.error(), cause, before);
    }
    session->settleWaiting(outcome);
    co_return outcome;
}

Task<Done> Session::waitForSignIn(std::shared_ptr<Session> session, std::stop_token stop)
{
    const Settlement<Result<Done>> turn;
    session->m_waiting.push_back(turn);
    const std::stop_callback onStop(stop, [turn] {
        turn.settle(tl::unexpected(Error{.fault = Fault::Cancelled, .detail = CloudWords::tr("stopped while signing in")}));
    });
    const Result<Done> outcome = co_await turn.settled();
    co_return outcome;
}

Task<Done> Session::signIn(std::shared_ptr<Session> session, Login login, std::stop_token stop)
{
    const int generation = session->m_generation;
    while (session->m_state == SigningIn) {
        const bool isTheSame = session->m_trying.password == login.password && session->m_trying.passcode == login.passcode;
        const Result<Done> joined = co_await waitForSignIn(session, stop);
        if (joined || isTheSame || stop.stop_requested() || session->m_generation != generation)
            co_return joined;
    }
    const Result<Done> outcome = co_await finishSignIn(session, std::move(login), Cause::Person, stop);
    co_return outcome;
}

Task<Done> Session::extend(std::shared_ptr<Session> session, std::stop_token stop)
{
    if (session->m_state == SignedOut)
        co_return tl::unexpected(mustSignIn());
    if (session->m_state != SigningIn && !session->canRenewSilently()) {
        session->enter(PasswordNeeded);
        co_return tl::unexpected(mustSignIn());
    }
    const Login login = session->m_login;
    const Result<Done> outcome = co_await signIn(session, login, stop);
    co_return outcome;
}

// The sign-in runs by itself and not on behalf of the call that came first: others wait for it too.
Task<Done> Session::renewSilently(std::shared_ptr<Session> session, std::stop_token stop)
{
    if (session->m_state == SigningIn) {
        const Result<Done> joined = co_await waitForSignIn(session, stop);
        co_return joined;
    }
    if (session->m_state != SignedIn)
        co_return tl::unexpected(mustSignIn());
    if (!session->mayUsePassword()) {
        session->enter(PasswordNeeded);
        co_return tl::unexpected(mustSignIn());
    }
    session->m_renewal = {};
    const Login login = session->m_login;
    const Task<Done> waiting = waitForSignIn(session, stop); // before it starts: it may fail at once
    const Task<Done> running = finishSignIn(session, login, Cause::Call, session->m_renewal.get_token());
    Q_UNUSED(running)
    const Result<Done> outcome = co_await waiting;
    co_return outcome;
}

Task<Secret> Session::tokenFor(std::shared_ptr<Session> session, Authority authority, std::stop_token stop)
{
    if (session->m_state == SigningIn) {
        const Result<Done> outcome = co_await waitForSignIn(session, stop);
        const bool oldOnesDo = session->m_state == SignedIn && !session->isOver() && !stop.stop_requested();
        if (!outcome && !oldOnesDo)
            co_return tl::unexpected(outcome.error());
    }
    if (session->m_state == SignedIn && session->isOver()) {
        const Result<Done> renewed = co_await renewSilently(session, stop);
        if (!renewed)
            co_return tl::unexpected(renewed.error());
    }
    if (session->m_state != SignedIn)
        co_return tl::unexpected(mustSignIn());
    const Secret token = session->held(authority);
    if (token.isEmpty())
        co_return tl::unexpected(session->m_facts.projectProblem.value_or(
            Error{.fault = Fault::Forbidden, .detail = CloudWords::tr("this session has no project; choose one at sign-in")}));
    co_return token;
}

Task<Done> Session::renew(std::shared_ptr<Session> session, Secret refused, std::stop_token stop)
{
    if (const std::optional<bool> hadWorked = session->m_further.hadWorked(refused)) {
        if (!*hadWorked)
            co_return tl::unexpected(newTokenRefused());
        session->m_further.forget(refused);
        co_return Done{};
    }
    if (session->m_state == SigningIn) {
        const Result<Done> outcome = co_await waitForSignIn(session, stop);
        co_return outcome;
    }
    const bool isAccount = refused == session->m_accountToken;
    if (!isAccount && !(refused == session->m_projectToken))
        co_return session->m_state == SignedIn ? Result<Done>(Done{}) : tl::unexpected(mustSignIn()); // somebody was faster
    const bool hadWorked = isAccount ? session->m_accountTokenWorked : session->m_projectTokenWorked;
    if (!hadWorked) // a fresh token that is refused would be refused again: do not sign in for ever
        co_return tl::unexpected(newTokenRefused());
    const Result<Done> outcome = co_await renewSilently(session, stop);
    co_return outcome;
}

// Best effort: a token ends by itself within a day.
Task<Done> Session::revoke(std::shared_ptr<Session> session, std::vector<Secret> tokens)
{
    const HttpLimits limits{.total = 3s, .inactivity = 3s, .largestAnswer = 64 * 1024};
    const Client client(session->m_transport, session->m_target.identityEndpoint, {}, limits);
    for (const Secret &token : tokens) {
        if (token.isEmpty())
            continue;
        const RevokeToken request{.token = token};
        const Result<Done> revoked = co_await client.send(request);
        if (!revoked && revoked.error().httpStatus == 0)
            break; // nobody there: the next one would only take as long
    }
    co_return Done{};
}

Task<Done> Session::signOut(std::shared_ptr<Session> session)
{
    std::vector<Secret> tokens = session->m_further.takeAll();
    tokens.insert(tokens.end(), {session->m_projectToken, session->m_accountToken});
    ++session->m_generation;
    session->m_login = session->m_trying = {};
    session->m_accountToken = session->m_projectToken = {};
    session->m_facts = {};
    session->m_renewal.request_stop();
    session->m_askingFurther.request_stop();
    session->settleWaiting(tl::unexpected(signedOutMeanwhile()));
    session->enter(SignedOut);
    const Result<Done> revoked = co_await revoke(session, tokens);
    co_return revoked;
}

} // namespace claviger
