// SPDX-License-Identifier: Apache-2.0
// One HTTP exchange as the simulated cloud sees it, whichever door it came through.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

namespace claviger::sim {

class World;

// The doors of the simulated cloud: IAM, MRS and ECS through one, OBS and Manager through their own.
enum class Door { Services, Objects, Manager };

// Where the services of the running doors are; the catalog and links say so. Keys: iam, mrs, ecs, obs, manager,
// console. Values: scheme, host and port, no path.
using Endpoints = QMap<QString, QString>;

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
    // Instead of body, for large ones: the next piece each time it is called, empty at the end. It runs outside the
    // lock of the cloud. With a size the answer has a Content-Length, else it is chunked.
    std::function<QByteArray()> stream = {};
    qint64 streamSize = -1; // bytes
    // As stream, for what is read from the state while it is sent: each piece is made inside the lock, others get in
    // between. The cloud must outlive the answer.
    std::function<QByteArray(World &)> pages = {};
    // Instead of an answer: the connection is closed, or nothing ever comes and it stays open until the client goes.
    enum class Ending { Answer, Close, Silence };
    Ending ending = Ending::Answer;

    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headerValue(headers, name); }
};

} // namespace claviger::sim
