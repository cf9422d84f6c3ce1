// SPDX-License-Identifier: Apache-2.0
// Log collection over REST as the simulated Manager has it. No real call is public (manager.md, 1.5: L1): these are
// ours, described by resources/managerprofiles/simulated.json. A collection also counts as a command of v1, whose
// progress call is documented (row 8).
#include "app/simulation/byterange.h"
#include "app/simulation/clusterservices.h"
#include "app/simulation/managerlogs.h"
#include "app/simulation/managerrequest.h"
#include "app/simulation/managertime.h"
#include "app/simulation/servicelogs.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr qsizetype mostServices = 100;
constexpr qsizetype mostHosts = 2'000;
constexpr auto pickerSlack = 1min; // the picker knows minutes only, so "now" may be the end of this one

tl::unexpected<Reply> notUnderstood(const QString &text)
{
    return tl::unexpected(v2Failed(ManagerRefusal::Parameter, text));
}

std::optional<QStringList> textsIn(const QJsonValue &list, qsizetype most)
{
    if (list.isUndefined())
        return QStringList();
    if (!list.isArray() || list.toArray().size() > most)
        return {};
    QStringList texts;
    const QJsonArray values = list.toArray();
    for (const auto &value : values) {
        if (!value.isString())
            return {};
        if (!texts.contains(value.toString()))
            texts.append(value.toString());
    }
    return texts;
}

struct Wish
{
    Cluster *cluster = nullptr;
    QStringList services = {};
    std::vector<Server *> servers = {};
    LogWindow window = {};
};

// The hosts that are named, or all on which one of the services runs.
tl::expected<std::vector<Server *>, Reply> serversFor(ManagerRequest &request, const Wish &wish)
{
    const std::optional<QStringList> names = textsIn(request.body.value("hosts"_L1), mostHosts);
    if (!names)
        return notUnderstood(u"hosts must be a list of at most 2000 host names or addresses."_s);
    std::vector<Server *> running;
    for (const QString &service : wish.services) {
        for (Server *server : hostsOfService(request.world, *wish.cluster, service)) {
            if (std::find(running.begin(), running.end(), server) == running.end())
                running.push_back(server);
        }
    }
    if (names->isEmpty())
        return running;
    std::vector<Server *> chosen;
    for (const QString &name : *names) {
        const auto it = std::find_if(running.begin(), running.end(), [&name](const Server *server) {
            return server->hostName == name || server->ip == name;
        });
        if (it == running.end())
            return notUnderstood(u"The host %1 does not run any of the services."_s.arg(name.left(100)));
        chosen.push_back(*it);
    }
    return chosen;
}

tl::expected<Wish, Reply> readWish(ManagerRequest &request)
{
    const QJsonValue clusterId = request.body.value("clusterId"_L1);
    Wish wish{.cluster = clusterId.isDouble() ? request.cluster(QString::number(clusterId.toInt()))
                                              : request.cluster(clusterId.toString())};
    if (!wish.cluster)
        return notUnderstood(u"clusterId must be the number of a cluster."_s);
    const std::optional<QStringList> services = textsIn(request.body.value("services"_L1), mostServices);
    if (!services || services->isEmpty())
        return notUnderstood(u"services must be a list of at least one service."_s);
    wish.services = *services;
    const QStringList known = servicesOf(request.world, *wish.cluster) + managerModules();
    for (const QString &service : wish.services) {
        if (!known.contains(service))
            return notUnderstood(u"The service %1 is not installed."_s.arg(service.left(100)));
    }
    const QTimeZone &zone = request.state().zone;
    const std::optional<Instant> from = readManagerTime(zone, request.body.value("startTime"_L1).toString());
    const std::optional<Instant> until = readManagerTime(zone, request.body.value("endTime"_L1).toString());
    if (!from || !until) {
        return notUnderstood(
            u"startTime and endTime must be times of Manager's clock (%1): yyyy-MM-dd HH:mm or yyyy-MM-dd HH:mm:ss."_s
                .arg(QString::fromLatin1(zone.id())));
    }
    if (*until <= *from)
        return notUnderstood(u"The end time must be later than the start time."_s);
    if (*until > request.world.now() + pickerSlack)
        return notUnderstood(u"The end time must not be later than the current time of Manager."_s);
    wish.window = {.from = *from, .until = *until};
    tl::expected<std::vector<Server *>, Reply> servers = serversFor(request, wish);
    if (!servers)
        return tl::unexpected(servers.error());
    wish.servers = std::move(*servers);
    return wish;
}

QString stateOf(const LogPackage &package)
{
    switch (package.state()) {
    case LogPackage::State::Running:
        return u"RUNNING"_s;
    case LogPackage::State::Complete:
        return u"COMPLETE"_s;
    case LogPackage::State::Failed:
        break;
    }
    return u"FAILED"_s;
}

