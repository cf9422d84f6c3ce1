// SPDX-License-Identifier: Apache-2.0
// The ledger of simulated alarms: what it gives back, what it finds, what it forgets, and how large it gets.
#include "app/simulation/alarmledger.h"

#include <QTest>

#include <malloc.h>

#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const Instant noon{1'768'474'800'000ms};

Alarm securityKeyAlarm(const QString &host, Instant when = noon)
{
    return {.id = 45741,
            .name = u"Failed to Call the ECS securitykey API"_s,
            .severity = Alarm::Major,
            .source = u"mrs-demo"_s,
            .object = u"Guardian"_s,
            .cause = u"No agency."_s,
            .serviceName = u"Guardian"_s,
            .roleName = u"TokenServer"_s,
            .hostName = host,
            .additionalInfo = u"status 401"_s,
            .occurred = when};
}

std::vector<qint64> serialsOf(const AlarmLedger &ledger, const AlarmQuery &query, std::size_t skip = 0)
{
    std::vector<qint64> serials;
    ledger.visit(
        query,
        [&serials](const Alarm &alarm) {
            serials.push_back(alarm.serial);
            return true;
        },
        skip);
    return serials;
}

} // namespace

class AlarmLedgerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasRaisedIsFoundWithEveryField();
    void aClearedAlarmKeepsItsNumberAndLeavesTheActiveOnes();
    void onlyAnActiveAlarmCanBeCleared();
    void theActiveAlarmOfAHostIsTheNewest();
    void anEventIsNeverActive();
    void whatIsRememberedTellsNobody();
    void theNewestComesFirstAndTheVisitorCanStop();
    void aQueryFindsWhatFitsAndNothingElse_data();
    void aQueryFindsWhatFitsAndNothingElse();
    void aPageBeginsWhereItIsAskedTo();
    void serialNumbersGoOnAfterClearingAll();
    void theOldestClearedGoFirstAndActiveOnesOutlastThem();
    void theListenerHearsRaisesAndClears();
    void locationSpellsItsKeysAsThePageDoes_data();
    void locationSpellsItsKeysAsThePageDoes();
    void manyAlarmsTakeLittleRoom();
    void tenThousandActiveOnesAreFoundWithoutASearch();
    void countsAgreeWithWhatIsVisited();
    void textsOfForgottenAlarmsGo();
};

void AlarmLedgerTest::whatWasRaisedIsFoundWithEveryField()
{
    AlarmLedger ledger;
    Alarm alarm = securityKeyAlarm(u"node-1"_s);
    alarm.moreLocation = u"RESName=x"_s;
    alarm.clearsItself = false;
    const qint64 serial = ledger.raise(alarm);
    QVERIFY(serial > 0);
    const std::optional<Alarm> found = ledger.find(serial);
    QVERIFY(found);
    QCOMPARE(found->serial, serial);
    QCOMPARE(found->id, 45741);
    QCOMPARE(found->name, alarm.name);
    QCOMPARE(found->severity, Alarm::Major);
    QCOMPARE(found->category, Alarm::Fault);
    QVERIFY(!found->clearsItself);
    QCOMPARE(found->source, alarm.source);
    QCOMPARE(found->object, alarm.object);
    QCOMPARE(found->cause, alarm.cause);
    QCOMPARE(found->location(),
             u"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-1;RESName=x"_s);
    QCOMPARE(found->additionalInfo, alarm.additionalInfo);
    QCOMPARE(found->occurred, noon);
    QVERIFY(!found->cleared);
    QVERIFY(found->isActive());
    QVERIFY(!ledger.find(serial + 1));
    QVERIFY(!ledger.find(serial - 1));
    QVERIFY(!ledger.find(0));
    QVERIFY(!AlarmLedger().find(1'804'001));
}

void AlarmLedgerTest::aClearedAlarmKeepsItsNumberAndLeavesTheActiveOnes()
{
    AlarmLedger ledger;
    const qint64 serial = ledger.raise(securityKeyAlarm(u"node-1"_s));
    QCOMPARE(ledger.activeCount(), std::size_t(1));
    QCOMPARE(ledger.activeCount(Alarm::Major), std::size_t(1));
    QVERIFY(ledger.clear(serial, Alarm::Automatic, noon + 5min));
    QCOMPARE(ledger.activeCount(), std::size_t(0));
    QCOMPARE(ledger.activeCount(Alarm::Major), std::size_t(0));
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-1"_s), 0);
    QCOMPARE(ledger.size(), std::size_t(1));
    const std::optional<Alarm> found = ledger.find(serial);
    QVERIFY(found && !found->isActive());
    QCOMPARE(found->cleared, noon + 5min);
    QCOMPARE(found->clearType, Alarm::Automatic);
    QCOMPARE(found->occurred, noon);
}

