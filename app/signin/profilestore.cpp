// SPDX-License-Identifier: Apache-2.0
#include "app/signin/profilestore.h"

#include "app/signin/profilejson.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <chrono>

namespace claviger {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int knownSchema = 1;
constexpr qint64 largestStore = 4 * 1024 * 1024;
constexpr auto lockPatience = 40ms; // a change takes a few milliseconds, and the window waits for it

constexpr auto schemaKey = "schema"_L1;
constexpr auto profilesKey = "profiles"_L1;
constexpr auto signInsKey = "sign_ins"_L1;
constexpr auto lastChoiceKey = "last_choice"_L1;

QString storeText(const char *text)
{
    return QCoreApplication::translate("claviger::ProfileStore", text);
}

tl::unexpected<Error> storeFailure(Fault fault, const QString &sentence)
{
    return tl::unexpected(Error{.fault = fault, .detail = sentence});
}

bool isStore(const QJsonObject &root)
{
    return root.value(schemaKey).isDouble() && (root.value(profilesKey).isUndefined() || root.value(profilesKey).isArray())
        && (root.value(signInsKey).isUndefined() || root.value(signInsKey).isObject())
        && (root.value(lastChoiceKey).isUndefined() || root.value(lastChoiceKey).isString());
}

qsizetype indexOfId(const QJsonArray &profiles, const QString &id)
{
    for (qsizetype i = 0; i < profiles.size(); ++i) {
        if (profiles.at(i).toObject().value("id"_L1).toString() == id)
            return i;
    }
    return -1;
}

// Names that differ only in case would be mistaken for each other in a list.
Result<Done> checkName(const QJsonArray &profiles, const QString &name, const QString &ownId)
{
    if (name.trimmed().isEmpty())
        return storeFailure(Fault::Rejected, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore", "Give the profile a name.")));
    for (const auto &value : profiles) {
        const QJsonObject other = value.toObject();
        if (other.value("id"_L1).toString() != ownId
            && other.value("name"_L1).toString().compare(name.trimmed(), Qt::CaseInsensitive) == 0)
            return storeFailure(Fault::Conflict, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
                "There is already a profile called \"%1\". Choose another name.")).arg(name.trimmed()));
    }
    return Done{};
}

Result<Done> checkOwn(const StoredProfile &stored)
{
    if (stored.profile.origin != CloudProfile::Own)
        return storeFailure(Fault::Rejected, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
            "This profile is kept in another place and cannot be saved here. Save a copy of it.")));
    return validate(stored.profile);
}

tl::unexpected<Error> unknownProfile()
{
    return storeFailure(Fault::NotFound, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
        "This profile is not saved any more. Another Claviger may have removed it.")));
}

} // namespace

struct ProfileStore::Loaded
{
    QJsonObject root = {{schemaKey, knownSchema}};
    bool isDamaged = false;
};

ProfileStore::ProfileStore(QString folder)
    : m_folder(std::move(folder))
{
}

QString ProfileStore::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
}

QString ProfileStore::filePath() const
{
    return QDir(m_folder).absoluteFilePath(u"profiles.json"_s);
}

Result<ProfileStore::Loaded> ProfileStore::load() const
{
    QFile file(filePath());
    if (!file.exists())
        return Loaded{};
    if (!file.open(QIODevice::ReadOnly))
        return storeFailure(Fault::Storage, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
            "The profiles in %1 cannot be read. Check the permissions of this file.")).arg(filePath()));
    const QByteArray text = file.read(largestStore + 1);
    if (file.error() != QFileDevice::NoError)
        return storeFailure(Fault::Storage, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
            "The profiles in %1 cannot be read: %2")).arg(filePath(), file.errorString()));
    const QJsonDocument document = text.size() > largestStore ? QJsonDocument() : QJsonDocument::fromJson(text);
    if (!document.isObject() || !isStore(document.object()))
        return Loaded{.isDamaged = true};
    return Loaded{.root = document.object()};
}

// Called with the lock held. Gives the sentence that tells the person.
Result<QString> ProfileStore::putAside() const
{
    for (int number = 1; number < 1000; ++number) {
        const QString place = QDir(m_folder).absoluteFilePath(u"profiles.damaged-%1.json"_s.arg(number));
        if (QFile::exists(place))
            continue;
        if (!QFile::rename(filePath(), place))
            break;
        return storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
            "The file with your profiles was damaged. It was kept as %1, and an empty one takes its place.")).arg(place);
    }
    return storeFailure(Fault::Storage, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
        "The file with your profiles, %1, is damaged and cannot be put aside. Move it away, then try again.")).arg(filePath()));
}

Result<Done> ProfileStore::change(const std::function<Result<Done>(QJsonObject &root)> &apply) const
{
    if (!QDir(m_folder).exists() && !(QDir().mkpath(m_folder) && QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)))
        return storeFailure(Fault::Storage, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore", "The folder %1 cannot be made.")).arg(m_folder));
    QLockFile lock(filePath() + ".lock"_L1);
    if (!lock.tryLock(lockPatience))
        return storeFailure(Fault::Storage, lock.error() == QLockFile::LockFailedError
            ? storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore", "Another Claviger is saving profiles at the moment. Try again."))
            : storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore", "Nothing can be saved in the folder %1. Check its permissions.")).arg(m_folder));

    Result<Loaded> loaded = load();
    if (!loaded)
        return tl::unexpected(loaded.error());
    if (loaded->isDamaged) {
        const Result<QString> aside = putAside();
        if (!aside)
            return tl::unexpected(aside.error());
        loaded = Loaded{};
    }
    if (loaded->root.value(schemaKey).toInt(-1) != knownSchema)
        return storeFailure(Fault::Storage, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
            "The file with your profiles was written by a newer Claviger, so this one does not change it.")));

    const Result<Done> changed = apply(loaded->root);
    if (!changed)
        return changed;
    const QByteArray text = QJsonDocument(loaded->root).toJson();
    QSaveFile file(filePath());
    const bool isWritten = text.size() <= largestStore && file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(text) == text.size() && file.commit();
    if (!isWritten)
        return storeFailure(Fault::Storage, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
            "The profiles could not be saved in %1: %2")).arg(filePath(), file.errorString()));
    return Done{};
}

