// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/controlstate.h"

#include "app/simulation/scenario.h"
#include "app/simulation/syslog.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr std::size_t fewServers = 300;
constexpr std::size_t mostShownAlarms = 200; // active ones that are listed

JsonObject describedServer(World &world, const Server &server)
{
    return JsonObject()
        .add("id", server.id)
        .add("name", shortName(world, server))
        .add("host", server.hostName)
        .add("ip", server.ip)
        .add("agency", server.agencyName())
        .add("token_server", server.runs(tokenServerRole()));
}

JsonObject describedCluster(World &world, const Cluster &cluster, bool withNodes)
{
    const std::vector<Server *> servers = world.fleet.serversOf(cluster);
    const auto bound = std::count_if(servers.begin(), servers.end(),
                                     [](const Server *server) { return !server->agencyName().isEmpty(); });
    JsonObject wire;
    wire.add("id", cluster.id)
        .add("name", cluster.name)
        .add("project_id", cluster.projectId)
        .add("state", cluster.state)
        .add("recorded_agency", cluster.recordedAgency.value_or(QString()))
        .add("agency_task", cluster.agencyTask)
        .add("nodes_total", static_cast<int>(servers.size()))
        .add("nodes_bound", static_cast<int>(bound));
    if (withNodes) {
        wire.add("nodes",
                 jsonList(servers, [&world](const Server *server) { return describedServer(world, *server); }));
    }
    return wire;
}

std::vector<JsonObject> activeAlarms(const World &world)
{
    std::vector<JsonObject> alarms;
    world.alarms.visitActive([&alarms](const Alarm &alarm) {
        alarms.push_back(JsonObject()
                             .raw("serial", QByteArray::number(alarm.serial))
                             .add("id", alarm.id)
                             .add("name", alarm.name)
                             .add("source", alarm.source)
                             .add("host", alarm.hostName)
                             .add("raised", isoUtc(alarm.occurred)));
        return alarms.size() < mostShownAlarms;
    });
    return alarms;
}

QString scenarioChoice(const QString &current)
{
    QString html;
    for (const QString &id : scenarioIds()) {
        const Result<Scenario> scenario = readScenario(id);
        html += u"<option value=\"%1\"%2>%1: %3</option>"_s.arg(
            id, id == current ? u" selected"_s : QString(), scenario ? scenario->words.title.toHtmlEscaped() : QString());
    }
    return html;
}

QString clusterRows(World &world)
{
    QString html;
    std::size_t shown = 0;
    for (const Cluster &cluster : world.fleet.clusters()) {
        if (++shown > 100) {
            html += u"<tr><td colspan=\"5\">and %1 more</td></tr>"_s.arg(world.fleet.clusters().size() - 100);
            break;
        }
        const std::vector<Server *> servers = world.fleet.serversOf(cluster);
        const auto bound = std::count_if(servers.begin(), servers.end(),
                                         [](const Server *server) { return !server->agencyName().isEmpty(); });
        const QString agency = cluster.recordedAgency.value_or(QString());
        html += u"<tr><td><a href=\"/console/clusters/%1\">%2</a></td><td>%3</td><td>%4 of %5</td><td>%6</td>"
                "<td><form method=\"post\" action=\"/unbind\"><input type=\"hidden\" name=\"cluster\" value=\"%2\">"
                "<button>Unbind</button></form></td></tr>"_s
                    .arg(cluster.id, cluster.name.toHtmlEscaped(), cluster.state.toHtmlEscaped())
                    .arg(bound)
                    .arg(servers.size())
                    .arg(agency.isEmpty() ? u"–"_s : agency.toHtmlEscaped());
    }
    return html;
}

QString alarmRows(const World &world)
{
    QString html;
    int shown = 0;
    world.alarms.visitActive([&](const Alarm &alarm) {
        html += u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td></tr>"_s.arg(alarm.id).arg(
            alarm.name.toHtmlEscaped(), alarm.source.toHtmlEscaped() + u' ' + alarm.hostName.toHtmlEscaped(),
            isoUtc(alarm.occurred));
        return ++shown < 25;
    });
    return html.isEmpty() ? u"<tr><td colspan=\"4\">No alarm is active.</td></tr>"_s : html;
}

QString changeButton(const QString &json, const QString &label)
{
    return u"<form method=\"post\" action=\"/change\"><input type=\"hidden\" name=\"change\" value=\"%1\"><button>%2</button></form> "_s
        .arg(json.toHtmlEscaped(), label);
}

// One click for what is wanted often, and a field for everything else.
QString changeForms(const World &world)
{
    const bool answers = world.manager.reach == ManagerState::Reach::Answers;
    return u"<h2>Manager</h2><p>Manager %1.</p>%2"
           "<h2>Anything else</h2><form method=\"post\" action=\"/change\"><label>A change, as in the files of scenarios<br>"
           "<textarea name=\"change\" rows=\"3\" cols=\"80\" spellcheck=\"false\">"
           "{&quot;do&quot;:&quot;token-server&quot;,&quot;cluster&quot;:&quot;mrs-analytics-prod&quot;,&quot;running&quot;:false}"
           "</textarea></label><br><button>Change</button></form>"_s
               .arg(answers ? u"answers"_s : u"does not answer"_s,
                    answers ? changeButton(u"{\"do\":\"manager\",\"reachable\":false}"_s, u"Make it unreachable"_s)
                            : changeButton(u"{\"do\":\"manager\",\"reachable\":true}"_s, u"Make it answer"_s));
}

