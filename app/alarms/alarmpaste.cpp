// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmpaste.h"

#include "app/alarms/separatedrecords.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype longestLabel = 80;    // UTF-16 units
constexpr qsizetype longestLine = 64 * 1024;

bool isLabel(QStringView text)
{
    return text.size() <= longestLabel && alarmFieldOf(text.toString()).has_value();
}

// "> * Alarm ID: 1" in an answered mail.
QStringView withoutQuoteMarks(QStringView line)
{
    QStringView rest = line.trimmed();
    while (!rest.isEmpty() && (rest.front() == u'>' || rest.front() == u'*' || rest.front() == u'•'))
        rest = rest.sliced(1).trimmed();
    return rest;
}

bool isPlace(QStringView line)
{
    if (line.size() > longestLine || !line.contains(u'='))
        return false;
    static const QStringList documented{u"Source"_s, u"ServiceName"_s, u"RoleName"_s, u"HostName"_s, u"ServiceNam"_s, u"ClusterName"_s};
    const AlarmLocation location = readLocation(line.toString());
    return !location.parts.empty() && !location.parts.front().key.isEmpty()
        && std::any_of(documented.begin(), documented.end(), [&location](const QString &key) { return location.value(key).has_value(); });
}

class PasteReader
{
public:
    PasteReader(const AlarmReadingContext &context, const SyslogFormat &format)
        : m_context(context)
        , m_format(format)
    {
    }

