// SPDX-License-Identifier: Apache-2.0
// What readings of bindings found, kept across starts: agencies.sqlite, a row per change with the time it was last seen
// equal. Several Clavigers may share it. It is only ever a help: whoever cannot use the file goes on without.
#pragma once

#include "app/agencies/drift.h"
#include "app/foundation/result.h"

#include <memory>

namespace claviger {

class ReadingHistory
{
public:
    // Opened at the first call, in a thread of its own. A damaged file, another program's and a newer one are refused
    // with a sentence (Fault::Storage) and left as they are; the next call tries again.
    explicit ReadingHistory(const QString &path);
    ReadingHistory(const ReadingHistory &) = delete;
    ReadingHistory &operator=(const ReadingHistory &) = delete;
    ~ReadingHistory(); // waits for what is being written

    // As remember() does it: one row longer, or a new one. What is old or too much goes: after 400 days, and beyond
    // 10,000 rows of a cluster; the newest row of a cluster in use stays.
    [[nodiscard]] Task<Done> note(QString accountId, PastReading reading) const;

    using Known = QHash<ClusterKey, std::vector<PastReading>>;
    // Of all clusters of the account, newest first each.
    [[nodiscard]] Task<Known> read(QString accountId, int perCluster) const;

    static constexpr int mostRows = 10'000; // of a cluster
    static constexpr std::chrono::days longestKept{400};

private:
    class Writer;
    std::unique_ptr<Writer> m_writer;
};

} // namespace claviger
