// SPDX-License-Identifier: Apache-2.0
// Scenarios: every one that ships can be read and played, also one after another, and a bad one changes nothing.
#include "app/simulation/scenario.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class ScenarioTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyOneThatShipsCanBeReadAndPlayed_data();
    void everyOneThatShipsCanBeReadAndPlayed();
    void noFileIsForgotten();
    void aBadOneIsASentence_data();
    void aBadOneIsASentence();
    void aBadOneChangesNothing();
    void whatItSaysIsWhatTheNodesShow();
    void theNextOneFindsEverythingInOrder();
    void clustersThatStayKeepTheirServers();
    void otherClustersReplaceThem();
    void whatAPersonMadeStays();
    void playingTwiceIsPlayingOnce();
    void nodesHaveShortNames();
    void brokenOnesRaiseTheAlarmByThemselves_data();
    void brokenOnesRaiseTheAlarmByThemselves();
    void bindingClearsIt();
    void whatOneBrokeDoesNotSpeakInTheNext_data();
    void whatOneBrokeDoesNotSpeakInTheNext();
    void theSolutionSolvesIt_data();
    void theSolutionSolvesIt();
    void aDeletedAgencyIsDeletedAgain();
    void clustersOfTheSameNameAreNotTheSame();
    void aRenamedClusterIsBuiltAgain();
    void switchingMakesNoRoles();
    void theStormIsTenThousandAlarmsInAMinute();
    void flappingComesBackUnderANewNumber();
    void historyIsThereFromTheBeginning();

private:
    int active(int id, const QString &cluster);
    Result<Done> played(const QString &id);
    QStringList agenciesOf(const QString &cluster);
    QString agencyOf(const QString &cluster, const QString &node);

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<World> m_world;
};

void ScenarioTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'000ms));
    m_world = std::make_unique<World>(World::demo(m_clock));
}

Result<Done> ScenarioTest::played(const QString &id)
{
    const Result<Scenario> scenario = readScenario(id);
    if (!scenario)
        return tl::unexpected(scenario.error());
    return play(*m_world, *scenario);
}

QStringList ScenarioTest::agenciesOf(const QString &cluster)
{
    QStringList names;
    for (const Server *server : m_world->fleet.serversOf(*m_world->fleet.clusterNamed(cluster)))
        names += server->agencyName();
    names.removeDuplicates();
    names.sort();
    return names;
}

QString ScenarioTest::agencyOf(const QString &cluster, const QString &node)
{
    return nodeCalled(*m_world, *m_world->fleet.clusterNamed(cluster), node)->agencyName();
}

void ScenarioTest::everyOneThatShipsCanBeReadAndPlayed_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : scenarioIds())
        QTest::newRow(qPrintable(id)) << id;
}

void ScenarioTest::everyOneThatShipsCanBeReadAndPlayed()
{
    QFETCH(QString, id);
    const Result<Scenario> scenario = readScenario(id);
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().detail));
    QCOMPARE(scenario->id, id);
    QVERIFY(!scenario->words.title.isEmpty() && !scenario->words.story.isEmpty() && !scenario->words.solution.isEmpty());
    const Result<Done> done = play(*m_world, *scenario);
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    QCOMPARE(m_world->scenario, id);
    QCOMPARE(m_world->fleet.clusters().size(), scenario->clusters.size());
    m_world->step(24h);
}

void ScenarioTest::noFileIsForgotten()
{
    QStringList files;
    for (QDirIterator it(u":/scenarios"_s); it.hasNext();)
        files += QFileInfo(it.next()).baseName();
    files.sort();
    QStringList ids = scenarioIds();
    ids.sort();
    QCOMPARE(files, ids);
}

