// SPDX-License-Identifier: Apache-2.0
// Log collection of the simulated Manager: what it refuses, what is in a package, how it is fetched, and how it ends.
#include "managerclient.h"

#include "app/simulation/byterange.h"
#include "app/simulation/estate.h"
#include "app/simulation/managerlogs.h"

#include <QJsonArray>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const QByteArray collections = "api/v2/logs/collections";
// A quarter past two in Berlin.
const Instant now{1'749'557'700'000ms};

QByteArray wish(const QByteArray &start = "2025-06-10 13:05", const QByteArray &end = "2025-06-10 14:06",
                const QByteArray &services = "\"Guardian\"", const QByteArray &more = {})
{
    return "{\"clusterId\":1,\"services\":[" + services + "],\"startTime\":\"" + start + "\",\"endTime\":\"" + end + '"'
        + more + '}';
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

// What the real tar makes of it.
QByteArray tar(const QByteArray &package, const QStringList &arguments)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"package.tar.gz"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(package) != package.size() || !file.flush())
        return "not written";
    QProcess process;
    process.start(u"tar"_s, arguments + QStringList{file.fileName()});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "tar failed: " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

QByteArrayList with(const QByteArrayList &lines, const QByteArray &text)
{
    QByteArrayList found;
    for (const QByteArray &line : lines) {
        if (line.contains(text))
            found += line;
    }
    return found;
}

// Blocks until it is opened; then every waiter goes through.
struct Gate
{
    void open() { isOpen = true; }
    void pass() const
    {
        while (!isOpen)
            std::this_thread::sleep_for(1ms);
    }
    std::atomic<bool> isOpen = false;
};

// One file of that many bytes per host; each piece passes the gate.
sim::LogCollections::Source sourceOf(qint64 size, const std::shared_ptr<Gate> &gate = {})
{
    return [size, gate](sim::World &, const sim::Server &server, const QStringList &, sim::LogWindow window) {
        const QString path = server.hostName + u"/big.log"_s;
        return sim::PackagedHost{.name = server.hostName, .files = [=] {
                                     sim::PackagedFile file{.path = path, .size = size, .modified = window.until};
                                     file.read = [gate, left = std::make_shared<qint64>(size)] {
                                         if (gate)
                                             gate->pass();
                                         const qint64 part = std::min<qint64>(*left, 64 * 1024);
                                         *left -= part;
                                         return QByteArray(part, 'x');
                                     };
                                     return std::vector{file};
                                 }};
    };
}

} // namespace

class ManagerLogsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aPackageHoldsTopologyAndLogs();
    void linesAreOfTheWindow();
    void hostsNarrowIt();
    void otherServicesAndModules();
    void refused_data();
    void refused();
    void notForViewers();
    void unknownNumbers();
    void threeAtOnce();
    void cancelling();
    void progressGoesUp();
    void aFileThatLiesFails();
    void aLostSessionInTheMiddle();
    void packagesGoAfterAWhile();
    void theOldestPackagesGoFirst();
    void aFetchOutlivesItsPackage();
    void theWorldGoesInTheMiddle();
    void theDocumentedProgressCall();
    void ranges_data();
    void ranges();
    void aDownloadThatBrokeGoesOn();

private:
    int begin(const QByteArray &body = wish());
    QJsonDocument show(int id);
    bool waitFor(int id, const QString &state);
    QByteArray fetch(int id) { return everythingOf(m_client->get(package(id))); }
    static QByteArray package(int id) { return collections + '/' + QByteArray::number(id) + "/package"; }
    void setSource(const sim::LogCollections::Source &source);

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<ManagerClient> m_client; // an operator
};

void ManagerLogsTest::init()
{
    m_clock = std::make_shared<ManualClock>(now);
    sim::World world = sim::World::demo(m_clock);
    sim::addStandardAgencies(world, world.accounts().front().id);
    sim::addCluster(world, {.name = u"mrs-demo"_s});
    sim::addCluster(world, {.name = u"mrs-plain"_s, .hasGuardian = false, .network = 11});
    sim::startGuardian(world);
    m_cloud = std::make_shared<SimulatedCloud>(std::move(world));
    m_client = std::make_unique<ManagerClient>(*m_cloud);
    QVERIFY(m_client->logIn(u"example-operator"_s));
}

int ManagerLogsTest::begin(const QByteArray &body)
{
    return jsonOf(m_client->post(collections, body))["id"_L1].toInt();
}

