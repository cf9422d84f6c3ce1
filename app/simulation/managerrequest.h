// SPDX-License-Identifier: Apache-2.0
// What every Manager route is given, and the shapes of answers that all of them use: the envelope of v1 (documented),
// the plain JSON of api/v2, and its errors, which are ours: manager.md knows none.
#pragma once

#include "app/simulation/manager.h"
#include "app/simulation/wirejson.h"

#include <QJsonObject>
#include <QUrlQuery>

namespace claviger::sim {

struct ManagerRequest
{
    World &world;
    const Call &call;
    QByteArray base = {}; // "/web/" or, through the reverse proxy, "/mrsmanager/"
    QStringList ids = {}; // the variable parts of the path, decoded
    QUrlQuery query = {};
    QJsonObject body = {};
    ManagerUser caller = {};
    QByteArray session = {}; // its id
    bool isBasic = false; // the password came with this very request

    [[nodiscard]] ManagerState &state() const { return world.manager; }
    [[nodiscard]] bool isV1() const;
    [[nodiscard]] QString value(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
    [[nodiscard]] Cluster *cluster(const QString &number) const; // by the number Manager gave it
};

using ManagerRoute = Reply (*)(ManagerRequest &request);

[[nodiscard]] Reply managerJson(const QByteArray &json, int status = 200);
[[nodiscard]] Reply managerJson(const JsonObject &object, int status = 200);
[[nodiscard]] Reply v1Complete(const JsonObject &object); // object: res_obj
[[nodiscard]] Reply v1Failed(int code, const QString &description); // HTTP 200, as every business error of v1
enum class ManagerRefusal { Parameter, Permission, Token, NotFound, Conflict, Limit };
[[nodiscard]] Reply v2Failed(ManagerRefusal refusal, const QString &description);
// A whole number of the query within bounds; none: it is not one. Absent: what stands for it.
[[nodiscard]] std::optional<qint64> managerNumber(const ManagerRequest &request, const QString &name, qint64 absent,
                                                  qint64 least, qint64 most);
// Name of the cookie that holds the session.
[[nodiscard]] QByteArray managerCookie(const ManagerState &state);
// A new session, its cookie added to the reply.
QByteArray openManagerSession(World &world, const QByteArray &base, ManagerSession session, Reply *reply);

// Codes of v1Failed(); the documentation names none.
inline constexpr int noSuchCluster = 12;
inline constexpr int noSuchService = 13;
inline constexpr int noSuchCommand = 15;

// managersession.cpp
[[nodiscard]] Reply showManagerHome(ManagerRequest &request);
[[nodiscard]] Reply showManagerSession(ManagerRequest &request);
[[nodiscard]] Reply checkManagerLogin(ManagerRequest &request); // v2: gives the token
[[nodiscard]] Reply checkManagerAccess(ManagerRequest &request); // v1: the same
[[nodiscard]] Reply logOutOfManager(ManagerRequest &request);
[[nodiscard]] Reply encryptForManager(ManagerRequest &request);

// managercommands.cpp
[[nodiscard]] Reply startService(ManagerRequest &request);
[[nodiscard]] Reply stopService(ManagerRequest &request);
[[nodiscard]] Reply showCommandProgress(ManagerRequest &request);

// managerpasswords.cpp
[[nodiscard]] Reply changeOwnPassword(ManagerRequest &request);
[[nodiscard]] Reply resetPassword(ManagerRequest &request);
// manager.md, 1.3: 8 to 64 characters of at least 4 kinds, not the user name or its reverse.
[[nodiscard]] bool isGoodManagerPassword(const QString &password, const QString &name);

// managerclusters.cpp
[[nodiscard]] Reply listClustersV1(ManagerRequest &request);
[[nodiscard]] Reply showClusterStatus(ManagerRequest &request);
[[nodiscard]] Reply showServiceV1(ManagerRequest &request);
[[nodiscard]] Reply showMetrics(ManagerRequest &request);
[[nodiscard]] Reply listClustersV2(ManagerRequest &request);
[[nodiscard]] Reply listManagerHosts(ManagerRequest &request);
[[nodiscard]] Reply showServiceSummary(ManagerRequest &request);
[[nodiscard]] Reply listTopics(ManagerRequest &request);

// managerusers.cpp
[[nodiscard]] Reply listManagerUsers(ManagerRequest &request);
[[nodiscard]] Reply addManagerUser(ManagerRequest &request);
[[nodiscard]] Reply changeManagerUser(ManagerRequest &request);
[[nodiscard]] Reply deleteManagerUsers(ManagerRequest &request);
[[nodiscard]] Reply exportManagerUsers(ManagerRequest &request);
[[nodiscard]] Reply downloadManagerUsers(ManagerRequest &request);

// manageralarms.cpp
// What the parameters of a list ask for. Those that are unknown count for nothing, as everywhere in Manager.
[[nodiscard]] tl::expected<AlarmQuery, Reply> alarmQueryFor(const ManagerRequest &request, bool wantsEvents);
[[nodiscard]] Reply listAlarms(ManagerRequest &request);
[[nodiscard]] Reply listAlarmHistory(ManagerRequest &request);
[[nodiscard]] Reply listEvents(ManagerRequest &request);
[[nodiscard]] Reply countAlarms(ManagerRequest &request);
[[nodiscard]] Reply showAlarm(ManagerRequest &request);
[[nodiscard]] Reply clearAlarms(ManagerRequest &request);
[[nodiscard]] Reply listMasks(ManagerRequest &request);
[[nodiscard]] Reply maskAlarms(ManagerRequest &request);
[[nodiscard]] Reply unmaskAlarms(ManagerRequest &request);

// manageralarmexport.cpp
[[nodiscard]] Reply exportAlarms(ManagerRequest &request);
[[nodiscard]] Reply downloadAlarms(ManagerRequest &request);

// managerlogcalls.cpp
[[nodiscard]] Reply collectLogs(ManagerRequest &request);
[[nodiscard]] Reply listCollections(ManagerRequest &request);
[[nodiscard]] Reply showCollection(ManagerRequest &request);
[[nodiscard]] Reply removeCollection(ManagerRequest &request);
[[nodiscard]] Reply fetchPackage(ManagerRequest &request);
// The progress of v1; nothing: there is no collection of that number.
[[nodiscard]] std::optional<Reply> collectionProgress(ManagerRequest &request);

} // namespace claviger::sim
