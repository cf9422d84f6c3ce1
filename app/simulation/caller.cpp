// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/caller.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

tl::expected<Caller, Unrecognized> recognizeCaller(World &world, const Call &call)
{
    const QByteArray text = call.header("X-Auth-Token");
    if (text.isEmpty() && !call.header("Authorization").isEmpty()) {
        return tl::unexpected(
            Unrecognized{.reason = Unrecognized::Gateway,
                         .message = u"Incorrect IAM authentication information: x-auth-token not found"_s});
    }
    if (text.isEmpty())
        return tl::unexpected(Unrecognized{.reason = Unrecognized::NoCredentials});
    const Token *token = world.token(text);
    const User *user = token ? world.user(token->userId) : nullptr;
    if (!user)
        return tl::unexpected(Unrecognized{.reason = Unrecognized::TokenUnknown});
    if (!world.isValid(*token) || !user->enabled)
        return tl::unexpected(Unrecognized{.reason = Unrecognized::TokenOver});
    return Caller{.user = *user, .accountId = user->accountId, .projectId = token->projectId, .token = *token};
}

} // namespace claviger::sim
