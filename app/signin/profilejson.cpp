// SPDX-License-Identifier: Apache-2.0
#include "app/signin/profilejson.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>
#include <utility>

namespace claviger {

using namespace Qt::StringLiterals;

namespace {

template <typename Owner, std::size_t size>
using TextKeys = std::array<std::pair<const char *, QString Owner::*>, size>;

constexpr TextKeys<CloudProfile, 11> profileTexts{{
    {"name", &CloudProfile::name},
    {"preset", &CloudProfile::preset},
    {"region", &CloudProfile::region},
    {"account", &CloudProfile::account},
    {"account_id", &CloudProfile::accountId},
    {"user_name", &CloudProfile::userName},
    {"user_id", &CloudProfile::userId},
    {"project", &CloudProfile::project},
    {"project_id", &CloudProfile::projectId},
    {"ca_file", &CloudProfile::caFile},
    {"colour", &CloudProfile::colour},
}};

constexpr TextKeys<ManagerConnection, 6> managerTexts{{
    {"name", &ManagerConnection::name},
    {"url", &ManagerConnection::url},
    {"user_name", &ManagerConnection::userName},
    {"time_zone", &ManagerConnection::timeZone},
    {"profile", &ManagerConnection::profile},
    {"pin_sha256", &ManagerConnection::pinSha256},
}};

constexpr TextKeys<RememberedSignIn, 3> signInTexts{{
    {"account", &RememberedSignIn::account},
    {"user_name", &RememberedSignIn::userName},
    {"project", &RememberedSignIn::project},
}};

constexpr std::array<std::pair<const char *, QUrl CloudProfile::*>, 5> profileEndpoints{{
    {"identity_endpoint", &CloudProfile::identityEndpoint},
    {"mrs_endpoint", &CloudProfile::mrsEndpoint},
    {"ecs_endpoint", &CloudProfile::ecsEndpoint},
    {"obs_endpoint", &CloudProfile::obsEndpoint},
    {"console_endpoint", &CloudProfile::consoleEndpoint},
}};

template <typename Owner, std::size_t size>
void writeTexts(QJsonObject &object, const Owner &owner, const TextKeys<Owner, size> &keys)
{
    for (const auto &[key, member] : keys)
        object.insert(QLatin1StringView(key), (owner.*member).trimmed());
}

template <typename Owner, std::size_t size>
void readTexts(const QJsonObject &object, Owner &owner, const TextKeys<Owner, size> &keys)
{
    for (const auto &[key, member] : keys)
        owner.*member = object.value(QLatin1StringView(key)).toString();
}

tl::unexpected<Error> unreadableProfile(const QString &sentence)
{
    return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = sentence});
}

ManagerConnection managerFromJson(const QJsonValue &value)
{
    ManagerConnection manager;
    readTexts(value.toObject(), manager, managerTexts);
    return manager;
}

// A Manager's unknown keys are found again by its name.
QJsonArray managersToJson(const std::vector<ManagerConnection> &managers, const QJsonArray &before)
{
    QJsonArray array;
    for (const ManagerConnection &manager : managers) {
        QJsonObject object;
        for (const auto &old : before) {
            if (old.toObject().value("name"_L1).toString() == manager.name)
                object = old.toObject();
        }
        writeTexts(object, manager, managerTexts);
        array.append(object);
    }
    // What could not be read is not ours to remove.
    for (const auto &old : before) {
        if (!validate(managerFromJson(old)))
            array.append(old);
    }
    return array;
}

} // namespace

QJsonObject profileToJson(const StoredProfile &stored, QJsonObject base)
{
    const CloudProfile &profile = stored.profile;
    base.insert(u"id"_s, profile.id);
    writeTexts(base, profile, profileTexts);
    for (const auto &[key, member] : profileEndpoints)
        base.insert(QLatin1StringView(key), (profile.*member).toString(QUrl::FullyEncoded));
    base.insert(u"verify"_s, profile.verify);
    base.insert(u"production"_s, profile.production);
    base.insert(u"read_only"_s, profile.readOnly);
    base.insert(u"keep_password"_s, stored.keepPassword);
    base.insert(u"managers"_s, managersToJson(profile.managers, base.value("managers"_L1).toArray()));
    return base;
}

Result<StoredProfile> profileFromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    StoredProfile stored;
    CloudProfile &profile = stored.profile;
    profile.id = object.value("id"_L1).toString();
    readTexts(object, profile, profileTexts);
    if (profile.id.isEmpty() || profile.name.isEmpty())
        return unreadableProfile(QCoreApplication::translate("claviger::ProfileStore", "It has no id or no name."));
    // Anything but a plain yes or no is read as the careful one.
    profile.verify = object.value("verify"_L1).toBool(true);
    for (const auto &[key, member] : profileEndpoints) {
        const QString address = object.value(QLatin1StringView(key)).toString();
        if (address.isEmpty())
            continue;
        const Result<QUrl> url = normaliseEndpoint(address);
        if (!url)
            return unreadableProfile(url.error().detail);
        if (!profile.verify && !isLoopback(*url))
            return unreadableProfile(QCoreApplication::translate("claviger::ProfileStore",
                "It leaves certificates unchecked, which is accepted for this computer only."));
        profile.*member = *url;
    }
    profile.production = object.value("production"_L1).toBool(object.contains("production"_L1));
    profile.readOnly = object.value("read_only"_L1).toBool(object.contains("read_only"_L1));
    stored.keepPassword = object.value("keep_password"_L1).toBool(false);
    const QJsonArray managers = object.value("managers"_L1).toArray();
    for (const auto &entry : managers) {
        if (ManagerConnection manager = managerFromJson(entry); validate(manager))
            profile.managers.push_back(std::move(manager));
    }
    return stored;
}

QJsonObject signInToJson(const RememberedSignIn &signIn, QJsonObject base)
{
    writeTexts(base, signIn, signInTexts);
    base.insert(u"keep_password"_s, signIn.keepPassword);
    return base;
}

RememberedSignIn signInFromJson(const QString &choice, const QJsonObject &object)
{
    RememberedSignIn signIn{.choice = choice, .keepPassword = object.value("keep_password"_L1).toBool(false)};
    readTexts(object, signIn, signInTexts);
    return signIn;
}

} // namespace claviger
