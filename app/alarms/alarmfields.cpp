// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmfields.h"

#include <QHash>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct FieldNames
{
    AlarmField field;
    const char16_t *syslog;
    std::array<const char16_t *, 6> others; // labels of the web page first; null: no more
};

constexpr std::array<FieldNames, 14> fieldNames{{
    {AlarmField::Source, u"dn", {u"Source", u"Cluster", u"Cluster Name", u"来源", u"集群"}},
    {AlarmField::Id, u"id", {u"Alarm ID", u"alarmId", u"Event ID", u"告警ID", u"事件ID"}},
    {AlarmField::Name, u"name", {u"Alarm Name", u"alarmName", u"Event Name", u"告警名称", u"事件名称"}},
    {AlarmField::Serial, u"serialNo", {u"Serial Number", u"Serial No.", u"sn", u"序列号", u"流水号"}},
    {AlarmField::Category, u"category", {u"Type", u"Alarm Type", u"类型", u"告警类型"}},
    {AlarmField::Generated, u"occurTime", {u"Generated", u"Generated At", u"Occurrence Time", u"产生时间", u"发生时间"}},
    {AlarmField::Cleared, u"clearTime", {u"Cleared", u"Cleared At", u"Clearance Time", u"清除时间"}},
    {AlarmField::ClearsItself, u"isAutoClear", {u"Automatically Cleared", u"Auto Cleared", u"Auto Clear", u"是否自动清除", u"自动清除"}},
    {AlarmField::Location, u"locationInfo", {u"Location", u"Location Information", u"定位信息"}},
    {AlarmField::Status, u"clearType", {u"Alarm Status", u"Status", u"Clear Type", u"告警状态", u"清除类型"}},
    {AlarmField::Severity, u"level", {u"Severity", u"Alarm Severity", u"级别", u"告警级别"}},
    {AlarmField::Cause, u"cause", {u"Alarm Cause", u"Event Cause", u"Possible Cause", u"告警原因", u"原因"}},
    {AlarmField::Additional, u"additionalInfo", {u"Additional Information", u"附加信息"}},
    {AlarmField::Object, u"object", {u"Alarm Object", u"对象", u"告警对象"}},
}};

// "Serial No.", "serial_no" and "SerialNo" are one name.
QString plainName(QStringView name)
{
    QString plain;
    for (const QChar c : name)
        if (c.isLetterOrNumber())
            plain.append(c.toLower());
    return plain;
}

const QHash<QString, AlarmField> &fieldsByName()
{
    static const QHash<QString, AlarmField> all = [] {
        QHash<QString, AlarmField> fields;
        for (const FieldNames &one : fieldNames) {
            fields.insert(plainName(QStringView(one.syslog)), one.field);
            for (const char16_t *name : one.others)
                if (name)
                    fields.insert(plainName(QStringView(name)), one.field);
        }
        return fields;
    }();
    return all;
}

std::optional<bool> yesOrNo(const QString &text)
{
    static const QStringList yes{u"1"_s, u"yes"_s, u"true"_s, u"是"_s}, no{u"0"_s, u"no"_s, u"false"_s, u"否"_s};
    const QString plain = text.simplified().toLower();
    return yes.contains(plain) ? std::optional(true) : no.contains(plain) ? std::optional(false) : std::nullopt;
}

QString absentOr(const QString &text)
{
    const QString plain = text.trimmed();
    return saysNothing(plain) ? QString() : plain;
}

class AlarmBuilder
{
public:
    explicit AlarmBuilder(const AlarmReadingContext &context)
        : m_context(context)
    {
        m_alarm.manager = context.manager;
    }

