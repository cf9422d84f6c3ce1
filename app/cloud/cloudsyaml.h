// SPDX-License-Identifier: Apache-2.0
// Profiles from clouds.yaml, where and how OpenStack tools look for it, with secure.yaml and clouds-public.yaml beside
// it. A mistake in one cloud becomes a notice and never hides the others; nothing here throws or touches the network.
#pragma once

#include "app/cloud/profile.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace claviger {

// Where to look. Tests give their own.
struct CloudsPlaces
{
    QString namedFile = {};    // OS_CLIENT_CONFIG_FILE; empty: not set
    QStringList folders = {};  // searched after it, in this order, for clouds.yaml, clouds.yml, clouds.json
    QString homeFolder = {};   // what ~ in cacert means

    [[nodiscard]] static CloudsPlaces ofThisProcess();
};

struct CloudsReading
{
    struct Notice
    {
        QString cloud = {};    // empty: the whole file
        QString sentence = {}; // for the person, names the file and the line; never holds a password
        QString file = {};
        int line = 0;          // from 1; 0: not known
        bool isRefusal = false; // the cloud (or the file) cannot be used because of it
    };

    std::vector<CloudProfile> clouds = {}; // in the order of the file
    std::vector<Notice> notices = {};
    QString file = {}; // the clouds.yaml that counts: the first one found; empty: there is none

    [[nodiscard]] const CloudProfile *find(const QString &cloud) const;
    // Why a cloud of that name cannot be used: its own refusal, else that of the file, else that it is not there.
    [[nodiscard]] QString whyNot(const QString &cloud) const;
};

[[nodiscard]] CloudsReading readClouds(const CloudsPlaces &places);

} // namespace claviger
