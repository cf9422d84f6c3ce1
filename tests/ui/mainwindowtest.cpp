// SPDX-License-Identifier: Apache-2.0
// The window around the pages: the session and its end, signing in again in place, signing out, profiles with marks.
#include "app/foundation/settlement.h"
#include "app/simulation/totp.h"
#include "app/vault/memorystore.h"
#include "tests/support/settle.h"
#include "tests/ui/consolebench.h"
#include "ui/widgets/clipboardlease.h"
#include "ui/widgets/failuredetails.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/timetext.h"

#include <QComboBox>
#include <QCursor>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
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

// A keychain whose prompt waits for somebody to answer it.
class PromptingStore final : public SecretStore
{
public:
    [[nodiscard]] Task<Done> write(QString key, Secret secret) const override
    {
        return writeThen(m_answered, m_memory, std::move(key), std::move(secret));
    }
    [[nodiscard]] Task<Secret> read(QString key) const override { return m_memory->read(std::move(key)); }
    [[nodiscard]] Task<Done> remove(QString key) const override { return m_memory->remove(std::move(key)); }
    [[nodiscard]] Task<StoreState> state() const override { return m_memory->state(); }
    [[nodiscard]] Task<QStringList> present(QStringList keys) const override { return m_memory->present(std::move(keys)); }
    [[nodiscard]] Task<int> clear() const override { return m_memory->clear(); }
    void answer() const { m_answered.settle(Done{}); }

private:
    static Task<Done> writeThen(Settlement<Result<Done>> answered, std::shared_ptr<const MemoryStore> memory, QString key, Secret secret)
    {
        const Result<Done> opened = co_await answered.settled();
        if (!opened)
            co_return tl::unexpected(opened.error());
        const Result<Done> written = co_await memory->write(key, secret);
        co_return written;
    }

    Settlement<Result<Done>> m_answered;
    std::shared_ptr<const MemoryStore> m_memory = std::make_shared<MemoryStore>();
};

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
    void oneNoticeDoesNotTakeTheOtherAway();
    void signingInAgainShowsThatItRunsAndWhatFailed();
    void theDialogSendsNothingIncomplete();
    void theDialogKnowsTheTimeOfTheProgram();
    void aMissingProjectIsSaid();
    void aProjectThatFailedCanBeHadBySigningInAgain();
    void memoryOnlyCanBeLeft();
    void whileSecretsMoveNothingIsBegunOrClosed();
    void theCursorStandsWhereToType();
    void theListOfCallsOpensWhereTheyAreCounted();
    void theJournalIsWrittenBeforeTheConsoleIsGone();
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
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedIn; }));
    QVERIFY(!bench.seen(u"signInAgain"_s));
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

void MainWindowTest::oneNoticeDoesNotTakeTheOtherAway()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(selectsKeyOf(bench, u"viewer"_s));
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswerAfterCommit, {.method = "DELETE", .path = "/v3.0/OS-CREDENTIAL/credentials/*"});
    QVERIFY(bench.click(u"deleteKey"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.keysOf(u"viewer"_s).empty(); }));
    QVERIFY(!bench.window->close());
    const auto *notice = bench.seen<QLabel>(u"notice"_s);
    QVERIFY(notice && notice->text().contains(u"under way"_s));
    auto *clipboard = bench.window->findChild<ClipboardLease *>();
    clipboard->copy(Secret::fromText(u"FAKE-SECRET"_s));
    QVERIFY2(notice->text().contains(u"under way"_s) && notice->text().contains(u"clipboard in 30 s"_s), qPrintable(notice->text()));
    clipboard->release();
    QVERIFY2(notice->text().contains(u"under way"_s) && !notice->text().contains(u"clipboard"_s), qPrintable(notice->text()));
    bench.console->accessKeys().cancel();
    QVERIFY(waitFor([&] { return !bench.seen(u"notice"_s); }));
}

void MainWindowTest::signingInAgainShowsThatItRunsAndWhatFailed()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.clock->advance(*bench.console->signIn().timeLeft() - 5min);
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, {.method = "POST", .path = "/v3/auth/tokens"});
    QVERIFY(bench.click(u"signInAgain"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"busy"_s); }));
    QVERIFY(!bench.seen(u"signInAgain"_s)); // once is enough
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(waitFor([&] { return !bench.seen(u"busy"_s) && bench.said().contains(u"Your session ends in"_s); }));

    bench.failNext(SimulatedNetwork::LineFault::RefuseConnection, {.method = "POST", .path = "/v3/auth/tokens"});
    QVERIFY(bench.click(u"signInAgain"_s));
    QVERIFY2(waitFor([&] { return bench.said().contains(u"Signing in again did not work"_s); }), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"could not be reached"_s), qPrintable(bench.said()));
    QCOMPARE(bench.console->signIn().state(), SignInBoard::SignedIn);
    QVERIFY(bench.click(u"signInAgain"_s));
    QVERIFY(waitFor([&] { return !bench.console->signIn().error() && bench.console->signIn().state() == SignInBoard::SignedIn; }));
    QVERIFY(!bench.seen(u"signInAgain"_s) && !bench.seen(u"busy"_s));
    QVERIFY2(bench.said().isEmpty(), qPrintable(bench.said()));
}

