// SPDX-License-Identifier: Apache-2.0
// How many small requests claviger-simcloud answers in a second over kept connections: one that needs a token and the
// world, paired with the plainest answer that the same door can give, its 404.
#include "tests/benchmarks/simcloudprocess.h"
#include "tests/benchmarks/statistics.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpSocket>
#include <QThread>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::benchmark;

namespace {

constexpr int clients = 2;
constexpr int requestsPerClient = 4'000;
constexpr int pairs = 7;

// One kept connection; false: an answer did not come.
bool ask(QTcpSocket &socket, const QByteArray &request, int expectedStatus)
{
    socket.write(request);
    QByteArray answer;
    for (;;) {
        const qsizetype head = answer.indexOf("\r\n\r\n");
        if (head > 0) {
            const qsizetype at = answer.toLower().indexOf("content-length: ");
            const qsizetype length = at < 0 ? 0 : answer.mid(at + 16, 10).split('\r').first().toLongLong();
            if (answer.size() >= head + 4 + length)
                return answer.mid(9, 3).toInt() == expectedStatus;
        }
        if (!socket.waitForReadyRead(20'000))
            return false;
        answer += socket.readAll();
    }
}

// Requests in a second; 0: something failed.
double rateOf(quint16 port, const QByteArray &request, int expectedStatus)
{
    std::atomic<bool> failed = false;
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
            if (!socket.waitForConnected(20'000)) {
                failed = true;
                return;
            }
            for (int n = 0; n < requestsPerClient && !failed; ++n) {
                if (!ask(socket, request, expectedStatus))
                    failed = true;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return failed ? 0 : clients * requestsPerClient * 1000.0 / static_cast<double>(timer.elapsed());
}

QByteArray requestFor(const QByteArray &target, const QByteArray &token)
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (token.isEmpty() ? QByteArray() : "X-Auth-Token: " + token + "\r\n")
        + "\r\n";
}

QByteArray tokenFrom(quint16 port)
{
    const QByteArray body = R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ops-admin",)"
                            R"("password":"example-password","domain":{"name":"OTC-EXAMPLE-00000000001"}}}}}})";
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    if (!socket.waitForConnected(20'000))
        return {};
    socket.write("POST /v3/auth/tokens?nocatalog=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead(20'000))
        answer += socket.readAll();
    const qsizetype at = answer.indexOf("X-Subject-Token: ");
    return at < 0 ? QByteArray() : answer.mid(at + 17).split('\r').first();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    SimcloudProcess process(QStringLiteral(CLAVIGER_SIMCLOUD));
    const Result<CloudProfile> profile = process.start(false);
    if (!profile) {
        std::fprintf(stderr, "simcloudload: %s\n", qPrintable(profile.error().detail));
        return 1;
    }
    const auto port = static_cast<quint16>(profile->identityEndpoint.port());
    const QByteArray token = tokenFrom(port);
    if (token.isEmpty()) {
        std::fprintf(stderr, "simcloudload: no token came\n");
        return 1;
    }
    const QByteArray real = requestFor("/v3/auth/domains", token);
    const QByteArray plainest = requestFor("/no-such-path", {});
    (void)rateOf(port, real, 200); // warms both sides
    Pairs rates;
    for (int i = 0; i < pairs; ++i)
        rates.add(rateOf(port, real, 200), rateOf(port, plainest, 404));
    rates.print("small requests per second over 2 kept connections", "1/s", "with a token", "plainest");
    std::printf("target: %.0f requests per second, at least 2000: %s\n", rates.ours().median,
                rates.ours().median >= 2'000 ? "met" : "MISSED");
    return 0;
}
