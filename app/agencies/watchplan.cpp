// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/watchplan.h"

#include "app/agencies/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto watchOnKey = "on"_L1;
constexpr auto watchMinutesKey = "interval_minutes"_L1;
constexpr auto watchSoonKey = "warn_days_before_expiry"_L1;
constexpr qint64 largestPlan = 64 * 1024;
constexpr int mostMinutes = 24 * 60;
constexpr int mostDays = 365;

int watchNumber(const QJsonObject &root, QLatin1StringView key, std::int64_t usual, int most)
{
    return std::clamp(root.value(key).toInt(static_cast<int>(usual)), 1, most);
}

} // namespace

WatchPlan readWatchPlan(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject root = QJsonDocument::fromJson(file.read(largestPlan)).object();
    const WatchPlan usual;
    return {.isOn = root.value(watchOnKey).toBool(usual.isOn),
            .interval = std::chrono::minutes(watchNumber(root, watchMinutesKey, usual.interval.count(), mostMinutes)),
            .soon = std::chrono::days(watchNumber(root, watchSoonKey, usual.soon.count(), mostDays))};
}

Result<Done> saveWatchPlan(const QString &path, const WatchPlan &plan)
{
    const QString folder = QFileInfo(path).absolutePath();
    const bool hasFolder = QDir(folder).exists()
        || (QDir().mkpath(folder) && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const QByteArray text = QJsonDocument(QJsonObject{{watchOnKey, plan.isOn},
                                                      {watchMinutesKey, static_cast<int>(plan.interval.count())},
                                                      {watchSoonKey, static_cast<int>(plan.soon.count())}}).toJson();
    QSaveFile file(path);
    if (hasFolder && file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(text) == text.size() && file.commit())
        return Done{};
    return tl::unexpected(Error{.fault = Fault::Storage,
                                .detail = AgencyWords::tr("The settings of the drift watch could not be saved in %1: %2").arg(path, file.errorString())});
}

} // namespace claviger
