// SPDX-License-Identifier: Apache-2.0
// The state of the simulated cloud: accounts, users, projects, tokens, access keys and the rules that keep them
// consistent; the other services keep their state in members. No HTTP here. Not thread safe: SimulatedCloud lets one
// caller in at a time.
#pragma once

#include "app/foundation/clock.h"
#include "app/simulation/agencies.h"
#include "app/simulation/agenda.h"
#include "app/simulation/alarmledger.h"
#include "app/simulation/buckets.h"
#include "app/simulation/fleet.h"
#include "app/simulation/guardian.h"
#include "app/simulation/managerstate.h"
#include "app/simulation/signaturelocks.h"
#include "app/simulation/timeline.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <random>
#include <vector>

namespace claviger::sim {

struct Account
{
    QString id = {};
    QString name = {};
    bool usersManageOwnKeys = true; // protect-policy, allow_user.manage_accesskey
};

struct User
{
    QString id = {};
    QString name = {};
    QString accountId = {};
    QString password = {};
    QStringList roles = {}; // "secu_admin" is the Security Administrator
    QString description = {};
    QString email = {};
    bool enabled = true;
    bool consoleOnly = false; // may not use the API: IAM.0081
    QByteArray totpSecret = {}; // raw bytes; set: a sign-in needs methods password and totp
    std::optional<Instant> passwordExpires = {};
    Instant created = {};
    std::optional<Instant> lastSignIn = {};

    std::vector<Instant> wrongPasswords = {};
    std::optional<Instant> lockedUntil = {};
    qint64 lastTotpStep = -1; // a code is good once

    [[nodiscard]] bool isSecurityAdministrator() const { return roles.contains(QStringLiteral("secu_admin")); }
};

struct Project
{
    QString id = {};
    QString name = {};
    QString accountId = {};
    QString parentId = {};
};

struct AccessKey
{
    QString access = {};
    QString secret = {};
    QString userId = {};
    QString description = {};
    bool active = true;
    Instant created = {};
    std::optional<Instant> lastUsed = {}; // none: never; the wire then says the time of creation
};

struct Token
{
    QString userId = {}; // of an agency's token: who took the agency over
    QString agencyId = {};
    QString projectId = {}; // empty: scoped to the account (domain)
    QStringList methods = {};
    Instant issued = {};
    Instant expires = {};
    std::optional<Instant> mfaAt = {};
    std::optional<Instant> invalidFrom = {}; // dies early: the user, a password or a key changed
};

struct LoginPolicy
{
    int attempts = 5;
    std::chrono::milliseconds countedWithin = std::chrono::minutes(15);
    std::chrono::milliseconds lockedFor = std::chrono::minutes(15);
};

// So many calls within that time; more are refused with 429. Off with 0.
struct Throttle
{
    int threshold = 0;
    std::chrono::seconds within = std::chrono::seconds(60);
    std::deque<Instant> recent = {};
};

// How IAM behaves where the documentation leaves it open or accounts differ.
struct IamLevers
{
    std::chrono::milliseconds tokenLife = std::chrono::hours(24);
    // Real key changes kill tokens of that user within 30 minutes. None: they do not.
    std::optional<std::chrono::milliseconds> keyChangeInvalidatesTokensAfter = {};
    Elapsed permissionsReachObsAfter = std::chrono::minutes(10); // iam.md, 7.5: 10 to 15
    bool takesTokenMethod = true; // rescoping with method "token"
    int agencyQuota = 50;
    int userQuota = 10'000;
    Throttle throttle = {}; // off
};

// What a scenario tells people.
struct ScenarioWords
{
    QString title = {};
    QString story = {};    // what happened
    QString solution = {}; // what puts it right
};

struct StormAlarm
{
    qint64 serial = 0;
    bool clearsItself = false;
};

class World
{
public:
    static constexpr int keysPerUser = 2;

    // The same seed gives the same ids, keys and tokens in the same order.
    explicit World(std::shared_ptr<const Clock> clock, quint64 seed = 1);
    // One account, OTC-EXAMPLE-00000000001, projects eu-de, eu-de_bigdata and MOS, and users, all with the password
    // example-password: ops-admin (te_admin, secu_admin; no keys), svc-etl-writer (two keys), svc-reporting (none),
    // viewer (readonly, one key), mfa-admin (secu_admin, TOTP secret example-totp-secret!). And a second account,
    // OTC-EXAMPLE-00000000002, with partner-operator (te_agency), who can take over agencies that trust it. Buckets of
    // the first: mrs-word001 (a parallel file system) and demo-bucket.
    [[nodiscard]] static World demo(std::shared_ptr<const Clock> clock, quint64 seed = 1);

