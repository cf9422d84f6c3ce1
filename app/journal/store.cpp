// SPDX-License-Identifier: Apache-2.0
#include "app/journal/store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto storeFileMode = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

struct StoreWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::Store)
};

Error storageError(const QString &sentence, const QString &cause = {})
{
    return {.fault = Fault::Storage, .detail = cause.isEmpty() ? sentence : u"%1 (%2)"_s.arg(sentence, cause)};
}

QString sentenceFor(const QSqlError &error)
{
    switch (error.nativeErrorCode().toInt() & 0xff) { // the extended codes of SQLite keep the plain one in the low byte
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return StoreWords::tr("The file is in use by another program for too long.");
    case 8: // SQLITE_READONLY
        return StoreWords::tr("The file may not be written.");
    case 10: // SQLITE_IOERR
        return StoreWords::tr("Reading or writing the file failed; check the disk and the space left on it.");
    case 11: // SQLITE_CORRUPT
        return StoreWords::tr("The file is damaged. Move it away to start a new one.");
    case 13: // SQLITE_FULL
        return StoreWords::tr("There is no space left on the disk.");
    case 14: // SQLITE_CANTOPEN
        return StoreWords::tr("The file could not be opened.");
    case 26: // SQLITE_NOTADB
        return StoreWords::tr("The file is not a database. Move it away to start a new one.");
    default:
        return StoreWords::tr("The file could not be used.");
    }
}

// With the folders above it. Only those that we make ourselves get our permissions: an existing one may serve others too.
bool makeOwnFolder(const QString &path)
{
    const QString parent = QFileInfo(path).absolutePath();
    if (QFileInfo::exists(path))
        return QFileInfo(path).isDir();
    return parent != path && makeOwnFolder(parent)
        && (QDir().mkdir(path, storeFileMode | QFileDevice::ExeOwner) || QFileInfo(path).isDir());
}

