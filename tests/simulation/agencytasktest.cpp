// SPDX-License-Identifier: Apache-2.0
// Manage Agency and IAM User Sync as tasks on the simulated line (mrs.md, section 6).
#include "fleetworld.h"

#include "app/simulation/agencytask.h"
#include "app/simulation/metadataservice.h"
#include "app/simulation/scenario.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class AgencyTaskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theNodesAreWrittenOneAfterTheOther();
    void itLeadsToWorkingKeys();
    void oneRunsAtATimeForEachCluster();
    void anAgencyThatCannotBeBoundIsNotWritten_data();
    void anAgencyThatCannotBeBoundIsNotWritten();
    void anAgencyDeletedInTheMeantimeIsMissed();
    void aNodeThatCannotBeWrittenEndsItHalfWay_data();
    void aNodeThatCannotBeWrittenEndsItHalfWay();
    void policiesCanFailAfterTheNodes();
    void whatIsAbandonedWritesNoMore();
    void aClusterThatGoesTakesItsTaskWithIt();
    void aChangeOfScenarioEndsIt();
    void usersAreSynchronizedOnceAtATime();

private:
    [[nodiscard]] QStringList bindings()
    {
        QStringList names;
        for (std::size_t i = 0; i < m_fleet->cluster().serverIds.size(); ++i)
            names += m_fleet->node(i).agencyName();
        return names;
    }
    [[nodiscard]] int bound() { return static_cast<int>(bindings().count(u"mrs_ecs_obs"_s)); }
    void pass(Elapsed duration)
    {
        m_fleet->clock->advance(duration);
        m_fleet->world.catchUp();
    }

    std::unique_ptr<FleetWorld> m_fleet;
};

void AgencyTaskTest::init()
{
    m_fleet = std::make_unique<FleetWorld>();
    bindServers(m_fleet->world.fleet.serversOf(m_fleet->cluster()), {});
    m_fleet->cluster().recordedAgency = QString();
}

void AgencyTaskTest::theNodesAreWrittenOneAfterTheOther()
{
    Cluster &cluster = m_fleet->cluster();
    QVERIFY(!startAgencyTask(m_fleet->world, cluster, u"mrs_ecs_obs"_s));
    QCOMPARE(cluster.agencyTask, u"running"_s);
    QCOMPARE(bound(), 0);
    pass(1s);
    QCOMPARE(bound(), 1);
    for (int nodes = 2; nodes <= 7; ++nodes) {
        pass(2s);
        QCOMPARE(bound(), nodes);
        QCOMPARE(cluster.agencyNodesDone, std::size_t(nodes));
    }
    QCOMPARE(cluster.agencyTask, u"running"_s);
    QCOMPARE(cluster.recordedAgency, std::optional(QString()));
    pass(2s);
    QCOMPARE(cluster.agencyTask, u"success"_s);
    QCOMPARE(cluster.recordedAgency, std::optional(u"mrs_ecs_obs"_s));
    QVERIFY(m_fleet->get("/v1.1/P/cluster_infos/C").body.contains("\"mrsEcsDefaultAgency\":\"mrs_ecs_obs\""));
}

void AgencyTaskTest::itLeadsToWorkingKeys()
{
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    m_fleet->world.step(15s);
    QCOMPARE(m_fleet->cluster().agencyTask, u"success"_s);
    QCOMPARE(askSecurityKey(m_fleet->world, m_fleet->node(6)).outcome, SecurityKeyAnswer::NoAgency);
    m_fleet->world.step(30s);
    for (std::size_t i = 0; i < 7; ++i)
        QCOMPARE(askSecurityKey(m_fleet->world, m_fleet->node(i)).outcome, SecurityKeyAnswer::Key);
}

void AgencyTaskTest::oneRunsAtATimeForEachCluster()
{
    Cluster &other = addCluster(m_fleet->world, {.name = u"other"_s, .agency = {}});
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    QCOMPARE(startAgencyTask(m_fleet->world, m_fleet->cluster(), u"MRS_ECS_DEFAULT_AGENCY"_s),
             std::optional(u"MRS.0212"_s));
    QVERIFY(!startAgencyTask(m_fleet->world, other, u"MRS_ECS_DEFAULT_AGENCY"_s));
    m_fleet->world.step(1min);
    QCOMPARE(bound(), 7);
    QCOMPARE(other.recordedAgency, std::optional(u"MRS_ECS_DEFAULT_AGENCY"_s));
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"MRS_ECS_DEFAULT_AGENCY"_s));
    m_fleet->world.step(1min);
    QCOMPARE(bound(), 0);
}

void AgencyTaskTest::anAgencyThatCannotBeBoundIsNotWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("unknown") << u"no-such-agency"_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("another case") << u"MRS_ECS_OBS"_s;
    QTest::newRow("trusts an account") << u"agency-MRS-to-OBS"_s;
}

void AgencyTaskTest::anAgencyThatCannotBeBoundIsNotWritten()
{
    QFETCH(QString, name);
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), name));
    m_fleet->world.step(1min);
    QCOMPARE(m_fleet->cluster().agencyTask, u"failed"_s);
    QCOMPARE(m_fleet->cluster().agencyTaskError, u"MRS.0211"_s);
    QCOMPARE(bindings().count(QString()), 7);
    QCOMPARE(m_fleet->cluster().recordedAgency, std::optional(QString()));
}

