// SPDX-License-Identifier: Apache-2.0
// Alarms over REST as the simulated Manager has them: lists, counts, clearing, masking, the export, and how long they
// take with a million alarms.
#include "managerclient.h"

#include "app/simulation/estate.h"
#include "tests/simulation/samplealarm.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const Instant noon{1'749'549'600'000ms}; // 2025-06-10T10:00:00Z, noon in Berlin

sim::Alarm keyAlarm(const QString &host, Instant when = noon)
{
    return sampleKeyAlarm(host, when);
}

sim::Alarm auditAlarm(Instant when)
{
    return {.id = 12001,
            .name = u"Audit Log Dumping Failure"_s,
            .severity = sim::Alarm::Minor,
            .source = u"mrs-plain"_s,
            .object = u"OMS"_s,
            .serviceName = u"OMS"_s,
            .roleName = u"Controller"_s,
            .hostName = u"node-master1"_s,
            .occurred = when};
}

QByteArray everythingOf(const sim::Reply &reply)
{
    QByteArray all = reply.body;
    if (reply.stream) {
        auto more = reply.stream;
        for (QByteArray piece = more(); !piece.isEmpty(); piece = more())
            all += piece;
    }
    return all;
}

QString hostsOf(const QJsonDocument &page)
{
    QStringList hosts;
    for (const auto &alarm : page["alarms"_L1].toArray())
        hosts += alarm["locationInfo"_L1].toString().section(u"HostName="_s, 1);
    return hosts.join(u' ');
}

} // namespace

class ManagerAlarmsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anAlarmHasTheDocumentedFields();
    void unclearedOnesAndHistoryAreTwoLists();
    void pages();
    void filters_data();
    void filters();
    void badFilters_data();
    void badFilters();
    void eventsStandApart();
    void countsBySeverity();
    void clearing();
    void clearingIsBounded_data();
    void clearingIsBounded();
    void maskedOnesAreNeitherShownNorCounted();
    void theExportHasTheLabelsOfThePages();
    void anExportEndsWhereItBegan();
    void exportsAreRefused();
    void rights_data();
    void rights();
    void aMillionDoNotSlowTheDoor();

private:
    qint64 raise(const sim::Alarm &alarm);
    void clear(qint64 serial, sim::Alarm::ClearType type, Instant when);

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<ManagerClient> m_client; // an operator
};

void ManagerAlarmsTest::init()
{
    m_clock = std::make_shared<ManualClock>(noon + 2h);
    sim::World world = sim::World::demo(m_clock);
    sim::addCluster(world, {.name = u"mrs-demo"_s});
    sim::addCluster(world, {.name = u"mrs-plain"_s, .hasGuardian = false, .network = 11});
    m_cloud = std::make_shared<SimulatedCloud>(std::move(world));
    m_client = std::make_unique<ManagerClient>(*m_cloud);
    QVERIFY(m_client->logIn(u"example-operator"_s));
}

qint64 ManagerAlarmsTest::raise(const sim::Alarm &alarm)
{
    return m_cloud->withWorld([&alarm](sim::World &world) { return world.alarms.raise(alarm); });
}

void ManagerAlarmsTest::clear(qint64 serial, sim::Alarm::ClearType type, Instant when)
{
    m_cloud->withWorld([&](sim::World &world) { QVERIFY(world.alarms.clear(serial, type, when)); });
}

