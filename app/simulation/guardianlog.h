// SPDX-License-Identifier: Apache-2.0
// The logs that a TokenServer keeps on its host, cut to a window (manager.md, section 3.1). What they are made of is a
// small copy, taken while nobody changes the world; the bytes are made piece by piece afterwards, in any thread, and a
// gibibyte of them takes no more memory than a page. The size of each file is known before.
#pragma once

#include "app/simulation/everydaylog.h"
#include "app/simulation/guardianjournal.h"

#include <memory>
#include <optional>

namespace claviger::sim {

class World;

constexpr qint64 guardianLogRotatesAbove = 50 * 1024 * 1024;
constexpr int guardianLogsKept = 20; // of the rotated ones

struct HostLogState
{
    QTimeZone zone = {}; // Manager's: the lines are local and name no offset
    LogWindow window = {};
    Instant now = {};
    Instant genesis = {}; // of the first line ever
    Instant begun = {}; // of the simulation; what was before is made up
    quint64 seed = 0;
    qint64 bytesPerHour = 0;
    std::vector<GuardianNote> notes = {}; // within the window
    QStringList texts = {};
};

// Empty: no TokenServer was ever on a host of that name.
[[nodiscard]] std::optional<HostLogState> hostLogState(const World &world, const QString &hostName, LogWindow window,
                                                       const QTimeZone &zone);

class HostLogs
{
public:
    struct File
    {
        QString name = {}; // token-server.log, token-server.log.3, gc.log, startDetail.log, stopDetail.log
        qint64 size = 0; // never 0: a file without a line in the window is left out
        Instant lastLine = {};
    };
    class Reader;

    explicit HostLogs(HostLogState state);
    [[nodiscard]] const std::vector<File> &files() const { return m_files; }
    [[nodiscard]] qint64 size() const; // of all of them
    [[nodiscard]] Reader open(std::size_t file) const;

private:
    struct Contents;

    std::shared_ptr<const Contents> m_contents;
    std::vector<File> m_files;
};

class HostLogs::Reader
{
public:
    // The next piece, of whole lines and about that large. Empty: the file is over.
    [[nodiscard]] QByteArray read(qsizetype about = 64 * 1024);

private:
    friend class HostLogs;
    Reader(std::shared_ptr<const Contents> contents, std::size_t file);

    std::shared_ptr<const Contents> m_contents; // outlives the logs it was opened from
    std::size_t m_file;
    LocalStamp m_stamp;
    qint64 m_line = 0; // the next one of every day
    std::size_t m_note = 0; // the next one of the journal
};

} // namespace claviger::sim
