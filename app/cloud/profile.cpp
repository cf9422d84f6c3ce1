// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/profile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>
#include <QRegularExpression>
#include <QTimeZone>

namespace claviger {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAddress = 2048;

QString profileText(const char *text)
{
    return QCoreApplication::translate("claviger::CloudProfile", text);
}

tl::unexpected<Error> refusedProfile(const QString &sentence)
{
    return tl::unexpected(Error{.fault = Fault::Rejected, .detail = sentence});
}

// What clients put behind the host and we do not need: a version, perhaps with a project (/v3, /v2.1/%(project_id)s,
// /v1/0123456789abcdef0123456789abcdef). Requests carry their own full path.
bool isVersionPath(const QString &path)
{
    static const QRegularExpression known(uR"(\A/*(?:v\d{1,2}(?:\.\d{1,2})?(?:/[0-9a-fA-F]{32})?)?/*\z)"_s);
    return known.match(path).hasMatch();
}

// The place of the project as OpenStack's own files spell it; it would not be a legal address.
QString withoutPlaceholder(QString address)
{
    static const QRegularExpression placeholder(uR"(/[%$]\((?:project|tenant)_id\)s/*\z)"_s);
    return address.remove(placeholder);
}

} // namespace

QStringList profileColours()
{
    return {u"teal"_s, u"violet"_s, u"brown"_s, u"blue"_s, u"olive"_s, u"rose"_s};
}

QString passwordKey(const QString &profileId)
{
    return "password/"_L1 + profileId;
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

Result<QUrl> normaliseEndpoint(const QString &text)
{
    const QString address = withoutPlaceholder(text.trimmed());
    if (address.isEmpty())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "The address is empty.")));
    if (text.size() > longestAddress)
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "The address is too long to be one.")));

    const QUrl url(address, QUrl::StrictMode);
    const bool hasScheme = address.contains("://"_L1);
    if (!hasScheme)
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "Begin the address with https://.")));
    // Looked for in the text as well: QUrl drops an empty user name, and an address it cannot read gives no parts. A
    // password that was typed here by mistake must not come back in a sentence, so no sentence repeats the address.
    const QString afterScheme = address.mid(address.indexOf("://"_L1) + 3);
    if (!url.userInfo(QUrl::FullyEncoded).isEmpty() || afterScheme.contains(u'@'))
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "The address must not hold a user name or password. Remove everything up to the @ sign.")));
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0)
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "The address cannot be read. It should look like https://iam.example.com.")));
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "Only https addresses can be used.")));
    if (url.scheme() == "http"_L1 && !isLoopback(url))
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "Plain http is accepted for this computer only (127.0.0.1, ::1, localhost). Use https.")));
    if (url.hasQuery() || url.hasFragment())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "The address must end after the host or the version: remove everything from the ? or # sign on.")));
    if (!isVersionPath(url.path(QUrl::FullyDecoded)))
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "The address must end after the host, the port or a version such as /v3: remove the rest of the path.")));

    QUrl endpoint;
    endpoint.setScheme(url.scheme());
    endpoint.setHost(url.host(QUrl::FullyDecoded).toLower());
    const int defaultPort = url.scheme() == "https"_L1 ? 443 : 80;
    if (url.port(defaultPort) != defaultPort)
        endpoint.setPort(url.port());
    return endpoint;
}

Result<Done> validate(const ManagerConnection &manager)
{
    static const QRegularExpression fingerprint(u"\\A[0-9a-f]{64}\\z"_s);
    if (manager.name.trimmed().isEmpty())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "Give every Manager connection a name.")));
    const QUrl url(manager.url, QUrl::StrictMode);
    const bool secure = url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url));
    if (!url.isValid() || url.host().isEmpty() || !secure || !url.userInfo().isEmpty())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "The Manager \"%1\" needs an address that begins with https:// and holds no user name or password.")).arg(manager.name));
    if (!manager.timeZone.isEmpty() && !QTimeZone(manager.timeZone.toUtf8()).isValid())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "The time zone of the Manager \"%1\" is not known. Use a name such as Europe/Berlin.")).arg(manager.name));
    if (!manager.pinSha256.isEmpty() && !fingerprint.match(manager.pinSha256).hasMatch())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
            "The fingerprint of the Manager \"%1\" is not a SHA-256 value: it must have 64 hexadecimal digits.")).arg(manager.name));
    return Done{};
}

Result<Done> validate(const CloudProfile &profile)
{
    if (profile.name.trimmed().isEmpty())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "Give the profile a name.")));
    if (profile.identityEndpoint.isEmpty())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "The address of the identity service (IAM) is missing.")));
    for (const QUrl &endpoint : {profile.identityEndpoint, profile.mrsEndpoint, profile.ecsEndpoint, profile.obsEndpoint}) {
        if (endpoint.isEmpty())
            continue;
        if (const Result<QUrl> normal = normaliseEndpoint(endpoint.toString(QUrl::FullyEncoded)); !normal)
            return tl::unexpected(normal.error());
        if (!profile.verify && !isLoopback(endpoint))
            return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile",
                "Certificates can be left unchecked for this computer only (127.0.0.1, ::1, localhost). "
                "Name the file of the certificate authority under cacert instead.")));
    }
    if (!profile.consoleEndpoint.isEmpty()) {
        if (const Result<QUrl> normal = normaliseEndpoint(profile.consoleEndpoint.toString(QUrl::FullyEncoded)); !normal)
            return tl::unexpected(normal.error());
    }
    if (profile.account.trimmed().isEmpty() && profile.accountId.trimmed().isEmpty())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "The account (domain) name is missing.")));
    if (profile.userName.trimmed().isEmpty() && profile.userId.trimmed().isEmpty())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "The user name is missing.")));
    if (!profile.caFile.isEmpty() && !QFileInfo(profile.caFile).isFile())
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "The certificate authority file %1 does not exist.")).arg(profile.caFile));
    if (!profile.colour.isEmpty() && !profileColours().contains(profile.colour))
        return refusedProfile(profileText(QT_TRANSLATE_NOOP("claviger::CloudProfile", "The colour \"%1\" is not known.")).arg(profile.colour));
    for (const ManagerConnection &manager : profile.managers) {
        const Result<Done> checked = validate(manager);
        if (!checked)
            return checked;
    }
    return Done{};
}

} // namespace claviger
