// SPDX-License-Identifier: Apache-2.0
// Token requests as bytes, and their answers with every field missing, null or of another type.
#include "app/cloud/envelope.h"
#include "app/cloud/tokenrequests.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QByteArray bytes(const Secret &secret)
{
    return {secret.utf8().data(), static_cast<qsizetype>(secret.utf8().size())};
}

QJsonObject json(const HttpCall &call)
{
    return QJsonDocument::fromJson(bytes(call.sealedBody)).object();
}

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

Login someLogin()
{
    return {.account = u"OTC00000000001000012345"_s, .userName = u"jane.admin"_s, .password = Secret::fromText(u"FAKE-S3cret!"_s)};
}

// As iam.md, 2.3 prints it, for a project.
constexpr char printedAnswer[] = R"({"token":{"methods":["password"],"issued_at":"2026-01-15T10:00:00.123000Z",
"expires_at":"2026-01-16T10:00:00.123000Z","mfa_authn_at":"2026-01-15T10:00:00.123000Z",
"user":{"id":"07609fb9358010e21f7bc003751c7c32","name":"jane.admin","password_expires_at":"2026-03-01T15:32:17.000000",
"domain":{"id":"e6505630658e49649784759cdf251aaa","name":"OTC00000000001000012345"}},
"project":{"id":"9041929bcc6e4bfe85add4e7b96ffdd7","name":"eu-de","domain":{"id":"e6505630658e49649784759cdf251aaa","name":"OTC00000000001000012345"}},
"roles":[{"id":"0","name":"te_admin"},{"id":"0","name":"secu_admin"}],"catalog":[]}})";

HttpAnswer granted(const QJsonObject &body)
{
    return {.status = 201,
            .headers = {{"x-subject-token", "FAKE-TOKEN"}, {"Date", "Thu, 15 Jan 2026 10:00:01 GMT"}},
            .body = QJsonDocument(body).toJson()};
}

// Puts a value at a path such as "token.user.id"; undefined removes it.
QJsonObject changed(QJsonObject object, QStringList path, const QJsonValue &value)
{
    const QString name = path.takeFirst();
    if (!path.isEmpty())
        object.insert(name, changed(object.value(name).toObject(), path, value));
    else if (value.isUndefined())
        object.remove(name);
    else
        object.insert(name, value);
    return object;
}

} // namespace

class TokenRequestsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTokenRequestIsAsDocumented();
    void scopes_data();
    void scopes();
    void anAccountMayBeKnownByItsIdAlone();
    void aCodeIsSentWithTheUserId();
    void rescopingCarriesTheToken();
    void anyPasswordArrivesUnchanged_data();
    void anyPasswordArrivesUnchanged();
    void namesCannotStandInForThePassword();
    void theCallHidesItsSecrets();
    void thePrintedAnswerIsRead();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void optionalFieldsMayBeAnything();
    void anAnswerWithoutTokenIsUnreadable();
    void projectsAreRead();
    void aTokenEndsItself();
};

void TokenRequestsTest::theTokenRequestIsAsDocumented()
{
    const HttpCall call = IssueToken{.login = someLogin(), .scope = {.accountName = u"OTC00000000001000012345"_s}}.call();
    QCOMPARE(call.verb, "POST");
    QCOMPARE(call.path, u"/v3/auth/tokens"_s);
    QCOMPARE(call.query, (std::vector<std::pair<QString, QString>>{{u"nocatalog"_s, u"1"_s}}));
    QCOMPARE(call.authority, Authority::None);
    QVERIFY(call.sensitive);
    QVERIFY(call.body.isEmpty());
    QCOMPARE(json(call), json(R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"jane.admin",
        "password":"FAKE-S3cret!","domain":{"name":"OTC00000000001000012345"}}}},
        "scope":{"domain":{"name":"OTC00000000001000012345"}}}})"));
    QVERIFY(!bytes(call.sealedBody).contains('\n'));
}

