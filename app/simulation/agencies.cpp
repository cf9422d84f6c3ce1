// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/agencies.h"

#include <algorithm>

namespace claviger::sim {

namespace {

template <typename T, typename Matches>
auto *firstOf(T &all, Matches matches)
{
    const auto it = std::find_if(all.begin(), all.end(), matches);
    return it == all.end() ? nullptr : &*it;
}

// "obs:*:*" and "obs:object:*" stand for all that begin so.
bool actionFits(const QString &granted, const QString &wanted)
{
    const QStringList have = granted.split(u':');
    const QStringList want = wanted.split(u':');
    if (have.size() != want.size())
        return false;
    for (qsizetype i = 0; i < have.size(); ++i) {
        if (have.at(i) != QLatin1String("*") && have.at(i).compare(want.at(i), Qt::CaseInsensitive) != 0)
            return false;
    }
    return true;
}

} // namespace

Role &Agencies::add(Role role)
{
    return m_roles.emplace_back(std::move(role));
}

Agency &Agencies::add(Agency agency)
{
    return m_agencies.emplace_back(std::move(agency));
}

void Agencies::remove(const QString &agencyId)
{
    std::erase_if(m_agencies, [id = agencyId](const Agency &agency) { return agency.id == id; });
}

Agency *Agencies::agency(const QString &id)
{
    return firstOf(m_agencies, [&](const Agency &agency) { return agency.id == id; });
}

Agency *Agencies::agency(const QString &accountId, const QString &name)
{
    return firstOf(m_agencies,
                   [&](const Agency &agency) { return agency.accountId == accountId && agency.name == name; });
}

const Role *Agencies::role(const QString &id) const
{
    return firstOf(m_roles, [&](const Role &role) { return role.id == id; });
}

const Role *Agencies::roleCalled(const QString &displayName) const
{
    return firstOf(m_roles, [&](const Role &role) { return role.displayName == displayName; });
}

bool Agencies::allows(const Agency &agency, const QString &action, const QString &resource) const
{
    const auto grants = [&](const QString &roleId) {
        const Role *held = role(roleId);
        return held && (held->resources.isEmpty() || held->resources.contains(resource))
            && std::any_of(held->actions.begin(), held->actions.end(),
                           [&](const QString &granted) { return actionFits(granted, action); });
    };
    return std::any_of(agency.accountRoles.begin(), agency.accountRoles.end(), grants)
        || std::any_of(agency.inheritedRoles.begin(), agency.inheritedRoles.end(), grants);
}

void Agencies::add(const TemporaryKey &key)
{
    m_temporary.insert(key.access, key);
}

const TemporaryKey *Agencies::temporaryKey(const QString &access) const
{
    const auto it = m_temporary.constFind(access);
    return it == m_temporary.constEnd() ? nullptr : &*it;
}

void Agencies::forgetTemporaryKeys(const std::function<bool(const TemporaryKey &)> &isOver)
{
    m_temporary.removeIf([&](const auto &entry) { return isOver(entry.value()); });
    m_crowd = std::max<qsizetype>(1'000, 2 * m_temporary.size());
}

} // namespace claviger::sim
