// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/systemroles.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

Role systemRole(const QString &name, const QString &displayName, const QString &catalog, const QString &type,
                const QStringList &actions)
{
    // The same in every cloud that is simulated, like the system's own.
    const QByteArray id = QCryptographicHash::hash(name.toLatin1(), QCryptographicHash::Md5).toHex();
    return {.id = QString::fromLatin1(id),
            .name = name,
            .displayName = displayName,
            .catalog = catalog,
            .type = type,
            .description = displayName + u" of "_s + catalog,
            .actions = actions};
}

std::vector<Role> makeSystemRoles()
{
    const QString listBuckets = u"obs:bucket:ListAllMyBuckets"_s;
    const QString headBucket = u"obs:bucket:HeadBucket"_s;
    const QString bucketLocation = u"obs:bucket:GetBucketLocation"_s;
    const QString listObjects = u"obs:bucket:ListBucket"_s;
    const QString getObject = u"obs:object:GetObject"_s;
    return {
        systemRole(u"secu_admin"_s, u"Security Administrator"_s, u"IAM"_s, u"AX"_s, {u"iam:*:*"_s}),
        systemRole(u"te_agency"_s, u"Agent Operator"_s, u"IAM"_s, u"AX"_s,
                   {u"iam:tokens:assume"_s, u"iam:agencies:assume"_s}),
        systemRole(u"te_admin"_s, u"Tenant Administrator"_s, u"BASE"_s, u"AA"_s, {u"*:*:*"_s}),
        systemRole(u"readonly"_s, u"Tenant Guest"_s, u"BASE"_s, u"AA"_s,
                   {u"*:*:list*"_s, u"*:*:get*"_s, u"*:*:show*"_s, u"*:*:head*"_s}),
        systemRole(u"obs_b_list"_s, u"OBS Buckets Viewer"_s, u"OBS"_s, u"AX"_s,
                   {listBuckets, headBucket, bucketLocation}),
        systemRole(u"system_all_30"_s, u"OBS OperateAccess"_s, u"OBS"_s, u"AX"_s,
                   {listBuckets, listObjects, headBucket, bucketLocation, getObject, u"obs:object:PutObject"_s,
                    u"obs:object:DeleteObject"_s}),
        systemRole(u"system_all_31"_s, u"OBS ReadOnlyAccess"_s, u"OBS"_s, u"AX"_s,
                   {listBuckets, listObjects, headBucket, bucketLocation}),
        systemRole(u"obs_adm"_s, u"OBS Administrator"_s, u"OBS"_s, u"AX"_s, {u"obs:*:*"_s}),
        systemRole(u"system_all_45"_s, u"CES FullAccess"_s, u"CES"_s, u"XA"_s, {u"ces:*:*"_s}),
        systemRole(u"ces_adm"_s, u"CES Administrator"_s, u"CES"_s, u"XA"_s, {u"ces:*:*"_s}),
        systemRole(u"kms_adm"_s, u"KMS Administrator"_s, u"KMS"_s, u"XA"_s, {u"kms:*:*"_s}),
        systemRole(u"mrs_adm"_s, u"MRS Administrator"_s, u"MRS"_s, u"XA"_s, {u"mrs:*:*"_s}),
        systemRole(u"server_adm"_s, u"Server Administrator"_s, u"ECS"_s, u"XA"_s, {u"ecs:*:*"_s}),
    };
}

} // namespace

const std::vector<Role> &systemRoles()
{
    static const std::vector<Role> roles = makeSystemRoles();
    return roles;
}

void addSystemRoles(World &world)
{
    for (const Role &role : systemRoles()) {
        if (!world.agencies.role(role.id))
            world.agencies.add(role);
    }
}

QString ecsTrustId()
{
    return u"b3f266d0c08544a0859740de8b84e850"_s;
}

} // namespace claviger::sim
