// SPDX-License-Identifier: Apache-2.0
// What MRS and ECS have in common: the gateway before them, the rights within a project, limits, and pages of a list.
#pragma once

#include "app/simulation/caller.h"

#include <QUrlQuery>

#include <deque>

namespace claviger::sim {

// By the roles of the caller in the token's project (te_admin, readonly, mrs_adm, server_adm, custom ones), and within
// the policy of temporary keys. action: mrs:cluster:list
[[nodiscard]] bool mayUse(World &world, const Caller &caller, const QString &action);

// {"error_msg","error_code","request_id"}
[[nodiscard]] Reply gatewayError(World &world, int status, const QString &code, const QString &message);
[[nodiscard]] Reply unknownApi(World &world); // 404 APIGW.0101
[[nodiscard]] QString refusedByGateway(Unrecognized::Reason reason); // the error_msg of APIGW.0301

// Counts a call, by the wall clock, as a rate is one of real calls. One too many: for so many seconds (at least one) there is no sense in another.
[[nodiscard]] std::optional<int> secondsToWait(const World &world, std::deque<Instant> &calls, int perMinute);
[[nodiscard]] Reply throttledByGateway(World &world, int perMinute, int seconds);

[[nodiscard]] QString queryText(const QUrlQuery &query, const QString &name); // decoded; empty: absent
// The number of that name, or the usual one where it is absent; nothing: it is no number, or out of range.
[[nodiscard]] std::optional<int> queryNumber(const QUrlQuery &query, const QString &name, int usual, int least,
                                             int most);

// The given page, counted from 1, of all elements.
template <typename T>
[[nodiscard]] std::vector<T *> rowsOfPage(const std::vector<T *> &all, int page, int size)
{
    const auto begin = static_cast<std::size_t>(page - 1) * static_cast<std::size_t>(size);
    if (begin >= all.size())
        return {};
    const std::size_t end = std::min(all.size(), begin + static_cast<std::size_t>(size));
    return {all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)};
}

} // namespace claviger::sim
