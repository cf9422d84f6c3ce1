// SPDX-License-Identifier: Apache-2.0
// Signing in through the page: what is said, what is sent how often, and what is kept.
#include "app/cloud/presets.h"
#include "app/simulation/totp.h"
#include "tests/support/settle.h"
#include "tests/ui/consolebench.h"
#include "ui/signin/signinchecks.h"
#include "ui/signin/signinform.h"
#include "ui/signin/signinpage.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

const CallFilter tokenPost{.method = "POST", .path = "/v3/auth/tokens"};

int passwordPosts(const ConsoleBench &bench)
{
    return bench.cloud->count("POST", "/v3/auth/tokens");
}

bool isSignedIn(const ConsoleBench &bench)
{
    return bench.console->signIn().state() == SignInBoard::SignedIn;
}

// The try is over and nobody is signed in.
bool hasFailed(const ConsoleBench &bench)
{
    return waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedOut && !bench.said().isEmpty(); });
}

bool savesTheProfile(ConsoleBench &bench)
{
    return bench.click(u"saveProfile"_s) && waitFor([&] { return !bench.seen(u"profileName"_s); });
}

QByteArray everyFileUnder(const QString &folder)
{
    QByteArray all;
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

// Signs in with what is in the form, keeps the password, and is back on the page.
bool keepsPasswordOf(ConsoleBench &bench)
{
    if (!bench.type(u"password"_s, benchPassword))
        return false;
    bench.seen<QCheckBox>(u"keepPassword"_s)->setChecked(true);
    if (!bench.click(u"signIn"_s) || !waitFor([&] { return isSignedIn(bench) && bench.console->profiles().entries().front().keepPassword; }))
        return false;
    bench.console->signIn().signOut();
    return waitFor([&] { return bench.seen(u"userName"_s); });
}

bool keepsPassword(ConsoleBench &bench)
{
    bench.fillForm(u"ops-admin"_s, benchPassword);
    return keepsPasswordOf(bench);
}

BenchSetup withCloudsYaml(const QTemporaryDir &folder, const QByteArray &password)
{
    QFile file(folder.filePath(u"clouds.yaml"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("clouds:\n  prod:\n    auth:\n      auth_url: https://iam.simulated.invalid/v3\n      username: ops-admin\n"
               "      user_domain_name: OTC-EXAMPLE-00000000001\n      project_name: eu-de\n");
    if (!password.isEmpty())
        file.write("      password: " + password + "\n");
    return {.clouds = {.namedFile = file.fileName()}};
}

} // namespace

class SignInPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void aWrongPasswordIsSentOnceAndTheFormStaysUsable();
    void aWrongAccountIsSaidAndSentOnce();
    void aWrongProjectIsAnsweredWithTheProjectsThereAre();
    void aSecondTryDoesNotMakeASecondProfile();
    void theProfileListShowsWhatWasJustUsed();
    void aUserWithMfaSignsInWithTheCode();
    void anEndpointThatRefusesIsSaid();
    void plainHttpBeyondThisComputerIsRefused();
    void anEmptyPasswordSendsNothing();
    void aSignInThatNeverEndsCanBeStopped();
    void everythingButThePasswordIsRemembered();
    void thePasswordIsKeptOnlyWhenTicked();
    void aKeptPasswordGoesNowhereElse_data();
    void aKeptPasswordGoesNowhereElse();
    void aKeptPasswordIsNotTakenForTheNextServers();
    void untickingRemovesTheKeptPassword_data();
    void untickingRemovesTheKeptPassword();
    void aKeptPasswordThatIsGoneIsAskedFor();
    void aPasswordThatStaysInTheKeychainIsSaid();
    void aCodeThatIsMissingIsAskedFor();
    void whereThePasswordWasSentIsSaid();
    void aProfileKeepsItsName();
    void whatWasFoundOutBelongsToOneService();
    void editingTheProfileKeepsWhatIsTyped();
    void everyAddressOfAProfileCanBeAnother();
    void anAddressThatIsNoneIsRefusedByName();
    void aProfileMovedElsewhereLosesItsKeptPassword();
    void aKeychainThatRefusesThePasswordIsSaid();
    void aCloudWithItsPasswordIsSignedInToOnce();
    void aCloudWithoutPasswordFillsTheForm();
    void aCloudThatIsNotThereIsSaid();
    void aPreviousFailureIsNotShownAfterSigningOut();
    void aTypedPasswordDoesNotComeBack();
    void aClockThatIsOffIsSaid_data();
    void aClockThatIsOffIsSaid();
    void anotherCloudKeepsNoAddressOfTheOld();
};

void SignInPageTest::aWrongPasswordIsSentOnceAndTheFormStaysUsable()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, u"example-wrong"_s);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(hasFailed(bench));
    QCOMPARE(passwordPosts(bench), 1);
    QVERIFY2(bench.said().contains(u"does not accept this sign-in"_s), qPrintable(bench.said()));
    QCOMPARE(bench.seen<QLineEdit>(u"account"_s)->text(), benchAccount);
    QCOMPARE(bench.seen<QLineEdit>(u"userName"_s)->text(), u"ops-admin"_s);
    QVERIFY(bench.seen<QLineEdit>(u"password"_s)->text().isEmpty());
    QVERIFY(bench.seen(u"signIn"_s)->isEnabled());
    QVERIFY(!bench.everythingReadable().contains(u"example-wrong"_s));

    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.press(Qt::Key_Return));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
    QVERIFY(waitFor([&] { return bench.seen(u"keyUser"_s); }));
}

