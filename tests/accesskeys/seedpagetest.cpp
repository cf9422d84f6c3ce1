// SPDX-License-Identifier: Apache-2.0
// The page "Creating a Permanent Access Key" as a test: its request as bytes, its answers fed as printed. And what its
// neighbours (list, show, delete, users) put on the wire.
#include "app/accesskeys/accesskeyrequests.h"
#include "app/accesskeys/issueaccesskey.h"
#include "app/cloud/client.h"
#include "tests/support/rawresponder.h"
#include "tests/support/settle.h"
#include "tests/support/testcertificate.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::RawResponder;
using testing::settle;

namespace {

constexpr char userId[] = "07609fb9358010e21f7bc003751c7c32";

constexpr char printed201[] = R"({ "credential": {
    "access": "FAKEAKFAKEAKFAKEAK12",
    "secret": "FakeSkFakeSkFakeSkFakeSkFakeSkFakeSk1234",
    "status": "active",
    "user_id": "07609fb9358010e21f7bc003751c7c32",
    "description": "rotated by console 2026-01-15",
    "create_time": "2026-01-15T10:00:00.014028Z" } })";

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

Client clientOf(const RawResponder &server)
{
    const auto transport = std::make_shared<Transport>(
        std::make_shared<RealClock>(), TrustRule{.authorities = {testing::TestCertificate::shared().authority}});
    return {transport, QUrl(server.url())};
}

} // namespace

class SeedPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRequestIsThePagesByteForByte_data();
    void theRequestIsThePagesByteForByte();
    void unusualDescriptionsAreJson_data();
    void unusualDescriptionsAreJson();
    void thePrinted201IsRead();
    void thePrintedRefusalsEndInASentence_data();
    void thePrintedRefusalsEndInASentence();
    void a201NeedsKeyAndSecretOnly_data();
    void a201NeedsKeyAndSecretOnly();
    void a201WithoutThemIsUnreadable_data();
    void a201WithoutThemIsUnreadable();
    void theListIsRead();
    void halfAListIsNone_data();
    void halfAListIsNone();
    void lastUseIsRead();
    void neighboursOnTheWire();
    void usersAreRead();
};

void SeedPageTest::theRequestIsThePagesByteForByte_data()
{
    QTest::addColumn<RawResponder::Transport>("transport");
    QTest::newRow("http") << RawResponder::Transport::Http;
    QTest::newRow("TLS") << RawResponder::Transport::Tls;
}

void SeedPageTest::theRequestIsThePagesByteForByte()
{
    QFETCH(RawResponder::Transport, transport);
    RawResponder server(RawResponder::http(201, printed201), transport);
    const CreateAccessKey request{.userId = QLatin1String(userId), .description = u"console key"_s};
    const auto made = settle(clientOf(server).send(request));
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    QCOMPARE(server.requests(), 1);
    const QByteArray wire = server.receivedRequests().front();
    const qsizetype gap = wire.indexOf("\r\n\r\n");
    const QByteArray head = "\r\n" + wire.left(gap) + "\r\n";
    const QByteArray body = wire.mid(gap + 4);
    QVERIFY2(wire.startsWith("POST /v3.0/OS-CREDENTIAL/credentials HTTP/1.1\r\n"), head.constData());
    QVERIFY2(head.contains("\r\nContent-Type: application/json;charset=utf8\r\n"), head.constData());
    QCOMPARE(head.count("Content-Type"), 1);
    QVERIFY2(head.contains("\r\nContent-Length: 89\r\n"), head.constData());
    QCOMPARE(body, R"({"credential":{"description":"console key","user_id":"07609fb9358010e21f7bc003751c7c32"}})");
}

void SeedPageTest::unusualDescriptionsAreJson_data()
{
    QTest::addColumn<QString>("description");
    QTest::newRow("empty") << QString();
    QTest::newRow("quotes") << u"\"a\\b\""_s;
    QTest::newRow("right to left") << u"مفتاح \u202Eabc\u202C מפתח"_s;
    QTest::newRow("chinese and emoji") << u"密钥 \U0001F511"_s;
    QTest::newRow("signs") << u"@#$%^&*<>/+%2F"_s;
    QTest::newRow("255") << QString(255, u'ü');
}

