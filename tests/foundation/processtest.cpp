// SPDX-License-Identifier: Apache-2.0
// Programs of the system, well-behaved and not: every call settles once, and no process is left behind.
#include "app/foundation/process.h"
#include "tests/support/settle.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::pending;
using testing::settle;

namespace {

ProcessCall shell(const QString &script)
{
    return {.program = u"sh"_s, .arguments = {u"-c"_s, script}};
}

// Of a process that wrote its id there, or 0.
pid_t idIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

bool isAlive(pid_t id)
{
    QFile status(u"/proc/%1/stat"_s.arg(id));
    return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z "); // a zombie waits for its reaper alone
}

} // namespace

class ProcessTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itGivesWhatWasSaidAndTheExitCode();
    void inputArrivesWholeAndEnds();
    void theEnvironmentIsChanged();
    void whatIsAbsentCannotBeStarted();
    void aCrashIsNoExit();
    void outputBeyondTheCapIsCut_data();
    void outputBeyondTheCapIsCut();
    void zerosAndOddBytesArrive();
    void whoDoesNotReadItsInputIsFreeTo();
    void timeRunsOut();
    void aStopEndsItAtOnce();
    void aStopBeforehandStartsNothing();
    void stoppingTwiceAndTooLateIsHarmless();
    void whatItStartedEndsToo();
    void whoHearsNoTermIsKilled();
    void aChildThatKeepsTheOutputOpenHoldsNobody();
    void anOwnerThatDiesIsNotCalled();
    void theEndOfTheProgramEndsIt();
    void manySideBySide();
    void thereIsNoTerminalToAskAt();
};

void ProcessTest::itGivesWhatWasSaidAndTheExitCode()
{
    const Result<ProcessOutcome> outcome = settle(runProcess(shell(u"echo out; echo err >&2; exit 7"_s)));
    QVERIFY(outcome);
    QCOMPARE(outcome->ending, ProcessOutcome::Exited);
    QCOMPARE(outcome->exitCode, 7);
    QCOMPARE(outcome->output, QByteArray("out\n"));
    QCOMPARE(outcome->errors, QByteArray("err\n"));
    QVERIFY(!outcome->isCut);
}

