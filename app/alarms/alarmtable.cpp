// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmtable.h"

#include <QHashFunctions>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr std::size_t firstRowSlots = 64;
constexpr int mostDigits = 19;
constexpr std::array searched{AlarmTable::IdText, AlarmTable::NameText, AlarmTable::SourceText, AlarmTable::ObjectText, AlarmTable::CauseText,
                              AlarmTable::AdditionalText, AlarmTable::LocationText};

// As the category's byte has it, above its own bits.
constexpr std::uint8_t clearsUnknown = 0, clearsNot = 4, clearsItself = 8;

qint64 timeOf(const AlarmTime &time, qint64 none)
{
    return time.instant ? static_cast<qint64>(time.instant->time_since_epoch().count()) : none;
}

// Whether the digits stand one after the other in the number; power: ten for each of them. A number below none has none.
bool containsDigits(qint64 number, qint64 digits, qint64 power)
{
    if (number == 0)
        return digits == 0 && power == 10;
    for (; number >= power / 10; number /= 10)
        if (number % power == digits)
            return true;
    return false;
}

qint64 secondsOf(qint64 time, qint64 none)
{
    return time == none ? none : std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(time)).count();
}

} // namespace

AlarmTable::AlarmTable()
{
    clear();
}

void AlarmTable::clear()
{
    m_ids.clear();
    for (std::vector<std::uint8_t> *column : {&m_severities, &m_states, &m_categories, &m_certainties})
        column->clear();
    for (std::vector<qint64> *column : {&m_generated, &m_cleared, &m_serials})
        column->clear();
    for (std::vector<TextPool::Number> &column : m_texts)
        column.clear();
    for (TextPool &pool : m_pools)
        pool.clear();
    m_canonical.clear();
    m_places.assign(1, 0);
    m_parts.assign(1, {});
    m_slots.assign(firstRowSlots, 0);
}

std::optional<Instant> AlarmTable::instantOf(qint64 time)
{
    return time == noTime ? std::nullopt : std::optional(Instant(std::chrono::milliseconds(time)));
}

void AlarmTable::append()
{
    m_ids.push_back(0);
    for (std::vector<std::uint8_t> *column : {&m_severities, &m_states, &m_categories, &m_certainties})
        column->push_back(0);
    m_generated.push_back(noTime);
    m_cleared.push_back(noTime);
    m_serials.push_back(-1);
    for (std::vector<TextPool::Number> &column : m_texts)
        column.push_back(0);
}

void AlarmTable::removeLast()
{
    m_ids.pop_back();
    for (std::vector<std::uint8_t> *column : {&m_severities, &m_states, &m_categories, &m_certainties})
        column->pop_back();
    for (std::vector<qint64> *column : {&m_generated, &m_cleared, &m_serials})
        column->pop_back();
    for (std::vector<TextPool::Number> &column : m_texts)
        column.pop_back();
}

void AlarmTable::set(Row row, const Alarm &alarm)
{
    const auto keep = [&](Text column, const QString &text) { m_texts[column][row] = m_pools[column].add(text); };
    m_ids[row] = alarm.id;
    m_severities[row] = static_cast<std::uint8_t>(alarm.severity);
    m_states[row] = static_cast<std::uint8_t>(alarm.status);
    const std::uint8_t clears = !alarm.clearsItself ? clearsUnknown : *alarm.clearsItself ? clearsItself : clearsNot;
    m_categories[row] = static_cast<std::uint8_t>(static_cast<int>(alarm.category) | clears);
    m_generated[row] = timeOf(alarm.generated, noTime);
    m_certainties[row] = static_cast<std::uint8_t>(alarm.generated.certainty);
    m_cleared[row] = timeOf(alarm.cleared, noTime);
    m_serials[row] = alarm.serial.value_or(-1);
    keep(IdText, alarm.id == 0 ? QString() : QString::number(alarm.id));
    keep(NameText, alarm.name);
    keep(SourceText, alarm.source);
    keep(ObjectText, alarm.object);
    keep(CauseText, alarm.cause);
    keep(AdditionalText, alarm.additional);
    keep(ManagerText, alarm.manager);
    keep(LocationText, alarm.location.text);
    const TextPool::Number location = m_texts[LocationText][row];
    if (location == m_places.size()) { // seen for the first time: its parts are looked for once
        m_places.push_back(m_canonical.add(alarm.location.canonical()));
        const auto part = [&](Text column, const QString &key) { return m_pools[column].add(alarm.location.value(key).value_or(QString())); };
        m_parts.push_back({part(ClusterText, u"Source"_s), part(ServiceText, u"ServiceName"_s), part(HostText, u"HostName"_s)});
    }
    m_texts[ClusterText][row] = m_parts[location][0] != 0 ? m_parts[location][0] : m_pools[ClusterText].add(alarm.cluster());
    m_texts[ServiceText][row] = m_parts[location][1] != 0 ? m_parts[location][1] : m_pools[ServiceText].add(alarm.service());
    m_texts[HostText][row] = m_parts[location][2];
}

// As alarmKeyOf() has it.
std::size_t AlarmTable::hashOf(Row row) const
{
    const qint64 seconds = secondsOf(m_generated[row], noTime);
    return m_serials[row] >= 0 ? qHashMulti(0, m_texts[ManagerText][row], m_serials[row], seconds)
                               : qHashMulti(1, m_texts[ManagerText][row], m_ids[row], placeOf(row), seconds);
}