void SeedPageTest::unusualDescriptionsAreJson()
{
    QFETCH(QString, description);
    const CreateAccessKey request{.userId = QLatin1String(userId), .description = description};
    QVERIFY(checkKeyDescription(description));
    RawResponder server(RawResponder::http(201, printed201));
    QVERIFY(settle(clientOf(server).send(request)));
    const QByteArray wire = server.receivedRequests().front();
    const QJsonObject sent = QJsonDocument::fromJson(wire.mid(wire.indexOf("\r\n\r\n") + 4)).object();
    QCOMPARE(sent.value("credential"_L1)["description"_L1].toString(), description);
}

void SeedPageTest::thePrinted201IsRead()
{
    const auto key = CreateAccessKey::parse(json(printed201));
    QVERIFY(key);
    QCOMPARE(key->id, u"FAKEAKFAKEAKFAKEAK12"_s);
    QCOMPARE(key->secret, Secret::fromUtf8("FakeSkFakeSkFakeSkFakeSkFakeSkFakeSk1234"));
    QCOMPARE(key->status, AccessKey::Active);
    QCOMPARE(key->userId, QLatin1String(userId));
    QCOMPARE(key->description, u"rotated by console 2026-01-15"_s);
    QCOMPARE(isoUtc(key->created), u"2026-01-15T10:00:00Z"_s);
}

void SeedPageTest::thePrintedRefusalsEndInASentence_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("400 limit") << 400 << QByteArray(R"({ "error": { "message": "akSkNumExceed", "code": 400, "title": "Bad Request" } })")
                               << Fault::LimitReached;
    QTest::newRow("400 limit, newer")
        << 400
        << QByteArray(R"({"error":{"message":"akSkNumExceed","code":400,"title":"Bad Request","error_msg":null,"error_code":null}})")
        << Fault::LimitReached;
    QTest::newRow("400 description") << 400 << QByteArray(R"({"error_msg":"Invalid description.","error_code":"IAM.1018"})") << Fault::Rejected;
    QTest::newRow("401") << 401
                         << QByteArray(R"({"error":{"message":"The request you have made requires authentication.","code":401,"title":"Unauthorized"}})")
                         << Fault::Unauthorized;
    QTest::newRow("403")
        << 403
        << QByteArray(
               R"({"error":{"message":"You are not authorized to perform the requested action: iam:credentials:createCredential","code":403,"title":"Forbidden"}})")
        << Fault::Forbidden;
    QTest::newRow("500") << 500 << QByteArray(R"({"error":{"message":"An unexpected error","code":500,"title":"Internal Server Error"}})")
                         << Fault::ServerFailure;
}

void SeedPageTest::thePrintedRefusalsEndInASentence()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Fault, fault);
    RawResponder server(RawResponder::http(status, body, {{"X-Request-Id", "req-1"}}));
    const CreateAccessKey request{.userId = QLatin1String(userId)};
    const auto made = settle(clientOf(server).send(request));
    QVERIFY(!made);
    QCOMPARE(made.error().fault, fault);
    QCOMPARE(made.error().httpStatus, status);
    QCOMPARE(made.error().requestId, u"req-1"_s);
    QCOMPARE(made.error().request, u"POST /v3.0/OS-CREDENTIAL/credentials"_s);
    const Explanation words = explain(made.error());
    QVERIFY(words.what.endsWith(u'.') && words.next.endsWith(u'.'));
    QCOMPARE(server.requests(), 1);
}

void SeedPageTest::a201NeedsKeyAndSecretOnly_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("bare") << QByteArray(R"({"credential":{"access":"FAKEAK","secret":"FAKESK"}})");
    QTest::newRow("nulls") << QByteArray(
        R"({"credential":{"access":"FAKEAK","secret":"FAKESK","status":null,"user_id":null,"description":null,"create_time":null}})");
    QTest::newRow("wrong types") << QByteArray(
        R"({"credential":{"access":"FAKEAK","secret":"FAKESK","status":1,"user_id":[],"description":{},"create_time":7}})");
    QTest::newRow("no time") << QByteArray(R"({"credential":{"access":"FAKEAK","secret":"FAKESK","create_time":"yesterday"}})");
    QTest::newRow("extra") << QByteArray(R"({"credential":{"access":"FAKEAK","secret":"FAKESK","more":{"a":[1]}},"other":null})");
}

