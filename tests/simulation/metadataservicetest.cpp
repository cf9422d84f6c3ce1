// SPDX-License-Identifier: Apache-2.0
// What a node gets from 169.254.169.254 (ecs.md, section 5).
#include "app/simulation/metadataservice.h"
#include "app/simulation/estate.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr char keyTarget[] = "/openstack/latest/securitykey";
constexpr char metaDataTarget[] = "/openstack/latest/meta_data.json";
constexpr char tokenTarget[] = "/meta-data/latest/api/token";
constexpr char noAgencyText[] = "Please configure Cloud Service Agency first";

} // namespace

class MetadataServiceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    // keys
    void aKeyIsAnsweredAsDocumented();
    void theSameKeyIsAnsweredUntilTenMinutesBeforeItsEnd();
    void theLifeOfAKeyFollowsTheSpeed();
    void withoutAnAgencyTheAnswerSaysSo();
    void anEmptyAgencyNameIsNone();
    void agenciesThatCannotBeAssumed_data();
    void agenciesThatCannotBeAssumed();
    void anAgencyMadeAnewGivesANewKey();
    void aNewBindingTakesAWhileAndOldKeysStayGood();
    void aSecondChangeOnTheWayStartsTheWhileAgain();
    void aChangeOfOtherMetadataDelaysNothing();
    // conditions
    void faultsOfTheService_data();
    void faultsOfTheService();
    void aServerThatDoesNotRunGivesNoAnswer();
    void tooManyRequestsBlockTheMachine();
    void oldRequestsDoNotCount();
    void anotherStatusCanTellOfTheBlock();
    // hardened mode
    void withoutTheFeatureATokenIsNotFound();
    void hardenedModeWantsAToken();
    void aTokenEnds();
    void badTokenRequests_data();
    void badTokenRequests();
    void whereTokensAreOfferedTheyAreNotNeeded();
    void librariesGetATokenByThemselves();
    // the rest
    void metaDataIsAnsweredWithoutAnAgency();
    void metaDataCanLeaveTheAgencyOut();
    void otherPathsAndMethods_data();
    void otherPathsAndMethods();
    void nodesAreReachedThroughADoor();

private:
    [[nodiscard]] Server &node() { return *m_world->fleet.server(m_serverId); }
    std::optional<Reply> send(const QByteArray &method, const QByteArray &target, const Headers &headers = {})
    {
        return answerMetadata(*m_world, m_serverId, {.method = method, .target = target, .headers = headers});
    }
    Reply get(const QByteArray &target, const Headers &headers = {})
    {
        return send("GET", target, headers).value_or(Reply{.status = 0});
    }
    QJsonObject credential() { return QJsonDocument::fromJson(get(keyTarget).body)["credential"_L1].toObject(); }
    QString access() { return credential()["access"_L1].toString(); }
    Agency &agency(const QString &name) { return *m_world->agencies.agency(m_world->accounts().front().id, name); }

    std::shared_ptr<ManualClock> m_clock;
    std::optional<World> m_world;
    QString m_serverId;
};

void MetadataServiceTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'575ms)); // 2026-01-15T10:00:00.575Z
    m_world.emplace(World::demo(m_clock));
    addStandardAgencies(*m_world, m_world->accounts().front().id);
    m_serverId = addCluster(*m_world, {}).serverIds.front();
}

void MetadataServiceTest::aKeyIsAnsweredAsDocumented()
{
    const Reply reply = get(keyTarget);
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.header("Content-Type").startsWith("application/json"));
    const QString access = this->access();
    const TemporaryKey *key = m_world->agencies.temporaryKey(access);
    QVERIFY(key);
    QCOMPARE(reply.body,
             QByteArray("{\"credential\":{\"access\":\"" + access.toLatin1() + "\",\"secret\":\""
                        + key->secret.toLatin1() + "\",\"securitytoken\":\"" + key->securityToken
                        + "\",\"expires_at\":\"2026-01-15T11:00:00.575000Z\"}}"));
    QCOMPARE(key->agencyId, agency(u"MRS_ECS_DEFAULT_AGENCY"_s).id);
    QCOMPARE(key->ends, std::optional<Elapsed>(1h));
}

