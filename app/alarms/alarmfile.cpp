// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmfile.h"

#include "app/alarms/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qint64 exportBlock = 128 * 1024; // bytes; the header lies within the first

// Of files that are no text at all; an empty answer: it may be one.
QString binaryWords(QByteArrayView head)
{
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06") || head.startsWith("\xd0\xcf\x11\xe0"))
        return AlarmWords::tr("this is an Excel workbook or a ZIP archive; open it there and save the table as CSV (UTF-8), then import that file");
    if (head.startsWith("\x1f\x8b"))
        return AlarmWords::tr("this file is compressed; unpack it, then import what was in it");
    const bool isWide = head.startsWith("\xff\xfe") || head.startsWith("\xfe\xff"); // UTF-16 is full of NUL
    if (!isWide && head.contains('\0'))
        return AlarmWords::tr("this is a binary file and no table of alarms; export the alarms again, or save the table as CSV (UTF-8)");
    return {};
}

// The same in every language: alarms are kept with it.
QString namelessColumn(std::size_t index)
{
    return u'#' + QString::number(index + 1);
}

Error notATable(const QString &words)
{
    return {.fault = Fault::Unreadable, .detail = words};
}

} // namespace

QString troubleText(AlarmFileReport::Trouble trouble)
{
    switch (trouble) {
    case AlarmFileReport::Trouble::NoAlarm:
        return AlarmWords::tr("neither an alarm id nor a name nor a location");
    case AlarmFileReport::Trouble::FewerCells:
        return AlarmWords::tr("fewer cells than the header");
    case AlarmFileReport::Trouble::MoreCells:
        return AlarmWords::tr("more cells than the header");
    case AlarmFileReport::Trouble::TooLong:
        return AlarmWords::tr("too long; perhaps a quote was not closed");
    case AlarmFileReport::Trouble::Binary:
        return AlarmWords::tr("not text");
    case AlarmFileReport::Trouble::Cut:
        return AlarmWords::tr("the file ends within this row");
    }
    return {};
}

AlarmFileReader::AlarmFileReader(QIODevice &device, AlarmReadingContext context)
    : m_device(device)
    , m_context(std::move(context))
{
}

Result<QString> AlarmFileReader::nextBlock()
{
    QByteArray block(exportBlock, Qt::Uninitialized);
    qint64 size = 0;
    while (size < exportBlock && !m_isAtEnd) {
        const qint64 read = m_device.read(block.data() + size, exportBlock - size);
        if (read < 0)
            return tl::unexpected(Error{.fault = Fault::Storage, .detail = AlarmWords::tr("the file could not be read to its end: %1").arg(m_device.errorString())});
        size += read;
        m_isAtEnd = read == 0;
    }
    block.truncate(size);
    if (m_report.bytes == 0)
        if (const QString words = binaryWords(block); !words.isEmpty())
            return tl::unexpected(notATable(words));
    m_report.bytes += size;
    Result<QString> text = m_decoder.decode(block);
    m_report.encoding = m_decoder.encoding();
    m_report.hasReplaced = m_decoder.hasReplaced();
    return text;
}

// What stands behind the header.
Result<QString> AlarmFileReader::begin()
{
    const Result<QString> text = nextBlock();
    if (!text)
        return text;
    if (text->trimmed().isEmpty() && m_isAtEnd)
        return tl::unexpected(notATable(AlarmWords::tr("the file is empty; export the alarms again")));
    std::optional<AlarmTableHeader> header = findAlarmTable(*text);
    if (!header)
        return tl::unexpected(notATable(AlarmWords::tr("no line names the columns of an alarm table (Alarm ID, Alarm Name, Severity and so on); use a file that \"Export All\" "
                                                       "on the alarm page of Manager saved, or put these names into the first line")));
    m_separator = header->separator;
    m_isHeaderOpen = m_isAtEnd && header->end == text->size() && !text->endsWith(u'\n') && !text->endsWith(u'\r');
    m_splitter.emplace(m_separator, header->nextLine);
    m_report.columns = header->names;
    m_locationColumn = header->names.size();
    for (std::size_t i = 0; i < header->names.size(); ++i) {
        QString name = header->names[i].trimmed();
        if (name.isEmpty())
            name = namelessColumn(i);
        const std::optional<AlarmField> field = alarmFieldOf(name);
        if (field == AlarmField::Location && m_locationColumn == header->names.size())
            m_locationColumn = i;
        if (!field)
            m_report.unknownColumns.append(name);
        m_values.push_back({.name = name});
    }
    return text->sliced(header->end);
}

