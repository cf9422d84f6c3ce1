// SPDX-License-Identifier: Apache-2.0
// The window around the pages: the session and its end, signing in again in place, signing out, profiles with marks.
#include "tests/ui/consolebench.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

namespace {

bool selectsKeyOf(ConsoleBench &bench, const QString &user)
{
    auto *choice = bench.seen<QComboBox>(u"keyUser"_s);
    if (!waitFor([&] { return choice->findText(user) >= 0; }))
        return false;
    bench.console->accessKeys().chooseUser(choice->itemData(choice->findText(user)).toString());
    if (!waitFor([&] { return bench.console->accessKeys().usedSlots() > 0 && bench.console->accessKeys().state() == AccessKeyBoard::Ready; }))
        return false;
    bench.seen<QTableView>(u"keyTable"_s)->selectRow(0);
    return true;
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void theNavigationIsOneListWithOneName();
    void theEndOfTheSessionIsAnnounced();
    void signingInAgainLosesNothing();
    void signingOutClearsThePages();
    void aProductionProfileAsksForTheName();
    void aReadOnlyProfileChangesNothing();
    void closingWhileAKeyIsDeletedIsRefused();
};

void MainWindowTest::theNavigationIsOneListWithOneName()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QCOMPARE(bench.window->findChildren<QWidget *>(u"navigation"_s).size(), 1);
    QVERIFY(bench.seen<QListWidget>(u"navigation"_s));
    QVERIFY(bench.window->openPage(u"activity"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"refreshActivity"_s); }));
    QVERIFY(!bench.window->openPage(u"nowhere"_s));
}

void MainWindowTest::theEndOfTheSessionIsAnnounced()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    const auto *expiry = bench.seen<QLabel>(u"expiry"_s);
    QVERIFY(expiry);
    QVERIFY2(expiry->text().contains(u"ends in"_s), qPrintable(expiry->text()));
    QVERIFY(!bench.seen(u"signInAgain"_s));
    const auto left = *bench.console->signIn().timeLeft();
    bench.clock->advance(left - 9min);
    QVERIFY(waitFor([&] { return bench.said().contains(u"Your session ends in"_s); }));
    bench.clock->advance(8min);
    QVERIFY(waitFor([&] { return bench.said().contains(u"1 min"_s) || bench.said().contains(u" s."_s); }));
    bench.clock->advance(2min);
    QVERIFY(waitFor([&] { return bench.said().contains(u"Your session has ended"_s); }));
    QVERIFY(bench.click(u"signInAgain"_s)); // the password is still in memory
    QVERIFY(waitFor([&] { return !bench.seen(u"signInAgain"_s); }));
    QCOMPARE(bench.console->signIn().state(), SignInBoard::SignedIn);
}

void MainWindowTest::signingInAgainLosesNothing()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->failNext({.status = 401, .matching = {.method = "POST", .path = "/v3/auth/tokens"}});
    bench.console->signIn().signInAgain({}, {}); // refused: the password is not tried again by itself
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::PasswordNeeded; }));
    QVERIFY(waitFor([&] { return bench.said().contains(u"Your session has ended"_s); }));
    QVERIFY(bench.click(u"signInAgain"_s));
    QVERIFY(waitFor([&] { return bench.front()->objectName() == u"signInAgainDialog"_s; }));
    const int before = bench.cloud->count("POST", "/v3/auth/tokens");
    QVERIFY(bench.type(u"password"_s, u"example-wrong"_s));
    QVERIFY(bench.press(Qt::Key_Return));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"does not accept this sign-in"_s); }), qPrintable(bench.said()));
    QCOMPARE(bench.cloud->count("POST", "/v3/auth/tokens") - before, 1);
    QVERIFY(bench.seen<QLineEdit>(u"password"_s)->text().isEmpty());
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedIn && !bench.seen(u"signInAgainDialog"_s); }));
    QVERIFY(waitFor([&] { return !bench.seen(u"signInAgain"_s); }));
}

void MainWindowTest::signingOutClearsThePages()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(selectsKeyOf(bench, u"viewer"_s));
    const QString access = bench.keysOf(u"viewer"_s).front().access;
    QVERIFY(bench.everythingReadable().contains(access));
    bench.console->signIn().signOut();
    QVERIFY(waitFor([&] { return bench.seen(u"userName"_s); }));
    QVERIFY(!bench.everythingReadable().contains(access));
    QVERIFY(!bench.seen(u"expiry"_s));
    QCOMPARE(bench.window->windowTitle(), u"Claviger"_s);
}

void MainWindowTest::aProductionProfileAsksForTheName()
{
    ConsoleBench bench;
    CloudProfile profile = ConsoleBench::profile();
    profile.production = true;
    QVERIFY(bench.signIn(profile));
    QVERIFY(selectsKeyOf(bench, u"viewer"_s));
    const QString access = bench.keysOf(u"viewer"_s).front().access;
    QVERIFY(bench.click(u"deleteKey"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmName"_s); }));
    QVERIFY(!bench.seen(u"confirmDelete"_s)->isEnabled());
    for (const QString &almost : {access.chopped(1), access + u' ', access.toLower()}) {
        QVERIFY(bench.type(u"confirmName"_s, almost));
        QVERIFY2(!bench.seen(u"confirmDelete"_s)->isEnabled(), qPrintable(almost));
    }
    QVERIFY(bench.type(u"confirmName"_s, access));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.keysOf(u"viewer"_s).empty(); }));
}

void MainWindowTest::aReadOnlyProfileChangesNothing()
{
    ConsoleBench bench;
    CloudProfile profile = ConsoleBench::profile();
    profile.readOnly = true;
    QVERIFY(bench.signIn(profile));
    QVERIFY(!bench.seen(u"createKey"_s)->isEnabled());
    QVERIFY(bench.seen(u"createKey"_s)->toolTip().contains(u"read-only"_s));
    QVERIFY(!bench.seen(u"createFirstKey"_s)->isEnabled());
    QVERIFY(selectsKeyOf(bench, u"viewer"_s));
    QVERIFY(!bench.seen(u"deleteKey"_s)->isEnabled());
    bench.console->accessKeys().create(u"behind its back"_s);
    QCOMPARE(bench.console->accessKeys().issuance().state(), Issuance::Idle);
    bench.console->accessKeys().remove(bench.keysOf(u"viewer"_s).front().access);
    QVERIFY(waitFor([&] { return bench.console->accessKeys().removeError().has_value(); }));
    QCOMPARE(bench.creates(), 0);
    QCOMPARE(bench.cloud->count("DELETE", "/v3.0/OS-CREDENTIAL/credentials/*"), 0);
}

void MainWindowTest::closingWhileAKeyIsDeletedIsRefused()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(selectsKeyOf(bench, u"viewer"_s));
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswerAfterCommit, {.method = "DELETE", .path = "/v3.0/OS-CREDENTIAL/credentials/*"});
    QVERIFY(bench.click(u"deleteKey"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.keysOf(u"viewer"_s).empty(); }));
    QVERIFY(!bench.window->close());
    bench.console->accessKeys().cancel();
    QVERIFY(waitFor([&] { return bench.console->accessKeys().removing().isEmpty(); }));
    QVERIFY(bench.window->close());
}

QTEST_MAIN(MainWindowTest)

#include "mainwindowtest.moc"
