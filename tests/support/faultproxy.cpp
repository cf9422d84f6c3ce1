// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faultproxy.h"

#include "tests/support/requestcounter.h"

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

#include <utility>

using namespace std::chrono_literals;

namespace claviger::testing {

namespace {

// How long a server must be quiet after its first bytes until its answer counts as complete.
constexpr auto quietAfterAnswer = 150ms;

void reset(QTcpSocket *socket)
{
    if (!socket)
        return;
    const linger hard{.l_onoff = 1, .l_linger = 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    socket->abort();
}

// Follows the client's side of a TLS connection: where does the request begin? In TLS 1.3 the first encrypted record is
// the client's Finished, in 1.2 Finished still looks like a handshake record.
class TlsWatcher
{
public:
    // True once bytes belong to a request.
    bool feed(const QByteArray &bytes)
    {
        m_buffer += bytes;
        while (m_buffer.size() >= 5) {
            const auto byte = [this](qsizetype at) { return static_cast<unsigned char>(m_buffer[at]); };
            const qsizetype size = 5 + byte(3) * 256 + byte(4);
            if (m_buffer.size() < size)
                break;
            const int type = byte(0);
            if (type == 0x14)
                m_sawChangeCipher = true;
            else if (type == 0x16 && m_sawChangeCipher)
                m_isTls12 = true;
            else if (type == 0x17)
                ++m_encrypted;
            m_buffer.remove(0, size);
        }
        return m_encrypted >= (m_isTls12 ? 1 : 2);
    }

private:
    QByteArray m_buffer;
    int m_encrypted = 0;
    bool m_sawChangeCipher = false;
    bool m_isTls12 = false;
};

} // namespace

// One client and its connection to the server.
class FaultProxy::Link : public QObject
{
    Q_OBJECT
public:
    Link(FaultProxy &proxy, QTcpSocket *client, quint16 serverPort, QObject *parent)
        : QObject(parent)
        , m_proxy(proxy)
        , m_client(client)
        , m_server(new QTcpSocket(this))
    {
        client->setParent(this);
        m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_quiet.setSingleShot(true);
        m_trickle.setSingleShot(true);
        connect(&m_quiet, &QTimer::timeout, this, [this] { end(m_fault == Mode::ResetAfterRequest); });
        connect(&m_trickle, &QTimer::timeout, this, &Link::trickle);
        if (proxy.m_mode == Mode::ResetBeforeForward) {
            decide();
            QTimer::singleShot(0, this, [this] { end(true); });
            return;
        }
        connect(m_client, &QTcpSocket::readyRead, this, &Link::fromClient);
        connect(m_client, &QTcpSocket::disconnected, this, [this] {
            if (!actsAfterRequest()) // there the server may finish its work
                end(false);
        });
        connect(m_server, &QTcpSocket::readyRead, this, &Link::fromServer);
        connect(m_server, &QTcpSocket::disconnected, this, [this] {
            if (m_isEnding)
                return;
            fromServer();
            if (m_fault == Mode::Trickle && !m_pending.isEmpty())
                return;
            if (m_fault != Mode::Silent)
                m_client->disconnectFromHost();
            if (m_client->state() == QAbstractSocket::UnconnectedState)
                deleteLater();
        });
        connect(m_server, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            if (error == QAbstractSocket::ConnectionRefusedError)
                end(true);
        });
        m_server->connectToHost(QHostAddress(QHostAddress::LocalHost), serverPort);
        m_server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }

    void end(bool hard)
    {
        if (std::exchange(m_isEnding, true))
            return;
        if (hard)
            reset(m_client);
        else
            m_client->abort();
        m_server->abort();
        deleteLater();
    }

private:
    [[nodiscard]] bool actsAfterRequest() const
    {
        return m_fault == Mode::CloseAfterRequest || m_fault == Mode::ResetAfterRequest;
    }

    // The mode for the request that begins now.
    Mode decide()
    {
        m_fault = m_proxy.m_mode;
        if (m_fault != Mode::Pass)
            ++m_proxy.m_faults;
        if (m_proxy.m_once.exchange(false))
            m_proxy.m_mode = Mode::Pass;
        return m_fault;
    }

