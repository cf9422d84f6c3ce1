// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/servicelogs.h"

#include "app/simulation/managertime.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr qsizetype linesOfPiece = 1'000;

// Modules that run on every node; the others run where Manager does.
bool runsEverywhere(const QString &module)
{
    return module == "NodeAgent"_L1 || module == "OmmAgent"_L1 || module == "NodeMetricAgent"_L1;
}

// A line a minute: all are as long, so that the size is known before.
QByteArray plainLine(const QTimeZone &zone, Instant minute, const QString &service)
{
    return (managerTime(zone, minute) + u",000 | INFO | heartbeat-1 | "_s + service
            + u" | Heartbeat.java:42 | alive |\n"_s)
        .toUtf8();
}

PackagedFile plainLog(const QTimeZone &zone, const QString &folder, const QString &service, Instant from, Instant until)
{
    const Instant first = std::chrono::ceil<std::chrono::minutes>(from);
    const qint64 lines = until < first ? 0 : (until - first) / 1min + 1;
    PackagedFile file{.path = folder + service.toLower() + u'/' + service.toLower() + u".log"_s,
                      .size = lines * plainLine(zone, first, service).size(),
                      .modified = first + std::max<qint64>(lines - 1, 0) * 1min};
    file.read = [zone, service, first, lines, written = std::make_shared<qint64>(0)] {
        QByteArray piece;
        for (const qint64 end = std::min(lines, *written + linesOfPiece); *written < end; ++*written)
            piece += plainLine(zone, first + *written * 1min, service);
        return piece;
    };
    return file;
}

} // namespace

const QStringList &managerModules()
{
    static const QStringList modules{u"Controller"_s,  u"MonitorServer"_s, u"NodeAgent"_s, u"NodeMetricAgent"_s,
                                     u"OMS"_s,         u"OmmAgent"_s,      u"OmmCore"_s,   u"OmmServer"_s,
                                     u"OmsKerberos"_s, u"OmsLdapServer"_s, u"Tomcat"_s};
    return modules;
}

std::vector<Server *> hostsOfService(World &world, const Cluster &cluster, const QString &service)
{
    const bool isModule = managerModules().contains(service);
    const QString wanted = (isModule ? u"Manager"_s : service) + u':';
    std::vector<Server *> all = world.fleet.serversOf(cluster);
    if (isModule && runsEverywhere(service))
        return all;
    std::erase_if(all, [&wanted](const Server *server) {
        return std::none_of(server->roles.begin(), server->roles.end(),
                            [&wanted](const QString &role) { return role.startsWith(wanted); });
    });
    return all;
}

PackagedHost serviceLogs(World &world, const Server &server, const QStringList &services, Instant from, Instant until)
{
    const QTimeZone zone = world.manager.zone;
    const Instant end = std::min(until, world.now()); // nothing is written ahead
    const QString folder = u"%1_%2/var/log/Bigdata/"_s.arg(server.hostName, server.ip);
    return {.name = server.hostName, .files = [=] {
                std::vector<PackagedFile> files;
                for (const QString &service : services) {
                    PackagedFile file = plainLog(zone, folder, service, from, end);
                    if (file.size > 0)
                        files.push_back(std::move(file));
                }
                return files;
            }};
}

} // namespace claviger::sim
