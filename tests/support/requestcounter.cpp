// SPDX-License-Identifier: Apache-2.0
#include "tests/support/requestcounter.h"

namespace claviger::testing {

std::vector<QByteArray> RequestCounter::feed(const QByteArray &bytes)
{
    m_buffer += bytes;
    std::vector<QByteArray> complete;
    for (;;) {
        const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return complete;
        qsizetype size = headEnd + 4;
        const QByteArray head = m_buffer.left(headEnd).toLower();
        if (const qsizetype at = head.indexOf("\r\ncontent-length:"); at >= 0) {
            const qsizetype value = at + 17;
            qsizetype end = head.indexOf("\r\n", value);
            end = end < 0 ? head.size() : end;
            size += head.mid(value, end - value).trimmed().toLongLong();
        } else if (head.contains("\r\ntransfer-encoding:")) {
            const qsizetype last = m_buffer.indexOf("0\r\n\r\n", size);
            if (last < 0)
                return complete;
            size = last + 5;
        }
        if (m_buffer.size() < size)
            return complete;
        complete.push_back(m_buffer.left(size));
        m_buffer.remove(0, size);
    }
}

} // namespace claviger::testing
