// SPDX-License-Identifier: Apache-2.0
// Tokens: iam.md, section 2.
#include "app/simulation/iamrequest.h"
#include "app/simulation/rights.h"
#include "app/simulation/totp.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

struct SignIn
{
    QString userId = {};
    QString agencyId = {}; // taken over by the user
    QString accountId = {}; // in which it acts
    QStringList methods = {};
    std::optional<Instant> mfaAt = {};
    std::optional<Instant> expires = {}; // a token made from a token does not live longer than it
};

using Signed = tl::expected<SignIn, Reply>;

tl::unexpected<Reply> wrongCredentials()
{
    return tl::unexpected(keystoneError(401, u"The username or password is wrong."_s));
}

User *namedUser(World &world, const QJsonObject &user)
{
    if (const QString id = user["id"_L1].toString(); !id.isEmpty())
        return world.user(id);
    const QJsonObject domain = user["domain"_L1].toObject();
    const QString wanted = domain.contains("id"_L1) ? domain["id"_L1].toString() : domain["name"_L1].toString();
    const Account *account = world.account(wanted);
    return account ? world.user(user["name"_L1].toString(), account->id) : nullptr;
}

void countFailure(World &world, User &user)
{
    const Instant now = world.now();
    std::erase_if(user.wrongPasswords, [&](Instant then) { return then + world.loginPolicy.countedWithin <= now; });
    user.wrongPasswords.push_back(now);
    if (static_cast<int>(user.wrongPasswords.size()) >= world.loginPolicy.attempts)
        user.lockedUntil = now + world.loginPolicy.lockedFor;
}

// Null: the password is right. Counts wrong ones, and locks.
std::optional<Reply> checkPassword(World &world, User &user, const QString &password)
{
    const Instant now = world.now();
    if (user.lockedUntil && now < *user.lockedUntil)
        return nativeError(401, u"IAM.0061"_s, u"Account locked."_s);
    if (user.lockedUntil) {
        user.lockedUntil.reset();
        user.wrongPasswords.clear();
    }
    if (password == user.password)
        return {};
    countFailure(world, user);
    return nativeError(401, u"IAM.0062"_s, u"Incorrect password."_s);
}

// A code is good for its own half minute and the one before, and only once.
bool takeCode(World &world, User &user, const QString &code)
{
    const qint64 current = totpStep(world.now());
    for (const qint64 step : {current, current - 1}) {
        if (step > user.lastTotpStep && code == totpCode(user.totpSecret, step)) {
            user.lastTotpStep = step;
            return true;
        }
    }
    return false;
}

Signed signInByPassword(World &world, const QJsonObject &identity, bool withCode)
{
    if (!identity["password"_L1].isObject())
        return tl::unexpected(missingProperty(u"password"_s));
    const QJsonObject asked = identity["password"_L1].toObject()["user"_L1].toObject();
    if (!asked.contains("password"_L1))
        return tl::unexpected(missingProperty(u"password"_s));
    if (!asked["password"_L1].isString())
        return tl::unexpected(nativeError(400, u"IAM.0011"_s, u"Invalid request body."_s));
    User *user = namedUser(world, asked);
    if (!user)
        return wrongCredentials();
    if (std::optional<Reply> refusal = checkPassword(world, *user, asked["password"_L1].toString()))
        return tl::unexpected(*refusal);
    if (!user->enabled)
        return tl::unexpected(nativeError(403, u"IAM.0082"_s, u"The user is disabled."_s));
    if (user->consoleOnly) {
        return tl::unexpected(
            nativeError(403, u"IAM.0081"_s, u"This user only supports console access, not programmatic access."_s));
    }
    SignIn signIn{.userId = user->id, .accountId = user->accountId, .methods = {u"password"_s}};
    if (!withCode && user->totpSecret.isEmpty()) {
        user->wrongPasswords.clear();
        return signIn;
    }
    const QJsonObject totp = identity["totp"_L1].toObject()["user"_L1].toObject();
    const bool sameUser = totp["id"_L1].toString() == user->id || totp["name"_L1].toString() == user->name;
    const bool isAsked = withCode && sameUser && !user->totpSecret.isEmpty();
    const bool isRight = isAsked && takeCode(world, *user, totp["passcode"_L1].toString());
    if (isAsked && !isRight)
        countFailure(world, *user); // a wrong code is a failed sign-in too (iam.md, 2.8)
    if (!isRight)
        return tl::unexpected(keystoneError(401, u"The request you have made requires authentication."_s));
    user->wrongPasswords.clear();
    signIn.methods += u"totp"_s;
    signIn.mfaAt = world.now();
    return signIn;
}

