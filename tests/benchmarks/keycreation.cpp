// SPDX-License-Identifier: Apache-2.0
// keycreation [--pairs N] [--simcloud PROGRAM]: token and create key, two calls, by libcurl and by Client, against the
// same claviger-simcloud, over https as with every real cloud and over http as with a demo on this computer. The same
// paths, headers and bodies; the key is deleted again outside the measurement.
// Over http Qt reads the head of an answer byte by byte from the socket (strace: one recvfrom each), and a token of
// 3,000 characters stands in it; over https it reads from the buffer of its TLS socket.
#include "app/accesskeys/accesskeyrequests.h"
#include "app/cloud/client.h"
#include "tests/benchmarks/curlclient.h"
#include "tests/benchmarks/simcloudprocess.h"
#include "tests/benchmarks/statistics.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QUrlQuery>

#include <curl/curl.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace claviger::benchmark {

namespace {

// A session would sign in with more calls than libcurl makes; this carries the token by itself.
struct CreateWithToken
{
    using Response = AccessKey;
    CreateAccessKey create = {};
    Secret token = {};

    [[nodiscard]] HttpCall call() const
    {
        HttpCall call = create.call();
        call.token = token;
        return call;
    }
    [[nodiscard]] static Result<AccessKey> parse(const QJsonObject &body) { return CreateAccessKey::parse(body); }
};
static_assert(ApiRequest<CreateWithToken>);

struct Outcome
{
    double milliseconds = 0;
    QString keyId = {};
    Secret token = {};
    QString failure = {};
};

template <typename T>
Result<T> outcomeOf(Task<T> task)
{
    std::optional<Result<T>> outcome;
    QEventLoop loop; // the only one of this program
    task.then([&](const Result<T> &result) {
        outcome = result;
        loop.quit();
    });
    if (!outcome)
        loop.exec();
    return *outcome;
}

std::string wireUrl(const CloudProfile &cloud, const HttpCall &call)
{
    QUrl url = cloud.identityEndpoint;
    url.setPath(call.path);
    QUrlQuery query;
    for (const auto &[name, value] : call.query)
        query.addQueryItem(name, value);
    url.setQuery(query);
    return url.toString(QUrl::FullyEncoded).toStdString();
}

std::string wireBody(const HttpCall &call)
{
    if (!call.sealedBody.isEmpty())
        return std::string(call.sealedBody.utf8());
    return QJsonDocument(call.body).toJson(QJsonDocument::Compact).toStdString();
}

struct Job
{
    CloudProfile cloud = {};
    IssueToken issue = {};
    QString userId = {};
    TrustRule trust = {};
    std::shared_ptr<const Clock> clock = std::make_shared<RealClock>();

