// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/httpserver.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <string_view>
#include <thread>

namespace claviger::sim {

namespace {

// What cpp-httplib would act upon by itself: take form bodies apart, compress answers that OBS signs as they are.
constexpr std::array keptHeaders{"Content-Type", "Accept-Encoding"};
constexpr char keptPrefix[] = "X-Door-";
constexpr std::size_t longestPayload = 64 * 1024 * 1024;
constexpr int connectionBacklog = 256;
constexpr std::size_t longestHead = 128 * 1024;
constexpr int slowestClientSeconds = 30; // between two bytes of one request
constexpr int longestIdleMs = 5 * 60 * 1'000; // between two requests
constexpr int slowestGoodbyeMs = 1'000; // until the client sends on or goes, once it was told that this is the end
constexpr std::size_t mostConnections = 200; // of one door: all doors share the descriptors of the process

// A thread for each task that runs at the same time; threads are kept for the next one.
class GrowingPool final : public httplib::TaskQueue
{
public:
    void enqueue(std::function<void()> task) override
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (m_tasks.size() > m_idle)
            m_threads.emplace_back([this] { work(); });
        m_wake.notify_one();
    }

    void shutdown() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
        }
        m_wake.notify_all();
        for (std::thread &thread : m_threads) // nobody enqueues any more
            thread.join();
        m_threads.clear();
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            ++m_idle;
            m_wake.wait(lock, [this] { return !m_tasks.empty() || m_isEnding; });
            --m_idle;
            if (m_tasks.empty())
                return;
            const std::function<void()> task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::vector<std::thread> m_threads;
    std::size_t m_idle = 0;
    bool m_isEnding = false;
};

// Buffers both ways: cpp-httplib reads byte by byte and writes head and body apart.
class Connection final : public httplib::Stream
{
public:
    Connection(socket_t socket, SSL *tls)
        : m_socket(socket)
        , m_tls(tls)
    {
    }

    [[nodiscard]] bool is_readable() const override { return true; }
    [[nodiscard]] bool is_writable() const override { return true; }
    [[nodiscard]] socket_t socket() const override { return m_socket; }
    void get_remote_ip_and_port(std::string &ip, int &) const override { ip = "127.0.0.1"; }
    void get_local_ip_and_port(std::string &ip, int &) const override { ip = "127.0.0.1"; }

    ssize_t read(char *data, std::size_t size) override
    {
        if (m_from == m_until) {
            if (!flush()) // for example "100 Continue", before the client sends on
                return -1;
            const ssize_t got = receive(m_incoming.data(), m_incoming.size());
            if (got <= 0)
                return got;
            m_from = 0;
            m_until = static_cast<std::size_t>(got);
        }
        // cpp-httplib limits neither the head as a whole nor a chunked body.
        if (m_taken > (m_isHeadRead ? longestPayload + longestHead : longestHead))
            return -1;
        const std::size_t given = std::min(size, m_until - m_from);
        m_taken += given;
        std::memcpy(data, m_incoming.data() + m_from, given);
        m_from += given;
        return static_cast<ssize_t>(given);
    }

    ssize_t write(const char *data, std::size_t size) override
    {
        m_outgoing.append(data, size);
        if (m_outgoing.size() >= 64 * 1024 && !flush())
            return -1;
        return static_cast<ssize_t>(size);
    }

    bool flush()
    {
        std::size_t sent = 0;
        while (sent < m_outgoing.size()) {
            const ssize_t now = send(m_outgoing.data() + sent, m_outgoing.size() - sent);
            if (now <= 0)
                return false;
            sent += static_cast<std::size_t>(now);
        }
        m_outgoing.clear();
        return true;
    }

    void noteHead() { m_isHeadRead = true; }

    // Until a request begins, or the connection ends or has been idle for too long.
    bool waitForRequest()
    {
        m_taken = 0;
        m_isHeadRead = false;
        if (m_from < m_until || (m_tls && SSL_pending(m_tls) > 0))
            return true;
        pollfd wait{.fd = m_socket, .events = POLLIN, .revents = 0};
        int ready = -1;
        do
            ready = poll(&wait, 1, longestIdleMs);
        while (ready < 0 && errno == EINTR);
        if (ready <= 0)
            return false;
        const ssize_t got = receive(m_incoming.data(), m_incoming.size());
        if (got <= 0)
            return false;
        m_from = 0;
        m_until = static_cast<std::size_t>(got);
        return true;
    }

    void dropUnsent() { m_outgoing.clear(); }

    // Whatever the client still sends is read and forgotten, for as long as it likes.
    void waitUntilClosed()
    {
        pollfd wait{.fd = m_socket, .events = POLLIN, .revents = 0};
        for (;;) {
            const int ready = poll(&wait, 1, -1);
            if (ready < 0 ? errno != EINTR : receive(m_incoming.data(), m_incoming.size()) <= 0)
                return;
        }
    }

private:
    ssize_t receive(char *data, std::size_t size)
    {
        if (m_tls)
            return SSL_read(m_tls, data, static_cast<int>(size));
        ssize_t got = -1;
        do
            got = ::recv(m_socket, data, size, 0);
        while (got < 0 && errno == EINTR);
        return got;
    }