constexpr char pageStyle[] = "body{font:14px/1.5 sans-serif;margin:24px auto;max-width:960px;padding:0 16px;color:#1a1d24}"
                             "h1{font-size:22px}h2{font-size:16px;margin-top:28px}table{border-collapse:collapse;width:100%}"
                             "td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #d9dde4}form{display:inline}"
                             "button,select{font:inherit;padding:3px 10px}.said{background:#e5eafa;padding:8px 12px}";

} // namespace

JsonObject describeWorld(World &world, const QString &cluster)
{
    JsonObject wire;
    wire.add("scenario", world.scenario)
        .raw("speed", QByteArray::number(world.timeline().speed()))
        .add("now", isoUtc(world.now()))
        .raw("elapsed_seconds",
             QByteArray::number(static_cast<qint64>(
                 std::chrono::duration_cast<std::chrono::seconds>(world.elapsed()).count())))
        .add("valid_tokens", world.validTokens())
        .add("accounts", jsonList(world.accounts(), [](const Account &account) {
                 return JsonObject().add("id", account.id).add("name", account.name);
             }));
    wire.add("users", jsonList(world.users(), [&world](const User &user) {
                 return JsonObject()
                     .add("id", user.id)
                     .add("name", user.name)
                     .add("enabled", user.enabled)
                     .add("locked", user.lockedUntil && world.now() < *user.lockedUntil)
                     .raw("roles", jsonArray(user.roles));
             }));
    wire.add("projects", jsonList(world.projects(), [](const Project &project) {
                 return JsonObject().add("id", project.id).add("name", project.name);
             }));
    wire.add("access_keys", jsonList(world.accessKeys(), [](const AccessKey &key) {
                 return JsonObject()
                     .add("access", key.access)
                     .add("user_id", key.userId)
                     .add("status", key.active ? u"active"_s : u"inactive"_s)
                     .add("description", key.description)
                     .add("create_time", isoUtc(key.created));
             }));
    wire.add("agencies", jsonList(world.agencies.all(), [](const Agency &agency) {
                 JsonObject described;
                 described.add("id", agency.id).add("name", agency.name).add("trust", agency.trustName);
                 if (agency.expires)
                     described.add("expires", isoUtc(*agency.expires));
                 else
                     described.null("expires");
                 return described;
             }));
    const bool areFew = world.fleet.servers().size() <= fewServers;
    std::vector<JsonObject> clusters;
    for (const Cluster &one : world.fleet.clusters()) {
        if (cluster.isEmpty() || one.name == cluster || one.id == cluster)
            clusters.push_back(describedCluster(world, one, areFew || !cluster.isEmpty()));
    }
    wire.add("clusters", clusters)
        .add("syslog", describeSyslog(world))
        .add("alarms_active", static_cast<int>(world.alarms.activeCount()))
        .add("alarms", activeAlarms(world));
    return wire;
}

QByteArray controlPage(World &world, const QString &said)
{
    const ScenarioWords &words = world.scenarioWords;
    QString told;
    if (!isScenario(world.scenario))
        told += u"<p>Playing one of your own, <b>%1</b>: %2</p>"_s.arg(world.scenario.toHtmlEscaped(), words.title.toHtmlEscaped());
    if (!words.story.isEmpty())
        told += u"<p>%1</p>"_s.arg(words.story.toHtmlEscaped());
    if (!words.solution.isEmpty())
        told += u"<p>What puts it right: %1</p>"_s.arg(words.solution.toHtmlEscaped());
    const auto elapsed = std::chrono::duration_cast<std::chrono::minutes>(world.elapsed()).count();
    QString html =
        u"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Simulated cloud</title><style>%1</style></head>"
        "<body><h1>Simulated cloud</h1>"_s.arg(QLatin1String(pageStyle));
    if (!said.isEmpty())
        html += u"<p class=\"said\" role=\"status\">%1</p>"_s.arg(said.toHtmlEscaped());
    html += u"<h2>Scenario</h2><form method=\"post\" action=\"/scenario\"><label>Scenario <select name=\"scenario\">%1</select></label> "
            "<button>Play</button></form>%2"_s.arg(scenarioChoice(world.scenario), told);
    html += u"<h2>Time</h2><p>%1 simulated minutes have passed, %2 times as fast as the wall clock.</p>"_s.arg(elapsed).arg(
        world.timeline().speed());
    for (const int minutes : {1, 10, 60}) {
        html += u"<form method=\"post\" action=\"/step\"><input type=\"hidden\" name=\"minutes\" value=\"%1\">"
                "<button>Step %1 min</button></form> "_s.arg(minutes);
    }
    html += u"<form method=\"post\" action=\"/expire\"><button>Expire all tokens</button></form>"
            "%4<h2>Clusters</h2><table><tr><th>Cluster</th><th>State</th><th>Nodes with an agency</th><th>MRS record</th><th></th></tr>%1</table>"
            "<h2>Active alarms: %2</h2><table><tr><th>Id</th><th>Alarm</th><th>Where</th><th>Raised</th></tr>%3</table>"
            "<p><a href=\"/state\">State as JSON</a> · <a href=\"/console/\">Console</a></p></body></html>\n"_s
                .arg(clusterRows(world), QString::number(world.alarms.activeCount()), alarmRows(world), changeForms(world));
    return html.toUtf8();
}

} // namespace claviger::sim
