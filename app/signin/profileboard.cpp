// SPDX-License-Identifier: Apache-2.0
#include "app/signin/profileboard.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

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
    for (const CloudProfile &cloud : m_clouds.clouds) {
        Entry entry{.profile = cloud, .keepPassword = false};
        if (const RememberedSignIn *known = own ? own->find(cloud.id) : nullptr) {
            entry.keepPassword = known->keepPassword;
            for (const auto &[member, text] : {std::pair{&CloudProfile::account, known->account},
                                               {&CloudProfile::userName, known->userName},
                                               {&CloudProfile::project, known->project}})
                if ((entry.profile.*member).isEmpty()) // what the file says counts
                    entry.profile.*member = text;
        }
        m_entries.push_back(std::move(entry));
    }
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

QString ProfileBoard::freeName(const QString &wanted) const
{
    const auto isTaken = [this](const QString &name) {
        return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
            return entry.profile.origin == CloudProfile::Own && entry.profile.name == name;
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
            own.name = freeName(own.region.isEmpty() ? own.identityEndpoint.host() : own.region);
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
    const Result<Done> remembered = m_store.remember({.choice = id,
                                                      .account = profile.account,
                                                      .userName = profile.userName,
                                                      .project = profile.project,
                                                      .keepPassword = keepPassword});
    if (remembered)
        m_lastId = id;
    else
        m_error = remembered.error();
    return id;
}

} // namespace claviger