void AlarmLedgerTest::onlyAnActiveAlarmCanBeCleared()
{
    AlarmLedger ledger;
    const qint64 serial = ledger.raise(securityKeyAlarm(u"node-1"_s));
    QVERIFY(!ledger.clear(serial, Alarm::NotCleared, noon));
    QVERIFY(!ledger.clear(serial + 1, Alarm::Manual, noon));
    QVERIFY(!ledger.clear(0, Alarm::Manual, noon));
    QVERIFY(ledger.clear(serial, Alarm::Manual, noon + 1min));
    QVERIFY(!ledger.clear(serial, Alarm::Automatic, noon + 2min));
    QCOMPARE(ledger.find(serial)->cleared, noon + 1min);
    QCOMPARE(ledger.find(serial)->clearType, Alarm::Manual);
}

void AlarmLedgerTest::theActiveAlarmOfAHostIsTheNewest()
{
    AlarmLedger ledger;
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-1"_s), 0);
    const qint64 first = ledger.raise(securityKeyAlarm(u"node-1"_s));
    const qint64 second = ledger.raise(securityKeyAlarm(u"node-1"_s));
    const qint64 other = ledger.raise(securityKeyAlarm(u"node-2"_s));
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-1"_s), second);
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-2"_s), other);
    QCOMPARE(ledger.activeOn(45742, u"mrs-demo"_s, u"node-1"_s), 0);
    QCOMPARE(ledger.activeOn(45741, u"mrs-other"_s, u"node-1"_s), 0);
    QVERIFY(ledger.clear(second, Alarm::Automatic, noon));
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-1"_s), first);
}

void AlarmLedgerTest::anEventIsNeverActive()
{
    AlarmLedger ledger;
    Alarm event = securityKeyAlarm(u"node-1"_s);
    event.category = Alarm::Event;
    const qint64 serial = ledger.raise(event);
    QCOMPARE(ledger.activeCount(), std::size_t(0));
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-1"_s), 0);
    QVERIFY(!ledger.clear(serial, Alarm::Manual, noon));
    QVERIFY(!ledger.find(serial)->cleared);
}

void AlarmLedgerTest::whatIsRememberedTellsNobody()
{
    AlarmLedger ledger;
    int heard = 0;
    ledger.setListener([&heard](const Alarm &) { ++heard; });
    Alarm past = securityKeyAlarm(u"node-1"_s, noon - 24h);
    past.cleared = noon - 23h;
    const qint64 serial = ledger.remember(past);
    QCOMPARE(heard, 0);
    QCOMPARE(ledger.activeCount(), std::size_t(0));
    QCOMPARE(ledger.find(serial)->clearType, Alarm::Automatic);
    QCOMPARE(ledger.find(serial)->cleared, noon - 23h);
}

void AlarmLedgerTest::theNewestComesFirstAndTheVisitorCanStop()
{
    AlarmLedger ledger;
    const qint64 first = ledger.raise(securityKeyAlarm(u"node-1"_s));
    const qint64 second = ledger.raise(securityKeyAlarm(u"node-2"_s, noon + 1s));
    const qint64 third = ledger.raise(securityKeyAlarm(u"node-3"_s, noon + 2s));
    QVERIFY(ledger.clear(second, Alarm::Automatic, noon + 1min));
    QCOMPARE(serialsOf(ledger, {}), (std::vector<qint64>{third, second, first}));
    QCOMPARE(serialsOf(ledger, {.state = AlarmQuery::Active}), (std::vector<qint64>{third, first}));
    int visits = 0;
    ledger.visit([&visits](const Alarm &) { return ++visits < 2; });
    QCOMPARE(visits, 2);
    ledger.visitActive([&visits](const Alarm &alarm) {
        ++visits;
        return !alarm.isActive();
    });
    QCOMPARE(visits, 3);
}

