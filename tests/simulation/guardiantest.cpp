// SPDX-License-Identifier: Apache-2.0
// The life of TokenServers: which alarm comes when, when it goes, and what stands in the log about it.
#include "app/simulation/guardian.h"

#include "app/simulation/estate.h"
#include "app/simulation/guardianlog.h"
#include "app/simulation/metadataservice.h"

#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const Instant start{1'768'474'800'000ms}; // 2026-01-15T11:00:00Z

constexpr auto everything = LogWindow{Instant::min(), Instant::max()};

World worldWith(const std::shared_ptr<ManualClock> &clock, const ClusterPlan &plan = {}, quint64 seed = 1)
{
    World world = World::demo(clock, seed);
    addStandardAgencies(world, world.accounts().front().id);
    addCluster(world, plan);
    world.fleet.levers.agencyTakesEffectAfter = 0s;
    return world;
}

std::vector<Server *> servers(World &world)
{
    return world.fleet.serversOf(world.fleet.clusters().front());
}

std::vector<Server *> tokenServerHosts(World &world)
{
    std::vector<Server *> hosts = servers(world);
    std::erase_if(hosts, [](const Server *server) { return !server->runs(tokenServerRole()); });
    return hosts;
}

void bindAll(World &world, const QString &agency)
{
    for (Server *server : servers(world))
        bindAgency(world, *server, agency);
}

// Only TokenServers ask for keys.
void leaveOnlyGuardian(World &world)
{
    for (Server *server : servers(world))
        server->roles.removeAll(u"meta:meta"_s);
}

std::vector<Alarm> alarmsOf(const World &world, const AlarmQuery &query = {})
{
    std::vector<Alarm> alarms;
    world.alarms.visit(query, [&alarms](const Alarm &alarm) {
        alarms.insert(alarms.begin(), alarm);
        return true;
    });
    return alarms; // oldest first
}

std::size_t active(const World &world, int id)
{
    return world.alarms.count({.state = AlarmQuery::Active, .id = id});
}

QByteArray logOf(const World &world, const QString &hostName, LogWindow window = {start, Instant::max()})
{
    const HostLogs logs(*hostLogState(world, hostName, window, QTimeZone("Europe/Berlin")));
    QByteArray text;
    for (std::size_t i = 0; i < logs.files().size(); ++i) {
        if (!logs.files()[i].name.startsWith(u"token-server.log"_s))
            continue;
        HostLogs::Reader reader = logs.open(i);
        for (QByteArray piece = reader.read(); !piece.isEmpty(); piece = reader.read())
            text += piece;
    }
    return text;
}

// Moments of notes of that kind, since the start.
std::vector<Elapsed> momentsOf(const World &world, const Server &server, GuardianNote::Kind kind)
{
    std::vector<Elapsed> moments;
    for (const GuardianNote &note : world.guardian.journal.notes(server.id, everything)) {
        if (note.kind == kind)
            moments.push_back(note.when - start);
    }
    return moments;
}

// Everything that came about, in order and without the times of the wall.
QStringList courseOf(const World &world)
{
    QStringList course;
    for (const Alarm &alarm : alarmsOf(world)) {
        course.append(u"%1 %2 %3 %4 %5"_s.arg(alarm.serial)
                          .arg(alarm.id)
                          .arg(alarm.location())
                          .arg(alarm.clearType)
                          .arg(alarm.additionalInfo));
    }
    for (const auto &[id, own] : world.guardian.tokenServers()) {
        for (const GuardianNote &note : world.guardian.journal.notes(id, everything))
            course.append(u"%1 %2 %3"_s.arg(own.hostName).arg(note.kind).arg(note.number));
    }
    return course;
}

} // namespace

class GuardianTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBoundClusterRenewsItsKeysAndHasNoAlarm();
    void anUnboundClusterRaisesWithinSimulatedMinutes();
    void bindingClearsWithinSimulatedMinutes();
    void aCachedKeyOutlivesTheBindingUntilItIsDue();
    void aWholeDayHasEveryAlarmAndLineAtItsTime();
    void aStepOfADayIsADayOfRunning();
    void aSeedRepeatsAndAnotherDoesNot();
    void anAlarmThatAPersonClearedComesBack();
    void theConditionOfTheMetadataServiceTellsTheAlarms_data();
    void theConditionOfTheMetadataServiceTellsTheAlarms();
    void whatIamRefusesIsAnAlarmOfItsOwn_data();
    void whatIamRefusesIsAnAlarmOfItsOwn();
    void theServiceIsDownOnlyIfEveryTokenServerIs();
    void aTokenServerStopsAndStartsOnce();
    void aServerThatIsOffHasNoTokenServer();
    void metaOfEveryNodeComplainsToo();
    void clickHouseComplainsFromItsVersionOnAndTheThirdTime();
    void metadataIsReadOnceWhileTheKeyFails();
    void aThrottledNodeFailsUntilTheBlockIsOver();
    void aDroppedKeyIsAskedForAtOnce();
    void clustersWithoutHostsOrGuardianAreQuiet();
    void aServerThatLeavesTakesItsAlarmsWithIt();
    void aFleetThatIsGoneLeavesNothingBehind();
    void aScenarioThatBeginsInTheMiddleBeginsOnce();
    void aClockThatGoesBackHoldsEverything();
    void noKeyIsEverInALog();
};

void GuardianTest::aBoundClusterRenewsItsKeysAndHasNoAlarm()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    startGuardian(world);
    for (int minute = 0; minute < 24 * 60; ++minute) {
        clock->advance(1min);
        world.catchUp();
    }
    QCOMPARE(world.alarms.size(), std::size_t(0));
    QCOMPARE(world.guardian.tokenServers().size(), std::size_t(3));
    std::set<Elapsed> first;
    for (const Server *server : tokenServerHosts(world)) {
        const std::vector<Elapsed> renewals = momentsOf(world, *server, GuardianNote::KeyRenewed);
        QVERIFY2(renewals.size() >= 27 && renewals.size() <= 30, qPrintable(QString::number(renewals.size())));
        QVERIFY(renewals.front() <= 2min);
        first.insert(renewals.front());
        QCOMPARE(momentsOf(world, *server, GuardianNote::CacheMissing).size(), std::size_t(1));
        QCOMPARE(momentsOf(world, *server, GuardianNote::Assumed).size(), renewals.size());
        QVERIFY(!logOf(world, server->hostName).contains("ERROR"));
        const TokenServer &own = *world.guardian.onHost(server->hostName);
        QVERIFY(own.keyEnds && *own.keyEnds > world.elapsed());
    }
    QCOMPARE(first.size(), std::size_t(3)); // not all at once
}

void GuardianTest::anUnboundClusterRaisesWithinSimulatedMinutes()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    world.setSpeed(60);
    startGuardian(world);
    clock->advance(2s);
    world.catchUp();
    const std::vector<Alarm> alarms = alarmsOf(world, {.id = 45741});
    QCOMPARE(alarms.size(), std::size_t(3));
    std::set<QString> hosts;
    for (const Alarm &alarm : alarms) {
        hosts.insert(alarm.hostName);
        QVERIFY(alarm.isActive());
        QCOMPARE(alarm.name, u"Failed to Call the ECS securitykey API"_s);
        QCOMPARE(alarm.severity, Alarm::Major);
        QVERIFY(alarm.clearsItself);
        QCOMPARE(alarm.source, u"mrs-demo"_s);
        QCOMPARE(alarm.object, u"Guardian"_s);
        QCOMPARE(alarm.location(),
                 u"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName="_s + alarm.hostName);
        QVERIFY(!alarm.cause.isEmpty());
        QCOMPARE(alarm.additionalInfo, u"status 401: Please configure Cloud Service Agency first"_s);
        QVERIFY(alarm.occurred > start && alarm.occurred <= start + 2s);
        const QByteArray log = logOf(world, alarm.hostName);
        QVERIFY(log.contains("no agency credential is cached, refreshing"));
        QVERIFY(log.contains("call of securitykey failed, status 401: Please configure Cloud Service Agency first"));
        QCOMPARE(log.count("alarm 45741 reported |"), 1);
    }
    std::set<QString> wanted;
    for (const Server *server : tokenServerHosts(world))
        wanted.insert(server->hostName);
    QCOMPARE(hosts, wanted);
}

