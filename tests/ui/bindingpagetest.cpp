// SPDX-License-Identifier: Apache-2.0
// The page of the agencies: what is broken stands on top, the selected cluster is explained, and reading can be stopped.
#include "app/simulation/scenario.h"
#include "tests/ui/consolebench.h"
#include "ui/agencies/nodematrix.h"
#include "ui/widgets/tokens.h"

#include <QLabel>
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

const QByteArrayList saysUnbound{"login tool curl", "login status 401", "login unbound 1", "login meta 200", "login finished 1",
                                 "guardian tool curl", "guardian status 401", "guardian unbound 1", "guardian finished 1"};

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

QString diagnosis(const ConsoleBench &bench)
{
    const QWidget *shown = bench.seen(u"probeDiagnosis"_s);
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
    void whatIamSendsOddlyIsNotCalledFine_data();
    void whatIamSendsOddlyIsNotCalledFine();
    void aChosenNodeCanBeAsked();
    void aProbeIsJoinedWithTheBinding();
    void aBareMetalNodeIsNotJoined();
    void nodesThatDifferCanBeShownAlone();
    void everyNodeHasItsMarkInTheMatrix();
    void theMatrixAndTheTableChooseTheSameNode();
    void theMatrixHoldsManyNodes_data();
    void theMatrixHoldsManyNodes();
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
    row("agency-partial", BindingVerdict::PartlyBound, u"Bind one to all"_s);
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

void BindingPageTest::whatIamSendsOddlyIsNotCalledFine_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("unsaid");
    QTest::newRow("the end") << QByteArray(R"("trust_domain_name":"op_svc_ecs","expire_time":"some day")") << u"its end could not be read"_s
                             << u"validity unlimited"_s;
    QTest::newRow("whom it trusts") << QByteArray(R"("trust_domain_name":7,"expire_time":null)") << u"Whether it trusts ECS is unknown"_s
                                    << u"Does not trust ECS"_s;
}

void BindingPageTest::whatIamSendsOddlyIsNotCalledFine()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, said);
    QFETCH(QString, unsaid);
    ConsoleBench bench;
    play(bench, u"healthy"_s);
    QByteArray list;
    for (const QByteArray name : {"MRS_ECS_DEFAULT_AGENCY", "mrs_ecs_obs"})
        list += (list.isEmpty() ? "" : ",") + QByteArray(R"({"id":"odd","name":")") + name + "\"," + members + '}';
    bench.cloud->failNext({.status = 200, .body = R"({"agencies":[)" + list + "]}",
                           .matching = {.method = "GET", .path = "/v3.0/OS-AGENCY/agencies"}, .times = 9});
    QVERIFY(opens(bench));
    clusters(bench)->selectRow(0);
    QVERIFY2(detailsText(bench).contains(said), qPrintable(detailsText(bench)));
    QVERIFY(!detailsText(bench).contains(unsaid));
}

void BindingPageTest::aChosenNodeCanBeAsked()
{
    ConsoleBench bench;
    play(bench, u"agency-unbound"_s);
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"nodeTable"_s); }));
    QVERIFY(!bench.seen(u"probeNode"_s)->isEnabled()); // no node is chosen
    bench.seen<QTableView>(u"nodeTable"_s)->selectRow(4);
    QVERIFY(bench.click(u"probeNode"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"probeView"_s); }));
    QVERIFY(bench.everythingReadable().contains("core-2"_L1)); // as the table calls it
    QCOMPARE(bench.console->probe().state(), ProbeBoard::Idle); // nothing is asked before somebody says so
    QVERIFY(bench.click(u"closeProbe"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"nodeTable"_s); }));
    QVERIFY(bench.click(u"probeNode"_s));
    QVERIFY(choose(bench, u"mrs-etl-prod"_s)); // another cluster: its nodes are shown
    QVERIFY(waitFor([&] { return bench.seen(u"nodeTable"_s); }));
}

