// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/consolepage.h"

#include "app/simulation/agencytask.h"
#include "app/simulation/doorguard.h"
#include "app/simulation/mrsrequest.h"
#include "app/simulation/routes.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int clustersOnAPage = 100;
constexpr qsizetype longestConsoleForm = 64 * 1024;

constexpr char consoleStyle[] =
    "body{font:15px/1.5 sans-serif;margin:0 auto;max-width:60em;padding:0 1em 3em;color:#1a1d24;background:#fff}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.3em .6em;border-bottom:1px solid #d9dde4;vertical-align:top}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.4em 1.2em}dt{color:#4a5160}dd{margin:0}"
    "form{display:inline}button,select{font:inherit;padding:.25em .8em}progress{width:16em}"
    ".said{background:#e5eafa;padding:.5em .8em}.failed{background:#fbe6e6;padding:.5em .8em}";

struct ConsoleRequest
{
    World &world;
    const Call &call;
    QStringList ids = {};
    QUrlQuery query = {};
    Cluster *cluster = nullptr;
};
using ConsoleRoute = Reply (*)(ConsoleRequest &request);

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

// Seconds after which a browser looks again; 0: it does not.
Reply consoleHtml(int status, const QString &title, const QString &content, int againAfter = 0)
{
    const QString again =
        againAfter > 0 ? u"<meta http-equiv=\"refresh\" content=\"%1\">"_s.arg(againAfter) : QString();
    QString html = u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n"_s;
    html += again + u"<title>"_s + escaped(title) + u" - simulated MRS console</title>\n<style>"_s
        + QString::fromLatin1(consoleStyle) + u"</style>\n</head>\n<body>\n"_s
        + u"<nav><a href=\"/console/\">Active clusters</a></nav>\n<main>\n<h1>"_s + escaped(title) + u"</h1>\n"_s
        + content + u"</main>\n</body>\n</html>\n"_s;
    return {.status = status,
            .headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; "
                         "base-uri 'none'"},
                        {"Cache-Control", "no-store"},
                        {"Referrer-Policy", "same-origin"},
                        {"X-Content-Type-Options", "nosniff"}},
            .body = html.toUtf8()};
}

Reply consoleSentence(int status, const QString &title, const QString &text)
{
    return consoleHtml(status, title, u"<p role=\"alert\" class=\"failed\">"_s + escaped(text) + u"</p>\n"_s);
}

QString pathOf(const Cluster &cluster)
{
    return u"/console/clusters/"_s + QString::fromLatin1(QUrl::toPercentEncoding(cluster.id));
}

Reply backTo(const Cluster &cluster)
{
    return {.status = 303, .headers = {{"Location", pathOf(cluster).toLatin1()}, {"Cache-Control", "no-store"}}};
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"–"_s : escaped(text);
}

bool isActive(const Cluster &cluster)
{
    return cluster.state != "terminated"_L1 && cluster.state != "failed"_L1;
}

// Clusters that can be changed now.
bool canBeManaged(const Cluster &cluster)
{
    return cluster.state == "running"_L1 || cluster.state == "abnormal"_L1;
}

Reply showClusters(ConsoleRequest &request)
{
    std::vector<const Cluster *> active;
    for (const Cluster &cluster : request.world.fleet.clusters()) {
        if (isActive(cluster))
            active.push_back(&cluster);
    }
    const int pages = std::max(1, (static_cast<int>(active.size()) + clustersOnAPage - 1) / clustersOnAPage);
    const int page = queryNumber(request.query, u"page"_s, 1, 1, pages).value_or(1);
    QString rows;
    const auto begin = static_cast<std::size_t>(page - 1) * clustersOnAPage;
    for (std::size_t i = begin; i < std::min(active.size(), begin + clustersOnAPage); ++i) {
        const Cluster &cluster = *active[i];
        rows += u"<tr><td><a href=\"%1\">%2</a></td><td>%3</td><td>%4</td><td>%5</td><td>%6</td></tr>\n"_s.arg(
            pathOf(cluster), escaped(cluster.name), escaped(cluster.state), escaped(cluster.version),
            QString::number(cluster.serverIds.size()), orDash(cluster.recordedAgency.value_or(QString())));
    }
    QString content = rows.isEmpty()
        ? u"<p>There are no active clusters.</p>\n"_s
        : u"<table id=\"clusters\">\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">State</th>"
          "<th scope=\"col\">Version</th><th scope=\"col\">Nodes</th><th scope=\"col\">Agency</th></tr></thead>\n<tbody>\n"_s
            + rows + u"</tbody>\n</table>\n"_s;
    if (pages > 1) {
        content += u"<p>Page %1 of %2."_s.arg(page).arg(pages);
        if (page > 1)
            content += u" <a href=\"/console/?page=%1\">Previous</a>"_s.arg(page - 1);
        if (page < pages)
            content += u" <a href=\"/console/?page=%1\">Next</a>"_s.arg(page + 1);
        content += u"</p>\n"_s;
    }
    return consoleHtml(200, u"Active clusters"_s, content);
}

