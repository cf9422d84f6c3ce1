// SPDX-License-Identifier: Apache-2.0
// cpp-httplib's server with connections of our own: it must stop at once while clients keep theirs open, wait on idle
// connections without waking up, answer in one piece, and speak TLS with a certificate that is in memory only.
#pragma once

#include "app/simulation/call.h"
#include "app/simulation/certificate.h"

#include <httplib.h>

#include <functional>
#include <mutex>
#include <set>

namespace claviger::sim {

class HttpServer final : public httplib::Server
{
public:
    using Handler = std::function<Reply(const Call &)>;

    explicit HttpServer(Handler handler);
    ~HttpServer() override;

    [[nodiscard]] bool useTls(const ServerIdentity &identity);
    [[nodiscard]] int bindTo(int port); // 0: any; gives the port, or -1
    void closeConnections(); // and every one that comes after

private:
    bool process_and_close_socket(socket_t socket) override;
    void serve(httplib::Stream &stream, const std::function<bool()> &waitForRequest);

    Handler m_handler;
    SSL_CTX *m_tls = nullptr;
    std::mutex m_mutex;
    std::set<socket_t> m_connections;
    bool m_isClosing = false;
};

} // namespace claviger::sim
