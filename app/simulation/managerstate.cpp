// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/managerstate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

bool roleMay(const QString &role, ManagerRight right)
{
    if (role == "Manager_administrator"_L1 || role == "System_administrator"_L1)
        return true;
    if (role == "Manager_operator"_L1)
        return right != ManagerRight::Administrate;
    if (role == "Manager_viewer"_L1)
        return right == ManagerRight::SeeClusters || right == ManagerRight::SeeAlarms;
    if (role == "Manager_tenant"_L1)
        return right == ManagerRight::SeeAlarms;
    return false; // Manager_auditor has the Audit page only
}

} // namespace

bool ManagerUser::may(ManagerRight right) const
{
    return right == ManagerRight::None
        || std::any_of(roles.begin(), roles.end(), [right](const QString &role) { return roleMay(role, right); });
}

ManagerState::ManagerState()
    : zone(QTimeZone("Europe/Berlin"))
{
    if (!zone.isValid()) // a machine without a database of time zones
        zone = QTimeZone::utc();
    const auto addUser = [this](const QString &name, const QString &role, const QString &description) -> ManagerUser & {
        return add(ManagerUser{.name = name,
                               .password = u"example-manager-Password1"_s,
                               .roles = {role},
                               .description = description,
                               .groups = {u"supergroup"_s},
                               .primaryGroup = u"supergroup"_s});
    };
    addUser(u"admin"_s, u"Manager_administrator"_s, u"Default user"_s).isHuman = true;
    addUser(u"example-operator"_s, u"Manager_operator"_s, u"Clears alarms, collects logs"_s);
    addUser(u"example-viewer"_s, u"Manager_viewer"_s, u"Looks only"_s);
    ManagerUser &newcomer = addUser(u"example-newcomer"_s, u"Manager_operator"_s, u"Never logged in yet"_s);
    newcomer.isHuman = true;
    newcomer.mustChangePassword = true;
}

ManagerUser &ManagerState::add(ManagerUser user)
{
    return m_users.emplace_back(std::move(user));
}

ManagerUser *ManagerState::user(const QString &name)
{
    const auto it =
        std::find_if(m_users.begin(), m_users.end(), [&](const ManagerUser &one) { return one.name == name; });
    return it == m_users.end() ? nullptr : &*it;
}

void ManagerState::removeUser(const QString &name)
{
    const QString gone = name; // the caller's name may live in what is about to go
    std::erase_if(m_users, [&](const ManagerUser &one) { return one.name == gone; });
    endSessionsOf(gone);
}

void ManagerState::endSessionsOf(const QString &name)
{
    sessions.removeIf([&](const ManagerSession &session) { return session.user == name; });
    grantingTickets.removeIf([&](const QString &user) { return user == name; });
    serviceTickets.removeIf([&](const QString &user) { return user == name; });
}

void ManagerState::endSessions()
{
    sessions.clear();
    loginTickets.clear();
    grantingTickets.clear();
    serviceTickets.clear();
}

ManagerState::Verdict ManagerState::checkPassword(const QString &name, const QString &password, Elapsed now)
{
    ManagerUser *known = user(name);
    if (!known)
        return Verdict::Wrong;
    if (known->lockedUntil && now < *known->lockedUntil)
        return Verdict::Locked;
    if (known->lockedUntil) {
        known->lockedUntil.reset();
        known->failures.clear();
    }
    if (password == known->password) {
        known->failures.clear();
        return Verdict::Right;
    }
    std::erase_if(known->failures, [&](Elapsed then) { return then + loginPolicy.countedWithin <= now; });
    known->failures.push_back(now);
    if (static_cast<int>(known->failures.size()) >= loginPolicy.attempts)
        known->lockedUntil = now + loginPolicy.lockedFor;
    return Verdict::Wrong;
}

} // namespace claviger::sim
