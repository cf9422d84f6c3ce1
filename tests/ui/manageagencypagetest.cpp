// SPDX-License-Identifier: Apache-2.0
// The page "Manage agency" through its own buttons: both ways, what is asked in production, what is refused, and the way back.
#include "app/simulation/metadataservice.h"
#include "app/simulation/scenario.h"
#include "tests/ui/consolebench.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::ConsoleBench;
using testing::waitFor;

namespace {

const auto production = u"mrs-analytics-prod"_s;
const auto usual = u"MRS_ECS_DEFAULT_AGENCY"_s;

} // namespace

class ManageAgencyPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nodeByNodeWithTheWayBack();
    void withTheKeyboardAlone();
    void inProductionTheNameIsTyped();
    void aScalingInTheMiddleIsNamed();
    void aReadOnlyProfileOffersNoWriting();
    void withoutAnAgencyOnlyTheConsoleIsOffered();
    void afterARefusedListTheConsoleStaysOpen();
    void whatIsReadForNobodyHindersNobody();
    void aCreationIsTriedAgain();
    void theWatchSaysHowFarItIs();
    void whatRunsKeepsTheWindowOpen();
    void escapeLeavesThePage();
    void signingOutLeavesIt();
    void aNewAgencyIsChosen();

private:
    static bool manages(ConsoleBench &bench, const QString &scenario, const CloudProfile &profile = ConsoleBench::profile())
    {
        const Result<sim::Scenario> asked = sim::readScenario(scenario);
        if (!asked || !bench.cloud->withWorld([&asked](sim::World &world) { return sim::play(world, *asked).has_value(); }))
            return false;
        if (!bench.signIn(profile) || !bench.window->openPage(u"agencies"_s)
            || !waitFor([&] { return bench.console->bindings().wasRead() && bench.seen(u"clusterTable"_s); }))
            return false;
        bench.seen<QTableView>(u"clusterTable"_s)->selectRow(0);
        return bench.click(u"manageAgency"_s)
            && waitFor([&] { return bench.console->rebinds().work() == RebindBoard::NoWork && bench.console->rebinds().candidates(); });
    }
    static void choose(ConsoleBench &bench, const QString &agency)
    {
        auto *table = bench.seen<QTableView>(u"agencyChoice"_s);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            if (table->model()->index(row, 0).data().toString() == agency)
                table->selectRow(row);
    }
    static QStringList agenciesOf(ConsoleBench &bench)
    {
        return bench.cloud->withWorld([](sim::World &world) {
            QStringList all;
            for (const sim::Server *server : world.fleet.serversOf(*world.fleet.clusterNamed(production)))
                all.append(server->agencyName());
            all.removeDuplicates();
            all.sort();
            return all;
        });
    }
};

void ManageAgencyPageTest::nodeByNodeWithTheWayBack()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-partial"_s));
    QVERIFY(!bench.seen<QRadioButton>(u"routeB"_s)->isEnabled()); // no agency is chosen
    choose(bench, usual);
    QVERIFY(bench.click(u"routeB"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmBinding"_s); }));
    QVERIFY(bench.seen<QPushButton>(u"confirmBinding"_s)->text().contains("4"_L1));
    auto *preview = bench.seen<QTableView>(u"bindingPreview"_s);
    QCOMPARE(preview->model()->rowCount(), 40);
    QCOMPARE(preview->model()->index(0, 0).data().toString(), u"core-1"_s); // what is done comes first
    QCOMPARE(agenciesOf(bench), (QStringList{QString(), usual}));
    QVERIFY(bench.click(u"confirmBinding"_s));
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome() && bench.seen(u"undoBinding"_s); }));
    QCOMPARE(agenciesOf(bench), QStringList{usual});
    QVERIFY(waitFor([&] { return bench.console->bindings().count(BindingConcern::Broken) == 0; })); // the page of the clusters knows
    QVERIFY(bench.click(u"undoBinding"_s));
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome() && bench.console->rebinds().outcome()->isUndo; }));
    QCOMPARE(agenciesOf(bench), (QStringList{QString(), usual}));
    QVERIFY(waitFor([&] { return !bench.seen(u"undoBinding"_s); }));
}

