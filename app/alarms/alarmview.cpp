// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmview.h"

#include <algorithm>
#include <numeric>

namespace claviger {

namespace {

constexpr int radixBits = 11;
constexpr std::size_t radixSize = std::size_t(1) << radixBits;

std::optional<AlarmTable::Text> textOf(AlarmView::Key key)
{
    switch (key) {
    case AlarmView::Key::Name:
        return AlarmTable::NameText;
    case AlarmView::Key::Host:
        return AlarmTable::HostText;
    case AlarmView::Key::Cluster:
        return AlarmTable::ClusterText;
    case AlarmView::Key::Service:
        return AlarmTable::ServiceText;
    case AlarmView::Key::Source:
        return AlarmTable::SourceText;
    case AlarmView::Key::Object:
        return AlarmTable::ObjectText;
    case AlarmView::Key::Cause:
        return AlarmTable::CauseText;
    case AlarmView::Key::Additional:
        return AlarmTable::AdditionalText;
    case AlarmView::Key::Location:
        return AlarmTable::LocationText;
    default:
        return {};
    }
}

// So that it orders as an unsigned number; what is not known stands below all.
std::uint64_t ordered(const std::optional<qint64> &number)
{
    return number ? (static_cast<std::uint64_t>(*number) ^ (std::uint64_t(1) << 63)) : 0;
}

std::optional<qint64> countOf(const std::optional<Instant> &instant)
{
    return instant ? std::optional<qint64>(instant->time_since_epoch().count()) : std::nullopt;
}

struct KeyedRow
{
    std::uint64_t key = 0;
    AlarmTable::Row row = 0;
};

// Stable, and linear in the rows. Digits in which all agree are left out.
void radixSort(std::vector<KeyedRow> &rows)
{
    std::uint64_t differ = 0;
    for (const KeyedRow &one : rows)
        differ |= one.key ^ rows.front().key;
    std::vector<KeyedRow> sorted(rows.size());
    for (int shift = 0; shift < 64; shift += radixBits) {
        if ((differ >> shift & (radixSize - 1)) == 0)
            continue;
        std::vector<std::size_t> begins(radixSize + 1, 0);
        for (const KeyedRow &one : rows)
            ++begins[(one.key >> shift & (radixSize - 1)) + 1];
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        for (const KeyedRow &one : rows)
            sorted[begins[one.key >> shift & (radixSize - 1)]++] = one;
        rows.swap(sorted);
    }
}

} // namespace

AlarmView::AlarmView(const AlarmTable &table)
    : m_table(table)
    , m_orders{Order()}
{
    reset();
}

void AlarmView::setFilter(const AlarmFilter &filter)
{
    m_filter = filter;
    reset();
}

void AlarmView::setOrders(std::vector<Order> orders)
{
    m_orders = std::move(orders);
    sortRows();
}

AlarmView::Wanted AlarmView::wanted() const
{
    Wanted wanted{.withEvents = m_filter.withEvents};
    const auto maskOf = [](const auto &values) {
        std::uint32_t mask = 0;
        for (const auto value : values)
            mask |= 1U << static_cast<unsigned>(value);
        return values.empty() ? ~0U : mask;
    };
    wanted.severities = maskOf(m_filter.severities);
    wanted.statuses = maskOf(m_filter.statuses);
    wanted.ids.assign(m_filter.ids.begin(), m_filter.ids.end());
    const auto among = [&](AlarmTable::Text column, const QStringList &texts) {
        if (texts.isEmpty())
            return;
        const TextPool &pool = m_table.pool(column);
        BitSet bits(pool.size());
        for (const QString &text : texts)
            if (const std::optional<TextPool::Number> number = pool.find(text))
                bits.set(*number);
        wanted.texts[column] = std::move(bits);
    };
    among(AlarmTable::ClusterText, m_filter.clusters);
    among(AlarmTable::ServiceText, m_filter.services);
    among(AlarmTable::HostText, m_filter.hosts);
    among(AlarmTable::ManagerText, m_filter.managers);
    wanted.hasRange = m_filter.from || m_filter.until;
    wanted.from = countOf(m_filter.from).value_or(std::numeric_limits<qint64>::min());
    wanted.until = countOf(m_filter.until).value_or(std::numeric_limits<qint64>::max());
    return wanted;
}

// Without the text.
bool AlarmView::fits(const Wanted &wanted, Row row) const
{
    if ((wanted.severities >> static_cast<unsigned>(m_table.severity(row)) & 1) == 0 || (wanted.statuses >> static_cast<unsigned>(m_table.status(row)) & 1) == 0)
        return false;
    if (!wanted.withEvents && m_table.category(row) == AlarmCategory::Event)
        return false;
    if (!wanted.ids.empty() && !std::binary_search(wanted.ids.begin(), wanted.ids.end(), m_table.id(row)))
        return false;
    if (wanted.hasRange) {
        const std::optional<qint64> time = countOf(m_table.generated(row));
        if (!time || *time < wanted.from || *time >= wanted.until)
            return false;
    }
    for (std::size_t column = 0; column < wanted.texts.size(); ++column)
        if (wanted.texts[column] && !wanted.texts[column]->test(m_table.number(static_cast<AlarmTable::Text>(column), row)))
            return false;
    return true;
}

void AlarmView::reset()
{
    m_rows.clear();
    const Wanted asked = wanted();
    AlarmFilter others = m_filter;
    others.text.clear();
    const bool isAnything = others.isEmpty();
    const auto all = static_cast<Row>(m_table.size());
    if (m_filter.text.isEmpty()) {
        m_rows.reserve(all);
        for (Row row = 0; row < all; ++row)
            if (isAnything || fits(asked, row))
                m_rows.push_back(row);
    } else {
        const BitSet found = m_table.containing(m_filter.text);
        m_rows.reserve(found.count());
        found.forEach([&](std::size_t at) {
            const auto row = static_cast<Row>(at);
            if (isAnything || fits(asked, row))
                m_rows.push_back(row);
        });
    }
    sortRows();
}

void AlarmView::readRanks()
{
    for (const Order &order : m_orders)
        if (const std::optional<AlarmTable::Text> column = textOf(order.key); column && m_ranks[*column].size() != m_table.pool(*column).size())
            m_ranks[*column] = m_table.pool(*column).ranks();
}

std::uint64_t AlarmView::keyOf(const Order &order, Row row) const
{
    std::uint64_t key = 0;
    switch (order.key) {
    case Key::Severity: // the worst is the greatest; what is not known is the least
        key = m_table.severity(row) == AlarmSeverity::Unknown ? 0 : 5 - static_cast<std::uint64_t>(m_table.severity(row));
        break;
    case Key::Generated:
        key = ordered(countOf(m_table.generated(row)));
        break;
    case Key::Cleared:
        key = ordered(countOf(m_table.cleared(row)));
        break;
    case Key::Id:
        key = static_cast<std::uint64_t>(m_table.id(row));
        break;
    case Key::Status:
        key = static_cast<std::uint64_t>(m_table.status(row));
        break;
    case Key::Serial:
        key = ordered(m_table.serial(row));
        break;
    default:
        key = m_ranks[*textOf(order.key)][m_table.number(*textOf(order.key), row)];
        break;
    }
    return order.isDescending ? ~key : key;
}

// As sortRows() leaves them.
bool AlarmView::isBefore(Row a, Row b) const
{
    for (const Order &order : m_orders) {
        const std::uint64_t first = keyOf(order, a), second = keyOf(order, b);
        if (first != second)
            return first < second;
    }
    return a < b;
}

void AlarmView::sortRows()
{
    readRanks();
    std::sort(m_rows.begin(), m_rows.end());
    if (m_rows.size() < 2)
        return;
    std::vector<KeyedRow> keyed(m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        keyed[i].row = m_rows[i];
    for (auto order = m_orders.rbegin(); order != m_orders.rend(); ++order) {
        for (KeyedRow &one : keyed)
            one.key = keyOf(*order, one.row);
        radixSort(keyed);
    }
    for (std::size_t i = 0; i < keyed.size(); ++i)
        m_rows[i] = keyed[i].row;
}

std::optional<std::size_t> AlarmView::placeOf(Row row) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), row, [this](Row a, Row b) { return isBefore(a, b); });
    return place != m_rows.end() && *place == row ? std::optional(static_cast<std::size_t>(place - m_rows.begin())) : std::nullopt;
}

void AlarmView::update(std::vector<Row> changed)
{
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    readRanks();
    const auto isChanged = [&changed](Row row) { return std::binary_search(changed.begin(), changed.end(), row); };
    m_rows.erase(std::remove_if(m_rows.begin(), m_rows.end(), isChanged), m_rows.end());
    const Wanted asked = wanted();
    std::vector<Row> fresh;
    for (const Row row : changed)
        if (fits(asked, row) && (m_filter.text.isEmpty() || m_table.contains(row, m_filter.text)))
            fresh.push_back(row);
    const auto before = [this](Row a, Row b) { return isBefore(a, b); };
    std::sort(fresh.begin(), fresh.end(), before);
    const auto middle = static_cast<std::ptrdiff_t>(m_rows.size());
    m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
    std::inplace_merge(m_rows.begin(), m_rows.begin() + middle, m_rows.end(), before);
}

} // namespace claviger
