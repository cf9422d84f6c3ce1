// SPDX-License-Identifier: Apache-2.0
// The state of the simulated cloud, IAM part: accounts, users, projects, tokens, access keys, and the rules that keep
// it consistent. No HTTP here. Not thread safe: SimulatedCloud lets one caller in at a time.
#pragma once

#include "app/foundation/clock.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

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
    QString userId = {};
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

class World
{
public:
    static constexpr int keysPerUser = 2;

    // The same seed gives the same ids, keys and tokens in the same order.
    explicit World(std::shared_ptr<const Clock> clock, quint64 seed = 1);
    // One account, OTC-EXAMPLE-00000000001, projects eu-de, eu-de_bigdata and MOS, and users, all with the password
    // example-password: ops-admin (te_admin, secu_admin; no keys), svc-etl-writer (two keys), svc-reporting (none),
    // viewer (readonly, one key), mfa-admin (secu_admin, TOTP secret example-totp-secret!).
    [[nodiscard]] static World demo(std::shared_ptr<const Clock> clock, quint64 seed = 1);

    [[nodiscard]] Instant now() const { return m_clock->now(); }

    Account &add(Account account); // ids left empty are made up
    User &add(User user);
    Project &add(Project project);
    // Past the limit too, and with access and secret made up where they are empty.
    AccessKey &add(AccessKey key);

    [[nodiscard]] Account *account(const QString &idOrName);
    [[nodiscard]] User *user(const QString &id);
    [[nodiscard]] User *user(const QString &name, const QString &accountId);
    [[nodiscard]] Project *project(const QString &id);
    [[nodiscard]] Project *project(const QString &name, const QString &accountId);
    [[nodiscard]] AccessKey *accessKey(const QString &access);
    [[nodiscard]] std::vector<AccessKey> accessKeysOf(const QString &userId) const;
    [[nodiscard]] const std::vector<Account> &accounts() const { return m_accounts; }
    [[nodiscard]] const std::vector<User> &users() const { return m_users; }
    [[nodiscard]] const std::vector<Project> &projects() const { return m_projects; }
    [[nodiscard]] const std::vector<AccessKey> &accessKeys() const { return m_keys; }
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

    LoginPolicy loginPolicy;
    std::chrono::milliseconds tokenLife = std::chrono::hours(24);
    int tokenSize = 3'000; // characters; keep under 6,000: the loopback door takes header lines of 8,192 bytes
    // Real keys changes kill tokens of that user within 30 minutes. None: they do not.
    std::optional<std::chrono::milliseconds> keyChangeInvalidatesTokensAfter = {};
    int longestDescription = 255; // characters, for keys; the documentation names no limit, IAM.1018 exists
    bool takesTokenMethod = true; // rescoping with method "token"

private:
    [[nodiscard]] QByteArray letters(const char *alphabet, int count);
    void forgetOldTokens();

    std::shared_ptr<const Clock> m_clock;
    std::mt19937_64 m_random;
    std::vector<Account> m_accounts;
    std::vector<User> m_users;
    std::vector<Project> m_projects;
    std::vector<AccessKey> m_keys;
    QHash<QByteArray, Token> m_tokens; // by SHA-256 of the text
    int m_sinceForgetting = 0;
};

} // namespace claviger::sim
