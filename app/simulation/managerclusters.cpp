// SPDX-License-Identifier: Apache-2.0
// Clusters, hosts and services as the simulated Manager shows them: manager.md, 1.5, rows 4 to 6, 9 and 13 to 16.
#include "app/simulation/clusterservices.h"
#include "app/simulation/managerrequest.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int badMetricRequest = 14;
constexpr int mostMetrics = 10;
constexpr int mostMetricHosts = 50;
constexpr qint64 mostPoints = 2'000; // of one line

bool isRunning(const Server &server)
{
    return server.vmState == "active"_L1;
}

int badHostsOf(World &world, const Cluster &cluster)
{
    const std::vector<Server *> servers = world.fleet.serversOf(cluster);
    return static_cast<int>(
        std::count_if(servers.begin(), servers.end(), [](const Server *server) { return !isRunning(*server); }));
}

// Services with a critical alarm, and those that are abnormal or stopped, by cluster.
QHash<QString, QStringList> badServices(const World &world)
{
    QHash<QString, QStringList> bad;
    for (const Cluster &cluster : world.fleet.clusters()) {
        if (!cluster.services.isEmpty())
            bad.insert(cluster.name, cluster.services.keys());
    }
    world.alarms.visitActiveGroups([&bad](const Alarm &sort, const QString &source, std::size_t) {
        if (sort.severity == Alarm::Critical && !bad.value(source).contains(sort.serviceName))
            bad[source].append(sort.serviceName);
    });
    return bad;
}

struct ServiceView
{
    Cluster *cluster = nullptr;
    bool isInstalled = false;
    QString status = {}; // GOOD, BAD
};

ServiceView viewService(ManagerRequest &request)
{
    ServiceView view{.cluster = request.cluster(request.ids.at(0))};
    if (!view.cluster)
        return view;
    const QString service = request.ids.at(1);
    view.isInstalled = servicesOf(request.world, *view.cluster).contains(service);
    view.status = badServices(request.world).value(view.cluster->name).contains(service) ? u"BAD"_s : u"GOOD"_s;
    return view;
}

QString serviceVersion(const QString &service)
{
    return service == "Guardian"_L1 ? u"0.1.0"_s : u"3.3.0"_s;
}

int instancesOf(World &world, const Cluster &cluster, const QString &service)
{
    int instances = 0;
    for (const Server *server : world.fleet.serversOf(cluster)) {
        instances +=
            static_cast<int>(std::count_if(server->roles.begin(), server->roles.end(),
                                           [&](const QString &role) { return role.startsWith(service + u':'); }));
    }
    return instances;
}

JsonObject property(const QString &name, const QString &value, const QString &type)
{
    return JsonObject().add("name", name).add("value", value).add("type", type);
}

JsonObject summaryLine(const QString &key, const QString &name, const QString &value)
{
    return JsonObject().add("key", key).add("name", name).add("value", value).add("type", u"TEXT"_s);
}

