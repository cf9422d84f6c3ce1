// SPDX-License-Identifier: Apache-2.0
// The lines that a healthy process leaves behind, endlessly: which line stands at which moment, and how many bytes lie
// between two of them, is computed and not stored. So a log of any length costs nothing until it is read, and a reader
// knows its size before the first line is made.
#pragma once

#include "app/simulation/localstamp.h"

#include <QByteArrayList>

#include <vector>

namespace claviger::sim {

class EverydayLog
{
public:
    enum Style { TokenServer, GarbageCollector };

    // From genesis on, about that many bytes an hour. The seed decides about moments and numbers.
    EverydayLog(Style style, Instant genesis, qint64 bytesPerHour, quint64 seed);

    [[nodiscard]] qint64 firstLineAt(Instant instant) const; // the first that is not earlier
    [[nodiscard]] Instant timeOf(qint64 line) const;
    [[nodiscard]] qint64 bytes(qint64 from, qint64 end) const; // of these lines, the end excluded
    [[nodiscard]] qint64 linesIn(qint64 bytes) const; // how many it takes to be as large
    void write(qint64 line, LocalStamp &stamp, QByteArray *to) const;

private:
    [[nodiscard]] quint64 chance(qint64 line) const;

    Style m_style;
    Instant m_genesis;
    quint64 m_seed;
    qint64 m_interval = 1; // nanoseconds
    QByteArrayList m_lines; // they come round again and again
    std::vector<qint64> m_sizes = {0}; // of the first so many
};

} // namespace claviger::sim
