// SPDX-License-Identifier: Apache-2.0
// Signing in as the pages see it: states, a second try, a sign-out in the middle, the password that is kept.
#include "app/signin/signinboard.h"
#include "app/simulation/certificate.h"
#include "app/simulation/simulatednetwork.h"
#include "app/vault/memorystore.h"
#include "app/vault/vaultboard.h"
#include "tests/support/rawresponder.h"
#include "tests/support/settle.h"
#include "tests/support/testcertificate.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::RawResponder;
using testing::settle;
using LineFault = SimulatedNetwork::LineFault;

namespace {

const CallFilter tokenPost{.method = "POST", .path = "/v3/auth/tokens"};

CloudProfile someProfile()
{
    return {.id = u"p1"_s, .name = u"Example"_s, .region = u"eu-de"_s, .identityEndpoint = QUrl(u"https://iam.example.com"_s),
            .account = u"OTC-EXAMPLE-00000000001"_s, .userName = u"ops-admin"_s};
}

Secret goodPassword()
{
    return Secret::fromUtf8("example-password");
}

// A keychain whose state is answered when the test says so.
class SlowStore final : public SecretStore
{
public:
    mutable std::vector<Settlement<Result<StoreState>>> asked;

    Task<Done> write(QString, Secret) const override { return refused<Done>(); }
    Task<Secret> read(QString) const override { return refused<Secret>(); }
    Task<Done> remove(QString) const override { return refused<Done>(); }
    Task<QStringList> present(QStringList) const override { return refused<QStringList>(); }
    Task<int> clear() const override { return refused<int>(); }
    Task<StoreState> state() const override
    {
        asked.emplace_back();
        return answer(asked.back());
    }

private:
    template <typename T>
    static Task<T> refused()
    {
        co_return tl::unexpected(Error{.fault = Fault::StoreLocked});
    }
    static Task<StoreState> answer(Settlement<Result<StoreState>> settlement)
    {
        const Result<StoreState> state = co_await settlement.settled();
        co_return state;
    }
};

} // namespace

class SignInBoardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void signingInOpensASession();
    void aSecondClickChangesNothing();
    void aWrongPasswordIsToldOnce();
    void anEmptyPasswordIsNotSent();
    void unusableProfilesAreNotTried_data();
    void unusableProfilesAreNotTried();
    void cancelling();
    void signingOutInTheMiddle();
    void signingOut();
    void anotherSignInEndsTheFirst();
    void aDeadSessionAsksAndGoesOnInPlace();
    void aFailedExtensionKeepsTheSession();
    void anAccountMayBeKnownByItsId();
    void thePasswordIsKeptIfAsked();
    void aKeychainThatRefusesIsSaid();
    void anAuthorityFileDecides();
    void timeLeftCountsDown();
    void reachIsLookedAt();
    void destroyedInTheMiddle();
    void theVaultIsAskedAgainIfItChangedMeanwhile();
    void memoryIsChosenByAPersonOnly();
    void whatIsInMemoryMovesToTheKeychain();
    void aRenewalThatRunsDoesNotSwallowWhatIsTyped();
    void aKeychainThatKeepsAPasswordIsSaid();

private:
    void signIn(const CloudProfile &profile, const Secret &password, bool keeps = false);
    std::shared_ptr<RealClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::shared_ptr<MemoryStore> m_keychain;
    std::unique_ptr<SignInBoard> m_board;
    QPointer<SimulatedNetwork> m_network;
};

void SignInBoardTest::init()
{
    m_network = nullptr;
    m_clock = std::make_shared<RealClock>();
    m_cloud = std::make_shared<SimulatedCloud>(m_clock);
    m_keychain = std::make_shared<MemoryStore>();
    m_board = std::make_unique<SignInBoard>(m_clock, m_keychain, [this] { return m_network = new SimulatedNetwork(m_cloud); });
}

void SignInBoardTest::cleanup()
{
    m_board.reset();
}

void SignInBoardTest::signIn(const CloudProfile &profile, const Secret &password, bool keeps)
{
    m_board->signIn(profile, password, {}, keeps);
    QTRY_VERIFY(m_board->state() != SignInBoard::SigningIn);
}

