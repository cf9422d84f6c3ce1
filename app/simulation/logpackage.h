// SPDX-License-Identifier: Apache-2.0
// A log package of the simulated Manager: a tar.gz that a thread of its own writes into a file without a name, so that
// nothing is left behind however the program ends. It is made from parts that know their size and give their bytes
// piece by piece; memory stays flat however large it gets.
#pragma once

#include "app/foundation/instant.h"
#include "app/foundation/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

class QTemporaryFile;

namespace claviger::sim {

struct PackagedFile
{
    QString path = {}; // within the package
    qint64 size = 0;
    Instant modified = {};
    std::function<QByteArray()> read = {}; // the next piece; all of them are as large as size says
};

// What is collected from one host. The files are asked for in the thread of the package.
struct PackagedHost
{
    QString name = {};
    std::function<std::vector<PackagedFile>()> files = {};
};

class LogPackage
{
public:
    enum class State { Running, Complete, Failed };
    // The finished file, to be read from several places at once; it outlives its package while somebody reads.
    class Archive
    {
    public:
        explicit Archive(std::shared_ptr<QTemporaryFile> file, qint64 size);
        [[nodiscard]] qint64 size() const { return m_size; }
        // Empty: the end, or it cannot be read any more.
        [[nodiscard]] QByteArray read(qint64 offset, qint64 atMost) const;

    private:
        std::shared_ptr<QTemporaryFile> m_file;
        qint64 m_size;
    };

    // The first files stand at the top of the package and come before those of the hosts.
    LogPackage(std::vector<PackagedFile> first, std::vector<PackagedHost> hosts);
    ~LogPackage(); // stops the work and waits for the thread, which looks up at every piece
    LogPackage(const LogPackage &) = delete;
    LogPackage &operator=(const LogPackage &) = delete;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int progress() const { return m_progress; } // 0 to 100; 100 when it is complete
    [[nodiscard]] QString problem() const; // of a failed one
    [[nodiscard]] std::shared_ptr<const Archive> archive() const; // null until it is complete

private:
    void work(const std::stop_token &stop, std::vector<PackagedFile> first, std::vector<PackagedHost> hosts);

    mutable std::mutex m_mutex;
    std::atomic<State> m_state = State::Running;
    std::atomic<int> m_progress = 0;
    QString m_problem;
    std::shared_ptr<const Archive> m_archive;
    std::jthread m_thread; // the last member: it works on the others
};

} // namespace claviger::sim
