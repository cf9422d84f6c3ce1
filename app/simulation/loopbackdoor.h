// SPDX-License-Identifier: Apache-2.0
// A door to the simulated cloud on 127.0.0.1, HTTP/1.1 with or without TLS, in threads of its own: one for each open
// connection, so that a slow client never holds up another. Header lines end at 8,192 bytes (cpp-httplib).
#pragma once

#include "app/foundation/result.h"
#include "app/simulation/certificate.h"
#include "app/simulation/simulatedcloud.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace claviger {

class LoopbackDoor
{
public:
    enum class Scheme { Http, Https };
    using Handler = std::function<sim::Reply(const sim::Call &)>; // called from several threads at once

    // Serves what that door of the cloud has, and tells the cloud its address when it starts. Manager's is always Https,
    // with a certificate as in the field: signed by itself and for another name (sim::makeManagerIdentity).
    explicit LoopbackDoor(std::shared_ptr<SimulatedCloud> cloud, Scheme scheme = Scheme::Http,
                          sim::Door door = sim::Door::Services, std::optional<sim::ServerIdentity> identity = {});
    // Https without an identity makes one of its own.
    explicit LoopbackDoor(Handler handler, Scheme scheme = Scheme::Http,
                          std::optional<sim::ServerIdentity> identity = {});
    ~LoopbackDoor(); // stops
    LoopbackDoor(const LoopbackDoor &) = delete;
    LoopbackDoor &operator=(const LoopbackDoor &) = delete;

    // Port 0 takes any free one; gives the port. Returns when connections are accepted.
    [[nodiscard]] Result<quint16> start(quint16 port = 0);
    // Closes every connection, also in the middle of a call, and waits for the threads. It may be started again.
    void stop();

    [[nodiscard]] QString url() const; // http://127.0.0.1:8080; empty before start()
    [[nodiscard]] QString fingerprint() const; // SHA-256 of the certificate's DER, hex; empty for Http and before start()
    [[nodiscard]] QString caFile() const; // PEM of the authority to trust, as long as this object lives; empty for Http

private:
    class Running;
    struct Files;

    Handler m_handler;
    std::shared_ptr<SimulatedCloud> m_cloud;
    Scheme m_scheme;
    sim::Door m_door = sim::Door::Services;
    std::optional<sim::ServerIdentity> m_identity;
    std::unique_ptr<Files> m_files;
    std::unique_ptr<Running> m_running;
};

} // namespace claviger
