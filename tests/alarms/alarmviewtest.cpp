// SPDX-License-Identifier: Apache-2.0
// Which rows of the table are shown, and in which order: against the same done by hand.
#include "app/alarms/alarmview.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const Instant noon(std::chrono::seconds(1'749'557'112));

Alarm anyAlarm(QRandomGenerator &random, int number)
{
    Alarm alarm{.manager = u"m%1"_s.arg(random.bounded(2)), .id = static_cast<int>(45740 + random.bounded(4)), .serial = number};
    alarm.name = u"Alarm "_s + QChar(u'a' + random.bounded(26));
    alarm.severity = static_cast<AlarmSeverity>(random.bounded(5));
    alarm.category = random.bounded(4) == 0 ? AlarmCategory::Event : AlarmCategory::Fault;
    alarm.status = static_cast<AlarmStatus>(random.bounded(5));
    if (random.bounded(10) > 0)
        alarm.generated = alarmTimeOf(noon + std::chrono::seconds(random.bounded(-500, 500)));
    if (random.bounded(3) == 0)
        alarm.cleared = alarmTimeOf(noon + std::chrono::seconds(random.bounded(1000)));
    alarm.location = readLocation(u"Source=c%1;ServiceName=%2;HostName=node-%3"_s.arg(random.bounded(2)).arg(random.bounded(2) ? u"Guardian"_s : u"HDFS"_s).arg(random.bounded(20)));
    alarm.additional = u"value %1"_s.arg(random.bounded(100));
    return alarm;
}

bool isLetThrough(const AlarmFilter &filter, const Alarm &alarm)
{
    const QStringList texts{QString::number(alarm.id), alarm.name, alarm.source, alarm.object, alarm.cause, alarm.additional, alarm.location.text,
                            QString::number(alarm.serial.value_or(-1))};
    const bool hasText = std::any_of(texts.begin(), texts.end(), [&filter](const QString &text) { return text.contains(filter.text, Qt::CaseInsensitive); });
    const auto isIn = [](const QStringList &wanted, const QString &text) { return wanted.isEmpty() || wanted.contains(text); };
    const std::optional<Instant> &time = alarm.generated.instant;
    return hasText && (filter.severities.empty() || filter.severities.contains(alarm.severity)) && (filter.statuses.empty() || filter.statuses.contains(alarm.status))
        && (filter.ids.empty() || filter.ids.contains(alarm.id)) && isIn(filter.clusters, alarm.cluster()) && isIn(filter.services, alarm.service())
        && isIn(filter.hosts, alarm.host()) && isIn(filter.managers, alarm.manager) && (!filter.from || (time && *time >= *filter.from))
        && (!filter.until || (time && *time < *filter.until)) && (filter.withEvents || alarm.category != AlarmCategory::Event);
}

} // namespace

class AlarmViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aFilterLetsThroughWhatItSays_data();
    void aFilterLetsThroughWhatItSays();
    void rowsStandInTheirOrder_data();
    void rowsStandInTheirOrder();
    void whatIsEqualStandsAsItCame();
    void severalOrdersAfterEachOther();
    void changedRowsFindTheirPlaces_data();
    void changedRowsFindTheirPlaces();
    void anEmptyTable();

private:
    void fill(int rows);

    std::unique_ptr<QRandomGenerator> m_random;
    AlarmTable m_table;
};

void AlarmViewTest::init()
{
    m_random = std::make_unique<QRandomGenerator>(45741);
    m_table.clear();
}

void AlarmViewTest::fill(int rows)
{
    for (int i = 0; i < rows; ++i)
        m_table.put(anyAlarm(*m_random, i));
}

void AlarmViewTest::aFilterLetsThroughWhatItSays_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < 14; ++i)
        QTest::addRow("%d", i) << i;
}

