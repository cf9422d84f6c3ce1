// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/servicelogs.h"

#include "app/simulation/guardianlog.h"
#include "app/simulation/localstamp.h"

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

bool runsOn(const Server &server, const QString &service)
{
    if (runsEverywhere(service))
        return true;
    const QString wanted = (managerModules().contains(service) ? u"Manager"_s : service) + u':';
    return std::any_of(server.roles.begin(), server.roles.end(),
                       [&wanted](const QString &role) { return role.startsWith(wanted); });
}

// A line a minute: all are as long, so that the size is known before.
void addPlainLine(LocalStamp &stamp, Instant minute, const QByteArray &rest, QByteArray *to)
{
    const qsizetype at = to->size();
    to->resize(at + LocalStamp::size);
    stamp.write(minute, to->data() + at);
    to->append(rest);
}

PackagedFile plainLog(const QTimeZone &zone, const QString &folder, const QString &service, LogWindow window)
{
    const Instant first = std::chrono::ceil<std::chrono::minutes>(window.from);
    const qint64 lines = window.until < first ? 0 : (window.until - first) / 1min + 1;
    const QByteArray rest = " | INFO | heartbeat-1 | " + service.toUtf8() + " | Heartbeat.java:42 | alive |\n";
    PackagedFile file{.path = folder + service.toLower() + u'/' + service.toLower() + u".log"_s,
                      .size = lines * (LocalStamp::size + rest.size()),
                      .modified = first + std::max<qint64>(lines - 1, 0) * 1min};
    file.read = [stamp = std::make_shared<LocalStamp>(zone), first, rest, lines,
                 written = std::make_shared<qint64>(0)] {
        QByteArray piece;
        for (const qint64 end = std::min(lines, *written + linesOfPiece); *written < end; ++*written)
            addPlainLine(*stamp, first + *written * 1min, rest, &piece);
        return piece;
    };
    return file;
}

std::vector<PackagedFile> guardianFiles(const HostLogState &state, const QString &folder)
{
    const HostLogs logs(state);
    std::vector<PackagedFile> files;
    for (std::size_t i = 0; i < logs.files().size(); ++i) {
        const HostLogs::File &file = logs.files()[i];
        files.push_back(
            {.path = folder + u"guardian/token-server/"_s + file.name,
             .size = file.size,
             .modified = file.lastLine,
             .read = [reader = std::make_shared<HostLogs::Reader>(logs.open(i))] { return reader->read(); }});
    }
    return files;
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
    std::vector<Server *> servers = world.fleet.serversOf(cluster);
    std::erase_if(servers, [&service](const Server *server) { return !runsOn(*server, service); });
    return servers;
}

PackagedHost serviceLogs(World &world, const Server &server, const QStringList &services, LogWindow window)
{
    const QTimeZone zone = world.manager.zone;
    window.until = std::min(window.until, world.now()); // nothing is written ahead
    window.from = std::max(window.from, server.created); // nor before there was a host
    std::optional<HostLogState> guardian;
    QStringList others;
    for (const QString &service : services) {
        if (service == "Guardian"_L1)
            guardian = hostLogState(world, server.hostName, window, zone);
        else if (runsOn(server, service))
            others.append(service);
    }
    const QString folder = u"%1_%2/var/log/Bigdata/"_s.arg(server.hostName, server.ip);
    return {.name = server.hostName, .files = [=] {
                std::vector<PackagedFile> files;
                if (guardian)
                    files = guardianFiles(*guardian, folder);
                for (const QString &service : others) {
                    PackagedFile file = plainLog(zone, folder, service, window);
                    if (file.size > 0)
                        files.push_back(std::move(file));
                }
                return files;
            }};
}

} // namespace claviger::sim