void MetadataServiceTest::theSameKeyIsAnsweredUntilTenMinutesBeforeItsEnd()
{
    const QString first = access();
    m_clock->advance(50min - 1ms);
    QCOMPARE(access(), first);
    QCOMPARE(credential()["expires_at"_L1].toString(), u"2026-01-15T11:00:00.575000Z"_s);
    m_clock->advance(1ms);
    const QString second = access();
    QVERIFY(second != first);
    QCOMPARE(credential()["expires_at"_L1].toString(), u"2026-01-15T11:50:00.575000Z"_s);
    QVERIFY(m_world->elapsed() < *m_world->agencies.temporaryKey(first)->ends); // both are good
    QCOMPARE(access(), second);
    m_clock->advance(24h);
    QVERIFY(access() != second);
    const SecurityKeyAnswer answer = askSecurityKey(*m_world, node());
    QCOMPARE(answer.access, access());
    QCOMPARE(answer.ends, m_world->elapsed() + 1h);
}

void MetadataServiceTest::theLifeOfAKeyFollowsTheSpeed()
{
    m_world->setSpeed(60);
    const QString first = access();
    QCOMPARE(credential()["expires_at"_L1].toString(), u"2026-01-15T10:01:00.575000Z"_s);
    m_clock->advance(49s);
    QCOMPARE(access(), first);
    m_clock->advance(1s);
    QVERIFY(access() != first);
    const QString second = access();
    m_world->step(50min); // on the simulated line
    QVERIFY(access() != second);
}

void MetadataServiceTest::withoutAnAgencyTheAnswerSaysSo()
{
    node().removeMetadata(u"agency_name"_s);
    const Reply reply = get(keyTarget);
    QCOMPARE(reply.status, 401);
    QVERIFY(reply.body.contains(noAgencyText));
    const SecurityKeyAnswer answer = askSecurityKey(*m_world, node());
    QCOMPARE(answer.outcome, SecurityKeyAnswer::NoAgency);
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.message, QString::fromLatin1(noAgencyText));
    QVERIFY(answer.access.isEmpty());
}

void MetadataServiceTest::anEmptyAgencyNameIsNone()
{
    node().setMetadata(u"agency_name"_s, QString());
    QCOMPARE(get(keyTarget).status, 401);
}

void MetadataServiceTest::agenciesThatCannotBeAssumed_data()
{
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("never there") << u"name"_s << 400 << QByteArray("IAM");
    QTest::newRow("deleted") << u"deleted"_s << 400 << QByteArray("there is no agency MRS_ECS_DEFAULT_AGENCY");
    QTest::newRow("wrong trust") << u"trust"_s << 403 << QByteArray("op_svc_ecs");
    QTest::newRow("expired") << u"expired"_s << 403 << QByteArray("expired");
}

void MetadataServiceTest::agenciesThatCannotBeAssumed()
{
    QFETCH(QString, wrong);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    QCOMPARE(get(keyTarget).status, 200); // a key that was handed out does not hide what happens to the agency
    Agency &bound = agency(u"MRS_ECS_DEFAULT_AGENCY"_s);
    if (wrong == "name"_L1)
        node().setMetadata(u"agency_name"_s, u"mrs_ecs_default_agency"_s); // case counts
    else if (wrong == "deleted"_L1)
        m_world->agencies.remove(bound.id);
    else if (wrong == "trust"_L1)
        bound.trustName = u"OTC-EXAMPLE-00000000002"_s;
    else
        bound.expires = m_world->now();
    const Reply reply = get(keyTarget);
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.body.contains(says), reply.body.constData());
    QVERIFY(!reply.body.contains(noAgencyText));
    const SecurityKeyAnswer answer = askSecurityKey(*m_world, node());
    QCOMPARE(answer.outcome, SecurityKeyAnswer::AgencyRefused);
    QCOMPARE(answer.status, status);
    QCOMPARE(get(metaDataTarget).status, 200);
}

void MetadataServiceTest::anAgencyMadeAnewGivesANewKey()
{
    const QString first = access();
    Agency again = agency(u"MRS_ECS_DEFAULT_AGENCY"_s);
    m_world->agencies.remove(again.id);
    again.id = m_world->makeId();
    m_world->agencies.add(again);
    QVERIFY(access() != first);
    QCOMPARE(m_world->agencies.temporaryKey(access())->agencyId, again.id);
}

void MetadataServiceTest::aNewBindingTakesAWhileAndOldKeysStayGood()
{
    const QString first = access();
    bindAgency(*m_world, node(), u"mrs_ecs_obs"_s);
    QCOMPARE(node().agencyName(), u"mrs_ecs_obs"_s);
    m_clock->advance(30s - 1ms);
    QCOMPARE(access(), first);
    m_clock->advance(1ms);
    const QString second = access();
    QVERIFY(second != first);
    QCOMPARE(m_world->agencies.temporaryKey(second)->agencyId, agency(u"mrs_ecs_obs"_s).id);
    QVERIFY(m_world->elapsed() < *m_world->agencies.temporaryKey(first)->ends);

    bindAgency(*m_world, node(), {});
    QCOMPARE(access(), second);
    m_clock->advance(30s);
    QCOMPARE(get(keyTarget).status, 401);

    m_world->fleet.levers.agencyTakesEffectAfter = 5min;
    bindAgency(*m_world, node(), u"mrs_ecs_obs"_s);
    m_clock->advance(4min);
    QCOMPARE(get(keyTarget).status, 401);
    m_clock->advance(1min);
    QCOMPARE(access(), second); // the same set, as its agency is the same
}

