// SPDX-License-Identifier: Apache-2.0
// Servers as ECS tells of them: ecs.md, sections 1 and 2.
#include "app/simulation/ecsrequest.h"
#include "app/simulation/ecswire.h"
#include "app/simulation/iamrequest.h"
#include "app/simulation/patchedobject.h"

#include <QUuid>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr int mostServers = 1'000; // of a page
constexpr char imageId[] = "c71b64e7-4767-4406-afde-2c7c7ac2242c";
constexpr char ownerId[] = "0bc5e11f91dd48849bb03b7c8a263b2c";
constexpr char bareMetalTag[] = "__type_baremetal";

const QStringList &serverStates()
{
    static const QStringList states{
        u"ACTIVE"_s,        u"BUILD"_s,   u"ERROR"_s,   u"HARD_REBOOT"_s,       u"MIGRATING"_s,
        u"REBOOT"_s,        u"REBUILD"_s, u"RESIZE"_s,  u"REVERT_RESIZE"_s,     u"SHUTOFF"_s,
        u"VERIFY_RESIZE"_s, u"DELETED"_s, u"SHELVED"_s, u"SHELVED_OFFLOADED"_s, u"UNKNOWN"_s};
    return states;
}

// A part of the text; "." stands for any character.
bool fitsSomewhere(QStringView text, QStringView part)
{
    for (qsizetype at = 0; at + part.size() <= text.size(); ++at) {
        qsizetype same = 0;
        while (same < part.size() && (part[same] == u'.' || part[same] == text[at + same]))
            ++same;
        if (same == part.size())
            return true;
    }
    return false;
}

QStringList tagsOf(const Server &server)
{
    return server.isBareMetal ? server.tags + QStringList{QString::fromLatin1(bareMetalTag)} : server.tags;
}

bool hasAllTags(const Server &server, const QString &wanted)
{
    const QStringList tags = tagsOf(server);
    const QStringList names = wanted.split(u',', Qt::SkipEmptyParts);
    return std::all_of(names.begin(), names.end(), [&tags](const QString &name) { return tags.contains(name); });
}

struct ServerFilter
{
    QString name, ip, status, flavor, tags, notTags, reservation;
    std::optional<Instant> changedSince;
    bool isReadable = true;

    explicit ServerFilter(const QUrlQuery &query)
        : name(queryText(query, u"name"_s))
        , ip(queryText(query, u"ip"_s))
        , status(queryText(query, u"status"_s))
        , flavor(queryText(query, u"flavor"_s))
        , tags(queryText(query, u"tags"_s))
        , notTags(queryText(query, u"not-tags"_s))
        , reservation(queryText(query, u"reservation_id"_s))
    {
        const QString since = queryText(query, u"changes-since"_s);
        if (since.isEmpty())
            return;
        const Result<Instant> time = parseWireTime(since);
        isReadable = time.has_value();
        if (time)
            changedSince = *time;
    }
    [[nodiscard]] bool isValid() const { return isReadable && (status.isEmpty() || serverStates().contains(status)); }
    [[nodiscard]] bool letsAllThrough() const
    {
        return name.isEmpty() && ip.isEmpty() && status.isEmpty() && flavor.isEmpty() && tags.isEmpty()
            && notTags.isEmpty() && reservation.isEmpty() && !changedSince;
    }
    [[nodiscard]] bool fits(const Server &server) const
    {
        return fitsSomewhere(server.name, name) && fitsSomewhere(server.ip, ip)
            && (status.isEmpty() || server.status == status) && (flavor.isEmpty() || server.flavor == flavor)
            && hasAllTags(server, tags) && (notTags.isEmpty() || !hasAllTags(server, notTags))
            && (!changedSince || server.updated.value_or(server.created) >= *changedSince)
            && reservation.isEmpty(); // servers were not made by one
    }
};

QString hardwareAddress(const Server &server)
{
    const QByteArray digits = QUuid::fromString(server.id).toRfc4122().toHex();
    return u"fa:16:3e:%1:%2:%3"_s.arg(QString::fromLatin1(digits.mid(0, 2)), QString::fromLatin1(digits.mid(2, 2)),
                                      QString::fromLatin1(digits.mid(4, 2)));
}

QString portOf(const Server &server)
{
    return QUuid::createUuidV5(QUuid::fromString(server.id), u"port"_s).toString(QUuid::WithoutBraces);
}