void ScenarioTest::aBadOneIsASentence_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << u"scenario"_s;
    QTest::newRow("no object") << QByteArray("[]") << u"no object"_s;
    QTest::newRow("half") << QByteArray("{\"id\":\"a\"") << u"scenario"_s;
    QTest::newRow("no id") << QByteArray("{}") << u"“id”"_s;
    QTest::newRow("wrong type") << QByteArray(R"({"id":7})") << u"“id”"_s;
    QTest::newRow("unknown member") << QByteArray(R"({"id":"a","colour":"red"})") << u"“colour”"_s;
    QTest::newRow("unknown base") << QByteArray(R"({"id":"a","based_on":"../healthy"})") << u"agency-unbound"_s;
    QTest::newRow("cluster without name") << QByteArray(R"({"id":"a","clusters":[{"cores":1}]})") << u"clusters[0]"_s;
    QTest::newRow("too many nodes") << QByteArray(R"({"id":"a","clusters":[{"name":"c","cores":100000}]})") << u"“cores”"_s;
    QTest::newRow("half a node") << QByteArray(R"({"id":"a","clusters":[{"name":"c","cores":1.5}]})") << u"“cores”"_s;
    QTest::newRow("unknown change") << QByteArray(R"({"id":"a","changes":[{"do":"explode"}]})") << u"changes[0]"_s;
    QTest::newRow("change is text") << QByteArray(R"({"id":"a","changes":["bind"]})") << u"changes[0]"_s;
    QTest::newRow("bind without cluster") << QByteArray(R"({"id":"a","changes":[{"do":"bind"}]})") << u"“cluster”"_s;
    QTest::newRow("nodes no list") << QByteArray(R"({"id":"a","changes":[{"do":"bind","cluster":"c","nodes":"all"}]})") << u"“nodes”"_s;
    QTest::newRow("condition") << QByteArray(R"({"id":"a","changes":[{"do":"metadata","cluster":"c","condition":"odd"}]})") << u"“condition”"_s;
    QTest::newRow("member of another kind") << QByteArray(R"({"id":"a","changes":[{"do":"storm","cluster":"c"}]})") << u"“cluster”"_s;
}

void ScenarioTest::aBadOneIsASentence()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, says);
    const Result<Scenario> scenario = parseScenario(json);
    QVERIFY(!scenario);
    QVERIFY2(scenario.error().detail.contains(says), qPrintable(scenario.error().detail));
}

void ScenarioTest::aBadOneChangesNothing()
{
    QVERIFY(played(u"healthy"_s));
    for (const char *change : {R"({"do":"bind","cluster":"nowhere"})", R"({"do":"bind","cluster":"c","nodes":["core-2"]})",
                               R"({"do":"bind","cluster":"c","nodes":["core-0"]})", R"({"do":"throttle","cluster":"c","nodes":["x"]})",
                               R"({"do":"agency","name":"a","roles":["No Such Role"]})"}) {
        const QByteArray json = QByteArray(R"({"id":"bad","clusters":[{"name":"c","cores":1}],"changes":[)") + change + "]}";
        const Result<Scenario> scenario = parseScenario(json);
        QVERIFY2(scenario, change);
        QVERIFY2(!play(*m_world, *scenario), change);
        QCOMPARE(m_world->scenario, u"healthy"_s);
        QCOMPARE(m_world->fleet.clusters().size(), std::size_t(6));
    }
    const Result<Scenario> elsewhere = parseScenario(R"({"id":"bad","clusters":[{"name":"c","project":"eu-nl"}]})");
    QVERIFY(elsewhere && !play(*m_world, *elsewhere));
    const Result<Scenario> twins = parseScenario(R"({"id":"bad","clusters":[{"name":"c"},{"name":"c"}]})");
    QVERIFY(twins && !play(*m_world, *twins));
    World empty(m_clock);
    QVERIFY(!play(empty, *readScenario(u"healthy"_s)));
}

