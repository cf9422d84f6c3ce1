// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/byterange.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

namespace claviger::sim {

namespace {

constexpr qint64 pieceSize = 256 * 1024;

struct ByteRange
{
    qint64 first = 0;
    qint64 last = 0; // included
};

// Digits only; as large as a number gets if they are more.
std::optional<qint64> digits(const QByteArray &text)
{
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    return fits ? number : std::numeric_limits<qint64>::max();
}

// None: the header asks for no range that is understood. One that begins behind the end is given as it stands.
std::optional<ByteRange> rangeIn(const QByteArray &header, qint64 size)
{
    if (!header.startsWith("bytes="))
        return {};
    const QByteArrayList ends = header.mid(6).trimmed().split('-');
    if (ends.size() != 2)
        return {};
    const std::optional<qint64> from = digits(ends[0]);
    const std::optional<qint64> to = digits(ends[1]);
    if ((!from && !ends[0].isEmpty()) || (!to && !ends[1].isEmpty()) || (!from && !to))
        return {};
    if (!from) // the last so many bytes
        return *to == 0 ? ByteRange{.first = size, .last = size}
                        : ByteRange{.first = std::max<qint64>(size - *to, 0), .last = size - 1};
    if (to && *to < *from)
        return {};
    return ByteRange{.first = *from, .last = std::min(to.value_or(size - 1), size - 1)};
}

} // namespace

Reply fileReply(const Call &call, qint64 size, const QByteArray &tag,
                std::function<QByteArray(qint64 offset, qint64 atMost)> read)
{
    const QByteArray quoted = '"' + tag + '"';
    Reply reply{.headers = {{"Accept-Ranges", "bytes"}, {"ETag", quoted}}};
    const QByteArray condition = call.header("If-Range");
    std::optional<ByteRange> range;
    if (condition.isNull() || condition == quoted)
        range = rangeIn(call.header("Range"), size);
    if (range && range->first >= size) {
        reply.status = 416;
        reply.headers.emplace_back("Content-Range", "bytes */" + QByteArray::number(size));
        return reply;
    }
    const ByteRange part = range.value_or(ByteRange{.first = 0, .last = size - 1});
    if (range) {
        reply.status = 206;
        reply.headers.emplace_back("Content-Range",
                                   "bytes " + QByteArray::number(part.first) + '-' + QByteArray::number(part.last) + '/'
                                       + QByteArray::number(size));
    }
    if (part.last < part.first) // an empty file
        return reply;
    reply.streamSize = part.last - part.first + 1;
    reply.stream = [read = std::move(read), at = std::make_shared<qint64>(part.first), end = part.last + 1] {
        const QByteArray piece = read(*at, std::min(pieceSize, end - *at));
        *at += piece.size();
        return piece;
    };
    return reply;
}

} // namespace claviger::sim
