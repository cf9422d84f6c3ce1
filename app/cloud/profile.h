// SPDX-License-Identifier: Apache-2.0
// Where and as whom to sign in: what a person saved, what clouds.yaml says, or the demo. Also the one gate through
// which every address of a service passes before a request can be sent to it.
#pragma once

#include "app/foundation/result.h"
#include "app/foundation/secret.h"

#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <vector>

namespace claviger {

// A FusionInsight Manager beside the cloud. Its password is never part of a profile.
struct ManagerConnection
{
    QString name = {};
    QString url = {};
    QString userName = {};
    QString timeZone = {};  // IANA name, for example Europe/Berlin: the Manager's clock shows this zone
    QString profile = {};   // which Manager profile (paths and fields) to use; empty: the default one
    QString pinSha256 = {}; // of the certificate's DER, 64 lower-case hexadecimal digits; empty: not trusted yet

    friend bool operator==(const ManagerConnection &, const ManagerConnection &) = default;
};

struct CloudProfile
{
    enum Origin { Own, CloudsYaml, Demo };

    QString id = {};     // stable for as long as the profile means the same sign-in; part of passwordKey()
    QString name = {};   // unique among the profiles of one origin
    QString preset = {}; // id of a CloudPreset; empty: custom addresses
    QString region = {};
    // As normaliseEndpoint() gives them. Empty: not known, the service cannot be used.
    QUrl identityEndpoint = {}, mrsEndpoint = {}, ecsEndpoint = {}, obsEndpoint = {};
    QUrl consoleEndpoint = {}; // of the vendor's web pages; nothing is ever sent there, a browser opens them
    QString account = {}, accountId = {}; // the domain: name, 32 digit id
    QString userName = {}, userId = {};
    QString project = {}, projectId = {};
    Secret password = {}; // only from clouds.yaml or the demo; never written anywhere by us
    QString caFile = {};  // absolute path of a PEM file; replaces the system's trust store, as OpenStack tools do
    bool verify = true;   // false only where isLoopback() holds for every endpoint
    QString colour = {};  // one of profileColours(); empty: none
    bool production = false, readOnly = false;
    Origin origin = Own;
    QString sourceFile = {}; // the clouds.yaml it was read from
    std::vector<ManagerConnection> managers = {};

    friend bool operator==(const CloudProfile &, const CloudProfile &) = default;
};

// teal, violet, ...: names of the colours a profile may be marked with.
[[nodiscard]] QStringList profileColours();

// The keychain key under which the sign-in password of a profile is kept if the person asked for it.
[[nodiscard]] QString passwordKey(const QString &profileId);

// 127.0.0.0/8, ::1 and localhost: the only places for plain http and for verify = false.
[[nodiscard]] bool isLoopback(const QUrl &url);

// scheme://host[:port]: the default port and a trailing version path (/v3, /v3.0/) are removed, the host is lower-cased.
// Any other path, user info, query, fragment, scheme, and http beyond loopback are Fault::Rejected; detail says why.
[[nodiscard]] Result<QUrl> normaliseEndpoint(const QString &text);

// Whether one can sign in with it once a password is typed. Fault::Rejected; detail is a sentence for the person.
[[nodiscard]] Result<Done> validate(const CloudProfile &profile);
[[nodiscard]] Result<Done> validate(const ManagerConnection &manager);

} // namespace claviger

Q_DECLARE_METATYPE(claviger::CloudProfile)
