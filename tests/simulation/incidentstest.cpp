// SPDX-License-Identifier: Apache-2.0
// Storms, flapping and history of the simulated alarms.
#include "app/simulation/incidents.h"

#include "app/simulation/alarmtypes.h"
#include "app/simulation/estate.h"
#include "app/simulation/guardianlog.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const Instant start{1'768'474'800'000ms}; // 2026-01-15T11:00:00Z

World twoClusters(const std::shared_ptr<ManualClock> &clock, quint64 seed = 1)
{
    World world = World::demo(clock, seed);
    addStandardAgencies(world, world.accounts().front().id);
    addCluster(world, {.name = u"mrs-one"_s});
    addCluster(world, {.name = u"mrs-two"_s, .network = 11});
    return world;
}

std::vector<Alarm> allOf(const World &world, const AlarmQuery &query = {})
{
    std::vector<Alarm> alarms;
    world.alarms.visit(query, [&alarms](const Alarm &alarm) {
        alarms.push_back(alarm);
        return true;
    });
    return alarms; // newest first
}

std::vector<QString> tokenServersOf(World &world, const QString &cluster)
{
    std::vector<QString> ids;
    for (const Server *server : world.fleet.serversOf(*world.fleet.clusterNamed(cluster))) {
        if (server->runs(tokenServerRole()))
            ids.push_back(server->id);
    }
    return ids;
}

const QSet<int> &family()
{
    static const QSet<int> ids{12110, 45450, 45736, 45741, 45742, 45743};
    return ids;
}

} // namespace

class IncidentsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStormIsTenThousandAlarmsInAMinute();
    void aStormIsBelievable();
    void aSeedRepeatsItsStorm();
    void aStormOverNothingIsNone();
    void aStormCanEndInTheMiddle();
    void flappingBringsTheAlarmBack();
    void flappingEndsWithItsScenarioAndItsServers();
    void durationsOfNothingDoNotHangTheCloud();
    void theHistoryIsPastAndCleared();
    void pastFailuresOfGuardianStandInItsLogs();
    void theHistoryComesFirstAndOnce();
};

