// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/alarmtypes.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

Alarm::Severity severityCalled(const QString &name)
{
    if (name == "Critical"_L1)
        return Alarm::Critical;
    if (name == "Major"_L1)
        return Alarm::Major;
    return name == "Minor"_L1 ? Alarm::Minor : Alarm::Warning;
}

std::vector<AlarmType> readAlarmTypes()
{
    std::vector<AlarmType> types;
    QFile file(u":/simulation/alarmtypes.tsv"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // built in
    if (!isOpen)
        return types;
    file.readLine(); // the names of the columns
    while (!file.atEnd()) {
        const QStringList fields = QString::fromUtf8(file.readLine()).chopped(1).split(u'\t');
        Q_ASSERT(fields.size() == 8);
        AlarmType type{.id = fields.at(0).toInt(), .name = fields.at(1), .severities = {}};
        const QStringList severities = fields.at(2).split(u';');
        for (const QString &severity : severities)
            type.severities.push_back(severityCalled(severity));
        type.clearsItself = fields.at(3) == "Yes"_L1;
        type.serviceName = fields.at(4);
        type.roleName = fields.at(5);
        type.locationKeys = fields.at(6);
        type.hasThreshold = fields.at(7) == "threshold"_L1;
        types.push_back(std::move(type));
    }
    return types;
}

} // namespace

const std::vector<AlarmType> &alarmTypes()
{
    static const std::vector<AlarmType> types = readAlarmTypes();
    return types;
}

const AlarmType &alarmType(int id)
{
    const std::vector<AlarmType> &types = alarmTypes();
    const auto it = std::lower_bound(types.begin(), types.end(), id,
                                     [](const AlarmType &type, int wanted) { return type.id < wanted; });
    Q_ASSERT(it != types.end() && it->id == id);
    return *it;
}

Alarm makeAlarm(const AlarmType &type, const QString &source, const QString &hostName, Instant occurred)
{
    return {.id = type.id,
            .name = type.name,
            .severity = type.severities.front(),
            .clearsItself = type.clearsItself,
            .source = source,
            .object = type.serviceName,
            .serviceName = type.serviceName,
            .roleName = type.roleName,
            .hostName = hostName,
            .occurred = occurred,
            .locationKeys = type.locationKeys};
}

} // namespace claviger::sim
