// SPDX-License-Identifier: Apache-2.0
// The creation flow over the in-process door: nothing is sent too early, nothing is made twice, nothing is lost unsaid.
#include "tests/accesskeys/bench.h"

#include <QLoggingCategory>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::Bench;
using testing::pending;
using testing::settle;
using LineFault = SimulatedNetwork::LineFault;

namespace {

QStringList *g_messages = nullptr;

void keepEverything(QtMsgType, const QMessageLogContext &, const QString &message)
{
    if (g_messages)
        g_messages->append(message);
}

} // namespace

class IssueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_bench = std::make_unique<Bench>(); }
    void cleanup() { m_bench.reset(); }

    void aKeyIsMadeStoredAndJournalled();
    void aBadVaultMeansNothingIsSent_data();
    void aBadVaultMeansNothingIsSent();
    void anUnwritableJournalMeansNothingIsSent();
    void anUnreadableListMeansNothingIsSent();
    void withoutTheRightToListItGoesOn();
    void descriptions_data();
    void descriptions();
    void oddUserNamesAreJournalled();
    void aVaultThatFailsInBetweenKeepsTheSecret_data();
    void aVaultThatFailsInBetweenKeepsTheSecret();
    void cleanRefusalsEnd_data();
    void cleanRefusalsEnd();
    void aRefusalWithoutAReasonIsNotBelieved_data();
    void aRefusalWithoutAReasonIsNotBelieved();
    void anUnchangedListAfterALostAnswerProvesNothing_data();
    void anUnchangedListAfterALostAnswerProvesNothing();
    void aFailureOfTheServerWithAnUnchangedListMadeNothing_data();
    void aFailureOfTheServerWithAnUnchangedListMadeNothing();
    void anAnswerLostAfterTheCommitNamesTheOrphan_data();
    void anAnswerLostAfterTheCommitNamesTheOrphan();
    void aLateCommitIsFoundAtTheSecondLook();
    void aBadAnswerAfterTheCommitNamesTheOrphan_data();
    void aBadAnswerAfterTheCommitNamesTheOrphan();
    void aBadAnswerWithAnUnchangedListProvesNothing_data();
    void aBadAnswerWithAnUnchangedListProvesNothing();
    void keysOfBeforeAreNoOrphans();
    void twoKeysForOneRequest();
    void aListThatFailsAfterwardsIsSaid();
    void aDeadTokenIsRenewedAndTheCreateSentOnceMore();
    void aFailedRenewalBeforeTheCreateIsNoDoubt();
    void cancelling_data();
    void cancelling();
    void aSignOutMeanwhileDoesNotMoveTheSecret();
    void theSecretIsNowhereElse();
    void aStrangersKeyIsNotCalledOurs();
    void aStrangersKeyDoesNotEndTheSearch();
    void aStopEndsTheWaitForASilentKeychain();
    void aDeletedKeyWhoseEntryStaysIsSaid();
    void inMemoryOnlyTheKeychainIsNotAsked();
    void whatIsStoredLaterIsNoted();
    void deletions_data();
    void deletions();
    void deletingWithoutJournalIsNotSent();

private:
    std::unique_ptr<Bench> m_bench;
};

void IssueTest::aKeyIsMadeStoredAndJournalled()
{
    std::vector<JournalRecord> atSending;
    bool wasCounted = false;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method != "POST")
            return;
        wasCounted = true;
        // What another program would see at this moment.
        const auto reading = pending(m_bench->journal->read());
        if (const auto read = settle(reading))
            atSending = read->records;
    });
    const auto issued = m_bench->issue();
    QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
    QVERIFY(wasCounted);
    QCOMPARE(issued->kind, IssuedKey::Stored);
    QVERIFY(issued->orphans.empty() && !issued->compareError && !issued->journalError && !issued->storeError);
    QCOMPARE(m_bench->keysOf().size(), 1U);
    QCOMPARE(issued->key.id, m_bench->keysOf().front().access);
    const QString accountId = m_bench->session->facts().accountId;
    const auto kept = settle(m_bench->vault->memory.read(accountId + u'/' + issued->key.id));
    QVERIFY(kept);
    QCOMPARE(kept->reveal().toUtf8(), m_bench->secretOf(issued->key.id));

    QCOMPARE(atSending.size(), 1U); // begun before it was sent
    QVERIFY(!atSending.front().outcome);
    const auto records = m_bench->records();
    QCOMPARE(records.size(), 1U);
    const JournalRecord &record = records.front();
    QCOMPARE(record.entry, (JournalEntry{.cloud = u"example cloud"_s, .account = u"OTC-EXAMPLE-00000000001"_s, .user = u"ops-admin"_s,
                                         .action = u"access-key.create"_s, .target = u"ops-admin"_s, .detail = u"for the tests"_s}));
    QCOMPARE(record.outcome->kind, JournalOutcome::Succeeded);
    QCOMPARE(record.outcome->subject, issued->key.id);
    QCOMPARE(record.outcome->requestId.size(), 32);
    const std::vector<IssueStage> order{IssueStage::TryingKeychain, IssueStage::ReadingKeys, IssueStage::Creating,
                                        IssueStage::Storing, IssueStage::Comparing, IssueStage::Journalling};
    QCOMPARE(m_bench->stages, order);
    QCOMPARE(m_bench->creates(), 1);
}

