// SPDX-License-Identifier: Apache-2.0
// What the manual says of alarms, and which of its pages is about an alarm whose id has several.
#include "app/alarms/alarmcatalogue.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

class AlarmCatalogueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thatOfTheProgramIsWhole();
    void securitykey();
    void severalPagesOfOneId_data();
    void severalPagesOfOneId();
    void whatItDoesNotKnow();
    void aDamagedTableIsRefused_data();
    void aDamagedTableIsRefused();
};

void AlarmCatalogueTest::thatOfTheProgramIsWhole()
{
    const AlarmCatalogue &all = AlarmCatalogue::shipped();
    QCOMPARE(all.pages().size(), 626U); // 520 of 3.x, 106 of 2.x
    QSet<int> ids;
    int windows = 0;
    for (const AlarmPage &page : all.pages()) {
        ids.insert(page.id);
        windows += page.window ? 1 : 0;
        QVERIFY(page.generation == "3.x"_L1 || page.generation == "2.x"_L1);
        QVERIFY2(!page.severities.empty(), qPrintable(page.name));
    }
    QCOMPARE(ids.size(), 527);
    QCOMPARE(windows, 479);
}

void AlarmCatalogueTest::securitykey()
{
    const AlarmPage *page = AlarmCatalogue::shipped().pageOf({.id = 45741});
    QVERIFY(page);
    QCOMPARE(page->name, u"Failed to Call the ECS securitykey API"_s);
    QCOMPARE(page->severities, std::vector{AlarmSeverity::Major});
    QCOMPARE(page->clearsItself, std::optional(true));
    QCOMPARE(page->parameters, (QStringList{u"Source"_s, u"ServiceName"_s, u"RoleName"_s, u"HostName"_s}));
    QCOMPARE(page->window, std::optional(AlarmLogWindow{.before = 60min, .after = 60min, .services = {u"Guardian"_s}}));
}

void AlarmCatalogueTest::severalPagesOfOneId_data()
{
    QTest::addColumn<Alarm>("alarm");
    QTest::addColumn<QString>("page");
    const auto row = [](const char *name, const Alarm &alarm, const QString &page) { QTest::newRow(name) << alarm << page; };
    row("by its name", {.id = 45636, .name = u"flinkserver job checkpoints keep failing"_s}, u"FlinkServer Job Checkpoints Keep Failing"_s);
    row("by its severity", {.id = 45636, .severity = AlarmSeverity::Minor}, u"FlinkServer Job Checkpoints Keep Failing"_s);
    row("by its parameters", {.id = 45636, .location = readLocation(u"Source=c;ServiceName=Flink;JobName=j;Username=u"_s)},
        u"Flink Job Checkpoints Keep Failing"_s);
    row("of 2.x by its name", {.id = 16005, .name = u"Number of Failed Hive SQL Executions in the Last Period Exceeds the Threshold"_s},
        u"Number of Failed Hive SQL Executions in the Last Period Exceeds the Threshold"_s);
    row("of 3.x if nothing tells", {.id = 16005}, u"The Heap Memory Usage of the Hive Process Exceeds the Threshold"_s);
    row("the name goes before the severity", {.id = 45636, .name = u"Flink Job Checkpoints Keep Failing"_s, .severity = AlarmSeverity::Minor},
        u"Flink Job Checkpoints Keep Failing"_s);
}

void AlarmCatalogueTest::severalPagesOfOneId()
{
    QFETCH(Alarm, alarm);
    QFETCH(QString, page);
    const AlarmPage *found = AlarmCatalogue::shipped().pageOf(alarm);
    QVERIFY(found);
    QCOMPARE(found->name, page);
}

void AlarmCatalogueTest::whatItDoesNotKnow()
{
    QVERIFY(!AlarmCatalogue::shipped().pageOf({.id = 99999}));
    QVERIFY(!AlarmCatalogue::shipped().pageOf({}));
    QVERIFY(AlarmCatalogue::shipped().pagesWith(-1).empty());
    const AlarmPage *page = AlarmCatalogue::shipped().pageOf({.id = 45636});
    QVERIFY(page && !page->window); // not documented, which is not "none needed"
}

void AlarmCatalogueTest::aDamagedTableIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("too few cells") << QByteArray("1\t3.x\tname");
    QTest::newRow("too many cells") << QByteArray("1\t3.x\tname\tMajor\tYes\t\t\t\t10\t10\t\t");
    QTest::newRow("no id") << QByteArray("x\t3.x\tname\tMajor\tYes\t\t\t\t10\t10\t");
    QTest::newRow("no name") << QByteArray("1\t3.x\t\tMajor\tYes\t\t\t\t10\t10\t");
    QTest::newRow("an odd severity") << QByteArray("1\t3.x\tname\tSevere\tYes\t\t\t\t10\t10\t");
}

void AlarmCatalogueTest::aDamagedTableIsRefused()
{
    QFETCH(QByteArray, line);
    const QByteArray good("head\n1\t3.x\tname\tMajor\tYes\t\t\t\t10\t10\t\n");
    const Result<AlarmCatalogue> whole = AlarmCatalogue::read(good);
    QVERIFY(whole);
    QCOMPARE(whole->pages().size(), 1U);
    const Result<AlarmCatalogue> damaged = AlarmCatalogue::read(good + line);
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().fault, Fault::Unreadable);
    QVERIFY(damaged.error().detail.contains(u'3')); // the line
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmCatalogueTest)
#include "alarmcataloguetest.moc"
