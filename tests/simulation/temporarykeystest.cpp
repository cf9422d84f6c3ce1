// SPDX-License-Identifier: Apache-2.0
// Keys that end by themselves, and the health of the agencies they are made from.
#include "app/simulation/temporarykeys.h"

#include "app/simulation/estate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class TemporaryKeysTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anAgencyIsFineMissingWronglyTrustedOrOver();
    void objectsNeedReadingAndWriting();
    void onlyTheNamedAgencyMayBeAssumed();
    void aNodeKeyEndsOnTheSimulatedLine();
    void endedKeysAreForgottenInTheEnd();

private:
    Agency &ecsAgency() { return *m_world->agencies.agency(m_account, u"MRS_ECS_DEFAULT_AGENCY"_s); }

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<World> m_world;
    QString m_account;
};

void TemporaryKeysTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'000ms));
    m_world = std::make_unique<World>(World::demo(m_clock));
    m_account = m_world->accounts().front().id;
    addStandardAgencies(*m_world, m_account);
}

void TemporaryKeysTest::anAgencyIsFineMissingWronglyTrustedOrOver()
{
    const auto health = [this](const QString &name) { return healthOf(*m_world, m_account, name); };
    QCOMPARE(health(u"MRS_ECS_DEFAULT_AGENCY"_s), AgencyHealth::Fine);
    QCOMPARE(health(u"mrs_ecs_default_agency"_s), AgencyHealth::Missing); // case counts
    QCOMPARE(health({}), AgencyHealth::Missing);
    QCOMPARE(healthOf(*m_world, u"another"_s, u"MRS_ECS_DEFAULT_AGENCY"_s), AgencyHealth::Missing);
    QCOMPARE(health(u"agency-MRS-to-OBS"_s), AgencyHealth::WrongTrust);
    ecsAgency().expires = m_clock->now() + 1ms;
    QCOMPARE(health(u"MRS_ECS_DEFAULT_AGENCY"_s), AgencyHealth::Fine);
    m_clock->advance(1ms);
    QCOMPARE(health(u"MRS_ECS_DEFAULT_AGENCY"_s), AgencyHealth::Expired);
    m_world->agencies.remove(ecsAgency().id);
    QCOMPARE(health(u"MRS_ECS_DEFAULT_AGENCY"_s), AgencyHealth::Missing);
}

void TemporaryKeysTest::objectsNeedReadingAndWriting()
{
    const auto may = [this] { return mayUseObs(*m_world, m_account, u"MRS_ECS_DEFAULT_AGENCY"_s); };
    const auto role = [this](const QString &name) { return m_world->agencies.roleCalled(name)->id; };
    QVERIFY(may());
    ecsAgency().accountRoles = {};
    QVERIFY(!may());
    ecsAgency().inheritedRoles = {role(u"OBS Administrator"_s)};
    QVERIFY(may());
    ecsAgency().inheritedRoles = {role(u"OBS ReadOnlyAccess"_s), u"deleted role"_s};
    QVERIFY(!may());
    ecsAgency().projectRoles = {{m_world->projects().front().id, {role(u"OBS Administrator"_s)}}};
    QVERIFY(!may()); // OBS is a global service
    QVERIFY(!mayUseObs(*m_world, m_account, u"no such agency"_s));
}

void TemporaryKeysTest::onlyTheNamedAgencyMayBeAssumed()
{
    const Agency &second = *m_world->agencies.agency(m_account, u"agency-MRS-to-OBS"_s);
    QVERIFY(mayAssume(*m_world, ecsAgency(), second));
    QVERIFY(!mayAssume(*m_world, ecsAgency(), ecsAgency()));
    QVERIFY(!mayAssume(*m_world, second, ecsAgency()));
    ecsAgency().accountRoles = {m_world->agencies.roleCalled(u"Agent Operator"_s)->id};
    QVERIFY(mayAssume(*m_world, ecsAgency(), second)); // names no resource: every agency
}

void TemporaryKeysTest::aNodeKeyEndsOnTheSimulatedLine()
{
    m_world->setSpeed(60);
    const TemporaryKey key = issueNodeKey(*m_world, ecsAgency(), 1h);
    QCOMPARE(key.access.size(), 20);
    QCOMPARE(key.secret.size(), 40);
    QVERIFY(key.securityToken.size() > 100);
    QCOMPARE(key.expires, m_clock->now() + 1min);
    QVERIFY(key.userId.isEmpty() && key.policy.isEmpty());
    const TemporaryKey *kept = m_world->agencies.temporaryKey(key.access);
    QVERIFY(kept);
    QCOMPARE(kept->secret, key.secret);
    QCOMPARE(kept->agencyId, ecsAgency().id);
    m_clock->advance(1min - 1ms);
    QVERIFY(!isOver(*m_world, *kept));
    m_clock->advance(1ms);
    QVERIFY(isOver(*m_world, *kept));
    const TemporaryKey next = issueNodeKey(*m_world, ecsAgency(), 1h);
    QVERIFY(next.access != key.access && next.secret != key.secret && next.securityToken != key.securityToken);
    m_world->step(1h); // durations can be stepped too
    QVERIFY(isOver(*m_world, next));
}

void TemporaryKeysTest::endedKeysAreForgottenInTheEnd()
{
    const QString first = issueNodeKey(*m_world, ecsAgency(), 1h).access;
    for (int i = 0; i < 20'000; ++i) {
        (void)issueNodeKey(*m_world, ecsAgency(), 1h);
        m_clock->advance(10s);
    }
    QVERIFY(!m_world->agencies.temporaryKey(first));
    QVERIFY(m_world->agencies.temporaryKeys() < 2'000); // 720 of them are less than two hours old
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::TemporaryKeysTest)
#include "temporarykeystest.moc"
