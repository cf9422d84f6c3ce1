// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/syslog.h"

#include "app/simulation/managertime.h"

#include <QHostAddress>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr char syslogActs[] = "syslog";
constexpr qsizetype longestText = 256; // of the identifier and the heartbeat
constexpr int priority = 134; // local0, informational: Manager's default
constexpr int longestMinutes = 1'440;

tl::unexpected<Error> refused(const QString &sentence)
{
    return tl::unexpected(Error{.fault = Fault::Rejected, .detail = sentence});
}

// Empty: not one of this machine's own.
QString loopbackAddress(const QString &host)
{
    if (host == "localhost"_L1)
        return u"127.0.0.1"_s;
    const QHostAddress address(host);
    return address.isLoopback() ? address.toString() : QString();
}

std::optional<int> wholeNumber(const QJsonObject &wish, const QString &name, int absent, int most)
{
    const QJsonValue value = wish[name];
    if (value.isUndefined() || value.toString(u"x"_s).isEmpty()) // an empty field of a form
        return absent;
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(number >= 0 && number <= most) || number != static_cast<int>(number))
        return {};
    return static_cast<int>(number);
}

// RFC 3164: <134>Jun 10 14:05:12 192.0.2.11 MRS Manager ...
QString headOf(const World &world, const SyslogTarget &target, Instant when)
{
    const QDateTime local = managerClock(world.manager.zone, when);
    const QString day = QString::number(local.date().day()).rightJustified(2, u' ');
    const QString address = world.fleet.servers().empty() ? u"192.0.2.11"_s : world.fleet.servers().front().ip;
    return u"<%1>%2 %3 %4 %5 %6 "_s.arg(priority).arg(QLocale::c().toString(local.date(), u"MMM"_s), day,
                                                      local.time().toString(u"HH:mm:ss"_s), address, target.identifier);
}

void repeatAlarms(World &world, Elapsed every)
{
    const std::shared_ptr<SyslogOutbox> outbox = world.manager.syslog;
    if (!outbox)
        return;
    std::vector<Alarm> active; // oldest first, as they came
    world.alarms.visitActive([&active](const Alarm &alarm) {
        active.push_back(alarm);
        return active.size() < SyslogOutbox::mostWaiting;
    });
    for (auto alarm = active.rbegin(); alarm != active.rend(); ++alarm)
        outbox->put({.alarm = std::move(*alarm), .when = world.now()});
    world.after(
        every, [every](World &later) { repeatAlarms(later, every); }, QString::fromLatin1(syslogActs));
}

void beatHeart(World &world, Elapsed every)
{
    if (!world.manager.syslog)
        return;
    world.manager.syslog->put({.when = world.now()});
    world.after(
        every, [every](World &later) { beatHeart(later, every); }, QString::fromLatin1(syslogActs));
}

void endSyslog(World &world)
{
    world.dropActs(QString::fromLatin1(syslogActs));
    world.alarms.setListener({});
    world.manager.syslog.reset();
}

void beginSyslog(World &world, const std::shared_ptr<SyslogOutbox> &outbox)
{
    endSyslog(world);
    world.manager.syslog = outbox;
    world.alarms.setListener([outbox](const Alarm &alarm) {
        outbox->put({.alarm = alarm, .when = alarm.cleared.value_or(alarm.occurred)});
    });
    const SyslogTarget &target = outbox->target();
    if (target.repeatMinutes > 0) {
        const Elapsed every = std::chrono::minutes(target.repeatMinutes);
        world.after(
            every, [every](World &later) { repeatAlarms(later, every); }, QString::fromLatin1(syslogActs));
    }
    if (target.heartbeatMinutes > 0) {
        const Elapsed every = std::chrono::minutes(target.heartbeatMinutes);
        world.after(
            every, [every](World &later) { beatHeart(later, every); }, QString::fromLatin1(syslogActs));
    }
}

} // namespace

void SyslogOutbox::put(Note note)
{
    m_waiting.push_back(std::move(note));
    if (m_waiting.size() > mostWaiting) {
        m_waiting.pop_front();
        ++lost;
    }
}

