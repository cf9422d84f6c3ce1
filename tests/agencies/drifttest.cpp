// SPDX-License-Identifier: Apache-2.0
// What two readings of a cluster say of what happened between them, and when its nodes lose OBS.
#include "app/agencies/impact.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const Instant noon(std::chrono::milliseconds(1'767'268'800'000)); // 2026-01-01T12:00:00Z
const QString usual = QStringLiteral("mrs_ecs_obs");

BindingVerdict boundOn(int bound, int read, int nodes)
{
    const BindingVerdict::Kind kind = bound < read ? (bound == 0 ? BindingVerdict::NotBound : BindingVerdict::PartlyBound)
        : read < nodes || nodes == 0               ? BindingVerdict::Unknown
                                                   : BindingVerdict::Bound;
    return {.kind = kind, .agencies = bound > 0 ? QStringList{usual} : QStringList(), .nodes = nodes, .read = read, .bound = bound};
}

BindingVerdict allNodes(BindingVerdict::Kind kind, const QString &agency = usual)
{
    return {.kind = kind, .agencies = {agency}, .nodes = 4, .read = 4, .bound = 4};
}

BindingVerdict mixed()
{
    return {.kind = BindingVerdict::Mixed, .agencies = {u"another"_s, usual}, .nodes = 4, .read = 4, .bound = 4};
}

BindingVerdict ending(std::chrono::hours in)
{
    BindingVerdict verdict = allNodes(in <= 720h ? BindingVerdict::ExpiresSoon : BindingVerdict::Bound);
    verdict.expires = noon + in;
    return verdict;
}

PastReading seen(const BindingVerdict &verdict, Instant first = noon, std::optional<Instant> last = {})
{
    return {.cluster = {.projectId = u"p"_s, .clusterId = u"c"_s}, .name = u"mrs-test"_s, .verdict = verdict, .first = first,
            .last = last.value_or(first), .counts = verdict.kind != BindingVerdict::Unknown};
}

} // namespace

class DriftTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatChanged_data();
    void whatChanged();
    void anExpiryIsToldOnceAtEachThreshold();
    void aProlongedAgencyIsNotToldOf();
    void whatIsNearAtFirstSightIsTold();
    void equalReadingsBecomeOneRow();
    void whatWasNotReadIsNoBase();
    void everythingToldHasWords();

    void impactOfALostBinding();
    void impactOfNodesLostOneAfterTheOther();
    void impactOfAnExpiredAgencyIsExact();
    void impactOfARefusalByObs();
    void impactWithoutAGoodReading();
    void noImpactWithoutAnOutage();
    void whatWasUnreadableMeanwhileWidensTheWindow();
    void aClockSetBackGivesNoWindow();
};

