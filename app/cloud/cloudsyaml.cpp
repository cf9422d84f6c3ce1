// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/cloudsyaml.h"

#include "app/cloud/presets.h"
#include "app/cloud/yamldocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace claviger {

using namespace Qt::StringLiterals;

namespace {

using YamlNode = YamlDocument::Node;
using YamlFound = YamlSection::Found;

constexpr std::size_t mostClouds = 1000;
constexpr std::size_t mostManagers = 100;
constexpr std::size_t longestText = 1024;
constexpr std::size_t longestPassword = std::size_t(64) * 1024;

QString cloudsText(const char *text)
{
    return QCoreApplication::translate("claviger::CloudsYaml", text);
}

QString yamlTextOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// Where a sentence is about, in front of it: "clouds.yaml, line 12: "
QString located(const YamlFound &where, const QString &sentence)
{
    const QString name = QFileInfo(where.file).fileName();
    if (!where.node || where.node->line < 1)
        return cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "%1: %2")).arg(name, sentence);
    return cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "%1, line %2: %3"))
        .arg(name, QString::number(where.node->line), sentence);
}

// Reads one entry of clouds. A refusal makes the entry unusable; the reading goes on, so that all of them are told.
class CloudEntry
{
public:
    CloudEntry(CloudsReading &reading, const CloudsPlaces &places, QString name, YamlFound entry)
        : m_reading(reading)
        , m_places(places)
        , m_name(std::move(name))
        , m_entry(std::move(entry))
    {
    }

    // The settings are those of the entry together with the layers above and below it.
    void read(const YamlSection &settings);

private:
    void tell(const YamlFound &where, const QString &sentence, bool isRefusal);
    void refuse(const YamlFound &where, const QString &sentence) { tell(where, sentence, true); }
    [[nodiscard]] QString text(const YamlSection &section, std::initializer_list<std::string_view> names);
    [[nodiscard]] bool flag(const YamlSection &section, std::string_view name, bool ifAbsent, bool ifUnreadable);
    [[nodiscard]] YamlSection inner(const YamlSection &section, std::string_view name);
    [[nodiscard]] QUrl endpoint(const YamlSection &section, std::initializer_list<std::string_view> names, bool isNeeded);
    void readAuth(const YamlSection &auth);
    void readEndpoints(const YamlSection &settings, const YamlSection &auth);
    void readTrust(const YamlSection &settings);
    void readClaviger(const YamlSection &settings);
    void readManager(const YamlFound &where);

    CloudsReading &m_reading;
    const CloudsPlaces &m_places;
    QString m_name;
    YamlFound m_entry;
    CloudProfile m_profile;
    bool m_isRefused = false;
};

void CloudEntry::tell(const YamlFound &where, const QString &sentence, bool isRefusal)
{
    m_isRefused = m_isRefused || isRefusal;
    m_reading.notices.push_back({.cloud = m_name, .sentence = located(where, sentence), .file = where.file,
                                 .line = where.node ? where.node->line : 0, .isRefusal = isRefusal});
}

QString CloudEntry::text(const YamlSection &section, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        const std::optional<YamlFound> found = section.value(name);
        if (!found)
            continue;
        if (found->node->kind == YamlNode::Text && found->node->text.size() <= longestText)
            return yamlTextOf(found->node->text).trimmed();
        refuse(*found, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "In the cloud \"%1\", %2 must be one short text.")).arg(m_name, yamlTextOf(name)));
        return {};
    }
    return {};
}

bool CloudEntry::flag(const YamlSection &section, std::string_view name, bool ifAbsent, bool ifUnreadable)
{
    const std::optional<YamlFound> found = section.value(name);
    if (!found)
        return ifAbsent;
    const QString word = found->node->kind == YamlNode::Text ? yamlTextOf(found->node->text).toLower() : QString();
    if (QStringList{u"true"_s, u"yes"_s, u"on"_s, u"1"_s}.contains(word))
        return true;
    if (QStringList{u"false"_s, u"no"_s, u"off"_s, u"0"_s}.contains(word))
        return false;
    tell(*found, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
        "In the cloud \"%1\", %2 must be true or false. The careful one is assumed.")).arg(m_name, yamlTextOf(name)), false);
    return ifUnreadable;
}

