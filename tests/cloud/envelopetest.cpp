// SPDX-License-Identifier: Apache-2.0
// Reading answers: error envelopes told apart by their keys, ids, times, members of the wrong type.
#include "app/cloud/envelope.h"

#include <QJsonDocument>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const Instant now = fromDateTime(QDateTime({2026, 1, 15}, {10, 0}, Qt::UTC));

HttpAnswer answer(int status, const QByteArray &body, std::vector<HttpHeader> headers = {})
{
    return {.status = status, .headers = std::move(headers), .body = body};
}

} // namespace

class EnvelopeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failures_data();
    void failures();
    void aMissingRightIsNamed();
    void aPersonWhoIsRefusedIsToldWhy_data();
    void aPersonWhoIsRefusedIsToldWhy();
    void aMovedSignInMayBeTriedAgain();
    void wordsOfStrangersAreCut();
    void whatIsHiddenIsNotRepeated();
    void requestIds_data();
    void requestIds();
    void retryAfter_data();
    void retryAfter();
    void dates_data();
    void dates();
    void bodies_data();
    void bodies();
    void membersOfTheWrongTypeAreNamed();
    void aListIsReadWholeOrNotAtAll_data();
    void aListIsReadWholeOrNotAtAll();
};

void EnvelopeTest::failures_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, int status, const char *body, Fault fault, const char *code, const char *detail) {
        QTest::newRow(name) << status << QByteArray(body) << fault << QString::fromUtf8(code) << QString::fromUtf8(detail);
    };
    row("two keys", 400, R"({"error":{"message":"akSkNumExceed","code":400,"title":"Bad Request"}})", Fault::LimitReached, "", "akSkNumExceed");
    row("two keys, newer", 400,
        R"({"error":{"message":"akSkNumExceed","code":400,"title":"Bad Request","error_msg":null,"error_code":null}})",
        Fault::LimitReached, "", "akSkNumExceed");
    row("keystone with a code", 400, R"({"error":{"message":null,"error_msg":"bad","error_code":"IAM.0011"}})", Fault::Rejected, "IAM.0011", "bad");
    row("keystone 401", 401, R"({"error":{"message":"The request you have made requires authentication.","code":401,"title":"Unauthorized"}})",
        Fault::Unauthorized, "", "The request you have made requires authentication.");
    row("native", 401, R"({"error_msg":"Incorrect password.","error_code":"IAM.0062"})", Fault::Unauthorized, "IAM.0062", "Incorrect password.");
    row("bare number", 400, R"({"error_msg":"no","error_code":1101})", Fault::Rejected, "1101", "no");
    row("gateway", 401, R"({"error_msg":"Incorrect IAM authentication information","error_code":"APIGW.0301","request_id":"4e1c"})",
        Fault::Unauthorized, "APIGW.0301", "Incorrect IAM authentication information");
    row("token must be updated", 400, R"({"error":{"message":"The token must be updated.","code":400}})", Fault::Unauthorized, "", "The token must be updated.");
    row("the keys decide, not the order", 403, R"({"request_id":"x","error":{"title":"Forbidden","message":"no"},"error_msg":"other"})", Fault::Forbidden, "", "no");
    row("error is a text", 500, R"({"error":"broken"})", Fault::ServerFailure, "", "broken");
    row("error is empty", 500, R"({"error":{}})", Fault::ServerFailure, "", "HTTP status 500 without words");
    row("codes only", 500, R"({"error_code":"IAM.0006"})", Fault::ServerFailure, "IAM.0006", "HTTP status 500 without words");
    row("MRS, token", 500, R"({"error_code":"130000002","error_msg":"token invalid"})", Fault::Unauthorized, "130000002", "token invalid");
    row("MRS, policy", 401, R"({"error_code":"12000136","error_msg":"denied by policy"})", Fault::Forbidden, "12000136", "denied by policy");
    row("MRS, rights", 400, R"({"error_code":"12000052","error_msg":"no access rights"})", Fault::Forbidden, "12000052", "no access rights");
    row("ECS", 400, R"({"error":{"code":"Ecs.0005","message":"Invalid parameter."}})", Fault::Rejected, "Ecs.0005", "Invalid parameter.");
    row("Nova", 404, R"({"itemNotFound":{"code":404,"message":"Instance could not be found"}})", Fault::NotFound, "", "Instance could not be found");
    row("Nova, busy", 409, R"({"conflictingRequest":{"code":409,"message":"locked"}})", Fault::Conflict, "", "locked");
    row("Nova, nothing in it", 404, R"({"itemNotFound":{}})", Fault::NotFound, "", "HTTP status 404 without words");
    row("empty", 503, "", Fault::ServerFailure, "", "HTTP status 503 without words");
    row("html", 502, "<html>\n <h1>Bad:   Gateway</h1></html>", Fault::ServerFailure, "", "<html> <h1>Bad: Gateway</h1></html>");
    for (const int status : {400, 401, 403, 404, 409})
        row(qPrintable(u"html %1"_s.arg(status)), status, "<title>A proxy</title>", Fault::Unreadable, "", "<title>A proxy</title>");
    row("html 429", 429, "<title>Slower</title>", Fault::Throttled, "", "<title>Slower</title>");
    // What was to be the answer of a create call must not be repeated anywhere.
    const char *credential = R"({"credential":{"access":"FAKEAK","secret":"FakeSecretInAnAnswer"}})";
    for (const int status : {400, 409})
        row(qPrintable(u"a credential, %1"_s.arg(status)), status, credential, status == 400 ? Fault::Rejected : Fault::Conflict, "",
            qPrintable(u"HTTP status %1 without words"_s.arg(status)));
    row("a credential, 500", 500, credential, Fault::ServerFailure, "", "HTTP status 500 without words");
    row("half a credential", 500, QByteArray(credential).chopped(3).constData(), Fault::ServerFailure, "", "HTTP status 500 without words");
    row("a list", 500, R"(["FakeSecretInAnAnswer"])", Fault::ServerFailure, "", "HTTP status 500 without words");
    row("a gateway's own form", 503, R"({"message":"busy"})", Fault::ServerFailure, "", "busy");
    row("list", 404, "[1]", Fault::Unreadable, "", "HTTP status 404 without words");
    row("broken JSON", 400, R"({"error":{"message":"akSk)", Fault::Unreadable, "", "HTTP status 400 without words");
    row("408", 408, "{}", Fault::TimedOut, "", "HTTP status 408 without words");
    row("409", 409, R"({"error_msg":"exists","error_code":"IAM.0005"})", Fault::Conflict, "IAM.0005", "exists");
    row("413", 413, R"({"error_msg":"big","error_code":""})", Fault::TooLarge, "", "big");
    row("429", 429, R"({"error_msg":"Threshold: 10 times per 60 seconds","error_code":"IAM.0012"})", Fault::Throttled, "IAM.0012", "Threshold: 10 times per 60 seconds");
    row("304", 304, "", Fault::Unreadable, "", "HTTP status 304 without words");
    row("wrong types", 400, R"({"error_msg":{"a":1},"error_code":[2]})", Fault::Rejected, "", "HTTP status 400 without words");
}

