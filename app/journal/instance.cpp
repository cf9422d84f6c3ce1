// SPDX-License-Identifier: Apache-2.0
#include "app/journal/instance.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct InstanceWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::Instance)
};

QByteArray markPath(const QString &folder, const QString &id)
{
    return QFile::encodeName(folder + u'/' + id + ".lock"_L1);
}

// Locked by somebody: the program runs. A mark that cannot be looked at counts as running: unknown is not "gone".
bool isHeld(const QByteArray &path)
{
    const int file = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errno != ENOENT;
    const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0;
    ::close(file);
    return held;
}

// The sweep of another program may have removed the file between its making and its locking.
bool isStillThere(int file, const QByteArray &path)
{
    struct stat mine = {};
    struct stat there = {};
    return ::fstat(file, &mine) == 0 && ::stat(path.constData(), &there) == 0 && mine.st_ino == there.st_ino
        && mine.st_dev == there.st_dev;
}

void sweep(const QString &folder)
{
    const QStringList marks = QDir(folder).entryList({u"*.lock"_s}, QDir::Files);
    for (const QString &mark : marks) {
        const QByteArray path = QFile::encodeName(folder + u'/' + mark);
        const int file = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
        if (file < 0)
            continue;
        if (::flock(file, LOCK_SH | LOCK_NB)
            == 0) // shared, so that a reader never takes the sweep for a running program
            ::unlink(path.constData());
        ::close(file);
    }
}

} // namespace

Result<std::unique_ptr<Instance>> Instance::enter(const QString &folder)
{
    if (!QDir(folder).exists())
        QDir().mkdir(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    sweep(folder);
    constexpr int tries = 20;
    for (int attempt = 0; attempt < tries; ++attempt) {
        const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QByteArray path = markPath(folder, id);
        const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file < 0)
            break;
        if (::flock(file, LOCK_EX | LOCK_NB) == 0 && isStillThere(file, path))
            return std::unique_ptr<Instance>(new Instance(folder, id, file));
        ::close(file);
    }
    return tl::unexpected(
        Error{.fault = Fault::Storage,
              .detail = InstanceWords::tr("The folder %1 cannot hold the mark of a running program.").arg(folder)});
}

Instance::Instance(QString folder, QString id, int file)
    : m_folder(std::move(folder))
    , m_id(std::move(id))
    , m_file(file)
{
}

Instance::~Instance()
{
    ::unlink(markPath(m_folder, m_id).constData());
    ::close(m_file);
}

bool Instance::isRunning(const QString &id) const
{
    if (id == m_id)
        return true;
    // The id comes from the file and must not lead elsewhere.
    return !QUuid::fromString(id).isNull() && isHeld(markPath(m_folder, id));
}

} // namespace claviger