void IssueTest::aBadVaultMeansNothingIsSent_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<bool>("atReading");
    for (const bool atReading : {false, true}) {
        const char *when = atReading ? "reading" : "writing";
        QTest::addRow("locked %s", when) << Fault::StoreLocked << atReading;
        QTest::addRow("absent %s", when) << Fault::StoreAbsent << atReading;
        QTest::addRow("refusing %s", when) << Fault::StoreRefused << atReading;
        QTest::addRow("silent %s", when) << Fault::StoreSilent << atReading;
    }
    QTest::newRow("forgetful") << Fault::StoreRefused << false;
    QTest::newRow("mixing up") << Fault::StoreRefused << false;
}

void IssueTest::aBadVaultMeansNothingIsSent()
{
    QFETCH(Fault, fault);
    QFETCH(bool, atReading);
    if (QTest::currentDataTag() == QByteArray("forgetful"))
        m_bench->vault->state_->reads = {Fault::NotFound};
    else if (QTest::currentDataTag() == QByteArray("mixing up"))
        m_bench->vault->state_->givesBackSomethingElse = true;
    else
        (atReading ? m_bench->vault->state_->reads : m_bench->vault->state_->writes) = {fault};
    const auto issued = m_bench->issue();
    QVERIFY(!issued);
    QCOMPARE(issued.error().fault, fault);
    QCOMPARE(m_bench->cloud->count(), 0);
    QVERIFY(m_bench->records().empty());
    // No marker of the probe stays behind.
    for (const QString &key : m_bench->vault->state_->written)
        QVERIFY(!settle(m_bench->vault->memory.read(key)));
}

void IssueTest::anUnwritableJournalMeansNothingIsSent()
{
    QFile file(m_bench->folder.filePath(u"a-file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_bench->journal = std::make_shared<Journal>(m_bench->folder.filePath(u"a-file/journal.sqlite"_s), m_bench->clock);
    const auto issued = m_bench->issue();
    QVERIFY(!issued);
    QCOMPARE(issued.error().fault, Fault::Storage);
    QCOMPARE(m_bench->creates(), 0);
}

void IssueTest::anUnreadableListMeansNothingIsSent()
{
    m_bench->cloud->failNext({.status = 500, .matching = m_bench->list()});
    auto issued = m_bench->issue();
    QVERIFY(!issued);
    QCOMPARE(issued.error().fault, Fault::ServerFailure);
    m_bench->cloud->failNext({.status = 404, .body = "<html>", .matching = m_bench->list()});
    issued = m_bench->issue();
    QCOMPARE(issued.error().fault, Fault::Unreadable);
    for (int i = 0; i < 4; ++i)
        m_bench->network->failNext(LineFault::TruncateAnswer, m_bench->list());
    issued = m_bench->issue();
    QCOMPARE(issued.error().fault, Fault::Interrupted);
    QCOMPARE(m_bench->creates(), 0);
    QVERIFY(m_bench->records().empty());
}

void IssueTest::withoutTheRightToListItGoesOn()
{
    m_bench->cloud->failNext({.status = 403, .matching = m_bench->list(), .times = 5});
    auto issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::Stored);
    QVERIFY(issued->compareError);
    QCOMPARE(issued->compareError->fault, Fault::Forbidden);
    // A lost answer can then not be explained, and that is said.
    m_bench->network->failNext(LineFault::CloseAfterCommit, m_bench->create());
    issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QVERIFY(issued->orphans.empty() && issued->compareError);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Unconfirmed);
    // With a user who may list it comes to light.
    const IssueRequest request{.user = m_bench->user(), .description = u"for the tests"_s};
    QVERIFY(!settle(compareKeys(m_bench->desk(), request, *issued))); // there is still no list of before
}

