// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/session.h"

#include "app/cloud/client.h"

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
    const QString known = names.isEmpty() ? u"this user may work in no project"_s
                                          : u"this user may work in: %1"_s.arg(names.join(", "_L1));
    return {.fault = Fault::NotFound, .detail = u"there is no project “%1” for this user; %2"_s.arg(wanted, known)};
}

// A lost answer to a token request changes nothing in the cloud: it is only a broken connection.
Error harmless(Error error)
{
    if (error.fault == Fault::Unconfirmed)
        error.fault = Fault::Interrupted;
    return error;
}

Error mustSignIn()
{
    return {.fault = Fault::Unauthorized, .detail = u"your session has ended; sign in again"_s};
}

} // namespace

bool SessionFacts::isSecurityAdministrator() const
{
    return roles.contains("secu_admin"_L1);
}

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
    Q_EMIT changed();
}

const Secret &Session::held(Authority authority) const
{
    return authority == Authority::Project ? m_projectToken : m_accountToken;
}

bool Session::isOver() const
{
    return m_transport->clock()->now() + m_facts.cloudAhead >= m_facts.expires;
}

void Session::accepted(const Secret &token)
{
    if (token == m_accountToken)
        m_accountTokenWorked = true;
    else if (token == m_projectToken)
        m_projectTokenWorked = true;
}

void Session::adopt(const Login &login, const Grants &grants)
{
    m_login = login;
    m_usedCode = !login.passcode.isEmpty();
    m_login.passcode = {};
    const TokenGrant &account = grants.account;
    m_accountToken = account.token;
    m_projectToken = grants.project ? grants.project->token : Secret();
    m_accountTokenWorked = m_projectTokenWorked = false;
    m_facts = {.accountId = account.accountId,
               .account = account.accountName,
               .userId = account.userId,
               .userName = account.userName,
               .projectId = grants.project ? grants.project->projectId : QString(),
               .project = grants.project ? grants.project->projectName : QString(),
               .projects = grants.projects,
               .roles = account.roles,
               .expires = grants.project ? std::min(account.expires, grants.project->expires) : account.expires,
               .cloudAhead = account.answered ? *account.answered - m_transport->clock()->now() : 0ms,
               .projectProblem = grants.projectProblem};
    if (grants.project)
        m_facts.roles += grants.project->roles;
}

