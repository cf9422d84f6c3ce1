// SPDX-License-Identifier: Apache-2.0
// The life of TokenServers: renewing keys, failing, trying again.
#include "app/simulation/alarmtypes.h"
#include "app/simulation/estate.h"
#include "app/simulation/guardian.h"
#include "app/simulation/keywatch.h"
#include "app/simulation/metadataservice.h"
#include "app/simulation/temporarykeys.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr Elapsed renewedEarlier = 10min; // from then on securitykey has the next one
constexpr Elapsed triesAgainAfter = 60s;
constexpr Elapsed checkedEvery = 60s; // the service as a whole
constexpr Elapsed longestSpread = 90s; // TokenServers do not act all at once
constexpr Elapsed logBegan = 120 * 24h;

constexpr int keyAlarm = 45741;
constexpr int metadataAlarm = 45742;
constexpr int iamAlarm = 45743;
constexpr int serviceAlarm = 45736;

Elapsed spreadOf(const TokenServer &own)
{
    return Elapsed(static_cast<qint64>(own.seed % static_cast<quint64>(longestSpread.count())));
}

void renew(World &world, const QString &serverId, int round);

void renewAfter(World &world, const TokenServer &own, Elapsed duration)
{
    world.after(
        std::max(duration, Elapsed(1s)),
        [id = own.serverId, round = own.round](World &later) { renew(later, id, round); }, guardianActs());
}

void noteDown(World &world, const TokenServer &own, GuardianNote note, const QString &text = {})
{
    note.when = world.now();
    world.guardian.journal.note(own.serverId, note, text);
}

// Manager keeps one of an id for a host; one that a person has cleared comes back with the next failure.
void raiseOn(World &world, const TokenServer &own, int id, const QString &cause, const QString &what)
{
    if (world.alarms.activeOn(id, own.cluster, own.hostName) != 0)
        return;
    Alarm alarm = makeAlarm(alarmType(id), own.cluster, own.hostName, world.now());
    alarm.cause = cause;
    alarm.additionalInfo = what;
    world.alarms.raise(alarm);
    noteDown(world, own, {.number = id, .kind = GuardianNote::AlarmRaised});
}

void clearOn(World &world, const TokenServer &own, int id)
{
    const qint64 serial = world.alarms.activeOn(id, own.cluster, own.hostName);
    if (serial == 0)
        return;
    world.alarms.clear(serial, Alarm::Automatic, world.now());
    noteDown(world, own, {.number = id, .kind = GuardianNote::AlarmCleared});
}

QString outcomeText(int status, const QString &message)
{
    const QString outcome = status == 0 ? u"no answer"_s : u"status %1"_s.arg(status);
    return message.isEmpty() ? outcome : outcome + u": "_s + message;
}

// The server is gone from the cluster, and with it what Manager knows of its host.
void leaveCluster(World &world, const TokenServer &own)
{
    for (const int id : {keyAlarm, metadataAlarm, iamAlarm, serviceAlarm})
        clearOn(world, own, id);
    const QString id = own.serverId;
    world.guardian.remove(id);
}

void forgetKey(TokenServer &own)
{
    own.keyAccess.clear();
    own.keyEnds.reset();
    own.isFailing = false;
    own.hasMetadata = false;
    own.hasAssumed = false;
}

bool needsKey(const World &world, const TokenServer &own)
{
    return !own.keyEnds || *own.keyEnds - renewedEarlier <= world.elapsed();
}

// Each of the three gives whether there is nothing left to try again.

