// SPDX-License-Identifier: Apache-2.0
// Changes of clusters, their nodes, and the agencies bound to them.
#include "app/simulation/change.h"
#include "app/simulation/clusterservices.h"
#include "app/simulation/settings.h"
#include "app/simulation/guardian.h"
#include "app/simulation/incidents.h"
#include "app/simulation/systemroles.h"

#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

using Nodes = std::vector<Server *>;

constexpr Elapsed throttledFor = 30min; // ecs.md, section 5
constexpr Elapsed throttledAgain = 25min; // whatever polls goes on

Change onNodes(Members &members)
{
    Change change;
    change.cluster = members.text(u"cluster"_s);
    if (change.cluster.isEmpty())
        members.note(u"cluster"_s, u"the name of a cluster"_s);
    change.nodes = members.texts(u"nodes"_s);
    return change;
}

// Whatever polls the metadata service of the node goes on doing so.
void throttle(World &world, const QString &serverId)
{
    Server *server = world.fleet.server(serverId);
    if (!server)
        return;
    server->metadataService.blockedUntil = world.elapsed() + throttledFor;
    world.after(throttledAgain, [serverId](World &later) { throttle(later, serverId); }, changeActs());
}

std::vector<QString> idsOf(const Nodes &nodes)
{
    std::vector<QString> ids;
    ids.reserve(nodes.size());
    for (const Server *node : nodes)
        ids.push_back(node->id);
    return ids;
}

QByteArray jsonOf(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

} // namespace

Change readBinding(Members &members)
{
    Change change = onNodes(members);
    const QString agency = members.text(u"agency"_s);
    const bool isInRecord = members.flag(u"record"_s, false);
    change.act = [agency, isInRecord, cluster = change.cluster](World &world, const Nodes &nodes) {
        bindServers(nodes, agency);
        if (isInRecord)
            world.fleet.clusterNamed(cluster)->recordedAgency = agency;
    };
    return change;
}

Change readAgency(Members &members)
{
    Change change;
    const QString name = members.text(u"name"_s);
    if (name.isEmpty())
        members.note(u"name"_s, u"a text"_s);
    const QString trust = members.text(u"trust"_s, QString::fromLatin1(ecsTrust));
    const QString duration = members.text(u"duration"_s, u"FOREVER"_s);
    std::optional<int> expiredDaysAgo;
    if (members.has(u"expired_days_ago"_s))
        expiredDaysAgo = members.number(u"expired_days_ago"_s, 0, -3'650, 3'650);
    change.roles = members.texts(u"roles"_s);
    change.act = [=, roles = change.roles](World &world, const Nodes &) {
        const Account *trusted = world.account(trust);
        Agency agency{.id = world.makeId(),
                      .name = name,
                      .accountId = world.accounts().front().id,
                      .trustId = trusted ? trusted->id : ecsTrustId(),
                      .trustName = trust,
                      .description = madeByScenario(),
                      .duration = duration,
                      .created = world.now() - 24h * 200};
        if (expiredDaysAgo)
            agency.expires = world.now() - 24h * *expiredDaysAgo;
        for (const QString &role : roles)
            agency.accountRoles.append(world.agencies.roleCalled(role)->id);
        if (const Agency *known = world.agencies.agency(agency.accountId, name)) // names are unique in an account
            world.agencies.remove(QString(known->id));
        world.agencies.add(std::move(agency));
    };
    return change;
}

Change readAgencyRemoval(Members &members)
{
    Change change;
    const QString name = members.text(u"name"_s);
    if (name.isEmpty())
        members.note(u"name"_s, u"a text"_s);
    change.act = [name](World &world, const Nodes &) {
        if (const Agency *agency = world.agencies.agency(world.accounts().front().id, name))
            world.agencies.remove(QString(agency->id));
    };
    return change;
}

Change readMetadataService(Members &members)
{
    using Service = MetadataService;
    Change change = onNodes(members);
    const bool setsTokens = members.has(u"tokens"_s);
    const bool setsCondition = members.has(u"condition"_s);
    if (!setsTokens && !setsCondition)
        members.note(u"condition"_s, u"works, no-answer, key-fails or metadata-fails"_s);
    const qsizetype condition =
        members.choice(u"condition"_s, {u"works"_s, u"no-answer"_s, u"key-fails"_s, u"metadata-fails"_s});
    const qsizetype tokens = members.choice(u"tokens"_s, {u"none"_s, u"offered"_s, u"needed"_s});
    change.act = [=](World &, const Nodes &nodes) {
        constexpr std::array conditions{Service::Works, Service::NoAnswer, Service::KeyFails, Service::MetadataFails};
        for (Server *node : nodes) {
            if (setsCondition)
                node->metadataService.condition = conditions.at(static_cast<std::size_t>(condition));
            if (setsTokens) {
                node->metadataService.offersTokens = tokens > 0;
                node->metadataService.needsToken = tokens > 1;
            }
        }
    };
    return change;
}

