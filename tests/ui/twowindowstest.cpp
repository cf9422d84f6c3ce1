// SPDX-License-Identifier: Apache-2.0
// Two windows at once, in German too: a session that ends while something is being typed, two consoles on the same files,
// and windows that are closed while something is under way.
#include "tests/support/settle.h"
#include "tests/ui/consolebench.h"
#include "tests/ui/journalfile.h"
#include "ui/translation.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

const CallFilter tokenPost{.method = "POST", .path = "/v3/auth/tokens"};
const CallFilter createPost{.method = "POST", .path = "/v3.0/OS-CREDENTIAL/credentials"};

Issuance &issuanceOf(const ConsoleBench &bench)
{
    return bench.console->accessKeys().issuance();
}

bool isThrough(ConsoleBench &bench)
{
    return bench.waitPassing([&] { return issuanceOf(bench).state() != Issuance::Idle && !issuanceOf(bench).isBusy(); });
}

bool isTyping(ConsoleBench &bench, const QString &text)
{
    return bench.click(u"createKey"_s) && waitFor([&] { return bench.seen(u"keyDescription"_s); })
        && bench.type(u"keyDescription"_s, text);
}

// As the cloud does it: the tokens die, and the password is not accepted any more.
void endSession(ConsoleBench &bench)
{
    bench.cloud->expireTokens();
    bench.cloud->failNext({.status = 401, .matching = tokenPost});
    bench.console->accessKeys().refresh();
}

QString shownTexts(const ConsoleBench &bench)
{
    QStringList texts;
    for (const QLabel *label : bench.window->findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts.join(u'\n');
}

BenchSetup sharing(const QTemporaryDir &folder, const std::shared_ptr<SimulatedCloud> &cloud)
{
    return {.dataFolder = folder.filePath(u"data"_s), .configFolder = folder.filePath(u"config"_s), .cloud = cloud};
}

CloudProfile ownProfile(const QString &name)
{
    CloudProfile profile = ConsoleBench::profile();
    profile.origin = CloudProfile::Own;
    profile.id.clear();
    profile.name = name;
    return profile;
}

QStringList namesOf(ConsoleBench &bench)
{
    bench.console->profiles().reload();
    QStringList names;
    for (const ProfileBoard::Entry &entry : bench.console->profiles().entries())
        names.append(entry.profile.name);
    names.sort();
    return names;
}

} // namespace

class TwoWindowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void aSessionThatEndsWhileTypingTakesNothingAway_data();
    void aSessionThatEndsWhileTypingTakesNothingAway();
    void laterKeepsWhatIsTyped();
    void theEndOfOneSessionIsNoBusinessOfTheOtherWindow();
    void profilesOfBothAreKept();
    void aProfileRemovedInTheOtherWindowIsSaid();
    void whatTheOtherWindowIsAtIsNoOrphan();
    void theJournalOfTheOtherWindowIsReadOnOpening();
    void aWindowStaysOpenWhileACreateCallRuns_data();
    void aWindowStaysOpenWhileACreateCallRuns();
    void aWindowStaysOpenOverASecretAtRisk_data();
    void aWindowStaysOpenOverASecretAtRisk();
    void aConsoleThatGoesDuringTheCallStillStoresTheSecret();
};

void TwoWindowsTest::aSessionThatEndsWhileTypingTakesNothingAway_data()
{
    QTest::addColumn<bool>("isGerman");
    QTest::newRow("English") << false;
    QTest::newRow("German") << true;
}