void MainWindowTest::theDialogSendsNothingIncomplete()
{
    ConsoleBench bench;
    const auto code = [&] {
        return bench.cloud->withWorld([&](sim::World &world) {
            const sim::User *user = world.user(u"mfa-admin"_s, world.account(benchAccount)->id);
            return sim::totpCode(user->totpSecret, sim::totpStep(bench.clock->now()));
        });
    };
    bench.console->signIn().signIn(ConsoleBench::profile(u"mfa-admin"_s), Secret::fromText(benchPassword), Secret::fromText(code()), false);
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedIn; }));
    bench.clock->advance(*bench.console->signIn().timeLeft() - 5min);
    const int before = bench.cloud->count("POST", "/v3/auth/tokens");
    QVERIFY(bench.click(u"signInAgain"_s));
    QVERIFY(waitFor([&] { return bench.front()->objectName() == u"signInAgainDialog"_s; }));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(bench.said().contains(u"Type the password"_s), qPrintable(bench.said()));
    QVERIFY(bench.type(u"password"_s, benchPassword));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(bench.said().contains(u"Type the code"_s), qPrintable(bench.said()));
    QCOMPARE(bench.seen<QLineEdit>(u"password"_s)->text(), benchPassword);
    QCOMPARE(bench.cloud->count("POST", "/v3/auth/tokens"), before);
    QVERIFY(bench.type(u"passcode"_s, code()));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY2(waitFor([&] { return !bench.seen(u"signInAgainDialog"_s); }), qPrintable(bench.said()));
    QCOMPARE(bench.console->signIn().state(), SignInBoard::SignedIn);
}

void MainWindowTest::theDialogKnowsTheTimeOfTheProgram()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->failNext({.status = 401, .matching = {.method = "POST", .path = "/v3/auth/tokens"}});
    bench.console->signIn().signInAgain({}, {});
    QVERIFY(waitFor([&] { return bench.console->signIn().state() == SignInBoard::PasswordNeeded; }));
    bench.clock->advance(40 * 24h);
    QVERIFY(bench.click(u"signInAgain"_s));
    QVERIFY(waitFor([&] { return bench.front()->objectName() == u"signInAgainDialog"_s; }));
    QVERIFY(bench.type(u"password"_s, u"example-wrong"_s));
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return bench.front()->findChild<FailureDetails *>() && bench.console->signIn().error(); }));
    const auto saysTime = [&] {
        const QList<QLabel *> labels = bench.front()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(factTime(bench.clock->now())); });
    };
    QVERIFY(waitFor(saysTime));
}

void MainWindowTest::aMissingProjectIsSaid()
{
    ConsoleBench bench;
    CloudProfile profile = ConsoleBench::profile();
    profile.project.clear();
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v3/auth/projects"}});
    QVERIFY(bench.signIn(profile));
    QVERIFY(bench.console->signIn().facts().projectProblem);
    QVERIFY(!bench.seen(u"signInAgain"_s)); // it would not help
    Q_EMIT bench.window->findChild<NavigationRail *>()->profileClicked();
    const auto *menu = bench.window->findChild<QMenu *>(u"profileMenu"_s);
    const QList<QAction *> entries = menu->actions();
    QVERIFY(std::any_of(entries.begin(), entries.end(), [](const QAction *entry) {
        return entry->text().contains(u"Without a project"_s) && entry->text().contains(u"present rights"_s);
    }));
}

void MainWindowTest::aProjectThatFailedCanBeHadBySigningInAgain()
{
    ConsoleBench bench;
    CloudProfile profile = ConsoleBench::profile();
    profile.project.clear();
    bench.cloud->failNext({.status = 503, .matching = {.method = "GET", .path = "/v3/auth/projects"}, .times = 4});
    bench.console->signIn().signIn(profile, Secret::fromText(benchPassword), {}, false);
    QVERIFY(bench.waitPassing([&] { return bench.said().contains(u"Signed in without a project."_s); }));
    QVERIFY2(bench.said().contains(u"Access keys need no project"_s), qPrintable(bench.said()));
    QVERIFY(bench.click(u"signInAgain"_s)); // the password is still in memory
    QVERIFY(bench.waitPassing([&] { return !bench.console->signIn().facts().project.isEmpty(); }));
    QVERIFY(waitFor([&] { return bench.said().isEmpty(); }));
}

