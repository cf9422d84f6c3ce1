// SPDX-License-Identifier: Apache-2.0
// What the details panel says of the drift watch, and what a person can do about it there.
#include "app/simulation/scenario.h"
#include "tests/ui/consolebench.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

namespace {

QString textOf(const ConsoleBench &bench, const QString &name)
{
    const auto *label = bench.seen<QLabel>(name);
    return label ? label->text() : QString();
}

bool choose(const ConsoleBench &bench, const QString &cluster)
{
    auto *table = bench.seen<QTableView>(u"clusterTable"_s);
    for (int row = 0; table && row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, 0).data().toString() == cluster) {
            table->selectRow(row);
            return true;
        }
    return false;
}

// With both clusters read and mrs-south chosen.
bool opens(ConsoleBench &bench)
{
    const Result<sim::Scenario> asked = sim::readScenario(u"two-clusters"_s);
    return asked && bench.cloud->withWorld([&asked](sim::World &world) { return sim::play(world, *asked).has_value(); }) && bench.signIn()
        && bench.window->openPage(u"agencies"_s) && waitFor([&] { return bench.console->bindings().wasRead(); })
        && choose(bench, u"mrs-south"_s);
}

void unbind(const ConsoleBench &bench, const QString &node)
{
    bench.cloud->withWorld([&node](sim::World &world) {
        sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), node)->removeMetadata(u"agency_name"_s);
    });
}

bool watchReads(ConsoleBench &bench)
{
    DriftWatch &watch = bench.console->driftWatch();
    if (!watch.next())
        return false;
    bench.clock->advance(*watch.next() - bench.clock->now());
    return waitFor([&] { return watch.isReading(); }) && waitFor([&] { return !watch.isReading(); });
}

} // namespace

class DriftSectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void theNextLookIsSaid();
    void aLostBindingShowsWhatItMeans();
    void theSwitchAndTheIntervalAreKept();
    void aPauseSaysWhatToDo();
    void anEndedSessionPausesTheWatch();
    void aNoticeLeadsToItsCluster();
    void signingOutForgetsAll();
};

void DriftSectionTest::theNextLookIsSaid()
{
    ConsoleBench bench;
    QVERIFY(opens(bench));
    QVERIFY(textOf(bench, u"driftState"_s).startsWith(u"Off"_s)); // the bench's watch rests until it is told to
    bench.console->driftWatch().setIdle(false);
    QVERIFY(textOf(bench, u"driftNext"_s).startsWith(u"next "_s));
    QVERIFY(textOf(bench, u"driftNext"_s).contains(u"UTC+8"_s)); // the tests' own zone
    QVERIFY(bench.seen(u"driftNext"_s)->toolTip().endsWith(u'Z'));
    QVERIFY(!bench.seen(u"driftImpact"_s));
    QVERIFY(!bench.seen(u"driftChanges"_s)); // what it found first stands above
    QVERIFY(watchReads(bench));
    QVERIFY(!bench.seen(u"busy"_s)); // nobody sees it
}

void DriftSectionTest::aLostBindingShowsWhatItMeans()
{
    ConsoleBench bench;
    QVERIFY(opens(bench));
    bench.console->driftWatch().setIdle(false);
    unbind(bench, u"core-1"_s);
    QVERIFY(watchReads(bench));
    QVERIFY(waitFor([&] { return bench.seen(u"driftImpact"_s) && bench.seen(u"driftChanges"_s); }));
    const QString impact = textOf(bench, u"driftImpact"_s);
    QVERIFY2(impact.startsWith(u"OBS access of the nodes without an agency"_s), qPrintable(impact));
    QCOMPARE(bench.seen(u"driftChanges"_s)->findChildren<QLabel *>().size(), 4); // two lines of when and what
    QVERIFY(!bench.seen(u"driftHistory"_s));
    QVERIFY(choose(bench, u"mrs-north"_s)); // not bound from the beginning
    QVERIFY(textOf(bench, u"driftImpact"_s).contains(u"at the latest"_s));
    QVERIFY(!bench.seen(u"driftChanges"_s));
}

