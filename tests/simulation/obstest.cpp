// SPDX-License-Identifier: Apache-2.0
// The OBS door: whose request it is, what it may do, and how buckets and objects are listed.
#include "app/simulation/estate.h"
#include "app/simulation/obssignature.h"
#include "app/simulation/simulatedcloud.h"
#include "app/simulation/temporarykeys.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

struct ObsKeys
{
    QByteArray access = {};
    QByteArray secret = {};
    QByteArray token = {};
};

QByteArray codeOf(const Reply &reply)
{
    const qsizetype from = reply.body.indexOf("<Code>") + 6;
    return reply.body.mid(from, reply.body.indexOf("</Code>") - from);
}

} // namespace

class ObsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void bucketsAreListedAsPrinted();
    void keysThatDoNotOpen();
    void theClockMayBeFifteenMinutesOff();
    void fiveWrongSignaturesBlockTheKey();
    void rightsOfUsersAndAgencies();
    void permissionsTakeAWhileToReachObs();
    void aWrongDigestIsRefused();
    void headersOfTheServiceMustBeSigned();
    void aBucketIsListedInPages();
    void objectsAreWrittenReadAndDeleted();
    void nastyRequestsAreRefused_data();
    void nastyRequestsAreRefused();

private:
    Reply send(const QByteArray &method, const QByteArray &target, const ObsKeys &keys, const QByteArray &body = {},
               const QByteArray &digest = {});
    ObsKeys keysOf(const QString &user);
    ObsKeys nodeKeys();

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
    QString m_account;
    Instant m_signedAt;
};

void ObsTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200s));
    m_signedAt = m_clock->now();
    m_cloud = std::make_shared<SimulatedCloud>(m_clock);
    m_account = m_cloud->withWorld([](World &world) { return world.accounts().front().id; });
}

// Path style, signed as V2 of OBS.
Reply ObsTest::send(const QByteArray &method, const QByteArray &target, const ObsKeys &keys, const QByteArray &body,
                    const QByteArray &digest)
{
    Call call{.method = method, .target = target, .headers = {{"Host", "127.0.0.1:1"}}, .body = body};
    call.headers.emplace_back(
        "x-obs-date", QLocale::c().toString(toUtc(m_signedAt), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1());
    if (!keys.token.isEmpty())
        call.headers.emplace_back("x-obs-security-token", keys.token);
    if (!digest.isNull())
        call.headers.emplace_back("Content-MD5", digest);
    const ObsAuthorization authorization{.scheme = ObsAuthorization::ObsV2};
    const QByteArray signature = obsSignatureV2(obsStringToSignV2(call, authorization, call.path()), keys.secret);
    call.headers.emplace_back("Authorization", "OBS " + keys.access + ':' + signature);
    return m_cloud->answer(call, Door::Objects);
}

ObsKeys ObsTest::keysOf(const QString &user)
{
    return m_cloud->withWorld([&](World &world) {
        const AccessKey &key = world.add(AccessKey{.userId = world.user(user, m_account)->id});
        return ObsKeys{.access = key.access.toLatin1(), .secret = key.secret.toLatin1()};
    });
}

ObsKeys ObsTest::nodeKeys()
{
    return m_cloud->withWorld([&](World &world) {
        addStandardAgencies(world, m_account);
        const TemporaryKey key = issueNodeKey(world, *world.agencies.agency(m_account, u"mrs_ecs_obs"_s), 1h);
        return ObsKeys{.access = key.access.toLatin1(), .secret = key.secret.toLatin1(), .token = key.securityToken};
    });
}

void ObsTest::bucketsAreListedAsPrinted()
{
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    const Reply reply = send("GET", "/", keys);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body,
             "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><ListAllMyBucketsResult "
             "xmlns=\"http://obs.eu-de.otc.t-systems.com/doc/2015-06-30/\"><Owner><ID>"
                 + m_account.toLatin1()
                 + "</ID></Owner><Buckets><Bucket><Name>demo-bucket</Name><CreationDate>2025-11-16T10:00:00.000Z"
                   "</CreationDate><Location>eu-de</Location><BucketType>OBJECT</BucketType></Bucket><Bucket>"
                   "<Name>mrs-word001</Name><CreationDate>2025-11-16T10:00:00.000Z</CreationDate>"
                   "<Location>eu-de</Location><BucketType>POSIX</BucketType></Bucket></Buckets>"
                   "</ListAllMyBucketsResult>");
    QCOMPARE(reply.header("x-obs-request-id").size(), 32);
    QVERIFY(
        m_cloud->withWorld([&](World &world) { return world.accessKey(QString::fromLatin1(keys.access))->lastUsed; }));
    QCOMPARE(send("HEAD", "/mrs-word001/", keys).header("x-obs-fs-file-interface"), QByteArray("Enabled"));
}

