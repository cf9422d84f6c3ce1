// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/threaded.h"
#include "tests/support/settle.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <vector>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::pending;
using testing::settle;

class WorkerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itWorksElsewhereAndAnswersHere();
    void itKeepsTheOrder();
    void failuresTravelAsValues();
    void whatWasAcceptedIsFinishedBeforeTheEnd();
    void afterTheEndNothingRuns();
    void endingTwiceIsHarmless();
    void anAnswerWithoutAnAskerIsDropped();
    void theLastActIsDoneInItsThread();
    void whatLivesThereDiesThere();
};

void WorkerTest::itWorksElsewhereAndAnswersHere()
{
    const Worker worker(u"test"_s);
    QThread *answeredIn = nullptr;
    bool hasAnswered = false;
    worker.run([]() -> Result<QThread *> { return QThread::currentThread(); })
        .then([&](const Result<QThread *> &there) {
            answeredIn = QThread::currentThread();
            hasAnswered = there.has_value() && *there != answeredIn;
        });
    QVERIFY(!answeredIn); // never inside the caller
    QTRY_VERIFY(hasAnswered);
    QCOMPARE(answeredIn, QThread::currentThread());
}

void WorkerTest::itKeepsTheOrder()
{
    const Worker worker(u"test"_s);
    std::vector<int> order; // the worker's alone until the last answer is here
    testing::Pending<Done> last;
    for (int i = 0; i < 1000; ++i) {
        last = pending(worker.run([&order, i]() -> Result<Done> {
            order.push_back(i);
            return Done{};
        }));
    }
    QVERIFY(settle(last));
    QCOMPARE(order.size(), std::size_t(1000));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void WorkerTest::failuresTravelAsValues()
{
    const Worker worker(u"test"_s);
    const Result<int> answer =
        settle(worker.run([]() -> Result<int> { return tl::unexpected(Error{.fault = Fault::Storage}); }));
    QCOMPARE(answer.error().fault, Fault::Storage);
}

void WorkerTest::whatWasAcceptedIsFinishedBeforeTheEnd()
{
    std::atomic_int done = 0;
    std::binary_semaphore mayGoOn(0);
    std::vector<testing::Pending<Done>> answers;
    {
        const Worker worker(u"test"_s);
        for (int i = 0; i < 3; ++i) {
            answers.push_back(pending(worker.run([&done, &mayGoOn, i]() -> Result<Done> {
                if (i == 0)
                    mayGoOn.acquire();
                ++done;
                return Done{};
            })));
        }
        QCOMPARE(done.load(), 0);
        mayGoOn.release();
    } // waits
    QCOMPARE(done.load(), 3);
    for (const auto &answer : answers)
        QVERIFY(settle(answer)); // the answers come although the worker has gone
}

void WorkerTest::afterTheEndNothingRuns()
{
    Worker worker(u"test"_s);
    worker.end();
    bool hasRun = false;
    const Result<Done> answer = settle(worker.run([&hasRun]() -> Result<Done> {
        hasRun = true;
        return Done{};
    }));
    QCOMPARE(answer.error().fault, Fault::Cancelled);
    QVERIFY(!hasRun);
}

void WorkerTest::endingTwiceIsHarmless()
{
    int ends = 0;
    {
        Worker worker(u"test"_s, [&ends] { ++ends; });
        worker.end();
        worker.end();
    }
    QCOMPARE(ends, 1);
}

void WorkerTest::anAnswerWithoutAnAskerIsDropped()
{
    std::binary_semaphore mayGoOn(0);
    auto worker = std::make_unique<Worker>(u"test"_s);
    bool wasTold = false;
    auto owner = std::make_unique<QObject>();
    QCoro::connect(worker->run([&mayGoOn]() -> Result<Done> {
        mayGoOn.acquire();
        return Done{};
    }),
                   owner.get(), [&wasTold](const Result<Done> &) { wasTold = true; });
    const auto after = pending(worker->run([]() -> Result<Done> { return Done{}; }));
    owner.reset();
    mayGoOn.release();
    worker.reset();
    QVERIFY(settle(after)); // later in the same queue: the first answer has been delivered, or dropped, by now
    QVERIFY(!wasTold);
}

void WorkerTest::theLastActIsDoneInItsThread()
{
    QThread *workedIn = nullptr;
    QThread *endedIn = nullptr;
    {
        const Worker worker(u"test"_s, [&endedIn] { endedIn = QThread::currentThread(); });
        workedIn = *settle(worker.run([]() -> Result<QThread *> { return QThread::currentThread(); }));
    }
    QVERIFY(endedIn);
    QCOMPARE(endedIn, workedIn);
}

void WorkerTest::whatLivesThereDiesThere()
{
    struct Resident
    {
        QThread *&diedIn;
        int &diedAfter;
        int done = 0;
        Resident(QThread *&in, int &after)
            : diedIn(in)
            , diedAfter(after)
        {
        }
        Resident(const Resident &) = delete;
        Resident &operator=(const Resident &) = delete;
        ~Resident()
        {
            diedIn = QThread::currentThread();
            diedAfter = done;
        }
    };
    QThread *diedIn = nullptr, *workedIn = nullptr;
    int diedAfter = 0;
    testing::Pending<Done> last;
    {
        const Threaded<Resident> there(u"test"_s, std::make_unique<Resident>(diedIn, diedAfter));
        for (int i = 0; i < 100; ++i)
            last = pending(there.run([&workedIn](Resident &resident) -> Result<Done> {
                workedIn = QThread::currentThread();
                ++resident.done;
                return Done{};
            }));
        QVERIFY(!diedIn);
    }
    QCOMPARE(diedAfter, 100); // what was accepted is done first
    QVERIFY(diedIn && diedIn != QThread::currentThread());
    QCOMPARE(diedIn, workedIn);
    QVERIFY(settle(last));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::WorkerTest)
#include "workertest.moc"
