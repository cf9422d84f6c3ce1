// SPDX-License-Identifier: Apache-2.0
// The users of the simulated Manager as its calls manage them: manager.md, 1.5, rows 17 to 19. Bodies have the shape of
// the vendor's sample set.
#include "app/simulation/managerrequest.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestName = 64;
constexpr qsizetype longestDescriptionOfUser = 512;

JsonObject described(const ManagerUser &user)
{
    return JsonObject()
        .add("userName", user.name)
        .add("userType", user.isHuman ? u"HM"_s : u"MM"_s)
        .raw("userGroups", jsonArray(user.groups))
        .add("primaryGroup", user.primaryGroup)
        .raw("userRoles", jsonArray(user.roles))
        .add("description", user.description)
        .add("locked", user.lockedUntil.has_value());
}

bool isGoodName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 128) || c == u'_' || c == u'-' || c == u'.';
    });
}

// Absent: nothing. Not a list of texts: none.
std::optional<QStringList> textsOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return QStringList();
    if (!value.isArray())
        return {};
    QStringList texts;
    const QJsonArray values = value.toArray();
    for (const auto &one : values) {
        if (!one.isString())
            return {};
        texts.append(one.toString());
    }
    return texts;
}

// Puts what the body says into the user; a sentence if it cannot be.
QString readUser(const QJsonObject &body, ManagerUser *user, bool needsPassword)
{
    const QString password = body["password"_L1].toString();
    if (needsPassword || !password.isEmpty()) {
        if (password != body["confirmPassword"_L1].toString())
            return u"The two passwords are not the same."_s;
        if (!isGoodManagerPassword(password, user->name))
            return u"The password does not meet the rules."_s;
        user->password = password;
    }
    const std::optional<QStringList> groups = textsOf(body["userGroups"_L1]);
    const std::optional<QStringList> roles = textsOf(body["userRoles"_L1]);
    if (!groups || !roles)
        return u"userGroups and userRoles must be lists of texts."_s;
    const QString type = body["userType"_L1].toString(u"HM"_s);
    if (type != "HM"_L1 && type != "MM"_L1)
        return u"userType must be HM or MM."_s;
    const QString description = body["description"_L1].toString();
    if (description.size() > longestDescriptionOfUser)
        return u"The description is too long."_s;
    user->groups = *groups;
    user->roles = *roles;
    user->isHuman = type == "HM"_L1;
    user->primaryGroup = body["primaryGroup"_L1].toString();
    user->description = description;
    return {};
}

std::vector<const ManagerUser *> usersLike(ManagerRequest &request)
{
    const QString filter = request.value(u"filter"_s);
    std::vector<const ManagerUser *> users;
    for (const ManagerUser &user : request.state().users()) {
        if (user.name.contains(filter, Qt::CaseInsensitive))
            users.push_back(&user);
    }
    const bool descends = request.value(u"order"_s).compare("DESC"_L1, Qt::CaseInsensitive) == 0;
    std::sort(users.begin(), users.end(), [descends](const ManagerUser *a, const ManagerUser *b) {
        return descends ? b->name < a->name : a->name < b->name;
    });
    return users;
}

} // namespace

Reply listManagerUsers(ManagerRequest &request)
{
    const std::optional<qint64> offset = managerNumber(request, u"offset"_s, 0, 0, 1'000'000);
    const std::optional<qint64> limit = managerNumber(request, u"limit"_s, 10, 1, 1'000);
    if (!offset || !limit)
        return v2Failed(ManagerRefusal::Parameter, u"offset and limit must be numbers, limit 1 to 1000."_s);
    const std::vector<const ManagerUser *> users = usersLike(request);
    std::vector<JsonObject> page;
    for (auto i = static_cast<std::size_t>(*offset); i < users.size() && page.size() < static_cast<std::size_t>(*limit);
         ++i)
        page.push_back(described(*users[i]));
    return managerJson(JsonObject().add("totalCount", static_cast<int>(users.size())).add("users", page));
}

Reply addManagerUser(ManagerRequest &request)
{
    ManagerUser user{.name = request.body.value("userName"_L1).toString()};
    if (!isGoodName(user.name))
        return v2Failed(ManagerRefusal::Parameter, u"userName must be 1 to 64 letters, digits, '_', '-' or '.'."_s);
    if (request.state().user(user.name))
        return v2Failed(ManagerRefusal::Conflict, u"The user exists already."_s);
    if (const QString problem = readUser(request.body, &user, true); !problem.isEmpty())
        return v2Failed(ManagerRefusal::Parameter, problem);
    user.mustChangePassword = user.isHuman;
    request.state().add(std::move(user));
    return managerJson(JsonObject());
}

Reply changeManagerUser(ManagerRequest &request)
{
    ManagerUser *known = request.state().user(request.ids.front());
    if (!known)
        return v2Failed(ManagerRefusal::NotFound, u"The user does not exist."_s);
    ManagerUser changed = *known;
    if (const QString problem = readUser(request.body, &changed, false); !problem.isEmpty())
        return v2Failed(ManagerRefusal::Parameter, problem);
    *known = changed;
    return managerJson(JsonObject());
}

Reply deleteManagerUsers(ManagerRequest &request)
{
    const std::optional<QStringList> names = textsOf(request.body.value("userNames"_L1));
    if (!names || names->isEmpty())
        return v2Failed(ManagerRefusal::Parameter, u"userNames must be a list of names."_s);
    for (const QString &name : *names) {
        if (!request.state().user(name))
            return v2Failed(ManagerRefusal::NotFound, u"The user %1 does not exist."_s.arg(name));
        if (name == "admin"_L1 || name == request.caller.name)
            return v2Failed(ManagerRefusal::Conflict, u"The user %1 cannot be deleted."_s.arg(name));
    }
    for (const QString &name : *names)
        request.state().removeUser(name);
    return managerJson(JsonObject());
}

Reply exportManagerUsers(ManagerRequest &request)
{
    const QString format = request.query.hasQueryItem(u"format"_s) ? request.value(u"format"_s) : u"txt"_s;
    if (format != "txt"_L1 && format != "csv"_L1)
        return v2Failed(ManagerRefusal::Parameter, u"format must be txt or csv."_s);
    const QChar separator = format == "csv"_L1 ? u',' : u'|';
    QString text = QStringList{u"User Name"_s, u"User Type"_s, u"Roles"_s}.join(separator) + u'\n';
    for (const ManagerUser *user : usersLike(request)) {
        text +=
            QStringList{user->name, user->isHuman ? u"Human-Machine"_s : u"Machine-Machine"_s, user->roles.join(u';')}
                .join(separator)
            + u'\n';
    }
    const QByteArray name = "users_" + request.world.makeText(12) + '.' + format.toLatin1();
    request.state().exports.put(name, {.contents = text.toUtf8()}, request.world.wall());
    return managerJson(JsonObject().add("fileName", QString::fromLatin1(name)));
}

Reply downloadManagerUsers(ManagerRequest &request)
{
    const QByteArray name = request.value(u"file_name"_s).toUtf8();
    const ManagerExport *file = request.state().exports.find(name, request.world.wall());
    if (!file || file->alarms)
        return v2Failed(ManagerRefusal::NotFound, u"The file does not exist."_s);
    return {.status = 200,
            .headers = {{"Content-Type", "application/octet-stream"},
                        {"Content-Disposition", "attachment; filename=\"" + name + '"'}},
            .body = file->contents};
}

} // namespace claviger::sim
