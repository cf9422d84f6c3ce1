// SPDX-License-Identifier: Apache-2.0
// A message bus of the test's own, which starts nothing: what is not there is not started. One in a program: the library
// below Qt asks for the address once.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace claviger::testing {

class PrivateBus
{
public:
    explicit PrivateBus(const char *variable)
    {
        QFile config(m_folder.filePath(QStringLiteral("bus.conf")));
        if (!config.open(QIODevice::WriteOnly))
            return;
        config.write("<busconfig><type>session</type><listen>unix:dir=" + QFile::encodeName(m_folder.path())
                     + "</listen><policy context=\"default\"><allow send_destination=\"*\"/><allow receive_sender=\"*\"/>"
                       "<allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_daemon.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                                                       QStringLiteral("--print-address"), QStringLiteral("--config-file=") + config.fileName()});
        while (!m_daemon.canReadLine() && m_daemon.waitForReadyRead()) { }
        qputenv(variable, m_daemon.readLine().trimmed());
    }
    PrivateBus(const PrivateBus &) = delete;
    PrivateBus &operator=(const PrivateBus &) = delete;
    ~PrivateBus() { end(); }

    void end()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    [[nodiscard]] bool isRunning() const { return m_daemon.state() == QProcess::Running; }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

} // namespace claviger::testing
