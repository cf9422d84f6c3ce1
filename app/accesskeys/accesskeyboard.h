// SPDX-License-Identifier: Apache-2.0
// What the access key page knows: the users one may look after, the keys of the chosen one, and the creation of a key.
#pragma once

#include "app/accesskeys/accesskeymodel.h"
#include "app/accesskeys/issuance.h"

#include <QObject>

#include <stop_token>

namespace claviger {

class AccessKeyBoard final : public QObject
{
    Q_OBJECT
public:
    enum State { NoSession, Loading, Ready, Failed };
    Q_ENUM(State)

    explicit AccessKeyBoard(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~AccessKeyBoard() override;

    void open(KeyDesk desk); // after sign-in; reads users and own keys
    void close();            // after sign-out
    // Another vault for the rest of the session, after the person chose memory only or a keychain came back.
    void changeVault(std::shared_ptr<const SecretStore> vault, bool isMemoryOnly);
    // While the secrets move from one store to another: a new key would find the wrong one.
    void holdCreation(bool isHeld);
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }        // Failed
    [[nodiscard]] const std::optional<Error> &usersError() const { return m_usersError; } // why only the own user is there
    [[nodiscard]] const std::vector<IamUser> &users() const { return m_users; }        // own user first, then by name
    [[nodiscard]] const IamUser &user() const { return m_user; }
    [[nodiscard]] bool isOwnUser() const;
    [[nodiscard]] AccessKeyModel &keys() { return m_keys; }
    [[nodiscard]] int usedSlots() const { return m_keys.rowCount(); }
    [[nodiscard]] std::optional<Instant> readAt() const { return m_readAt; }
    [[nodiscard]] Issuance &issuance() { return m_issuance; }
    [[nodiscard]] bool mayCreate() const; // a slot is free as far as is known, and nothing is under way

    void chooseUser(const QString &userId);
    void refresh();
    void cancel(); // stops what is being read; what was read stays
    void create(const QString &description);
    void remove(const QString &accessKey); // deletes a key in the cloud and its entry in the vault; one at a time
    [[nodiscard]] const QString &removing() const { return m_removing; } // AK; empty: nothing is being deleted
    [[nodiscard]] const std::optional<Error> &removeError() const { return m_removeError; } // of the last deletion
    // The last deletion took the key, but not its entry in the vault: why, and whose entry it is.
    [[nodiscard]] const std::optional<Error> &leftEntryError() const { return m_leftEntryError; }
    [[nodiscard]] const QString &leftEntryOf() const { return m_leftEntryOf; }
    [[nodiscard]] const KeyDesk &desk() const { return m_desk; }

Q_SIGNALS:
    void stateChanged();
    void usersChanged();

private:
    void enter(State state);
    void readAgain();
    void stopReading();
    void forgetRemoval();
    void readUsers();
    void readKeys();
    void showKeys(const QString &userId, const Result<std::vector<AccessKey>> &keys);
    void adoptKeys(const QString &userId, const std::vector<AccessKey> &keys); // read elsewhere, just now
    void readLastUse();
    void markStoredSecrets();

    KeyDesk m_desk;
    State m_state = NoSession;
    std::optional<Error> m_error, m_usersError;
    std::vector<IamUser> m_users;
    IamUser m_user;
    bool m_isHeld = false;
    AccessKeyModel m_keys;
    std::optional<Instant> m_readAt;
    bool m_isStale = false;
    int m_reading = 0, m_readingUsers = 0; // numbers of the latest requests: what earlier ones give is thrown away
    QString m_removing;
    std::optional<Error> m_removeError;
    std::optional<Error> m_leftEntryError;
    QString m_leftEntryOf;
    Issuance m_issuance;
    std::stop_source m_stop;      // of the keys
    std::stop_source m_stopUsers;
    std::stop_source m_stopRemoval; // by cancel() only: a deletion under way is seen to its end
};

} // namespace claviger