    ssize_t send(const char *data, std::size_t size)
    {
        if (m_tls)
            return SSL_write(m_tls, data, static_cast<int>(size));
        ssize_t sent = -1;
        do
            sent = ::send(m_socket, data, size, MSG_NOSIGNAL);
        while (sent < 0 && errno == EINTR);
        return sent;
    }

    socket_t m_socket;
    SSL *m_tls;
    std::vector<char> m_incoming = std::vector<char>(16 * 1024);
    std::size_t m_from = 0;
    std::size_t m_until = 0;
    std::size_t m_taken = 0; // of the present request
    bool m_isHeadRead = false;
    std::string m_outgoing;
};

// How the reply that this thread has just made wants to end. cpp-httplib has no way to leave an answer out, so its text
// is dropped before it is sent.
thread_local Reply::Ending lastEnding = Reply::Ending::Answer;
thread_local Connection *served = nullptr; // that this thread serves
thread_local bool isFramingBroken = false; // where the next request begins is not known

QByteArray bytes(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

Call callOf(const httplib::Request &request)
{
    Call call{.method = bytes(request.method), .target = bytes(request.target), .body = bytes(request.body)};
    for (const auto &[name, value] : request.headers) {
        if (name.starts_with(keptPrefix))
            call.headers.emplace_back(bytes(name.substr(std::strlen(keptPrefix))), bytes(value));
        else if (name != "REMOTE_ADDR" && name != "REMOTE_PORT" && name != "LOCAL_ADDR" && name != "LOCAL_PORT")
            call.headers.emplace_back(bytes(name), bytes(value));
    }
    return call;
}

// Pieces until there is an empty one; a client that is gone ends it.
void fillFromStream(httplib::Response &response, const Reply &reply, const std::string &type)
{
    const auto next = [more = reply.stream](httplib::DataSink &sink) {
        const QByteArray piece = more();
        return !piece.isEmpty() && sink.write(piece.constData(), static_cast<std::size_t>(piece.size()));
    };
    if (reply.streamSize >= 0) {
        response.set_content_provider(static_cast<std::size_t>(reply.streamSize), type,
                                      [next](std::size_t, std::size_t, httplib::DataSink &sink) { return next(sink); });
        return;
    }
    response.set_chunked_content_provider(type, [more = reply.stream](std::size_t, httplib::DataSink &sink) {
        const QByteArray piece = more();
        if (piece.isEmpty()) {
            sink.done();
            return true;
        }
        return sink.write(piece.constData(), static_cast<std::size_t>(piece.size()));
    });
}

void fill(httplib::Response &response, const Reply &reply)
{
    response.status = reply.status;
    for (const auto &[name, value] : reply.headers) {
        if (!reply.stream || name.compare("Content-Type", Qt::CaseInsensitive) != 0)
            response.set_header(name.toStdString(), value.toStdString());
    }
    if (reply.stream)
        fillFromStream(response, reply, reply.header("Content-Type").toStdString());
    else
        response.body.assign(reply.body.constData(), static_cast<std::size_t>(reply.body.size()));
}

// What is left unread would turn the close into a reset, which can destroy an answer on its way.
void endGently(socket_t socket)
{
    ::shutdown(socket, SHUT_WR);
    pollfd wait{.fd = socket, .events = POLLIN, .revents = 0};
    char rest[4096];
    for (int i = 0; i < 64 && poll(&wait, 1, slowestGoodbyeMs) > 0; ++i) {
        if (::recv(socket, rest, sizeof rest, 0) <= 0)
            break;
    }
}

// By RFC 9112 nobody can say where such a request ends.
bool hasBrokenFraming(const httplib::Request &request)
{
    const auto [from, until] = request.headers.equal_range("Content-Length");
    const bool hasLength = from != until;
    for (auto length = from; length != until; ++length) {
        const std::string &text = length->second;
        const bool isNumber = !text.empty() && text.size() <= 18
            && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!isNumber || text != from->second)
            return true;
    }
    if (!request.has_header("Transfer-Encoding"))
        return false;
    return hasLength || QByteArray::fromStdString(request.get_header_value("Transfer-Encoding")).compare("chunked", Qt::CaseInsensitive) != 0;
}

// cpp-httplib would match the path against a regular expression (recursive, so a long path can exhaust the stack) and
// take form bodies apart. The raw target and the raw body are what counts here.
void makePlain(httplib::Request &request)
{
    request.path = "/";
    request.ranges.clear(); // cpp-httplib would cut any answer; who serves ranges reads the header
    for (const char *name : keptHeaders) {
        const auto found = request.headers.find(name);
        if (found == request.headers.end())
            continue;
        const std::string value = found->second;
        request.headers.erase(name);
        request.headers.emplace(std::string(keptPrefix) + name, value);
    }
    // By RFC 9112 a request with neither has no body; cpp-httplib would wait for the end of the connection.
    if (!request.has_header("Content-Length") && !request.has_header("Transfer-Encoding"))
        request.headers.emplace("Content-Length", "0");
}

} // namespace