QString taskLine(const Cluster &cluster)
{
    if (cluster.agencyTask.isEmpty())
        return {};
    if (cluster.agencyTask == "running"_L1) {
        return u"<p id=\"task\" role=\"status\" class=\"said\">The agency %1 is being written to the nodes: %2 of %3. "
               "<progress value=\"%2\" max=\"%3\" aria-label=\"Nodes written\">%2 of %3</progress></p>\n"_s.arg(
                   escaped(cluster.agencyWanted), QString::number(cluster.agencyNodesDone),
                   QString::number(cluster.serverIds.size()));
    }
    if (cluster.agencyTask == "success"_L1) {
        return u"<p id=\"task\" role=\"status\" class=\"said\">The agency %1 was written to all nodes.</p>\n"_s.arg(
            escaped(cluster.agencyWanted));
    }
    return u"<p id=\"task\" role=\"alert\" class=\"failed\">The agency %1 was not bound: %2 (%3). Written to %4 of %5 "
           u"nodes. "
           "Choose Manage Agency to try again.</p>\n"_s.arg(
               escaped(cluster.agencyWanted), mrsErrorText(cluster.agencyTaskError), escaped(cluster.agencyTaskError),
               QString::number(cluster.agencyNodesDone), QString::number(cluster.serverIds.size()));
}

QString syncLine(const Cluster &cluster)
{
    if (cluster.isUserSyncRunning)
        return u"<span id=\"userSync\">Synchronizing</span>"_s;
    const QString state = cluster.isUserSynced ? u"Synchronized"_s : u"Not synchronized"_s;
    QString line = u"<span id=\"userSync\">"_s + state + u"</span>"_s;
    if (canBeManaged(cluster)) {
        line +=
            u" <form method=\"post\" action=\"%1/synchronize\"><button id=\"synchronize\">Synchronize</button></form>"_s
                .arg(pathOf(cluster));
    }
    return line;
}

QString nodeRows(World &world, const Cluster &cluster)
{
    QString rows;
    for (const Server *server : world.fleet.serversOf(cluster)) {
        rows += u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td>%5</td></tr>\n"_s.arg(
            escaped(server->hostName), escaped(server->group), escaped(server->ip), escaped(server->status),
            orDash(server->agencyName()));
    }
    return rows;
}

Reply showDashboard(ConsoleRequest &request)
{
    const Cluster &cluster = *request.cluster;
    const bool isBusy = cluster.agencyTask == "running"_L1 || cluster.isUserSyncRunning;
    QString agency = u"<span id=\"agency\">"_s + escaped(cluster.recordedAgency.value_or(QString())) + u"</span>"_s;
    if (canBeManaged(cluster) && cluster.agencyTask != "running"_L1)
        agency += u" <a id=\"manageAgency\" href=\"%1/agency\">Manage Agency</a>"_s.arg(pathOf(cluster));
    const QString content = taskLine(cluster)
        + u"<h2>Dashboard</h2>\n<dl>\n<dt>Cluster name</dt><dd>%1</dd>\n<dt>Cluster ID</dt><dd>%2</dd>\n"
          "<dt>State</dt><dd>%3</dd>\n<dt>Version</dt><dd>%4</dd>\n<dt>IAM User Sync</dt><dd>%5</dd>\n"
          "<dt>Agency</dt><dd>%6</dd>\n</dl>\n"_s.arg(escaped(cluster.name), escaped(cluster.id),
                                                      escaped(cluster.state), escaped(cluster.version),
                                                      syncLine(cluster), agency)
        + u"<h2>Nodes</h2>\n<table id=\"nodes\">\n<thead><tr><th scope=\"col\">Node</th><th scope=\"col\">Node "
          u"group</th>"
          "<th scope=\"col\">IP address</th><th scope=\"col\">Status</th><th scope=\"col\">Agency</th></tr></thead>\n<tbody>\n"_s
        + nodeRows(request.world, cluster) + u"</tbody>\n</table>\n"_s;
    return consoleHtml(200, cluster.name, content, isBusy ? 1 : 0);
}

Reply notNow(const Cluster &cluster)
{
    return consoleSentence(
        409, cluster.name,
        u"The cluster is in the state %1. Its agency can be changed once it is running."_s.arg(cluster.state));
}