void SignInPageTest::aWrongAccountIsSaidAndSentOnce()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, benchPassword, u"OTC-EXAMPLE-NOBODY"_s);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(hasFailed(bench));
    QCOMPARE(passwordPosts(bench), 1);
    QVERIFY2(bench.said().contains(u"Check account, user and password"_s), qPrintable(bench.said()));
}

void SignInPageTest::aWrongProjectIsAnsweredWithTheProjectsThereAre()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, benchPassword, benchAccount, u"eu-nowhere"_s);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(hasFailed(bench));
    QVERIFY2(bench.said().contains(u"eu-nowhere"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"eu-de_bigdata"_s), qPrintable(bench.said()));
    QVERIFY(passwordPosts(bench) <= 2); // account, then project; never a second try of either

    // Emptying the field is an answer too: the region's own project.
    QVERIFY(bench.type(u"project"_s, {}));
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedIn; }));
    QVERIFY(bench.console->signIn().profile().project.isEmpty());
    QVERIFY(!bench.console->signIn().facts().project.isEmpty());
}

void SignInPageTest::aSecondTryDoesNotMakeASecondProfile()
{
    ConsoleBench bench;
    for (int i = 0; i < 2; ++i) {
        if (i == 0)
            bench.fillForm(u"ops-admin"_s, u"example-wrong"_s);
        else
            QVERIFY(bench.type(u"password"_s, u"example-wrong"_s));
        bench.cloud->forgetCalls();
        QVERIFY(bench.click(u"signIn"_s));
        QVERIFY(waitFor([&] { return passwordPosts(bench) == 1 && bench.console->signIn().state() == SignInBoard::SignedOut; }));
    }
    QCOMPARE(bench.console->profiles().entries().size(), std::size_t(1));
}

void SignInPageTest::theProfileListShowsWhatWasJustUsed()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, benchPassword);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
    bench.console->signIn().signOut();
    QVERIFY(waitFor([&] { return bench.seen(u"profileList"_s); }));
    QCOMPARE(bench.seen<QListWidget>(u"profileList"_s)->count(), 1);
    QCOMPARE(bench.seen<QLineEdit>(u"userName"_s)->text(), u"ops-admin"_s);
    QVERIFY(bench.seen(u"editProfile"_s)->isEnabled());
}

void SignInPageTest::aUserWithMfaSignsInWithTheCode()
{
    ConsoleBench bench;
    const QString code = bench.cloud->withWorld([&](sim::World &world) {
        const sim::User *user = world.user(u"mfa-admin"_s, world.account(benchAccount)->id);
        return sim::totpCode(user->totpSecret, sim::totpStep(bench.clock->now()));
    });
    bench.fillForm(u"mfa-admin"_s, benchPassword);
    QVERIFY(bench.click(u"wayMfa"_s));
    QVERIFY(bench.type(u"passcode"_s, code.left(3) + u' ' + code.mid(3)));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return isSignedIn(bench); }), qPrintable(bench.said()));
    QVERIFY(!everyFileUnder(bench.folder.path()).contains(code.toUtf8()));
}

