// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/incidents.h"

#include "app/simulation/anyalarm.h"
#include "app/simulation/world.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr std::size_t longestHistory = 1'000'000;
constexpr Elapsed stormBeat = 200ms;
constexpr Elapsed shortestFlap = 10s;

QString incidentActs()
{
    return u"incidents"_s;
}

// From 0 to the limit, without it.
qint64 chanceUpTo(World &world, qint64 limit)
{
    return static_cast<qint64>(world.random() % static_cast<quint64>(std::max<qint64>(limit, 1)));
}

void beatOfStorm(World &world, const AnyAlarm &alarms, int count)
{
    std::vector<qint64> clearing;
    for (int i = 0; i < count; ++i) {
        const Alarm alarm = alarms.make(world, world.now());
        const qint64 serial = world.alarms.raise(alarm);
        world.stormAlarms.push_back({.serial = serial, .clearsItself = alarm.clearsItself});
        if (alarm.clearsItself && chanceUpTo(world, 3) == 0)
            clearing.push_back(serial);
    }
    world.after(
        30s + Elapsed(chanceUpTo(world, Elapsed(3min).count())),
        [clearing = std::move(clearing)](World &later) {
            for (const qint64 serial : clearing)
                later.alarms.clear(serial, Alarm::Automatic, later.now());
        },
        incidentActs());
}

void beginFailing(World &world, const QString &serverId, Elapsed failsFor, Elapsed worksFor);

void beginWorking(World &world, const QString &serverId, Elapsed failsFor, Elapsed worksFor)
{
    Server *server = world.fleet.server(serverId);
    if (!server)
        return;
    server->metadataService.condition = MetadataService::Works;
    world.after(
        worksFor, [=](World &later) { beginFailing(later, serverId, failsFor, worksFor); }, incidentActs());
}

void beginFailing(World &world, const QString &serverId, Elapsed failsFor, Elapsed worksFor)
{
    Server *server = world.fleet.server(serverId);
    if (!server)
        return;
    server->metadataService.condition = MetadataService::KeyFails;
    dropCachedKey(world, serverId); // with a key in the cache it would not notice for most of an hour
    world.after(
        failsFor, [=](World &later) { beginWorking(later, serverId, failsFor, worksFor); }, incidentActs());
}

// What stands in the log of the TokenServer about an alarm of the past.
void noteFailure(World &world, const QString &serverId, const Alarm &alarm)
{
    GuardianJournal &journal = world.guardian.journal;
    const QString said = alarm.additionalInfo.section(u": "_s, 1);
    journal.note(serverId, {.when = alarm.occurred, .kind = GuardianNote::CacheEnding});
    journal.note(serverId, {.when = alarm.occurred, .status = 500, .kind = GuardianNote::KeyFailed}, said);
    journal.note(serverId, {.when = alarm.occurred, .number = alarm.id, .kind = GuardianNote::AlarmRaised});
    journal.note(serverId, {.when = *alarm.cleared, .number = 3'000, .kind = GuardianNote::KeyRenewed});
    journal.note(serverId, {.when = *alarm.cleared, .number = alarm.id, .kind = GuardianNote::AlarmCleared});
}

} // namespace

void storm(World &world, int alarms, Elapsed within)
{
    const auto any = std::make_shared<const AnyAlarm>(world);
    if (any->isEmpty() || alarms <= 0)
        return;
    const auto beats = static_cast<int>(std::clamp<qint64>(within / stormBeat, 1, alarms));
    for (int beat = 0; beat < beats; ++beat) {
        const auto upTo = [alarms, beats](int end) { return static_cast<int>(qint64(alarms) * end / beats); };
        world.after(
            std::max(within, Elapsed::zero()) * beat / beats,
            [any, count = upTo(beat + 1) - upTo(beat)](World &later) { beatOfStorm(later, *any, count); },
            incidentActs());
    }
}

void flapping(World &world, const std::vector<QString> &serverIds, Elapsed failsFor, Elapsed worksFor)
{
    failsFor = std::max(failsFor, shortestFlap);
    worksFor = std::max(worksFor, shortestFlap);
    Elapsed first = 30s; // one after the other
    for (const QString &id : serverIds) {
        world.after(
            first, [=](World &later) { beginFailing(later, id, failsFor, worksFor); }, incidentActs());
        first += 20s;
    }
}

void endIncidents(World &world)
{
    world.dropActs(incidentActs());
    for (const StormAlarm &alarm : std::exchange(world.stormAlarms, {}))
        world.alarms.clear(alarm.serial, alarm.clearsItself ? Alarm::Automatic : Alarm::Manual, world.now()); // if it is active
    std::vector<qint64> ofReasons;
    world.alarms.visitActive([&ofReasons](const Alarm &alarm) {
        if (isRaisedForAReason(alarm.id))
            ofReasons.push_back(alarm.serial);
        return true;
    });
    for (const qint64 serial : ofReasons)
        world.alarms.clear(serial, Alarm::Automatic, world.now());
}

std::size_t fillHistory(World &world, std::size_t alarms, Elapsed within)
{
    const AnyAlarm any(world);
    if (any.isEmpty() || world.alarms.size() > 0 || within <= Elapsed::zero())
        return 0;
    const Instant now = world.now();
    const auto count = static_cast<qint64>(std::min(alarms, longestHistory));
    for (qint64 i = 0; i < count; ++i) {
        const Elapsed from = within * i / count;
        const Elapsed until = within * (i + 1) / count;
        const Instant occurred = now - within + from + Elapsed(chanceUpTo(world, (until - from).count()));
        QString ofTokenServer;
        Alarm alarm = any.makePast(world, occurred, &ofTokenServer);
        alarm.cleared = std::min(now, occurred + 1min + Elapsed(chanceUpTo(world, Elapsed(89min).count())));
        const bool byHand = !alarm.clearsItself || chanceUpTo(world, 25) == 0;
        alarm.clearType = byHand && ofTokenServer.isEmpty() ? Alarm::Manual : Alarm::Automatic;
        world.alarms.remember(alarm);
        if (!ofTokenServer.isEmpty())
            noteFailure(world, ofTokenServer, alarm);
    }
    return static_cast<std::size_t>(count);
}

} // namespace claviger::sim