void EnvelopeTest::failures()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Fault, fault);
    const Error error = readFailure(answer(status, body), now);
    QCOMPARE(error.fault, fault);
    QCOMPARE(error.httpStatus, status);
    QTEST(error.serviceCode, "code");
    QTEST(error.detail, "detail");
    QVERIFY(explain(error).next.endsWith(u'.'));
}

void EnvelopeTest::aMissingRightIsNamed()
{
    const QByteArray body =
        R"({"error":{"message":"You are not authorized to perform the requested action: iam:credentials:createCredential","code":403}})";
    QCOMPARE(readFailure(answer(403, body), now).detail, u"missing right: iam:credentials:createCredential"_s);
}

void EnvelopeTest::aPersonWhoIsRefusedIsToldWhy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Refusal>("refusal");
    QTest::addColumn<QString>("word"); // of the two sentences
    const auto row = [](const char *name, int status, const char *body, Refusal refusal, const char *word) {
        QTest::newRow(name) << status << QByteArray(body) << refusal << QString::fromUtf8(word);
    };
    row("locked", 401, R"({"error_msg":"Account locked.","error_code":"IAM.0061"})", Refusal::UserLocked, "15 minutes");
    row("locked, words only", 401, R"({"error":{"message":"The account is locked for user: u1","code":401,"title":"Unauthorized"}})", Refusal::UserLocked, "15 minutes");
    row("wrong password", 401, R"({"error_msg":"Incorrect password.","error_code":"IAM.0062"})", Refusal::None, "account, user and password");
    row("blocked", 401, R"({"error":{"message":"The user was blocked","code":401}})", Refusal::None, "account, user and password");
    row("locked, but not a person", 403, R"({"error":{"message":"The account file is locked","code":403}})", Refusal::None, "rights");
    row("console only", 403, R"({"error_msg":"no","error_code":"IAM.0081"})", Refusal::ConsoleOnly, "programmatic");
    row("owner of the key disabled", 403, R"({"error_msg":"no","error_code":"IAM.0080"})", Refusal::UserDisabled, "enable");
    row("disabled", 403, R"({"error_msg":"The user is disabled.","error_code":"IAM.0082"})", Refusal::UserDisabled, "enable");
    row("address", 403, R"({"error":{"message":"The source IP address is blocked by the ACL of the account.","code":403}})", Refusal::SourceAddress, "access control");
    row("a right about lists", 403, R"({"error":{"message":"You are not authorized to perform the requested action: obs:bucket ACL:get","code":403}})", Refusal::None, "Security Administrator");
    row("a proxy", 403, "<html>IP address not allowed</html>", Refusal::None, "proxy");
}