void ScenarioTest::whatItSaysIsWhatTheNodesShow()
{
    const QString cluster = u"mrs-analytics-prod"_s;
    QVERIFY(played(u"healthy"_s));
    QCOMPARE(agenciesOf(cluster), QStringList{u"MRS_ECS_DEFAULT_AGENCY"_s});
    QVERIFY(played(u"agency-unbound"_s));
    QCOMPARE(agenciesOf(cluster), QStringList{QString()});
    QCOMPARE(m_world->fleet.clusterNamed(cluster)->recordedAgency, QString());
    QCOMPARE(agenciesOf(u"mrs-etl-prod"_s), QStringList{u"mrs_ecs_obs"_s});
    QVERIFY(played(u"agency-partial"_s));
    QCOMPARE(agencyOf(cluster, u"core-17"_s), QString());
    QCOMPARE(agencyOf(cluster, u"core-16"_s), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QCOMPARE(m_world->fleet.clusterNamed(cluster)->recordedAgency, u"MRS_ECS_DEFAULT_AGENCY"_s);
    QVERIFY(played(u"agency-deleted"_s));
    QCOMPARE(agenciesOf(cluster), QStringList{u"mrs-obs-old"_s});
    const QString account = m_world->accounts().front().id;
    QVERIFY(!m_world->agencies.agency(account, u"mrs-obs-old"_s));
    QVERIFY(played(u"wrong-trust"_s));
    QVERIFY(!m_world->agencies.agency(account, u"mrs-obs-account"_s)->trustsEcs());
    QVERIFY(played(u"agency-expired"_s));
    QVERIFY(m_world->agencies.agency(account, u"mrs-obs-project"_s)->expires < m_world->now());
    QVERIFY(played(u"no-obs-permission"_s));
    QVERIFY(!m_world->agencies.allows(*m_world->agencies.agency(account, u"mrs-obs-bare"_s), u"obs:bucket:ListBucket"_s));
    QVERIFY(played(u"two-clusters"_s));
    QCOMPARE(agenciesOf(u"mrs-north"_s), QStringList{QString()});
    QCOMPARE(agenciesOf(u"mrs-south"_s), QStringList{u"MRS_ECS_DEFAULT_AGENCY"_s});
}

void ScenarioTest::theNextOneFindsEverythingInOrder()
{
    for (const QString &id : scenarioIds()) {
        QVERIFY(played(id));
        m_world->step(1h);
        // What a person may have broken meanwhile.
        const QString account = m_world->accounts().front().id;
        m_world->agencies.agency(account, u"MRS_ECS_DEFAULT_AGENCY"_s)->trustName = u"somebody"_s;
        m_world->agencies.remove(m_world->agencies.agency(account, u"mrs_ecs_obs"_s)->id);
        QVERIFY(played(u"healthy"_s));
        for (const Server &server : m_world->fleet.servers()) {
            const Agency *agency = m_world->agencies.agency(account, server.agencyName());
            QVERIFY2(agency && agency->trustsEcs() && !agency->expires, qPrintable(id));
            QVERIFY2(m_world->agencies.allows(*agency, u"obs:bucket:ListBucket"_s), qPrintable(id));
            QVERIFY2(server.metadataService.condition == MetadataService::Works, qPrintable(id));
            QVERIFY2(!server.metadataService.blockedUntil, qPrintable(id));
        }
        m_world->step(1h);
        QCOMPARE(m_world->alarms.activeCount(), std::size_t(0)); // a storm is over with its scenario
        for (const Agency &agency : m_world->agencies.all())
            QVERIFY2(!agency.name.startsWith("mrs-obs-"_L1), qPrintable(id));
    }
}

void ScenarioTest::clustersThatStayKeepTheirServers()
{
    QVERIFY(played(u"healthy"_s));
    const QString id = m_world->fleet.clusterNamed(u"mrs-etl-prod"_s)->id;
    const QString server = m_world->fleet.cluster(id)->serverIds.front();
    QVERIFY(played(u"ecs-down"_s));
    QVERIFY(m_world->fleet.cluster(id));
    QCOMPARE(m_world->fleet.cluster(id)->serverIds.front(), server);
}

void ScenarioTest::otherClustersReplaceThem()
{
    QVERIFY(played(u"healthy"_s));
    const QString gone = m_world->fleet.servers().front().id;
    QVERIFY(played(u"two-clusters"_s));
    QVERIFY(!m_world->fleet.server(gone));
    m_world->step(24h); // nothing that was planned for the servers that are gone does harm
    QVERIFY(played(u"healthy"_s));
    QCOMPARE(m_world->fleet.clusters().size(), std::size_t(6));
}

void ScenarioTest::whatAPersonMadeStays()
{
    QVERIFY(played(u"healthy"_s));
    const QString user = m_world->users().front().id;
    const QString account = m_world->accounts().front().id;
    m_world->add(AccessKey{.access = u"EXAMPLEKEPT000000001"_s, .userId = user, .created = m_world->now()});
    m_world->agencies.add(Agency{.id = m_world->makeId(), .name = u"by-hand"_s, .accountId = account});
    QVERIFY(played(u"storm"_s));
    QVERIFY(m_world->accessKey(u"EXAMPLEKEPT000000001"_s));
    QVERIFY(m_world->agencies.agency(account, u"by-hand"_s));
}

void ScenarioTest::playingTwiceIsPlayingOnce()
{
    QVERIFY(played(u"wrong-trust"_s));
    const std::size_t agencies = m_world->agencies.all().size();
    const std::size_t roles = m_world->agencies.roles().size();
    QVERIFY(played(u"wrong-trust"_s));
    QCOMPARE(m_world->agencies.all().size(), agencies);
    QCOMPARE(m_world->agencies.roles().size(), roles);
}

void ScenarioTest::nodesHaveShortNames()
{
    QVERIFY(played(u"two-clusters"_s));
    Cluster &cluster = *m_world->fleet.clusterNamed(u"mrs-north"_s);
    for (const QString &name : {u"master-1"_s, u"master-2"_s, u"core-1"_s, u"core-3"_s}) {
        Server *server = nodeCalled(*m_world, cluster, name);
        QVERIFY(server);
        QCOMPARE(shortName(*m_world, *server), name);
        QCOMPARE(nodeCalled(*m_world, cluster, server->hostName), server);
        QCOMPARE(nodeCalled(*m_world, cluster, server->ip), server);
        QCOMPARE(nodeCalled(*m_world, cluster, server->id), server);
    }
    for (const QString &name : {QString(), u"core-4"_s, u"core-0"_s, u"core--1"_s, u"core"_s, u"-1"_s, u"disk-1"_s})
        QVERIFY2(!nodeCalled(*m_world, cluster, name), qPrintable(name));
}

int ScenarioTest::active(int id, const QString &cluster)
{
    return static_cast<int>(m_world->alarms.count({.state = AlarmQuery::Active, .id = id, .source = cluster}));
}

void ScenarioTest::brokenOnesRaiseTheAlarmByThemselves_data()
{
    QTest::addColumn<QString>("cluster");
    QTest::addColumn<int>("hosts"); // with ALM-45741
    const QString cluster = u"mrs-analytics-prod"_s;
    QTest::newRow("healthy") << cluster << 0;
    QTest::newRow("agency-unbound") << cluster << 4;
    QTest::newRow("agency-partial") << cluster << 1;
    QTest::newRow("agency-deleted") << cluster << 4;
    QTest::newRow("wrong-trust") << cluster << 4;
    QTest::newRow("agency-expired") << cluster << 4;
    QTest::newRow("no-obs-permission") << cluster << 0;
    QTest::newRow("ecs-down") << cluster << 4;
    QTest::newRow("metadata-throttled") << cluster << 1;
    QTest::newRow("two-clusters") << u"mrs-north"_s << 2;
}

void ScenarioTest::brokenOnesRaiseTheAlarmByThemselves()
{
    QFETCH(QString, cluster);
    QFETCH(int, hosts);
    QVERIFY(played(QString::fromLatin1(QTest::currentDataTag())));
    m_world->step(5min);
    QCOMPARE(active(45741, cluster), hosts);
    for (const Cluster &other : m_world->fleet.clusters())
        QVERIFY2(other.name == cluster || active(45741, other.name) == 0, qPrintable(other.name));
    // Also when it comes after one in which all was well.
    QVERIFY(played(u"healthy"_s));
    m_world->step(2h);
    QCOMPARE(static_cast<int>(m_world->alarms.count({.state = AlarmQuery::Active, .id = 45741})), 0);
    QVERIFY(played(QString::fromLatin1(QTest::currentDataTag())));
    m_world->step(5min);
    QCOMPARE(active(45741, cluster), hosts);
}

void ScenarioTest::bindingClearsIt()
{
    QVERIFY(played(u"agency-unbound"_s));
    m_world->step(5min);
    const QString cluster = u"mrs-analytics-prod"_s;
    QVERIFY(active(45741, cluster) > 0);
    bindServers(m_world->fleet.serversOf(*m_world->fleet.clusterNamed(cluster)), u"mrs_ecs_obs"_s);
    m_world->step(5min);
    QCOMPARE(active(45741, cluster), 0);
    m_world->step(24h);
    QCOMPARE(active(45741, cluster), 0);
}

// Every pair of scenarios with lasting faults: the second one looks as if it had been the first.
void ScenarioTest::whatOneBrokeDoesNotSpeakInTheNext_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const QStringList broken{u"agency-unbound"_s, u"agency-partial"_s,    u"agency-deleted"_s, u"wrong-trust"_s,       u"agency-expired"_s,
                             u"no-obs-permission"_s, u"ecs-down"_s, u"metadata-throttled"_s, u"manager-unreachable"_s};
    for (const QString &first : broken)
        for (const QString &second : broken)
            if (first != second)
                QTest::addRow("%s, %s", qPrintable(first), qPrintable(second)) << first << second;
}