void IssueTest::descriptions_data()
{
    QTest::addColumn<QString>("description");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("255") << QString(255, u'd') << true;
    QTest::newRow("256") << QString(256, u'd') << false;
    QTest::newRow("10,000") << QString(10'000, u'd') << false;
    QTest::newRow("right to left") << u"مفتاح للنسخ מפתח\u200F"_s << true;
    QTest::newRow("emoji") << u"\U0001F511\U0001F511"_s << true;
    QTest::newRow("quotes") << u"'\"\\</b>"_s << true;
    QTest::newRow("newline") << u"two\nlines"_s << false;
    QTest::newRow("tab") << u"a\tb"_s << false;
    QTest::newRow("null") << u"a\u0000b"_s << false;
    QTest::newRow("C1") << u"a\u0085b"_s << false;
}

void IssueTest::descriptions()
{
    QFETCH(QString, description);
    QFETCH(bool, isGood);
    const auto issued = m_bench->issue(description);
    QCOMPARE(issued.has_value(), isGood);
    if (isGood) {
        QCOMPARE(m_bench->keysOf().front().description, description);
        QCOMPARE(issued->key.description, description);
        QCOMPARE(m_bench->records().front().entry.detail, description);
    } else {
        QCOMPARE(issued.error().fault, Fault::Rejected);
        QCOMPARE(m_bench->cloud->count(), 0);
        QVERIFY(m_bench->vault->state_->written.isEmpty());
    }
}

void IssueTest::oddUserNamesAreJournalled()
{
    const QString odd = u"O'Neil \"; drop table -- \u202E مستخدم \U0001F464"_s;
    IamUser user = m_bench->user();
    user.name = odd;
    const IssueRequest request{.user = user, .description = {}};
    QVERIFY(settle(issueAccessKey(m_bench->desk(), request, [](IssueStage) {})));
    QCOMPARE(m_bench->records().front().entry.target, odd);
    const IssueRequest nobody{.user = {.id = u"no such user/../?"_s, .name = u"gone"_s}, .description = {}};
    const auto refused = settle(issueAccessKey(m_bench->desk(), nobody, [](IssueStage) {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::NotFound);
}

void IssueTest::aVaultThatFailsInBetweenKeepsTheSecret_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<bool>("atReading");
    QTest::newRow("locked") << Fault::StoreLocked << false;
    QTest::newRow("absent") << Fault::StoreAbsent << false;
    QTest::newRow("silent") << Fault::StoreSilent << false;
    QTest::newRow("refused at reading back") << Fault::StoreRefused << true;
    QTest::newRow("not there at reading back") << Fault::NotFound << true;
}

void IssueTest::aVaultThatFailsInBetweenKeepsTheSecret()
{
    QFETCH(Fault, fault);
    QFETCH(bool, atReading);
    (atReading ? m_bench->vault->state_->reads : m_bench->vault->state_->writes) = {std::nullopt, fault}; // the probe works
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::NotStored);
    QCOMPARE(issued->key.secret.reveal().toUtf8(), m_bench->secretOf(issued->key.id));
    QVERIFY(issued->storeError);
    QCOMPARE(issued->storeError->fault, fault == Fault::NotFound ? Fault::StoreRefused : fault);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Succeeded);
    QVERIFY(m_bench->records().front().outcome->detail.contains(u"not stored"_s));
    QVERIFY(settle(storeIssuedKey(m_bench->desk(), issued->key)));
    const QString place = vaultKey(m_bench->session->facts().accountId, issued->key.id);
    QCOMPARE(*settle(m_bench->vault->memory.read(place)), issued->key.secret);
    QCOMPARE(m_bench->creates(), 1);
}

void IssueTest::cleanRefusalsEnd_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("limit") << 400 << QByteArray(R"({"error":{"message":"akSkNumExceed","code":400,"title":"Bad Request"}})") << Fault::LimitReached;
    QTest::newRow("403") << 403 << QByteArray(R"({"error_msg":"no","error_code":"IAM.0003"})") << Fault::Forbidden;
    QTest::newRow("404") << 404 << QByteArray(R"({"error":{"message":"Could not find user: x","code":404,"title":"Not Found"}})") << Fault::NotFound;
    QTest::newRow("409") << 409 << QByteArray(R"({"error_msg":"no","error_code":"IAM.0004"})") << Fault::Conflict;
    QTest::newRow("429") << 429 << QByteArray("{}") << Fault::Throttled;
    QTest::newRow("400") << 400 << QByteArray(R"({"error_msg":"no","error_code":"IAM.0011"})") << Fault::Rejected;
}

void IssueTest::cleanRefusalsEnd()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Fault, fault);
    m_bench->cloud->failNext({.status = status, .body = body, .matching = m_bench->create(), .headers = {{"Retry-After", "0"}}});
    const auto issued = m_bench->issue();
    QVERIFY(!issued);
    QCOMPARE(issued.error().fault, fault);
    QCOMPARE(m_bench->creates(), 1);
    QCOMPARE(m_bench->cloud->count("GET", Bench::credentials), 1); // the list before, and no doubt after
    const auto record = m_bench->records().front();
    QCOMPARE(record.outcome->kind, JournalOutcome::Refused);
    QVERIFY(!record.outcome->requestId.isEmpty());
    QVERIFY(m_bench->keysOf().empty());
}

void IssueTest::aRefusalWithoutAReasonIsNotBelieved_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    for (const int status : {400, 401, 403, 404, 409})
        for (const char *body : {"{}", "null", "[]"})
            QTest::addRow("%d %s", status, body) << status << QByteArray(body);
}

// A gateway may say so after IAM has acted: the list decides, and what it shows is named.
void IssueTest::aRefusalWithoutAReasonIsNotBelieved()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_bench->cloud->failNext({.status = status, .body = body, .matching = m_bench->create()});
    const auto refused = m_bench->issue();
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains(u"as the key list shows"_s), qPrintable(refused.error().detail));
    m_bench->cloud->failNext({.status = status, .body = body, .matching = m_bench->create(), .afterCommit = true});
    const auto lost = m_bench->issue();
    QVERIFY(lost);
    QCOMPARE(lost->kind, IssuedKey::AnswerLost);
    QCOMPARE(lost->orphans.size(), 1U);
}

void IssueTest::anUnchangedListAfterALostAnswerProvesNothing_data()
{
    QTest::addColumn<LineFault>("fault");
    QTest::newRow("closed") << LineFault::CloseBeforeCommit;
    QTest::newRow("silent") << LineFault::NeverAnswer;
}