Result<Done> makeFile(const QString &path)
{
    const QFileInfo info(path);
    const QDir folder = info.dir();
    if (!makeOwnFolder(folder.absolutePath()))
        return tl::unexpected(storageError(StoreWords::tr("The folder %1 could not be made.").arg(folder.absolutePath())));
    QFile file(path);
    // Made by us with its permissions, so that it is never readable by others, not even for a moment.
    if (!info.exists() && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly, storeFileMode) && !file.exists())
        return tl::unexpected(
            storageError(StoreWords::tr("The file %1 could not be made.").arg(path), file.errorString()));
    file.close();
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    if ((QFile::permissions(path) & others) && !QFile::setPermissions(path, storeFileMode))
        return tl::unexpected(storageError(StoreWords::tr("The file %1 is readable by others.").arg(path)));
    return Done{};
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const QString &path, const Layout &layout)
{
    if (const Result<Done> made = makeFile(path); !made)
        return tl::unexpected(made.error());
    std::unique_ptr<Store> store(new Store(u"claviger-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, store->m_connection);
        if (!database.isValid())
            return tl::unexpected(
                storageError(StoreWords::tr("The SQLite part of Qt is not installed (package libqt6sql6-sqlite).")));
        database.setDatabaseName(path);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
        if (!database.open())
            return tl::unexpected(storageError(sentenceFor(database.lastError()), database.lastError().databaseText()));
    }
    if (const Result<Done> prepared = store->prepare(layout); !prepared)
        return tl::unexpected(prepared.error());
    return store;
}

Store::Store(QString connection)
    : m_connection(std::move(connection))
{
}

Store::~Store()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<QSqlQuery> Store::run(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(failure(query));
    for (const QVariant &value : values) {
        const bool isNullText = value.typeId() == QMetaType::QString && value.toString().isNull();
        query.addBindValue(isNullText ? QVariant(u""_s) : value);
    }
    if (!query.exec())
        return tl::unexpected(failure(query));
    return query;
}

Result<QVariant> Store::value(const QString &sql, const QVariantList &values) const
{
    Result<QSqlQuery> query = run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    if (query->next())
        return query->value(0);
    if (query->lastError().isValid())
        return tl::unexpected(failure(*query));
    return QVariant();
}

Error Store::failure(const QSqlQuery &query)
{
    return storageError(sentenceFor(query.lastError()), query.lastError().databaseText());
}

Result<Done> Store::prepare(const Layout &layout) const
{
    if (const Result<Done> ours = checkOwner(layout); !ours)
        return ours;
    if (const Result<QVariant> sound = value(u"PRAGMA quick_check(1)"_s); !sound)
        return tl::unexpected(sound.error());
    else if (sound->toString() != "ok"_L1)
        return tl::unexpected(storageError(StoreWords::tr("The file is damaged. Move it away to start a new one."),
                                           sound->toString().left(200)));
    if (const Result<Done> wal = enterWal(); !wal)
        return wal;
    for (const QString &pragma : {u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s}) {
        if (const auto set = run(pragma); !set)
            return tl::unexpected(set.error());
    }
    return migrate(layout);
}

// Before anything is written: somebody else's database must not be changed by us, not even its journal mode. All of it
// is read from one state of the file, because another Claviger may be making it at this moment.
Result<Done> Store::checkOwner(const Layout &layout) const
{
    return read([this, &layout]() -> Result<Done> {
        const Result<QVariant> tables = value(u"SELECT count(*) FROM sqlite_master"_s);
        const Result<QVariant> application = value(u"PRAGMA application_id"_s);
        const Result<QVariant> version = value(u"PRAGMA user_version"_s);
        for (const Result<QVariant> *answer : {&tables, &application, &version}) {
            if (!*answer)
                return tl::unexpected(answer->error());
        }
        const bool isNew = application->toInt() == 0 && version->toInt() == 0 && tables->toInt() == 0;
        if (!isNew && application->toInt() != layout.applicationId)
            return tl::unexpected(storageError(StoreWords::tr("The file belongs to another program. Move it away.")));
        if (version->toInt() > static_cast<int>(layout.versions.size()))
            return tl::unexpected(storageError(
                StoreWords::tr("The file was written by a newer Claviger. Update Claviger, or move the file away.")));
        return Done{};
    });
}

Result<Done> Store::enterWal() const
{
    // SQLite does not wait for others when it changes the mode, and two programs may start at once.
    constexpr int tries = 100;
    for (int attempt = 1;; ++attempt) {
        const Result<QVariant> mode = value(u"PRAGMA journal_mode=WAL"_s);
        if (mode && mode->toString() == "wal"_L1)
            return Done{};
        if (attempt == tries)
            return tl::unexpected(mode ? storageError(StoreWords::tr("The file system cannot hold this file safely."))
                                       : mode.error());
        if (!mode && !mode.error().detail.contains("locked"_L1) && !mode.error().detail.contains("busy"_L1))
            return tl::unexpected(mode.error());
        QThread::msleep(20);
    }
}

Result<Done> Store::migrate(const Layout &layout) const
{
    return write([this, &layout]() -> Result<Done> {
        const Result<QVariant> version = value(u"PRAGMA user_version"_s);
        if (!version)
            return tl::unexpected(version.error());
        const auto newest = layout.versions.size();
        for (auto step = static_cast<std::size_t>(version->toInt()); step < newest; ++step) {
            for (const QString &statement : layout.versions[step]) {
                if (const auto done = run(statement); !done)
                    return tl::unexpected(done.error());
            }
        }
        for (const QString &pragma :
             {u"PRAGMA application_id=%1"_s.arg(layout.applicationId), u"PRAGMA user_version=%1"_s.arg(newest)}) {
            if (const auto set = run(pragma); !set)
                return tl::unexpected(set.error());
        }
        return Done{};
    });
}

} // namespace claviger
