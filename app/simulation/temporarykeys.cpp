// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/temporarykeys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int securityTokenSize = 320; // characters
constexpr auto keptAfterwards = std::chrono::hours(1); // so that a refusal can say that they are over

void enter(World &world, const TemporaryKey &key)
{
    if (world.agencies.isCrowded()) {
        world.agencies.forgetTemporaryKeys([&world](const TemporaryKey &old) {
            return old.ends ? *old.ends + keptAfterwards <= world.elapsed()
                            : old.expires + keptAfterwards <= world.now();
        });
    }
    world.agencies.add(key);
}

} // namespace

bool isOver(const World &world, const Agency &agency)
{
    return agency.expires && *agency.expires <= world.now();
}

AgencyHealth healthOf(World &world, const QString &accountId, const QString &agencyName)
{
    const Agency *agency = world.agencies.agency(accountId, agencyName);
    if (!agency)
        return AgencyHealth::Missing;
    if (!agency->trustsEcs())
        return AgencyHealth::WrongTrust;
    return isOver(world, *agency) ? AgencyHealth::Expired : AgencyHealth::Fine;
}

bool mayUseObs(const World &world, const Agency &agency)
{
    return world.agencies.allows(agency, u"obs:object:GetObject"_s)
        && world.agencies.allows(agency, u"obs:object:PutObject"_s);
}

bool mayUseObs(World &world, const QString &accountId, const QString &agencyName)
{
    const Agency *agency = world.agencies.agency(accountId, agencyName);
    return agency && mayUseObs(world, *agency);
}

bool mayAssume(const World &world, const Agency &agency, const Agency &other)
{
    const QString resource = u"/iam/agencies/"_s + other.id;
    return world.agencies.allows(agency, u"iam:agencies:assume"_s, resource);
}

TemporaryKey issueTemporaryKey(World &world, const TemporaryKey &draft)
{
    TemporaryKey key = draft;
    key.access = u"EXAMPLETMP"_s + world.makeLetters(10);
    key.secret = u"ExampleTmpSecret"_s + QString::fromLatin1(world.makeText(24));
    key.securityToken = "gAAAAABExample" + world.makeText(securityTokenSize);
    enter(world, key);
    return key;
}

TemporaryKey issueNodeKey(World &world, const Agency &agency, Elapsed life)
{
    return issueTemporaryKey(world,
                             {.agencyId = agency.id, .expires = world.wallAfter(life), .ends = world.elapsed() + life});
}

bool isOver(const World &world, const TemporaryKey &key)
{
    return key.ends ? *key.ends <= world.elapsed() : key.expires <= world.now();
}

} // namespace claviger::sim
