// SPDX-License-Identifier: Apache-2.0
// The rows of the table that a filter lets through, in an order: what a page shows. Several views of one table may differ.
#pragma once

#include "app/alarms/alarmfilter.h"
#include "app/alarms/alarmtable.h"

namespace claviger {

class AlarmView
{
public:
    using Row = AlarmTable::Row;
    enum class Key { Severity, Generated, Cleared, Id, Name, Status, Host, Cluster, Service, Source, Object, Serial, Cause, Additional, Location };
    struct Order
    {
        Key key = Key::Generated;
        bool isDescending = true;

        friend bool operator==(const Order &, const Order &) = default;
    };

    // The table must outlive it.
    explicit AlarmView(const AlarmTable &table);

    void setFilter(const AlarmFilter &filter);
    // The first decides, then the next; equal ones stand as they came, the newest last.
    void setOrders(std::vector<Order> orders);
    [[nodiscard]] const AlarmFilter &filter() const { return m_filter; }
    [[nodiscard]] const std::vector<Order> &orders() const { return m_orders; }

    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    // Where it stands; none: it is not let through.
    [[nodiscard]] std::optional<std::size_t> placeOf(Row row) const;

    // These rows of the table are new or have changed: they find their places without the others being sorted again.
    void update(std::vector<Row> changed);
    void reset(); // all of the table again

private:
    // What a filter asks of numbers, found once.
    struct Wanted
    {
        std::uint32_t severities = ~0U, statuses = ~0U;
        std::array<std::optional<BitSet>, AlarmTable::TextColumns> texts = {};
        std::vector<int> ids = {};
        qint64 from = 0, until = 0;
        bool hasRange = false;
        bool withEvents = true;
    };
    [[nodiscard]] Wanted wanted() const;
    [[nodiscard]] bool fits(const Wanted &wanted, Row row) const;
    [[nodiscard]] bool isBefore(Row a, Row b) const;
    [[nodiscard]] std::uint64_t keyOf(const Order &order, Row row) const;
    void readRanks();
    void sortRows();

    const AlarmTable &m_table;
    AlarmFilter m_filter;
    std::vector<Order> m_orders;
    std::vector<Row> m_rows;
    std::array<std::vector<TextPool::Number>, AlarmTable::TextColumns> m_ranks; // of the texts that are sorted by
};

} // namespace claviger
