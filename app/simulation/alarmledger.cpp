// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/alarmledger.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

QString Alarm::location() const
{
    QString text = u"Source=%1;ServiceName=%2;RoleName=%3;HostName=%4"_s.arg(source, serviceName, roleName, hostName);
    if (!moreLocation.isEmpty())
        text += u';' + moreLocation;
    return text;
}

qint64 AlarmLedger::raise(Alarm alarm)
{
    alarm.serial = ++m_lastSerial;
    if (alarm.cleared && alarm.clearType == Alarm::NotCleared)
        alarm.clearType = Alarm::Automatic;
    m_place.insert(alarm.serial, m_alarms.size());
    if (alarm.isActive())
        m_active.push_back(alarm.serial);
    m_alarms.push_back(alarm);
    if (m_listener)
        m_listener(alarm);
    return alarm.serial;
}

bool AlarmLedger::clear(qint64 serial, Alarm::ClearType type, Instant when)
{
    const auto active = std::lower_bound(m_active.begin(), m_active.end(), serial);
    if (active == m_active.end() || *active != serial)
        return false;
    m_active.erase(active);
    Alarm &alarm = m_alarms[m_place.value(serial)];
    alarm.cleared = when;
    alarm.clearType = type;
    if (m_listener)
        m_listener(alarm);
    return true;
}

qint64 AlarmLedger::activeOn(int id, const QString &source, const QString &hostName) const
{
    const auto fits = [&](qint64 serial) {
        const Alarm &alarm = m_alarms[m_place.value(serial)];
        return alarm.id == id && alarm.source == source && alarm.hostName == hostName;
    };
    const auto it = std::find_if(m_active.rbegin(), m_active.rend(), fits);
    return it == m_active.rend() ? 0 : *it;
}

std::optional<Alarm> AlarmLedger::find(qint64 serial) const
{
    const auto place = m_place.constFind(serial);
    if (place == m_place.constEnd())
        return {};
    return m_alarms[*place];
}

std::size_t AlarmLedger::size() const
{
    return m_alarms.size();
}

std::size_t AlarmLedger::activeCount() const
{
    return m_active.size();
}

void AlarmLedger::visit(const std::function<bool(const Alarm &)> &visitor) const
{
    for (auto it = m_alarms.rbegin(); it != m_alarms.rend(); ++it) {
        if (!visitor(*it))
            return;
    }
}

void AlarmLedger::visitActive(const std::function<bool(const Alarm &)> &visitor) const
{
    for (auto it = m_active.rbegin(); it != m_active.rend(); ++it) {
        if (!visitor(m_alarms[m_place.value(*it)]))
            return;
    }
}

void AlarmLedger::clearAll()
{
    m_alarms.clear();
    m_place.clear();
    m_active.clear();
}

} // namespace claviger::sim