Signed signInByToken(World &world, const QJsonObject &identity)
{
    const QJsonValue id = identity["token"_L1].toObject()["id"_L1];
    if (!id.isString())
        return tl::unexpected(missingProperty(u"id"_s));
    if (!world.iam.takesTokenMethod)
        return tl::unexpected(keystoneError(401, u"The request you have made requires authentication."_s));
    const tl::expected<Caller, Unrecognized> caller = recognizeToken(world, id.toString().toUtf8());
    if (!caller)
        return tl::unexpected(notRecognized(world, caller.error()));
    const Token &token = caller->token;
    return SignIn{.userId = token.userId,
                  .agencyId = token.agencyId,
                  .accountId = caller->accountId,
                  .methods = {u"token"_s},
                  .mfaAt = token.mfaAt,
                  .expires = token.expires};
}

Signed signInByAgency(IamRequest &request, const QJsonObject &identity)
{
    const tl::expected<Caller, Unrecognized> caller = recognizeCaller(request.world, request.call);
    if (!caller)
        return tl::unexpected(notRecognized(request.world, caller.error()));
    takeCaller(request, *caller);
    const tl::expected<Agency, Reply> agency = agencyToAssume(request, identity, u"iam:tokens:assume"_s);
    if (!agency)
        return tl::unexpected(agency.error());
    if (!request.agencyId.isEmpty()) // a token needs a user behind it
        return tl::unexpected(notAuthorized(u"iam:tokens:assume"_s));
    return SignIn{.userId = request.caller.id,
                  .agencyId = agency->id,
                  .accountId = agency->accountId,
                  .methods = {u"assume_role"_s}};
}

Signed signIn(IamRequest &request)
{
    const QJsonValue auth = request.body["auth"_L1];
    if (!auth.isObject())
        return tl::unexpected(missingProperty(u"auth"_s));
    const QJsonObject identity = auth.toObject()["identity"_L1].toObject();
    if (!identity["methods"_L1].isArray())
        return tl::unexpected(missingProperty(u"methods"_s));
    const QJsonArray asked = identity["methods"_L1].toArray();
    QStringList methods;
    methods.reserve(asked.size());
    for (const auto &method : asked)
        methods += method.toString();
    methods.sort();
    if (methods == QStringList{u"password"_s})
        return signInByPassword(request.world, identity, false);
    if (methods == QStringList{u"password"_s, u"totp"_s})
        return signInByPassword(request.world, identity, true);
    if (methods == QStringList{u"token"_s})
        return signInByToken(request.world, identity);
    if (methods == QStringList{u"assume_role"_s})
        return signInByAgency(request, identity);
    return tl::unexpected(badValue(u"methods"_s, methods.join(u',')));
}

// The project the token is for; empty for the account. A project wins over a domain; nothing means the account.
tl::expected<QString, Reply> scopeOf(IamRequest &request, const QString &accountId)
{
    const QJsonObject scope = request.body["auth"_L1].toObject()["scope"_L1].toObject();
    if (scope["project"_L1].isObject()) {
        const QJsonObject asked = scope["project"_L1].toObject();
        const QString id = asked["id"_L1].toString();
        const QString name = asked["name"_L1].toString();
        const QJsonObject domain = asked["domain"_L1].toObject();
        const QString accountName =
            domain.contains("id"_L1) ? domain["id"_L1].toString() : domain["name"_L1].toString();
        const Account *account = accountName.isEmpty() ? nullptr : request.world.account(accountName);
        if (!accountName.isEmpty() && !account)
            return tl::unexpected(notFound(u"domain"_s, accountName));
        const Project *project =
            id.isEmpty() ? request.world.project(name, account ? account->id : accountId) : request.world.project(id);
        if (!project)
            return tl::unexpected(notFound(u"project"_s, id.isEmpty() ? name : id));
        if (project->accountId != accountId)
            return tl::unexpected(notAuthorized(u"identity:validate_token"_s));
        return project->id;
    }
    if (scope["domain"_L1].isObject()) {
        const QJsonObject asked = scope["domain"_L1].toObject();
        const QString wanted = asked.contains("id"_L1) ? asked["id"_L1].toString() : asked["name"_L1].toString();
        const Account *account = request.world.account(wanted);
        if (!account)
            return tl::unexpected(notFound(u"domain"_s, wanted));
        if (account->id != accountId)
            return tl::unexpected(notAuthorized(u"identity:validate_token"_s));
    }
    return QString();
}