void ManagerAlarmsTest::anAlarmHasTheDocumentedFields()
{
    const qint64 serial = raise(keyAlarm(u"node-core1"_s));
    const QByteArray expected =
        "{\"id\":45741,\"name\":\"Failed to Call the ECS securitykey API\",\"serialNo\":" + QByteArray::number(serial)
        + ",\"category\":0,\"level\":2,\"dn\":\"mrs-demo\",\"object\":\"Guardian\",\"occurTime\":1749549600000,"
          "\"clearTime\":null,\"isAutoClear\":1,\"clearType\":-1,\"cause\":\"No ECS agency is bound to the cluster.\","
          "\"additionalInfo\":\"\",\"locationInfo\":"
          "\"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-core1\"}";
    QCOMPARE(m_client->get("api/v2/alarms").body, "{\"totalCount\":1,\"alarms\":[" + expected + "]}");
    QCOMPARE(m_client->get("api/v2/alarms/" + QByteArray::number(serial)).body, expected);
    clear(serial, sim::Alarm::Automatic, noon + 5min);
    const QJsonDocument cleared = jsonOf(m_client->get("api/v2/alarms/" + QByteArray::number(serial)));
    QCOMPARE(cleared["clearTime"_L1].toDouble(), 1749549900000.0);
    QCOMPARE(cleared["clearType"_L1].toInt(), 0);
    for (const char *path : {"api/v2/alarms/1", "api/v2/alarms/x", "api/v2/alarms/99999999999999999999"})
        QCOMPARE(m_client->get(path).status, 404);
}

void ManagerAlarmsTest::unclearedOnesAndHistoryAreTwoLists()
{
    QCOMPARE(m_client->get("api/v2/alarms").body, QByteArray(R"({"totalCount":0,"alarms":[]})"));
    QCOMPARE(m_client->get("api/v2/alarms/history").body, QByteArray(R"({"totalCount":0,"alarms":[]})"));
    const qint64 first = raise(keyAlarm(u"n1"_s));
    raise(keyAlarm(u"n2"_s));
    clear(first, sim::Alarm::Automatic, noon + 1min);
    QCOMPARE(hostsOf(jsonOf(m_client->get("api/v2/alarms"))), u"n2"_s);
    QCOMPARE(hostsOf(jsonOf(m_client->get("api/v2/alarms/history"))), u"n2 n1"_s); // newest first
}

void ManagerAlarmsTest::pages()
{
    for (int i = 0; i < 25; ++i)
        raise(keyAlarm(u"n%1"_s.arg(i)));
    const QJsonDocument usual = jsonOf(m_client->get("api/v2/alarms"));
    QCOMPARE(usual["alarms"_L1].toArray().size(), 10);
    QCOMPARE(usual["totalCount"_L1].toInt(), 25);
    const QJsonDocument last = jsonOf(m_client->get("api/v2/alarms?offset=20&limit=10"));
    QCOMPARE(hostsOf(last), u"n4 n3 n2 n1 n0"_s);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms?offset=25"))["alarms"_L1].toArray().size(), 0);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms?limit=1000"))["alarms"_L1].toArray().size(), 25);
    QCOMPARE(hostsOf(jsonOf(m_client->get("api/v2/alarms/history?offset=24"))), u"n0"_s);
    for (const char *bad : {"limit=0", "limit=1001", "limit=-1", "limit=ten", "offset=-1", "offset=1e3",
                            "offset=99999999999999999999", "limit="})
        QCOMPARE(m_client->get(QByteArray("api/v2/alarms?") + bad).status, 400);
}

