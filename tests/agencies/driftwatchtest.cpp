// SPDX-License-Identifier: Apache-2.0
// The watch over bindings, on a clock that stands: when it reads and when not, what it tells, and what ends it.
#include "app/agencies/driftwatch.h"
#include "tests/agencies/bindingbench.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::BindingBench;
using testing::settle;
using Pause = DriftWatch::Pause;

namespace {

// The watch's own clock stands; the bench's, which the calls wait on, does not wait.
struct Desk
{
    explicit Desk(const QString &scenario = u"healthy"_s, std::shared_ptr<ReadingHistory> history = {}, QString planFile = {})
        : bench(scenario)
        , clock(std::make_shared<ManualClock>(RealClock().now()))
    {
        watch = std::make_unique<DriftWatch>(board, DriftWatch::Setup{.clock = clock,
                                                                      .history = std::move(history),
                                                                      .planFile = std::move(planFile),
                                                                      .random = [this] { return luck; }});
        QObject::connect(watch.get(), &DriftWatch::drifted, watch.get(), [this](const PastReading &now, const Drift &drift) {
            told.append(now.name + u' ' + QString::number(drift.kind));
        });
    }

    void open()
    {
        const BindingDesk desk = bench.desk();
        board.open(desk, u"eu-de"_s);
        watch->open(desk.accountId, desk.projectId);
    }
    // The next reading of the watch, to its end.
    bool reads()
    {
        if (!watch->next())
            return false;
        clock->advance(*watch->next() - clock->now());
        const QSignalSpy ended(&board, &BindingBoard::readingEnded);
        return QTest::qWaitFor([&] { return !ended.isEmpty() && !watch->isReading(); }, 15'000);
    }
    void unbind(const QString &node)
    {
        bench.cloud->withWorld([&node](sim::World &world) {
            sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), node)->removeMetadata(u"agency_name"_s);
        });
    }
    void bind(const QString &node)
    {
        bench.cloud->withWorld([&node](sim::World &world) {
            sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), node)->setMetadata(u"agency_name"_s, QString::fromLatin1(mrsDefaultAgency));
        });
    }
    void failLists(int status, const sim::Headers &headers = {}, int times = 99)
    {
        bench.cloud->failNext({.status = status, .matching = {.method = "GET", .path = "/v1.1/" + bench.project() + "/cluster_infos"},
                               .headers = headers, .times = times});
    }
    // That was it: nothing is read, whatever the time.
    bool isQuietFor(std::chrono::hours hours)
    {
        QTest::qWait(30); // what is under way ends
        const int before = bench.cloud->count();
        for (int i = 0; i < 12; ++i) {
            clock->advance(hours / 12);
            QTest::qWait(2);
        }
        return bench.cloud->count() == before;
    }
    [[nodiscard]] const ClusterReading *south()
    {
        for (const ClusterReading &row : board.clusters().rows())
            if (row.cluster.name == u"mrs-south"_s)
                return &row;
        return nullptr;
    }

    BindingBench bench;
    std::shared_ptr<ManualClock> clock;
    BindingBoard board;
    double luck = 0.5;
    QStringList told;
    std::unique_ptr<DriftWatch> watch;
};

QString kindText(const QString &cluster, Drift::Kind kind)
{
    return cluster + u' ' + QString::number(kind);
}

} // namespace

class DriftWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QTest::qWait(20); } // what was stopped ends
    void nothingHappensWithoutASession();
    void itReadsEveryFewMinutes();
    void theIntervalVaries();
    void noMoreThanFiveCallsAtOnce();
    void aReadingIsNotSeenOnThePage();
    void aLostBindingIsToldOnce();
    void whatCouldNotBeReadIsNotTold();
    void aPersonsReadingCounts();
    void aPersonsReadingGoesFirst();
    void aReadingOfOneClusterEndsTheQuietOne();
    void neverTwoAtOnce();
    void aRefusedListPausesUntilSomebodyReads();
    void refusedNodesPauseToo();
    void anEndedSessionPausesUntilSignIn();
    void throttlingPutsTheNextOff();
    void throttlingWithoutATimeStretches();
    void otherFailuresGoOn();
    void onBatteryItRests();
    void itKeepsQuietWhileAPersonChangesBindings();
    void signingOutInTheMiddleEndsIt();
    void destroyedInTheMiddle();
    void whatWasKnownBeforeTheStartCounts();
    void readingsBeforeTheHistoryCameCount();
    void withoutTheFileItGoesOn();
    void whatSoonMeansIsAPersonsChoice();
    void itIsChosenWhileItReads();
    void thePlanIsKept();
    void aPlanThatMakesNoSenseIsTheUsualOne();
    void switchedOffItEndsWhatItReads();
};