void AlarmViewTest::aFilterLetsThroughWhatItSays()
{
    QFETCH(int, which);
    const std::vector<AlarmFilter> filters{
        {},
        {.text = u"NODE-1"_s},
        {.text = u"alarm z"_s},
        {.text = u"17"_s},
        {.severities = {AlarmSeverity::Critical, AlarmSeverity::Unknown}},
        {.statuses = {AlarmStatus::Uncleared}},
        {.ids = {45741, 45743}},
        {.clusters = {u"c1"_s}},
        {.services = {u"HDFS"_s, u"nothing"_s}},
        {.hosts = {u"nowhere"_s}},
        {.managers = {u"m0"_s}},
        {.from = noon, .until = noon + 100s},
        {.withEvents = false},
        {.text = u"value"_s, .severities = {AlarmSeverity::Major}, .ids = {45742}, .services = {u"Guardian"_s}, .from = noon - 300s, .withEvents = false},
    };
    const AlarmFilter filter = filters.at(static_cast<std::size_t>(which));
    fill(3'000);
    AlarmView view(m_table);
    view.setFilter(filter);
    std::vector<AlarmTable::Row> rows = view.rows();
    std::sort(rows.begin(), rows.end());
    std::vector<AlarmTable::Row> byHand;
    for (AlarmTable::Row row = 0; row < m_table.size(); ++row)
        if (isLetThrough(filter, m_table.alarm(row)))
            byHand.push_back(row);
    QCOMPARE(rows, byHand);
    QCOMPARE(rows.empty(), which == 9);
}

void AlarmViewTest::rowsStandInTheirOrder_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("isDescending");
    for (int key = 0; key <= static_cast<int>(AlarmView::Key::Location); ++key)
        for (const bool isDescending : {false, true})
            QTest::addRow("%d %s", key, isDescending ? "down" : "up") << key << isDescending;
}

