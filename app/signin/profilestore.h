// SPDX-License-Identifier: Apache-2.0
// A person's own profiles and what the sign-in page remembers: everything but the password. One JSON file, profiles.json,
// 0600, replaced as a whole at each change; several Clavigers may share it. What it does not understand it keeps.
#pragma once

#include "app/cloud/profile.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace claviger {

struct StoredProfile
{
    CloudProfile profile = {};  // origin Own; id given by ProfileStore::add
    bool keepPassword = false;  // ticked: the password is in the keychain under passwordKey(profile.id)
};

// What was typed last for one choice of the sign-in page: a preset, a cloud of clouds.yaml, a profile.
struct RememberedSignIn
{
    QString choice = {}; // the page's own name for it, for example "preset/otc-eu-de" or "clouds.yaml/prod"
    QString account = {}, userName = {}, project = {};
    bool keepPassword = false;

    friend bool operator==(const RememberedSignIn &, const RememberedSignIn &) = default;
};

// Every function that changes something takes the lock, reads the file again, changes that one thing and replaces it.
// Failures: Fault::Storage (the file, the folder, the lock), Rejected (the input; detail is a sentence), NotFound (the id),
// Conflict (the name is taken).
class ProfileStore
{
public:
    struct Contents
    {
        std::vector<StoredProfile> profiles = {};
        std::vector<RememberedSignIn> signIns = {};
        QString lastChoice = {};
        QStringList notices = {}; // sentences: a damaged file that was put aside, an entry that was skipped

        [[nodiscard]] const RememberedSignIn *find(const QString &choice) const;
    };

    explicit ProfileStore(QString folder = defaultFolder());
    [[nodiscard]] static QString defaultFolder(); // QStandardPaths::AppConfigLocation
    [[nodiscard]] QString filePath() const;

    // No file is no profile. A damaged file is renamed to profiles.damaged-N.json, and a notice says so.
    [[nodiscard]] Result<Contents> read() const;

    [[nodiscard]] Result<QString> add(const StoredProfile &stored) const; // gives the new id
    [[nodiscard]] Result<Done> update(const StoredProfile &stored) const; // the profile with that id
    [[nodiscard]] Result<Done> rename(const QString &id, const QString &name) const;
    [[nodiscard]] Result<Done> remove(const QString &id) const; // the caller removes passwordKey(id) from the keychain
    // Also makes it the last choice.
    [[nodiscard]] Result<Done> remember(const RememberedSignIn &signIn) const;

private:
    struct Loaded;
    [[nodiscard]] Result<Loaded> load() const;
    [[nodiscard]] Result<QString> putAside() const;
    [[nodiscard]] Result<Done> change(const std::function<Result<Done>(QJsonObject &root)> &apply) const;

    QString m_folder;
};

} // namespace claviger