void DriftWatchTest::nothingHappensWithoutASession()
{
    Desk desk;
    QCOMPARE(desk.watch->pause(), Pause::NoSession);
    QVERIFY(!desk.watch->next());
    BindingDesk none = desk.bench.desk();
    none.projectId.clear();
    desk.board.open(none, {});
    desk.watch->open(none.accountId, {});
    QCOMPARE(desk.watch->pause(), Pause::NoProject);
    QVERIFY(desk.isQuietFor(24h));
    DriftWatch idle(desk.board, {.clock = desk.clock});
    idle.setIdle(true);
    idle.open(u"a"_s, u"p"_s);
    QCOMPARE(idle.pause(), Pause::Off);
}

void DriftWatchTest::itReadsEveryFewMinutes()
{
    Desk desk;
    desk.open();
    QCOMPARE(desk.watch->pause(), Pause::None);
    QCOMPARE(desk.watch->next(), desk.clock->now() + 5min);
    desk.clock->advance(5min - 1ms);
    QTest::qWait(20);
    QCOMPARE(desk.bench.cloud->count(), 0); // not at sign-in
    for (int i = 0; i < 3; ++i) {
        desk.bench.cloud->forgetCalls();
        QVERIFY(desk.reads());
        QVERIFY(desk.bench.cloud->count() > 0);
        QCOMPARE(desk.watch->next(), desk.clock->now() + 5min);
    }
    QVERIFY(desk.board.wasRead());
    QVERIFY(!desk.watch->error());
}

void DriftWatchTest::theIntervalVaries()
{
    Desk desk;
    desk.luck = 0;
    desk.open();
    QCOMPARE(desk.watch->next(), desk.clock->now() + 4min);
    desk.luck = 1;
    QVERIFY(desk.reads());
    QCOMPARE(desk.watch->next(), desk.clock->now() + 6min);
    desk.luck = 1'000; // whatever the source says
    QVERIFY(desk.reads());
    QCOMPARE(desk.watch->next(), desk.clock->now() + 6min);
}

void DriftWatchTest::noMoreThanFiveCallsAtOnce()
{
    Desk desk(u"two-clusters"_s);
    desk.bench.cloud->withWorld([](sim::World &world) { // far more than calls at once
        for (int i = 0; i < 30; ++i)
            sim::addCluster(world, {.name = u"mrs-%1"_s.arg(i), .masters = 1, .cores = 1});
    });
    desk.open();
    std::size_t most = 0;
    connect(&desk.bench.transport->monitor(), &CallMonitor::changed, this,
            [&] { most = std::max(most, static_cast<std::size_t>(desk.bench.transport->monitor().calls().size())); });
    QVERIFY(desk.reads());
    QCOMPARE(most, std::size_t(5)); // all that are allowed are used
}

void DriftWatchTest::aReadingIsNotSeenOnThePage()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    QVERIFY(desk.reads());
    QSet<int> states;
    connect(&desk.board, &BindingBoard::stateChanged, this, [&] { states.insert(desk.board.state()); });
    const QSignalSpy inserted(&desk.board.clusters(), &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&desk.board.clusters(), &QAbstractItemModel::rowsRemoved);
    const QSignalSpy changed(&desk.board.clusters(), &QAbstractItemModel::dataChanged);
    desk.unbind(u"core-1"_s);
    QVERIFY(desk.reads());
    QCOMPARE(states, QSet<int>{BindingBoard::Ready});
    QCOMPARE(inserted.size() + removed.size(), 0);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(desk.south()->verdict.kind, BindingVerdict::PartlyBound);
    // What cannot be listed is no failure of the page.
    desk.failLists(500);
    QVERIFY(desk.reads());
    QCOMPARE(states, QSet<int>{BindingBoard::Ready});
    QVERIFY(!desk.board.error());
    QVERIFY(desk.watch->error());
}