void MetadataServiceTest::aSecondChangeOnTheWayStartsTheWhileAgain()
{
    bindAgency(*m_world, node(), {});
    m_clock->advance(20s);
    bindAgency(*m_world, node(), u"mrs_ecs_obs"_s);
    m_clock->advance(20s);
    QCOMPARE(agencyInEffect(*m_world, node()), u"MRS_ECS_DEFAULT_AGENCY"_s);
    m_clock->advance(10s);
    QCOMPARE(agencyInEffect(*m_world, node()), u"mrs_ecs_obs"_s);
}

void MetadataServiceTest::aChangeOfOtherMetadataDelaysNothing()
{
    bindAgency(*m_world, node(), u"mrs_ecs_obs"_s);
    m_clock->advance(20s);
    changeMetadata(*m_world, node(), [](Server &server) { server.setMetadata(u"env"_s, u"prod"_s); });
    m_clock->advance(10s);
    QCOMPARE(agencyInEffect(*m_world, node()), u"mrs_ecs_obs"_s);
}

void MetadataServiceTest::faultsOfTheService_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<int>("keyStatus");
    QTest::addColumn<int>("metaDataStatus");
    QTest::newRow("works") << int(MetadataService::Works) << 200 << 200;
    QTest::newRow("no answer") << int(MetadataService::NoAnswer) << 0 << 0;
    QTest::newRow("key fails") << int(MetadataService::KeyFails) << 500 << 200;
    QTest::newRow("meta data fails") << int(MetadataService::MetadataFails) << 200 << 500;
}

void MetadataServiceTest::faultsOfTheService()
{
    QFETCH(int, condition);
    QFETCH(int, keyStatus);
    QFETCH(int, metaDataStatus);
    node().metadataService.condition = static_cast<MetadataService::Condition>(condition);
    QCOMPARE(get(keyTarget).status, keyStatus);
    QCOMPARE(get(metaDataTarget).status, metaDataStatus);
    QCOMPARE(askSecurityKey(*m_world, node()).status, keyStatus);
    QCOMPARE(askMetaData(*m_world, node()), metaDataStatus);
    QCOMPARE(send("PUT", tokenTarget).has_value(), condition != MetadataService::NoAnswer);
    // The other nodes do not share its fate.
    QCOMPARE(askSecurityKey(*m_world, m_world->fleet.servers().back()).status, 200);
}

void MetadataServiceTest::aServerThatDoesNotRunGivesNoAnswer()
{
    node().status = u"SHUTOFF"_s;
    QVERIFY(!send("GET", keyTarget));
    QCOMPARE(askSecurityKey(*m_world, node()).outcome, SecurityKeyAnswer::NoAnswer);
    QCOMPARE(askMetaData(*m_world, node()), 0);
}

void MetadataServiceTest::tooManyRequestsBlockTheMachine()
{
    for (int i = 0; i < 140; ++i)
        QCOMPARE(get(i % 2 ? keyTarget : metaDataTarget).status, 200);
    const Reply refused = get(keyTarget);
    QCOMPARE(refused.status, 429);
    QVERIFY(refused.body.startsWith("429 Too Many Requests"));
    QCOMPARE(get(metaDataTarget).status, 429);
    QCOMPARE(send("PUT", tokenTarget)->status, 429);
    QCOMPARE(askSecurityKey(*m_world, node()).outcome, SecurityKeyAnswer::Throttled);
    QCOMPARE(askSecurityKey(*m_world, m_world->fleet.servers().back()).status, 200);
    m_clock->advance(30min - 1ms); // however often it asks meanwhile
    QCOMPARE(get(keyTarget).status, 429);
    m_clock->advance(1ms);
    QCOMPARE(get(keyTarget).status, 200);
}

void MetadataServiceTest::oldRequestsDoNotCount()
{
    for (int minute = 0; minute < 20; ++minute) {
        for (int i = 0; i < 28; ++i)
            QCOMPARE(get(keyTarget).status, 200);
        m_clock->advance(1min);
    }
    QCOMPARE(node().metadataService.requests.size(), std::size_t(140));
}