void BindingPageTest::aProbeIsJoinedWithTheBinding()
{
    ConsoleBench bench;
    bench.probed = saysUnbound;
    play(bench, u"agency-unbound"_s);
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"nodeTable"_s); }));
    bench.seen<QTableView>(u"nodeTable"_s)->selectRow(4);
    QVERIFY(bench.click(u"probeNode"_s));
    QVERIFY(bench.click(u"runProbe"_s));
    QVERIFY(waitFor([&] { return diagnosis(bench) == u"bind"_s; }));

    // Read again: what was found stays, what it means is another thing.
    bench.cloud->withWorld([](sim::World &world) {
        for (sim::Server &server : world.fleet.servers())
            server.setMetadata(u"agency_name"_s, u"mrs_ecs_obs"_s);
    });
    QVERIFY(bench.click(u"checkCluster"_s));
    QVERIFY(waitFor([&] { return diagnosis(bench) == u"not-taken-over"_s; }));
    QCOMPARE(bench.seen(u"probeFinding"_s)->accessibleDescription(), u"no-agency"_s);

    QVERIFY(choose(bench, u"mrs-etl-prod"_s)); // another cluster: nothing of it is said of this node
    QVERIFY(waitFor([&] { return bench.seen(u"nodeTable"_s); }));
    QVERIFY(!bench.console->probe().diagnosis());
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    QVERIFY(bench.console->probe().diagnosis());
}

void BindingPageTest::aBareMetalNodeIsNotJoined()
{
    ConsoleBench bench;
    bench.probed = saysUnbound;
    play(bench, u"healthy"_s);
    QString serverId;
    bench.cloud->withWorld([&serverId](sim::World &world) {
        sim::Server *server = sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-analytics-prod"_s), u"core-2"_s);
        server->isBareMetal = true;
        serverId = server->id;
    });
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"nodeTable"_s); }));
    const auto *nodes = bench.seen<QTableView>(u"nodeTable"_s);
    for (int row = 0; row < nodes->model()->rowCount(); ++row)
        if (nodes->model()->index(row, 0).data(NodeBindingModel::ServerIdRole).toString() == serverId)
            bench.seen<QTableView>(u"nodeTable"_s)->selectRow(row);
    QCOMPARE(verdict(bench), verdictId(BindingVerdict::Bound));
    QVERIFY(bench.click(u"probeNode"_s));
    QVERIFY(bench.click(u"runProbe"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"probeFinding"_s); }));
    QCOMPARE(bench.console->probe().target().serverId, serverId);
    QVERIFY(!bench.seen(u"probeDiagnosis"_s)); // the verdict does not speak of it
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

// Exactly one in a column, at the height of its row, in its colour.
void BindingPageTest::everyNodeHasItsMarkInTheMatrix()
{
    ConsoleBench bench;
    play(bench, u"agency-partial"_s);
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    auto *matrix = bench.seen<NodeMatrix>(u"nodeMatrix"_s);
    QVERIFY(matrix);
    const ClusterReading *reading = bench.console->bindings().clusters().row(clusters(bench)->currentIndex().data(BindingModel::ClusterIdRole).toString());
    QVERIFY(reading);
    QCOMPARE(matrix->drawn(), reading->nodes.size());
    const QImage picture = matrix->grab().toImage();
    const Tokens &tokens = tokensOf(matrix->palette());
    for (std::size_t i = 0; i < reading->nodes.size(); ++i) {
        const QRect place = matrix->markRect(i);
        QVERIFY(matrix->rect().contains(place));
        const QColor wanted = tokens.of(reading->nodes[i].agency.isEmpty() ? Verdict::Broken : Verdict::Ok).mark;
        int found = 0;
        for (int x = place.left(); x <= place.right(); ++x)
            for (int y = place.top() + 1; y <= place.bottom(); ++y)
                found += picture.pixelColor(x, y) == wanted;
        QVERIFY2(found >= 8, qPrintable(u"%1: %2"_s.arg(i).arg(found)));
    }
    QVERIFY2(matrix->accessibleDescription().contains(u"36 node"_s) && matrix->accessibleDescription().contains(u"4 node"_s),
             qPrintable(matrix->accessibleDescription()));
}