void SignInPageTest::anEndpointThatRefusesIsSaid()
{
    ConsoleBench bench;
    bench.failNext(SimulatedNetwork::LineFault::RefuseConnection, tokenPost);
    bench.fillForm(u"ops-admin"_s, benchPassword);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(hasFailed(bench));
    QVERIFY2(bench.said().contains(u"could not be reached"_s), qPrintable(bench.said()));
    QCOMPARE(passwordPosts(bench), 0);
}

void SignInPageTest::plainHttpBeyondThisComputerIsRefused()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, benchPassword);
    QVERIFY(bench.type(u"identityEndpoint"_s, u"http://iam.example.test"_s));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"address"_s); }));
    QVERIFY2(bench.said().contains(u"http"_s), qPrintable(bench.said())); // the sentence says what is wrong with it
    QCOMPARE(bench.cloud->count(), 0);
    QCOMPARE(bench.seen<QLineEdit>(u"password"_s)->text(), benchPassword); // nothing was tried: nothing need be typed again
}

void SignInPageTest::anEmptyPasswordSendsNothing()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, {});
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(hasFailed(bench));
    QVERIFY2(bench.said().contains(u"ype the password"_s), qPrintable(bench.said()));
    QVERIFY2(!bench.said().contains(u"The cloud did not accept"_s), qPrintable(bench.said())); // it was not asked
    QCOMPARE(bench.cloud->count(), 0);
}

void SignInPageTest::aSignInThatNeverEndsCanBeStopped()
{
    ConsoleBench bench;
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, tokenPost);
    bench.fillForm(u"ops-admin"_s, benchPassword);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"busy"_s); }));
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedOut; }));
    QVERIFY(waitFor([&] { return bench.said().contains(u"Stopped at your request"_s); }));
    QVERIFY(!bench.seen(u"busy"_s));

    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
}

void SignInPageTest::everythingButThePasswordIsRemembered()
{
    const QTemporaryDir shared;
    {
        ConsoleBench bench({.dataFolder = shared.filePath(u"data"_s), .configFolder = shared.filePath(u"config"_s)});
        bench.fillForm(u"ops-admin"_s, benchPassword, benchAccount, u"eu-de"_s);
        QVERIFY(bench.click(u"signIn"_s));
        QVERIFY(waitFor([&] { return isSignedIn(bench); }));
        QVERIFY(bench.keychain->mood().written.isEmpty());
    }
    const QByteArray files = everyFileUnder(shared.path());
    QVERIFY(files.contains("ops-admin"));
    QVERIFY(!files.contains(benchPassword.toUtf8()));
    ConsoleBench again({.dataFolder = shared.filePath(u"data"_s), .configFolder = shared.filePath(u"config"_s)});
    QCOMPARE(again.seen<QLineEdit>(u"account"_s)->text(), benchAccount);
    QCOMPARE(again.seen<QLineEdit>(u"userName"_s)->text(), u"ops-admin"_s);
    QCOMPARE(again.seen<QLineEdit>(u"project"_s)->text(), u"eu-de"_s);
    QCOMPARE(again.seen<QLineEdit>(u"identityEndpoint"_s)->text(), u"https://iam.simulated.invalid"_s);
    QVERIFY(again.seen<QLineEdit>(u"password"_s)->text().isEmpty());
    QVERIFY(!again.seen<QCheckBox>(u"keepPassword"_s)->isChecked());
}

