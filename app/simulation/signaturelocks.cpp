// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/signaturelocks.h"

#include <algorithm>

namespace claviger::sim {

bool SignatureLocks::isLocked(const QString &access, Instant now) const
{
    const auto entry = m_entries.constFind(access);
    return entry != m_entries.constEnd() && entry->lockedUntil && now < *entry->lockedUntil;
}

void SignatureLocks::wrong(const QString &access, Instant now)
{
    forgetOld(now);
    Entry &entry = m_entries[access];
    if (entry.lockedUntil) // is over: counting begins anew
        entry = {};
    entry.last = now;
    if (++entry.inARow >= m_locksAt)
        entry.lockedUntil = now + lockedFor;
}

void SignatureLocks::forgetOld(Instant now)
{
    if (m_entries.size() < m_crowd)
        return;
    m_entries.removeIf([now](const auto &entry) { return entry.value().last + std::chrono::hours(1) < now; });
    m_crowd = std::max<qsizetype>(1'000, 2 * m_entries.size());
}

} // namespace claviger::sim
