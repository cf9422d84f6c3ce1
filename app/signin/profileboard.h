// SPDX-License-Identifier: Apache-2.0
// The profiles one can sign in with, from every source: the person's own and those of clouds.yaml. Remembers what was
// typed at sign-in, everything but the password.
#pragma once

#include "app/cloud/cloudsyaml.h"
#include "app/signin/profilestore.h"

#include <QObject>

#include <optional>

namespace claviger {

class ProfileBoard final : public QObject
{
    Q_OBJECT
public:
    struct Entry
    {
        CloudProfile profile = {};
        bool keepPassword = false; // the password of exactly this sign-in is in the keychain

        // Whether it is the same person at the same service: only then may a kept password go there.
        [[nodiscard]] bool isSameSignIn(const CloudProfile &other) const;
    };

    ProfileBoard(ProfileStore store, CloudsPlaces places, QObject *parent = nullptr);

    void reload(); // reads the files again
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; } // own ones first, then clouds.yaml
    [[nodiscard]] const Entry *find(const QString &profileId) const;
    [[nodiscard]] const Entry *findCloud(const QString &name) const; // of clouds.yaml first, then own ones
    [[nodiscard]] QString whyNoCloud(const QString &name) const;     // a sentence
    [[nodiscard]] const QString &lastId() const { return m_lastId; } // of the profile used last; may be gone
    [[nodiscard]] const QStringList &notices() const { return m_notices; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } // of the own profiles' file

    // Adds it (without an id) or replaces it. Gives the id.
    Result<QString> save(const CloudProfile &profile, bool keepPassword);
    Result<Done> remove(const QString &profileId);
    // After a sign-in was tried: what was typed becomes the default of the next time. A profile without an id that is
    // not from clouds.yaml is saved. Gives the id under which it is known.
    QString remember(const CloudProfile &profile, bool keepPassword);
    void noteKept(const claviger::CloudProfile &profile); // its password is in the keychain from now on

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString freeName(const QString &wanted, const QString &ownId) const;

    ProfileStore m_store;
    CloudsPlaces m_places;
    CloudsReading m_clouds;
    std::vector<Entry> m_entries;
    QString m_lastId;
    QStringList m_notices;
    std::optional<Error> m_error;
};

} // namespace claviger
