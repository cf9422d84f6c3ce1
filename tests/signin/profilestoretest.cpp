// SPDX-License-Identifier: Apache-2.0
#include "app/signin/profilestore.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace claviger {

class ProfileStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingSavedIsNoProfile();
    void aProfileComesBackAsItWas();
    void noPasswordIsEverWritten();
    void changesReachTheRightProfile();
    void aNameIsTakenOnlyOnce();
    void incompleteAndForeignProfilesAreRefused();
    void everythingButThePasswordIsRemembered();
    void whatIsNotUnderstoodIsKept();
    void aDamagedFileIsPutAside_data();
    void aDamagedFileIsPutAside();
    void aDamagedEntryIsLeftOutButKept();
    void aNewerFileIsReadAndNotChanged();
    void filesAreForTheirOwnerOnly();
    void aPlaceThatCannotBeWrittenIsSaid();
    void aHeldLockIsSaidAndADeadOneIsNot();
    void severalWritersLoseNothing();
    void aRefusedChangeLeavesTheFileAlone();

private:
    [[nodiscard]] ProfileStore store() const { return ProfileStore(m_folder->filePath(u"config"_s)); }
    [[nodiscard]] QByteArray fileText() const;
    void writeFile(const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

static StoredProfile exampleProfile(const QString &name)
{
    StoredProfile stored;
    stored.profile = {.name = name,
                      .preset = u"otc-eu-de"_s,
                      .region = u"eu-de"_s,
                      .identityEndpoint = QUrl(u"https://iam.example.com:8443"_s),
                      .mrsEndpoint = QUrl(u"https://mrs.example.com"_s),
                      .ecsEndpoint = QUrl(u"https://ecs.example.com"_s),
                      .obsEndpoint = QUrl(u"https://obs.example.com"_s),
                      .account = u"OTC00000000001000012345"_s,
                      .accountId = u"e6505630658e49649784759cdf251aaa"_s,
                      .userName = u"jäne.admin"_s,
                      .userId = u"07609fb9358010e21f7bc003751c7c32"_s,
                      .project = u"eu-de_example"_s,
                      .projectId = u"9041929bcc6e4bfe85add4e7b96ffdd7"_s,
                      .colour = u"violet"_s,
                      .production = true,
                      .managers = {{.name = u"analytics"_s, .url = u"https://manager.example.com/web"_s, .userName = u"admin"_s,
                                    .timeZone = u"Europe/Berlin"_s, .profile = u"example"_s, .pinSha256 = QString(64, u'0')}}};
    stored.keepPassword = true;
    return stored;
}

void ProfileStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QByteArray ProfileStoreTest::fileText() const
{
    QFile file(store().filePath());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ProfileStoreTest::writeFile(const QByteArray &text) const
{
    QDir().mkpath(m_folder->filePath(u"config"_s));
    QFile file(store().filePath());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

void ProfileStoreTest::nothingSavedIsNoProfile()
{
    const Result<ProfileStore::Contents> contents = store().read();
    QVERIFY(contents);
    QVERIFY(contents->profiles.empty() && contents->signIns.empty() && contents->lastChoice.isEmpty() && contents->notices.isEmpty());
    QVERIFY(!QFile::exists(m_folder->filePath(u"config"_s))); // reading leaves no trace
    QVERIFY(!ProfileStore::defaultFolder().isEmpty());
}

void ProfileStoreTest::aProfileComesBackAsItWas()
{
    StoredProfile stored = exampleProfile(u"Exämple \"1\""_s);
    const Result<QString> id = store().add(stored);
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    QVERIFY(!id->isEmpty());
    stored.profile.id = *id;
    const Result<ProfileStore::Contents> contents = store().read();
    QVERIFY(contents);
    QCOMPARE(contents->profiles.size(), 1);
    QVERIFY(contents->profiles.front().profile == stored.profile);
    QVERIFY(contents->profiles.front().keepPassword);
    QVERIFY(contents->notices.isEmpty());
    QCOMPARE(passwordKey(*id), "password/"_L1 + *id);
}

void ProfileStoreTest::noPasswordIsEverWritten()
{
    StoredProfile stored = exampleProfile(u"One"_s);
    stored.profile.password = Secret::fromText(u"FAKE-SECRET"_s);
    const Result<QString> id = store().add(stored);
    QVERIFY(id);
    stored.profile.id = *id;
    stored.profile.userName = u"john"_s;
    QVERIFY(store().update(stored));
    QVERIFY(store().rename(*id, u"Two"_s));
    QVERIFY(store().remember({.choice = *id, .userName = u"john"_s, .keepPassword = true}));
    const QDir folder(m_folder->filePath(u"config"_s));
    const QStringList files = folder.entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(files, QStringList{u"profiles.json"_s}); // no lock, no temporary file stays
    QVERIFY(fileText().contains("john"));
    QVERIFY(!fileText().contains("FAKE-SECRET"));
    QVERIFY(store().read()->profiles.front().profile.password.isEmpty());
}

void ProfileStoreTest::changesReachTheRightProfile()
{
    const Result<QString> one = store().add(exampleProfile(u"One"_s));
    const Result<QString> two = store().add(exampleProfile(u"Two"_s));
    QVERIFY(one && two && *one != *two);
    StoredProfile changed = exampleProfile(u"Two"_s);
    changed.profile.id = *two;
    changed.profile.userName = u"john"_s;
    changed.keepPassword = false;
    QVERIFY(store().update(changed));
    QVERIFY(store().rename(*one, u" Uno "_s));
    Result<ProfileStore::Contents> contents = store().read();
    QCOMPARE(contents->profiles.at(0).profile.name, u"Uno"_s);
    QCOMPARE(contents->profiles.at(0).profile.id, *one); // the keychain entry stays found
    QCOMPARE(contents->profiles.at(0).profile.userName, u"jäne.admin"_s);
    QCOMPARE(contents->profiles.at(1).profile.userName, u"john"_s);
    QVERIFY(!contents->profiles.at(1).keepPassword);
    QVERIFY(store().remove(*one));
    contents = store().read();
    QCOMPARE(contents->profiles.size(), 1);
    QCOMPARE(contents->profiles.front().profile.id, *two);
    for (const QString &gone : {*one, QString(), u"no-such-id"_s}) {
        QCOMPARE(store().remove(gone).error().fault, Fault::NotFound);
        QCOMPARE(store().rename(gone, u"X"_s).error().fault, Fault::NotFound);
        changed.profile.id = gone;
        QCOMPARE(store().update(changed).error().fault, Fault::NotFound);
    }
}

void ProfileStoreTest::aNameIsTakenOnlyOnce()
{
    const Result<QString> one = store().add(exampleProfile(u"One"_s));
    const Result<QString> two = store().add(exampleProfile(u"Two"_s));
    for (const QString &taken : {u"One"_s, u"ONE"_s, u"  one "_s}) {
        QCOMPARE(store().add(exampleProfile(taken)).error().fault, Fault::Conflict);
        QCOMPARE(store().rename(*two, taken).error().fault, Fault::Conflict);
        StoredProfile changed = exampleProfile(taken);
        changed.profile.id = *two;
        const Result<Done> updated = store().update(changed);
        QCOMPARE(updated.error().fault, Fault::Conflict);
        QVERIFY(updated.error().detail.endsWith(u'.'));
    }
    QVERIFY(store().rename(*one, u"ONE"_s)); // its own name in other letters
    QCOMPARE(store().read()->profiles.size(), 2);
}

void ProfileStoreTest::incompleteAndForeignProfilesAreRefused()
{
    StoredProfile bad = exampleProfile(u"Bad"_s);
    bad.profile.identityEndpoint = QUrl(u"http://iam.example.com"_s);
    QCOMPARE(store().add(bad).error().fault, Fault::Rejected);
    bad = exampleProfile({});
    QCOMPARE(store().add(bad).error().fault, Fault::Rejected);
    bad = exampleProfile(u"Bad"_s);
    bad.profile.origin = CloudProfile::CloudsYaml;
    QCOMPARE(store().add(bad).error().fault, Fault::Rejected);
    const Result<QString> id = store().add(exampleProfile(u"Good"_s));
    QVERIFY(id);
    QCOMPARE(store().rename(*id, u"  "_s).error().fault, Fault::Rejected);
    QCOMPARE(store().remember({}).error().fault, Fault::Rejected);
}

void ProfileStoreTest::everythingButThePasswordIsRemembered()
{
    const RememberedSignIn first{.choice = u"preset/otc-eu-de"_s, .account = u"OTC-EXAMPLE"_s, .userName = u"jane"_s, .project = u"eu-de"_s};
    RememberedSignIn second{.choice = u"clouds.yaml/prod"_s, .userName = u"john"_s, .keepPassword = true};
    QVERIFY(store().remember(first));
    QVERIFY(store().remember(second));
    second.userName = u"jack"_s;
    QVERIFY(store().remember(second));
    const Result<ProfileStore::Contents> contents = store().read();
    QCOMPARE(contents->lastChoice, second.choice);
    QCOMPARE(contents->signIns.size(), 2);
    QVERIFY(contents->find(first.choice) && *contents->find(first.choice) == first);
    QVERIFY(contents->find(second.choice) && *contents->find(second.choice) == second);
    QVERIFY(!contents->find(u"other"_s));
}

void ProfileStoreTest::whatIsNotUnderstoodIsKept()
{
    const Result<QString> id = store().add(exampleProfile(u"One"_s));
    QVERIFY(id);
    QJsonObject root = QJsonDocument::fromJson(fileText()).object();
    QJsonArray profiles = root.value("profiles"_L1).toArray();
    QJsonObject profile = profiles.first().toObject();
    QJsonArray managers = profile.value("managers"_L1).toArray();
    QJsonObject manager = managers.first().toObject();
    manager.insert(u"later_manager"_s, 1);
    managers.replace(0, manager);
    managers.append(QJsonObject{{u"name"_s, u"unreadable"_s}, {u"url"_s, u"http://manager.example.com"_s}});
    profile.insert(u"managers"_s, managers);
    profile.insert(u"later_profile"_s, QJsonArray{1, 2});
    profiles.replace(0, profile);
    root.insert(u"profiles"_s, profiles);
    root.insert(u"later_root"_s, QJsonObject{{u"x"_s, true}});
    root.insert(u"sign_ins"_s, QJsonObject{{u"a"_s, QJsonObject{{u"later_sign_in"_s, 1}}}, {u"odd"_s, 5}});
    writeFile(QJsonDocument(root).toJson());

    StoredProfile changed = exampleProfile(u"Uno"_s);
    changed.profile.id = *id;
    QVERIFY(store().update(changed));
    QVERIFY(store().remember({.choice = u"a"_s, .userName = u"jane"_s}));
    const QJsonObject after = QJsonDocument::fromJson(fileText()).object();
    QCOMPARE(after.value("later_root"_L1), root.value("later_root"_L1));
    const QJsonObject saved = after.value("profiles"_L1).toArray().first().toObject();
    QCOMPARE(saved.value("name"_L1).toString(), u"Uno"_s);
    QCOMPARE(saved.value("later_profile"_L1), profile.value("later_profile"_L1));
    QCOMPARE(saved.value("managers"_L1).toArray(), managers);
    QCOMPARE(after.value("sign_ins"_L1).toObject().value("a"_L1).toObject().value("later_sign_in"_L1).toInt(), 1);
    QCOMPARE(after.value("sign_ins"_L1).toObject().value("odd"_L1).toInt(), 5);
    const Result<ProfileStore::Contents> contents = store().read();
    QCOMPARE(contents->profiles.front().profile.managers.size(), 1);
    QCOMPARE(contents->signIns.size(), 1);
}

void ProfileStoreTest::aDamagedFileIsPutAside_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << QByteArray("{\"schema\": 1, \"profi");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("no schema") << QByteArray("{\"profiles\": []}");
    QTest::newRow("schema text") << QByteArray("{\"schema\": \"1\"}");
    QTest::newRow("profiles object") << QByteArray("{\"schema\": 1, \"profiles\": {}}");
    QTest::newRow("sign_ins list") << QByteArray("{\"schema\": 1, \"sign_ins\": []}");
    QTest::newRow("last_choice number") << QByteArray("{\"schema\": 1, \"last_choice\": 7}");
    QTest::newRow("binary") << QByteArray::fromHex("00ff00fe7f454c46");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("5 MB") << QByteArray("{\"schema\": 1, \"x\": \"").leftJustified(5'000'000, 'x') + "\"}";
}

void ProfileStoreTest::aDamagedFileIsPutAside()
{
    QFETCH(QByteArray, text);
    const QDir folder(m_folder->filePath(u"config"_s));
    const auto textOf = [&folder](const QString &name) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    };
    writeFile(text);
    const Result<ProfileStore::Contents> contents = store().read();
    QVERIFY(contents);
    QVERIFY(contents->profiles.empty());
    QCOMPARE(contents->notices.size(), 1);
    QVERIFY(contents->notices.first().contains("profiles.damaged-1.json"_L1));
    QCOMPARE(textOf(u"profiles.damaged-1.json"_s), text);
    QVERIFY(!QFile::exists(store().filePath()));
    QVERIFY(store().read()->notices.isEmpty()); // told once

    writeFile(text); // damaged again, and the first act is a change
    QVERIFY(store().add(exampleProfile(u"One"_s)));
    QCOMPARE(textOf(u"profiles.damaged-2.json"_s), text);
    QCOMPARE(store().read()->profiles.size(), 1);
}

void ProfileStoreTest::aDamagedEntryIsLeftOutButKept()
{
    const Result<QString> id = store().add(exampleProfile(u"One"_s));
    QVERIFY(id);
    QJsonObject root = QJsonDocument::fromJson(fileText()).object();
    QJsonArray profiles = root.value("profiles"_L1).toArray();
    const QJsonObject good = profiles.first().toObject();
    const auto with = [&good](const QString &key, const QJsonValue &value) {
        QJsonObject bad = good;
        bad.insert(u"id"_s, u"other"_s);
        bad.insert(key, value);
        return bad;
    };
    profiles.prepend(u"text"_s);
    profiles.prepend(QJsonValue());
    profiles.append(good); // the same id again
    profiles.append(with(u"id"_s, 5));
    profiles.append(with(u"name"_s, QJsonArray()));
    profiles.append(with(u"obs_endpoint"_s, u"http://obs.example.com"_s));
    profiles.append(with(u"verify"_s, false));
    root.insert(u"profiles"_s, profiles);
    writeFile(QJsonDocument(root).toJson());
    const Result<ProfileStore::Contents> contents = store().read();
    QVERIFY(contents);
    QCOMPARE(contents->profiles.size(), 1);
    QCOMPARE(contents->profiles.front().profile.id, *id);
    QCOMPARE(contents->notices.size(), 7);
    QVERIFY(store().rename(*id, u"Uno"_s));
    QCOMPARE(QJsonDocument::fromJson(fileText()).object().value("profiles"_L1).toArray().size(), profiles.size());
}

void ProfileStoreTest::aNewerFileIsReadAndNotChanged()
{
    const QByteArray text = R"({"schema": 2, "profiles": [{"id": "x", "name": "Later"}], "last_choice": "y"})";
    writeFile(text);
    const Result<ProfileStore::Contents> contents = store().read();
    QVERIFY(contents);
    QCOMPARE(contents->profiles.front().profile.name, u"Later"_s);
    QCOMPARE(store().add(exampleProfile(u"One"_s)).error().fault, Fault::Storage);
    QCOMPARE(fileText(), text);
}

void ProfileStoreTest::filesAreForTheirOwnerOnly()
{
    QVERIFY(store().remember({.choice = u"a"_s}));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(store().filePath()) & others));
    QVERIFY(!(QFile::permissions(m_folder->filePath(u"config"_s)) & others));
    QVERIFY(QFile::setPermissions(store().filePath(), QFile::permissions(store().filePath()) | others));
    QVERIFY(store().remember({.choice = u"b"_s}));
    QVERIFY(!(QFile::permissions(store().filePath()) & others));
}

