// SPDX-License-Identifier: Apache-2.0
// Session: the tokens of further projects.
#include "app/cloud/client.h"
#include "app/cloud/session.h"
#include "app/cloud/sessionerrors.h"

namespace claviger {

namespace {

// The service has judged: it does not give this token, whenever it is asked.
bool isRefused(const Error &error)
{
    return error.httpStatus >= 400 && error.httpStatus < 500 && !error.isTransient();
}

// The sign-in itself is good, and only this project is not to be had, whatever the status says.
Error noEntry(Error error)
{
    if (error.fault == Fault::Unauthorized)
        error.fault = Fault::Forbidden;
    error.detail = CloudWords::tr("there is no token for this project: %1").arg(error.detail);
    return error;
}

Error needsPassword()
{
    return {.fault = Fault::Forbidden, .detail = CloudWords::tr("only another sign-in gives a token for this project")};
}

} // namespace

Instant Session::cloudNow() const
{
    return m_transport->clock()->now() + m_facts.cloudAhead;
}

// By the token of the account where the service takes that: no password is used, and no code.
Task<Session::FurtherGrant> Session::fetchByToken(std::shared_ptr<Session> session, Secret accountToken, QString projectId,
                                                  std::stop_token stop)
{
    const Client client(session->m_transport, session->m_target.identityEndpoint);
    const RescopeToken byToken{.token = accountToken, .scope = {.projectId = projectId}};
    const Result<TokenGrant> grant = co_await client.send(byToken, stop);
    if (grant) {
        session->m_further.byToken = true;
        co_return FurtherGrant{.grant = *grant};
    }
    if (grant.error().fault != Fault::Unauthorized)
        co_return tl::unexpected(grant.error());
    // 401 stands for three things: no such way, no such project, or a token of the account that has ended.
    const ListOwnProjects isItGood{.token = accountToken};
    const Result<std::vector<Project>> projects = co_await client.send(isItGood, stop);
    if (!projects && projects.error().fault == Fault::Unauthorized)
        co_return FurtherGrant{.isAccountTokenOver = true};
    co_return tl::unexpected(projects ? grant.error() : projects.error());
}

// Once it has left, nothing but a sign-out ends it: what becomes of a password must be known.
Task<Session::FurtherGrant> Session::fetchByPassword(std::shared_ptr<Session> session, QString projectId)
{
    session->m_askingFurther = {};
    const Client client(session->m_transport, session->m_target.identityEndpoint);
    const IssueToken byPassword{.login = session->m_login, .scope = {.projectId = projectId}};
    const int generation = session->m_generation;
    const Result<TokenGrant> grant = co_await client.send(byPassword, session->m_askingFurther.get_token());
    if (grant)
        co_return FurtherGrant{.grant = *grant};
    const Error &error = grant.error();
    const bool isAboutProject = error.fault == Fault::Forbidden || error.fault == Fault::NotFound;
    if (session->m_generation == generation) {
        if (isAboutProject)
            session->m_further.noteRefusal(projectId, noEntry(error));
        else if (!wasNeverSent(error))
            session->m_mayTryPassword = false; // it may have counted as a failed sign-in
    }
    co_return tl::unexpected(isAboutProject ? noEntry(error) : error);
}

// Behind the gate.
Task<Session::FurtherGrant> Session::fetchFurther(std::shared_ptr<Session> session, Secret accountToken, QString projectId,
                                                  std::stop_token stop)
{
    if (const std::optional<Error> refusal = session->m_further.refusal(projectId))
        co_return tl::unexpected(*refusal);
    if (session->m_further.byToken.value_or(true)) {
        const Result<FurtherGrant> byToken = co_await fetchByToken(session, accountToken, projectId, stop);
        if (byToken || !isRefused(byToken.error()))
            co_return byToken;
        // The service is known to give tokens for tokens: then it is this project.
        if (session->m_further.byToken || !session->mayUsePassword())
            co_return tl::unexpected(noEntry(byToken.error()));
    }
    if (!session->mayUsePassword())
        co_return tl::unexpected(needsPassword());
    const Result<FurtherGrant> byPassword = co_await fetchByPassword(session, projectId);
    if (byPassword)
        session->m_further.byToken = false;
    co_return byPassword;
}

Task<Secret> Session::tokenForProject(std::shared_ptr<Session> session, QString projectId, std::stop_token stop)
{
    if (projectId.isEmpty() || projectId == session->m_facts.projectId) {
        const Result<Secret> own = co_await tokenFor(session, Authority::Project, stop);
        co_return own;
    }
    for (bool hasRenewed = false;;) {
        const Result<Secret> account = co_await tokenFor(session, Authority::Account, stop);
        if (!account)
            co_return account;
        Result<FurtherGrant> further = FurtherGrant();
        const int generation = session->m_generation;
        {
            const Result<Gate::Place> place = co_await Gate::enter(session->m_gate, stop);
            if (!place)
                co_return tl::unexpected(place.error());
            if (session->m_state != SignedIn || !(session->m_accountToken == *account))
                continue; // somebody signs in, has signed in, or out
            if (const Secret kept = session->m_further.token(projectId, session->cloudNow()); !kept.isEmpty())
                co_return kept;
            Result<FurtherGrant> fetched = co_await fetchFurther(session, *account, projectId, stop);
            further = std::move(fetched);
        }
        if (session->m_generation != generation) { // what came too late is given back
            if (further && further->grant) {
                const std::vector<Secret> late{further->grant->token};
                const Result<Done> revoked = co_await revoke(session, late);
                Q_UNUSED(revoked)
            }
            co_return tl::unexpected(signedOutMeanwhile());
        }
        if (!further)
            co_return tl::unexpected(further.error());
        if (further->isAccountTokenOver && !hasRenewed) {
            hasRenewed = true;
            const Result<Done> renewed = co_await renew(session, *account, stop);
            if (!renewed)
                co_return tl::unexpected(renewed.error());
            continue;
        }
        if (further->isAccountTokenOver)
            co_return tl::unexpected(mustSignIn());
        if (further->grant->projectId != projectId)
            co_return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = CloudWords::tr("the answer has no usable “project” (an object)")});
        session->m_further.keep(projectId, *further->grant, session->cloudNow());
        co_return further->grant->token;
    }
}

} // namespace claviger