void ObsTest::keysThatDoNotOpen()
{
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    QCOMPARE(codeOf(send("GET", "/", {.access = keys.access, .secret = "FakeWrong"})),
             QByteArray("SignatureDoesNotMatch"));
    QCOMPARE(codeOf(send("GET", "/", {.access = "FAKEUNKNOWN", .secret = "x"})), QByteArray("InvalidAccessKeyId"));
    m_cloud->withWorld([&](World &world) { world.accessKey(QString::fromLatin1(keys.access))->active = false; });
    QCOMPARE(codeOf(send("GET", "/", keys)), QByteArray("InvalidAccessKeyId"));
    m_cloud->withWorld([&](World &world) { world.removeAccessKey(QString::fromLatin1(keys.access)); });
    const Reply deleted = send("GET", "/", keys);
    QCOMPARE(deleted.status, 403);
    QCOMPARE(codeOf(deleted), QByteArray("InvalidAccessKeyId"));
    QVERIFY(send("HEAD", "/demo-bucket/", keys).body.isEmpty());

    ObsKeys node = nodeKeys();
    QCOMPARE(send("GET", "/", node).status, 200);
    QCOMPARE(codeOf(send("GET", "/", {.access = node.access, .secret = node.secret})),
             QByteArray("InvalidAccessKeyId"));
    m_clock->advance(1h);
    m_signedAt = m_clock->now();
    QCOMPARE(codeOf(send("GET", "/", node)), QByteArray("ExpiredToken"));
    node.token = "gAAAAABFake";
    QCOMPARE(codeOf(send("GET", "/", node)), QByteArray("InvalidToken"));
    QCOMPARE(codeOf(m_cloud->answer({.method = "GET", .target = "/"}, Door::Objects)), QByteArray("AccessDenied"));
}

void ObsTest::theClockMayBeFifteenMinutesOff()
{
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    m_signedAt = m_clock->now() - 15min;
    QCOMPARE(send("GET", "/", keys).status, 200);
    m_signedAt = m_clock->now() + 15min + 1s;
    QCOMPARE(codeOf(send("GET", "/", keys)), QByteArray("RequestTimeTooSkewed"));
}

void ObsTest::fiveWrongSignaturesBlockTheKey()
{
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(codeOf(send("GET", "/", {.access = keys.access, .secret = "FakeWrong"})),
                 QByteArray("SignatureDoesNotMatch"));
    const Reply blocked = send("GET", "/", keys);
    QCOMPARE(blocked.status, 400);
    QCOMPARE(codeOf(blocked), QByteArray("TooManyWrongSignature"));
    m_clock->advance(5min);
    m_signedAt = m_clock->now();
    QCOMPARE(send("GET", "/", keys).status, 200);
}

void ObsTest::rightsOfUsersAndAgencies()
{
    const ObsKeys viewer = keysOf(u"viewer"_s);
    QCOMPARE(send("GET", "/demo-bucket/a.txt", viewer).status, 200);
    QCOMPARE(codeOf(send("PUT", "/demo-bucket/new", viewer, "x")), QByteArray("AccessDenied"));
    const ObsKeys node = nodeKeys();
    QCOMPARE(send("PUT", "/demo-bucket/new", node, "x").status, 200);
    QCOMPARE(codeOf(send("PUT", "/new-bucket/", node)), QByteArray("AccessDenied"));
    m_cloud->withWorld([&](World &world) { world.agencies.agency(m_account, u"mrs_ecs_obs"_s)->accountRoles.clear(); });
    QCOMPARE(codeOf(send("GET", "/", node)), QByteArray("AccessDenied"));
}

