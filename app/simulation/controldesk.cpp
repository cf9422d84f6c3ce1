// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/controldesk.h"

#include "app/simulation/consolepage.h"
#include "app/simulation/controlstate.h"
#include "app/simulation/doorguard.h"
#include "app/simulation/metadataservice.h"
#include "app/simulation/routes.h"
#include "app/simulation/scenario.h"
#include "app/simulation/syslog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int longestStep = 31 * 24 * 3'600; // seconds
constexpr std::chrono::minutes stepSlice(10);

sim::Reply controlJson(int status, const sim::JsonObject &object)
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = object.json() + '\n'};
}

sim::Reply sentence(int status, const QString &text)
{
    return controlJson(status, sim::JsonObject().add("message", text));
}

// curl calls everything a form.
bool isForm(const sim::Call &call)
{
    return !call.body.trimmed().startsWith('{') && call.header("Content-Type").startsWith("application/x-www-form-urlencoded");
}

// JSON or a form; numbers of a form are texts.
std::optional<QJsonObject> wishOf(const sim::Call &call)
{
    if (isForm(call)) {
        QJsonObject wish;
        QByteArray body = call.body;
        const QUrlQuery form(QString::fromUtf8(body.replace('+', "%20")));
        for (const auto &[name, value] : form.queryItems(QUrl::FullyDecoded))
            wish.insert(name, value);
        return wish;
    }
    if (call.body.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(call.body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::optional<double> numberIn(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

// Empty: all nodes. None: they are not understood.
std::optional<QStringList> nodesIn(const QJsonObject &wish)
{
    if (!wish.contains("nodes"_L1))
        return QStringList();
    const QJsonValue chosen = wish["nodes"_L1];
    QStringList nodes;
    if (chosen.isString()) {
        for (const QString &name : chosen.toString().split(u',', Qt::SkipEmptyParts))
            nodes += name.trimmed();
    } else if (chosen.isArray()) {
        const QJsonArray list = chosen.toArray();
        for (const auto &name : list) {
            if (!name.isString())
                return {};
            nodes += name.toString();
        }
        if (nodes.isEmpty())
            return nodes;
    }
    nodes.removeAll(QString());
    return nodes.isEmpty() ? std::nullopt : std::optional(nodes);
}

// An object, or a text that holds one, as forms have it.
std::optional<QJsonObject> objectOrText(const QJsonValue &value)
{
    if (value.isObject())
        return value.toObject();
    const QJsonDocument document = QJsonDocument::fromJson(value.toString().toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

const QByteArrayList &levers()
{
    static const QByteArrayList paths{"/scenario", "/step", "/bind", "/unbind", "/expire", "/syslog", "/change"};
    return paths;
}

} // namespace

ControlDesk::ControlDesk(std::shared_ptr<SimulatedCloud> cloud)
    : m_cloud(std::move(cloud))
{
}

sim::Reply ControlDesk::answer(const sim::Call &call)
{
    if (!sim::isForThisComputer(call))
        return sentence(403, u"The control door answers requests to 127.0.0.1 and localhost only."_s);
    if (call.method != "GET" && call.method != "HEAD" && sim::standsElsewhere(call))
        return sentence(403, u"The control door takes no forms from other pages."_s);
    const QByteArray path = call.path();
    if (path == "/console" || path.startsWith("/console/"))
        return m_cloud->withWorld([&call](sim::World &world) { return sim::answerConsole(world, call); });
    if (path.startsWith("/nodes/")) {
        const std::optional<sim::Reply> reply =
            m_cloud->withWorld([&call](sim::World &world) { return sim::answerNodes(world, call); });
        return reply ? *reply : sim::Reply{.ending = sim::Reply::Ending::Silence}; // as on the node: a time-out
    }
    const bool reads = path == "/" || path == "/state";
    if (!reads && !levers().contains(path)) {
        return sentence(404,
                        u"The control door has GET / and /state, POST /scenario, /change, /step, /bind, /unbind, /expire and /syslog, "
                        "/nodes/{server id}/openstack/latest/securitykey and /console/."_s);
    }
    if (reads ? call.method != "GET" && call.method != "HEAD" : call.method != "POST") {
        sim::Reply reply = sentence(405, reads ? u"Use GET here."_s : u"Use POST here."_s);
        reply.headers.emplace_back("Allow", reads ? "GET" : "POST");
        return reply;
    }
    return reads ? read(call) : act(call);
}

sim::Reply ControlDesk::read(const sim::Call &call)
{
    const QUrlQuery query = sim::queryOf(call);
    if (call.path() == "/state") {
        const QString cluster = query.queryItemValue(u"cluster"_s, QUrl::FullyDecoded);
        const int calls = m_cloud->count();
        return m_cloud->withWorld([&](sim::World &world) {
            return controlJson(200, sim::describeWorld(world, cluster).add("calls", calls));
        });
    }
    const QString said = query.queryItemValue(u"said"_s, QUrl::FullyDecoded).left(300);
    return {.status = 200,
            .headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}},
            .body = m_cloud->withWorld([&said](sim::World &world) { return sim::controlPage(world, said); })};
}

sim::Reply ControlDesk::act(const sim::Call &call)
{
    const std::optional<QJsonObject> wish = wishOf(call);
    if (!wish)
        return sentence(400, u"The body must be a JSON object or a form."_s);
    const QByteArray path = call.path();
    sim::Reply reply;
    if (path == "/scenario") {
        reply = playScenario(*wish);
    } else if (path == "/change") {
        reply = change(*wish);
    } else if (path == "/step") {
        reply = step(*wish);
    } else if (path == "/expire") {
        m_cloud->expireTokens();
        reply = sentence(200, u"All tokens have expired."_s);
    } else if (path == "/syslog") {
        reply = sendSyslog(*wish);
    } else {
        reply = bind(*wish, path == "/unbind");
    }
    if (!call.header("Accept").contains("text/html"))
        return reply;
    // A person in a browser goes back to the page, which says what happened.
    const QString said = QJsonDocument::fromJson(reply.body)["message"_L1].toString();
    return {.status = 303, .headers = {{"Location", "/?said=" + QUrl::toPercentEncoding(said)}}};
}

sim::Reply ControlDesk::playScenario(const QJsonObject &wish)
{
    const QJsonValue wanted = wish["scenario"_L1];
    const std::optional<QJsonObject> own = objectOrText(wanted);
    if (!own && !sim::isScenario(wanted.toString())) {
        return sentence(400, u"Send {\"scenario\":\"ID\"} with one of: %1; or a scenario of your own in its place."_s.arg(
                                 sim::scenarioIds().join(u", "_s)));
    }
    const Result<sim::Scenario> scenario = own ? sim::parseScenario(*own) : sim::readScenario(wanted.toString());
    const Result<Done> played = scenario
        ? m_cloud->withWorld([&scenario](sim::World &world) { return sim::play(world, *scenario); })
        : Result<Done>(tl::unexpected(scenario.error()));
    if (!played)
        return sentence(own ? 400 : 500, u"The scenario cannot be played: %1."_s.arg(played.error().detail));
    const QString title = scenario->words.title.isEmpty() ? scenario->id : scenario->words.title;
    return controlJson(
        200, sim::JsonObject().add("scenario", scenario->id).add("message", u"Now playing: %1."_s.arg(title)));
}

// A single change of those that scenarios are made of, on top of what is.
sim::Reply ControlDesk::change(const QJsonObject &wish)
{
    const std::optional<QJsonObject> written = objectOrText(wish["change"_L1]); // of a form
    const Result<sim::Change> change = sim::readChange(written ? *written : wish, u"change"_s);
    const Result<Done> done = change
        ? m_cloud->withWorld([&change](sim::World &world) { return sim::applyChange(world, *change); })
        : Result<Done>(tl::unexpected(change.error()));
    return done ? sentence(200, u"Changed."_s) : sentence(400, u"Nothing was changed: %1."_s.arg(done.error().detail));
}

sim::Reply ControlDesk::step(const QJsonObject &wish)
{
    const std::optional<double> seconds = numberIn(wish["seconds"_L1]);
    const std::optional<double> minutes = numberIn(wish["minutes"_L1]);
    const double wanted = seconds ? *seconds : minutes.value_or(0) * 60;
    if (!(wanted > 0 && wanted <= longestStep))
        return sentence(400, u"Send {\"seconds\":N} or {\"minutes\":N}, more than 0 and at most 31 days."_s);
    auto left = std::chrono::duration_cast<sim::Elapsed>(std::chrono::duration<double>(wanted));
    sim::Elapsed elapsed{};
    // In slices, so that the doors answer in between: a day of a thousand clusters is much to do.
    while (left.count() > 0) {
        const sim::Elapsed slice = std::min<sim::Elapsed>(left, stepSlice);
        elapsed = m_cloud->withWorld([slice](sim::World &world) {
            world.step(slice);
            return world.elapsed();
        });
        left -= slice;
    }
    return controlJson(200,
                       sim::JsonObject()
                           .raw("elapsed_seconds", QByteArray::number(static_cast<qint64>(elapsed.count() / 1'000)))
                           .add("message", u"Stepped %1 s."_s.arg(wanted)));
}

sim::Reply ControlDesk::sendSyslog(const QJsonObject &wish)
{
    return m_cloud->withWorld([&wish](sim::World &world) {
        const Result<Done> isSet = sim::setUpSyslog(world, wish);
        return isSet ? sentence(200, world.manager.syslog ? u"Manager sends syslog to %1, port %2."_s.arg(world.manager.syslog->target().host).arg(world.manager.syslog->target().port)
                                                          : u"Manager sends no syslog."_s)
                     : sentence(400, isSet.error().detail);
    });
}

sim::Reply ControlDesk::bind(const QJsonObject &wish, bool isUnbinding)
{
    const QString name = wish["cluster"_L1].toString();
    const QString agency = isUnbinding ? QString() : wish["agency"_L1].toString();
    if (name.isEmpty() || (!isUnbinding && agency.isEmpty())) {
        return sentence(400, isUnbinding ? u"Send {\"cluster\":\"NAME\"}, and \"nodes\" for some of its nodes only."_s
                                         : u"Send {\"cluster\":\"NAME\",\"agency\":\"NAME\"}, and \"nodes\" for some of its nodes only."_s);
    }
    // Read wrongly, a choice would become the whole cluster.
    const std::optional<QStringList> nodes = nodesIn(wish);
    if (!nodes)
        return sentence(400, u"Send \"nodes\" as a list of names, or as one text with commas between them."_s);
    return m_cloud->withWorld([&, nodes = *nodes](sim::World &world) {
        sim::Cluster *cluster = world.fleet.cluster(name);
        if (!cluster)
            cluster = world.fleet.clusterNamed(name);
        if (!cluster)
            return sentence(404, u"There is no cluster “%1”."_s.arg(name.left(100)));
        std::vector<sim::Server *> servers;
        for (const QString &node : nodes) {
            sim::Server *server = sim::nodeCalled(world, *cluster, node);
            if (!server)
                return sentence(404, u"Cluster %1 has no node “%2”."_s.arg(cluster->name, node.left(100)));
            servers.push_back(server);
        }
        const bool isWhole = nodes.isEmpty();
        if (isWhole)
            servers = world.fleet.serversOf(*cluster);
        sim::bindServers(servers, agency);
        if (isWhole)
            cluster->recordedAgency = agency;
        return sentence(200, isUnbinding ? u"Unbound on %1 nodes of %2."_s.arg(servers.size()).arg(cluster->name)
                                         : u"Bound %1 on %2 nodes of %3."_s.arg(agency.left(100)).arg(servers.size()).arg(cluster->name));
    });
}

} // namespace claviger