void DriftTest::whatChanged_data()
{
    QTest::addColumn<BindingVerdict>("before");
    QTest::addColumn<BindingVerdict>("now");
    QTest::addColumn<Drift::Kind>("kind");
    QTest::addColumn<int>("lost");
    const BindingVerdict bound = allNodes(BindingVerdict::Bound);
    const BindingVerdict unchecked = allNodes(BindingVerdict::BoundUnchecked);
    const BindingVerdict missing = allNodes(BindingVerdict::AgencyMissing);
    QTest::newRow("nothing") << bound << bound << Drift::Nothing << 0;
    QTest::newRow("lost on all") << bound << boundOn(0, 4, 4) << Drift::BindingLost << 4;
    QTest::newRow("lost on one") << bound << boundOn(3, 4, 4) << Drift::BindingLost << 1;
    QTest::newRow("lost on one more") << boundOn(3, 4, 4) << boundOn(2, 4, 4) << Drift::BindingLost << 2;
    QTest::newRow("lost on the rest") << boundOn(3, 4, 4) << boundOn(0, 4, 4) << Drift::BindingLost << 4;
    QTest::newRow("still lost") << boundOn(3, 4, 4) << boundOn(3, 4, 4) << Drift::Nothing << 0;
    QTest::newRow("better, not well") << boundOn(0, 4, 4) << boundOn(2, 4, 4) << Drift::Nothing << 0;
    QTest::newRow("lost on one, others unread") << bound << boundOn(1, 2, 4) << Drift::BindingLost << 1;
    QTest::newRow("fewer seen lost, others unread") << boundOn(2, 4, 4) << boundOn(1, 2, 4) << Drift::Unreadable << 0;
    QTest::newRow("all lost, fewer read") << boundOn(0, 4, 4) << boundOn(0, 2, 4) << Drift::Unreadable << 0;
    QTest::newRow("not read") << bound << boundOn(0, 0, 4) << Drift::Unreadable << 0;
    QTest::newRow("some read, all of them bound") << bound << boundOn(2, 2, 4) << Drift::Unreadable << 0;
    QTest::newRow("lost, now not read") << boundOn(0, 4, 4) << boundOn(0, 0, 4) << Drift::Unreadable << 0;
    QTest::newRow("no nodes listed") << bound << boundOn(0, 0, 0) << Drift::Unreadable << 0;
    QTest::newRow("another agency") << bound << allNodes(BindingVerdict::Bound, u"other"_s) << Drift::AgencyChanged << 0;
    QTest::newRow("another spelling") << bound << allNodes(BindingVerdict::Bound, u"MRS_ecs_obs"_s) << Drift::AgencyChanged << 0;
    QTest::newRow("different ones") << bound << mixed() << Drift::AgencyChanged << 0;
    QTest::newRow("still different") << mixed() << mixed() << Drift::Nothing << 0;
    QTest::newRow("the same again") << mixed() << bound << Drift::Repaired << 0;
    QTest::newRow("agency deleted") << bound << missing << Drift::AgencyBroken << 0;
    QTest::newRow("trust changed") << bound << allNodes(BindingVerdict::WrongTrust) << Drift::AgencyBroken << 0;
    QTest::newRow("expired") << bound << allNodes(BindingVerdict::Expired) << Drift::AgencyBroken << 0;
    QTest::newRow("no OBS") << bound << allNodes(BindingVerdict::NoObsPermission) << Drift::AgencyBroken << 0;
    QTest::newRow("broken otherwise") << missing << allNodes(BindingVerdict::WrongTrust) << Drift::AgencyBroken << 0;
    QTest::newRow("another broken one") << missing << allNodes(BindingVerdict::AgencyMissing, u"other"_s) << Drift::AgencyBroken << 0;
    QTest::newRow("still broken") << missing << missing << Drift::Nothing << 0;
    QTest::newRow("broken, then not bound") << missing << boundOn(0, 4, 4) << Drift::BindingLost << 4;
    QTest::newRow("repaired") << boundOn(0, 4, 4) << bound << Drift::Repaired << 0;
    QTest::newRow("agency made again") << missing << bound << Drift::Repaired << 0;
    QTest::newRow("bound to a broken one") << boundOn(0, 4, 4) << missing << Drift::AgencyBroken << 0;
    QTest::newRow("the record of MRS differs") << bound << allNodes(BindingVerdict::RecordDiffers) << Drift::Nothing << 0;
    QTest::newRow("IAM not read") << bound << unchecked << Drift::Unreadable << 0;
    QTest::newRow("IAM not read, broken before") << missing << unchecked << Drift::Unreadable << 0;
    QTest::newRow("IAM not read, not bound before") << boundOn(0, 4, 4) << unchecked << Drift::Unreadable << 0;
    QTest::newRow("IAM never read") << unchecked << unchecked << Drift::Nothing << 0;
    QTest::newRow("IAM not read, another agency") << bound << allNodes(BindingVerdict::BoundUnchecked, u"other"_s) << Drift::AgencyChanged << 0;
    QTest::newRow("IAM read at last") << unchecked << bound << Drift::Nothing << 0;
    QTest::newRow("IAM read at last, broken") << unchecked << missing << Drift::AgencyBroken << 0;
}

void DriftTest::whatChanged()
{
    QFETCH(const BindingVerdict, before);
    QFETCH(const BindingVerdict, now);
    QFETCH(const Drift::Kind, kind);
    QFETCH(const int, lost);
    const Drift drift = compare(seen(before), now, noon + 5min);
    QCOMPARE(drift.kind, kind);
    QCOMPARE(drift.lost, lost);
    // Without one before nothing has happened.
    QVERIFY(!compare({}, now, noon).isTold());
}

void DriftTest::anExpiryIsToldOnceAtEachThreshold()
{
    const BindingVerdict soon = ending(24h * 100);
    std::optional<PastReading> before = seen(soon);
    QList<int> told;
    for (int hour = 1; hour <= 24 * 101; ++hour) {
        const Instant now = noon + std::chrono::hours(hour);
        BindingVerdict verdict = soon;
        if (*verdict.expires <= now)
            verdict.kind = BindingVerdict::Expired;
        else if (*verdict.expires <= now + 720h)
            verdict.kind = BindingVerdict::ExpiresSoon;
        const Drift drift = compare(before, verdict, now);
        if (drift.kind == Drift::ExpiryNears)
            told.append(*drift.daysLeft);
        else if (drift.isTold())
            told.append(drift.kind == Drift::AgencyBroken ? 0 : -1);
        before = seen(verdict, now);
    }
    QCOMPARE(told, (QList<int>{30, 7, 1, 0}));
    // Nobody looked for a while: the nearest one only.
    const Drift late = compare(seen(soon), ending(24h * 100), noon + 24h * 99);
    QCOMPARE(late.kind, Drift::ExpiryNears);
    QCOMPARE(late.daysLeft, 1);
}

