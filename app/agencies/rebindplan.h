// SPDX-License-Identifier: Apache-2.0
// What a rebinding node by node would do, before it does it: which nodes are written, what they have now, and which are left
// alone (mrs.md, 7.2; ecs.md, 3). Reads only.
#pragma once

#include "app/agencies/clusterrequests.h"
#include "app/cloud/client.h"

namespace claviger {

struct PlannedNode
{
    enum Kind {
        ToWrite,
        AlreadyBound, // names the agency
        BareMetal,    // has no metadata call
        Unreadable,   // what it has is not known, so it could not be given back; error says why
        NotNow,       // its state does not let its metadata be changed
    };
    ClusterNode node = {};
    QString name = {};     // core-2
    QString previous = {}; // the agency now; empty: none is bound
    Kind kind = ToWrite;
    QString state = {}; // of NotNow, as ECS or MRS say it
    Error error = {};   // of Unreadable

    friend bool operator==(const PlannedNode &a, const PlannedNode &b)
    {
        return a.node.serverId == b.node.serverId && a.previous == b.previous && a.kind == b.kind;
    }
};

struct RebindPlan
{
    MrsCluster cluster = {}; // as it is now
    QString projectId = {};
    QString agency = {};
    std::vector<PlannedNode> nodes = {};

    [[nodiscard]] int count(PlannedNode::Kind kind) const;
};

// Whether the nodes of the cluster may be written: it runs, does not scale, and the MRS console is not changing its agency.
// Fault::Conflict says what is in the way.
[[nodiscard]] Result<Done> checkWritable(const MrsCluster &cluster);
// The same of what MRS says this moment.
[[nodiscard]] Task<MrsCluster> readWritableCluster(Client cloud, QString projectId, QString clusterId, std::stop_token stop = {});

// Whether the console changes the agency of the cluster right now; false too where MRS does not tell. An error: the session
// has ended, or it was stopped.
[[nodiscard]] Task<bool> isAgencyTaskRunning(Client cloud, QString projectId, QString clusterId, std::stop_token stop = {});

// A name as ECS takes it for a value: 1 to 255 characters. Fault::Rejected.
[[nodiscard]] Result<Done> checkAgencyName(const QString &agency);

// What one node is to be done to.
[[nodiscard]] PlannedNode planNode(const ClusterNode &node, const QString &name, const Result<EcsServer> &server, const QString &agency);

// Reads the cluster, its nodes and every server. Errors: as readWritableCluster(), or the nodes could not be listed, or
// there are none.
[[nodiscard]] Task<RebindPlan> planRebind(Client cloud, QString projectId, QString clusterId, QString agency, int lanes,
                                          std::stop_token stop = {});

} // namespace claviger
