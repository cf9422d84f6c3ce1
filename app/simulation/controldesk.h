// SPDX-License-Identifier: Apache-2.0
// The control door of the simulated cloud: a page for people, the state as JSON (never a secret in it), levers, the
// metadata service of every node, and the console's own pages.
//   GET  /, /state (?cluster=NAME: with its nodes)
//   POST /scenario {"scenario":ID}, /step {"seconds":N} or {"minutes":N}, /expire,
//        /bind {"cluster":NAME,"agency":NAME,"nodes":["NAME",...] or "NAME,..."}, /unbind {"cluster":NAME,"nodes":[...]}
//        /syslog {"host","port",...}: see setUpSyslog()
//   GET  /nodes/{server id}/openstack/latest/securitykey and meta_data.json
//   GET, POST /console/...
// Bodies are JSON or a form. Requests that name another host than loopback, or come from a page of another origin, are
// refused: a web page must not pull levers.
#pragma once

#include "app/simulation/simulatedcloud.h"

#include <QJsonObject>

#include <memory>

namespace claviger {

class ControlDesk
{
public:
    explicit ControlDesk(std::shared_ptr<SimulatedCloud> cloud);

    [[nodiscard]] sim::Reply answer(const sim::Call &call); // from any thread

private:
    [[nodiscard]] sim::Reply read(const sim::Call &call);
    [[nodiscard]] sim::Reply act(const sim::Call &call);
    [[nodiscard]] sim::Reply playScenario(const QJsonObject &wish);
    [[nodiscard]] sim::Reply change(const QJsonObject &wish);
    [[nodiscard]] sim::Reply step(const QJsonObject &wish);
    [[nodiscard]] sim::Reply sendSyslog(const QJsonObject &wish);
    [[nodiscard]] sim::Reply bind(const QJsonObject &wish, bool isUnbinding);

    std::shared_ptr<SimulatedCloud> m_cloud;
};

} // namespace claviger