void TokenRequestsTest::scopes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("scope");
    QTest::newRow("account") << QString() << QString() << QByteArray(R"({"domain":{"name":"A"}})");
    QTest::newRow("project name") << u"eu-de"_s << QString() << QByteArray(R"({"project":{"name":"eu-de","domain":{"name":"A"}}})");
    QTest::newRow("project id") << QString() << u"p1"_s << QByteArray(R"({"project":{"id":"p1"}})");
    QTest::newRow("the id wins") << u"eu-de"_s << u"p1"_s << QByteArray(R"({"project":{"id":"p1"}})");
}

void TokenRequestsTest::scopes()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QFETCH(QByteArray, scope);
    const TokenScope wanted{.accountName = u"A"_s, .projectName = name, .projectId = id};
    for (const HttpCall &call : {IssueToken{.login = someLogin(), .scope = wanted}.call(),
                                 RescopeToken{.token = Secret::fromUtf8("FAKE"), .scope = wanted}.call()})
        QCOMPARE(json(call).value("auth"_L1).toObject().value("scope"_L1).toObject(), json(scope.constData()));
}

void TokenRequestsTest::anAccountMayBeKnownByItsIdAlone()
{
    Login login = someLogin();
    login.account.clear();
    login.accountId = u"d1"_s;
    QCOMPARE(json(IssueToken{.login = login, .scope = {.accountId = u"d1"_s, .projectName = u"eu-de"_s}}.call()),
             json(R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"jane.admin","password":"FAKE-S3cret!",
                  "domain":{"id":"d1"}}}},"scope":{"project":{"name":"eu-de","domain":{"id":"d1"}}}}})"));
    login.userName.clear();
    login.userId = u"u1"_s;
    QCOMPARE(json(IssueToken{.login = login, .scope = {.accountId = u"d1"_s}}.call()),
             json(R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"u1","password":"FAKE-S3cret!"}}},
                  "scope":{"domain":{"id":"d1"}}}})"));
}

void TokenRequestsTest::aCodeIsSentWithTheUserId()
{
    Login login = someLogin();
    login.userId = u"07609fb9358010e21f7bc003751c7c32"_s;
    login.passcode = Secret::fromUtf8("123456");
    QCOMPARE(json(IssueToken{.login = login, .scope = {.accountName = u"A"_s}}.call()),
             json(R"({"auth":{"identity":{"methods":["password","totp"],
                  "password":{"user":{"name":"jane.admin","password":"FAKE-S3cret!","domain":{"name":"OTC00000000001000012345"}}},
                  "totp":{"user":{"id":"07609fb9358010e21f7bc003751c7c32","passcode":"123456"}}},"scope":{"domain":{"name":"A"}}}})"));
    login.userId.clear();
    QCOMPARE(json(IssueToken{.login = login}.call()).value("auth"_L1)["identity"_L1]["totp"_L1]["user"_L1].toObject(),
             json(R"({"name":"jane.admin","passcode":"123456","domain":{"name":"OTC00000000001000012345"}})"));
}

void TokenRequestsTest::rescopingCarriesTheToken()
{
    const HttpCall call = RescopeToken{.token = Secret::fromUtf8("FAKE-TOKEN"), .scope = {.projectId = u"p1"_s}}.call();
    QCOMPARE(json(call), json(R"({"auth":{"identity":{"methods":["token"],"token":{"id":"FAKE-TOKEN"}},"scope":{"project":{"id":"p1"}}}})"));
    QVERIFY(!call.sensitive); // asking again uses up no try of the password
    QVERIFY(call.token.isEmpty());
}