void ScenarioTest::whatOneBrokeDoesNotSpeakInTheNext()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const auto spoken = [](World &world) {
        QStringList lines;
        world.alarms.visitActive([&](const Alarm &alarm) {
            lines.append(u"%1 %2 %3 %4"_s.arg(alarm.id).arg(alarm.source, alarm.hostName, alarm.additionalInfo));
            return true;
        });
        lines.sort();
        return lines;
    };
    World fresh = World::demo(m_clock);
    QVERIFY(play(fresh, *readScenario(second)));
    fresh.step(10min);
    QVERIFY(played(first));
    m_world->step(10min);
    qint64 last = 0;
    m_world->alarms.visit([&last](const Alarm &alarm) {
        last = alarm.serial;
        return false;
    });
    QVERIFY(played(second));
    m_world->step(10min);
    QCOMPARE(spoken(*m_world), spoken(fresh));
    m_world->alarms.visitActive([last](const Alarm &alarm) {
        if (alarm.serial <= last)
            QTest::qFail("an alarm of the scenario before is still active", __FILE__, __LINE__);
        return true;
    });
}

void ScenarioTest::theSolutionSolvesIt_data()
{
    QTest::addColumn<QSet<int>>("alarms"); // before
    QTest::addColumn<QByteArray>("solution");
    const QByteArray bind = R"({"do":"bind","cluster":"mrs-analytics-prod","agency":"mrs_ecs_obs","record":true})";
    const QSet<int> unbound{45741, 12110};
    QTest::newRow("healthy") << QSet<int>() << bind;
    QTest::newRow("agency-unbound") << unbound << bind;
    QTest::newRow("agency-partial") << unbound << bind;
    QTest::newRow("agency-deleted") << unbound << bind;
    QTest::newRow("agency-deleted, made again") << unbound << QByteArray(
        R"({"do":"agency","name":"mrs-obs-old","roles":["OBS OperateAccess","guardian-assume"]})");
    QTest::newRow("wrong-trust") << unbound << bind;
    QTest::newRow("agency-expired") << unbound << bind;
    QTest::newRow("no-obs-permission") << QSet<int>() << QByteArray(
        R"({"do":"agency","name":"mrs-obs-bare","roles":["OBS OperateAccess","guardian-assume"]})");
    QTest::newRow("ecs-down") << unbound << QByteArray(R"({"do":"metadata","cluster":"mrs-analytics-prod","condition":"works"})");
}

