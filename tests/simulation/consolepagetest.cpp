// SPDX-License-Identifier: Apache-2.0
// The pages of the simulated MRS console, as a program that reads HTML sees them.
#include "fleetworld.h"

#include "app/simulation/agencytask.h"
#include "app/simulation/consolepage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class ConsolePageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fleet = std::make_unique<FleetWorld>(); }
    void activeClustersAreListed();
    void manyClustersComeInPages();
    void theDashboardShowsWhatMrsKnows();
    void anEmptyAgencyLineMeansNoneIsBound();
    void onlyAgenciesThatTrustEcsCanBeChosen();
    void aHintTellsOfTheSynchronizationFirst();
    void okStartsTheTaskAndGoesBack();
    void aRunningTaskShowsItsProgress();
    void aFailedTaskSaysWhatToDo();
    void aSecondTaskIsRefused();
    void usersAreSynchronized();
    void badForms_data();
    void badForms();
    void clustersThatDoNotRunAreNotManaged();
    void whatTheCloudHoldsIsShownAsText();
    void otherHostsAndPagesAreRefused_data();
    void otherHostsAndPagesAreRefused();
    void unknownPagesAndMethods();

private:
    Reply send(const QByteArray &method, const QByteArray &pattern, const QByteArray &body = {},
               const Headers &headers = {})
    {
        m_fleet->world.catchUp();
        return answerConsole(m_fleet->world,
                             {.method = method, .target = m_fleet->path(pattern), .headers = headers, .body = body});
    }
    Reply get(const QByteArray &pattern) { return send("GET", pattern); }

    std::unique_ptr<FleetWorld> m_fleet;
};

void ConsolePageTest::activeClustersAreListed()
{
    addCluster(m_fleet->world, {.name = u"gone"_s, .cores = 1}).state = u"terminated"_s;
    addCluster(m_fleet->world, {.name = u"mrs-ill"_s, .cores = 1, .agency = {}}).state = u"abnormal"_s;
    for (const char *path : {"/console", "/console/", "/console/?page=1", "/console/?page=x", "/console/?page=99"}) {
        const Reply reply = get(path);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("Content-Type"), QByteArray("text/html; charset=utf-8"));
        QVERIFY(reply.header("Content-Security-Policy").startsWith("default-src 'none'"));
        QVERIFY(
            reply.body.contains("<a href=\"/console/clusters/" + m_fleet->clusterId.toLatin1() + "\">mrs-demo</a>"));
        QVERIFY(reply.body.contains(">mrs-ill<"));
        QVERIFY(!reply.body.contains(">gone<"));
        QVERIFY(!reply.body.contains("<script"));
    }
    m_fleet->world.fleet.clear();
    QVERIFY(
        answerConsole(m_fleet->world, {.method = "GET", .target = "/console/"}).body.contains("no active clusters"));
}

void ConsolePageTest::manyClustersComeInPages()
{
    for (int i = 0; i < 149; ++i)
        addCluster(m_fleet->world, {.name = u"more-%1-"_s.arg(i), .masters = 0, .cores = 0});
    const QByteArray first = get("/console/").body;
    QCOMPARE(first.count("/console/clusters/"), 100);
    QVERIFY(first.contains("Page 1 of 2.") && first.contains("?page=2") && !first.contains("Previous"));
    const QByteArray second = get("/console/?page=2").body;
    QCOMPARE(second.count("/console/clusters/"), 50);
    QVERIFY(second.contains("?page=1") && !second.contains("Next"));
}

