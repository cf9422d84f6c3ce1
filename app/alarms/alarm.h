// SPDX-License-Identifier: Apache-2.0
// An alarm of FusionInsight Manager with all its documented fields (manager.md, 2.1), however it was heard of.
#pragma once

#include "app/alarms/alarmlocation.h"
#include "app/alarms/alarmtime.h"

#include <QMetaType>

#include <map>

namespace claviger {

// As Manager numbers them. Suggestion is Warning in thresholds, on the MRS console and in old releases.
enum class AlarmSeverity { Unknown = 0, Critical = 1, Major = 2, Minor = 3, Suggestion = 4 };

enum class AlarmCategory { Fault = 0, Clear = 1, Event = 2 };

enum class AlarmStatus {
    Unknown,
    Uncleared,
    ClearedAutomatically,
    ClearedManually,
    Cleared, // how is not told
};

struct Alarm
{
    QString manager = {}; // id of the connection that it belongs to; empty: not assigned to one
    int id = 0;           // 45741; 0: not told
    QString name = {};
    AlarmSeverity severity = AlarmSeverity::Unknown;
    AlarmCategory category = AlarmCategory::Fault;
    AlarmStatus status = AlarmStatus::Unknown;
    AlarmTime generated = {};
    AlarmTime cleared = {};
    QString source = {}; // name of the cluster
    QString object = {}; // service, process or module
    std::optional<bool> clearsItself = {};
    std::optional<qint64> serial = {}; // of the fault and of its clear
    QString cause = {};
    QString additional = {};
    AlarmLocation location = {};
    std::map<QString, QString> further = {}; // what else was sent, by its own name; and what could not be read of the above

    [[nodiscard]] bool isCleared() const { return status == AlarmStatus::ClearedAutomatically || status == AlarmStatus::ClearedManually || status == AlarmStatus::Cleared; }
    // By the location, else by the source or the object; empty: not told.
    [[nodiscard]] QString cluster() const;
    [[nodiscard]] QString service() const;
    [[nodiscard]] QString host() const; // for 12037 an address of the NTP server: never resolve it

    friend bool operator==(const Alarm &, const Alarm &) = default;
};

[[nodiscard]] QString severityId(AlarmSeverity severity); // critical, major, minor, suggestion, unknown
[[nodiscard]] QString severityText(AlarmSeverity severity);
[[nodiscard]] QString statusId(AlarmStatus status); // uncleared, cleared-automatically, ...
[[nodiscard]] QString statusText(AlarmStatus status);

// By number or by word, English or Chinese, in any case; Unknown, or none: no such word.
[[nodiscard]] AlarmSeverity severityOf(const QString &text);
[[nodiscard]] AlarmStatus statusOf(const QString &text);
[[nodiscard]] std::optional<AlarmCategory> categoryOf(const QString &text);

} // namespace claviger

Q_DECLARE_METATYPE(claviger::Alarm)