void EnvelopeTest::aPersonWhoIsRefusedIsToldWhy()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, word);
    const Error error = readFailure(answer(status, body), now);
    QTEST(error.refusal, "refusal");
    const QString sentences = explain(error).what + u' ' + explain(error).next;
    QVERIFY2(sentences.contains(word), qPrintable(sentences));
}

void EnvelopeTest::aMovedSignInMayBeTriedAgain()
{
    const Error moved = readFailure(answer(410, R"({"error_msg":"moved","error_code":"IAM.0020"})"), now);
    QCOMPARE(moved.fault, Fault::ServerFailure);
    QVERIFY(moved.isTransient());
    QVERIFY2(explain(moved).next.contains(u"Try again"_s), qPrintable(explain(moved).next));
    const Error gone = readFailure(answer(410, R"({"error_msg":"gone","error_code":"IAM.0004"})"), now);
    QCOMPARE(gone.fault, Fault::Rejected);
    QVERIFY(!gone.isTransient());
}

void EnvelopeTest::wordsOfStrangersAreCut()
{
    const QByteArray words(100'000, 'w');
    const Error error = readFailure(answer(400, "{\"error_msg\":\"" + words + "\",\"error_code\":\"" + words + "\"}",
                                           {{"X-Request-Id", words}}), now);
    QCOMPARE(error.detail.size(), 400);
    QVERIFY(error.serviceCode.size() <= 40);
    QVERIFY(error.requestId.size() <= 100);
    QCOMPARE(readFailure(answer(502, words), now).detail.size(), 200);
    const QByteArray deep = QByteArray(200'000, '[');
    QCOMPARE(readFailure(answer(500, deep), now).fault, Fault::ServerFailure);
    QVERIFY(!readObject(answer(200, deep)));
}

void EnvelopeTest::whatIsHiddenIsNotRepeated()
{
    const std::vector<Secret> hidden{Secret::fromText(u"FAKE \"pässword\""_s), Secret()};
    const QByteArray body = R"({"error_msg":"The value is 'FAKE \"p\u00e4ssword\"', really","error_code":"IAM.0073"})";
    QCOMPARE(readFailure(answer(400, body), now, hidden).detail, u"The value is '***', really"_s);
    // As pages repeat it: with other blanks around it, and with the signs of HTML.
    const std::vector<Secret> typed{Secret::fromText(u"FAKE  two & <three>"_s)};
    for (const char *page : {"<p>No: FAKE  two & <three></p>", "<p>No: FAKE  two &amp; &lt;three&gt;</p>"})
        QCOMPARE(readFailure(answer(502, page), now, typed).detail, u"<p>No: ***</p>"_s);
    const QByteArray longWords = "{\"error_msg\":\"" + QByteArray(394, 'w') + R"(FAKE \"p\u00e4ssword\""})";
    QVERIFY(!readFailure(answer(400, longWords), now, hidden).detail.contains(u"FAKE"_s)); // not even a cut part of it
}

void EnvelopeTest::requestIds_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("id");
    QTest::newRow("body wins") << QByteArray(R"({"request_id":"from-body"})") << QByteArray("X-Request-Id") << u"from-body"_s;
    QTest::newRow("header") << QByteArray("{}") << QByteArray("x-request-id") << u"from-header"_s;
    QTest::newRow("OpenStack's header") << QByteArray("") << QByteArray("X-Openstack-Request-Id") << u"from-header"_s;
    QTest::newRow("wrong type") << QByteArray(R"({"request_id":7})") << QByteArray("X-Request-Id") << u"from-header"_s;
    QTest::newRow("none") << QByteArray("<html>") << QByteArray("X-Other") << QString();
}

