// SPDX-License-Identifier: Apache-2.0
// Who waits for others: at a gate that lets so many through, and for an outcome that another one asks for.
#include "app/foundation/gate.h"
#include "app/foundation/sharedoutcome.h"
#include "tests/support/settle.h"

#include <QTest>

namespace claviger {

using testing::pending;
using testing::settle;

class GateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void soManyAtOnceInTheirOrder();
    void whoStopsWaitingTakesNoPlace();
    void manyWhoStopAtOnce();
    void oneOutcomeForAll();
    void whoStopsWaitingHindersNobody();
};

void GateTest::soManyAtOnceInTheirOrder()
{
    const auto gate = std::make_shared<Gate>(2);
    std::vector<testing::Pending<Gate::Place>> all;
    for (int i = 0; i < 4; ++i)
        all.push_back(pending(Gate::enter(gate)));
    QVERIFY(all[0]->has_value() && all[1]->has_value()); // at once
    QTest::qWait(0);
    QVERIFY(!all[2]->has_value() && !all[3]->has_value());
    Gate::Place copy = ***all[1];
    all[1]->reset();
    QTest::qWait(0);
    QVERIFY(!all[2]->has_value()); // one copy is still inside
    copy.reset();
    QVERIFY(settle(all[2]));
    QVERIFY(!all[3]->has_value());
    all[2]->reset();
    QVERIFY(settle(all[3]));
    all.clear();
    QVERIFY(pending(Gate::enter(gate))->has_value());
}

void GateTest::whoStopsWaitingTakesNoPlace()
{
    const auto gate = std::make_shared<Gate>(0); // lets one through, not none
    auto inside = pending(Gate::enter(gate));
    std::stop_source stop;
    const auto impatient = pending(Gate::enter(gate, stop.get_token()));
    const auto patient = pending(Gate::enter(gate));
    stop.request_stop();
    QCOMPARE(settle(impatient).error().fault, Fault::Cancelled);
    inside->reset();
    QVERIFY(settle(patient));
}

void GateTest::manyWhoStopAtOnce()
{
    const auto gate = std::make_shared<Gate>(1);
    auto inside = pending(Gate::enter(gate));
    std::stop_source stop;
    std::vector<testing::Pending<Gate::Place>> all;
    for (int i = 0; i < 20'000; ++i)
        all.push_back(pending(Gate::enter(gate, stop.get_token())));
    stop.request_stop();
    for (const auto &one : all)
        QCOMPARE(settle(one).error().fault, Fault::Cancelled);
    inside->reset();
    QVERIFY(pending(Gate::enter(gate))->has_value());
}

void GateTest::oneOutcomeForAll()
{
    const SharedOutcome<QString> shared;
    const auto first = pending(SharedOutcome<QString>::of(shared, {}));
    const auto second = pending(SharedOutcome<QString>::of(shared, {}));
    QVERIFY(!shared.isSettled());
    shared.settle(QStringLiteral("it"));
    shared.settle(QStringLiteral("too late"));
    QCOMPARE(*settle(first), QStringLiteral("it"));
    QCOMPARE(*settle(second), QStringLiteral("it"));
    QVERIFY(pending(SharedOutcome<QString>::of(shared, {}))->has_value()); // at once
    const SharedOutcome<Done> failed;
    failed.settle(tl::unexpected(Error{.fault = Fault::Forbidden}));
    QCOMPARE(settle(SharedOutcome<Done>::of(failed, {})).error().fault, Fault::Forbidden);
}

void GateTest::whoStopsWaitingHindersNobody()
{
    const SharedOutcome<int> shared;
    std::stop_source stop;
    const auto impatient = pending(SharedOutcome<int>::of(shared, stop.get_token()));
    const auto patient = pending(SharedOutcome<int>::of(shared, {}));
    stop.request_stop();
    QCOMPARE(settle(impatient).error().fault, Fault::Cancelled);
    shared.settle(7);
    QCOMPARE(*settle(patient), 7);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::GateTest)
#include "gatetest.moc"