    // The wall clock's time of what is going on: now, or the moment of the act of the agenda that runs.
    [[nodiscard]] Instant now() const { return m_moment ? m_timeline.wallAt(*m_moment) : m_timeline.wallNow(); }
    // The same on the simulated line.
    [[nodiscard]] Elapsed elapsed() const { return m_moment ? *m_moment : m_timeline.now(); }
    // The wall clock as a duration, for what --speed does not shorten: the sessions and lock-outs of Manager.
    [[nodiscard]] Elapsed wall() const { return std::chrono::duration_cast<Elapsed>(now().time_since_epoch()); }
    // When something that takes so long on the simulated line will be over, for the wire.
    [[nodiscard]] Instant wallAfter(Elapsed duration) const { return m_timeline.wallAt(elapsed() + duration); }
    [[nodiscard]] const Timeline &timeline() const { return m_timeline; }

    // Enters an act that runs once the duration is over on the simulated line; acts enter what follows them themselves.
    void after(Elapsed duration, Agenda::Act act, const QString &group = {});
    void dropActs(const QString &group) { m_agenda.drop(group); }
    // Runs what has come due, in order. Before every call that is answered.
    void catchUp();
    void step(Elapsed duration);
    void setSpeed(double speed);

    Account &add(Account account); // ids left empty are made up
    // Users and keys keep their address, and are found by these: a user's id, name and account, a key's access and user
    // do not change any more.
    User &add(User user);
    Project &add(Project project);
    // Past the limit too, and with access and secret made up where they are empty.
    AccessKey &add(AccessKey key);

    [[nodiscard]] Account *account(const QString &idOrName);
    [[nodiscard]] User *user(const QString &id);
    [[nodiscard]] User *user(const QString &name, const QString &accountId);
    [[nodiscard]] bool hasUser(const QString &name, const QString &accountId) const;
    [[nodiscard]] Project *project(const QString &id);
    [[nodiscard]] Project *project(const QString &name, const QString &accountId);
    [[nodiscard]] AccessKey *accessKey(const QString &access);
    [[nodiscard]] std::vector<AccessKey> accessKeysOf(const QString &userId) const;
    [[nodiscard]] const std::vector<Account> &accounts() const { return m_accounts; }
    [[nodiscard]] const std::list<User> &users() const { return m_users; }
    [[nodiscard]] const std::vector<Project> &projects() const { return m_projects; }
    [[nodiscard]] const std::list<AccessKey> &accessKeys() const { return m_keys; }
    void removeAccessKey(const QString &access);
    void removeUser(const QString &id); // with keys and tokens

    // The text is given once and not kept.
    [[nodiscard]] QByteArray issue(const Token &token);
    [[nodiscard]] Token *token(const QByteArray &text); // expired ones too, for an hour
    [[nodiscard]] bool isValid(const Token &token) const;
    void revoke(const QByteArray &text);
    void expireTokens(); // all of them, now
    void invalidateTokensOf(const QString &userId, std::chrono::milliseconds delay = {});
    [[nodiscard]] int validTokens() const;

    [[nodiscard]] QString makeId(); // 32 hex digits
    [[nodiscard]] QString makeUuid(); // 8-4-4-4-12
    [[nodiscard]] QString makeLetters(int count); // upper-case letters and digits
    [[nodiscard]] QByteArray makeText(int count); // letters of both cases and digits, for tokens
    [[nodiscard]] quint64 random() { return m_random(); }

    Agencies agencies;
    Fleet fleet;
    AlarmLedger alarms;
    std::vector<StormAlarm> stormAlarms; // what storm() has raised, until endIncidents()
    Guardian guardian;
    Buckets buckets;
    QString scenario; // id of the one that is played
    ScenarioWords scenarioWords;
    ManagerState manager;

    LoginPolicy loginPolicy;
    SignatureLocks gatewayLocks = SignatureLocks(6); // "more than 5 consecutive failures"
    SignatureLocks objectLocks = SignatureLocks(5);
    IamLevers iam;
    int tokenSize = 3'000; // characters; keep under 6,000: the loopback door takes header lines of 8,192 bytes
    int longestDescription = 255; // characters, for keys; the documentation names no limit, IAM.1018 exists

private:
    [[nodiscard]] QByteArray letters(const char *alphabet, int count);
    void forgetOldTokens();

    Timeline m_timeline;
    Agenda m_agenda;
    std::optional<Elapsed> m_moment; // while an act of the agenda runs
    std::mt19937_64 m_random;
    using UserName = std::pair<QString, QString>; // account, name

    std::vector<Account> m_accounts;
    std::vector<Project> m_projects;
    std::list<User> m_users;
    QHash<QString, std::list<User>::iterator> m_userById;
    QHash<UserName, std::list<User>::iterator> m_userByName;
    std::list<AccessKey> m_keys;
    QHash<QString, std::list<AccessKey>::iterator> m_keyByAccess;
    QHash<QString, QStringList> m_accessByUser; // in the order they were made
    QHash<QByteArray, Token> m_tokens; // by SHA-256 of the text
    int m_sinceForgetting = 0;
};

} // namespace claviger::sim
