// SPDX-License-Identifier: Apache-2.0
// Guardian: the TokenServers of the clusters, each with a cache of the temporary AK/SK of its node's agency that it
// renews through securitykey when they are missing or about to expire (manager.md, section 4). What fails is an alarm
// of its host: 45741 securitykey, 45742 meta_data.json, 45743 IAM; 45736 if no TokenServer of a cluster is up.
#pragma once

#include "app/simulation/fleet.h"
#include "app/simulation/guardianjournal.h"

#include <map>

namespace claviger::sim {

class World;

struct TokenServer
{
    QString serverId = {};
    QString hostName = {};
    QString cluster = {}; // its name: the source of alarms
    QString clusterId = {};
    quint64 seed = 0;
    Instant begun = {}; // on the wall: what happened since is in the journal
    Instant genesis = {}; // since when it writes a log
    bool isRunning = true;
    int round = 0; // acts of an earlier round do nothing any more

    QString keyAccess = {}; // of the cached key
    std::optional<Elapsed> keyEnds = {};
    bool isFailing = false; // the last call of securitykey
    bool hasMetadata = false;
    bool hasAssumed = false; // keys of the second agency, by those of the cached one
};

class Guardian
{
public:
    Guardian() = default;
    Guardian(Guardian &&) = default; // elements keep their address
    Guardian &operator=(Guardian &&) = default;
    Guardian(const Guardian &) = delete;
    Guardian &operator=(const Guardian &) = delete;
    ~Guardian() = default;

    TokenServer &add(TokenServer added); // keeps its address until it is removed
    void remove(const QString &serverId); // its journal too
    [[nodiscard]] TokenServer *tokenServer(const QString &serverId);
    [[nodiscard]] const TokenServer *onHost(const QString &hostName) const;
    [[nodiscard]] const std::map<QString, TokenServer> &tokenServers() const { return m_tokenServers; } // by server

    GuardianJournal journal;
    // token.server.access.label.agency.name of all clusters.
    QString secondAgency = QStringLiteral("agency-MRS-to-OBS");
    // How much a TokenServer writes when nothing happens; a change makes another past.
    qint64 logBytesPerHour = 256 * 1024;

private:
    std::map<QString, TokenServer> m_tokenServers;
    QHash<QString, TokenServer *> m_byServer, m_byHost;
};

// The group of its acts on the agenda.
[[nodiscard]] QString guardianActs();

// When a scenario begins: the TokenServers of all clusters start to live, those of clusters that are gone are
// forgotten, and the rest begins anew with an empty cache: what the scenario has broken shows within two minutes. Roles
// that need keys of their own (keywatch.h) begin too.
void startGuardian(World &world);

// The process on that server; false: there is none to stop, or to start.
bool stopTokenServer(World &world, const QString &serverId);
bool startTokenServer(World &world, const QString &serverId);
// As if OBS had refused its cached key: it asks for another at once.
bool dropCachedKey(World &world, const QString &serverId);

} // namespace claviger::sim