void ManageAgencyPageTest::withTheKeyboardAlone()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-partial"_s));
    QVERIFY(waitFor([&] { return QApplication::focusWidget() && QApplication::focusWidget()->objectName() == "agencyChoice"_L1; }));
    bench.press(Qt::Key_Down);
    QVERIFY(bench.console->rebinds().chosen());
    const auto tabTo = [&](const QString &name) {
        for (int i = 0; i < 40; ++i) {
            bench.press(Qt::Key_Tab);
            if (QApplication::focusWidget() && QApplication::focusWidget()->objectName() == name)
                return true;
        }
        return false;
    };
    QVERIFY(tabTo(u"routeA"_s));
    bench.press(Qt::Key_Space);
    QCOMPARE(bench.console->rebinds().way(), RebindBoard::Console);
    bench.press(Qt::Key_Down); // arrows choose among radio buttons
    QVERIFY(waitFor([&] { return bench.console->rebinds().way() == RebindBoard::NodeByNode; }));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmBinding"_s); }));
    QVERIFY(tabTo(u"confirmBinding"_s));
    bench.press(Qt::Key_Space);
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome().has_value(); }));
}

void ManageAgencyPageTest::inProductionTheNameIsTyped()
{
    ConsoleBench bench;
    CloudProfile profile = ConsoleBench::profile();
    profile.production = true;
    QVERIFY(manages(bench, u"agency-unbound"_s, profile));
    choose(bench, usual);
    QVERIFY(bench.click(u"routeB"_s));
    QVERIFY(bench.click(u"confirmBinding"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmName"_s); }));
    QVERIFY(!bench.seen<QPushButton>(u"confirmWrite"_s)->isEnabled());
    QVERIFY(bench.type(u"confirmName"_s, u"mrs-analytics"_s));
    QVERIFY(!bench.seen<QPushButton>(u"confirmWrite"_s)->isEnabled());
    QVERIFY(!bench.console->rebinds().isWriting());
    QVERIFY(bench.type(u"confirmName"_s, production));
    QVERIFY(bench.click(u"confirmWrite"_s));
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome().has_value(); }));
    QCOMPARE(agenciesOf(bench), QStringList{usual});
    // The way back is a write, too.
    QVERIFY(bench.click(u"undoBinding"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmUndo"_s); }));
    QVERIFY(!bench.seen<QPushButton>(u"confirmUndo"_s)->isEnabled());
    QVERIFY(bench.type(u"confirmName"_s, production));
    QVERIFY(bench.click(u"confirmUndo"_s));
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome() && bench.console->rebinds().outcome()->isUndo; }));
    QCOMPARE(agenciesOf(bench), QStringList{QString()});
}

void ManageAgencyPageTest::aScalingInTheMiddleIsNamed()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-unbound"_s));
    choose(bench, usual);
    QVERIFY(bench.click(u"routeB"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmBinding"_s); }));
    int writes = 0;
    bench.cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method != "POST" || !call.target.endsWith("/metadata") || ++writes != 3)
            return;
        bench.cloud->withWorld([](sim::World &world) { world.fleet.clusterNamed(production)->scale = u"scaling-out"_s; });
        QTimer::singleShot(0, bench.window.get(), [&bench] { bench.clock->advance(11s); });
    });
    QVERIFY(bench.click(u"confirmBinding"_s));
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome().has_value(); }));
    bench.cloud->setBeforeAnswer({});
    QVERIFY2(bench.said().contains("MRS notes a scaling of mrs-analytics-prod"_L1), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains("were not tried"_L1), qPrintable(bench.said()));
    // Once that is over, what was written is given back.
    bench.cloud->withWorld([](sim::World &world) { world.fleet.clusterNamed(production)->scale.clear(); });
    bench.clock->advance(11s);
    QVERIFY(bench.click(u"undoBinding"_s));
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome() && bench.console->rebinds().outcome()->isUndo; }));
    QCOMPARE(agenciesOf(bench), QStringList{QString()});
}

void ManageAgencyPageTest::aReadOnlyProfileOffersNoWriting()
{
    ConsoleBench bench;
    CloudProfile profile = ConsoleBench::profile();
    profile.readOnly = true;
    QVERIFY(manages(bench, u"agency-unbound"_s, profile));
    choose(bench, usual);
    QVERIFY(!bench.seen<QRadioButton>(u"routeB"_s)->isEnabled());
    QVERIFY(bench.seen<QRadioButton>(u"routeA"_s)->isEnabled()); // the person acts there, not we
    QVERIFY(!bench.console->rebinds().mayCreate());
}

