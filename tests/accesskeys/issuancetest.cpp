// SPDX-License-Identifier: Apache-2.0
// The creation as the page sees it: states, a secret at risk, and what may be done with it.
#include "app/accesskeys/issuance.h"
#include "tests/accesskeys/bench.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::Bench;
using testing::settle;
using LineFault = SimulatedNetwork::LineFault;

class IssuanceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aGoodRun();
    void aDoubleClickMakesOneKey();
    void aRefusalIsShown();
    void aSecretAtRiskStays();
    void storingAgainGoesToTheNewVault();
    void savingTakesTheRiskAway();
    void confirmingIsForSecretsAtRiskOnly();
    void deletingForgetsTheSecret();
    void aFailedDeletionKeepsTheSecret();
    void aLostAnswerIsComparedUntilAKeyAppears();
    void aDeletedKeySaysWhatBecameOfItsEntry();
    void orphansAreDeletedOneByOne();
    void aSecondKeyCanGoAfterTheFirst();
    void anotherAccountChangesNothing();
    void cancellingBeforeSending();
    void destroyedWhileItRuns_data();
    void destroyedWhileItRuns();

private:
    void run(const QString &description = {});
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Issuance> m_issuance;
};

void IssuanceTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_issuance = std::make_unique<Issuance>();
}

void IssuanceTest::cleanup()
{
    m_issuance.reset();
    m_bench.reset();
}

void IssuanceTest::run(const QString &description)
{
    m_issuance->start(m_bench->desk(), {.user = m_bench->user(), .description = description});
    QTRY_VERIFY(!m_issuance->isBusy());
}

void IssuanceTest::aGoodRun()
{
    QCOMPARE(m_issuance->state(), Issuance::Idle);
    const QSignalSpy keysChanged(m_issuance.get(), &Issuance::keysChanged);
    const QSignalSpy keysRead(m_issuance.get(), &Issuance::keysRead);
    run(u"good"_s);
    QCOMPARE(m_issuance->state(), Issuance::Issued);
    QCOMPARE(m_issuance->issued()->kind, IssuedKey::Stored);
    QVERIFY(!m_issuance->isSecretAtRisk());
    QVERIFY(!m_issuance->error());
    QCOMPARE(keysRead.count(), 1);
    QCOMPARE(keysRead.front().at(1).value<std::vector<AccessKey>>().size(), 1U);
    QCOMPARE(keysChanged.count(), 0); // nobody need read it again
    QVERIFY(m_issuance->finishedAt() > Instant());
    QVERIFY(m_issuance->close());
    QCOMPARE(m_issuance->state(), Issuance::Idle);
    QVERIFY(!m_issuance->issued());
}

void IssuanceTest::aDoubleClickMakesOneKey()
{
    m_issuance->start(m_bench->desk(), {.user = m_bench->user(), .description = u"first"_s});
    m_issuance->start(m_bench->desk(), {.user = m_bench->user(), .description = u"second"_s});
    QVERIFY(!m_issuance->close());
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_bench->creates(), 1);
    QCOMPARE(m_bench->keysOf().front().description, u"first"_s);
}

void IssuanceTest::aRefusalIsShown()
{
    run(QString(300, u'd'));
    QCOMPARE(m_issuance->state(), Issuance::Refused);
    QCOMPARE(m_issuance->error()->fault, Fault::Rejected);
    QVERIFY(!m_issuance->saveTo(m_bench->folder.filePath(u"k.csv"_s)));
    m_issuance->storeAgain();
    m_issuance->deleteIssued();
    m_issuance->deleteOrphan(u"FAKEAK"_s);
    QVERIFY(!m_issuance->isBusy());
    QVERIFY(m_issuance->close());
}

void IssuanceTest::aSecretAtRiskStays()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreLocked, Fault::StoreLocked};
    run();
    QCOMPARE(m_issuance->issued()->kind, IssuedKey::NotStored);
    QVERIFY(m_issuance->isSecretAtRisk());
    QVERIFY(!m_issuance->close());
    m_issuance->start(m_bench->desk(), {.user = m_bench->user(), .description = u"another"_s});
    QVERIFY(!m_issuance->isBusy());
    QCOMPARE(m_bench->creates(), 1);
    m_issuance->storeAgain();
    m_issuance->storeAgain();
    QCOMPARE(m_issuance->work(), Issuance::StoringAgain);
    QVERIFY(!m_issuance->close());
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->error()->fault, Fault::StoreLocked);
    QVERIFY(m_issuance->isSecretAtRisk());
    m_issuance->storeAgain();
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->issued()->kind, IssuedKey::Stored);
    QVERIFY(!m_issuance->error());
    QVERIFY(m_issuance->close());
}