    [[nodiscard]] CreateAccessKey create() const { return {.userId = userId, .description = u"benchmark"_s}; }
    [[nodiscard]] std::shared_ptr<Transport> newTransport() const { return std::make_shared<Transport>(clock, trust); }
    [[nodiscard]] CurlClient newCurl() const { return CurlClient(cloud.caFile.toStdString()); }
};

Outcome byCurl(const Job &job, CurlClient &curl)
{
    const HttpCall issue = job.issue.call(), create = job.create().call();
    QElapsedTimer timer;
    timer.start();
    const CurlAnswer token = curl.call("POST", wireUrl(job.cloud, issue), {}, wireBody(issue));
    const CurlAnswer key = curl.call("POST", wireUrl(job.cloud, create), token.token, wireBody(create));
    const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (token.status != 201 || key.status != 201)
        return {.failure = u"libcurl: status %1, then %2 %3"_s.arg(token.status).arg(key.status).arg(QString::fromStdString(key.failure))};
    const QJsonObject body = QJsonDocument::fromJson(QByteArray::fromStdString(key.body)).object();
    const Result<AccessKey> read = CreateAccessKey::parse(body);
    return {.milliseconds = took, .keyId = read ? read->id : QString(), .token = Secret::fromUtf8(token.token)};
}

Outcome byClient(const Job &job, const std::shared_ptr<Transport> &transport)
{
    QElapsedTimer timer;
    timer.start();
    const Client client(transport, job.cloud.identityEndpoint);
    const Result<TokenGrant> grant = outcomeOf(client.send(job.issue));
    if (!grant)
        return {.failure = u"Client, token: "_s + grant.error().detail};
    const Result<AccessKey> key = outcomeOf(client.send(CreateWithToken{.create = job.create(), .token = grant->token}));
    const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (!key)
        return {.failure = u"Client, key: "_s + key.error().detail};
    return {.milliseconds = took, .keyId = key->id, .token = grant->token};
}

QString deleteKey(const Job &job, const Outcome &outcome)
{
    CurlClient curl = job.newCurl();
    const HttpCall call = DeleteAccessKey{.id = outcome.keyId}.call();
    const CurlAnswer answer = curl.call("DELETE", wireUrl(job.cloud, call), std::string(outcome.token.utf8()), {});
    return answer.status == 204 ? QString() : u"the key could not be deleted: status %1"_s.arg(answer.status);
}

// Connections kept from pair to pair, or made anew in each.
QString measure(const Job &job, int pairs, bool keepsConnections, Pairs &result)
{
    std::shared_ptr<Transport> transport = job.newTransport();
    auto curl = std::make_unique<CurlClient>(job.newCurl());
    for (int i = 0; i < pairs; ++i) {
        if (!keepsConnections) {
            transport = job.newTransport();
            curl = std::make_unique<CurlClient>(job.newCurl());
        }
        Outcome ours, theirs;
        for (const bool isOurs : {i % 2 == 0, i % 2 != 0}) {
            Outcome &outcome = isOurs ? ours : theirs;
            outcome = isOurs ? byClient(job, transport) : byCurl(job, *curl);
            if (outcome.failure.isEmpty())
                outcome.failure = deleteKey(job, outcome); // two keys per user are the limit
            if (!outcome.failure.isEmpty())
                return outcome.failure;
        }
        if (i == 0)
            std::printf("first pair of this series: Client %.3f ms, libcurl %.3f ms\n", ours.milliseconds, theirs.milliseconds);
        else
            result.add(ours.milliseconds, theirs.milliseconds);
    }
    return {};
}

int complain(const QString &sentence)
{
    std::fprintf(stderr, "keycreation: %s\n", qPrintable(sentence));
    return 1;
}

int measureOver(const char *scheme, int pairs, const QString &program)
{
    SimcloudProcess simcloud(program);
    const Result<CloudProfile> cloud = simcloud.start(qstrcmp(scheme, "https") == 0);
    if (!cloud)
        return complain(cloud.error().detail);
    Job job{.cloud = *cloud,
            .issue = {.login = {.account = cloud->account, .userName = cloud->userName, .password = cloud->password},
                      .scope = {.accountName = cloud->account}}};
    if (!cloud->caFile.isEmpty())
        job.trust.authorities = QSslCertificate::fromPath(cloud->caFile);

    // Finds the user's own id, and loads what both sides load once per process: TLS back end, resolver, proxy settings.
    const Result<TokenGrant> grant = outcomeOf(Client(job.newTransport(), cloud->identityEndpoint).send(job.issue));
    if (!grant)
        return complain(u"signing in failed: "_s + grant.error().detail);
    job.userId = grant->userId;
    if (const Outcome warm = [&] { CurlClient curl = job.newCurl(); return byCurl(job, curl); }(); !warm.failure.isEmpty())
        return complain(warm.failure);
    else if (const QString failure = deleteKey(job, warm); !failure.isEmpty())
        return complain(failure);

    for (const bool keepsConnections : {false, true}) {
        Pairs result;
        if (const QString failure = measure(job, pairs, keepsConnections, result); !failure.isEmpty())
            return complain(failure);
        const QByteArray title =
            QByteArray("Token and key over ") + scheme + (keepsConnections ? ", connection kept" : ", new connections");
        result.print(title.constData(), "ms", "Client", "libcurl");
        printTarget("on top of libcurl", result.difference().median, 5, "ms");
    }
    return 0;
}

int run(const QCommandLineParser &parser)
{
    const int pairs = parser.value(u"pairs"_s).toInt();
    if (pairs < 2)
        return complain(u"--pairs takes a number from 2"_s);
    for (const char *scheme : {"https", "http"}) {
        if (const int status = measureOver(scheme, pairs, parser.value(u"simcloud"_s)); status != 0)
            return status;
    }
    return 0;
}

} // namespace

} // namespace claviger::benchmark

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"pairs"_s, u"How many pairs to measure in each series."_s, u"N"_s, u"200"_s});
    parser.addOption({u"simcloud"_s, u"The program that serves."_s, u"PROGRAM"_s, QStringLiteral(CLAVIGER_SIMCLOUD)});
    parser.addHelpOption();
    parser.process(application);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const int status = claviger::benchmark::run(parser);
    curl_global_cleanup();
    return status;
}
