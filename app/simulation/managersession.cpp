// SPDX-License-Identifier: Apache-2.0
// Sessions of the simulated Manager as its calls show them (manager.md, 1.5: rows 1, 2, 11, 12, 21), and the shapes of
// answers.
#include "app/simulation/managerrequest.h"

#include "app/simulation/managerpages.h"
#include "app/simulation/managertime.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int sessionLetters = 32;
constexpr qsizetype longestPlainText = 4096;

QByteArray envelope(const char *state, int code, const QString &description)
{
    return "{\"id\":-1,\"state\":\"" + QByteArray(state) + "\",\"error_code\":" + QByteArray::number(code)
        + ",\"error_description\":" + jsonText(description) + ",\"total_progress\":0.0";
}

} // namespace

bool ManagerRequest::isV1() const
{
    return call.target.startsWith(base + "v1/");
}

Cluster *ManagerRequest::cluster(const QString &number) const
{
    for (Cluster &one : world.fleet.clusters()) {
        if (QString::number(one.managerId) == number)
            return &one;
    }
    return nullptr;
}

Reply managerJson(const QByteArray &json, int status)
{
    return {.status = status,
            .headers = {{"Content-Type", "application/json;charset=UTF-8"}, {"Cache-Control", "no-store"}},
            .body = json};
}

Reply managerJson(const JsonObject &object, int status)
{
    return managerJson(object.json(), status);
}

Reply v1Complete(const JsonObject &object)
{
    return managerJson(envelope("COMPLETE", 0, {}) + ",\"res_obj\":" + object.json() + '}');
}

Reply v1Failed(int code, const QString &description)
{
    return managerJson(envelope("FAILED", code, description) + '}');
}

Reply v2Failed(ManagerRefusal refusal, const QString &description)
{
    int status = 400;
    QString code = u"SIM-PARAMETER"_s;
    switch (refusal) {
    case ManagerRefusal::Parameter:
        break;
    case ManagerRefusal::Permission:
        status = 403;
        code = u"SIM-PERMISSION"_s;
        break;
    case ManagerRefusal::Token:
        status = 403;
        code = u"SIM-TOKEN"_s;
        break;
    case ManagerRefusal::NotFound:
        status = 404;
        code = u"SIM-NOT-FOUND"_s;
        break;
    case ManagerRefusal::Conflict:
        status = 409;
        code = u"SIM-CONFLICT"_s;
        break;
    case ManagerRefusal::Limit:
        status = 409;
        code = u"SIM-LIMIT"_s;
        break;
    }
    return managerJson(JsonObject().add("errorCode", code).add("errorDescription", description), status);
}

std::optional<qint64> managerNumber(const ManagerRequest &request, const QString &name, qint64 absent, qint64 least,
                                    qint64 most)
{
    if (!request.query.hasQueryItem(name))
        return absent;
    bool isNumber = false;
    const qint64 number = request.value(name).toLongLong(&isNumber);
    if (!isNumber || number < least || number > most)
        return {};
    return number;
}

QByteArray managerCookie(const ManagerState &state)
{
    return state.isSecurityMode ? "JSESSIONID" : "FISessionId";
}

QByteArray openManagerSession(World &world, const QByteArray &base, ManagerSession session, Reply *reply)
{
    const QByteArray id = world.makeText(sessionLetters).toUpper();
    session.token = world.makeText(sessionLetters);
    world.manager.sessions.put(id, std::move(session), world.wall());
    reply->headers.emplace_back(
        "Set-Cookie", managerCookie(world.manager) + '=' + id + "; Path=" + base.chopped(1) + "; Secure; HttpOnly");
    return id;
}

Reply showManagerHome(ManagerRequest &request)
{
    const QString time = managerTime(request.state().zone, request.world.now());
    return htmlReply(u"FusionInsight Manager"_s,
                     u"<h1>FusionInsight Manager</h1>\n<p>User: %1</p>\n<p>Cluster time: %2 (%3)</p>\n"
                     "<p><a href=\"v1/logout_action?is_timeout_logout=false\">Log out</a></p>"_s.arg(
                         request.caller.name.toHtmlEscaped(), time, QString::fromLatin1(request.state().zone.id())));
}

Reply showManagerSession(ManagerRequest &request)
{
    // The body is documented nowhere; the clock is what the bottom bar of the pages shows.
    const qint64 now = request.world.now().time_since_epoch().count();
    return managerJson(JsonObject()
                           .add("userName", request.caller.name)
                           .raw("systemTime", QByteArray::number(now))
                           .add("timeZone", QString::fromLatin1(request.state().zone.id())));
}

Reply checkManagerLogin(ManagerRequest &request)
{
    const ManagerSession *session = request.state().sessions.find(request.session, request.world.wall());
    return managerJson(JsonObject().add("token", QString::fromLatin1(session->token)));
}

Reply checkManagerAccess(ManagerRequest &request)
{
    const ManagerSession *session = request.state().sessions.find(request.session, request.world.wall());
    return managerJson(JsonObject()
                           .add("id", -1)
                           .add("state", u"COMPLETE"_s)
                           .add("error_code", 0)
                           .add("error_description", QString())
                           .raw("total_progress", "0.0")
                           .add("modify_pwd", false)
                           .add("exist_cluster", !request.world.fleet.clusters().empty())
                           .add("remind_pwd", false)
                           .add("ref_URL", QString())
                           .add("token", QString::fromLatin1(session->token)));
}

Reply logOutOfManager(ManagerRequest &request)
{
    request.state().sessions.remove(request.session);
    Reply reply = goTo("/cas/logout");
    reply.headers.emplace_back("Set-Cookie",
                               managerCookie(request.state()) + "=; Path=" + request.base.chopped(1)
                                   + "; Max-Age=0; Secure; HttpOnly");
    return reply;
}

Reply encryptForManager(ManagerRequest &request)
{
    const QJsonValue plain = request.body.value("plainText"_L1);
    if (!plain.isString() || plain.toString().isEmpty() || plain.toString().size() > longestPlainText)
        return v2Failed(ManagerRefusal::Parameter, u"plainText must be a text of 1 to 4096 characters."_s);
    // Nothing here decrypts it, so a salted hash is as good as a cipher, and gives nothing away.
    const QByteArray salt = request.world.makeText(16);
    const QByteArray hash = QCryptographicHash::hash(salt + plain.toString().toUtf8(), QCryptographicHash::Sha256);
    return managerJson(JsonObject().add("cipherText", QString::fromLatin1((salt + hash).toBase64())));
}

} // namespace claviger::sim
