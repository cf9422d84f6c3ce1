// SPDX-License-Identifier: Apache-2.0
#include "tests/support/rawresponder.h"

#include "tests/support/requestcounter.h"
#include "tests/support/testcertificate.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTcpServer>

#include <sys/socket.h>

#include <memory>

namespace claviger::testing {

class RawResponder::Worker : public QTcpServer
{
    Q_OBJECT
public:
    explicit Worker(RawResponder &owner)
        : m_owner(owner)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        {
            const std::lock_guard lock(m_owner.m_mutex);
            ++m_owner.m_connections;
        }
        auto *socket = new QSslSocket(this);
        connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
        const auto counter = std::make_shared<RequestCounter>();
        connect(socket, &QIODevice::readyRead, socket, [this, socket, counter] {
            for (const QByteArray &request : counter->feed(socket->readAll()))
                react(socket, request);
        });
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        if (m_owner.m_transport == Transport::Tls) {
            const TestCertificate &certificate = TestCertificate::shared();
            socket->setLocalCertificate(certificate.server);
            socket->setPrivateKey(certificate.key);
            socket->startServerEncryption();
        }
    }

private:
    void react(QSslSocket *socket, const QByteArray &request)
    {
        Behaviour behaviour = Behaviour::Answer;
        QByteArray answer;
        {
            const std::lock_guard lock(m_owner.m_mutex);
            m_owner.m_received.push_back(request);
            behaviour = m_owner.m_behaviour;
            answer = m_owner.m_answer;
        }
        switch (behaviour) {
        case Behaviour::Answer:
            socket->write(answer);
            socket->disconnectFromHost();
            break;
        case Behaviour::Close:
            socket->disconnectFromHost();
            break;
        case Behaviour::Reset: {
            const linger hard{.l_onoff = 1, .l_linger = 0};
            setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
            socket->abort();
            break;
        }
        case Behaviour::Hang:
            break;
        }
    }

    RawResponder &m_owner;
};

RawResponder::RawResponder(QByteArray answer, Transport transport)
    : m_worker(new Worker(*this))
    , m_transport(transport)
    , m_answer(std::move(answer))
{
    if (transport == Transport::Tls)
        (void)TestCertificate::shared(); // made here, not inside the thread at the first client
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            if (!m_worker->listen(QHostAddress(QHostAddress::LocalHost)))
                qFatal("the raw responder cannot listen");
            m_port = m_worker->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

RawResponder::~RawResponder()
{
    m_thread.quit();
    m_thread.wait();
}

QByteArray RawResponder::http(int status, const QByteArray &body,
                              const std::vector<std::pair<QByteArray, QByteArray>> &headers)
{
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(status) + " Raw\r\n";
    for (const auto &[name, value] : headers)
        answer += name + ": " + value + "\r\n";
    return answer + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

void RawResponder::setAnswer(QByteArray answer)
{
    const std::lock_guard lock(m_mutex);
    m_answer = std::move(answer);
    m_behaviour = Behaviour::Answer;
}

void RawResponder::closeWithoutAnswer(bool withReset)
{
    const std::lock_guard lock(m_mutex);
    m_behaviour = withReset ? Behaviour::Reset : Behaviour::Close;
}

void RawResponder::neverAnswer()
{
    const std::lock_guard lock(m_mutex);
    m_behaviour = Behaviour::Hang;
}

QString RawResponder::url() const
{
    return QStringLiteral("%1://127.0.0.1:%2")
        .arg(m_transport == Transport::Tls ? QStringLiteral("https") : QStringLiteral("http"))
        .arg(m_port);
}

int RawResponder::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

int RawResponder::requests() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_received.size());
}

std::vector<QByteArray> RawResponder::receivedRequests() const
{
    const std::lock_guard lock(m_mutex);
    return m_received;
}

} // namespace claviger::testing

#include "rawresponder.moc"