Task<Session::Grants> Session::fetchGrants(std::shared_ptr<Session> session, Login login, std::stop_token stop)
{
    const Client client(session->m_transport, session->m_target.identityEndpoint);
    // Requests are named before they are awaited: g++ 12 destroys braced temporaries of a co_await twice.
    const IssueToken forAccount{.login = login, .scope = {.accountName = login.account}};
    const Result<TokenGrant> account = co_await client.send(forAccount, stop);
    if (!account)
        co_return tl::unexpected(harmless(account.error()));
    Grants grants{.account = *account, .project = {}, .projectProblem = {}, .projects = {}};

    const ListOwnProjects ownProjects{.token = account->token};
    const Result<std::vector<Project>> projects = co_await client.send(ownProjects, stop);
    if (projects)
        grants.projects = usableProjects(*projects);
    TokenScope scope{.accountName = login.account, .projectName = session->m_target.project, .projectId = session->m_target.projectId};
    if (scope.projectName.isEmpty() && scope.projectId.isEmpty()) {
        const auto regional = std::find_if(grants.projects.begin(), grants.projects.end(),
                                           [&](const Project &project) { return project.name == session->m_target.region; });
        if (regional != grants.projects.end())
            scope.projectId = regional->id;
        else if (!grants.projects.empty())
            scope.projectId = grants.projects.front().id;
        else
            co_return grants; // a user without projects can still look after keys
    }
    if (!login.passcode.isEmpty()) { // the code is used up: ask with the token instead
        const RescopeToken withToken{.token = account->token, .scope = scope};
        const Result<TokenGrant> project = co_await client.send(withToken, stop);
        if (project)
            grants.project = *project;
        else
            grants.projectProblem = project.error();
        co_return grants;
    }
    const IssueToken forProject{.login = login, .scope = scope};
    const Result<TokenGrant> project = co_await client.send(forProject, stop);
    if (project) {
        grants.project = *project;
        co_return grants;
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
    co_return tl::unexpected(harmless(project.error()));
}

Task<Done> Session::finishSignIn(std::shared_ptr<Session> session, Login login, std::stop_token stop)
{
    const State before = session->m_state;
    const int generation = session->m_generation;
    session->enter(SigningIn);
    const Result<Grants> grants = co_await fetchGrants(session, login, stop);
    Result<Done> outcome = Done{};
    if (session->m_generation != generation) {
        outcome = tl::unexpected(Error{.fault = Fault::Cancelled, .detail = u"signed out meanwhile"_s});
    } else if (grants) {
        session->adopt(login, *grants);
        session->enter(SignedIn);
    } else {
        outcome = tl::unexpected(grants.error());
        // A refusal by the cloud ends the password kept in memory: it must never be tried again by itself.
        if (grants.error().fault == Fault::Unauthorized)
            session->m_login.password = {};
        const bool hadTokens = !session->m_accountToken.isEmpty();
        session->enter(!hadTokens ? SignedOut : grants.error().fault == Fault::Unauthorized ? PasswordNeeded : before);
    }
    for (const Settlement<Result<Done>> &waiting : std::exchange(session->m_waiting, {}))
        waiting.settle(outcome);
    co_return outcome;
}

Task<Done> Session::signIn(std::shared_ptr<Session> session, Login login, std::stop_token stop)
{
    if (session->m_state == SigningIn) {
        const Settlement<Result<Done>> turn;
        session->m_waiting.push_back(turn);
        const Result<Done> outcome = co_await turn.settled();
        co_return outcome;
    }
    const Result<Done> outcome = co_await finishSignIn(session, std::move(login), stop);
    co_return outcome;
}

Task<Done> Session::extend(std::shared_ptr<Session> session, std::stop_token stop)
{
    if (session->m_state != SigningIn && !session->canRenewSilently()) {
        session->enter(PasswordNeeded);
        co_return tl::unexpected(mustSignIn());
    }
    const Result<Done> outcome = co_await signIn(session, session->m_login, stop);
    co_return outcome;
}

Task<Secret> Session::tokenFor(std::shared_ptr<Session> session, Authority authority, std::stop_token stop)
{
    if (session->m_state == SigningIn) {
        const Login joining; // waits for the sign-in that runs
        const Result<Done> outcome = co_await signIn(session, joining, stop);
        if (!outcome)
            co_return tl::unexpected(outcome.error());
    }
    if (session->m_state == SignedIn && session->isOver()) {
        const Result<Done> renewed = co_await extend(session, stop);
        if (!renewed)
            co_return tl::unexpected(renewed.error());
    }
    if (session->m_state != SignedIn)
        co_return tl::unexpected(mustSignIn());
    const Secret token = session->held(authority);
    if (token.isEmpty())
        co_return tl::unexpected(session->m_facts.projectProblem.value_or(
            Error{.fault = Fault::Forbidden, .detail = u"this session has no project; choose one at sign-in"_s}));
    co_return token;
}

Task<Done> Session::renew(std::shared_ptr<Session> session, Secret refused, std::stop_token stop)
{
    if (session->m_state == SigningIn) {
        const Login joining; // waits for the sign-in that runs
        const Result<Done> outcome = co_await signIn(session, joining, stop);
        co_return outcome;
    }
    const bool isAccount = refused == session->m_accountToken;
    if (!isAccount && !(refused == session->m_projectToken))
        co_return session->m_state == SignedIn ? Result<Done>(Done{}) : tl::unexpected(mustSignIn()); // somebody was faster
    const bool hadWorked = isAccount ? session->m_accountTokenWorked : session->m_projectTokenWorked;
    if (!hadWorked) // a fresh token that is refused would be refused again: do not sign in for ever
        co_return tl::unexpected(Error{.fault = Fault::Unauthorized, .detail = u"the service does not accept a new token"_s, .httpStatus = 401});
    const Result<Done> outcome = co_await extend(session, stop);
    co_return outcome;
}

Task<Done> Session::signOut(std::shared_ptr<Session> session)
{
    const std::vector<Secret> tokens{session->m_projectToken, session->m_accountToken};
    const Client client(session->m_transport, session->m_target.identityEndpoint, {},
                        {.total = 3s, .inactivity = 3s, .largestAnswer = 64 * 1024});
    ++session->m_generation;
    session->m_login = {};
    session->m_accountToken = session->m_projectToken = {};
    session->m_facts = {};
    session->enter(SignedOut);
    for (const Secret &token : tokens) {
        if (token.isEmpty())
            continue;
        const RevokeToken revoke{.token = token};
        const Result<Done> revoked = co_await client.send(revoke);
        if (!revoked) // best effort: the token ends by itself within a day
            break;
    }
    co_return Done{};
}

} // namespace claviger
