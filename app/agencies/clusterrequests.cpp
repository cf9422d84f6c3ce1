// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/clusterrequests.h"

#include "app/agencies/words.h"
#include "app/cloud/loosejson.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype largestList = 32 * 1024 * 1024; // a page of servers is about a quarter of a megabyte

QString part(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString mrsPath(const QString &projectId, const QString &rest)
{
    return u"/v1.1/"_s + part(projectId) + rest;
}

QString serverPath(const QString &projectId, const QString &rest)
{
    return u"/v1/"_s + part(projectId) + u"/cloudservers/"_s + rest;
}

HttpCall projectCall(Service service, const QString &projectId, const QString &path)
{
    return {.path = path, .authority = Authority::Project, .projectId = projectId, .service = service};
}

Error noList(const QString &member)
{
    return {.fault = Fault::Unreadable, .detail = AgencyWords::tr("the answer has no usable “%1” (a list)").arg(member)};
}

// One element after the other, by a reader that gives nothing for what has no id.
template <typename T, typename Reader>
Result<PageOf<T>> pageOf(const QJsonObject &body, const QString &member, const QString &totalMember, Reader reader)
{
    if (!body.value(member).isArray())
        return tl::unexpected(noList(member));
    PageOf<T> page{.total = looseNumber(body.value(totalMember))};
    const QJsonArray list = body.value(member).toArray();
    for (const auto &element : list) {
        if (std::optional<T> row = reader(element.toObject()))
            page.rows.push_back(std::move(*row));
        else
            ++page.unreadable;
    }
    return page;
}

bool namesComponent(const QJsonObject &cluster, QLatin1String wanted)
{
    const std::vector<QJsonObject> components = looseObjects(cluster.value(u"componentList"_s));
    return std::any_of(components.begin(), components.end(), [wanted](const QJsonObject &component) {
        return looseText(component.value(u"componentName"_s)).compare(wanted, Qt::CaseInsensitive) == 0;
    });
}

std::vector<NodeGroupRoles> groupsOf(const QJsonObject &cluster)
{
    std::vector<NodeGroupRoles> groups;
    for (const QString &member : {u"nodeGroups"_s, u"taskNodeGroups"_s})
        for (const QJsonObject &object : looseObjects(cluster.value(member))) {
            NodeGroupRoles group{.name = looseText(object.value(u"groupName"_s))};
            const QJsonValue roles = object.value(u"assignedRoles"_s);
            if (roles.isArray()) {
                group.roles.emplace();
                const QJsonArray list = roles.toArray();
                for (const auto &role : list)
                    group.roles->append(role.toString());
            }
            const bool isKnown = std::any_of(groups.begin(), groups.end(), [&group](const NodeGroupRoles &one) { return one.name == group.name; });
            if (!isKnown) // task groups may stand in both lists
                groups.push_back(std::move(group));
        }
    return groups;
}

std::optional<MrsCluster> readCluster(const QJsonObject &object)
{
    const QString id = looseText(object.value(u"clusterId"_s));
    if (id.isEmpty())
        return {};
    MrsCluster cluster{.id = id,
                       .name = looseText(object.value(u"clusterName"_s)),
                       .projectId = looseText(object.value(u"tenantId"_s)),
                       .state = looseText(object.value(u"clusterState"_s)),
                       .scale = looseText(object.value(u"scale"_s)),
                       .version = looseText(object.value(u"clusterVersion"_s)),
                       .isKerberos = looseFlag(object.value(u"safeMode"_s)),
                       .hasGuardian = namesComponent(object, "Guardian"_L1),
                       .groups = groupsOf(object)};
    if (const std::optional<qint64> nodes = looseNumber(object.value(u"totalNodeNum"_s)))
        cluster.nodeCount = static_cast<int>(std::clamp<qint64>(*nodes, 0, 1'000'000));
    if (const QJsonValue record = object.value(u"mrsEcsDefaultAgency"_s); record.isString())
        cluster.recordedAgency = record.toString();
    return cluster;
}

// The example says Master and Core, the table MasterNode and CoreNode.
ClusterNode::Role roleOf(const QString &type)
{
    if (type.startsWith("Master"_L1, Qt::CaseInsensitive))
        return ClusterNode::Master;
    if (type.startsWith("Core"_L1, Qt::CaseInsensitive))
        return ClusterNode::Core;
    return type.startsWith("Task"_L1, Qt::CaseInsensitive) ? ClusterNode::Task : ClusterNode::OtherRole;
}

std::optional<ClusterNode> readNode(const QJsonObject &object)
{
    const QString id = looseText(object.value(u"id"_s));
    if (id.isEmpty())
        return {};
    return ClusterNode{.serverId = id,
                       .name = looseText(object.value(u"name"_s)),
                       .ip = looseText(object.value(u"ip"_s)),
                       .status = looseText(object.value(u"status"_s)),
                       .role = roleOf(looseText(object.value(u"type"_s)))};
}

std::optional<EcsServer> readServer(const QJsonObject &object)
{
    const QString id = looseText(object.value(u"id"_s));
    if (id.isEmpty())
        return {};
    const QJsonValue metadata = object.value(u"metadata"_s);
    EcsServer server{.id = id,
                     .name = looseText(object.value(u"name"_s)),
                     .hostName = looseText(object.value(u"OS-EXT-SRV-ATTR:hostname"_s)),
                     .agency = looseText(metadata.toObject().value(u"agency_name"_s)),
                     .hasMetadata = metadata.isObject(),
                     .status = looseText(object.value(u"status"_s)),
                     .vmState = looseText(object.value(u"OS-EXT-STS:vm_state"_s)),
                     .taskState = looseText(object.value(u"OS-EXT-STS:task_state"_s))};
    const QJsonArray tags = object.value(u"tags"_s).toArray();
    for (const auto &tag : tags)
        server.isBareMetal = server.isBareMetal || tag.toString().startsWith("__type_baremetal"_L1);
    return server;
}

} // namespace

