// SPDX-License-Identifier: Apache-2.0
// All alarms of all sources, column by column: a million of them fit into memory and are looked through between two keystrokes.
// One alarm is one row, however often and over whatever way it is heard of; a row stays where it is.
#pragma once

#include "app/alarms/alarmidentity.h"
#include "app/alarms/textpool.h"

#include <array>

namespace claviger {

class AlarmTable
{
public:
    using Row = std::uint32_t;
    // Texts that are looked through, and those by which rows are chosen.
    enum Text { IdText, NameText, SourceText, ObjectText, CauseText, AdditionalText, LocationText, ClusterText, ServiceText, HostText, ManagerText,
                TextColumns };

    struct Put
    {
        enum What { Added, Changed, Same };
        Row row = 0;
        What what = Same;
    };

    AlarmTable();

    // Joins what is known of it already. Of Alarm::further and the texts of times nothing is kept here: the history has them.
    Put put(const Alarm &alarm);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_ids.size(); }
    [[nodiscard]] Alarm alarm(Row row) const;

    [[nodiscard]] int id(Row row) const { return m_ids[row]; }
    [[nodiscard]] AlarmSeverity severity(Row row) const { return static_cast<AlarmSeverity>(m_severities[row]); }
    [[nodiscard]] AlarmStatus status(Row row) const { return static_cast<AlarmStatus>(m_states[row]); }
    [[nodiscard]] AlarmCategory category(Row row) const { return static_cast<AlarmCategory>(m_categories[row] & categoryBits); }
    [[nodiscard]] std::optional<Instant> generated(Row row) const { return instantOf(m_generated[row]); }
    [[nodiscard]] std::optional<Instant> cleared(Row row) const { return instantOf(m_cleared[row]); }
    [[nodiscard]] std::optional<qint64> serial(Row row) const { return m_serials[row] < 0 ? std::nullopt : std::optional(m_serials[row]); }
    [[nodiscard]] QString text(Text column, Row row) const { return m_pools[column].text(m_texts[column][row]); }

    [[nodiscard]] const TextPool &pool(Text column) const { return m_pools[column]; }
    [[nodiscard]] TextPool::Number number(Text column, Row row) const { return m_texts[column][row]; }

    // The rows in which any of the texts that people see, or the serial number, contains it, whatever the case: a bit each.
    [[nodiscard]] BitSet containing(const QString &needle) const;
    [[nodiscard]] bool contains(Row row, const QString &needle) const; // this one

    [[nodiscard]] std::size_t bytes() const; // of memory, about

private:
    static constexpr qint64 noTime = std::numeric_limits<qint64>::min();
    static constexpr std::uint8_t categoryBits = 3;

    [[nodiscard]] static std::optional<Instant> instantOf(qint64 time);
    [[nodiscard]] std::size_t hashOf(Row row) const;
    [[nodiscard]] bool isSame(Row a, Row b) const;
    [[nodiscard]] TextPool::Number placeOf(Row row) const { return m_places[m_texts[LocationText][row]]; }
    void append();
    void removeLast();
    void set(Row row, const Alarm &alarm);
    void growSlots();

    std::vector<int> m_ids;
    std::vector<std::uint8_t> m_severities, m_states;
    std::vector<std::uint8_t> m_categories; // and whether it clears itself
    std::vector<qint64> m_generated, m_cleared; // ms since 1970, noTime
    std::vector<std::uint8_t> m_certainties;    // of generated
    std::vector<qint64> m_serials;              // -1: none
    std::array<std::vector<TextPool::Number>, TextColumns> m_texts;
    std::array<TextPool, TextColumns> m_pools;
    TextPool m_canonical;                   // places as they compare
    std::vector<TextPool::Number> m_places; // of each text of a location its canonical one
    std::vector<std::array<TextPool::Number, 3>> m_parts; // and its cluster, service and host
    std::vector<Row> m_slots; // by key, open addressing; row + 1, 0: free
};

} // namespace claviger