// A line that looks like a load and is the same whenever it is asked for.
double metricValue(const QString &name, const QString &host, qint64 moment)
{
    const size_t mixed = qHash(name, 17) ^ qHash(host, 31) ^ qHash(moment / 60'000, size_t(53));
    return static_cast<double>(mixed % 1'000) / 10.0;
}

} // namespace

Reply listClustersV1(ManagerRequest &request)
{
    const bool isSecure = request.state().isSecurityMode;
    const auto clusters = jsonList(request.world.fleet.clusters(), [isSecure](const Cluster &cluster) {
        return JsonObject()
            .add("stack", cluster.version)
            .add("id", cluster.managerId)
            .add("name", cluster.name)
            .add("description", QString())
            .add("version", cluster.version)
            .null("cluster_state")
            .add("stack_model", isSecure ? u"Sec"_s : u"NoSec"_s)
            .add("lic_state", QString());
    });
    return v1Complete(JsonObject().add("clusters", clusters));
}

Reply showClusterStatus(ManagerRequest &request)
{
    const Cluster *cluster = request.cluster(request.ids.front());
    if (!cluster)
        return v1Failed(noSuchCluster, u"The cluster does not exist."_s);
    const bool isBad = badServices(request.world).contains(cluster->name) || badHostsOf(request.world, *cluster) > 0;
    return v1Complete(JsonObject().add("state", isBad ? u"BAD"_s : u"GOOD"_s));
}

Reply showServiceV1(ManagerRequest &request)
{
    const ServiceView view = viewService(request);
    if (!view.cluster)
        return v1Failed(noSuchCluster, u"The cluster does not exist."_s);
    if (!view.isInstalled)
        return v1Failed(noSuchService, u"The service does not exist."_s);
    const QString service = request.ids.at(1);
    const std::vector properties{
        property(u"Operating Status"_s,
                 serviceState(*view.cluster, service) == ServiceState::Stopped ? u"STOPPED"_s : u"STARTED"_s, u"STATUS"_s),
        property(u"Health Status"_s, view.status, u"STATUS"_s),
        property(u"Version"_s, serviceVersion(service), u"TEXT"_s),
    };
    return v1Complete(JsonObject().add("key_property", properties));
}

Reply showMetrics(ManagerRequest &request)
{
    const QStringList names = request.value(u"metric_names"_s).split(u',', Qt::SkipEmptyParts);
    QStringList hosts = request.value(u"hosts"_s).split(u',', Qt::SkipEmptyParts);
    if (names.isEmpty() || names.size() > mostMetrics)
        return v1Failed(badMetricRequest, u"metric_names must hold 1 to 10 names."_s);
    if (hosts.size() > mostMetricHosts)
        return v1Failed(badMetricRequest, u"hosts must hold at most 50 names."_s);
    for (const QString &host : hosts) {
        if (!request.world.fleet.serverOnHost(host))
            return v1Failed(badMetricRequest, u"The host does not exist."_s);
    }
    constexpr qint64 latest = 253'402'300'799'999; // the last millisecond of the year 9999
    const std::optional<qint64> start = managerNumber(request, u"start_time"_s, -1, 0, latest);
    const std::optional<qint64> end = managerNumber(request, u"end_time"_s, -1, 0, latest);
    const std::optional<qint64> period = managerNumber(request, u"metric_period"_s, 60, 1, 86'400);
    if (!start || !end || !period || *start < 0 || *end < *start)
        return v1Failed(badMetricRequest, u"start_time and end_time must be milliseconds, the start first."_s);
    if ((*end - *start) / (*period * 1'000) >= mostPoints)
        return v1Failed(badMetricRequest, u"The time range is too long for this period."_s);
    if (hosts.isEmpty())
        hosts = {u"cluster"_s};
    QByteArray datas = "{";
    for (const QString &name : names) {
        if (datas.size() > 1)
            datas += ',';
        datas += jsonText(name) + ":[";
        for (const QString &host : std::as_const(hosts)) {
            for (qint64 moment = *start; moment <= *end; moment += *period * 1'000) {
                if (!datas.endsWith('['))
                    datas += ',';
                datas += JsonObject()
                             .raw("time", QByteArray::number(moment))
                             .raw("value", QByteArray::number(metricValue(name, host, moment), 'f', 1))
                             .add("node", host)
                             .add("extend", QString())
                             .json();
            }
        }
        datas += ']';
    }
    return v1Complete(JsonObject().raw("metric_datas", datas + '}'));
}

Reply listClustersV2(ManagerRequest &request)
{
    World &world = request.world;
    const QHash<QString, QStringList> bad = badServices(world);
    const auto clusters = jsonList(world.fleet.clusters(), [&](const Cluster &cluster) {
        return JsonObject()
            .add("id", cluster.managerId)
            .add("name", cluster.name)
            .add("hostsNum", static_cast<int>(cluster.serverIds.size()))
            .add("serviceNum", static_cast<int>(servicesOf(world, cluster).size()))
            .add("badHostsNum", badHostsOf(world, cluster))
            .add("badServiceNum", static_cast<int>(bad.value(cluster.name).size()))
            .add("packs", std::vector{JsonObject().add("type", u"Base"_s).add("version", cluster.version)});
    });
    QByteArray json = "[";
    for (const JsonObject &cluster : clusters) {
        if (json.size() > 1)
            json += ',';
        json += cluster.json();
    }
    return managerJson(json + ']');
}

Reply listManagerHosts(ManagerRequest &request)
{
    const std::optional<qint64> offset = managerNumber(request, u"offset"_s, 0, 0, 1'000'000);
    const std::optional<qint64> limit = managerNumber(request, u"limit"_s, 10, 1, 1'000);
    if (!offset || !limit)
        return v2Failed(ManagerRefusal::Parameter, u"offset and limit must be numbers, limit 1 to 1000."_s);
    const bool isWhole = request.value(u"no_page"_s) == "true"_L1;
    const qint64 from = isWhole ? 0 : *offset;
    const qint64 until = isWhole ? std::numeric_limits<qint64>::max() : *offset + *limit;
    QHash<QString, const Cluster *> clusters;
    for (const Cluster &cluster : request.world.fleet.clusters())
        clusters.insert(cluster.id, &cluster);
    qint64 at = 0;
    std::vector<JsonObject> hosts;
    for (const Server &server : request.world.fleet.servers()) {
        const Cluster *cluster = clusters.value(server.clusterId);
        if (!cluster)
            continue;
        if (at >= until)
            break;
        if (at++ < from)
            continue;
        const bool isCore = server.type == "Core"_L1;
        hosts.push_back(JsonObject()
                            .add("hostname", server.hostName)
                            .add("ip", server.ip)
                            .add("cpuCores", 16)
                            .add("totalMemory", 65'536)
                            .add("totalHardDiskSpace", isCore ? 1'200 : 600)
                            .add("runningStatus", isRunning(server) ? u"NORMAL"_s : u"BAD"_s)
                            .add("osType", u"EulerOS"_s)
                            .add("clusterName", cluster->name)
                            .add("clusterId", cluster->managerId));
    }
    return managerJson(JsonObject().add("hosts", hosts));
}

Reply showServiceSummary(ManagerRequest &request)
{
    const ServiceView view = viewService(request);
    if (!view.cluster)
        return v2Failed(ManagerRefusal::NotFound, u"The cluster does not exist."_s);
    if (!view.isInstalled)
        return v2Failed(ManagerRefusal::NotFound, u"The service does not exist."_s);
    const QString service = request.ids.at(1);
    const int instances = instancesOf(request.world, *view.cluster, service);
    std::vector properties{
        summaryLine(u"service.version"_s, u"Version"_s, serviceVersion(service)),
        summaryLine(u"service.status"_s, u"Health Status"_s, view.status),
        summaryLine(u"service.instances"_s, u"Instances"_s, QString::number(instances)),
    };
    if (service == "HDFS"_L1) {
        const std::vector links{JsonObject().add("title", u"NameNode(Active)"_s).add("url", u"/HDFS/NameNode/1/"_s)};
        properties.push_back(JsonObject()
                                 .add("key", u"NameNode WebUI"_s)
                                 .add("name", u"NameNode WebUI"_s)
                                 .add("value", JsonObject().add("links", links))
                                 .add("type", u"LINK"_s));
    }
    return managerJson(JsonObject().add("properties", properties));
}

Reply listTopics(ManagerRequest &request)
{
    const Cluster *cluster = request.cluster(request.ids.front());
    if (!cluster || !servicesOf(request.world, *cluster).contains(u"Kafka"_s))
        return v2Failed(ManagerRefusal::NotFound, u"The service does not exist."_s);
    const QString wanted = request.value(u"topicName"_s);
    QStringList topics{u"__consumer_offsets"_s, u"example-events"_s};
    if (!wanted.isEmpty())
        topics = topics.filter(wanted);
    return managerJson(JsonObject().add("resObj", JsonObject().raw("topicList", jsonArray(topics))));
}

} // namespace claviger::sim