// The cloud may still be at it: the key is made after both looks, and found by comparing once more.
void IssueTest::anUnchangedListAfterALostAnswerProvesNothing()
{
    QFETCH(LineFault, fault);
    m_bench->network->failNext(fault, m_bench->create());
    const IssueRequest request{.user = m_bench->user(), .description = u"the late one"_s};
    const HttpLimits limits{.total = 300ms, .inactivity = 300ms};
    const auto issued = settle(issueAccessKey(m_bench->desk(limits), request, [](IssueStage) {}));
    QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QVERIFY(issued->orphans.empty() && !issued->compareError && issued->before);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Unconfirmed);
    QVERIFY2(m_bench->records().front().outcome->detail.contains(u"no new key yet"_s), qPrintable(m_bench->records().front().outcome->detail));
    QCOMPARE(m_bench->cloud->count("GET", Bench::credentials), 3); // before, after, and once more
    QCOMPARE(m_bench->creates(), 0);

    m_bench->cloud->withWorld([&](sim::World &world) {
        world.add(sim::AccessKey{.access = u"FAKEVERYLATE"_s, .userId = request.user.id, .description = request.description,
                                 .created = world.now()});
    });
    const auto found = settle(compareKeys(m_bench->desk(), request, *issued));
    QVERIFY(found);
    QCOMPARE(found->orphans.size(), 1U);
    QCOMPARE(found->orphans.front().id, u"FAKEVERYLATE"_s);
}

void IssueTest::aFailureOfTheServerWithAnUnchangedListMadeNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isOver");
    QTest::newRow("500") << 500 << true;
    QTest::newRow("502") << 502 << false;
    QTest::newRow("503") << 503 << false;
    QTest::newRow("504") << 504 << false; // a gateway that waits no more, before a server that may go on
    QTest::newRow("408") << 408 << false;
}

void IssueTest::aFailureOfTheServerWithAnUnchangedListMadeNothing()
{
    QFETCH(int, status);
    QFETCH(bool, isOver);
    m_bench->cloud->failNext({.status = status, .matching = m_bench->create(), .headers = {{"Retry-After", "0"}}});
    const auto issued = m_bench->issue();
    QCOMPARE(issued.has_value(), !isOver);
    QCOMPARE(m_bench->cloud->count("GET", Bench::credentials), 3);
    QVERIFY(m_bench->keysOf().empty());
    QCOMPARE(m_bench->records().front().outcome->kind, isOver ? JournalOutcome::Failed : JournalOutcome::Unconfirmed);
    if (isOver)
        QCOMPARE(issued.error().fault, Fault::ServerFailure);
    else
        QCOMPARE(issued->kind, IssuedKey::AnswerLost);
}

void IssueTest::anAnswerLostAfterTheCommitNamesTheOrphan_data()
{
    QTest::addColumn<LineFault>("fault");
    QTest::newRow("closed") << LineFault::CloseAfterCommit;
    QTest::newRow("truncated") << LineFault::TruncateAnswer;
    QTest::newRow("silent") << LineFault::NeverAnswerAfterCommit;
}

void IssueTest::anAnswerLostAfterTheCommitNamesTheOrphan()
{
    QFETCH(LineFault, fault);
    m_bench->network->failNext(fault, m_bench->create());
    const IssueRequest request{.user = m_bench->user(), .description = u"the lost one"_s};
    const HttpLimits limits{.total = 500ms, .inactivity = 500ms};
    const auto issued = settle(issueAccessKey(m_bench->desk(limits), request, [](IssueStage) {}));
    QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QVERIFY(issued->key.secret.isEmpty());
    QCOMPARE(issued->answerError->fault, Fault::Unconfirmed);
    QCOMPARE(m_bench->keysOf().size(), 1U);
    QCOMPARE(issued->orphans.size(), 1U);
    QCOMPARE(issued->orphans.front().id, m_bench->keysOf().front().access);
    QCOMPARE(issued->orphans.front().description, u"the lost one"_s);
    const auto record = m_bench->records().front();
    QCOMPARE(record.outcome->kind, JournalOutcome::Unconfirmed);
    QCOMPARE(record.outcome->subject, issued->orphans.front().id);
    QCOMPARE(m_bench->creates(), 1);

    QVERIFY(settle(deleteAccessKey(m_bench->desk(), issued->orphans.front())));
    QVERIFY(m_bench->keysOf().empty());
    QCOMPARE(m_bench->records().front().entry.action, u"access-key.delete"_s);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Succeeded);
    QVERIFY(!m_bench->records().front().outcome->requestId.isEmpty());
}

void IssueTest::aLateCommitIsFoundAtTheSecondLook()
{
    m_bench->network->failNext(LineFault::CloseBeforeCommit, m_bench->create());
    int looks = 0;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "GET" && call.path() == Bench::credentials && ++looks == 3) // the cloud needed a while
            m_bench->cloud->withWorld([&](sim::World &world) {
                return world.add(sim::AccessKey{.access = u"FAKELATE"_s, .userId = world.user(u"ops-admin"_s, world.accounts().front().id)->id,
                                                .created = world.now()}).access;
            });
    });
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QCOMPARE(issued->orphans.size(), 1U);
    QCOMPARE(issued->orphans.front().id, u"FAKELATE"_s);
}

