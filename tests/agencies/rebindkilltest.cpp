// SPDX-License-Identifier: Apache-2.0
// A program that is killed in the middle of binding node by node: whenever that happens, all that it wrote can be given back
// completely, and gone on with completely, by the next start. With a real process, real HTTP and the simulated cloud.
#include "app/simulation/cloudserver.h"
#include "tests/agencies/rebindbench.h"

#include <QProcess>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::RebindBench;
using testing::settle;

class RebindKillTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void killedAtAnyStep();
    void killedAtAnyCall();
    void killedWhileUndoing();
    void goneOnWithAfterAKill();
    void aLivingProgramIsNotDisturbed();

private:
    [[nodiscard]] QStringList arguments(const QString &agency, int kill) const
    {
        return {m_folder->path(), m_server.servicesUrl(), m_cluster, agency, QString::number(kill)};
    }
    [[nodiscard]] static bool waitFor(QProcess &process) // its calls are answered by other threads of this program
    {
        return process.waitForFinished(60'000) || process.state() == QProcess::NotRunning;
    }
    [[nodiscard]] RebindDesk desk();
    [[nodiscard]] Result<RebindRecord> newest();
    void setBack();
    void undoAndCompare(const char *where, int kill);

    CloudServer m_server;
    std::shared_ptr<Transport> m_transport = std::make_shared<Transport>(std::make_shared<RealClock>());
    std::shared_ptr<Session> m_session;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_cluster;
    std::map<QString, sim::Metadata> m_before;
    bool m_sawWritten = false;
};

void RebindKillTest::initTestCase()
{
    QVERIFY(m_server.start({.scenario = u"healthy"_s}));
    const QUrl url(m_server.servicesUrl());
    m_session = Session::create(m_transport, {.identityEndpoint = url, .region = u"eu-de"_s});
    const Login login{.account = u"OTC-EXAMPLE-00000000001"_s, .userName = u"ops-admin"_s, .password = Secret::fromUtf8("example-password")};
    QVERIFY(settle(Session::signIn(m_session, login)));
    // Three nodes have one agency, two another, one has none.
    m_server.cloud()->withWorld([this](sim::World &world) {
        for (const sim::Cluster &cluster : world.fleet.clusters())
            if (cluster.name == "mrs-adhoc-dev"_L1)
                m_cluster = cluster.id;
        const sim::Cluster &cluster = *world.fleet.cluster(m_cluster);
        sim::bindAgency(world, *sim::nodeCalled(world, cluster, u"core-1"_s), u"mrs-obs-project"_s);
        sim::bindAgency(world, *sim::nodeCalled(world, cluster, u"core-2"_s), u"mrs-obs-project"_s);
        sim::bindAgency(world, *sim::nodeCalled(world, cluster, u"core-3"_s), {});
    });
    m_before = RebindBench::metadataIn(*m_server.cloud(), m_cluster);
    QCOMPARE(m_before.size(), std::size_t(6));
}

void RebindKillTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    setBack();
}

void RebindKillTest::setBack()
{
    m_server.cloud()->setBeforeAnswer({});
    m_server.cloud()->withWorld([this](sim::World &world) {
        for (const auto &[id, metadata] : m_before)
            world.fleet.server(id)->metadata = metadata;
    });
}

RebindDesk RebindKillTest::desk()
{
    const auto clock = std::make_shared<RealClock>();
    const QUrl url(m_server.servicesUrl());
    const ServiceEndpoints endpoints{.identity = url, .mrs = url, .ecs = url};
    return {.cloud = Client(m_transport, endpoints, m_session),
            .journal = std::make_shared<Journal>(m_folder->filePath(u"journal.sqlite"_s), clock),
            .records = std::make_shared<RebindRecords>(m_folder->filePath(u"rebinds.sqlite"_s), clock),
            .accountId = m_session->facts().accountId,
            .userName = m_session->facts().userName};
}

Result<RebindRecord> RebindKillTest::newest()
{
    const auto all = settle(desk().records->newest(m_session->facts().accountId));
    if (!all || all->empty())
        return tl::unexpected(all ? Error{.fault = Fault::NotFound} : all.error());
    return all->front();
}

void RebindKillTest::undoAndCompare(const char *where, int kill)
{
    const QByteArray place = QByteArray(where) + ' ' + QByteArray::number(kill);
    const Result<RebindRecord> record = newest();
    if (!record) { // killed before anything was recorded: then nothing was written
        QCOMPARE(record.error().fault, Fault::NotFound);
        QVERIFY2(RebindBench::metadataIn(*m_server.cloud(), m_cluster) == m_before, place.constData());
        return;
    }
    QVERIFY2(record->wantsDecision(), place.constData());
    m_sawWritten = m_sawWritten || RebindBench::metadataIn(*m_server.cloud(), m_cluster) != m_before;
    const RebindDesk next = desk();
    const Result<RebindOutcome> undone = settle(undoRebind(next, record->id, {}));
    QVERIFY2(undone, undone ? "" : qPrintable(QString::fromLatin1(place) + undone.error().detail));
    QVERIFY2(undone->isComplete(), place.constData());
    QVERIFY2(RebindBench::metadataIn(*m_server.cloud(), m_cluster) == m_before, place.constData());
    QCOMPARE(newest()->state, RebindRecord::Undone);
    QVERIFY(!settle(next.journal->read())->brokenAt);
}