YamlSection CloudEntry::inner(const YamlSection &section, std::string_view name)
{
    const std::optional<YamlFound> found = section.value(name);
    if (found && found->node->kind != YamlNode::Map) {
        refuse(*found, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "In the cloud \"%1\", %2 must hold settings, indented below it.")).arg(m_name, yamlTextOf(name)));
    }
    std::vector<YamlFound> repeated;
    const YamlSection result = section.section(name, &repeated);
    for (const YamlFound &key : repeated) {
        tell(key, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "In the cloud \"%1\", a setting under %2 stands there twice. This one is used, as OpenStack tools do."))
                 .arg(m_name, yamlTextOf(name)), false);
    }
    return result;
}

QUrl CloudEntry::endpoint(const YamlSection &section, std::initializer_list<std::string_view> names, bool isNeeded)
{
    for (const std::string_view name : names) {
        const std::optional<YamlFound> found = section.value(name);
        if (!found)
            continue;
        const QString address = text(section, {name});
        if (m_isRefused && address.isEmpty())
            return {};
        const Result<QUrl> url = normaliseEndpoint(address);
        if (url)
            return *url;
        tell(*found, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "In the cloud \"%1\", %2 cannot be used. %3"))
                 .arg(m_name, yamlTextOf(name), url.error().detail), isNeeded);
        return {};
    }
    return {};
}

void CloudEntry::readAuth(const YamlSection &auth)
{
    m_profile.userName = text(auth, {"username", "user_name"});
    m_profile.userId = text(auth, {"user_id"});
    m_profile.account = text(auth, {"user_domain_name", "domain_name", "project_domain_name"});
    m_profile.accountId = text(auth, {"user_domain_id", "domain_id", "project_domain_id"});
    m_profile.project = text(auth, {"project_name", "tenant_name"});
    m_profile.projectId = text(auth, {"project_id", "tenant_id"});
    const std::optional<YamlFound> password = auth.value("password");
    if (!password)
        return;
    if (password->node->kind != YamlNode::Text || password->node->text.size() > longestPassword) {
        refuse(*password, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "In the cloud \"%1\", the password must be one text. Put it in quotes.")).arg(m_name));
        return;
    }
    m_profile.password = Secret::fromUtf8(password->node->text);
}

void CloudEntry::readEndpoints(const YamlSection &settings, const YamlSection &auth)
{
    m_profile.region = text(settings, {"region_name"});
    const QUrl overridden = endpoint(settings, {"identity_endpoint_override"}, true);
    const QUrl named = endpoint(auth, {"auth_url"}, true);
    m_profile.identityEndpoint = overridden.isEmpty() ? named : overridden;
    if (m_profile.identityEndpoint.isEmpty() && !m_isRefused) {
        refuse(m_entry, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "The cloud \"%1\" has no auth_url, the address of its identity service.")).arg(m_name));
    }
    if (const CloudPreset *preset = findPreset(m_profile.identityEndpoint, m_profile.region)) {
        m_profile.preset = preset->id;
        m_profile.region = preset->region;
        m_profile.mrsEndpoint = preset->mrsEndpoint;
        m_profile.ecsEndpoint = preset->ecsEndpoint;
        m_profile.obsEndpoint = preset->obsEndpoint;
    }
    // An override that cannot be used leaves the service without an address: the preset's is not what the file means.
    const auto replace = [&](QUrl &url, std::initializer_list<std::string_view> names) {
        if (std::ranges::any_of(names, [&](std::string_view name) { return settings.value(name).has_value(); }))
            url = endpoint(settings, names, false);
    };
    replace(m_profile.mrsEndpoint, {"mrs_endpoint_override"});
    replace(m_profile.ecsEndpoint, {"ecs_endpoint_override", "compute_endpoint_override"});
    replace(m_profile.obsEndpoint, {"obs_endpoint_override"});
}

void CloudEntry::readTrust(const YamlSection &settings)
{
    if (const std::optional<YamlFound> found = settings.value("cacert")) {
        QString path = text(settings, {"cacert"});
        if (path == "~"_L1 || path.startsWith("~/"_L1))
            path.replace(0, 1, m_places.homeFolder);
        path = QDir::cleanPath(QFileInfo(found->file).absoluteDir().absoluteFilePath(path));
        if (!QFileInfo(path).isFile()) {
            refuse(*found, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
                "In the cloud \"%1\", the cacert file %2 does not exist.")).arg(m_name, path));
        }
        m_profile.caFile = path;
    }
    m_profile.verify = flag(settings, "verify", true, true);
    if (m_profile.verify)
        return;
    for (const QUrl &url : {m_profile.identityEndpoint, m_profile.mrsEndpoint, m_profile.ecsEndpoint, m_profile.obsEndpoint}) {
        if (url.isEmpty() || isLoopback(url))
            continue;
        refuse(settings.value("verify").value_or(m_entry), cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "In the cloud \"%1\", verify: false is refused, because %2 is not this computer. "
            "Name the file of its certificate authority under cacert instead.")).arg(m_name, url.host()));
        return;
    }
}

