// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/change.h"

#include "app/simulation/clusterservices.h"
#include "app/simulation/estate.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

struct ChangeKind
{
    const char *name;
    ChangeReader read;
};

constexpr std::array changeKinds{
    ChangeKind{"bind", readBinding},       ChangeKind{"agency", readAgency},
    ChangeKind{"metadata", readMetadataService}, ChangeKind{"throttle", readThrottle},
    ChangeKind{"flap", readFlapping},      ChangeKind{"token-server", readTokenServer},
    ChangeKind{"service", readService},    ChangeKind{"server", readServerState},
    ChangeKind{"wire", readWire},          ChangeKind{"cloud", readLevers},
    ChangeKind{"users", readUsers},        ChangeKind{"user", readUserState},
    ChangeKind{"delete-agency", readAgencyRemoval}, ChangeKind{"cluster", readClusterState},
    ChangeKind{"storm", readStorm},
    ChangeKind{"history", readHistory},    ChangeKind{"manager", readManager},
};

QString kindNames()
{
    QStringList names;
    for (const ChangeKind &kind : changeKinds)
        names += QString::fromLatin1(kind.name);
    return names.join(u", "_s);
}

tl::unexpected<Error> notThere(const QString &what)
{
    return tl::unexpected(Error{.fault = Fault::Rejected, .detail = what});
}

} // namespace

Result<Change> readChange(const QJsonValue &value, const QString &where)
{
    Members members(value.toObject(), where);
    const QString what = members.text(u"do"_s);
    const auto kind = std::find_if(changeKinds.begin(), changeKinds.end(),
                                   [&what](const ChangeKind &one) { return what == QLatin1String(one.name); });
    Change change;
    if (kind == changeKinds.end())
        members.note(u"do"_s, u"one of: %1"_s.arg(kindNames()));
    else
        change = kind->read(members);
    if (const Result<Done> end = members.finish(); !end)
        return tl::unexpected(end.error());
    return change;
}

Result<Done> applyChange(World &world, const Change &change)
{
    if (world.accounts().empty())
        return notThere(u"there is no account"_s);
    for (const QString &role : change.roles) {
        if (!isKnownRole(role))
            return notThere(u"there is no role “%1”"_s.arg(role));
    }
    if (!change.user.isEmpty() && !world.user(change.user, world.accounts().front().id))
        return notThere(u"there is no user “%1”"_s.arg(change.user));
    std::vector<Server *> nodes;
    if (!change.cluster.isEmpty()) {
        const Cluster *cluster = world.fleet.clusterNamed(change.cluster);
        if (!cluster)
            return notThere(u"there is no cluster “%1”"_s.arg(change.cluster));
        if (!change.service.isEmpty() && !servicesOf(world, *cluster).contains(change.service))
            return notThere(u"cluster “%1” has no service “%2”"_s.arg(change.cluster, change.service));
        for (const QString &name : change.nodes) {
            Server *node = nodeCalled(world, *cluster, name);
            if (!node)
                return notThere(u"cluster “%1” has no node “%2”"_s.arg(change.cluster, name));
            nodes.push_back(node);
        }
        if (change.nodes.isEmpty())
            nodes = world.fleet.serversOf(*cluster);
    }
    change.act(world, nodes);
    return Done{};
}

std::optional<NodeName> readNodeName(const QString &name)
{
    const qsizetype dash = name.indexOf(u'-');
    bool isNumber = false;
    const int number = name.mid(dash + 1).toInt(&isNumber);
    if (dash <= 0 || !isNumber || number < 1)
        return {};
    return NodeName{.kind = name.left(dash), .number = number};
}

Server *nodeCalled(World &world, const Cluster &cluster, const QString &name)
{
    const std::optional<NodeName> wanted = readNodeName(name);
    int number = 0;
    for (Server *server : world.fleet.serversOf(cluster)) {
        if (server->id == name || server->hostName == name || server->ip == name)
            return server;
        if (wanted && server->type.compare(wanted->kind, Qt::CaseInsensitive) == 0 && ++number == wanted->number)
            return server;
    }
    return nullptr;
}

QString shortName(World &world, const Server &server)
{
    const Cluster *cluster = world.fleet.cluster(server.clusterId);
    if (!cluster)
        return server.hostName;
    int number = 0;
    for (const Server *one : world.fleet.serversOf(*cluster)) {
        if (one->type == server.type)
            ++number;
        if (one == &server)
            break;
    }
    return u"%1-%2"_s.arg(server.type.toLower()).arg(number);
}

QString madeByScenario()
{
    return u"Made by a scenario"_s;
}

QString changeActs()
{
    return u"scenario"_s;
}

} // namespace claviger::sim
