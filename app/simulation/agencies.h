// SPDX-License-Identifier: Apache-2.0
// Agencies, the roles they hold, and the temporary keys that are made from them or from a user's token: iam.md,
// sections 5 and 7. State only; the routes are in iamagencies and iamtemporary.
#pragma once

#include "app/simulation/timeline.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace claviger::sim {

constexpr char ecsTrust[] = "op_svc_ecs"; // the trusted domain of an agency for ECS and BMS

struct Role
{
    QString id = {};
    QString name = {}; // internal, such as system_all_30
    QString displayName = {}; // OBS OperateAccess
    QString catalog = {}; // OBS
    QString type = QStringLiteral("AX"); // AX account level, XA project level, AA both, XX none
    QString accountId = {}; // empty: a system permission
    QString description = {};
    QStringList actions = {}; // obs:object:GetObject, or obs:*:* for everything of a service
    QStringList resources = {}; // /iam/agencies/{id} and the like; empty: all
    Instant created = {}; // of a custom policy
};

// "*" in a pattern stands for any characters, also none. Case does not count.
[[nodiscard]] bool patternFits(QStringView pattern, QStringView text);
// A role for all services ("*:*:*") does not reach IAM; one that names resources allows it on these only.
[[nodiscard]] bool roleAllows(const Role &role, const QString &action, const QString &resource = {});

struct Agency
{
    QString id = {};
    QString name = {};
    QString accountId = {};
    QString trustId = {};
    QString trustName = {};
    QString description = {};
    QString duration = QStringLiteral("FOREVER"); // FOREVER, ONEDAY, a number of days, or empty (null on the wire)
    Instant created = {};
    std::optional<Instant> expires = {};
    QStringList accountRoles = {}; // role ids on the account, that is for global services such as OBS
    QStringList inheritedRoles = {}; // role ids on all projects
    QHash<QString, QStringList> projectRoles = {}; // by project id
    // OBS hears of a change later: until then it goes by the earlier roles, of account and projects.
    QStringList earlierRoles = {};
    std::optional<Elapsed> earlierUntil = {};

    [[nodiscard]] bool trustsEcs() const { return trustName == QLatin1String(ecsTrust); }
};

// AK/SK that end by themselves. Those of a node's agency live on the simulated line, those that a token was changed
// into on the wall clock, as they were asked for.
struct TemporaryKey
{
    QString access = {};
    QString secret = {};
    QByteArray securityToken = {};
    QString userId = {}; // made from the token of this user
    QString agencyId = {}; // or from this agency
    QJsonObject policy = {}; // narrows the rights; empty: it does not
    Instant expires = {}; // on the wire
    std::optional<Elapsed> ends = {}; // instead of expires, for those of a node
};

class Agencies
{
public:
    Role &add(Role role);
    Agency &add(Agency agency);
    void remove(const QString &agencyId);
    [[nodiscard]] const std::vector<Agency> &all() const { return m_agencies; }
    [[nodiscard]] const std::vector<Role> &roles() const { return m_roles; }
    [[nodiscard]] Agency *agency(const QString &id);
    [[nodiscard]] Agency *agency(const QString &accountId, const QString &name); // case counts
    [[nodiscard]] const Role *role(const QString &id) const;
    [[nodiscard]] const Role *roleCalled(const QString &displayName) const;
    [[nodiscard]] Role *roleCalled(const QString &displayName);

    [[nodiscard]] const Role *roleNamed(const QString &name,
                                        const QString &accountId) const; // the system's, or its own

    // Whether a role on the account or on all projects allows the action.
    [[nodiscard]] bool allows(const Agency &agency, const QString &action, const QString &resource = {}) const;

    void add(const TemporaryKey &key);
    [[nodiscard]] const TemporaryKey *temporaryKey(const QString &access) const; // also one that has ended
    [[nodiscard]] qsizetype temporaryKeys() const { return m_temporary.size(); }
    // Twice as many as were left when some were last forgotten: time to do it again.
    [[nodiscard]] bool isCrowded() const { return m_temporary.size() >= m_crowd; }
    void forgetTemporaryKeys(const std::function<bool(const TemporaryKey &)> &isOver);

private:
    std::vector<Agency> m_agencies;
    std::vector<Role> m_roles;
    QHash<QString, TemporaryKey> m_temporary; // by access
    qsizetype m_crowd = 1'000;
};

} // namespace claviger::sim
