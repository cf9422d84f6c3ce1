// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/syslogshapes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// Looks before it asks: a hostile message asks a hundred thousand times.
bool isTimeText(QStringView text)
{
    if (text.isEmpty() || !isDigits(text.first(1)))
        return text.startsWith(u'-') && (text == "-1"_L1);
    const bool isDate = text.size() >= 14 && (text[4] == u'-' || text[4] == u'/' || text[4] == u'.');
    const bool isEpoch = text.size() <= 13 && isDigits(text);
    return (isDate || isEpoch) && (text == "0"_L1 || readAlarmTime(text.toString(), QTimeZone::utc()).isKnown());
}

bool isYesOrNo(QStringView text)
{
    return text == "0"_L1 || text == "1"_L1 || text.compare("yes"_L1, Qt::CaseInsensitive) == 0 || text.compare("no"_L1, Qt::CaseInsensitive) == 0
        || text.compare("true"_L1, Qt::CaseInsensitive) == 0 || text.compare("false"_L1, Qt::CaseInsensitive) == 0;
}

} // namespace

qsizetype longestValue(AlarmField field)
{
    switch (field) {
    case AlarmField::Id:
        return 13; // ALM- and nine digits
    case AlarmField::Serial:
        return 19;
    case AlarmField::Category:
    case AlarmField::ClearsItself:
    case AlarmField::Status:
    case AlarmField::Severity:
        return 24;
    case AlarmField::Generated:
    case AlarmField::Cleared:
        return 40;
    case AlarmField::Source:
    case AlarmField::Name:
    case AlarmField::Location:
    case AlarmField::Cause:
    case AlarmField::Additional:
    case AlarmField::Object:
        break;
    }
    return 0;
}

bool mayBeEmpty(AlarmField field)
{
    return field != AlarmField::Id && field != AlarmField::Generated && field != AlarmField::Name;
}

bool hasShape(AlarmField field, QStringView value)
{
    if (saysNothing(value))
        return mayBeEmpty(field);
    switch (field) {
    case AlarmField::Id:
        return isDigits(value.startsWith("ALM-"_L1, Qt::CaseInsensitive) ? value.sliced(4) : value) && value.size() <= 13;
    case AlarmField::Serial:
        return isDigits(value);
    case AlarmField::Category:
        return categoryOf(value.toString()).has_value();
    case AlarmField::ClearsItself:
        return isYesOrNo(value);
    case AlarmField::Status:
        return value == "1"_L1 || statusOf(value.toString()) != AlarmStatus::Unknown; // 1: "undefined"
    case AlarmField::Severity:
        return severityOf(value.toString()) != AlarmSeverity::Unknown;
    case AlarmField::Generated:
    case AlarmField::Cleared:
        return isTimeText(value);
    case AlarmField::Source:
    case AlarmField::Name:
    case AlarmField::Location:
    case AlarmField::Cause:
    case AlarmField::Additional:
    case AlarmField::Object:
        break;
    }
    return true;
}

bool mayBeginValue(AlarmField field, QStringView rest)
{
    if (field != AlarmField::Location || rest.startsWith("--"_L1))
        return true;
    // Keys may have blanks in them, but then the name of an alarm before a location would belong to its first key.
    for (const QLatin1StringView known : {"Cluster Name="_L1, "Service Name="_L1, "Role Name="_L1, "Host Name="_L1})
        if (rest.startsWith(known, Qt::CaseInsensitive))
            return true;
    constexpr qsizetype longestFirstKey = 64;
    const QStringView head = rest.first(std::min(rest.size(), longestFirstKey));
    const auto *equals = std::find_if_not(head.begin(), head.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
    return equals != head.end() && equals != head.begin() && *equals == u'=' && head.front().isLetter();
}

} // namespace claviger
