// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/projecttokens.h"

#include <algorithm>
#include <utility>

namespace claviger {

Secret ProjectTokens::token(const QString &projectId, Instant cloudNow) const
{
    const auto kept = m_kept.constFind(projectId);
    if (kept == m_kept.constEnd() || (kept->knowsEnd && cloudNow >= kept->expires))
        return {};
    return kept->token;
}

void ProjectTokens::keep(const QString &projectId, const TokenGrant &grant, Instant cloudNow)
{
    m_kept.insert(projectId, {.token = grant.token, .expires = grant.expires, .knowsEnd = grant.expires > cloudNow, .hasWorked = false});
}

void ProjectTokens::accepted(const Secret &token)
{
    for (Kept &kept : m_kept)
        if (kept.token == token)
            kept.hasWorked = true;
}

std::optional<bool> ProjectTokens::hadWorked(const Secret &token) const
{
    const auto isIt = [&token](const Kept &kept) { return kept.token == token; };
    const auto kept = std::find_if(m_kept.constBegin(), m_kept.constEnd(), isIt);
    return kept == m_kept.constEnd() ? std::nullopt : std::optional(kept->hasWorked);
}

void ProjectTokens::forget(const Secret &token)
{
    m_kept.removeIf([&token](const std::pair<const QString &, Kept &> &one) { return one.second.token == token; });
}

std::vector<Secret> ProjectTokens::takeAll()
{
    std::vector<Secret> tokens;
    for (const Kept &kept : std::as_const(m_kept))
        tokens.push_back(kept.token);
    m_kept.clear();
    m_refusals.clear();
    return tokens;
}

std::optional<Error> ProjectTokens::refusal(const QString &projectId) const
{
    const auto refusal = m_refusals.constFind(projectId);
    return refusal == m_refusals.constEnd() ? std::nullopt : std::optional(*refusal);
}

} // namespace claviger