Error shownWithoutMetadata()
{
    return {.fault = Fault::Unreadable, .detail = AgencyWords::tr("ECS shows the server without its metadata")};
}

HttpCall ListMrsClusters::call() const
{
    HttpCall call = projectCall(Service::Mrs, projectId, mrsPath(projectId, u"/cluster_infos"_s));
    call.query = {{u"pageSize"_s, QString::number(pageSize)}, {u"currentPage"_s, QString::number(page)}};
    call.largestAnswer = largestList;
    return call;
}

Result<ListMrsClusters::Response> ListMrsClusters::parse(const QJsonObject &body)
{
    return pageOf<MrsCluster>(body, u"clusters"_s, u"clusterTotal"_s, readCluster);
}

HttpCall ShowMrsCluster::call() const
{
    return projectCall(Service::Mrs, projectId, mrsPath(projectId, u"/cluster_infos/"_s + part(clusterId)));
}

Result<MrsCluster> ShowMrsCluster::parse(const QJsonObject &body)
{
    const QJsonValue wrapped = body.value(u"cluster"_s);
    if (const std::optional<MrsCluster> cluster = readCluster(wrapped.isObject() ? wrapped.toObject() : body))
        return *cluster;
    return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = AgencyWords::tr("the answer has no usable “cluster”")});
}

HttpCall ShowAgencyTask::call() const
{
    return projectCall(Service::Mrs, projectId,
                       u"/v1/%1/clusters/%2/async_task_status/update_ecs_agency"_s.arg(part(projectId), part(clusterId)));
}

Result<QString> ShowAgencyTask::parse(const QJsonObject &body)
{
    const QString status = looseText(body.value(u"Status"_s));
    return status.isEmpty() ? looseText(body.value(u"status"_s)) : status;
}

HttpCall ListClusterHosts::call() const
{
    HttpCall call = projectCall(Service::Mrs, projectId, mrsPath(projectId, u"/clusters/"_s + part(clusterId) + u"/hosts"_s));
    call.query = {{u"pageSize"_s, QString::number(pageSize)}, {u"currentPage"_s, QString::number(page)}}; // 10 by default
    call.largestAnswer = largestList;
    return call;
}

Result<ListClusterHosts::Response> ListClusterHosts::parse(const QJsonObject &body)
{
    if (body.value(u"hosts"_s).isNull()) // of clusters without any
        return Response{.total = 0};
    return pageOf<ClusterNode>(body, u"hosts"_s, u"total"_s, readNode);
}

HttpCall ListEcsServers::call() const
{
    HttpCall call = projectCall(Service::Ecs, projectId, serverPath(projectId, u"detail"_s));
    call.query = {{u"limit"_s, QString::number(pageSize)}, {u"offset"_s, QString::number(page)}}; // a page number
    call.largestAnswer = largestList;
    return call;
}

Result<ListEcsServers::Response> ListEcsServers::parse(const QJsonObject &body)
{
    return pageOf<EcsServer>(body, u"servers"_s, u"count"_s, readServer);
}

HttpCall ShowEcsServer::call() const
{
    return projectCall(Service::Ecs, projectId, serverPath(projectId, part(serverId)));
}

Result<EcsServer> ShowEcsServer::parse(const QJsonObject &body)
{
    if (const std::optional<EcsServer> server = readServer(body.value(u"server"_s).toObject()))
        return *server;
    return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = AgencyWords::tr("the answer has no usable “server”")});
}

HttpCall BindServerAgency::call() const
{
    HttpCall call = projectCall(Service::Ecs, projectId, serverPath(projectId, part(serverId) + u"/metadata"_s));
    call.verb = "POST";
    call.body = {{u"metadata"_s, QJsonObject{{u"agency_name"_s, agency}}}};
    call.idempotent = false; // a write: entered before it is sent, and read back
    return call;
}

HttpCall ClearServerAgency::call() const
{
    HttpCall call = projectCall(Service::Ecs, projectId,
                                u"/v2.1/%1/servers/%2/metadata/agency_name"_s.arg(part(projectId), part(serverId)));
    call.verb = "DELETE";
    call.idempotent = false;
    return call;
}

Result<QString> BindServerAgency::parse(const QJsonObject &body)
{
    const QJsonValue agency = body.value(u"metadata"_s).toObject().value(u"agency_name"_s);
    if (!agency.isString())
        return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = AgencyWords::tr("the answer does not name the agency")});
    return agency.toString();
}

} // namespace claviger