Result<AlarmBatch> AlarmFileReader::next()
{
    AlarmBatch batch;
    if (m_report.end != AlarmFileReport::End::Open) {
        batch.isLast = true;
        return batch;
    }
    const Result<QString> text = m_splitter ? nextBlock() : begin();
    if (!text)
        return tl::unexpected(text.error());
    for (SeparatedRecord &record : m_splitter->take(*text))
        take(record, batch);
    if (m_isAtEnd)
        finish(batch);
    m_report.alarms += static_cast<qint64>(batch.alarms.size());
    return batch;
}

void AlarmFileReader::note(qint64 line, AlarmFileReport::Trouble trouble)
{
    ++m_report.withTrouble;
    if (m_report.first.size() < AlarmFileReport::mostRows)
        m_report.first.push_back({.line = line, .trouble = trouble});
}

// Exports with ";" between the cells may write a location as it is, without quotes.
void AlarmFileReader::rejoinLocation(std::vector<QString> &cells) const
{
    if (m_locationColumn >= m_values.size() || cells.size() <= m_values.size())
        return;
    const auto first = cells.begin() + static_cast<std::ptrdiff_t>(m_locationColumn), behind = first + 1 + static_cast<std::ptrdiff_t>(cells.size() - m_values.size());
    if (!std::all_of(first, behind, [](const QString &cell) { return cell.contains(u'='); }))
        return;
    for (auto cell = first + 1; cell != behind; ++cell)
        first->append(m_separator).append(*cell);
    cells.erase(first + 1, behind);
}

void AlarmFileReader::take(SeparatedRecord &record, AlarmBatch &batch)
{
    using Trouble = AlarmFileReport::Trouble;
    std::vector<QString> &cells = record.cells;
    if (cells.front() == m_report.columns.front() && cells == m_report.columns)
        return; // of a second export behind the first
    ++m_report.rows;
    rejoinLocation(cells);
    const bool isCut = record.hasOpenQuote || (!record.hasLineEnd && cells.size() < m_values.size());
    const std::optional<Trouble> why = record.isTooLong ? std::optional(Trouble::TooLong)
        : record.hasNul                                 ? std::optional(Trouble::Binary)
        : isCut                                         ? std::optional(Trouble::Cut)
                                                        : std::nullopt;
    std::optional<Alarm> alarm;
    if (!why) {
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i].value = i < cells.size() ? cells[i] : QString();
        if (cells.size() <= m_values.size()) {
            alarm = readAlarm(m_values, m_context);
        } else {
            std::vector<NamedValue> values = m_values;
            for (std::size_t i = m_values.size(); i < cells.size(); ++i)
                values.push_back({.name = namelessColumn(i), .value = cells[i]});
            alarm = readAlarm(values, m_context);
        }
    }
    if (!alarm) {
        ++m_report.leftOut;
        note(record.line, why.value_or(Trouble::NoAlarm));
        return;
    }
    const bool hasMore = cells.size() > m_values.size()
        && std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(m_values.size()), cells.end(), [](const QString &cell) { return !cell.trimmed().isEmpty(); });
    if (hasMore || cells.size() < m_values.size())
        note(record.line, hasMore ? Trouble::MoreCells : Trouble::FewerCells);
    batch.alarms.push_back(std::move(*alarm));
}

void AlarmFileReader::finish(AlarmBatch &batch)
{
    using End = AlarmFileReport::End;
    m_report.end = m_isHeaderOpen ? End::NoLineEnd : End::Whole;
    batch.isLast = true;
    if (const QString half = m_decoder.finish(); !half.isEmpty()) {
        m_report.hasReplaced = true;
        static_cast<void>(m_splitter->take(half));
    }
    if (std::optional<SeparatedRecord> last = m_splitter->finish()) {
        const qint64 leftOut = m_report.leftOut;
        const bool wasOpen = last->hasOpenQuote || last->cells.size() < m_values.size();
        take(*last, batch);
        m_report.end = wasOpen && m_report.leftOut > leftOut ? End::Cut : End::NoLineEnd;
    }
}

} // namespace claviger