void SeedPageTest::a201NeedsKeyAndSecretOnly()
{
    QFETCH(QByteArray, body);
    const auto key = CreateAccessKey::parse(QJsonDocument::fromJson(body).object());
    QVERIFY2(key, key ? "" : qPrintable(key.error().detail));
    QCOMPARE(key->secret, Secret::fromUtf8("FAKESK"));
}

void SeedPageTest::a201WithoutThemIsUnreadable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("named");
    QTest::newRow("empty") << QByteArray("{}") << u"credential"_s;
    QTest::newRow("null") << QByteArray(R"({"credential":null})") << u"credential"_s;
    QTest::newRow("list") << QByteArray(R"({"credential":[]})") << u"credential"_s;
    QTest::newRow("no access") << QByteArray(R"({"credential":{"secret":"FAKESK"}})") << u"access"_s;
    QTest::newRow("empty access") << QByteArray(R"({"credential":{"access":"","secret":"FAKESK"}})") << u"access"_s;
    QTest::newRow("number access") << QByteArray(R"({"credential":{"access":7,"secret":"FAKESK"}})") << u"access"_s;
    QTest::newRow("no secret") << QByteArray(R"({"credential":{"access":"FAKEAK"}})") << u"secret"_s;
    QTest::newRow("null secret") << QByteArray(R"({"credential":{"access":"FAKEAK","secret":null}})") << u"secret"_s;
    QTest::newRow("empty secret") << QByteArray(R"({"credential":{"access":"FAKEAK","secret":""}})") << u"secret"_s;
}

void SeedPageTest::a201WithoutThemIsUnreadable()
{
    QFETCH(QByteArray, body);
    const auto key = CreateAccessKey::parse(QJsonDocument::fromJson(body).object());
    QVERIFY(!key);
    QCOMPARE(key.error().fault, Fault::Unreadable);
    QFETCH(QString, named);
    QVERIFY2(key.error().detail.contains(named), qPrintable(key.error().detail));
    QVERIFY(!key.error().detail.contains(u"FAKESK"_s));
}

void SeedPageTest::theListIsRead()
{
    const auto keys = ListAccessKeys::parse(json(R"({ "credentials": [
        { "access": "FAKEAKFAKEAKFAKEAK12", "status": "active",   "create_time": "2026-01-15T10:00:00.014028Z",
          "user_id": "07609fb9358010e21f7bc003751c7c32", "description": "rotated by console 2026-01-15" },
        { "access": "FAKEAKFAKEAKFAKEAK34", "status": "inactive", "create_time": "2025-06-01T08:26:08.123059Z",
          "user_id": "07609fb9358010e21f7bc003751c7c32", "description": "" },
        { "access": "FAKEAK56", "status": "frozen", "create_time": "1579229246886", "description": null, "more": 1 } ] })"));
    QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
    QCOMPARE(keys->size(), 3U);
    QCOMPARE(keys->at(0).status, AccessKey::Active);
    QCOMPARE(keys->at(1).status, AccessKey::Inactive);
    QCOMPARE(keys->at(2).status, AccessKey::UnknownStatus);
    QVERIFY(keys->at(0).secret.isEmpty() && !keys->at(0).lastUsed);
    QVERIFY(ListAccessKeys::parse(json(R"({"credentials":[]})"))->empty());
}

void SeedPageTest::halfAListIsNone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("named");
    QTest::newRow("no list") << QByteArray("{}") << u"credentials"_s;
    QTest::newRow("null") << QByteArray(R"({"credentials":null})") << u"credentials"_s;
    QTest::newRow("object") << QByteArray(R"({"credentials":{}})") << u"credentials"_s;
    QTest::newRow("number in it") << QByteArray(R"({"credentials":[7]})") << u"access"_s;
    QTest::newRow("no access") << QByteArray(R"({"credentials":[{"create_time":"2026-01-15T10:00:00Z"}]})") << u"access"_s;
    QTest::newRow("no time") << QByteArray(R"({"credentials":[{"access":"FAKEAK"}]})") << u"create_time"_s;
    QTest::newRow("bad time") << QByteArray(R"({"credentials":[{"access":"FAKEAK","create_time":"soon"}]})") << u"create_time"_s;
    QTest::newRow("second is bad") << QByteArray(
        R"({"credentials":[{"access":"FAKEAK","create_time":"2026-01-15T10:00:00Z"},{"access":null}]})") << u"access"_s;
}

