// SPDX-License-Identifier: Apache-2.0
// agencyserver CLUSTERS NODES MILLISECONDS: IAM, MRS and ECS for agencycheck, each on a port of its own, as wire JSON that
// was made before the first request. Every request waits that long by itself, however many are there at once. Prints
// "iam PORT mrs PORT ecs PORT" and serves until its standard input ends. GET /counts of any port, which takes no time:
// requests and most at once since the last time, milliseconds of CPU since the start, and what was asked for, a line each.
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int clustersAPage = 100, serversAPage = 200; // as the requests of the console have them
constexpr auto project = "0123456789abcdef0123456789abcdef";

std::string uuid(int kind, int number)
{
    char text[40];
    std::snprintf(text, sizeof text, "%08x-faa2-4727-a65a-%012x", static_cast<unsigned>(kind), static_cast<unsigned>(number));
    return text;
}

std::string clusterId(int cluster)
{
    return uuid(0xbc134369, cluster);
}

std::string serverId(int server)
{
    return uuid(0xdc5c6208, server);
}

std::string nodeName(int server)
{
    return uuid(0xa78e161c, server) + "_node_core" + std::to_string(server) + "_ASzkl";
}

std::string address(int server)
{
    return "10." + std::to_string(server / 65536) + '.' + std::to_string(server / 256 % 256) + '.' + std::to_string(server % 256);
}

// mrs.md, section 1.
std::string clusterJson(int cluster, int nodes)
{
    std::string components;
    for (const char *name : {"Hadoop", "Spark", "HBase", "Hive", "Hue", "Loader", "Kafka", "Flink", "Guardian", "ZooKeeper"})
        components.append(components.empty() ? "" : ",")
            .append(R"({"componentId":"MRS 3.3.0-LTS.1_001","componentName":")")
            .append(name)
            .append(R"(","componentVersion":"3.3.1","componentDesc":"A component of the cluster."})");
    return R"({"clusterId":")" + clusterId(cluster) + R"(","clusterName":"mrs-)" + std::to_string(cluster)
        + R"(","clusterState":"running","clusterType":3,"clusterVersion":"MRS 3.3.0-LTS.1","stageDesc":"","errorInfo":"","scale":"",)"
          R"("createAt":"1768298043","updateAt":"1768636753","chargingStartTime":"1768299733","billingType":"Metered","dataCenter":"eu-de",)"
          R"("azId":"eu-de-01","azName":"eu-de-01","azCode":"eu-de-01","vpc":"vpc-bigdata","vpcId":"e2978efd-ca12-4058-9332-1ca0bfbab592",)"
          R"("subnetId":"815bece0-fd22-4b65-8a6e-15788c99ee43","subnetName":"subnet-bigdata","securityGroupsId":"845bece1-fd22-4b45-7a6e-14338c99ee43",)"
          R"("slaveSecurityGroupsId":"845bece1-fd22-4b45-7a6e-14338c99ee43","safeMode":1,"masterNodeIp":"192.168.0.22","internalIp":"192.168.0.22",)"
          R"("externalIp":null,"masterNodeNum":"2","coreNodeNum":")"
        + std::to_string(nodes - 2) + R"(","totalNodeNum":")" + std::to_string(nodes)
        + R"(","masterNodeSize":"c6.4xlarge.4.linux.mrs","coreNodeSize":"c6.4xlarge.4.linux.mrs","isMrsManagerFinish":true,)"
          R"("nodePublicCertName":"kp-bigdata","logCollection":1,"tenantId":")"
        + project + R"(","mrsEcsDefaultAgency":"mrs_ecs_obs","tags":"env=prod","volumeSize":0,"componentList":[)" + components
        + R"(],"nodeGroups":[{"groupName":"core_node_analysis_group","nodeNum":)" + std::to_string(nodes)
        + R"(,"nodeSize":"c6.4xlarge.4.linux.mrs","dataVolumeType":"SAS","dataVolumeSize":600,"dataVolumeCount":2,"assignedRoles":["OMSServer:1,2"]}],"taskNodeGroups":null})";
}

// mrs.md, section 3.1.
std::string hostJson(int server, bool isMaster)
{
    return R"({"id":")" + serverId(server) + R"(","name":")" + nodeName(server) + R"(","ip":")" + address(server)
        + R"(","status":"ACTIVE","flavor":"c6.4xlarge.4.linux.mrs","type":")" + (isMaster ? "Master" : "Core")
        + R"(","mem":"65536","cpu":"16","root_volume_size":"480","data_volume_type":"SAS","data_volume_size":600,"data_volume_count":2})";
}