void EnvelopeTest::requestIds()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, header);
    QTEST(requestIdOf(answer(200, body, {{header, "from-header"}})), "id");
}

void EnvelopeTest::retryAfter_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("seconds"); // -1: none
    QTest::newRow("seconds") << QByteArray("7") << 7;
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("spaces") << QByteArray(" 7 ") << 7;
    QTest::newRow("date") << QByteArray("Thu, 15 Jan 2026 10:00:30 GMT") << 30;
    QTest::newRow("date gone by") << QByteArray("Thu, 15 Jan 2026 09:00:00 GMT") << 0;
    QTest::newRow("far") << QByteArray("99999999999999999999") << 86'400;
    QTest::newRow("negative") << QByteArray("-5") << -1;
    QTest::newRow("fraction") << QByteArray("1.5") << -1;
    QTest::newRow("words") << QByteArray("later") << -1;
}

void EnvelopeTest::retryAfter()
{
    QFETCH(QByteArray, text);
    QFETCH(int, seconds);
    const auto wait = readFailure(answer(503, {}, {{"Retry-After", text}}), now).retryAfter;
    QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, seconds);
    if (text.contains("10:00:30")) // by the cloud's own clock, which may be another than ours
        QCOMPARE(readFailure(answer(503, {}, {{"Retry-After", text}, {"Date", "Thu, 15 Jan 2026 10:00:20 GMT"}}), now).retryAfter, 10s);
}

void EnvelopeTest::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isDate");
    QTest::newRow("good") << QByteArray("Thu, 15 Jan 2026 10:00:00 GMT") << true;
    QTest::newRow("other zone") << QByteArray("Thu, 15 Jan 2026 10:00:00 CET") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("ISO") << QByteArray("2026-01-15T10:00:00Z") << false;
    QTest::newRow("no such day") << QByteArray("Thu, 32 Jan 2026 10:00:00 GMT") << false;
}

void EnvelopeTest::dates()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isDate);
    QCOMPARE(httpDate(text), isDate ? std::optional(now) : std::nullopt);
}

