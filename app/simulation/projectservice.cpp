// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/projectservice.h"

#include "app/simulation/iamrequest.h"
#include "app/simulation/rights.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

bool mayUse(World &world, const Caller &caller, const QString &action)
{
    const Deed deed{.action = action};
    const Agency *agency = world.agencies.agency(caller.agencyId);
    const User actor = agency ? agencyAsUser(world, *agency, caller.projectId) : caller.user;
    return userMay(world, actor, deed) && (caller.policy.isEmpty() || policyAllows(caller.policy, deed));
}

Reply gatewayError(World &world, int status, const QString &code, const QString &message)
{
    return jsonReply(status,
                     JsonObject().add("error_msg", message).add("error_code", code).add("request_id", world.makeId()));
}

Reply unknownApi(World &world)
{
    return gatewayError(world, 404, u"APIGW.0101"_s,
                        u"The API does not exist or has not been published in the environment."_s);
}

QString refusedByGateway(Unrecognized::Reason reason)
{
    const QString prefix = u"Incorrect IAM authentication information: "_s;
    switch (reason) {
    case Unrecognized::TokenUnknown:
        return prefix + u"decrypt token fail"_s;
    case Unrecognized::TokenOver:
        return prefix + u"token expires"_s;
    case Unrecognized::NoCredentials:
    case Unrecognized::Gateway:
        break;
    }
    return prefix + u"x-auth-token not found"_s;
}

std::optional<int> secondsToWait(const World &world, std::deque<Instant> &calls, int perMinute)
{
    if (perMinute <= 0)
        return {};
    const Instant now = world.now();
    while (!calls.empty() && calls.front() + 1min <= now)
        calls.pop_front();
    if (calls.size() < static_cast<std::size_t>(perMinute)) {
        calls.push_back(now);
        return {};
    }
    const auto wait = calls.front() + 1min - now;
    return std::max(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count()));
}

Reply throttledByGateway(World &world, int perMinute, int seconds)
{
    Reply reply = gatewayError(
        world, 429, u"APIGW.0308"_s,
        u"The throttling threshold has been reached: policy user over ratelimit,limit:%1,time:1 minute"_s.arg(
            perMinute));
    reply.headers.emplace_back("Retry-After", QByteArray::number(seconds));
    return reply;
}

QString queryText(const QUrlQuery &query, const QString &name)
{
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

std::optional<int> queryNumber(const QUrlQuery &query, const QString &name, int usual, int least, int most)
{
    const QString text = queryText(query, name);
    if (text.isEmpty())
        return usual;
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

} // namespace claviger::sim
