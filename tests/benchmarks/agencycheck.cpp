// SPDX-License-Identifier: Apache-2.0
// agencycheck [--clusters N] [--nodes N] [--latency MS] [--lanes N] [--pairs N] [--server PROGRAM]: the agency check of a whole
// project, against agencyserver, where each request takes that long. In one run: by readBindings with 6, 16 and 32 calls at
// once to a service, and for fewer clusters; by libcurl, which makes the very same calls, waits for none before it asks the
// next, and reads no answer; and the ideal, which is the counted calls of the busiest service times the latency by the
// calls it bears at once. Meanwhile the main thread ticks every 5 ms, and a sorted table receives the rows. At last the list
// of servers against a call for each node.
#include "app/agencies/bindingmodel.h"
#include "app/foundation/lanes.h"
#include "tests/benchmarks/curlmany.h"
#include "tests/benchmarks/statistics.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QSortFilterProxyModel>
#include <QTcpSocket>
#include <QTimer>

#include <curl/curl.h>

#include <ctime>
#include <optional>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger::benchmark {

namespace {

template <typename T>
Result<T> outcomeOf(Task<T> task)
{
    std::optional<Result<T>> outcome;
    QEventLoop loop; // the only one of this program
    task.then([&](Result<T> result) {
        outcome = std::move(result);
        loop.quit();
    });
    if (!outcome)
        loop.exec();
    return std::move(*outcome);
}

// The longest time in which the event loop did nothing else.
class Heart final : public QObject
{
public:
    Heart()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, static_cast<double>(m_since.nsecsElapsed()) / 1e6);
            m_since.start();
        });
        m_since.start();
        m_timer.start(5ms);
    }
    [[nodiscard]] double longestBlock() const { return std::max(0.0, m_longest - 5); } // ms beyond the tick

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

double mainThreadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double memory(const char *name) // MiB: VmRSS, or VmHWM since forgetPeak()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    return 0;
}

void forgetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

struct Counted
{
    std::vector<std::string> targets = {};
    int mostAtOnce = 0;
    double cpu = 0; // of the server, ms
};