void SignInPageTest::thePasswordIsKeptOnlyWhenTicked()
{
    const QTemporaryDir shared;
    const auto keychain = std::make_shared<MoodyStore>();
    const BenchSetup setup{.dataFolder = shared.filePath(u"data"_s), .configFolder = shared.filePath(u"config"_s), .keychain = keychain};
    {
        ConsoleBench bench(setup);
        bench.fillForm(u"ops-admin"_s, benchPassword);
        bench.seen<QCheckBox>(u"keepPassword"_s)->setChecked(true);
        QVERIFY(bench.click(u"signIn"_s));
        QVERIFY(waitFor([&] { return isSignedIn(bench); }));
        QVERIFY(waitFor([&] { return keychain->mood().written.size() == 1; }));
        QVERIFY(waitFor([&] { return bench.console->profiles().entries().front().keepPassword; }));
        const QString id = bench.console->profiles().entries().front().profile.id;
        QCOMPARE(keychain->mood().written.front(), passwordKey(id));
        QVERIFY(!everyFileUnder(shared.path()).contains(benchPassword.toUtf8()));
    }
    ConsoleBench again(setup);
    QVERIFY(again.seen<QCheckBox>(u"keepPassword"_s)->isChecked());
    QVERIFY(again.seen<QLineEdit>(u"password"_s)->text().isEmpty());
    QVERIFY(again.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return isSignedIn(again); }), qPrintable(again.said()));
    QVERIFY(!everyFileUnder(shared.path()).contains(benchPassword.toUtf8()));
}

void SignInPageTest::aKeptPasswordGoesNowhereElse_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("address") << u"identityEndpoint"_s << u"https://other.simulated.invalid"_s;
    QTest::newRow("account") << u"account"_s << u"OTC-EXAMPLE-OTHER"_s;
    QTest::newRow("user") << u"userName"_s << u"viewer"_s;
}

void SignInPageTest::aKeptPasswordGoesNowhereElse()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    ConsoleBench bench;
    QVERIFY(keepsPassword(bench));
    bench.cloud->forgetCalls();
    QVERIFY(bench.type(field, text));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"ype the password"_s); }), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"ops-admin at iam.simulated.invalid"_s), qPrintable(bench.said()));
    QCOMPARE(passwordPosts(bench), 0);
    QVERIFY(settle(bench.keychain->read(passwordKey(bench.console->profiles().entries().front().profile.id)))); // still there
}

// Another user was tried with the tick on, and refused: the first one's password is not the profile's any more.
void SignInPageTest::aKeptPasswordIsNotTakenForTheNextServers()
{
    ConsoleBench bench;
    QVERIFY(keepsPassword(bench));
    const QString key = passwordKey(bench.console->profiles().entries().front().profile.id);
    QVERIFY(bench.type(u"identityEndpoint"_s, u"https://other.simulated.invalid"_s));
    QVERIFY(bench.type(u"password"_s, u"example-wrong"_s));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(hasFailed(bench));
    QVERIFY(waitFor([&] { return !settle(bench.keychain->read(key)); }));
    bench.cloud->forgetCalls();
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"ype the password"_s); }), qPrintable(bench.said()));
    QCOMPARE(passwordPosts(bench), 0);
    // A good one is kept again.
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return isSignedIn(bench); }), qPrintable(bench.said()));
    QVERIFY(waitFor([&] { return bench.console->profiles().entries().front().keepPassword; }));
    const Result<Secret> kept = settle(bench.keychain->read(key));
    QVERIFY(kept);
    QCOMPARE(*kept, Secret::fromText(benchPassword));
}

void SignInPageTest::untickingRemovesTheKeptPassword_data()
{
    QTest::addColumn<bool>("isOfCloudsYaml");
    QTest::addColumn<bool>("isTyped");
    QTest::newRow("own, typed") << false << true;
    QTest::newRow("own, kept") << false << false;
    QTest::newRow("clouds.yaml, typed") << true << true;
    QTest::newRow("clouds.yaml, kept") << true << false;
}

void SignInPageTest::untickingRemovesTheKeptPassword()
{
    QFETCH(const bool, isOfCloudsYaml);
    QFETCH(const bool, isTyped);
    const QTemporaryDir folder;
    ConsoleBench bench(isOfCloudsYaml ? withCloudsYaml(folder, {}) : BenchSetup{});
    QVERIFY(isOfCloudsYaml ? keepsPasswordOf(bench) : keepsPassword(bench));
    const auto kept = [&] { return bench.console->profiles().entries().front().keepPassword; };
    const QString key = passwordKey(bench.console->profiles().entries().front().profile.id);
    QVERIFY(kept());
    bench.seen<QCheckBox>(u"keepPassword"_s)->setChecked(false);
    if (isTyped)
        QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return isSignedIn(bench); }), qPrintable(bench.said()));
    QVERIFY(waitFor([&] { return !settle(bench.keychain->read(key)); }));
    QVERIFY(!kept());
    bench.console->profiles().reload();
    QVERIFY(!kept()); // the file says so too
}

