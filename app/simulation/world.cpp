// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/world.h"

#include "app/simulation/systemroles.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr char upperAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr char mixedAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr char hexAlphabet[] = "0123456789abcdef";

QByteArray fingerprint(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

template <typename T, typename Matches>
T *find(std::vector<T> &all, Matches matches)
{
    const auto it = std::find_if(all.begin(), all.end(), matches);
    return it == all.end() ? nullptr : &*it;
}

} // namespace

World::World(std::shared_ptr<const Clock> clock, quint64 seed)
    : m_timeline(std::move(clock))
    , m_random(seed)
{
}

QByteArray World::letters(const char *alphabet, int count)
{
    const quint64 size = std::strlen(alphabet);
    QByteArray text(count, Qt::Uninitialized);
    quint64 random = 0;
    for (int i = 0; i < count; ++i) {
        if (i % 8 == 0)
            random = m_random();
        text[i] = alphabet[(random & 0xff) % size];
        random >>= 8;
    }
    return text;
}

QString World::makeId()
{
    return QString::fromLatin1(letters(hexAlphabet, 32));
}

QString World::makeUuid()
{
    QString id = makeId();
    for (const int at : {8, 13, 18, 23})
        id.insert(at, u'-');
    return id;
}

QString World::makeLetters(int count)
{
    return QString::fromLatin1(letters(upperAlphabet, count));
}

QByteArray World::makeText(int count)
{
    return letters(mixedAlphabet, count);
}

void World::after(Elapsed duration, Agenda::Act act, const QString &group)
{
    m_agenda.at(elapsed() + duration, std::move(act), group);
}

void World::catchUp()
{
    if (m_moment) // an act asks: what comes after it waits for its end
        return;
    const Elapsed until = m_timeline.now();
    for (std::optional<Elapsed> next = m_agenda.next(); next && *next <= until; next = m_agenda.next()) {
        m_moment = next;
        const Agenda::Act act = m_agenda.take();
        act(*this);
    }
    m_moment.reset();
}

void World::step(Elapsed duration)
{
    catchUp();
    m_timeline.step(duration);
    catchUp();
}

void World::setSpeed(double speed)
{
    catchUp();
    m_timeline.setSpeed(speed);
}

Account &World::add(Account account)
{
    if (account.id.isEmpty())
        account.id = makeId();
    return m_accounts.emplace_back(std::move(account));
}

User &World::add(User user)
{
    if (user.id.isEmpty())
        user.id = makeId();
    const auto added = m_users.insert(m_users.end(), std::move(user));
    m_userById.insert(added->id, added);
    m_userByName.insert({added->accountId, added->name}, added);
    return *added;
}

Project &World::add(Project project)
{
    if (project.id.isEmpty())
        project.id = makeId();
    return m_projects.emplace_back(std::move(project));
}

AccessKey &World::add(AccessKey key)
{
    if (key.access.isEmpty())
        key.access = u"EXAMPLE"_s + QString::fromLatin1(letters(upperAlphabet, 13));
    if (key.secret.isEmpty())
        key.secret = u"ExampleSecretKey"_s + QString::fromLatin1(letters(mixedAlphabet, 24));
    const auto added = m_keys.insert(m_keys.end(), std::move(key));
    m_keyByAccess.insert(added->access, added);
    m_accessByUser[added->userId].append(added->access);
    return *added;
}

Account *World::account(const QString &idOrName)
{
    return find(m_accounts, [&](const Account &a) { return a.id == idOrName || a.name == idOrName; });
}

User *World::user(const QString &id)
{
    const auto found = m_userById.constFind(id);
    return found == m_userById.constEnd() ? nullptr : &**found;
}

User *World::user(const QString &name, const QString &accountId)
{
    const auto found = m_userByName.constFind({accountId, name});
    return found == m_userByName.constEnd() ? nullptr : &**found;
}

bool World::hasUser(const QString &name, const QString &accountId) const
{
    return m_userByName.contains({accountId, name});
}

Project *World::project(const QString &id)
{
    return find(m_projects, [&](const Project &p) { return p.id == id; });
}

Project *World::project(const QString &name, const QString &accountId)
{
    return find(m_projects, [&](const Project &p) { return p.name == name && p.accountId == accountId; });
}

AccessKey *World::accessKey(const QString &access)
{
    const auto found = m_keyByAccess.constFind(access);
    return found == m_keyByAccess.constEnd() ? nullptr : &**found;
}

std::vector<AccessKey> World::accessKeysOf(const QString &userId) const
{
    const QStringList accesses = m_accessByUser.value(userId);
    std::vector<AccessKey> keys;
    keys.reserve(static_cast<std::size_t>(accesses.size()));
    for (const QString &access : accesses)
        keys.push_back(**m_keyByAccess.constFind(access));
    return keys;
}

void World::removeAccessKey(const QString &access)
{
    const auto found = m_keyByAccess.constFind(access);
    if (found == m_keyByAccess.constEnd())
        return;
    const auto gone = *found;
    m_keyByAccess.erase(found);
    m_accessByUser[gone->userId].removeOne(gone->access);
    m_keys.erase(gone); // last: the caller's text may live in it
}