void ManagerAlarmsTest::filters_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("hosts");
    QTest::newRow("none") << QByteArray() << u"audit n3 n2 n1"_s;
    QTest::newRow("severity") << QByteArray("severity=3") << u"audit"_s;
    QTest::newRow("severities") << QByteArray("severity=2,3") << u"audit n3 n2 n1"_s;
    QTest::newRow("no such severity here") << QByteArray("severity=1") << QString();
    QTest::newRow("id") << QByteArray("id=45741") << u"n3 n2 n1"_s;
    QTest::newRow("ids") << QByteArray("id=12001,45741") << u"audit n3 n2 n1"_s;
    QTest::newRow("cluster") << QByteArray("cluster=mrs-plain") << u"audit"_s;
    QTest::newRow("unknown cluster") << QByteArray("cluster=mrs") << QString();
    QTest::newRow("service") << QByteArray("service=Guardian") << u"n3 n2 n1"_s;
    QTest::newRow("host") << QByteArray("host=n2") << u"n2"_s;
    QTest::newRow("text of the name") << QByteArray("text=SECURITYKEY") << u"n3 n2 n1"_s;
    QTest::newRow("text of a host") << QByteArray("text=N3") << u"n3"_s;
    QTest::newRow("text of the additional information") << QByteArray("text=special%20remark") << u"n2"_s;
    QTest::newRow("text that is the id") << QByteArray("text=12001") << u"audit"_s;
    QTest::newRow("text nowhere") << QByteArray("text=%25%00") << QString();
    QTest::newRow("umlauts") << QByteArray("text=%C3%BCber") << QString();
    QTest::newRow("from") << QByteArray("start_time=1749549660000") << u"audit n3 n2"_s;
    QTest::newRow("until") << QByteArray("end_time=1749549660000") << u"n2 n1"_s;
    QTest::newRow("a moment") << QByteArray("start_time=1749549660000&end_time=1749549660000") << u"n2"_s;
    QTest::newRow("uncleared") << QByteArray("state=uncleared") << u"n3"_s;
    QTest::newRow("cleared") << QByteArray("state=cleared") << u"audit n2 n1"_s;
    QTest::newRow("by itself") << QByteArray("state=auto") << u"n1"_s;
    QTest::newRow("by hand") << QByteArray("state=manual") << u"audit n2"_s;
    QTest::newRow("together") << QByteArray("state=manual&severity=2&text=guardian") << u"n2"_s;
    QTest::newRow("unknown parameters") << QByteArray("_=1749549660000&colour=red&host=n1") << u"n1"_s;
}

void ManagerAlarmsTest::filters()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, hosts);
    const qint64 first = raise(keyAlarm(u"n1"_s));
    sim::Alarm second = keyAlarm(u"n2"_s, noon + 1min);
    second.additionalInfo = u"A special remark"_s;
    const qint64 secondSerial = raise(second);
    raise(keyAlarm(u"n3"_s, noon + 2min));
    sim::Alarm audit = auditAlarm(noon + 3min);
    audit.hostName = u"audit"_s;
    const qint64 auditSerial = raise(audit);
    clear(first, sim::Alarm::Automatic, noon + 4min);
    clear(secondSerial, sim::Alarm::Manual, noon + 4min);
    clear(auditSerial, sim::Alarm::Manual, noon + 4min);
    const QJsonDocument page = jsonOf(m_client->get("api/v2/alarms/history?" + query));
    QCOMPARE(hostsOf(page), hosts);
    QCOMPARE(page["totalCount"_L1].toInt(), hosts.isEmpty() ? 0 : hosts.count(u' ') + 1);
}

void ManagerAlarmsTest::badFilters_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query :
         {"severity=0", "severity=5", "severity=major", "severity=2;3", "id=x", "id=-1", "id=99999999999", "state=open",
          "state=", "start_time=yesterday", "end_time=-5", "start_time=1e99", "severity=%00"})
        QTest::newRow(query) << QByteArray(query);
}

void ManagerAlarmsTest::badFilters()
{
    QFETCH(QByteArray, query);
    for (const char *path : {"api/v2/alarms/history?", "api/v2/events?"}) {
        const sim::Reply reply = m_client->get(path + query);
        QCOMPARE(reply.status, 400);
        QVERIFY(!jsonOf(reply)["errorDescription"_L1].toString().isEmpty());
    }
    QCOMPARE(m_client->post("api/v2/alarms/operations/export?" + query).status, 400);
}

void ManagerAlarmsTest::eventsStandApart()
{
    sim::Alarm event = keyAlarm(u"n1"_s);
    event.category = sim::Alarm::Event;
    event.clearsItself = false;
    raise(event);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms"))["totalCount"_L1].toInt(), 0);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms/history"))["totalCount"_L1].toInt(), 0);
    const QJsonDocument events = jsonOf(m_client->get("api/v2/events"));
    QCOMPARE(events["totalCount"_L1].toInt(), 1);
    QCOMPARE(events["alarms"_L1][0]["category"_L1].toInt(), 2);
}

