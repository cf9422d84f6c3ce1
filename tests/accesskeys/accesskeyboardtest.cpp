// SPDX-License-Identifier: Apache-2.0
// What the key page knows: users, the keys of one of them, and answers that come too late.
#include "app/accesskeys/accesskeyboard.h"
#include "tests/accesskeys/bench.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::Bench;
using testing::settle;
using LineFault = SimulatedNetwork::LineFault;

class AccessKeyBoardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void withoutASessionNothingHappens();
    void openingReadsUsersAndOwnKeys();
    void aCreatedKeyIsShownWithoutAnotherReading();
    void aListOfAnotherUserIsNotShown();
    void withoutTheRightOnlyTheOwnUserIsThere();
    void aFailedUserListIsReadAgainAtRefresh();
    void choosingAUserShowsItsKeys();
    void lateAnswersOfAnotherUserAreThrownAway();
    void aFailedReadKeepsWhatWasRead();
    void refreshingWhileLoadingReadsOnceMore();
    void cancellingWhileLoading();
    void signingOutWhileCallsRun();
    void anotherSessionLeavesNothingOfTheLast();
    void signingInAgainKeepsWhatIsShown();
    void creatingFillsASlot();
    void aFullUserMayNotCreate();
    void storedSecretsAreMarked();
    void lastUseIsRead();
    void deletingFromTheList();
    void aFailedDeletionIsForgottenAtSignOut();
    void aKeyWhoseEntryStaysIsSaid();
    void choosingAnotherUserDoesNotStopADeletion();
    void destroyedWhileEverythingRuns();
    void aVaultChangeReachesASecretAtRisk();

