// SPDX-License-Identifier: Apache-2.0
// Changes of the cloud as a whole: how its services behave, its users, its alarms, and its Manager.
#include "app/simulation/change.h"
#include "app/simulation/incidents.h"
#include "app/simulation/settings.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

using Nodes = std::vector<Server *>;

constexpr int mostCalls = 1'000'000;
constexpr int mostUsers = 10'000;
constexpr int mostAlarms = 1'000'000;
constexpr int dayInSeconds = 86'400;

Change changeBy(const Settings<World> &settings)
{
    Change change;
    change.act = [all = settings.all()](World &world, const Nodes &) {
        for (const auto &set : all)
            set(world);
    };
    return change;
}

void readFleetLevers(Settings<World> &settings)
{
    settings.flag(u"huawei"_s, [](World &world, bool is) { world.fleet.levers.isHuaweiCloud = is; });
    settings.flag(u"agency_task"_s, [](World &world, bool tells) { world.fleet.levers.tellsAgencyTask = tells; });
    settings.flag(u"cluster_list_fails"_s, [](World &world, bool fails) { world.fleet.levers.clusterListFails = fails; });
    settings.choice(u"expired_token"_s, {u"refused"_s, u"invalid"_s, u"keystone"_s}, [](World &world, qsizetype place) {
        world.fleet.levers.mrsExpiredToken = static_cast<FleetLevers::ExpiredToken>(place);
    });
    settings.number(u"mrs_calls_per_minute"_s, 0, mostCalls,
                    [](World &world, int calls) { world.fleet.levers.mrsCallsPerMinute = calls; });
    settings.number(u"ecs_calls_per_minute"_s, 0, mostCalls,
                    [](World &world, int calls) { world.fleet.levers.ecsCallsPerMinute = calls; });
    settings.number(u"binding_seconds"_s, 0, dayInSeconds, [](World &world, int seconds) {
        world.fleet.levers.agencyTakesEffectAfter = std::chrono::seconds(seconds);
    });
    settings.flag(u"metadata_shows_agency"_s,
                  [](World &world, bool shows) { world.fleet.levers.metaDataShowsAgency = shows; });
    settings.choice(u"throttled_status"_s, {u"429"_s, u"403"_s},
                    [](World &world, qsizetype place) { world.fleet.levers.throttledStatus = place == 0 ? 429 : 403; });
    settings.choice(u"no_tokens_status"_s, {u"404"_s, u"405"_s},
                    [](World &world, qsizetype place) { world.fleet.levers.noTokensStatus = place == 0 ? 404 : 405; });
}

void readIamLevers(Settings<World> &settings)
{
    settings.number(u"iam_calls_per_minute"_s, 0, mostCalls, [](World &world, int calls) {
        world.iam.throttle = {.threshold = calls, .within = std::chrono::minutes(1)};
    });
    settings.number(u"token_minutes"_s, 1, 1'440,
                    [](World &world, int minutes) { world.iam.tokenLife = std::chrono::minutes(minutes); });
    settings.number(u"key_change_ends_tokens_after_seconds"_s, 0, dayInSeconds, [](World &world, int seconds) {
        world.iam.keyChangeInvalidatesTokensAfter = std::chrono::seconds(seconds);
    });
    settings.number(u"permission_seconds"_s, 0, dayInSeconds, [](World &world, int seconds) {
        world.iam.permissionsReachObsAfter = std::chrono::seconds(seconds);
    });
    settings.flag(u"token_method"_s, [](World &world, bool takes) { world.iam.takesTokenMethod = takes; });
    settings.flag(u"users_manage_own_keys"_s,
                  [](World &world, bool may) { world.account(world.accounts().front().id)->usersManageOwnKeys = may; });
    settings.number(u"login_lock_minutes"_s, 0, 1'440,
                    [](World &world, int minutes) { world.loginPolicy.lockedFor = std::chrono::minutes(minutes); });
    settings.flag(u"obs_virtual_hosts_only"_s, [](World &world, bool only) { world.buckets.wantsVirtualHosts = only; });
    settings.number(u"agency_quota"_s, 0, 1'000, [](World &world, int quota) { world.iam.agencyQuota = quota; });
}

} // namespace

Change readLevers(Members &members)
{
    Settings<World> settings(members);
    readFleetLevers(settings);
    readIamLevers(settings);
    return changeBy(settings);
}

Change readUsers(Members &members)
{
    Change change;
    const int count = members.number(u"count"_s, 0, 0, mostUsers);
    const QString prefix = members.text(u"prefix"_s, u"user-"_s);
    change.act = [count, prefix](World &world, const Nodes &) {
        const QString account = world.accounts().front().id;
        for (int i = 1; i <= count; ++i) {
            const QString name = prefix + QString::number(i).rightJustified(5, u'0');
            if (!world.user(name, account))
                world.add(User{.name = name, .accountId = account, .created = world.now()});
        }
    };
    return change;
}

// Of the first account.
Change readUserState(Members &members)
{
    const QString name = members.text(u"name"_s);
    if (name.isEmpty())
        members.note(u"name"_s, u"a text"_s);
    Settings<User> settings(members);
    settings.flag(u"enabled"_s, [](User &user, bool is) { user.enabled = is; });
    settings.flag(u"console_only"_s, [](User &user, bool is) { user.consoleOnly = is; });
    settings.flag(u"locked"_s, [](User &user, bool is) {
        user.lockedUntil = is ? std::optional(Instant::max()) : std::nullopt;
        user.wrongPasswords.clear();
    });
    Change change;
    change.user = name;
    change.act = [name, all = settings.all()](World &world, const Nodes &) {
        for (const auto &set : all)
            set(*world.user(name, world.accounts().front().id));
    };
    return change;
}

Change readStorm(Members &members)
{
    Change change;
    const int alarms = members.number(u"alarms"_s, 10'000, 1, mostAlarms);
    const Elapsed within = std::chrono::seconds(members.number(u"seconds"_s, 60, 1, dayInSeconds));
    change.act = [alarms, within](World &world, const Nodes &) { storm(world, alarms, within); };
    return change;
}

Change readHistory(Members &members)
{
    Change change;
    const int alarms = members.number(u"alarms"_s, 0, 0, mostAlarms);
    const Elapsed within = std::chrono::hours(24 * members.number(u"days"_s, 3, 1, 365));
    change.act = [alarms, within](World &world, const Nodes &) { // what is there already is history enough
        fillHistory(world, static_cast<std::size_t>(alarms), within);
    };
    return change;
}

Change readManager(Members &members)
{
    Settings<World> settings(members);
    settings.flag(u"reachable"_s, [](World &world, bool is) {
        world.manager.reach = is ? ManagerState::Reach::Answers : ManagerState::Reach::Refuses;
    });
    settings.flag(u"hangs"_s, [](World &world, bool does) {
        world.manager.reach = does ? ManagerState::Reach::Hangs : ManagerState::Reach::Answers;
    });
    settings.flag(u"security_mode"_s, [](World &world, bool is) { world.manager.isSecurityMode = is; });
    settings.flag(u"end_sessions"_s, [](World &world, bool does) {
        if (does)
            world.manager.endSessions();
    });
    return changeBy(settings);
}

} // namespace claviger::sim