void MetadataServiceTest::anotherStatusCanTellOfTheBlock()
{
    m_world->fleet.levers.throttledStatus = 403;
    node().metadataService.blockedUntil = m_world->elapsed() + 30min;
    QCOMPARE(get(keyTarget).status, 403);
    QCOMPARE(askSecurityKey(*m_world, node()).outcome, SecurityKeyAnswer::Throttled);
}

void MetadataServiceTest::withoutTheFeatureATokenIsNotFound()
{
    const Headers headers{{"X-Metadata-Token-Ttl-Seconds", "300"}};
    QCOMPARE(send("PUT", tokenTarget, headers)->status, 404);
    m_world->fleet.levers.noTokensStatus = 405;
    QCOMPARE(send("PUT", tokenTarget, headers)->status, 405);
    QCOMPARE(get(keyTarget, {{"X-Metadata-Token", "FAKE-token"}}).status, 200);
}

void MetadataServiceTest::hardenedModeWantsAToken()
{
    node().metadataService.needsToken = true;
    for (const char *target : {keyTarget, metaDataTarget}) {
        const Reply refused = get(target);
        QCOMPARE(refused.status, 401);
        QVERIFY(!refused.body.contains(noAgencyText));
        QCOMPARE(get(target, {{"X-Metadata-Token", "FAKE-token"}}).status, 401);
        QCOMPARE(get(target, {{"X-Metadata-Token", ""}}).status, 401);
    }
    const Reply token = *send("PUT", tokenTarget, {{"X-Metadata-Token-Ttl-Seconds", "300"}});
    QCOMPARE(token.status, 200);
    QVERIFY(!token.body.isEmpty());
    QCOMPARE(get(keyTarget, {{"X-Metadata-Token", token.body}}).status, 200);
    QCOMPARE(get(metaDataTarget, {{"x-metadata-token", token.body}}).status, 200);
    node().removeMetadata(u"agency_name"_s);
    QVERIFY(get(keyTarget, {{"X-Metadata-Token", token.body}}).body.contains(noAgencyText));
    // It is good on its own node only.
    Server &other = m_world->fleet.servers().back();
    other.metadataService.needsToken = true;
    const Call call{.method = "GET", .target = keyTarget, .headers = {{"X-Metadata-Token", token.body}}};
    QCOMPARE(answerMetadata(*m_world, other.id, call)->status, 401);
}

void MetadataServiceTest::aTokenEnds()
{
    node().metadataService.needsToken = true;
    const Headers token{{"X-Metadata-Token", send("PUT", tokenTarget, {{"X-Metadata-Token-Ttl-Seconds", "60"}})->body}};
    m_clock->advance(60s - 1ms);
    QCOMPARE(get(keyTarget, token).status, 200);
    m_clock->advance(1ms);
    QCOMPARE(get(keyTarget, token).status, 401);
    (void)send("PUT", tokenTarget, {{"X-Metadata-Token-Ttl-Seconds", "21600"}});
    QCOMPARE(node().metadataService.tokens.size(), 1); // what is over is forgotten
}

void MetadataServiceTest::badTokenRequests_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("status");
    const auto ttl = [](const char *value) { return Headers{{"X-Metadata-Token-Ttl-Seconds", value}}; };
    QTest::newRow("no time to live") << Headers{} << 400;
    QTest::newRow("empty") << ttl("") << 400;
    QTest::newRow("text") << ttl("long") << 400;
    QTest::newRow("too short") << ttl("59") << 400;
    QTest::newRow("too long") << ttl("21601") << 400;
    QTest::newRow("huge") << ttl("99999999999999999999") << 400;
    QTest::newRow("negative") << ttl("-300") << 400;
    QTest::newRow("forwarded") << Headers{{"X-Metadata-Token-Ttl-Seconds", "300"}, {"X-Forwarded-For", "192.168.0.1"}}
                               << 403;
    QTest::newRow("forwarded, empty") << Headers{{"X-Metadata-Token-Ttl-Seconds", "300"}, {"x-forwarded-for", ""}}
                                      << 403;
}

void MetadataServiceTest::badTokenRequests()
{
    QFETCH(Headers, headers);
    QFETCH(int, status);
    node().metadataService.needsToken = true;
    QCOMPARE(send("PUT", tokenTarget, headers)->status, status);
    QVERIFY(node().metadataService.tokens.isEmpty());
}