void IncidentsTest::aStormIsTenThousandAlarmsInAMinute()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    int heard = 0;
    world.alarms.setListener([&heard](const Alarm &alarm) { heard += alarm.cleared ? 0 : 1; });
    storm(world, 10'000, 60s);
    clock->advance(30s);
    world.catchUp();
    QVERIFY2(std::abs(static_cast<int>(world.alarms.size()) - 5'000) < 100,
             qPrintable(QString::number(world.alarms.size())));
    clock->advance(30s);
    world.catchUp();
    QCOMPARE(world.alarms.size(), std::size_t(10'000));
    QCOMPARE(heard, 10'000);
    QVERIFY(world.alarms.activeCount() > 9'000);
    clock->advance(10min);
    world.catchUp();
    QCOMPARE(world.alarms.size(), std::size_t(10'000));
    QVERIFY(world.alarms.activeCount() > 6'000 && world.alarms.activeCount() < 7'400);
    for (const Alarm &alarm : allOf(world, {.state = AlarmQuery::NotActive})) {
        QCOMPARE(alarm.clearType, Alarm::Automatic);
        QVERIFY(*alarm.cleared >= alarm.occurred + 30s && *alarm.cleared <= alarm.occurred + 4min);
    }
}

void IncidentsTest::aStormIsBelievable()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    storm(world, 5'000, 10s);
    world.step(10s);
    QSet<QString> hosts;
    for (const Server &server : world.fleet.servers())
        hosts.insert(server.hostName);
    QSet<int> ids;
    QHash<QString, int> perCluster;
    QSet<int> severities;
    for (const Alarm &alarm : allOf(world)) {
        QVERIFY(!family().contains(alarm.id));
        const std::vector<AlarmType> &types = alarmTypes();
        QVERIFY(std::any_of(types.begin(), types.end(), [&alarm](const AlarmType &type) {
            return type.id == alarm.id && type.name == alarm.name && type.serviceName == alarm.serviceName
                && std::count(type.severities.begin(), type.severities.end(), alarm.severity) == 1;
        }));
        QVERIFY(hosts.contains(alarm.hostName) || alarm.id == 12037);
        QVERIFY(alarm.location().contains("="_L1));
        if (alarm.serviceName == "ClickHouse"_L1)
            QVERIFY(world.fleet.serverOnHost(alarm.hostName)->runs(u"ClickHouse:ClickHouseServer"_s));
        ids.insert(alarm.id);
        severities.insert(alarm.severity);
        ++perCluster[alarm.source];
    }
    QVERIFY(ids.size() > 400);
    QCOMPARE(severities.size(), 4);
    QVERIFY(perCluster.value(u"mrs-one"_s) > 2'000 && perCluster.value(u"mrs-two"_s) > 2'000);
}

void IncidentsTest::aSeedRepeatsItsStorm()
{
    const auto course = [](quint64 seed) {
        World world = twoClusters(std::make_shared<ManualClock>(start), seed);
        storm(world, 500, 10s);
        world.step(5min);
        QStringList lines;
        for (const Alarm &alarm : allOf(world))
            lines.append(u"%1 %2 %3 %4"_s.arg(alarm.serial).arg(alarm.id).arg(alarm.location()).arg(alarm.clearType));
        return lines;
    };
    QCOMPARE(course(1), course(1));
    QVERIFY(course(1) != course(2));
}

void IncidentsTest::aStormOverNothingIsNone()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World empty(clock);
    storm(empty, 100, 10s);
    empty.step(1min);
    QCOMPARE(empty.alarms.size(), std::size_t(0));
    World world = twoClusters(clock);
    storm(world, 0, 10s);
    storm(world, -5, 10s);
    world.step(1min);
    QCOMPARE(world.alarms.size(), std::size_t(0));
    storm(world, 100, 0s); // all at once
    storm(world, 100, -1h);
    world.catchUp();
    QCOMPARE(world.alarms.size(), std::size_t(200));
    storm(world, 1, 24h);
    world.step(24h);
    QCOMPARE(world.alarms.size(), std::size_t(201));
}

void IncidentsTest::aStormCanEndInTheMiddle()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    storm(world, 1'000, 60s);
    world.step(20s);
    endIncidents(world);
    const std::size_t raised = world.alarms.size();
    QVERIFY(raised > 300 && raised < 400);
    world.fleet.clear();
    world.step(1h);
    QCOMPARE(world.alarms.size(), raised);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0)); // the next scenario finds none of it
}

void IncidentsTest::flappingBringsTheAlarmBack()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    startGuardian(world);
    const std::vector<QString> ids = tokenServersOf(world, u"mrs-one"_s);
    flapping(world, {ids[0], ids[1]}, 3min, 5min);
    for (int i = 0; i < 40; ++i) {
        clock->advance(1min);
        world.catchUp();
    }
    for (const QString &id : {ids[0], ids[1]}) {
        const Server &server = *world.fleet.server(id);
        const std::vector<Alarm> alarms = allOf(world, {.id = 45741, .hostName = server.hostName});
        QCOMPARE(alarms.size(), std::size_t(5)); // every eight minutes
        for (std::size_t i = 1; i < alarms.size(); ++i) {
            QVERIFY(!alarms[i].isActive());
            const auto lasted = *alarms[i].cleared - alarms[i].occurred;
            QVERIFY(lasted >= 2min && lasted <= 4min);
            QVERIFY(alarms[i].serial < alarms[i - 1].serial);
            const auto between = alarms[i - 1].occurred - alarms[i].occurred;
            QVERIFY(between >= 7min && between <= 9min);
        }
    }
    QCOMPARE(world.alarms.count({.id = 45741}), std::size_t(10));
    QCOMPARE(world.alarms.count({.id = 45741, .source = u"mrs-two"_s}), std::size_t(0));
}

void IncidentsTest::flappingEndsWithItsScenarioAndItsServers()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    startGuardian(world);
    const std::vector<QString> ids = tokenServersOf(world, u"mrs-one"_s);
    flapping(world, {ids[0], u"server-nowhere"_s}, 3min, 5min);
    world.step(10min);
    endIncidents(world);
    world.fleet.server(ids[0])->metadataService.condition = MetadataService::Works;
    world.step(2min);
    const std::size_t raised = world.alarms.count({.id = 45741});
    QVERIFY(raised > 0);
    world.step(2h);
    QCOMPARE(world.alarms.count({.id = 45741}), raised);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    flapping(world, {ids[0]}, 3min, 5min);
    world.step(1min);
    world.fleet.clear(); // with an act pending
    world.step(1h);
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
}

void IncidentsTest::durationsOfNothingDoNotHangTheCloud()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    startGuardian(world);
    flapping(world, {tokenServersOf(world, u"mrs-one"_s).front()}, 0s, -1h);
    world.step(1h);
    QVERIFY(world.alarms.count({.id = 45741}) > 0);
}

void IncidentsTest::theHistoryIsPastAndCleared()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    int heard = 0;
    world.alarms.setListener([&heard](const Alarm &) { ++heard; });
    QCOMPARE(fillHistory(world, 5'000, 72h), std::size_t(5'000));
    QCOMPARE(heard, 0);
    QCOMPARE(world.alarms.size(), std::size_t(5'000));
    QCOMPARE(world.alarms.activeCount(), std::size_t(0));
    const std::vector<Alarm> alarms = allOf(world);
    for (std::size_t i = 0; i < alarms.size(); ++i) {
        QVERIFY(alarms[i].occurred >= start - 72h && alarms[i].occurred <= start);
        QVERIFY(alarms[i].cleared && *alarms[i].cleared >= alarms[i].occurred && *alarms[i].cleared <= start);
        QVERIFY(alarms[i].clearsItself || alarms[i].clearType == Alarm::Manual);
        if (i > 0)
            QVERIFY(alarms[i].occurred <= alarms[i - 1].occurred);
    }
    QVERIFY(alarms.front().occurred > start - 1h);
    QVERIFY(alarms.back().occurred < start - 71h);
}

void IncidentsTest::pastFailuresOfGuardianStandInItsLogs()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    QCOMPARE(fillHistory(world, 5'000, 72h), std::size_t(5'000));
    startGuardian(world);
    const std::vector<Alarm> failures = allOf(world, {.id = 45741});
    QVERIFY(failures.size() > 40 && failures.size() < 160);
    const Alarm &failure = failures[failures.size() / 2];
    const HostLogs logs(*hostLogState(world, failure.hostName, {failure.occurred - 1h, failure.occurred + 1h},
                                      QTimeZone("Europe/Berlin")));
    HostLogs::Reader reader = logs.open(0);
    QByteArray log;
    for (QByteArray piece = reader.read(); !piece.isEmpty(); piece = reader.read())
        log += piece;
    const QByteArray stamp = toUtc(failure.occurred)
                                 .toTimeZone(QTimeZone("Europe/Berlin"))
                                 .toString(u"yyyy-MM-dd HH:mm:ss,zzz"_s)
                                 .toLatin1();
    QVERIFY(log.contains(stamp + " | ERROR | "));
    QVERIFY(log.contains("call of securitykey failed, status 500: An unknown error has occurred."));
    QCOMPARE(log.size(), logs.files().front().size);
}

void IncidentsTest::theHistoryComesFirstAndOnce()
{
    const auto clock = std::make_shared<ManualClock>(start);
    World world = twoClusters(clock);
    QCOMPARE(fillHistory(world, 0, 72h), std::size_t(0));
    QCOMPARE(fillHistory(world, 10, 0s), std::size_t(0));
    QCOMPARE(fillHistory(world, 10, -1h), std::size_t(0));
    QCOMPARE(fillHistory(world, 100, 1ms), std::size_t(100)); // more than there are moments
    QCOMPARE(fillHistory(world, 10, 72h), std::size_t(0));
    QCOMPARE(world.alarms.size(), std::size_t(100));
    world.alarms.clearAll();
    QCOMPARE(fillHistory(world, 10, 72h), std::size_t(10));
    World empty(clock);
    QCOMPARE(fillHistory(empty, 10, 72h), std::size_t(0));
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::IncidentsTest)
#include "incidentstest.moc"
