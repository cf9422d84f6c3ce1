// SPDX-License-Identifier: Apache-2.0
// The state of the simulated cloud on its own: what is found, and what goes with what.
#include "app/simulation/world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

class WorldTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usersAndKeysAreFoundAmongMany();
    void aRemovedKeyLeavesTheOthers();
    void aUserGoesWithKeysAndTokens();
    void aWorldCanBeMoved();

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>(Instant(1'768'471'200'000ms));
};

void WorldTest::usersAndKeysAreFoundAmongMany()
{
    World world(m_clock);
    const QString one = world.add(Account{.name = u"OTC-EXAMPLE-1"_s}).id;
    const QString two = world.add(Account{.name = u"OTC-EXAMPLE-2"_s}).id;
    const User *first = nullptr;
    for (int i = 0; i < 5'000; ++i) {
        const User &user = world.add(User{.name = u"user-%1"_s.arg(i), .accountId = i % 2 ? one : two});
        world.add(AccessKey{.userId = user.id, .description = u"old"_s});
        world.add(AccessKey{.userId = user.id, .description = u"new"_s});
        first = first ? first : &user;
    }
    QCOMPARE(world.users().size(), std::size_t(5'000));
    QCOMPARE(&world.users().front(), first); // keeps its address
    QCOMPARE(world.user(u"user-0"_s, two), first);
    QCOMPARE(world.user(u"user-0"_s, one), nullptr);
    QCOMPARE(world.user(first->id), first);
    QCOMPARE(world.user(u"nobody"_s), nullptr);
    const std::vector<AccessKey> keys = world.accessKeysOf(world.user(u"user-4999"_s, one)->id);
    QCOMPARE(keys.size(), std::size_t(2));
    QCOMPARE(keys[0].description, u"old"_s);
    QCOMPARE(world.accessKey(keys[1].access)->description, u"new"_s);
    QVERIFY(world.accessKeysOf(u"nobody"_s).empty());
}

void WorldTest::aRemovedKeyLeavesTheOthers()
{
    World world(m_clock);
    const QString user = world.add(User{.name = u"user"_s}).id;
    const AccessKey &first = world.add(AccessKey{.userId = user});
    const QString second = world.add(AccessKey{.userId = user}).access;
    world.removeAccessKey(first.access); // the text dies with the key
    world.removeAccessKey(u"no such key"_s);
    QCOMPARE(world.accessKeys().size(), std::size_t(1));
    QCOMPARE(world.accessKeysOf(user).size(), std::size_t(1));
    QVERIFY(world.accessKey(second));
    world.removeAccessKey(second);
    QVERIFY(!world.accessKey(second));
    const QString third = world.add(AccessKey{.userId = user}).access;
    QCOMPARE(world.accessKeysOf(user).front().access, third);
}

void WorldTest::aUserGoesWithKeysAndTokens()
{
    World world = World::demo(m_clock);
    const QString account = world.accounts().front().id;
    const User *viewer = world.user(u"viewer"_s, account);
    const QString access = world.accessKeysOf(viewer->id).front().access;
    const QByteArray token = world.issue({.userId = viewer->id, .expires = m_clock->now() + 1h});
    const QByteArray other = world.issue({.userId = world.users().front().id, .expires = m_clock->now() + 1h});
    world.removeUser(viewer->id);
    QVERIFY(!world.user(u"viewer"_s, account) && !world.accessKey(access) && !world.token(token));
    QVERIFY(world.token(other));
    world.removeUser(u"nobody"_s);
    world.add(User{.name = u"viewer"_s, .accountId = account});
    QVERIFY(world.user(u"viewer"_s, account));
}

void WorldTest::aWorldCanBeMoved()
{
    World world = World::demo(m_clock);
    const User last = world.users().back();
    World moved = std::move(world);
    QVERIFY(moved.user(last.name, last.accountId) == &moved.users().back());
    moved.removeAccessKey(moved.accessKeys().front().access);
    QCOMPARE(moved.accessKeys().size(), std::size_t(2));
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::WorldTest)
#include "worldtest.moc"