void IssuanceTest::storingAgainGoesToTheNewVault()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreAbsent};
    run();
    QVERIFY(m_issuance->isSecretAtRisk());
    const auto memory = std::make_shared<MemoryStore>();
    KeyDesk desk = m_bench->desk();
    desk.vault = memory;
    desk.isMemoryOnly = true;
    m_issuance->changeDesk(desk);
    QVERIFY(!m_issuance->isMemoryOnly());
    m_issuance->storeAgain();
    QTRY_VERIFY(!m_issuance->isBusy());
    QVERIFY(m_issuance->isMemoryOnly());
    const QString place = vaultKey(m_bench->session->facts().accountId, m_issuance->issued()->key.id);
    QVERIFY(settle(memory->read(place)));
    QVERIFY(!settle(m_bench->vault->memory.read(place)));
}

void IssuanceTest::savingTakesTheRiskAway()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreRefused};
    run();
    QVERIFY(!m_issuance->saveTo(m_bench->folder.filePath(u"missing/k.csv"_s)));
    QCOMPARE(m_issuance->error()->fault, Fault::Storage);
    QVERIFY(m_issuance->isSecretAtRisk());
    const QString path = m_bench->folder.filePath(u"k.csv"_s);
    QVERIFY(m_issuance->saveTo(path));
    QCOMPARE(m_issuance->savedTo(), path);
    QVERIFY(!m_issuance->error()); // what failed before is over
    QVERIFY(!m_issuance->isSecretAtRisk());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(m_bench->secretOf(m_issuance->issued()->key.id)));
    QVERIFY(m_issuance->close());
}

void IssuanceTest::confirmingIsForSecretsAtRiskOnly()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreRefused};
    m_issuance->start(m_bench->desk(), {.user = m_bench->user(), .description = {}});
    m_issuance->confirmSafe(); // too early: nobody has seen a secret yet
    QTRY_VERIFY(!m_issuance->isBusy());
    QVERIFY(m_issuance->isSecretAtRisk());
    m_issuance->confirmSafe();
    QVERIFY(!m_issuance->isSecretAtRisk());
    QVERIFY(m_issuance->close());
}

void IssuanceTest::deletingForgetsTheSecret()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreRefused};
    run();
    m_issuance->deleteIssued();
    m_issuance->deleteIssued();
    QCOMPARE(m_issuance->work(), Issuance::Deleting);
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->state(), Issuance::Deleted);
    QVERIFY(m_issuance->issued()->key.secret.isEmpty());
    QVERIFY(!m_issuance->isSecretAtRisk());
    QVERIFY(m_bench->keysOf().empty());
    QCOMPARE(m_bench->cloud->count("DELETE", Bench::credentials + "*"), 1);
}

void IssuanceTest::aFailedDeletionKeepsTheSecret()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreRefused};
    run();
    m_bench->network->failNext(LineFault::CloseBeforeCommit, m_bench->removal());
    m_issuance->deleteIssued();
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->state(), Issuance::Issued);
    QCOMPARE(m_issuance->error()->fault, Fault::Unconfirmed); // the list still shows it, but it may yet go
    QVERIFY(m_issuance->isSecretAtRisk());
    QVERIFY(!m_issuance->issued()->key.secret.isEmpty());
}

void IssuanceTest::aLostAnswerIsComparedUntilAKeyAppears()
{
    m_bench->network->failNext(LineFault::CloseBeforeCommit, m_bench->create());
    run(u"late"_s);
    QCOMPARE(m_issuance->state(), Issuance::Issued);
    QCOMPARE(m_issuance->issued()->kind, IssuedKey::AnswerLost);
    QVERIFY(m_issuance->mayCompare());
    m_issuance->compareAgain();
    QTRY_VERIFY(!m_issuance->isBusy());
    QVERIFY(m_issuance->mayCompare()); // still nothing, still unknown
    const auto appear = [this](const QString &description) {
        m_bench->cloud->withWorld([&](sim::World &world) {
            world.add(sim::AccessKey{.userId = m_bench->session->facts().userId, .description = description, .created = world.now()});
        });
    };
    appear(u"a colleague's"_s);
    m_issuance->compareAgain();
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->issued()->orphans.size(), 1U);
    QVERIFY(m_issuance->mayCompare());
    appear(u"late"_s);
    m_issuance->compareAgain();
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->issued()->orphans.size(), 2U);
    QVERIFY(!m_issuance->mayCompare());
    QVERIFY(m_issuance->close());
}

void IssuanceTest::aDeletedKeySaysWhatBecameOfItsEntry()
{
    run();
    m_bench->vault->state_->removals = {Fault::StoreLocked};
    m_issuance->deleteIssued();
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->state(), Issuance::Deleted);
    QVERIFY(m_issuance->entryError() && m_issuance->entryError()->fault == Fault::StoreLocked);
    QVERIFY(m_issuance->close());
    run();
    m_issuance->deleteIssued();
    QTRY_VERIFY(!m_issuance->isBusy());
    QVERIFY(!m_issuance->entryError());
}

