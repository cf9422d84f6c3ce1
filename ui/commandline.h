// SPDX-License-Identifier: Apache-2.0
// What the command line asks for. Its values are untrusted: they choose and fill in, and start no network act beyond
// what --cloud of a file with a password documents.
#pragma once

#include "app/foundation/result.h"

#include <QStringList>

namespace claviger {

struct CommandLine
{
    bool demo = false;
    QString scenario = {};
    QString cloud = {};
    QString page = {};
    QString tourFolder = {};
    QString scheme = {};     // light, dark or empty: the desktop's
    bool components = false; // the style sheet of our own widgets, for developers
};

// Fault::Rejected with a sentence for what cannot be understood.
[[nodiscard]] Result<CommandLine> readCommandLine(const QStringList &arguments, const QStringList &pages, const QStringList &scenarios);
[[nodiscard]] QString commandLineHelp();

} // namespace claviger
