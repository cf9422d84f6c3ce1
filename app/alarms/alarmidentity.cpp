// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmidentity.h"

#include <QHashFunctions>

namespace claviger {

namespace {

void fill(QString &known, const QString &heard)
{
    if (known.isEmpty())
        known = heard;
}

template <typename Value>
void fill(std::optional<Value> &known, const std::optional<Value> &heard)
{
    if (!known)
        known = heard;
}

// One that is certain goes before one that is not.
void fill(AlarmTime &known, const AlarmTime &heard)
{
    const bool isBetter = heard.isKnown() && (!known.isKnown() || (known.certainty != AlarmTime::Exact && heard.certainty == AlarmTime::Exact));
    if (isBetter || (known.certainty == AlarmTime::None && heard.certainty != AlarmTime::None))
        known = heard;
}

} // namespace

size_t qHash(const AlarmKey &key, size_t seed)
{
    return qHashMulti(seed, key.manager, key.serial, key.id, key.place, static_cast<qint64>(key.generated.time_since_epoch().count()));
}

AlarmKey alarmKeyOf(const Alarm &alarm)
{
    AlarmKey key{.manager = alarm.manager};
    if (alarm.generated.instant)
        key.generated = std::chrono::floor<std::chrono::seconds>(*alarm.generated.instant);
    if (alarm.serial) {
        key.serial = *alarm.serial;
    } else {
        key.id = alarm.id;
        key.place = alarm.location.canonical();
    }
    return key;
}

Alarm joined(const Alarm &known, const Alarm &heard)
{
    Alarm all = known;
    if (all.id == 0)
        all.id = heard.id;
    for (QString Alarm::*text : {&Alarm::name, &Alarm::source, &Alarm::object, &Alarm::cause, &Alarm::additional})
        fill(all.*text, heard.*text);
    fill(all.generated, heard.generated);
    fill(all.cleared, heard.cleared);
    fill(all.clearsItself, heard.clearsItself);
    fill(all.serial, heard.serial);
    if (all.location.parts.empty())
        all.location = heard.location;
    if (heard.severity != AlarmSeverity::Unknown)
        all.severity = heard.severity;
    if (!all.isCleared() || (all.status == AlarmStatus::Cleared && heard.isCleared()))
        all.status = heard.status == AlarmStatus::Unknown ? all.status : heard.status;
    if (all.category == AlarmCategory::Clear) // the clear came first
        all.category = heard.category;
    for (const auto &[name, value] : heard.further)
        all.further.insert({name, value});
    return all;
}

} // namespace claviger
