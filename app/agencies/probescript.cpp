// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/probescript.h"

#include "app/agencies/words.h"

#include <QFile>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int longestNodeAddress = 253;

bool isWhole(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool isAddress(const QString &text)
{
    if (text.isEmpty() || text.size() > longestNodeAddress)
        return false;
    if (text.contains(u':')) // IPv6, maybe with the interface it is reached by
        return isWhole(text, u"[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?"_s) && !QHostAddress(text).isNull();
    return isWhole(text, u"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?"_s);
}

bool isUserName(const QString &text)
{
    return text.size() <= 64 && isWhole(text, u"[A-Za-z0-9_][A-Za-z0-9_.-]*"_s);
}

Error unusableTarget(const QString &detail)
{
    return {.fault = Fault::Rejected, .detail = detail};
}

QByteArray scriptFile()
{
    QFile file(u":/node/securitykey.sh"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ProbeTarget probeTargetOf(const NodeBinding &node)
{
    return {.serverId = node.node.serverId, .nodeName = node.node.name, .address = isAddress(node.node.ip) && node.node.ip != "unknown"_L1 ? node.node.ip : QString()};
}

Result<Done> checkTarget(const ProbeTarget &target)
{
    if (!isAddress(target.address))
        return tl::unexpected(unusableTarget(AgencyWords::tr("Enter the node's address as a host name or an IP address, for example 192.168.0.156.")));
    if (!isUserName(target.userName))
        return tl::unexpected(unusableTarget(AgencyWords::tr("Enter the user to sign in with as letters, digits, dots, - and _, for example root.")));
    if (!target.guardianUser.isEmpty() && !isUserName(target.guardianUser))
        return tl::unexpected(unusableTarget(AgencyWords::tr("Enter the user of Guardian as letters, digits, dots, - and _, for example omm.")));
    if (target.port < 0 || target.port > 65'535)
        return tl::unexpected(unusableTarget(AgencyWords::tr("Enter a port from 1 to 65535.")));
    return Done{};
}

QByteArray makeProbeMark()
{
    std::array<quint32, 4> random = {};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    return "claviger-" + QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random).toHex();
}

QByteArray probeScript(const QByteArray &mark, const QByteArray &address, const QString &guardianUser)
{
    return "mark='" + mark + "' base='" + address + "' guardian='" + guardianUser.toUtf8() + "'\n" + scriptFile();
}

QStringList sshArguments(const ProbeTarget &target)
{
    QStringList arguments;
    if (!target.configFile.isEmpty())
        arguments += {u"-F"_s, target.configFile};
    for (const QString &option : {u"BatchMode=yes"_s, u"StrictHostKeyChecking=yes"_s, u"ConnectTimeout=10"_s,
                                  u"NumberOfPasswordPrompts=0"_s, u"LogLevel=ERROR"_s, u"ClearAllForwardings=yes"_s,
                                  u"RemoteCommand=none"_s, u"ServerAliveInterval=10"_s})
        arguments += {u"-o"_s, option};
    arguments += {u"-a"_s, u"-x"_s, u"-T"_s}; // the node gets no agent, no display, no terminal of ours
    if (target.port > 0)
        arguments += {u"-p"_s, QString::number(target.port)};
    return arguments += {u"-l"_s, target.userName, u"--"_s, target.address, u"sh"_s, u"-s"_s};
}

ProcessCall sshCall(const ProbeTarget &target, const QByteArray &mark)
{
    return {.program = u"ssh"_s,
            .arguments = sshArguments(target),
            .environment = {{u"LC_ALL"_s, u"C"_s}, {u"SSH_ASKPASS"_s, {}}}, // what ssh says is told apart; nobody is asked
            .input = probeScript(mark, metadataAddress, target.guardianUser),
            .limit = probeLimit};
}

QString commandToCopy(const ProbeTarget &target)
{
    const QString port = target.port > 0 ? u"-p "_s + QString::number(target.port) + u' ' : QString();
    return u"ssh %1%2@%3 \"curl -s -m 5 -w '\\nHTTP %{http_code}\\n' %4/openstack/latest/securitykey "
           "| grep -oE '^HTTP [0-9]+|expires_at[^,}]*|Please configure [A-Za-z ]+'\""_s
        .arg(port, target.userName, target.address, QLatin1String(metadataAddress));
}

} // namespace claviger