// Ten minutes (iam.md, 7.5), taken away as well as granted, and more changes meanwhile.
void ObsTest::permissionsTakeAWhileToReachObs()
{
    const ObsKeys node = nodeKeys();
    QByteArray token, grant;
    m_cloud->withWorld([&](World &world) {
        token = world.issue(Token{.userId = world.user(u"ops-admin"_s, m_account)->id,
                                  .issued = world.now(),
                                  .expires = world.now() + 24h});
        grant = "/v3.0/OS-AGENCY/domains/" + m_account.toLatin1() + "/agencies/"
            + world.agencies.agency(m_account, u"mrs_ecs_obs"_s)->id.toLatin1() + "/roles/"
            + world.agencies.roleCalled(u"OBS OperateAccess"_s)->id.toLatin1();
    });
    const auto change = [&](const QByteArray &method) {
        return m_cloud->answer({.method = method, .target = grant, .headers = {{"X-Auth-Token", token}}}).status;
    };
    const auto list = [&] {
        m_signedAt = m_clock->now();
        return send("GET", "/", node).status;
    };
    QCOMPARE(change("DELETE"), 204);
    QCOMPARE(list(), 200);
    m_clock->advance(10min - 1s);
    QCOMPARE(list(), 200);
    m_clock->advance(1s);
    QCOMPARE(list(), 403);
    QCOMPARE(change("PUT"), 204);
    QCOMPARE(change("HEAD"), 204); // IAM knows at once
    QCOMPARE(list(), 403);
    m_clock->advance(5min);
    QCOMPARE(change("DELETE"), 204);
    QCOMPARE(change("PUT"), 204);
    m_clock->advance(5min);
    QCOMPARE(list(), 200);
}

void ObsTest::aWrongDigestIsRefused()
{
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    const QByteArray right = QCryptographicHash::hash("hello", QCryptographicHash::Md5).toBase64();
    QCOMPARE(send("PUT", "/demo-bucket/new", keys, "hello", right).status, 200);
    QCOMPARE(codeOf(send("PUT", "/demo-bucket/new", keys, "hallo", right)), QByteArray("BadDigest"));
    for (const char *odd : {"x", "AAAA", "????????????????????????"})
        QCOMPARE(codeOf(send("PUT", "/demo-bucket/new", keys, "hello", odd)), QByteArray("InvalidDigest"));
}

void ObsTest::headersOfTheServiceMustBeSigned()
{
    const ObsKeys node = nodeKeys();
    const auto asked = [&](const QByteArrayList &names) {
        Call call{.method = "GET",
                  .target = "/",
                  .headers = {{"Host", "127.0.0.1:1"},
                              {"x-amz-content-sha256", "UNSIGNED-PAYLOAD"},
                              {"x-amz-date", toUtc(m_signedAt).toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1()},
                              {"X-Amz-Security-Token", node.token}}};
        const QByteArray day = toUtc(m_signedAt).toString(u"yyyyMMdd"_s).toLatin1();
        const ObsAuthorization authorization{.scheme = ObsAuthorization::V4,
                                             .access = node.access,
                                             .date = day,
                                             .region = "eu-de",
                                             .signedHeaders = names};
        const QByteArray signature =
            QMessageAuthenticationCode::hash(obsStringToSignV4(call, authorization),
                                             obsSigningKeyV4(authorization, node.secret), QCryptographicHash::Sha256)
                .toHex();
        call.headers.emplace_back("Authorization",
                                  "AWS4-HMAC-SHA256 Credential=" + node.access + '/' + day
                                      + "/eu-de/s3/aws4_request, SignedHeaders=" + names.join(';')
                                      + ", Signature=" + signature);
        return m_cloud->answer(call, Door::Objects);
    };
    QCOMPARE(asked({"host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"}).status, 200);
    const Reply refused = asked({"host", "x-amz-content-sha256", "x-amz-date"});
    QCOMPARE(codeOf(refused), QByteArray("AccessDenied"));
    QVERIFY(refused.body.contains("not signed"));
}