void SignInBoardTest::signingInOpensASession()
{
    QCOMPARE(m_board->state(), SignInBoard::SignedOut);
    QVERIFY(!m_board->timeLeft() && !m_board->monitor());
    QSignalSpy opened(m_board.get(), &SignInBoard::opened);
    m_board->signIn(someProfile(), goodPassword(), {}, false);
    QCOMPARE(m_board->state(), SignInBoard::SigningIn);
    QVERIFY(m_board->monitor());
    QTRY_COMPARE(m_board->state(), SignInBoard::SignedIn);
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(!m_board->error() && !m_board->keepError());
    QCOMPARE(m_board->facts().userName, u"ops-admin"_s);
    QCOMPARE(m_board->facts().project, u"eu-de"_s);
    QVERIFY(m_board->profile().password.isEmpty());
    QVERIFY(m_board->client().session());
}

void SignInBoardTest::aSecondClickChangesNothing()
{
    m_board->signIn(someProfile(), goodPassword(), {}, false);
    m_board->signIn(someProfile(), Secret::fromUtf8("FAKE-OTHER"), {}, false);
    QTRY_COMPARE(m_board->state(), SignInBoard::SignedIn);
    QCOMPARE(m_cloud->count("POST", "/v3/auth/tokens"), 2);
}

void SignInBoardTest::aWrongPasswordIsToldOnce()
{
    signIn(someProfile(), Secret::fromUtf8("FAKE-WRONG"));
    QCOMPARE(m_board->state(), SignInBoard::SignedOut);
    QTRY_VERIFY(m_board->error());
    QCOMPARE(m_board->error()->serviceCode, u"IAM.0062"_s);
    QTest::qWait(50);
    QCOMPARE(m_cloud->count(), 1);
    QVERIFY(!m_board->timeLeft());
    signIn(someProfile(), goodPassword());
    QCOMPARE(m_board->state(), SignInBoard::SignedIn);
    QVERIFY(!m_board->error());
}

void SignInBoardTest::anEmptyPasswordIsNotSent()
{
    signIn(someProfile(), {});
    QCOMPARE(m_board->error()->fault, Fault::Rejected);
    QVERIFY(!m_network);
}

void SignInBoardTest::unusableProfilesAreNotTried_data()
{
    QTest::addColumn<CloudProfile>("profile");
    CloudProfile profile = someProfile();
    profile.identityEndpoint = QUrl(u"http://iam.example.com"_s);
    QTest::newRow("plain http") << profile;
    profile = someProfile();
    profile.verify = false;
    QTest::newRow("unverified") << profile;
    profile = someProfile();
    profile.userName.clear();
    QTest::newRow("no user") << profile;
    profile = someProfile();
    profile.caFile = u"/nowhere/ca.pem"_s;
    QTest::newRow("no such authority") << profile;
    profile.caFile = u"/etc/hostname"_s;
    QTest::newRow("not a certificate") << profile;
    QTest::newRow("nothing") << CloudProfile{};
}

void SignInBoardTest::unusableProfilesAreNotTried()
{
    QFETCH(CloudProfile, profile);
    QSignalSpy changed(m_board.get(), &SignInBoard::stateChanged);
    m_board->signIn(profile, goodPassword(), {}, false);
    QCOMPARE(m_board->state(), SignInBoard::SignedOut);
    QVERIFY(m_board->error());
    QVERIFY(!m_board->error()->detail.isEmpty());
    QVERIFY(!changed.isEmpty());
    QVERIFY(!m_network);
}

void SignInBoardTest::cancelling()
{
    m_board->cancel();
    m_board->signIn(someProfile(), goodPassword(), {}, false);
    m_network->setLatency(1s);
    m_board->cancel();
    QTRY_COMPARE(m_board->state(), SignInBoard::SignedOut);
    QTRY_VERIFY(m_board->error());
    QCOMPARE(m_board->error()->fault, Fault::Cancelled);
    signIn(someProfile(), goodPassword());
    QCOMPARE(m_board->state(), SignInBoard::SignedIn);
}

void SignInBoardTest::signingOutInTheMiddle()
{
    QSignalSpy opened(m_board.get(), &SignInBoard::opened);
    QSignalSpy closed(m_board.get(), &SignInBoard::closed);
    m_board->signIn(someProfile(), goodPassword(), {}, false);
    m_board->signOut();
    m_board->signOut();
    QCOMPARE(m_board->state(), SignInBoard::SignedOut);
    QTest::qWait(50);
    QCOMPARE(m_board->state(), SignInBoard::SignedOut);
    QCOMPARE(opened.count() + closed.count(), 0);
    QVERIFY(m_cloud->count("POST", "/v3/auth/tokens") <= 1);
}