void GuardianTest::bindingClearsWithinSimulatedMinutes()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    world.setSpeed(60);
    startGuardian(world);
    clock->advance(10s);
    world.catchUp();
    QCOMPARE(active(world, 45741), std::size_t(3));
    bindAll(world, u"mrs_ecs_obs"_s);
    clock->advance(2s); // two simulated minutes
    world.catchUp();
    QCOMPARE(active(world, 45741), std::size_t(0));
    for (const Alarm &alarm : alarmsOf(world, {.id = 45741})) {
        QCOMPARE(alarm.clearType, Alarm::Automatic);
        QVERIFY(alarm.cleared > start + 10s && alarm.cleared <= start + 12s);
        const QByteArray log = logOf(world, alarm.hostName);
        QCOMPARE(log.count("alarm 45741 reported as cleared"), 1);
        QCOMPARE(log.count("agency agency-MRS-to-OBS assumed"), 1);
    }
    QCOMPARE(alarmsOf(world, {.id = 45741}).size(), std::size_t(3));
    clock->advance(5s);
    world.catchUp();
    QCOMPARE(world.alarms.activeCount(), std::size_t(0)); // meta too
}

void GuardianTest::aCachedKeyOutlivesTheBindingUntilItIsDue()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    leaveOnlyGuardian(world);
    startGuardian(world);
    world.step(5min);
    bindAll(world, {});
    world.step(44min);
    QCOMPARE(world.alarms.size(), std::size_t(0));
    world.step(6min);
    QCOMPARE(active(world, 45741), std::size_t(3)); // while the old key still works
    for (const Server *server : tokenServerHosts(world))
        QVERIFY(world.guardian.onHost(server->hostName)->keyEnds);
    world.step(10min);
    for (const Server *server : tokenServerHosts(world)) {
        QVERIFY(!world.guardian.onHost(server->hostName)->keyEnds);
        QCOMPARE(momentsOf(world, *server, GuardianNote::AlarmRaised).size(), std::size_t(1));
    }
    QCOMPARE(world.alarms.size(), std::size_t(3));
}

// Keys are asked for at s, then every 50 minutes and s, where s is the delay of that TokenServer; while that fails,
// every minute.
void GuardianTest::aWholeDayHasEveryAlarmAndLineAtItsTime()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    leaveOnlyGuardian(world);
    startGuardian(world);
    const Elapsed unbound = 6h + 7min;
    const Elapsed bound = 9h + 31min;
    world.after(unbound, [](World &later) { bindAll(later, {}); });
    world.after(bound, [](World &later) { bindAll(later, u"mrs_ecs_obs"_s); });
    while (world.elapsed() < 24h) {
        clock->advance(17s);
        world.catchUp();
    }

    QCOMPARE(world.alarms.size(), std::size_t(3));
    for (const Server *server : tokenServerHosts(world)) {
        const std::vector<Elapsed> renewals = momentsOf(world, *server, GuardianNote::KeyRenewed);
        const Elapsed s = renewals.front();
        QVERIFY(s > 0s && s < 90s);
        std::vector<Elapsed> expectedRenewals, expectedFailures;
        Elapsed at = s;
        Elapsed raised = {}, cleared = {};
        while (at < world.elapsed()) {
            if (unbound <= at && at < bound) {
                if (expectedFailures.empty())
                    raised = at;
                expectedFailures.push_back(at);
                at += 1min;
                continue;
            }
            if (!expectedFailures.empty() && cleared == Elapsed())
                cleared = at;
            expectedRenewals.push_back(at);
            at += 50min + s;
        }
        QCOMPARE(renewals, expectedRenewals);
        QCOMPARE(momentsOf(world, *server, GuardianNote::KeyFailed), expectedFailures);
        QCOMPARE(momentsOf(world, *server, GuardianNote::AlarmRaised), std::vector<Elapsed>(1, raised));
        QCOMPARE(momentsOf(world, *server, GuardianNote::AlarmCleared), std::vector<Elapsed>(1, cleared));
        QCOMPARE(momentsOf(world, *server, GuardianNote::Assumed), expectedRenewals);

        const std::vector<Alarm> alarms = alarmsOf(world, {.hostName = server->hostName});
        QCOMPARE(alarms.size(), std::size_t(1));
        QCOMPARE(alarms.front().id, 45741);
        QCOMPARE(alarms.front().occurred, start + raised);
        QCOMPARE(alarms.front().cleared, start + cleared);

        // The lines, in Manager's local time.
        const QByteArray log = logOf(world, server->hostName, {start, start + 24h});
        const auto line = [](Elapsed moment, const char *text) {
            const QDateTime local = toUtc(start + moment).toTimeZone(QTimeZone("Europe/Berlin"));
            return local.toString(u"yyyy-MM-dd HH:mm:ss,zzz"_s).toLatin1() + text;
        };
        const char failed[] =
            " | ERROR | refresh-1 | mrs.example.guardian.EcsCredentialCache: | EcsCredentialCache.java:97 | "
            "call of securitykey failed, status 401: Please configure Cloud Service Agency first |\n";
        const char renewed[] =
            " | INFO | refresh-1 | mrs.example.guardian.EcsCredentialCache: | EcsCredentialCache.java:91 | "
            "agency credential refreshed, next time in ";
        for (const Elapsed moment : expectedFailures)
            QVERIFY(log.contains(line(moment, failed)));
        for (const Elapsed moment : expectedRenewals)
            QVERIFY(log.contains(line(moment, renewed)));
        QCOMPARE(log.count("call of securitykey failed"), qsizetype(expectedFailures.size()));
        QCOMPARE(log.count("agency credential refreshed"), qsizetype(expectedRenewals.size()));
        QVERIFY(log.contains(line(raised, " | WARN | alarm-1 | ")));
        QVERIFY(log.contains(line(cleared, " | INFO | alarm-1 | ")));
    }
}

