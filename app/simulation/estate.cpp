// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/estate.h"

#include "app/simulation/systemroles.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

QString nodeSuffix(World &world)
{
    return world.makeLetters(5);
}

// Keys of every server (ecs.md, section 2); the binding stands first where there is one.
Metadata serverMetadata(const QString &agency, const QString &flavor)
{
    Metadata metadata;
    if (!agency.isEmpty())
        metadata.emplace_back(u"agency_name"_s, agency);
    metadata.insert(metadata.end(),
                    {{u"charging_mode"_s, u"0"_s},
                     {u"vpc_id"_s, u"e2978efd-ca12-4058-9332-1ca0bfbab592"_s},
                     {u"metering.image_id"_s, u"c71b64e7-4767-4406-afde-2c7c7ac2242c"_s},
                     {u"metering.imagetype"_s, u"gold"_s},
                     {u"metering.resourcespeccode"_s, flavor + u".linux"_s},
                     {u"metering.resourcetype"_s, u"1"_s},
                     {u"cascaded.instance_extrainfo"_s, u"pcibridge:2"_s},
                     {u"image_name"_s, u"EulerOS_MRS"_s},
                     {u"os_bit"_s, u"64"_s},
                     {u"os_type"_s, u"Linux"_s},
                     {u"__support_agent_list"_s, u"hss,ces"_s}});
    return metadata;
}

QStringList rolesOf(const QString &type, bool isFirst, bool runsTokenServer, const ClusterPlan &plan)
{
    QStringList roles;
    if (type == "Master"_L1)
        roles = {u"HDFS:NameNode"_s, u"KrbServer:KerberosServer"_s, u"Manager:Manager"_s, u"meta:meta"_s};
    else if (type == "Core"_L1)
        roles = {u"HDFS:DataNode"_s, u"KrbClient:KerberosClient"_s, u"meta:meta"_s};
    else
        roles = {u"Yarn:NodeManager"_s, u"KrbClient:KerberosClient"_s, u"meta:meta"_s};
    if (type == "Core"_L1 && isFirst)
        roles += u"ClickHouse:ClickHouseServer"_s;
    if (plan.hasGuardian && runsTokenServer)
        roles.insert(1, tokenServerRole());
    return roles;
}

} // namespace

QString guardianPolicy()
{
    return u"guardian-assume"_s;
}

bool isKnownRole(const QString &displayName)
{
    return displayName == guardianPolicy() || std::any_of(systemRoles().begin(), systemRoles().end(),
                       [&](const Role &role) { return role.displayName == displayName; });
}

QStringList componentsOf(const ClusterPlan &plan)
{
    QStringList components{u"Hadoop"_s, u"Ranger"_s, u"ClickHouse"_s};
    if (plan.hasGuardian)
        components.append(u"Guardian"_s);
    return components;
}

QStringList rolesOf(const ClusterPlan &plan)
{
    QStringList roles;
    if (plan.masters > 0)
        roles += rolesOf(u"Master"_s, true, plan.tokenServers > 0, plan);
    if (plan.cores > 0)
        roles += rolesOf(u"Core"_s, true, plan.tokenServers > plan.masters, plan);
    if (plan.tasks > 0)
        roles += rolesOf(u"Task"_s, true, plan.tokenServers > plan.masters + plan.cores, plan);
    return roles;
}

QString tokenServerRole()
{
    return u"Guardian:TokenServer"_s;
}