bool renewKey(World &world, TokenServer &own, Server &server)
{
    if (!needsKey(world, own))
        return true;
    if (own.keyEnds && *own.keyEnds <= world.elapsed()) {
        own.keyAccess.clear();
        own.keyEnds.reset();
        own.hasAssumed = false;
    }
    if (!own.isFailing)
        own.hasMetadata = false; // read once for each renewal
    noteDown(world, own, {.kind = own.keyEnds ? GuardianNote::CacheEnding : GuardianNote::CacheMissing});
    const SecurityKeyAnswer answer = askSecurityKey(world, server);
    own.isFailing = answer.outcome != SecurityKeyAnswer::Key;
    if (own.isFailing) {
        if (answer.outcome == SecurityKeyAnswer::NoAnswer)
            own.hasMetadata = false; // it is the same service
        noteDown(world, own, {.status = answer.status, .kind = GuardianNote::KeyFailed}, answer.message);
        raiseOn(world, own, keyAlarm, u"No ECS agency is bound to the cluster, or an ECS interface is abnormal."_s,
                outcomeText(answer.status, answer.message));
        return false;
    }
    own.keyAccess = answer.access;
    own.keyEnds = answer.ends;
    own.hasAssumed = false;
    const Elapsed left = answer.ends - renewedEarlier + spreadOf(own) - world.elapsed();
    noteDown(world, own,
             {.number = static_cast<int>(std::chrono::floor<std::chrono::seconds>(left).count()),
              .kind = GuardianNote::KeyRenewed});
    clearOn(world, own, keyAlarm);
    return true;
}

bool readMetadata(World &world, TokenServer &own, Server &server)
{
    if (own.hasMetadata)
        return true;
    const int status = askMetaData(world, server);
    if (status != 200) {
        noteDown(world, own, {.status = status, .kind = GuardianNote::MetadataFailed});
        raiseOn(world, own, metadataAlarm, u"An ECS interface is abnormal."_s, outcomeText(status, {}));
        return false;
    }
    own.hasMetadata = true;
    noteDown(world, own, {.kind = GuardianNote::MetadataRead});
    clearOn(world, own, metadataAlarm);
    return true;
}

// Why IAM does not let the agency of the node become the second one; empty: it does.
QString refusalToAssume(World &world, const TokenServer &own, const Server &server)
{
    const TemporaryKey *key = world.agencies.temporaryKey(own.keyAccess);
    const Agency *agency = key ? world.agencies.agency(key->agencyId) : nullptr;
    if (!agency)
        return u"the agency of the node is gone"_s;
    const Project *project = world.project(server.projectId);
    const Agency *second = project ? world.agencies.agency(project->accountId, world.guardian.secondAgency) : nullptr;
    if (!second)
        return u"there is no agency %1"_s.arg(world.guardian.secondAgency);
    if (second->trustId != project->accountId)
        return u"%1 does not trust this account"_s.arg(second->name);
    if (isOver(world, *second))
        return u"%1 has expired"_s.arg(second->name);
    if (!mayAssume(world, *agency, *second))
        return u"%1 may not iam:agencies:assume %2"_s.arg(agency->name, second->name);
    return {};
}

bool assumeSecond(World &world, TokenServer &own, const Server &server)
{
    if (own.hasAssumed)
        return true;
    if (!own.keyEnds || !own.hasMetadata)
        return false; // nothing to call IAM with, so nothing is learnt about it
    const QString refusal = refusalToAssume(world, own, server);
    if (!refusal.isEmpty()) {
        noteDown(world, own, {.status = 403, .kind = GuardianNote::AssumeFailed}, refusal);
        raiseOn(world, own, iamAlarm, u"IAM is abnormal."_s, outcomeText(403, refusal));
        return false;
    }
    own.hasAssumed = true;
    noteDown(world, own, {.kind = GuardianNote::Assumed}, world.guardian.secondAgency);
    clearOn(world, own, iamAlarm);
    return true;
}

void renew(World &world, const QString &serverId, int round)
{
    TokenServer *own = world.guardian.tokenServer(serverId);
    if (!own || own->round != round)
        return;
    Server *server = world.fleet.server(serverId);
    if (!server || !server->runs(tokenServerRole())) {
        leaveCluster(world, *own);
        return;
    }
    if (!server->isOn()) {
        forgetKey(*own); // it was in memory
        renewAfter(world, *own, triesAgainAfter);
        return;
    }
    const bool hasKey = renewKey(world, *own, *server);
    const bool hasMetadata = readMetadata(world, *own, *server);
    const bool hasAssumed = assumeSecond(world, *own, *server);
    const bool isWell = hasKey && hasMetadata && hasAssumed;
    renewAfter(world, *own,
               isWell ? *own->keyEnds - renewedEarlier + spreadOf(*own) - world.elapsed() : triesAgainAfter);
}

