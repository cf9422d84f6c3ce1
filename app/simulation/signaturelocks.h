// SPDX-License-Identifier: Apache-2.0
// Access keys that are shut out for a while because too many signatures in a row were wrong (iam.md, 3.6; obs.md, 7).
#pragma once

#include "app/foundation/instant.h"

#include <QHash>
#include <QString>

#include <optional>

namespace claviger::sim {

class SignatureLocks
{
public:
    explicit SignatureLocks(int locksAt)
        : m_locksAt(locksAt)
    {
    }

    [[nodiscard]] bool isLocked(const QString &access, Instant now) const;
    void wrong(const QString &access, Instant now);
    void right(const QString &access) { m_entries.remove(access); }

    std::chrono::milliseconds lockedFor = std::chrono::minutes(5);

private:
    struct Entry
    {
        int inARow = 0;
        Instant last = {};
        std::optional<Instant> lockedUntil = {};
    };
    void forgetOld(Instant now);

    QHash<QString, Entry> m_entries;
    qsizetype m_crowd = 1'000;
    int m_locksAt;
};

} // namespace claviger::sim