void IssueTest::aBadAnswerAfterTheCommitNamesTheOrphan_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    for (const int status : {500, 502, 503, 504})
        QTest::addRow("%d", status) << status << QByteArray() << Fault::ServerFailure;
    QTest::newRow("408") << 408 << QByteArray() << Fault::TimedOut;
    QTest::newRow("302") << 302 << QByteArray() << Fault::Untrusted;
    QTest::newRow("broken JSON") << 201 << QByteArray(R"({"credential":{"access":"FAKE)") << Fault::Unreadable;
    QTest::newRow("html") << 200 << QByteArray("<html>Welcome</html>") << Fault::Unreadable;
    // A proxy that speaks for itself says nothing about what the service did; nor is the create sent again for its 401.
    for (const int status : {400, 401, 403, 409})
        QTest::addRow("html %d", status) << status << QByteArray("<html>Blocked</html>") << Fault::Unreadable;
    QTest::newRow("empty") << 201 << QByteArray(" ") << Fault::Unreadable;
    QTest::newRow("no secret") << 201 << QByteArray(R"({"credential":{"access":"FAKEAK","create_time":"2026-01-15T10:00:00Z"}})") << Fault::Unreadable;
    QTest::newRow("null secret") << 201 << QByteArray(R"({"credential":{"access":"FAKEAK","secret":null}})") << Fault::Unreadable;
    QTest::newRow("null credential") << 201 << QByteArray(R"({"credential":null})") << Fault::Unreadable;
    QTest::newRow("3 MB") << 201 << QByteArray(3 * 1024 * 1024, ' ') << Fault::TooLarge;
}

void IssueTest::aBadAnswerAfterTheCommitNamesTheOrphan()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Fault, fault);
    m_bench->cloud->failNext({.status = status, .body = body, .matching = m_bench->create(), .afterCommit = true,
                              .headers = {{"Location", "/elsewhere"}, {"Retry-After", "0"}}});
    const auto issued = m_bench->issue();
    QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QCOMPARE(issued->answerError->fault, fault);
    QCOMPARE(issued->answerError->httpStatus, fault == Fault::TooLarge ? 0 : status);
    QCOMPARE(issued->orphans.size(), 1U);
    QCOMPARE(issued->orphans.front().id, m_bench->keysOf().front().access);
    QCOMPARE(m_bench->creates(), 1);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Unconfirmed);
}

void IssueTest::aBadAnswerWithAnUnchangedListProvesNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("302") << 302 << QByteArray();
    QTest::newRow("broken JSON") << 201 << QByteArray(R"({"credential":{"access":"FAKE)");
    QTest::newRow("no secret") << 201 << QByteArray(R"({"credential":{"access":"FAKEAK","create_time":"2026-01-15T10:00:00Z"}})");
    QTest::newRow("empty") << 200 << QByteArray(" ");
    QTest::newRow("3 MB") << 201 << QByteArray(3 * 1024 * 1024, ' ');
}

// Somebody said that it was done, and the key list may lag behind: nobody may say that there is no key.
void IssueTest::aBadAnswerWithAnUnchangedListProvesNothing()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_bench->cloud->failNext(
        {.status = status, .body = body, .matching = m_bench->create(), .headers = {{"Location", "/elsewhere"}}});
    const auto issued = m_bench->issue();
    QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QVERIFY(issued->orphans.empty() && issued->before);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Unconfirmed);
    QVERIFY(m_bench->cloud->count("POST", Bench::credentials) <= 1);
}

void IssueTest::keysOfBeforeAreNoOrphans()
{
    QVERIFY(m_bench->issue());
    const QString first = m_bench->keysOf().front().access;
    m_bench->network->failNext(LineFault::CloseAfterCommit, m_bench->create());
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->orphans.size(), 1U);
    QVERIFY(issued->orphans.front().id != first);
}

void IssueTest::twoKeysForOneRequest()
{
    m_bench->cloud->duplicateNextCreate();
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::Stored);
    QCOMPARE(m_bench->keysOf().size(), 2U);
    QCOMPARE(issued->orphans.size(), 1U); // the one without a secret is offered for deletion
    QVERIFY(issued->orphans.front().id != issued->key.id);
    QVERIFY(settle(deleteAccessKey(m_bench->desk(), issued->orphans.front())));
    QCOMPARE(m_bench->keysOf().size(), 1U);
    QCOMPARE(m_bench->keysOf().front().access, issued->key.id);

    m_bench->signIn(u"svc-reporting"_s);
    const IssueRequest own{.user = m_bench->user(u"svc-reporting"_s), .description = {}};
    m_bench->cloud->duplicateNextCreate();
    m_bench->network->failNext(LineFault::CloseAfterCommit, m_bench->create());
    const auto lost = settle(issueAccessKey(m_bench->desk(), own, [](IssueStage) {}));
    QVERIFY(lost);
    QCOMPARE(lost->kind, IssuedKey::AnswerLost);
    QCOMPARE(lost->orphans.size(), m_bench->keysOf(u"svc-reporting"_s).size());
}

void IssueTest::aListThatFailsAfterwardsIsSaid()
{
    m_bench->network->failNext(LineFault::CloseAfterCommit, m_bench->create());
    int lists = 0;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "GET" && call.path() == Bench::credentials && ++lists == 2)
            m_bench->cloud->failNext({.status = 500, .matching = m_bench->list()});
    });
    auto issued = m_bench->issue(u"lost"_s);
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QVERIFY(issued->orphans.empty());
    QCOMPARE(issued->compareError->fault, Fault::ServerFailure);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Unconfirmed);
    m_bench->cloud->setBeforeAnswer({});
    const IssueRequest request{.user = m_bench->user(), .description = u"lost"_s};
    const auto found = settle(compareKeys(m_bench->desk(), request, *issued));
    QVERIFY(found);
    QCOMPARE(found->orphans.size(), 1U);
    QCOMPARE(found->after.size(), 1U);
}