void SignInBoardTest::signingOut()
{
    signIn(someProfile(), goodPassword());
    QSignalSpy closed(m_board.get(), &SignInBoard::closed);
    m_board->signOut();
    QCOMPARE(m_board->state(), SignInBoard::SignedOut);
    QCOMPARE(closed.count(), 1);
    QVERIFY(m_board->facts().userId.isEmpty());
    QVERIFY(!m_board->timeLeft() && !m_board->monitor());
    QTRY_COMPARE(m_cloud->withWorld([](sim::World &world) { return world.validTokens(); }), 0);
    m_board->signInAgain(goodPassword(), {});
    QCOMPARE(m_board->state(), SignInBoard::SignedOut);
}

void SignInBoardTest::anotherSignInEndsTheFirst()
{
    signIn(someProfile(), goodPassword());
    QSignalSpy closed(m_board.get(), &SignInBoard::closed);
    QSignalSpy opened(m_board.get(), &SignInBoard::opened);
    CloudProfile other = someProfile();
    other.userName = u"viewer"_s;
    signIn(other, goodPassword());
    QCOMPARE(closed.count(), 1);
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(m_board->facts().userName, u"viewer"_s);
}

void SignInBoardTest::aDeadSessionAsksAndGoesOnInPlace()
{
    signIn(someProfile(), goodPassword());
    QSignalSpy opened(m_board.get(), &SignInBoard::opened);
    const auto session = m_board->client().session();
    // The password is changed elsewhere, the tokens die: one silent try, then the person is asked.
    m_cloud->withWorld([](sim::World &world) { world.user(u"ops-admin"_s, world.accounts().front().id)->password = u"FAKE-NEW"_s; });
    session->accepted(*settle(Session::tokenFor(session, Authority::Account)));
    m_cloud->expireTokens();
    const int before = m_cloud->count("POST", "/v3/auth/tokens");
    const Secret token = *settle(Session::tokenFor(session, Authority::Account));
    QVERIFY(!settle(Session::renew(session, token)));
    QCOMPARE(m_board->state(), SignInBoard::PasswordNeeded);
    QCOMPARE(m_cloud->count("POST", "/v3/auth/tokens"), before + 1);
    QVERIFY(!m_board->canExtendSilently());
    m_board->signInAgain(Secret::fromUtf8("FAKE-WRONG"), {});
    QTRY_COMPARE(m_board->state(), SignInBoard::PasswordNeeded);
    QTRY_VERIFY(m_board->error());
    m_board->signInAgain(Secret::fromUtf8("FAKE-NEW"), {});
    QTRY_COMPARE(m_board->state(), SignInBoard::SignedIn);
    QVERIFY(!m_board->error());
    QCOMPARE(m_board->client().session(), session);
    QCOMPARE(opened.count(), 0); // in place: nothing typed is lost
}

void SignInBoardTest::aFailedExtensionKeepsTheSession()
{
    signIn(someProfile(), goodPassword());
    QVERIFY(m_board->canExtendSilently());
    m_network->failNext(LineFault::CloseBeforeCommit, tokenPost);
    m_board->signInAgain({}, {});
    QCOMPARE(m_board->state(), SignInBoard::SigningIn);
    QTRY_COMPARE(m_board->state(), SignInBoard::SignedIn);
    QTRY_VERIFY(m_board->error());
    QCOMPARE(m_board->error()->fault, Fault::Unconfirmed);
    m_board->signInAgain({}, {});
    QTRY_COMPARE(m_board->state(), SignInBoard::SignedIn);
    QTRY_VERIFY(!m_board->error());
}

void SignInBoardTest::anAccountMayBeKnownByItsId()
{
    CloudProfile profile = someProfile();
    profile.accountId = m_cloud->withWorld([](sim::World &world) { return world.accounts().front().id; });
    profile.account.clear();
    signIn(profile, goodPassword());
    QCOMPARE(m_board->state(), SignInBoard::SignedIn);
    QCOMPARE(m_board->facts().account, u"OTC-EXAMPLE-00000000001"_s);
}

void SignInBoardTest::thePasswordIsKeptIfAsked()
{
    signIn(someProfile(), goodPassword());
    QCOMPARE(settle(m_board->keptPassword(someProfile())).error().fault, Fault::NotFound);
    signIn(someProfile(), Secret::fromUtf8("FAKE-WRONG"), true);
    QCOMPARE(settle(m_board->keptPassword(someProfile())).error().fault, Fault::NotFound); // only after it was good
    signIn(someProfile(), goodPassword(), true);
    QTRY_VERIFY(settle(m_board->keptPassword(someProfile())));
    QCOMPARE(*settle(m_board->keptPassword(someProfile())), goodPassword());
    m_board->forgetPassword(someProfile());
    QTRY_VERIFY(!settle(m_board->keptPassword(someProfile())));
}

