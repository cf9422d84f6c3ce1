// SPDX-License-Identifier: Apache-2.0
// Whether the nodes of a cluster may be written at this moment (mrs.md, 7.2). MRS is asked once in a while, however many want
// to know: a cluster may begin to scale, or stop running, in the middle of a work.
#pragma once

#include "app/cloud/client.h"
#include "app/foundation/sharedoutcome.h"

namespace claviger {

class ClusterGuard
{
public:
    ClusterGuard(Client cloud, QString projectId, QString clusterId);

    // Good: MRS was asked at most ten seconds ago, or has just answered. Errors: as readWritableCluster(); Fault::TimedOut: it
    // does not answer. A stop request ends the waiting.
    [[nodiscard]] static Task<Done> check(std::shared_ptr<ClusterGuard> guard, std::stop_token stop = {});

private:
    struct Moment
    {
        Instant time = {};
        std::chrono::milliseconds ticks = {};
    };
    static Task<Done> ask(std::shared_ptr<ClusterGuard> guard, SharedOutcome<Done> into);
    [[nodiscard]] Moment now() const;
    [[nodiscard]] bool isRecent() const;

    Client m_cloud;
    QString m_projectId, m_clusterId;
    std::optional<Moment> m_seenGood;
    std::optional<SharedOutcome<Done>> m_asking;
};

} // namespace claviger