void GuardianTest::aStepOfADayIsADayOfRunning()
{
    const auto course = [](bool steps) {
        const auto clock = std::make_shared<ManualClock>(start);
        World world = worldWith(clock, {.agency = {}});
        startGuardian(world);
        world.after(100min, [](World &later) { bindAll(later, u"mrs_ecs_obs"_s); });
        world.after(7h, [](World &later) {
            for (Server *server : servers(later))
                server->metadataService.condition = MetadataService::NoAnswer;
        });
        world.after(9h, [](World &later) {
            for (Server *server : servers(later))
                server->metadataService.condition = MetadataService::Works;
        });
        if (steps) {
            world.step(24h);
        } else {
            for (int i = 0; i < 24 * 60 * 2; ++i) {
                clock->advance(30s);
                world.catchUp();
            }
        }
        return courseOf(world);
    };
    const QStringList stepped = course(true);
    QVERIFY(stepped.size() > 500);
    QCOMPARE(stepped, course(false));
}

void GuardianTest::aSeedRepeatsAndAnotherDoesNot()
{
    const auto course = [](quint64 seed) {
        const auto clock = std::make_shared<ManualClock>(start);
        World world = worldWith(clock, {.agency = {}}, seed);
        startGuardian(world);
        for (int i = 0; i < 100; ++i) {
            clock->advance(1min);
            world.catchUp();
        }
        QString times;
        for (const Alarm &alarm : alarmsOf(world))
            times += isoUtc(alarm.occurred) + u'\n';
        return times + courseOf(world).join(u'\n') + QString::fromUtf8(logOf(world, servers(world).front()->hostName));
    };
    const QString first = course(1);
    QCOMPARE(course(1), first);
    QVERIFY(course(2) != first);
}

void GuardianTest::anAlarmThatAPersonClearedComesBack()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    startGuardian(world);
    world.step(2min);
    const Alarm before = alarmsOf(world, {.state = AlarmQuery::Active, .id = 45741}).front();
    QVERIFY(world.alarms.clear(before.serial, Alarm::Manual, world.now()));
    world.step(1min);
    QCOMPARE(active(world, 45741), std::size_t(3));
    QCOMPARE(world.alarms.find(before.serial)->clearType, Alarm::Manual);
    QVERIFY(world.alarms.activeOn(45741, before.source, before.hostName) > before.serial);
}

