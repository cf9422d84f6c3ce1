// SPDX-License-Identifier: Apache-2.0
// Records of text with separators (CSV, RFC 4180, and its relatives), taken apart in blocks: cells in quotes may hold separators,
// doubled quotes and line ends. And where the header of an alarm table is, for titles may stand before it.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace claviger {

struct SeparatedRecord
{
    std::vector<QString> cells = {}; // never empty
    qint64 line = 1;                 // where it begins
    bool hasLineEnd = false;
    bool hasOpenQuote = false; // the text ended before the quote did
    bool isTooLong = false;    // the cells hold its beginning; the rest was left out up to the next line end
    bool hasNul = false;
};

class RecordSplitter
{
public:
    static constexpr qsizetype longestRecord = 256 * 1024; // UTF-16 units
    static constexpr std::size_t mostCells = 1000;

    explicit RecordSplitter(QChar separator, qint64 firstLine = 1)
        : m_separator(separator)
        , m_line(firstLine)
    {
        m_record.line = firstLine;
    }

    // What is whole with this block. Empty lines are no records.
    [[nodiscard]] std::vector<SeparatedRecord> take(QStringView block);
    // What the text ends with, if no line end came behind it.
    [[nodiscard]] std::optional<SeparatedRecord> finish();

private:
    enum class State { CellBegin, Plain, Quoted, QuoteInQuoted, Skipping };

    void step(QChar c, std::vector<SeparatedRecord> &whole);
    void append(QStringView text);
    void endCell();
    void endLine(std::vector<SeparatedRecord> &whole);
    [[nodiscard]] bool isPlain(QChar c) const;

    QChar m_separator;
    State m_state = State::CellBegin;
    SeparatedRecord m_record;
    QString m_cell;
    qsizetype m_size = 0;  // of the record
    qint64 m_line;         // of what comes next
    bool m_wasReturn = false; // a line feed right behind belongs to it
};

struct AlarmTableHeader
{
    QChar separator = u',';
    std::vector<QString> names = {};
    qsizetype begin = 0;
    qsizetype end = 0;  // where the first row begins
    qint64 nextLine = 2;
    int known = 0;      // names that are fields of an alarm
};

// The first of the first 60 lines that names two fields of an alarm or more, among them one that says which alarm it is.
[[nodiscard]] std::optional<AlarmTableHeader> findAlarmTable(QStringView text);

} // namespace claviger