void BindingPageTest::theMatrixAndTheTableChooseTheSameNode()
{
    ConsoleBench bench;
    play(bench, u"agency-partial"_s);
    QVERIFY(opens(bench));
    QVERIFY(choose(bench, u"mrs-analytics-prod"_s));
    auto *matrix = bench.seen<NodeMatrix>(u"nodeMatrix"_s);
    const auto *nodes = bench.seen<QTableView>(u"nodeTable"_s);
    const auto chosen = [&] { return nodes->currentIndex().data(NodeBindingModel::ServerIdRole).toString(); };
    const ClusterReading *reading = bench.console->bindings().clusters().row(clusters(bench)->currentIndex().data(BindingModel::ClusterIdRole).toString());
    QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->markRect(7).center());
    QCOMPARE(chosen(), reading->nodes[7].node.serverId);
    matrix->setFocus();
    QTest::keyClick(matrix, Qt::Key_Home);
    const QString first = chosen();
    QTest::keyClick(matrix, Qt::Key_Left); // there is nothing before it
    QCOMPARE(chosen(), first);
    QTest::keyClick(matrix, Qt::Key_Right);
    QVERIFY(chosen() != first);
    QTest::keyClick(matrix, Qt::Key_End);
    QTest::keyClick(matrix, Qt::Key_Right);
    QVERIFY(!chosen().isEmpty());
    QTest::mouseClick(matrix, Qt::LeftButton, {}, QPoint(3, 3)); // beside the columns
    QVERIFY(!chosen().isEmpty());
}

void BindingPageTest::theMatrixHoldsManyNodes_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("unbound");
    QTest::addColumn<int>("drawn");
    QTest::newRow("none") << 0 << 0 << 0;
    QTest::newRow("one") << 1 << 0 << 1;
    QTest::newRow("one line") << 59 << 3 << 59;
    QTest::newRow("more lines") << 200 << 7 << 200;
    QTest::newRow("those that differ") << 1000 << 12 << 12;
    QTest::newRow("none differs") << 1000 << 0 << 0;
    QTest::newRow("all unbound") << 1000 << 1000 << 1000;
}

void BindingPageTest::theMatrixHoldsManyNodes()
{
    QFETCH(int, count);
    QFETCH(int, unbound);
    QFETCH(int, drawn);
    ClusterReading reading{.verdict = {.kind = BindingVerdict::PartlyBound}};
    for (int i = 0; i < count; ++i)
        reading.nodes.push_back({.node = {.serverId = QString::number(i), .role = i < 3 ? ClusterNode::Master : ClusterNode::Core},
                                 .condition = NodeBinding::Read,
                                 .agency = i < count - unbound ? u"usual"_s : QString()});
    if (unbound == count && count > 0) {
        drawn = 0; // none differs from the others: all are as bad
        reading.verdict.kind = BindingVerdict::NotBound;
    }
    NodeMatrix matrix;
    matrix.show(reading);
    matrix.resize(700, matrix.heightForWidth(700));
    matrix.show();
    QVERIFY(QTest::qWaitForWindowExposed(&matrix));
    matrix.grab();
    QCOMPARE(matrix.drawn(), static_cast<std::size_t>(drawn));
    int inside = 0;
    QList<QRect> places;
    for (std::size_t i = 0; i < reading.nodes.size(); ++i)
        if (const QRect place = matrix.markRect(i); !place.isEmpty()) {
            ++inside;
            QVERIFY(matrix.rect().contains(place));
            for (const QRect &other : places)
                QVERIFY(!place.intersects(other));
            places.append(place);
        }
    QCOMPARE(inside, drawn);
    matrix.resize(120, 400); // narrower than its words
    matrix.grab();
    QTest::keyClick(&matrix, Qt::Key_End);
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
    bench.failNext(LineFault::NeverAnswer, {.method = "GET", .path = "/v1.1/*"});
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
