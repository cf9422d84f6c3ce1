// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/watchbinding.h"

#include "app/agencies/clusterrequests.h"
#include "app/agencies/rebindplan.h"
#include "app/agencies/words.h"

namespace claviger {

namespace {

// What nobody can wait out.
bool endsTheWatch(const Error &error)
{
    return error.fault == Fault::Unauthorized || error.fault == Fault::Cancelled || error.fault == Fault::NotFound;
}

Task<ClusterReading> look(BindingDesk desk, MrsCluster cluster, std::stop_token stop)
{
    const ShowMrsCluster request{.projectId = desk.projectId, .clusterId = cluster.id};
    const Result<MrsCluster> now = co_await desk.cloud.send(request, stop);
    if (!now)
        co_return tl::unexpected(now.error());
    if (now->isGone())
        co_return tl::unexpected(Error{.fault = Fault::NotFound, .detail = AgencyWords::tr("%1 is “%2” by now").arg(cluster.name, now->state)});
    const Result<ClusterReading> reading = co_await readBinding(desk, *now, stop);
    co_return reading;
}

} // namespace

bool isBoundSince(const ClusterReading &before, const ClusterReading &now, const QString &agency)
{
    if (!now.verdict.isBound().value_or(false))
        return false;
    const QString &bound = now.verdict.agencies.front();
    const QString record = now.cluster.recordedAgency.value_or(QString());
    if (!record.isEmpty() && record != bound)
        return false; // the console has not finished, or has not been used
    if (!agency.isEmpty())
        return bound == agency;
    return now.verdict.agencies != before.verdict.agencies || now.verdict.bound != before.verdict.bound
        || now.cluster.recordedAgency != before.cluster.recordedAgency;
}

Task<ClusterReading> watchBinding(BindingDesk desk, ClusterReading before, QString agency,
                                  std::function<void(const ClusterReading &)> onReading, std::stop_token stop)
{
    const MrsCluster cluster = before.cluster;
    const std::shared_ptr<const Clock> clock = desk.cloud.transport()->clock();
    const std::chrono::milliseconds until = clock->ticks() + watchFor;
    for (;;) {
        const Result<ClusterReading> reading = co_await look(desk, cluster, stop);
        if (reading) {
            if (onReading)
                onReading(*reading);
            const bool isReached = isBoundSince(before, *reading, agency);
            if (isReached) {
                // It writes the nodes first and its own record last.
                const Result<bool> running = co_await isAgencyTaskRunning(desk.cloud, desk.projectId, cluster.id, stop);
                if (running && !*running)
                    co_return reading;
            }
        } else if (endsTheWatch(reading.error())) {
            co_return reading;
        }
        if (clock->ticks() >= until)
            co_return tl::unexpected(Error{.fault = Fault::TimedOut,
                                           .detail = AgencyWords::tr("the nodes of %1 did not change within 10 minutes").arg(cluster.name)});
        const Result<Done> slept = co_await clock->sleep(watchEvery, stop);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

} // namespace claviger
