// SPDX-License-Identifier: Apache-2.0
#include "app/accesskeys/accesskeyboard.h"

#include "app/accesskeys/accesskeyrequests.h"

#include <algorithm>

namespace claviger {

AccessKeyBoard::AccessKeyBoard(std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_keys(std::move(clock))
{
    connect(&m_issuance, &Issuance::keysChanged, this, &AccessKeyBoard::readAgain);
    connect(&m_issuance, &Issuance::keysRead, this, &AccessKeyBoard::adoptKeys);
    connect(&m_issuance, &Issuance::changed, this, &AccessKeyBoard::stateChanged);
}

AccessKeyBoard::~AccessKeyBoard()
{
    stopReading();
}

void AccessKeyBoard::open(KeyDesk desk)
{
    stopReading();
    m_desk = std::move(desk);
    m_issuance.changeDesk(m_desk);
    const SessionFacts &facts = m_desk.cloud.session()->facts();
    const bool sameUser = std::any_of(m_users.begin(), m_users.end(), [&](const IamUser &user) { return user.id == m_user.id; })
        && !m_users.empty() && m_users.front().id == facts.userId;
    if (!sameUser) { // another sign-in: nothing of the last one may stay
        m_keys.clear();
        m_readAt.reset();
        m_users = {IamUser{.id = facts.userId, .name = facts.userName}};
        m_user = m_users.front();
        Q_EMIT usersChanged();
    }
    readUsers();
    m_state = Ready; // so that the first reading is not taken for one already under way
    readAgain();
}

void AccessKeyBoard::close()
{
    stopReading();
    m_issuance.close(); // the next session is none of this key's business
    m_desk = {};
    m_users.clear();
    m_user = {};
    m_keys.clear();
    m_readAt.reset();
    m_error.reset();
    m_usersError.reset();
    forgetRemoval();
    m_state = NoSession; // before anybody looks
    Q_EMIT usersChanged();
    Q_EMIT stateChanged();
}

void AccessKeyBoard::holdCreation(bool isHeld)
{
    if (m_isHeld == isHeld)
        return;
    m_isHeld = isHeld;
    Q_EMIT stateChanged();
}

void AccessKeyBoard::changeVault(std::shared_ptr<const SecretStore> vault, bool isMemoryOnly)
{
    if (m_desk.vault == vault)
        return;
    m_desk.vault = std::move(vault);
    m_desk.isMemoryOnly = isMemoryOnly;
    if (m_state == NoSession)
        return;
    m_issuance.changeDesk(m_desk);
    markStoredSecrets();
}

bool AccessKeyBoard::isOwnUser() const
{
    return !m_users.empty() && m_user.id == m_users.front().id;
}

bool AccessKeyBoard::mayCreate() const
{
    const bool isFull = m_readAt && usedSlots() >= mostKeysPerUser;
    return m_state != NoSession && !m_isHeld && !m_desk.isReadOnly && !isFull && !m_issuance.isBusy() && !m_issuance.isSecretAtRisk();
}

void AccessKeyBoard::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void AccessKeyBoard::chooseUser(const QString &userId)
{
    const auto user = std::find_if(m_users.begin(), m_users.end(), [&](const IamUser &known) { return known.id == userId; });
    if (user == m_users.end() || user->id == m_user.id)
        return;
    m_user = *user;
    m_keys.clear();
    m_readAt.reset();
    m_stop.request_stop(); // the answer for the last user is of no use any more
    m_stop = {};
    m_state = Ready;
    refresh();
}

void AccessKeyBoard::refresh()
{
    forgetRemoval(); // what was said of the last one was read
    readAgain();
}

void AccessKeyBoard::readAgain()
{
    if (m_state == Loading)
        m_isStale = true; // what is on its way may be older than the reason for asking again
    if (m_state == NoSession || m_state == Loading)
        return;
    m_isStale = false;
    m_error.reset();
    if (m_usersError && m_usersError->fault != Fault::Forbidden)
        readUsers();
    enter(Loading);
    readKeys();
}

void AccessKeyBoard::cancel()
{
    stopReading();
    m_stopRemoval.request_stop();
}

void AccessKeyBoard::stopReading()
{
    for (std::stop_source *stop : {&m_stop, &m_stopUsers}) {
        stop->request_stop();
        *stop = {};
    }
}

void AccessKeyBoard::create(const QString &description)
{
    if (!mayCreate())
        return;
    m_issuance.start(m_desk, {.user = m_user, .description = description});
}

void AccessKeyBoard::remove(const QString &accessKey)
{
    const AccessKeyRow *row = m_keys.row(accessKey);
    if (!row || !m_removing.isEmpty())
        return;
    m_removing = accessKey;
    forgetRemoval();
    m_stopRemoval = {};
    Q_EMIT stateChanged();
    QCoro::connect(deleteAccessKey(m_desk, row->key, m_stopRemoval.get_token()), this, [this, accessKey](const Result<KeyDeletion> &deleted) {
        m_removing.clear();
        if (m_state == NoSession)
            return; // it ended after the sign-out, and is no business of the next session
        m_removeError = deleted ? std::nullopt : std::optional(deleted.error());
        m_leftEntryError = deleted ? deleted->entryError : std::nullopt;
        m_leftEntryOf = m_leftEntryError ? accessKey : QString();
        Q_EMIT stateChanged();
        readAgain();
    });
}

void AccessKeyBoard::forgetRemoval()
{
    m_removeError.reset();
    m_leftEntryError.reset();
    m_leftEntryOf.clear();
}

void AccessKeyBoard::readUsers()
{
    QCoro::connect(m_desk.cloud.send(ListUsers{}, m_stopUsers.get_token()), this,
                   [this, reading = ++m_readingUsers](const Result<std::vector<IamUser>> &latest) {
                       if (reading != m_readingUsers || m_users.empty())
                           return; // signed out, or asked anew meanwhile
                       if (!latest) {
                           m_usersError = latest.error();
                           Q_EMIT usersChanged();
                           return;
                       }
                       m_usersError.reset();
                       IamUser own = m_users.front();
                       std::vector<IamUser> others;
                       for (const IamUser &user : *latest) {
                           if (user.id == own.id)
                               own = user;
                           else
                               others.push_back(user);
                       }
                       std::sort(others.begin(), others.end(), [](const IamUser &a, const IamUser &b) {
                           return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
                       });
                       m_users = {own};
                       m_users.insert(m_users.end(), others.begin(), others.end());
                       Q_EMIT usersChanged();
                   });
}

void AccessKeyBoard::readKeys()
{
    QCoro::connect(m_desk.cloud.send(keysOf(m_desk.cloud, m_user.id), m_stop.get_token()), this,
                   [this, userId = m_user.id, reading = ++m_reading](const Result<std::vector<AccessKey>> &keys) {
                       if (reading == m_reading && m_state != NoSession)
                           showKeys(userId, keys);
                   });
}

void AccessKeyBoard::showKeys(const QString &userId, const Result<std::vector<AccessKey>> &keys)
{
    if (!keys) { // what was read before stays, with its age
        m_error = keys.error();
        enter(Failed);
        return;
    }
    std::vector<AccessKeyRow> rows;
    rows.reserve(keys->size());
    for (const AccessKey &key : *keys) {
        AccessKeyRow row{.key = key};
        if (row.key.userId.isEmpty())
            row.key.userId = userId;
        if (const AccessKeyRow *known = m_keys.row(key.id)) {
            row.secret = known->secret;
            row.lastUseIsKnown = known->lastUseIsKnown;
            row.key.lastUsed = known->key.lastUsed;
        }
        rows.push_back(std::move(row));
    }
    m_keys.merge(std::move(rows));
    m_readAt = m_desk.cloud.transport()->clock()->now();
    enter(Ready);
    markStoredSecrets();
    readLastUse();
    if (m_isStale)
        readAgain();
}

void AccessKeyBoard::adoptKeys(const QString &userId, const std::vector<AccessKey> &keys)
{
    if (m_state == NoSession || userId != m_user.id)
        return;
    m_stop.request_stop(); // what is on its way is older
    m_stop = {};
    ++m_reading;
    m_isStale = false;
    m_error.reset();
    showKeys(userId, keys);
}

void AccessKeyBoard::readLastUse()
{
    for (const AccessKeyRow &row : m_keys.rows())
        QCoro::connect(m_desk.cloud.send(ShowAccessKey{.id = row.key.id}, m_stop.get_token()), this,
                       [this](const Result<AccessKey> &key) {
                           if (key) // not permitted or gone: the last use stays unknown
                               m_keys.setLastUsed(key->id, key->lastUsed);
                       });
}

void AccessKeyBoard::markStoredSecrets()
{
    const QString accountId = m_desk.cloud.session()->facts().accountId;
    if (m_keys.rows().empty())
        return;
    QStringList places;
    places.reserve(static_cast<qsizetype>(m_keys.rows().size()));
    for (const AccessKeyRow &row : m_keys.rows())
        places.append(vaultKey(accountId, row.key.id));
    const auto mark = [this, accountId, places, vault = m_desk.vault](const Result<QStringList> &present) {
        if (vault != m_desk.vault)
            return; // another vault has been asked since
        // In memory only the keychain is not asked, so that it has none is not known.
        const SecretPlace kept = m_desk.isMemoryOnly ? SecretPlace::InMemory : SecretPlace::InKeychain;
        const SecretPlace absent = m_desk.isMemoryOnly ? SecretPlace::Unknown : SecretPlace::NotHere;
        std::vector<AccessKeyRow> rows = m_keys.rows();
        for (AccessKeyRow &row : rows) {
            const QString place = vaultKey(accountId, row.key.id);
            if (!places.contains(place))
                continue; // a key of another user, shown since
            row.secret = !present ? SecretPlace::Unknown : present->contains(place) ? kept : absent;
        }
        m_keys.merge(std::move(rows));
    };
    QCoro::connect(m_desk.vault->present(places), this, mark);
}

} // namespace claviger