void ConsolePageTest::theDashboardShowsWhatMrsKnows()
{
    const QByteArray page = get("/console/clusters/C").body;
    for (const QByteArray &part :
         {QByteArray("<dt>Cluster name</dt><dd>mrs-demo</dd>"), QByteArray("<dt>State</dt><dd>running</dd>"),
          QByteArray("<span id=\"agency\">MRS_ECS_DEFAULT_AGENCY</span>"), QByteArray("id=\"manageAgency\""),
          QByteArray("<span id=\"userSync\">Not synchronized</span>"), QByteArray(">Synchronize</button>"),
          m_fleet->node(6).hostName.toLatin1(), m_fleet->node(6).ip.toLatin1()})
        QVERIFY2(page.contains(part), part.constData());
    QVERIFY(!page.contains("id=\"task\"") && !page.contains("http-equiv"));
    QCOMPARE(page.count("<td>MRS_ECS_DEFAULT_AGENCY</td>"), 7);
}

void ConsolePageTest::anEmptyAgencyLineMeansNoneIsBound()
{
    m_fleet->cluster().recordedAgency = QString();
    m_fleet->node(0).removeMetadata(u"agency_name"_s);
    QByteArray page = get("/console/clusters/C").body;
    QVERIFY(page.contains("<span id=\"agency\"></span>"));
    QCOMPARE(page.count("<td>MRS_ECS_DEFAULT_AGENCY</td>"), 6); // the nodes' own
    m_fleet->cluster().recordedAgency.reset();
    QVERIFY(get("/console/clusters/C").body.contains("<span id=\"agency\"></span>"));
}

void ConsolePageTest::onlyAgenciesThatTrustEcsCanBeChosen()
{
    m_fleet->world.agencies.add(Agency{.id = m_fleet->world.makeId(),
                                       .name = u"of-another-account"_s,
                                       .accountId = u"x"_s,
                                       .trustName = u"op_svc_ecs"_s});
    QByteArray page = get("/console/clusters/C/agency").body;
    QVERIFY(page.contains("<option value=\"MRS_ECS_DEFAULT_AGENCY\" selected>"));
    QVERIFY(page.contains("<option value=\"mrs_ecs_obs\">"));
    QCOMPARE(page.count("<option"), 2);
    QVERIFY(page.contains("<label for=\"agencyChoice\">"));
    for (const char *name : {"MRS_ECS_DEFAULT_AGENCY", "mrs_ecs_obs"})
        m_fleet->world.agencies.agency(m_fleet->accountId, QString::fromLatin1(name))->trustName = u"elsewhere"_s;
    page = get("/console/clusters/C/agency").body;
    QVERIFY(!page.contains("<option") && !page.contains("id=\"ok\""));
    QVERIFY(page.contains("Create one in IAM"));
}

void ConsolePageTest::aHintTellsOfTheSynchronizationFirst()
{
    QVERIFY(get("/console/clusters/C/agency").body.contains("id=\"hint\""));
    m_fleet->cluster().isUserSynced = true;
    QVERIFY(!get("/console/clusters/C/agency").body.contains("id=\"hint\""));
    // It is a hint: the task starts without.
    m_fleet->cluster().isUserSynced = false;
    QCOMPARE(send("POST", "/console/clusters/C/agency", "agency=mrs_ecs_obs").status, 303);
}

void ConsolePageTest::okStartsTheTaskAndGoesBack()
{
    const Reply reply = send("POST", "/console/clusters/C/agency", "agency=mrs_ecs_obs");
    QCOMPARE(reply.status, 303);
    QCOMPARE(reply.header("Location"), "/console/clusters/" + m_fleet->clusterId.toLatin1());
    m_fleet->world.step(1min);
    const QByteArray page = get("/console/clusters/C").body;
    QVERIFY(page.contains("<span id=\"agency\">mrs_ecs_obs</span>"));
    QVERIFY(page.contains("was written to all nodes"));
    QCOMPARE(page.count("<td>mrs_ecs_obs</td>"), 7);
}

void ConsolePageTest::aRunningTaskShowsItsProgress()
{
    QCOMPARE(send("POST", "/console/clusters/C/agency", "agency=mrs_ecs_obs").status, 303);
    m_fleet->clock->advance(5s);
    const QByteArray page = get("/console/clusters/C").body;
    QVERIFY(page.contains("<progress value=\"3\" max=\"7\""));
    QVERIFY(page.contains("http-equiv=\"refresh\""));
    QVERIFY(!page.contains("id=\"manageAgency\""));
}