void SeedPageTest::halfAListIsNone()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, named);
    const auto keys = ListAccessKeys::parse(QJsonDocument::fromJson(body).object());
    QVERIFY(!keys);
    QCOMPARE(keys.error().fault, Fault::Unreadable);
    QVERIFY2(keys.error().detail.contains(named), qPrintable(keys.error().detail));
}

void SeedPageTest::lastUseIsRead()
{
    const auto key = ShowAccessKey::parse(json(R"({"credential":{"access":"FAKEAK","status":"active","create_time":"2026-01-15T10:00:00.014028Z",
        "user_id":"u","description":"","last_use_time":"2026-01-15T11:02:33.000000Z"}})"));
    QVERIFY(key);
    QCOMPARE(isoUtc(*key->lastUsed), u"2026-01-15T11:02:33Z"_s);
    for (const char *odd : {"null", "\"\"", "7", "\"never\""})
        QVERIFY(!ShowAccessKey::parse(QJsonDocument::fromJson(R"({"credential":{"access":"A","create_time":"2026-01-15T10:00:00Z","last_use_time":)"
                                                             + QByteArray(odd) + "}}").object())->lastUsed);
}

void SeedPageTest::neighboursOnTheWire()
{
    RawResponder server(RawResponder::http(500, {}));
    const Client cloud = clientOf(server);
    const ListAccessKeys own{};
    const ListAccessKeys others{.userId = QLatin1String(userId)};
    const ShowAccessKey show{.id = u"FAKEAK/../x?y"_s};
    const DeleteAccessKey removal{.id = u"FAKEAKFAKEAKFAKEAK12"_s};
    QVERIFY(!settle(cloud.send(own)));
    QVERIFY(!settle(cloud.send(others)));
    QVERIFY(!settle(cloud.send(show)));
    QVERIFY(!settle(cloud.send(removal)));
    QVERIFY(!settle(cloud.send(ListUsers{})));
    const auto requests = server.receivedRequests();
    QCOMPARE(requests.size(), 5U);
    const char *lines[] = {"GET /v3.0/OS-CREDENTIAL/credentials HTTP/1.1\r\n",
                           "GET /v3.0/OS-CREDENTIAL/credentials?user_id=07609fb9358010e21f7bc003751c7c32 HTTP/1.1\r\n",
                           "GET /v3.0/OS-CREDENTIAL/credentials/FAKEAK%2F..%2Fx%3Fy HTTP/1.1\r\n",
                           "DELETE /v3.0/OS-CREDENTIAL/credentials/FAKEAKFAKEAKFAKEAK12 HTTP/1.1\r\n", "GET /v3/users HTTP/1.1\r\n"};
    for (std::size_t i = 0; i < requests.size(); ++i) {
        QVERIFY2(requests[i].startsWith(lines[i]), requests[i].constData());
        QVERIFY(requests[i].contains("\r\nContent-Type: application/json;charset=utf8\r\n"));
        QVERIFY(requests[i].endsWith("\r\n\r\n"));
    }
    QVERIFY(!own.call().sensitive && own.call().idempotent);
    QVERIFY(!removal.call().idempotent);
}

void SeedPageTest::usersAreRead()
{
    const auto users = ListUsers::parse(json(R"({ "users": [ { "id": "07609fb9358010e21f7bc003751c7c32", "name": "jane.admin",
        "enabled": true, "description": "", "email": "", "password_expires_at": null }, {"id":"u2","name":"off","enabled":false,"description":null} ],
        "links": { "next": null } })"));
    QVERIFY(users);
    QCOMPARE(users->size(), 2U);
    QVERIFY(users->at(0).enabled && !users->at(1).enabled);
    for (const char *body : {"{}", R"({"users":null})", R"({"users":[{"id":"a"}]})", R"({"users":[{"id":1,"name":"a"}]})"})
        QCOMPARE(ListUsers::parse(json(body)).error().fault, Fault::Unreadable);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SeedPageTest)
#include "seedpagetest.moc"
