// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/callmonitor.h"

#include <algorithm>

namespace claviger {

std::vector<CallInProgress> CallMonitor::calls() const
{
    std::vector<CallInProgress> calls;
    calls.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        calls.push_back(entry.call);
    return calls;
}

void CallMonitor::stop(quint64 number)
{
    for (Entry &entry : m_entries)
        if (entry.call.number == number)
            entry.stop.request_stop();
}

void CallMonitor::stopAll()
{
    for (Entry &entry : m_entries)
        entry.stop.request_stop();
}

std::pair<quint64, std::stop_token> CallMonitor::enter(QString what, Instant since)
{
    Entry entry{.call = {.number = ++m_last, .what = std::move(what), .since = since}, .stop = {}};
    const std::stop_token token = entry.stop.get_token();
    m_entries.push_back(std::move(entry));
    Q_EMIT changed();
    return {m_last, token};
}

void CallMonitor::leave(quint64 number)
{
    std::erase_if(m_entries, [number](const Entry &entry) { return entry.call.number == number; });
    Q_EMIT changed();
}

} // namespace claviger
