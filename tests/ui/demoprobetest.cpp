// SPDX-License-Identifier: Apache-2.0
// The probe of the demo gets true answers: whatever state a simulated node is in, the finding fits it.
#include "ui/demoprobe.h"

#include "app/simulation/cloudserver.h"
#include "tests/support/settle.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

class DemoProbeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyScenarioHasItsFinding_data();
    void everyScenarioHasItsFinding();
    void hardenedModeAndThrottling();
    void aStoppedCloudIsUnreachable();
};

namespace {

QString firstServer(const CloudServer &server)
{
    return server.cloud()->withWorld([](sim::World &world) {
        const sim::Cluster &cluster = world.fleet.clusters().front();
        return world.fleet.serversOf(*world.fleet.cluster(cluster.id)).front()->id;
    });
}

QString probed(const CloudServer &server, const QString &serverId, ProbeFinding *given = nullptr)
{
    const ProbeRunner runner = probeOfSimulatedNodes([&server] { return server.controlUrl(); });
    const ProbeTarget target{.serverId = serverId, .nodeName = u"core-2"_s, .address = u"192.168.0.156"_s};
    const Result<ProbeFinding> finding = settle(probeNode(runner, target, std::make_shared<RealClock>()), 60s);
    if (!finding)
        return finding.error().detail;
    if (given)
        *given = *finding;
    return findingId(finding->kind);
}

} // namespace

void DemoProbeTest::everyScenarioHasItsFinding_data()
{
    QTest::addColumn<QString>("finding");
    QTest::newRow("healthy") << u"key-works"_s;
    QTest::newRow("agency-unbound") << u"no-agency"_s;
    QTest::newRow("agency-deleted") << u"agency-refused"_s;
    QTest::newRow("wrong-trust") << u"agency-refused"_s;
    QTest::newRow("agency-expired") << u"agency-refused"_s;
    QTest::newRow("ecs-down") << u"key-only-fails"_s;
}

void DemoProbeTest::everyScenarioHasItsFinding()
{
    QFETCH(QString, finding);
    CloudServer server;
    QVERIFY(server.start({.scenario = QLatin1String(QTest::currentDataTag())}));
    ProbeFinding found;
    QCOMPARE(probed(server, firstServer(server), &found), finding);
    QVERIFY(found.answers.login && found.answers.guardian); // asked twice, as on a node
    QVERIFY(!found.clocksDiffer);
}

void DemoProbeTest::hardenedModeAndThrottling()
{
    CloudServer server;
    QVERIFY(server.start({}));
    const QString id = firstServer(server);
    server.cloud()->withWorld([&id](sim::World &world) { world.fleet.server(id)->metadataService.needsToken = true; });
    ProbeFinding found;
    QCOMPARE(probed(server, id, &found), u"key-works"_s);
    QCOMPARE(found.answers.guardian->tokenStatus, 200);
    server.cloud()->withWorld([&id](sim::World &world) {
        world.fleet.server(id)->metadataService.blockedUntil = world.elapsed() + 30min;
    });
    const int status = server.cloud()->withWorld([](sim::World &world) { return world.fleet.levers.throttledStatus; });
    QCOMPARE(probed(server, id), status == 429 ? u"throttled"_s : u"throttled-likely"_s);
    QCOMPARE(probed(server, u"no-such-server"_s), u"no-agency-likely"_s); // 404
}

void DemoProbeTest::aStoppedCloudIsUnreachable()
{
    const ProbeRunner runner = probeOfSimulatedNodes([] { return u"http://127.0.0.1:1"_s; });
    const ProbeTarget target{.serverId = u"s1"_s, .address = u"192.168.0.156"_s};
    const Result<ProbeFinding> finding = settle(probeNode(runner, target, std::make_shared<RealClock>()), 60s);
    QVERIFY(finding);
    QCOMPARE(findingId(finding->kind), u"metadata-unreachable"_s);
}

QTEST_GUILESS_MAIN(DemoProbeTest)

#include "demoprobetest.moc"