void EnvelopeTest::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QString>("detail"); // empty: readable
    QTest::newRow("object") << QByteArray("{\"a\":1}") << QByteArray() << QString();
    QTest::newRow("empty") << QByteArray() << QByteArray() << QString();
    QTest::newRow("blank") << QByteArray(" \r\n") << QByteArray() << QString();
    QTest::newRow("identity") << QByteArray("{}") << QByteArray("identity") << QString();
    QTest::newRow("list") << QByteArray("[]") << QByteArray() << u"the answer is JSON, but not an object"_s;
    QTest::newRow("html") << QByteArray("<html>") << QByteArray() << u"the answer is not JSON"_s;
    QTest::newRow("cut") << QByteArray("{\"a\":") << QByteArray() << u"the answer is not JSON"_s;
    QTest::newRow("trailing") << QByteArray("{} {}") << QByteArray() << u"the answer is not JSON"_s;
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\"}") << QByteArray() << u"the answer is not JSON"_s;
    QTest::newRow("packed") << QByteArray("\x1f\x8b") << QByteArray("gzip") << u"the answer is packed (gzip), although that was not asked for"_s;
}

void EnvelopeTest::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, encoding);
    QFETCH(QString, detail);
    const auto object = readObject(answer(200, body, {{"Content-Encoding", encoding}, {"X-Request-Id", "req"}}));
    QCOMPARE(object.has_value(), detail.isEmpty());
    if (object)
        return;
    QCOMPARE(object.error().fault, Fault::Unreadable);
    QCOMPARE(object.error().requestId, u"req"_s);
    QVERIFY2(object.error().detail.startsWith(detail), qPrintable(object.error().detail));
}

void EnvelopeTest::membersOfTheWrongTypeAreNamed()
{
    const QJsonObject object = QJsonDocument::fromJson(R"({"null":null,"number":1,"text":"t","object":{},"list":[]})").object();
    for (const QString &name : {u"absent"_s, u"null"_s, u"number"_s, u"object"_s, u"list"_s}) {
        const auto text = textMember(object, name);
        QVERIFY(!text);
        QCOMPARE(text.error().fault, Fault::Unreadable);
        QVERIFY(text.error().detail.contains(name));
    }
    QCOMPARE(textMember(object, u"text"_s).value(), u"t"_s);
    for (const QString &name : {u"absent"_s, u"null"_s, u"number"_s, u"text"_s}) {
        QVERIFY(objectMember(object, name).error().detail.contains(name));
        QVERIFY(arrayMember(object, name).error().detail.contains(name));
        QCOMPARE(optionalText(object, name), name == "text"_L1 ? u"t"_s : QString());
    }
    QVERIFY(objectMember(object, u"object"_s));
    QVERIFY(arrayMember(object, u"list"_s));
}

void EnvelopeTest::aListIsReadWholeOrNotAtAll_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("count"); // -1: refused
    QTest::newRow("empty") << QByteArray(R"({"names":[]})") << 0;
    QTest::newRow("two") << QByteArray(R"({"names":[{"name":"a"},{"name":"b","more":1}]})") << 2;
    QTest::newRow("absent") << QByteArray(R"({})") << -1;
    QTest::newRow("null") << QByteArray(R"({"names":null})") << -1;
    QTest::newRow("not a list") << QByteArray(R"({"names":{"name":"a"}})") << -1;
    QTest::newRow("a bad one at the end") << QByteArray(R"({"names":[{"name":"a"},{"name":7}]})") << -1;
    QTest::newRow("null in it") << QByteArray(R"({"names":[null]})") << -1;
    QTest::newRow("a text in it") << QByteArray(R"({"names":["a"]})") << -1;
}

void EnvelopeTest::aListIsReadWholeOrNotAtAll()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, count);
    const Result<std::vector<QString>> names =
        readList(QJsonDocument::fromJson(body).object(), u"names"_s, [](const QJsonObject &one) { return textMember(one, u"name"_s); });
    QCOMPARE(names ? static_cast<int>(names->size()) : -1, count);
    if (!names)
        QCOMPARE(names.error().fault, Fault::Unreadable);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::EnvelopeTest)
#include "envelopetest.moc"
