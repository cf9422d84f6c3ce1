// SPDX-License-Identifier: Apache-2.0
// The journal's file from the inside: what Journal does in its writer thread. Opens itself at the first call and tries
// again at the next one if that failed, for example on a full disk.
#pragma once

#include "app/journal/chain.h"
#include "app/journal/journal.h"
#include "app/journal/sharedstore.h"

#include <memory>
#include <unordered_map>

namespace claviger {

class Ledger
{
public:
    explicit Ledger(QString path);

    [[nodiscard]] Result<qint64> begin(const JournalEntry &entry, Instant now);
    [[nodiscard]] Result<Done> complete(qint64 id, const JournalOutcome &outcome, Instant now);
    [[nodiscard]] Result<Done> check(qint64 id, const JournalCheck &check, Instant now);
    [[nodiscard]] Result<JournalReading> read(int limit);

    // The layout of the file, for tests that look into it.
    [[nodiscard]] static Store::Layout layout();

private:
    // How far the chain is known to be whole. Holds only while nobody else has changed the file (dataVersion).
    struct Verified
    {
        qint64 dataVersion = -1;
        qint64 lastId = 0;
        QByteArray hash = chainStart();
        std::optional<qint64> brokenAt = {};
    };

    [[nodiscard]] Result<Done> open();
    [[nodiscard]] Result<qint64> append(ChainRow row) const;
    [[nodiscard]] Result<Done> verify();
    // What ends the entry is appended; the row that began it never changes.
    enum class Ender { Program, Person };
    [[nodiscard]] Result<Done> end(ChainRow row, Ender ender);
    [[nodiscard]] Result<Done> mayEnd(qint64 id, Ender ender) const;
    [[nodiscard]] Result<std::vector<JournalRecord>> records(int limit) const;

    QString m_path;
    SharedStore m_file;
    Verified m_verified;
};

} // namespace claviger