void AlarmLedgerTest::aQueryFindsWhatFitsAndNothingElse_data()
{
    QTest::addColumn<AlarmQuery>("query");
    QTest::addColumn<QString>("hosts");
    using Query = AlarmQuery;
    QTest::newRow("all") << Query{} << u"n4 n3 n2 n1"_s;
    QTest::newRow("active") << Query{.state = Query::Active} << u"n4 n2 n1"_s;
    QTest::newRow("history") << Query{.state = Query::NotActive} << u"n3"_s;
    QTest::newRow("id") << Query{.id = 12110} << u"n4"_s;
    QTest::newRow("severity") << Query{.severity = Alarm::Minor} << u"n4"_s;
    QTest::newRow("source") << Query{.source = u"mrs-demo"_s} << u"n4 n3 n1"_s;
    QTest::newRow("unknown source") << Query{.source = u"mrs-no"_s} << u""_s;
    QTest::newRow("service") << Query{.serviceName = u"meta"_s} << u"n4"_s;
    QTest::newRow("host") << Query{.hostName = u"n2"_s} << u"n2"_s;
    QTest::newRow("unknown host") << Query{.hostName = u"n9"_s} << u""_s;
    QTest::newRow("from") << Query{.from = noon + 2min} << u"n4 n3"_s;
    QTest::newRow("until") << Query{.until = noon + 1min} << u"n2 n1"_s;
    QTest::newRow("between") << Query{.from = noon + 1min, .until = noon + 2min} << u"n3 n2"_s;
    QTest::newRow("end before start") << Query{.from = noon + 2min, .until = noon + 1min} << u""_s;
    QTest::newRow("active, id and source")
        << Query{.state = Query::Active, .id = 45741, .source = u"mrs-demo"_s} << u"n1"_s;
}

void AlarmLedgerTest::aQueryFindsWhatFitsAndNothingElse()
{
    QFETCH(const AlarmQuery, query);
    QFETCH(const QString, hosts);
    AlarmLedger ledger;
    ledger.raise(securityKeyAlarm(u"n1"_s));
    Alarm other = securityKeyAlarm(u"n2"_s, noon + 1min);
    other.source = u"mrs-other"_s;
    ledger.raise(other);
    ledger.clear(ledger.raise(securityKeyAlarm(u"n3"_s, noon + 2min)), Alarm::Automatic, noon + 9min);
    Alarm meta = securityKeyAlarm(u"n4"_s, noon + 3min);
    meta.id = 12110;
    meta.severity = Alarm::Minor;
    meta.serviceName = u"meta"_s;
    ledger.raise(meta);

    QStringList found;
    ledger.visit(query, [&found](const Alarm &alarm) {
        found.append(alarm.hostName);
        return true;
    });
    QCOMPARE(found.join(u' '), hosts);
    QCOMPARE(ledger.count(query), static_cast<std::size_t>(found.size()));
}

