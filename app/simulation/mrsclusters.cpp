// SPDX-License-Identifier: Apache-2.0
// Clusters as MRS tells of them: mrs.md, sections 1, 2 and 4.
#include "app/simulation/ecswire.h"
#include "app/simulation/iamrequest.h"
#include "app/simulation/mrsrequest.h"
#include "app/simulation/patchedobject.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr int mostRows = 2'147'483'646;
constexpr qsizetype longestClusterName = 64;

const QStringList &clusterStates()
{
    static const QStringList states{u"starting"_s,    u"running"_s, u"terminated"_s,  u"failed"_s,    u"abnormal"_s,
                                    u"terminating"_s, u"frozen"_s,  u"scaling-out"_s, u"scaling-in"_s};
    return states;
}

struct Component
{
    const char *name;
    const char *number;
    const char *version;
};
constexpr Component components[] = {{"Hadoop", "001", "3.3.1"},
                                    {"Ranger", "020", "2.3.0"},
                                    {"ClickHouse", "021", "23.3.2"},
                                    {"Guardian", "034", "0.1.0"}};

JsonObject describedComponent(const Cluster &cluster, const QString &name)
{
    Component known{nullptr, "099", "1.0.0"};
    for (const Component &component : components) {
        if (name == QLatin1String(component.name))
            known = component;
    }
    return JsonObject()
        .add("componentId", cluster.version + u'_' + QLatin1String(known.number))
        .add("componentName", name)
        .add("componentVersion", QString::fromLatin1(known.version))
        .add("componentDesc", name + u" as installed with the cluster"_s);
}

struct NodeGroup
{
    QString name = {};
    std::vector<const Server *> servers = {};

    [[nodiscard]] bool isTask() const { return servers.front()->type == "Task"_L1; }
};

std::vector<NodeGroup> groupsOf(const std::vector<Server *> &servers)
{
    std::vector<NodeGroup> groups;
    for (const Server *server : servers) {
        auto it = std::find_if(groups.begin(), groups.end(),
                               [&](const NodeGroup &group) { return group.name == server->group; });
        if (it == groups.end())
            it = groups.insert(groups.end(), NodeGroup{.name = server->group});
        it->servers.push_back(server);
    }
    return groups;
}

// OMSServer:1,2 where some nodes of the group have a role, DataNode where all have it.
QStringList assignedRoles(const NodeGroup &group)
{
    std::vector<std::pair<QString, QStringList>> places;
    const auto note = [&places](const QString &role, std::size_t number) {
        auto it = std::find_if(places.begin(), places.end(), [&](const auto &entry) { return entry.first == role; });
        if (it == places.end())
            it = places.insert(places.end(), {role, {}});
        it->second += QString::number(number);
    };
    for (std::size_t i = 0; i < group.servers.size(); ++i) {
        for (const QString &role : group.servers[i]->roles)
            note(role == "Manager:Manager"_L1 ? u"OMSServer"_s : role.section(u':', 1), i + 1);
    }
    QStringList roles;
    for (const auto &[role, numbers] : places) {
        const bool isEverywhere = numbers.size() == static_cast<qsizetype>(group.servers.size());
        roles += isEverywhere && role != "OMSServer"_L1 ? role : role + u':' + numbers.join(u',');
    }
    return roles;
}

JsonObject describedGroup(const NodeGroup &group)
{
    return JsonObject()
        .add("groupName", group.name)
        .add("nodeNum", static_cast<int>(group.servers.size()))
        .add("nodeSize", mrsFlavor(group.servers.front()->flavor))
        .add("rootVolumeSize", 480)
        .add("rootVolumeType", u"SAS"_s)
        .add("dataVolumeType", u"SAS"_s)
        .add("dataVolumeSize", dataVolumeSize)
        .add("dataVolumeCount", dataVolumesOf(*group.servers.front()))
        .add("nodeSpecId", QString())
        .add("nodeProductId", QString())
        .null("vmSpecCode")
        .add("vmProductId", QString())
        .raw("assignedRoles", jsonArray(assignedRoles(group)));
}

int countOf(const std::vector<Server *> &servers, QLatin1String type)
{
    return static_cast<int>(
        std::count_if(servers.begin(), servers.end(), [type](const Server *server) { return server->type == type; }));
}

