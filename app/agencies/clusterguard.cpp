// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/clusterguard.h"

#include "app/agencies/rebindplan.h"
#include "app/foundation/timelimit.h"

namespace claviger {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds goodFor = 10s;
constexpr std::chrono::milliseconds longestAsking = 30s;

} // namespace

ClusterGuard::ClusterGuard(Client cloud, QString projectId, QString clusterId)
    : m_cloud(std::move(cloud))
    , m_projectId(std::move(projectId))
    , m_clusterId(std::move(clusterId))
{
}

ClusterGuard::Moment ClusterGuard::now() const
{
    const std::shared_ptr<const Clock> &clock = m_cloud.transport()->clock();
    return {.time = clock->now(), .ticks = clock->ticks()};
}

// By both clocks: ticks do not count while the computer sleeps, and the date may be set back.
bool ClusterGuard::isRecent() const
{
    if (!m_seenGood)
        return false;
    const Moment moment = now();
    return moment.ticks - m_seenGood->ticks < goodFor && moment.time >= m_seenGood->time && moment.time - m_seenGood->time < goodFor;
}

Task<Done> ClusterGuard::ask(std::shared_ptr<ClusterGuard> guard, SharedOutcome<Done> into)
{
    const Moment begun = guard->now(); // the answer is not older than that
    const TimeLimit limit(guard->m_cloud.transport()->clock(), longestAsking);
    const Result<MrsCluster> answer = co_await readWritableCluster(guard->m_cloud, guard->m_projectId, guard->m_clusterId, limit.token());
    const Result<MrsCluster> cluster = limit.judged(answer);
    if (cluster)
        guard->m_seenGood = begun;
    guard->m_asking.reset();
    into.settle(cluster ? Result<Done>(Done{}) : tl::unexpected(cluster.error()));
    co_return Done{};
}

Task<Done> ClusterGuard::check(std::shared_ptr<ClusterGuard> guard, std::stop_token stop)
{
    if (guard->isRecent())
        co_return Done{};
    const bool isAsked = guard->m_asking.has_value();
    if (!isAsked)
        guard->m_asking.emplace();
    const SharedOutcome<Done> asking = *guard->m_asking;
    if (!isAsked) {
        const Task<Done> running = ask(guard, asking);
        Q_UNUSED(running) // goes on by itself: others may wait for it, too
    }
    const Result<Done> outcome = co_await SharedOutcome<Done>::of(asking, stop);
    co_return outcome;
}

} // namespace claviger
