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
constexpr int mostAlarms = 1'000'000;
constexpr int deepestBase = 4;       // scenarios that are based on one another

tl::unexpected<Error> wrong(const QString &where, const QString &what)
{
    return tl::unexpected(Error{.fault = Fault::Rejected, .detail = u"%1: %2"_s.arg(where, what)});
}

// Reads the members of an object one by one; what is left in the end was not understood.
class Members
{
public:
    Members(QJsonObject object, QString where)
        : m_object(std::move(object))
        , m_where(std::move(where))
    {
    }

    QString text(const QString &name, const QString &ifAbsent = {}) { return take(name, QJsonValue::String, ifAbsent).toString(); }
    bool flag(const QString &name, bool ifAbsent) { return take(name, QJsonValue::Bool, ifAbsent).toBool(); }
    int number(const QString &name, int ifAbsent, int least, int most)
    {
        const double value = take(name, QJsonValue::Double, ifAbsent).toDouble();
        if (value < least || value > most || value != static_cast<int>(value)) {
            note(name, u"a whole number from %1 to %2"_s.arg(least).arg(most));
            return ifAbsent;
        }
        return static_cast<int>(value);
    }
    QStringList texts(const QString &name)
    {
        QStringList list;
        const QJsonArray array = take(name, QJsonValue::Array, QJsonArray()).toArray();
        for (const auto &value : array) {
            if (!value.isString())
                note(name, u"a list of texts"_s);
            list += value.toString();
        }
        return list;
    }
    QJsonArray array(const QString &name) { return take(name, QJsonValue::Array, QJsonArray()).toArray(); }
    [[nodiscard]] bool has(const QString &name) const { return m_object.contains(name); }
    void note(const QString &name, const QString &wanted)
    {
        if (m_problem.isEmpty())
            m_problem = u"“%1” must be %2"_s.arg(name, wanted);
    }
    // The first thing that was wrong.
    [[nodiscard]] Result<Done> finish() const
    {
        if (!m_problem.isEmpty())
            return wrong(m_where, m_problem);
        if (!m_object.isEmpty())
            return wrong(m_where, u"“%1” is not known here"_s.arg(m_object.begin().key()));
        return Done{};
    }

private:
    QJsonValue take(const QString &name, QJsonValue::Type type, const QJsonValue &ifAbsent)
    {
        const QJsonValue value = m_object.take(name);
        if (value.isUndefined())
            return ifAbsent;
        if (value.type() != type) {
            note(name, type == QJsonValue::String ? u"a text"_s
                     : type == QJsonValue::Bool   ? u"true or false"_s
                     : type == QJsonValue::Double ? u"a number"_s
                                                  : u"a list"_s);
            return ifAbsent;
        }
        return value;
    }

    QJsonObject m_object;
    QString m_where;
    QString m_problem;
};

Result<ClusterPlan> readPlan(const QJsonValue &value, const QString &where)
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
    if (plan.name.isEmpty())
        members.note(u"name"_s, u"a text"_s);
    if (const Result<Done> end = members.finish(); !end)
        return tl::unexpected(end.error());
    return plan;
}

void readMetadataCondition(Members &members, ScenarioChange &change)
{
    const QString name = members.text(u"condition"_s);
    if (name == "works"_L1)
        change.condition = MetadataService::Works;
    else if (name == "no-answer"_L1)
        change.condition = MetadataService::NoAnswer;
    else if (name == "key-fails"_L1)
        change.condition = MetadataService::KeyFails;
    else if (name == "metadata-fails"_L1)
        change.condition = MetadataService::MetadataFails;
    else
        members.note(u"condition"_s, u"works, no-answer, key-fails or metadata-fails"_s);
}

void readNodes(Members &members, ScenarioChange &change)
{
    change.cluster = members.text(u"cluster"_s);
    if (change.cluster.isEmpty())
        members.note(u"cluster"_s, u"the name of a cluster"_s);
    change.nodes = members.texts(u"nodes"_s);
}

void readAgency(Members &members, ScenarioChange &change)
{
    change.agency = members.text(u"name"_s);
    change.trust = members.text(u"trust"_s, QString::fromLatin1(ecsTrust));
    change.roles = members.texts(u"roles"_s);
    change.duration = members.text(u"duration"_s, u"FOREVER"_s);
    if (members.has(u"expired_days_ago"_s))
        change.expiredDaysAgo = members.number(u"expired_days_ago"_s, 0, -3'650, 3'650);
    if (change.agency.isEmpty())
        members.note(u"name"_s, u"a text"_s);
}