void DriftTest::aProlongedAgencyIsNotToldOf()
{
    QCOMPARE(compare(seen(ending(24h * 3)), ending(24h * 20), noon + 5min).kind, Drift::Nothing);
    QCOMPARE(compare(seen(ending(24h * 20)), ending(24h * 3), noon + 5min).daysLeft, 3); // shortened
    QCOMPARE(compare(seen(allNodes(BindingVerdict::Bound)), ending(24h * 20), noon + 5min).daysLeft, 20); // it had no end
    const Drift repaired = compare(seen(boundOn(0, 4, 4)), ending(24h * 6), noon);
    QCOMPARE(repaired.kind, Drift::Repaired);
    QCOMPARE(repaired.daysLeft, 6);
    BindingVerdict gone = boundOn(0, 4, 4);
    QVERIFY(!compare(seen(ending(24h * 6)), gone, noon).daysLeft);
}

void DriftTest::whatIsNearAtFirstSightIsTold()
{
    const Drift drift = compare({}, ending(24h * 6), noon);
    QCOMPARE(drift.kind, Drift::ExpiryNears);
    QCOMPARE(drift.daysLeft, 6);
    QCOMPARE(compare({}, ending(24h * 31), noon).kind, Drift::Nothing);
    QCOMPARE(compare({}, ending(24h * 20), noon, 24h * 14).kind, Drift::Nothing); // as wide as was asked for
}

void DriftTest::equalReadingsBecomeOneRow()
{
    std::vector<PastReading> known;
    remember(known, seen(allNodes(BindingVerdict::Bound), noon));
    remember(known, seen(allNodes(BindingVerdict::Bound), noon + 5min));
    QCOMPARE(known.size(), 1U);
    QCOMPARE(known.front().first, noon);
    QCOMPARE(known.front().last, noon + 5min);
    remember(known, seen(boundOn(0, 4, 4), noon + 10min));
    remember(known, seen(boundOn(0, 4, 4), noon + 9min)); // late
    QCOMPARE(known.size(), 2U);
    QCOMPARE(known.front().last, noon + 10min);
    PastReading open = known.front();
    open.counts = false;
    remember(known, open);
    QCOMPARE(known.size(), 3U);
}

void DriftTest::whatWasNotReadIsNoBase()
{
    std::vector<PastReading> known;
    QVERIFY(!lastThatCounts(known));
    remember(known, seen(allNodes(BindingVerdict::Bound)));
    remember(known, seen(boundOn(0, 0, 4), noon + 5min));
    QCOMPARE(lastThatCounts(known)->verdict.kind, BindingVerdict::Bound);
    // Lost while nobody could look: told as soon as somebody can.
    QCOMPARE(compare(lastThatCounts(known), boundOn(0, 4, 4), noon + 10min).kind, Drift::BindingLost);
}

void DriftTest::everythingToldHasWords()
{
    const auto all = wordsFor({.kind = Drift::BindingLost, .lost = 4}, u"mrs-a"_s, boundOn(0, 4, 4));
    QCOMPARE(all.title, u"mrs-a: the agency is no longer bound"_s);
    const auto some = wordsFor({.kind = Drift::BindingLost, .lost = 1}, u"mrs-a"_s, boundOn(3, 4, 4));
    QCOMPARE(some.title, u"mrs-a: no agency on 1 of 4 nodes"_s);
    for (int kind = Drift::BindingLost; kind <= Drift::ExpiryNears; ++kind) {
        const Drift drift{.kind = static_cast<Drift::Kind>(kind), .lost = 1, .daysLeft = 3};
        const DriftWords words = wordsFor(drift, u"mrs-a"_s, allNodes(BindingVerdict::AgencyMissing));
        QVERIFY(words.title.startsWith(u"mrs-a"_s));
        QVERIFY(!words.body.isEmpty());
    }
    QVERIFY(wordsFor({}, u"mrs-a"_s, {}).title.isEmpty());
}