void ManagerAlarmsTest::countsBySeverity()
{
    QCOMPARE(m_client->get("api/v2/alarms/count").body,
             QByteArray(R"({"critical":0,"major":0,"minor":0,"suggestion":0,"total":0})"));
    raise(keyAlarm(u"n1"_s));
    raise(keyAlarm(u"n2"_s));
    const qint64 audit = raise(auditAlarm(noon));
    QCOMPARE(m_client->get("api/v2/alarms/count").body,
             QByteArray(R"({"critical":0,"major":2,"minor":1,"suggestion":0,"total":3})"));
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms/count?cluster=mrs-plain"))["total"_L1].toInt(), 1);
    clear(audit, sim::Alarm::Manual, noon + 1min);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms/count"))["minor"_L1].toInt(), 0);
}

void ManagerAlarmsTest::clearing()
{
    const qint64 first = raise(keyAlarm(u"n1"_s));
    const qint64 second = raise(keyAlarm(u"n2"_s));
    const auto body = [](const QList<qint64> &serials) {
        QByteArrayList numbers;
        for (const qint64 serial : serials)
            numbers += QByteArray::number(serial);
        return "{\"serialNos\":[" + numbers.join(',') + "]}";
    };
    const sim::Reply reply = m_client->send("PUT", "api/v2/alarms/operations/clear", body({first, 5, first}));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body,
             "{\"cleared\":[" + QByteArray::number(first)
                 + "],\"failed\":[{\"serialNo\":5,\"reason\":\"NOT_FOUND\"},"
                   "{\"serialNo\":"
                 + QByteArray::number(first) + ",\"reason\":\"NOT_ACTIVE\"}]}");
    const QJsonDocument cleared = jsonOf(m_client->get("api/v2/alarms/" + QByteArray::number(first)));
    QCOMPARE(cleared["clearType"_L1].toInt(), 2);
    QCOMPARE(cleared["clearTime"_L1].toDouble(), double((noon + 2h).time_since_epoch().count()));
    // Twice.
    const sim::Reply again = m_client->send("PUT", "api/v2/alarms/operations/clear", body({first}));
    QCOMPARE(jsonOf(again)["cleared"_L1].toArray().size(), 0);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms"))["totalCount"_L1].toInt(), 1);
    // Texts are numbers too.
    QVERIFY(
        m_client
            ->send("PUT", "api/v2/alarms/operations/clear", "{\"serialNos\":[\"" + QByteArray::number(second) + "\"]}")
            .body.contains("\"failed\":[]"));
}

void ManagerAlarmsTest::clearingIsBounded_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("300") << "{\"serialNos\":[" + QByteArray("1,").repeated(299) + "1]}" << 200;
    QTest::newRow("301") << "{\"serialNos\":[" + QByteArray("1,").repeated(300) + "1]}" << 400;
    QTest::newRow("none") << QByteArray(R"({"serialNos":[]})") << 400;
    QTest::newRow("absent") << QByteArray("{}") << 400;
    QTest::newRow("no list") << QByteArray(R"({"serialNos":1})") << 400;
    QTest::newRow("fraction") << QByteArray(R"({"serialNos":[1.5]})") << 400;
    QTest::newRow("negative") << QByteArray(R"({"serialNos":[-1]})") << 400;
    QTest::newRow("huge") << QByteArray(R"({"serialNos":[1e300]})") << 400;
    QTest::newRow("word") << QByteArray(R"({"serialNos":["all"]})") << 400;
    QTest::newRow("null") << QByteArray(R"({"serialNos":[null]})") << 400;
    QTest::newRow("nested") << QByteArray(R"({"serialNos":[[1]]})") << 400;
    QTest::newRow("cut") << QByteArray(R"({"serialNos":[1)") << 400;
    QTest::newRow("nothing") << QByteArray() << 400;
}

void ManagerAlarmsTest::clearingIsBounded()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const qint64 serial = raise(keyAlarm(u"n1"_s));
    QCOMPARE(m_client->send("PUT", "api/v2/alarms/operations/clear", body).status, status);
    QVERIFY(m_cloud->withWorld([serial](sim::World &world) { return world.alarms.find(serial)->isActive(); }));
}

