// SPDX-License-Identifier: Apache-2.0
// What the simulated Manager reports by syslog (manager.md, section 2.4): each alarm that is raised or cleared,
// uncleared ones again and again, and heartbeats. Here it is only noted; SyslogSender takes it from here to the
// network.
#pragma once

#include "app/simulation/syslogtemplate.h"
#include "app/simulation/wirejson.h"
#include "app/simulation/world.h"

#include <QJsonObject>

#include <deque>

namespace claviger::sim {

struct SyslogTarget
{
    QString host = {}; // a loopback address
    quint16 port = 0;
    bool isTcp = false;
    QString templateText = {};
    QString identifier = QStringLiteral("MRS Manager");
    QString heartbeatText = QStringLiteral("heartbeat: alive");
    int repeatMinutes = 0; // of uncleared alarms; 0: never
    int heartbeatMinutes = 0; // 0: never
};

// What is to be sent. Belongs to the world: used inside the lock of the cloud only.
class SyslogOutbox
{
public:
    static constexpr std::size_t mostWaiting = 50'000; // then the oldest are lost

    struct Note
    {
        std::optional<Alarm> alarm = {}; // none: a heartbeat
        Instant when = {};
    };

    SyslogOutbox(SyslogTarget target, SyslogTemplate format)
        : m_target(std::move(target))
        , m_format(std::move(format))
    {
    }

    void put(Note note);
    // The lines that wait, oldest first, without a line end. What is masked meanwhile is left out.
    [[nodiscard]] QByteArrayList take(World &world, std::size_t atMost);
    [[nodiscard]] const SyslogTarget &target() const { return m_target; }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

    qint64 sent = 0;
    qint64 lost = 0; // nobody took them, or too many waited

private:
    SyslogTarget m_target;
    SyslogTemplate m_format;
    std::deque<Note> m_waiting;
};

// {"host","port","protocol":"udp" or
// "tcp","template","identifier","repeat_minutes","heartbeat_minutes","heartbeat_text"}; numbers may be texts. Only host
// and port are needed; {"protocol":"none"} ends it. Fault::Rejected with a sentence if it cannot be, and then what was
// set up before goes on.
[[nodiscard]] Result<Done> setUpSyslog(World &world, const QJsonObject &wish);
// The same as it is set up now, with "sent", "lost" and "waiting".
[[nodiscard]] JsonObject describeSyslog(const World &world);

} // namespace claviger::sim