void GuardianTest::theConditionOfTheMetadataServiceTellsTheAlarms_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<bool>("key");
    QTest::addColumn<bool>("metadata");
    QTest::addColumn<QString>("info");
    QTest::newRow("no answer") << int(MetadataService::NoAnswer) << true << true << u"no answer: connect timed out"_s;
    QTest::newRow("key fails") << int(MetadataService::KeyFails) << true << false << u"status 500: "_s;
    QTest::newRow("metadata fails") << int(MetadataService::MetadataFails) << false << true << u"status 500"_s;
    QTest::newRow("works") << int(MetadataService::Works) << false << false << QString();
}

void GuardianTest::theConditionOfTheMetadataServiceTellsTheAlarms()
{
    QFETCH(const int, condition);
    QFETCH(const bool, key);
    QFETCH(const bool, metadata);
    QFETCH(const QString, info);
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    Server &server = *tokenServerHosts(world).front();
    server.metadataService.condition = static_cast<MetadataService::Condition>(condition);
    startGuardian(world);
    world.step(4min);
    QCOMPARE(active(world, 45741), std::size_t(key ? 1 : 0));
    QCOMPARE(active(world, 45742), std::size_t(metadata ? 1 : 0));
    QCOMPARE(active(world, 45743), std::size_t(0)); // IAM was not even called
    const std::vector<Alarm> ofGuardian = alarmsOf(world, {.serviceName = u"Guardian"_s});
    if (!ofGuardian.empty()) {
        QCOMPARE(ofGuardian.front().hostName, server.hostName);
        QVERIFY2(ofGuardian.front().additionalInfo.startsWith(info), qPrintable(ofGuardian.front().additionalInfo));
    }
    server.metadataService.condition = MetadataService::Works;
    world.step(1min);
    QCOMPARE(world.alarms.count({.state = AlarmQuery::Active, .serviceName = u"Guardian"_s}), std::size_t(0));
    QVERIFY(world.guardian.onHost(server.hostName)->hasAssumed);
    // With what it has, it does not ask every minute any more.
    const std::size_t asked = momentsOf(world, server, GuardianNote::KeyRenewed).size();
    world.step(30min);
    QCOMPARE(momentsOf(world, server, GuardianNote::KeyRenewed).size(), asked);
}

void GuardianTest::whatIamRefusesIsAnAlarmOfItsOwn_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("info");
    QTest::newRow("gone") << u"gone"_s << u"status 403: there is no agency agency-MRS-to-OBS"_s;
    QTest::newRow("not allowed")
        << u"not allowed"_s << u"status 403: MRS_ECS_DEFAULT_AGENCY may not iam:agencies:assume agency-MRS-to-OBS"_s;
    QTest::newRow("other trust") << u"other trust"_s << u"status 403: agency-MRS-to-OBS does not trust this account"_s;
    QTest::newRow("over") << u"over"_s << u"status 403: agency-MRS-to-OBS has expired"_s;
}