void ManagerAlarmsTest::maskedOnesAreNeitherShownNorCounted()
{
    raise(keyAlarm(u"old"_s));
    const QByteArray mask = R"({"alarmIds":[45741]})";
    QCOMPARE(m_client->send("PUT", "api/v2/alarms/operations/mask", mask).status, 200);
    const qint64 hidden = raise(keyAlarm(u"new"_s, noon + 2h));
    raise(auditAlarm(noon + 2h));
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms"))["totalCount"_L1].toInt(), 2); // old ones stay
    QVERIFY(!hostsOf(jsonOf(m_client->get("api/v2/alarms"))).contains(u"new"_s));
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms/count"))["major"_L1].toInt(), 1);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms/history?id=45741"))["totalCount"_L1].toInt(), 1);
    QCOMPARE(m_client->get("api/v2/alarms/" + QByteArray::number(hidden)).status, 404);
    const QByteArray clearBody = "{\"serialNos\":[" + QByteArray::number(hidden) + "]}";
    QVERIFY(m_client->send("PUT", "api/v2/alarms/operations/clear", clearBody).body.contains("NOT_FOUND"));
    const QByteArray name =
        jsonOf(m_client->post("api/v2/alarms/operations/export"))["fileName"_L1].toString().toLatin1();
    QVERIFY(!everythingOf(m_client->get("api/v2/alarms/download?file_name=" + name)).contains("HostName=new"));
    // Masking twice does not uncover what was hidden.
    m_clock->advance(1min);
    QCOMPARE(m_client->send("PUT", "api/v2/alarms/operations/mask", mask).status, 200);
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms/count"))["major"_L1].toInt(), 1);
    const QJsonDocument masks = jsonOf(m_client->get("api/v2/alarms/masks"));
    QCOMPARE(masks["masks"_L1].toArray().size(), 1);
    QCOMPARE(masks["masks"_L1][0]["alarmId"_L1].toInt(), 45741);
    QCOMPARE(m_client->send("PUT", "api/v2/alarms/operations/unmask", mask).status, 200);
    QCOMPARE(m_client->send("PUT", "api/v2/alarms/operations/unmask", mask).status, 200); // twice
    QCOMPARE(jsonOf(m_client->get("api/v2/alarms"))["totalCount"_L1].toInt(), 3);
    for (const char *bad : {"{}", R"({"alarmIds":[]})", R"({"alarmIds":["x"]})", R"({"alarmIds":[99999999999]})"}) {
        QCOMPARE(m_client->send("PUT", "api/v2/alarms/operations/mask", bad).status, 400);
        QCOMPARE(m_client->send("PUT", "api/v2/alarms/operations/unmask", bad).status, 400);
    }
}

void ManagerAlarmsTest::theExportHasTheLabelsOfThePages()
{
    sim::Alarm rpc = keyAlarm(u"node-core1"_s, noon - 1h);
    rpc.id = 45744;
    rpc.name = u"Average \"RPC\", \nexceeded"_s;
    rpc.severity = sim::Alarm::Critical;
    rpc.cause.clear();
    rpc.additionalInfo = u"Trigger Condition=216.4 > 200"_s;
    clear(raise(rpc), sim::Alarm::Automatic, noon - 50min);
    sim::Alarm audit = auditAlarm(noon - 30min);
    audit.severity = sim::Alarm::Warning;
    audit.clearsItself = false;
    clear(raise(audit), sim::Alarm::Manual, noon);
    raise(keyAlarm(u"node-core1"_s));
    const sim::Reply made = m_client->post("api/v2/alarms/operations/export?format=csv");
    QCOMPARE(made.status, 200);
    const QByteArray name = jsonOf(made)["fileName"_L1].toString().toLatin1();
    QVERIFY(name.startsWith("alarms_") && name.endsWith(".csv"));
    const sim::Reply file = m_client->get("api/v2/alarms/download?file_name=" + name);
    QCOMPARE(file.header("Content-Type"), QByteArray("text/csv;charset=UTF-8"));
    QCOMPARE(file.header("Content-Disposition"), "attachment; filename=\"" + name + '"');
    QCOMPARE(everythingOf(file),
             QByteArray(
                 "Alarm ID,Alarm Name,Severity,Generated,Cleared,Source,Object,Automatically Cleared,Alarm Status,"
                 "Alarm Cause,Serial Number,Additional Information,Location\n"
                 "45741,Failed to Call the ECS securitykey API,Major,2025-06-10 12:00:00,--,mrs-demo,Guardian,Yes,"
                 "Uncleared,\"No ECS agency is bound to the cluster.\",1804003,,"
                 "\"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-core1\"\n"
                 "12001,Audit Log Dumping Failure,Suggestion,2025-06-10 11:30:00,2025-06-10 12:00:00,mrs-plain,OMS,No,"
                 "Manual,,1804002,,\"Source=mrs-plain;ServiceName=OMS;RoleName=Controller;HostName=node-master1\"\n"
                 "45744,\"Average \"\"RPC\"\", \nexceeded\",Critical,2025-06-10 11:00:00,2025-06-10 11:10:00,mrs-demo,"
                 "Guardian,Yes,Auto,,1804001,\"Trigger Condition=216.4 > 200\","
                 "\"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-core1\"\n"));
    // Filtered as a list.
    const QByteArray some =
        jsonOf(m_client->post("api/v2/alarms/operations/export?severity=1"))["fileName"_L1].toString().toLatin1();
    QCOMPARE(everythingOf(m_client->get("api/v2/alarms/download?file_name=" + some)).count("mrs-"), 2);
}