// The set of alarms, before and after what the scenario says puts it right.
void ScenarioTest::theSolutionSolvesIt()
{
    QFETCH(QSet<int>, alarms);
    QFETCH(QByteArray, solution);
    const auto ids = [this] {
        QSet<int> found;
        m_world->alarms.visitActive([&found](const Alarm &alarm) {
            found.insert(alarm.id);
            return true;
        });
        return found;
    };
    QVERIFY(played(QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0)));
    m_world->step(10min);
    QCOMPARE(ids(), alarms);
    const Result<Change> change = readChange(QJsonDocument::fromJson(solution).object(), u"change"_s);
    QVERIFY(change && applyChange(*m_world, *change));
    m_world->step(2h);
    QCOMPARE(ids(), QSet<int>());
}

void ScenarioTest::aDeletedAgencyIsDeletedAgain()
{
    QVERIFY(played(u"agency-deleted"_s));
    const QString account = m_world->accounts().front().id;
    m_world->agencies.add(Agency{.id = m_world->makeId(), .name = u"mrs-obs-old"_s, .accountId = account}); // by a person
    QVERIFY(played(u"healthy"_s));
    QVERIFY(m_world->agencies.agency(account, u"mrs-obs-old"_s));
    QVERIFY(played(u"agency-deleted"_s));
    QVERIFY(!m_world->agencies.agency(account, u"mrs-obs-old"_s));
    m_world->step(10min);
    QCOMPARE(active(45741, u"mrs-analytics-prod"_s), 4);
}