// ecs.md, section 2.
std::string serverJson(int server)
{
    return R"({"id":")" + serverId(server) + R"(","name":")" + nodeName(server)
        + R"(","status":"ACTIVE","created":"2026-01-13T07:03:44Z","updated":"2026-01-13T07:06:51Z",)"
          R"("OS-SRV-USG:launched_at":"2026-01-13T07:04:09.197749","OS-SRV-USG:terminated_at":null,"OS-EXT-STS:vm_state":"active",)"
          R"("OS-EXT-STS:task_state":null,"OS-EXT-STS:power_state":1,"OS-EXT-AZ:availability_zone":"eu-de-01","OS-EXT-SRV-ATTR:hostname":"node-)"
        + std::to_string(server) + R"(","addresses":{"e2978efd-ca12-4058-9332-1ca0bfbab592":[{"version":"4","addr":")" + address(server)
        + R"(","OS-EXT-IPS:type":"fixed","OS-EXT-IPS-MAC:mac_addr":"fa:16:3e:df:18:6d","OS-EXT-IPS:port_id":"23037c18-027a-44e5-b6b9-f8d8f113fe02","primary":true}]},)"
          R"("flavor":{"id":"c6.4xlarge.4","name":"c6.4xlarge.4","vcpus":"16","ram":"65536","disk":"0"},"metadata":{"agency_name":"mrs_ecs_obs",)"
          R"("charging_mode":"0","vpc_id":"e2978efd-ca12-4058-9332-1ca0bfbab592","metering.image_id":"c71b64e7-4767-4406-afde-2c7c7ac2242c",)"
          R"("metering.imagetype":"gold","metering.resourcespeccode":"c6.4xlarge.4.linux","metering.resourcetype":"1",)"
          R"("cascaded.instance_extrainfo":"pcibridge:2","image_name":"EulerOS_MRS","os_bit":"64","os_type":"Linux","__support_agent_list":"hss,ces"},)"
          R"("tags":["env=prod"],"sys_tags":[{"key":"_sys_enterprise_project_id","value":"0"}],"tenant_id":")"
        + project + R"(","user_id":"0bc5e11f91dd48849bb03b7c8a263b2c","key_name":"kp-bigdata","locked":false,"host_status":"UP",)"
          R"("security_groups":[{"id":"6505b5d1-7837-41eb-8a1c-869d4355baa3","name":"sg-mrs"}],"image":{"id":"c71b64e7-4767-4406-afde-2c7c7ac2242c"}})";
}

template <typename Make>
std::string joined(int from, int to, Make make)
{
    std::string all;
    for (int i = from; i < to; ++i)
        all.append(i == from ? "" : ",").append(make(i));
    return all;
}

struct Fleet
{
    int clusters = 0, nodes = 0;
    std::vector<std::string> clusterPages = {}, hostLists = {}, serverPages = {};

    Fleet(int clusterCount, int nodeCount)
        : clusters(clusterCount)
        , nodes(nodeCount)
    {
        for (int from = 0; from < clusters; from += clustersAPage)
            clusterPages.push_back(R"({"clusterTotal":)" + std::to_string(clusters) + R"(,"clusters":[)"
                                   + joined(from, std::min(from + clustersAPage, clusters), [&](int i) { return clusterJson(i, nodes); }) + "]}");
        for (int cluster = 0; cluster < clusters; ++cluster)
            hostLists.push_back(R"({"total":)" + std::to_string(nodes) + R"(,"hosts":[)"
                                + joined(cluster * nodes, (cluster + 1) * nodes, [&](int i) { return hostJson(i, i % nodes < 2); }) + "]}");
        for (int from = 0; from < clusters * nodes; from += serversAPage)
            serverPages.push_back(R"({"count":)" + std::to_string(clusters * nodes) + R"(,"servers":[)"
                                  + joined(from, std::min(from + serversAPage, clusters * nodes), serverJson) + "]}");
    }
};

class Service
{
public:
    Service(std::chrono::milliseconds latency, std::size_t threads)
        : m_latency(latency)
    {
        server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
        server.set_tcp_nodelay(true);
        server.set_keep_alive_max_count(1'000'000);
        server.set_keep_alive_timeout(60);
        server.set_default_headers({{"Connection", "keep-alive"}});
        server.Get("/counts", [this](const httplib::Request &, httplib::Response &response) {
            const std::lock_guard lock(m_mutex);
            timespec cpu{};
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
            std::string text = std::to_string(m_targets.size()) + ' ' + std::to_string(m_mostAtOnce) + ' '
                + std::to_string(cpu.tv_sec * 1000 + cpu.tv_nsec / 1'000'000) + '\n';
            for (const std::string &target : m_targets)
                text += target + '\n';
            m_targets.clear();
            m_mostAtOnce = 0;
            response.set_content(text, "text/plain");
        });
    }

