// SPDX-License-Identifier: Apache-2.0
// The metadata of a server, and with it the agency of a node: ecs.md, section 3.
#include "app/simulation/ecsrequest.h"
#include "app/simulation/ecswire.h"
#include "app/simulation/iamrequest.h"
#include "app/simulation/metadataservice.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestItem = 255; // characters of a key and of a value
constexpr std::size_t mostItems = 128; // of a server

bool isKeyCharacter(QChar c)
{
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u':' || c == u'.');
}

Reply badItem(const EcsRequest &request, const QString &message)
{
    return ecsError(request, 400, u"Ecs.0005"_s, message);
}

// The items under that member of the body.
tl::expected<Metadata, Reply> readItems(const EcsRequest &request, QLatin1String member)
{
    if (!request.body[member].isObject())
        return tl::unexpected(badItem(request, u"'%1' is a required property"_s.arg(member)));
    const QJsonObject object = request.body[member].toObject();
    Metadata items;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString key = it.key();
        if (key.isEmpty() || key.size() > longestItem || !std::all_of(key.begin(), key.end(), isKeyCharacter))
            return tl::unexpected(badItem(request, u"Invalid metadata key: '%1'"_s.arg(key.left(100))));
        if (!it->isString() || it->toString().size() > longestItem)
            return tl::unexpected(badItem(request, u"Invalid metadata value of key '%1'"_s.arg(key)));
        items.emplace_back(key, it->toString());
    }
    return items;
}

// Null: the state of the server lets its metadata be changed.
std::optional<Reply> checkState(EcsRequest &request)
{
    static const QStringList states{u"active"_s, u"stopped"_s, u"paused"_s, u"suspended"_s};
    const Server &server = *request.server;
    if (!states.contains(server.vmState)) {
        return ecsError(
            request, 409, u"Ecs.0000"_s,
            u"Cannot update the metadata of instance %1 while it is in vm_state %2"_s.arg(server.id, server.vmState));
    }
    const Cluster *cluster = request.world.fleet.cluster(server.clusterId);
    const bool isBusy = !server.taskState.isEmpty() || (cluster && cluster->agencyTask == "running"_L1);
    if (!isBusy)
        return {};
    return ecsError(request, 409, u"Ecs.0000"_s, u"Instance %1 is locked by a running task"_s.arg(server.id));
}

std::optional<Reply> checkRoom(const EcsRequest &request, const Metadata &before, const Metadata &added)
{
    const auto fresh = std::count_if(added.begin(), added.end(), [&before](const auto &item) {
        return std::none_of(before.begin(), before.end(), [&](const auto &old) { return old.first == item.first; });
    });
    if (before.size() + static_cast<std::size_t>(fresh) <= mostItems)
        return {};
    return ecsError(request, 403, u"Ecs.0005"_s, u"Maximum number of metadata items exceeds %1"_s.arg(mostItems));
}

Reply noSuchItem(const EcsRequest &request)
{
    return ecsError(request, 404, u"Ecs.0005"_s, u"Metadata item was not found"_s);
}

bool hasItem(const Server &server, const QString &key)
{
    return std::any_of(server.metadata.begin(), server.metadata.end(),
                       [&](const auto &item) { return item.first == key; });
}

Reply metadataReply(const Metadata &metadata)
{
    return jsonReply(200, JsonObject().raw("metadata", metadataJson(metadata)));
}

void setItems(EcsRequest &request, const Metadata &items)
{
    changeMetadata(request.world, *request.server, [&items](Server &server) {
        for (const auto &[key, value] : items)
            server.setMetadata(key, value);
    });
}

} // namespace

Reply mergeMetadata(EcsRequest &request)
{
    const tl::expected<Metadata, Reply> items = readItems(request, "metadata"_L1);
    if (!items)
        return items.error();
    if (std::optional<Reply> refusal = checkState(request))
        return *refusal;
    if (std::optional<Reply> refusal = checkRoom(request, request.server->metadata, *items))
        return *refusal;
    if (!items->empty())
        setItems(request, *items);
    return metadataReply(request.isNova ? request.server->metadata : *items);
}

Reply listMetadata(EcsRequest &request)
{
    return metadataReply(request.server->metadata);
}

Reply replaceMetadata(EcsRequest &request)
{
    const tl::expected<Metadata, Reply> items = readItems(request, "metadata"_L1);
    if (!items)
        return items.error();
    if (std::optional<Reply> refusal = checkState(request))
        return *refusal;
    if (std::optional<Reply> refusal = checkRoom(request, {}, *items))
        return *refusal;
    changeMetadata(request.world, *request.server, [&items](Server &server) { server.metadata = *items; });
    return metadataReply(request.server->metadata);
}

Reply showMetadataItem(EcsRequest &request)
{
    const QString &key = request.ids.at(2);
    if (!hasItem(*request.server, key))
        return noSuchItem(request);
    return jsonReply(200, JsonObject().raw("meta", metadataJson({{key, request.server->metadataValue(key)}})));
}

Reply putMetadataItem(EcsRequest &request)
{
    const tl::expected<Metadata, Reply> items = readItems(request, "meta"_L1);
    if (!items)
        return items.error();
    if (items->size() != 1 || items->front().first != request.ids.at(2))
        return badItem(request, u"Request body and URI mismatch"_s);
    if (std::optional<Reply> refusal = checkState(request))
        return *refusal;
    if (std::optional<Reply> refusal = checkRoom(request, request.server->metadata, *items))
        return *refusal;
    setItems(request, *items);
    return jsonReply(200, JsonObject().raw("meta", metadataJson(*items)));
}

Reply deleteMetadataItem(EcsRequest &request)
{
    const QString &key = request.ids.at(2);
    if (!hasItem(*request.server, key))
        return noSuchItem(request);
    if (std::optional<Reply> refusal = checkState(request))
        return *refusal;
    changeMetadata(request.world, *request.server, [&key](Server &server) { server.removeMetadata(key); });
    return {.status = 204};
}

} // namespace claviger::sim
