// SPDX-License-Identifier: Apache-2.0
#include "app/signin/signinboard.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

struct SignInWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::SignIn)
};

// IAM's version document: needs no credentials and changes nothing.
Task<SignInBoard::Reach> lookAt(std::shared_ptr<Transport> transport, QUrl endpoint, std::stop_token stop)
{
    const QUrl asked = endpoint;
    endpoint.setPath(u"/v3"_s);
    const Instant began = transport->clock()->now();
    const HttpRequest request{.verb = "GET", .url = endpoint};
    const HttpLimits limits{.total = 10s, .inactivity = 10s};
    const Result<HttpAnswer> answer = co_await exchange(transport, request, limits, stop);
    SignInBoard::Reach reach{.took = transport->clock()->now() - began, .endpoint = asked};
    if (!answer) {
        reach.error = answer.error();
        co_return reach;
    }
    // IAM answers with its version document, or with an error in JSON; anything else is another kind of server.
    if (!readObject(*answer)) {
        reach.error = Error{.fault = Fault::Unreadable, .detail = SignInWords::tr("the answer is not that of a sign-in service"), .httpStatus = answer->status};
        co_return reach;
    }
    if (const std::optional<Instant> cloudTime = httpDate(answer->header("Date")))
        reach.cloudAhead = *cloudTime - transport->clock()->now();
    co_return reach;
}

// The keychain does one thing after the other for us: a removal that comes late would take the new one away.
Task<Done> writeAfter(std::optional<Settlement<Result<Done>>> removal, std::shared_ptr<const SecretStore> keychain, QString key, Secret password)
{
    if (removal) {
        const Result<Done> removed = co_await removal->settled();
        Q_UNUSED(removed) // forgetPassword() tells
    }
    const Result<Done> kept = co_await writeAndVerify(keychain, key, password);
    co_return kept;
}

} // namespace

