// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/alarmledger.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr quint32 anyText = std::numeric_limits<quint32>::max();

// The field that a key of Location is about, whatever the spelling; null: none of these.
const QString *fieldOf(const Alarm &alarm, const QString &key)
{
    const QString plain = key.toLower().remove(u' ');
    if (plain == "source"_L1 || plain == "clustername"_L1)
        return &alarm.source;
    if (plain == "servicename"_L1 || plain == "servicenam"_L1)
        return &alarm.serviceName;
    if (plain == "rolename"_L1)
        return &alarm.roleName;
    return plain == "hostname"_L1 ? &alarm.hostName : nullptr;
}

} // namespace

QString Alarm::location() const
{
    QStringList pairs;
    const QStringList keys = locationKeys.split(u',');
    for (const QString &key : keys) {
        if (const QString *field = fieldOf(*this, key))
            pairs.append(key + u'=' + *field);
    }
    if (!moreLocation.isEmpty())
        pairs.append(moreLocation);
    return pairs.join(u';');
}

struct AlarmLedger::Filter
{
    // What is known of a kind or text: whether the words that are looked for stand in it.
    enum Found : signed char { NotLookedAt = -1, No, Yes };

    AlarmQuery query;
    const AlarmLedger *ledger;
    std::vector<bool> kinds; // by kind: fits id, severity, service and the query's own question
    std::vector<Instant> hiddenFrom = {}; // by kind; empty: none is hidden
    Text source = anyText, hostName = anyText;
    std::vector<Found> kindsFound = {}, textsFound = {}; // empty: no words are looked for

    [[nodiscard]] bool fits(const Record &record, bool isActive)
    {
        return kinds[record.kind] && (source == anyText || source == record.source)
            && (hostName == anyText || hostName == record.hostName)
            && (query.state == AlarmQuery::Any || isActive == (query.state == AlarmQuery::Active))
            && !(query.from && record.occurred < *query.from) && !(query.until && *query.until < record.occurred)
            && (!query.clearType || *query.clearType == record.clearType)
            && (hiddenFrom.empty() || record.occurred < hiddenFrom[record.kind])
            && (query.text.isEmpty() || hasText(record));
    }

private:
    // Each text is looked through once, however many alarms share it.
    [[nodiscard]] bool hasText(const Record &record)
    {
        Found &kind = kindsFound[record.kind];
        if (kind == NotLookedAt)
            kind = stands(ledger->m_kinds[record.kind]) ? Yes : No;
        return kind == Yes || textHas(record.hostName) || textHas(record.additionalInfo) || textHas(record.source)
            || textHas(record.moreLocation);
    }

    [[nodiscard]] bool textHas(Text place)
    {
        Found &found = textsFound[place];
        if (found == NotLookedAt)
            found = ledger->m_texts[place].text.contains(query.text, Qt::CaseInsensitive) ? Yes : No;
        return found == Yes;
    }

    [[nodiscard]] bool stands(const Alarm &kind) const
    {
        const auto has = [this](const QString &text) { return text.contains(query.text, Qt::CaseInsensitive); };
        return QString::number(kind.id) == query.text || has(kind.name) || has(kind.object) || has(kind.cause)
            || has(kind.serviceName) || has(kind.roleName);
    }
};

qint64 AlarmLedger::raise(const Alarm &alarm)
{
    const qint64 serial = enter(alarm);
    if (m_listener)
        m_listener(*find(serial));
    return serial;
}

qint64 AlarmLedger::remember(const Alarm &past)
{
    return enter(past);
}

qint64 AlarmLedger::enter(const Alarm &alarm)
{
    const qint64 serial = m_firstSerial + static_cast<qint64>(m_alarms.size());
    Record record{.occurred = alarm.occurred,
                  .cleared = alarm.cleared.value_or(Instant()),
                  .kind = kindOf(alarm),
                  .source = store(alarm.source),
                  .hostName = store(alarm.hostName),
                  .moreLocation = store(alarm.moreLocation),
                  .additionalInfo = store(alarm.additionalInfo),
                  .clearType = alarm.clearType};
    if (alarm.cleared && alarm.clearType == Alarm::NotCleared)
        record.clearType = Alarm::Automatic;
    m_alarms.push_back(record);
    Tally &tally = tallyOf(record);
    ++tally.all;
    if (isActive(record)) {
        ++tally.active;
        m_active.insert(m_active.end(), serial);
        ++m_activeBySeverity.at(alarm.severity);
        m_activeByPlace.insert(placeOf(record), serial);
    }
    dropOldest();
    return serial;
}