void addStandardAgencies(World &world, const QString &accountId)
{
    addSystemRoles(world);
    const Account *account = world.account(accountId);
    const auto roleId = [&world](const QString &displayName) { return world.agencies.roleCalled(displayName)->id; };
    // An agency that is there keeps its id, and becomes what it was.
    const auto put = [&](const QString &name, const QString &trust, const QString &role, const QString &description) {
        Agency *agency = world.agencies.agency(accountId, name);
        if (!agency) {
            agency = &world.agencies.add(
                Agency{.id = world.makeId(), .name = name, .accountId = accountId, .created = world.now() - 24h * 300});
        }
        agency->trustName = trust;
        agency->trustId = account && trust == account->name ? accountId : ecsTrustId();
        agency->description = description;
        agency->duration = u"FOREVER"_s;
        agency->expires.reset();
        agency->accountRoles = {roleId(role)};
        agency->inheritedRoles.clear();
        agency->projectRoles.clear();
        agency->earlierUntil.reset();
        return agency->id;
    };
    const QString second = put(u"agency-MRS-to-OBS"_s, account ? account->name : QString(), u"OBS Administrator"_s,
                               u"Assumed by Guardian"_s);
    const QString ecs = QString::fromLatin1(ecsTrust);
    put(u"MRS_ECS_DEFAULT_AGENCY"_s, ecs, u"OBS OperateAccess"_s, u"Created by MRS"_s);
    put(u"mrs_ecs_obs"_s, ecs, u"OBS OperateAccess"_s, u"MRS nodes to OBS"_s);

    const QString resource = u"/iam/agencies/"_s + second;
    Role *assume = world.agencies.roleCalled(guardianPolicy());
    if (assume) {
        assume->resources = {resource}; // the second agency may be another one by now
    } else {
        assume = &world.agencies.add(Role{.id = world.makeId(),
                                          .name = u"custom_assume_obs"_s,
                                          .displayName = guardianPolicy(),
                                          .catalog = u"CUSTOMED"_s,
                                          .accountId = accountId,
                                          .description = u"Lets Guardian assume the second agency"_s,
                                          .actions = {u"iam:agencies:assume"_s},
                                          .resources = {resource},
                                          .created = world.now() - 24h * 300});
    }
    const QString assumeId = assume->id;
    for (const QString &name : {u"MRS_ECS_DEFAULT_AGENCY"_s, u"mrs_ecs_obs"_s})
        world.agencies.agency(accountId, name)->accountRoles.append(assumeId);
}

QString textOf(const ClusterPlan &plan)
{
    const QStringList parts{plan.name,
                            plan.project,
                            QString::number(plan.masters),
                            QString::number(plan.cores),
                            QString::number(plan.tasks),
                            QString::number(plan.tokenServers),
                            plan.hasGuardian ? u"Guardian"_s : QString(),
                            plan.isKerberos ? u"Kerberos"_s : QString(),
                            plan.version,
                            QString::number(plan.network)};
    return parts.join(u'\n');
}

Cluster &addCluster(World &world, const ClusterPlan &plan)
{
    const auto &projects = world.projects();
    const auto project =
        std::find_if(projects.begin(), projects.end(), [&](const Project &one) { return one.name == plan.project; });
    Q_ASSERT(project != projects.end());
    Cluster cluster{.id = world.makeUuid(),
                    .name = plan.name,
                    .projectId = project->id,
                    .version = plan.version,
                    .isKerberos = plan.isKerberos,
                    .created = world.now() - 24h * 120,
                    .components = componentsOf(plan),
                    .plan = textOf(plan)};
    cluster.recordedAgency = plan.agency;
    cluster.managerId = static_cast<int>(world.fleet.clusters().size()) + 1;
    Cluster &added = world.fleet.add(std::move(cluster));

    const QString flavor = u"c6.4xlarge.4"_s;
    int number = 0;
    const auto addNodes = [&](int count, const QString &type, const QString &group) {
        for (int i = 1; i <= count; ++i) {
            const QString kind = type.toLower();
            const QString suffix = nodeSuffix(world);
            const int address = 10 + ++number;
            world.fleet.add(
                Server{.id = world.makeUuid(),
                       .name = u"%1_node_%2%3_%4"_s.arg(added.id, kind).arg(i).arg(suffix),
                       .hostName = u"node-%1%2%3"_s.arg(kind).arg(i).arg(suffix.toLower()),
                       .ip = u"192.168.%1.%2"_s.arg((plan.network + address / 251) % 256).arg(address % 251),
                       .projectId = added.projectId,
                       .clusterId = added.id,
                       .group = group,
                       .type = type,
                       .flavor = flavor,
                       .created = added.created,
                       .metadata = serverMetadata(plan.agency, flavor),
                       .roles = rolesOf(type, i == 1, plan.hasGuardian && number <= plan.tokenServers, plan)});
        }
    };
    addNodes(plan.masters, u"Master"_s, u"master_node_default_group"_s);
    addNodes(plan.cores, u"Core"_s, u"core_node_analysis_group"_s);
    addNodes(plan.tasks, u"Task"_s, u"task_node_default_group"_s);
    return added;
}

} // namespace claviger::sim