void TokenRequestsTest::anyPasswordArrivesUnchanged_data()
{
    QTest::addColumn<QString>("password");
    QTest::newRow("quotes") << u"\"FAKE\"'`"_s;
    QTest::newRow("backslash") << u"\\FAKE\\u0041\\"_s;
    QTest::newRow("control") << u"FAKE\t\r\n\b\f\u0001\u001f\u007f"_s;
    QTest::newRow("umlauts") << u"FÄKE-ßü"_s;
    QTest::newRow("chinese") << u"密码FAKE"_s;
    QTest::newRow("emoji") << u"FAKE\U0001F511\U0001F468‍\U0001F469‍\U0001F467"_s;
    QTest::newRow("separators") << u"FAKE  %20+&="_s;
    QTest::newRow("braces") << u"\"}}}},\"scope\":{}}"_s;
    QTest::newRow("spaces") << u"  FAKE  "_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("20 KB") << QString(20'000, u'\\');
}

void TokenRequestsTest::anyPasswordArrivesUnchanged()
{
    QFETCH(QString, password);
    Login login = someLogin();
    login.password = Secret::fromText(password);
    login.passcode = Secret::fromText(password + u"1"_s);
    const HttpCall call = IssueToken{.login = login, .scope = {.accountName = u"A"_s}}.call();
    QJsonParseError problem;
    const QJsonObject body = QJsonDocument::fromJson(bytes(call.sealedBody), &problem).object();
    QCOMPARE(problem.error, QJsonParseError::NoError);
    QCOMPARE(body.value("auth"_L1)["identity"_L1]["password"_L1]["user"_L1]["password"_L1].toString(), password);
    QCOMPARE(body.value("auth"_L1)["identity"_L1]["totp"_L1]["user"_L1]["passcode"_L1].toString(), password + u"1"_s);
    QCOMPARE(body.value("auth"_L1)["scope"_L1]["domain"_L1]["name"_L1].toString(), u"A"_s);
}

void TokenRequestsTest::namesCannotStandInForThePassword()
{
    Login login = someLogin();
    for (const QString &name : {u"\u00010"_s, u"\u00011"_s, u"\"quoted\\"_s, u"密码\U0001F511"_s, u"a\nb"_s}) {
        login.account = login.userName = name;
        login.passcode = Secret::fromText(u"\u00010"_s);
        const QJsonObject body = json(IssueToken{.login = login, .scope = {.accountName = name}}.call());
        const QJsonValue user = body.value("auth"_L1)["identity"_L1]["password"_L1]["user"_L1];
        QCOMPARE(user["name"_L1].toString(), name);
        QCOMPARE(user["domain"_L1]["name"_L1].toString(), name);
        QCOMPARE(user["password"_L1].toString(), u"FAKE-S3cret!"_s);
        QCOMPARE(body.value("auth"_L1)["scope"_L1]["domain"_L1]["name"_L1].toString(), name);
    }
}

void TokenRequestsTest::theCallHidesItsSecrets()
{
    Login login = someLogin();
    login.passcode = Secret::fromUtf8("123456");
    const HttpCall call = IssueToken{.login = login}.call();
    const HttpAnswer refusal{.status = 400, .body = R"({"error_msg":"The value is 'FAKE-S3cret!' and '123456'.","error_code":"IAM.0073"})"};
    QCOMPARE(readFailure(refusal, {}, call.hidden).detail, u"The value is '***' and '***'."_s);
}

void TokenRequestsTest::thePrintedAnswerIsRead()
{
    const auto grant = IssueToken::read(granted(json(printedAnswer)));
    QVERIFY2(grant, grant ? "" : qPrintable(grant.error().detail));
    QCOMPARE(grant->token, Secret::fromUtf8("FAKE-TOKEN"));
    QCOMPARE(grant->userId, u"07609fb9358010e21f7bc003751c7c32"_s);
    QCOMPARE(grant->userName, u"jane.admin"_s);
    QCOMPARE(grant->accountId, u"e6505630658e49649784759cdf251aaa"_s);
    QCOMPARE(grant->accountName, u"OTC00000000001000012345"_s);
    QCOMPARE(grant->projectId, u"9041929bcc6e4bfe85add4e7b96ffdd7"_s);
    QCOMPARE(grant->projectName, u"eu-de"_s);
    QCOMPARE(grant->roles, (QStringList{u"te_admin"_s, u"secu_admin"_s}));
    QCOMPARE(isoUtc(grant->expires), u"2026-01-16T10:00:00Z"_s);
    QCOMPARE(isoUtc(*grant->answered), u"2026-01-15T10:00:01Z"_s);
}

void TokenRequestsTest::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    for (const char *path : {"token", "token.user", "token.user.id", "token.user.name", "token.user.domain", "token.user.domain.id",
                             "token.user.domain.name", "token.issued_at", "token.expires_at"}) {
        const QString name = QString::fromLatin1(path);
        QTest::addRow("%s missing", path) << name << QJsonValue(QJsonValue::Undefined);
        QTest::addRow("%s null", path) << name << QJsonValue(QJsonValue::Null);
        QTest::addRow("%s number", path) << name << QJsonValue(7);
        QTest::addRow("%s list", path) << name << QJsonValue(QJsonArray{1});
        QTest::addRow("%s %s", path, name.endsWith(u"_at"_s) ? "no time" : "true")
            << name << (name.endsWith(u"_at"_s) ? QJsonValue(u"tomorrow"_s) : QJsonValue(true));
    }
}

