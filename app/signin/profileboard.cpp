// SPDX-License-Identifier: Apache-2.0
#include "app/signin/profileboard.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// An entry of clouds.yaml, filled up with what was typed last.
ProfileBoard::Entry entryOf(const CloudProfile &cloud, const RememberedSignIn *known)
{
    ProfileBoard::Entry entry{.profile = cloud, .keepPassword = false};
    if (!known)
        return entry;
    for (const auto &[member, text] : {std::pair{&CloudProfile::account, known->account},
                                       {&CloudProfile::userName, known->userName},
                                       {&CloudProfile::project, known->project}})
        if ((entry.profile.*member).isEmpty()) // what the file says counts
            entry.profile.*member = text;
    const bool isTheOne = entry.profile.account == known->account && entry.profile.userName == known->userName;
    entry.keepPassword = known->keepPassword && isTheOne; // else it was kept for somebody whom the file does not name
    return entry;
}

} // namespace

bool ProfileBoard::Entry::isSameSignIn(const CloudProfile &other) const
{
    return profile.identityEndpoint == other.identityEndpoint && profile.account == other.account && profile.accountId == other.accountId
        && profile.userName == other.userName && profile.userId == other.userId;
}

ProfileBoard::ProfileBoard(ProfileStore store, CloudsPlaces places, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_places(std::move(places))
{
}

void ProfileBoard::reload()
{
    m_entries.clear();
    m_notices.clear();
    m_error.reset();
    const Result<ProfileStore::Contents> own = m_store.read();
    if (own) {
        for (const StoredProfile &stored : own->profiles)
            m_entries.push_back({.profile = stored.profile, .keepPassword = stored.keepPassword});
        m_notices = own->notices;
        m_lastId = own->lastChoice;
    } else {
        m_error = own.error();
    }
    m_clouds = readClouds(m_places);
    for (const CloudProfile &cloud : m_clouds.clouds)
        m_entries.push_back(entryOf(cloud, own ? own->find(cloud.id) : nullptr));
    for (const CloudsReading::Notice &notice : m_clouds.notices)
        m_notices.append(notice.sentence);
    Q_EMIT changed();
}

const ProfileBoard::Entry *ProfileBoard::find(const QString &profileId) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &known) { return known.profile.id == profileId; });
    return entry == m_entries.end() ? nullptr : &*entry;
}

const ProfileBoard::Entry *ProfileBoard::findCloud(const QString &name) const
{
    for (const CloudProfile::Origin origin : {CloudProfile::CloudsYaml, CloudProfile::Own})
        for (const Entry &entry : m_entries)
            if (entry.profile.origin == origin && entry.profile.name == name)
                return &entry;
    return nullptr;
}

QString ProfileBoard::whyNoCloud(const QString &name) const
{
    return m_clouds.whyNot(name);
}

QString ProfileBoard::freeName(const QString &wanted, const QString &ownId) const
{
    const auto isTaken = [&](const QString &name) {
        return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
            return entry.profile.origin == CloudProfile::Own && entry.profile.id != ownId && entry.profile.name == name;
        });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = u"%1 %2"_s.arg(wanted, QString::number(number));
    return name;
}

Result<QString> ProfileBoard::save(const CloudProfile &profile, bool keepPassword)
{
    StoredProfile stored{.profile = profile, .keepPassword = keepPassword};
    stored.profile.origin = CloudProfile::Own;
    stored.profile.password = {};
    Result<QString> id = profile.id;
    if (profile.id.isEmpty()) {
        id = m_store.add(stored);
    } else if (const Result<Done> updated = m_store.update(stored); !updated) {
        id = tl::unexpected(updated.error());
    }
    if (id)
        reload();
    return id;
}

Result<Done> ProfileBoard::remove(const QString &profileId)
{
    const Result<Done> removed = m_store.remove(profileId);
    if (removed)
        reload();
    return removed;
}

QString ProfileBoard::remember(const CloudProfile &profile, bool keepPassword)
{
    QString id = profile.id;
    if (profile.origin == CloudProfile::Own) {
        CloudProfile own = profile;
        if (own.name.isEmpty())
            own.name = freeName(own.region.isEmpty() ? own.identityEndpoint.host() : own.region, own.id);
        const Result<QString> saved = save(own, keepPassword);
        if (!saved) {
            m_error = saved.error(); // remembering is a convenience: the sign-in goes on
            Q_EMIT changed();
            return id;
        }
        id = *saved;
    }
    if (profile.origin == CloudProfile::Demo)
        return id;
    const RememberedSignIn typed{.choice = id,
                                 .account = profile.account,
                                 .userName = profile.userName,
                                 .project = profile.project,
                                 .keepPassword = keepPassword};
    const Result<Done> remembered = m_store.remember(typed);
    if (!remembered) {
        m_error = remembered.error();
        return id;
    }
    m_lastId = id;
    const auto cloud = std::ranges::find(m_clouds.clouds, id, &CloudProfile::id);
    for (Entry &entry : m_entries)
        if (cloud != m_clouds.clouds.end() && entry.profile.id == id)
            entry = entryOf(*cloud, &typed);
    return id;
}

void ProfileBoard::noteKept(const CloudProfile &profile)
{
    const Entry *entry = find(profile.id);
    if (!entry || entry->keepPassword)
        return;
    if (profile.origin != CloudProfile::Own) {
        remember(profile, true);
    } else if (entry->isSameSignIn(profile)) { // what was changed beside it meanwhile stays
        const CloudProfile known = entry->profile;
        remember(known, true);
    }
}

} // namespace claviger
