// SPDX-License-Identifier: Apache-2.0
#include "app/journal/store.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qint32 ours = 0x74657374;

Store::Layout firstLayout()
{
    return {.applicationId = ours, .versions = {{u"CREATE TABLE notes (text TEXT NOT NULL)"_s}}};
}

Store::Layout secondLayout()
{
    Store::Layout layout = firstLayout();
    layout.versions.push_back({u"ALTER TABLE notes ADD COLUMN day TEXT NOT NULL DEFAULT 'today'"_s});
    return layout;
}

} // namespace

class StoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aNewFileIsForItsOwnerOnly();
    void anOpenFileModeIsClosed();
    void anExistingFolderKeepsItsMode();
    void everyFolderMadeIsForItsOwnerOnly();
    void itUsesWalAndWaits();
    void anOldFileIsBroughtUp();
    void aNewerFileIsRefusedUnchanged();
    void anotherProgramsFileIsRefusedUnchanged();
    void aFileThatIsNoDatabaseIsRefused();
    void aDamagedFileIsRefused();
    void anImpossiblePlaceIsRefused_data();
    void anImpossiblePlaceIsRefused();
    void aFailedStepOfALayoutChangesNothing();
    void aFailedWriteIsUndone();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void StoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"inner/notes.sqlite"_s);
}

void StoreTest::aNewFileIsForItsOwnerOnly()
{
    const auto store = Store::open(m_path, firstLayout());
    QVERIFY2(store, store ? "" : qPrintable(store.error().detail));
    QVERIFY((*store)->run(u"INSERT INTO notes VALUES ('x')"_s));
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    for (const QString &path : {QFileInfo(m_path).absolutePath(), m_path, m_path + u"-wal"_s, m_path + u"-shm"_s}) {
        QVERIFY2(QFileInfo::exists(path), qPrintable(path));
        QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
    }
}

void StoreTest::anOpenFileModeIsClosed()
{
    QVERIFY(Store::open(m_path, firstLayout()));
    QVERIFY(
        QFile::setPermissions(m_path, QFile::permissions(m_path) | QFileDevice::ReadOther | QFileDevice::ReadGroup));
    QVERIFY(Store::open(m_path, firstLayout()));
    QVERIFY(!(QFile::permissions(m_path) & (QFileDevice::ReadOther | QFileDevice::ReadGroup)));
}

void StoreTest::anExistingFolderKeepsItsMode()
{
    const auto before = QFile::permissions(m_folder->path()) | QFileDevice::ReadOther;
    QVERIFY(QFile::setPermissions(m_folder->path(), before));
    QVERIFY(Store::open(m_folder->filePath(u"notes.sqlite"_s), firstLayout()));
    QCOMPARE(QFile::permissions(m_folder->path()), before);
}

void StoreTest::everyFolderMadeIsForItsOwnerOnly()
{
    QVERIFY(Store::open(m_folder->filePath(u"program/demo/notes.sqlite"_s), firstLayout()));
    constexpr auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner | QFileDevice::ReadUser
        | QFileDevice::WriteUser | QFileDevice::ExeUser;
    for (const char *folder : {"program", "program/demo"})
        QVERIFY2(!(QFile::permissions(m_folder->filePath(QString::fromLatin1(folder))) & ~owner), folder);
}

