// SPDX-License-Identifier: Apache-2.0
// Route A as a person goes it: the window says what to click and opens the page, Chromium clicks it, and the window goes on by
// itself when every node has the agency.
#include "app/simulation/cloudserver.h"
#include "tests/support/browser.h"
#include "tests/ui/consolebench.h"

#include <QDesktopServices>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::Browser;
using testing::BenchSetup;
using testing::ConsoleBench;
using testing::patience;
using testing::waitFor;

// In place of the desktop's own way to a browser.
class PageOpener : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void take(const QUrl &page) { m_page = page; }

public:
    [[nodiscard]] const QUrl &page() const { return m_page; }

private:
    QUrl m_page;
};

class RouteBrowserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWindowGoesOnWhenTheBrowserHasBound();
};

void RouteBrowserTest::theWindowGoesOnWhenTheBrowserHasBound()
{
    CloudServer server;
    QVERIFY(server.start({.scenario = u"agency-unbound"_s, .speed = 20}));
    ConsoleBench bench(BenchSetup{.cloud = server.cloud(), .usesSockets = true});
    CloudProfile profile = ConsoleBench::profile();
    profile.identityEndpoint = profile.mrsEndpoint = profile.ecsEndpoint = QUrl(server.servicesUrl());
    profile.consoleEndpoint = QUrl(server.controlUrl());
    QVERIFY(bench.signIn(profile));
    QVERIFY(bench.window->openPage(u"agencies"_s));
    QVERIFY(waitFor([&] { return bench.console->bindings().wasRead() && bench.seen(u"clusterTable"_s); }));
    bench.seen<QTableView>(u"clusterTable"_s)->selectRow(0);
    QVERIFY(bench.click(u"manageAgency"_s));
    const RebindBoard &board = bench.console->rebinds();
    QVERIFY(waitFor([&] { return board.candidates() && board.work() == RebindBoard::NoWork; }));
    QCOMPARE(board.reading().cluster.name, u"mrs-analytics-prod"_s);
    auto *agencies = bench.seen<QTableView>(u"agencyChoice"_s);
    for (int row = 0; row < agencies->model()->rowCount(); ++row)
        if (agencies->model()->index(row, 0).data().toString() == "mrs_ecs_obs"_L1)
            agencies->selectRow(row);
    QVERIFY(bench.click(u"routeA"_s));
    QCOMPARE(board.work(), RebindBoard::Watching);

    PageOpener opener;
    QDesktopServices::setUrlHandler(u"http"_s, &opener, "take");
    QVERIFY(bench.click(u"openConsole"_s));
    QDesktopServices::unsetUrlHandler(u"http"_s);
    QVERIFY(opener.page().toString().endsWith(u"/console/clusters/"_s + board.reading().cluster.id));

    Browser browser;
    QVERIFY(browser.open());
    browser.visit(opener.page().toString());
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"h1"_s), u"mrs-analytics-prod"_s, patience);
    QVERIFY(browser.clickWhenThere(u"#synchronize"_s));
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"#userSync"_s), u"Synchronized"_s, patience);
    QVERIFY(browser.clickWhenThere(u"#manageAgency"_s));
    QVERIFY(browser.clickWhenThere(u"#agencyChoice option[value=mrs_ecs_obs]"_s));
    QVERIFY(!board.isSeenBound());
    QVERIFY(browser.clickWhenThere(u"#ok"_s));

    const auto isSeen = [&] {
        if (bench.clock->sleepers() > 0)
            bench.clock->advance(std::chrono::milliseconds(200)); // the watch must not be over before the console is
        return board.isSeenBound();
    };
    QVERIFY(QTest::qWaitFor(isSeen, patience));
    QCOMPARE(board.reading().verdict.kind, BindingVerdict::Bound); // MRS's record agrees
    QCOMPARE(board.reading().verdict.agencies, QStringList{u"mrs_ecs_obs"_s});
    QVERIFY(waitFor([&] { return bench.everythingReadable().contains(u"All 40 node"_s); }));
    QVERIFY(bench.click(u"backToClusters"_s));
    QCOMPARE(bench.console->bindings().clusters().row(board.reading().cluster.id), nullptr); // left
    QCOMPARE(bench.console->bindings().count(BindingConcern::Broken), 0);
}

} // namespace claviger

QTEST_MAIN(claviger::RouteBrowserTest)
#include "routebrowsertest.moc"
