// SPDX-License-Identifier: Apache-2.0
// A person binds an agency in a browser: Chromium without a screen, led through WebDriver, clicks on the pages of the
// simulated MRS console as they come through a door.
#include "app/simulation/consolepage.h"
#include "app/simulation/estate.h"
#include "app/simulation/loopbackdoor.h"
#include "app/simulation/metadataservice.h"
#include "tests/support/browser.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::Browser;
using testing::patience;

class ConsoleBrowserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAgencyIsBoundByClicking();
};

void ConsoleBrowserTest::anAgencyIsBoundByClicking()
{
    const auto clock = std::make_shared<ManualClock>(Instant(1'768'471'200'000ms));
    sim::World world = sim::World::demo(clock);
    sim::addStandardAgencies(world, world.accounts().front().id);
    const QString clusterId = sim::addCluster(world, {.agency = {}}).id;
    const auto cloud = std::make_shared<SimulatedCloud>(std::move(world));
    LoopbackDoor door([cloud](const sim::Call &call) {
        return cloud->withWorld([&call](sim::World &w) { return sim::answerConsole(w, call); });
    });
    QVERIFY(door.start());
    const auto outcomes = [&] {
        return cloud->withWorld([&](sim::World &w) {
            QSet<int> all;
            for (sim::Server *server : w.fleet.serversOf(*w.fleet.cluster(clusterId)))
                all.insert(sim::askSecurityKey(w, *server).outcome);
            return all;
        });
    };
    QCOMPARE(outcomes(), QSet<int>{sim::SecurityKeyAnswer::NoAgency});

    Browser browser;
    QVERIFY(browser.open());
    // Nothing waits for a page: each step is tried until the page is there.
    browser.visit(door.url() + u"/console/"_s);
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"h1"_s), u"Active clusters"_s, patience);
    QVERIFY(browser.clickWhenThere(u"#clusters a"_s));
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"h1"_s), u"mrs-demo"_s, patience);
    QCOMPARE(browser.text(u"#agency"_s), QString());
    QVERIFY(browser.clickWhenThere(u"#synchronize"_s));
    const auto isSyncing = [&] { return cloud->withWorld([&](sim::World &w) { return w.fleet.cluster(clusterId)->isUserSyncRunning; }); };
    QTRY_VERIFY_WITH_TIMEOUT(isSyncing(), patience); // only then the clock goes on
    cloud->withWorld([](sim::World &w) { w.step(10s); });
    // The page looks again by itself.
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"#userSync"_s), u"Synchronized"_s, patience);
    QVERIFY(browser.clickWhenThere(u"#manageAgency"_s));
    QTRY_COMPARE_WITH_TIMEOUT(browser.spoken(u"#agencyChoice"_s), u"Agency"_s, patience);
    QVERIFY(browser.text(u"#hint"_s).isEmpty());
    QVERIFY(browser.clickWhenThere(u"#agencyChoice option[value=mrs_ecs_obs]"_s));
    QVERIFY(browser.clickWhenThere(u"#ok"_s));
    QTRY_VERIFY_WITH_TIMEOUT(browser.address().endsWith(u"/console/clusters/"_s + clusterId), patience);
    QTRY_VERIFY_WITH_TIMEOUT(browser.text(u"#task"_s).contains("0 of 5"_L1), patience);
    cloud->withWorld([](sim::World &w) { w.step(30s); });
    QTRY_VERIFY_WITH_TIMEOUT(browser.text(u"#task"_s).contains("written to all nodes"_L1), patience);
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"#agency"_s), u"mrs_ecs_obs"_s, patience);

    cloud->withWorld([](sim::World &w) { w.step(30s); });
    QCOMPARE(outcomes(), QSet<int>{sim::SecurityKeyAnswer::Key});
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ConsoleBrowserTest)
#include "consolebrowsertest.moc"