void SignInPageTest::aKeptPasswordThatIsGoneIsAskedFor()
{
    ConsoleBench bench;
    QVERIFY(keepsPassword(bench));
    QVERIFY(settle(bench.keychain->remove(passwordKey(bench.console->profiles().entries().front().profile.id))));
    bench.cloud->forgetCalls();
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"not in the keychain any more: type it"_s); }), qPrintable(bench.said()));
    QVERIFY2(!bench.said().contains(u"The cloud"_s), qPrintable(bench.said())); // it was not asked
    QCOMPARE(passwordPosts(bench), 0);
}

void SignInPageTest::aPasswordThatStaysInTheKeychainIsSaid()
{
    ConsoleBench bench;
    QVERIFY(keepsPassword(bench));
    bench.keychain->mood().refusesAll = claviger::Fault::StoreLocked;
    bench.seen<QCheckBox>(u"keepPassword"_s)->setChecked(false);
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"could not be removed from the keychain"_s); }), qPrintable(bench.said()));
}

void SignInPageTest::aCodeThatIsMissingIsAskedFor()
{
    ConsoleBench bench;
    bench.fillForm(u"mfa-admin"_s, benchPassword);
    QVERIFY(bench.click(u"wayMfa"_s));
    for (const QString &code : {QString(), u"  "_s}) {
        QVERIFY(bench.type(u"passcode"_s, code));
        QVERIFY(bench.click(u"signIn"_s));
        QVERIFY2(waitFor([&] { return bench.said().contains(u"Type the code"_s); }), qPrintable(bench.said()));
        QVERIFY(bench.said().contains(u"Nothing was sent"_s));
        QCOMPARE(bench.window->focusWidget(), bench.seen(u"passcode"_s));
        QCOMPARE(bench.seen<QLineEdit>(u"password"_s)->text(), benchPassword); // need not be typed again
    }
    QCOMPARE(passwordPosts(bench), 0);
}

void SignInPageTest::whereThePasswordWasSentIsSaid()
{
    ConsoleBench bench;
    bench.cloud->failNext({.status = 302, .matching = tokenPost, .headers = {{"Location", "https://elsewhere.example.com/v3/auth/tokens"}}});
    bench.fillForm(u"ops-admin"_s, benchPassword);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(hasFailed(bench));
    QVERIFY2(bench.said().contains(u"iam.simulated.invalid sends us on to elsewhere.example.com"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"Your password reached iam.simulated.invalid only"_s), qPrintable(bench.said()));
    QVERIFY2(!bench.said().contains(u"nothing was sent"_s) && !bench.said().contains(u"cacert"_s), qPrintable(bench.said()));
    QCOMPARE(passwordPosts(bench), 1);
}

void SignInPageTest::aProfileKeepsItsName()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, benchPassword);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(bench.type(u"password"_s, benchPassword));
        QVERIFY(bench.click(u"signIn"_s));
        QVERIFY(waitFor([&] { return isSignedIn(bench); }));
        QCOMPARE(bench.console->profiles().entries().size(), std::size_t(1));
        QCOMPARE(bench.console->profiles().entries().front().profile.name, u"iam.simulated.invalid"_s);
        bench.console->signIn().signOut();
        QVERIFY(waitFor([&] { return bench.seen(u"userName"_s); }));
    }
}

