// SPDX-License-Identifier: Apache-2.0
// What the page of a new key says and offers when the answer to its creation was lost.
#include "tests/ui/issuebench.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

namespace {

// A create call is never answered, and the person stops waiting; the cloud may not.
bool stopsWaitingForACreate(ConsoleBench &bench)
{
    if (!bench.signIn())
        return false;
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, createPost);
    if (!opensCreateDialog(bench, u"nightly load"_s) || !bench.click(u"confirmCreate"_s)
        || !waitFor([&] { return issuanceOf(bench).stage() == IssueStage::Creating; }))
        return false;
    QTest::qWait(50);
    return bench.click(u"cancel"_s) && isThroughWithWaits(bench);
}

} // namespace

class IssuedLostTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void aLostAnswerNamesTheKeyThatAppeared_data();
    void aLostAnswerNamesTheKeyThatAppeared();
    void aKeyThatAppearedBesideIsOffered();
    void aFailureOfTheServerThatMadeNothingIsSaidSo();
    void aFailureOfAGatewayIsNoProof();
    void anUnchangedListAfterALostAnswerIsComparedAgain();
    void aListThatWasNotComparedIsSaidBesideAStoredSecret();
    void theKeyBesideStaysOfferedAfterTheFirstIsDeleted();
    void comparingAgainCanBeStopped();
    void aListThatCouldNotBeReadAgainIsComparedLater();
    void withoutAListOfBeforeNothingIsOfferedToCompare();
};

void IssuedLostTest::aLostAnswerNamesTheKeyThatAppeared_data()
{
    QTest::addColumn<bool>("isCut");
    QTest::newRow("502 after commit") << false;
    QTest::newRow("cut after commit") << true;
}

void IssuedLostTest::aLostAnswerNamesTheKeyThatAppeared()
{
    QFETCH(bool, isCut);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    if (isCut)
        bench.failNext(SimulatedNetwork::LineFault::CloseAfterCommit, createPost);
    else
        bench.cloud->failNext(502, {}, createPost, true);
    QVERIFY(opensCreateDialog(bench, u"nightly load"_s));
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThroughWithWaits(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    QCOMPARE(bench.creates(), 1);
    const QString access = bench.keysOf(u"ops-admin"_s).front().access;
    QVERIFY2(bench.said().contains(u"secret"_s), qPrintable(bench.said()));
    QVERIFY(statusNotice(bench).contains(access));
    QVERIFY(!bench.seen(u"issuedSecret"_s));
    QVERIFY(bench.click(u"orphanDelete"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return issuanceOf(bench).state() == Issuance::Deleted; }));
    QVERIFY(bench.keysOf(u"ops-admin"_s).empty());
    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s) || bench.seen(u"noKeys"_s); }));
}

void IssuedLostTest::aKeyThatAppearedBesideIsOffered()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->duplicateNextCreate();
    QVERIFY(bench.create());
    QCOMPARE(bench.keysOf(u"ops-admin"_s).size(), std::size_t(2));
    QVERIFY2(bench.said().contains(u"Another key appeared"_s), qPrintable(bench.said()));
    const QString issued = bench.seen<QLineEdit>(u"issuedAccess"_s)->text();
    QVERIFY(bench.click(u"orphanDelete"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.keysOf(u"ops-admin"_s).size() == 1 && !issuanceOf(bench).isBusy(); }));
    QCOMPARE(bench.keysOf(u"ops-admin"_s).front().access, issued); // not the one whose secret is known
    QVERIFY(!bench.seen(u"orphanDelete"_s));
}

void IssuedLostTest::aListThatWasNotComparedIsSaidBesideAStoredSecret()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->duplicateNextCreate();
    QVERIFY(opensCreateDialog(bench, u"nightly load"_s));
    // The list before the request is read; the one after it is not.
    bench.cloud->setBeforeAnswer([&bench](const sim::Call &call) {
        if (call.method == "POST")
            bench.cloud->failNext(500, {}, {.method = "GET", .path = "/v3.0/OS-CREDENTIAL/credentials"});
    });
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThroughWithWaits(bench));
    QVERIFY2(bench.said().contains(u"whether a second key was made could not be checked"_s), qPrintable(bench.said()));
    bench.cloud->setBeforeAnswer({});
    QVERIFY(bench.click(u"compareKeys"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"Another key appeared"_s); }));
}

void IssuedLostTest::theKeyBesideStaysOfferedAfterTheFirstIsDeleted()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->duplicateNextCreate();
    QVERIFY(bench.create());
    QVERIFY(bench.click(u"deleteIssued"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return issuanceOf(bench).state() == Issuance::Deleted && !issuanceOf(bench).isBusy(); }));
    QVERIFY2(bench.said().contains(u"Another key appeared"_s), qPrintable(bench.said()));
    bench.cloud->failNext(403, {}, {.method = "DELETE"});
    QVERIFY(bench.click(u"orphanDelete"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"The key was not deleted"_s); }));
    QVERIFY(bench.click(u"orphanDelete"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.keysOf(u"ops-admin"_s).empty() && !issuanceOf(bench).isBusy(); }));
    QVERIFY(!bench.seen(u"orphanDelete"_s));
    QVERIFY(bench.said().contains(u"Nothing is left"_s));
}