void MetadataServiceTest::whereTokensAreOfferedTheyAreNotNeeded()
{
    node().metadataService.offersTokens = true;
    QCOMPARE(get(keyTarget).status, 200);
    const QByteArray token = send("PUT", tokenTarget, {{"X-Metadata-Token-Ttl-Seconds", "300"}})->body;
    QCOMPARE(get(keyTarget, {{"X-Metadata-Token", token}}).status, 200);
    QCOMPARE(get(keyTarget, {{"X-Metadata-Token", "FAKE-token"}}).status, 401);
}

void MetadataServiceTest::librariesGetATokenByThemselves()
{
    node().metadataService.needsToken = true;
    QCOMPARE(askSecurityKey(*m_world, node()).outcome, SecurityKeyAnswer::Key);
    QCOMPARE(node().metadataService.requests.size(), std::size_t(3)); // GET, PUT, GET
    QCOMPARE(askMetaData(*m_world, node()), 200);
    node().removeMetadata(u"agency_name"_s);
    QCOMPARE(askSecurityKey(*m_world, node()).outcome, SecurityKeyAnswer::NoAgency);
}

void MetadataServiceTest::metaDataIsAnsweredWithoutAnAgency()
{
    node().metadata = {{u"agency_name"_s, QString()}, {u"a\"b"_s, u"c\\d"_s}};
    const Reply reply = get(metaDataTarget);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body,
             QByteArray("{\"uuid\":\"" + node().id.toLatin1() + "\",\"name\":\"" + node().name.toLatin1()
                        + "\",\"hostname\":\"" + node().hostName.toLatin1() + "\",\"project_id\":\""
                        + node().projectId.toLatin1()
                        + "\",\"availability_zone\":\"eu-de-01\",\"region_id\":\"eu-de\","
                          "\"meta\":{\"agency_name\":\"\",\"a\\\"b\":\"c\\\\d\"}}"));
}

void MetadataServiceTest::metaDataCanLeaveTheAgencyOut()
{
    QVERIFY(get(metaDataTarget).body.contains("\"agency_name\":\"MRS_ECS_DEFAULT_AGENCY\""));
    m_world->fleet.levers.metaDataShowsAgency = false;
    QVERIFY(!get(metaDataTarget).body.contains("agency_name"));
    QVERIFY(get(metaDataTarget).body.contains("charging_mode"));
}

void MetadataServiceTest::otherPathsAndMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    const QByteArray key = keyTarget;
    QTest::newRow("query") << QByteArray("GET") << key + "?x=1" << 200;
    QTest::newRow("user data that was never set")
        << QByteArray("GET") << QByteArray("/openstack/latest/user_data") << 404;
    QTest::newRow("root") << QByteArray("GET") << QByteArray("/") << 404;
    QTest::newRow("nothing") << QByteArray("GET") << QByteArray() << 404;
    QTest::newRow("slash after") << QByteArray("GET") << key + '/' << 404;
    QTest::newRow("bytes") << QByteArray("GET") << QByteArray("/\xff\x00\xfe", 4) << 404;
    QTest::newRow("huge") << QByteArray("GET") << QByteArray(1'000'000, '/') << 404;
    for (const char *method : {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "", "G\nET"}) {
        QTest::addRow("key, %s", method) << QByteArray(method) << key << 405;
        QTest::addRow("meta data, %s", method) << QByteArray(method) << QByteArray(metaDataTarget) << 405;
    }
    QTest::newRow("token, GET") << QByteArray("GET") << QByteArray(tokenTarget) << 405;
}

void MetadataServiceTest::otherPathsAndMethods()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QCOMPARE(send(method, target)->status, status);
}

void MetadataServiceTest::nodesAreReachedThroughADoor()
{
    const auto ask = [this](const QByteArray &target) {
        return answerNodes(*m_world, {.method = "GET", .target = target}).value_or(Reply{.status = 0});
    };
    const QByteArray path = "/nodes/" + m_serverId.toLatin1();
    QCOMPARE(ask(path + keyTarget).status, 200);
    QCOMPARE(ask(path + metaDataTarget + "?a=b").status, 200);
    QCOMPARE(ask(path + "/elsewhere").status, 404);
    QCOMPARE(ask(path).status, 404);
    QCOMPARE(ask("/nodes/").status, 404);
    QCOMPARE(ask("/nodes//openstack/latest/securitykey").status, 404);
    QCOMPARE(ask("/elsewhere").status, 404);
    QCOMPARE(ask("/nodes/nobody/openstack/latest/securitykey").status, 404);
    node().metadataService.condition = MetadataService::NoAnswer;
    QCOMPARE(ask(path + keyTarget).status, 0);
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::MetadataServiceTest)
#include "metadataservicetest.moc"
