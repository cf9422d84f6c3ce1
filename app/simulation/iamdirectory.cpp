// SPDX-License-Identifier: Apache-2.0
// Users, domains, projects, quotas and the policies of an account: iam.md, sections 2.8, 4 and 6.
#include "app/simulation/iamrequest.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

JsonObject listedUser(const IamRequest &request, const User &user)
{
    JsonObject wire;
    wire.add("id", user.id)
        .add("name", user.name)
        .add("domain_id", user.accountId)
        .add("enabled", user.enabled)
        .add("description", user.description)
        .add("email", user.email);
    if (user.passwordExpires)
        wire.add("password_expires_at", wireTimeNoZone(*user.passwordExpires));
    else
        wire.null("password_expires_at");
    return wire.add("pwd_status", false)
        .add("pwd_strength", u"high"_s)
        .add("default_project_id", QString())
        .add("last_project_id", QString())
        .add("links", JsonObject().add("self", request.link(u"/v3/users/"_s + user.id)));
}

// The user of the path, if the caller is that user or administers the account.
tl::expected<User, Reply> visibleUser(IamRequest &request, const QString &action)
{
    const QString id = request.ids.front();
    if (id != request.caller.id && !request.caller.isSecurityAdministrator())
        return tl::unexpected(notAuthorized(action));
    const User *user = request.world.user(id);
    if (!user || user->accountId != request.caller.accountId)
        return tl::unexpected(notFound(u"user"_s, id.left(100)));
    return *user;
}

JsonObject projectFields(const IamRequest &request, const Project &project)
{
    return JsonObject()
        .add("id", project.id)
        .add("name", project.name)
        .add("domain_id", project.accountId)
        .add("parent_id", project.parentId)
        .add("is_domain", false)
        .add("enabled", true)
        .add("description", QString())
        .add("links", JsonObject().add("self", request.link(u"/v3/projects/"_s + project.id)));
}

Reply projectList(const IamRequest &request, const std::vector<Project> &projects, const QString &path)
{
    const auto wire =
        jsonList(projects, [&request](const Project &project) { return projectFields(request, project); });
    return jsonReply(200, JsonObject().add("projects", wire).add("links", listLinks(request, path)));
}

std::vector<Project> projectsOf(const World &world, const QString &accountId)
{
    std::vector<Project> projects = world.projects();
    std::erase_if(projects, [&](const Project &project) { return project.accountId != accountId; });
    return projects;
}

// The account of the path, if the caller administers it.
tl::expected<Account, Reply> administeredAccount(IamRequest &request, const QString &action)
{
    const Account *account = request.world.account(request.ids.front());
    if (!account || !request.isAdministratorOf(account->id) || !request.isAccountScoped())
        return tl::unexpected(notAuthorized(action));
    return *account;
}

// lt:2016-12-08T22:02:00Z and the like (iam.md, 6.1).
struct ExpiryFilter
{
    QString relation = {}; // lt, lte, gt, gte, eq, neq; empty: all fit
    Instant when = {};

    [[nodiscard]] bool fits(const std::optional<Instant> &expires) const
    {
        if (relation.isEmpty())
            return true;
        if (!expires)
            return false;
        return relation == "lt"_L1    ? *expires < when
            : relation == "lte"_L1 ? *expires <= when
            : relation == "gt"_L1  ? *expires > when
            : relation == "gte"_L1 ? *expires >= when
            : relation == "eq"_L1  ? *expires == when
                                   : *expires != when;
    }
};

std::optional<ExpiryFilter> readExpiryFilter(const QString &text)
{
    if (text.isEmpty())
        return ExpiryFilter();
    static const QStringList relations{u"lt"_s, u"lte"_s, u"gt"_s, u"gte"_s, u"eq"_s, u"neq"_s};
    const qsizetype colon = text.indexOf(u':');
    const Result<Instant> when = parseWireTime(text.mid(colon + 1));
    if (!relations.contains(text.left(std::max<qsizetype>(colon, 0))) || !when)
        return {};
    return ExpiryFilter{.relation = text.left(colon), .when = *when};
}

struct Quota
{
    const char *type;
    int most;
    std::ptrdiff_t used;
};

int minutes(std::chrono::milliseconds duration)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::minutes>(duration).count());
}

} // namespace

