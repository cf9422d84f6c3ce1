// SPDX-License-Identifier: Apache-2.0
// The page of the agencies: what is broken stands on top, the selected cluster is explained, and reading can be stopped.
#include "app/simulation/scenario.h"
#include "tests/ui/consolebench.h"
#include "ui/widgets/labels.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

namespace {

using LineFault = SimulatedNetwork::LineFault;

void play(ConsoleBench &bench, const QString &scenario)
{
    const Result<sim::Scenario> asked = sim::readScenario(scenario);
    QVERIFY(asked);
    QVERIFY(bench.cloud->withWorld([&asked](sim::World &world) { return sim::play(world, *asked).has_value(); }));
}

bool opens(ConsoleBench &bench)
{
    BindingBoard &board = bench.console->bindings();
    if (!bench.signIn() || !bench.window->openPage(u"agencies"_s) || !waitFor([&] { return board.state() != BindingBoard::Loading; }))
        return false;
    if (board.error())
        qWarning("%s", qPrintable(board.error()->detail));
    return board.wasRead();
}

QTableView *clusters(const ConsoleBench &bench)
{
    return bench.seen<QTableView>(u"clusterTable"_s);
}

QString cell(const QTableView *table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

// Selects the cluster; false: it is not in the table.
bool choose(const ConsoleBench &bench, const QString &name)
{
    for (int i = 0; i < clusters(bench)->model()->rowCount(); ++i) {
        if (cell(clusters(bench), i, BindingModel::ClusterColumn) != name)
            continue;
        clusters(bench)->selectRow(i);
        return true;
    }
    return false;
}

QString verdict(const ConsoleBench &bench)
{
    const QWidget *shown = bench.seen(u"verdict"_s);
    return shown ? shown->accessibleDescription() : QString();
}

QString detailsText(const ConsoleBench &bench)
{
    QStringList texts;
    if (const QWidget *details = bench.seen(u"clusterDetails"_s))
        for (const QLabel *label : details->findChildren<QLabel *>())
            if (label->isVisible())
                texts.append(label->text());
    return texts.join(u'\n');
}

} // namespace

class BindingPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void clustersAreReadWhenThePageIsOpened();
    void whatIsBrokenStandsOnTopAndIsCounted();
    void theSelectedClusterIsExplained_data();
    void theSelectedClusterIsExplained();
    void nodesThatDifferCanBeShownAlone();
    void filteringFindsNamesAndAgencies();
    void oneClusterIsCheckedAgain();
    void aReadingThatHangsCanBeStopped();
    void whatCannotBeListedIsSaid();
    void thePageTellsWhyItIsEmpty();
    void namesFromTheCloudAreShownAsTheyAre();
    void theSelectionStaysOverAReading();
};

void BindingPageTest::clustersAreReadWhenThePageIsOpened()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QCOMPARE(bench.cloud->count("GET", "/v1.1/*"), 0);
    QVERIFY(bench.window->openPage(u"agencies"_s));
    QVERIFY(waitFor([&] { return bench.console->bindings().wasRead(); }));
    const int calls = bench.cloud->count("GET", "/v1.1/*");
    QVERIFY(calls > 0);
    QVERIFY(bench.window->openPage(u"activity"_s));
    QVERIFY(bench.window->openPage(u"agencies"_s));
    QTest::qWait(50);
    QCOMPARE(bench.cloud->count("GET", "/v1.1/*"), calls); // not at every look
    QVERIFY(bench.click(u"checkAgencies"_s));
    QVERIFY(waitFor([&] { return bench.cloud->count("GET", "/v1.1/*") > calls; }));
}

void BindingPageTest::whatIsBrokenStandsOnTopAndIsCounted()
{
    ConsoleBench bench;
    play(bench, u"two-clusters"_s);
    QVERIFY(opens(bench));
    QCOMPARE(cell(clusters(bench), 0, BindingModel::ClusterColumn), u"mrs-north"_s);
    QCOMPARE(cell(clusters(bench), 0, BindingModel::VerdictColumn), u"Not bound"_s);
    auto *navigation = bench.seen<QListWidget>(u"navigation"_s);
    QVERIFY(navigation);
    QVERIFY2(navigation->item(1)->data(Qt::AccessibleTextRole).toString().contains(u"1 cluster"_s),
             qPrintable(navigation->item(1)->data(Qt::AccessibleTextRole).toString()));
}

void BindingPageTest::theSelectedClusterIsExplained_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *scenario, BindingVerdict::Kind kind, const QString &sentence) {
        QTest::newRow(scenario) << QString::fromLatin1(scenario) << verdictId(kind) << sentence;
    };
    row("healthy", BindingVerdict::Bound, u"Trusts ECS"_s);
    row("agency-unbound", BindingVerdict::NotBound, u"No agency"_s);
    row("agency-partial", BindingVerdict::PartlyBound, u"Manage Agency"_s);
    row("agency-deleted", BindingVerdict::AgencyMissing, u"Does not exist in IAM"_s);
    row("wrong-trust", BindingVerdict::WrongTrust, u"Does not trust ECS"_s);
    row("agency-expired", BindingVerdict::Expired, u"valid until"_s);
    row("no-obs-permission", BindingVerdict::NoObsPermission, u"May not use OBS"_s);
}

