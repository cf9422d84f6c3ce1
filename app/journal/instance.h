// SPDX-License-Identifier: Apache-2.0
// The mark of a running program: a file that it holds locked. The system lets go of the lock when the program ends in
// whatever way, and a new program never takes an old mark: so neither kill -9 nor a reused process id can mislead.
#pragma once

#include "app/foundation/result.h"

#include <QString>

#include <memory>

namespace claviger {

class Instance
{
public:
    // Makes a mark in the folder (made too, 0700) and clears away the marks of programs that no longer run.
    [[nodiscard]] static Result<std::unique_ptr<Instance>> enter(const QString &folder);
    Instance(const Instance &) = delete;
    Instance &operator=(const Instance &) = delete;
    ~Instance();

    [[nodiscard]] QString id() const { return m_id; }
    [[nodiscard]] bool isRunning(const QString &id) const; // this one, or another one of the same folder

private:
    Instance(QString folder, QString id, int file);

    QString m_folder;
    QString m_id;
    int m_file = -1;
};

} // namespace claviger