qint64 epochSeconds(Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

PatchedObject &addAddresses(PatchedObject &wire, const Cluster &cluster, const Server *master)
{
    const QString address = master ? master->ip : u"unknown"_s;
    wire.add("masterNodeIp", address).add("internalIp", address).add("privateIpFirst", address);
    if (cluster.externalIp.isEmpty())
        return wire.null("externalIp")
            .null("externalAlternateIp")
            .null("eipId")
            .null("eipAddress")
            .null("eipv6Address");
    return wire.add("externalIp", cluster.externalIp)
        .null("externalAlternateIp")
        .add("eipId", u"6a9b5f1c-9f3b-4f2e-9b9c-0c1d2e3f4a5b"_s)
        .add("eipAddress", cluster.externalIp)
        .null("eipv6Address");
}

QString tagTexts(const Cluster &cluster)
{
    QStringList texts;
    for (const auto &[key, value] : cluster.tags)
        texts += key + u'=' + value;
    return texts.join(u',');
}

void addGroups(PatchedObject &wire, const std::vector<Server *> &servers)
{
    std::vector<JsonObject> ordinary;
    std::vector<JsonObject> tasks;
    for (const NodeGroup &group : groupsOf(servers))
        (group.isTask() ? tasks : ordinary).push_back(describedGroup(group));
    wire.add("nodeGroups", ordinary);
    if (tasks.empty())
        wire.null("taskNodeGroups");
    else
        wire.add("taskNodeGroups", tasks);
}

QByteArray clusterWire(World &world, const Cluster &cluster, bool isDetail)
{
    const std::vector<Server *> servers = world.fleet.serversOf(cluster);
    const auto isMaster = [](const Server *server) { return server->type == "Master"_L1; };
    const auto first = std::find_if(servers.begin(), servers.end(), isMaster);
    const Server *master = first == servers.end() ? nullptr : *first;
    const auto firstCore =
        std::find_if(servers.begin(), servers.end(), [](const Server *server) { return server->type == "Core"_L1; });
    const Project *project = world.project(cluster.projectId);
    const QString zone = availabilityZoneOf(project);
    PatchedObject wire(cluster.wire);
    wire.add("clusterId", cluster.id)
        .add("clusterName", cluster.name)
        .add("clusterState", cluster.state)
        .add("clusterType", cluster.type)
        .add("clusterVersion", cluster.version)
        .add("stageDesc", QString())
        .add("errorInfo", QString())
        .add("scale", cluster.scale)
        .addQuoted("createAt", epochSeconds(cluster.created))
        .addQuoted("updateAt", epochSeconds(cluster.updated.value_or(cluster.created + 1690s)))
        .addQuoted("chargingStartTime", epochSeconds(cluster.created + 1690s))
        .add("billingType", u"Metered"_s)
        .add("dataCenter", regionOf(project))
        .add("azId", zone)
        .add("azName", zone)
        .add("azCode", zone)
        .add("vpc", u"vpc-bigdata"_s)
        .add("vpcId", QString::fromLatin1(bigDataVpcId))
        .add("subnetId", u"815bece0-fd22-4b65-8a6e-15788c99ee43"_s)
        .add("subnetName", u"subnet-bigdata"_s)
        .add("securityGroupsId", u"845bece1-fd22-4b45-7a6e-14338c99ee43"_s)
        .add("slaveSecurityGroupsId", u"845bece1-fd22-4b45-7a6e-14338c99ee43"_s)
        .add("safeMode", cluster.isKerberos ? 1 : 0);
    addAddresses(wire, cluster, master)
        .addQuoted("masterNodeNum", countOf(servers, "Master"_L1))
        .addQuoted("coreNodeNum", countOf(servers, "Core"_L1))
        .addQuoted("totalNodeNum", static_cast<qint64>(servers.size()))
        .add("masterNodeSize", master ? mrsFlavor(master->flavor) : QString())
        .add("coreNodeSize", firstCore == servers.end() ? QString() : mrsFlavor((*firstCore)->flavor))
        .add("isMrsManagerFinish", cluster.state != "starting"_L1)
        .add("nodePublicCertName", u"kp-bigdata"_s)
        .add("logCollection", 1)
        .add("tenantId", cluster.projectId)
        .add("enterpriseProjectId", u"0"_s);
    if (cluster.recordedAgency)
        wire.add("mrsEcsDefaultAgency", *cluster.recordedAgency);
    wire.add("tags", tagTexts(cluster))
        .add("volumeSize", 0)
        .null("volumeType")
        .add("componentList", jsonList(cluster.components, [&cluster](const QString &name) {
                 return describedComponent(cluster, name);
             }));
    addGroups(wire, servers);
    if (isDetail) {
        wire.raw("bootstrapScripts", "[]");
        if (master)
            wire.add("vnc", u"v2/%1/servers/%2/action"_s.arg(cluster.projectId, master->id));
    }
    return wire.json();
}

// "k1*v1,k2*v2": all of them; "k1" alone has the empty value.
bool hasTags(const Cluster &cluster, const QString &wanted)
{
    const QStringList pairs = wanted.split(u',', Qt::SkipEmptyParts);
    return std::all_of(pairs.begin(), pairs.end(), [&cluster](const QString &pair) {
        const std::pair<QString, QString> tag{pair.section(u'*', 0, 0), pair.section(u'*', 1)};
        return std::find(cluster.tags.begin(), cluster.tags.end(), tag) != cluster.tags.end();
    });
}

} // namespace