Result<ScenarioChange> readChange(const QJsonValue &value, const QString &where)
{
    Members members(value.toObject(), where);
    ScenarioChange change;
    const QString what = members.text(u"do"_s);
    if (what == "bind"_L1) {
        change.kind = ScenarioChange::Bind;
        readNodes(members, change);
        change.agency = members.text(u"agency"_s);
        change.inRecord = members.flag(u"record"_s, false);
    } else if (what == "agency"_L1) {
        change.kind = ScenarioChange::MakeAgency;
        readAgency(members, change);
    } else if (what == "metadata"_L1) {
        change.kind = ScenarioChange::Metadata;
        readNodes(members, change);
        readMetadataCondition(members, change);
    } else if (what == "throttle"_L1) {
        change.kind = ScenarioChange::Throttle;
        readNodes(members, change);
    } else if (what == "flap"_L1) {
        change.kind = ScenarioChange::Flap;
        readNodes(members, change);
        change.failsFor = std::chrono::minutes(members.number(u"fails_minutes"_s, 3, 1, 1'440));
        change.worksFor = std::chrono::minutes(members.number(u"works_minutes"_s, 5, 1, 1'440));
    } else if (what == "storm"_L1) {
        change.kind = ScenarioChange::Storm;
        change.alarms = members.number(u"alarms"_s, 10'000, 1, mostAlarms);
        change.within = std::chrono::seconds(members.number(u"seconds"_s, 60, 1, 86'400));
    } else if (what == "history"_L1) {
        change.kind = ScenarioChange::History;
        change.alarms = members.number(u"alarms"_s, 0, 0, mostAlarms);
        change.within = std::chrono::hours(24 * members.number(u"days"_s, 3, 1, 365));
    } else if (what == "manager"_L1) {
        change.kind = ScenarioChange::Manager;
        change.isReachable = members.flag(u"reachable"_s, true);
    } else {
        members.note(u"do"_s, u"bind, agency, metadata, throttle, flap, storm, history or manager"_s);
    }
    if (const Result<Done> end = members.finish(); !end)
        return tl::unexpected(end.error());
    return change;
}

Result<Scenario> parse(const QByteArray &json, int depth);

Result<Scenario> readFile(const QString &id, int depth)
{
    QFile file(u":/scenarios/%1.json"_s.arg(id));
    if (!isScenario(id) || !file.open(QIODevice::ReadOnly))
        return tl::unexpected(Error{.fault = Fault::NotFound,
                                    .detail = u"there is no scenario “%1”; choose one of: %2"_s.arg(
                                        id.left(40), scenarioIds().join(u", "_s))});
    return parse(file.readAll(), depth);
}

Result<Scenario> parse(const QByteArray &json, int depth)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return wrong(u"scenario"_s, problem.error == QJsonParseError::NoError ? u"it is no object"_s : problem.errorString());
    Members members(document.object(), u"scenario"_s);
    Scenario scenario;
    if (const QString base = members.text(u"based_on"_s); !base.isEmpty()) {
        if (depth == deepestBase)
            return wrong(u"scenario"_s, u"scenarios are based on one another"_s);
        Result<Scenario> lender = readFile(base, depth + 1);
        if (!lender)
            return lender;
        scenario = std::move(*lender);
    }
    scenario.id = members.text(u"id"_s);
    scenario.title = members.text(u"title"_s);
    scenario.story = members.text(u"story"_s);
    scenario.solution = members.text(u"solution"_s);
    if (members.has(u"clusters"_s))
        scenario.clusters.clear();
    const QJsonArray clusters = members.array(u"clusters"_s);
    for (qsizetype i = 0; i < clusters.size(); ++i) {
        const Result<ClusterPlan> plan = readPlan(clusters.at(i), u"clusters[%1]"_s.arg(i));
        if (!plan)
            return tl::unexpected(plan.error());
        scenario.clusters.push_back(*plan);
    }
    const QJsonArray changes = members.array(u"changes"_s);
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const Result<ScenarioChange> change = readChange(changes.at(i), u"changes[%1]"_s.arg(i));
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
    return parse(json, 0);
}

} // namespace claviger::sim