void GuardianTest::whatIamRefusesIsAnAlarmOfItsOwn()
{
    QFETCH(const QString, how);
    QFETCH(const QString, info);
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    const QString account = world.accounts().front().id;
    const Agency second = *world.agencies.agency(account, u"agency-MRS-to-OBS"_s);
    const Agency first = *world.agencies.agency(account, u"MRS_ECS_DEFAULT_AGENCY"_s);
    if (how == "gone"_L1)
        world.agencies.remove(second.id);
    else if (how == "not allowed"_L1)
        world.agencies.agency(first.id)->accountRoles = {world.agencies.roleCalled(u"OBS OperateAccess"_s)->id};
    else if (how == "other trust"_L1)
        world.agencies.agency(second.id)->trustId = u"example-account"_s;
    else
        world.agencies.agency(second.id)->expires = start - 1h;
    startGuardian(world);
    world.step(3min);
    QCOMPARE(active(world, 45743), std::size_t(3));
    QCOMPARE(world.alarms.activeCount(), std::size_t(3));
    QCOMPARE(alarmsOf(world).front().additionalInfo, info);
    QCOMPARE(alarmsOf(world).front().name, u"Failed to Call the IAM API"_s);
    QVERIFY(logOf(world, alarmsOf(world).front().hostName).contains("call of IAM failed, " + info.toUtf8()));
    world.agencies.remove(second.id);
    world.agencies.add(second);
    *world.agencies.agency(first.id) = first;
    world.step(1min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    // The key was good all the time: it was not asked for again.
    for (const Server *server : tokenServerHosts(world))
        QCOMPARE(momentsOf(world, *server, GuardianNote::KeyRenewed).size(), std::size_t(1));
}

void GuardianTest::theServiceIsDownOnlyIfEveryTokenServerIs()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    startGuardian(world);
    world.step(3min);
    const std::vector<Server *> hosts = tokenServerHosts(world);
    QVERIFY(stopTokenServer(world, hosts[0]->id));
    QVERIFY(stopTokenServer(world, hosts[1]->id));
    world.step(2min);
    QCOMPARE(world.alarms.size(), std::size_t(0));
    QVERIFY(stopTokenServer(world, hosts[2]->id));
    world.step(1min);
    const std::vector<Alarm> alarms = alarmsOf(world);
    QCOMPARE(alarms.size(), std::size_t(1));
    QCOMPARE(alarms.front().id, 45736);
    QCOMPARE(alarms.front().severity, Alarm::Critical);
    QCOMPARE(alarms.front().location(),
             u"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName="_s + hosts[0]->hostName);
    world.step(10min);
    QCOMPARE(world.alarms.size(), std::size_t(1));
    QVERIFY(startTokenServer(world, hosts[2]->id));
    world.step(1min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    QCOMPARE(alarmsOf(world).front().clearType, Alarm::Automatic);
}

void GuardianTest::aTokenServerStopsAndStartsOnce()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    startGuardian(world);
    world.step(3min);
    const Server &server = *tokenServerHosts(world).front();
    QVERIFY(!startTokenServer(world, server.id));
    QVERIFY(stopTokenServer(world, server.id));
    QVERIFY(!stopTokenServer(world, server.id));
    QVERIFY(!dropCachedKey(world, server.id));
    const std::size_t failures = momentsOf(world, server, GuardianNote::KeyFailed).size();
    world.step(10min);
    QCOMPARE(momentsOf(world, server, GuardianNote::KeyFailed).size(), failures); // it is not there to ask
    QVERIFY(startTokenServer(world, server.id));
    QVERIFY(!startTokenServer(world, server.id));
    world.step(10min);
    QVERIFY(momentsOf(world, server, GuardianNote::KeyFailed).size() - failures <= 11); // one of it, not two
    for (const QString &nobody : {QString(), u"server-nowhere"_s, servers(world).back()->id}) {
        QVERIFY(!stopTokenServer(world, nobody));
        QVERIFY(!startTokenServer(world, nobody));
        QVERIFY(!dropCachedKey(world, nobody));
    }
}

void GuardianTest::aServerThatIsOffHasNoTokenServer()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.tokenServers = 1});
    startGuardian(world);
    world.step(3min);
    Server &server = *tokenServerHosts(world).front();
    server.status = u"SHUTOFF"_s;
    world.step(1min);
    QCOMPARE(active(world, 45736), std::size_t(1));
    world.step(2h);
    QCOMPARE(active(world, 45741), std::size_t(0)); // nobody was there to ask
    server.status = u"ACTIVE"_s;
    world.step(2min);
    QCOMPARE(world.alarms.count({.state = AlarmQuery::Active, .serviceName = u"Guardian"_s}), std::size_t(0));
    QVERIFY(world.guardian.onHost(server.hostName)->keyEnds);
}

