// SPDX-License-Identifier: Apache-2.0
// A TCP proxy on 127.0.0.1 that breaks the line to any server, in a thread of its own. TLS passes through untouched;
// its records are only looked at from outside, to tell the handshake from the request.
#pragma once

#include <QByteArray>
#include <QString>
#include <QThread>

#include <atomic>
#include <chrono>

namespace claviger::testing {

class FaultProxy
{
public:
    enum class Mode {
        Pass,
        Refuse, // nobody listens; open connections are reset
        ResetBeforeForward, // accepts, then resets: no byte reaches the server
        CloseBeforeRequest, // lets a TLS handshake pass, takes the request, closes: the request never reaches the
                            // server
        CloseAfterRequest, // forwards the request, waits for the answer (the server acted), closes without giving it on
        ResetAfterRequest, // the same, but resets: what the system calls "connection reset by peer"
        Truncate, // gives on only the first bytes of the answer, see setTruncateAfter(), then closes
        Trickle, // gives on the answer one byte per interval, see setTrickleInterval()
        Garbage, // answers rubbish, forwards nothing
        Silent, // accepts and reads, never answers, forwards nothing
    };

    explicit FaultProxy(quint16 serverPort);
    ~FaultProxy();
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    // http://127.0.0.1:port, or https
    [[nodiscard]] QString url(const QString &scheme = QStringLiteral("http")) const;

    // Acts at once, on open connections too, from their next bytes on.
    void setMode(Mode mode);
    // The mode for the next request only (Refuse: the next connection attempt cannot be known, so not for Refuse),
    // then Pass.
    void setModeOnce(Mode mode);
    void setTruncateAfter(qint64 bytes)
    {
        m_truncateAfter = bytes;
    } // of the answer; over TLS, of the records after the request
    void setTrickleInterval(std::chrono::milliseconds interval) { m_trickle = interval; }

    [[nodiscard]] int connections() const { return m_connections; }
    // Complete plain http requests that clients sent, whether they were forwarded or not.
    [[nodiscard]] int requests() const { return m_requests; }
    // How often a fault mode (anything but Pass) acted on a connection.
    [[nodiscard]] int faults() const { return m_faults; }

private:
    class Worker;
    class Link;
    friend class Link;

    QThread m_thread;
    Worker *m_worker = nullptr; // lives in the thread
    quint16 m_port = 0;
    std::atomic<Mode> m_mode = Mode::Pass;
    std::atomic<bool> m_once = false;
    std::atomic<qint64> m_truncateAfter = 0;
    std::atomic<std::chrono::milliseconds> m_trickle = std::chrono::milliseconds(10);
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<int> m_faults = 0;
};

} // namespace claviger::testing
