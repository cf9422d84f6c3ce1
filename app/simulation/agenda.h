// SPDX-License-Identifier: Apache-2.0
// What is going to happen in the simulated cloud, by simulated time. Acts that are due at the same moment run in the
// order in which they were entered. An act belongs to a group, so that a change of scenario can drop it.
#pragma once

#include "app/simulation/timeline.h"

#include <QString>

#include <functional>
#include <map>
#include <optional>

namespace claviger::sim {

class World;

class Agenda
{
public:
    using Act = std::function<void(World &)>;

    void at(Elapsed moment, Act act, QString group = {});
    void drop(const QString &group);
    [[nodiscard]] std::optional<Elapsed> next() const;
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    // The first one, taken out. Only if there is one.
    [[nodiscard]] Act take();

private:
    struct Entry
    {
        Act act;
        QString group;
    };
    std::multimap<Elapsed, Entry> m_entries;
};

} // namespace claviger::sim