void SignInPageTest::whatWasFoundOutBelongsToOneService()
{
    const QTemporaryDir folder;
    ConsoleBench bench(withCloudsYaml(folder, {}));
    const auto *checks = bench.window->findChild<SignInChecks *>();
    const auto isKnown = [checks] {
        const QList<QLabel *> labels = checks->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text().contains(u"reachable"_s); });
    };
    QVERIFY(waitFor(isKnown));
    QVERIFY(bench.click(u"newProfile"_s));
    QVERIFY(!isKnown());
    bench.fillForm(u"ops-admin"_s, benchPassword);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
    bench.console->signIn().signOut();
    bench.window->signInPage().choose(bench.console->profiles().findCloud(u"prod"_s)->profile.id);
    bench.window->signInPage().choose(bench.console->profiles().entries().front().profile.id); // the same service
    QVERIFY(waitFor(isKnown));
    QVERIFY(bench.type(u"identityEndpoint"_s, u"https://other.simulated.invalid"_s));
    QVERIFY(!isKnown());
}

void SignInPageTest::editingTheProfileKeepsWhatIsTyped()
{
    ConsoleBench bench;
    QVERIFY(keepsPassword(bench));
    QVERIFY(bench.type(u"project"_s, u"eu-de_bigdata"_s));
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.editProfile());
    QVERIFY(bench.type(u"profileName"_s, u"another name"_s));
    QVERIFY(savesTheProfile(bench));
    QCOMPARE(bench.seen<QLineEdit>(u"project"_s)->text(), u"eu-de_bigdata"_s);
    QCOMPARE(bench.seen<QLineEdit>(u"password"_s)->text(), benchPassword);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return isSignedIn(bench); }), qPrintable(bench.said()));
    QCOMPARE(bench.console->profiles().entries().front().profile.name, u"another name"_s); // the form knows of it
    QCOMPARE(bench.console->profiles().entries().front().profile.project, u"eu-de_bigdata"_s);
}

void SignInPageTest::everyAddressOfAProfileCanBeAnother()
{
    ConsoleBench bench;
    const CloudPreset *preset = findPreset(u"huawei-cn-north-4"_s);
    QVERIFY(preset && !preset->otherIdentityEndpoint.isEmpty());
    CloudProfile profile = profileFor(*preset);
    profile.name = u"beijing"_s;
    profile.account = benchAccount;
    profile.userName = u"ops-admin"_s;
    const Result<QString> id = bench.console->profiles().save(profile, false);
    QVERIFY(id);
    bench.window->signInPage().choose(*id);
    const auto stored = [&] { return bench.console->profiles().find(*id)->profile; };

    QVERIFY(bench.editProfile());
    auto *identity = bench.seen<QComboBox>(u"identityAddress"_s);
    QCOMPARE(identity->currentText(), preset->identityEndpoint.toString());
    identity->setCurrentIndex(identity->findText(preset->otherIdentityEndpoint.toString()));
    QVERIFY(bench.type(u"mrsAddress"_s, u"https://MRS.simulated.invalid:443/v1.1/"_s));
    QVERIFY(savesTheProfile(bench));
    QCOMPARE(stored().identityEndpoint, preset->otherIdentityEndpoint);
    QCOMPARE(stored().mrsEndpoint, QUrl(u"https://mrs.simulated.invalid"_s));
    QCOMPARE(stored().ecsEndpoint, preset->ecsEndpoint);
    QCOMPARE(stored().preset, preset->id);
    QVERIFY(bench.window->signInPage().findChild<QLabel *>(u"profileAddress"_s)->text().contains(preset->otherIdentityEndpoint.host()));

    // Emptied, they are the preset's again.
    QVERIFY(bench.editProfile());
    QCOMPARE(bench.seen<QLineEdit>(u"mrsAddress"_s)->text(), u"https://mrs.simulated.invalid"_s);
    bench.seen<QComboBox>(u"identityAddress"_s)->clearEditText();
    bench.seen<QLineEdit>(u"mrsAddress"_s)->clear();
    QVERIFY(savesTheProfile(bench));
    QCOMPARE(stored().identityEndpoint, preset->identityEndpoint);
    QCOMPARE(stored().mrsEndpoint, preset->mrsEndpoint);
}