    void takeLine(QStringView line)
    {
        const QStringView plain = withoutQuoteMarks(line);
        if (plain.isEmpty() || takeSyslog(plain) || takeAsValue(plain))
            return;
        if (takeCells(plain) || takeLabelled(plain) || takePageTitle(plain) || takePlace(plain))
            return;
        m_pasted.notUnderstood.append(line.trimmed().toString());
    }
    void takeTable(QStringView text, const AlarmTableHeader &header)
    {
        RecordSplitter splitter(header.separator, header.nextLine);
        std::vector<SeparatedRecord> records = splitter.take(text);
        if (std::optional<SeparatedRecord> last = splitter.finish())
            records.push_back(std::move(*last));
        for (const SeparatedRecord &record : records) {
            for (std::size_t i = 0; i < record.cells.size(); ++i)
                m_values.push_back({.name = i < header.names.size() ? header.names[i] : QString::number(i + 1), .value = record.cells[i]});
            const bool isWhole = !record.isTooLong && !record.hasOpenQuote && record.cells.size() <= header.names.size();
            const std::optional<Alarm> alarm = isWhole ? readAlarm(m_values, m_context) : std::nullopt;
            m_values.clear();
            if (alarm)
                m_pasted.alarms.push_back(*alarm);
            else
                giveBack(record, header.separator);
        }
    }
    PastedAlarms finished()
    {
        endAlarm();
        return std::move(m_pasted);
    }
    void leave(QStringView line)
    {
        if (const QStringView plain = line.trimmed(); !plain.isEmpty())
            m_pasted.notUnderstood.append(plain.toString());
    }

private:
    bool takeSyslog(QStringView line)
    {
        if (line.size() > longestLine || !m_format.report.hasTraceIn(line))
            return false;
        const std::optional<Alarm> alarm = readSyslog(line.toString(), m_format, m_context).alarm;
        if (!alarm)
            return false;
        endAlarm();
        m_label.clear();
        m_pasted.alarms.push_back(*alarm);
        return true;
    }
    // Behind a label on a line of its own. What is a label itself means that the value was empty, but "Cleared" may be either.
    bool takeAsValue(QStringView line)
    {
        if (m_label.isEmpty())
            return false;
        const QString label = std::exchange(m_label, {});
        const bool isState = alarmFieldOf(label) == AlarmField::Status && statusOf(line.toString()) != AlarmStatus::Unknown;
        if (!isState && (isLabel(line) || beginsWithLabel(line)))
            return false;
        add(label, line);
        return true;
    }
    static bool beginsWithLabel(QStringView line)
    {
        const qsizetype end = endOfLabel(line);
        return end > 0 && isLabel(line.first(end));
    }
    // Of what could be one; -1: nothing could.
    static qsizetype endOfLabel(QStringView line)
    {
        const QStringView head = line.first(std::min(line.size(), longestLabel + 1));
        const auto *end = std::find_if(head.begin(), head.end(), [](QChar c) { return c == u':' || c == u'\uff1a' || c == u'\t' || c == u'|'; });
        return end == head.end() ? -1 : end - head.begin();
    }
    // Labels and values in turn, a label alone, or a label and its value with tabs in it.
    bool takeCells(QStringView line)
    {
        if (isLabel(line)) {
            m_label = line.toString();
            return true;
        }
        const qsizetype tab = line.indexOf(u'\t');
        if (tab < 0 || !isLabel(line.first(tab).trimmed()))
            return false;
        const QList<QStringView> cells = line.first(std::min(line.size(), longestLine)).split(u'\t');
        bool isInTurn = cells.size() % 2 == 0;
        for (qsizetype i = 0; i < cells.size() && isInTurn; i += 2)
            isInTurn = isLabel(cells[i].trimmed());
        if (!isInTurn)
            return false;
        for (qsizetype i = 0; i < cells.size(); i += 2)
            add(cells[i].trimmed().toString(), cells[i + 1]);
        return true;
    }
    bool takeLabelled(QStringView line)
    {
        const qsizetype end = endOfLabel(line);
        if (end < 0 || !isLabel(line.first(end)))
            return false;
        const QString label = line.first(end).trimmed().toString();
        const QStringView value = line.sliced(end + 1).trimmed();
        if (value.isEmpty())
            m_label = label; // the value may stand on the next line
        else
            add(label, value);
        return true;
    }
    // As the manual calls its pages, and subjects of mails do: "ALM-45741 Failed to Call the ECS securitykey API".
    bool takePageTitle(QStringView line)
    {
        if (!line.startsWith("ALM-"_L1, Qt::CaseInsensitive))
            return false;
        const QStringView rest = line.sliced(4);
        const auto *end = std::find_if_not(rest.begin(), rest.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        const qsizetype digits = end - rest.begin();
        QStringView name = rest.sliced(digits).trimmed();
        if (digits == 0 || digits > 9 || name.size() > 1000)
            return false;
        while (!name.isEmpty() && (name.front() == u':' || name.front() == u'-'))
            name = name.sliced(1).trimmed();
        add(syslogName(AlarmField::Id), rest.first(digits));
        if (!name.isEmpty())
            add(syslogName(AlarmField::Name), name);
        return true;
    }
    bool takePlace(QStringView line)
    {
        if (!isPlace(line))
            return false;
        add(syslogName(AlarmField::Location), line);
        return true;
    }
    // A label that was there already, or a second id or location, is of the next alarm.
    void add(const QString &label, QStringView value)
    {
        const std::optional<AlarmField> field = alarmFieldOf(label);
        const bool isAgain = std::any_of(m_values.begin(), m_values.end(), [&](const NamedValue &one) {
            const bool isSameField = (field == AlarmField::Id || field == AlarmField::Location) && alarmFieldOf(one.name) == field;
            return isSameField || one.name.compare(label, Qt::CaseInsensitive) == 0;
        });
        if (isAgain)
            endAlarm();
        m_values.push_back({.name = label, .value = value.trimmed().toString()});
    }
    void endAlarm()
    {
        if (const std::optional<Alarm> alarm = readAlarm(m_values, m_context))
            m_pasted.alarms.push_back(*alarm);
        else
            for (const NamedValue &one : m_values)
                m_pasted.notUnderstood.append(one.name + u": "_s + one.value);
        m_values.clear();
    }
    void giveBack(const SeparatedRecord &record, QChar separator)
    {
        QString line;
        for (const QString &cell : record.cells)
            line.append(line.isEmpty() ? QString() : QString(separator)).append(cell);
        leave(line);
    }

    const AlarmReadingContext &m_context;
    const SyslogFormat &m_format;
    PastedAlarms m_pasted;
    std::vector<NamedValue> m_values; // of the alarm that is being read
    QString m_label;                  // its value comes next; empty: none does
};

// Two labels in a line can be a table, or the details with two of them beside each other.
bool isTableHeader(const AlarmTableHeader &header, QStringView rest)
{
    const bool isMostlyKnown = 2 * header.known > static_cast<int>(header.names.size());
    return isMostlyKnown && !rest.trimmed().isEmpty();
}

} // namespace

PastedAlarms readPastedAlarms(const QString &text, const AlarmReadingContext &context, const SyslogFormat &format)
{
    const QStringView all = QStringView(text).first(std::min(text.size(), longestPaste));
    PasteReader reader(context, format);
    const std::optional<AlarmTableHeader> header = findAlarmTable(all);
    const bool isTable = header && isTableHeader(*header, all.sliced(header->end));
    for (const QStringView line : (isTable ? all.first(header->begin) : all).split(u'\n'))
        isTable ? reader.leave(line) : reader.takeLine(line);
    if (isTable)
        reader.takeTable(all.sliced(header->end), *header);
    PastedAlarms pasted = reader.finished();
    pasted.isShortened = all.size() < text.size();
    return pasted;
}

} // namespace claviger
