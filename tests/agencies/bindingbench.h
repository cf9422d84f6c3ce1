// SPDX-License-Identifier: Apache-2.0
// A signed-in client of the simulated cloud with clusters, for the tests of bindings. In process; nobody waits.
#pragma once

#include "app/agencies/readbindings.h"
#include "app/simulation/scenario.h"
#include "app/simulation/simulatednetwork.h"
#include "tests/support/eagerclock.h"
#include "tests/support/settle.h"

namespace claviger::testing {

class BindingBench
{
public:
    // cloudTime: null: the cloud has the same clock.
    explicit BindingBench(const QString &scenario = QStringLiteral("healthy"), std::shared_ptr<Clock> time = std::make_shared<EagerClock>(),
                          const std::shared_ptr<Clock> &cloudTime = {})
        : clock(std::move(time))
        , cloud(std::make_shared<SimulatedCloud>(cloudTime ? cloudTime : clock))
    {
        play(*sim::readScenario(scenario));
        transport = std::make_shared<Transport>(clock, TrustRule{}, [this] { return network = new SimulatedNetwork(cloud); });
        signIn(QStringLiteral("ops-admin"));
    }

    void play(const sim::Scenario &scenario)
    {
        const Result<Done> played = cloud->withWorld([&scenario](sim::World &world) { return sim::play(world, scenario); });
        if (!played)
            qFatal("the scenario cannot be played: %s", qPrintable(played.error().detail));
    }

    void signIn(const QString &userName)
    {
        session = Session::create(transport, {.identityEndpoint = endpoints.identity, .region = QStringLiteral("eu-de")});
        const Login login{.account = QStringLiteral("OTC-EXAMPLE-00000000001"), .userName = userName,
                          .password = Secret::fromUtf8("example-password")};
        if (const auto signedIn = settle(Session::signIn(session, login)); !signedIn)
            qFatal("the bench cannot sign in: %s", qPrintable(signedIn.error().detail));
        cloud->forgetCalls();
    }

    [[nodiscard]] BindingDesk desk() const
    {
        return {.cloud = Client(transport, endpoints, session),
                .accountId = session->facts().accountId,
                .projectId = session->facts().projectId,
                .projects = session->facts().projects};
    }
    // The next lists of agencies, each element as it is after this.
    void changeAgencies(const std::function<QByteArray(const sim::Agency &, const QByteArray &)> &change, int times = 1)
    {
        const QByteArray body = cloud->withWorld([&change](sim::World &world) {
            QByteArray list;
            for (const sim::Agency &agency : world.agencies.all()) {
                const QByteArray wire = R"({"id":")" + agency.id.toUtf8() + R"(","name":")" + agency.name.toUtf8() + R"(","trust_domain_name":")"
                    + agency.trustName.toUtf8() + R"(","expire_time":null})";
                list += (list.isEmpty() ? "" : ",") + change(agency, wire);
            }
            return R"({"agencies":[)" + list + "]}";
        });
        cloud->failNext({.status = 200, .body = body, .matching = {.method = "GET", .path = "/v3.0/OS-AGENCY/agencies"}, .times = times});
    }
    [[nodiscard]] QByteArray project() const { return session->facts().projectId.toLatin1(); }
    // The id of one of the account's projects.
    [[nodiscard]] QByteArray project(const QString &name) const
    {
        for (const Project &one : session->facts().projects)
            if (one.name == name)
                return one.id.toLatin1();
        return {};
    }

    // Of one reading of all clusters; a cluster that is not among them has an empty id.
    [[nodiscard]] static ClusterReading of(const QList<ClusterReading> &readings, const QString &name)
    {
        for (const ClusterReading &reading : readings)
            if (reading.cluster.name == name)
                return reading;
        return {};
    }

    std::shared_ptr<Clock> clock;
    std::shared_ptr<SimulatedCloud> cloud;
    QPointer<SimulatedNetwork> network;
    std::shared_ptr<Transport> transport;
    ServiceEndpoints endpoints{.identity = QUrl(QStringLiteral("https://iam.example.com")),
                               .mrs = QUrl(QStringLiteral("https://mrs.example.com")),
                               .ecs = QUrl(QStringLiteral("https://ecs.example.com"))};
    std::shared_ptr<Session> session;
};

} // namespace claviger::testing
