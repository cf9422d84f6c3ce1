// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/syslogsender.h"

#include "app/simulation/syslog.h"

#include <QHostAddress>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr auto beatEvery = 100ms;
constexpr std::size_t linesOfBeat = 2'000; // formatted inside the lock
constexpr int patienceSeconds = 2; // with a receiver that takes nothing

socklen_t fillAddress(const sim::SyslogTarget &target, sockaddr_storage *storage)
{
    const QHostAddress address(target.host);
    std::memset(storage, 0, sizeof *storage);
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        auto *six = reinterpret_cast<sockaddr_in6 *>(storage);
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(target.port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&six->sin6_addr, &bytes, sizeof bytes);
        return sizeof *six;
    }
    auto *four = reinterpret_cast<sockaddr_in *>(storage);
    four->sin_family = AF_INET;
    four->sin_port = htons(target.port);
    four->sin_addr.s_addr = htonl(address.toIPv4Address());
    return sizeof *four;
}

} // namespace

// The connection to the receiver, opened when there is something to say.
class SyslogSender::Line
{
public:
    explicit Line(sim::SyslogTarget target)
        : m_target(std::move(target))
    {
    }
    ~Line() { close(); }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;

    // False: it is lost.
    bool send(const QByteArray &text)
    {
        if (m_socket >= 0 && m_target.isTcp && isClosedByPeer())
            close();
        if (m_socket < 0 && !open())
            return false;
        const bool sent = m_target.isTcp ? sendAll(text + '\n') : sendDatagram(text);
        if (!sent)
            close(); // in the middle of a line there is no going on
        return sent;
    }

private:
    bool open()
    {
        sockaddr_storage address;
        const socklen_t size = fillAddress(m_target, &address);
        m_socket = ::socket(address.ss_family, (m_target.isTcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC, 0);
        if (m_socket < 0)
            return false;
        const timeval patience{.tv_sec = patienceSeconds, .tv_usec = 0}; // of the connection too
        ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), size) == 0)
            return true;
        close();
        return false;
    }

    void close()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }

    // Otherwise the first line after its end would go nowhere unnoticed.
    [[nodiscard]] bool isClosedByPeer() const
    {
        char byte = 0;
        const ssize_t got = ::recv(m_socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
    }

    [[nodiscard]] bool sendAll(const QByteArray &bytes) const
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const ssize_t now =
                ::send(m_socket, bytes.constData() + sent, static_cast<std::size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            if (now < 0 && errno == EINTR)
                continue;
            if (now <= 0)
                return false;
            sent += now;
        }
        return true;
    }

    [[nodiscard]] bool sendDatagram(const QByteArray &bytes) const
    {
        if (!sendAll(bytes))
            return false;
        int problem = 0; // "nobody listens" comes back at once on the loopback
        socklen_t size = sizeof problem;
        return ::getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0;
    }

    sim::SyslogTarget m_target;
    int m_socket = -1;
};

SyslogSender::SyslogSender(std::shared_ptr<SimulatedCloud> cloud)
    : m_cloud(std::move(cloud))
{
}

SyslogSender::~SyslogSender() = default;

void SyslogSender::start()
{
    if (!m_pulse)
        m_pulse = std::make_unique<sim::Pulse>([this] { beat(); }, beatEvery);
}

void SyslogSender::stop()
{
    m_pulse.reset();
    m_line.reset();
}

void SyslogSender::beat()
{
    std::shared_ptr<sim::SyslogOutbox> outbox;
    QByteArrayList lines;
    m_cloud->withWorld([&](sim::World &world) {
        outbox = world.manager.syslog;
        if (outbox)
            lines = outbox->take(world, linesOfBeat);
    });
    if (outbox != m_served) {
        m_line = outbox ? std::make_unique<Line>(outbox->target()) : nullptr; // the target never changes
        m_served = outbox;
    }
    if (lines.isEmpty())
        return;
    qint64 sent = 0;
    // After a failure the rest of the beat is lost too: a receiver that takes nothing must not hold up the end.
    while (sent < lines.size() && m_line->send(lines.at(sent)))
        ++sent;
    m_cloud->withWorld([&](sim::World &) {
        outbox->sent += sent;
        outbox->lost += lines.size() - sent;
    });
}

} // namespace claviger
