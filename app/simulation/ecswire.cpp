// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/ecswire.h"

#include "app/simulation/wirejson.h"

#include <algorithm>

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

FlavorSize sizeOf(const QString &flavor)
{
    const QStringList parts = flavor.split(u'.');
    const QString size = parts.value(1);
    int processors = size == "medium"_L1 ? 1 : 2;
    if (const qsizetype large = size.indexOf("xlarge"_L1); large >= 0)
        processors = 4 * std::max(1, size.left(large).toInt());
    return {.processors = processors, .memory = processors * std::max(1, parts.value(2).toInt()) * 1'024};
}

QString mrsFlavor(const QString &flavor)
{
    return flavor + u".linux.mrs"_s;
}

int dataVolumesOf(const Server &server)
{
    return server.type == "Master"_L1 ? 1 : 2;
}

} // namespace claviger::sim
