// SPDX-License-Identifier: Apache-2.0
// The routes of MRS, ECS, the metadata service and the console's pages under nasty input, and with an estate of a
// thousand clusters.
#include "fleetworld.h"

#include "app/simulation/consolepage.h"
#include "app/simulation/metadataservice.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

const QByteArrayList &routePatterns()
{
    static const QByteArrayList patterns{"/v1.1/P/cluster_infos",
                                         "/v1.1/P/cluster_infos/C",
                                         "/v1.1/P/clusters/C/hosts",
                                         "/v1.1/P/clusters/C/tags",
                                         "/v2/P/clusters/C/nodes",
                                         "/v2/P/clusters/C/cluster-name",
                                         "/v2/P/clusters/C/agency-mapping",
                                         "/v1/P/clusters/C/async_task_status/update_ecs_agency",
                                         "/v1/P/cloudservers/detail",
                                         "/v1/P/cloudservers/S",
                                         "/v1/P/cloudservers/S/metadata",
                                         "/v2.1/P/servers",
                                         "/v2.1/P/servers/detail",
                                         "/v2.1/P/servers/S",
                                         "/v2.1/P/servers/S/metadata",
                                         "/v2.1/P/servers/S/metadata/agency_name",
                                         "/nodes/S/openstack/latest/securitykey",
                                         "/nodes/S/openstack/latest/meta_data.json",
                                         "/nodes/S/meta-data/latest/api/token",
                                         "/console/",
                                         "/console/clusters/C",
                                         "/console/clusters/C/agency",
                                         "/console/clusters/C/synchronize"};
    return patterns;
}

} // namespace

class FleetRoutesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nastyInputIsRefused_data();
    void nastyInputIsRefused();
    void anyBytesAreAnswered();
    void aLargeEstateIsListedWhole();

private:
    // Through whichever door the path belongs to.
    Reply answer(const Call &call)
    {
        if (call.target.startsWith("/nodes/"))
            return answerNodes(m_fleet->world, call).value_or(Reply{.status = 500});
        if (call.target.startsWith("/console"))
            return answerConsole(m_fleet->world, call);
        return answerCall(m_fleet->world, {}, call, Door::Services);
    }

    std::unique_ptr<FleetWorld> m_fleet;
};

void FleetRoutesTest::init()
{
    m_fleet = std::make_unique<FleetWorld>();
    m_fleet->world.fleet.levers.isHuaweiCloud = true;
}

void FleetRoutesTest::nastyInputIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("bytes") << QByteArray("\xff\xfe=\x01&%") << QByteArray("\x00\xff\xfe", 3);
    QTest::newRow("broken percents") << QByteArray("limit=%&pageSize=%Z1&offset=%u0000") << QByteArray("%%%");
    QTest::newRow("huge") << QByteArray(200'000, '=') << QByteArray(2'000'000, '{');
    QTest::newRow("deep") << QByteArray("tags=" + QByteArray(50'000, ',')) << QByteArray(200'000, '[');
    QTest::newRow("numbers") << QByteArray("limit=1e9&offset=-0&pageSize=0x10&currentPage=+1")
                             << QByteArray("-1e999999999");
    QTest::newRow("wrong types") << QByteArray("marker[]=1&limit[]=2")
                                 << QByteArray(R"({"metadata":[],"meta":7,"cluster_name":{},"agency_mappings":null})");
    QTest::newRow("half a text") << QByteArray("name=\xed\xa0\x80") << QByteArray(R"({"metadata":{"a":"\ud800"}})");
    QTest::newRow("twice") << QByteArray("limit=1&limit=x&pageSize=1&pageSize=-1")
                           << QByteArray(R"({"metadata":{},"metadata":1})");
}

void FleetRoutesTest::nastyInputIsRefused()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);
    for (const QByteArray &pattern : routePatterns()) {
        for (const char *method : {"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", ""}) {
            for (const bool isAdmin : {true, false}) {
                Call call{.method = method, .target = m_fleet->path(pattern) + '?' + query, .body = body};
                if (isAdmin)
                    call.headers.emplace_back("X-Auth-Token", m_fleet->admin);
                const Reply reply = answer(call);
                QVERIFY2(reply.status >= 200 && reply.status < 500,
                         qPrintable(u"%1 %2: %3"_s.arg(QString::fromLatin1(method), QString::fromLatin1(pattern))
                                        .arg(reply.status)));
                const bool isJson = reply.header("Content-Type").startsWith("application/json");
                QVERIFY(!isJson || QJsonDocument::fromJson(reply.body).isObject());
            }
        }
    }
    QCOMPARE(m_fleet->cluster().name, u"mrs-demo"_s);
}

// The same bytes in every run.
void FleetRoutesTest::anyBytesAreAnswered()
{
    std::mt19937 random(7);
    const auto letters = QByteArrayLiteral("/%?&=.0aZ-_\"'{}[]<>\\ \n\r\t\xff\xc3\x80");
    for (int i = 0; i < 20'000; ++i) {
        QByteArray target = m_fleet->path(routePatterns().at(static_cast<qsizetype>(random() % 23)));
        for (unsigned changes = random() % 6; changes > 0; --changes) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(target.size() + 1));
            const char letter = letters.at(static_cast<qsizetype>(random() % static_cast<unsigned>(letters.size())));
            if (random() % 3 == 0)
                target.truncate(at);
            else
                target.insert(at, letter);
        }
        QByteArray body(static_cast<qsizetype>(random() % 64), Qt::Uninitialized);
        for (char &byte : body)
            byte = letters.at(static_cast<qsizetype>(random() % static_cast<unsigned>(letters.size())));
        static const QByteArrayList methods{"GET", "POST", "PUT", "DELETE"};
        Call call{.method = methods.at(static_cast<qsizetype>(random() % 4)), .target = target, .body = body};
        call.headers.emplace_back("X-Auth-Token", m_fleet->admin);
        const int status = answer(call).status;
        QVERIFY2(status >= 200 && status < 500, target.toPercentEncoding().constData());
    }
}

void FleetRoutesTest::aLargeEstateIsListedWhole()
{
    for (int i = 1; i < 1'000; ++i)
        addCluster(m_fleet->world, {.name = u"mrs-%1"_s.arg(i), .cores = 12, .tasks = 6, .network = i % 200});
    QSet<QString> clusters;
    QSet<QString> hosts;
    QSet<QString> servers;
    for (int page = 1; page <= 10; ++page) {
        const QJsonObject list =
            m_fleet->json("/v1.1/P/cluster_infos?pageSize=100&currentPage=" + QByteArray::number(page));
        QCOMPARE(list["clusterTotal"_L1].toInt(), 1'000);
        for (const auto &cluster : list["clusters"_L1].toArray())
            clusters.insert(cluster["clusterId"_L1].toString());
    }
    for (const QString &id : std::as_const(clusters)) {
        const QJsonObject list = m_fleet->json("/v1.1/P/clusters/" + id.toLatin1() + "/hosts?pageSize=500");
        for (const auto &host : list["hosts"_L1].toArray())
            hosts.insert(host["id"_L1].toString());
    }
    for (int page = 1; page <= 20; ++page) {
        const QJsonObject list =
            m_fleet->json("/v1/P/cloudservers/detail?limit=1000&offset=" + QByteArray::number(page));
        for (const auto &server : list["servers"_L1].toArray())
            servers.insert(server["id"_L1].toString());
    }
    QCOMPARE(clusters.size(), 1'000);
    QCOMPARE(servers.size(), 7 + 999 * 20);
    QCOMPARE(hosts, servers);
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::FleetRoutesTest)
#include "fleetroutestest.moc"
