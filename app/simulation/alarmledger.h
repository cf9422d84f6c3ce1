// SPDX-License-Identifier: Apache-2.0
// The alarms of the simulated Manager: active ones and history, by serial number. Fields and codes: manager.md, section
// 2.1. A million of them must not slow the doors down, so what repeats is stored once.
#pragma once

#include "app/foundation/instant.h"

#include <QHash>
#include <QString>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace claviger::sim {

struct Alarm
{
    enum Severity { Critical = 1, Major, Minor, Warning };
    enum Category { Fault = 0, Clear = 1, Event = 2 };
    enum ClearType { NotCleared = -1, Automatic = 0, Manual = 2 };

    qint64 serial = 0;
    int id = 0; // 45741
    QString name = {};
    Severity severity = Major;
    Category category = Fault;
    bool clearsItself = true;
    QString source = {}; // cluster name, dn of syslog
    QString object = {}; // service, process or module
    QString cause = {};
    QString serviceName = {}, roleName = {}, hostName = {}; // of Location
    QString moreLocation = {};   // further pairs of Location: "RESName=x;Trigger=y"
    QString additionalInfo = {};
    Instant occurred = {};
    std::optional<Instant> cleared = {};
    ClearType clearType = NotCleared;

    [[nodiscard]] bool isActive() const { return clearType == NotCleared && category == Fault; }
    // Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-core1-demo
    [[nodiscard]] QString location() const;
};

class AlarmLedger
{
public:
    // Gives the serial number. An alarm with cleared set goes to the history at once.
    qint64 raise(Alarm alarm);
    // False: there is no active alarm of that number.
    bool clear(qint64 serial, Alarm::ClearType type, Instant when);
    // The active alarm of that id on that host of that cluster; 0: there is none.
    [[nodiscard]] qint64 activeOn(int id, const QString &source, const QString &hostName) const;
    [[nodiscard]] std::optional<Alarm> find(qint64 serial) const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t activeCount() const;
    // Newest first, until the visitor gives false. History included; active ones stand where their time puts them.
    void visit(const std::function<bool(const Alarm &)> &visitor) const;
    void visitActive(const std::function<bool(const Alarm &)> &visitor) const;
    // Called for every alarm that is raised or cleared: the syslog sender listens.
    void setListener(std::function<void(const Alarm &)> listener) { m_listener = std::move(listener); }
    void clearAll(); // forgets everything; serial numbers go on

private:
    std::deque<Alarm> m_alarms; // by serial
    QHash<qint64, std::size_t> m_place;
    std::vector<qint64> m_active; // ascending
    qint64 m_lastSerial = 1'804'000;
    std::function<void(const Alarm &)> m_listener;
};

} // namespace claviger::sim