void TokenRequestsTest::wrongFieldsAreNamed()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    const auto grant = IssueToken::read(granted(changed(json(printedAnswer), path.split(u'.'), value)));
    QVERIFY(!grant);
    QCOMPARE(grant.error().fault, Fault::Unreadable);
    QVERIFY2(grant.error().detail.contains(path.section(u'.', -1)), qPrintable(grant.error().detail));
}

void TokenRequestsTest::optionalFieldsMayBeAnything()
{
    for (const QString &path : {u"token.project"_s, u"token.roles"_s, u"token.catalog"_s, u"token.methods"_s,
                                u"token.user.password_expires_at"_s, u"token.mfa_authn_at"_s, u"token.unheard_of"_s, u"extra"_s}) {
        for (const QJsonValue &value : {QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null), QJsonValue(7),
                                        QJsonValue(u"x"_s), QJsonValue(QJsonArray{QJsonValue::Null, 1, QJsonObject{{u"name"_s, 7}}})}) {
            const auto grant = IssueToken::read(granted(changed(json(printedAnswer), path.split(u'.'), value)));
            QVERIFY2(grant, qPrintable(path));
            QVERIFY(!grant->roles.contains(QString()));
        }
    }
    HttpAnswer undated = granted(json(printedAnswer));
    undated.headers.pop_back();
    QVERIFY(!IssueToken::read(undated)->answered);
}

void TokenRequestsTest::anAnswerWithoutTokenIsUnreadable()
{
    HttpAnswer answer = granted(json(printedAnswer));
    answer.headers.clear();
    const auto grant = IssueToken::read(answer);
    QVERIFY(!grant);
    QCOMPARE(grant.error().fault, Fault::Unreadable);
    QVERIFY(grant.error().detail.contains(u"X-Subject-Token"_s));
    for (const char *body : {"", "<html>Welcome</html>", "[]", "{}"}) {
        answer = granted({});
        answer.body = body;
        QCOMPARE(IssueToken::read(answer).error().fault, Fault::Unreadable);
    }
}

void TokenRequestsTest::projectsAreRead()
{
    const auto projects = ListOwnProjects::parse(json(
        R"({"projects":[{"id":"9041929bcc6e4bfe85add4e7b96ffdd7","name":"eu-de","enabled":true,"links":{}},
            {"id":"p2","name":"off","enabled":false},{"id":"p3","name":"plain","enabled":null}],"links":{"next":null}})"));
    QVERIFY(projects);
    QCOMPARE(projects->size(), 3U);
    QVERIFY(projects->at(0).enabled && !projects->at(1).enabled && projects->at(2).enabled);
    for (const char *body : {"{}", R"({"projects":null})", R"({"projects":{}})", R"({"projects":[7]})", R"({"projects":[{"id":"a"}]})",
                             R"({"projects":[{"id":null,"name":"a"}]})"})
        QCOMPARE(ListOwnProjects::parse(json(body)).error().fault, Fault::Unreadable);
    QVERIFY(ListOwnProjects::parse(json(R"({"projects":[]})"))->empty());
}

void TokenRequestsTest::aTokenEndsItself()
{
    const HttpCall call = RevokeToken{.token = Secret::fromUtf8("FAKE-TOKEN")}.call();
    QCOMPARE(call.verb, "DELETE");
    QCOMPARE(call.path, u"/v3/auth/tokens"_s);
    QCOMPARE(call.token, Secret::fromUtf8("FAKE-TOKEN"));
    QCOMPARE(call.headers.size(), 1U);
    QCOMPARE(call.headers.front().name, "X-Subject-Token");
    QCOMPARE(call.headers.front().value, "FAKE-TOKEN");
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::TokenRequestsTest)
#include "tokenrequeststest.moc"