void StoreTest::itUsesWalAndWaits()
{
    const auto store = Store::open(m_path, firstLayout());
    QVERIFY(store);
    QCOMPARE((*store)->value(u"PRAGMA journal_mode"_s)->toString(), u"wal"_s);
    QCOMPARE((*store)->value(u"PRAGMA busy_timeout"_s)->toInt(), 10'000);
    QCOMPARE((*store)->value(u"PRAGMA foreign_keys"_s)->toInt(), 1);
    QCOMPARE((*store)->value(u"PRAGMA synchronous"_s)->toInt(), 2);
    QCOMPARE((*store)->value(u"PRAGMA user_version"_s)->toInt(), 1);
    QVERIFY(!(*store)->value(u"SELECT text FROM notes"_s)->isValid());
}

void StoreTest::anOldFileIsBroughtUp()
{
    QVERIFY((*Store::open(m_path, firstLayout()))->run(u"INSERT INTO notes VALUES ('kept')"_s));
    const auto store = Store::open(m_path, secondLayout());
    QVERIFY(store);
    QCOMPARE((*store)->value(u"SELECT text || ' ' || day FROM notes"_s)->toString(), u"kept today"_s);
    QCOMPARE((*store)->value(u"PRAGMA user_version"_s)->toInt(), 2);
    QVERIFY(Store::open(m_path, secondLayout())); // and once only
}

void StoreTest::aNewerFileIsRefusedUnchanged()
{
    QVERIFY(Store::open(m_path, secondLayout()));
    const auto older = Store::open(m_path, firstLayout());
    QVERIFY(!older);
    QCOMPARE(older.error().fault, Fault::Storage);
    QVERIFY2(older.error().detail.contains("newer"_L1), qPrintable(older.error().detail));
    QVERIFY(Store::open(m_path, secondLayout()));
}

void StoreTest::anotherProgramsFileIsRefusedUnchanged()
{
    Store::Layout theirs = firstLayout();
    theirs.applicationId = ours + 1;
    QVERIFY(Store::open(m_path, theirs));
    const auto before = QFileInfo(m_path).lastModified();
    const auto store = Store::open(m_path, firstLayout());
    QVERIFY(!store);
    QCOMPARE(store.error().fault, Fault::Storage);
    QVERIFY(store.error().detail.contains("another program"_L1));
    QCOMPARE(QFileInfo(m_path).lastModified(), before);
}

void StoreTest::aFileThatIsNoDatabaseIsRefused()
{
    const QByteArray text("This is a letter, not a database.\n" + QByteArray(5000, 'x'));
    QFile file(m_folder->filePath(u"letter"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(text);
    file.flush();
    const auto store = Store::open(file.fileName(), firstLayout());
    QVERIFY(!store);
    QCOMPARE(store.error().fault, Fault::Storage);
    QVERIFY2(store.error().detail.contains("not a database"_L1), qPrintable(store.error().detail));
    file.seek(0);
    QCOMPARE(file.readAll(), text);
}

void StoreTest::aDamagedFileIsRefused()
{
    {
        const auto store = Store::open(m_path, firstLayout());
        QVERIFY(store);
        for (int i = 0; i < 500; ++i)
            QVERIFY((*store)->run(u"INSERT INTO notes VALUES (?)"_s, {QString(100, u'a')}));
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(3 * 4096); // the inside of a page of the table
    file.write(QByteArray(4096, '\x5a'));
    file.close();
    const auto store = Store::open(m_path, firstLayout());
    QVERIFY(!store);
    QCOMPARE(store.error().fault, Fault::Storage);
    QVERIFY2(store.error().detail.contains("damaged"_L1), qPrintable(store.error().detail));
}

void StoreTest::anImpossiblePlaceIsRefused_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("below a file") << u"file/inner/notes.sqlite"_s;
    QTest::newRow("in a file") << u"file/notes.sqlite"_s;
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("nothing may be made there") << u"/proc/claviger/notes.sqlite"_s; // for root too
}

void StoreTest::anImpossiblePlaceIsRefused()
{
    QFETCH(QString, place);
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto store = Store::open(place.startsWith(u'/') ? place : m_folder->filePath(place), firstLayout());
    QVERIFY(!store);
    QCOMPARE(store.error().fault, Fault::Storage);
    QVERIFY2(store.error().detail.contains(u'.'), qPrintable(store.error().detail));
}

void StoreTest::aFailedStepOfALayoutChangesNothing()
{
    QVERIFY(Store::open(m_path, firstLayout()));
    Store::Layout broken = secondLayout();
    broken.versions.push_back({u"CREATE TABLE more (x)"_s, u"THIS IS NOT SQL"_s});
    QVERIFY(!Store::open(m_path, broken));
    const auto store = Store::open(m_path, firstLayout());
    QVERIFY2(store, "still in the first version");
    QCOMPARE((*store)->value(u"SELECT count(*) FROM sqlite_master WHERE name = 'more'"_s)->toInt(), 0);
}

void StoreTest::aFailedWriteIsUndone()
{
    const auto store = Store::open(m_path, firstLayout());
    QVERIFY(store);
    const Result<Done> written = (*store)->write([&store]() -> Result<Done> {
        if (const auto first = (*store)->run(u"INSERT INTO notes VALUES ('half')"_s); !first)
            return tl::unexpected(first.error());
        if (const auto second = (*store)->run(u"INSERT INTO notes VALUES (NULL)"_s); !second)
            return tl::unexpected(second.error());
        return Done{};
    });
    QCOMPARE(written.error().fault, Fault::Storage);
    QCOMPARE((*store)->value(u"SELECT count(*) FROM notes"_s)->toInt(), 0);
    QVERIFY((*store)->write([]() -> Result<Done> { return Done{}; })); // no transaction is left open
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::StoreTest)
#include "storetest.moc"
