// SPDX-License-Identifier: Apache-2.0
// Clusters as MRS knows them and the servers under them as ECS knows them. State only: mrs.cpp, ecs.cpp and
// metadataservice.cpp answer for it. Elements keep their address while others are added.
#pragma once

#include "app/simulation/timeline.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace claviger::sim {

using Metadata = std::vector<std::pair<QString, QString>>; // in wire order

// How an object on the wire differs from the usual: members and the JSON they hold instead, or besides. Empty JSON
// leaves the member out. Numbers as texts, nulls, unknown states and odd names of keys are told so.
using WirePatch = std::vector<std::pair<QByteArray, QByteArray>>;

// What the metadata service of one node (169.254.169.254) makes of requests.
struct MetadataService
{
    enum Condition {
        Works,
        NoAnswer, // no route, or nothing listens: neither securitykey nor meta_data.json
        KeyFails, // securitykey answers 500, meta_data.json works: an ECS fault
        MetadataFails, // the other way round
    };
    Condition condition = Works;
    bool offersTokens = false; // of hardened mode (ecs.md, 5.1)
    bool needsToken = false; // hardened: offers tokens and answers no request without one
    QHash<QByteArray, Elapsed> tokens = {}; // of hardened mode: token, its end
    std::deque<Elapsed> requests = {}; // of the last 5 minutes, for throttling
    std::optional<Elapsed> blockedUntil = {};
    QString currentKey = {}; // access of the TemporaryKey handed out now
    // A new binding takes a while to get here: until then the service goes by the earlier one.
    QString earlierAgency = {};
    std::optional<Elapsed> earlierUntil = {};
};

struct Server
{
    QString id = {};
    QString name = {}; // as MRS makes it: CLUSTERID_node_core_ABCDE
    QString hostName = {}; // as alarms and the log package call it: node-core1abcde
    QString ip = {};
    QString projectId = {};
    QString clusterId = {}; // empty: an ordinary server
    QString group = {}; // master_node_default_group, core_node_analysis_group, task_node_default_group
    QString type = {}; // Master, Core, Task
    QString flavor = {};
    QString status = QStringLiteral("ACTIVE");
    QString vmState = QStringLiteral("active");
    Instant created = {};
    bool isBareMetal = false; // stands in the lists of MRS and ECS; ECS shows and changes no single one
    Metadata metadata = {}; // agency_name is the binding; see changeMetadata() in metadataservice.h
    MetadataService metadataService = {};
    QStringList roles = {}; // Guardian:TokenServer and the like, as the topology file writes them
    QString taskState = {}; // rebooting and the like: ECS changes nothing meanwhile
    QStringList tags = {}; // env=prod
    std::optional<Instant> updated = {};
    WirePatch hostWire = {}; // of the host list of MRS
    WirePatch serverWire = {}; // of ECS
    std::size_t placeInProject = 0; // in Fleet::serversIn()

    [[nodiscard]] QString metadataValue(const QString &key) const; // empty: absent
    void setMetadata(const QString &key, const QString &value); // adds or replaces
    void removeMetadata(const QString &key);
    [[nodiscard]] QString agencyName() const { return metadataValue(QStringLiteral("agency_name")); }
    [[nodiscard]] bool isOn() const { return status == QLatin1String("ACTIVE"); }
    [[nodiscard]] bool runs(const QString &role) const { return roles.contains(role); }
};

// Users or groups of MRS that act on OBS through an agency of their own; it is not the agency of the nodes.
struct AgencyMapping
{
    QString agency = {};
    QString agencyId = {};
    QString identifierType = {}; // User or Group
    QStringList identifiers = {};
};

enum class ServiceState { Good, Abnormal, Stopped };