void TwoWindowsTest::aSessionThatEndsWhileTypingTakesNothingAway()
{
    QFETCH(bool, isGerman);
    const Translation words(isGerman ? Language::German : Language::English);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(isTyping(bench, u"typed with ca"_s));
    endSession(bench);
    QVERIFY(waitFor([&] { return bench.front()->objectName() == u"signInAgainDialog"_s; })); // over what is being typed
    QCOMPARE(bench.front()->windowTitle(), isGerman ? u"Neu anmelden"_s : u"Sign in again"_s);
    QVERIFY(bench.seen(u"createKeyDialog"_s));
    const int tries = bench.cloud->count("POST", "/v3/auth/tokens");
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.press(Qt::Key_Return));
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedIn && bench.front()->objectName() == u"createKeyDialog"_s; }));
    QCOMPARE(bench.cloud->count("POST", "/v3/auth/tokens") - tries, 2); // for the account and the project, once each
    auto *field = bench.seen<QLineEdit>(u"keyDescription"_s);
    QCOMPARE(field->text(), u"typed with ca"_s);
    QCOMPARE(bench.front()->focusWidget(), field);
    QTest::keyClicks(field, u"re"_s); // where it was left
    QCOMPARE(field->text(), u"typed with care"_s);
    QVERIFY(waitFor([&] { return bench.seen(u"confirmCreate"_s)->isEnabled(); }));
    QVERIFY(bench.press(Qt::Key_Return));
    QVERIFY(isThrough(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    QCOMPARE(bench.keysOf(u"ops-admin"_s).front().description, u"typed with care"_s);
    QCOMPARE(bench.creates(), 1);
}

void TwoWindowsTest::laterKeepsWhatIsTyped()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(isTyping(bench, u"typed with care"_s));
    endSession(bench);
    QVERIFY(bench.click(u"later"_s));
    QVERIFY(waitFor([&] { return bench.front()->objectName() == u"createKeyDialog"_s; }));
    QCOMPARE(bench.seen<QLineEdit>(u"keyDescription"_s)->text(), u"typed with care"_s);
    QVERIFY(bench.click(u"confirmCreate"_s)); // without a session nothing is sent, and nothing is lost
    QVERIFY(isThrough(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Refused);
    QCOMPARE(bench.creates(), 0);
    QVERIFY(bench.seen(u"signInAgain"_s));
    QVERIFY(bench.click(u"signInAgain"_s));
    QVERIFY(waitFor([&] { return bench.front()->objectName() == u"signInAgainDialog"_s; }));
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return bench.front() == bench.window.get(); }));
    QVERIFY(bench.click(u"tryAgain"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyDescription"_s); }));
    QCOMPARE(bench.seen<QLineEdit>(u"keyDescription"_s)->text(), u"typed with care"_s);
}

void TwoWindowsTest::theEndOfOneSessionIsNoBusinessOfTheOtherWindow()
{
    ConsoleBench one;
    ConsoleBench other;
    QVERIFY(one.signIn());
    QVERIFY(other.signIn());
    QVERIFY(isTyping(one, u"half a wo"_s));
    endSession(other);
    QVERIFY(waitFor([&] { return other.seen(u"signInAgain"_s); })); // its own banner, in its own window
    QCOMPARE(one.front()->objectName(), u"createKeyDialog"_s);
    QCOMPARE(one.seen<QLineEdit>(u"keyDescription"_s)->text(), u"half a wo"_s);
    QCOMPARE(one.console->signIn().state(), SignInBoard::SignedIn);
    QVERIFY(one.click(u"confirmCreate"_s));
    QVERIFY(isThrough(one));
    QCOMPARE(issuanceOf(one).state(), Issuance::Issued);
}

void TwoWindowsTest::profilesOfBothAreKept()
{
    const QTemporaryDir shared;
    const auto cloud = std::make_shared<SimulatedCloud>();
    ConsoleBench one(sharing(shared, cloud));
    ConsoleBench other(sharing(shared, cloud));
    QVERIFY(one.console->profiles().save(ownProfile(u"first"_s), false));
    QVERIFY(other.console->profiles().save(ownProfile(u"second"_s), false));
    QCOMPARE(namesOf(one), (QStringList{u"first"_s, u"second"_s}));
    QCOMPARE(namesOf(other), (QStringList{u"first"_s, u"second"_s}));
    QCOMPARE(one.seen<QListWidget>(u"profileList"_s)->count(), 2);

    // Both change the same one: the later change counts, and nothing else is lost.
    CloudProfile mine = one.console->profiles().entries().front().profile;
    CloudProfile theirs = mine;
    mine.production = true;
    theirs.colour = u"rose"_s;
    QVERIFY(one.console->profiles().save(mine, false));
    QVERIFY(other.console->profiles().save(theirs, false));
    QCOMPARE(namesOf(one), (QStringList{u"first"_s, u"second"_s}));
    QCOMPARE(one.console->profiles().find(theirs.id)->profile.colour, u"rose"_s);
}

void TwoWindowsTest::aProfileRemovedInTheOtherWindowIsSaid()
{
    const QTemporaryDir shared;
    const auto cloud = std::make_shared<SimulatedCloud>();
    ConsoleBench one(sharing(shared, cloud));
    const Result<QString> id = one.console->profiles().save(ownProfile(u"first"_s), false);
    QVERIFY(id);
    ConsoleBench other(sharing(shared, cloud));
    QVERIFY(one.editProfile());
    QVERIFY(one.type(u"profileName"_s, u"renamed meanwhile"_s));
    QVERIFY(other.console->profiles().remove(*id));
    QVERIFY(one.click(u"saveProfile"_s));
    QVERIFY(waitFor([&] { return one.said().contains(u"The profile could not be saved"_s); }));
    QCOMPARE(one.seen<QLineEdit>(u"profileName"_s)->text(), u"renamed meanwhile"_s);
    QVERIFY(namesOf(other).isEmpty()); // not brought back by accident
}

void TwoWindowsTest::whatTheOtherWindowIsAtIsNoOrphan()
{
    const QTemporaryDir shared;
    const auto cloud = std::make_shared<SimulatedCloud>();
    ConsoleBench one(sharing(shared, cloud));
    auto other = std::make_unique<ConsoleBench>(sharing(shared, cloud));
    QVERIFY(one.signIn());
    const JournalEntry entry{.cloud = u"bench"_s, .user = u"ops-admin"_s, .action = u"access-key.create"_s, .target = u"viewer"_s};
    QVERIFY(settle(other->console->journal()->begin(entry)));
    QVERIFY(one.window->openPage(u"activity"_s));
    const auto *table = one.window->findChild<QTableView *>(u"activityTable"_s);
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 1 && one.seen(u"refreshActivity"_s)->isEnabled(); }));
    QVERIFY(one.said().isEmpty());
    other.reset(); // it goes without having said how it ended
    QVERIFY(waitFor([&] {
        one.console->activity().refresh();
        return one.said().contains(u"never completed"_s);
    }));
}

