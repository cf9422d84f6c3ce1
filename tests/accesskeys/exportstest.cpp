// SPDX-License-Identifier: Apache-2.0
// Secrets in files: readable by the owner alone, whole or not at all, never through a symbolic link.
#include "app/accesskeys/exports.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

AccessKey someKey(const char *secret = "FAKESK")
{
    return {.id = u"FAKEAK"_s, .secret = Secret::fromUtf8(secret)};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

unsigned modeOf(const QString &path)
{
    struct stat facts = {};
    return ::stat(QFile::encodeName(path).constData(), &facts) == 0 ? facts.st_mode & 0777U : 0U;
}

} // namespace

class ExportsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theFileIsTheConsoles();
    void onlyTheOwnerMayReadIt_data();
    void onlyTheOwnerMayReadIt();
    void anExistingFileIsReplacedWhole();
    void aSymbolicLinkIsRefused();
    void placesThatCannotTakeAFile_data();
    void placesThatCannotTakeAFile();
    void unusualNamesStayInTheirField_data();
    void unusualNamesStayInTheirField();
    void unusualSecretsSurvive();
    void openFoldersAreKnown();

private:
    QString at(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ExportsTest::theFileIsTheConsoles()
{
    QVERIFY(saveCredentialsCsv(at(u"credentials.csv"_s), u"jane"_s, someKey()));
    QCOMPARE(contentOf(at(u"credentials.csv"_s)), "User Name,Access Key Id,Secret Access Key\r\n\"jane\",FAKEAK,FAKESK\r\n");
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void ExportsTest::onlyTheOwnerMayReadIt_data()
{
    QTest::addColumn<int>("umask");
    QTest::addColumn<bool>("existsOpen");
    QTest::newRow("usual") << 022 << false;
    QTest::newRow("generous") << 0 << false;
    QTest::newRow("over an open file") << 0 << true;
}

void ExportsTest::onlyTheOwnerMayReadIt()
{
    QFETCH(int, umask);
    QFETCH(bool, existsOpen);
    const mode_t before = ::umask(static_cast<mode_t>(umask));
    if (existsOpen) {
        QFile old(at(u"k.csv"_s));
        QVERIFY(old.open(QIODevice::WriteOnly));
        QVERIFY(old.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    }
    const auto saved = saveCredentialsCsv(at(u"k.csv"_s), u"jane"_s, someKey());
    ::umask(before);
    QVERIFY(saved);
    QCOMPARE(modeOf(at(u"k.csv"_s)), 0600U);
}

void ExportsTest::anExistingFileIsReplacedWhole()
{
    QVERIFY(saveCredentialsCsv(at(u"k.csv"_s), QString(5000, u'x'), someKey()));
    QFile reader(at(u"k.csv"_s));
    QVERIFY(reader.open(QIODevice::ReadOnly));
    QVERIFY(saveCredentialsCsv(at(u"k.csv"_s), u"short"_s, someKey("FAKENEW")));
    QCOMPARE(contentOf(at(u"k.csv"_s)), "User Name,Access Key Id,Secret Access Key\r\n\"short\",FAKEAK,FAKENEW\r\n");
    QVERIFY(reader.readAll().size() > 5000); // who had the old one open still has it: it was replaced, not rewritten
}

void ExportsTest::aSymbolicLinkIsRefused()
{
    const QString target = at(u"elsewhere"_s);
    for (const bool isDangling : {true, false}) {
        if (!isDangling) {
            QFile file(target);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QFile::remove(at(u"link.csv"_s));
        QVERIFY(QFile::link(target, at(u"link.csv"_s)));
        const auto saved = saveCredentialsCsv(at(u"link.csv"_s), u"jane"_s, someKey());
        QVERIFY(!saved);
        QCOMPARE(saved.error().fault, Fault::Storage);
        QVERIFY(!QFile::exists(target) || contentOf(target).isEmpty());
    }
}

void ExportsTest::placesThatCannotTakeAFile_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("no folder") << u"missing/k.csv"_s;
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("a file as a folder") << u"file/k.csv"_s;
    QTest::newRow("read-only") << u"/proc/k.csv"_s;
    QTest::newRow("a device") << u"/dev/null"_s;
    QTest::newRow("too long") << QString(300, u'x');
    QTest::newRow("nothing") << QString();
}

void ExportsTest::placesThatCannotTakeAFile()
{
    QFETCH(QString, place);
    QFile file(at(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString path = place.startsWith(u'/') || place.isEmpty() ? place : at(place);
    const auto saved = saveCredentialsCsv(path, u"jane"_s, someKey());
    QVERIFY(!saved);
    QCOMPARE(saved.error().fault, Fault::Storage);
    QVERIFY(!saved.error().detail.contains(u"FAKESK"_s));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"file"_s}); // nothing half-written stays
}

void ExportsTest::unusualNamesStayInTheirField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("quotes") << u"ja\"ne\""_s << QByteArray("\"ja\"\"ne\"\"\"");
    QTest::newRow("comma") << u"jane,admin"_s << QByteArray("\"jane,admin\"");
    QTest::newRow("newline") << u"ja\nne"_s << QByteArray("\"ja\nne\"");
    QTest::newRow("empty") << QString() << QByteArray("\"\"");
    QTest::newRow("umlauts") << u"jäne 密"_s << QByteArray("\"jäne 密\"");
}

void ExportsTest::unusualNamesStayInTheirField()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, field);
    QVERIFY(saveCredentialsCsv(at(u"k.csv"_s), name, someKey()));
    QCOMPARE(contentOf(at(u"k.csv"_s)), "User Name,Access Key Id,Secret Access Key\r\n" + field + ",FAKEAK,FAKESK\r\n");
}

void ExportsTest::unusualSecretsSurvive()
{
    QVERIFY(saveCredentialsCsv(at(u"k.csv"_s), u"jane"_s, someKey("FAKE,\"S\nK")));
    QVERIFY(contentOf(at(u"k.csv"_s)).endsWith(",FAKEAK,\"FAKE,\"\"S\nK\"\r\n"));
    const QByteArray longSecret(20'000, 'S');
    QVERIFY(saveCredentialsCsv(at(u"k.csv"_s), u"jane"_s, someKey(longSecret.constData())));
    QVERIFY(contentOf(at(u"k.csv"_s)).endsWith(",FAKEAK," + longSecret + "\r\n"));
}

void ExportsTest::openFoldersAreKnown()
{
    const QByteArray folder = QFile::encodeName(m_folder->path());
    QCOMPARE(::chmod(folder.constData(), 0700), 0);
    QVERIFY(!isFolderOpenToOthers(at(u"k.csv"_s)));
    for (const mode_t mode : {0755U, 0710U, 0770U, 0777U}) {
        QCOMPARE(::chmod(folder.constData(), mode), 0);
        QCOMPARE(isFolderOpenToOthers(at(u"k.csv"_s)), mode != 0710U); // to pass through is not to look into
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ExportsTest)
#include "exportstest.moc"
