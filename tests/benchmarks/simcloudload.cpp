// SPDX-License-Identifier: Apache-2.0
// How many small requests claviger-simcloud answers in a second over kept connections: one that needs a token and the
// world, paired with the plainest answer that the same door can give, its 404; and the same of a cloud that is as large as
// it may get, paired with the usual one.
#include "tests/benchmarks/simcloudprocess.h"
#include "tests/benchmarks/statistics.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
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

// A cloud to ask, and what it takes.
struct Asked
{
    quint16 port = 0;
    QByteArray token = {}; // of the project; empty: none came
    QByteArray project = {};
};

Asked askedAt(const CloudProfile &profile)
{
    Asked asked{.port = static_cast<quint16>(profile.identityEndpoint.port())};
    const QByteArray body = R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"ops-admin",)"
                            R"("password":"example-password","domain":{"name":"OTC-EXAMPLE-00000000001"}}}},)"
                            R"("scope":{"project":{"name":"eu-de"}}}})";
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), asked.port);
    if (!socket.waitForConnected(20'000))
        return asked;
    socket.write("POST /v3/auth/tokens?nocatalog=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    while (socket.waitForReadyRead(20'000))
        answer += socket.readAll();
    const QJsonDocument said = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n")));
    asked.project = said["token"_L1]["project"_L1]["id"_L1].toString().toLatin1();
    if (const qsizetype at = answer.indexOf("X-Subject-Token: "); at >= 0)
        asked.token = answer.mid(at + 17).split('\r').first();
    return asked;
}

// As large as the simulated cloud is meant to be.
constexpr char largeScenario[] = R"({"id": "large", "clusters": [{"name": "mrs", "count": 1000, "masters": 2, "cores": 18}],
    "changes": [{"do": "users", "count": 5000}, {"do": "history", "alarms": 1000000, "days": 30}]})";

int complain(const QString &sentence)
{
    std::fprintf(stderr, "simcloudload: %s\n", qPrintable(sentence));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    SimcloudProcess usual(QStringLiteral(CLAVIGER_SIMCLOUD)), large(QStringLiteral(CLAVIGER_SIMCLOUD));
    const Result<CloudProfile> usualProfile = usual.start(false), largeProfile = large.start(false, largeScenario);
    if (!usualProfile || !largeProfile)
        return complain(usualProfile ? largeProfile.error().detail : usualProfile.error().detail);
    const Asked one = askedAt(*usualProfile), other = askedAt(*largeProfile);
    if (one.token.isEmpty() || other.token.isEmpty())
        return complain(u"no token came"_s);

    const QByteArray path = "/v3/auth/domains", plainest = requestFor("/no-such-path", {});
    const QByteArray real = requestFor(path, one.token);
    (void)rateOf(one.port, real, 200); // warms both sides
    Pairs rates;
    for (int i = 0; i < pairs; ++i)
        rates.add(rateOf(one.port, real, 200), rateOf(one.port, plainest, 404));
    rates.print("small requests per second over 2 kept connections", "1/s", "with a token", "plainest");
    std::printf("target: %.0f requests per second, at least 2000: %s\n", rates.ours().median,
                rates.ours().median >= 2'000 ? "met" : "MISSED");

    std::printf("1,000 clusters of 20 nodes, 5,000 users and 1,000,000 alarms, paired with the usual cloud\n");
    const auto clusters = [](const Asked &asked) { return "/v1.1/" + asked.project + "/cluster_infos?pageSize=1"; };
    const auto compare = [&](const char *what, const QByteArray &ofUsual, const QByteArray &ofLarge) {
        const QByteArray fromUsual = requestFor(ofUsual, one.token), fromLarge = requestFor(ofLarge, other.token);
        Pairs found;
        for (int i = 0; i < pairs; ++i)
            found.add(rateOf(other.port, fromLarge, 200), rateOf(one.port, fromUsual, 200));
        found.print(what, "1/s", "large", "usual");
    };
    compare("small requests", path, path);
    compare("one cluster of the list", clusters(one), clusters(other));
    return 0;
}
