// SPDX-License-Identifier: Apache-2.0
// A small faithful copy of the cloud: answers wire calls from its state. Thread safe: one call at a time changes the
// state, so two clients never see it torn. Doors to it: SimulatedNetwork (in process) and LoopbackDoor (HTTP, HTTPS).
// The second half of the interface is for tests: faults to come, the calls that were made, and the state itself.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

#include <deque>
#include <functional>
#include <mutex>

namespace claviger {

// Which calls something applies to. Empty parts fit everything; a path that ends in "*" fits all that begin so.
// The path is compared raw and without the query.
struct CallFilter
{
    QByteArray method = {};
    QByteArray path = {};

    [[nodiscard]] bool fits(const sim::Call &call) const;
};

class SimulatedCloud
{
public:
    // Starts with the demo world.
    explicit SimulatedCloud(std::shared_ptr<const Clock> clock = std::make_shared<RealClock>(), quint64 seed = 1);
    explicit SimulatedCloud(sim::World world);

    // From any thread. A clock that tests move must not be moved while a call runs.
    [[nodiscard]] sim::Reply answer(const sim::Call &call, sim::Door door = sim::Door::Services);

    // Where a running door serves a service (keys: sim::Endpoints): "http://127.0.0.1:8080". The catalog and links say it.
    void setEndpoint(const QString &service, const QString &url);

    // The state, for as long as the function runs: cloud.withWorld([](sim::World &world) { ... }).
    template <typename Function>
    auto withWorld(Function function)
    {
        const std::lock_guard lock(m_mutex);
        m_world.catchUp();
        return function(m_world);
    }

    // --- For tests ---------------------------------------------------------------------------------------------

    struct Failure
    {
        int status = 503;
        QByteArray body = {}; // empty: an error envelope that fits the status
        CallFilter matching = {};
        bool afterCommit = false; // the call acts first, then its answer is replaced by the failure
        sim::Headers headers = {}; // for example Retry-After
        int times = 1;
    };
    // The next matching call fails so. Failures wait in a queue; the first that fits is used up.
    void failNext(Failure failure);
    void failNext(int status, const QByteArray &body = {}, const CallFilter &matching = {}, bool afterCommit = false);
    void clearFailures();

    // The next successful key creation makes two keys, as if the request had arrived twice; its answer tells of the
    // first. With room for one key only, one is made.
    void duplicateNextCreate();

    // All tokens, now: IAM.0066 from then on.
    void expireTokens();

    struct LoggedCall
    {
        QByteArray method = {};
        QByteArray target = {}; // no headers, no body: no secret
        int status = 0;
    };
    [[nodiscard]] std::vector<LoggedCall> calls() const; // oldest first, the last 10,000
    [[nodiscard]] int count() const; // all calls since the start or forgetCalls()
    [[nodiscard]] int count(const QByteArray &method, const QByteArray &path) const; // as CallFilter; among calls()
    void forgetCalls();

    // Runs before each call, in its thread and outside the lock: it may use every lever here.
    void setBeforeAnswer(std::function<void(const sim::Call &)> hook);

private:
    [[nodiscard]] std::optional<Failure> takeFailure(const sim::Call &call);
    [[nodiscard]] sim::Reply act(const sim::Call &call, sim::Door door);

    mutable std::mutex m_mutex;
    sim::World m_world;
    sim::Endpoints m_endpoints;
    std::vector<Failure> m_failures;
    std::deque<LoggedCall> m_calls;
    std::function<void(const sim::Call &)> m_beforeAnswer;
    int m_count = 0;
    bool m_duplicateNextCreate = false;
};

} // namespace claviger
