// SPDX-License-Identifier: Apache-2.0
// rebindrunner FOLDER URL CLUSTER AGENCY KILL: signs in to the simulated cloud at that address, and binds the agency to the
// nodes of the cluster (an id) with the journal and the records of that folder. After so many steps it kills itself as
// kill -9 does; 0: never. With the agency "-" it undoes the newest record instead.
#include "app/agencies/rebind.h"

#include <QCoreApplication>
#include <QDir>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Task<RebindOutcome> run(QStringList arguments)
{
    const auto clock = std::make_shared<RealClock>();
    const auto transport = std::make_shared<Transport>(clock);
    const QUrl url(arguments.at(2));
    const std::shared_ptr<Session> session = Session::create(transport, {.identityEndpoint = url, .region = u"eu-de"_s});
    const Login login{.account = u"OTC-EXAMPLE-00000000001"_s, .userName = u"ops-admin"_s, .password = Secret::fromUtf8("example-password")};
    const Result<Done> signedIn = co_await Session::signIn(session, login);
    if (!signedIn)
        co_return tl::unexpected(signedIn.error());
    const QDir folder(arguments.at(1));
    const ServiceEndpoints endpoints{.identity = url, .mrs = url, .ecs = url};
    const RebindDesk desk{.cloud = Client(transport, endpoints, session),
                          .journal = std::make_shared<Journal>(folder.filePath(u"journal.sqlite"_s), clock),
                          .records = std::make_shared<RebindRecords>(folder.filePath(u"rebinds.sqlite"_s), clock),
                          .account = session->facts().account,
                          .accountId = session->facts().accountId,
                          .userName = session->facts().userName,
                          .lanes = 2};
    const auto left = std::make_shared<int>(arguments.at(5).toInt());
    const OnNodeStep onStep = [left](const NodeStep &) {
        if (*left > 0 && --*left == 0)
            std::raise(SIGKILL);
    };
    if (arguments.at(4) == "-"_L1) {
        const Result<std::vector<RebindRecord>> records = co_await desk.records->newest(desk.accountId);
        if (!records || records->empty())
            co_return tl::unexpected(Error{.detail = u"there is no record"_s});
        const Result<RebindOutcome> undone = co_await undoRebind(desk, records->front().id, onStep);
        co_return undone;
    }
    const QString projectId = session->facts().projectId, cluster = arguments.at(3), agency = arguments.at(4);
    const Result<RebindPlan> plan = co_await planRebind(desk.cloud, projectId, cluster, agency, 2);
    if (!plan)
        co_return tl::unexpected(plan.error());
    const Result<RebindOutcome> outcome = co_await rebind(desk, *plan, onStep);
    co_return outcome;
}

} // namespace

} // namespace claviger

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 6)
        return 2;
    claviger::Task<claviger::RebindOutcome> work = claviger::run(arguments);
    std::move(work).then([](const claviger::Result<claviger::RebindOutcome> &outcome) {
        if (!outcome)
            std::fprintf(stderr, "%s\n", qPrintable(outcome.error().detail));
        QCoreApplication::exit(outcome ? 0 : 1);
    });
    return QCoreApplication::exec();
}