QByteArrayList SyslogOutbox::take(World &world, std::size_t atMost)
{
    QByteArrayList lines;
    while (!m_waiting.empty() && static_cast<std::size_t>(lines.size()) < atMost) {
        const Note note = std::move(m_waiting.front());
        m_waiting.pop_front();
        const QString head = headOf(world, m_target, note.when);
        if (!note.alarm) {
            lines += (head + m_target.heartbeatText).toUtf8();
            continue;
        }
        const auto mask = world.manager.masks.constFind(note.alarm->id);
        if (mask == world.manager.masks.constEnd() || note.alarm->occurred < *mask)
            lines += (head + m_format.fill(*note.alarm, world.manager.zone)).toUtf8();
    }
    return lines;
}

Result<Done> setUpSyslog(World &world, const QJsonObject &wish)
{
    const QString protocol = wish["protocol"_L1].toString(u"udp"_s).toLower();
    if (protocol == "none"_L1) {
        endSyslog(world);
        return Done{};
    }
    if (protocol != "udp"_L1 && protocol != "tcp"_L1)
        return refused(u"protocol must be udp, tcp or none."_s);
    SyslogTarget target{.host = loopbackAddress(wish["host"_L1].toString()), .isTcp = protocol == "tcp"_L1};
    if (target.host.isEmpty())
        return refused(u"host must be a loopback address: 127.0.0.1, ::1 or localhost."_s);
    const std::optional<int> port = wholeNumber(wish, u"port"_s, 0, 65'535);
    if (!port || *port == 0)
        return refused(u"port must be a number from 1 to 65535."_s);
    target.port = static_cast<quint16>(*port);
    const std::optional<int> repeat = wholeNumber(wish, u"repeat_minutes"_s, 0, longestMinutes);
    const std::optional<int> heartbeat = wholeNumber(wish, u"heartbeat_minutes"_s, 0, longestMinutes);
    if (!repeat || !heartbeat)
        return refused(u"repeat_minutes and heartbeat_minutes must be numbers from 0 (never) to 1440."_s);
    target.repeatMinutes = *repeat;
    target.heartbeatMinutes = *heartbeat;
    target.identifier = wish["identifier"_L1].toString(target.identifier);
    target.heartbeatText = wish["heartbeat_text"_L1].toString(target.heartbeatText);
    for (const QString &text : {target.identifier, target.heartbeatText}) {
        if (text.isEmpty() || text.size() > longestText || text.contains(u'\n'))
            return refused(u"identifier and heartbeat_text must be lines of 1 to 256 characters."_s);
    }
    target.templateText = wish["template"_L1].toString();
    if (target.templateText.isEmpty())
        target.templateText = SyslogTemplate::usual();
    const tl::expected<SyslogTemplate, QString> format = SyslogTemplate::compile(target.templateText);
    if (!format)
        return refused(format.error());
    beginSyslog(world, std::make_shared<SyslogOutbox>(target, *format));
    return Done{};
}

JsonObject describeSyslog(const World &world)
{
    const std::shared_ptr<SyslogOutbox> &outbox = world.manager.syslog;
    if (!outbox)
        return JsonObject().add("protocol", u"none"_s);
    const SyslogTarget &target = outbox->target();
    return JsonObject()
        .add("protocol", target.isTcp ? u"tcp"_s : u"udp"_s)
        .add("host", target.host)
        .add("port", static_cast<int>(target.port))
        .add("template", target.templateText)
        .add("identifier", target.identifier)
        .add("heartbeat_text", target.heartbeatText)
        .add("repeat_minutes", target.repeatMinutes)
        .add("heartbeat_minutes", target.heartbeatMinutes)
        .raw("sent", QByteArray::number(outbox->sent))
        .raw("lost", QByteArray::number(outbox->lost))
        .raw("waiting", QByteArray::number(static_cast<qint64>(outbox->waiting())));
}

} // namespace claviger::sim
