// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/tokenrequests.h"

#include "app/cloud/envelope.h"
#include "app/cloud/words.h"

#include <QJsonDocument>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto tokensPath = "/v3/auth/tokens"_L1;

QJsonObject accountObject(const QString &name, const QString &id)
{
    return name.isEmpty() ? QJsonObject{{u"id"_s, id}} : QJsonObject{{u"name"_s, name}};
}

QJsonObject scopeObject(const TokenScope &scope)
{
    const QJsonObject account = accountObject(scope.accountName, scope.accountId);
    if (!scope.projectId.isEmpty())
        return {{u"project"_s, QJsonObject{{u"id"_s, scope.projectId}}}};
    if (!scope.projectName.isEmpty())
        return {{u"project"_s, QJsonObject{{u"name"_s, scope.projectName}, {u"domain"_s, account}}}};
    return {{u"domain"_s, account}};
}

// JSON text of a secret, quotes included, built in a buffer that is wiped: it never becomes a QJsonValue.
QByteArray quoted(const Secret &secret)
{
    QByteArray out;
    out.reserve(static_cast<qsizetype>(secret.utf8().size()) * 6 + 2); // never reallocated: no copy stays behind
    out += '"';
    for (const char c : secret.utf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            constexpr char digits[] = "0123456789abcdef";
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 0xf];
        } else {
            out += c;
        }
    }
    out += '"';
    return out;
}

// Texts that stand for secrets until the JSON is made. Nobody can type one: each is new and random.
struct Marks
{
    std::vector<std::pair<QString, Secret>> all = {};

    QString add(const Secret &secret)
    {
        all.emplace_back(QUuid::createUuid().toString(QUuid::WithoutBraces), secret);
        return all.back().first;
    }
};

// Puts the secrets into the JSON in the place of their marks.
Secret sealed(const QJsonObject &object, const Marks &marks)
{
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    for (const auto &[name, secret] : marks.all) {
        const QByteArray mark = '"' + name.toLatin1() + '"';
        const qsizetype at = json.indexOf(mark);
        QByteArray text = quoted(secret);
        QByteArray whole;
        whole.reserve(json.size() + text.size());
        whole.append(json.constData(), at).append(text).append(json.constData() + at + mark.size());
        wipe(text);
        wipe(json);
        json = std::move(whole);
    }
    return Secret::take(std::move(json));
}

HttpCall tokenCall(const QJsonObject &body, const Marks &marks)
{
    HttpCall call{.verb = "POST", .path = tokensPath, .query = {{u"nocatalog"_s, u"1"_s}}, .sealedBody = sealed(body, marks),
                  .idempotent = true, .sensitive = true, .authority = Authority::None};
    for (const auto &[name, secret] : marks.all)
        call.hidden.push_back(secret);
    return call;
}

Error unreadableTime(const QString &name)
{
    return {.fault = Fault::Unreadable, .detail = CloudWords::tr("the answer has no usable “%1” (a time)").arg(name)};
}

Result<Project> readProject(const QJsonObject &object)
{
    const Result<QString> id = textMember(object, u"id"_s);
    const Result<QString> name = textMember(object, u"name"_s);
    if (!id || !name)
        return tl::unexpected(id ? name.error() : id.error());
    return Project{.id = *id, .name = *name, .enabled = object.value(u"enabled"_s).toBool(true)};
}

} // namespace

HttpCall IssueToken::call() const
{
    Marks marks;
    QJsonArray methods{u"password"_s};
    QJsonObject user{{u"password"_s, marks.add(login.password)}};
    if (login.userName.isEmpty()) {
        user.insert(u"id"_s, login.userId);
    } else {
        user.insert(u"name"_s, login.userName);
        user.insert(u"domain"_s, accountObject(login.account, login.accountId));
    }
    QJsonObject identity{{u"password"_s, QJsonObject{{u"user"_s, user}}}};
    if (!login.passcode.isEmpty()) {
        methods.append(u"totp"_s);
        QJsonObject coded{{u"passcode"_s, marks.add(login.passcode)}};
        if (!login.userId.isEmpty()) {
            coded.insert(u"id"_s, login.userId);
        } else {
            coded.insert(u"name"_s, login.userName);
            coded.insert(u"domain"_s, accountObject(login.account, login.accountId));
        }
        identity.insert(u"totp"_s, QJsonObject{{u"user"_s, coded}});
    }
    identity.insert(u"methods"_s, methods);
    const QJsonObject body{{u"auth"_s, QJsonObject{{u"identity"_s, identity}, {u"scope"_s, scopeObject(scope)}}}};
    return tokenCall(body, marks);
}