void SignInPageTest::anAddressThatIsNoneIsRefusedByName()
{
    ConsoleBench bench;
    QVERIFY(keepsPassword(bench));
    const CloudProfile before = bench.console->profiles().entries().front().profile;
    const QString kept = u"example-typed-here-by-mistake"_s;
    for (const QString &text : {u"http://obs.simulated.invalid"_s, u"obs"_s, u"https://user:%1@obs.simulated.invalid"_s.arg(kept),
                                u"https://obs.simulated.invalid/?x=1"_s, QString(9'000, u'x')}) {
        QVERIFY(bench.editProfile());
        QVERIFY(bench.type(u"profileName"_s, u"another name"_s));
        bench.seen<QLineEdit>(u"obsAddress"_s)->setText(text);
        QVERIFY(bench.click(u"saveProfile"_s));
        QVERIFY2(waitFor([&] { return bench.said().contains(u"OBS"_s); }), qPrintable(bench.said()));
        QVERIFY(!bench.said().contains(kept));
        QCOMPARE(bench.console->profiles().entries().front().profile, before);
        QVERIFY(bench.click(u"cancel"_s));
        QVERIFY(waitFor([&] { return !bench.seen(u"profileName"_s); }));
    }
    // Without a preset nothing says where to sign in.
    QVERIFY(bench.editProfile());
    bench.seen<QComboBox>(u"identityAddress"_s)->clearEditText();
    QVERIFY(bench.click(u"saveProfile"_s));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"IAM"_s); }), qPrintable(bench.said()));
    QCOMPARE(bench.console->profiles().entries().front().profile, before);
}

void SignInPageTest::aProfileMovedElsewhereLosesItsKeptPassword()
{
    ConsoleBench bench;
    QVERIFY(keepsPassword(bench));
    const QString key = passwordKey(bench.console->profiles().entries().front().profile.id);
    QVERIFY(settle(bench.keychain->read(key)));
    bench.cloud->forgetCalls();
    QVERIFY(bench.editProfile());
    bench.seen<QComboBox>(u"identityAddress"_s)->setEditText(u"https://other.simulated.invalid"_s);
    QVERIFY(savesTheProfile(bench));
    QVERIFY(waitFor([&] { return !settle(bench.keychain->read(key)); }));
    QCOMPARE(bench.seen<QLineEdit>(u"identityEndpoint"_s)->text(), u"https://other.simulated.invalid"_s);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"ype the password"_s); }), qPrintable(bench.said()));
    QCOMPARE(passwordPosts(bench), 0);
}

void SignInPageTest::aKeychainThatRefusesThePasswordIsSaid()
{
    ConsoleBench bench;
    bench.keychain->mood().refusesAll = Fault::StoreLocked;
    bench.fillForm(u"ops-admin"_s, benchPassword);
    bench.seen<QCheckBox>(u"keepPassword"_s)->setChecked(true);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"could not be kept in the keychain"_s); }), qPrintable(bench.said()));
    QVERIFY(!bench.console->profiles().entries().front().keepPassword); // and nothing says that it is there
}

void SignInPageTest::aCloudWithItsPasswordIsSignedInToOnce()
{
    const QTemporaryDir folder;
    ConsoleBench bench(withCloudsYaml(folder, "example-wrong"));
    bench.window->signInPage().chooseCloud(u"prod"_s, true);
    QVERIFY(hasFailed(bench));
    QCOMPARE(passwordPosts(bench), 1);
    bench.console->profiles().reload(); // whatever else happens to the page
    bench.window->hide();
    bench.window->show();
    QVERIFY(waitFor([&] { return bench.cloud->count("GET", "/v3") > 0; })); // a look at the service came through since
    QCOMPARE(passwordPosts(bench), 1);

    const QTemporaryDir good;
    ConsoleBench second(withCloudsYaml(good, benchPassword.toUtf8()));
    second.window->signInPage().chooseCloud(u"prod"_s, true);
    QVERIFY(waitFor([&] { return isSignedIn(second); }));
    QVERIFY(!everyFileUnder(second.folder.path()).contains(benchPassword.toUtf8()));
    QVERIFY(second.keychain->mood().written.isEmpty());
}

void SignInPageTest::aCloudWithoutPasswordFillsTheForm()
{
    const QTemporaryDir folder;
    ConsoleBench bench(withCloudsYaml(folder, {}));
    bench.window->signInPage().chooseCloud(u"prod"_s, true);
    QCOMPARE(bench.seen<QLineEdit>(u"userName"_s)->text(), u"ops-admin"_s);
    QCOMPARE(bench.seen<QLineEdit>(u"account"_s)->text(), benchAccount);
    QVERIFY(bench.said().isEmpty());
    QCOMPARE(passwordPosts(bench), 0);
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
}

