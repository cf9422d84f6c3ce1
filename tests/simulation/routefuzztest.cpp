// SPDX-License-Identifier: Apache-2.0
// Calls that nobody would send, at every door: seeds are changed at random, byte by byte and part by part. None may
// crash, and every answer must be one that HTTP has. Tokens, users and keys are renewed in between, and calls signed
// before they are spoiled, so that most of them get past the guards. The same bytes also go through a real socket, to the
// parser of requests. The short form has a fixed number of rounds; with CLAVIGER_FUZZ_SECONDS each goes on for that long,
// CLAVIGER_FUZZ_SEED gives the first number of the dice.
#include "app/simulation/controldesk.h"
#include "app/simulation/loopbackdoor.h"
#include "app/simulation/obssignature.h"
#include "app/simulation/scenario.h"
#include "tests/simulation/signer.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QSslSocket>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int shortRounds = 20'000;
constexpr int shortConnections = 400;

struct Seed
{
    const char *method;
    const char *target;
    const char *body;
};

// Where %1 stands an id of the right kind goes in.
constexpr Seed serviceSeeds[] = {
    {"POST", "/v3/auth/tokens?nocatalog=1",
     R"({"auth":{"identity":{"methods":["password","totp"],"password":{"user":{"name":"ops-admin","password":"example-password","domain":{"name":"OTC-EXAMPLE-00000000001"}}},"totp":{"user":{"id":"x","passcode":"123456"}}},"scope":{"project":{"name":"eu-de"}}}})"},
    {"POST", "/v3/auth/tokens", R"({"auth":{"identity":{"methods":["assume_role"],"assume_role":{"domain_name":"a","xrole_name":"b"}}}})"},
    {"GET", "/v3/auth/tokens", ""},
    {"DELETE", "/v3/auth/tokens", ""},
    {"GET", "/v3/auth/projects", ""},
    {"GET", "/v3/projects?page=1&per_page=10&name=eu-de", ""},
    {"GET", "/v3/users?enabled=true&name=viewer", ""},
    {"GET", "/v3.0/OS-USER/users/%user", ""},
    {"POST", "/v3.0/OS-CREDENTIAL/credentials", R"({"credential":{"user_id":"%user","description":"a"}})"},
    {"GET", "/v3.0/OS-CREDENTIAL/credentials?user_id=%user", ""},
    {"PUT", "/v3.0/OS-CREDENTIAL/credentials/EXAMPLE", R"({"credential":{"status":"inactive"}})"},
    {"DELETE", "/v3.0/OS-CREDENTIAL/credentials/EXAMPLE", ""},
    {"POST", "/v3.0/OS-CREDENTIAL/securitytokens", R"({"auth":{"identity":{"methods":["token"],"token":{"duration_seconds":900},"policy":{"Version":"1.1","Statement":[]}}}})"},
    {"GET", "/v3.0/OS-AGENCY/agencies?domain_id=%account&name=mrs_ecs_obs", ""},
    {"POST", "/v3.0/OS-AGENCY/agencies", R"({"agency":{"name":"a","domain_id":"%account","trust_domain_name":"op_svc_ecs","duration":"20"}})"},
    {"PUT", "/v3.0/OS-AGENCY/agencies/%agency", R"({"agency":{"duration":"ONEDAY","description":"x"}})"},
    {"GET", "/v3.0/OS-AGENCY/domains/%account/agencies/%agency/roles", ""},
    {"PUT", "/v3.0/OS-AGENCY/domains/%account/agencies/%agency/roles/%role", ""},
    {"GET", "/v3.0/OS-INHERIT/domains/%account/agencies/%agency/roles/inherited_to_projects", ""},
    {"GET", "/v3/roles?domain_id=%account", ""},
    {"GET", "/v3.0/OS-QUOTA/domains/%account?type=agency", ""},
    {"GET", "/v1.1/%project/cluster_infos?pageSize=100&currentPage=1&clusterState=running", ""},
    {"GET", "/v1.1/%project/cluster_infos/%cluster", ""},
    {"GET", "/v1.1/%project/clusters/%cluster/hosts?pageSize=500&currentPage=1", ""},
    {"GET", "/v1/%project/clusters/%cluster/async_task_status/update_ecs_agency", ""},
    {"GET", "/v2/%project/clusters/%cluster/nodes", ""},
    {"PUT", "/v2/%project/clusters/%cluster/cluster-name", R"({"cluster_name":"a"})"},
    {"GET", "/v1/%project/cloudservers/detail?limit=25&offset=1&status=ACTIVE&ip=192.168", ""},
    {"GET", "/v1/%project/cloudservers/%server", ""},
    {"POST", "/v1/%project/cloudservers/%server/metadata", R"({"metadata":{"agency_name":"mrs_ecs_obs"}})"},
    {"GET", "/v2.1/%project/servers/detail?limit=10&marker=%server", ""},
    {"PUT", "/v2.1/%project/servers/%server/metadata", R"({"metadata":{"a":"b"}})"},
    {"PUT", "/v2.1/%project/servers/%server/metadata/agency_name", R"({"meta":{"agency_name":"a"}})"},
    {"DELETE", "/v2.1/%project/servers/%server/metadata/agency_name", ""},
};
constexpr Seed objectSeeds[] = {
    {"GET", "/", ""},
    {"GET", "/demo-bucket?max-keys=1&prefix=a%20b&delimiter=/&marker=x", ""},
    {"GET", "/demo-bucket/?list-type=2&continuation-token=x&encoding-type=url", ""},
    {"HEAD", "/mrs-word001", ""},
    {"PUT", "/demo-bucket/a%2Fb.txt", "content"},
    {"DELETE", "/demo-bucket/a.txt", ""},
    {"GET", "/demo-bucket?location", ""},
};
constexpr Seed managerSeeds[] = {
    {"GET", "/web/api/v2/session/status", ""},
    {"POST", "/web/api/v2/session/login_check", ""},
    {"GET", "/web/api/v2/clusters?_=1", ""},
    {"GET", "/web/api/v2/hosts?no_page=true", ""},
    {"GET", "/web/api/v2/clusters/1/services/Guardian/summary", ""},
    {"GET", "/web/v1/access/login_check", ""},
    {"POST", "/web/v1/maintain/cluster/1/service/Guardian/stop", R"({"only_self":true})"},
    {"POST", "/web/v1/maintain/cluster/1/service/HDFS/start", R"({"only_self":false})"},
    {"GET", "/web/v1/common/command/1/progress", ""},
    {"POST", "/web/v1/access/modify_self_password?old_password=a&new_password=b&confirm_password=b", ""},
    {"POST", "/web/api/v2/permission/users/example-viewer/password/reset", R"({"newPassword":"example-Other-1"})"},
    {"GET", "/web/v1/clusters", ""},
    {"GET", "/web/api/v2/alarms?offset=0&limit=10&severity=2&state=uncleared", ""},
    {"PUT", "/web/api/v2/alarms/operations/clear", R"({"serialNos":[1,2,3]})"},
    {"PUT", "/web/api/v2/alarms/operations/mask", R"({"alarmIds":[45741]})"},
    {"PUT", "/web/api/v2/alarms/operations/unmask", R"({"alarmIds":[45741]})"},
    {"GET", "/web/api/v2/alarms/masks", ""},
    {"GET", "/web/api/v2/alarms/1804001", ""},
    {"GET", "/web/api/v2/alarms/history?start_time=0&end_time=1768471200000&text=a&id=45741,12110", ""},
    {"GET", "/web/api/v2/events?cluster=mrs-etl-prod&host=a&service=b", ""},
    {"GET", "/web/api/v2/alarms/count?cluster=mrs-etl-prod", ""},
    {"GET", "/web/api/v2/alarms/download?file_name=alarms.csv", ""},
    {"POST", "/web/api/v2/logs/collections", R"({"clusterId":1,"services":["Guardian"],"startTime":"2026-01-15 10:00","endTime":"2026-01-15 11:00"})"},
    {"GET", "/web/api/v2/logs/collections", ""},
    {"GET", "/web/api/v2/logs/collections/1", ""},
    {"GET", "/web/api/v2/logs/collections/1/package", ""},
    {"DELETE", "/web/api/v2/logs/collections/1", ""},
    {"GET", "/web/v1/common/command/1/progress", ""},
    {"GET", "/web/api/v2/permission/users?limit=10&offset=0", ""},
    {"POST", "/web/api/v2/permission/users", R"({"userName":"a","userType":"MM","password":"b","roleList":["Manager_viewer"]})"},
    {"POST", "/web/api/v2/alarms/operations/export?format=csv", ""},
    {"GET", "/cas/login?service=https%3A%2F%2Fx", ""},
    {"POST", "/cas/login?service=x", "username=admin&password=example&lt=LT-1&_eventId=submit&submit=Login"},
    {"GET", "/mrsmanager/api/v2/session/status", ""},
};
constexpr Seed controlSeeds[] = {
    {"GET", "/", ""},
    {"GET", "/state?cluster=mrs-etl-prod", ""},
    {"POST", "/step", R"({"seconds":1})"},
    {"POST", "/bind", R"({"cluster":"mrs-etl-prod","agency":"mrs_ecs_obs","nodes":["core-1"]})"},
    {"POST", "/unbind", "cluster=mrs-etl-prod"},
    {"POST", "/expire", ""},
    {"POST", "/scenario", R"({"scenario":"agency-unbound"})"},
    {"POST", "/scenario", R"({"scenario":{"id":"own","based_on":"healthy","title":"x","changes":[{"do":"bind","cluster":"mrs-etl-prod","agency":""}]}})"},
    {"POST", "/scenario", R"({"scenario":{"id":"own","clusters":[{"name":"c","cores":2,"token_servers":1}],"changes":[{"do":"token-server","cluster":"c","running":false}]}})"},
    {"POST", "/change", R"({"do":"metadata","cluster":"mrs-etl-prod","nodes":["core-1"],"condition":"key-fails","tokens":"needed"})"},
    {"POST", "/change", R"({"do":"service","cluster":"mrs-etl-prod","service":"HDFS","state":"abnormal"})"},
    {"POST", "/change", R"({"do":"wire","cluster":"mrs-etl-prod","of":"host","members":{"ip":null,"mem":{"a":[1,"x"]}},"without":["type"]})"},
    {"POST", "/change", R"({"do":"cloud","huawei":true,"token_minutes":5,"binding_seconds":1,"expired_token":"keystone"})"},
    {"POST", "/change", R"({"do":"agency","name":"mrs_ecs_obs","trust":"op_svc_ecs","roles":["OBS OperateAccess"],"expired_days_ago":1})"},
    {"POST", "/change", R"({"do":"server","cluster":"mrs-etl-prod","nodes":["core-1"],"state":"stopped"})"},
    {"POST", "/change", R"({"do":"manager","reachable":true,"security_mode":true})"},
    {"POST", "/change", "change=%7B%22do%22%3A%22throttle%22%2C%22cluster%22%3A%22mrs-etl-prod%22%7D"},
    {"POST", "/syslog", R"({"host":"127.0.0.1","port":9,"protocol":"udp","template":"${id} ${name}","repeat_minutes":5})"},
    {"GET", "/nodes/%server/openstack/latest/securitykey", ""},
    {"GET", "/nodes/%server/openstack/latest/meta_data.json", ""},
    {"PUT", "/nodes/%server/meta-data/latest/api/token", ""},
    {"GET", "/console/", ""},
    {"GET", "/console/clusters/%cluster", ""},
    {"POST", "/console/clusters/%cluster/agency", "agency=mrs_ecs_obs"},
};