Reply listUsers(IamRequest &request)
{
    const QString action = u"identity:list_users"_s;
    if (!request.caller.isSecurityAdministrator() || !request.isAccountScoped())
        return notAuthorized(action);
    const QString domainId = request.query.queryItemValue(u"domain_id"_s, QUrl::FullyDecoded);
    if (!domainId.isEmpty() && domainId != request.caller.accountId)
        return notAuthorized(action);
    const QString name = request.query.queryItemValue(u"name"_s, QUrl::FullyDecoded);
    QString enabled = request.query.queryItemValue(u"enabled"_s).toLower();
    if (enabled.isEmpty())
        enabled = u"true"_s; // the page says so
    if (enabled != "true"_L1 && enabled != "false"_L1)
        return badValue(u"enabled"_s, enabled.left(100));
    const std::optional<ExpiryFilter> expiry =
        readExpiryFilter(request.query.queryItemValue(u"password_expires_at"_s, QUrl::FullyDecoded));
    if (!expiry)
        return badValue(u"password_expires_at"_s, request.query.queryItemValue(u"password_expires_at"_s).left(100));
    std::vector<JsonObject> users;
    for (const User &user : request.world.users()) {
        if (expiry->fits(user.passwordExpires) && user.accountId == request.caller.accountId && user.enabled == (enabled == "true"_L1)
            && (name.isEmpty() || name == user.name))
            users.push_back(listedUser(request, user));
    }
    return jsonReply(200, JsonObject().add("users", users).add("links", listLinks(request, u"/v3/users"_s)));
}

Reply showUser(IamRequest &request)
{
    const tl::expected<User, Reply> user = visibleUser(request, u"identity:get_user"_s);
    if (!user)
        return user.error();
    return jsonReply(200, JsonObject().add("user", listedUser(request, *user)));
}

Reply showUserDetail(IamRequest &request)
{
    const tl::expected<User, Reply> user = visibleUser(request, u"iam:users:getUser"_s);
    if (!user)
        return user.error();
    const auto time = [](Instant instant) { return toUtc(instant).toString(u"yyyy-MM-dd HH:mm:ss'.0'"_s); };
    JsonObject wire;
    wire.add("id", user->id)
        .add("name", user->name)
        .add("domain_id", user->accountId)
        .add("enabled", user->enabled)
        .add("description", user->description)
        .add("email", user->email)
        .add("phone", QString())
        .add("areacode", QString())
        .add("xuser_id", QString())
        .add("xuser_type", QString())
        .add("pwd_status", false)
        .add("pwd_strength", u"Strong"_s)
        .add("is_domain_owner", false)
        .add("create_time", time(user->created))
        .null("update_time");
    if (user->lastSignIn)
        wire.add("last_login_time", time(*user->lastSignIn)).add("last_pwd_auth_time", time(*user->lastSignIn));
    else
        wire.null("last_login_time").null("last_pwd_auth_time");
    wire.add("links", JsonObject().add("self", request.link(u"/v3.0/OS-USER/users/"_s + user->id)));
    return jsonReply(200, JsonObject().add("user", wire));
}

Reply listDomains(IamRequest &request)
{
    const Account *account = request.world.account(request.caller.accountId);
    std::vector<JsonObject> domains;
    if (account) {
        domains.push_back(JsonObject()
                              .add("id", account->id)
                              .add("name", account->name)
                              .add("enabled", true)
                              .add("description", QString())
                              .add("links", JsonObject().add("self", request.link(u"/v3/domains/"_s + account->id))));
    }
    return jsonReply(200, JsonObject().add("domains", domains).add("links", listLinks(request, u"/v3/auth/domains"_s)));
}

Reply listOwnProjects(IamRequest &request)
{
    return projectList(request, projectsOf(request.world, request.caller.accountId), u"/v3/auth/projects"_s);
}

