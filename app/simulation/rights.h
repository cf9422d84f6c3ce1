// SPDX-License-Identifier: Apache-2.0
// Who may do what: the roles of users and agencies, and the policies that narrow temporary keys (iam.md, sections 5 and
// 7).
#pragma once

#include "app/simulation/world.h"

#include <QJsonObject>

namespace claviger::sim {

// One act, in the words of a policy.
struct Deed
{
    QString action = {}; // obs:bucket:ListBucket
    QString resource = {}; // obs:*:*:bucket:demo-bucket; empty: on nothing in particular
    QHash<QString, QString> conditions = {}; // obs:prefix
};

// By the roles. A Tenant Administrator may do everything but IAM.
[[nodiscard]] bool userMay(const World &world, const User &user, const Deed &deed);

// An agency acts as a user: with its id, with "account/agency" as its name and with its roles on the account, or on the
// project, and on all projects.
[[nodiscard]] User agencyAsUser(World &world, const Agency &agency, const QString &projectId = {});

[[nodiscard]] bool policyAllows(const QJsonObject &policy, const Deed &deed);
// The first part of it that cannot be understood; empty: it is good.
[[nodiscard]] QString policyProblem(const QJsonObject &policy);

} // namespace claviger::sim