void AlarmLedgerTest::aPageBeginsWhereItIsAskedTo()
{
    AlarmLedger ledger;
    std::vector<qint64> serials;
    for (int i = 0; i < 25; ++i)
        serials.insert(serials.begin(), ledger.raise(securityKeyAlarm(u"node-%1"_s.arg(i))));
    QCOMPARE(serialsOf(ledger, {}, 20), std::vector<qint64>(serials.begin() + 20, serials.end()));
    QCOMPARE(serialsOf(ledger, {.state = AlarmQuery::Active}, 24), std::vector<qint64>(1, serials.back()));
    QVERIFY(serialsOf(ledger, {}, 25).empty());
    QVERIFY(serialsOf(ledger, {}, 1'000).empty());
}

void AlarmLedgerTest::serialNumbersGoOnAfterClearingAll()
{
    AlarmLedger ledger;
    const qint64 before = ledger.raise(securityKeyAlarm(u"node-1"_s));
    ledger.clearAll();
    QCOMPARE(ledger.size(), std::size_t(0));
    QCOMPARE(ledger.activeCount(), std::size_t(0));
    QCOMPARE(ledger.activeCount(Alarm::Major), std::size_t(0));
    QVERIFY(!ledger.find(before));
    QVERIFY(!ledger.clear(before, Alarm::Manual, noon));
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-1"_s), 0);
    QVERIFY(serialsOf(ledger, {}).empty());
    QVERIFY(ledger.raise(securityKeyAlarm(u"node-2"_s)) > before);
}

void AlarmLedgerTest::theOldestClearedGoFirstAndActiveOnesOutlastThem()
{
    AlarmLedger ledger;
    ledger.keepAtMost(3);
    const qint64 stays = ledger.raise(securityKeyAlarm(u"node-0"_s));
    std::vector<qint64> gone;
    for (int i = 1; i <= 5; ++i) {
        gone.push_back(ledger.raise(securityKeyAlarm(u"node-%1"_s.arg(i))));
        ledger.clear(gone.back(), Alarm::Automatic, noon + 1min);
    }
    QVERIFY(!ledger.find(gone[0]));
    QVERIFY(!ledger.find(gone[1]));
    QVERIFY(ledger.find(gone[2]));
    QCOMPARE(ledger.size(), std::size_t(4));
    QCOMPARE(ledger.activeOn(45741, u"mrs-demo"_s, u"node-0"_s), stays);
    QCOMPARE(serialsOf(ledger, {}), (std::vector<qint64>{gone[4], gone[3], gone[2], stays}));
    QCOMPARE(serialsOf(ledger, {.state = AlarmQuery::Active}), std::vector<qint64>(1, stays));
    int heard = 0;
    ledger.setListener([&heard](const Alarm &alarm) { heard += alarm.clearType == Alarm::Manual ? 1 : 100; });
    QVERIFY(ledger.clear(stays, Alarm::Manual, noon + 2min));
    QCOMPARE(heard, 1);
    QVERIFY(!ledger.find(stays));
    QCOMPARE(ledger.size(), std::size_t(3));
}

void AlarmLedgerTest::theListenerHearsRaisesAndClears()
{
    AlarmLedger ledger;
    std::vector<Alarm> heard;
    ledger.setListener([&heard](const Alarm &alarm) { heard.push_back(alarm); });
    const qint64 serial = ledger.raise(securityKeyAlarm(u"node-1"_s));
    ledger.clear(serial, Alarm::Automatic, noon + 1min);
    ledger.clear(serial, Alarm::Automatic, noon + 2min);
    QCOMPARE(heard.size(), std::size_t(2));
    QCOMPARE(heard[0].serial, serial);
    QVERIFY(heard[0].isActive());
    QCOMPARE(heard[1].serial, serial);
    QCOMPARE(heard[1].cleared, noon + 1min);
    ledger.setListener({});
    ledger.raise(securityKeyAlarm(u"node-1"_s));
    QCOMPARE(heard.size(), std::size_t(2));
}

void AlarmLedgerTest::locationSpellsItsKeysAsThePageDoes_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("location");
    QTest::newRow("usual") << u"Source,ServiceName,RoleName,HostName"_s << QString()
                           << u"Source=c;ServiceName=s;RoleName=r;HostName=h"_s;
    QTest::newRow("typo") << u"Source,ServiceNam,RoleName,HostName"_s << QString()
                          << u"Source=c;ServiceNam=s;RoleName=r;HostName=h"_s;
    QTest::newRow("blanks") << u"Cluster Name,Service Name,Role Name,HostName"_s << QString()
                            << u"Cluster Name=c;Service Name=s;Role Name=r;HostName=h"_s;
    QTest::newRow("others") << u"Source,QueueName,QueueMetric"_s << u"QueueName=root.default;QueueMetric=Memory"_s
                            << u"Source=c;QueueName=root.default;QueueMetric=Memory"_s;
    QTest::newRow("only others") << u"QueueName"_s << u"QueueName=root.default"_s << u"QueueName=root.default"_s;
    QTest::newRow("none") << QString() << QString() << QString();
}

void AlarmLedgerTest::locationSpellsItsKeysAsThePageDoes()
{
    QFETCH(const QString, keys);
    QFETCH(const QString, more);
    const Alarm alarm{.source = u"c"_s,
                      .serviceName = u"s"_s,
                      .roleName = u"r"_s,
                      .hostName = u"h"_s,
                      .moreLocation = more,
                      .locationKeys = keys};
    QTEST(alarm.location(), "location");
    AlarmLedger ledger;
    QTEST(ledger.find(ledger.raise(alarm))->location(), "location");
}

void AlarmLedgerTest::manyAlarmsTakeLittleRoom()
{
    constexpr int count = 100'000;
    const std::size_t before = mallinfo2().uordblks;
    AlarmLedger ledger;
    for (int i = 0; i < count; ++i) {
        Alarm past = securityKeyAlarm(u"node-core%1"_s.arg(i % 20'000), noon + std::chrono::seconds(i));
        past.source = u"mrs-%1"_s.arg(i % 1'000);
        past.additionalInfo = u"Trigger Condition=%1 > 90"_s.arg(90 + i % 1'000 / 100);
        past.cleared = past.occurred + 5min;
        ledger.remember(past);
    }
    const std::size_t bytes = mallinfo2().uordblks - before;
    qInfo("%zu bytes an alarm", bytes / count);
#if !defined(__SANITIZE_ADDRESS__) // which has its own memory
    QVERIFY(bytes < 60 * count + 3'000'000);
#endif
    QCOMPARE(ledger.count({.source = u"mrs-7"_s}), std::size_t(count / 1'000));
}

void AlarmLedgerTest::tenThousandActiveOnesAreFoundWithoutASearch()
{
    AlarmLedger ledger;
    std::vector<qint64> serials;
    for (int i = 0; i < 10'000; ++i)
        serials.push_back(ledger.raise(securityKeyAlarm(u"node-%1"_s.arg(i))));
    int found = 0;
    for (int i = 0; i < 10'000; ++i) { // a search would compare a hundred million times
        if (ledger.activeOn(45741, u"mrs-demo"_s, u"node-%1"_s.arg(i)) == serials[static_cast<std::size_t>(i)])
            ++found;
    }
    QCOMPARE(found, 10'000);
    for (const qint64 serial : serials)
        QVERIFY(ledger.clear(serial, Alarm::Automatic, noon));
    QCOMPARE(ledger.activeCount(), std::size_t(0));
}

// What is counted on the way must be what a look at each alarm finds, whatever was raised, cleared and forgotten.
void AlarmLedgerTest::countsAgreeWithWhatIsVisited()
{
    AlarmLedger ledger;
    ledger.keepAtMost(200);
    std::mt19937 random(7);
    const auto any = [&random](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    std::vector<qint64> serials;
    for (int round = 0; round < 3'000; ++round) {
        if (any(3) > 0 || serials.empty()) {
            Alarm alarm = securityKeyAlarm(u"node-%1"_s.arg(any(5)), noon + round * 1s);
            alarm.id = 45741 + any(3);
            alarm.source = u"cluster-%1"_s.arg(any(4));
            alarm.serviceName = any(2) == 0 ? u"Guardian"_s : u"HDFS"_s;
            alarm.severity = static_cast<Alarm::Severity>(1 + any(4));
            alarm.category = any(5) == 0 ? Alarm::Event : Alarm::Fault;
            if (any(3) == 0)
                alarm.cleared = alarm.occurred + 1s;
            serials.push_back(ledger.raise(alarm));
        } else {
            const auto place = static_cast<std::size_t>(any(static_cast<int>(serials.size())));
            ledger.clear(serials[place], Alarm::Automatic, noon + round * 1s);
            serials.erase(serials.begin() + static_cast<std::ptrdiff_t>(place));
        }
        if (round % 50 != 0)
            continue;
        for (const auto state : {AlarmQuery::Any, AlarmQuery::Active, AlarmQuery::NotActive}) {
            for (const AlarmQuery &query :
                 {AlarmQuery{.state = state}, AlarmQuery{.state = state, .id = 45742},
                  AlarmQuery{.state = state, .severity = Alarm::Critical, .source = u"cluster-1"_s},
                  AlarmQuery{.state = state, .source = u"nowhere"_s}, AlarmQuery{.state = state, .serviceName = u"HDFS"_s},
                  AlarmQuery{.state = state, .hostName = u"node-1"_s}, AlarmQuery{.state = state, .text = u"401"_s}})
                QCOMPARE(ledger.count(query), serialsOf(ledger, query).size());
        }
        std::size_t grouped = 0;
        ledger.visitActiveGroups([&](const Alarm &sort, const QString &source, std::size_t active) {
            QVERIFY(active > 0);
            const AlarmQuery query{
                .state = AlarmQuery::Active, .id = sort.id, .severity = sort.severity, .source = source, .serviceName = sort.serviceName};
            QCOMPARE(ledger.count(query), active);
            grouped += active;
        });
        QCOMPARE(grouped, ledger.activeCount());
    }
    QVERIFY(ledger.size() > 200); // active ones outlast
}

void AlarmLedgerTest::textsOfForgottenAlarmsGo()
{
    AlarmLedger ledger;
    ledger.keepAtMost(100);
    Alarm outlasting = securityKeyAlarm(u"node-old"_s);
    outlasting.additionalInfo = u"of the oldest"_s;
    const qint64 oldest = ledger.raise(outlasting);
    for (int i = 0; i < 10'000; ++i) {
        Alarm alarm = securityKeyAlarm(u"node-1"_s, noon + i * 1s);
        alarm.additionalInfo = u"request %1"_s.arg(i);
        alarm.cleared = alarm.occurred + 1s;
        ledger.remember(alarm);
    }
    QVERIFY2(ledger.textCount() < 120, qPrintable(QString::number(ledger.textCount())));
    QCOMPARE(ledger.find(oldest)->additionalInfo, u"of the oldest"_s);
    QCOMPARE(serialsOf(ledger, {.text = u"request 9999"_s}).size(), std::size_t(1));
    QCOMPARE(serialsOf(ledger, {.text = u"request 1234"_s}).size(), std::size_t(0));
    QVERIFY(ledger.clear(oldest, Alarm::Automatic, noon));
    QVERIFY(!ledger.find(oldest));
    QCOMPARE(ledger.count({}), ledger.size());
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::AlarmLedgerTest)
#include "alarmledgertest.moc"
