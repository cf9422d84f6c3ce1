// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarm.h"

#include "app/alarms/words.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

template <typename Value>
using WordOf = std::pair<const char16_t *, Value>;

// Severities of the web page, of syslog, of thresholds and of the Chinese interface.
constexpr std::array<WordOf<AlarmSeverity>, 20> severityWords{{
    {u"1", AlarmSeverity::Critical},
    {u"critical", AlarmSeverity::Critical},
    {u"紧急", AlarmSeverity::Critical},
    {u"严重", AlarmSeverity::Critical},
    {u"致命", AlarmSeverity::Critical},
    {u"2", AlarmSeverity::Major},
    {u"major", AlarmSeverity::Major},
    {u"重要", AlarmSeverity::Major},
    {u"主要", AlarmSeverity::Major},
    {u"3", AlarmSeverity::Minor},
    {u"minor", AlarmSeverity::Minor},
    {u"次要", AlarmSeverity::Minor},
    {u"一般", AlarmSeverity::Minor},
    {u"4", AlarmSeverity::Suggestion},
    {u"suggestion", AlarmSeverity::Suggestion},
    {u"warning", AlarmSeverity::Suggestion},
    {u"info", AlarmSeverity::Suggestion},
    {u"提示", AlarmSeverity::Suggestion},
    {u"警告", AlarmSeverity::Suggestion},
    {u"建议", AlarmSeverity::Suggestion},
}};

constexpr std::array<WordOf<AlarmStatus>, 16> statusWords{{
    {u"-1", AlarmStatus::Uncleared},
    {u"uncleared", AlarmStatus::Uncleared},
    {u"not cleared", AlarmStatus::Uncleared},
    {u"active", AlarmStatus::Uncleared},
    {u"未清除", AlarmStatus::Uncleared},
    {u"0", AlarmStatus::ClearedAutomatically},
    {u"auto", AlarmStatus::ClearedAutomatically},
    {u"automatically cleared", AlarmStatus::ClearedAutomatically},
    {u"自动", AlarmStatus::ClearedAutomatically},
    {u"自动清除", AlarmStatus::ClearedAutomatically},
    {u"2", AlarmStatus::ClearedManually},
    {u"manual", AlarmStatus::ClearedManually},
    {u"manually cleared", AlarmStatus::ClearedManually},
    {u"手动清除", AlarmStatus::ClearedManually},
    {u"cleared", AlarmStatus::Cleared},
    {u"已清除", AlarmStatus::Cleared},
}};

constexpr std::array<WordOf<AlarmCategory>, 9> categoryWords{{
    {u"0", AlarmCategory::Fault},
    {u"fault", AlarmCategory::Fault},
    {u"故障", AlarmCategory::Fault},
    {u"1", AlarmCategory::Clear},
    {u"clear", AlarmCategory::Clear},
    {u"清除", AlarmCategory::Clear},
    {u"2", AlarmCategory::Event},
    {u"event", AlarmCategory::Event},
    {u"事件", AlarmCategory::Event},
}};

template <typename Value, std::size_t count>
std::optional<Value> wordIn(const std::array<WordOf<Value>, count> &words, const QString &text)
{
    const QString plain = text.simplified();
    for (const auto &[word, value] : words)
        if (plain.compare(QStringView(word), Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

QString firstTold(const std::optional<QString> &part, const QString &otherwise)
{
    return part && !part->isEmpty() ? *part : otherwise;
}

} // namespace

QString Alarm::cluster() const
{
    return firstTold(location.value(u"Source"_s), firstTold(location.value(u"ClusterName"_s), source));
}

QString Alarm::service() const
{
    return firstTold(location.value(u"ServiceName"_s), firstTold(location.value(u"ServiceNam"_s), object)); // so on the page of 18000
}

QString Alarm::host() const
{
    return location.value(u"HostName"_s).value_or(QString());
}

QString severityId(AlarmSeverity severity)
{
    switch (severity) {
    case AlarmSeverity::Critical:
        return u"critical"_s;
    case AlarmSeverity::Major:
        return u"major"_s;
    case AlarmSeverity::Minor:
        return u"minor"_s;
    case AlarmSeverity::Suggestion:
        return u"suggestion"_s;
    case AlarmSeverity::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString severityText(AlarmSeverity severity)
{
    switch (severity) {
    case AlarmSeverity::Critical:
        return AlarmWords::tr("Critical");
    case AlarmSeverity::Major:
        return AlarmWords::tr("Major");
    case AlarmSeverity::Minor:
        return AlarmWords::tr("Minor");
    case AlarmSeverity::Suggestion:
        return AlarmWords::tr("Suggestion");
    case AlarmSeverity::Unknown:
        break;
    }
    return AlarmWords::tr("Severity unknown");
}

QString statusId(AlarmStatus status)
{
    switch (status) {
    case AlarmStatus::Uncleared:
        return u"uncleared"_s;
    case AlarmStatus::ClearedAutomatically:
        return u"cleared-automatically"_s;
    case AlarmStatus::ClearedManually:
        return u"cleared-manually"_s;
    case AlarmStatus::Cleared:
        return u"cleared"_s;
    case AlarmStatus::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString statusText(AlarmStatus status)
{
    switch (status) {
    case AlarmStatus::Uncleared:
        return AlarmWords::tr("Uncleared");
    case AlarmStatus::ClearedAutomatically:
        return AlarmWords::tr("Cleared by itself");
    case AlarmStatus::ClearedManually:
        return AlarmWords::tr("Cleared by hand");
    case AlarmStatus::Cleared:
        return AlarmWords::tr("Cleared");
    case AlarmStatus::Unknown:
        break;
    }
    return AlarmWords::tr("State unknown");
}

AlarmSeverity severityOf(const QString &text)
{
    return wordIn(severityWords, text).value_or(AlarmSeverity::Unknown);
}

AlarmStatus statusOf(const QString &text)
{
    return wordIn(statusWords, text).value_or(AlarmStatus::Unknown);
}

std::optional<AlarmCategory> categoryOf(const QString &text)
{
    return wordIn(categoryWords, text);
}

} // namespace claviger