void AlarmViewTest::rowsStandInTheirOrder()
{
    QFETCH(int, key);
    QFETCH(bool, isDescending);
    fill(2'000);
    AlarmView view(m_table);
    view.setOrders({{.key = static_cast<AlarmView::Key>(key), .isDescending = isDescending}});
    QCOMPARE(view.rows().size(), m_table.size());
    // As words that order as they should.
    const auto word = [&](AlarmTable::Row row) -> QString {
        const Alarm alarm = m_table.alarm(row);
        const auto time = [](const std::optional<Instant> &instant) { return instant ? isoUtc(*instant) : QString(); };
        switch (static_cast<AlarmView::Key>(key)) {
        case AlarmView::Key::Severity:
            return QString::number(alarm.severity == AlarmSeverity::Unknown ? 0 : 9 - static_cast<int>(alarm.severity));
        case AlarmView::Key::Generated:
            return time(alarm.generated.instant);
        case AlarmView::Key::Cleared:
            return time(alarm.cleared.instant);
        case AlarmView::Key::Id:
            return QString::number(alarm.id);
        case AlarmView::Key::Name:
            return alarm.name;
        case AlarmView::Key::Status:
            return QString::number(static_cast<int>(alarm.status));
        case AlarmView::Key::Host:
            return alarm.host();
        case AlarmView::Key::Cluster:
            return alarm.cluster();
        case AlarmView::Key::Service:
            return alarm.service().toLower();
        case AlarmView::Key::Source:
            return alarm.source;
        case AlarmView::Key::Object:
            return alarm.object;
        case AlarmView::Key::Serial:
            return QString::number(alarm.serial.value_or(-1)).rightJustified(9, u'0');
        case AlarmView::Key::Cause:
            return alarm.cause;
        case AlarmView::Key::Additional:
            return alarm.additional;
        case AlarmView::Key::Location:
            return alarm.location.text;
        }
        return {};
    };
    for (std::size_t i = 1; i < view.rows().size(); ++i) {
        const QString before = word(view.rows()[i - 1]), after = word(view.rows()[i]);
        QVERIFY2(isDescending ? before >= after : before <= after, qPrintable(before + u" before "_s + after));
        QCOMPARE(view.placeOf(view.rows()[i]), std::optional(i));
    }
}

void AlarmViewTest::whatIsEqualStandsAsItCame()
{
    fill(500);
    AlarmView view(m_table);
    for (const bool isDescending : {false, true}) {
        view.setOrders({{.key = AlarmView::Key::Severity, .isDescending = isDescending}});
        for (std::size_t i = 1; i < view.rows().size(); ++i)
            if (m_table.severity(view.rows()[i - 1]) == m_table.severity(view.rows()[i]))
                QVERIFY(view.rows()[i - 1] < view.rows()[i]);
    }
    view.setOrders({});
    for (std::size_t i = 0; i < view.rows().size(); ++i)
        QCOMPARE(view.rows()[i], static_cast<AlarmTable::Row>(i));
}

void AlarmViewTest::severalOrdersAfterEachOther()
{
    fill(2'000);
    AlarmView view(m_table);
    view.setOrders({{.key = AlarmView::Key::Host, .isDescending = false}, {.key = AlarmView::Key::Severity, .isDescending = true}, {.key = AlarmView::Key::Generated, .isDescending = false}});
    std::vector<AlarmTable::Row> byHand(m_table.size());
    std::iota(byHand.begin(), byHand.end(), 0);
    const auto rank = [&](AlarmTable::Row row) { return m_table.severity(row) == AlarmSeverity::Unknown ? 9 : static_cast<int>(m_table.severity(row)); };
    std::stable_sort(byHand.begin(), byHand.end(), [&](AlarmTable::Row a, AlarmTable::Row b) {
        return std::tuple(m_table.text(AlarmTable::HostText, a), rank(a), m_table.generated(a)) < std::tuple(m_table.text(AlarmTable::HostText, b), rank(b), m_table.generated(b));
    });
    QCOMPARE(view.rows(), byHand);
}

void AlarmViewTest::changedRowsFindTheirPlaces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("key");
    QTest::newRow("all by time") << QString() << static_cast<int>(AlarmView::Key::Generated);
    QTest::newRow("some by severity") << u"alarm"_s << static_cast<int>(AlarmView::Key::Severity);
    QTest::newRow("some by a text that is new") << u"value 1"_s << static_cast<int>(AlarmView::Key::Additional);
    QTest::newRow("by the number") << u"9"_s << static_cast<int>(AlarmView::Key::Serial);
}

void AlarmViewTest::changedRowsFindTheirPlaces()
{
    QFETCH(QString, text);
    QFETCH(int, key);
    fill(1'000);
    AlarmView view(m_table);
    view.setFilter({.text = text, .severities = {AlarmSeverity::Critical, AlarmSeverity::Major, AlarmSeverity::Minor}});
    view.setOrders({{.key = static_cast<AlarmView::Key>(key), .isDescending = true}, {.key = AlarmView::Key::Id, .isDescending = false}});
    for (int round = 0; round < 20; ++round) {
        std::vector<AlarmTable::Row> changed;
        for (int i = 0; i < 50; ++i) { // new ones, known ones, some twice
            const auto known = static_cast<AlarmTable::Row>(m_random->bounded(static_cast<quint32>(m_table.size())));
            Alarm alarm = i % 3 == 0 ? m_table.alarm(known) : anyAlarm(*m_random, 1'000 + round * 100 + i);
            alarm.severity = static_cast<AlarmSeverity>(m_random->bounded(1, 5));
            if (i % 3 != 0)
                alarm.additional = u"value %1 of round %2"_s.arg(m_random->bounded(30)).arg(round);
            changed.push_back(m_table.put(alarm).row);
        }
        view.update(changed);
        AlarmView fresh(m_table);
        fresh.setFilter(view.filter());
        fresh.setOrders(view.orders());
        QCOMPARE(view.rows(), fresh.rows());
    }
}

void AlarmViewTest::anEmptyTable()
{
    AlarmView view(m_table);
    QVERIFY(view.rows().empty());
    view.setFilter({.text = u"a"_s});
    view.update({});
    QVERIFY(view.rows().empty());
    QVERIFY(!view.placeOf(0));
    const AlarmTable::Row row = m_table.put({.id = 1, .name = u"An alarm"_s}).row;
    view.update({row});
    QCOMPARE(view.rows(), std::vector<AlarmTable::Row>{row});
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmViewTest)
#include "alarmviewtest.moc"
