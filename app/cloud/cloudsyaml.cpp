// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/cloudsyaml.h"

#include "app/cloud/cloudentry.h"
#include "app/cloud/yamldocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace claviger {

using namespace Qt::StringLiterals;

namespace {

using YamlNode = YamlDocument::Node;
using YamlFound = YamlSection::Found;

constexpr std::size_t mostClouds = 1000;
constexpr std::size_t longestEntryName = 200;

QString cloudsText(const char *text)
{
    return QCoreApplication::translate("claviger::CloudsYaml", text);
}

// The first of folder/name.yaml, .yml, .json that is there; empty if none is.
QString firstOf(const QString &folder, const QString &name)
{
    for (const QString &suffix : {u".yaml"_s, u".yml"_s, u".json"_s}) {
        const QString path = QDir(folder).absoluteFilePath(name + suffix);
        if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
            return path;
    }
    return {};
}

std::optional<YamlDocument> readYamlFile(CloudsReading &reading, const QString &path)
{
    const auto refuse = [&](const QString &sentence, int line = 0) {
        const YamlNode place{.line = line};
        reading.notices.push_back({.sentence = locatedInYaml({&place, path}, sentence), .file = path, .line = line, .isRefusal = true});
        return std::nullopt;
    };
    if (!QFileInfo(path).isFile()) // also: reading a pipe or a device could wait for ever
        return refuse(cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "This is not a file that can be read.")));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) // unbuffered: no second copy of the passwords
        return refuse(cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "You may not read this file. Check its permissions.")));
    tl::expected<YamlDocument, YamlDocument::Problem> document = YamlDocument::parse(file.read(YamlDocument::largestFile + 1));
    if (!document)
        return refuse(document.error().sentence, document.error().line);
    return std::move(*document);
}

} // namespace

CloudsPlaces CloudsPlaces::ofThisProcess()
{
    const QString home = QDir::homePath();
    CloudsPlaces places{.namedFile = qEnvironmentVariable("OS_CLIENT_CONFIG_FILE"), .homeFolder = home};
    places.folders << QDir::currentPath()
                   << QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/openstack"_L1
                   << home + "/.config/openstack"_L1 << u"/etc/openstack"_s;
    places.folders.removeDuplicates();
    return places;
}

const CloudProfile *CloudsReading::find(const QString &cloud) const
{
    const auto found = std::ranges::find(clouds, cloud, &CloudProfile::name);
    return found == clouds.end() ? nullptr : &*found;
}

QString CloudsReading::whyNot(const QString &cloud) const
{
    for (const QString &about : {cloud, QString()}) {
        for (const Notice &notice : notices) {
            if (notice.isRefusal && notice.cloud == about)
                return notice.sentence;
        }
    }
    if (file.isEmpty())
        return cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "There is no clouds.yaml in the places where OpenStack tools look for it."));
    return cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "The file %1 has no cloud called \"%2\".")).arg(file, cloud);
}

CloudsReading readClouds(const CloudsPlaces &places)
{
    CloudsReading reading;
    const auto tellAboutFile = [&reading](const YamlFound &where, const QString &sentence) {
        reading.notices.push_back({.sentence = locatedInYaml(where, sentence), .file = where.file,
                                   .line = where.node ? where.node->line : 0});
    };

    if (!places.namedFile.isEmpty()) {
        const QString path = QFileInfo(places.namedFile).absoluteFilePath();
        if (QFileInfo::exists(path))
            reading.file = path;
        else
            tellAboutFile({nullptr, path}, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
                "OS_CLIENT_CONFIG_FILE names this file, but it does not exist.")));
    }
    for (const QString &folder : places.folders) {
        if (reading.file.isEmpty())
            reading.file = firstOf(folder, u"clouds"_s);
    }
    if (reading.file.isEmpty())
        return reading;

    const std::optional<YamlDocument> document = readYamlFile(reading, reading.file);
    if (!document)
        return reading;
    const QString folder = QFileInfo(reading.file).absolutePath();
    const auto beside = [&](const QString &name) {
        const QString path = firstOf(folder, name);
        return std::pair(path, path.isEmpty() ? std::nullopt : readYamlFile(reading, path));
    };
    const auto secure = beside(u"secure"_s);
    const auto vendor = beside(u"clouds-public"_s);

    YamlSection top;
    top.addLayer({&document->root(), reading.file});
    const std::optional<YamlFound> list = top.value("clouds");
    std::vector<YamlFound> repeated;
    const YamlSection entries = top.section("clouds", &repeated);
    if (!list || list->node->kind != YamlNode::Map || entries.names().empty()) {
        tellAboutFile(list.value_or(YamlFound{nullptr, reading.file}), cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "There are no clouds in it. They belong under clouds:, each with its name and its settings below.")));
        return reading;
    }
    for (const YamlFound &key : repeated) {
        const QString name = yamlTextOf(key.node->text).left(longestEntryName);
        reading.notices.push_back({.cloud = name, .sentence = locatedInYaml(key, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "The cloud \"%1\" stands there twice. This one is used, as OpenStack tools do; rename one of them.")).arg(name)),
            .file = key.file, .line = key.node->line});
    }

    YamlSection secureTop, vendorTop;
    if (secure.second)
        secureTop.addLayer({&secure.second->root(), secure.first});
    if (vendor.second)
        vendorTop.addLayer({&vendor.second->root(), vendor.first});
    const YamlSection secureClouds = secureTop.section("clouds");
    const YamlSection vendorClouds = vendorTop.section("public-clouds");
    std::size_t count = 0;
    for (const std::string_view name : entries.names()) {
        if (++count > mostClouds) {
            tellAboutFile(*list, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "Only the first 1000 clouds of it were read.")));
            break;
        }
        static const YamlNode nothing;
        const YamlFound entry = entries.value(name).value_or(YamlFound{&nothing, reading.file});
        YamlSection settings;
        if (const std::optional<YamlFound> hidden = secureClouds.value(name))
            settings.addLayer(*hidden);
        settings.addLayer(entry);
        if (const std::optional<YamlFound> profile = settings.value("profile"); profile && profile->node->kind == YamlNode::Text) {
            if (const std::optional<YamlFound> common = vendorClouds.value(profile->node->text))
                settings.addLayer(*common);
        }
        CloudEntry(reading, places, yamlTextOf(name.substr(0, longestEntryName)), entry).read(settings);
    }
    return reading;
}

} // namespace claviger
