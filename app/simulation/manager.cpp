// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/manager.h"

#include "app/simulation/cas.h"
#include "app/simulation/managerpages.h"
#include "app/simulation/managerrequest.h"
#include "app/simulation/routes.h"

#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestManagerBody = 1024 * 1024;
using Right = ManagerRight;

struct ManagerPath
{
    const char *method;
    const char *pattern; // after the base; "*" stands for one part
    ManagerRoute route;
    ManagerRight right;
    bool hasBody = false; // JSON
};

constexpr std::array managerPaths{
    ManagerPath{"GET", "", showManagerHome, Right::None},
    ManagerPath{"GET", "v1/access/login_check", checkManagerAccess, Right::None},
    ManagerPath{"GET", "v1/logout_action", logOutOfManager, Right::None},
    ManagerPath{"GET", "v1/clusters", listClustersV1, Right::SeeClusters},
    ManagerPath{"GET", "v1/cluster/*/status", showClusterStatus, Right::SeeClusters},
    ManagerPath{"GET", "v1/cluster/*/services/*", showServiceV1, Right::SeeClusters},
    ManagerPath{"POST", "v1/maintain/cluster/*/service/*/start", startService, Right::Operate, true},
    ManagerPath{"POST", "v1/maintain/cluster/*/service/*/stop", stopService, Right::Operate, true},
    ManagerPath{"POST", "v1/access/modify_self_password", changeOwnPassword, Right::None},
    ManagerPath{"GET", "v1/common/command/*/progress", showCommandProgress, Right::SeeClusters},
    ManagerPath{"GET", "v1/monitor/metrics_info", showMetrics, Right::SeeClusters},
    ManagerPath{"GET", "api/v2/session/status", showManagerSession, Right::None},
    ManagerPath{"POST", "api/v2/session/login_check", checkManagerLogin, Right::None},
    ManagerPath{"GET", "api/v2/clusters", listClustersV2, Right::SeeClusters},
    ManagerPath{"GET", "api/v2/hosts", listManagerHosts, Right::SeeClusters},
    ManagerPath{"GET", "api/v2/clusters/*/services/*/summary", showServiceSummary, Right::SeeClusters},
    ManagerPath{"GET", "api/v2/clusters/*/services/Kafka/private/topics", listTopics, Right::SeeClusters},
    ManagerPath{"GET", "api/v2/permission/users", listManagerUsers, Right::Administrate},
    ManagerPath{"POST", "api/v2/permission/users", addManagerUser, Right::Administrate, true},
    ManagerPath{"PUT", "api/v2/permission/users/*", changeManagerUser, Right::Administrate, true},
    ManagerPath{"DELETE", "api/v2/permission/users", deleteManagerUsers, Right::Administrate, true},
    ManagerPath{"POST", "api/v2/permission/users/operations/export", exportManagerUsers, Right::Administrate},
    ManagerPath{"GET", "api/v2/permission/users/download", downloadManagerUsers, Right::Administrate},
    ManagerPath{"POST", "api/v2/permission/users/*/password/reset", resetPassword, Right::Administrate, true},
    ManagerPath{"PUT", "api/v2/permission/users/*/password/reset", resetPassword, Right::Administrate, true},
    ManagerPath{"POST", "api/v2/tools/encrypt", encryptForManager, Right::Administrate, true},
    // From here on nothing is documented: resources/managerprofiles/simulated.json describes it.
    ManagerPath{"GET", "api/v2/alarms", listAlarms, Right::SeeAlarms},
    ManagerPath{"GET", "api/v2/alarms/history", listAlarmHistory, Right::SeeAlarms},
    ManagerPath{"GET", "api/v2/alarms/count", countAlarms, Right::SeeAlarms},
    ManagerPath{"GET", "api/v2/alarms/masks", listMasks, Right::SeeAlarms},
    ManagerPath{"GET", "api/v2/alarms/download", downloadAlarms, Right::SeeAlarms},
    ManagerPath{"GET", "api/v2/alarms/*", showAlarm, Right::SeeAlarms},
    ManagerPath{"PUT", "api/v2/alarms/operations/clear", clearAlarms, Right::ChangeAlarms, true},
    ManagerPath{"PUT", "api/v2/alarms/operations/mask", maskAlarms, Right::ChangeAlarms, true},
    ManagerPath{"PUT", "api/v2/alarms/operations/unmask", unmaskAlarms, Right::ChangeAlarms, true},
    ManagerPath{"POST", "api/v2/alarms/operations/export", exportAlarms, Right::SeeAlarms},
    ManagerPath{"GET", "api/v2/events", listEvents, Right::SeeAlarms},
    ManagerPath{"POST", "api/v2/logs/collections", collectLogs, Right::CollectLogs, true},
    ManagerPath{"GET", "api/v2/logs/collections", listCollections, Right::CollectLogs},
    ManagerPath{"GET", "api/v2/logs/collections/*", showCollection, Right::CollectLogs},
    ManagerPath{"DELETE", "api/v2/logs/collections/*", removeCollection, Right::CollectLogs},
    ManagerPath{"GET", "api/v2/logs/collections/*/package", fetchPackage, Right::CollectLogs},
};