void DriftSectionTest::theSwitchAndTheIntervalAreKept()
{
    ConsoleBench bench;
    QVERIFY(opens(bench));
    DriftWatch &watch = bench.console->driftWatch();
    watch.setIdle(false);
    auto *interval = bench.seen<QComboBox>(u"driftInterval"_s);
    QVERIFY(interval && interval->isEnabled());
    QCOMPARE(interval->currentData().toInt(), 5);
    interval->setCurrentIndex(interval->findData(30));
    Q_EMIT interval->activated(interval->currentIndex());
    QCOMPARE(watch.plan().interval, 30min);
    auto *soon = bench.seen<QComboBox>(u"expiryDays"_s);
    QVERIFY(soon);
    QCOMPARE(soon->currentData().toInt(), 30);
    soon->setCurrentIndex(soon->findData(90));
    Q_EMIT soon->activated(soon->currentIndex());
    QCOMPARE(watch.plan(), (WatchPlan{.interval = 30min, .soon = std::chrono::days(90)}));
    QCOMPARE(bench.console->bindings().soon(), std::chrono::hours(24 * 90));
    QVERIFY(QFile::exists(bench.configFolder + u"/drift-watch.json"_s));
    bench.seen<QCheckBox>(u"driftWatch"_s)->click();
    QCOMPARE(watch.pause(), DriftWatch::Pause::Off);
    QVERIFY(!interval->isEnabled());
    QVERIFY(textOf(bench, u"driftNext"_s).isEmpty());
    QVERIFY(textOf(bench, u"driftState"_s).startsWith(u"Off"_s));
    QCOMPARE(readWatchPlan(bench.configFolder + u"/drift-watch.json"_s), (WatchPlan{.isOn = false, .interval = 30min, .soon = std::chrono::days(90)}));
    bench.seen<QCheckBox>(u"driftWatch"_s)->click();
    QVERIFY(watch.next());
}

void DriftSectionTest::aPauseSaysWhatToDo()
{
    ConsoleBench bench;
    QVERIFY(opens(bench));
    DriftWatch &watch = bench.console->driftWatch();
    watch.setIdle(false);
    watch.setOnBattery(true);
    QVERIFY(textOf(bench, u"driftState"_s).contains(u"plugged in"_s));
    watch.setOnBattery(false);
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1.1/*"}, .times = 9});
    QVERIFY(watchReads(bench));
    QVERIFY(textOf(bench, u"driftState"_s).contains(u"ReadOnlyAccess"_s));
    QVERIFY(bench.said().isEmpty()); // no banner for what nobody asked for
}

void DriftSectionTest::anEndedSessionPausesTheWatch()
{
    ConsoleBench bench;
    QVERIFY(opens(bench));
    DriftWatch &watch = bench.console->driftWatch();
    watch.setIdle(false);
    bench.cloud->failNext({.status = 401, .matching = {.path = "*"}, .times = 999}); // the token, and then the password
    QVERIFY(watchReads(bench));
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::PasswordNeeded; }));
    QCOMPARE(watch.pause(), DriftWatch::Pause::PasswordNeeded);
    QVERIFY(textOf(bench, u"driftState"_s).contains(u"Sign in again"_s));
    const int calls = bench.cloud->count();
    bench.clock->advance(60min);
    QTest::qWait(50);
    QCOMPARE(bench.cloud->count(), calls);
    bench.cloud->clearFailures();
    bench.console->signIn().signInAgain(Secret::fromText(benchPassword), {});
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedIn; }));
    QCOMPARE(watch.pause(), DriftWatch::Pause::None);
    QVERIFY(watchReads(bench));
}

void DriftSectionTest::aNoticeLeadsToItsCluster()
{
    ConsoleBench bench;
    Q_EMIT bench.console->agenciesWanted({.clusterId = u"early"_s}); // before anybody is signed in
    QVERIFY(opens(bench));
    QString north;
    for (const ClusterReading &row : bench.console->bindings().clusters().rows())
        if (row.cluster.name == u"mrs-north"_s)
            north = row.cluster.id;
    QVERIFY(bench.window->openPage(u"access-keys"_s));
    Q_EMIT bench.console->agenciesWanted({.clusterId = north});
    auto *table = bench.seen<QTableView>(u"clusterTable"_s);
    QVERIFY(table);
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), u"mrs-north"_s);
    Q_EMIT bench.console->agenciesWanted({.clusterId = u"gone"_s});
    Q_EMIT bench.console->agenciesWanted({}); // of many
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), u"mrs-north"_s);
}

void DriftSectionTest::signingOutForgetsAll()
{
    ConsoleBench bench;
    QVERIFY(opens(bench));
    DriftWatch &watch = bench.console->driftWatch();
    watch.setIdle(false);
    bench.clock->advance(*watch.next() - bench.clock->now());
    QVERIFY(waitFor([&] { return watch.isReading(); }));
    bench.console->signIn().signOut();
    QCOMPARE(watch.pause(), DriftWatch::Pause::NoSession);
    QVERIFY(!watch.isReading());
    QVERIFY(bench.signIn());
    QVERIFY(watch.next());
}

QTEST_MAIN(DriftSectionTest)
#include "driftsectiontest.moc"