    // The answer to a GET of that path (a regular expression).
    template <typename Answer>
    void get(const std::string &path, Answer answer)
    {
        server.Get(path, [this, answer](const httplib::Request &request, httplib::Response &response) {
            const auto until = std::chrono::steady_clock::now() + m_latency;
            {
                const std::lock_guard lock(m_mutex);
                m_targets.push_back(request.target);
                m_mostAtOnce = std::max(m_mostAtOnce, ++m_atOnce);
            }
            response.set_content(answer(request), "application/json");
            std::this_thread::sleep_until(until);
            const std::lock_guard lock(m_mutex);
            --m_atOnce;
        });
    }
    int listen()
    {
        int socket = -1;
        server.set_socket_options([&socket](int made) { socket = made; });
        const int port = server.bind_to_any_port("127.0.0.1");
        ::listen(socket, 128); // httplib has 5: of a burst of new connections the others would come again after a second
        std::thread([this] { server.listen_after_bind(); }).detach();
        return port;
    }

    httplib::Server server;

private:
    std::chrono::milliseconds m_latency;
    std::mutex m_mutex;
    std::vector<std::string> m_targets;
    int m_atOnce = 0, m_mostAtOnce = 0;
};

std::size_t numberOf(const httplib::Request &request, const char *name)
{
    return static_cast<std::size_t>(std::max(1, std::atoi(request.get_param_value(name).c_str()))) - 1;
}

std::string pageOf(const std::vector<std::string> &pages, std::size_t page, const char *none)
{
    return page < pages.size() ? pages[page] : none;
}

// The last twelve digits are the number.
int numberIn(const std::string &id)
{
    return static_cast<int>(std::strtol(id.substr(id.size() - 12).c_str(), nullptr, 16));
}

void giveToken(const httplib::Request &request, httplib::Response &response)
{
    const bool isProject = request.body.find("\"project\"") != std::string::npos;
    response.set_header("X-Subject-Token", std::string(3'000, isProject ? 'P' : 'A')); // about as long as a real one
    response.status = 201;
    response.set_content(std::string(R"({"token":{"issued_at":"2026-01-15T10:00:00.000000Z","expires_at":"2036-01-15T10:00:00.000000Z",)")
                             + R"("user":{"id":"u1","name":"example","domain":{"id":"d1","name":"EXAMPLE"}})"
                             + (isProject ? std::string(R"(,"project":{"id":")") + project + R"(","name":"eu-de"})" : std::string()) + "}}",
                         "application/json");
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 4) {
        std::fprintf(stderr, "agencyserver CLUSTERS NODES MILLISECONDS\n");
        return 2;
    }
    const auto fleet = std::make_shared<const Fleet>(std::atoi(argv[1]), std::atoi(argv[2]));
    const std::chrono::milliseconds latency(std::atoi(argv[3]));
    Service iam(latency, 72), mrs(latency, 72), ecs(latency, 72);

    iam.server.Post("/v3/auth/tokens", giveToken);
    iam.get("/v3/auth/projects", [](const httplib::Request &) {
        return std::string(R"({"projects":[{"id":")") + project + R"(","name":"eu-de","enabled":true}]})";
    });
    iam.get("/v3.0/OS-AGENCY/agencies", [](const httplib::Request &) {
        return std::string(R"({"agencies":[{"id":"a1","name":"mrs_ecs_obs","trust_domain_name":"op_svc_ecs","trust_domain_id":"t1","create_time":"2024-01-04T09:09:15.000000","expire_time":null}]})");
    });
    iam.get("/v3.0/OS-AGENCY/domains/d1/agencies/a1/roles", [](const httplib::Request &) {
        return std::string(R"({"roles":[{"id":"r1","name":"system_all_30","display_name":"OBS OperateAccess"}]})");
    });
    iam.get("/v3.0/OS-INHERIT/domains/d1/agencies/a1/roles/inherited_to_projects", [](const httplib::Request &) { return std::string(R"({"roles":[]})"); });
    mrs.get("/v1.1/[^/]+/cluster_infos", [fleet](const httplib::Request &request) {
        return pageOf(fleet->clusterPages, numberOf(request, "currentPage"), R"({"clusterTotal":0,"clusters":[]})");
    });
    mrs.get("/v1.1/[^/]+/clusters/([^/]+)/hosts", [fleet](const httplib::Request &request) {
        return pageOf(fleet->hostLists, static_cast<std::size_t>(numberIn(request.matches[1])), R"({"total":0,"hosts":[]})");
    });
    ecs.get("/v1/[^/]+/cloudservers/detail", [fleet](const httplib::Request &request) {
        return pageOf(fleet->serverPages, numberOf(request, "offset"), R"({"count":0,"servers":[]})");
    });
    ecs.get("/v1/[^/]+/cloudservers/([^/]+)", [](const httplib::Request &request) {
        return R"({"server":)" + serverJson(numberIn(request.matches[1])) + '}';
    });
    const int ports[] = {iam.listen(), mrs.listen(), ecs.listen()};
    std::printf("iam %d mrs %d ecs %d\n", ports[0], ports[1], ports[2]);
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    std::_Exit(0); // the threads would first wait for kept connections to close
}
