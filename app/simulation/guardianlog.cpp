// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/guardianlog.h"

#include "app/simulation/guardiannotes.h"
#include "app/simulation/world.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr qint64 collectionsPerHour = 120; // of garbage
constexpr qint64 bytesPerCollection = 96;

// Before the simulation began every renewal went well.
std::vector<GuardianNote> madeUpNotes(const HostLogState &state)
{
    std::vector<GuardianNote> notes;
    const Instant from = std::max(state.window.from, state.genesis + 1min);
    const Instant until = std::min(state.window.until, state.begun - 1ms);
    const std::chrono::milliseconds cycle = 50min + std::chrono::milliseconds(state.seed % 60'000);
    if (from <= until) {
        for (Instant at = state.begun - (state.begun - from) / cycle * cycle; at <= until; at += cycle) {
            if (at < from)
                continue;
            notes.push_back({.when = at, .kind = GuardianNote::CacheEnding});
            notes.push_back({.when = at,
                             .number = static_cast<int>(std::chrono::floor<std::chrono::seconds>(cycle).count()),
                             .kind = GuardianNote::KeyRenewed});
        }
    }
    if (state.window.from <= state.genesis && state.genesis <= state.window.until)
        notes.insert(notes.begin(), {.when = state.genesis, .kind = GuardianNote::Started});
    return notes;
}

} // namespace

struct HostLogs::Contents
{
    struct Part
    {
        NoteFile writes = NoteFile::TokenServer; // how it writes notes
        const EverydayLog *everyday = nullptr;
        qint64 firstLine = 0, endLine = 0;
        std::vector<GuardianNote> notes = {};
    };

    explicit Contents(HostLogState given)
        : state(std::move(given))
        , tokenServer(EverydayLog::TokenServer, state.genesis, state.bytesPerHour, state.seed)
        , collector(EverydayLog::GarbageCollector, state.genesis, collectionsPerHour * bytesPerCollection, ~state.seed)
    {
    }

    HostLogState state;
    EverydayLog tokenServer, collector;
    std::vector<Part> parts; // one for each file
};

HostLogs::HostLogs(HostLogState state)
{
    const auto contents = std::make_shared<Contents>(std::move(state));
    LogWindow window = contents->state.window;
    window.until = std::min(window.until, contents->state.now); // nothing is written ahead
    std::vector<GuardianNote> notes = madeUpNotes(contents->state);
    notes.insert(notes.end(), contents->state.notes.begin(), contents->state.notes.end());
    std::erase_if(notes, [&](const GuardianNote &note) { return window.until < note.when; });
    std::stable_sort(notes.begin(), notes.end(),
                     [](const GuardianNote &a, const GuardianNote &b) { return a.when < b.when; });

    LocalStamp stamp(contents->state.zone);
    QByteArray scratch;
    const auto add = [&](const QString &name, Contents::Part part) {
        File file{.name = name, .size = 0, .lastLine = window.from};
        std::erase_if(part.notes, [&](const GuardianNote &note) { return !writesNote(part.writes, note); });
        for (const GuardianNote &note : part.notes) {
            scratch.clear();
            writeNote(part.writes, note, contents->state.texts, stamp, &scratch);
            file.size += scratch.size();
            file.lastLine = std::max(file.lastLine, note.when);
        }
        if (part.everyday && part.firstLine < part.endLine) {
            file.size += part.everyday->bytes(part.firstLine, part.endLine);
            file.lastLine = std::max(file.lastLine, part.everyday->timeOf(part.endLine - 1));
        }
        if (file.size == 0)
            return;
        m_files.push_back(file);
        contents->parts.push_back(std::move(part));
    };

    if (window.from <= window.until) {
        const EverydayLog &log = contents->tokenServer;
        const qint64 perFile = log.linesIn(guardianLogRotatesAbove);
        const qint64 current = std::max<qint64>(log.firstLineAt(contents->state.now + 1ms) - 1, 0) / perFile;
        const qint64 first = log.firstLineAt(window.from);
        const qint64 end = log.firstLineAt(window.until + 1ms);
        const qint64 newest = std::min(current, std::max<qint64>(end - 1, 0) / perFile);
        const qint64 oldest = std::max({first / perFile - 1, current - guardianLogsKept, qint64(0)});
        for (qint64 file = newest; file >= oldest; --file) {
            Contents::Part part{.everyday = &log,
                                .firstLine = std::max(first, file * perFile),
                                .endLine = std::min(end, (file + 1) * perFile)};
            const Instant begins = file == 0 ? Instant::min() : log.timeOf(file * perFile);
            const Instant ends = log.timeOf((file + 1) * perFile);
            std::copy_if(notes.begin(), notes.end(), std::back_inserter(part.notes),
                         [&](const GuardianNote &note) { return begins <= note.when && note.when < ends; });
            add(file == current ? u"token-server.log"_s : u"token-server.log.%1"_s.arg(current - file),
                std::move(part));
        }
        add(u"startDetail.log"_s, {.writes = NoteFile::StartDetail, .notes = notes});
        add(u"stopDetail.log"_s, {.writes = NoteFile::StopDetail, .notes = notes});
        add(u"gc.log"_s,
            {.writes = NoteFile::None,
             .everyday = &contents->collector,
             .firstLine = contents->collector.firstLineAt(window.from),
             .endLine = contents->collector.firstLineAt(window.until + 1ms)});
    }
    m_contents = contents;
}

qint64 HostLogs::size() const
{
    return std::accumulate(m_files.begin(), m_files.end(), qint64(0),
                           [](qint64 sum, const File &file) { return sum + file.size; });
}

HostLogs::Reader HostLogs::open(std::size_t file) const
{
    return {m_contents, file};
}

HostLogs::Reader::Reader(std::shared_ptr<const Contents> contents, std::size_t file)
    : m_contents(std::move(contents))
    , m_file(file)
    , m_stamp(m_contents->state.zone)
    , m_line(m_contents->parts.at(file).firstLine)
{
}

QByteArray HostLogs::Reader::read(qsizetype about)
{
    const Contents::Part &part = m_contents->parts[m_file];
    QByteArray piece;
    piece.reserve(about + 1024);
    while (piece.size() < about) {
        const bool hasLine = part.everyday && m_line < part.endLine;
        const bool hasNote = m_note < part.notes.size();
        if (!hasLine && !hasNote)
            break;
        if (hasNote && (!hasLine || part.notes[m_note].when < part.everyday->timeOf(m_line)))
            writeNote(part.writes, part.notes[m_note++], m_contents->state.texts, m_stamp, &piece);
        else
            part.everyday->write(m_line++, m_stamp, &piece);
    }
    return piece;
}

} // namespace claviger::sim
