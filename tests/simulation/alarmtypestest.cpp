// SPDX-License-Identifier: Apache-2.0
// The alarms that the simulated Manager knows, as read from the resource.
#include "app/simulation/alarmtypes.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger::sim {

class AlarmTypesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allPagesOfThreeAreThere();
    void everyTypeIsWhole();
    void theFamilyOfTheSecurityKeyIsAsDocumented_data();
    void theFamilyOfTheSecurityKeyIsAsDocumented();
    void twoIdsHaveTwoTypes();
    void anAlarmIsMadeAsItsPageSays();
};

void AlarmTypesTest::allPagesOfThreeAreThere()
{
    QCOMPARE(alarmTypes().size(), std::size_t(520));
    QVERIFY(std::is_sorted(alarmTypes().begin(), alarmTypes().end(),
                           [](const AlarmType &a, const AlarmType &b) { return a.id < b.id; }));
}

void AlarmTypesTest::everyTypeIsWhole()
{
    for (const AlarmType &type : alarmTypes()) {
        QVERIFY2(type.id >= 12001 && type.id < 60'000, qPrintable(type.name));
        QVERIFY(!type.name.isEmpty() && type.name == type.name.trimmed());
        QVERIFY2(!type.severities.empty() && type.severities.size() <= 2, qPrintable(type.name));
        QVERIFY2(!type.serviceName.isEmpty() && !type.roleName.isEmpty(), qPrintable(type.name));
        QVERIFY2(!type.locationKeys.isEmpty() && !type.locationKeys.contains("rigger"_L1), qPrintable(type.name));
    }
}

void AlarmTypesTest::theFamilyOfTheSecurityKeyIsAsDocumented_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("severity");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("role");
    const auto add = [](int id, const QString &name, Alarm::Severity severity, const QString &service,
                        const QString &role) {
        QTest::addRow("%d", id) << id << name << int(severity) << service << role;
    };
    add(12110, u"Failed to get ECS temporary AK/SK"_s, Alarm::Major, u"meta"_s, u"meta"_s);
    add(45736, u"Guardian Service Unavailable"_s, Alarm::Critical, u"Guardian"_s, u"TokenServer"_s);
    add(45741, u"Failed to Call the ECS securitykey API"_s, Alarm::Major, u"Guardian"_s, u"TokenServer"_s);
    add(45742, u"Failed to Call the ECS Metadata API"_s, Alarm::Major, u"Guardian"_s, u"TokenServer"_s);
    add(45743, u"Failed to Call the IAM API"_s, Alarm::Major, u"Guardian"_s, u"TokenServer"_s);
    add(45450, u"ClickHouse Failed to Obtain a Temporary Agency Credential"_s, Alarm::Critical, u"ClickHouse"_s,
        u"ClickHouseServer"_s);
}

void AlarmTypesTest::theFamilyOfTheSecurityKeyIsAsDocumented()
{
    QFETCH(const int, id);
    const AlarmType &type = alarmType(id);
    QTEST(type.name, "name");
    QCOMPARE(type.severities.size(), std::size_t(1));
    QTEST(int(type.severities.front()), "severity");
    QTEST(type.serviceName, "service");
    QTEST(type.roleName, "role");
    QCOMPARE(type.locationKeys, u"Source,ServiceName,RoleName,HostName"_s);
    QVERIFY(type.clearsItself);
    QVERIFY(!type.hasThreshold);
}

void AlarmTypesTest::twoIdsHaveTwoTypes()
{
    QSet<int> seen;
    QSet<int> twice;
    for (const AlarmType &type : alarmTypes()) {
        if (seen.contains(type.id))
            twice.insert(type.id);
        seen.insert(type.id);
    }
    QCOMPARE(twice, (QSet<int>{45636, 45638}));
    QCOMPARE(alarmType(45744).severities, (std::vector<Alarm::Severity>{Alarm::Critical, Alarm::Major}));
    QVERIFY(alarmType(45744).hasThreshold);
    QVERIFY(alarmType(18000).locationKeys.contains("ServiceNam,"_L1));
}

void AlarmTypesTest::anAlarmIsMadeAsItsPageSays()
{
    const Instant when(std::chrono::hours(490'000));
    const Alarm alarm = makeAlarm(alarmType(45741), u"mrs-demo"_s, u"node-1"_s, when);
    QCOMPARE(alarm.id, 45741);
    QCOMPARE(alarm.object, u"Guardian"_s);
    QCOMPARE(alarm.location(), u"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-1"_s);
    QCOMPARE(alarm.occurred, when);
    QVERIFY(alarm.isActive());
    QVERIFY(!makeAlarm(alarmType(12091), {}, {}, when).name.isEmpty());
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::AlarmTypesTest)
#include "alarmtypestest.moc"