Reply chooseAgency(ConsoleRequest &request)
{
    const Cluster &cluster = *request.cluster;
    if (!canBeManaged(cluster))
        return notNow(cluster);
    const QString account = accountOf(request.world, cluster);
    const QString current = cluster.recordedAgency.value_or(QString());
    QString options;
    for (const Agency &agency : request.world.agencies.all()) {
        if (agency.accountId == account && canBeBound(agency)) {
            options += u"<option value=\"%1\"%2>%1</option>\n"_s.arg(
                escaped(agency.name), agency.name == current ? u" selected"_s : QString());
        }
    }
    QString content;
    if (!cluster.isUserSynced) {
        content += u"<p id=\"hint\" class=\"said\">The guide asks to choose IAM User Sync, Synchronize before this. "
                   "That is not done for this cluster.</p>\n"_s;
    }
    if (options.isEmpty()) {
        content += u"<p>No agency of this account trusts ECS. Create one in IAM: type Cloud service, ECS BMS, with the "
                   "permission OBS OperateAccess.</p>\n"_s;
    } else {
        content +=
            u"<form method=\"post\" action=\"%1/agency\">\n<p><label for=\"agencyChoice\">Agency</label> "
            "<select id=\"agencyChoice\" name=\"agency\">\n%2</select></p>\n"
            "<p><button id=\"ok\">OK</button> <a href=\"%1\">Cancel</a></p>\n</form>\n"_s.arg(pathOf(cluster), options);
    }
    return consoleHtml(200, u"Manage Agency of "_s + cluster.name, content);
}

// The field of a form; nothing: the form is too large, or has no such field.
std::optional<QString> formField(const Call &call, const QString &name)
{
    if (call.body.size() > longestConsoleForm)
        return {};
    QByteArray body = call.body;
    const QUrlQuery form(QString::fromUtf8(body.replace('+', "%20")));
    if (!form.hasQueryItem(name))
        return {};
    return form.queryItemValue(name, QUrl::FullyDecoded);
}

Reply manageAgency(ConsoleRequest &request)
{
    Cluster &cluster = *request.cluster;
    if (!canBeManaged(cluster))
        return notNow(cluster);
    const std::optional<QString> agency = formField(request.call, u"agency"_s);
    if (!agency || agency->isEmpty() || agency->size() > 64)
        return consoleSentence(400, cluster.name, u"Choose an agency: the form needs the field “agency”."_s);
    if (const std::optional<QString> code = startAgencyTask(request.world, cluster, *agency)) {
        return consoleSentence(409, cluster.name,
                               mrsErrorText(*code) + u" ("_s + *code + u"). Wait until it is over, then try again."_s);
    }
    return backTo(cluster);
}

Reply synchronizeUsers(ConsoleRequest &request)
{
    Cluster &cluster = *request.cluster;
    if (!canBeManaged(cluster))
        return notNow(cluster);
    if (const std::optional<QString> code = startUserSync(request.world, cluster)) {
        return consoleSentence(409, cluster.name,
                               mrsErrorText(*code) + u" ("_s + *code + u"). Wait until it is over."_s);
    }
    return backTo(cluster);
}

struct ConsolePath
{
    const char *method;
    const char *pattern;
    ConsoleRoute route;
};

constexpr std::array consolePaths{
    ConsolePath{"GET", "/console", showClusters},
    ConsolePath{"GET", "/console/", showClusters},
    ConsolePath{"GET", "/console/clusters/*", showDashboard},
    ConsolePath{"GET", "/console/clusters/*/agency", chooseAgency},
    ConsolePath{"POST", "/console/clusters/*/agency", manageAgency},
    ConsolePath{"POST", "/console/clusters/*/synchronize", synchronizeUsers},
};

} // namespace

Reply answerConsole(World &world, const Call &call)
{
    const QString title = u"MRS console"_s;
    if (!isForThisComputer(call))
        return consoleSentence(403, title, u"These pages are for 127.0.0.1 and localhost only."_s);
    const auto match = findRoute(consolePaths, call);
    if (match.allowed.isEmpty())
        return consoleSentence(404, title, u"There is no such page. Start at the list of active clusters."_s);
    if (!match.route) {
        Reply reply = consoleSentence(
            405, title, u"This address takes %1 only."_s.arg(QString::fromLatin1(match.allowed.join(" or "))));
        reply.headers.emplace_back("Allow", match.allowed.join(", "));
        return reply;
    }
    if (call.method != "GET" && standsElsewhere(call))
        return consoleSentence(403, title, u"The form stands on a page of another site, so nothing was done."_s);
    ConsoleRequest request{.world = world, .call = call, .ids = match.ids, .query = queryOf(call)};
    if (!match.ids.isEmpty()) {
        request.cluster = world.fleet.cluster(match.ids.front());
        if (!request.cluster || !isActive(*request.cluster))
            return consoleSentence(404, title, u"There is no such cluster. Go back to the list of active clusters."_s);
    }
    return match.route->route(request);
}

} // namespace claviger::sim
