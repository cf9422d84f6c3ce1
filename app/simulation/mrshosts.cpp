// SPDX-License-Identifier: Apache-2.0
// The nodes of a cluster: mrs.md, section 3.
#include "app/simulation/ecswire.h"
#include "app/simulation/iamrequest.h"
#include "app/simulation/mrsrequest.h"
#include "app/simulation/patchedobject.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int mostHostRows = 2'147'483'646;

QByteArray describedHost(const Server &server)
{
    const FlavorSize size = sizeOf(server.flavor);
    PatchedObject wire(server.hostWire);
    return wire.add("id", server.id)
        .add("name", server.name)
        .add("ip", server.ip)
        .add("status", server.status)
        .add("flavor", mrsFlavor(server.flavor))
        .add("type", server.type)
        .addQuoted("mem", size.memory)
        .addQuoted("cpu", size.processors)
        .add("root_volume_size", u"480"_s)
        .add("data_volume_type", u"SAS"_s)
        .add("data_volume_size", dataVolumeSize)
        .add("data_volume_count", dataVolumesOf(server))
        .json();
}

JsonObject describedNode(const Server &server, bool withDetail)
{
    const FlavorSize size = sizeOf(server.flavor);
    JsonObject wire;
    wire.add("node_name", server.hostName)
        .add("resource_id", server.id)
        .add("node_group_name", server.group)
        .add("node_type", server.type)
        .add("node_status", server.status == "ACTIVE"_L1 ? u"normal"_s : u"abnormal"_s)
        .add("billing_type", u"on-quantity"_s)
        .add("server_info",
             JsonObject()
                 .add("server_id", server.id)
                 .add("server_name", server.name)
                 .add("server_type", server.isBareMetal ? u"BMS"_s : u"ECS"_s)
                 .add("internal_ip", server.ip)
                 .add("cpu", QString::number(size.processors))
                 .add("mem", QString::number(size.memory))
                 .add("cpu_type", u"x86"_s))
        .add("component_infos", jsonList(server.roles, [](const QString &role) {
                 return JsonObject()
                     .add("component_name", role.section(u':', 0, 0))
                     .add("role_name", role.section(u':', 1));
             }));
    if (withDetail)
        wire.add("node_detail", JsonObject().add("root_volume_size", 480).add("data_volume_size", dataVolumeSize));
    return wire;
}

// Those that the filters of the query let through.
std::vector<Server *> wantedNodes(MrsRequest &request)
{
    const QString group = queryText(request.query, u"node_group"_s);
    const QString name = queryText(request.query, u"node_name"_s);
    const QString ip = queryText(request.query, u"internal_ip"_s);
    std::vector<Server *> nodes = request.world.fleet.serversOf(*request.cluster);
    std::erase_if(nodes, [&](const Server *node) {
        return (!group.isEmpty() && node->group != group) || !node->hostName.contains(name, Qt::CaseInsensitive)
            || (!ip.isEmpty() && node->ip != ip);
    });
    if (queryText(request.query, u"sort_key"_s) == "node_name"_L1) {
        const bool isDescending = queryText(request.query, u"sort_dir"_s) == "desc"_L1;
        std::sort(nodes.begin(), nodes.end(), [isDescending](const Server *a, const Server *b) {
            return isDescending ? b->hostName < a->hostName : a->hostName < b->hostName;
        });
    }
    return nodes;
}

} // namespace

Reply listHosts(MrsRequest &request)
{
    if (request.cluster->hostsFail)
        return mrsError(u"12000019"_s);
    const std::optional<int> size = queryNumber(request.query, u"pageSize"_s, 10, 1, mostHostRows);
    const std::optional<int> page = queryNumber(request.query, u"currentPage"_s, 1, 1, mostHostRows);
    if (!size || !page)
        return mrsError(u"12000009"_s);
    const std::vector<Server *> servers = request.world.fleet.serversOf(*request.cluster);
    QByteArray hosts;
    for (const Server *server : rowsOfPage(servers, *page, *size))
        hosts += (hosts.isEmpty() ? "" : ",") + describedHost(*server);
    return jsonReply(200, JsonObject().add("total", static_cast<int>(servers.size())).raw("hosts", '[' + hosts + ']'));
}

Reply listNodes(MrsRequest &request)
{
    const std::optional<int> size = queryNumber(request.query, u"limit"_s, 10, 1, mostHostRows);
    const std::optional<int> page = queryNumber(request.query, u"offset"_s, 1, 1, mostHostRows);
    if (!size || !page)
        return mrsError(u"12000009"_s);
    const bool withDetail = queryText(request.query, u"query_node_detail"_s) == "true"_L1;
    const std::vector<Server *> nodes = wantedNodes(request);
    return jsonReply(200,
                     JsonObject()
                         .add("node_total", static_cast<int>(nodes.size()))
                         .add("nodes", jsonList(rowsOfPage(nodes, *page, *size), [withDetail](const Server *node) {
                                  return describedNode(*node, withDetail);
                              })));
}

} // namespace claviger::sim