struct Cluster
{
    QString id = {};
    QString name = {};
    QString projectId = {};
    QString state = QStringLiteral("running");
    QString scale = {};
    QString version = QStringLiteral("MRS 3.3.0-LTS.1");
    bool isKerberos = true;
    int type = 3;
    Instant created = {};
    QStringList components = {}; // Hadoop, Guardian, ...
    QString plan = {}; // what it was built from, to tell whether another scenario means the same cluster
    QHash<QString, ServiceState> services = {}; // those that are not good; see clusterservices.h
    std::optional<QString> recordedAgency = QString(); // mrsEcsDefaultAgency; none: the key is absent from the wire
    bool isUserSynced = false; // IAM User Sync, before Manage Agency
    bool isUserSyncRunning = false;
    QString agencyTask = {}; // running, success or failed; empty: none was ever started
    QString agencyTaskError = {}; // MRS.0211 and the like
    QString agencyWanted = {}; // by the task
    std::size_t agencyNodesDone = 0; // by the task
    int agencyTaskNumber = 0; // of the last one
    QString nextAgencyTaskError = {}; // the next task fails so: MRS.0209 and the like
    int managerId = 1; // the number under which Manager knows it
    std::vector<QString> serverIds = {};
    Metadata tags = {};
    QString externalIp = {}; // of an EIP; empty: none is bound
    std::optional<Instant> updated = {};
    WirePatch wire = {}; // of the cluster list and the details
    bool hostsFail = false; // 12000019 instead of hosts
    bool detailsFail = false; // 12000023 instead of details
    std::vector<AgencyMapping> agencyMappings = {};

    [[nodiscard]] bool hasGuardian() const { return components.contains(QLatin1String("Guardian")); }
};

// Writes agency_name, at once for the metadata service too; an empty name takes the key away.
void bindServers(const std::vector<Server *> &servers, const QString &agency);

// How the simulated services behave where the documentation leaves it open or clouds differ.
struct FleetLevers
{
    enum ExpiredToken { Refused, TokenInvalid, KeystoneStyle };

    bool isHuaweiCloud = false; // has the node list of v2, agency mappings, and a filter by cluster name
    bool tellsAgencyTask = true; // async_task_status/update_ecs_agency
    bool clusterListFails = false; // 12000041 instead of the list
    ExpiredToken mrsExpiredToken = Refused; // 401 12000001, or 500 130000002, or 401 as Keystone puts it
    int mrsCallsPerMinute = 0, ecsCallsPerMinute = 0; // then 429; 0: no limit
    Elapsed agencyLookUpTakes = std::chrono::seconds(1); // of Manage Agency
    Elapsed nodeWriteTakes = std::chrono::seconds(2); // for each node, one after the other
    Elapsed userSyncTakes = std::chrono::seconds(5);
    Elapsed agencyTakesEffectAfter = std::chrono::seconds(30); // on a node whose binding was changed
    bool metaDataShowsAgency = true; // meta_data.json holds agency_name
    int throttledStatus = 429; // of the metadata service: 403 is told of too
    int noTokensStatus = 404; // of its PUT for a token where there are none, or 405
};

class Fleet
{
public:
    Fleet() = default;
    Fleet(Fleet &&) = default; // elements keep their address
    Fleet &operator=(Fleet &&) = default;
    Fleet(const Fleet &) = delete;
    Fleet &operator=(const Fleet &) = delete;
    ~Fleet() = default;

    Cluster &add(Cluster cluster);
    Server &add(Server server); // also enters it in its cluster
    void clear();

    [[nodiscard]] Cluster *cluster(const QString &id);
    [[nodiscard]] Cluster *clusterNamed(const QString &name);
    [[nodiscard]] Server *server(const QString &id);
    [[nodiscard]] Server *serverOnHost(const QString &hostName);
    [[nodiscard]] std::deque<Cluster> &clusters() { return m_clusters; }
    [[nodiscard]] const std::deque<Cluster> &clusters() const { return m_clusters; }
    [[nodiscard]] std::deque<Server> &servers() { return m_servers; }
    [[nodiscard]] const std::deque<Server> &servers() const { return m_servers; }
    [[nodiscard]] std::vector<Server *> serversOf(const Cluster &cluster);
    [[nodiscard]] const std::vector<Cluster *> &clustersIn(const QString &projectId) const; // in order of creation
    [[nodiscard]] const std::vector<Server *> &serversIn(const QString &projectId) const;

    FleetLevers levers;
    std::deque<Instant> mrsCalls, ecsCalls; // of the last minute, where there is a limit

private:
    std::deque<Cluster> m_clusters;
    std::deque<Server> m_servers;
    QHash<QString, Cluster *> m_clusterById;
    QHash<QString, Server *> m_serverById, m_serverByHost;
    QHash<QString, std::vector<Cluster *>> m_clustersByProject;
    QHash<QString, std::vector<Server *>> m_serversByProject;
};

} // namespace claviger::sim
