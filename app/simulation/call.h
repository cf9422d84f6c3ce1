// SPDX-License-Identifier: Apache-2.0
// One HTTP exchange as the simulated cloud sees it, whichever door it came through.
#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

namespace claviger::sim {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

// The value of the first header of that name (any case); null if there is none.
[[nodiscard]] inline QByteArray headerValue(const Headers &headers, const QByteArray &name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value;
    }
    return {};
}

struct Call
{
    QByteArray method = {};
    QByteArray target = {}; // raw, as it stood in the request line: path, then "?" and query if there is one
    Headers headers = {};
    QByteArray body = {};

    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headerValue(headers, name); }
    [[nodiscard]] QByteArray path() const
    {
        const qsizetype query = target.indexOf('?');
        return query < 0 ? target : target.left(query);
    }
};

struct Reply
{
    int status = 200;
    Headers headers = {};
    QByteArray body = {};

    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headerValue(headers, name); }
};

} // namespace claviger::sim
