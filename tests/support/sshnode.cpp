// SPDX-License-Identifier: Apache-2.0
#include "tests/support/sshnode.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger::testing {

namespace {

// Options as the probe gives them; what it must not see is in the log.
const QByteArray curlStandIn = R"sh(#!/bin/sh
folder=FOLDER
case $* in *--version) exit ;; esac
echo "$*" >> "$folder/calls"
method=GET path=
while [ $# -gt 0 ]; do
    case $1 in
    -X) method=$2 && shift ;;
    http*) path=/${1#http://*/} ;;
    esac
    shift
done
token=$(sed -n 's/.*X-Metadata-Token: \([^"]*\)".*/\1/p')
guardian=$AS_GUARDIAN
respond() { printf 'HTTP/1.1 %s\r\nContent-Type: %s\r\n\r\n' "$1" "${2:-application/json}"; }
key() { printf '{"credential": {"access": "FAKETMPAKFAKETMPAK12", "secret": "FAKESECRETfakesecretFAKESECRETfakesecret", "securitytoken": "FAKETOKENfaketokenFAKETOKENfaketoken", "expires_at": "%s"}}' "${1:-2099-01-15T11:00:00.575000Z}"; }
if [ "$path" = /openstack/latest/meta_data.json ] && [ -z "$meta" ]; then meta='respond "200 OK"; echo {}'; fi
. "$folder/answer"
)sh";

const QByteArray switchStandIn = R"(#!/bin/sh
echo "$0 $*" >> FOLDER/switches
[ -e FOLDER/denied ] && exit 1
export AS_GUARDIAN=1
exec sh -s
)";

QString ownName()
{
    QProcess id;
    id.start(u"id"_s, {u"-un"_s});
    id.waitForFinished();
    return QString::fromLocal8Bit(id.readAllStandardOutput()).trimmed();
}

} // namespace

SshNode::~SshNode()
{
    m_server.kill();
    m_server.waitForFinished();
}

quint16 SshNode::freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

void SshNode::write(const QString &name, const QByteArray &text, bool isProgram) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
        qWarning("%s cannot be written", qPrintable(name));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | (isProgram ? QFile::ExeOwner : QFile::Permissions()));
}

QByteArray SshNode::text(const QString &name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool SshNode::makeKey(const QString &name) const
{
    return QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, {}, u"-f"_s, m_folder.filePath(name)}) == 0;
}

bool SshNode::prepare(const SshNodeSetup &setup, HostKey hostKey)
{
    const QByteArray folder = m_folder.path().toUtf8();
    m_user = ownName();
    for (const QString &key : {u"host"_s, u"client"_s, u"other"_s})
        if (!makeKey(key))
            return false;
    if (!QDir(m_folder.path()).mkdir(u"bin"_s))
        return false;
    // Only these programs are on the node, so nothing of this machine answers for them.
    for (const char *program : {"sh", "sed", "tr", "head", "cat", "grep", "date", "id", "sleep", "echo", "env"}) {
        const QString real = QStandardPaths::findExecutable(QLatin1String(program));
        if (real.isEmpty() || !QFile::link(real, m_folder.filePath(u"bin/"_s + QLatin1String(program))))
            return false;
    }
    const auto placed = [&folder](QByteArray script) { return script.replace("FOLDER", folder); };
    if (setup.hasCurl)
        write(u"bin/curl"_s, placed(curlStandIn), true);
    if (setup.hasPython && !QFile::link(u"/usr/bin/python3"_s, m_folder.filePath(u"bin/python3"_s)))
        return false;
    write(u"bin/su"_s, placed(switchStandIn), true);
    write(u"bin/sudo"_s, placed(switchStandIn), true);
    if (!setup.maySwitch)
        write(u"denied"_s, {});
    write(u"banner"_s, setup.banner);
    write(u"authorized_keys"_s, setup.takesKey ? text(u"client.pub"_s) : QByteArray());
    const QByteArray known = hostKey == Known ? text(u"host.pub"_s) : hostKey == Changed ? text(u"other.pub"_s) : QByteArray();
    write(u"known_hosts"_s, known.isEmpty() ? known : "[127.0.0.1]:" + QByteArray::number(m_port) + ' ' + known);
    QByteArray config = "ListenAddress 127.0.0.1\nPort " + QByteArray::number(m_port) + "\nHostKey " + folder + "/host\nPidFile none\n"
        "AuthorizedKeysFile " + folder + "/authorized_keys\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
        "PasswordAuthentication yes\nKbdInteractiveAuthentication no\nSetEnv PATH=" + folder + "/bin SHLVL=2\n"; // a bash of level 1 would read ~/.bashrc
    if (!setup.banner.isEmpty())
        config += "Banner " + folder + "/banner\n";
    if (!setup.forcedCommand.isEmpty())
        config += "ForceCommand " + setup.forcedCommand + '\n';
    write(u"sshd_config"_s, config);
    write(u"ssh_config"_s, "Host *\nPort " + QByteArray::number(m_port) + "\nIdentityFile " + folder + "/client\nIdentitiesOnly yes\n"
          "IdentityAgent none\nUserKnownHostsFile " + folder + "/known_hosts\nGlobalKnownHostsFile /dev/null\n");
    answerWith("respond '200 OK'; key");
    return true;
}

bool SshNode::start(const SshNodeSetup &setup, HostKey hostKey)
{
    const QString program = QStandardPaths::findExecutable(u"sshd"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s, u"/sbin"_s});
    if (program.isEmpty()) {
        qWarning("there is no sshd; install openssh-server");
        return false;
    }
    m_port = freePort();
    if (!m_folder.isValid() || !prepare(setup, hostKey))
        return false;
    if (m_user == "root"_L1)
        QDir().mkpath(u"/run/sshd"_s); // its place for a process without rights; a service would have made it
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(program, {u"-D"_s, u"-e"_s, u"-f"_s, m_folder.filePath(u"sshd_config"_s)});
    m_server.waitForStarted();
    const bool listens = QTest::qWaitFor([this] {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        return m_server.state() != QProcess::Running || socket.waitForConnected(200);
    }, 20'000);
    if (listens && m_server.state() == QProcess::Running)
        return true;
    qWarning("sshd does not run: %s", m_server.readAll().constData());
    return false;
}

void SshNode::answerWith(const QByteArray &shellText)
{
    write(u"answer"_s, "if [ -n \"$meta\" ]; then eval \"$meta\"; exit; fi\n" + shellText + '\n');
}

QByteArrayList SshNode::calls() const
{
    QByteArrayList lines = text(u"calls"_s).split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

QByteArrayList SshNode::switches() const
{
    QByteArrayList lines = text(u"switches"_s).split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

} // namespace claviger::testing