Result<ProfileStore::Contents> ProfileStore::read() const
{
    Contents contents;
    Result<Loaded> loaded = load();
    if (loaded && loaded->isDamaged) {
        QLockFile lock(filePath() + ".lock"_L1);
        if (!lock.tryLock(lockPatience))
            return storeFailure(Fault::Storage, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
                "The file with your profiles, %1, is damaged and cannot be put aside. Move it away, then try again.")).arg(filePath()));
        loaded = load(); // another Claviger may have been faster
        if (loaded && loaded->isDamaged) {
            const Result<QString> aside = putAside();
            if (!aside)
                return tl::unexpected(aside.error());
            contents.notices << *aside;
            loaded = Loaded{};
        }
    }
    if (!loaded)
        return tl::unexpected(loaded.error());

    int number = 0;
    QStringList ids;
    const QJsonArray profiles = loaded->root.value(profilesKey).toArray();
    for (const auto &value : profiles) {
        ++number;
        Result<StoredProfile> stored = profileFromJson(value);
        if (stored && ids.contains(stored->profile.id))
            stored = storeFailure(Fault::Unreadable, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore", "Its id is that of another one.")));
        if (!stored) {
            contents.notices << storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore",
                "Saved profile %1 in %2 is left out, but kept in the file. %3")).arg(QString::number(number), filePath(), stored.error().detail);
            continue;
        }
        ids << stored->profile.id;
        contents.profiles.push_back(std::move(*stored));
    }
    const QJsonObject signIns = loaded->root.value(signInsKey).toObject();
    for (auto entry = signIns.begin(); entry != signIns.end(); ++entry) {
        if (entry->isObject())
            contents.signIns.push_back(signInFromJson(entry.key(), entry->toObject()));
    }
    contents.lastChoice = loaded->root.value(lastChoiceKey).toString();
    return contents;
}

const RememberedSignIn *ProfileStore::Contents::find(const QString &choice) const
{
    const auto found = std::ranges::find(signIns, choice, &RememberedSignIn::choice);
    return found == signIns.end() ? nullptr : &*found;
}

Result<QString> ProfileStore::add(const StoredProfile &stored) const
{
    if (const Result<Done> checked = checkOwn(stored); !checked)
        return tl::unexpected(checked.error());
    StoredProfile added = stored;
    added.profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Result<Done> saved = change([&added](QJsonObject &root) -> Result<Done> {
        QJsonArray profiles = root.value(profilesKey).toArray();
        const Result<Done> named = checkName(profiles, added.profile.name, added.profile.id);
        if (named)
            profiles.append(profileToJson(added, {}));
        root.insert(profilesKey, profiles);
        return named;
    });
    if (!saved)
        return tl::unexpected(saved.error());
    return added.profile.id;
}

Result<Done> ProfileStore::update(const StoredProfile &stored) const
{
    if (const Result<Done> checked = checkOwn(stored); !checked)
        return checked;
    return change([&stored](QJsonObject &root) -> Result<Done> {
        QJsonArray profiles = root.value(profilesKey).toArray();
        const qsizetype index = stored.profile.id.isEmpty() ? -1 : indexOfId(profiles, stored.profile.id);
        if (index < 0)
            return unknownProfile();
        const Result<Done> named = checkName(profiles, stored.profile.name, stored.profile.id);
        if (named)
            profiles.replace(index, profileToJson(stored, profiles.at(index).toObject()));
        root.insert(profilesKey, profiles);
        return named;
    });
}

Result<Done> ProfileStore::rename(const QString &id, const QString &name) const
{
    return change([&](QJsonObject &root) -> Result<Done> {
        QJsonArray profiles = root.value(profilesKey).toArray();
        const qsizetype index = id.isEmpty() ? -1 : indexOfId(profiles, id);
        if (index < 0)
            return unknownProfile();
        const Result<Done> named = checkName(profiles, name, id);
        QJsonObject profile = profiles.at(index).toObject();
        profile.insert(u"name"_s, name.trimmed());
        profiles.replace(index, profile);
        root.insert(profilesKey, profiles);
        return named;
    });
}

Result<Done> ProfileStore::remove(const QString &id) const
{
    return change([&id](QJsonObject &root) -> Result<Done> {
        QJsonArray profiles = root.value(profilesKey).toArray();
        const qsizetype index = id.isEmpty() ? -1 : indexOfId(profiles, id);
        if (index < 0)
            return unknownProfile();
        profiles.removeAt(index);
        root.insert(profilesKey, profiles);
        return Done{};
    });
}

Result<Done> ProfileStore::remember(const RememberedSignIn &signIn) const
{
    if (signIn.choice.isEmpty())
        return storeFailure(Fault::Rejected, storeText(QT_TRANSLATE_NOOP("claviger::ProfileStore", "Choose a cloud first.")));
    return change([&signIn](QJsonObject &root) -> Result<Done> {
        QJsonObject signIns = root.value(signInsKey).toObject();
        signIns.insert(signIn.choice, signInToJson(signIn, signIns.value(signIn.choice).toObject()));
        root.insert(signInsKey, signIns);
        root.insert(lastChoiceKey, signIn.choice);
        return Done{};
    });
}

} // namespace claviger