bool isUp(World &world, const TokenServer &own)
{
    const Server *server = world.fleet.server(own.serverId);
    return own.isRunning && server && server->isOn();
}

// Guardian keeps its data in HDFS: without it no TokenServer is of use.
void checkCluster(World &world, const Cluster &cluster)
{
    const bool hasStorage = !cluster.services.contains(u"HDFS"_s);
    const TokenServer *first = nullptr;
    for (const QString &id : cluster.serverIds) {
        const TokenServer *one = world.guardian.tokenServer(id);
        if (!one)
            continue;
        if (!first)
            first = one;
        if (hasStorage && isUp(world, *one)) {
            clearOn(world, *first, serviceAlarm);
            return;
        }
    }
    if (first)
        raiseOn(world, *first, serviceAlarm, u"HDFS or the TokenServer instances are abnormal."_s, {});
}

void checkServices(World &world)
{
    for (const Cluster &cluster : world.fleet.clusters()) {
        if (cluster.hasGuardian())
            checkCluster(world, cluster);
    }
    world.after(checkedEvery, checkServices, guardianActs());
}

void beginLife(World &world, const Cluster &cluster, const Server &server)
{
    TokenServer *own = world.guardian.tokenServer(server.id);
    if (!own) {
        own = &world.guardian.add({.serverId = server.id,
                                   .hostName = server.hostName,
                                   .cluster = cluster.name,
                                   .clusterId = cluster.id,
                                   .seed = world.random(),
                                   .begun = world.now(),
                                   .genesis = std::max(server.created, world.now() - logBegan)});
    }
    if (!own->isRunning)
        noteDown(world, *own, {.kind = GuardianNote::Started});
    own->isRunning = true;
    ++own->round;
    forgetKey(*own);
    renewAfter(world, *own, spreadOf(*own));
}

} // namespace

QString guardianActs()
{
    return u"guardian"_s;
}

void startGuardian(World &world)
{
    world.dropActs(guardianActs());
    std::vector<QString> gone;
    for (const auto &[id, own] : world.guardian.tokenServers()) {
        const Server *server = world.fleet.server(id);
        if (!server || !server->runs(tokenServerRole()))
            gone.push_back(id);
    }
    for (const QString &id : gone)
        leaveCluster(world, *world.guardian.tokenServer(id));
    for (const Cluster &cluster : world.fleet.clusters()) {
        for (const Server *server : world.fleet.serversOf(cluster)) {
            if (server->runs(tokenServerRole()))
                beginLife(world, cluster, *server);
        }
    }
    world.after(checkedEvery, checkServices, guardianActs());
    startKeyWatch(world);
}

bool stopTokenServer(World &world, const QString &serverId)
{
    TokenServer *own = world.guardian.tokenServer(serverId);
    if (!own || !own->isRunning)
        return false;
    own->isRunning = false;
    ++own->round;
    forgetKey(*own);
    noteDown(world, *own, {.kind = GuardianNote::Stopped});
    return true;
}

bool startTokenServer(World &world, const QString &serverId)
{
    TokenServer *own = world.guardian.tokenServer(serverId);
    if (!own || own->isRunning)
        return false;
    own->isRunning = true;
    ++own->round;
    noteDown(world, *own, {.kind = GuardianNote::Started});
    renewAfter(world, *own, 5s);
    return true;
}

bool dropCachedKey(World &world, const QString &serverId)
{
    TokenServer *own = world.guardian.tokenServer(serverId);
    if (!own || !own->isRunning)
        return false;
    ++own->round;
    forgetKey(*own);
    noteDown(world, *own, {.kind = GuardianNote::CacheDropped});
    renewAfter(world, *own, 1s);
    return true;
}

} // namespace claviger::sim
