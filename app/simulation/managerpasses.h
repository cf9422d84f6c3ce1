// SPDX-License-Identifier: Apache-2.0
// Texts that were handed to clients (session ids, tickets, file names), each standing for something until its life by
// the wall clock (World::wall) is over. Their number is bounded: when it is reached, the oldest quarter goes.
#pragma once

#include "app/simulation/timeline.h"

#include <QByteArray>
#include <QHash>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace claviger::sim {

template <typename T>
class ManagerPasses
{
public:
    static constexpr qsizetype limit = 20'000;

    explicit ManagerPasses(Elapsed life)
        : m_life(life)
    {
    }

    void put(const QByteArray &text, T value, Elapsed now)
    {
        if (m_entries.size() >= limit)
            makeRoom(now);
        m_entries.insert(text, Entry{.value = std::move(value), .from = now});
    }

    // Null: unknown, or its life is over.
    [[nodiscard]] T *find(const QByteArray &text, Elapsed now)
    {
        const auto it = m_entries.find(text);
        if (it == m_entries.end())
            return nullptr;
        if (now > it->from + m_life) {
            m_entries.erase(it);
            return nullptr;
        }
        return &it->value;
    }

    // Its life begins again.
    void renew(const QByteArray &text, Elapsed now)
    {
        if (const auto it = m_entries.find(text); it != m_entries.end())
            it->from = now;
    }

    [[nodiscard]] std::optional<T> take(const QByteArray &text, Elapsed now)
    {
        T *found = find(text, now);
        if (!found)
            return {};
        std::optional<T> value(std::move(*found));
        m_entries.remove(text);
        return value;
    }

    void remove(const QByteArray &text) { m_entries.remove(text); }
    void clear() { m_entries.clear(); }

    template <typename Matches>
    void removeIf(Matches matches)
    {
        m_entries.removeIf([&](const auto &entry) { return matches(entry.value().value); });
    }

    // Those whose life is not over.
    [[nodiscard]] int count(Elapsed now) const
    {
        return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(),
                                              [&](const Entry &entry) { return now <= entry.from + m_life; }));
    }

    [[nodiscard]] Elapsed life() const { return m_life; }
    void setLife(Elapsed life) { m_life = life; }

private:
    struct Entry
    {
        T value;
        Elapsed from;
    };

    void makeRoom(Elapsed now)
    {
        m_entries.removeIf([&](const auto &entry) { return now > entry.value().from + m_life; });
        if (m_entries.size() < limit)
            return;
        std::vector<Elapsed> ages;
        ages.reserve(static_cast<std::size_t>(m_entries.size()));
        for (const Entry &entry : std::as_const(m_entries))
            ages.push_back(entry.from);
        const auto quarter = ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 4);
        std::nth_element(ages.begin(), quarter, ages.end());
        qsizetype excess = m_entries.size() - limit * 3 / 4; // many may be of the same moment
        m_entries.removeIf([&](const auto &entry) { return entry.value().from <= *quarter && excess-- > 0; });
    }

    Elapsed m_life;
    QHash<QByteArray, Entry> m_entries;
};

} // namespace claviger::sim