void MainWindowTest::memoryOnlyCanBeLeft()
{
    ConsoleBench bench;
    QVERIFY(!bench.seen(u"useKeychain"_s));
    VaultBoard &vault = bench.console->vault();
    vault.useMemoryOnly();
    QVERIFY(bench.seen(u"useKeychain"_s));
    QVERIFY(settle(vault.store()->write(u"account/AK"_s, Secret::fromText(u"FAKE-SECRET"_s))));
    bench.keychain->mood().refusesAll = claviger::Fault::StoreLocked;
    QVERIFY(bench.click(u"useKeychain"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"notice"_s); }));
    QVERIFY2(bench.seen<QLabel>(u"notice"_s)->text().contains(u"Your keychain is locked"_s), qPrintable(bench.seen<QLabel>(u"notice"_s)->text()));
    QVERIFY(vault.isMemoryOnly());
    bench.keychain->mood().refusesAll.reset();
    QVERIFY(bench.click(u"useKeychain"_s));
    QVERIFY(waitFor([&] { return !bench.seen(u"useKeychain"_s); }));
    QVERIFY(!bench.seen(u"notice"_s));
    QCOMPARE(*settle(bench.keychain->read(u"account/AK"_s)), Secret::fromText(u"FAKE-SECRET"_s));
}

// A key that is made meanwhile would go to the store that is being left, and a window that closes takes along what has not
// moved yet.
void MainWindowTest::whileSecretsMoveNothingIsBegunOrClosed()
{
    const auto keychain = std::make_shared<PromptingStore>();
    ConsoleBench bench({.realKeychain = keychain});
    VaultBoard &vault = bench.console->vault();
    vault.useMemoryOnly();
    QVERIFY(bench.signIn());
    QVERIFY(waitFor([&] { return bench.console->accessKeys().mayCreate(); }));
    QVERIFY(settle(vault.store()->write(u"account/AK"_s, Secret::fromText(u"FAKE-SECRET"_s))));
    QVERIFY(bench.click(u"useKeychain"_s));
    QVERIFY(vault.isMoving());
    QVERIFY(!bench.seen<QPushButton>(u"createKey"_s)->isEnabled());
    QVERIFY(bench.seen<QPushButton>(u"createKey"_s)->toolTip().contains(u"moving"_s));
    QVERIFY(!bench.window->close());
    QVERIFY2(bench.seen<QLabel>(u"notice"_s)->text().contains(u"moving to the keychain"_s), qPrintable(bench.seen<QLabel>(u"notice"_s)->text()));
    keychain->answer();
    QVERIFY(waitFor([&] { return !vault.isMoving(); }));
    QVERIFY(!vault.isMemoryOnly());
    QVERIFY(waitFor([&] { return bench.seen<QPushButton>(u"createKey"_s)->isEnabled(); }));
    QVERIFY(!bench.seen(u"notice"_s));
    QCOMPARE(*settle(keychain->read(u"account/AK"_s)), Secret::fromText(u"FAKE-SECRET"_s));
    QVERIFY(bench.window->close());
}

void MainWindowTest::theCursorStandsWhereToType()
{
    ConsoleBench bench;
    QCOMPARE(bench.window->focusWidget(), bench.seen(u"account"_s));
}

void MainWindowTest::theListOfCallsOpensWhereTheyAreCounted()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QCursor::setPos(bench.window->mapToGlobal(QPoint(5, 5)));
    auto *calls = bench.seen<QPushButton>(u"callsInProgress"_s);
    calls->setFocus();
    QTest::keyClick(calls, Qt::Key_Space);
    const QMenu *menu = nullptr;
    QVERIFY(waitFor([&] { return (menu = bench.window->findChild<QMenu *>(u"callsMenu"_s)) && menu->isVisible(); }));
    const int below = calls->mapToGlobal(QPoint(0, 0)).y() - menu->geometry().bottom();
    QVERIFY2(std::abs(below) <= 4, qPrintable(QString::number(below)));
}

void MainWindowTest::theJournalIsWrittenBeforeTheConsoleIsGone()
{
    ConsoleBench bench;
    const QPointer<Journal> journal = bench.console->journal().get();
    const JournalEntry entry{.cloud = u"bench"_s, .action = u"access-key.create"_s, .target = u"viewer"_s};
    { // nobody waits for it
        const auto begun = bench.console->journal()->begin(entry);
        Q_UNUSED(begun)
    }
    bench.window.reset();
    bench.console.reset();
    QVERIFY(!journal); // without an event loop: it has waited for its writer
    Journal again(bench.dataFolder + u"/journal.sqlite"_s, bench.clock);
    const Result<JournalReading> reading = settle(again.read());
    QVERIFY(reading);
    QCOMPARE(reading->records.size(), std::size_t(1));
}

QTEST_MAIN(MainWindowTest)

#include "mainwindowtest.moc"
