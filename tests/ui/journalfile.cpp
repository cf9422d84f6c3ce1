// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/journalfile.h"

#include "app/journal/ledger.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace claviger::testing {

namespace {

QString fileIn(const QString &dataFolder)
{
    return QDir(dataFolder).filePath(u"journal.sqlite"_s);
}

Result<Done> append(const Store &store, QByteArray &hash, const ChainRow &row)
{
    hash = chainHash(hash, row);
    const auto inserted = store.run(u"INSERT INTO entries (id, begun, msecs, instance, cloud, account, user, action, target, result,"
                                    " subject, request_id, detail, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
                                    {row.id, row.begun, row.msecs, row.instance, row.cloud, row.account, row.user, row.action,
                                     row.target, row.result, row.subject, row.requestId, row.detail, hash});
    if (!inserted)
        return tl::unexpected(inserted.error());
    return Done{};
}

} // namespace

bool fillJournal(const QString &dataFolder, int count, Instant from)
{
    const Result<std::unique_ptr<Store>> store = Store::open(fileIn(dataFolder), Ledger::layout());
    if (!store)
        return false;
    const Result<Done> written = (*store)->write([&]() -> Result<Done> {
        QByteArray hash = chainStart();
        for (int i = 0; i < count; ++i) {
            const qint64 begun = 2 * i + 1;
            const qint64 msecs = (from + std::chrono::seconds(i)).time_since_epoch().count();
            const ChainRow beginning{.id = begun, .msecs = msecs, .instance = u"example"_s, .cloud = u"bench"_s,
                                     .account = u"OTC-EXAMPLE-00000000001"_s, .user = u"ops-admin"_s,
                                     .action = u"access-key.create"_s, .target = u"svc-%1"_s.arg(i),
                                     .detail = u"line %1"_s.arg(i)};
            const ChainRow end{.id = begun + 1, .begun = begun, .msecs = msecs + 400, .instance = u"example"_s,
                               .result = u"succeeded"_s, .subject = u"EXAMPLE%1"_s.arg(i), .requestId = u"req-example-%1"_s.arg(i)};
            for (const ChainRow &row : {beginning, end})
                if (const Result<Done> added = append(**store, hash, row); !added)
                    return added;
        }
        const auto moved = (*store)->run(u"UPDATE head SET id = ?, hash = ?"_s, {2 * count, hash});
        return moved ? Result<Done>(Done{}) : tl::unexpected(moved.error());
    });
    return written.has_value();
}

bool leaveEntryOpen(const QString &dataFolder, const JournalEntry &entry, Instant when)
{
    Ledger gone(fileIn(dataFolder)); // its mark of a running program goes with it
    return gone.begin(entry, when).has_value();
}

bool changeFromOutside(const QString &dataFolder, qint64 row)
{
    const Result<std::unique_ptr<Store>> store = Store::open(fileIn(dataFolder), Ledger::layout());
    return store && (*store)->run(u"DROP TRIGGER entries_stay"_s)
        && (*store)->run(u"UPDATE entries SET detail = 'something else' WHERE id = ?"_s, {row});
}

} // namespace claviger::testing