void ScenarioTest::clustersOfTheSameNameAreNotTheSame()
{
    QVERIFY(play(*m_world, *parseScenario(QByteArray(R"({"id":"a","clusters":[{"name":"c","masters":2,"cores":4,"network":10}]})"))));
    QVERIFY(play(*m_world, *parseScenario(QByteArray(
        R"({"id":"b","clusters":[{"name":"c","masters":1,"cores":5,"token_servers":1,"guardian":false,"kerberos":false,
            "version":"MRS 3.1.0","network":77,"project":"eu-de_bigdata"}],"changes":[{"do":"bind","cluster":"c","nodes":["core-5"],"agency":""}]})"))));
    const Cluster &cluster = *m_world->fleet.clusterNamed(u"c"_s);
    QVERIFY(!cluster.hasGuardian() && !cluster.isKerberos);
    QCOMPARE(cluster.version, u"MRS 3.1.0"_s);
    QCOMPARE(m_world->project(cluster.projectId)->name, u"eu-de_bigdata"_s);
    QVERIFY(m_world->fleet.serversOf(cluster).front()->ip.startsWith(u"192.168.77."_s));
    QCOMPARE(agencyOf(u"c"_s, u"core-5"_s), QString());
    QVERIFY(!nodeCalled(*m_world, cluster, u"master-2"_s));
}

void ScenarioTest::aRenamedClusterIsBuiltAgain()
{
    QVERIFY(played(u"healthy"_s));
    m_world->fleet.clusterNamed(u"mrs-etl-prod"_s)->name = u"mrs-renamed"_s;
    QVERIFY(played(u"agency-unbound"_s));
    QVERIFY(m_world->fleet.clusterNamed(u"mrs-etl-prod"_s));
}

void ScenarioTest::switchingMakesNoRoles()
{
    QVERIFY(played(u"healthy"_s));
    const std::size_t roles = m_world->agencies.roles().size();
    const QString account = m_world->accounts().front().id;
    for (int i = 0; i < 3; ++i) {
        m_world->agencies.remove(QString(m_world->agencies.agency(account, u"agency-MRS-to-OBS"_s)->id));
        QVERIFY(played(i % 2 == 0 ? u"wrong-trust"_s : u"healthy"_s));
        QCOMPARE(m_world->agencies.roles().size(), roles);
    }
    m_world->step(2h);
    QCOMPARE(static_cast<int>(m_world->alarms.count({.state = AlarmQuery::Active, .id = 45743})), 0); // the policy names the new one
}

void ScenarioTest::theStormIsTenThousandAlarmsInAMinute()
{
    QVERIFY(played(u"storm"_s));
    const std::size_t before = m_world->alarms.size();
    m_world->step(61s);
    QVERIFY(m_world->alarms.size() - before >= 10'000);
    m_world->step(5min);
    QCOMPARE(active(45741, u"mrs-analytics-prod"_s), 4);
    const std::size_t after = m_world->alarms.size();
    QVERIFY(played(u"healthy"_s)); // it is over when another scenario begins
    m_world->step(61s);
    QVERIFY(m_world->alarms.size() - after < 100);
}

void ScenarioTest::flappingComesBackUnderANewNumber()
{
    QVERIFY(played(u"flapping"_s));
    QList<qint64> serials;
    for (int minute = 0; minute < 60; ++minute) {
        m_world->step(1min);
        m_world->alarms.visit({.state = AlarmQuery::Active, .id = 45741}, [&serials](const Alarm &alarm) {
            if (!serials.contains(alarm.serial))
                serials.append(alarm.serial);
            return true;
        });
    }
    QVERIFY2(serials.size() >= 8, qPrintable(QString::number(serials.size()))); // two hosts, four times at least
    QVERIFY(played(u"healthy"_s));
    m_world->step(2h);
    QCOMPARE(static_cast<int>(m_world->alarms.count({.state = AlarmQuery::Active, .id = 45741})), 0);
}

void ScenarioTest::historyIsThereFromTheBeginning()
{
    QVERIFY(played(u"healthy"_s));
    QVERIFY(m_world->alarms.size() >= 240);
    QCOMPARE(m_world->alarms.activeCount(), std::size_t(0));
    m_world->alarms.visit([this](const Alarm &alarm) {
        if (!alarm.cleared || *alarm.cleared > m_world->now() || *alarm.cleared < alarm.occurred)
            QTest::qFail("an alarm of the past is not over", __FILE__, __LINE__);
        return true;
    });
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::ScenarioTest)
#include "scenariotest.moc"