void ManageAgencyPageTest::withoutAnAgencyOnlyTheConsoleIsOffered()
{
    ConsoleBench bench;
    const Result<sim::Scenario> asked = sim::readScenario(u"agency-unbound"_s);
    bench.cloud->withWorld([&asked](sim::World &world) {
        (void)sim::play(world, *asked);
        QStringList ids;
        for (const sim::Agency &agency : world.agencies.all())
            if (agency.trustsEcs())
                ids.append(agency.id);
        for (const QString &id : ids)
            world.agencies.remove(id);
    });
    QVERIFY(bench.signIn() && bench.window->openPage(u"agencies"_s));
    QVERIFY(waitFor([&] { return bench.console->bindings().wasRead() && bench.seen(u"clusterTable"_s); }));
    bench.seen<QTableView>(u"clusterTable"_s)->selectRow(0);
    QVERIFY(bench.click(u"manageAgency"_s));
    QVERIFY(waitFor([&] { return bench.console->rebinds().candidates().has_value(); }));
    QVERIFY(bench.console->rebinds().candidates()->agencies.empty());
    QVERIFY(waitFor([&] { return bench.seen(u"agencyAssistant"_s); })); // opens by itself
    QVERIFY(!bench.seen<QPushButton>(u"createAgency"_s)->isEnabled()); // not seen to work on this cloud
    QVERIFY(!bench.seen<QRadioButton>(u"routeB"_s)->isEnabled());
    QVERIFY(bench.seen<QRadioButton>(u"routeA"_s)->isEnabled());
}

void ManageAgencyPageTest::afterARefusedListTheConsoleStaysOpen()
{
    ConsoleBench bench;
    const Result<sim::Scenario> asked = sim::readScenario(u"agency-unbound"_s);
    bench.cloud->withWorld([&asked](sim::World &world) { (void)sim::play(world, *asked); });
    QVERIFY(bench.signIn() && bench.window->openPage(u"agencies"_s));
    QVERIFY(waitFor([&] { return bench.console->bindings().wasRead() && bench.seen(u"clusterTable"_s); }));
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v3.0/OS-AGENCY/agencies"}, .times = 100});
    bench.seen<QTableView>(u"clusterTable"_s)->selectRow(0);
    RebindBoard &board = bench.console->rebinds();
    for (int i = 0; i < 2; ++i) { // and once more, after leaving it
        QVERIFY(bench.click(u"manageAgency"_s));
        QVERIFY(waitFor([&] { return board.failedWork() == RebindBoard::ReadingAgencies; }));
        QVERIFY(bench.click(u"routeA"_s));
        QCOMPARE(board.work(), RebindBoard::Watching);
        QVERIFY(!board.error());
        QVERIFY(waitFor([&] { return bench.seen(u"busy"_s) && bench.everythingReadable().contains("of 40 nodes"_L1); }));
        if (i == 0) {
            bench.clock->advance(11min);
            QVERIFY(bench.waitPassing([&] { return board.failedWork() == RebindBoard::Watching; }));
            QVERIFY(bench.click(u"watchAgain"_s));
            QCOMPARE(board.work(), RebindBoard::Watching);
        }
        bench.press(Qt::Key_Escape);
        QVERIFY(waitFor([&] { return bench.seen(u"clusterTable"_s); }));
    }
}

void ManageAgencyPageTest::whatIsReadForNobodyHindersNobody()
{
    ConsoleBench bench;
    const Result<sim::Scenario> asked = sim::readScenario(u"two-clusters"_s);
    bench.cloud->withWorld([&asked](sim::World &world) { (void)sim::play(world, *asked); });
    QVERIFY(bench.signIn() && bench.window->openPage(u"agencies"_s));
    QVERIFY(waitFor([&] { return bench.console->bindings().wasRead() && bench.seen(u"clusterTable"_s); }));
    RebindBoard &board = bench.console->rebinds();
    bench.console->bindings().setSoon(std::chrono::hours(24 * 90));
    QCOMPARE(board.work(), RebindBoard::NoWork); // nobody looks at them
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, {.method = "GET", .path = "/v3.0/OS-AGENCY/agencies"});
    const auto &rows = bench.console->bindings().clusters().rows();
    board.manage(rows[0]);
    QCOMPARE(board.work(), RebindBoard::ReadingAgencies);
    board.manage(rows[1]); // does not wait for what is read for another one
    QCOMPARE(board.reading().cluster.id, rows[1].cluster.id);
    QVERIFY(waitFor([&] { return board.work() == RebindBoard::NoWork && board.candidates(); }));
}

void ManageAgencyPageTest::aCreationIsTriedAgain()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-unbound"_s));
    QVERIFY(bench.click(u"agencyMissing"_s));
    QVERIFY(bench.click(u"tryCreation"_s));
    QVERIFY(waitFor([&] { return bench.seen<QPushButton>(u"createAgency"_s)->isEnabled(); }));
    QVERIFY(bench.type(u"agencyName"_s, u"mrs_ecs_new"_s));
    bench.cloud->failNext({.status = 403, .matching = {.method = "POST", .path = "/v3.0/OS-AGENCY/agencies"}});
    QVERIFY(bench.click(u"createAgency"_s));
    QVERIFY(waitFor([&] { return bench.console->rebinds().failedWork() == RebindBoard::Creating; }));
    QVERIFY(bench.click(u"createAgency"_s));
    QVERIFY(waitFor([&] { return bench.console->rebinds().created().has_value(); }));
}