void IssueTest::aDeadTokenIsRenewedAndTheCreateSentOnceMore()
{
    bool done = false;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "POST" && call.path() == Bench::credentials && !std::exchange(done, true))
            m_bench->cloud->expireTokens();
    });
    const auto issued = m_bench->issue();
    QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
    QCOMPARE(issued->kind, IssuedKey::Stored);
    QCOMPARE(m_bench->creates(), 2);
    QCOMPARE(m_bench->keysOf().size(), 1U);
    QCOMPARE(m_bench->cloud->count("POST", "/v3/auth/tokens"), 2);
}

void IssueTest::aFailedRenewalBeforeTheCreateIsNoDoubt()
{
    bool done = false;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "POST" && call.path() == Bench::credentials && !std::exchange(done, true)) {
            m_bench->cloud->expireTokens();
            m_bench->cloud->failNext({.status = 503, .matching = {.method = "POST", .path = "/v3/auth/tokens"}});
        }
    });
    const auto issued = m_bench->issue();
    QVERIFY(!issued); // a 401 and then no token: nothing was made, and nobody needs to look
    QCOMPARE(issued.error().fault, Fault::ServerFailure);
    QCOMPARE(m_bench->creates(), 1);
    QVERIFY(m_bench->keysOf().empty());
    QCOMPARE(m_bench->cloud->count("GET", Bench::credentials), 1);
}

void IssueTest::cancelling_data()
{
    QTest::addColumn<IssueStage>("when");
    QTest::addColumn<bool>("isMade");
    QTest::newRow("at the keychain") << IssueStage::TryingKeychain << false;
    QTest::newRow("at the list") << IssueStage::ReadingKeys << false;
    QTest::newRow("before sending") << IssueStage::Creating << false;
    QTest::newRow("at storing") << IssueStage::Storing << true;
    QTest::newRow("at comparing") << IssueStage::Comparing << true;
    QTest::newRow("at the journal") << IssueStage::Journalling << true;
}

void IssueTest::cancelling()
{
    QFETCH(IssueStage, when);
    QFETCH(bool, isMade);
    std::stop_source stop;
    const IssueRequest request{.user = m_bench->user(), .description = {}};
    const auto onStage = [&](IssueStage stage) {
        if (stage == when)
            stop.request_stop();
    };
    const auto issued = settle(issueAccessKey(m_bench->desk(), request, onStage, stop.get_token()));
    QCOMPARE(issued.has_value(), isMade);
    QCOMPARE(m_bench->keysOf().size(), isMade ? 1U : 0U);
    if (isMade) {
        QCOMPARE(issued->kind, IssuedKey::Stored);
        QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Succeeded);
        return;
    }
    QCOMPARE(issued.error().fault, Fault::Cancelled);
    for (const JournalRecord &record : m_bench->records())
        QCOMPARE(record.outcome->kind, JournalOutcome::Cancelled); // never left open
    // While the answer is awaited: what became of it is found out.
    for (const LineFault fault : {LineFault::NeverAnswer, LineFault::NeverAnswerAfterCommit}) {
        std::stop_source late;
        m_bench->network->failNext(fault, m_bench->create());
        const int before = m_bench->network->requestCount();
        const auto waiting = pending(issueAccessKey(m_bench->desk(), request, [](IssueStage) {}, late.get_token()));
        QTRY_COMPARE(m_bench->network->requestCount(), before + 2);
        QTest::qWait(20);
        late.request_stop();
        const auto outcome = settle(waiting);
        QVERIFY(outcome);
        QCOMPARE(outcome->kind, IssuedKey::AnswerLost);
        QCOMPARE(outcome->orphans.size(), fault == LineFault::NeverAnswer ? 0U : 1U);
        QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Unconfirmed);
    }
}

void IssueTest::aSignOutMeanwhileDoesNotMoveTheSecret()
{
    const QString accountId = m_bench->session->facts().accountId;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "POST") {
            const auto out = Session::signOut(m_bench->session);
            Q_UNUSED(out)
        }
    });
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::Stored);
    QVERIFY(settle(m_bench->vault->memory.read(vaultKey(accountId, issued->key.id))));
    QVERIFY(issued->compareError);
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Succeeded);
}

void IssueTest::theSecretIsNowhereElse()
{
    QStringList messages;
    g_messages = &messages;
    QLoggingCategory::setFilterRules(u"*.debug=true\n*.info=true"_s);
    const QtMessageHandler before = qInstallMessageHandler(keepEverything);
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreLocked};
    const auto issued = m_bench->issue();
    m_bench->signIn(u"ops-admin"_s);
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    g_messages = nullptr;
    QVERIFY(issued);
    const QByteArray secret = m_bench->secretOf(issued->key.id);
    QVERIFY(secret.size() >= 40);
    const QByteArray log = messages.join(u'\n').toUtf8();
    QVERIFY(log.contains("/v3.0/OS-CREDENTIAL/credentials 201"));
    for (const QByteArray &hidden : {secret, QByteArray("example-password"), QByteArray("X-Auth-Token"), QByteArray("MII")})
        QVERIFY2(!log.contains(hidden), hidden.left(3).constData());
    QVERIFY(m_bench->journalBytes().contains(issued->key.id.toUtf8()));
    QVERIFY(!m_bench->journalBytes().contains(secret));
    QVERIFY(!issued->storeError->detail.toUtf8().contains(secret));
}

