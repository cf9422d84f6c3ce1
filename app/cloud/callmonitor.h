// SPDX-License-Identifier: Apache-2.0
// The calls that are under way right now, for the status bar: what they ask, since when, and a way to stop each.
#pragma once

#include "app/foundation/instant.h"

#include <QObject>
#include <QString>

#include <stop_token>
#include <vector>

namespace claviger {

struct CallInProgress
{
    quint64 number = 0;
    QString what = {}; // "GET iam.example.com/v3/users": never query values
    Instant since = {};
};

class CallMonitor final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] std::vector<CallInProgress> calls() const;
    void stop(quint64 number);
    void stopAll();

    // For the transport: the returned token stops when a person stops this call.
    std::pair<quint64, std::stop_token> enter(QString what, Instant since);
    void leave(quint64 number);

Q_SIGNALS:
    void changed();

private:
    struct Entry
    {
        CallInProgress call;
        std::stop_source stop;
    };
    std::vector<Entry> m_entries;
    quint64 m_last = 0;
};

} // namespace claviger
