// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/keywatch.h"

#include "app/simulation/alarmtypes.h"
#include "app/simulation/guardian.h"
#include "app/simulation/metadataservice.h"

#include <QVersionNumber>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr Elapsed keyRenewedBeforeEnd = 10min;
constexpr Elapsed asksWithin = 5min;

struct KeyRole
{
    const char *name; // as the topology file writes it
    int alarmId;
    int failuresBeforeAlarm;
    Elapsed triesAgainAfter;
    std::array<int, 3> since; // version of MRS
    const char *cause;
};

constexpr std::array<KeyRole, 2> keyRoles{
    {{"meta:meta", 12110, 1, 2min, {1, 9, 0}, "The meta role is abnormal, or the cluster was unbound from its agency."},
     {"ClickHouse:ClickHouseServer", 45450, 3, 1min, {3, 3, 1}, "Parameters for OBS are wrong, or IAM is abnormal."}}};

// MRS 3.3.0-LTS.1
bool isSince(const QString &version, const std::array<int, 3> &wanted)
{
    const QVersionNumber number = QVersionNumber::fromString(version.section(u' ', -1));
    return QVersionNumber(wanted[0], wanted[1], wanted[2]) <= number;
}

struct KeyHolder
{
    const KeyRole *role = nullptr;
    QString serverId = {};
    QString hostName = {};
    QString cluster = {}; // its name
    Elapsed spread = {};
    int failures = 0; // since the last success
};

void askForKey(World &world, KeyHolder holder);

void askForKeyAfter(World &world, Elapsed duration, KeyHolder holder)
{
    world.after(
        std::max(duration, Elapsed(1s)), [holder = std::move(holder)](World &later) { askForKey(later, holder); },
        guardianActs());
}

void askForKey(World &world, KeyHolder holder)
{
    const KeyRole &role = *holder.role;
    const qint64 active = world.alarms.activeOn(role.alarmId, holder.cluster, holder.hostName);
    Server *server = world.fleet.server(holder.serverId);
    if (!server || !server->runs(QString::fromLatin1(role.name))) {
        world.alarms.clear(active, Alarm::Automatic, world.now());
        return;
    }
    if (!server->isOn()) { // nothing runs there that could ask
        holder.failures = 0;
        askForKeyAfter(world, role.triesAgainAfter, std::move(holder));
        return;
    }
    const SecurityKeyAnswer answer = askSecurityKey(world, *server);
    if (answer.outcome == SecurityKeyAnswer::Key) {
        if (active != 0)
            world.alarms.clear(active, Alarm::Automatic, world.now());
        holder.failures = 0;
        const Elapsed next = answer.ends - keyRenewedBeforeEnd + holder.spread - world.elapsed();
        askForKeyAfter(world, next, std::move(holder));
        return;
    }
    if (++holder.failures >= role.failuresBeforeAlarm && active == 0) {
        Alarm alarm = makeAlarm(alarmType(role.alarmId), holder.cluster, holder.hostName, world.now());
        alarm.cause = QString::fromLatin1(role.cause);
        alarm.additionalInfo = answer.message;
        world.alarms.raise(alarm);
    }
    askForKeyAfter(world, role.triesAgainAfter, std::move(holder));
}

} // namespace

void startKeyWatch(World &world)
{
    for (const Cluster &cluster : world.fleet.clusters()) {
        for (const KeyRole &role : keyRoles) {
            if (!isSince(cluster.version, role.since))
                continue;
            for (const Server *server : world.fleet.serversOf(cluster)) {
                if (!server->runs(QString::fromLatin1(role.name)))
                    continue;
                const Elapsed spread(static_cast<qint64>(world.random() % quint64(Elapsed(asksWithin).count())));
                askForKeyAfter(world, spread,
                               {.role = &role,
                                .serverId = server->id,
                                .hostName = server->hostName,
                                .cluster = cluster.name,
                                .spread = spread});
            }
        }
    }
}

} // namespace claviger::sim