Result<TokenGrant> IssueToken::read(const HttpAnswer &answer)
{
    TokenGrant grant;
    QByteArray header = answer.header("X-Subject-Token");
    if (header.isEmpty())
        return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = CloudWords::tr("the answer carries no X-Subject-Token")});
    grant.token = Secret::fromUtf8({header.constData(), static_cast<std::size_t>(header.size())});

    const Result<QJsonObject> body = readObject(answer);
    if (!body)
        return tl::unexpected(body.error());
    const Result<QJsonObject> token = objectMember(*body, u"token"_s);
    if (!token)
        return tl::unexpected(token.error());
    const Result<QJsonObject> user = objectMember(*token, u"user"_s);
    if (!user)
        return tl::unexpected(user.error());
    const Result<QJsonObject> account = objectMember(*user, u"domain"_s);
    if (!account)
        return tl::unexpected(account.error());
    const std::pair<QString TokenGrant::*, Result<QString>> texts[] = {
        {&TokenGrant::userId, textMember(*user, u"id"_s)},
        {&TokenGrant::userName, textMember(*user, u"name"_s)},
        {&TokenGrant::accountId, textMember(*account, u"id"_s)},
        {&TokenGrant::accountName, textMember(*account, u"name"_s)},
    };
    for (const auto &[member, text] : texts) {
        if (!text)
            return tl::unexpected(text.error());
        grant.*member = *text;
    }
    for (const auto &[member, name] : {std::pair{&TokenGrant::issued, u"issued_at"_s}, {&TokenGrant::expires, u"expires_at"_s}}) {
        const Result<QString> text = textMember(*token, name);
        if (!text)
            return tl::unexpected(text.error());
        const Result<Instant> time = parseWireTime(*text);
        if (!time)
            return tl::unexpected(unreadableTime(name));
        grant.*member = *time;
    }
    grant.answered = httpDate(answer.header("Date"));
    const QJsonObject project = token->value(u"project"_s).toObject();
    grant.projectId = optionalText(project, u"id"_s);
    grant.projectName = optionalText(project, u"name"_s);
    const QJsonArray roles = token->value(u"roles"_s).toArray();
    for (const auto &role : roles)
        if (const QString name = optionalText(role.toObject(), u"name"_s); !name.isEmpty())
            grant.roles.append(name);
    return grant;
}

HttpCall RescopeToken::call() const
{
    Marks marks;
    const QJsonObject identity{{u"methods"_s, QJsonArray{u"token"_s}},
                               {u"token"_s, QJsonObject{{u"id"_s, marks.add(token)}}}};
    const QJsonObject body{{u"auth"_s, QJsonObject{{u"identity"_s, identity}, {u"scope"_s, scopeObject(scope)}}}};
    HttpCall call = tokenCall(body, marks);
    call.sensitive = false; // no password: asking again uses up no try
    return call;
}

HttpCall RevokeToken::call() const
{
    HttpCall call{.verb = "DELETE", .path = tokensPath, .token = token, .sensitive = true, .authority = Authority::None};
    const std::string_view text = token.utf8();
    call.headers.push_back({"X-Subject-Token", QByteArray(text.data(), static_cast<qsizetype>(text.size()))});
    return call;
}

HttpCall ListOwnProjects::call() const
{
    return {.path = u"/v3/auth/projects"_s, .token = token, .authority = Authority::None};
}

Result<std::vector<Project>> ListOwnProjects::parse(const QJsonObject &body)
{
    return readList(body, u"projects"_s, readProject);
}

} // namespace claviger
