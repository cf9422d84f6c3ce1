// SPDX-License-Identifier: Apache-2.0
// A node to sign in to: a real sshd on 127.0.0.1 with keys of its own, where curl, su and sudo are stand-ins. Needs
// openssh-server; runs as whoever runs the test.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace claviger::testing {

struct SshNodeSetup
{
    QByteArray forcedCommand = {}; // in place of what is asked for
    QByteArray banner = {};
    bool takesKey = true; // false: it would need a password
    bool hasCurl = true;
    bool hasPython = true;
    bool maySwitch = true; // su and sudo let one in
};

class SshNode
{
public:
    enum HostKey { Known, Unknown, Changed };

    // False, after a word on stderr: it does not run.
    [[nodiscard]] bool start(const SshNodeSetup &setup = {}, HostKey hostKey = Known);
    ~SshNode();

    // What the stand-in for curl does from now on: shell text that sees $method, $path, $token (with a request of hardened
    // mode) and $guardian (1: as the other user), with the functions respond and key of the source.
    void answerWith(const QByteArray &shellText);

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString configFile() const { return m_folder.filePath(QStringLiteral("ssh_config")); }
    [[nodiscard]] QString userName() const { return m_user; }
    [[nodiscard]] QByteArrayList calls() const; // of the stand-in for curl, with all their arguments
    [[nodiscard]] QByteArrayList switches() const; // of those for su and sudo
    [[nodiscard]] static quint16 freePort();

private:
    [[nodiscard]] bool prepare(const SshNodeSetup &setup, HostKey hostKey);
    [[nodiscard]] bool makeKey(const QString &name) const;
    void write(const QString &name, const QByteArray &text, bool isProgram = false) const;
    [[nodiscard]] QByteArray text(const QString &name) const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_user;
    quint16 m_port = 0;
};

} // namespace claviger::testing
