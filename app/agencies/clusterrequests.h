// SPDX-License-Identifier: Apache-2.0
// Clusters and their nodes: MRS "Querying a Cluster List" and "Querying a Host List" (mrs.md, sections 1 and 3), ECS
// "Querying Details About ECSs" and its neighbours (ecs.md, sections 1 to 3), as typed requests. All are calls of one
// project.
#pragma once

#include "app/agencies/agencybinding.h"
#include "app/cloud/apirequest.h"

namespace claviger {

template <typename T>
struct PageOf
{
    std::vector<T> rows = {};
    std::optional<qint64> total = {}; // over all pages; none: it is not told
    int unreadable = 0; // elements without an id: they cannot be told apart from others
};

// GET /v1.1/{project}/cluster_infos: every state, terminated ones too.
struct ListMrsClusters
{
    using Response = PageOf<MrsCluster>;
    static constexpr int pageSize = 100;
    QString projectId = {};
    int page = 1;

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Response> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListMrsClusters>);

// GET /v1.1/{project}/cluster_infos/{id}: wrapped in "cluster", or bare.
struct ShowMrsCluster
{
    using Response = MrsCluster;
    QString projectId = {};
    QString clusterId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<MrsCluster> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ShowMrsCluster>);

// GET /v1/{project}/clusters/{id}/async_task_status/update_ecs_agency: how a change of the agency on the MRS console goes.
// Huawei Cloud has it (mrs.md, 7.2); where it is not offered the answer is 404.
struct ShowAgencyTask
{
    using Response = QString; // running, success, ...; empty: none was ever started
    QString projectId = {};
    QString clusterId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<QString> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ShowAgencyTask>);

// GET /v1.1/{project}/clusters/{id}/hosts
struct ListClusterHosts
{
    using Response = PageOf<ClusterNode>;
    static constexpr int pageSize = 500;
    QString projectId = {};
    QString clusterId = {};
    int page = 1;

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Response> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListClusterHosts>);

// A server as ECS has it, as far as its binding goes.
struct EcsServer
{
    QString id = {};
    QString name = {};
    QString hostName = {}; // OS-EXT-SRV-ATTR:hostname; empty: not told
    QString agency = {};   // metadata agency_name; empty: none is bound
    bool hasMetadata = false; // false: the member is missing or null, so nothing is known of the binding
    bool isBareMetal = false; // by its tag
    QString status = {}, vmState = {}, taskState = {};

    friend bool operator==(const EcsServer &, const EcsServer &) = default;
};
// Why the binding of a server without hasMetadata is not known.
[[nodiscard]] Error shownWithoutMetadata();

// GET /v1/{project}/cloudservers/detail: the whole list costs less than a call for each node.
struct ListEcsServers
{
    using Response = PageOf<EcsServer>;
    static constexpr int pageSize = 200; // at most 1000, advised
    QString projectId = {};
    int page = 1;

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Response> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ListEcsServers>);

// GET /v1/{project}/cloudservers/{id}
struct ShowEcsServer
{
    using Response = EcsServer;
    QString projectId = {};
    QString serverId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<EcsServer> parse(const QJsonObject &body);
};
static_assert(ApiRequest<ShowEcsServer>);

// POST /v1/{project}/cloudservers/{id}/metadata: merges, so that every other key stays. Never the PUT of Nova, which
// wipes them.
struct BindServerAgency
{
    using Response = QString; // the agency that the answer confirms
    QString projectId = {};
    QString serverId = {};
    QString agency = {}; // not empty: nothing is unbound

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<QString> parse(const QJsonObject &body);
};
static_assert(ApiRequest<BindServerAgency>);

// DELETE /v2.1/{project}/servers/{id}/metadata/agency_name: that key alone. Only to give back what was before a binding of
// ours; nothing is unbound otherwise.
struct ClearServerAgency
{
    using Response = Done;
    QString projectId = {};
    QString serverId = {};

    [[nodiscard]] HttpCall call() const;
    [[nodiscard]] static Result<Done> parse(const QJsonObject &) { return Done{}; }
};
static_assert(ApiRequest<ClearServerAgency>);

} // namespace claviger
