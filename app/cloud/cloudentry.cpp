// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/cloudentry.h"

#include "app/cloud/presets.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace claviger {

using namespace Qt::StringLiterals;

namespace {

using YamlNode = YamlDocument::Node;
using YamlFound = YamlSection::Found;

constexpr std::size_t mostManagers = 100;
constexpr std::size_t longestText = 1024;
constexpr std::size_t longestPassword = std::size_t(64) * 1024;

QString entryText(const char *text)
{
    return QCoreApplication::translate("claviger::CloudsYaml", text);
}

} // namespace

QString yamlTextOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString locatedInYaml(const YamlFound &where, const QString &sentence)
{
    const QString name = QFileInfo(where.file).fileName();
    if (!where.node || where.node->line < 1)
        return entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "%1: %2")).arg(name, sentence);
    return entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "%1, line %2: %3"))
        .arg(name, QString::number(where.node->line), sentence);
}

void CloudEntry::tell(const YamlFound &where, const QString &sentence, bool isRefusal)
{
    m_isRefused = m_isRefused || isRefusal;
    m_reading.notices.push_back({.cloud = m_name, .sentence = locatedInYaml(where, sentence), .file = where.file,
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
        refuse(*found, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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
    tell(*found, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
        "In the cloud \"%1\", %2 must be true or false. The careful one is assumed.")).arg(m_name, yamlTextOf(name)), false);
    return ifUnreadable;
}

YamlSection CloudEntry::inner(const YamlSection &section, std::string_view name)
{
    const std::optional<YamlFound> found = section.value(name);
    if (found && found->node->kind != YamlNode::Map) {
        refuse(*found, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "In the cloud \"%1\", %2 must hold settings, indented below it.")).arg(m_name, yamlTextOf(name)));
    }
    std::vector<YamlFound> repeated;
    const YamlSection result = section.section(name, &repeated);
    for (const YamlFound &key : repeated) {
        tell(key, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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
        tell(*found, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "In the cloud \"%1\", %2 cannot be used. %3"))
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
        refuse(*password, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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
        refuse(m_entry, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
            "The cloud \"%1\" has no auth_url, the address of its identity service.")).arg(m_name));
    }
    if (const CloudPreset *preset = findPreset(m_profile.identityEndpoint, m_profile.region)) {
        m_profile.preset = preset->id;
        m_profile.region = preset->region;
        m_profile.mrsEndpoint = preset->mrsEndpoint;
        m_profile.ecsEndpoint = preset->ecsEndpoint;
        m_profile.obsEndpoint = preset->obsEndpoint;
        m_profile.consoleEndpoint = preset->consoleEndpoint;
    }
    // An override that cannot be used leaves the service without an address: the preset's is not what the file means.
    const auto replace = [&](QUrl &url, std::initializer_list<std::string_view> names) {
        if (std::ranges::any_of(names, [&](std::string_view name) { return settings.value(name).has_value(); }))
            url = endpoint(settings, names, false);
    };
    replace(m_profile.mrsEndpoint, {"mrs_endpoint_override"});
    replace(m_profile.ecsEndpoint, {"ecs_endpoint_override", "compute_endpoint_override"});
    replace(m_profile.obsEndpoint, {"obs_endpoint_override"});
    replace(m_profile.consoleEndpoint, {"console_endpoint_override"});
}

void CloudEntry::readTrust(const YamlSection &settings)
{
    if (const std::optional<YamlFound> found = settings.value("cacert")) {
        QString path = text(settings, {"cacert"});
        if (path == "~"_L1 || path.startsWith("~/"_L1))
            path.replace(0, 1, m_places.homeFolder);
        path = QDir::cleanPath(QFileInfo(found->file).absoluteDir().absoluteFilePath(path));
        if (!QFileInfo(path).isFile()) {
            refuse(*found, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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
        refuse(settings.value("verify").value_or(m_entry), entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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
        tell(*managers, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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
        tell(where, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "In the cloud \"%1\", a Manager is left out. %2"))
                 .arg(m_name, sentence), false);
    };
    if (where.node->kind != YamlNode::Map)
        return skip(entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "It needs at least a name and a url.")));
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
        return skip(entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "Each of its settings must be one short text.")));
    if (const Result<Done> checked = validate(manager); !checked)
        return skip(checked.error().detail);
    if (std::ranges::find(m_profile.managers, manager.name, &ManagerConnection::name) != m_profile.managers.end())
        return skip(entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml", "Its name is taken by another one.")));
    m_profile.managers.push_back(std::move(manager));
}

void CloudEntry::read(const YamlSection &settings)
{
    if (m_entry.node->kind != YamlNode::Map) {
        refuse(m_entry, entryText(QT_TRANSLATE_NOOP("claviger::CloudsYaml",
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

} // namespace claviger