void ConsolePageTest::aFailedTaskSaysWhatToDo()
{
    m_fleet->node(2).vmState = u"error"_s;
    QCOMPARE(send("POST", "/console/clusters/C/agency", "agency=mrs_ecs_obs").status, 303);
    m_fleet->world.step(1min);
    const QByteArray page = get("/console/clusters/C").body;
    QVERIFY(page.contains("Failed to update ECS metadata. (MRS.0216). Written to 2 of 7 nodes."));
    QVERIFY(page.contains("role=\"alert\"") && page.contains("try again"));
    QVERIFY(page.contains("id=\"manageAgency\""));
}

void ConsolePageTest::aSecondTaskIsRefused()
{
    QCOMPARE(send("POST", "/console/clusters/C/agency", "agency=mrs_ecs_obs").status, 303);
    const Reply second = send("POST", "/console/clusters/C/agency", "agency=MRS_ECS_DEFAULT_AGENCY");
    QCOMPARE(second.status, 409);
    QVERIFY(second.body.contains("MRS.0212"));
    m_fleet->world.step(1min);
    QCOMPARE(m_fleet->cluster().recordedAgency, std::optional(u"mrs_ecs_obs"_s));
}

void ConsolePageTest::usersAreSynchronized()
{
    QCOMPARE(send("POST", "/console/clusters/C/synchronize").status, 303);
    QVERIFY(get("/console/clusters/C").body.contains("Synchronizing"));
    QCOMPARE(send("POST", "/console/clusters/C/synchronize").status, 409);
    m_fleet->clock->advance(5s);
    QVERIFY(get("/console/clusters/C").body.contains("<span id=\"userSync\">Synchronized</span>"));
}

void ConsolePageTest::badForms_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("other field") << QByteArray("name=mrs_ecs_obs");
    QTest::newRow("empty field") << QByteArray("agency=");
    QTest::newRow("JSON") << QByteArray(R"({"agency":"mrs_ecs_obs"})");
    QTest::newRow("bytes") << QByteArray("\xff\x00\xfe&=", 5);
    QTest::newRow("too long") << "agency=" + QByteArray(65, 'a');
    QTest::newRow("huge") << "agency=" + QByteArray(1'000'000, 'a');
}

void ConsolePageTest::badForms()
{
    QFETCH(QByteArray, body);
    QCOMPARE(send("POST", "/console/clusters/C/agency", body).status, 400);
    QVERIFY(m_fleet->cluster().agencyTask.isEmpty());
}

void ConsolePageTest::clustersThatDoNotRunAreNotManaged()
{
    m_fleet->cluster().state = u"scaling-out"_s;
    const QByteArray page = get("/console/clusters/C").body;
    QVERIFY(!page.contains("id=\"manageAgency\"") && !page.contains("<button"));
    QCOMPARE(get("/console/clusters/C/agency").status, 409);
    QCOMPARE(send("POST", "/console/clusters/C/agency", "agency=mrs_ecs_obs").status, 409);
    QCOMPARE(send("POST", "/console/clusters/C/synchronize").status, 409);
    QVERIFY(m_fleet->cluster().agencyTask.isEmpty() && !m_fleet->cluster().isUserSyncRunning);
    m_fleet->cluster().state = u"terminated"_s;
    QCOMPARE(get("/console/clusters/C").status, 404);
}