QJsonDocument ManagerLogsTest::show(int id)
{
    return jsonOf(m_client->get(collections + '/' + QByteArray::number(id)));
}

bool ManagerLogsTest::waitFor(int id, const QString &state)
{
    return QTest::qWaitFor([&] { return show(id)["state"_L1].toString() == state; }, 60'000);
}

void ManagerLogsTest::setSource(const sim::LogCollections::Source &source)
{
    m_cloud->withWorld([&source](sim::World &world) { sim::logCollections(world).source = source; });
}

void ManagerLogsTest::aPackageHoldsTopologyAndLogs()
{
    setSource(sourceOf(10'000));
    const int id = begin();
    QVERIFY(id > 0);
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    const QJsonDocument done = show(id);
    QCOMPARE(done["progress"_L1].toInt(), 100);
    QVERIFY(done["fileName"_L1].toString().endsWith(".tar.gz"_L1));
    QCOMPARE(done["hosts"_L1].toArray().size(), 3);
    const sim::Reply reply = m_client->get(package(id));
    QCOMPARE(reply.streamSize, done["size"_L1].toInteger());
    const QByteArray bytes = everythingOf(reply);
    QCOMPARE(bytes.size(), reply.streamSize);
    QCOMPARE(everythingOf(m_client->get(package(id))), bytes); // twice
    const QByteArrayList names = tar(bytes, {u"tzf"_s}).trimmed().split('\n');
    QCOMPARE(names.size(), 4);
    QVERIFY(names[0].startsWith("topo_") && names[0].endsWith(".txt"));
    const QByteArrayList topology =
        tar(bytes, {u"xzO"_s, QString::fromLatin1("--wildcards"), u"topo_*"_s, u"-f"_s}).trimmed().split('\n');
    QCOMPARE(topology.size(), 5);
    QVERIFY(topology[0].startsWith("192.168.10.11|node-master1"));
    QVERIFY(topology[0].contains("|HDFS:NameNode;Guardian:TokenServer;"));
    QCOMPARE(with(topology, "Guardian:TokenServer").size(), 3);
}

void ManagerLogsTest::linesAreOfTheWindow()
{
    const int id = begin(wish("2025-06-10 13:05", "2025-06-10 13:35"));
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    const QByteArray bytes = fetch(id);
    const QByteArrayList names = tar(bytes, {u"tzf"_s}).trimmed().split('\n');
    QVERIFY(with(names, "guardian/token-server/token-server.log").size() >= 3); // one may have been rotated
    const QByteArrayList lines =
        tar(bytes, {u"xzO"_s, QString::fromLatin1("--wildcards"), u"*/token-server.log"_s, u"-f"_s})
            .trimmed()
            .split('\n');
    QVERIFY(lines.size() > 3);
    for (const QByteArray &line : lines) {
        if (!line.startsWith("2025-")) // a stack trace
            continue;
        QVERIFY2(line.left(19) >= "2025-06-10 13:05:00" && line.left(19) <= "2025-06-10 13:35:00", line.constData());
    }
}

void ManagerLogsTest::hostsNarrowIt()
{
    setSource(sourceOf(10));
    const QString host = show(begin())["hosts"_L1][1].toString();
    for (const QByteArray &name : {host.toLatin1(), QByteArray("192.168.10.12")}) {
        const QByteArray more = ",\"hosts\":[\"" + name + "\",\"" + name + "\"]";
        const QJsonDocument one =
            jsonOf(m_client->post(collections, wish("2025-06-10 13:05", "2025-06-10 14:06", "\"Guardian\"", more)));
        QCOMPARE(one["hosts"_L1].toArray(), QJsonArray{host});
        QVERIFY(waitFor(one["id"_L1].toInt(), u"COMPLETE"_s));
    }
}

void ManagerLogsTest::otherServicesAndModules()
{
    const int id = begin(wish("2025-06-10 13:00", "2025-06-10 13:10", R"("HDFS","OmmServer")"));
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    const QByteArray bytes = fetch(id);
    const QByteArrayList names = tar(bytes, {u"tzf"_s}).trimmed().split('\n');
    QCOMPARE(with(names, "/hdfs/hdfs.log").size(), 5);
    QVERIFY(!with(names, "/ommserver/ommserver.log").isEmpty());
    const QByteArrayList lines =
        tar(bytes, {u"xzO"_s, QString::fromLatin1("--wildcards"), u"node-master1*/hdfs.log"_s, u"-f"_s})
            .trimmed()
            .split('\n');
    QCOMPARE(lines.size(), 11); // a line a minute, both ends included
    QVERIFY(lines.first().startsWith("2025-06-10 13:00:00,000 | INFO |"));
    QVERIFY(lines.last().startsWith("2025-06-10 13:10:00,000 | INFO |"));
}

void ManagerLogsTest::refused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no body") << QByteArray();
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("unknown cluster") << QByteArray(wish()).replace("\"clusterId\":1", "\"clusterId\":9");
    QTest::newRow("a cluster of another type") << QByteArray(wish()).replace("\"clusterId\":1", "\"clusterId\":[1]");
    QTest::newRow("no service") << wish("2025-06-10 13:05", "2025-06-10 14:06", "");
    QTest::newRow("unknown service") << wish("2025-06-10 13:05", "2025-06-10 14:06", "\"Nothing\"");
    QTest::newRow("not installed there") << QByteArray(wish()).replace("\"clusterId\":1", "\"clusterId\":2");
    QTest::newRow("services of another type") << wish("2025-06-10 13:05", "2025-06-10 14:06", "1");
    QTest::newRow("start after end") << wish("2025-06-10 14:06", "2025-06-10 13:05");
    QTest::newRow("start is the end") << wish("2025-06-10 13:05", "2025-06-10 13:05");
    QTest::newRow("end in the future") << wish("2025-06-10 13:05", "2025-06-10 14:17");
    QTest::newRow("far in the future") << wish("2025-06-10 13:05", "2035-06-10 14:17");
    QTest::newRow("no times") << QByteArray(R"({"clusterId":1,"services":["Guardian"]})");
    QTest::newRow("an offset") << wish("2025-06-10T13:05:00+02:00", "2025-06-10 14:06");
    QTest::newRow("milliseconds") << QByteArray(
        R"({"clusterId":1,"services":["Guardian"],"startTime":1749553500000,"endTime":1749557100000})");
    QTest::newRow("jumped over by the clock") << wish("2025-03-30 02:30", "2025-03-30 04:00");
    QTest::newRow("unknown host") << wish("2025-06-10 13:05", "2025-06-10 14:06", "\"Guardian\"", ",\"hosts\":[\"x\"]");
    QTest::newRow("a host without the service")
        << wish("2025-06-10 13:05", "2025-06-10 14:06", "\"Guardian\"", ",\"hosts\":[\"192.168.10.15\"]");
    QTest::newRow("hosts of another type")
        << wish("2025-06-10 13:05", "2025-06-10 14:06", "\"Guardian\"", ",\"hosts\":\"x\"");
}

void ManagerLogsTest::refused()
{
    QFETCH(QByteArray, body);
    const sim::Reply reply = m_client->post(collections, body);
    QCOMPARE(reply.status, 400);
    QVERIFY(!jsonOf(reply)["errorDescription"_L1].toString().isEmpty());
    QCOMPARE(jsonOf(m_client->get(collections))["collections"_L1].toArray().size(), 0);
}

void ManagerLogsTest::notForViewers()
{
    setSource(sourceOf(10));
    const int id = begin();
    ManagerClient viewer(*m_cloud);
    QVERIFY(viewer.logIn(u"example-viewer"_s));
    QCOMPARE(viewer.post(collections, wish()).status, 403);
    QCOMPARE(viewer.get(collections).status, 403);
    QCOMPARE(viewer.get(package(id)).status, 403);
    QCOMPARE(viewer.send("DELETE", collections + '/' + QByteArray::number(id)).status, 403);
}

void ManagerLogsTest::unknownNumbers()
{
    for (const char *id : {"1", "0", "-1", "x", "99999999999999"}) {
        QCOMPARE(m_client->get(collections + '/' + id).status, 404);
        QCOMPARE(m_client->get(collections + '/' + id + "/package").status, 404);
        QCOMPARE(m_client->send("DELETE", collections + '/' + id).status, 404);
    }
}

void ManagerLogsTest::threeAtOnce()
{
    const auto gate = std::make_shared<Gate>();
    const auto opened = qScopeGuard([gate] { gate->open(); }); // a failed test must not leave a thread behind
    setSource(sourceOf(100'000, gate));
    QList<int> ids;
    for (int i = 0; i < 3; ++i)
        ids += begin();
    const sim::Reply fourth = m_client->post(collections, wish());
    QCOMPARE(fourth.status, 409);
    QCOMPARE(jsonOf(fourth)["errorCode"_L1].toString(), u"SIM-LIMIT"_s);
    gate->open();
    for (const int id : ids)
        QVERIFY(waitFor(id, u"COMPLETE"_s));
    QVERIFY(begin() > 0);
}

void ManagerLogsTest::cancelling()
{
    const auto gate = std::make_shared<Gate>();
    const auto opened = qScopeGuard([gate] { gate->open(); }); // a failed test must not leave a thread behind
    setSource(sourceOf(10'000'000'000, gate));
    const int id = begin();
    QCOMPARE(m_client->get(package(id)).status, 409); // not complete
    gate->open(); // it will not wait for the ten gigabytes
    const QByteArray path = collections + '/' + QByteArray::number(id);
    QCOMPARE(m_client->send("DELETE", path).status, 200);
    QCOMPARE(m_client->send("DELETE", path).status, 404); // twice
    QCOMPARE(m_client->get(path).status, 404);
    setSource(sourceOf(10));
    QVERIFY(waitFor(begin(), u"COMPLETE"_s)); // the next one is not held up
}

void ManagerLogsTest::progressGoesUp()
{
    setSource(sourceOf(20'000'000));
    const int id = begin();
    int last = 0;
    QVERIFY(QTest::qWaitFor(
        [&] {
            const QJsonDocument page = show(id);
            const int progress = page["progress"_L1].toInt(-1);
            if (progress < last)
                return false;
            last = progress;
            return page["state"_L1].toString() == u"COMPLETE"_s;
        },
        60'000));
    QCOMPARE(last, 100);
}

void ManagerLogsTest::aFileThatLiesFails()
{
    setSource([](sim::World &, const sim::Server &, const QStringList &, sim::LogWindow) {
        return sim::PackagedHost{.name = u"x"_s, .files = [] {
                                     return std::vector{sim::PackagedFile{
                                         .path = u"short.log"_s, .size = 10, .read = [] { return QByteArray(); }}};
                                 }};
    });
    const int id = begin();
    QVERIFY(waitFor(id, u"FAILED"_s));
    QVERIFY(!show(id)["errorDescription"_L1].toString().isEmpty());
    QCOMPARE(m_client->get(package(id)).status, 409);
}

void ManagerLogsTest::aLostSessionInTheMiddle()
{
    const auto gate = std::make_shared<Gate>();
    const auto opened = qScopeGuard([gate] { gate->open(); }); // a failed test must not leave a thread behind
    setSource(sourceOf(300'000, gate));
    const int id = begin();
    m_cloud->withWorld([](sim::World &world) { world.manager.endSessions(); });
    QVERIFY(isLoginPage(m_client->get(collections + '/' + QByteArray::number(id))));
    gate->open();
    QVERIFY(m_client->logIn(u"example-operator"_s)); // and the collection has gone on
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    auto more = m_client->get(package(id)).stream;
    m_cloud->withWorld([](sim::World &world) { world.manager.endSessions(); });
    QVERIFY(!more().isEmpty()); // what is being fetched comes to its end
    QVERIFY(isLoginPage(m_client->get(package(id))));
}

void ManagerLogsTest::packagesGoAfterAWhile()
{
    setSource(sourceOf(10));
    const int id = begin();
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    m_clock->advance(sim::LogCollections::keptFor);
    QVERIFY(m_client->logIn(u"example-operator"_s));
    QCOMPARE(m_client->get(package(id)).status, 404);
}

void ManagerLogsTest::theOldestPackagesGoFirst()
{
    setSource(sourceOf(10));
    QList<int> ids;
    for (int i = 0; i < sim::LogCollections::mostKept + 2; ++i) {
        ids += begin();
        QVERIFY(waitFor(ids.last(), u"COMPLETE"_s));
    }
    QCOMPARE(m_client->get(package(ids[0])).status, 404);
    QCOMPARE(m_client->get(package(ids[1])).status, 404);
    QCOMPARE(m_client->get(package(ids[2])).status, 200);
}

void ManagerLogsTest::aFetchOutlivesItsPackage()
{
    setSource(sourceOf(100'000));
    const int id = begin();
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    const sim::Reply reply = m_client->get(package(id));
    QCOMPARE(m_client->send("DELETE", collections + '/' + QByteArray::number(id)).status, 200);
    QCOMPARE(everythingOf(reply).size(), reply.streamSize);
}

void ManagerLogsTest::theWorldGoesInTheMiddle()
{
    setSource(sourceOf(10'000'000'000));
    QVERIFY(begin() > 0);
    m_client.reset();
    m_cloud.reset(); // stops the thread and waits for it
}

void ManagerLogsTest::theDocumentedProgressCall()
{
    setSource(sourceOf(10));
    const int id = begin();
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    const QByteArray path = "v1/common/command/" + QByteArray::number(id) + "/progress";
    const QJsonDocument progress = jsonOf(m_client->get(path));
    QCOMPARE(progress["state"_L1].toString(), u"COMPLETE"_s);
    QCOMPARE(progress["res_obj"_L1]["total_step_size"_L1].toInt(), 100);
    QCOMPARE(progress["res_obj"_L1]["cluster_id"_L1].toInt(), 1);
    QCOMPARE(progress["res_obj"_L1]["step_list"_L1].toArray().size(), 3);
    const sim::Reply unknown = m_client->get("v1/common/command/99/progress");
    QCOMPARE(unknown.status, 200);
    QCOMPARE(jsonOf(unknown)["state"_L1].toString(), u"FAILED"_s);
}

void ManagerLogsTest::ranges_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("none") << QByteArray() << 200 << QByteArray("0123456789");
    QTest::newRow("from") << QByteArray("bytes=7-") << 206 << QByteArray("789");
    QTest::newRow("from the start") << QByteArray("bytes=0-") << 206 << QByteArray("0123456789");
    QTest::newRow("between") << QByteArray("bytes=2-4") << 206 << QByteArray("234");
    QTest::newRow("one") << QByteArray("bytes=9-9") << 206 << QByteArray("9");
    QTest::newRow("past the end") << QByteArray("bytes=8-99") << 206 << QByteArray("89");
    QTest::newRow("the last") << QByteArray("bytes=-3") << 206 << QByteArray("789");
    QTest::newRow("more than all") << QByteArray("bytes=-99") << 206 << QByteArray("0123456789");
    QTest::newRow("at the end") << QByteArray("bytes=10-") << 416 << QByteArray();
    QTest::newRow("behind the end") << QByteArray("bytes=99999999999999999999-") << 416 << QByteArray();
    QTest::newRow("the last none") << QByteArray("bytes=-0") << 416 << QByteArray();
    QTest::newRow("reversed") << QByteArray("bytes=4-2") << 200 << QByteArray("0123456789");
    QTest::newRow("several") << QByteArray("bytes=0-1,3-4") << 200 << QByteArray("0123456789");
    QTest::newRow("no numbers") << QByteArray("bytes=a-b") << 200 << QByteArray("0123456789");
    QTest::newRow("signs") << QByteArray("bytes=+1-2") << 200 << QByteArray("0123456789");
    QTest::newRow("only a dash") << QByteArray("bytes=-") << 200 << QByteArray("0123456789");
    QTest::newRow("other units") << QByteArray("lines=1-2") << 200 << QByteArray("0123456789");
}

void ManagerLogsTest::ranges()
{
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const QByteArray file = "0123456789";
    const auto ask = [&](const sim::Headers &headers) {
        return sim::fileReply({.headers = headers}, file.size(), "tag",
                              [file](qint64 offset, qint64 atMost) { return file.mid(offset, atMost); });
    };
    sim::Headers headers;
    if (!range.isEmpty())
        headers.emplace_back("Range", range);
    const sim::Reply reply = ask(headers);
    QCOMPARE(reply.status, status);
    QCOMPARE(everythingOf(reply), body);
    if (status == 206)
        QCOMPARE(reply.streamSize, body.size());
    if (status == 416)
        QCOMPARE(reply.header("Content-Range"), QByteArray("bytes */10"));
    // If the file is another one by now, all of it comes.
    headers.emplace_back("If-Range", "\"other\"");
    QCOMPARE(everythingOf(ask(headers)), file);
    headers.back().second = "\"tag\"";
    QCOMPARE(ask(headers).status, status);
}

void ManagerLogsTest::aDownloadThatBrokeGoesOn()
{
    setSource(sourceOf(1'000'000));
    const int id = begin();
    QVERIFY(waitFor(id, u"COMPLETE"_s));
    const sim::Reply whole = m_client->get(package(id));
    const QByteArray bytes = everythingOf(whole);
    const QByteArray had = bytes.left(bytes.size() / 3);
    const sim::Reply rest = m_client->get(
        package(id), {{"Range", "bytes=" + QByteArray::number(had.size()) + '-'}, {"If-Range", whole.header("ETag")}});
    QCOMPARE(rest.status, 206);
    QCOMPARE(had + everythingOf(rest), bytes);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ManagerLogsTest)
#include "managerlogstest.moc"
