// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/controldesk.h"

#include "app/simulation/scenario.h"
#include "app/simulation/wirejson.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

sim::Reply controlJson(int status, const sim::JsonObject &object)
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = object.json() + '\n'};
}

sim::Reply sentence(int status, const QString &text)
{
    return controlJson(status, sim::JsonObject().add("message", text));
}

bool isLoopback(const QByteArray &host)
{
    QByteArray name = host;
    if (const qsizetype colon = name.lastIndexOf(':'); colon > name.lastIndexOf(']'))
        name.truncate(colon);
    return name.isEmpty() || name == "127.0.0.1" || name == "[::1]" || name.toLower() == "localhost";
}

} // namespace

ControlDesk::ControlDesk(std::shared_ptr<SimulatedCloud> cloud, QString scenario, double speed)
    : m_cloud(std::move(cloud))
    , m_scenario(std::move(scenario))
    , m_speed(speed)
{
}

sim::Reply ControlDesk::answer(const sim::Call &call)
{
    if (!isLoopback(call.header("Host")))
        return sentence(403, u"The control door answers requests to 127.0.0.1 and localhost only."_s);
    const QByteArray path = call.path();
    const bool reads = path == "/" || path == "/state";
    const bool acts =
        path == "/scenario" || path == "/step" || path == "/bind" || path == "/unbind" || path == "/expire";
    if (!reads && !acts)
        return sentence(404,
                        u"The control door has GET / and /state, POST /scenario, /step, /bind, /unbind and /expire."_s);
    if (call.method != (reads ? "GET" : "POST")) {
        sim::Reply reply = sentence(405, reads ? u"Use GET here."_s : u"Use POST here."_s);
        reply.headers.emplace_back("Allow", reads ? "GET" : "POST");
        return reply;
    }
    if (path == "/")
        return page();
    if (path == "/state")
        return state();
    if (path == "/scenario")
        return changeScenario(call);
    if (path == "/expire") {
        m_cloud->expireTokens();
        return sentence(200, u"All tokens have expired."_s);
    }
    return sentence(501, u"This build simulates IAM only: there are no clusters to step, bind or unbind yet."_s);
}

sim::Reply ControlDesk::state()
{
    sim::JsonObject wire;
    {
        const std::lock_guard lock(m_mutex);
        wire.add("scenario", m_scenario)
            .add("scenario_played", sim::isScenarioPlayed(m_scenario))
            .raw("speed", QByteArray::number(m_speed));
    }
    wire.add("calls", m_cloud->count());
    m_cloud->withWorld([&wire](sim::World &world) {
        const auto accounts = sim::jsonList(world.accounts(), [](const sim::Account &account) {
            return sim::JsonObject().add("id", account.id).add("name", account.name);
        });
        const auto users = sim::jsonList(world.users(), [&world](const sim::User &user) {
            return sim::JsonObject()
                .add("id", user.id)
                .add("name", user.name)
                .add("enabled", user.enabled)
                .add("locked", user.lockedUntil && world.now() < *user.lockedUntil)
                .raw("roles", sim::jsonArray(user.roles));
        });
        const auto projects = sim::jsonList(world.projects(), [](const sim::Project &project) {
            return sim::JsonObject().add("id", project.id).add("name", project.name);
        });
        const auto keys = sim::jsonList(world.accessKeys(), [](const sim::AccessKey &key) {
            return sim::JsonObject()
                .add("access", key.access)
                .add("user_id", key.userId)
                .add("status", key.active ? u"active"_s : u"inactive"_s)
                .add("description", key.description)
                .add("create_time", isoUtc(key.created));
        });
        wire.add("now", isoUtc(world.now()))
            .add("valid_tokens", world.validTokens())
            .add("accounts", accounts)
            .add("users", users)
            .add("projects", projects)
            .add("access_keys", keys);
    });
    return controlJson(200, wire);
}

sim::Reply ControlDesk::page()
{
    QString scenario;
    {
        const std::lock_guard lock(m_mutex);
        scenario = m_scenario;
    }
    const QString html = u"<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Simulated cloud</title>"
                         "<h1>Simulated cloud</h1><p>Scenario: %1. Calls answered: %2.</p>"
                         "<p><a href=\"/state\">State as JSON</a></p>"
                         "<form method=\"post\" action=\"/expire\"><button>Expire all tokens</button></form></html>\n"_s
                             .arg(scenario.toHtmlEscaped())
                             .arg(m_cloud->count());
    return {.status = 200, .headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = html.toUtf8()};
}

sim::Reply ControlDesk::changeScenario(const sim::Call &call)
{
    const QString id = QJsonDocument::fromJson(call.body)["scenario"_L1].toString();
    if (!sim::isScenario(id)) {
        return sentence(400, u"Send {\"scenario\":\"ID\"} with one of: %1."_s.arg(sim::scenarioIds().join(u", "_s)));
    }
    const std::lock_guard lock(m_mutex);
    m_scenario = id;
    return controlJson(
        200,
        sim::JsonObject()
            .add("scenario", id)
            .add("played", sim::isScenarioPlayed(id))
            .add("message",
                 sim::isScenarioPlayed(id)
                     ? u"The scenario is set."_s
                     : u"The scenario is noted, but this build simulates IAM only and acts as in healthy."_s));
}

} // namespace claviger