const QByteArrayList &oddities()
{
    static const QByteArrayList words{
        "", "/", "//", "..", "%", "%2F", "%00", "%zz", "%FF%FE", "?", "&", "&&==", "=", "null", "true", "-1", "0", "1e999",
        "18446744073709551616", "9223372036854775807", "2147483648", "NaN", "\"", "\\", "{", "}", "[", "]", "[[[[", "{\"a\":",
        "\xff\xfe", "\xed\xa0\x80", "\xf0\x9f\x98\x80", QByteArray(1, '\0'), "\r\n", "\n", "\t", "'", "<script>", "${id}",
        QByteArray(300, 'a'), QByteArray(9'000, '9'), "\u202e", ";", ",", "*", "+", "Bearer", "Basic ####", "Basic Og==",
        "AWS4-HMAC-SHA256 Credential=/////,SignedHeaders=;;,Signature=", "OBS :", "AWS a:b",
        "SDK-HMAC-SHA256 Access=, SignedHeaders=host;;x, Signature=zz", "bytes=0-", "bytes=-1", "bytes=9-1,2-3"};
    return words;
}

const QByteArrayList &headerNames()
{
    static const QByteArrayList names{"X-Auth-Token", "X-Subject-Token", "Authorization", "X-Sdk-Date", "X-Project-Id",
                                      "X-Domain-Id", "X-Security-Token", "X-Sdk-Content-Sha256", "x-amz-date", "x-obs-date",
                                      "x-amz-content-sha256", "x-obs-security-token", "Date", "Host", "Content-Type",
                                      "Content-MD5", "Cookie", "X-HW-FI-Auth-Token", "X-Metadata-Token",
                                      "X-Metadata-Token-Ttl-Seconds", "X-Forwarded-For", "Range", "Accept", "Origin",
                                      "nocatalog", ""};
    return names;
}

} // namespace

class RouteFuzzTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noCallCrashesOrIsAnsweredOddly();
    void noBytesDisturbOthers_data();
    void noBytesDisturbOthers();

private:
    void renew();
    void sign(Call *call);
    std::size_t dice(std::size_t below) { return m_dice() % below; }
    Call seeded(const Seed &seed);
    void spoil(QByteArray *text);
    void spoil(Call *call);

    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>(RealClock().now());
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<ControlDesk> m_desk;
    std::vector<std::pair<QByteArray, QByteArray>> m_ids;
    QByteArrayList m_tokens;
    SignedBy m_keys;
    std::mt19937_64 m_dice;
};

void RouteFuzzTest::initTestCase()
{
    m_dice.seed(qEnvironmentVariable("CLAVIGER_FUZZ_SEED", u"1"_s).toULongLong());
    m_cloud = std::make_shared<SimulatedCloud>(m_clock);
    m_desk = std::make_unique<ControlDesk>(m_cloud);
    m_cloud->withWorld([this](World &world) {
        QVERIFY(play(world, *readScenario(u"healthy"_s)));
        const User &admin = world.users().front();
        const Project &project = world.projects().front();
        const Cluster &cluster = world.fleet.clusters().front();
        m_ids = {{"%user", admin.id.toUtf8()},
                 {"%account", admin.accountId.toUtf8()},
                 {"%agency", world.agencies.all().front().id.toUtf8()},
                 {"%role", world.agencies.roles().front().id.toUtf8()},
                 {"%project", project.id.toUtf8()},
                 {"%cluster", cluster.id.toUtf8()},
                 {"%server", cluster.serverIds.front().toUtf8()}};
    });
    renew();
}