// The vendor's sample joins a base that ends in "/" and a path that begins with one; the server takes it.
QByteArray withoutDoubleSlashes(const QByteArray &target)
{
    const qsizetype query = target.indexOf('?');
    const qsizetype pathEnd = query < 0 ? target.size() : query;
    QByteArray single;
    single.reserve(target.size());
    for (qsizetype i = 0; i < target.size(); ++i) {
        if (i >= pathEnd || target[i] != '/' || !single.endsWith('/'))
            single += target[i];
    }
    return single;
}

// Null: the caller is known, and the request now knows whose call it is. The new cookies are left in the reply.
std::optional<Reply> recognizeByPassword(ManagerRequest &request, const QByteArray &credentials, bool changesPassword,
                                         Reply *cookies)
{
    const auto decoded = QByteArray::fromBase64Encoding(credentials.trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    const QString pair = decoded ? QString::fromUtf8(*decoded) : QString();
    const qsizetype colon = pair.indexOf(u':');
    if (colon < 0)
        return loginPage(request.call, LoginProblem::WrongPassword);
    const QString name = pair.left(colon);
    switch (request.state().checkPassword(name, pair.mid(colon + 1), request.world.wall())) {
    case ManagerState::Verdict::Wrong:
        return loginPage(request.call, LoginProblem::WrongPassword);
    case ManagerState::Verdict::Locked:
        return loginPage(request.call, LoginProblem::Locked);
    case ManagerState::Verdict::Right:
        break;
    }
    const ManagerUser &user = *request.state().user(name);
    if (user.mustChangePassword && !changesPassword)
        return changePasswordPage(request.call);
    request.caller = user;
    request.isBasic = true;
    const QByteArray id = managerSessionOf(request.world, request.call);
    const ManagerSession *known = request.state().sessions.find(id, request.world.wall());
    if (known && known->user == name)
        request.session = id;
    else
        request.session = openManagerSession(request.world, request.base, {.user = name}, cookies);
    return {};
}

std::optional<Reply> recognize(ManagerRequest &request, const ManagerPath &path, Reply *cookies)
{
    const QByteArray authorization = request.call.header("Authorization");
    if (authorization.left(6).toLower() == "basic ")
        return recognizeByPassword(request, authorization.mid(6), path.route == changeOwnPassword, cookies);
    const QByteArray id = managerSessionOf(request.world, request.call);
    const ManagerSession *session = request.state().sessions.find(id, request.world.wall());
    const ManagerUser *user = session ? request.state().user(session->user) : nullptr;
    if (!user)
        return loginPage(request.call, LoginProblem::None);
    request.caller = *user;
    request.session = id;
    request.state().sessions.renew(id, request.world.wall());
    return {};
}

// The token proves that the call was meant: a cookie alone comes along with a forged one too. The reverse proxy wants
// it with every call.
bool lacksToken(const ManagerRequest &request, const ManagerPath &path)
{
    if (request.isBasic || path.right == Right::None)
        return false;
    if (request.base == "/web/" && request.call.method == "GET")
        return false;
    const ManagerSession *session = request.state().sessions.find(request.session, request.world.wall());
    return !session || request.call.header("X-HW-FI-Auth-Token") != session->token;
}

Reply refusedFor(const ManagerRequest &request, ManagerRefusal refusal, const QString &english, const QString &chinese)
{
    const QString text = asksForChinese(request.call) ? chinese : english;
    Reply reply = v2Failed(refusal, text);
    if (request.isV1())
        reply.body = v1Failed(reply.status, text).body;
    return reply;
}

std::optional<Reply> readManagerBody(ManagerRequest &request)
{
    if (request.call.body.size() > longestManagerBody) {
        Reply reply = v2Failed(ManagerRefusal::Parameter, u"The request body is too large."_s);
        reply.status = 413;
        return reply;
    }
    const QJsonDocument document = QJsonDocument::fromJson(request.call.body);
    if (!document.isObject())
        return v2Failed(ManagerRefusal::Parameter, u"The request body must be a JSON object."_s);
    request.body = document.object();
    return {};
}

Reply answerPath(ManagerRequest &request, const ManagerPath &path)
{
    Reply cookies;
    if (std::optional<Reply> refusal = recognize(request, path, &cookies)) {
        // The documented way in through CAS begins here, without a session; so does a browser.
        if ((path.route == checkManagerAccess || path.route == showManagerHome) && !request.isBasic
            && request.call.header("Authorization").isEmpty()) {
            return beginManagerLogin(request.world, request.call, request.base);
        }
        return *refusal;
    }
    Reply reply;
    if (lacksToken(request, path)) {
        reply = refusedFor(request, ManagerRefusal::Token,
                           u"The header X-HW-FI-Auth-Token is missing or wrong. Get the token from login_check."_s,
                           u"X-HW-FI-Auth-Token 缺失或错误。"_s);
    } else if (!request.caller.may(path.right)) {
        reply = refusedFor(request, ManagerRefusal::Permission, u"The user has no permission for this operation."_s,
                           u"用户没有执行该操作的权限。"_s);
    } else if (std::optional<Reply> refusal = path.hasBody ? readManagerBody(request) : std::nullopt) {
        reply = *refusal;
    } else {
        reply = path.route(request);
    }
    reply.headers.insert(reply.headers.end(), cookies.headers.begin(), cookies.headers.end());
    return reply;
}

Reply answerUnder(World &world, const Call &call, const QByteArray &base)
{
    Call inner = call;
    inner.target = call.target.mid(base.size());
    if (inner.path() == "cas_security_check.htm")
        return endManagerLogin(world, call, base);
    const auto match = findRoute(managerPaths, inner);
    if (match.allowed.isEmpty())
        return htmlReply(u"HTTP Status 404"_s, u"<h1>HTTP Status 404 – Not Found</h1>"_s, 404);
    if (!match.route) {
        Reply reply = htmlReply(u"HTTP Status 405"_s, u"<h1>HTTP Status 405 – Method Not Allowed</h1>"_s, 405);
        reply.headers.emplace_back("Allow", match.allowed.join(", "));
        return reply;
    }
    ManagerRequest request{.world = world, .call = call, .base = base, .ids = match.ids, .query = queryOf(call)};
    return answerPath(request, *match.route);
}

} // namespace

Reply answerManager(World &world, const Endpoints &, const Call &call)
{
    switch (world.manager.reach) {
    case ManagerState::Reach::Refuses:
        return {.ending = Reply::Ending::Close};
    case ManagerState::Reach::Hangs:
        return {.ending = Reply::Ending::Silence};
    case ManagerState::Reach::Answers:
        break;
    }
    Call plain = call;
    plain.target = withoutDoubleSlashes(call.target);
    if (plain.method == "HEAD") // the door leaves the body out
        plain.method = "GET";
    const QByteArray path = plain.path();
    if (path.startsWith("/cas/"))
        return answerCas(world, plain);
    for (const QByteArray &base : {QByteArray("/web/"), QByteArray("/mrsmanager/")}) {
        if (path.startsWith(base))
            return answerUnder(world, plain, base);
        if (path == base.chopped(1))
            return goTo(base);
    }
    if (path == "/")
        return goTo("/web/");
    return htmlReply(u"HTTP Status 404"_s, u"<h1>HTTP Status 404 – Not Found</h1>"_s, 404);
}

} // namespace claviger::sim