void SignInBoardTest::aKeychainThatRefusesIsSaid()
{
    m_board = std::make_unique<SignInBoard>(m_clock, std::make_shared<SlowStore>(),
                                            [this] { return m_network = new SimulatedNetwork(m_cloud); });
    signIn(someProfile(), goodPassword(), true);
    QTRY_VERIFY(m_board->keepError());
    QCOMPARE(m_board->keepError()->fault, Fault::StoreLocked);
    QCOMPARE(m_board->state(), SignInBoard::SignedIn);
}

void SignInBoardTest::anAuthorityFileDecides()
{
    RawResponder server(RawResponder::http(401, R"({"error_msg":"no","error_code":"IAM.0062"})"), RawResponder::Transport::Tls);
    m_board = std::make_unique<SignInBoard>(m_clock, m_keychain);
    CloudProfile profile = someProfile();
    profile.identityEndpoint = QUrl(server.url());
    signIn(profile, goodPassword());
    QTRY_VERIFY(m_board->error());
    QCOMPARE(m_board->error()->fault, Fault::Untrusted);
    QCOMPARE(server.requests(), 0);
    profile.caFile = testing::TestCertificate::shared().authorityFile;
    signIn(profile, goodPassword());
    QTRY_COMPARE(m_board->error()->fault, Fault::Unauthorized);
    QCOMPARE(server.requests(), 1);
    profile.caFile.clear();
    profile.verify = false;
    signIn(profile, goodPassword());
    QTRY_COMPARE(m_board->error()->fault, Fault::Unauthorized);
    QCOMPARE(server.requests(), 2);
}

void SignInBoardTest::timeLeftCountsDown()
{
    const auto clock = std::make_shared<ManualClock>(RealClock().now());
    m_cloud = std::make_shared<SimulatedCloud>(clock);
    m_board = std::make_unique<SignInBoard>(clock, m_keychain, [this] { return m_network = new SimulatedNetwork(m_cloud); });
    signIn(someProfile(), goodPassword());
    QVERIFY(*m_board->timeLeft() > 23h && *m_board->timeLeft() <= 24h + 2s);
    clock->advance(20h);
    QVERIFY(*m_board->timeLeft() < 5h);
    clock->advance(20h);
    QCOMPARE(*m_board->timeLeft(), 0s);
}

void SignInBoardTest::reachIsLookedAt()
{
    RawResponder server(RawResponder::http(200, "{}", {{"Date", "Thu, 15 Jan 2026 10:00:00 GMT"}}));
    m_board = std::make_unique<SignInBoard>(m_clock, m_keychain);
    std::vector<SignInBoard::Reach> seen;
    connect(m_board.get(), &SignInBoard::reachChecked, this, [&](const QString &, const SignInBoard::Reach &reach) { seen.push_back(reach); });
    CloudProfile profile = someProfile();
    profile.identityEndpoint = QUrl(server.url());
    m_board->checkReach(profile);
    QTRY_COMPARE(seen.size(), 1U);
    QVERIFY(!seen.back().error);
    QVERIFY(seen.back().cloudAhead);
    QVERIFY(server.receivedRequests().front().startsWith("GET /v3 HTTP/1.1\r\n"));
    QVERIFY(!server.receivedRequests().front().toLower().contains("x-auth-token"));
    profile.identityEndpoint = QUrl(u"http://iam.example.com"_s);
    m_board->checkReach(profile);
    QTRY_COMPARE(seen.size(), 2U);
    QCOMPARE(seen.back().error->fault, Fault::Rejected);
    profile.caFile = u"/nowhere"_s;
    m_board->checkReach(profile);
    QCOMPARE(seen.size(), 3U);
    QCOMPARE(seen.back().error->fault, Fault::Storage);
}

void SignInBoardTest::destroyedInTheMiddle()
{
    m_board->signIn(someProfile(), goodPassword(), {}, true);
    m_network->setLatency(30ms);
    m_board->checkReach(someProfile());
    QTest::qWait(10);
    m_board.reset();
    QTRY_VERIFY(!m_network); // everything that ran has ended and let go
}

