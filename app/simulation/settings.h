// SPDX-License-Identifier: Apache-2.0
// Members that set something each, and only where they are given: the levers of a change.
#pragma once

#include "app/simulation/members.h"

#include <functional>
#include <vector>

namespace claviger::sim {

template <typename Target>
class Settings
{
public:
    using Setting = std::function<void(Target &)>;

    explicit Settings(Members &members)
        : m_members(members)
    {
    }

    void flag(const QString &name, void (*set)(Target &, bool))
    {
        if (m_members.has(name))
            m_all.emplace_back([set, value = m_members.flag(name, false)](Target &target) { set(target, value); });
    }
    void number(const QString &name, int least, int most, void (*set)(Target &, int))
    {
        if (m_members.has(name))
            m_all.emplace_back([set, value = m_members.number(name, least, least, most)](Target &target) { set(target, value); });
    }
    void text(const QString &name, void (*set)(Target &, const QString &))
    {
        if (m_members.has(name))
            m_all.emplace_back([set, value = m_members.text(name)](Target &target) { set(target, value); });
    }
    void choice(const QString &name, const QStringList &choices, void (*set)(Target &, qsizetype))
    {
        if (m_members.has(name))
            m_all.emplace_back([set, value = m_members.choice(name, choices)](Target &target) { set(target, value); });
    }
    [[nodiscard]] const std::vector<Setting> &all() const { return m_all; }

private:
    Members &m_members;
    std::vector<Setting> m_all;
};

} // namespace claviger::sim