bool AlarmLedger::clear(qint64 serial, Alarm::ClearType type, Instant when)
{
    if (type == Alarm::NotCleared || m_active.erase(serial) == 0)
        return false;
    const auto outlasting = m_outlasting.find(serial);
    Record &cleared = outlasting != m_outlasting.end() ? outlasting->second
                                                       : m_alarms[static_cast<std::size_t>(serial - m_firstSerial)];
    cleared.cleared = when;
    cleared.clearType = type;
    --m_activeBySeverity.at(m_kinds[cleared.kind].severity);
    --tallyOf(cleared).active;
    m_activeByPlace.remove(placeOf(cleared), serial);
    const Alarm alarm = alarmOf(serial, cleared);
    if (outlasting != m_outlasting.end()) { // as old as those that went before
        forget(outlasting->second);
        m_outlasting.erase(outlasting);
    }
    if (m_listener)
        m_listener(alarm);
    return true;
}

qint64 AlarmLedger::activeOn(int id, const QString &source, const QString &hostName) const
{
    const Place place{
        .id = id, .source = m_textPlaces.value(source, anyText), .hostName = m_textPlaces.value(hostName, anyText)};
    return m_activeByPlace.value(place, 0);
}

std::optional<Alarm> AlarmLedger::find(qint64 serial) const
{
    const Record *found = record(serial);
    return found ? std::optional(alarmOf(serial, *found)) : std::nullopt;
}

std::size_t AlarmLedger::count(const AlarmQuery &query) const
{
    std::size_t count = 0;
    if (isCounted(query)) {
        const std::optional<Filter> filter = filterFor(query);
        if (!filter)
            return 0;
        for (auto it = m_tallies.begin(); it != m_tallies.end(); ++it) {
            if (!filter->kinds[it.key().kind] || (filter->source != anyText && filter->source != it.key().source))
                continue;
            if (query.state != AlarmQuery::NotActive)
                count += it->active;
            if (query.state != AlarmQuery::Active)
                count += it->all - it->active;
        }
        return count;
    }
    walk(query, [&count](qint64, const Record &) {
        ++count;
        return true;
    });
    return count;
}

bool AlarmLedger::isCounted(const AlarmQuery &query)
{
    return query.hostName.isEmpty() && !query.from && !query.until && !query.clearType && query.text.isEmpty()
        && !query.before && query.hidden.isEmpty();
}

void AlarmLedger::visitActiveGroups(const GroupVisitor &visitor) const
{
    for (auto it = m_tallies.begin(); it != m_tallies.end(); ++it) {
        if (it->active > 0)
            visitor(m_kinds[it.key().kind], m_texts[it.key().source].text, it->active);
    }
}

void AlarmLedger::visit(const AlarmQuery &query, const Visitor &visitor, std::size_t skip) const
{
    walk(query, [&](qint64 serial, const Record &record) {
        if (skip > 0) {
            --skip;
            return true;
        }
        return visitor(alarmOf(serial, record));
    });
}

void AlarmLedger::keepAtMost(std::size_t count)
{
    m_longest = count;
    dropOldest();
}

void AlarmLedger::clearAll()
{
    m_firstSerial += static_cast<qint64>(m_alarms.size());
    m_alarms.clear();
    m_outlasting.clear();
    m_active.clear();
    m_activeBySeverity = {};
    m_activeByPlace.clear();
    m_kinds.clear();
    m_kindBySort.clear();
    m_tallies.clear();
    m_texts.clear();
    m_freePlaces.clear();
    m_textPlaces.clear();
}

AlarmLedger::Text AlarmLedger::store(const QString &text)
{
    Text place = m_textPlaces.value(text, anyText);
    if (place == anyText) {
        if (m_freePlaces.empty()) {
            place = static_cast<Text>(m_texts.size());
            m_texts.emplace_back();
        } else {
            place = m_freePlaces.back();
            m_freePlaces.pop_back();
        }
        m_texts[place].text = text;
        m_textPlaces.insert(text, place);
    }
    ++m_texts[place].uses;
    return place;
}

void AlarmLedger::release(Text place)
{
    StoredText &stored = m_texts[place];
    if (--stored.uses > 0)
        return;
    m_textPlaces.remove(stored.text);
    stored.text.clear();
    m_freePlaces.push_back(place);
}

void AlarmLedger::forget(const Record &record)
{
    const auto tally = m_tallies.find({record.kind, record.source});
    if (--tally->all == 0)
        m_tallies.remove({record.kind, record.source}); // its source may go
    for (const Text place : {record.source, record.hostName, record.moreLocation, record.additionalInfo})
        release(place);
}

