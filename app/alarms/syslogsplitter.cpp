// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/syslogsplitter.h"

#include <algorithm>

namespace claviger {

namespace {

bool isLineBreak(char c)
{
    return c == '\n' || c == '\0';
}

} // namespace

void SyslogSplitter::compact()
{
    if (m_at > longestMessage || m_at == m_bytes.size()) {
        m_bytes.remove(0, m_at);
        m_at = 0;
    }
}

void SyslogSplitter::feed(QByteArrayView bytes)
{
    compact();
    m_bytes.append(bytes);
}

QByteArray SyslogSplitter::rest() const
{
    const bool isDropped = m_frame == Frame::DropCounted || m_frame == Frame::DropLine;
    return isDropped ? QByteArray() : left().toByteArray();
}

bool SyslogSplitter::begin()
{
    while (m_at < m_bytes.size() && (isLineBreak(m_bytes[m_at]) || m_bytes[m_at] == '\r'))
        ++m_at;
    const QByteArrayView bytes = left();
    if (bytes.isEmpty())
        return false;
    constexpr qsizetype mostDigits = 9;
    qsizetype digits = 0;
    while (digits < std::min(bytes.size(), mostDigits) && bytes[digits] >= '0' && bytes[digits] <= '9')
        ++digits;
    // Only "123 <" is a number of bytes; a text may begin with a number as well.
    const bool isOpen = digits > 0 && (digits == bytes.size() || (digits + 1 == bytes.size() && bytes[digits] == ' '));
    if (isOpen)
        return false;
    m_frame = Frame::Line;
    m_searched = 0;
    if (digits > 0 && bytes[0] != '0' && bytes.sliced(digits).startsWith(" <")) {
        m_count = bytes.first(digits).toByteArray().toLongLong();
        m_at += digits + 1;
        m_frame = m_count > longestMessage ? Frame::DropCounted : Frame::Counted;
        m_dropped += m_count > longestMessage ? 1 : 0;
    }
    return true;
}

std::optional<QByteArray> SyslogSplitter::takeCounted()
{
    if (left().size() < m_count)
        return {};
    const QByteArray message = left().first(m_count).toByteArray();
    m_at += m_count;
    m_frame = Frame::Unknown;
    return message;
}

void SyslogSplitter::dropCounted()
{
    const qint64 size = std::min<qint64>(m_count, left().size());
    m_at += size;
    m_count -= size;
    if (m_count == 0)
        m_frame = Frame::Unknown;
}

std::optional<QByteArray> SyslogSplitter::takeLine()
{
    const QByteArrayView bytes = left();
    const auto *end = std::find_if(bytes.begin() + m_searched, bytes.end(), isLineBreak);
    m_searched = end - bytes.begin();
    if (m_searched > longestMessage) {
        ++m_dropped;
        m_frame = Frame::DropLine;
        return {};
    }
    if (end == bytes.end())
        return {};
    QByteArray line = bytes.first(m_searched).toByteArray();
    m_at += m_searched;
    m_frame = Frame::Unknown;
    while (line.endsWith('\r'))
        line.chop(1);
    return line;
}

void SyslogSplitter::dropLine()
{
    const QByteArrayView bytes = left();
    const auto *end = std::find_if(bytes.begin(), bytes.end(), isLineBreak);
    m_at += end - bytes.begin();
    if (end != bytes.end())
        m_frame = Frame::Unknown;
}

std::optional<QByteArray> SyslogSplitter::next()
{
    while (m_at < m_bytes.size()) {
        if (m_frame == Frame::Unknown && !begin())
            return {};
        if (m_frame == Frame::DropCounted) {
            dropCounted();
        } else if (m_frame == Frame::DropLine) {
            dropLine();
        } else {
            std::optional<QByteArray> message = m_frame == Frame::Counted ? takeCounted() : takeLine();
            if (message || m_frame != Frame::DropLine)
                return message;
        }
    }
    return {};
}

} // namespace claviger
