// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/agencies.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

template <typename T, typename Matches>
auto *firstOf(T &all, Matches matches)
{
    const auto it = std::find_if(all.begin(), all.end(), matches);
    return it == all.end() ? nullptr : &*it;
}

} // namespace

bool patternFits(QStringView pattern, QStringView text)
{
    qsizetype in = 0;
    qsizetype at = 0;
    qsizetype star = -1; // the last one, and what it has taken so far
    qsizetype taken = 0;
    while (at < text.size()) {
        if (in < pattern.size() && pattern[in] == u'*') {
            star = in++;
            taken = at;
        } else if (in < pattern.size() && pattern[in].toCaseFolded() == text[at].toCaseFolded()) {
            ++in;
            ++at;
        } else if (star >= 0) {
            in = star + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    while (in < pattern.size() && pattern[in] == u'*')
        ++in;
    return in == pattern.size();
}

bool roleAllows(const Role &role, const QString &action, const QString &resource)
{
    const bool isForIam = action.startsWith("iam:"_L1);
    const bool fits = std::any_of(role.actions.begin(), role.actions.end(), [&](const QString &granted) {
        return patternFits(granted, action) && !(isForIam && granted.startsWith(u'*'));
    });
    return fits
        && (role.resources.isEmpty()
            || std::any_of(role.resources.begin(), role.resources.end(),
                           [&](const QString &pattern) { return patternFits(pattern, resource); }));
}

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

Role *Agencies::roleCalled(const QString &displayName)
{
    return const_cast<Role *>(std::as_const(*this).roleCalled(displayName));
}

const Role *Agencies::roleCalled(const QString &displayName) const
{
    return firstOf(m_roles, [&](const Role &role) { return role.displayName == displayName; });
}

const Role *Agencies::roleNamed(const QString &name, const QString &accountId) const
{
    return firstOf(m_roles, [&](const Role &role) {
        return role.name == name && (role.accountId.isEmpty() || role.accountId == accountId);
    });
}

bool Agencies::allows(const Agency &agency, const QString &action, const QString &resource) const
{
    const auto grants = [&](const QString &roleId) {
        const Role *held = role(roleId);
        return held && roleAllows(*held, action, resource);
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
