// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/separatedrecords.h"

#include "app/alarms/alarmfields.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int mostTitleLines = 60;
constexpr qsizetype longestHeader = 16 * 1024; // UTF-16 units

// "${id}" is of a report format of syslog.
int knownNames(const std::vector<QString> &names)
{
    int known = 0;
    bool saysWhich = false;
    for (const QString &name : names)
        if (const std::optional<AlarmField> field = name.size() > 80 || name.contains(u'{') ? std::nullopt : alarmFieldOf(name)) {
            ++known;
            saysWhich |= field == AlarmField::Id || field == AlarmField::Name || field == AlarmField::Location;
        }
    return saysWhich ? known : 0;
}

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r';
}

// Behind the line that begins there.
qsizetype behindLine(QStringView text, qsizetype begin)
{
    const auto *end = std::find_if(text.begin() + begin, text.end(), isLineEnd);
    const qsizetype at = end - text.begin();
    if (at >= text.size())
        return text.size();
    return text[at] == u'\r' && at + 1 < text.size() && text[at + 1] == u'\n' ? at + 2 : at + 1;
}

} // namespace

bool RecordSplitter::isPlain(QChar c) const
{
    return c != m_separator && c != u'"' && !isLineEnd(c) && !c.isNull();
}

void RecordSplitter::append(QStringView text)
{
    if (m_state == State::Skipping)
        return;
    m_cell.append(text);
    m_size += text.size();
    if (m_size > longestRecord) {
        m_record.isTooLong = true;
        m_state = State::Skipping;
    }
}

void RecordSplitter::endCell()
{
    m_record.cells.push_back(std::exchange(m_cell, {}));
    ++m_size;
    if (m_record.cells.size() >= mostCells) {
        m_record.isTooLong = true;
        m_state = State::Skipping;
    } else {
        m_state = State::CellBegin;
    }
}

void RecordSplitter::endLine(std::vector<SeparatedRecord> &whole)
{
    if (!m_record.cells.empty() || !m_cell.isEmpty() || m_record.isTooLong) {
        m_record.cells.push_back(std::exchange(m_cell, {}));
        m_record.hasLineEnd = true;
        whole.push_back(std::move(m_record));
    }
    const std::size_t usual = whole.empty() ? 0 : whole.back().cells.size();
    m_record = {.line = m_line};
    m_record.cells.reserve(usual);
    m_size = 0;
    m_state = State::CellBegin;
}

void RecordSplitter::step(QChar c, std::vector<SeparatedRecord> &whole)
{
    const bool isEnd = isLineEnd(c);
    if (c == u'\n' && std::exchange(m_wasReturn, false)) {
        if (m_state == State::Quoted)
            append(QStringView(&c, 1));
        return;
    }
    m_wasReturn = c == u'\r';
    m_line += isEnd ? 1 : 0;
    m_record.hasNul |= c.isNull();
    if (m_state == State::Quoted && c == u'"') {
        m_state = State::QuoteInQuoted;
    } else if (m_state == State::Quoted) {
        append(QStringView(&c, 1));
    } else if (m_state == State::QuoteInQuoted && c == u'"') {
        m_state = State::Quoted;
        append(QStringView(&c, 1));
    } else if (m_state == State::CellBegin && c == u'"') {
        m_state = State::Quoted;
    } else if (isEnd) {
        endLine(whole);
    } else if (c == m_separator && m_state != State::Skipping) {
        endCell();
    } else if (m_state != State::Skipping) {
        m_state = State::Plain; // text behind a closing quote is kept as well
        append(QStringView(&c, 1));
    }
}

std::vector<SeparatedRecord> RecordSplitter::take(QStringView block)
{
    std::vector<SeparatedRecord> whole;
    for (qsizetype at = 0; at < block.size();) {
        // What means nothing by itself is taken in one piece: most of a file.
        const auto *begin = block.begin() + at;
        const auto *end = std::find_if_not(begin, block.end(), [this](QChar c) { return isPlain(c); });
        if (end != begin) {
            if (m_state == State::CellBegin || m_state == State::QuoteInQuoted)
                m_state = State::Plain;
            m_wasReturn = false;
            append(QStringView(begin, end));
            at += end - begin;
        } else {
            step(block[at], whole);
            ++at;
        }
    }
    return whole;
}

std::optional<SeparatedRecord> RecordSplitter::finish()
{
    m_record.hasOpenQuote = m_state == State::Quoted;
    if (m_record.cells.empty() && m_cell.isEmpty() && !m_record.hasOpenQuote && !m_record.isTooLong)
        return {};
    m_record.cells.push_back(std::exchange(m_cell, {}));
    return std::exchange(m_record, {.line = m_line});
}

std::optional<AlarmTableHeader> findAlarmTable(QStringView text)
{
    qint64 line = 1;
    for (qsizetype begin = 0; begin < text.size() && line <= mostTitleLines; ++line) {
        const qsizetype end = behindLine(text, begin);
        const QStringView head = text.sliced(begin, std::min(end - begin, longestHeader));
        std::optional<AlarmTableHeader> best;
        for (const QChar separator : {u',', u';', u'\t', u'|'}) {
            RecordSplitter splitter(separator);
            std::vector<SeparatedRecord> records = splitter.take(head);
            if (records.empty())
                if (std::optional<SeparatedRecord> last = splitter.finish())
                    records.push_back(std::move(*last));
            const int known = records.empty() ? 0 : knownNames(records.front().cells);
            if (known >= 2 && (!best || known > best->known))
                best = AlarmTableHeader{.separator = separator, .names = std::move(records.front().cells), .begin = begin, .end = end, .nextLine = line + 1, .known = known};
        }
        if (best)
            return best;
        begin = end;
    }
    return {};
}

} // namespace claviger