void GuardianTest::metaOfEveryNodeComplainsToo()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.masters = 2, .cores = 3, .tasks = 2, .agency = {}, .hasGuardian = false});
    startGuardian(world);
    QVERIFY(world.guardian.tokenServers().empty());
    world.step(5min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(7));
    const Alarm alarm = alarmsOf(world).front();
    QCOMPARE(alarm.id, 12110);
    QCOMPARE(alarm.severity, Alarm::Major);
    QCOMPARE(alarm.location(), u"Source=mrs-demo;ServiceName=meta;RoleName=meta;HostName="_s + alarm.hostName);
    QVERIFY(world.alarms.clear(alarm.serial, Alarm::Manual, world.now()));
    world.step(2min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(7));
    bindAll(world, u"mrs_ecs_obs"_s);
    world.step(2min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    QCOMPARE(world.alarms.size(), std::size_t(8));
    bindAll(world, {});
    world.step(40min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    world.step(20min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(7)); // was bound, then unbound
}

void GuardianTest::clickHouseComplainsFromItsVersionOnAndTheThirdTime()
{
    for (const QString &version :
         {u"MRS 3.3.0-LTS.1"_s, u"MRS 3.3.1-LTS"_s, u"MRS 3.10.0"_s, u"MRS 1.9.2"_s, QString()}) {
        const bool complains = version.contains("3.3.1"_L1) || version.contains("3.10"_L1);
        const auto clock = std::make_shared<ManualClock>(start);
        World world = worldWith(clock, {.agency = {}, .hasGuardian = false, .version = version});
        leaveOnlyGuardian(world);
        const auto hosts = servers(world);
        Server &server = **std::find_if(hosts.begin(), hosts.end(),
                                        [](const Server *one) { return one->runs(u"ClickHouse:ClickHouseServer"_s); });
        startGuardian(world);
        for (int i = 0; i < 60 && server.metadataService.requests.size() < 2; ++i)
            world.step(10s);
        QCOMPARE(server.metadataService.requests.size(), std::size_t(complains ? 2 : 0));
        QCOMPARE(world.alarms.size(), std::size_t(0));
        world.step(1min);
        QCOMPARE(active(world, 45450), std::size_t(complains ? 1 : 0));
        if (!complains)
            continue;
        QCOMPARE(alarmsOf(world).front().severity, Alarm::Critical);
        QCOMPARE(alarmsOf(world).front().location(),
                 u"Source=mrs-demo;ServiceName=ClickHouse;RoleName=ClickHouseServer;HostName="_s + server.hostName);
        bindAll(world, u"mrs_ecs_obs"_s);
        world.step(1min);
        QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    }
}

void GuardianTest::metadataIsReadOnceWhileTheKeyFails()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    leaveOnlyGuardian(world);
    startGuardian(world);
    world.step(20min);
    Server &server = *tokenServerHosts(world).front();
    QVERIFY(momentsOf(world, server, GuardianNote::KeyFailed).size() >= 18);
    QCOMPARE(momentsOf(world, server, GuardianNote::MetadataRead).size(), std::size_t(1));
    QVERIFY(server.metadataService.requests.size() <= 6); // of five minutes
    // Where nobody answers any more, it finds out for both.
    server.metadataService.condition = MetadataService::NoAnswer;
    world.step(1min);
    QCOMPARE(active(world, 45742), std::size_t(1));
    server.metadataService.condition = MetadataService::Works;
    world.step(1min);
    QCOMPARE(active(world, 45742), std::size_t(0));
    QCOMPARE(active(world, 45741), std::size_t(3));
}

void GuardianTest::aThrottledNodeFailsUntilTheBlockIsOver()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    Server &server = *tokenServerHosts(world).front();
    server.metadataService.blockedUntil = world.elapsed() + 30min;
    startGuardian(world);
    world.step(29min);
    QCOMPARE(active(world, 45741), std::size_t(1));
    QCOMPARE(world.alarms.activeOn(45741, u"mrs-demo"_s, server.hostName),
             alarmsOf(world, {.id = 45741}).front().serial);
    QCOMPARE(active(world, 45742), std::size_t(1));
    world.step(3min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
}

void GuardianTest::aDroppedKeyIsAskedForAtOnce()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    leaveOnlyGuardian(world);
    startGuardian(world);
    world.step(3min);
    Server &server = *tokenServerHosts(world).front();
    server.metadataService.condition = MetadataService::KeyFails;
    world.step(10min);
    QCOMPARE(world.alarms.size(), std::size_t(0));
    QVERIFY(dropCachedKey(world, server.id));
    world.step(1s);
    QCOMPARE(active(world, 45741), std::size_t(1));
    QVERIFY(logOf(world, server.hostName).contains("OBS refused the cached agency credential, dropped"));
    server.metadataService.condition = MetadataService::Works;
    world.step(1min);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    world.step(2h); // the act of the dropped key did nothing more
    QCOMPARE(momentsOf(world, server, GuardianNote::KeyRenewed).size(), std::size_t(4));
}