// What fuzzing has used up: tokens that have expired or were deleted, users that are locked, keys that are gone.
void RouteFuzzTest::renew()
{
    m_cloud->withWorld([this](World &world) {
        User &admin = *world.user(QString::fromLatin1(m_ids.front().second));
        admin.enabled = true;
        admin.lockedUntil.reset();
        admin.wrongPasswords.clear();
        m_tokens.clear();
        for (const QString &projectId : {QString(), world.projects().front().id}) {
            m_tokens += world.issue(Token{.userId = admin.id,
                                          .projectId = projectId,
                                          .methods = {u"password"_s},
                                          .issued = world.now(),
                                          .expires = world.now() + std::chrono::hours(24)});
        }
        for (const AccessKey &key : world.accessKeysOf(admin.id))
            world.removeAccessKey(key.access);
        const AccessKey &key = world.add(AccessKey{.userId = admin.id});
        m_keys = {.access = key.access.toLatin1(), .secret = key.secret.toLatin1()};
        if (ManagerUser *manager = world.manager.user(u"admin"_s)) {
            manager->failures.clear();
            manager->lockedUntil.reset();
        }
    });
}

// As s3cmd or another console would, now and then.
void RouteFuzzTest::sign(Call *call)
{
    if (dice(4) == 0)
        return;
    call->headers.emplace_back("x-obs-date", QLocale::c().toString(toUtc(m_clock->now()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1());
    const ObsAuthorization authorization{.scheme = ObsAuthorization::ObsV2};
    const QByteArray signature = obsSignatureV2(obsStringToSignV2(*call, authorization, call->path()), m_keys.secret);
    call->headers.emplace_back("Authorization", "OBS " + m_keys.access + ':' + signature);
}

Call RouteFuzzTest::seeded(const Seed &seed)
{
    Call call{.method = seed.method, .target = seed.target, .body = seed.body};
    for (const auto &[name, id] : m_ids) {
        call.target.replace(name, id);
        call.body.replace(name, id);
    }
    call.headers.emplace_back("Host", "127.0.0.1:1");
    call.headers.emplace_back("X-Auth-Token", m_tokens.at(static_cast<qsizetype>(dice(2))));
    if (dice(4) == 0)
        call.headers.emplace_back("X-Subject-Token", m_tokens.front());
    if (dice(4) == 0)
        call.headers.emplace_back("Authorization", "Basic " + QByteArray("admin:example-manager-Password1").toBase64());
    return call;
}

void RouteFuzzTest::spoil(QByteArray *text)
{
    const QByteArray &odd = oddities().at(static_cast<qsizetype>(dice(static_cast<std::size_t>(oddities().size()))));
    const auto at = static_cast<qsizetype>(dice(static_cast<std::size_t>(text->size()) + 1));
    switch (dice(6)) {
    case 0:
        text->insert(at, odd);
        break;
    case 1:
        text->truncate(at);
        break;
    case 2:
        text->remove(at, static_cast<qsizetype>(dice(8)));
        break;
    case 3:
        if (at < text->size())
            (*text)[at] = static_cast<char>(dice(256));
        break;
    case 4:
        text->insert(at, *text);
        break;
    default:
        *text = odd;
    }
    text->truncate(100'000);
}

void RouteFuzzTest::spoil(Call *call)
{
    switch (dice(8)) {
    case 0:
        spoil(&call->method);
        break;
    case 1:
    case 2:
    case 3:
        spoil(&call->target);
        break;
    case 4:
    case 5:
        spoil(&call->body);
        break;
    case 6: {
        QByteArray value;
        spoil(&value);
        call->headers.emplace_back(headerNames().at(static_cast<qsizetype>(dice(static_cast<std::size_t>(headerNames().size())))), value);
        break;
    }
    default:
        spoil(&call->headers[dice(call->headers.size())].second);
    }
}

void RouteFuzzTest::noCallCrashesOrIsAnsweredOddly()
{
    const int seconds = qEnvironmentVariableIntValue("CLAVIGER_FUZZ_SECONDS");
    QElapsedTimer timer;
    timer.start();
    const auto one = [this](const auto &seeds) { return seeded(seeds[dice(std::size(seeds))]); };
    QMap<int, int> statuses;
    qint64 rounds = 0;
    for (; seconds > 0 ? timer.elapsed() < seconds * 1'000LL : rounds < shortRounds; ++rounds) {
        const std::size_t door = dice(8);
        Call call = door < 4 ? one(serviceSeeds) : door == 4 ? one(objectSeeds) : door < 7 ? one(managerSeeds) : one(controlSeeds);
        if (door == 4)
            sign(&call);
        else if (door < 4 && dice(16) == 0)
            call = sdkSigned(call, m_keys, m_clock->now());
        for (std::size_t i = dice(4); i > 0; --i)
            spoil(&call);
        const Reply reply = door < 4 ? m_cloud->answer(call, Door::Services)
            : door == 4             ? m_cloud->answer(call, Door::Objects)
            : door < 7              ? m_cloud->answer(call, Door::Manager)
                                    : m_desk->answer(call);
        ++statuses[reply.status];
        // What nobody would send is the sender's fault: 4xx. A service fails by itself only where the documentation says so
        // (mrs.md, 9: business errors are 500), where a lever says so, or where it does not have something.
        const bool mayFail = call.target.startsWith("/v1.1/") || call.target.startsWith("/v2/") || call.target.startsWith("/v1/")
            || call.target.contains("/openstack/") || call.target.contains("/meta-data/") || call.target.contains("/agency") || reply.status == 501;
        if (reply.status < 200 || reply.status > 599 || (reply.status >= 500 && !mayFail))
            qWarning() << "round" << rounds << call.method << call.target << reply.status << reply.body.left(200);
        QVERIFY(reply.status >= 200 && reply.status <= 599);
        QVERIFY(reply.status < 500 || mayFail);
        for (const auto &[name, value] : reply.headers)
            QVERIFY2(!name.isEmpty() && !value.contains('\n') && !value.contains('\r'), name.constData());
        if (rounds % 500 == 0)
            m_clock->advance(std::chrono::seconds(dice(120)));
        if (rounds % 100 == 0)
            renew();
    }
    qInfo() << rounds << "rounds in" << timer.elapsed() << "ms; answers by status:" << statuses;
    QVERIFY(statuses.value(404) > 0 && statuses.value(400) > 0);
    QVERIFY2(statuses.value(200) > rounds / 10 && statuses.value(201) > rounds / 1'000, "hardly a call gets past the guards");
}

void RouteFuzzTest::noBytesDisturbOthers_data()
{
    QTest::addColumn<int>("door");
    QTest::addColumn<bool>("hasTls");
    QTest::addColumn<bool>("speaksTls"); // what the bytes come through
    QTest::newRow("services") << int(Door::Services) << false << false;
    QTest::newRow("objects") << int(Door::Objects) << false << false;
    QTest::newRow("Manager") << int(Door::Manager) << true << true;
    QTest::newRow("Manager, without TLS") << int(Door::Manager) << true << false;
    QTest::newRow("control") << -1 << false << false;
}

// Raw bytes, cut anywhere, through a socket: others are served meanwhile and afterwards.
void RouteFuzzTest::noBytesDisturbOthers()
{
    QFETCH(int, door);
    QFETCH(bool, hasTls);
    QFETCH(bool, speaksTls);
    const int seconds = qEnvironmentVariableIntValue("CLAVIGER_FUZZ_SECONDS") / 4;
    const auto scheme = hasTls ? LoopbackDoor::Scheme::Https : LoopbackDoor::Scheme::Http;
    const auto opened = door < 0 ? std::make_unique<LoopbackDoor>([this](const Call &call) { return m_desk->answer(call); })
                                 : std::make_unique<LoopbackDoor>(m_cloud, scheme, static_cast<Door>(door));
    const Result<quint16> port = opened->start();
    QVERIFY(port);
    const auto connected = [&](QSslSocket &socket, bool withTls) {
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        if (withTls)
            socket.connectToHostEncrypted(u"127.0.0.1"_s, *port);
        else
            socket.connectToHost(u"127.0.0.1"_s, *port);
        return withTls ? socket.waitForEncrypted() : socket.waitForConnected();
    };
    QSslSocket neighbour;
    QVERIFY(connected(neighbour, hasTls));
    const auto isServed = [&] {
        neighbour.write("GET /no-such-path HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QByteArray answer;
        for (;;) {
            const qsizetype head = answer.indexOf("\r\n\r\n");
            const qsizetype length = answer.toLower().indexOf("content-length: ");
            if (head > 0 && length > 0 && answer.size() >= head + 4 + answer.mid(length + 16, 10).split('\r').first().toLongLong())
                return answer.startsWith("HTTP/1.1 4");
            if (!neighbour.waitForReadyRead(20'000))
                return false;
            answer += neighbour.readAll();
        }
    };
    const auto one = [this](const auto &seeds) { return seeded(seeds[dice(std::size(seeds))]); };
    QElapsedTimer timer;
    timer.start();
    int rounds = 0;
    for (; seconds > 0 ? timer.elapsed() < seconds * 1'000LL : rounds < shortConnections; ++rounds) {
        const Call call = door < 0                 ? one(controlSeeds)
            : door == int(Door::Objects) ? one(objectSeeds)
            : door == int(Door::Manager) ? one(managerSeeds)
                                         : one(serviceSeeds);
        QByteArray bytes = call.method + ' ' + call.target + " HTTP/1.1\r\n";
        for (const auto &[name, value] : call.headers)
            bytes += name + ": " + value + "\r\n";
        bytes += "Content-Length: " + QByteArray::number(call.body.size()) + "\r\n\r\n" + call.body;
        if (dice(3) == 0)
            bytes += bytes; // a second request right behind
        for (std::size_t i = dice(4); i > 0; --i)
            spoil(&bytes);
        QSslSocket socket;
        QVERIFY(connected(socket, speaksTls));
        socket.write(bytes);
        socket.waitForBytesWritten(1'000);
        if (dice(2) == 0)
            socket.waitForReadyRead(20); // it may wait for the rest for ever
        const QByteArray answer = socket.readAll();
        const bool isAlert = hasTls && !speaksTls && answer.startsWith('\x15');
        QVERIFY2(answer.isEmpty() || isAlert || answer.startsWith("HTTP/1.1 "), answer.left(100).constData());
        socket.abort();
        if (rounds % 50 == 0)
            QVERIFY(isServed());
    }
    QVERIFY(isServed());
    qInfo() << rounds << "connections in" << timer.elapsed() << "ms";
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::RouteFuzzTest)
#include "routefuzztest.moc"
