// SPDX-License-Identifier: Apache-2.0
// The whole simulated cloud on the loopback: its doors, its control desk, and the pulse that lets things happen while
// nobody asks. claviger --demo runs it inside, claviger-simcloud alone.
#pragma once

#include "app/simulation/controldesk.h"
#include "app/simulation/loopbackdoor.h"
#include "app/simulation/pulse.h"
#include "app/simulation/scenario.h"
#include "app/simulation/syslogsender.h"

namespace claviger {

class CloudServer
{
public:
    struct Setup
    {
        quint16 port = 0; // IAM, MRS and ECS; OBS, Manager and the control door at the next three; 0: any free ones
        QString scenario = QStringLiteral("healthy");
        std::optional<sim::Scenario> ownScenario = {}; // set: this one instead
        double speed = 1;
        bool withTls = false; // for IAM, MRS, ECS and OBS; Manager always has it, the control door never
    };

    explicit CloudServer(std::shared_ptr<const Clock> clock = std::make_shared<RealClock>());

    // Fault::NotFound: no such scenario; Fault::Conflict: a port is taken.
    [[nodiscard]] Result<Done> start(const Setup &setup);

    [[nodiscard]] const std::shared_ptr<SimulatedCloud> &cloud() const { return m_cloud; }
    [[nodiscard]] QString servicesUrl() const { return m_services->url(); }
    [[nodiscard]] QString objectsUrl() const { return m_objects->url(); }
    [[nodiscard]] QString managerUrl() const { return m_manager->url() + QStringLiteral("/web/"); }
    [[nodiscard]] QString managerFingerprint() const { return m_manager->fingerprint(); }
    [[nodiscard]] QString managerZone() const; // IANA name
    [[nodiscard]] QString controlUrl() const { return m_control->url(); }
    [[nodiscard]] QString caFile() const { return m_services->caFile(); } // empty without TLS
    // The entry to sign in with. Texts in double quotes are valid YAML as JSON writes them.
    [[nodiscard]] QString cloudsYaml() const;

private:
    std::shared_ptr<SimulatedCloud> m_cloud;
    ControlDesk m_desk;
    std::unique_ptr<LoopbackDoor> m_services, m_objects, m_manager, m_control;
    SyslogSender m_syslog;
    std::unique_ptr<sim::Pulse> m_pulse; // ends before the doors do
};

} // namespace claviger