quint32 AlarmLedger::kindOf(const Alarm &alarm)
{
    const Sort sort{.id = alarm.id,
                    .flags = alarm.severity * 100 + alarm.category * 10 + (alarm.clearsItself ? 1 : 0),
                    .name = alarm.name,
                    .object = alarm.object,
                    .cause = alarm.cause,
                    .serviceName = alarm.serviceName,
                    .roleName = alarm.roleName,
                    .locationKeys = alarm.locationKeys};
    const auto known = m_kindBySort.constFind(sort);
    if (known != m_kindBySort.constEnd())
        return *known;
    const auto kind = static_cast<quint32>(m_kinds.size());
    m_kinds.push_back({.id = alarm.id,
                       .name = alarm.name,
                       .severity = alarm.severity,
                       .category = alarm.category,
                       .clearsItself = alarm.clearsItself,
                       .object = alarm.object,
                       .cause = alarm.cause,
                       .serviceName = alarm.serviceName,
                       .roleName = alarm.roleName,
                       .locationKeys = alarm.locationKeys});
    m_kindBySort.insert(sort, kind);
    return kind;
}

Alarm AlarmLedger::alarmOf(qint64 serial, const Record &record) const
{
    Alarm alarm = m_kinds[record.kind];
    alarm.serial = serial;
    alarm.source = m_texts[record.source].text;
    alarm.hostName = m_texts[record.hostName].text;
    alarm.moreLocation = m_texts[record.moreLocation].text;
    alarm.additionalInfo = m_texts[record.additionalInfo].text;
    alarm.occurred = record.occurred;
    alarm.clearType = record.clearType;
    if (record.clearType != Alarm::NotCleared)
        alarm.cleared = record.cleared;
    return alarm;
}

bool AlarmLedger::isActive(const Record &record) const
{
    return record.clearType == Alarm::NotCleared && m_kinds[record.kind].category == Alarm::Fault;
}

const AlarmLedger::Record *AlarmLedger::record(qint64 serial) const
{
    const qint64 place = serial - m_firstSerial;
    if (place >= 0 && place < static_cast<qint64>(m_alarms.size()))
        return &m_alarms[static_cast<std::size_t>(place)];
    const auto outlasting = m_outlasting.find(serial);
    return outlasting == m_outlasting.end() ? nullptr : &outlasting->second;
}

AlarmLedger::Place AlarmLedger::placeOf(const Record &record) const
{
    return {.id = m_kinds[record.kind].id, .source = record.source, .hostName = record.hostName};
}

std::optional<AlarmLedger::Filter> AlarmLedger::filterFor(const AlarmQuery &query) const
{
    Filter filter{.query = query, .ledger = this, .kinds = std::vector<bool>(m_kinds.size())};
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        filter.kinds[i] = (!query.id || m_kinds[i].id == *query.id)
            && (!query.severity || m_kinds[i].severity == *query.severity)
            && (query.serviceName.isEmpty() || m_kinds[i].serviceName == query.serviceName)
            && (!query.sort || query.sort(m_kinds[i]));
    }
    if (!query.hidden.isEmpty()) {
        filter.hiddenFrom.reserve(m_kinds.size());
        for (const Alarm &kind : m_kinds)
            filter.hiddenFrom.push_back(query.hidden.value(kind.id, Instant::max()));
    }
    if (!query.text.isEmpty()) {
        filter.kindsFound.assign(m_kinds.size(), Filter::NotLookedAt);
        filter.textsFound.assign(m_texts.size(), Filter::NotLookedAt);
    }
    const auto look = [this](const QString &text, Text *place) {
        if (text.isEmpty())
            return true;
        const auto known = m_textPlaces.constFind(text);
        if (known == m_textPlaces.constEnd())
            return false;
        *place = *known;
        return true;
    };
    if (!look(query.source, &filter.source) || !look(query.hostName, &filter.hostName))
        return {};
    return filter;
}

template <typename Function>
void AlarmLedger::walk(const AlarmQuery &query, Function function) const
{
    std::optional<Filter> filter = filterFor(query);
    if (!filter)
        return;
    const qint64 end = m_firstSerial + static_cast<qint64>(m_alarms.size());
    const qint64 before = std::min(query.before.value_or(end), end);
    const auto meet = [&](qint64 serial, const Record &met) {
        return !filter->fits(met, isActive(met)) || function(serial, met);
    };
    if (query.state == AlarmQuery::Active) {
        for (auto serial = std::make_reverse_iterator(m_active.lower_bound(before)); serial != m_active.rend();
             ++serial) {
            if (!meet(*serial, *record(*serial)))
                return;
        }
        return;
    }
    qint64 serial = std::max(before, m_firstSerial);
    for (auto it = m_alarms.rbegin() + (end - serial); it != m_alarms.rend(); ++it) {
        if (!meet(--serial, *it))
            return;
    }
    for (auto it = std::make_reverse_iterator(m_outlasting.lower_bound(before)); it != m_outlasting.rend(); ++it) {
        if (!meet(it->first, it->second))
            return;
    }
}

void AlarmLedger::dropOldest()
{
    while (m_alarms.size() > m_longest) {
        if (isActive(m_alarms.front()))
            m_outlasting.emplace(m_firstSerial, m_alarms.front());
        else
            forget(m_alarms.front());
        m_alarms.pop_front();
        ++m_firstSerial;
    }
}

} // namespace claviger::sim