void DriftWatchTest::aLostBindingIsToldOnce()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    QVERIFY(desk.reads());
    QVERIFY2(desk.told.isEmpty(), qPrintable(desk.told.join(u',')));
    desk.unbind(u"core-1"_s);
    QVERIFY(desk.reads());
    QCOMPARE(desk.told, QStringList{kindText(u"mrs-south"_s, Drift::BindingLost)});
    QVERIFY(desk.reads());
    QCOMPARE(desk.told.size(), 1);
    const std::vector<PastReading> known = desk.watch->known(desk.watch->keyOf(desk.south()->cluster));
    QCOMPARE(known.size(), 2U);
    QCOMPARE(known.front().verdict.kind, BindingVerdict::PartlyBound);
    desk.bind(u"core-1"_s);
    QVERIFY(desk.reads());
    QCOMPARE(desk.told.size(), 2);
    QCOMPARE(desk.told.last(), kindText(u"mrs-south"_s, Drift::Repaired));
}

void DriftWatchTest::whatCouldNotBeReadIsNotTold()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    QVERIFY(desk.reads());
    desk.unbind(u"core-1"_s);
    desk.bench.cloud->failNext({.status = 500, .matching = {.method = "GET", .path = "/v1/*"}, .times = 999});
    QVERIFY(desk.reads());
    QCOMPARE(desk.south()->verdict.kind, BindingVerdict::Unknown);
    QVERIFY2(desk.told.isEmpty(), qPrintable(desk.told.join(u',')));
    desk.bench.cloud->clearFailures();
    QVERIFY(desk.reads());
    QCOMPARE(desk.told, QStringList{kindText(u"mrs-south"_s, Drift::BindingLost)}); // compared with what was known last
}