void ObsTest::aBucketIsListedInPages()
{
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    const QByteArray first = send("GET", "/demo-bucket/?delimiter=/&max-keys=2", keys).body;
    QVERIFY(first.contains("<Key>a.txt</Key>") && first.contains("<Prefix>public/</Prefix>"));
    QVERIFY(first.contains("<NextMarker>public/</NextMarker>") && first.contains("<IsTruncated>true</IsTruncated>"));
    const QByteArray second = send("GET", "/demo-bucket/?delimiter=/&max-keys=2&marker=public/", keys).body;
    QVERIFY(!second.contains("public/</Prefix></CommonPrefixes>") && second.contains("<Prefix>reports/</Prefix>"));
    QVERIFY(second.contains("<IsTruncated>false</IsTruncated>"));
    QVERIFY(send("GET", "/demo-bucket", keys).body.contains("<Key>a.txt</Key>")); // as rclone asks, without a slash
    const QByteArray coded = send("GET", "/demo-bucket/?list-type=2&prefix=public&encoding-type=url", keys).body;
    QVERIFY(coded.contains("<Key>public/read%20me.txt</Key>") && coded.contains("<KeyCount>2</KeyCount>"));
    QCOMPARE(codeOf(send("GET", "/demo-bucket/?max-keys=0", keys)), QByteArray("InvalidArgument"));
    QCOMPARE(codeOf(send("GET", "/no-such-bucket/", keys)), QByteArray("NoSuchBucket"));
}

void ObsTest::objectsAreWrittenReadAndDeleted()
{
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    QCOMPARE(send("PUT", "/new-bucket/", keys).status, 200);
    QCOMPARE(send("PUT", "/new-bucket/x%2Fy%20z", keys, "hello").status, 200);
    QCOMPARE(send("GET", "/new-bucket/x%2Fy%20z", keys).body, QByteArray("hello"));
    QCOMPARE(codeOf(send("DELETE", "/new-bucket/", keys)), QByteArray("BucketNotEmpty"));
    QCOMPARE(send("DELETE", "/new-bucket/x%2Fy%20z", keys).status, 204);
    QCOMPARE(send("DELETE", "/new-bucket/x%2Fy%20z", keys).status, 204);
    QCOMPARE(codeOf(send("GET", "/new-bucket/x%2Fy%20z", keys)), QByteArray("NoSuchKey"));
    QCOMPARE(send("DELETE", "/new-bucket/", keys).status, 204);
    QCOMPARE(codeOf(send("PUT", "/Bad_Name/", keys)), QByteArray("InvalidBucketName"));
}

void ObsTest::nastyRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("star") << QByteArray("*");
    QTest::newRow("bytes") << QByteArray("/\xff\xfe/\x01?\xff=%zz&&=");
    QTest::newRow("NUL") << QByteArray("/a\0b/c", 6);
    QTest::newRow("long key") << "/demo-bucket/" + QByteArray(100'000, 'k');
    QTest::newRow("not UTF-8") << QByteArray("/demo-bucket/%ff%fe");
    QTest::newRow("dots") << QByteArray("/../../etc/passwd");
    QTest::newRow("presigned rubbish") << QByteArray("/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=-1");
}

void ObsTest::nastyRequestsAreRefused()
{
    QFETCH(QByteArray, target);
    const ObsKeys keys = keysOf(u"svc-etl-writer"_s);
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("PUT"), QByteArray("POST"), QByteArray("\xff")}) {
        const int unsignedStatus = m_cloud->answer({.method = method, .target = target}, Door::Objects).status;
        QVERIFY(unsignedStatus >= 400 && unsignedStatus < 500);
        const int status = send(method, target, keys).status;
        QVERIFY(status < 500);
    }
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::ObsTest)
#include "obstest.moc"
