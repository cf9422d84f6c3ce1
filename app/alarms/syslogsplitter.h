// SPDX-License-Identifier: Apache-2.0
// Messages out of what a TCP connection brings (RFC 6587): "123 <134>..." by its number of bytes, anything else by line feeds or
// NUL. Which of them Manager writes is not documented (manager.md, 2.4).
#pragma once

#include <QByteArray>

#include <optional>

namespace claviger {

class SyslogSplitter
{
public:
    static constexpr qsizetype longestMessage = 64 * 1024; // bytes; longer ones are dropped and counted

    void feed(QByteArrayView bytes);
    // None: more bytes have to come.
    [[nodiscard]] std::optional<QByteArray> next();
    // What the connection ended within; empty: nothing. Whether it is whole nobody can say, if no number stood before it.
    [[nodiscard]] QByteArray rest() const;
    [[nodiscard]] qint64 dropped() const { return m_dropped; }

private:
    enum class Frame { Unknown, Counted, Line, DropCounted, DropLine };

    [[nodiscard]] bool begin(); // false: not to be told yet
    [[nodiscard]] std::optional<QByteArray> takeCounted();
    [[nodiscard]] std::optional<QByteArray> takeLine();
    void dropCounted();
    void dropLine();
    void compact();
    [[nodiscard]] QByteArrayView left() const { return QByteArrayView(m_bytes).sliced(m_at); }

    QByteArray m_bytes;
    qsizetype m_at = 0;      // what is before was taken
    qsizetype m_searched = 0; // behind m_at, in which no end of the line is
    Frame m_frame = Frame::Unknown;
    qint64 m_count = 0; // bytes that the frame still has
    qint64 m_dropped = 0;
};

} // namespace claviger