void IssueTest::aStrangersKeyIsNotCalledOurs()
{
    int lists = 0;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method == "GET" && call.target.startsWith(Bench::credentials) && ++lists == 2) // after the cut request
            m_bench->cloud->withWorld([&](sim::World &world) {
                world.add(sim::AccessKey{.userId = m_bench->session->facts().userId, .description = u"a colleague's"_s});
            });
    });
    m_bench->network->failNext(LineFault::CloseBeforeCommit, {.method = "POST", .path = Bench::credentials});
    const auto issued = m_bench->issue();
    m_bench->cloud->setBeforeAnswer({});
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::AnswerLost);
    QCOMPARE(issued->orphans.size(), 1U);
    QVERIFY(!isLikelyOurs(issued->orphans.front(), {.user = {}, .description = u"what was asked for"_s}));
    QVERIFY(m_bench->records().front().outcome->detail.contains("somebody else"_L1));
}

void IssueTest::aStrangersKeyDoesNotEndTheSearch()
{
    int lists = 0;
    const QString userId = m_bench->session->facts().userId;
    m_bench->cloud->setBeforeAnswer([&](const sim::Call &call) {
        if (call.method != "GET" || call.path() != Bench::credentials || ++lists < 2)
            return;
        m_bench->cloud->withWorld([&](sim::World &world) { // a colleague's at the first look, ours at the second
            world.add(sim::AccessKey{.access = lists == 2 ? u"FAKESTRANGER"_s : u"FAKEOURS"_s, .userId = userId,
                                     .description = lists == 2 ? u"a colleague's"_s : u"for the tests"_s, .created = world.now()});
        });
    });
    m_bench->network->failNext(LineFault::CloseBeforeCommit, m_bench->create());
    const auto issued = m_bench->issue();
    m_bench->cloud->setBeforeAnswer({});
    QVERIFY(issued);
    QCOMPARE(lists, 3);
    QCOMPARE(issued->orphans.size(), 2U);
    QVERIFY(holdsLikelyOurs(issued->orphans, {.user = {}, .description = u"for the tests"_s}));
    QVERIFY(m_bench->records().front().outcome->detail.contains(u"its secret was lost"_s));
}

void IssueTest::aStopEndsTheWaitForASilentKeychain()
{
    m_bench->vault->state_->silence.emplace();
    std::stop_source stop;
    const IssueRequest request{.user = m_bench->user(), .description = {}};
    const auto waiting = pending(issueAccessKey(m_bench->desk(), request, [](IssueStage) {}, stop.get_token()));
    QTRY_COMPARE(m_bench->vault->state_->written.size(), 1);
    QVERIFY(!waiting->has_value());
    stop.request_stop();
    const auto issued = settle(waiting, 5s);
    QVERIFY(!issued);
    QCOMPARE(issued.error().fault, Fault::Cancelled);
    QCOMPARE(m_bench->cloud->count(), 0);
    QVERIFY(m_bench->records().empty());
    m_bench->vault->state_->silence->settle(Done{}); // the keychain answers after all
    m_bench->vault->state_->silence.reset();
    QTest::qWait(50);
    QCOMPARE(m_bench->cloud->count(), 0);
}

void IssueTest::aDeletedKeyWhoseEntryStaysIsSaid()
{
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    m_bench->vault->state_->removals = {Fault::StoreLocked};
    const auto deleted = settle(deleteAccessKey(m_bench->desk(), issued->key));
    QVERIFY(deleted);
    QVERIFY(deleted->entryError);
    QCOMPARE(deleted->entryError->fault, Fault::StoreLocked);
    QVERIFY(m_bench->keysOf().empty());
    QCOMPARE(m_bench->records().front().outcome->kind, JournalOutcome::Succeeded);
    QVERIFY(m_bench->records().front().outcome->detail.contains(u"could not be removed"_s));
}

// In memory only nobody looks into the keychain: that is said, and not that nothing is there.
void IssueTest::inMemoryOnlyTheKeychainIsNotAsked()
{
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    KeyDesk desk = m_bench->desk();
    desk.isMemoryOnly = true;
    desk.vault = std::make_shared<MemoryStore>();
    const auto deleted = settle(deleteAccessKey(desk, issued->key));
    QVERIFY(deleted);
    QVERIFY(deleted->entryError);
    QCOMPARE(deleted->entryError->fault, Fault::Cancelled);
    QVERIFY(m_bench->records().front().outcome->detail.contains(u"the keychain was not asked"_s));

    const auto another = m_bench->issue(u"another"_s);
    QVERIFY(another);
    QVERIFY(settle(desk.vault->write(vaultKey(m_bench->session->facts().accountId, another->key.id), another->key.secret)));
    const auto gone = settle(deleteAccessKey(desk, another->key));
    QVERIFY(gone);
    QVERIFY(!gone->entryError);
}

// The journal says at first that the secret was not stored; what became of it later is a line of its own.
void IssueTest::whatIsStoredLaterIsNoted()
{
    m_bench->vault->state_->writes = {std::nullopt, Fault::StoreLocked}; // the probe, then the secret
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    QCOMPARE(issued->kind, IssuedKey::NotStored);
    QVERIFY(settle(storeIssuedKey(m_bench->desk(), issued->key)));
    const auto records = m_bench->records();
    QCOMPARE(records.front().entry.action, u"access-key.store"_s);
    QCOMPARE(records.front().outcome->kind, JournalOutcome::Succeeded);
    QCOMPARE(records.front().outcome->subject, issued->key.id);
    QCOMPARE(records.front().outcome->detail, u"secret stored"_s);
}