void DriftTest::impactOfALostBinding()
{
    const std::vector<PastReading> known{seen(boundOn(0, 4, 4), noon + 5min, noon + 20min),
                                         seen(allNodes(BindingVerdict::Bound), noon - 3h, noon)};
    const Impact impact = impactOf(known);
    QCOMPARE(impact.kind, Impact::Window);
    QCOMPARE(impact.earliest, noon + 5min);      // held the least, lost it right after it was seen
    QCOMPARE(impact.latest, noon + 5min + 60min); // fetched right before it was seen lost
    QVERIFY(!impact.isPartial);
    QCOMPARE(stageOf(impact, noon + 4min), ImpactStage::Ahead);
    QCOMPARE(stageOf(impact, noon + 5min), ImpactStage::Running);
    QCOMPARE(stageOf(impact, noon + 65min), ImpactStage::Over);
    QCOMPARE(impactText(impact, noon + 4min, u"A"_s, u"B"_s), u"OBS access of these nodes ends between A and B."_s);
    for (const auto passed : {4min, 30min, 70min})
        QVERIFY(impactText(impact, noon + passed, u"A"_s, u"B"_s).contains(u'B'));
}

void DriftTest::impactOfNodesLostOneAfterTheOther()
{
    const std::vector<PastReading> known{seen(boundOn(2, 4, 4), noon + 20min), seen(boundOn(3, 4, 4), noon + 5min, noon + 15min),
                                         seen(allNodes(BindingVerdict::Bound), noon - 1h, noon)};
    const Impact impact = impactOf(known);
    QCOMPARE(impact.earliest, noon + 5min);
    QCOMPARE(impact.latest, noon + 80min); // of the last one
    QVERIFY(impact.isPartial);
    // What was broken for all does not get worse.
    const std::vector<PastReading> worse{seen(boundOn(0, 4, 4), noon + 40min), seen(allNodes(BindingVerdict::AgencyMissing), noon + 5min),
                                         seen(allNodes(BindingVerdict::Bound), noon - 1h, noon)};
    QCOMPARE(impactOf(worse).latest, noon + 65min);
}

void DriftTest::impactOfAnExpiredAgencyIsExact()
{
    BindingVerdict expired = allNodes(BindingVerdict::Expired);
    expired.expires = noon + 2min;
    const Impact impact = impactOf({seen(expired, noon + 5min), seen(ending(1h), noon - 1h, noon)});
    QCOMPARE(impact.earliest, noon + 7min);
    QCOMPARE(impact.latest, noon + 62min);
    QCOMPARE(impactOf({seen(expired, noon + 5min)}).kind, Impact::Window); // no reading before is needed
}

void DriftTest::impactOfARefusalByObs()
{
    const Impact impact = impactOf({seen(allNodes(BindingVerdict::NoObsPermission), noon + 5min), seen(allNodes(BindingVerdict::Bound), noon)});
    QCOMPARE(impact.earliest, noon);
    QCOMPARE(impact.latest, noon + 20min);
}

void DriftTest::impactWithoutAGoodReading()
{
    const Impact impact = impactOf({seen(boundOn(0, 4, 4), noon, noon + 30min)});
    QCOMPARE(impact.kind, Impact::AtLatest);
    QCOMPARE(impact.latest, noon + 60min);
    QCOMPARE(stageOf(impact, noon), ImpactStage::Running);
    QVERIFY(impactText(impact, noon, {}, u"B"_s).contains(u"at the latest"_s));
    // Bound, but whether it worked was not known.
    QCOMPARE(impactOf({seen(boundOn(0, 4, 4), noon + 5min), seen(allNodes(BindingVerdict::BoundUnchecked), noon)}).kind, Impact::AtLatest);
}

void DriftTest::noImpactWithoutAnOutage()
{
    QCOMPARE(impactOf({}).kind, Impact::None);
    QCOMPARE(impactOf({seen(allNodes(BindingVerdict::Bound)), seen(boundOn(0, 4, 4), noon - 1h)}).kind, Impact::None);
    QCOMPARE(impactOf({seen(mixed()), seen(allNodes(BindingVerdict::Bound), noon - 1h)}).kind, Impact::None);
    QCOMPARE(impactOf({seen(boundOn(0, 0, 4))}).kind, Impact::None);
    QVERIFY(impactText({}, noon, {}, {}).isEmpty());
}

void DriftTest::whatWasUnreadableMeanwhileWidensTheWindow()
{
    const Impact impact = impactOf({seen(boundOn(0, 0, 4), noon + 50min), seen(boundOn(0, 4, 4), noon + 40min),
                                    seen(boundOn(0, 0, 4), noon + 5min, noon + 35min), seen(allNodes(BindingVerdict::Bound), noon)});
    QCOMPARE(impact.earliest, noon + 5min);
    QCOMPARE(impact.latest, noon + 100min);
}

void DriftTest::aClockSetBackGivesNoWindow()
{
    const Impact impact = impactOf({seen(boundOn(0, 4, 4), noon), seen(allNodes(BindingVerdict::Bound), noon + 3h)});
    QCOMPARE(impact.kind, Impact::AtLatest);
    QCOMPARE(impact.latest, noon + 60min);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::DriftTest)
#include "drifttest.moc"