void BindingPageTest::theSelectedClusterIsExplained()
{
    QFETCH(QString, scenario);
    QFETCH(QString, id);
    QFETCH(QString, sentence);
    ConsoleBench bench;
    play(bench, scenario);
    QVERIFY(opens(bench));
    QVERIFY(!bench.seen(u"nodeTable"_s)); // nothing is selected
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"nodeTable"_s); }));
    QCOMPARE(verdict(bench), id);
    QVERIFY2(detailsText(bench).contains(sentence), qPrintable(detailsText(bench)));
}

void BindingPageTest::nodesThatDifferCanBeShownAlone()
{
    ConsoleBench bench;
    play(bench, u"agency-partial"_s);
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    const auto *nodes = bench.seen<QTableView>(u"nodeTable"_s);
    const int all = nodes->model()->rowCount();
    QVERIFY(bench.click(u"differingNodes"_s));
    const int differing = nodes->model()->rowCount();
    QVERIFY(differing > 0 && differing < all);
    for (int i = 0; i < differing; ++i)
        QCOMPARE(cell(nodes, i, NodeBindingModel::AgencyColumn), u"Not bound"_s);
    QVERIFY(choose(bench, u"mrs-etl-prod"_s)); // where none differs all are shown again
    QVERIFY(nodes->model()->rowCount() > 0);
    QVERIFY(!bench.seen<QAbstractButton>(u"differingNodes"_s)->isEnabled());
}

void BindingPageTest::filteringFindsNamesAndAgencies()
{
    ConsoleBench bench;
    play(bench, u"two-clusters"_s);
    QVERIFY(opens(bench));
    const int all = clusters(bench)->model()->rowCount();
    QVERIFY(bench.type(u"clusterFilter"_s, u"NORTH"_s));
    QCOMPARE(clusters(bench)->model()->rowCount(), 1);
    QVERIFY(bench.type(u"clusterFilter"_s, u".*"_s)); // no pattern
    QCOMPARE(clusters(bench)->model()->rowCount(), 0);
    QVERIFY(bench.type(u"clusterFilter"_s, u""_s));
    QCOMPARE(clusters(bench)->model()->rowCount(), all);
}

void BindingPageTest::oneClusterIsCheckedAgain()
{
    ConsoleBench bench;
    play(bench, u"two-clusters"_s);
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-north"_s));
    QCOMPARE(verdict(bench), verdictId(BindingVerdict::NotBound));
    play(bench, u"healthy"_s); // somebody repairs it; the cluster is another one
    QVERIFY(bench.click(u"checkCluster"_s));
    QVERIFY(waitFor([&] { return verdict(bench) != verdictId(BindingVerdict::NotBound); }));
    QCOMPARE(verdict(bench), verdictId(BindingVerdict::Unknown)); // it is gone: never called bound
}

void BindingPageTest::aReadingThatHangsCanBeStopped()
{
    ConsoleBench bench;
    bench.failNext(LineFault::NeverAnswer, {.method = "GET", .path = "/v1/*"});
    QVERIFY(bench.signIn());
    QVERIFY(bench.window->openPage(u"agencies"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"busy"_s); }));
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(waitFor([&] { return !bench.seen(u"busy"_s); }));
    QCOMPARE(bench.console->bindings().state(), BindingBoard::Ready);
    QVERIFY(bench.click(u"checkAgencies"_s)); // and again, to the end
    QVERIFY(waitFor([&] { return bench.console->bindings().wasRead(); }));
}

void BindingPageTest::whatCannotBeListedIsSaid()
{
    ConsoleBench bench;
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1.1/*"}, .times = 9});
    QVERIFY(bench.signIn());
    QVERIFY(bench.window->openPage(u"agencies"_s));
    QVERIFY(waitFor([&] { return bench.console->bindings().state() == BindingBoard::Failed; }));
    QVERIFY2(bench.said().contains(u"could not be read"_s), qPrintable(bench.said()));
}

void BindingPageTest::thePageTellsWhyItIsEmpty()
{
    ConsoleBench bench;
    bench.cloud->withWorld([](sim::World &world) { world.fleet.clear(); });
    QVERIFY(opens(bench));
    QVERIFY(bench.seen(u"noClusters"_s));
    QVERIFY(!clusters(bench));
}

void BindingPageTest::namesFromTheCloudAreShownAsTheyAre()
{
    ConsoleBench bench;
    play(bench, u"two-clusters"_s);
    const QString name = u"<b>mrs</b> &amp; %1"_s;
    bench.cloud->withWorld([&name](sim::World &world) { world.fleet.clusterNamed(u"mrs-north"_s)->name = name; });
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, name));
    QVERIFY2(detailsText(bench).contains(name), qPrintable(detailsText(bench)));
    for (const QLabel *label : bench.seen(u"clusterDetails"_s)->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void BindingPageTest::theSelectionStaysOverAReading()
{
    ConsoleBench bench;
    play(bench, u"two-clusters"_s);
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-south"_s));
    QVERIFY(bench.click(u"checkAgencies"_s));
    QVERIFY(waitFor([&] { return bench.console->bindings().state() == BindingBoard::Ready; }));
    QCOMPARE(clusters(bench)->currentIndex().data(BindingModel::ClusterIdRole).toString().isEmpty(), false);
    QVERIFY(detailsText(bench).contains(u"mrs-south"_s));
}

QTEST_MAIN(BindingPageTest)

#include "bindingpagetest.moc"
