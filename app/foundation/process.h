// SPDX-License-Identifier: Apache-2.0
// The adapter for programs of the system: runs one, gives it its input, collects what it says up to a cap, and ends it,
// with everything it started, when time is up, when it is stopped, or when this program ends.
#pragma once

#include "app/foundation/result.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <stop_token>
#include <utility>
#include <vector>

namespace claviger {

struct ProcessCall
{
    QString program = {}; // looked up in PATH unless it is a path
    QStringList arguments = {};
    std::vector<std::pair<QString, QString>> environment = {}; // on top of our own; a null value removes
    QByteArray input = {};                                     // then the end of it
    std::chrono::milliseconds limit = std::chrono::seconds(60); // in all
    std::chrono::milliseconds grace = std::chrono::seconds(1);  // from asking it to end to ending it
    qsizetype mostOutput = 64 * 1024; // kept of each; what goes beyond is read and thrown away
};

struct ProcessOutcome
{
    enum Ending { Exited, Crashed };

    Ending ending = Exited;
    int exitCode = 0; // Exited
    QByteArray output = {};
    QByteArray errors = {};
    bool isCut = false; // more was said than is kept
};

// Fault::NotFound: it could not be started; TimedOut; Cancelled, after a stop request. Then the caller is told at once,
// while the process still ends by itself. To be called, and stopped, in the thread of the application.
[[nodiscard]] Task<ProcessOutcome> runProcess(ProcessCall call, std::stop_token stop = {});

} // namespace claviger
