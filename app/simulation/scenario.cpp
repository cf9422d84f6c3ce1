// SPDX-License-Identifier: Apache-2.0
// Reads scenarios. Playing them is in scenarioplay.cpp.
#include "app/simulation/scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int mostNodes = 1'000;     // of one kind in a cluster
constexpr int mostClusters = 2'000;  // of one plan
constexpr qint64 mostNodesInAll = 50'000;
constexpr int deepestBase = 4;       // scenarios that are based on one another

tl::unexpected<Error> wrong(const QString &what)
{
    return tl::unexpected(Error{.fault = Fault::Rejected, .detail = u"scenario: "_s + what});
}

// Several with "count": they get numbers behind their names.
Result<std::vector<ClusterPlan>> readPlans(const QJsonValue &value, const QString &where)
{
    Members members(value.toObject(), where);
    ClusterPlan plan;
    plan.name = members.text(u"name"_s);
    plan.project = members.text(u"project"_s, plan.project);
    plan.masters = members.number(u"masters"_s, plan.masters, 0, mostNodes);
    plan.cores = members.number(u"cores"_s, plan.cores, 0, mostNodes);
    plan.tasks = members.number(u"tasks"_s, plan.tasks, 0, mostNodes);
    plan.tokenServers = members.number(u"token_servers"_s, plan.tokenServers, 0, mostNodes);
    plan.network = members.number(u"network"_s, plan.network, 0, 255);
    plan.agency = members.text(u"agency"_s, plan.agency);
    plan.hasGuardian = members.flag(u"guardian"_s, plan.hasGuardian);
    plan.isKerberos = members.flag(u"kerberos"_s, plan.isKerberos);
    plan.version = members.text(u"version"_s, plan.version);
    const bool isOne = !members.has(u"count"_s);
    const int count = members.number(u"count"_s, 1, 1, mostClusters);
    if (plan.name.isEmpty())
        members.note(u"name"_s, u"a text"_s);
    if (const Result<Done> end = members.finish(); !end)
        return tl::unexpected(end.error());
    std::vector<ClusterPlan> plans(static_cast<std::size_t>(count), plan);
    for (int i = 0; i < count && !isOne; ++i) {
        ClusterPlan &one = plans[static_cast<std::size_t>(i)];
        one.name += u"-%1"_s.arg(i + 1);
        one.network = (plan.network + i) % 256;
    }
    return plans;
}

qint64 nodesOf(const std::vector<ClusterPlan> &plans)
{
    qint64 nodes = 0;
    for (const ClusterPlan &plan : plans)
        nodes += plan.masters + plan.cores + plan.tasks;
    return nodes;
}

Result<Scenario> parse(const QJsonObject &json, int depth);
Result<QJsonObject> objectIn(const QByteArray &json);

Result<Scenario> readFile(const QString &id, int depth)
{
    QFile file(u":/scenarios/%1.json"_s.arg(id));
    if (!isScenario(id) || !file.open(QIODevice::ReadOnly))
        return tl::unexpected(Error{.fault = Fault::NotFound,
                                    .detail = u"there is no scenario “%1”; choose one of: %2"_s.arg(
                                        id.left(40), scenarioIds().join(u", "_s))});
    return objectIn(file.readAll()).and_then([depth](const QJsonObject &json) { return parse(json, depth); });
}

Result<QJsonObject> objectIn(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return wrong(problem.error == QJsonParseError::NoError ? u"it is no object"_s : problem.errorString());
    return document.object();
}

Result<Scenario> parse(const QJsonObject &json, int depth)
{
    Members members(json, u"scenario"_s);
    Scenario scenario;
    if (const QString base = members.text(u"based_on"_s); !base.isEmpty()) {
        if (depth == deepestBase)
            return wrong(u"scenarios are based on one another"_s);
        Result<Scenario> lender = readFile(base, depth + 1);
        if (!lender)
            return lender;
        scenario = std::move(*lender);
    }
    scenario.id = members.text(u"id"_s);
    scenario.words = {.title = members.text(u"title"_s),
                      .story = members.text(u"story"_s),
                      .solution = members.text(u"solution"_s)};
    if (members.has(u"clusters"_s))
        scenario.clusters.clear();
    const QJsonArray clusters = members.array(u"clusters"_s);
    for (qsizetype i = 0; i < clusters.size(); ++i) {
        const Result<std::vector<ClusterPlan>> plans = readPlans(clusters.at(i), u"clusters[%1]"_s.arg(i));
        if (!plans)
            return tl::unexpected(plans.error());
        scenario.clusters.insert(scenario.clusters.end(), plans->begin(), plans->end());
    }
    if (nodesOf(scenario.clusters) > mostNodesInAll)
        return wrong(u"there are more than %1 nodes"_s.arg(mostNodesInAll));
    const QJsonArray changes = members.array(u"changes"_s);
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const Result<Change> change = readChange(changes.at(i), u"changes[%1]"_s.arg(i));
        if (!change)
            return tl::unexpected(change.error());
        scenario.changes.push_back(*change);
    }
    if (scenario.id.isEmpty())
        members.note(u"id"_s, u"a text"_s);
    if (const Result<Done> end = members.finish(); !end)
        return tl::unexpected(end.error());
    return scenario;
}

} // namespace

const QStringList &scenarioIds()
{
    static const QStringList ids{
        u"healthy"_s,        u"agency-unbound"_s,      u"agency-partial"_s, u"agency-deleted"_s,     u"wrong-trust"_s,
        u"agency-expired"_s, u"no-obs-permission"_s,   u"ecs-down"_s,       u"metadata-throttled"_s, u"flapping"_s,
        u"storm"_s,          u"manager-unreachable"_s, u"two-clusters"_s};
    return ids;
}

bool isScenario(const QString &id)
{
    return scenarioIds().contains(id);
}

Result<Scenario> readScenario(const QString &id)
{
    return readFile(id, 0);
}

Result<Scenario> parseScenario(const QByteArray &json)
{
    return objectIn(json).and_then([](const QJsonObject &object) { return parse(object, 0); });
}

Result<Scenario> parseScenario(const QJsonObject &json)
{
    return parse(json, 0);
}

} // namespace claviger::sim