void ConsolePageTest::whatTheCloudHoldsIsShownAsText()
{
    const QString markup = u"\"><script>alert(1)</script>&%1"_s;
    Cluster &cluster = m_fleet->cluster();
    cluster.name = markup;
    cluster.version = markup;
    cluster.recordedAgency = markup;
    m_fleet->world.agencies.agency(m_fleet->accountId, u"mrs_ecs_obs"_s)->name = markup;
    m_fleet->node(0).setMetadata(u"agency_name"_s, markup);
    m_fleet->node(0).hostName = markup;
    cluster.agencyWanted = markup;
    cluster.agencyTaskError = markup;
    for (const char *task : {"", "running", "failed", "success"}) {
        cluster.agencyTask = QString::fromLatin1(task);
        for (const char *path : {"/console/", "/console/clusters/C", "/console/clusters/C/agency"}) {
            const QByteArray page = get(path).body;
            QVERIFY2(!page.contains("<script") && !page.contains("\"\">"), path);
            QVERIFY(page.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;%1"));
        }
    }
}

void ConsolePageTest::otherHostsAndPagesAreRefused_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("getStatus");
    QTest::addColumn<int>("postStatus");
    const QByteArray host = "127.0.0.1:8080";
    const auto from = [host](const char *name, const char *value) { return Headers{{"Host", host}, {name, value}}; };
    QTest::newRow("a program") << Headers{{"Host", host}} << 200 << 303;
    QTest::newRow("localhost") << Headers{{"Host", "localhost"}, {"Origin", "http://localhost"}} << 200 << 303;
    QTest::newRow("IPv6") << Headers{{"Host", "[::1]:80"}, {"Origin", "http://[::1]:80"}} << 200 << 303;
    QTest::newRow("another host") << Headers{{"Host", "rebound.example"}} << 403 << 403;
    QTest::newRow("begins alike") << Headers{{"Host", "127.0.0.1.example:80"}} << 403 << 403;
    QTest::newRow("own page") << from("Origin", "http://127.0.0.1:8080") << 200 << 303;
    QTest::newRow("own page, by referer") << from("Referer", "http://127.0.0.1:8080/console/x") << 200 << 303;
    QTest::newRow("page of a site") << from("Origin", "https://site.example") << 200 << 403;
    QTest::newRow("other port") << from("Origin", "http://127.0.0.1:8081") << 200 << 403;
    QTest::newRow("sandboxed page") << from("Origin", "null") << 200 << 403;
    QTest::newRow("empty origin") << from("Origin", "") << 200 << 403;
    QTest::newRow("site, by referer") << from("Referer", "https://site.example/127.0.0.1:8080") << 200 << 403;
    QTest::newRow("referer begins alike") << from("Referer", "http://127.0.0.1:8080.example/") << 200 << 403;
    QTest::newRow("site, by fetch metadata") << from("Sec-Fetch-Site", "cross-site") << 200 << 403;
    QTest::newRow("own, by fetch metadata") << from("Sec-Fetch-Site", "same-origin") << 200 << 303;
}

void ConsolePageTest::otherHostsAndPagesAreRefused()
{
    QFETCH(Headers, headers);
    QFETCH(int, getStatus);
    QFETCH(int, postStatus);
    QCOMPARE(send("GET", "/console/clusters/C", {}, headers).status, getStatus);
    QCOMPARE(send("POST", "/console/clusters/C/agency", "agency=mrs_ecs_obs", headers).status, postStatus);
    QCOMPARE(m_fleet->cluster().agencyTask == "running"_L1, postStatus == 303);
    QCOMPARE(send("POST", "/console/clusters/C/synchronize", {}, headers).status, postStatus);
}

void ConsolePageTest::unknownPagesAndMethods()
{
    for (const char *path : {"/", "/console/clusters", "/console/clusters/", "/console/clusters/nobody",
                             "/console/clusters/C/elsewhere", "/console/clusters/nobody/agency", "/console/../state"})
        QCOMPARE(get(path).status, 404);
    QCOMPARE(send("POST", "/console/clusters/nobody/agency", "agency=x").status, 404);
    QCOMPARE(send("DELETE", "/console/clusters/C").header("Allow"), QByteArray("GET"));
    QCOMPARE(send("GET", "/console/clusters/C/synchronize").status, 405);
    QCOMPARE(send("PUT", "/console/clusters/C/agency").header("Allow"), QByteArray("GET, POST"));
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::ConsolePageTest)
#include "consolepagetest.moc"
