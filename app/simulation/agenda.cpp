// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/agenda.h"

namespace claviger::sim {

void Agenda::at(Elapsed moment, Act act, QString group)
{
    m_entries.emplace(moment, Entry{.act = std::move(act), .group = std::move(group)});
}

void Agenda::drop(const QString &group)
{
    std::erase_if(m_entries, [&](const auto &entry) { return entry.second.group == group; });
}

std::optional<Elapsed> Agenda::next() const
{
    if (m_entries.empty())
        return {};
    return m_entries.begin()->first;
}

Agenda::Act Agenda::take()
{
    const auto first = m_entries.begin();
    Act act = std::move(first->second.act);
    m_entries.erase(first);
    return act;
}

} // namespace claviger::sim