JsonObject addressesOf(const Server &server, bool isNova)
{
    JsonObject address;
    if (isNova)
        address.add("version", 4);
    else
        address.add("version", u"4"_s);
    address.add("addr", server.ip)
        .add("OS-EXT-IPS:type", u"fixed"_s)
        .add("OS-EXT-IPS-MAC:mac_addr", hardwareAddress(server));
    if (!isNova)
        address.add("OS-EXT-IPS:port_id", portOf(server)).add("primary", true);
    return JsonObject().add(bigDataVpcId, std::vector{address});
}

int powerStateOf(const Server &server)
{
    if (server.vmState == "paused"_L1)
        return 3;
    return server.status == "ACTIVE"_L1 ? 1 : 4;
}

QString launchedAt(const Server &server)
{
    return toUtc(server.created + 25s).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'749'"_s);
}

QString updatedAt(const Server &server)
{
    return isoUtc(server.updated.value_or(server.created + 187s));
}

void addExtensions(PatchedObject &wire, World &world, const Server &server)
{
    wire.add("OS-SRV-USG:launched_at", launchedAt(server))
        .null("OS-SRV-USG:terminated_at")
        .add("OS-EXT-STS:vm_state", server.vmState);
    if (server.taskState.isEmpty())
        wire.null("OS-EXT-STS:task_state");
    else
        wire.add("OS-EXT-STS:task_state", server.taskState);
    wire.add("OS-EXT-STS:power_state", powerStateOf(server))
        .add("OS-EXT-AZ:availability_zone", availabilityZoneOf(world.project(server.projectId)))
        .add("OS-EXT-SRV-ATTR:hostname", server.hostName);
}

QByteArray describedCloudServer(World &world, const Server &server)
{
    const FlavorSize size = sizeOf(server.flavor);
    PatchedObject wire(server.serverWire);
    wire.add("id", server.id)
        .add("name", server.name)
        .add("status", server.status)
        .add("created", isoUtc(server.created))
        .add("updated", updatedAt(server));
    addExtensions(wire, world, server);
    return wire.add("addresses", addressesOf(server, false))
        .add("flavor",
             JsonObject()
                 .add("id", server.flavor)
                 .add("name", server.flavor)
                 .add("vcpus", QString::number(size.processors))
                 .add("ram", QString::number(size.memory))
                 .add("disk", u"0"_s))
        .raw("metadata", metadataJson(server.metadata))
        .raw("tags", jsonArray(tagsOf(server)))
        .add("sys_tags", std::vector{JsonObject().add("key", u"_sys_enterprise_project_id"_s).add("value", u"0"_s)})
        .add("tenant_id", server.projectId)
        .add("user_id", QString::fromLatin1(ownerId))
        .add("key_name", u"kp-bigdata"_s)
        .add("locked", false)
        .add("host_status", u"UP"_s)
        .add("security_groups",
             std::vector{JsonObject().add("id", u"6505b5d1-7837-41eb-8a1c-869d4355baa3"_s).add("name", u"sg-mrs"_s)})
        .add("image", JsonObject().add("id", QString::fromLatin1(imageId)))
        .json();
}

QString novaLink(const EcsRequest &request, const QString &path)
{
    return request.endpoints.value(u"ecs"_s) + u"/v2.1/"_s + request.projectId() + path;
}

std::vector<JsonObject> linksOf(const EcsRequest &request, const QString &path)
{
    return {JsonObject().add("rel", u"self"_s).add("href", novaLink(request, path)),
            JsonObject()
                .add("rel", u"bookmark"_s)
                .add("href", request.endpoints.value(u"ecs"_s) + u'/' + request.projectId() + path)};
}

QByteArray describedNovaServer(const EcsRequest &request, const Server &server)
{
    const QString image = QString::fromLatin1(imageId);
    PatchedObject wire(server.serverWire);
    wire.add("id", server.id)
        .add("name", server.name)
        .add("status", server.status)
        .add("tenant_id", server.projectId)
        .add("user_id", QString::fromLatin1(ownerId))
        .raw("metadata", metadataJson(server.metadata))
        .add("hostId", QString())
        .add("image", JsonObject().add("id", image).add("links", linksOf(request, u"/images/"_s + image)))
        .add("flavor",
             JsonObject().add("id", server.flavor).add("links", linksOf(request, u"/flavors/"_s + server.flavor)))
        .add("created", isoUtc(server.created))
        .add("updated", updatedAt(server))
        .add("addresses", addressesOf(server, true))
        .add("accessIPv4", QString())
        .add("accessIPv6", QString())
        .add("links", linksOf(request, u"/servers/"_s + server.id))
        .add("OS-DCF:diskConfig", u"MANUAL"_s)
        .add("progress", 0)
        .add("config_drive", QString())
        .add("key_name", u"kp-bigdata"_s);
    addExtensions(wire, request.world, server);
    return wire.add("security_groups", std::vector{JsonObject().add("name", u"sg-mrs"_s)})
        .raw("os-extended-volumes:volumes_attached", "[]")
        .json();
}

