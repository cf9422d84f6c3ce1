// SPDX-License-Identifier: Apache-2.0
// A world with a cluster of seven nodes, for the tests of MRS, ECS and the console's pages.
#pragma once

#include "app/simulation/estate.h"
#include "app/simulation/services.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace claviger::sim {

struct FleetWorld
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(
        Instant(std::chrono::milliseconds(1'768'471'200'197))); // 2026-01-15T10:00:00.197Z
    World world = World::demo(clock);
    QString accountId = world.accounts().front().id;
    QString projectId = world.project(QStringLiteral("eu-de"), accountId)->id;
    QString clusterId = furnish();
    QByteArray token; // of the request's caller
    QByteArray admin = tokenOf(QStringLiteral("ops-admin"));

    [[nodiscard]] QString furnish()
    {
        addStandardAgencies(world, accountId);
        return addCluster(world, {.tasks = 2}).id;
    }
    [[nodiscard]] Cluster &cluster() { return *world.fleet.cluster(clusterId); }
    [[nodiscard]] Server &node(std::size_t number) { return *world.fleet.server(cluster().serverIds.at(number)); }
    [[nodiscard]] QByteArray tokenFor(const QString &user, const QString &project)
    {
        return world.issue(Token{.userId = world.user(user, accountId)->id,
                                 .projectId = project,
                                 .issued = world.now(),
                                 .expires = world.now() + std::chrono::hours(24)});
    }
    [[nodiscard]] QByteArray tokenOf(const QString &user) { return tokenFor(user, projectId); }

    // Of somebody whom the services turn away: nobody, empty, unknown, expired (the clock goes on), account, project.
    [[nodiscard]] QByteArray tokenOfStranger(const QString &who)
    {
        if (who == QLatin1String("empty"))
            return "";
        if (who == QLatin1String("unknown"))
            return "FAKE-token";
        if (who == QLatin1String("account"))
            return tokenFor(QStringLiteral("ops-admin"), {});
        if (who == QLatin1String("project"))
            return tokenFor(QStringLiteral("ops-admin"), world.project(QStringLiteral("eu-de_bigdata"), accountId)->id);
        if (who == QLatin1String("expired")) {
            clock->advance(std::chrono::hours(25));
            return admin;
        }
        return {};
    }

    // "P" stands for the project, "C" for the cluster and "S" for its first server in paths such as
    // /v1/P/cloudservers/S.
    [[nodiscard]] QByteArray path(QByteArray pattern)
    {
        return pattern.replace("/P/", '/' + projectId.toLatin1() + '/')
            .replace("/C", '/' + clusterId.toLatin1())
            .replace("/S", '/' + node(0).id.toLatin1());
    }
    Reply send(const QByteArray &method, const QByteArray &pattern, const QByteArray &with, const QByteArray &body = {})
    {
        Call call{.method = method, .target = path(pattern), .body = body};
        if (!with.isNull())
            call.headers.emplace_back("X-Auth-Token", with);
        world.catchUp();
        return answerCall(world, {{QStringLiteral("ecs"), QStringLiteral("https://ecs.example")}}, call,
                          Door::Services);
    }
    Reply get(const QByteArray &pattern) { return send("GET", pattern, admin); }
    QJsonObject json(const QByteArray &pattern) { return QJsonDocument::fromJson(get(pattern).body).object(); }
};

// What a body says went wrong: error_code, or the code or message inside its only member.
[[nodiscard]] inline QString faultOf(const Reply &reply)
{
    const QJsonObject body = QJsonDocument::fromJson(reply.body).object();
    if (body.contains(QLatin1String("error_code")))
        return body[QLatin1String("error_code")].toString();
    const QJsonObject inner = body.isEmpty() ? body : body.begin()->toObject();
    return inner[QLatin1String("code")].isString() ? inner[QLatin1String("code")].toString() : body.keys().value(0);
}

} // namespace claviger::sim
