// SPDX-License-Identifier: Apache-2.0
// The metadata service that a node sees at 169.254.169.254: the temporary keys of its agency, and what the node is
// (ecs.md, section 5). The life of keys, tokens and blocks runs on the simulated line.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/world.h"

#include <functional>

namespace claviger::sim {

// The target of the call as on the node: GET /openstack/latest/securitykey and meta_data.json, PUT
// /meta-data/latest/api/token. Nothing: nobody answers, so a door hangs up or lets its client wait.
[[nodiscard]] std::optional<Reply> answerMetadata(World &world, const QString &serverId, const Call &call);

// The same for GET /nodes/{server id}/openstack/latest/securitykey and the like; 404 for servers that do not exist.
[[nodiscard]] std::optional<Reply> answerNodes(World &world, const Call &call);

// What a program on the node gets when it asks for keys as the cloud's own libraries do: with a token of hardened mode
// if the first answer wants one. Every request of it counts.
struct SecurityKeyAnswer
{
    enum Outcome {
        Key,
        NoAnswer,
        NoAgency, // 401, "Please configure Cloud Service Agency first"
        AgencyRefused, // deleted, not trusting ECS, or expired
        TokenNeeded, // 401 of hardened mode
        Throttled,
        Fails,
    };
    Outcome outcome = Key;
    int status = 200; // 0: nobody answered
    QString message = {}; // of a failure, as the body has it
    QString access = {}; // of the TemporaryKey; see Agencies::temporaryKey()
    Elapsed ends = {}; // of the key
};
[[nodiscard]] SecurityKeyAnswer askSecurityKey(World &world, Server &server);

// The status that the same program gets for meta_data.json; 0: nobody answered.
[[nodiscard]] int askMetaData(World &world, Server &server);

// The only way to change a server's metadata while the cloud runs: a change of agency_name reaches the metadata service
// some time later. Keys that were handed out before stay good until their end.
void changeMetadata(World &world, Server &server, const std::function<void(Server &)> &change);
void bindAgency(World &world, Server &server, const QString &agency); // empty: unbinds
[[nodiscard]] QString agencyInEffect(const World &world, const Server &server);

} // namespace claviger::sim