void SignInBoardTest::theVaultIsAskedAgainIfItChangedMeanwhile()
{
    const auto store = std::make_shared<SlowStore>();
    VaultBoard board(store);
    QVERIFY(!board.state());
    board.refresh();
    board.refresh(); // unlocked meanwhile: the first answer may be old
    QCOMPARE(store->asked.size(), 1U);
    store->asked[0].settle(StoreState{.condition = StoreState::Locked});
    QTRY_COMPARE(store->asked.size(), 2U);
    store->asked[1].settle(StoreState{.condition = StoreState::Unlocked});
    QTRY_COMPARE(board.state()->condition, StoreState::Unlocked);
    board.refresh();
    store->asked[2].settle(tl::unexpected(Error{.fault = Fault::StoreSilent}));
    QTRY_COMPARE(board.state()->condition, StoreState::Absent);
    QCOMPARE(store->asked.size(), 3U);
}

void SignInBoardTest::memoryIsChosenByAPersonOnly()
{
    const auto store = std::make_shared<SlowStore>();
    VaultBoard board(store);
    QSignalSpy changed(&board, &VaultBoard::changed);
    QCOMPARE(board.store(), store);
    board.refresh();
    store->asked[0].settle(StoreState{.condition = StoreState::Absent});
    QTRY_VERIFY(board.state());
    QCOMPARE(board.store(), store); // never by itself
    board.useMemoryOnly();
    QVERIFY(board.isMemoryOnly());
    QVERIFY(board.store() != store);
    QVERIFY(settle(board.store()->write(u"k"_s, Secret::fromUtf8("FAKE"))));
    QVERIFY(changed.count() >= 2);
    board.useKeychain(); // refuses what it is given: nothing may be lost
    QTRY_VERIFY(board.moveError());
    QCOMPARE(board.moveError()->fault, Fault::StoreLocked);
    QVERIFY(board.isMemoryOnly() && !board.isMoving());
    QVERIFY(settle(board.store()->read(u"k"_s)));
    QVERIFY(settle(board.store()->remove(u"k"_s)));
    board.useKeychain(); // nothing is to be moved any more
    QTRY_COMPARE(board.store(), store);
    QVERIFY(!board.moveError());
    const std::size_t asked = store->asked.size();
    store->asked.back().settle(StoreState{.condition = StoreState::Unlocked});
    QTRY_COMPARE(board.state()->condition, StoreState::Unlocked);
    QTRY_COMPARE(store->asked.size(), asked + 1); // the keychain was chosen while it was asked
    store->asked.back().settle(StoreState{.condition = StoreState::Locked});
    QTRY_COMPARE(board.state()->condition, StoreState::Locked);
}

void SignInBoardTest::whatIsInMemoryMovesToTheKeychain()
{
    VaultBoard board(m_keychain);
    board.useKeychain(); // it is in use already
    QVERIFY(!board.isMoving());
    board.useMemoryOnly();
    QVERIFY(settle(board.store()->write(u"a"_s, Secret::fromUtf8("FAKE-A"))));
    QVERIFY(settle(board.store()->write(u"b"_s, Secret::fromUtf8("FAKE-B"))));
    board.useKeychain();
    board.useKeychain(); // a second click
    QTRY_VERIFY(!board.isMemoryOnly());
    QCOMPARE(*settle(m_keychain->read(u"a"_s)), Secret::fromUtf8("FAKE-A"));
    QCOMPARE(*settle(m_keychain->read(u"b"_s)), Secret::fromUtf8("FAKE-B"));
    board.useMemoryOnly();
    QVERIFY(!settle(board.store()->read(u"a"_s))); // moved, not copied
}

void SignInBoardTest::aRenewalThatRunsDoesNotSwallowWhatIsTyped()
{
    signIn(someProfile(), goodPassword());
    m_cloud->withWorld([](sim::World &world) { world.user(u"ops-admin"_s, world.accounts().front().id)->password = u"FAKE-NEW"_s; });
    const auto renewal = pending(Session::extend(m_board->client().session())); // by itself, with the old one
    m_board->signInAgain(Secret::fromUtf8("FAKE-NEW"), {});
    QCOMPARE(m_board->state(), SignInBoard::SigningIn);
    QVERIFY(!settle(renewal));
    QTRY_COMPARE(m_board->state(), SignInBoard::SignedIn);
    QVERIFY(!m_board->error());
}

void SignInBoardTest::aKeychainThatKeepsAPasswordIsSaid()
{
    m_board = std::make_unique<SignInBoard>(m_clock, std::make_shared<SlowStore>(),
                                            [this] { return m_network = new SimulatedNetwork(m_cloud); });
    m_board->forgetPassword(someProfile());
    QTRY_VERIFY(m_board->forgetError());
    QCOMPARE(m_board->forgetError()->fault, Fault::StoreLocked);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SignInBoardTest)
#include "signinboardtest.moc"