void CloudEntry::readClaviger(const YamlSection &settings)
{
    const YamlSection own = inner(settings, "claviger");
    m_profile.production = flag(own, "production", false, true);
    m_profile.readOnly = flag(own, "read_only", false, true);
    const QString colour = text(own, {"colour", "color"});
    if (profileColours().contains(colour))
        m_profile.colour = colour;
    const std::optional<YamlFound> managers = own.value("managers");
    if (!managers)
        return;
    if (managers->node->kind != YamlNode::List || managers->node->children.size() > mostManagers) {
        tell(*managers, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "In the cloud \"%1\", managers must be a list; each of its entries begins with a dash.")).arg(m_name), false);
        return;
    }
    for (const YamlNode *manager : managers->node->children)
        readManager({manager, managers->file});
}

void CloudEntry::readManager(const YamlFound &where)
{
    // A Manager that cannot be used is left out; the cloud stays.
    const auto skip = [&](const QString &sentence) {
        tell(where, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "In the cloud \"%1\", a Manager is left out. %2"))
                 .arg(m_name, sentence), false);
    };
    if (where.node->kind != YamlNode::Map)
        return skip(cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "It needs at least a name and a url.")));
    YamlSection section;
    section.addLayer(where);
    bool isReadable = true;
    const auto word = [&](std::string_view name) {
        const std::optional<YamlFound> found = section.value(name);
        if (!found)
            return QString();
        isReadable = isReadable && found->node->kind == YamlNode::Text && found->node->text.size() <= longestText;
        return isReadable ? yamlTextOf(found->node->text).trimmed() : QString();
    };
    ManagerConnection manager{.name = word("name"), .url = word("url"), .userName = word("username"),
                              .timeZone = word("time_zone"), .profile = word("profile"),
                              .pinSha256 = word("pin_sha256").remove(u':').toLower()};
    if (!isReadable)
        return skip(cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "Each of its settings must be one short text.")));
    if (const Result<Done> checked = validate(manager); !checked)
        return skip(checked.error().detail);
    if (std::ranges::find(m_profile.managers, manager.name, &ManagerConnection::name) != m_profile.managers.end())
        return skip(cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "Its name is taken by another one.")));
    m_profile.managers.push_back(std::move(manager));
}

void CloudEntry::read(const YamlSection &settings)
{
    if (m_entry.node->kind != YamlNode::Map) {
        refuse(m_entry, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "The cloud \"%1\" has no settings. Indent them below its name.")).arg(m_name));
        return;
    }
    m_profile.name = m_name;
    m_profile.origin = CloudProfile::CloudsYaml;
    m_profile.sourceFile = m_reading.file;
    const YamlSection auth = inner(settings, "auth");
    readAuth(auth);
    readEndpoints(settings, auth);
    readTrust(settings);
    readClaviger(settings);
    if (m_isRefused)
        return;
    // Made of what a kept password is for: it must not follow an entry that was pointed at another place or person.
    const QStringList identity{m_name, m_profile.identityEndpoint.toString(), m_profile.account, m_profile.accountId,
                               m_profile.userName, m_profile.userId};
    m_profile.id = QUuid::createUuidV5(QUuid(u"{d0f6a1f2-5a0e-4d5b-9c0c-2f6a7a6a5b11}"_s), identity.join(u'\n'))
                       .toString(QUuid::WithoutBraces);
    m_reading.clouds.push_back(m_profile);
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
        reading.notices.push_back({.sentence = located({&place, path}, sentence), .file = path, .line = line, .isRefusal = true});
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
        reading.notices.push_back({.sentence = located(where, sentence), .file = where.file,
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
        const QString name = yamlTextOf(key.node->text).left(longestText);
        reading.notices.push_back({.cloud = name, .sentence = located(key, cloudsText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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
        CloudEntry(reading, places, yamlTextOf(name.substr(0, longestText)), entry).read(settings);
    }
    return reading;
}

} // namespace claviger
