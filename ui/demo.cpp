// SPDX-License-Identifier: Apache-2.0
#include "ui/demo.h"

#include "app/simulation/loopbackdoor.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace claviger {

Demo::Demo(std::shared_ptr<const Clock> clock)
    : m_cloud(std::make_shared<SimulatedCloud>(std::move(clock)))
{
}

Demo::~Demo() = default;

Result<CloudProfile> Demo::start()
{
    m_door = std::make_unique<LoopbackDoor>(m_cloud);
    const Result<quint16> port = m_door->start();
    if (!port)
        return tl::unexpected(port.error());
    return m_cloud->withWorld([this](const sim::World &world) {
        const sim::User &admin = world.users().front();
        CloudProfile profile;
        profile.id = u"demo"_s;
        profile.name = QObject::tr("Demo cloud");
        profile.region = u"eu-de"_s;
        profile.identityEndpoint = QUrl(m_door->url());
        profile.account = world.accounts().front().name;
        profile.userName = admin.name;
        profile.project = u"eu-de"_s;
        profile.password = Secret::fromText(admin.password);
        profile.colour = u"teal"_s;
        profile.origin = CloudProfile::Demo;
        return profile;
    });
}

} // namespace claviger
