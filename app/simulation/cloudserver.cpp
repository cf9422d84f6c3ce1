// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/cloudserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr auto pulseEvery = 250ms;

} // namespace

CloudServer::CloudServer(std::shared_ptr<const Clock> clock)
    : m_cloud(std::make_shared<SimulatedCloud>(std::move(clock)))
    , m_desk(m_cloud)
    , m_syslog(m_cloud)
{
}

Result<Done> CloudServer::start(const Setup &setup)
{
    const Result<sim::Scenario> scenario =
        setup.ownScenario ? Result<sim::Scenario>(*setup.ownScenario) : sim::readScenario(setup.scenario);
    if (!scenario)
        return tl::unexpected(scenario.error());
    const Result<Done> played = m_cloud->withWorld([&](sim::World &world) {
        world.setSpeed(setup.speed);
        return sim::play(world, *scenario);
    });
    if (!played)
        return played;

    using Scheme = LoopbackDoor::Scheme;
    const Scheme scheme = setup.withTls ? Scheme::Https : Scheme::Http;
    std::optional<sim::ServerIdentity> identity; // one for both, so that one authority is to be trusted
    if (setup.withTls) {
        const Result<sim::ServerIdentity> made = sim::makeServerIdentity();
        if (!made)
            return tl::unexpected(made.error());
        identity = *made;
    }
    m_services = std::make_unique<LoopbackDoor>(m_cloud, scheme, sim::Door::Services, identity);
    m_objects = std::make_unique<LoopbackDoor>(m_cloud, scheme, sim::Door::Objects, identity);
    m_manager = std::make_unique<LoopbackDoor>(m_cloud, Scheme::Https, sim::Door::Manager);
    m_control = std::make_unique<LoopbackDoor>([this](const sim::Call &call) { return m_desk.answer(call); });
    quint16 port = setup.port;
    for (LoopbackDoor *door : {m_services.get(), m_objects.get(), m_manager.get(), m_control.get()}) {
        if (const Result<quint16> started = door->start(port); !started)
            return tl::unexpected(started.error());
        port = setup.port == 0 ? quint16(0) : static_cast<quint16>(port + 1);
    }
    m_cloud->setEndpoint(u"console"_s, controlUrl());
    m_syslog.start();
    m_pulse = std::make_unique<sim::Pulse>([cloud = m_cloud] { cloud->withWorld([](const sim::World &) {}); }, pulseEvery);
    return Done{};
}

QString CloudServer::managerZone() const
{
    return m_cloud->withWorld([](const sim::World &world) { return QString::fromLatin1(world.manager.zone.id()); });
}

QString CloudServer::cloudsYaml() const
{
    QString yaml = u"clouds:\n"
                   "  simcloud:\n"
                   "    auth:\n"
                   "      auth_url: \"%1/v3\"\n"
                   "      username: \"ops-admin\"\n"
                   "      password: \"example-password\"\n"
                   "      project_name: \"eu-de\"\n"
                   "      user_domain_name: \"OTC-EXAMPLE-00000000001\"\n"
                   "      project_domain_name: \"OTC-EXAMPLE-00000000001\"\n"
                   "    claviger:\n"
                   "      managers:\n"
                   "        - name: \"mrs-demo\"\n"
                   "          url: \"%3\"\n"
                   "          username: \"admin\"\n"
                   "          time_zone: \"%4\"\n"
                   "          profile: \"simulated\"\n"
                   "          pin_sha256: \"%5\"\n"
                   "    region_name: \"eu-de\"\n"
                   "    identity_api_version: 3\n"
                   "    identity_endpoint_override: \"%1/v3\"\n"
                   "    mrs_endpoint_override: \"%1\"\n"
                   "    ecs_endpoint_override: \"%1\"\n"
                   "    console_endpoint_override: \"%6\"\n"
                   "    obs_endpoint_override: \"%2\"\n"_s.arg(servicesUrl(), objectsUrl(), managerUrl(), managerZone(), managerFingerprint(), controlUrl());
    if (!caFile().isEmpty())
        yaml += u"    cacert: \"%1\"\n"_s.arg(caFile());
    return yaml;
}

} // namespace claviger