HttpServer::HttpServer(Handler handler)
    : m_handler(std::move(handler))
{
    new_task_queue = [] { return new GrowingPool; };
    set_address_family(AF_INET);
    set_tcp_nodelay(true);
    set_payload_max_length(longestPayload);
    set_read_timeout(slowestClientSeconds);
    set_write_timeout(slowestClientSeconds);
    set_socket_options([](socket_t socket) {
        const int yes = 1; // not SO_REUSEPORT, the default: two clouds on one port would share the clients
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_pre_routing_handler([](const httplib::Request &request, httplib::Response &response) {
        served->noteHead();
        isFramingBroken = hasBrokenFraming(request);
        if (isFramingBroken) {
            response.status = 400;
            response.set_content("The length of the request cannot be told.\n", "text/plain");
            return HandlerResponse::Handled;
        }
        makePlain(const_cast<httplib::Request &>(request)); // the one place where it can be changed before routing
        return HandlerResponse::Unhandled;
    });
    const auto all = [this](const httplib::Request &request, httplib::Response &response) {
        const Reply reply = m_handler(callOf(request));
        lastEnding = reply.ending;
        fill(response, reply);
    };
    Get("/", all); // HEAD too
    Post("/", all);
    Put("/", all);
    Patch("/", all);
    Delete("/", all);
    Options("/", all);
    set_post_routing_handler([](const httplib::Request &, httplib::Response &response) {
        response.headers.erase("Keep-Alive"); // it would promise five requests; a connection here has no such end
    });
    set_error_handler([](const httplib::Request &, httplib::Response &response) {
        if (response.body.empty())
            response.set_content("The request could not be read.\n", "text/plain");
    });
}

HttpServer::~HttpServer()
{
    SSL_CTX_free(m_tls);
}

bool HttpServer::useTls(const ServerIdentity &identity)
{
    const auto memory = [](const QByteArray &pem) {
        return BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    };
    m_tls = SSL_CTX_new(TLS_server_method());
    BIO *chain = memory(identity.chainPem);
    BIO *keyText = memory(identity.keyPem);
    X509 *certificate = PEM_read_bio_X509(chain, nullptr, nullptr, nullptr);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(keyText, nullptr, nullptr, nullptr);
    const bool good = m_tls && certificate && key && SSL_CTX_set_min_proto_version(m_tls, TLS1_2_VERSION) == 1
        && SSL_CTX_use_certificate(m_tls, certificate) == 1 && SSL_CTX_use_PrivateKey(m_tls, key) == 1;
    X509_free(certificate);
    EVP_PKEY_free(key);
    BIO_free(chain);
    BIO_free(keyText);
    return good;
}

int HttpServer::bindTo(int port)
{
    int bound = -1;
    if (port == 0)
        bound = bind_to_any_port("127.0.0.1");
    else if (bind_to_port("127.0.0.1", port))
        bound = port;
    if (bound > 0)
        ::listen(svr_sock_, connectionBacklog); // cpp-httplib's 5 makes a burst of clients wait a second
    return bound;
}

void HttpServer::closeConnections()
{
    const std::lock_guard lock(m_mutex);
    m_isClosing = true;
    for (const socket_t socket : m_connections)
        ::shutdown(socket, SHUT_RDWR);
}

bool HttpServer::process_and_close_socket(socket_t socket)
{
    bool isFull = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosing) {
            ::close(socket);
            return false;
        }
        isFull = m_connections.size() >= mostConnections;
        if (!isFull)
            m_connections.insert(socket);
    }
    if (isFull) {
        constexpr std::string_view full = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        if (!m_tls)
            (void)::send(socket, full.data(), full.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        endGently(socket);
        ::close(socket);
        return false;
    }
    SSL *tls = nullptr;
    bool isOpen = true;
    if (m_tls) {
        tls = SSL_new(m_tls);
        isOpen = tls && SSL_set_fd(tls, socket) == 1 && SSL_accept(tls) == 1;
    }
    if (isOpen) {
        Connection connection(socket, tls);
        lastEnding = Reply::Ending::Answer;
        served = &connection;
        serve(connection, [&connection] { return connection.flush() && connection.waitForRequest(); });
        if (lastEnding != Reply::Ending::Answer)
            connection.dropUnsent();
        if (lastEnding == Reply::Ending::Silence)
            connection.waitUntilClosed();
        connection.flush();
        served = nullptr;
        if (tls)
            SSL_shutdown(tls);
        endGently(socket);
    }
    SSL_free(tls);
    const std::lock_guard lock(m_mutex);
    m_connections.erase(socket);
    ::close(socket);
    return isOpen;
}

void HttpServer::serve(httplib::Stream &stream, const std::function<bool()> &waitForRequest)
{
    while (waitForRequest()) {
        bool isLast = false;
        bool wasUnderstood = false;
        isFramingBroken = false;
        const bool answered = process_request(stream, false, isLast, [&](httplib::Request &) { wasUnderstood = true; });
        if (!answered || isLast || !wasUnderstood || isFramingBroken || lastEnding != Reply::Ending::Answer)
            return;
    }
}

} // namespace claviger::sim