SignInBoard::SignInBoard(std::shared_ptr<const Clock> clock, std::shared_ptr<const SecretStore> keychain,
                         Transport::ManagerFactory factory, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_keychain(std::move(keychain))
    , m_factory(std::move(factory))
{
}

SignInBoard::~SignInBoard()
{
    m_stop.request_stop();
}

void SignInBoard::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

const SessionFacts &SignInBoard::facts() const
{
    static const SessionFacts nobody;
    return m_session ? m_session->facts() : nobody;
}

Client SignInBoard::client() const
{
    return {m_transport,
            ServiceEndpoints{.identity = m_profile.identityEndpoint, .mrs = m_profile.mrsEndpoint, .ecs = m_profile.ecsEndpoint},
            m_session};
}

CallMonitor *SignInBoard::monitor() const
{
    return m_transport ? &m_transport->monitor() : nullptr;
}

std::optional<std::chrono::seconds> SignInBoard::timeLeft() const
{
    if (!m_isOpen)
        return {};
    const auto left = m_session->facts().expires - m_session->cloudNow();
    return std::max(0s, std::chrono::floor<std::chrono::seconds>(left));
}

bool SignInBoard::canExtendSilently() const
{
    return m_isOpen && m_session->canRenewSilently();
}

Result<std::shared_ptr<Transport>> SignInBoard::transportFor(const CloudProfile &profile) const
{
    TrustRule trust{.authorities = {}, .verify = profile.verify};
    if (!profile.caFile.isEmpty()) {
        QFile file(profile.caFile);
        if (!file.open(QIODevice::ReadOnly))
            return tl::unexpected(Error{.fault = Fault::Storage, .detail = u"%1: %2"_s.arg(profile.caFile, file.errorString())});
        trust.authorities = QSslCertificate::fromDevice(&file, QSsl::Pem);
        if (trust.authorities.isEmpty()) // an empty list would fall back to the system's: not what was asked for
            return tl::unexpected(Error{.fault = Fault::Storage, .detail = SignInWords::tr("%1 holds no certificate").arg(profile.caFile)});
    }
    return std::make_shared<Transport>(m_clock, std::move(trust), m_factory);
}

void SignInBoard::signIn(CloudProfile profile, Secret password, Secret passcode, bool keepPassword)
{
    if (m_state == SigningIn)
        return;
    if (m_isOpen)
        signOut();
    m_profile = std::move(profile);
    m_error.reset();
    m_keepError.reset();
    m_forgetError.reset();
    m_isTrying = false;
    const Result<Done> usable = validate(m_profile);
    const Result<std::shared_ptr<Transport>> transport =
        usable ? transportFor(m_profile) : tl::unexpected(usable.error());
    if (!transport || password.isEmpty()) {
        m_error = transport ? Error{.fault = Fault::Rejected, .detail = SignInWords::tr("type the password of this user")} : transport.error();
        enter(SignedOut);
        return;
    }
    m_transport = *transport;
    m_session = Session::create(m_transport, {.identityEndpoint = m_profile.identityEndpoint,
                                              .project = m_profile.project,
                                              .projectId = m_profile.projectId,
                                              .region = m_profile.region});
    connect(m_session.get(), &Session::changed, this, &SignInBoard::follow);
    m_usesCode = !passcode.isEmpty();
    m_stop = {};
    m_isTrying = true;
    enter(SigningIn);
    const Login login{.account = m_profile.account,
                      .accountId = m_profile.accountId,
                      .userName = m_profile.userName,
                      .userId = m_profile.userId,
                      .password = password,
                      .passcode = std::move(passcode)};
    QCoro::connect(Session::signIn(m_session, login, m_stop.get_token()), this,
                   [this, session = m_session, password, keepPassword](const Result<Done> &outcome) {
                       if (session == m_session)
                           settle(outcome, password, keepPassword);
                   });
}

void SignInBoard::signInAgain(Secret password, Secret passcode)
{
    if (!m_isOpen || m_state == SigningIn)
        return;
    m_error.reset();
    m_stop = {};
    m_isTrying = true;
    enter(SigningIn);
    m_usesCode = m_usesCode || !passcode.isEmpty();
    const auto settled = [this, session = m_session](const Result<Done> &outcome) {
        if (session == m_session)
            settle(outcome, {}, false);
    };
    if (password.isEmpty()) {
        QCoro::connect(Session::extend(m_session, m_stop.get_token()), this, settled);
        return;
    }
    const SessionFacts &known = m_session->facts();
    const Login login{.account = m_profile.account,
                      .accountId = m_profile.accountId,
                      .userName = m_profile.userName,
                      .userId = m_profile.userId.isEmpty() ? known.userId : m_profile.userId,
                      .password = std::move(password),
                      .passcode = std::move(passcode)};
    QCoro::connect(Session::signIn(m_session, login, m_stop.get_token()), this, settled);
}

void SignInBoard::settle(const Result<Done> &outcome, const Secret &password, bool keepPassword)
{
    m_isTrying = false;
    if (!outcome) {
        m_error = outcome.error();
        m_endAtFailure = m_session->facts().expires;
        follow();
        return;
    }
    const bool isNew = !std::exchange(m_isOpen, true);
    m_profile.password = {};
    if (keepPassword && !password.isEmpty())
        keep(m_profile, password);
    follow();
    if (isNew)
        Q_EMIT opened();
}

void SignInBoard::keep(const CloudProfile &profile, const Secret &password)
{
    const auto told = [this, profile](const Result<Done> &kept) {
        m_keepError = kept ? std::nullopt : std::optional(kept.error());
        Q_EMIT stateChanged();
        if (kept)
            Q_EMIT passwordKept(profile);
    };
    QCoro::connect(writeAfter(std::exchange(m_forgetting, {}), m_keychain, passwordKey(profile.id), password), this, told);
}

// The session may change by itself too: a token ended and the password is not at hand any more, or it was renewed and a
// failure before that is of the past.
void SignInBoard::follow()
{
    if (m_isTrying)
        return; // settle() comes
    if (m_error && m_session->state() == Session::SignedIn && m_session->facts().expires != m_endAtFailure)
        m_error.reset();
    switch (m_session->state()) {
    case Session::SignedOut:
        if (!m_isOpen)
            enter(SignedOut);
        break;
    case Session::SigningIn:
        break; // a silent renewal is not shown
    case Session::SignedIn:
        if (m_isOpen)
            enter(SignedIn);
        break;
    case Session::PasswordNeeded:
        enter(PasswordNeeded);
        break;
    }
}

void SignInBoard::cancel()
{
    m_stop.request_stop();
}

void SignInBoard::signOut()
{
    if (!m_session)
        return;
    m_stop.request_stop();
    disconnect(m_session.get(), nullptr, this, nullptr);
    const auto revoking = Session::signOut(std::exchange(m_session, {})); // goes on by itself: it holds all it needs
    Q_UNUSED(revoking)
    m_isTrying = false;
    const bool wasOpen = std::exchange(m_isOpen, false);
    m_error.reset(); // of a try to sign in again: leaving is no failure
    m_keepError.reset();
    m_forgetError.reset();
    m_transport.reset();
    enter(SignedOut);
    if (wasOpen)
        Q_EMIT closed();
}

Task<Secret> SignInBoard::keptPassword(const CloudProfile &profile) const
{
    return m_keychain->read(passwordKey(profile.id));
}

void SignInBoard::forgetPassword(const CloudProfile &profile)
{
    m_forgetError.reset();
    const Settlement<Result<Done>> removal;
    m_forgetting = removal;
    QCoro::connect(m_keychain->remove(passwordKey(profile.id)), this, [this, removal](const Result<Done> &removed) {
        removal.settle(removed);
        const bool isGone = removed || removed.error().fault == Fault::NotFound;
        m_forgetError = isGone ? std::nullopt : std::optional(removed.error());
        Q_EMIT stateChanged();
    });
}

void SignInBoard::checkReach(const CloudProfile &profile)
{
    const Result<std::shared_ptr<Transport>> transport = transportFor(profile);
    if (!transport) {
        Q_EMIT reachChecked(profile.id, {.error = transport.error(), .endpoint = profile.identityEndpoint});
        return;
    }
    QCoro::connect(lookAt(*transport, profile.identityEndpoint, {}), this, [this, id = profile.id, endpoint = profile.identityEndpoint](const Result<Reach> &reach) {
        Q_EMIT reachChecked(id, reach ? *reach : Reach{.error = reach.error(), .endpoint = endpoint});
    });
}

} // namespace claviger