void IssuedLostTest::aFailureOfTheServerThatMadeNothingIsSaidSo()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->failNext(500, {}, createPost);
    QVERIFY(opensCreateDialog(bench, u"nightly load"_s));
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThroughWithWaits(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Refused);
    QVERIFY(statusNotice(bench).contains(u"No access key was created"_s));
    QVERIFY(!bench.said().isEmpty());
    QVERIFY(bench.keysOf(u"ops-admin"_s).empty());
}

// One of a gateway proves nothing, as long as the list does not show a key.
void IssuedLostTest::aFailureOfAGatewayIsNoProof()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->failNext(502, {}, createPost);
    QVERIFY(opensCreateDialog(bench, u"nightly load"_s));
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThroughWithWaits(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    QVERIFY2(bench.said().contains(u"No new key has appeared yet"_s), qPrintable(bench.said()));
    QVERIFY(!statusNotice(bench).contains(u"No access key was created"_s));
}

void IssuedLostTest::anUnchangedListAfterALostAnswerIsComparedAgain()
{
    ConsoleBench bench;
    QVERIFY(stopsWaitingForACreate(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    QVERIFY2(bench.said().contains(u"No new key has appeared yet"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"compare the key list"_s), qPrintable(bench.said())); // what to do
    QVERIFY(!statusNotice(bench).contains(u"No access key was created"_s)); // which nobody knows
    bench.cloud->withWorld([&](sim::World &world) { // it was at it all the time
        const QString id = world.user(u"ops-admin"_s, world.account(benchAccount)->id)->id;
        world.add(sim::AccessKey{.userId = id, .description = u"nightly load"_s, .created = world.now()});
    });
    QVERIFY(bench.click(u"compareKeys"_s));
    QVERIFY(bench.waitPassing([&] { return bench.seen(u"orphanDelete"_s); }));
    QVERIFY(!bench.seen(u"compareKeys"_s));
    QVERIFY2(bench.said().contains(u"its secret was lost"_s), qPrintable(bench.said()));
}

void IssuedLostTest::comparingAgainCanBeStopped()
{
    ConsoleBench bench;
    QVERIFY(stopsWaitingForACreate(bench));
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, keyList);
    QVERIFY(bench.click(u"compareKeys"_s));
    QVERIFY(waitFor([&] { return issuanceOf(bench).work() == Issuance::Comparing; }));
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(waitFor([&] { return issuanceOf(bench).work() == Issuance::NoWork; }));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued); // nothing is settled by that
    QVERIFY(waitFor([&] { return bench.seen(u"compareKeys"_s) && bench.seen(u"compareKeys"_s)->isEnabled(); }));
}

void IssuedLostTest::aListThatCouldNotBeReadAgainIsComparedLater()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensCreateDialog(bench, u"nightly load"_s));
    bench.cloud->setBeforeAnswer([&bench](const sim::Call &call) {
        if (createPost.fits(call)) // from here on the list cannot be read
            bench.cloud->failNext({.status = 500, .matching = keyList, .times = 100});
    });
    bench.cloud->failNext(502, {}, createPost, true);
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThroughWithWaits(bench));
    bench.cloud->setBeforeAnswer({});
    QVERIFY2(bench.said().contains(u"may have been created"_s), qPrintable(bench.said()));
    QVERIFY(bench.seen(u"compareKeys"_s));
    bench.cloud->clearFailures();
    QVERIFY(bench.click(u"compareKeys"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"orphanDelete"_s); }));
    QVERIFY(!bench.seen(u"compareKeys"_s));
    QCOMPARE(bench.creates(), 1);
}

void IssuedLostTest::withoutAListOfBeforeNothingIsOfferedToCompare()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensCreateDialog(bench, u"nightly load"_s));
    bench.cloud->failNext({.status = 403, .matching = keyList, .times = 100}); // may create, may not read
    bench.cloud->failNext(502, {}, createPost, true);
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThroughWithWaits(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    QVERIFY(!issuanceOf(bench).mayCompare());
    const QString said = bench.said();
    QVERIFY2(said.contains(u"may have been created"_s), qPrintable(said));
    QVERIFY2(said.contains(u"could not be read before the request"_s), qPrintable(said));
    QVERIFY2(said.contains(u"delete the key that nobody knows"_s), qPrintable(said)); // what to do
    QVERIFY(!bench.seen(u"compareKeys"_s));
    const int lists = bench.cloud->count("GET", keyList.path);
    issuanceOf(bench).compareAgain(); // nor behind the page's back
    QVERIFY(!issuanceOf(bench).isBusy());
    QCOMPARE(bench.cloud->count("GET", keyList.path), lists);
    QVERIFY(bench.click(u"closeIssued"_s)); // no secret is at risk: nothing is asked
    QVERIFY(waitFor([&] { return bench.seen(u"createKey"_s); }));
}

QTEST_MAIN(IssuedLostTest)

#include "issuedlosttest.moc"
