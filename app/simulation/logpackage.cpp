// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/logpackage.h"

#include <QTemporaryFile>

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

using Problem = std::optional<QString>; // why it cannot go on; none: all is well

struct FreeArchive
{
    void operator()(archive *writer) const { archive_write_free(writer); }
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

class Writer
{
public:
    Problem open(int file)
    {
        m_archive.reset(archive_write_new());
        archive *writer = m_archive.get();
        const bool good = writer && archive_write_set_format_pax_restricted(writer) == ARCHIVE_OK
            && archive_write_add_filter_gzip(writer) == ARCHIVE_OK
            && archive_write_set_filter_option(writer, "gzip", "compression-level", "1") == ARCHIVE_OK
            && archive_write_set_bytes_per_block(writer, 64 * 1024) == ARCHIVE_OK
            && archive_write_set_bytes_in_last_block(writer, 1) == ARCHIVE_OK
            && archive_write_open(writer, this, nullptr, &Writer::writeOn, nullptr) == ARCHIVE_OK;
        m_file = file;
        return good ? Problem() : problem();
    }

    Problem begin(const PackagedFile &file)
    {
        const std::unique_ptr<archive_entry, FreeArchive> entry(archive_entry_new());
        archive_entry_set_pathname_utf8(entry.get(), file.path.toUtf8().constData());
        archive_entry_set_size(entry.get(), file.size);
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0640);
        archive_entry_set_uname(entry.get(), "omm");
        archive_entry_set_gname(entry.get(), "wheel");
        archive_entry_set_mtime(entry.get(),
                                std::chrono::floor<std::chrono::seconds>(file.modified).time_since_epoch().count(), 0);
        return archive_write_header(m_archive.get(), entry.get()) == ARCHIVE_OK ? Problem() : problem();
    }

    Problem write(const QByteArray &piece)
    {
        const la_ssize_t written =
            archive_write_data(m_archive.get(), piece.constData(), static_cast<std::size_t>(piece.size()));
        return written == piece.size() ? Problem() : problem();
    }

    Problem close() { return archive_write_close(m_archive.get()) == ARCHIVE_OK ? Problem() : problem(); }

    // Freeing closes the archive, and that would write the rest of it: it is told that there is no room for it. Not by
    // archive_write_fail, after which libarchive 3.6 forgets the memory of the compressor.
    void giveUp() { m_givenUp = true; }

private:
    static la_ssize_t writeOn(archive *writer, void *self, const void *bytes, std::size_t size)
    {
        const auto *on = static_cast<const Writer *>(self);
        if (on->m_givenUp)
            return -1;
        ssize_t written = -1;
        do
            written = ::write(on->m_file, bytes, size);
        while (written < 0 && errno == EINTR);
        if (written < 0)
            archive_set_error(writer, errno, "%s", strerrordesc_np(errno));
        return written;
    }

    [[nodiscard]] QString problem() const
    {
        const char *text = m_archive ? archive_error_string(m_archive.get()) : nullptr;
        return text ? QString::fromLocal8Bit(text) : u"libarchive could not write the package"_s;
    }

    int m_file = -1;
    bool m_givenUp = false;
    std::unique_ptr<archive, FreeArchive> m_archive; // the last member: freeing it writes through the others
};

// Writes one file, and tells of every piece. A problem or a stop ends it.
Problem pack(Writer &writer, const PackagedFile &file, const std::stop_token &stop,
             const std::function<void(qint64)> &told)
{
    if (const Problem problem = writer.begin(file))
        return problem;
    qint64 left = file.size;
    while (left > 0 && !stop.stop_requested()) {
        const QByteArray piece = file.read();
        if (piece.isEmpty() || piece.size() > left)
            return u"%1 is not as large as it was said to be"_s.arg(file.path);
        if (const Problem problem = writer.write(piece))
            return problem;
        left -= piece.size();
        told(piece.size());
    }
    return {};
}

} // namespace

LogPackage::Archive::Archive(std::shared_ptr<QTemporaryFile> file, qint64 size)
    : m_file(std::move(file))
    , m_size(size)
{
}

QByteArray LogPackage::Archive::read(qint64 offset, qint64 atMost) const
{
    const qint64 size = std::min(atMost, m_size - offset);
    if (offset < 0 || size <= 0)
        return {};
    QByteArray piece(size, Qt::Uninitialized);
    ssize_t got = -1;
    do
        got = ::pread(m_file->handle(), piece.data(), static_cast<std::size_t>(size), offset);
    while (got < 0 && errno == EINTR);
    piece.truncate(std::max<qsizetype>(got, 0));
    return piece;
}

LogPackage::LogPackage(std::vector<PackagedFile> first, std::vector<PackagedHost> hosts)
    : m_thread([this, first = std::move(first), hosts = std::move(hosts)](const std::stop_token &stop) mutable {
        work(stop, std::move(first), std::move(hosts));
    })
{
}

LogPackage::~LogPackage() = default;

QString LogPackage::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

std::shared_ptr<const LogPackage::Archive> LogPackage::archive() const
{
    const std::lock_guard lock(m_mutex);
    return m_archive;
}

void LogPackage::work(const std::stop_token &stop, std::vector<PackagedFile> first, std::vector<PackagedHost> hosts)
{
    // All sizes first, so that the progress knows its end.
    std::vector<PackagedFile> files = std::move(first);
    for (const PackagedHost &host : hosts) {
        if (stop.stop_requested())
            return;
        for (PackagedFile &file : host.files())
            files.push_back(std::move(file));
    }
    qint64 total = 1;
    for (const PackagedFile &file : files)
        total += file.size;

    const auto target = std::make_shared<QTemporaryFile>();
    Writer writer;
    Problem problem;
    if (!target->open())
        problem = target->errorString();
    else
        problem = writer.open(target->handle());
    qint64 done = 0;
    const auto advance = [&](qint64 bytes) {
        done += bytes;
        m_progress = static_cast<int>(done * 99 / total);
    };
    for (auto file = files.begin(); file != files.end() && !problem && !stop.stop_requested(); ++file) {
        problem = pack(writer, *file, stop, advance);
        *file = {}; // what it was read from is not needed any more
    }
    if (!problem && !stop.stop_requested())
        problem = writer.close();
    else
        writer.giveUp();
    if (stop.stop_requested())
        return;

    const std::lock_guard lock(m_mutex);
    if (problem) {
        m_problem = *problem;
        m_state = State::Failed;
        return;
    }
    m_archive = std::make_shared<const Archive>(target, target->size());
    m_progress = 100;
    m_state = State::Complete;
}

} // namespace claviger::sim