void AgencyTaskTest::anAgencyDeletedInTheMeantimeIsMissed()
{
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    m_fleet->world.agencies.remove(m_fleet->world.agencies.agency(m_fleet->accountId, u"mrs_ecs_obs"_s)->id);
    m_fleet->world.step(1min);
    QCOMPARE(m_fleet->cluster().agencyTaskError, u"MRS.0211"_s);
}

void AgencyTaskTest::aNodeThatCannotBeWrittenEndsItHalfWay_data()
{
    QTest::addColumn<QString>("vmState");
    QTest::addColumn<QString>("taskState");
    QTest::newRow("broken") << u"error"_s << QString();
    QTest::newRow("busy") << u"active"_s << u"rebooting"_s;
}

void AgencyTaskTest::aNodeThatCannotBeWrittenEndsItHalfWay()
{
    QFETCH(QString, vmState);
    QFETCH(QString, taskState);
    Server &broken = m_fleet->node(3);
    broken.vmState = vmState;
    broken.taskState = taskState;
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    m_fleet->world.step(1min);
    QCOMPARE(m_fleet->cluster().agencyTask, u"failed"_s);
    QCOMPARE(m_fleet->cluster().agencyTaskError, u"MRS.0216"_s);
    QCOMPARE(bound(), 3); // the nodes are bound to different agencies now
    QCOMPARE(m_fleet->cluster().recordedAgency, std::optional(QString()));
    broken.vmState = u"active"_s;
    broken.taskState.clear();
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    m_fleet->world.step(1min);
    QCOMPARE(m_fleet->cluster().agencyTask, u"success"_s);
    QVERIFY(m_fleet->cluster().agencyTaskError.isEmpty());
    QCOMPARE(bound(), 7);
}

void AgencyTaskTest::policiesCanFailAfterTheNodes()
{
    m_fleet->cluster().nextAgencyTaskError = u"MRS.0209"_s;
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    m_fleet->world.step(1min);
    QCOMPARE(m_fleet->cluster().agencyTaskError, u"MRS.0209"_s);
    QCOMPARE(bound(), 7);
    QCOMPARE(m_fleet->cluster().recordedAgency, std::optional(QString()));
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s)); // once only
    m_fleet->world.step(1min);
    QCOMPARE(m_fleet->cluster().agencyTask, u"success"_s);
}

void AgencyTaskTest::whatIsAbandonedWritesNoMore()
{
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    QVERIFY(!startUserSync(m_fleet->world, m_fleet->cluster()));
    pass(3s);
    QCOMPARE(bound(), 2);
    abandonTasks(m_fleet->world);
    m_fleet->world.step(1h);
    QCOMPARE(bound(), 2);
    QVERIFY(m_fleet->cluster().agencyTask.isEmpty());
    QVERIFY(!m_fleet->cluster().isUserSyncRunning && !m_fleet->cluster().isUserSynced);
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    m_fleet->world.step(1min);
    QCOMPARE(bound(), 7);
}

void AgencyTaskTest::aClusterThatGoesTakesItsTaskWithIt()
{
    QVERIFY(!startAgencyTask(m_fleet->world, m_fleet->cluster(), u"mrs_ecs_obs"_s));
    QVERIFY(!startUserSync(m_fleet->world, m_fleet->cluster()));
    m_fleet->world.fleet.clear();
    m_fleet->world.step(1h);
    QVERIFY(m_fleet->world.fleet.clusters().empty());
}

void AgencyTaskTest::aChangeOfScenarioEndsIt()
{
    World &world = m_fleet->world;
    const auto bindingsOf = [&world](const Cluster &cluster) {
        QSet<QString> names;
        for (const Server *server : world.fleet.serversOf(cluster))
            names.insert(server->agencyName());
        return names;
    };
    QVERIFY(play(world, *readScenario(u"healthy"_s)));
    QVERIFY(!startAgencyTask(world, world.fleet.clusters().front(), u"mrs_ecs_obs"_s));
    world.step(3s);
    QCOMPARE(bindingsOf(world.fleet.clusters().front()).size(), 2);
    QVERIFY(play(world, *readScenario(u"healthy"_s)));
    world.step(10min);
    const Cluster &after = world.fleet.clusters().front();
    QCOMPARE(bindingsOf(after), QSet<QString>{u"MRS_ECS_DEFAULT_AGENCY"_s});
    QVERIFY(after.agencyTask.isEmpty());
}

void AgencyTaskTest::usersAreSynchronizedOnceAtATime()
{
    QVERIFY(!startUserSync(m_fleet->world, m_fleet->cluster()));
    QCOMPARE(startUserSync(m_fleet->world, m_fleet->cluster()), std::optional(u"12000154"_s));
    QVERIFY(!m_fleet->cluster().isUserSynced);
    pass(5s);
    QVERIFY(m_fleet->cluster().isUserSynced);
    QVERIFY(!startUserSync(m_fleet->world, m_fleet->cluster()));
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::AgencyTaskTest)
#include "agencytasktest.moc"
