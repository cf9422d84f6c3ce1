// SPDX-License-Identifier: Apache-2.0
// The creation flow through the real network stack, http and TLS, with the line cut at each phase of the create call:
// how many requests reach the cloud, and what is said about it.
#include "app/simulation/loopbackdoor.h"
#include "tests/accesskeys/bench.h"
#include "tests/support/faultproxy.h"

#include <QSslCertificate>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

using testing::Bench;
using testing::FaultProxy;
using testing::settle;

namespace {

// Somebody signed in to the simulated cloud through a door of its own, with a proxy that breaks the line between.
struct FragileLine
{
    explicit FragileLine(bool tls)
        : door(bench.cloud, tls ? LoopbackDoor::Scheme::Https : LoopbackDoor::Scheme::Http)
        , proxy(portOf(door))
    {
        const TrustRule trust{.authorities = tls ? QSslCertificate::fromPath(door.caFile()) : QList<QSslCertificate>()};
        bench.transport = std::make_shared<Transport>(bench.clock, trust);
        bench.endpoint = QUrl(proxy.url(tls ? u"https"_s : u"http"_s));
        bench.signIn(u"ops-admin"_s);
    }

    static quint16 portOf(LoopbackDoor &door)
    {
        const Result<quint16> port = door.start();
        if (!port)
            qFatal("the door does not open: %s", qPrintable(port.error().detail));
        return *port;
    }

    Bench bench;
    LoopbackDoor door;
    FaultProxy proxy;
};

} // namespace

class IssueDoorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCutAtEachPhase_data();
    void aCutAtEachPhase();
    void aRefusedConnectionMakesNoKey_data();
    void aRefusedConnectionMakesNoKey();
    void aDeletionCutAfterwards_data();
    void aDeletionCutAfterwards();
};

void IssueDoorTest::aCutAtEachPhase_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<FaultProxy::Mode>("mode");
    QTest::addColumn<int>("made");
    for (const bool tls : {false, true}) {
        const char *scheme = tls ? "TLS" : "http";
        QTest::addRow("whole %s", scheme) << tls << FaultProxy::Mode::Pass << 1;
        QTest::addRow("before %s", scheme) << tls << FaultProxy::Mode::CloseBeforeRequest << 0;
        QTest::addRow("after %s", scheme) << tls << FaultProxy::Mode::CloseAfterRequest << 1;
        QTest::addRow("reset before %s", scheme) << tls << FaultProxy::Mode::ResetBeforeForward << 0;
        QTest::addRow("reset after %s", scheme) << tls << FaultProxy::Mode::ResetAfterRequest << 1;
        QTest::addRow("trickle %s", scheme) << tls << FaultProxy::Mode::Trickle << 1; // slower than anybody waits
        QTest::addRow("in the answer %s", scheme) << tls << FaultProxy::Mode::Truncate << 1;
        QTest::addRow("garbage %s", scheme) << tls << FaultProxy::Mode::Garbage << 0;
        QTest::addRow("silence %s", scheme) << tls << FaultProxy::Mode::Silent << 0;
    }
}

void IssueDoorTest::aCutAtEachPhase()
{
    QFETCH(bool, tls);
    QFETCH(FaultProxy::Mode, mode);
    QFETCH(int, made);
    FragileLine line(tls);
    Bench &bench = line.bench;
    FaultProxy &proxy = line.proxy;
    proxy.setTruncateAfter(150);
    proxy.setTrickleInterval(100ms);

    // The line breaks with the create call, whatever connection it takes.
    const IssueRequest request{.user = bench.user(), .description = u"over the door"_s};
    const auto onStage = [&](IssueStage stage) {
        if (stage == IssueStage::Creating)
            proxy.setModeOnce(mode);
    };
    const HttpLimits limits{.total = 2s, .inactivity = 2s};
    const auto issued = settle(issueAccessKey(bench.desk(limits), request, onStage));
    QCOMPARE(static_cast<int>(bench.keysOf().size()), made);
    QCOMPARE(bench.creates(), made);
    QVERIFY(bench.records().front().outcome);
    if (mode == FaultProxy::Mode::Pass) {
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
        QCOMPARE(issued->kind, IssuedKey::Stored);
    } else if (made == 1) {
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
        QCOMPARE(issued->kind, IssuedKey::AnswerLost);
        QCOMPARE(issued->orphans.size(), 1U);
        QCOMPARE(issued->orphans.front().id, bench.keysOf().front().access);
    } else { // it was on its way, and nobody can say what became of it
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
        QCOMPARE(issued->kind, IssuedKey::AnswerLost);
        QCOMPARE(issued->answerError->fault, Fault::Unconfirmed);
        QVERIFY(issued->orphans.empty() && !issued->compareError);
    }
    QCOMPARE(bench.records().front().outcome->kind,
             mode == FaultProxy::Mode::Pass ? JournalOutcome::Succeeded : JournalOutcome::Unconfirmed);
}

void IssueDoorTest::aRefusedConnectionMakesNoKey_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("TLS") << true;
}

// Nobody listens any more when the create call comes: nothing can have been sent, and that is said.
void IssueDoorTest::aRefusedConnectionMakesNoKey()
{
    QFETCH(bool, tls);
    FragileLine line(tls);
    Bench &bench = line.bench;
    FaultProxy &proxy = line.proxy;
    const IssueRequest request{.user = bench.user(), .description = u"over the door"_s};
    const auto onStage = [&](IssueStage stage) {
        if (stage == IssueStage::Creating)
            proxy.setMode(FaultProxy::Mode::Refuse);
    };
    const HttpLimits limits{.total = 2s, .inactivity = 2s};
    const auto issued = settle(issueAccessKey(bench.desk(limits), request, onStage));
    QVERIFY(!issued);
    QCOMPARE(issued.error().fault, Fault::Offline);
    QVERIFY(bench.keysOf().empty());
    QCOMPARE(bench.creates(), 0);
    QVERIFY(bench.records().front().outcome);
    QCOMPARE(bench.records().front().outcome->kind, JournalOutcome::Failed);
}

void IssueDoorTest::aDeletionCutAfterwards_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("TLS") << true;
}

void IssueDoorTest::aDeletionCutAfterwards()
{
    QFETCH(bool, tls);
    FragileLine line(tls);
    Bench &bench = line.bench;
    FaultProxy &proxy = line.proxy;
    const auto issued = bench.issue();
    QVERIFY(issued);
    proxy.setModeOnce(FaultProxy::Mode::CloseAfterRequest);
    QVERIFY(settle(deleteAccessKey(bench.desk(), issued->key)));
    QCOMPARE(bench.cloud->count("DELETE", Bench::credentials + "*"), 1);
    QVERIFY(bench.keysOf().empty());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::IssueDoorTest)
#include "issuedoortest.moc"