void ManageAgencyPageTest::theWatchSaysHowFarItIs()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-unbound"_s));
    choose(bench, usual);
    QVERIFY(bench.click(u"routeA"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"busy"_s) && bench.everythingReadable().contains("0 of 40 nodes"_L1); }));
    bench.cloud->withWorld([](sim::World &world) {
        for (const QString &node : {u"core-1"_s, u"core-2"_s, u"master-1"_s})
            sim::bindAgency(world, *sim::nodeCalled(world, *world.fleet.clusterNamed(production), node), usual);
    });
    QVERIFY(bench.waitPassing([&] { return bench.everythingReadable().contains("3 of 40 nodes"_L1); }));
    QVERIFY(bench.click(u"cancel"_s));
    QCOMPARE(bench.console->rebinds().work(), RebindBoard::NoWork);
}

void ManageAgencyPageTest::whatRunsKeepsTheWindowOpen()
{
    ConsoleBench bench;
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, {.method = "POST", .path = "/v1/*"});
    QVERIFY(manages(bench, u"agency-partial"_s));
    choose(bench, usual);
    QVERIFY(bench.click(u"routeB"_s));
    QVERIFY(bench.click(u"confirmBinding"_s));
    QVERIFY(bench.console->rebinds().isWriting());
    QVERIFY(waitFor([&] { // three are done, and one never will be
        const auto &steps = bench.console->rebinds().steps();
        return steps.size() == 4 && std::count_if(steps.begin(), steps.end(), [](const NodeStep &step) { return step.isOver(); }) == 3;
    }));
    bench.window->openPage(u"activity"_s);
    QVERIFY(!bench.window->close());
    QVERIFY(bench.window->isVisible());
    QVERIFY(bench.seen(u"manageAgencyPage"_s)); // where it can be stopped
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(bench.waitPassing([&] { return bench.console->rebinds().outcome().has_value(); }));
    QVERIFY(bench.window->close());
}

void ManageAgencyPageTest::escapeLeavesThePage()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-unbound"_s));
    choose(bench, usual);
    QVERIFY(bench.click(u"routeA"_s));
    QCOMPARE(bench.console->rebinds().work(), RebindBoard::Watching);
    bench.press(Qt::Key_Escape);
    QVERIFY(!bench.seen(u"manageAgencyPage"_s));
    QVERIFY(bench.seen(u"clusterTable"_s));
    QCOMPARE(bench.console->rebinds().work(), RebindBoard::NoWork); // nobody looks any more
    QVERIFY(bench.click(u"manageAgency"_s)); // and again
    QVERIFY(waitFor([&] { return bench.seen(u"manageAgencyPage"_s); }));
}

void ManageAgencyPageTest::signingOutLeavesIt()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-unbound"_s));
    bench.console->signIn().signOut();
    QVERIFY(waitFor([&] { return bench.seen(u"signIn"_s); }));
    QVERIFY(bench.signIn());
    QVERIFY(bench.window->openPage(u"agencies"_s));
    QVERIFY(!bench.seen(u"manageAgencyPage"_s));
}

void ManageAgencyPageTest::aNewAgencyIsChosen()
{
    ConsoleBench bench;
    QVERIFY(manages(bench, u"agency-unbound"_s));
    QVERIFY(bench.click(u"agencyMissing"_s));
    QVERIFY(!bench.seen<QPushButton>(u"createAgency"_s)->isEnabled()); // not tried
    QVERIFY(bench.click(u"tryCreation"_s));
    QVERIFY(waitFor([&] { return bench.seen<QPushButton>(u"createAgency"_s)->isEnabled(); }));
    QVERIFY(!bench.seen(u"tryCreation"_s));
    QVERIFY(bench.type(u"agencyName"_s, u"mrs/ecs"_s));
    QVERIFY(!bench.seen<QPushButton>(u"createAgency"_s)->isEnabled());
    QVERIFY(bench.type(u"agencyName"_s, u"mrs_ecs_new"_s));
    QVERIFY(bench.click(u"createAgency"_s));
    QVERIFY(waitFor([&] { return bench.console->rebinds().chosen() && bench.console->rebinds().work() == RebindBoard::NoWork; }));
    QCOMPARE(bench.console->rebinds().chosen()->name(), u"mrs_ecs_new"_s);
    auto *table = bench.seen<QTableView>(u"agencyChoice"_s);
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), u"mrs_ecs_new"_s);
}

} // namespace claviger

QTEST_MAIN(claviger::ManageAgencyPageTest)
#include "manageagencypagetest.moc"
