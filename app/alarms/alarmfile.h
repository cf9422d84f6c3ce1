// SPDX-License-Identifier: Apache-2.0
// Reads what "Export All" on the alarm page saves, as far as anybody knows its layout (manager.md, 2.3): a table as text. In
// batches, so that 2 GB need no more memory than a few blocks; a caller that wants no more stops asking.
#pragma once

#include "app/alarms/alarmfields.h"
#include "app/alarms/separatedrecords.h"
#include "app/alarms/textdecoder.h"

#include <QIODevice>

namespace claviger {

struct AlarmFileReport
{
    enum class Trouble {
        NoAlarm,      // neither id nor name nor location
        FewerCells,   // than the header; the alarm is given all the same
        MoreCells,    // the same; what is too many is kept by its number, "#14"
        TooLong,      // its record was left out
        Binary,       // NUL in it: left out
        Cut,          // the file ends within it: left out
    };
    enum class End {
        Open,       // not reached yet
        Whole,
        NoLineEnd,  // the last row has all its cells, but nothing shows that the last of them is whole
        Cut,
    };
    struct Row
    {
        qint64 line = 0;
        Trouble trouble = Trouble::NoAlarm;

        friend bool operator==(const Row &, const Row &) = default;
    };
    static constexpr std::size_t mostRows = 20;

    qint64 rows = 0;             // without titles and headers
    qint64 alarms = 0;
    qint64 leftOut = 0;          // rows that gave no alarm
    qint64 withTrouble = 0;      // these and the alarms of rows with other cells than the header
    std::vector<Row> first = {}; // of those with trouble
    End end = End::Open;
    qint64 bytes = 0;            // read so far
    QString encoding = {};
    bool hasReplaced = false;    // some bytes were no characters
    std::vector<QString> columns = {};
    QStringList unknownColumns = {}; // kept in Alarm::further
};
[[nodiscard]] QString troubleText(AlarmFileReport::Trouble trouble);

struct AlarmBatch
{
    std::vector<Alarm> alarms = {}; // may be empty though more come
    bool isLast = false;
};

class AlarmFileReader
{
public:
    // The device is open for reading, gives all bytes that there are before its end, and outlives this.
    AlarmFileReader(QIODevice &device, AlarmReadingContext context);

    // Fault::Unreadable: not a table of alarms, and what to do about it. Fault::Storage: reading failed. Both are final.
    [[nodiscard]] Result<AlarmBatch> next();
    [[nodiscard]] const AlarmFileReport &report() const { return m_report; }

private:
    [[nodiscard]] Result<QString> nextBlock();
    [[nodiscard]] Result<QString> begin();
    void take(SeparatedRecord &record, AlarmBatch &batch);
    void finish(AlarmBatch &batch);
    void note(qint64 line, AlarmFileReport::Trouble trouble);
    void rejoinLocation(std::vector<QString> &cells) const;

    QIODevice &m_device;
    AlarmReadingContext m_context;
    TextDecoder m_decoder;
    std::optional<RecordSplitter> m_splitter; // none: the header was not read yet
    QChar m_separator;
    std::size_t m_locationColumn = 0; // their number: there is none
    std::vector<NamedValue> m_values; // by column: their names stay
    AlarmFileReport m_report;
    bool m_isAtEnd = false;
    bool m_isHeaderOpen = false; // the file ends with it, without a line end
};

} // namespace claviger