JsonObject described(const LogCollection &collection)
{
    const LogPackage &package = *collection.package;
    const QString state = stateOf(package); // before the rest: it may become complete meanwhile
    const auto archive = package.archive();
    const bool isComplete = state == "COMPLETE"_L1;
    return JsonObject()
        .add("id", collection.id)
        .add("state", state)
        .add("progress", isComplete ? 100 : std::min(package.progress(), 99))
        .add("fileName", collection.fileName)
        .raw("size", isComplete ? QByteArray::number(archive->size()) : QByteArray("null"))
        .raw("services", jsonArray(collection.services))
        .raw("hosts", jsonArray(collection.hosts))
        .add("startTime", collection.start)
        .add("endTime", collection.end)
        .add("errorDescription", package.problem());
}

LogCollection *collectionOf(ManagerRequest &request)
{
    return logCollections(request.world).find(request.ids.front().toInt());
}

Reply noSuchCollection()
{
    return v2Failed(ManagerRefusal::NotFound, u"The log collection does not exist."_s);
}

} // namespace

Reply collectLogs(ManagerRequest &request)
{
    const tl::expected<Wish, Reply> wish = readWish(request);
    if (!wish)
        return wish.error();
    LogCollections &collections = logCollections(request.world);
    if (collections.atWork() >= LogCollections::mostAtWork)
        return v2Failed(ManagerRefusal::Limit, u"Too many log collections are running. Wait for one to end."_s);
    LogCollection collection{.clusterId = wish->cluster->managerId,
                             .services = wish->services,
                             .start = request.body.value("startTime"_L1).toString(),
                             .end = request.body.value("endTime"_L1).toString()};
    std::vector<PackagedHost> hosts;
    for (const Server *server : wish->servers) {
        collection.hosts.append(server->hostName);
        hosts.push_back(collections.source(request.world, *server, wish->services, wish->window));
    }
    const QDateTime now = managerClock(request.state().zone, request.world.now());
    collection.fileName = u"log_%1_%2.tar.gz"_s.arg(wish->cluster->name, now.toString(u"yyyyMMddHHmmss"_s));
    collection.package =
        std::make_shared<LogPackage>(std::vector{topologyFile(request.world, *wish->cluster)}, std::move(hosts));
    const int id = collections.add(request.world, std::move(collection));
    return managerJson(described(*collections.find(id)));
}

Reply listCollections(ManagerRequest &request)
{
    return managerJson(JsonObject().add(
        "collections",
        jsonList(logCollections(request.world).all(), [](const auto &entry) { return described(entry.second); })));
}

Reply showCollection(ManagerRequest &request)
{
    const LogCollection *collection = collectionOf(request);
    return collection ? managerJson(described(*collection)) : noSuchCollection();
}

Reply removeCollection(ManagerRequest &request)
{
    const LogCollection *collection = collectionOf(request);
    if (!collection)
        return noSuchCollection();
    logCollections(request.world).remove(collection->id);
    return managerJson(JsonObject());
}

Reply fetchPackage(ManagerRequest &request)
{
    const LogCollection *collection = collectionOf(request);
    if (!collection)
        return noSuchCollection();
    const auto archive = collection->package->archive();
    if (!archive)
        return v2Failed(ManagerRefusal::Conflict, u"The log package is not complete."_s);
    const QByteArray tag = QByteArray::number(collection->id) + '-' + QByteArray::number(archive->size());
    Reply reply = fileReply(request.call, archive->size(), tag,
                            [archive](qint64 offset, qint64 atMost) { return archive->read(offset, atMost); });
    reply.headers.emplace_back("Content-Type", "application/gzip");
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + collection->fileName.toUtf8() + '"');
    return reply;
}

std::optional<Reply> collectionProgress(ManagerRequest &request)
{
    const LogCollection *collection = collectionOf(request);
    if (!collection)
        return {};
    const QString state = stateOf(*collection->package);
    const bool isComplete = state == "COMPLETE"_L1;
    const int progress = isComplete ? 100 : std::min(collection->package->progress(), 99);
    const auto steps = jsonList(collection->hosts, [](const QString &host) {
        return JsonObject().add("name", u"Collect logs"_s).add("description", host);
    });
    const JsonObject result = JsonObject()
                                  .add("cluster_id", collection->clusterId)
                                  .add("step_list", steps)
                                  .raw("fail_entity_list", "[]")
                                  .add("total_step_size", progress);
    return managerJson(JsonObject()
                           .add("id", collection->id)
                           .add("state",
                                isComplete                 ? state
                                    : state == "FAILED"_L1 ? state
                                                           : u"IN_PROGRESS"_s)
                           .add("error_code", 0)
                           .add("error_description", collection->package->problem())
                           .raw("total_progress", QByteArray::number(progress) + ".0")
                           .add("res_obj", result));
}

} // namespace claviger::sim
