// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/syslogline.h"

#include "app/alarms/textdecoder.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype longestHeaderPart = 255; // of a host, RFC 5424

// Takes the part of a text that is before the next blank, and the blank. Null: it would be longer.
QString takeWord(QStringView &rest)
{
    const qsizetype end = rest.first(std::min(rest.size(), longestHeaderPart + 1)).indexOf(u' ');
    if (end <= 0)
        return {};
    const QString word = rest.first(end).toString();
    rest = rest.sliced(end + 1);
    return word;
}

// Null: the next word has letters that no host has, so it belongs to the message.
QString takeHost(QStringView &rest)
{
    QStringView behind = rest;
    const QString host = takeWord(behind);
    if (!std::all_of(host.begin(), host.end(), [](QChar c) { return c.isLetterOrNumber() || u".-_:[]%"_s.contains(c); }))
        return {};
    rest = behind;
    return host;
}

std::optional<int> takePriority(QStringView &rest)
{
    const qsizetype end = rest.first(std::min<qsizetype>(rest.size(), 5)).indexOf(u'>');
    bool isNumber = false;
    const int priority = end > 1 && rest.front() == u'<' && rest[1].isDigit() ? rest.sliced(1, end - 1).toInt(&isNumber) : -1;
    if (!isNumber || priority > 191)
        return {};
    rest = rest.sliced(end + 1);
    return priority;
}

// "Jun 10 14:05:12", with a year in some places, or as in RFC 3339.
QString takeTime(QStringView &rest)
{
    static const QRegularExpression shape(
        uR"(\A(?:[A-Z][a-z]{2} [ \d]?\d (?:\d{4} )?\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?: \d{4}(?= ))?:?|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)(?: |\z))"_s);
    const QString head = rest.first(std::min<qsizetype>(rest.size(), 64)).toString();
    const QRegularExpressionMatch match = shape.match(head);
    if (!match.hasMatch())
        return {};
    rest = rest.sliced(match.capturedLength());
    return match.captured().trimmed();
}

// "[id name="value with \] and \""]..." or "-"; false: it does not end.
bool skipStructuredData(QStringView &rest)
{
    if (rest.startsWith(u'-')) {
        rest = rest.sliced(1);
        return true;
    }
    bool isInside = false, isQuoted = false;
    for (qsizetype at = 0; at < rest.size(); ++at) {
        const QChar c = rest[at];
        if (isQuoted && c == u'\\') {
            ++at;
        } else if (c == u'"' && isInside) {
            isQuoted = !isQuoted;
        } else if (c == u']' && !isQuoted) {
            isInside = false;
        } else if (c == u'[' && !isInside) {
            isInside = true;
        } else if (!isInside) {
            rest = rest.sliced(at);
            return at > 0;
        }
    }
    rest = rest.last(0);
    return !isInside;
}

// Whole words only: "MRS Managers" is another one. A colon and the number of a process may follow.
QString takeIdentifier(QStringView &rest, const QString &identifier)
{
    QStringList expected{u"MRS Manager"_s, u"FusionInsight Manager"_s};
    if (!identifier.trimmed().isEmpty())
        expected.prepend(identifier.trimmed());
    for (const QString &one : expected) {
        if (!rest.startsWith(one))
            continue;
        const QStringView behind = rest.sliced(one.size());
        static const QRegularExpression process(uR"(\A(?:\[\d{1,10}\])?(?:: ?| |\z))"_s);
        const QRegularExpressionMatch match = process.match(behind.first(std::min<qsizetype>(behind.size(), 32)).toString());
        if (!match.hasMatch())
            continue;
        rest = behind.sliced(match.capturedLength());
        return one;
    }
    return {};
}

// Version 1: "1 time host app process message-id structured-data message", "-" for what is not told.
bool takeNewHeader(QStringView &rest, SyslogHeader &header)
{
    if (!rest.startsWith("1 "_L1))
        return false;
    QStringView behind = rest.sliced(2);
    const QString time = takeWord(behind), host = takeWord(behind);
    int others = 0; // program, process and id of the message
    while (others < 3 && !takeWord(behind).isEmpty())
        ++others;
    QStringView timeText(time);
    if (others < 3 || (time != "-"_L1 && takeTime(timeText).isEmpty()) || !skipStructuredData(behind))
        return false;
    header.time = time == "-"_L1 ? QString() : time;
    header.host = host == "-"_L1 ? QString() : host;
    rest = behind.startsWith(u' ') ? behind.sliced(1) : behind;
    if (rest.startsWith(u'\ufeff'))
        rest = rest.sliced(1);
    return true;
}

} // namespace

SyslogHeader readSyslogHeader(const QString &line, const QString &identifier)
{
    SyslogHeader header;
    QStringView rest(line);
    if (rest.startsWith(u'\ufeff'))
        rest = rest.sliced(1);
    while (!rest.isEmpty() && (rest.back() == u'\n' || rest.back() == u'\r' || rest.back().isNull()))
        rest.chop(1);
    header.priority = takePriority(rest);
    if (!header.priority || !takeNewHeader(rest, header)) {
        header.time = takeTime(rest);
        header.identifier = takeIdentifier(rest, identifier);
        // A host stands behind a time only, and some senders leave it out.
        if (header.identifier.isEmpty() && !header.time.isEmpty())
            header.host = takeHost(rest);
    }
    if (header.identifier.isEmpty())
        header.identifier = takeIdentifier(rest, identifier);
    header.message = rest.toString();
    return header;
}

SyslogReading readSyslog(const QString &line, const SyslogFormat &format, const AlarmReadingContext &context)
{
    SyslogReading reading{.header = readSyslogHeader(line.size() > SyslogTemplate::longestMessage ? line.first(SyslogReading::longestRaw) : line, format.identifier)};
    const QString &message = reading.header.message;
    const QString heartbeat = format.heartbeat.trimmed();
    if (!heartbeat.isEmpty() && message.trimmed() == heartbeat) {
        reading.kind = SyslogReading::Heartbeat;
        return reading;
    }
    // What was shortened here would be a wrong alarm.
    if (line.size() <= SyslogTemplate::longestMessage)
        if (const std::optional<SyslogTemplate::Reading> read = format.report.read(message)) {
            reading.alarm = readAlarm(read->values, context);
            reading.doubtful = read->doubtful;
        }
    const bool isSilent = heartbeat.isEmpty() && !reading.header.identifier.isEmpty() && !message.trimmed().isEmpty() && !format.report.hasTraceIn(message);
    if (reading.alarm)
        reading.kind = SyslogReading::Alarm;
    else if (isSilent && line.size() <= SyslogTemplate::longestMessage)
        reading.kind = SyslogReading::Heartbeat;
    else
        reading.raw = line.first(std::min(line.size(), SyslogReading::longestRaw));
    return reading;
}

SyslogReading readSyslog(QByteArrayView datagram, const SyslogFormat &format, const AlarmReadingContext &context)
{
    return readSyslog(decodedText(datagram), format, context);
}

} // namespace claviger
