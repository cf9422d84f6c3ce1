// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/loopbackdoor.h"

#include "app/simulation/httpserver.h"

#include <QFile>
#include <QTemporaryDir>

#include <thread>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QStringList servicesOf(sim::Door door)
{
    switch (door) {
    case sim::Door::Objects:
        return {u"obs"_s};
    case sim::Door::Manager:
        return {u"manager"_s};
    case sim::Door::Services:
        break;
    }
    return {u"iam"_s, u"mrs"_s, u"ecs"_s};
}

} // namespace

class LoopbackDoor::Running
{
public:
    explicit Running(const Handler &handler)
        : server(handler)
    {
    }
    ~Running()
    {
        if (!m_thread.joinable())
            return;
        server.closeConnections();
        server.stop();
        m_thread.join();
    }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    void listen()
    {
        m_thread = std::thread([this] { server.listen_after_bind(); });
        while (!server.is_running()) // stop() does nothing before that
            std::this_thread::yield();
    }

    sim::HttpServer server;
    quint16 port = 0;

private:
    std::thread m_thread;
};

struct LoopbackDoor::Files
{
    QTemporaryDir folder;
    QString ca;
};

LoopbackDoor::LoopbackDoor(std::shared_ptr<SimulatedCloud> cloud, Scheme scheme, sim::Door door,
                           std::optional<sim::ServerIdentity> identity)
    : LoopbackDoor([cloud, door](const sim::Call &call) { return cloud->answer(call, door); },
                   door == sim::Door::Manager ? Scheme::Https : scheme, std::move(identity))
{
    m_cloud = cloud;
    m_door = door;
}

LoopbackDoor::LoopbackDoor(Handler handler, Scheme scheme, std::optional<sim::ServerIdentity> identity)
    : m_handler(std::move(handler))
    , m_scheme(scheme)
    , m_identity(std::move(identity))
{
}

LoopbackDoor::~LoopbackDoor() = default;

Result<quint16> LoopbackDoor::start(quint16 port)
{
    stop();
    auto running = std::make_unique<Running>(m_handler);
    if (m_scheme == Scheme::Https) {
        if (!m_identity) {
            const Result<sim::ServerIdentity> made =
                m_door == sim::Door::Manager ? sim::makeManagerIdentity() : sim::makeServerIdentity();
            if (!made)
                return tl::unexpected(made.error());
            m_identity = *made;
        }
        if (!running->server.useTls(*m_identity)) {
            return tl::unexpected(
                Error{.fault = Fault::Rejected, .detail = u"the certificate of the loopback door cannot be used"_s});
        }
        if (!m_files) {
            auto files = std::make_unique<Files>();
            files->ca = files->folder.filePath(u"ca.pem"_s);
            QFile file(files->ca);
            if (!file.open(QIODevice::WriteOnly) || file.write(m_identity->caPem) != m_identity->caPem.size()
                || !file.flush()) {
                return tl::unexpected(Error{.fault = Fault::Storage, .detail = file.errorString()});
            }
            m_files = std::move(files);
        }
    }
    const int bound = running->server.bindTo(port);
    if (bound <= 0) {
        return tl::unexpected(
            Error{.fault = Fault::Conflict,
                  .detail = u"port %1 of 127.0.0.1 cannot be opened; another program may use it"_s.arg(port)});
    }
    running->port = static_cast<quint16>(bound);
    running->listen();
    m_running = std::move(running);
    if (m_cloud) {
        for (const QString &service : servicesOf(m_door))
            m_cloud->setEndpoint(service, url());
    }
    return m_running->port;
}

void LoopbackDoor::stop()
{
    m_running.reset();
}

QString LoopbackDoor::url() const
{
    if (!m_running)
        return {};
    return u"%1://127.0.0.1:%2"_s.arg(m_scheme == Scheme::Https ? u"https"_s : u"http"_s).arg(m_running->port);
}

QString LoopbackDoor::fingerprint() const
{
    return m_identity ? QString::fromLatin1(m_identity->fingerprint) : QString();
}

QString LoopbackDoor::caFile() const
{
    return m_files ? m_files->ca : QString();
}

} // namespace claviger