void IssueTest::deletions_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<bool>("isDone");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<JournalOutcome::Kind>("kind");
    QTest::addColumn<int>("left");
    QTest::newRow("plain") << QByteArray("plain") << true << Fault::Storage << JournalOutcome::Succeeded << 0;
    QTest::newRow("gone already") << QByteArray("gone") << true << Fault::Storage << JournalOutcome::Succeeded << 0;
    QTest::newRow("a stranger's 404") << QByteArray("404") << false << Fault::Unreadable << JournalOutcome::Failed << 1;
    QTest::newRow("a stranger's 200") << QByteArray("200") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 1;
    QTest::newRow("200 after") << QByteArray("200 after") << true << Fault::Storage << JournalOutcome::Succeeded << 0;
    QTest::newRow("401 of nobody") << QByteArray("401 bare") << false << Fault::Unauthorized << JournalOutcome::Failed << 1;
    QTest::newRow("503, still there") << QByteArray("503") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 1;
    QTest::newRow("504, still there") << QByteArray("504") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 1;
    QTest::newRow("500, no list") << QByteArray("500 blind") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 1;
    QTest::newRow("a stranger's 404, list too") << QByteArray("404 blind") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 1;
    QTest::newRow("404 of nobody, no list") << QByteArray("404 bare") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 1;
    QTest::newRow("cut after") << QByteArray("after") << true << Fault::Storage << JournalOutcome::Succeeded << 0;
    QTest::newRow("cut before") << QByteArray("before") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 1;
    QTest::newRow("cut, list too") << QByteArray("blind") << false << Fault::Unconfirmed << JournalOutcome::Unconfirmed << 0;
    QTest::newRow("refused") << QByteArray("403") << false << Fault::Forbidden << JournalOutcome::Refused << 1;
    QTest::newRow("500") << QByteArray("500") << false << Fault::ServerFailure << JournalOutcome::Failed << 1;
    QTest::newRow("500 after") << QByteArray("500 after") << true << Fault::Storage << JournalOutcome::Succeeded << 0;
    QTest::newRow("offline") << QByteArray("offline") << false << Fault::Offline << JournalOutcome::Failed << 1;
}

void IssueTest::deletions()
{
    QFETCH(QByteArray, what);
    QFETCH(bool, isDone);
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    const QString place = vaultKey(m_bench->session->facts().accountId, issued->key.id);
    if (what == "gone")
        m_bench->cloud->withWorld([&](sim::World &world) { world.removeAccessKey(issued->key.id); });
    if (what == "404 blind")
        m_bench->cloud->failNext({.status = 404, .body = "<html>", .matching = m_bench->list(), .times = 4});
    if (what == "404 bare") {
        m_bench->cloud->failNext({.status = 403, .matching = m_bench->list()});
        m_bench->cloud->failNext({.status = 404, .body = "{}", .matching = m_bench->removal()});
    } else if (what.startsWith("404"))
        m_bench->cloud->failNext({.status = 404, .body = "<html>", .matching = m_bench->removal()});
    if (what == "403")
        m_bench->cloud->failNext({.status = 403, .matching = m_bench->removal()});
    if (what == "401 bare")
        m_bench->cloud->failNext({.status = 401, .body = "{}", .matching = m_bench->removal()});
    else if (what.startsWith("20") || what.startsWith("50"))
        m_bench->cloud->failNext({.status = what.left(3).toInt(), .body = what.startsWith("20") ? "{}" : "",
                                  .matching = m_bench->removal(), .afterCommit = what.endsWith("after")});
    if (what == "after" || what == "blind")
        m_bench->network->failNext(LineFault::CloseAfterCommit, m_bench->removal());
    if (what == "blind" || what == "500 blind")
        m_bench->cloud->failNext({.status = 403, .matching = m_bench->list()});
    if (what == "before")
        m_bench->network->failNext(LineFault::CloseBeforeCommit, m_bench->removal());
    if (what == "offline")
        m_bench->network->failNext(LineFault::RefuseConnection, m_bench->removal());
    const auto deleted = settle(deleteAccessKey(m_bench->desk(), issued->key));
    QCOMPARE(deleted.has_value(), isDone);
    if (!isDone)
        QTEST(deleted.error().fault, "fault");
    else
        QVERIFY(!deleted->entryError);
    QTEST(static_cast<int>(m_bench->keysOf().size()), "left");
    QTEST(m_bench->records().front().outcome->kind, "kind");
    QCOMPARE(m_bench->records().front().entry.target, issued->key.id);
    QCOMPARE(settle(m_bench->vault->memory.read(place)).has_value(), !isDone); // the entry goes with the key, and only then
    QVERIFY(m_bench->cloud->count("DELETE", Bench::credentials + "*") <= 1);
}

void IssueTest::deletingWithoutJournalIsNotSent()
{
    const auto issued = m_bench->issue();
    QVERIFY(issued);
    QFile file(m_bench->folder.filePath(u"a-file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_bench->journal = std::make_shared<Journal>(m_bench->folder.filePath(u"a-file/journal.sqlite"_s), m_bench->clock);
    const auto deleted = settle(deleteAccessKey(m_bench->desk(), issued->key));
    QVERIFY(!deleted);
    QCOMPARE(deleted.error().fault, Fault::Storage);
    QCOMPARE(m_bench->keysOf().size(), 1U);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::IssueTest)
#include "issuetest.moc"
