// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/simcloudprocess.h"

#include "app/cloud/cloudsyaml.h"

#include <QDeadlineTimer>
#include <QFile>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger::benchmark {

SimcloudProcess::SimcloudProcess(QString program)
    : m_program(std::move(program))
{
}

SimcloudProcess::~SimcloudProcess()
{
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5000))
        m_process.kill();
}

Result<CloudProfile> SimcloudProcess::start(bool withTls, const QByteArray &scenario)
{
    QStringList arguments{u"--port"_s, u"0"_s, u"--print-clouds-yaml"_s};
    if (!scenario.isEmpty()) {
        QFile file(m_folder.filePath(u"scenario.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(scenario) != scenario.size())
            return tl::unexpected(Error{.fault = Fault::Storage, .detail = u"the scenario could not be written"_s});
        arguments << u"--scenario-file"_s << file.fileName();
    }
    if (withTls)
        arguments << u"--tls"_s;
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(m_program, arguments, QIODevice::ReadOnly);
    const QString path = m_folder.filePath(u"clouds.yaml"_s);
    QByteArray printed;
    const QDeadlineTimer patience(60s); // a large world is built first
    while (!patience.hasExpired() && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(100);
        printed += m_process.readAllStandardOutput();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(printed) != printed.size())
            break;
        file.close();
        // The entry is there as a whole when its last setting is.
        const CloudsReading reading = readClouds({.folders = {m_folder.path()}});
        const bool isWhole = printed.endsWith('\n') && printed.contains("identity_endpoint_override")
            && (!withTls || printed.contains("cacert"));
        if (isWhole && !reading.clouds.empty())
            return reading.clouds.front();
    }
    return tl::unexpected(Error{.fault = Fault::Offline, .detail = m_program + u" does not serve"_s});
}

} // namespace claviger::benchmark