void GuardianTest::clustersWithoutHostsOrGuardianAreQuiet()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.masters = 0, .cores = 0, .tokenServers = 0});
    addCluster(world, {.name = u"mrs-plain"_s, .tokenServers = 0});
    world.fleet.add(Server{.id = u"server-alone"_s, .hostName = u"alone"_s});
    startGuardian(world);
    world.step(5h);
    QCOMPARE(world.alarms.size(), std::size_t(0));
    QVERIFY(world.guardian.tokenServers().empty());
    World empty(clock);
    startGuardian(empty);
    empty.step(5h);
    QCOMPARE(empty.alarms.size(), std::size_t(0));
}

void GuardianTest::aServerThatLeavesTakesItsAlarmsWithIt()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    startGuardian(world);
    world.step(3min);
    QCOMPARE(active(world, 45741), std::size_t(3));
    Server &server = *tokenServerHosts(world).front();
    server.roles.clear(); // its act is pending
    world.step(6min);
    QCOMPARE(active(world, 45741), std::size_t(2));
    QCOMPARE(world.alarms.activeOn(12110, u"mrs-demo"_s, server.hostName), 0);
    QCOMPARE(world.guardian.tokenServers().size(), std::size_t(2));
    QVERIFY(!hostLogState(world, server.hostName, everything, QTimeZone::utc()));
}

void GuardianTest::aFleetThatIsGoneLeavesNothingBehind()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    startGuardian(world);
    world.step(3min);
    QVERIFY(world.alarms.activeCount() > 0);
    world.fleet.clear(); // all acts are pending
    world.step(2h);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    QVERIFY(world.guardian.tokenServers().empty());
    addCluster(world, {.name = u"mrs-new"_s});
    startGuardian(world);
    world.step(3min);
    QCOMPARE(world.guardian.tokenServers().size(), std::size_t(3));
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));

    // A scenario that begins with another fleet forgets the one before at once.
    world.fleet.clear();
    startGuardian(world);
    QVERIFY(world.guardian.tokenServers().empty());
}

void GuardianTest::aScenarioThatBeginsInTheMiddleBeginsOnce()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    startGuardian(world);
    world.step(10min);
    const Server &server = *tokenServerHosts(world).front();
    QVERIFY(stopTokenServer(world, server.id));
    bindAll(world, u"mrs_ecs_obs"_s);
    for (int i = 0; i < 5; ++i)
        startGuardian(world);
    world.step(2min);
    QCOMPARE(active(world, 45741), std::size_t(0));
    QCOMPARE(momentsOf(world, server, GuardianNote::Started).size(), std::size_t(1));
    QCOMPARE(momentsOf(world, server, GuardianNote::KeyRenewed).size(), std::size_t(1));
    world.step(5h);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    QVERIFY(momentsOf(world, server, GuardianNote::KeyRenewed).size() <= 7);
}

void GuardianTest::aClockThatGoesBackHoldsEverything()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock, {.agency = {}});
    startGuardian(world);
    clock->advance(3min);
    world.catchUp();
    const QStringList before = courseOf(world);
    clock->advance(-1h);
    world.catchUp();
    QCOMPARE(courseOf(world), before);
    QVERIFY(!logOf(world, servers(world).front()->hostName, {start - 10min, start + 10min}).contains("ERROR"));
    clock->advance(2h);
    world.catchUp();
    QCOMPARE(active(world, 45741), std::size_t(3));
    QVERIFY(courseOf(world).size() > before.size());
}

void GuardianTest::noKeyIsEverInALog()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = worldWith(clock);
    startGuardian(world);
    std::set<QString> secrets;
    for (int i = 0; i < 6; ++i) {
        clock->advance(30min);
        world.catchUp();
        for (const auto &[id, own] : world.guardian.tokenServers()) {
            const TemporaryKey *key = world.agencies.temporaryKey(own.keyAccess);
            QVERIFY(key);
            secrets.insert({key->access, key->secret, QString::fromLatin1(key->securityToken)});
        }
    }
    QVERIFY(secrets.size() >= 3 * 3 * 3);
    for (const Server *server : tokenServerHosts(world)) {
        const QByteArray log = logOf(world, server->hostName, {start - 1h, start + 4h});
        QVERIFY(log.size() > 100'000);
        for (const QString &secret : secrets)
            QVERIFY(!log.contains(secret.toLatin1()));
    }
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::GuardianTest)
#include "guardiantest.moc"
