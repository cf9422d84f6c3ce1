// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/ecswire.h"

#include "app/simulation/wirejson.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

QByteArray metadataJson(const Metadata &metadata)
{
    QByteArray json = "{";
    for (const auto &[key, value] : metadata) {
        if (json.size() > 1)
            json += ',';
        json += jsonText(key) + ':' + jsonText(value);
    }
    return json + '}';
}

QString regionOf(const Project *project)
{
    return project ? project->name.section(u'_', 0, 0) : u"eu-de"_s;
}

QString availabilityZoneOf(const Project *project)
{
    return regionOf(project) + u"-01"_s;
}

} // namespace claviger::sim