void ManagerAlarmsTest::anExportEndsWhereItBegan()
{
    const auto made = [this] {
        return jsonOf(m_client->post("api/v2/alarms/operations/export"))["fileName"_L1].toString().toLatin1();
    };
    const QByteArray empty = made();
    for (int i = 0; i < 2'500; ++i)
        raise(keyAlarm(u"n%1"_s.arg(i)));
    QCOMPARE(everythingOf(m_client->get("api/v2/alarms/download?file_name=" + empty)).count('\n'), 1);
    const QByteArray full = made();
    const sim::Reply file = m_client->get("api/v2/alarms/download?file_name=" + full);
    auto more = file.stream;
    QByteArray all = more();
    QVERIFY(all.count('\n') < 2'500); // it comes in pieces
    raise(keyAlarm(u"late"_s)); // while it is fetched
    for (QByteArray piece = more(); !piece.isEmpty(); piece = more())
        all += piece;
    QCOMPARE(all.count('\n'), 2'501);
    QVERIFY(!all.contains("late"));
    std::set<QByteArray> serials;
    for (const QByteArray &line : all.split('\n'))
        serials.insert(line.split(',').value(10));
    QCOMPARE(serials.size(), std::size_t(2'502)); // each once, the heading, and behind the last line nothing
    // It can be fetched again, and what was asked for first stays unmoved.
    QCOMPARE(everythingOf(m_client->get("api/v2/alarms/download?file_name=" + full)).count('\n'), 2'501);
}

void ManagerAlarmsTest::exportsAreRefused()
{
    QCOMPARE(m_client->post("api/v2/alarms/operations/export?format=xlsx").status, 400);
    QCOMPARE(m_client->get("api/v2/alarms/download").status, 404);
    QCOMPARE(m_client->get("api/v2/alarms/download?file_name=/etc/passwd").status, 404);
    ManagerClient admin(*m_cloud);
    QVERIFY(admin.logIn(u"admin"_s));
    const QByteArray users =
        jsonOf(admin.post("api/v2/permission/users/operations/export"))["fileName"_L1].toString().toLatin1();
    QCOMPARE(m_client->get("api/v2/alarms/download?file_name=" + users).status, 404); // not by this way round
}

void ManagerAlarmsTest::rights_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("seeing");
    QTest::addColumn<int>("changing");
    QTest::newRow("administrator") << u"Manager_administrator"_s << 200 << 200;
    QTest::newRow("operator") << u"Manager_operator"_s << 200 << 200;
    QTest::newRow("viewer") << u"Manager_viewer"_s << 200 << 403;
    QTest::newRow("tenant") << u"Manager_tenant"_s << 200 << 403;
    QTest::newRow("auditor") << u"Manager_auditor"_s << 403 << 403;
}

void ManagerAlarmsTest::rights()
{
    QFETCH(QString, role);
    QFETCH(int, seeing);
    QFETCH(int, changing);
    const qint64 serial = raise(keyAlarm(u"n1"_s));
    m_cloud->withWorld([&role](sim::World &world) {
        world.manager.add({.name = u"example-tester"_s, .password = managerPassword, .roles = {role}});
    });
    ManagerClient client(*m_cloud);
    QVERIFY(client.logIn(u"example-tester"_s));
    for (const char *path :
         {"api/v2/alarms", "api/v2/alarms/history", "api/v2/alarms/count", "api/v2/alarms/masks", "api/v2/events"})
        QCOMPARE(client.get(path).status, seeing);
    QCOMPARE(client.post("api/v2/alarms/operations/export").status, seeing);
    QCOMPARE(
        client.send("PUT", "api/v2/alarms/operations/clear", "{\"serialNos\":[" + QByteArray::number(serial) + "]}")
            .status,
        changing);
    QCOMPARE(client.send("PUT", "api/v2/alarms/operations/mask", R"({"alarmIds":[1]})").status, changing);
    QCOMPARE(m_cloud->withWorld([serial](sim::World &world) { return world.alarms.find(serial)->isActive(); }),
             changing == 403);
}

void ManagerAlarmsTest::aMillionDoNotSlowTheDoor()
{
    m_cloud->withWorld([](sim::World &world) {
        for (int i = 0; i < 1'000'000; ++i) {
            sim::Alarm alarm = keyAlarm(u"node-%1"_s.arg(i % 1'000), noon - 30 * 24h + i * 2s);
            alarm.additionalInfo = u"remark %1"_s.arg(i % 5'000);
            alarm.cleared = alarm.occurred + 1min;
            world.alarms.remember(alarm);
        }
        for (int i = 0; i < 100'000; ++i)
            world.alarms.raise(keyAlarm(u"node-%1"_s.arg(i % 100)));
    });
    // Nobody waits longer than the longest of these, for they hold the lock; simcloudload measures it.
    struct Asked
    {
        const char *path;
        int total;
    };
    for (const Asked &asked :
         {Asked{"api/v2/alarms", 100'000}, Asked{"api/v2/alarms/count", 100'000}, Asked{"api/v2/alarms/history", 1'100'000},
          Asked{"api/v2/alarms/history?offset=1099000&limit=1000", 1'100'000},
          Asked{"api/v2/alarms/history?severity=2&host=node-7&state=auto", 1'000},
          Asked{"api/v2/alarms/history?text=remark%20499", 11 * 200}, Asked{"api/v2/alarms/history?text=nowhere", 0}}) {
        QElapsedTimer timer;
        timer.start();
        const QJsonDocument page = jsonOf(m_client->get(asked.path));
        const qint64 spent = timer.elapsed();
        qInfo("%-60s %4lld ms", asked.path, static_cast<long long>(spent));
        QCOMPARE(page[page.object().contains("totalCount"_L1) ? "totalCount"_L1 : "total"_L1].toInt(), asked.total);
    }
    // The export in pieces: others get in between.
    const QByteArray name =
        jsonOf(m_client->post("api/v2/alarms/operations/export"))["fileName"_L1].toString().toLatin1();
    auto more = m_client->get("api/v2/alarms/download?file_name=" + name).stream;
    qint64 rows = -1;
    qint64 bytes = 0;
    qint64 longest = 0;
    QElapsedTimer whole;
    whole.start();
    for (;;) {
        QElapsedTimer timer;
        timer.start();
        const QByteArray piece = more();
        longest = std::max(longest, timer.elapsed());
        if (piece.isEmpty())
            break;
        rows += piece.count('\n');
        bytes += piece.size();
    }
    qInfo("export: %lld rows, %lld MB in %lld ms, longest piece %lld ms", static_cast<long long>(rows),
          static_cast<long long>(bytes / 1'000'000), static_cast<long long>(whole.elapsed()),
          static_cast<long long>(longest));
    QCOMPARE(rows, 1'100'000);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ManagerAlarmsTest)
#include "manageralarmstest.moc"