void ProcessTest::inputArrivesWholeAndEnds()
{
    ProcessCall call{.program = u"sh"_s, .arguments = {u"-s"_s}, .input = "cat <<X\n" + QByteArray(200'000, 'a') + "\nX\n"};
    call.mostOutput = 1'000'000;
    const Result<ProcessOutcome> outcome = settle(runProcess(call));
    QCOMPARE(outcome->output.size(), 200'001);
    QVERIFY(settle(runProcess({.program = u"cat"_s}))->output.isEmpty()); // no input: the end of it at once
}

void ProcessTest::theEnvironmentIsChanged()
{
    qputenv("CLAVIGER_TEST_GONE", "here");
    ProcessCall call = shell(u"echo \"$CLAVIGER_TEST_NEW-$CLAVIGER_TEST_GONE-${PATH:+path}\""_s);
    call.environment = {{u"CLAVIGER_TEST_NEW"_s, u"new"_s}, {u"CLAVIGER_TEST_GONE"_s, {}}};
    QCOMPARE(settle(runProcess(call))->output, QByteArray("new--path\n"));
}

void ProcessTest::whatIsAbsentCannotBeStarted()
{
    const Result<ProcessOutcome> outcome = settle(runProcess({.program = u"claviger-no-such-program"_s, .input = "x"}));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault, Fault::NotFound);
    QVERIFY(outcome.error().detail.contains(u"claviger-no-such-program"_s));
    QCOMPARE(settle(runProcess({})).error().fault, Fault::NotFound);
    const QTemporaryDir folder;
    QCOMPARE(settle(runProcess({.program = folder.path()})).error().fault, Fault::NotFound);
}

void ProcessTest::aCrashIsNoExit()
{
    const Result<ProcessOutcome> outcome = settle(runProcess(shell(u"echo before; kill -KILL $$"_s)));
    QVERIFY(outcome);
    QCOMPARE(outcome->ending, ProcessOutcome::Crashed);
    QCOMPARE(outcome->output, QByteArray("before\n"));
}

void ProcessTest::outputBeyondTheCapIsCut_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("output");
    QTest::addColumn<int>("errors");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("just as much") << u"head -c 1000 /dev/zero"_s << 1000 << 0 << false;
    QTest::newRow("one more") << u"head -c 1001 /dev/zero"_s << 1000 << 0 << true;
    QTest::newRow("8 MiB of both") << u"head -c 8388608 /dev/zero & head -c 8388608 /dev/zero >&2; wait"_s << 1000 << 1000 << true;
}

void ProcessTest::outputBeyondTheCapIsCut()
{
    QFETCH(QString, script);
    ProcessCall call = shell(script);
    call.mostOutput = 1000;
    const Result<ProcessOutcome> outcome = settle(runProcess(call));
    QVERIFY(outcome);
    QTEST(int(outcome->output.size()), "output");
    QTEST(int(outcome->errors.size()), "errors");
    QTEST(outcome->isCut, "isCut");
    QCOMPARE(outcome->exitCode, 0);
}

void ProcessTest::zerosAndOddBytesArrive()
{
    const Result<ProcessOutcome> outcome = settle(runProcess(shell(u"printf 'a\\000b\\377\\r\\n'"_s)));
    QCOMPARE(outcome->output, QByteArray("a\0b\xff\r\n", 6));
}

void ProcessTest::whoDoesNotReadItsInputIsFreeTo()
{
    ProcessCall call = shell(u"exec <&-; echo done"_s);
    call.input = QByteArray(4'000'000, 'x');
    const Result<ProcessOutcome> outcome = settle(runProcess(call));
    QVERIFY(outcome);
    QCOMPARE(outcome->output, QByteArray("done\n"));
}

void ProcessTest::timeRunsOut()
{
    const QTemporaryDir folder;
    ProcessCall call = shell(u"echo $$ > %1/id; exec sleep 1000"_s.arg(folder.path()));
    call.limit = 500ms;
    QCOMPARE(settle(runProcess(call)).error().fault, Fault::TimedOut);
    const pid_t id = idIn(folder.filePath(u"id"_s));
    QVERIFY(id > 0);
    QTRY_VERIFY(!isAlive(id));
}

void ProcessTest::aStopEndsItAtOnce()
{
    const QTemporaryDir folder;
    std::stop_source stop;
    const auto running = pending(runProcess(shell(u"echo $$ > %1/id; exec sleep 1000"_s.arg(folder.path())), stop.get_token()));
    QTRY_VERIFY(idIn(folder.filePath(u"id"_s)) > 0);
    QVERIFY(!running->has_value());
    stop.request_stop();
    QCOMPARE(settle(running).error().fault, Fault::Cancelled);
    QTRY_VERIFY(!isAlive(idIn(folder.filePath(u"id"_s))));
}

void ProcessTest::aStopBeforehandStartsNothing()
{
    const QTemporaryDir folder;
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(settle(runProcess(shell(u"touch %1/begun"_s.arg(folder.path())), stop.get_token())).error().fault, Fault::Cancelled);
    std::stop_source soon; // while it is being started
    const auto running = pending(runProcess(shell(u"sleep 1000"_s), soon.get_token()));
    soon.request_stop();
    QCOMPARE(settle(running).error().fault, Fault::Cancelled);
    QVERIFY(!QFile::exists(folder.filePath(u"begun"_s)));
}

void ProcessTest::stoppingTwiceAndTooLateIsHarmless()
{
    std::stop_source stop;
    ProcessCall call = shell(u"sleep 1000"_s);
    call.limit = 1ms; // both at about the same time
    const auto running = pending(runProcess(call, stop.get_token()));
    QTest::qWait(1);
    stop.request_stop();
    QVERIFY(!settle(running));
    std::stop_source late;
    QVERIFY(settle(runProcess(shell(u"true"_s), late.get_token())));
    late.request_stop();
    QTest::qWait(20);
}

void ProcessTest::whatItStartedEndsToo()
{
    const QTemporaryDir folder;
    std::stop_source stop;
    // The inner one takes no notice of a polite request.
    const auto running = pending(runProcess(
        shell(u"(trap '' TERM; echo > %1/x; sh -c 'echo $$ > %1/id; while :; do sleep 1; done') & wait"_s.arg(folder.path())),
        stop.get_token()));
    QTRY_VERIFY(idIn(folder.filePath(u"id"_s)) > 0);
    const pid_t id = idIn(folder.filePath(u"id"_s));
    stop.request_stop();
    QVERIFY(!settle(running));
    QTRY_VERIFY(!isAlive(id));
}

void ProcessTest::whoHearsNoTermIsKilled()
{
    const QTemporaryDir folder;
    ProcessCall call = shell(u"trap '' TERM; echo $$ > %1/id; while :; do sleep 1; done"_s.arg(folder.path()));
    call.grace = 50ms;
    std::stop_source stop;
    const auto running = pending(runProcess(call, stop.get_token()));
    QTRY_VERIFY(idIn(folder.filePath(u"id"_s)) > 0);
    stop.request_stop();
    QVERIFY(!settle(running));
    QTRY_VERIFY(!isAlive(idIn(folder.filePath(u"id"_s))));
}

void ProcessTest::aChildThatKeepsTheOutputOpenHoldsNobody()
{
    const QTemporaryDir folder;
    const Result<ProcessOutcome> outcome =
        settle(runProcess(shell(u"sleep 1000 & echo $! > %1/id; echo said"_s.arg(folder.path()))));
    QVERIFY(outcome);
    QCOMPARE(outcome->output, QByteArray("said\n"));
    const pid_t id = idIn(folder.filePath(u"id"_s)); // what ends by itself may leave something, as ssh's shared connections
    QVERIFY(isAlive(id));
    ::kill(id, SIGKILL);
}

void ProcessTest::anOwnerThatDiesIsNotCalled()
{
    const QTemporaryDir folder;
    bool wasTold = false;
    auto owner = std::make_unique<QObject>();
    auto stop = std::make_unique<std::stop_source>();
    QCoro::connect(runProcess(shell(u"echo $$ > %1/id; exec sleep 1000"_s.arg(folder.path())), stop->get_token()), owner.get(),
                   [&wasTold](const Result<ProcessOutcome> &) { wasTold = true; });
    QTRY_VERIFY(idIn(folder.filePath(u"id"_s)) > 0);
    stop->request_stop(); // as in a destructor
    stop.reset();
    owner.reset();
    QTRY_VERIFY(!isAlive(idIn(folder.filePath(u"id"_s))));
    QVERIFY(!wasTold);
}

// What belongs to the application goes with it.
void ProcessTest::theEndOfTheProgramEndsIt()
{
    const QTemporaryDir folder;
    const auto running = pending(runProcess(shell(u"trap '' TERM; echo $$ > %1/id; sleep 1000"_s.arg(folder.path()))));
    QTRY_VERIFY(idIn(folder.filePath(u"id"_s)) > 0);
    QCOMPARE(QCoreApplication::instance()->findChildren<QProcess *>().size(), 1);
    qDeleteAll(QCoreApplication::instance()->findChildren<QProcess *>());
    QVERIFY(!isAlive(idIn(folder.filePath(u"id"_s))));
    QCOMPARE(settle(running).error().fault, Fault::Cancelled);
}

void ProcessTest::manySideBySide()
{
    std::vector<testing::Pending<ProcessOutcome>> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(pending(runProcess(shell(u"echo %1"_s.arg(i)))));
    for (std::size_t i = 0; i < all.size(); ++i)
        QCOMPARE(settle(all[i])->output, QByteArray::number(int(i)) + '\n');
}

void ProcessTest::thereIsNoTerminalToAskAt()
{
    const Result<ProcessOutcome> outcome = settle(runProcess(shell(u"(: < /dev/tty) 2>/dev/null && echo terminal || echo none"_s)));
    QCOMPARE(outcome->output, QByteArray("none\n"));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProcessTest)
#include "processtest.moc"