    void take(const NamedValue &one)
    {
        const std::optional<AlarmField> field = alarmFieldOf(one.name);
        const QString value = absentOr(one.value);
        if (value.isEmpty())
            return;
        const bool isTaken = field && !m_seen.contains(static_cast<int>(*field)) && set(*field, value);
        if (isTaken)
            m_seen.append(static_cast<int>(*field));
        else
            m_alarm.further.insert_or_assign(one.name.trimmed(), value);
    }
    [[nodiscard]] std::optional<Alarm> finished()
    {
        if (m_alarm.id == 0 && m_alarm.name.isEmpty() && m_alarm.location.parts.empty())
            return {};
        decideStatus();
        return m_alarm;
    }

private:
    // False: it cannot be read.
    bool set(AlarmField field, const QString &value)
    {
        switch (field) {
        case AlarmField::Source:
            m_alarm.source = value;
            return true;
        case AlarmField::Id:
            return setId(value);
        case AlarmField::Name:
            m_alarm.name = value;
            return true;
        case AlarmField::Serial:
            return setSerial(value);
        case AlarmField::Category:
            m_category = categoryOf(value);
            return m_category.has_value();
        case AlarmField::Generated:
            m_alarm.generated = readAlarmTime(value, m_context.zone);
            return true;
        case AlarmField::Cleared:
            m_alarm.cleared = readAlarmTime(value, m_context.zone);
            return true;
        case AlarmField::ClearsItself:
            m_alarm.clearsItself = yesOrNo(value);
            return m_alarm.clearsItself.has_value();
        case AlarmField::Location:
            m_alarm.location = readLocation(value);
            return true;
        case AlarmField::Status:
            m_alarm.status = statusOf(value);
            return m_alarm.status != AlarmStatus::Unknown;
        case AlarmField::Severity:
            m_alarm.severity = severityOf(value);
            return m_alarm.severity != AlarmSeverity::Unknown;
        case AlarmField::Cause:
            m_alarm.cause = value;
            return true;
        case AlarmField::Additional:
            m_alarm.additional = value;
            return true;
        case AlarmField::Object:
            m_alarm.object = value;
            return true;
        }
        return false;
    }
    // "ALM-45741" is what pages are called.
    bool setId(QString value)
    {
        if (value.startsWith("ALM-"_L1, Qt::CaseInsensitive))
            value.remove(0, 4);
        bool isNumber = false;
        const int id = value.toInt(&isNumber);
        if (!isNumber || id <= 0)
            return false;
        m_alarm.id = id;
        return true;
    }
    bool setSerial(const QString &value)
    {
        bool isNumber = false;
        const qint64 serial = value.toLongLong(&isNumber);
        if (isNumber && serial >= 0)
            m_alarm.serial = serial;
        return m_alarm.serial.has_value();
    }
    // A clear says so by its category, its status or its time; an uncleared one by its status, or by having none of these.
    void decideStatus()
    {
        m_alarm.category = m_category.value_or(AlarmCategory::Fault);
        const bool saysCleared = m_category == AlarmCategory::Clear || m_alarm.cleared.isKnown();
        if (saysCleared && !m_alarm.isCleared())
            m_alarm.status = AlarmStatus::Cleared;
        else if (m_alarm.status == AlarmStatus::Unknown && m_alarm.category != AlarmCategory::Event)
            m_alarm.status = AlarmStatus::Uncleared;
    }

    const AlarmReadingContext &m_context;
    Alarm m_alarm;
    std::optional<AlarmCategory> m_category;
    QList<int> m_seen;
};

} // namespace

std::optional<AlarmField> alarmFieldOf(const QString &name)
{
    const auto found = fieldsByName().constFind(plainName(name));
    return found == fieldsByName().constEnd() ? std::nullopt : std::optional(*found);
}

bool saysNothing(QStringView value)
{
    return value.isEmpty() || value == "--"_L1 || value.compare("null"_L1, Qt::CaseInsensitive) == 0;
}

QString syslogName(AlarmField field)
{
    return QString::fromUtf16(fieldNames[static_cast<std::size_t>(field)].syslog);
}

std::optional<Alarm> readAlarm(const std::vector<NamedValue> &values, const AlarmReadingContext &context)
{
    AlarmBuilder builder(context);
    for (const NamedValue &one : values)
        builder.take(one);
    return builder.finished();
}

} // namespace claviger