void SignInPageTest::aCloudThatIsNotThereIsSaid()
{
    const QTemporaryDir folder;
    ConsoleBench bench(withCloudsYaml(folder, {}));
    bench.window->signInPage().chooseCloud(u"nowhere"_s, true);
    QVERIFY2(bench.said().contains(u"nowhere"_s), qPrintable(bench.said()));
    QCOMPARE(passwordPosts(bench), 0);
}

void SignInPageTest::aPreviousFailureIsNotShownAfterSigningOut()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.console->signIn().signInAgain(Secret::fromText(u"example-wrong"_s), {});
    QVERIFY(waitFor([&] { return bench.console->signIn().error().has_value(); }));
    bench.console->signIn().signOut();
    QVERIFY(waitFor([&] { return bench.seen(u"userName"_s); }));
    QVERIFY2(bench.said().isEmpty(), qPrintable(bench.said()));
}

// Whoever sits there after the sign-out finds nothing with the eye and an undo.
void SignInPageTest::aTypedPasswordDoesNotComeBack()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, benchPassword);
    auto *field = bench.seen<QLineEdit>(u"password"_s);
    const QAction *eye = field->actions().constFirst();
    QCOMPARE(eye->objectName(), u"showPassword"_s);
    field->actions().constFirst()->trigger();
    QCOMPARE(field->echoMode(), QLineEdit::Normal);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
    bench.console->signIn().signOut();
    QVERIFY(waitFor([&] { return bench.seen(u"password"_s); }));
    field = bench.seen<QLineEdit>(u"password"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password); // the next one is hidden again
    field->actions().constFirst()->trigger();
    field->undo();
    QCOMPARE(field->text(), QString());
}

void SignInPageTest::aClockThatIsOffIsSaid_data()
{
    QTest::addColumn<int>("cloudAhead"); // seconds
    QTest::addColumn<QString>("words");
    QTest::newRow("right") << 0 << u"agrees with the cloud"_s;
    QTest::newRow("slow") << 20 * 60 << u"20 min behind the cloud"_s;
    QTest::newRow("fast") << -20 * 60 << u"20 min ahead of the cloud"_s;
    QTest::newRow("another time zone") << 3 * 3600 << u"3 h 0 min behind the cloud"_s;
}

void SignInPageTest::aClockThatIsOffIsSaid()
{
    QFETCH(const int, cloudAhead);
    QFETCH(const QString, words);
    ConsoleBench bench;
    auto *checks = bench.window->findChild<SignInChecks *>();
    QVERIFY(checks);
    checks->setReach({.cloudAhead = std::chrono::seconds(cloudAhead)});
    QVERIFY2(bench.everythingReadable().contains(words), qPrintable(bench.everythingReadable()));
}

void SignInPageTest::anotherCloudKeepsNoAddressOfTheOld()
{
    ConsoleBench bench;
    bench.fillForm(u"ops-admin"_s, benchPassword);
    auto *cloud = bench.seen<QComboBox>(u"cloudChoice"_s);
    cloud->setCurrentIndex(cloud->findData(u"otc-eu-nl"_s));
    QVERIFY(bench.type(u"password"_s, {})); // nothing is sent
    SignInForm *form = bench.window->findChild<SignInForm *>();
    form->setProfile(*form->profile(), false);
    QVERIFY(form->profile()->mrsEndpoint.isValid() && !form->profile()->region.isEmpty());
    cloud->setCurrentIndex(cloud->count() - 1);
    QVERIFY(bench.type(u"identityEndpoint"_s, u"https://iam.simulated.invalid"_s));
    const Result<CloudProfile> other = form->profile();
    QVERIFY(other);
    QCOMPARE(other->identityEndpoint.host(), u"iam.simulated.invalid"_s);
    QVERIFY(other->mrsEndpoint.isEmpty() && other->ecsEndpoint.isEmpty() && other->obsEndpoint.isEmpty() && other->region.isEmpty());
}

QTEST_MAIN(SignInPageTest)

#include "signinpagetest.moc"