void DriftWatchTest::aPersonsReadingCounts()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    QVERIFY(desk.reads());
    desk.unbind(u"core-1"_s);
    desk.clock->advance(2min);
    const QSignalSpy ended(&desk.board, &BindingBoard::readingEnded);
    desk.board.refreshOne(desk.south()->cluster.id);
    QVERIFY(QTest::qWaitFor([&] { return !ended.isEmpty(); }, 15'000));
    QCOMPARE(desk.told, QStringList{kindText(u"mrs-south"_s, Drift::BindingLost)});
    QCOMPARE(desk.watch->next(), desk.clock->now() + 3min); // the others are to be read still
    desk.board.refresh();
    QVERIFY(QTest::qWaitFor([&] { return ended.size() == 2; }, 15'000));
    QCOMPARE(desk.told.size(), 1);
    QCOMPARE(desk.watch->next(), desk.clock->now() + 5min); // all were read
}

void DriftWatchTest::aPersonsReadingGoesFirst()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    desk.clock->advance(5min);
    QVERIFY(QTest::qWaitFor([&] { return desk.watch->isReading(); }, 15'000));
    desk.board.refresh();
    QVERIFY(!desk.watch->isReading());
    QCOMPARE(desk.board.state(), BindingBoard::Loading);
    QCOMPARE(desk.watch->next(), desk.clock->now() + 1min);
    desk.clock->advance(1min); // and again while the person's goes on
    QVERIFY(QTest::qWaitFor([&] { return desk.board.state() == BindingBoard::Ready; }, 15'000));
    QVERIFY(desk.watch->next() && !desk.watch->isReading());
    QVERIFY(desk.board.wasRead());
}

void DriftWatchTest::aReadingOfOneClusterEndsTheQuietOne()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    QVERIFY(desk.reads());
    desk.clock->advance(5min);
    QVERIFY(QTest::qWaitFor([&] { return desk.watch->isReading(); }, 15'000));
    desk.board.refreshOne(desk.south()->cluster.id);
    QVERIFY(!desk.watch->isReading());
    QVERIFY(QTest::qWaitFor([&] { return desk.board.reading().isEmpty(); }, 15'000));
    QCOMPARE(desk.watch->next(), desk.clock->now() + 1min);
    QVERIFY(!desk.watch->error());
    QVERIFY(desk.reads());
}

void DriftWatchTest::neverTwoAtOnce()
{
    Desk desk;
    desk.open();
    desk.clock->advance(5min);
    QVERIFY(QTest::qWaitFor([&] { return desk.watch->isReading(); }, 15'000));
    QVERIFY(!desk.board.readQuietly(5));
    const QSignalSpy ended(&desk.board, &BindingBoard::readingEnded);
    desk.clock->advance(60min);
    QVERIFY(QTest::qWaitFor([&] { return !ended.isEmpty(); }, 15'000));
    QTest::qWait(30);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(desk.bench.cloud->count("GET", "/v1.1/" + desk.bench.project() + "/cluster_infos"), 1);
}

void DriftWatchTest::aRefusedListPausesUntilSomebodyReads()
{
    Desk desk;
    desk.open();
    desk.failLists(403);
    QVERIFY(desk.reads());
    QCOMPARE(desk.watch->pause(), Pause::Refused);
    QCOMPARE(desk.watch->error()->fault, Fault::Forbidden);
    QVERIFY(desk.isQuietFor(24h));
    desk.board.refresh(); // refused, too
    QVERIFY(QTest::qWaitFor([&] { return desk.board.state() == BindingBoard::Failed; }, 15'000));
    QCOMPARE(desk.watch->pause(), Pause::Refused);
    desk.bench.cloud->clearFailures();
    desk.board.refresh();
    QVERIFY(QTest::qWaitFor([&] { return desk.board.state() == BindingBoard::Ready; }, 15'000));
    QCOMPARE(desk.watch->pause(), Pause::None);
    QCOMPARE(desk.watch->next(), desk.clock->now() + 5min);
}

void DriftWatchTest::refusedNodesPauseToo()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    desk.bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1/*"}, .times = 999});
    QVERIFY(desk.reads());
    QCOMPARE(desk.watch->pause(), Pause::Refused);
    desk.watch->goOn(); // a person has signed in again
    QCOMPARE(desk.watch->pause(), Pause::None);
    QVERIFY(desk.watch->next());
}

void DriftWatchTest::anEndedSessionPausesUntilSignIn()
{
    Desk desk;
    desk.open();
    desk.bench.cloud->failNext({.status = 401, .matching = {.path = "*"}, .times = 9'999}); // the password, too
    QVERIFY(desk.reads());
    QCOMPARE(desk.watch->pause(), Pause::PasswordNeeded);
    const int signIns = desk.bench.cloud->count("POST", "/v3/auth/tokens");
    QVERIFY2(signIns <= 1, qPrintable(QString::number(signIns)));
    QVERIFY(desk.isQuietFor(48h));
    desk.bench.cloud->clearFailures();
    desk.bench.signIn(u"ops-admin"_s);
    desk.open();
    QCOMPARE(desk.watch->pause(), Pause::None);
    QVERIFY(desk.reads());
    QVERIFY(!desk.watch->error());
    desk.watch->holdForPassword(); // the session said so
    QCOMPARE(desk.watch->pause(), Pause::PasswordNeeded);
    QVERIFY(desk.isQuietFor(24h));
    desk.watch->goOn();
    QVERIFY(desk.reads());
}

void DriftWatchTest::throttlingPutsTheNextOff()
{
    Desk desk;
    desk.open();
    desk.failLists(429, {{"Retry-After", "1800"}});
    desk.clock->advance(5min);
    QVERIFY(QTest::qWaitFor([&] { return desk.watch->isReading(); }, 15'000));
    QVERIFY(QTest::qWaitFor([&] { return !desk.watch->isReading(); }, 15'000));
    QVERIFY(desk.watch->isPutOff());
    QCOMPARE(desk.watch->pause(), Pause::None);
    QCOMPARE(desk.watch->next(), desk.clock->now() + 30min);
    desk.bench.cloud->clearFailures();
    QVERIFY(desk.reads());
    QVERIFY(!desk.watch->isPutOff());
    QCOMPARE(desk.watch->next(), desk.clock->now() + 5min);
}

void DriftWatchTest::throttlingWithoutATimeStretches()
{
    Desk desk;
    desk.open();
    desk.failLists(429, {}, 999);
    for (const auto expected : {10min, 20min, 40min, 60min, 60min}) {
        QVERIFY(desk.reads());
        QCOMPARE(desk.watch->next(), desk.clock->now() + expected);
    }
    desk.bench.cloud->clearFailures();
    QVERIFY(desk.reads());
    QCOMPARE(desk.watch->next(), desk.clock->now() + 5min);
}

void DriftWatchTest::otherFailuresGoOn()
{
    Desk desk;
    desk.open();
    desk.failLists(500);
    QVERIFY(desk.reads());
    QVERIFY(desk.watch->error());
    QCOMPARE(desk.watch->pause(), Pause::None);
    QCOMPARE(desk.watch->next(), desk.clock->now() + 5min);
    desk.bench.cloud->clearFailures();
    QVERIFY(desk.reads());
    QVERIFY(!desk.watch->error());
}

void DriftWatchTest::onBatteryItRests()
{
    Desk desk;
    desk.open();
    desk.watch->setOnBattery(true);
    QCOMPARE(desk.watch->pause(), Pause::OnBattery);
    QVERIFY(!desk.watch->next());
    QVERIFY(desk.isQuietFor(24h));
    desk.watch->setOnBattery(false);
    QCOMPARE(desk.watch->next(), desk.clock->now() + 5min);
    desk.clock->advance(5min);
    QVERIFY(QTest::qWaitFor([&] { return desk.watch->isReading(); }, 15'000));
    desk.watch->setOnBattery(true); // in the middle
    QVERIFY(!desk.watch->isReading());
    QVERIFY(!desk.board.isBusy());
    QVERIFY(desk.isQuietFor(24h));
    QVERIFY(!desk.watch->error());
}

void DriftWatchTest::itKeepsQuietWhileAPersonChangesBindings()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    QVERIFY(desk.reads());
    desk.watch->setChanging(true);
    QCOMPARE(desk.watch->pause(), Pause::Changing);
    desk.unbind(u"core-1"_s);
    const QSignalSpy ended(&desk.board, &BindingBoard::readingEnded);
    desk.board.refreshOne(desk.south()->cluster.id);
    QVERIFY(QTest::qWaitFor([&] { return !ended.isEmpty(); }, 15'000));
    QCOMPARE(desk.watch->known(desk.watch->keyOf(desk.south()->cluster)).size(), 2U);
    QVERIFY(desk.isQuietFor(24h));
    desk.watch->setChanging(false);
    QVERIFY(desk.reads());
    QVERIFY2(desk.told.isEmpty(), qPrintable(desk.told.join(u','))); // it was known already
    desk.unbind(u"core-2"_s);
    QVERIFY(desk.reads());
    QCOMPARE(desk.told.size(), 1);
}

void DriftWatchTest::signingOutInTheMiddleEndsIt()
{
    Desk desk(u"two-clusters"_s);
    desk.open();
    const QSignalSpy one(&desk.board, &BindingBoard::clusterRead);
    desk.clock->advance(5min);
    QVERIFY(QTest::qWaitFor([&] { return !one.isEmpty(); }, 15'000));
    desk.board.close();
    desk.watch->close();
    QCOMPARE(desk.watch->pause(), Pause::NoSession);
    QVERIFY(!desk.watch->isReading());
    QTest::qWait(50);
    QCOMPARE(desk.board.clusters().rowCount(), 0);
    QVERIFY(desk.isQuietFor(24h));
    desk.open();
    QVERIFY(desk.reads());
    QVERIFY2(desk.told.isEmpty(), qPrintable(desk.told.join(u',')));
}

void DriftWatchTest::destroyedInTheMiddle()
{
    const QTemporaryDir folder;
    auto history = std::make_shared<ReadingHistory>(folder.filePath(u"agencies.sqlite"_s));
    {
        Desk desk(u"two-clusters"_s, history);
        desk.open();
        const QSignalSpy one(&desk.board, &BindingBoard::clusterRead);
        desk.clock->advance(5min);
        QVERIFY(QTest::qWaitFor([&] { return !one.isEmpty(); }, 15'000));
        history.reset();
        desk.watch.reset(); // the board goes on
        QTest::qWait(50);
    }
    {
        Desk desk(u"two-clusters"_s);
        desk.open();
        desk.clock->advance(5min);
        QVERIFY(QTest::qWaitFor([&] { return desk.watch->isReading(); }, 15'000));
    } // both
    {
        Desk desk;
        desk.open(); // while it waits
    }
    QTest::qWait(50);
}

void DriftWatchTest::whatWasKnownBeforeTheStartCounts()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"agencies.sqlite"_s);
    {
        Desk desk(u"two-clusters"_s, std::make_shared<ReadingHistory>(path));
        desk.open();
        QVERIFY(desk.reads());
        QVERIFY(!desk.watch->historyError());
    }
    Desk desk(u"two-clusters"_s, std::make_shared<ReadingHistory>(path)); // the same ids: the same world anew
    desk.unbind(u"core-1"_s); // while nobody looked
    desk.open();
    QVERIFY(desk.reads());
    QCOMPARE(desk.told, QStringList{kindText(u"mrs-south"_s, Drift::BindingLost)});
    QCOMPARE(desk.watch->known(desk.watch->keyOf(desk.south()->cluster)).size(), 2U);
}

void DriftWatchTest::readingsBeforeTheHistoryCameCount()
{
    const QTemporaryDir folder;
    const auto history = std::make_shared<ReadingHistory>(folder.filePath(u"agencies.sqlite"_s));
    Desk desk(u"two-clusters"_s, history);
    const ClusterKey cluster{.projectId = desk.bench.desk().projectId, .clusterId = u"c"_s};
    QVERIFY(settle(history->note(desk.bench.desk().accountId, {.cluster = cluster, .verdict = {.kind = BindingVerdict::Bound, .agencies = {u"a"_s}, .nodes = 1, .read = 1, .bound = 1}})));
    desk.open();
    ClusterReading reading;
    reading.cluster.id = u"c"_s;
    reading.cluster.name = u"mrs-early"_s;
    reading.verdict = {.kind = BindingVerdict::NotBound, .nodes = 1, .read = 1};
    Q_EMIT desk.board.clusterRead(reading); // at once
    QVERIFY(desk.told.isEmpty());
    QVERIFY(QTest::qWaitFor([&] { return !desk.told.isEmpty(); }, 15'000));
    QCOMPARE(desk.told, QStringList{kindText(u"mrs-early"_s, Drift::BindingLost)});
}

void DriftWatchTest::withoutTheFileItGoesOn()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"agencies.sqlite"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5'000, 'x')) > 0);
    file.close();
    Desk desk(u"two-clusters"_s, std::make_shared<ReadingHistory>(path));
    desk.open();
    QVERIFY(QTest::qWaitFor([&] { return desk.watch->historyError().has_value(); }, 15'000));
    QVERIFY(!desk.watch->historyError()->detail.isEmpty());
    QVERIFY(desk.reads());
    desk.unbind(u"core-1"_s);
    QVERIFY(desk.reads());
    QCOMPARE(desk.told, QStringList{kindText(u"mrs-south"_s, Drift::BindingLost)});
}

void DriftWatchTest::whatSoonMeansIsAPersonsChoice()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"drift-watch.json"_s);
    Desk desk(u"two-clusters"_s, {}, path);
    desk.bench.cloud->withWorld([](sim::World &world) {
        for (const sim::Agency &agency : world.agencies.all())
            world.agencies.agency(agency.id)->expires = world.now() + 24h * 40;
    });
    desk.open();
    QVERIFY(desk.reads());
    QVERIFY(desk.south());
    const auto kind = [&desk] { return desk.south()->verdict.kind; };
    QCOMPARE(kind(), BindingVerdict::Bound);
    QVERIFY(desk.told.isEmpty());
    const int calls = desk.bench.cloud->count();
    desk.watch->setPlan({.soon = std::chrono::days(60)});
    QCOMPARE(kind(), BindingVerdict::ExpiresSoon); // without asking the cloud again
    QVERIFY(desk.south()->verdict.daysLeft);
    QCOMPARE(desk.bench.cloud->count(), calls);
    desk.watch->setPlan({.soon = std::chrono::days(7)});
    QCOMPARE(kind(), BindingVerdict::Bound);
    desk.watch->setPlan({.soon = std::chrono::days(60)});
    QVERIFY(desk.told.isEmpty());
    QVERIFY(desk.reads());
    QCOMPARE(kind(), BindingVerdict::ExpiresSoon);
    QVERIFY(desk.told.contains(kindText(u"mrs-south"_s, Drift::ExpiryNears))); // soon means more by now
    desk.told.clear();
    QVERIFY(desk.reads());
    QVERIFY(desk.told.isEmpty()); // once

    Desk later(u"two-clusters"_s, {}, path); // after a start
    later.open();
    QCOMPARE(later.board.soon(), std::chrono::hours(24 * 60));
}

void DriftWatchTest::itIsChosenWhileItReads()
{
    Desk desk(u"two-clusters"_s);
    desk.bench.cloud->withWorld([](sim::World &world) {
        for (const sim::Agency &agency : world.agencies.all())
            world.agencies.agency(agency.id)->expires = world.now() + 24h * 40;
    });
    desk.open();
    desk.board.refresh();
    desk.watch->setPlan({.soon = std::chrono::days(60)});
    QCOMPARE(desk.board.state(), BindingBoard::Loading);
    QVERIFY(QTest::qWaitFor([&] { return desk.board.state() == BindingBoard::Ready; }, 15'000));
    QCOMPARE(desk.south()->verdict.kind, BindingVerdict::ExpiresSoon);
}

void DriftWatchTest::thePlanIsKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"inner/drift-watch.json"_s);
    {
        Desk desk(u"healthy"_s, {}, path);
        desk.open();
        QCOMPARE(desk.watch->plan(), WatchPlan());
        QVERIFY(!QFile::exists(path));
        desk.watch->setPlan({.isOn = true, .interval = 30min});
        QCOMPARE(desk.watch->next(), desk.clock->now() + 30min);
        QVERIFY(!desk.watch->planError());
    }
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    Desk desk(u"healthy"_s, {}, path);
    desk.open();
    QCOMPARE(desk.watch->plan(), (WatchPlan{.isOn = true, .interval = 30min}));
    QCOMPARE(desk.watch->next(), desk.clock->now() + 30min);
    Desk nowhere(u"healthy"_s, {}, u"/dev/null/drift-watch.json"_s);
    nowhere.open();
    nowhere.watch->setPlan({.isOn = false});
    QCOMPARE(nowhere.watch->pause(), Pause::Off); // it counts, and it is said that it is not kept
    QVERIFY(!nowhere.watch->planError()->detail.isEmpty());
}

void DriftWatchTest::aPlanThatMakesNoSenseIsTheUsualOne()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"drift-watch.json"_s);
    const auto readOf = [&path](const QByteArray &text) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(text);
        file.close();
        return readWatchPlan(path);
    };
    for (const QByteArray &text : {QByteArray(), QByteArray("rubbish"), QByteArray("[1]"), QByteArray(R"({"on":"no","interval_minutes":"9"})")})
        QCOMPARE(readOf(text), WatchPlan());
    QCOMPARE(readOf(R"({"on":false,"interval_minutes":0})"), (WatchPlan{.isOn = false, .interval = 1min}));
    QCOMPARE(readOf(R"({"interval_minutes":99999})").interval, std::chrono::minutes(24h));
    QCOMPARE(readOf(R"({"warn_days_before_expiry":0})").soon, std::chrono::days(1));
    QCOMPARE(readOf(R"({"warn_days_before_expiry":99999})").soon, std::chrono::days(365));
    QCOMPARE(readOf(R"({"warn_days_before_expiry":"7"})"), WatchPlan());
    QCOMPARE(readWatchPlan(folder.path()), WatchPlan()); // a folder
}

void DriftWatchTest::switchedOffItEndsWhatItReads()
{
    Desk desk;
    desk.open();
    desk.clock->advance(5min);
    QVERIFY(QTest::qWaitFor([&] { return desk.watch->isReading(); }, 15'000));
    desk.watch->setPlan({.isOn = false});
    QCOMPARE(desk.watch->pause(), Pause::Off);
    QVERIFY(!desk.watch->isReading());
    QVERIFY(desk.isQuietFor(24h));
    desk.watch->setPlan({});
    QVERIFY(desk.reads());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::DriftWatchTest)
#include "driftwatchtest.moc"
