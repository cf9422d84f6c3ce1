// SPDX-License-Identifier: Apache-2.0
#include "ui/demo.h"

#include "app/simulation/cloudserver.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace claviger {

Demo::Demo(std::shared_ptr<const Clock> clock, QString scenario)
    : m_server(std::make_unique<CloudServer>(std::move(clock)))
    , m_scenario(std::move(scenario))
{
}

Demo::~Demo() = default;

SimulatedCloud &Demo::cloud()
{
    return *m_server->cloud();
}

QString Demo::controlUrl() const
{
    return m_server->controlUrl();
}

Result<CloudProfile> Demo::start()
{
    const Result<Done> started = m_server->start({.scenario = m_scenario.isEmpty() ? u"healthy"_s : m_scenario});
    if (!started)
        return tl::unexpected(started.error());
    const ManagerConnection manager{.name = u"mrs-demo"_s,
                                    .url = m_server->managerUrl(),
                                    .userName = u"admin"_s,
                                    .timeZone = m_server->managerZone(),
                                    .profile = u"simulated"_s,
                                    .pinSha256 = m_server->managerFingerprint()};
    return m_server->cloud()->withWorld([this, &manager](const sim::World &world) {
        const sim::User &admin = world.users().front();
        CloudProfile profile;
        profile.id = u"demo"_s;
        profile.name = QObject::tr("Demo cloud");
        profile.region = u"eu-de"_s;
        profile.identityEndpoint = QUrl(m_server->servicesUrl());
        profile.mrsEndpoint = profile.identityEndpoint;
        profile.ecsEndpoint = profile.identityEndpoint;
        profile.obsEndpoint = QUrl(m_server->objectsUrl());
        profile.consoleEndpoint = QUrl(m_server->controlUrl()); // the simulated MRS console stands there
        profile.account = world.accounts().front().name;
        profile.userName = admin.name;
        profile.project = u"eu-de"_s;
        profile.password = Secret::fromText(admin.password);
        profile.colour = u"teal"_s;
        profile.origin = CloudProfile::Demo;
        profile.managers = {manager};
        return profile;
    });
}

} // namespace claviger
