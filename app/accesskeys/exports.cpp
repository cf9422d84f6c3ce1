// SPDX-License-Identifier: Apache-2.0
#include "app/accesskeys/exports.h"

#include "app/accesskeys/words.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr QFileDevice::Permissions exportPermissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions readableByOthers = QFileDevice::ReadGroup | QFileDevice::ReadOther;

Error notWritten(const QString &path, const QString &why)
{
    return {.fault = Fault::Storage, .detail = u"%1: %2"_s.arg(path, why)};
}

QByteArray csvField(QByteArray text)
{
    return '"' + text.replace('"', "\"\"") + '"';
}

// As the console writes keys: quoted only where they would break the line.
QByteArray csvKey(std::string_view key)
{
    QByteArray text(key.data(), static_cast<qsizetype>(key.size()));
    const bool isPlain = std::none_of(key.begin(), key.end(), [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; });
    if (isPlain)
        return text;
    const QByteArray quoted = csvField(text);
    wipe(text);
    return quoted;
}

} // namespace

Result<Done> saveCredentialsCsv(const QString &path, const QString &userName, const AccessKey &key)
{
    const QFileInfo target(path);
    if (target.isSymLink())
        return tl::unexpected(notWritten(path, KeyWords::tr("a secret is not written through a symbolic link")));
    if (target.exists() && !target.isFile())
        return tl::unexpected(notWritten(path, KeyWords::tr("this is not a file")));
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) // no copy of the secret in a buffer
        return tl::unexpected(notWritten(path, file.errorString()));
    // Before the first byte of the secret; some file systems agree and do nothing.
    if (!file.setPermissions(exportPermissions) || (file.permissions() & readableByOthers))
        return tl::unexpected(notWritten(path, KeyWords::tr("others could read a file here; choose another place")));
    QByteArray secret = csvKey(key.secret.utf8());
    file.write("User Name,Access Key Id,Secret Access Key\r\n");
    file.write(csvField(userName.toUtf8()) + ',' + csvKey(key.id.toStdString()) + ',');
    file.write(secret);
    file.write("\r\n");
    wipe(secret);
    if (!file.commit())
        return tl::unexpected(notWritten(path, file.errorString()));
    return Done{};
}

bool isFolderOpenToOthers(const QString &path)
{
    const QFileDevice::Permissions permissions = QFileInfo(QFileInfo(path).absolutePath()).permissions();
    return permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther);
}

} // namespace claviger
