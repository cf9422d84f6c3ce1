// SPDX-License-Identifier: Apache-2.0
// claviger-simcloud: the simulated cloud alone, so that curl or another console can talk to it.
#include "app/simulation/cloudserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

using namespace claviger;

constexpr int badArguments = 2;
constexpr int cannotServe = 1;
constexpr qint64 longestScenario = 1024 * 1024;

struct Wish
{
    CloudServer::Setup setup = {};
    bool printsCloudsYaml = false;
};

// Four doors with their connections need more than the usual 1,024 in an unlucky moment.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= 4'096)
        return;
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? 4'096 : std::min<rlim_t>(limit.rlim_max, 4'096);
    setrlimit(RLIMIT_NOFILE, &limit);
}

int complain(const QString &sentence, int status)
{
    std::fputs(qPrintable(u"claviger-simcloud: "_s + sentence + u'\n'), stderr);
    return status;
}

tl::expected<sim::Scenario, QString> readScenarioFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(u"%1 cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray text = file.read(longestScenario + 1);
    if (text.size() > longestScenario)
        return tl::unexpected(u"%1 is larger than a scenario may be, 1 MiB."_s.arg(path));
    return sim::parseScenario(text).map_error([&path](const Error &error) { return u"%1: %2."_s.arg(path, error.detail); });
}

tl::expected<Wish, QString> readWish(const QCommandLineParser &parser)
{
    Wish wish{.setup = {.withTls = parser.isSet(u"tls"_s)}, .printsCloudsYaml = parser.isSet(u"print-clouds-yaml"_s)};
    if (const QStringList stray = parser.positionalArguments(); !stray.isEmpty())
        return tl::unexpected(u"“%1” is not understood; see --help."_s.arg(stray.first()));
    if (parser.isSet(u"port"_s)) {
        bool isNumber = false;
        const int port = parser.value(u"port"_s).toInt(&isNumber);
        if (!isNumber || port < 0 || port > 65'532) // three more ports follow
            return tl::unexpected(u"--port takes a number from 0 (any free port) to 65532."_s);
        wish.setup.port = static_cast<quint16>(port);
    }
    if (parser.isSet(u"scenario"_s)) {
        wish.setup.scenario = parser.value(u"scenario"_s);
        if (!sim::isScenario(wish.setup.scenario)) {
            return tl::unexpected(u"there is no scenario “%1”; choose one of: %2."_s.arg(
                wish.setup.scenario, sim::scenarioIds().join(u", "_s)));
        }
    }
    if (parser.isSet(u"scenario-file"_s)) {
        if (parser.isSet(u"scenario"_s))
            return tl::unexpected(u"--scenario and --scenario-file do not go together."_s);
        const auto scenario = readScenarioFile(parser.value(u"scenario-file"_s));
        if (!scenario)
            return tl::unexpected(scenario.error());
        wish.setup.ownScenario = *scenario;
    }
    if (parser.isSet(u"speed"_s)) {
        bool isNumber = false;
        wish.setup.speed = parser.value(u"speed"_s).toDouble(&isNumber);
        if (!isNumber || !(wish.setup.speed >= 1 && wish.setup.speed <= 100'000))
            return tl::unexpected(u"--speed takes a number from 1 to 100000."_s);
    }
    return wish;
}

void say(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    std::fflush(stdout); // a driver waits for it at the other end of a pipe
}

int serve(const Wish &wish, const sigset_t &endings)
{
    CloudServer server;
    if (const Result<Done> started = server.start(wish.setup); !started)
        return complain(started.error().detail + u'.', cannotServe);
    say(u"# Simulated cloud at %1, control door at %2\n"
        "# OBS at %3, Manager at %4\n"_s.arg(server.servicesUrl(), server.controlUrl(), server.objectsUrl(), server.managerUrl()));
    if (wish.printsCloudsYaml)
        say(server.cloudsYaml());
    int signal = 0;
    sigwait(&endings, &signal);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    raiseDescriptorLimit();
    // Blocked before the first thread is made, so that only the wait in serve() takes them.
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    pthread_sigmask(SIG_BLOCK, &endings, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"claviger-simcloud"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A simulated cloud on 127.0.0.1 for training and tests. It runs until SIGTERM or SIGINT."_s);
    parser.addOption(
        {u"port"_s, u"IAM, MRS and ECS at this port, OBS, Manager and the control door at the next three; 0 picks free ones."_s, u"N"_s});
    parser.addOption({u"scenario"_s, u"One of: %1."_s.arg(sim::scenarioIds().join(u", "_s)), u"NAME"_s});
    parser.addOption({u"scenario-file"_s, u"A scenario of your own, as JSON; see resources/help/scenarios.md."_s, u"FILE"_s});
    parser.addOption({u"speed"_s, u"Makes durations such as the life of node credentials that many times shorter."_s, u"X"_s});
    parser.addOption({u"tls"_s, u"Serve https with a certificate made for this run; Manager always does."_s});
    parser.addOption({u"print-clouds-yaml"_s, u"Print the clouds.yaml entry to sign in with."_s});
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(QCoreApplication::arguments()))
        return complain(parser.errorText(), badArguments);
    if (parser.isSet(help)) {
        say(parser.helpText());
        return 0;
    }
    const tl::expected<Wish, QString> wish = readWish(parser);
    if (!wish)
        return complain(wish.error(), badArguments);
    return serve(*wish, endings);
}