Reply listClusters(MrsRequest &request)
{
    if (request.world.fleet.levers.clusterListFails)
        return mrsError(u"12000041"_s);
    const std::optional<int> size = queryNumber(request.query, u"pageSize"_s, 10, 1, mostRows);
    const std::optional<int> page = queryNumber(request.query, u"currentPage"_s, 1, 1, mostRows);
    const QString state = queryText(request.query, u"clusterState"_s);
    const QString tags = queryText(request.query, u"tags"_s);
    const QString name =
        request.world.fleet.levers.isHuaweiCloud ? queryText(request.query, u"clusterName"_s) : QString();
    if (!size || !page || (!state.isEmpty() && !clusterStates().contains(state)))
        return mrsError(u"12000009"_s);
    const std::vector<Cluster *> &all = request.world.fleet.clustersIn(request.projectId());
    std::vector<Cluster *> fitting;
    const bool isFiltered = !state.isEmpty() || !tags.isEmpty() || !name.isEmpty();
    if (isFiltered) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(fitting), [&](const Cluster *cluster) {
            return (state.isEmpty() || cluster->state == state) && hasTags(*cluster, tags)
                && cluster->name.contains(name);
        });
    }
    const std::vector<Cluster *> &listed = isFiltered ? fitting : all;
    QByteArray clusters;
    for (const Cluster *cluster : rowsOfPage(listed, *page, *size))
        clusters += (clusters.isEmpty() ? "" : ",") + clusterWire(request.world, *cluster, false);
    return jsonReply(
        200, JsonObject().add("clusterTotal", static_cast<int>(listed.size())).raw("clusters", '[' + clusters + ']'));
}

Reply showCluster(MrsRequest &request)
{
    if (request.cluster->detailsFail)
        return mrsError(u"12000023"_s);
    return jsonReply(200, JsonObject().raw("cluster", clusterWire(request.world, *request.cluster, true)));
}

Reply renameCluster(MrsRequest &request)
{
    const QString name = request.body["cluster_name"_L1].toString();
    const auto fits = [](QChar c) { return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'_' || c == u'-'); };
    if (name.size() < 2 || name.size() > longestClusterName || !std::all_of(name.begin(), name.end(), fits))
        return mrsError(u"12000002"_s);
    const auto &others = request.world.fleet.clustersIn(request.projectId());
    if (std::any_of(others.begin(), others.end(), [&](const Cluster *other) {
            return other != request.cluster && other->name == name && other->state != "terminated"_L1;
        }))
        return mrsError(u"12000002"_s);
    request.cluster->name = name;
    request.cluster->updated = request.world.now();
    return jsonReply(200, JsonObject().add("result", u"succeeded"_s));
}

Reply listClusterTags(MrsRequest &request)
{
    return jsonReply(200, JsonObject().add("tags", jsonList(request.cluster->tags, [](const auto &tag) {
                                               return JsonObject().add("key", tag.first).add("value", tag.second);
                                           })));
}

} // namespace claviger::sim
