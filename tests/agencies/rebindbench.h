// SPDX-License-Identifier: Apache-2.0
// A work bench for rebinding: the simulated cloud with clusters, somebody signed in, a journal and records in a folder of
// their own.
#pragma once

#include "app/agencies/rebind.h"
#include "app/simulation/metadataservice.h"
#include "tests/agencies/bindingbench.h"

#include <QTemporaryDir>

#include <map>

namespace claviger::testing {

class RebindBench : public BindingBench
{
public:
    explicit RebindBench(const QString &scenario, std::shared_ptr<Clock> time = std::make_shared<EagerClock>(),
                         const std::shared_ptr<Clock> &cloudTime = {})
        : BindingBench(scenario, std::move(time), cloudTime)
    {
        openFiles();
    }

    // As another start of the program does.
    void openFiles()
    {
        records.reset();
        journal.reset();
        journal = std::make_shared<Journal>(folder.filePath(QStringLiteral("journal.sqlite")), clock);
        records = std::make_shared<RebindRecords>(folder.filePath(QStringLiteral("rebinds.sqlite")), clock);
    }

    [[nodiscard]] RebindDesk rebindDesk() const
    {
        return {.cloud = Client(transport, endpoints, session),
                .journal = journal,
                .records = records,
                .cloudName = QStringLiteral("bench"),
                .account = session->facts().account,
                .accountId = session->facts().accountId,
                .userName = session->facts().userName};
    }

    [[nodiscard]] Result<RebindPlan> plan(const QString &cluster, const QString &agency)
    {
        return settle(planRebind(rebindDesk().cloud, session->facts().projectId, clusterId(cluster), agency, 5));
    }
    [[nodiscard]] Result<RebindOutcome> bind(const QString &cluster, const QString &agency)
    {
        const Result<RebindPlan> planned = plan(cluster, agency);
        if (!planned)
            return tl::unexpected(planned.error());
        return settle(rebind(rebindDesk(), *planned, {}));
    }

    [[nodiscard]] QString clusterId(const QString &name)
    {
        return cloud->withWorld([&name](sim::World &world) {
            for (const sim::Cluster &cluster : world.fleet.clusters())
                if (cluster.name == name)
                    return cluster.id;
            return QString();
        });
    }
    // Everything that the servers of the cluster have in their metadata, by server id.
    [[nodiscard]] std::map<QString, sim::Metadata> metadataOf(const QString &cluster)
    {
        return metadataIn(*cloud, clusterId(cluster));
    }
    [[nodiscard]] static std::map<QString, sim::Metadata> metadataIn(SimulatedCloud &cloud, const QString &clusterId)
    {
        return cloud.withWorld([&clusterId](sim::World &world) {
            std::map<QString, sim::Metadata> all;
            for (const sim::Server *server : world.fleet.serversOf(*world.fleet.cluster(clusterId))) {
                sim::Metadata sorted = server->metadata;
                std::sort(sorted.begin(), sorted.end());
                all[server->id] = sorted;
            }
            return all;
        });
    }
    template <typename Function>
    void withNode(const QString &cluster, const QString &node, Function function)
    {
        cloud->withWorld([&](sim::World &world) {
            function(world, *sim::nodeCalled(world, *world.fleet.cluster(clusterIdIn(world, cluster)), node));
        });
    }
    [[nodiscard]] BindingVerdict verdictOf(const QString &cluster)
    {
        const auto readings = settle(readBindings(desk(), {}));
        return of(readings.value_or(BindingReadings()).clusters, cluster).verdict;
    }
    [[nodiscard]] std::vector<JournalRecord> entries() const { return settle(journal->read())->records; }
    [[nodiscard]] RebindRecord newest() const
    {
        const auto all = settle(records->newest(session->facts().accountId));
        return all && !all->empty() ? all->front() : RebindRecord{};
    }
    [[nodiscard]] QByteArray metadataPath() const { return "/v1/" + project() + "/cloudservers/*"; }

    QTemporaryDir folder;
    std::shared_ptr<Journal> journal;
    std::shared_ptr<RebindRecords> records;

private:
    static QString clusterIdIn(sim::World &world, const QString &name)
    {
        for (const sim::Cluster &cluster : world.fleet.clusters())
            if (cluster.name == name)
                return cluster.id;
        return {};
    }
};

} // namespace claviger::testing
