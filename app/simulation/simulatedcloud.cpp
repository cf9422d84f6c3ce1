// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/simulatedcloud.h"

#include "app/simulation/iamrequest.h"
#include "app/simulation/services.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr std::size_t longestLog = 10'000;
constexpr char credentialsPath[] = "/v3.0/OS-CREDENTIAL/credentials";

// RFC 9110, always of the real clock: clients judge their own clock by it.
QByteArray httpDate()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

QString messageFor(int status)
{
    switch (status) {
    case 401:
        return u"The request you have made requires authentication."_s;
    case 403:
        return u"You are not authorized to perform the requested action: identity:simulated"_s;
    case 404:
        return u"The resource could not be found."_s;
    default:
        return u"An unexpected error prevented the server from fulfilling your request."_s;
    }
}

} // namespace

bool CallFilter::fits(const sim::Call &call) const
{
    if (!method.isEmpty() && method != call.method)
        return false;
    if (path.isEmpty())
        return true;
    if (path.endsWith('*'))
        return call.path().startsWith(path.chopped(1));
    return call.path() == path;
}

SimulatedCloud::SimulatedCloud(std::shared_ptr<const Clock> clock, quint64 seed)
    : SimulatedCloud(sim::World::demo(std::move(clock), seed))
{
}

SimulatedCloud::SimulatedCloud(sim::World world)
    : m_world(std::move(world))
{
    m_endpoints.insert(u"iam"_s, u"https://iam.simulated.invalid"_s);
}

sim::Reply SimulatedCloud::answer(const sim::Call &call, sim::Door door)
{
    std::function<void(const sim::Call &)> hook;
    {
        const std::lock_guard lock(m_mutex);
        hook = m_beforeAnswer;
    }
    if (hook)
        hook(call);

    const std::lock_guard lock(m_mutex);
    m_world.catchUp();
    const std::optional<Failure> failure = takeFailure(call);
    sim::Reply reply;
    if (!failure || failure->afterCommit)
        reply = act(call, door);
    if (failure) {
        reply = sim::keystoneError(failure->status, messageFor(failure->status));
        if (!failure->body.isEmpty())
            reply.body = failure->body;
        reply.headers.insert(reply.headers.end(), failure->headers.begin(), failure->headers.end());
    }
    if (reply.pages) {
        reply.stream = [this, pages = std::exchange(reply.pages, {})]() mutable { return withWorld(std::ref(pages)); };
    }
    reply.headers.emplace_back("X-Request-Id", m_world.makeId().toLatin1());
    reply.headers.emplace_back("Date", httpDate());
    m_calls.push_back({.method = call.method, .target = call.target, .status = reply.status});
    if (m_calls.size() > longestLog)
        m_calls.pop_front();
    ++m_count;
    return reply;
}

sim::Reply SimulatedCloud::act(const sim::Call &call, sim::Door door)
{
    const std::size_t keysBefore = m_world.accessKeys().size();
    sim::Reply reply = sim::answerCall(m_world, m_endpoints, call, door);
    if (m_duplicateNextCreate && m_world.accessKeys().size() > keysBefore && call.path() == credentialsPath) {
        m_duplicateNextCreate = false;
        (void)sim::answerCall(m_world, m_endpoints, call, door);
    }
    return reply;
}

std::optional<SimulatedCloud::Failure> SimulatedCloud::takeFailure(const sim::Call &call)
{
    const auto it = std::find_if(m_failures.begin(), m_failures.end(),
                                 [&](const Failure &failure) { return failure.matching.fits(call); });
    if (it == m_failures.end())
        return {};
    const Failure failure = *it;
    if (--it->times <= 0)
        m_failures.erase(it);
    return failure;
}

void SimulatedCloud::setEndpoint(const QString &service, const QString &url)
{
    const std::lock_guard lock(m_mutex);
    m_endpoints.insert(service, url);
}

void SimulatedCloud::failNext(Failure failure)
{
    const std::lock_guard lock(m_mutex);
    m_failures.push_back(std::move(failure));
}

void SimulatedCloud::failNext(int status, const QByteArray &body, const CallFilter &matching, bool afterCommit)
{
    failNext(Failure{.status = status, .body = body, .matching = matching, .afterCommit = afterCommit});
}

void SimulatedCloud::clearFailures()
{
    const std::lock_guard lock(m_mutex);
    m_failures.clear();
}

void SimulatedCloud::duplicateNextCreate()
{
    const std::lock_guard lock(m_mutex);
    m_duplicateNextCreate = true;
}

void SimulatedCloud::expireTokens()
{
    const std::lock_guard lock(m_mutex);
    m_world.expireTokens();
}

std::vector<SimulatedCloud::LoggedCall> SimulatedCloud::calls() const
{
    const std::lock_guard lock(m_mutex);
    return {m_calls.begin(), m_calls.end()};
}

int SimulatedCloud::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

int SimulatedCloud::count(const QByteArray &method, const QByteArray &path) const
{
    const CallFilter filter{.method = method, .path = path};
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::count_if(m_calls.begin(), m_calls.end(), [&](const LoggedCall &call) {
        return filter.fits({.method = call.method, .target = call.target});
    }));
}

void SimulatedCloud::forgetCalls()
{
    const std::lock_guard lock(m_mutex);
    m_calls.clear();
    m_count = 0;
}

void SimulatedCloud::setBeforeAnswer(std::function<void(const sim::Call &)> hook)
{
    const std::lock_guard lock(m_mutex);
    m_beforeAnswer = std::move(hook);
}

} // namespace claviger