JsonObject domainOf(World &world, const QString &accountId)
{
    const Account &account = *world.account(accountId);
    return JsonObject().add("id", account.id).add("name", account.name);
}

JsonObject userFields(World &world, const User &user)
{
    JsonObject wire = JsonObject().add("id", user.id).add("name", user.name);
    if (!user.password.isEmpty()) // not an agency
        wire.add("password_expires_at", user.passwordExpires ? wireTimeNoZone(*user.passwordExpires) : QString());
    return wire.add("domain", domainOf(world, user.accountId));
}

JsonObject described(IamRequest &request, const Token &token)
{
    World &world = request.world;
    const User &signedIn = *world.user(token.userId);
    const Agency *agency = world.agencies.agency(token.agencyId);
    const User acting = agency ? agencyAsUser(world, *agency, token.projectId) : signedIn;

    JsonObject wire;
    wire.raw("methods", jsonArray(token.methods))
        .add("issued_at", wireTime(token.issued))
        .add("expires_at", wireTime(token.expires));
    if (token.mfaAt)
        wire.add("mfa_authn_at", wireTime(*token.mfaAt));
    wire.add("user", userFields(world, acting));
    if (agency) {
        wire.add("assumed_by",
                 JsonObject().add("user",
                                  JsonObject()
                                      .add("id", signedIn.id)
                                      .add("name", signedIn.name)
                                      .add("domain", domainOf(world, signedIn.accountId))));
    }
    const JsonObject domain = domainOf(world, acting.accountId);
    if (const Project *project = world.project(token.projectId))
        wire.add("project", JsonObject().add("id", project->id).add("name", project->name).add("domain", domain));
    else
        wire.add("domain", domain);
    const auto roles =
        jsonList(acting.roles, [](const QString &role) { return JsonObject().add("id", u"0"_s).add("name", role); });
    wire.add("roles", roles);
    const bool withoutCatalog = !request.query.queryItemValue(u"nocatalog"_s).isEmpty()
        || (request.call.method != "POST" && !request.call.header("nocatalog").isEmpty());
    if (!withoutCatalog)
        wire.add("catalog", catalog(request.endpoints, token.projectId));
    return JsonObject().add("token", wire);
}

// The token of X-Subject-Token, if the caller may look at it.
tl::expected<Token, Reply> subject(IamRequest &request)
{
    const QByteArray text = request.call.header("X-Subject-Token");
    if (text.isEmpty())
        return tl::unexpected(nativeError(400, u"IAM.0009"_s, u"X-Subject-Token is invalid in the request."_s));
    const tl::expected<Caller, Unrecognized> whose = recognizeToken(request.world, text);
    if (!whose)
        return tl::unexpected(keystoneError(404, u"Could not find token."_s));
    if (whose->user.id != request.caller.id && !request.isAdministratorOf(whose->accountId))
        return tl::unexpected(notAuthorized(u"identity:validate_token"_s));
    return whose->token;
}

} // namespace

Reply createToken(IamRequest &request)
{
    const Signed signedIn = signIn(request);
    if (!signedIn)
        return signedIn.error();
    const tl::expected<QString, Reply> projectId = scopeOf(request, signedIn->accountId);
    if (!projectId)
        return projectId.error();
    const Instant now = request.world.now();
    const Token token{.userId = signedIn->userId,
                      .agencyId = signedIn->agencyId,
                      .projectId = *projectId,
                      .methods = signedIn->methods,
                      .issued = now,
                      .expires = signedIn->expires.value_or(now + request.world.iam.tokenLife),
                      .mfaAt = signedIn->mfaAt};
    if (token.agencyId.isEmpty())
        request.world.user(token.userId)->lastSignIn = now;
    Reply reply = jsonReply(201, described(request, token));
    reply.headers.emplace_back("X-Subject-Token", request.world.issue(token));
    return reply;
}

Reply showToken(IamRequest &request)
{
    const tl::expected<Token, Reply> token = subject(request);
    if (!token)
        return token.error();
    if (request.call.method == "HEAD")
        return {.status = 200};
    Reply reply = jsonReply(200, described(request, *token));
    reply.headers.emplace_back("X-Subject-Token", request.call.header("X-Subject-Token"));
    return reply;
}

Reply deleteToken(IamRequest &request)
{
    const tl::expected<Token, Reply> token = subject(request);
    if (!token)
        return token.error();
    request.world.revoke(request.call.header("X-Subject-Token"));
    return {.status = 204};
}

} // namespace claviger::sim
