// SPDX-License-Identifier: Apache-2.0
// The keychain as another program sees it: libsecret's own tool, and the lock of a Secret Service.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>

namespace claviger::testing {

struct ToolAnswer
{
    QByteArray out;
    QByteArray errors;
};

inline ToolAnswer secretTool(const QStringList &arguments)
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"), arguments);
    tool.waitForFinished();
    return {.out = tool.readAllStandardOutput(), .errors = tool.readAllStandardError()};
}

// Entries of that service, of one key or of all. Without "--unlock" the tool shows attributes only, and never prompts.
inline int storedItems(const QString &service, const QString &key = {})
{
    QStringList arguments{QStringLiteral("search"), QStringLiteral("--all"), QStringLiteral("server"), service};
    if (!key.isEmpty())
        arguments << QStringLiteral("user") << key;
    const ToolAnswer found = secretTool(arguments);
    return static_cast<int>((found.out + found.errors).count("attribute.server = "));
}

// False: the service did not take the call.
inline bool lockLoginCollection()
{
    QDBusMessage lock = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
                                                       QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
    const QList<QDBusObjectPath> collections = {QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"))};
    lock.setArguments({QVariant::fromValue(collections)});
    return QDBusConnection::sessionBus().call(lock).type() == QDBusMessage::ReplyMessage;
}

} // namespace claviger::testing