    void fromClient()
    {
        if (m_isEnding)
            return;
        const QByteArray bytes = m_client->readAll();
        if (bytes.isEmpty())
            return;
        if (!m_sawAnything) {
            m_sawAnything = true;
            m_isTls = bytes[0] == 0x16;
        }
        if (!m_isTls)
            m_proxy.m_requests += static_cast<int>(m_counter.feed(bytes).size());
        const bool isRequest = !m_isTls || m_watcher.feed(bytes);
        const Mode waiting = m_proxy.m_mode;
        const bool actsOnAnyByte =
            waiting == Mode::ResetBeforeForward || waiting == Mode::Garbage || waiting == Mode::Silent;
        if (!m_isInRequest && (isRequest || actsOnAnyByte)) {
            m_isInRequest = true;
            m_given = 0;
            decide();
        }
        switch (m_fault) {
        case Mode::ResetBeforeForward:
        case Mode::Refuse:
            return end(true);
        case Mode::CloseBeforeRequest:
            return end(false);
        case Mode::Silent:
            return;
        case Mode::Garbage:
            m_client->write("\x16\x03\x7f\xff\xfe NOT HTTP \x00\x01\x02 \r\n\r\n");
            m_client->disconnectFromHost();
            return;
        case Mode::Pass:
        case Mode::CloseAfterRequest:
        case Mode::ResetAfterRequest:
        case Mode::Truncate:
        case Mode::Trickle:
            m_server->write(bytes);
        }
    }

    void fromServer()
    {
        if (m_isEnding || !m_server->isOpen())
            return;
        const QByteArray bytes = m_server->readAll();
        if (bytes.isEmpty())
            return;
        switch (m_fault) {
        case Mode::CloseAfterRequest:
        case Mode::ResetAfterRequest:
            m_quiet.start(quietAfterAnswer); // session tickets may come before the answer
            return;
        case Mode::Truncate: {
            const qint64 room = m_proxy.m_truncateAfter - m_given;
            m_client->write(bytes.left(std::max<qint64>(room, 0)));
            m_given += bytes.size();
            if (bytes.size() >= room)
                m_client->disconnectFromHost();
            return;
        }
        case Mode::Trickle:
            m_pending += bytes;
            if (!m_trickle.isActive())
                m_trickle.start(m_proxy.m_trickle.load());
            return;
        case Mode::Silent:
        case Mode::Garbage:
        case Mode::Refuse:
        case Mode::ResetBeforeForward:
        case Mode::CloseBeforeRequest:
            return;
        case Mode::Pass:
            m_isInRequest = false; // the next bytes of the client begin a request
            m_client->write(bytes);
        }
    }

    void trickle()
    {
        m_client->write(m_pending.left(1));
        m_pending.remove(0, 1);
        if (!m_pending.isEmpty())
            m_trickle.start(m_proxy.m_trickle.load());
        else if (m_server->state() == QAbstractSocket::UnconnectedState)
            m_client->disconnectFromHost();
    }

    FaultProxy &m_proxy;
    QTcpSocket *m_client;
    QTcpSocket *m_server;
    QTimer m_quiet;
    QTimer m_trickle;
    QByteArray m_pending;
    RequestCounter m_counter;
    TlsWatcher m_watcher;
    qint64 m_given = 0;
    Mode m_fault = Mode::Pass;
    bool m_sawAnything = false;
    bool m_isTls = false;
    bool m_isInRequest = false;
    bool m_isEnding = false;
};

class FaultProxy::Worker : public QObject
{
    Q_OBJECT
public:
    Worker(FaultProxy &proxy, quint16 serverPort)
        : m_proxy(proxy)
        , m_serverPort(serverPort)
        , m_listener(this)
    {
        connect(&m_listener, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_listener.nextPendingConnection()) {
                ++m_proxy.m_connections;
                m_links.push_back(new Link(m_proxy, client, m_serverPort, this));
            }
            m_links.removeAll(nullptr);
        });
    }

    void listen()
    {
        if (m_listener.isListening())
            return;
        if (!m_listener.listen(QHostAddress(QHostAddress::LocalHost), m_proxy.m_port))
            qFatal("the fault proxy cannot listen");
        m_proxy.m_port = m_listener.serverPort();
    }

    void refuse()
    {
        m_listener.close();
        for (const QPointer<Link> &link : std::as_const(m_links)) {
            if (link)
                link->end(true);
        }
        m_links.clear();
    }

private:
    FaultProxy &m_proxy;
    quint16 m_serverPort;
    QTcpServer m_listener;
    QList<QPointer<Link>> m_links;
};

FaultProxy::FaultProxy(quint16 serverPort)
    : m_worker(new Worker(*this, serverPort))
{
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker, [this] { m_worker->listen(); }, Qt::BlockingQueuedConnection);
}

FaultProxy::~FaultProxy()
{
    m_thread.quit();
    m_thread.wait();
}

QString FaultProxy::url(const QString &scheme) const
{
    return QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(m_port);
}

void FaultProxy::setMode(Mode mode)
{
    m_once = false;
    m_mode = mode;
    QMetaObject::invokeMethod(
        m_worker,
        [this, mode] {
            if (mode == Mode::Refuse)
                m_worker->refuse();
            else
                m_worker->listen();
        },
        Qt::BlockingQueuedConnection);
}

void FaultProxy::setModeOnce(Mode mode)
{
    setMode(mode);
    m_once = true;
}

} // namespace claviger::testing

#include "faultproxy.moc"