QByteArray namedNovaServer(const EcsRequest &request, const Server &server)
{
    return JsonObject()
        .add("id", server.id)
        .add("name", server.name)
        .add("links", linksOf(request, u"/servers/"_s + server.id))
        .json();
}

// What stands after the marker, as many as the limit.
tl::expected<std::vector<Server *>, Reply> novaPage(EcsRequest &request)
{
    const ServerFilter filter(request.query);
    const std::optional<int> limit =
        queryNumber(request.query, u"limit"_s, mostServers, 0, std::numeric_limits<int>::max());
    if (!limit || !filter.isValid())
        return tl::unexpected(ecsError(request, 400, {}, u"Invalid input for query parameters"_s));
    const std::vector<Server *> &all = request.world.fleet.serversIn(request.projectId());
    std::size_t at = 0;
    if (const QString marker = queryText(request.query, u"marker"_s); !marker.isEmpty()) {
        const Server *last = request.world.fleet.server(marker);
        if (!last || last->projectId != request.projectId())
            return tl::unexpected(ecsError(request, 400, {}, u"marker [%1] not found"_s.arg(marker.left(100))));
        at = last->placeInProject + 1;
    }
    const auto most = static_cast<std::size_t>(std::min(*limit, mostServers));
    std::vector<Server *> page;
    for (; at < all.size() && page.size() < most; ++at) {
        if (filter.letsAllThrough() || filter.fits(*all[at]))
            page.push_back(all[at]);
    }
    return page;
}

Reply novaList(EcsRequest &request, QByteArray (*describe)(const EcsRequest &, const Server &))
{
    const tl::expected<std::vector<Server *>, Reply> page = novaPage(request);
    if (!page)
        return page.error();
    QByteArray servers;
    for (const Server *server : *page)
        servers += (servers.isEmpty() ? "" : ",") + describe(request, *server);
    return jsonReply(200, JsonObject().raw("servers", '[' + servers + ']'));
}

} // namespace

Reply listCloudServers(EcsRequest &request)
{
    const ServerFilter filter(request.query);
    const std::optional<int> size = queryNumber(request.query, u"limit"_s, 25, 1, mostServers);
    const std::optional<int> page =
        queryNumber(request.query, u"offset"_s, 1, 0, std::numeric_limits<int>::max()); // 0 is the first as well
    if (!size || !page || !filter.isValid())
        return ecsError(request, 400, u"Ecs.0005"_s, u"Invalid query parameter"_s);
    const std::vector<Server *> &all = request.world.fleet.serversIn(request.projectId());
    std::vector<Server *> fitting;
    if (!filter.letsAllThrough()) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(fitting),
                     [&filter](const Server *server) { return filter.fits(*server); });
    }
    const std::vector<Server *> &listed = filter.letsAllThrough() ? all : fitting;
    QByteArray servers;
    for (const Server *server : rowsOfPage(listed, std::max(*page, 1), *size))
        servers += (servers.isEmpty() ? "" : ",") + describedCloudServer(request.world, *server);
    return jsonReply(200,
                     JsonObject().add("count", static_cast<int>(listed.size())).raw("servers", '[' + servers + ']'));
}

Reply showCloudServer(EcsRequest &request)
{
    return jsonReply(200, JsonObject().raw("server", describedCloudServer(request.world, *request.server)));
}

Reply listNovaServers(EcsRequest &request)
{
    return novaList(request, namedNovaServer);
}

Reply listNovaServersInDetail(EcsRequest &request)
{
    return novaList(request, describedNovaServer);
}

Reply showNovaServer(EcsRequest &request)
{
    return jsonReply(200, JsonObject().raw("server", describedNovaServer(request, *request.server)));
}

} // namespace claviger::sim