void ProfileStoreTest::aPlaceThatCannotBeWrittenIsSaid()
{
    QFile inTheWay(m_folder->filePath(u"config"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    const Result<Done> saved = store().remember({.choice = u"a"_s});
    QCOMPARE(saved.error().fault, Fault::Storage);
    QVERIFY(saved.error().detail.endsWith(u'.'));
    QVERIFY(inTheWay.remove());
    QVERIFY(QDir().mkpath(store().filePath())); // a folder where the file should be
    QCOMPARE(store().read().error().fault, Fault::Storage);
    QCOMPARE(store().remember({.choice = u"a"_s}).error().fault, Fault::Storage);
}

void ProfileStoreTest::aHeldLockIsSaidAndADeadOneIsNot()
{
    QVERIFY(store().remember({.choice = u"a"_s}));
    {
        QLockFile other(store().filePath() + ".lock"_L1);
        QVERIFY(other.tryLock());
        QCOMPARE(store().remember({.choice = u"b"_s}).error().fault, Fault::Storage);
        QCOMPARE(store().read()->lastChoice, u"a"_s); // reading needs no lock
    }
    QFile dead(store().filePath() + ".lock"_L1); // left by a process that was killed: its number is beyond any real one
    QVERIFY(dead.open(QIODevice::WriteOnly));
    dead.write("2147483646\nclaviger\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    dead.close();
    QVERIFY(store().remember({.choice = u"b"_s}));
    QCOMPARE(store().read()->lastChoice, u"b"_s);
}

void ProfileStoreTest::severalWritersLoseNothing()
{
    constexpr int each = 12;
    std::vector<std::thread> writers;
    std::atomic<int> failures = 0;
    for (int writer = 0; writer < 3; ++writer) {
        writers.emplace_back([&, writer] {
            for (int i = 0; i < each; ++i) {
                const QString name = u"profile %1.%2"_s.arg(writer).arg(i);
                while (true) {
                    const Result<QString> added = store().add(exampleProfile(name));
                    if (added)
                        break;
                    if (added.error().fault != Fault::Storage) { // the lock may be out of luck, nothing else may
                        ++failures;
                        break;
                    }
                }
            }
        });
    }
    for (std::thread &writer : writers)
        writer.join();
    QCOMPARE(failures.load(), 0);
    const Result<ProfileStore::Contents> contents = store().read();
    QVERIFY(contents);
    QCOMPARE(contents->profiles.size(), 3U * each);
    QVERIFY(contents->notices.isEmpty());
}

void ProfileStoreTest::aRefusedChangeLeavesTheFileAlone()
{
    const Result<QString> id = store().add(exampleProfile(u"One"_s));
    QVERIFY(id);
    const QByteArray before = fileText();
    QVERIFY(!store().add(exampleProfile(u"one"_s)));
    QVERIFY(!store().rename(*id, {}));
    QVERIFY(!store().remove(u"no-such-id"_s));
    QCOMPARE(fileText(), before);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProfileStoreTest)
#include "profilestoretest.moc"