void World::removeUser(const QString &id)
{
    const auto found = m_userById.constFind(id);
    if (found == m_userById.constEnd())
        return;
    const auto gone = *found;
    const QStringList accesses = m_accessByUser.value(gone->id);
    for (const QString &access : accesses)
        removeAccessKey(access);
    m_accessByUser.remove(gone->id);
    m_tokens.removeIf([&](const auto &entry) { return entry.value().userId == gone->id; });
    m_userByName.remove({gone->accountId, gone->name});
    m_userById.erase(found);
    m_users.erase(gone);
}

QByteArray World::issue(const Token &token)
{
    forgetOldTokens();
    const QByteArray text = "MII" + letters(mixedAlphabet, std::max(tokenSize, 40) - 3);
    m_tokens.insert(fingerprint(text), token);
    return text;
}

Token *World::token(const QByteArray &text)
{
    const auto it = m_tokens.find(fingerprint(text));
    return it == m_tokens.end() ? nullptr : &*it;
}

bool World::isValid(const Token &token) const
{
    return now() < token.expires && !(token.invalidFrom && *token.invalidFrom <= now());
}

void World::revoke(const QByteArray &text)
{
    m_tokens.remove(fingerprint(text));
}

void World::expireTokens()
{
    for (Token &token : m_tokens)
        token.expires = std::min(token.expires, now());
}

void World::invalidateTokensOf(const QString &userId, std::chrono::milliseconds delay)
{
    for (Token &token : m_tokens) {
        if (token.userId == userId && !token.invalidFrom)
            token.invalidFrom = now() + delay;
    }
}

int World::validTokens() const
{
    return static_cast<int>(
        std::count_if(m_tokens.begin(), m_tokens.end(), [this](const Token &token) { return isValid(token); }));
}

void World::forgetOldTokens()
{
    if (++m_sinceForgetting < 1'000)
        return;
    m_sinceForgetting = 0;
    m_tokens.removeIf([this](const auto &entry) { return entry.value().expires + 1h < now(); });
}

namespace {

void addDemoBuckets(World &world, const QString &accountId)
{
    const auto add = [&](const QString &name, bool isPosix, const QByteArrayList &keys) {
        Bucket bucket;
        bucket.name = name;
        bucket.accountId = accountId;
        bucket.created = world.now() - 24h * 60;
        bucket.isPosix = isPosix;
        for (const QByteArray &key : keys) {
            bucket.put(key,
                       {.data = "Example content of " + key + '\n',
                        .contentType = u"text/plain"_s,
                        .modified = world.now() - 24h * 3});
        }
        world.buckets.add(std::move(bucket));
    };
    add(u"mrs-word001"_s, true,
        {"user/omm/jobs/wordcount/input.txt", "user/omm/jobs/wordcount/output/part-00000",
         "warehouse/orders/day=2026-01-14"});
    add(u"demo-bucket"_s, false, {"a.txt", "public/read me.txt", "public/report.csv", "reports/2026/january.csv"});
}

} // namespace

World World::demo(std::shared_ptr<const Clock> clock, quint64 seed)
{
    World world(std::move(clock), seed);
    const Instant now = world.now();
    const QString account = world.add(Account{.name = u"OTC-EXAMPLE-00000000001"_s}).id;

    const QString region = world.add(Project{.name = u"eu-de"_s, .accountId = account, .parentId = account}).id;
    world.add(Project{.name = u"eu-de_bigdata"_s, .accountId = account, .parentId = region});
    world.add(Project{.name = u"MOS"_s, .accountId = account, .parentId = account});
    addSystemRoles(world);

    const auto addUser = [&](const QString &name, const QStringList &roles, const QString &description) -> User & {
        return world.add(User{.name = name,
                              .accountId = account,
                              .password = u"example-password"_s,
                              .roles = roles,
                              .description = description,
                              .created = now - 24h * 400});
    };
    addUser(u"ops-admin"_s, {u"te_admin"_s, u"secu_admin"_s}, u"Operations"_s).passwordExpires = now + 24h * 60;
    const QString writer = addUser(u"svc-etl-writer"_s, {u"te_admin"_s}, u"Nightly loads"_s).id;
    addUser(u"svc-reporting"_s, {u"readonly"_s}, u"Reports"_s);
    const QString viewer = addUser(u"viewer"_s, {u"readonly"_s}, u"Looks only"_s).id;
    addUser(u"mfa-admin"_s, {u"te_admin"_s, u"secu_admin"_s}, u"Signs in with a code"_s).totpSecret =
        "example-totp-secret!";

    world.add(AccessKey{.userId = writer,
                        .description = u"etl cluster, Guardian fallback"_s,
                        .created = now - 24h * 212,
                        .lastUsed = now - 26h});
    world.add(AccessKey{.userId = writer,
                        .description = u"kept for rollback"_s,
                        .active = false,
                        .created = now - 24h * 390,
                        .lastUsed = now - 24h * 213});
    world.add(AccessKey{.userId = viewer, .description = {}, .created = now - 24h * 31});

    addDemoBuckets(world, account);

    const QString partner = world.add(Account{.name = u"OTC-EXAMPLE-00000000002"_s}).id;
    world.add(User{.name = u"partner-operator"_s,
                   .accountId = partner,
                   .password = u"example-password"_s,
                   .roles = {u"te_agency"_s},
                   .description = u"Acts for other accounts"_s,
                   .created = now - 24h * 90});
    return world;
}

} // namespace claviger::sim
