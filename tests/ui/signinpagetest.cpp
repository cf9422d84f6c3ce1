// SPDX-License-Identifier: Apache-2.0
// Signing in through the page: what is said, what is sent how often, and what is kept.
#include "app/simulation/totp.h"
#include "tests/support/settle.h"
#include "tests/ui/consolebench.h"
#include "ui/signin/signinpage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDirIterator>
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
    void aKeychainThatRefusesThePasswordIsSaid();
    void aCloudWithItsPasswordIsSignedInToOnce();
    void aCloudWithoutPasswordFillsTheForm();
    void aCloudThatIsNotThereIsSaid();
    void aPreviousFailureIsNotShownAfterSigningOut();
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

void SignInPageTest::aKeychainThatRefusesThePasswordIsSaid()
{
    ConsoleBench bench;
    bench.keychain->mood().refusesAll = Fault::StoreLocked;
    bench.fillForm(u"ops-admin"_s, benchPassword);
    bench.seen<QCheckBox>(u"keepPassword"_s)->setChecked(true);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return isSignedIn(bench); }));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"could not be kept in the keychain"_s); }), qPrintable(bench.said()));
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

QTEST_MAIN(SignInPageTest)

#include "signinpagetest.moc"
