// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/rights.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

bool anyFits(const QJsonValue &patterns, const QString &text)
{
    const QJsonArray all = patterns.toArray();
    return std::any_of(all.begin(), all.end(), [&](const auto &one) { return patternFits(one.toString(), text); });
}

// An operator that is not known here never holds.
bool conditionHolds(const QString &operation, const QJsonObject &wanted, const Deed &deed)
{
    const bool isLike = operation == "StringLike"_L1 || operation == "StringMatch"_L1;
    if (!isLike && operation != "StringEquals"_L1)
        return false;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const QJsonArray values = it.value().isArray() ? it.value().toArray() : QJsonArray{it.value()};
        const QString given = deed.conditions.value(it.key());
        const bool holds = std::any_of(values.begin(), values.end(), [&](const auto &value) {
            return isLike ? patternFits(value.toString(), given) : value.toString() == given;
        });
        if (!holds)
            return false;
    }
    return true;
}

bool statementFits(const QJsonObject &statement, const Deed &deed)
{
    if (!anyFits(statement["Action"_L1], deed.action))
        return false;
    if (statement.contains("Resource"_L1) && !anyFits(statement["Resource"_L1], deed.resource))
        return false;
    const QJsonObject conditions = statement["Condition"_L1].toObject();
    for (auto it = conditions.begin(); it != conditions.end(); ++it) {
        if (!conditionHolds(it.key(), it.value().toObject(), deed))
            return false;
    }
    return true;
}

bool isListOfTexts(const QJsonValue &value)
{
    if (!value.isArray() || value.toArray().isEmpty())
        return false;
    const QJsonArray all = value.toArray();
    return std::all_of(all.begin(), all.end(), [](const auto &one) { return one.isString(); });
}

} // namespace

bool userMay(const World &world, const User &user, const Deed &deed)
{
    return std::any_of(user.roles.begin(), user.roles.end(), [&](const QString &name) {
        const Role *role = world.agencies.roleNamed(name, user.accountId);
        return role && roleAllows(*role, deed.action, deed.resource);
    });
}

User agencyAsUser(World &world, const Agency &agency, const QString &projectId)
{
    const Account *account = world.account(agency.accountId);
    User user{.id = agency.id,
              .name = (account ? account->name : QString()) + u'/' + agency.name,
              .accountId = agency.accountId,
              .created = agency.created};
    const QStringList own = projectId.isEmpty() ? agency.accountRoles : agency.projectRoles.value(projectId);
    for (const QString &id : own + agency.inheritedRoles) {
        if (const Role *role = world.agencies.role(id); role && !user.roles.contains(role->name))
            user.roles += role->name;
    }
    return user;
}

bool policyAllows(const QJsonObject &policy, const Deed &deed)
{
    bool isAllowed = false;
    const QJsonArray statements = policy["Statement"_L1].toArray();
    for (const auto &value : statements) {
        const QJsonObject statement = value.toObject();
        if (!statementFits(statement, deed))
            continue;
        if (statement["Effect"_L1] == "Deny"_L1)
            return false;
        isAllowed = true;
    }
    return isAllowed;
}

QString policyProblem(const QJsonObject &policy)
{
    if (policy["Version"_L1].toString() != "1.1"_L1)
        return u"Version"_s;
    const QJsonArray statements = policy["Statement"_L1].toArray();
    if (statements.isEmpty() || statements.size() > 8)
        return u"Statement"_s;
    for (const auto &value : statements) {
        const QJsonObject statement = value.toObject();
        const QString effect = statement["Effect"_L1].toString();
        if (effect != "Allow"_L1 && effect != "Deny"_L1)
            return u"Effect"_s;
        if (!isListOfTexts(statement["Action"_L1]))
            return u"Action"_s;
        if (statement.contains("Resource"_L1) && !isListOfTexts(statement["Resource"_L1]))
            return u"Resource"_s;
        if (statement.contains("Condition"_L1) && !statement["Condition"_L1].isObject())
            return u"Condition"_s;
    }
    return {};
}

} // namespace claviger::sim