void IssuanceTest::orphansAreDeletedOneByOne()
{
    m_bench->cloud->duplicateNextCreate();
    m_bench->network->failNext(LineFault::CloseAfterCommit, m_bench->create());
    run();
    QCOMPARE(m_issuance->issued()->kind, IssuedKey::AnswerLost);
    QCOMPARE(m_issuance->issued()->orphans.size(), 2U);
    QVERIFY(!m_issuance->isSecretAtRisk());
    m_issuance->deleteOrphan(u"FAKE-OTHER"_s); // not one of them
    QVERIFY(!m_issuance->isBusy());
    m_issuance->deleteOrphan(m_issuance->issued()->orphans.front().id);
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->state(), Issuance::Issued);
    m_issuance->deleteOrphan(m_issuance->issued()->orphans.front().id);
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->state(), Issuance::Deleted);
    QVERIFY(m_bench->keysOf().empty());
}

void IssuanceTest::aSecondKeyCanGoAfterTheFirst()
{
    m_bench->cloud->duplicateNextCreate();
    run();
    QCOMPARE(m_issuance->issued()->orphans.size(), 1U);
    m_issuance->deleteIssued();
    QTRY_VERIFY(!m_issuance->isBusy());
    QCOMPARE(m_issuance->state(), Issuance::Deleted);
    m_issuance->deleteOrphan(m_issuance->issued()->orphans.front().id);
    QTRY_VERIFY(!m_issuance->isBusy());
    QVERIFY(m_bench->keysOf().empty());
}

void IssuanceTest::anotherAccountChangesNothing()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreRefused};
    run();
    KeyDesk other = m_bench->desk();
    other.accountId = u"another"_s;
    other.vault = std::make_shared<MemoryStore>();
    other.isMemoryOnly = true;
    m_issuance->changeDesk(other);
    m_issuance->storeAgain();
    QTRY_VERIFY(!m_issuance->isBusy());
    QVERIFY(settle(m_bench->vault->memory.read(vaultKey(m_bench->session->facts().accountId, m_issuance->issued()->key.id))));
    QVERIFY(!m_issuance->isMemoryOnly());
}

void IssuanceTest::cancellingBeforeSending()
{
    connect(m_issuance.get(), &Issuance::changed, this, [this] {
        if (m_issuance->stage() == IssueStage::ReadingKeys)
            m_issuance->cancel();
    });
    run();
    QCOMPARE(m_issuance->state(), Issuance::Refused);
    QCOMPARE(m_issuance->error()->fault, Fault::Cancelled);
    QCOMPARE(m_bench->creates(), 0);
}

void IssuanceTest::destroyedWhileItRuns_data()
{
    QTest::addColumn<IssueStage>("when");
    QTest::addColumn<bool>("isMade");
    QTest::newRow("at the keychain") << IssueStage::TryingKeychain << false;
    QTest::newRow("at the list") << IssueStage::ReadingKeys << false;
    QTest::newRow("at the create") << IssueStage::Creating << true;
    QTest::newRow("at storing") << IssueStage::Storing << true;
    QTest::newRow("at comparing") << IssueStage::Comparing << true;
}

// What was sent goes on to the vault and the journal, though nobody looks any more.
void IssuanceTest::destroyedWhileItRuns()
{
    QFETCH(IssueStage, when);
    QFETCH(bool, isMade);
    bool isReached = false;
    connect(m_issuance.get(), &Issuance::changed, this, [&] { isReached = isReached || m_issuance->stage() == when; });
    (void)m_bench->transport->lineTo({}); // makes the network
    m_bench->network->setLatency(std::chrono::milliseconds(200)); // a stage lasts longer than it takes to see it
    m_issuance->start(m_bench->desk(), {.user = m_bench->user(), .description = {}});
    QTRY_VERIFY(isReached);
    m_issuance.reset();
    if (!isMade) {
        QTRY_VERIFY(m_bench->transport->monitor().calls().empty());
        QTest::qWait(50);
        QVERIFY(m_bench->keysOf().empty());
        QTRY_VERIFY(std::ranges::all_of(m_bench->records(), [](const JournalRecord &record) { return record.outcome.has_value(); }));
        return;
    }
    QTRY_VERIFY(!m_bench->records().empty() && m_bench->records().front().outcome);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Succeeded);
    QCOMPARE(m_bench->keysOf().size(), 1U);
    QVERIFY(settle(m_bench->vault->memory.read(vaultKey(m_bench->session->facts().accountId, m_bench->keysOf().front().access))));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::IssuanceTest)
#include "issuancetest.moc"