private:
    void openAndWait();
    [[nodiscard]] QStringList shownKeys() const;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccessKeyBoard> m_board;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void AccessKeyBoardTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_board = std::make_unique<AccessKeyBoard>(m_bench->clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(&m_board->keys(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void AccessKeyBoardTest::cleanup()
{
    m_tester.reset();
    m_board.reset();
    m_bench.reset();
}

void AccessKeyBoardTest::openAndWait()
{
    m_board->open(m_bench->desk());
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
}

QStringList AccessKeyBoardTest::shownKeys() const
{
    QStringList ids;
    for (const AccessKeyRow &row : m_board->keys().rows())
        ids.append(row.key.id);
    return ids;
}

void AccessKeyBoardTest::withoutASessionNothingHappens()
{
    m_board->refresh();
    m_board->cancel();
    m_board->create(u"x"_s);
    m_board->chooseUser(u"x"_s);
    m_board->remove(u"x"_s);
    m_board->close();
    QCOMPARE(m_board->state(), AccessKeyBoard::NoSession);
    QVERIFY(!m_board->mayCreate());
    QVERIFY(m_board->users().empty());
    QCOMPARE(m_bench->cloud->count(), 0);
}

void AccessKeyBoardTest::openingReadsUsersAndOwnKeys()
{
    m_board->open(m_bench->desk());
    QCOMPARE(m_board->state(), AccessKeyBoard::Loading);
    QCOMPARE(m_board->user().name, u"ops-admin"_s);
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QTRY_COMPARE(m_board->users().size(), 5U);
    QVERIFY(m_board->isOwnUser());
    QCOMPARE(m_board->users().front().name, u"ops-admin"_s);
    // To name a user, even oneself, is for administrators (iam.md, 4.2).
    for (const SimulatedCloud::LoggedCall &call : m_bench->cloud->calls())
        QVERIFY(!call.target.contains("user_id="));
    for (std::size_t i = 2; i < m_board->users().size(); ++i)
        QVERIFY(m_board->users()[i - 1].name.compare(m_board->users()[i].name, Qt::CaseInsensitive) < 0);
    QVERIFY(m_board->mayCreate());
    QCOMPARE(m_board->usedSlots(), 0);
    QVERIFY(m_board->readAt());
}

void AccessKeyBoardTest::aCreatedKeyIsShownWithoutAnotherReading()
{
    openAndWait();
    const int lists = m_bench->cloud->count("GET", Bench::credentials);
    m_board->create(u"once"_s);
    QTRY_COMPARE(m_board->issuance().state(), Issuance::Issued);
    QCOMPARE(m_board->usedSlots(), 1);
    const QString id = m_board->issuance().issued()->key.id;
    QCOMPARE(shownKeys(), QStringList{id});
    QTRY_VERIFY(m_board->keys().row(id)->lastUseIsKnown); // which the list does not tell
    QTRY_COMPARE(m_board->keys().row(id)->secret, SecretPlace::InKeychain);
    QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
    QCOMPARE(m_bench->cloud->count("GET", Bench::credentials), lists + 2); // before and after the request
    QCOMPARE(m_board->state(), AccessKeyBoard::Ready);
}

void AccessKeyBoardTest::aListOfAnotherUserIsNotShown()
{
    openAndWait();
    QTRY_COMPARE(m_board->users().size(), 5U);
    m_board->create(u"mine"_s);
    m_board->chooseUser(m_board->users().at(1).id); // while it runs
    QTRY_COMPARE(m_board->issuance().state(), Issuance::Issued);
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QVERIFY(!shownKeys().contains(m_board->issuance().issued()->key.id));
}

void AccessKeyBoardTest::withoutTheRightOnlyTheOwnUserIsThere()
{
    m_bench->signIn(u"svc-etl-writer"_s);
    openAndWait();
    QTRY_VERIFY(m_board->usersError());
    QCOMPARE(m_board->usersError()->fault, Fault::Forbidden);
    QCOMPARE(m_board->users().size(), 1U);
    const int asked = m_bench->cloud->count("GET", "/v3/users");
    m_board->refresh();
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QCOMPARE(m_bench->cloud->count("GET", "/v3/users"), asked); // no is no
}

void AccessKeyBoardTest::aFailedUserListIsReadAgainAtRefresh()
{
    m_bench->cloud->failNext({.status = 500, .matching = {.path = "/v3/users"}});
    openAndWait();
    QTRY_VERIFY(m_board->usersError());
    m_board->refresh();
    QTRY_COMPARE(m_board->users().size(), 5U);
    QVERIFY(!m_board->usersError());
}

void AccessKeyBoardTest::choosingAUserShowsItsKeys()
{
    openAndWait();
    const QString writer = m_bench->user(u"svc-etl-writer"_s).id;
    QSignalSpy changed(m_board.get(), &AccessKeyBoard::stateChanged);
    m_board->chooseUser(writer);
    QVERIFY(!changed.isEmpty());
    QVERIFY(!m_board->readAt()); // what is shown is not of this user
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QCOMPARE(m_board->usedSlots(), 2);
    QVERIFY(!m_board->isOwnUser());
    for (const AccessKeyRow &row : m_board->keys().rows())
        QCOMPARE(row.key.userId, writer);
    m_board->chooseUser(u"nobody"_s);
    QCOMPARE(m_board->user().id, writer);
}

void AccessKeyBoardTest::lateAnswersOfAnotherUserAreThrownAway()
{
    openAndWait();
    const QString own = m_board->user().id;
    const QString writer = m_bench->user(u"svc-etl-writer"_s).id;
    const QString viewer = m_bench->user(u"viewer"_s).id;
    m_bench->network->setLatency(30ms);
    QSignalSpy changed(m_board.get(), &AccessKeyBoard::stateChanged);
    bool wasFailed = false;
    connect(m_board.get(), &AccessKeyBoard::stateChanged, this, [&] { wasFailed = wasFailed || m_board->state() == AccessKeyBoard::Failed; });
    for (int i = 0; i < 5; ++i) { // back to a user whose first answer was stopped
        m_board->chooseUser(writer);
        m_board->chooseUser(viewer);
        m_board->chooseUser(writer);
        m_board->chooseUser(own);
        m_board->chooseUser(writer);
    }
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
    QVERIFY(!wasFailed);
    QCOMPARE(m_board->usedSlots(), 2);
    for (const AccessKeyRow &row : m_board->keys().rows())
        QCOMPARE(row.key.userId, writer);
}

void AccessKeyBoardTest::aFailedReadKeepsWhatWasRead()
{
    openAndWait();
    m_board->chooseUser(m_bench->user(u"svc-etl-writer"_s).id);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
    const auto readAt = m_board->readAt();
    m_bench->cloud->failNext({.status = 500, .matching = m_bench->list()});
    m_board->refresh();
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Failed);
    QCOMPARE(m_board->error()->fault, Fault::ServerFailure);
    QCOMPARE(m_board->usedSlots(), 2);
    QCOMPARE(m_board->readAt(), readAt);
    m_board->refresh();
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QVERIFY(!m_board->error());
}

void AccessKeyBoardTest::refreshingWhileLoadingReadsOnceMore()
{
    openAndWait();
    m_bench->cloud->forgetCalls();
    for (int i = 0; i < 10; ++i)
        m_board->refresh();
    QTRY_COMPARE(m_bench->cloud->count("GET", Bench::credentials), 2);
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QTest::qWait(30);
    QCOMPARE(m_bench->cloud->count("GET", Bench::credentials), 2);
}

void AccessKeyBoardTest::cancellingWhileLoading()
{
    openAndWait();
    m_bench->network->setLatency(1s);
    m_board->refresh();
    m_board->cancel();
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Failed);
    QCOMPARE(m_board->error()->fault, Fault::Cancelled);
    m_bench->network->setLatency(0ms);
    m_board->refresh();
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
}

void AccessKeyBoardTest::signingOutWhileCallsRun()
{
    m_board->open(m_bench->desk());
    m_board->close();
    QCOMPARE(m_board->state(), AccessKeyBoard::NoSession);
    QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
    QTest::qWait(30);
    QCOMPARE(m_board->state(), AccessKeyBoard::NoSession);
    QVERIFY(m_board->users().empty());
    QCOMPARE(m_board->usedSlots(), 0);
    QVERIFY(!m_board->usersError());
}

void AccessKeyBoardTest::anotherSessionLeavesNothingOfTheLast()
{
    openAndWait();
    m_board->chooseUser(m_bench->user(u"svc-etl-writer"_s).id);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    m_board->refresh();
    m_board->close();
    m_bench->signIn(u"viewer"_s);
    openAndWait();
    QCOMPARE(m_board->user().name, u"viewer"_s);
    QCOMPARE(m_board->users().size(), 1U);
    for (const AccessKeyRow &row : m_board->keys().rows())
        QCOMPARE(row.key.userId, m_board->user().id);
}

void AccessKeyBoardTest::signingInAgainKeepsWhatIsShown()
{
    openAndWait();
    m_board->chooseUser(m_bench->user(u"svc-etl-writer"_s).id);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    m_bench->signIn(u"ops-admin"_s);
    openAndWait();
    QCOMPARE(m_board->user().name, u"svc-etl-writer"_s);
    QCOMPARE(m_board->usedSlots(), 2);
}

void AccessKeyBoardTest::creatingFillsASlot()
{
    openAndWait();
    m_board->create(u"one"_s);
    QVERIFY(!m_board->mayCreate());
    m_board->create(u"double click"_s);
    QTRY_COMPARE(m_board->issuance().state(), Issuance::Issued);
    QTRY_COMPARE(m_board->usedSlots(), 1);
    QTRY_COMPARE(m_board->keys().rows().front().secret, SecretPlace::InKeychain);
    QCOMPARE(m_bench->creates(), 1);
    QVERIFY(m_board->keys().rows().front().key.secret.isEmpty());
    m_board->create(u"two"_s);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    QTRY_VERIFY(!m_board->issuance().isBusy());
    QVERIFY(!m_board->mayCreate());
}

void AccessKeyBoardTest::aFullUserMayNotCreate()
{
    m_bench->signIn(u"svc-etl-writer"_s);
    openAndWait();
    QCOMPARE(m_board->usedSlots(), 2);
    QVERIFY(!m_board->mayCreate());
    m_board->create(u"third"_s);
    QCOMPARE(m_board->issuance().state(), Issuance::Idle);
    KeyDesk readOnly = m_bench->desk();
    readOnly.isReadOnly = true;
    m_board->close();
    m_board->open(readOnly);
    QVERIFY(!m_board->mayCreate());
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
}

void AccessKeyBoardTest::storedSecretsAreMarked()
{
    openAndWait();
    const QString writer = m_bench->user(u"svc-etl-writer"_s).id;
    const auto keys = m_bench->keysOf(u"svc-etl-writer"_s);
    const QString accountId = m_bench->session->facts().accountId;
    QVERIFY(settle(m_bench->vault->memory.write(vaultKey(accountId, keys.front().access), Secret::fromUtf8("FAKE"))));
    m_board->chooseUser(writer);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    QTRY_COMPARE(m_board->keys().row(keys.front().access)->secret, SecretPlace::InKeychain);
    QCOMPARE(m_board->keys().row(keys.back().access)->secret, SecretPlace::NotHere);
    m_board->changeVault(std::make_shared<MemoryStore>(), true); // the keychain is not asked any more
    QTRY_COMPARE(m_board->keys().row(keys.front().access)->secret, SecretPlace::Unknown);
}

void AccessKeyBoardTest::lastUseIsRead()
{
    openAndWait();
    m_board->chooseUser(m_bench->user(u"svc-etl-writer"_s).id);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    for (const QString &id : shownKeys()) {
        QTRY_VERIFY(m_board->keys().row(id)->lastUseIsKnown);
        QVERIFY(m_board->keys().row(id)->key.lastUsed);
    }
    // A read that fails leaves it unknown, and known values stay over a refresh.
    m_bench->cloud->failNext({.status = 403, .matching = {.method = "GET", .path = Bench::credentials + "/*"}, .times = 10});
    m_board->refresh();
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
    QVERIFY(m_board->keys().rows().front().lastUseIsKnown);
}

void AccessKeyBoardTest::deletingFromTheList()
{
    openAndWait();
    m_board->chooseUser(m_bench->user(u"svc-etl-writer"_s).id);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    const QStringList ids = shownKeys();
    m_board->remove(ids.front());
    m_board->remove(ids.back()); // one at a time
    QCOMPARE(m_board->removing(), ids.front());
    QTRY_VERIFY(m_board->removing().isEmpty());
    QVERIFY(!m_board->removeError());
    QTRY_COMPARE(shownKeys(), QStringList{ids.back()});
    m_bench->cloud->failNext({.status = 403, .matching = m_bench->removal()});
    m_board->remove(ids.back());
    QTRY_VERIFY(m_board->removing().isEmpty());
    QCOMPARE(m_board->removeError()->fault, Fault::Forbidden);
}

void AccessKeyBoardTest::aFailedDeletionIsForgottenAtSignOut()
{
    QVERIFY(m_bench->issue());
    openAndWait();
    m_bench->cloud->failNext({.status = 403, .matching = m_bench->removal()});
    m_board->remove(shownKeys().front());
    QTRY_VERIFY(m_board->removeError().has_value());
    m_board->close();
    QVERIFY(!m_board->removeError());
}

void AccessKeyBoardTest::aKeyWhoseEntryStaysIsSaid()
{
    QVERIFY(m_bench->issue());
    openAndWait();
    const QString access = shownKeys().front();
    m_bench->vault->state_->removals = {Fault::StoreLocked};
    m_board->remove(access);
    QTRY_VERIFY(m_board->leftEntryError().has_value());
    QCOMPARE(m_board->leftEntryOf(), access);
    QVERIFY(!m_board->removeError());
    QTRY_VERIFY(shownKeys().isEmpty());
    m_board->refresh(); // it was read
    QVERIFY(!m_board->leftEntryError());
}

void AccessKeyBoardTest::choosingAnotherUserDoesNotStopADeletion()
{
    openAndWait();
    m_board->chooseUser(m_bench->user(u"svc-etl-writer"_s).id);
    QTRY_COMPARE(m_board->usedSlots(), 2);
    m_bench->network->setLatency(50ms);
    m_board->remove(shownKeys().front());
    m_board->chooseUser(m_bench->user(u"viewer"_s).id);
    QTRY_VERIFY(m_board->removing().isEmpty());
    QVERIFY(!m_board->removeError());
    QCOMPARE(m_bench->keysOf(u"svc-etl-writer"_s).size(), 1U);
    QTRY_COMPARE(m_board->state(), AccessKeyBoard::Ready);
    QCOMPARE(m_board->usedSlots(), 1);
}

void AccessKeyBoardTest::destroyedWhileEverythingRuns()
{
    m_tester.reset();
    openAndWait();
    m_bench->network->setLatency(40ms);
    m_board->refresh();
    m_board->create(u"goes on"_s);
    QTRY_COMPARE(m_board->issuance().stage(), IssueStage::Creating);
    m_board.reset();
    QTRY_VERIFY(!m_bench->records().empty() && m_bench->records().front().outcome);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Succeeded);
    QCOMPARE(m_bench->keysOf().size(), 1U);
    QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
}

void AccessKeyBoardTest::aVaultChangeReachesASecretAtRisk()
{
    openAndWait();
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreAbsent};
    m_board->create(u"at risk"_s);
    QTRY_VERIFY(m_board->issuance().isSecretAtRisk());
    QVERIFY(!m_board->mayCreate());
    const auto memory = std::make_shared<MemoryStore>();
    m_board->changeVault(memory, true);
    m_board->issuance().storeAgain();
    QTRY_VERIFY(!m_board->issuance().isBusy());
    QVERIFY(m_board->issuance().isSecretAtRisk()); // memory ends with the program: a person has to say that it is safe
    m_board->issuance().confirmSafe();
    QVERIFY(!m_board->issuance().isSecretAtRisk());
    QVERIFY(settle(memory->read(vaultKey(m_bench->session->facts().accountId, m_board->issuance().issued()->key.id))));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AccessKeyBoardTest)
#include "accesskeyboardtest.moc"