class AgencyServer
{
public:
    ~AgencyServer()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
    }
    [[nodiscard]] QString start(const QString &program, int clusters, int nodes, int latency)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, {QString::number(clusters), QString::number(nodes), QString::number(latency)});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(60'000)) {
        }
        const QList<QByteArray> words = m_process.readLine().simplified().split(' ');
        if (words.size() != 6)
            return program + u" does not serve"_s;
        const auto url = [&words](int at) { return QUrl(u"http://127.0.0.1:"_s + QString::fromLatin1(words.value(at))); };
        endpoints = {.identity = url(1), .mrs = url(3), .ecs = url(5)};
        return {};
    }
    // What it was asked for since the last time.
    [[nodiscard]] static Counted counted(const QUrl &service)
    {
        QTcpSocket socket;
        socket.connectToHost(service.host(), static_cast<quint16>(service.port()));
        socket.write("GET /counts HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        QByteArray answer;
        while (socket.state() != QAbstractSocket::UnconnectedState && socket.waitForReadyRead(10'000))
            answer += socket.readAll();
        QList<QByteArray> lines = answer.mid(answer.indexOf("\r\n\r\n") + 4).split('\n');
        const QList<QByteArray> numbers = lines.takeFirst().split(' ');
        Counted counts{.mostAtOnce = numbers.value(1).toInt(), .cpu = numbers.value(2).toDouble()};
        for (const QByteArray &line : lines)
            if (!line.isEmpty())
                counts.targets.push_back(line.toStdString());
        return counts;
    }

    ServiceEndpoints endpoints;

private:
    QProcess m_process;
};

struct Measured
{
    double milliseconds = 0, block = 0, mainCpu = 0, allCpu = 0, serverCpu = 0, peak = 0, before = 0;
    Counted iam = {}, mrs = {}, ecs = {};
    std::size_t clusters = 0;
    QString failure = {};

    [[nodiscard]] std::size_t calls() const { return iam.targets.size() + mrs.targets.size() + ecs.targets.size(); }
    [[nodiscard]] double ideal(int lanes, int latency) const
    {
        const auto time = [latency](const Counted &counted, int atOnce) {
            return static_cast<double>(counted.targets.size()) * latency / atOnce;
        };
        return std::max({time(iam, std::min(lanes, 5)), time(mrs, lanes), time(ecs, lanes)});
    }
};

// Ends the connections and their threads, before the next server comes or the program ends.
struct CleanUp
{
    ~CleanUp() { QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); }
};

struct Console
{
    std::shared_ptr<Transport> transport = std::make_shared<Transport>(std::make_shared<RealClock>());
    BindingDesk desk = {};
    QString failure = {};

    Console(const ServiceEndpoints &endpoints, int lanes)
    {
        const auto session = Session::create(transport, {.identityEndpoint = endpoints.identity, .region = u"eu-de"_s});
        const Login login{.account = u"EXAMPLE"_s, .userName = u"example"_s, .password = Secret::fromUtf8("FAKE-PASSWORD")};
        if (const Result<Done> signedIn = outcomeOf(Session::signIn(session, login)); !signedIn)
            failure = u"signing in failed: "_s + signedIn.error().detail;
        desk = {.cloud = Client(transport, endpoints, session), .accountId = session->facts().accountId,
                .projectId = session->facts().projectId, .projects = session->facts().projects, .lanes = lanes};
    }
};

void countCalls(const ServiceEndpoints &endpoints, Measured &into)
{
    into.iam = AgencyServer::counted(endpoints.identity);
    into.mrs = AgencyServer::counted(endpoints.mrs);
    into.ecs = AgencyServer::counted(endpoints.ecs);
}

// With new connections, as the first check after signing in has them.
Measured check(const ServiceEndpoints &endpoints, int lanes)
{
    Measured measured;
    const CleanUp last;
    const Console console(endpoints, lanes);
    if (!console.failure.isEmpty())
        return {.failure = console.failure};
    countCalls(endpoints, measured);
    const double served = measured.ecs.cpu;
    BindingModel model;
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(BindingModel::SortRole);
    sorted.sort(BindingModel::VerdictColumn);
    forgetPeak();
    measured.before = memory("VmRSS");
    const double cpu = mainThreadSeconds(), all = processSeconds();
    const Heart heart;
    QElapsedTimer timer;
    timer.start();
    const Result<BindingReadings> readings =
        outcomeOf(readBindings(console.desk, [&model](const ClusterReading &one) { model.put(one); }));
    measured.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    measured.block = heart.longestBlock();
    measured.mainCpu = (mainThreadSeconds() - cpu) * 1000;
    measured.allCpu = (processSeconds() - all) * 1000;
    measured.peak = memory("VmHWM");
    if (!readings)
        return {.failure = readings.error().detail};
    measured.clusters = readings->clusters.size();
    for (const ClusterReading &one : readings->clusters)
        if (one.verdict.kind != BindingVerdict::Bound)
            return {.failure = one.cluster.name + u": "_s + verdictText(one.verdict)};
    if (sorted.rowCount() != static_cast<int>(measured.clusters))
        return {.failure = u"the table has not received every row"_s};
    countCalls(endpoints, measured);
    measured.serverCpu = measured.ecs.cpu - served;
    return measured;
}

// The calls of a check, by libcurl; in milliseconds.
double byCurl(const ServiceEndpoints &endpoints, const Measured &as, int lanes, QString &failure)
{
    const auto queue = [](const QUrl &service, const Counted &counted, int atOnce) {
        CurlQueue all{.atOnce = atOnce};
        for (const std::string &target : counted.targets)
            all.urls.push_back(service.toString().toStdString() + target);
        return all;
    };
    const std::vector<CurlQueue> queues{queue(endpoints.mrs, as.mrs, lanes), queue(endpoints.ecs, as.ecs, lanes),
                                        queue(endpoints.identity, as.iam, std::min(lanes, 5))};
    QElapsedTimer timer;
    timer.start();
    const CurlTotals totals = fetchAll(queues, std::string(3'000, 'P'));
    const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (totals.answers != static_cast<int>(as.calls()))
        failure = u"libcurl: %1 of %2 answers %3"_s.arg(totals.answers).arg(as.calls()).arg(QString::fromStdString(totals.failure));
    Measured thrownAway;
    countCalls(endpoints, thrownAway);
    return took;
}

Task<Done> checkOne(BindingDesk desk, MrsCluster cluster)
{
    const Result<ClusterReading> reading = co_await readBinding(desk, cluster);
    if (!reading)
        co_return tl::unexpected(reading.error());
    co_return Done{};
}

// Every node by a call of its own; so many clusters at once that so many calls are.
Measured checkNodeByNode(const ServiceEndpoints &endpoints, int lanes)
{
    Measured measured;
    const CleanUp last;
    const Console console(endpoints, lanes);
    const Result<BindingReadings> known = outcomeOf(readBindings(console.desk, {}));
    if (!known)
        return {.failure = known.error().detail};
    countCalls(endpoints, measured);
    BindingDesk desk = console.desk;
    desk.lanes = 1;
    std::vector<Job> jobs;
    for (const ClusterReading &one : known->clusters)
        jobs.emplace_back([desk, cluster = one.cluster] { return checkOne(desk, cluster); });
    QElapsedTimer timer;
    timer.start();
    const Result<Done> all = outcomeOf(runInLanes(lanes, std::move(jobs)));
    measured.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (!all)
        return {.failure = all.error().detail};
    countCalls(endpoints, measured);
    return measured;
}

int complain(const QString &sentence)
{
    std::fprintf(stderr, "agencycheck: %s\n", qPrintable(sentence));
    return 1;
}

void printHead()
{
    std::printf("%8s %5s %6s %7s %9s %9s %9s %7s %7s %8s %9s %9s %9s %9s\n", "clusters", "lanes", "calls", "at once", "ours ms", "libcurl", "ideal",
                "/ideal", "/curl", "block ms", "main CPU", "all CPU", "server", "peak MiB");
}

struct Case
{
    int clusters = 0, lanes = 0;
};

struct Setting
{
    QString program = {};
    int nodes = 0, latency = 0, pairs = 0;
};

int measure(const Setting &setting, const Case &one)
{
    AgencyServer server;
    if (const QString failure = server.start(setting.program, one.clusters, setting.nodes, setting.latency); !failure.isEmpty())
        return complain(failure);
    std::vector<double> ours, theirs, blocks, cpu, all, peaks;
    Measured last;
    for (int i = 0; i < setting.pairs; ++i) {
        last = check(server.endpoints, one.lanes);
        if (!last.failure.isEmpty())
            return complain(last.failure);
        if (last.clusters != static_cast<std::size_t>(one.clusters))
            return complain(u"%1 of %2 clusters were read"_s.arg(last.clusters).arg(one.clusters));
        QString failure;
        theirs.push_back(byCurl(server.endpoints, last, one.lanes, failure));
        if (!failure.isEmpty())
            return complain(failure);
        ours.push_back(last.milliseconds);
        blocks.push_back(last.block);
        cpu.push_back(last.mainCpu);
        all.push_back(last.allCpu);
        peaks.push_back(last.peak - last.before);
    }
    const double ideal = last.ideal(one.lanes, setting.latency);
    const double mine = spreadOf(ours).median, curls = spreadOf(theirs).median;
    std::printf("%8d %5d %6zu %3d/%3d %9.1f %9.1f %9.1f %6.3fx %6.3fx %8.1f %9.1f %9.1f %9.1f   +%.1f\n", one.clusters, one.lanes, last.calls(),
                last.mrs.mostAtOnce, last.ecs.mostAtOnce, mine, curls, ideal, mine / ideal, mine / curls, *std::ranges::max_element(blocks),
                spreadOf(cpu).median, spreadOf(all).median, last.serverCpu, *std::ranges::max_element(peaks));
    std::fflush(stdout);
    printTarget("ours by the ideal", mine / ideal, 1.10, "x");
    printTarget("longest block", *std::ranges::max_element(blocks), 50, "ms");
    return 0;
}

int compareWithCallsANode(const Setting &setting, const Case &one)
{
    AgencyServer server;
    if (const QString failure = server.start(setting.program, one.clusters, setting.nodes, setting.latency); !failure.isEmpty())
        return complain(failure);
    const Measured list = check(server.endpoints, one.lanes), nodes = checkNodeByNode(server.endpoints, one.lanes);
    for (const Measured &measured : {list, nodes})
        if (!measured.failure.isEmpty())
            return complain(measured.failure);
    std::printf("%d clusters, %d at once: by the list %zu calls in %.1f ms, node by node %zu calls in %.1f ms: the list is %.1f times as fast\n",
                one.clusters, one.lanes, list.calls(), list.milliseconds, nodes.calls(), nodes.milliseconds,
                nodes.milliseconds / list.milliseconds);
    return 0;
}

int run(const QCommandLineParser &parser)
{
    const Setting setting{.program = parser.value(u"server"_s), .nodes = parser.value(u"nodes"_s).toInt(),
                          .latency = parser.value(u"latency"_s).toInt(), .pairs = parser.value(u"pairs"_s).toInt()};
    const int clusters = parser.value(u"clusters"_s).toInt(), lanes = parser.value(u"lanes"_s).toInt();
    if (clusters < 4 || setting.nodes < 2 || setting.latency < 1 || setting.pairs < 1)
        return complain(u"at least 4 clusters of 2 nodes, 1 ms and one pair are needed"_s);
    std::printf("%d nodes a cluster, %d ms a call, median of %d pairs\n", setting.nodes, setting.latency, setting.pairs);
    printHead();
    for (const Case &one : {Case{clusters / 4, 6}, {clusters / 2, 6}, {clusters, 6}, {clusters, 16}, {clusters, 32}})
        if (const int status = lanes == 0 || lanes == one.lanes ? measure(setting, one) : 0; status != 0)
            return status;
    if (lanes != 0)
        return 0;
    return compareWithCallsANode(setting, {.clusters = std::min(clusters, 100), .lanes = 16});
}

} // namespace

} // namespace claviger::benchmark

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"clusters"_s, u"How many clusters there are at most."_s, u"N"_s, u"1000"_s});
    parser.addOption({u"nodes"_s, u"How many nodes each has."_s, u"N"_s, u"20"_s});
    parser.addOption({u"latency"_s, u"How long each request takes."_s, u"MS"_s, u"20"_s});
    parser.addOption({u"lanes"_s, u"Only with so many calls at once: 6, 16 or 32."_s, u"N"_s, u"0"_s});
    parser.addOption({u"pairs"_s, u"How often each is measured."_s, u"N"_s, u"3"_s});
    parser.addOption({u"server"_s, u"The program that serves."_s, u"PROGRAM"_s, QStringLiteral(CLAVIGER_AGENCYSERVER)});
    parser.addHelpOption();
    parser.process(application);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const int status = claviger::benchmark::run(parser);
    curl_global_cleanup();
    return status;
}
