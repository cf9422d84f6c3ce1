// SPDX-License-Identifier: Apache-2.0
// A claviger-simcloud of its own process, and the profile to sign in to it with, read from what it prints.
#pragma once

#include "app/cloud/profile.h"

#include <QProcess>
#include <QTemporaryDir>

namespace claviger::benchmark {

class SimcloudProcess
{
public:
    explicit SimcloudProcess(QString program);
    SimcloudProcess(const SimcloudProcess &) = delete;
    SimcloudProcess &operator=(const SimcloudProcess &) = delete;
    ~SimcloudProcess();

    // Waits until it serves. The error's detail says why it does not. scenario: JSON; empty: "healthy".
    [[nodiscard]] Result<CloudProfile> start(bool withTls, const QByteArray &scenario = {});

private:
    QString m_program;
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace claviger::benchmark