Reply listProjects(IamRequest &request)
{
    const auto asked = [&](const QString &name) { return request.query.queryItemValue(name, QUrl::FullyDecoded); };
    if (!asked(u"domain_id"_s).isEmpty() && asked(u"domain_id"_s) != request.caller.accountId)
        return notAuthorized(u"identity:list_projects"_s);
    std::vector<Project> projects = projectsOf(request.world, request.caller.accountId);
    if (const QString name = asked(u"name"_s); !name.isEmpty())
        std::erase_if(projects, [&](const Project &project) { return project.name != name; });
    if (const QString parent = asked(u"parent_id"_s); !parent.isEmpty())
        std::erase_if(projects, [&](const Project &project) { return project.parentId != parent; });
    if (asked(u"enabled"_s) == "false"_L1 || asked(u"is_domain"_s) == "true"_L1)
        projects.clear();
    const QString page = asked(u"page"_s);
    const QString perPage = asked(u"per_page"_s);
    if (page.isEmpty() != perPage.isEmpty())
        return badValue(page.isEmpty() ? u"page"_s : u"per_page"_s, QString());
    if (!page.isEmpty()) {
        const int number = page.toInt();
        const int size = perPage.toInt();
        if (number < 1)
            return badValue(u"page"_s, page.left(100));
        if (size < 1 || size > 5'000)
            return badValue(u"per_page"_s, perPage.left(100));
        const std::size_t skipped = static_cast<std::size_t>(number - 1) * static_cast<std::size_t>(size);
        projects.erase(projects.begin(),
                       projects.begin() + static_cast<std::ptrdiff_t>(std::min(skipped, projects.size())));
        if (projects.size() > static_cast<std::size_t>(size))
            projects.resize(static_cast<std::size_t>(size));
    }
    return projectList(request, projects, u"/v3/projects"_s);
}

Reply listProjectsOfUser(IamRequest &request)
{
    const tl::expected<User, Reply> user = visibleUser(request, u"iam:projects:listProjectsForUser"_s);
    if (!user)
        return user.error();
    return projectList(request, projectsOf(request.world, user->accountId), u"/v3/users/%1/projects"_s.arg(user->id));
}

Reply showQuotas(IamRequest &request)
{
    World &world = request.world;
    const QString &accountId = request.caller.accountId;
    if (request.ids.front() != accountId)
        return notAuthorized(u"iam:quotas:listQuotas"_s);
    const auto &agencies = world.agencies.all();
    const auto &roles = world.agencies.roles();
    const auto isOurs = [&](const auto &one) { return one.accountId == accountId; };
    const auto users = std::count_if(world.users().begin(), world.users().end(), isOurs);
    const std::array quotas{
        Quota{"user", world.iam.userQuota, users},
        Quota{"group", 20, 1},
        Quota{"idp", 10, 0},
        Quota{"agency", world.iam.agencyQuota, std::count_if(agencies.begin(), agencies.end(), isOurs)},
        Quota{"policy", 200, std::count_if(roles.begin(), roles.end(), isOurs)},
    };
    const QString type = request.query.queryItemValue(u"type"_s, QUrl::FullyDecoded);
    std::vector<JsonObject> resources;
    for (const Quota &quota : quotas) {
        if (!type.isEmpty() && type != QLatin1String(quota.type))
            continue;
        resources.push_back(JsonObject()
                                .add("type", QString::fromLatin1(quota.type))
                                .add("quota", quota.most)
                                .add("used", static_cast<int>(quota.used))
                                .add("min", 10)
                                .add("max", 2 * quota.most));
    }
    if (resources.empty())
        return badValue(u"type"_s, type.left(100));
    return jsonReply(200, JsonObject().add("quotas", JsonObject().add("resources", resources)));
}

Reply showProtectPolicy(IamRequest &request)
{
    const tl::expected<Account, Reply> account =
        administeredAccount(request, u"iam:securitypolicies:getProtectPolicy"_s);
    if (!account)
        return account.error();
    const JsonObject allowed = JsonObject()
                                   .add("manage_accesskey", account->usersManageOwnKeys)
                                   .add("manage_email", true)
                                   .add("manage_mobile", true)
                                   .add("manage_password", true);
    return jsonReply(
        200,
        JsonObject().add("protect_policy", JsonObject().add("operation_protection", false).add("allow_user", allowed)));
}

Reply showLoginPolicy(IamRequest &request)
{
    const tl::expected<Account, Reply> account = administeredAccount(request, u"iam:securitypolicies:getLoginPolicy"_s);
    if (!account)
        return account.error();
    const LoginPolicy &policy = request.world.loginPolicy;
    return jsonReply(200,
                     JsonObject().add("login_policy",
                                      JsonObject()
                                          .add("account_validity_period", 0)
                                          .add("custom_info_for_login", QString())
                                          .add("lockout_duration", minutes(policy.lockedFor))
                                          .add("login_failed_times", policy.attempts)
                                          .add("period_with_login_failures", minutes(policy.countedWithin))
                                          .add("session_timeout", 60)
                                          .add("show_recent_login_info", false)));
}

} // namespace claviger::sim