Change readThrottle(Members &members)
{
    Change change = onNodes(members);
    change.act = [](World &world, const Nodes &nodes) {
        for (const Server *node : nodes)
            throttle(world, node->id);
    };
    return change;
}

Change readFlapping(Members &members)
{
    Change change = onNodes(members);
    const Elapsed failsFor = std::chrono::minutes(members.number(u"fails_minutes"_s, 3, 1, 1'440));
    const Elapsed worksFor = std::chrono::minutes(members.number(u"works_minutes"_s, 5, 1, 1'440));
    change.act = [failsFor, worksFor](World &world, const Nodes &nodes) {
        flapping(world, idsOf(nodes), failsFor, worksFor);
    };
    return change;
}

Change readTokenServer(Members &members)
{
    Change change = onNodes(members);
    change.isForProcesses = true;
    const bool isRunning = members.flag(u"running"_s, true);
    change.act = [isRunning](World &world, const Nodes &nodes) {
        for (const QString &id : idsOf(nodes)) { // a node without one has nothing to stop
            const bool isChanged = isRunning ? startTokenServer(world, id) : stopTokenServer(world, id);
            Q_UNUSED(isChanged)
        }
    };
    return change;
}

Change readService(Members &members)
{
    Change change;
    change.isForProcesses = true;
    change.cluster = members.text(u"cluster"_s);
    change.service = members.text(u"service"_s);
    if (change.cluster.isEmpty() || change.service.isEmpty())
        members.note(u"cluster"_s, u"the name of a cluster, and “service” that of one of its services"_s);
    const qsizetype state = members.choice(u"state"_s, {u"good"_s, u"abnormal"_s, u"stopped"_s});
    change.act = [state, name = change.cluster, service = change.service](World &world, const Nodes &) {
        constexpr std::array states{ServiceState::Good, ServiceState::Abnormal, ServiceState::Stopped};
        setServiceState(world, *world.fleet.clusterNamed(name), service, states.at(static_cast<std::size_t>(state)));
    };
    return change;
}

Change readServerState(Members &members)
{
    Change change = onNodes(members);
    const bool setsState = members.has(u"state"_s), setsMetal = members.has(u"bare_metal"_s);
    const qsizetype state = members.choice(u"state"_s, {u"running"_s, u"stopped"_s, u"rebooting"_s});
    const bool isBareMetal = members.flag(u"bare_metal"_s, false);
    change.act = [=](World &world, const Nodes &nodes) {
        for (Server *node : nodes) {
            if (setsMetal)
                node->isBareMetal = isBareMetal;
            if (!setsState)
                continue;
            node->status = state == 1 ? u"SHUTOFF"_s : u"ACTIVE"_s;
            node->vmState = state == 1 ? u"stopped"_s : u"active"_s;
            node->taskState = state == 2 ? u"rebooting"_s : QString();
            node->updated = world.now();
        }
    };
    return change;
}

// What MRS makes of a cluster as a whole.
Change readClusterState(Members &members)
{
    Change change = onNodes(members);
    Settings<Cluster> settings(members);
    settings.text(u"state"_s, [](Cluster &cluster, const QString &state) { cluster.state = state; });
    settings.text(u"scale"_s, [](Cluster &cluster, const QString &scale) { cluster.scale = scale; });
    settings.text(u"external_ip"_s, [](Cluster &cluster, const QString &ip) { cluster.externalIp = ip; });
    settings.flag(u"hosts_fail"_s, [](Cluster &cluster, bool fail) { cluster.hostsFail = fail; });
    settings.flag(u"details_fail"_s, [](Cluster &cluster, bool fail) { cluster.detailsFail = fail; });
    settings.text(u"next_task_error"_s, [](Cluster &cluster, const QString &code) { cluster.nextAgencyTaskError = code; });
    change.act = [settings = settings.all(), name = change.cluster](World &world, const Nodes &) {
        for (const auto &set : settings)
            set(*world.fleet.clusterNamed(name));
    };
    return change;
}

Change readWire(Members &members)
{
    Change change = onNodes(members);
    const qsizetype of = members.choice(u"of"_s, {u"cluster"_s, u"host"_s, u"server"_s});
    const QJsonObject given = members.object(u"members"_s);
    WirePatch patch;
    for (auto it = given.begin(); it != given.end(); ++it)
        patch.emplace_back(it.key().toUtf8(), jsonOf(it.value()));
    for (const QString &name : members.texts(u"without"_s))
        patch.emplace_back(name.toUtf8(), QByteArray());
    change.act = [of, patch, cluster = change.cluster](World &world, const Nodes &nodes) {
        if (of == 0)
            world.fleet.clusterNamed(cluster)->wire = patch;
        for (Server *node : nodes) {
            if (of == 1)
                node->hostWire = patch;
            else if (of == 2)
                node->serverWire = patch;
        }
    };
    return change;
}

} // namespace claviger::sim