// 6 waiting, then three for each node.
void RebindKillTest::killedAtAnyStep()
{
    m_sawWritten = false;
    for (int kill = 1; kill <= 24; ++kill) {
        init();
        QProcess runner;
        runner.start(QStringLiteral(REBIND_RUNNER), arguments(u"mrs_ecs_obs"_s, kill));
        QVERIFY(waitFor(runner));
        QCOMPARE(runner.exitStatus(), QProcess::CrashExit);
        undoAndCompare("step", kill);
    }
    QVERIFY(m_sawWritten);
}

// The moment between a call that has left and its answer: it has been taken, and nobody is there to hear of it.
void RebindKillTest::killedAtAnyCall()
{
    m_sawWritten = false;
    int kill = 3; // after the sign-in
    for (;; ++kill) {
        init();
        QProcess runner;
        std::atomic_int calls = 0;
        std::atomic<qint64> process = 0;
        m_server.cloud()->setBeforeAnswer([&](const sim::Call &) {
            if (++calls == kill && process > 0)
                ::kill(static_cast<pid_t>(process), SIGKILL);
        });
        runner.start(QStringLiteral(REBIND_RUNNER), arguments(u"mrs_ecs_obs"_s, 0));
        QVERIFY(runner.waitForStarted());
        process = runner.processId();
        QVERIFY(waitFor(runner));
        m_server.cloud()->setBeforeAnswer({});
        if (runner.exitStatus() == QProcess::NormalExit)
            break; // it had so few calls
        undoAndCompare("call", kill);
    }
    QVERIFY(kill > 30);
    QVERIFY(m_sawWritten);
}

void RebindKillTest::killedWhileUndoing()
{
    for (int kill = 7; kill <= 24; kill += 3) {
        init();
        QProcess binder;
        binder.start(QStringLiteral(REBIND_RUNNER), arguments(u"mrs_ecs_obs"_s, 0));
        QVERIFY(waitFor(binder));
        QCOMPARE(binder.exitCode(), 0);
        QProcess undoer;
        undoer.start(QStringLiteral(REBIND_RUNNER), arguments(u"-"_s, kill));
        QVERIFY(waitFor(undoer));
        QCOMPARE(undoer.exitStatus(), QProcess::CrashExit);
        undoAndCompare("undo", kill);
    }
}

void RebindKillTest::goneOnWithAfterAKill()
{
    for (int kill = 5; kill <= 24; kill += 4) {
        init();
        QProcess runner;
        runner.start(QStringLiteral(REBIND_RUNNER), arguments(u"mrs_ecs_obs"_s, kill));
        QVERIFY(waitFor(runner));
        const Result<RebindRecord> record = newest();
        QVERIFY(record && record->wantsDecision());
        // Nothing new may begin before somebody has decided.
        const RebindDesk next = desk();
        const Result<RebindPlan> plan = settle(planRebind(next.cloud, m_session->facts().projectId, m_cluster, u"MRS_ECS_DEFAULT_AGENCY"_s, 5));
        QVERIFY(plan);
        QCOMPARE(settle(rebind(next, *plan, {})).error().fault, Fault::Conflict);

        const Result<RebindOutcome> resumed = settle(resumeRebind(next, record->id, {}));
        QVERIFY(resumed && resumed->isComplete());
        m_server.cloud()->withWorld([this](sim::World &world) {
            for (const sim::Server *server : world.fleet.serversOf(*world.fleet.cluster(m_cluster)))
                QCOMPARE(server->agencyName(), u"mrs_ecs_obs"_s);
        });
        // And what was there before the first run is still known.
        QVERIFY(settle(undoRebind(next, record->id, {}))->isComplete());
        QVERIFY(RebindBench::metadataIn(*m_server.cloud(), m_cluster) == m_before);
    }
}

void RebindKillTest::aLivingProgramIsNotDisturbed()
{
    QProcess runner;
    QSemaphore go;
    std::atomic_bool isWriting = false;
    m_server.cloud()->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "POST" && call.target.endsWith("/metadata") && !isWriting.exchange(true))
            go.tryAcquire(1, 30'000);
    });
    runner.start(QStringLiteral(REBIND_RUNNER), arguments(u"mrs_ecs_obs"_s, 0));
    QTRY_VERIFY_WITH_TIMEOUT(isWriting.load(), 30'000);
    const Result<RebindRecord> record = newest();
    QVERIFY(record);
    QVERIFY(!record->wantsDecision());
    const RebindDesk other = desk();
    QCOMPARE(settle(undoRebind(other, record->id, {})).error().fault, Fault::Conflict);
    QCOMPARE(settle(resumeRebind(other, record->id, {})).error().fault, Fault::Conflict);
    go.release();
    QVERIFY(waitFor(runner));
    QCOMPARE(runner.exitCode(), 0);
    QCOMPARE(newest()->state, RebindRecord::Finished);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::RebindKillTest)
#include "rebindkilltest.moc"