bool AlarmTable::isSame(Row a, Row b) const
{
    if (m_texts[ManagerText][a] != m_texts[ManagerText][b] || m_serials[a] != m_serials[b]
        || secondsOf(m_generated[a], noTime) != secondsOf(m_generated[b], noTime))
        return false;
    return m_serials[a] >= 0 || (m_ids[a] == m_ids[b] && placeOf(a) == placeOf(b));
}

void AlarmTable::growSlots()
{
    m_slots.assign(m_slots.size() * 2, 0);
    for (Row row = 0; row < size(); ++row) {
        std::size_t slot = hashOf(row) & (m_slots.size() - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (m_slots.size() - 1);
        m_slots[slot] = row + 1;
    }
}

AlarmTable::Put AlarmTable::put(const Alarm &alarm)
{
    // As a row of its own at first: then it compares as rows do, without a text being made.
    const Row last = static_cast<Row>(size());
    append();
    set(last, alarm);
    std::size_t slot = hashOf(last) & (m_slots.size() - 1);
    while (m_slots[slot] != 0 && !isSame(m_slots[slot] - 1, last))
        slot = (slot + 1) & (m_slots.size() - 1);
    if (m_slots[slot] == 0) {
        m_slots[slot] = last + 1;
        if (size() * 2 > m_slots.size())
            growSlots();
        return {.row = last, .what = Put::Added};
    }
    const Row row = m_slots[slot] - 1;
    removeLast();
    const Alarm known = this->alarm(row);
    Alarm heard = alarm;
    heard.further.clear();
    const Alarm both = joined(known, heard);
    const bool isNews = both.severity != known.severity || both.status != known.status || both.category != known.category || both.id != known.id
        || both.generated.instant != known.generated.instant || both.cleared.instant != known.cleared.instant || both.clearsItself != known.clearsItself
        || both.name != known.name || both.source != known.source || both.object != known.object || both.cause != known.cause
        || both.additional != known.additional || both.location.text != known.location.text;
    if (isNews)
        set(row, both);
    return {.row = row, .what = isNews ? Put::Changed : Put::Same};
}

Alarm AlarmTable::alarm(Row row) const
{
    const auto time = [](qint64 instant, AlarmTime::Certainty certainty) {
        AlarmTime known = instant == noTime ? AlarmTime() : alarmTimeOf(Instant(std::chrono::milliseconds(instant)));
        known.certainty = instant == noTime ? AlarmTime::None : certainty;
        return known;
    };
    const std::uint8_t clears = m_categories[row] & static_cast<std::uint8_t>(~categoryBits);
    return {.manager = text(ManagerText, row),
            .id = m_ids[row],
            .name = text(NameText, row),
            .severity = severity(row),
            .category = category(row),
            .status = status(row),
            .generated = time(m_generated[row], static_cast<AlarmTime::Certainty>(m_certainties[row])),
            .cleared = time(m_cleared[row], AlarmTime::Exact),
            .source = text(SourceText, row),
            .object = text(ObjectText, row),
            .clearsItself = clears == clearsUnknown ? std::nullopt : std::optional(clears == clearsItself),
            .serial = serial(row),
            .cause = text(CauseText, row),
            .additional = text(AdditionalText, row),
            .location = readLocation(text(LocationText, row))};
}

bool AlarmTable::contains(Row row, const QString &needle) const
{
    const auto isIn = [&](Text column) { return m_pools[column].contains(m_texts[column][row], needle); };
    return std::any_of(searched.begin(), searched.end(), isIn) || (m_serials[row] >= 0 && QString::number(m_serials[row]).contains(needle));
}

BitSet AlarmTable::containing(const QString &needle) const
{
    BitSet rows(size());
    for (const Text column : searched) {
        std::size_t hits = 0;
        const BitSet texts = m_pools[column].containing(needle, hits);
        if (hits == 0) // most columns know nothing of most words
            continue;
        const std::vector<TextPool::Number> &numbers = m_texts[column];
        for (std::size_t row = 0; row < numbers.size(); ++row)
            rows.add(row, texts.test(numbers[row]));
    }
    const bool isNumber = !needle.isEmpty() && needle.size() <= mostDigits - 1
        && std::all_of(needle.begin(), needle.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber)
        return rows;
    qint64 power = 1;
    for (qsizetype i = 0; i < needle.size(); ++i)
        power *= 10;
    const qint64 digits = needle.toLongLong();
    for (std::size_t row = 0; row < m_serials.size(); ++row)
        rows.add(row, containsDigits(m_serials[row], digits, power));
    return rows;
}

std::size_t AlarmTable::bytes() const
{
    std::size_t all = m_ids.capacity() * sizeof(int) + m_canonical.bytes() + m_places.capacity() * sizeof(TextPool::Number)
        + m_parts.capacity() * sizeof(m_parts.front()) + m_slots.capacity() * sizeof(Row);
    for (const std::vector<std::uint8_t> *column : {&m_severities, &m_states, &m_categories, &m_certainties})
        all += column->capacity();
    for (const std::vector<qint64> *column : {&m_generated, &m_cleared, &m_serials})
        all += column->capacity() * sizeof(qint64);
    for (const std::vector<TextPool::Number> &column : m_texts)
        all += column.capacity() * sizeof(TextPool::Number);
    for (const TextPool &pool : m_pools)
        all += pool.bytes();
    return all;
}

} // namespace claviger