void TwoWindowsTest::theJournalOfTheOtherWindowIsReadOnOpening()
{
    const QTemporaryDir shared;
    const auto cloud = std::make_shared<SimulatedCloud>();
    ConsoleBench one(sharing(shared, cloud));
    ConsoleBench other(sharing(shared, cloud));
    QVERIFY(one.signIn());
    QVERIFY(other.signIn(ConsoleBench::profile(u"svc-reporting"_s)));
    QVERIFY(other.create(u"made in the other window"_s));
    QVERIFY(one.window->openPage(u"activity"_s));
    QVERIFY(waitFor([&] { return one.everythingReadable().contains(u"made in the other window"_s); }));
    QVERIFY(!one.console->activity().brokenAt());
    QVERIFY(one.said().isEmpty());
}

void TwoWindowsTest::aWindowStaysOpenWhileACreateCallRuns_data()
{
    QTest::addColumn<bool>("isGerman");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("English") << false << u"A change is under way: close when its result is here"_s;
    QTest::newRow("German") << true << u"Eine Änderung läuft"_s;
}

void TwoWindowsTest::aWindowStaysOpenWhileACreateCallRuns()
{
    QFETCH(bool, isGerman);
    QFETCH(QString, sentence);
    const Translation words(isGerman ? Language::German : Language::English);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(isTyping(bench, u"nightly load"_s));
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswerAfterCommit, createPost);
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(waitFor([&] { return bench.creates() == 1; }));
    QVERIFY(bench.window->openPage(u"activity"_s)); // from wherever it is closed
    QVERIFY(!bench.window->close());
    QVERIFY(bench.window->isVisible());
    QVERIFY2(shownTexts(bench).contains(sentence), qPrintable(shownTexts(bench)));
    QVERIFY(bench.seen(u"busy"_s)); // brought to where one sees what
    QVERIFY(!bench.window->close());
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(isThrough(bench));
    QVERIFY(bench.seen(u"orphanDelete"_s));
    QVERIFY(!shownTexts(bench).contains(sentence));
    QVERIFY(bench.window->close());
}

void TwoWindowsTest::aWindowStaysOpenOverASecretAtRisk_data()
{
    QTest::addColumn<bool>("isGerman");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("English") << false << u"Put the secret somewhere safe before you close"_s;
    QTest::newRow("German") << true << u"Vor dem Schließen den geheimen Schlüssel sichern"_s;
}

void TwoWindowsTest::aWindowStaysOpenOverASecretAtRisk()
{
    QFETCH(bool, isGerman);
    QFETCH(QString, sentence);
    const Translation words(isGerman ? Language::German : Language::English);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreRefused;
    QVERIFY(bench.create());
    QVERIFY(bench.window->openPage(u"activity"_s));
    QVERIFY(!bench.window->close());
    QVERIFY2(shownTexts(bench).contains(sentence), qPrintable(shownTexts(bench)));
    QVERIFY(bench.seen(u"issuedSecret"_s));
    QVERIFY(!bench.everythingReadable().contains(bench.keysOf(u"ops-admin"_s).front().secret));
    QVERIFY(bench.window->openPage(u"activity"_s));
    QVERIFY(bench.window->openPage(u"access-keys"_s));
    QVERIFY(bench.front()->focusWidget()->objectName() != u"closeIssued"_s); // Enter claims nothing
    QVERIFY(bench.click(u"copySecret"_s));
    QVERIFY(bench.click(u"closeIssued"_s)); // "I have put it somewhere safe"
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s); }));
    QVERIFY(!shownTexts(bench).contains(sentence));
    QVERIFY(bench.window->close());
}

// Not by closing the window, which is refused: by whatever else ends a program.
void TwoWindowsTest::aConsoleThatGoesDuringTheCallStillStoresTheSecret()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    const QString accountId = bench.console->signIn().facts().accountId;
    const std::shared_ptr<Journal> journal = bench.console->journal();
    QVERIFY(isTyping(bench, u"nightly load"_s));
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(waitFor([&] { return bench.creates() == 1; }));
    bench.window.reset();
    bench.console.reset();
    const QString access = bench.keysOf(u"ops-admin"_s).front().access;
    QVERIFY(waitFor([&] { return bench.keychain->mood().written.contains(vaultKey(accountId, access)); }));
    QVERIFY(waitFor([&] {
        const Result<JournalReading> reading = settle(journal->read());
        return reading && reading->records.size() == 1 && reading->records.front().outcome;
    }));
}

QTEST_MAIN(TwoWindowsTest)

#include "twowindowstest.moc"
