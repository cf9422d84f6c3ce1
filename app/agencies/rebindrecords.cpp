// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/rebindrecords.h"

#include "app/agencies/words.h"
#include "app/foundation/threaded.h"
#include "app/journal/sharedstore.h"

#include <QSet>
#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qint32 recordsApplicationId = 0x436c5262; // ClRb

Store::Layout recordsLayout()
{
    return {.applicationId = recordsApplicationId,
            .versions = {{u"CREATE TABLE rebind (id INTEGER PRIMARY KEY AUTOINCREMENT, begun INTEGER NOT NULL, program TEXT NOT NULL, "
                          "user TEXT NOT NULL, account_id TEXT NOT NULL, project_id TEXT NOT NULL, cluster_id TEXT NOT NULL, "
                          "cluster TEXT NOT NULL, agency TEXT NOT NULL, state INTEGER NOT NULL)"_s,
                          u"CREATE INDEX rebind_cluster ON rebind (account_id, cluster_id, id)"_s,
                          u"CREATE TABLE node (rebind_id INTEGER NOT NULL REFERENCES rebind (id), position INTEGER NOT NULL, "
                          "server_id TEXT NOT NULL, name TEXT NOT NULL, previous TEXT NOT NULL, state INTEGER NOT NULL, "
                          "PRIMARY KEY (rebind_id, server_id))"_s}}};
}

constexpr auto rebindColumns = "id, begun, program, user, account_id, project_id, cluster_id, cluster, agency, state"_L1;

// Words nobody of us wrote count as what needs most care.
RebindRecord::State recordState(int stored)
{
    return stored >= RebindRecord::Running && stored <= RebindRecord::Open ? static_cast<RebindRecord::State>(stored) : RebindRecord::Running;
}

RecordedNode::State nodeState(int stored)
{
    return stored >= RecordedNode::Planned && stored <= RecordedNode::Restored ? static_cast<RecordedNode::State>(stored)
                                                                               : RecordedNode::Sending;
}

Error recordsConflict(const QString &detail)
{
    return {.fault = Fault::Conflict, .detail = detail};
}

} // namespace

int RebindRecord::toRestore() const
{
    return static_cast<int>(std::count_if(nodes.begin(), nodes.end(), [](const RecordedNode &node) { return node.mayHoldOurs(); }));
}

bool RebindRecord::wasBeingUndone() const
{
    return std::any_of(nodes.begin(), nodes.end(), [](const RecordedNode &node) { return node.state == RecordedNode::Restored; });
}

namespace {

class RebindTable
{
public:
    explicit RebindTable(QString path)
        : m_path(std::move(path))
    {
    }

    [[nodiscard]] Result<Done> open() { return m_file.open(m_path, recordsLayout()); }

    [[nodiscard]] Result<qint64> begin(const RebindRecord &record, Instant now)
    {
        const Result<qint64> id = add(record, now);
        if (id)
            m_atWork.insert(*id);
        return id;
    }

    [[nodiscard]] Result<RebindRecord> resume(qint64 id)
    {
        const Result<RebindRecord> record = take(id);
        if (record)
            m_atWork.insert(id);
        return record;
    }

    [[nodiscard]] Result<Done> end(qint64 id, RebindRecord::State state)
    {
        m_atWork.remove(id);
        return change(u"UPDATE rebind SET state = ? WHERE id = ?"_s, {int(state), id});
    }

    [[nodiscard]] Result<qint64> add(const RebindRecord &record, Instant now) const
    {
        return m_file.store->write([&]() -> Result<qint64> {
            const Result<std::vector<RebindRecord>> others = ofCluster(record.accountId, record.clusterId);
            if (!others)
                return tl::unexpected(others.error());
            for (const RebindRecord &other : *others) {
                if (other.state != RebindRecord::Running && other.state != RebindRecord::Open)
                    continue;
                return tl::unexpected(recordsConflict(
                    other.wantsDecision()
                        ? AgencyWords::tr("an earlier rebinding of %1 was cut short; undo it, go on with it or keep it first").arg(record.clusterName)
                        : AgencyWords::tr("another window of Claviger rebinds %1 right now").arg(record.clusterName)));
            }
            const auto added = m_file.store->run(u"INSERT INTO rebind (begun, program, user, account_id, project_id, cluster_id, cluster, "
                                            "agency, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                            {qint64(now.time_since_epoch().count()), m_file.instance->id(), record.userName, record.accountId,
                                             record.projectId, record.clusterId, record.clusterName, record.agency, int(RebindRecord::Running)});
            if (!added)
                return tl::unexpected(added.error());
            const qint64 id = added->lastInsertId().toLongLong();
            int position = 0;
            for (const RecordedNode &node : record.nodes) {
                const auto noted = m_file.store->run(u"INSERT INTO node (rebind_id, position, server_id, name, previous, state) VALUES (?, ?, ?, ?, ?, ?)"_s,
                                                {id, position++, node.serverId, node.name, node.previous, int(RecordedNode::Planned)});
                if (!noted)
                    return tl::unexpected(noted.error());
            }
            if (const Result<Done> taken = takeOver(*others, record, id, position); !taken)
                return tl::unexpected(taken.error());
            return id;
        });
    }

    [[nodiscard]] Result<RebindRecord> take(qint64 id) const
    {
        return m_file.store->write([&]() -> Result<RebindRecord> {
            const Result<std::vector<RebindRecord>> found = records(u" WHERE id = ?"_s, {id});
            if (!found)
                return tl::unexpected(found.error());
            if (found->empty())
                return tl::unexpected(Error{.fault = Fault::NotFound, .detail = AgencyWords::tr("there is no record of that rebinding")});
            const RebindRecord &record = found->front();
            const Result<QVariant> latest = m_file.store->value(u"SELECT max(id) FROM rebind WHERE account_id = ? AND cluster_id = ?"_s,
                                                           {record.accountId, record.clusterId});
            if (!latest)
                return tl::unexpected(latest.error());
            if (latest->toLongLong() != id)
                return tl::unexpected(recordsConflict(AgencyWords::tr("%1 has been rebound once more since").arg(record.clusterName)));
            if (record.state == RebindRecord::Running && !record.isCutShort)
                return tl::unexpected(recordsConflict(AgencyWords::tr("another window of Claviger rebinds %1 right now").arg(record.clusterName)));
            const auto taken = m_file.store->run(u"UPDATE rebind SET program = ?, state = ? WHERE id = ?"_s,
                                            {m_file.instance->id(), int(RebindRecord::Running), id});
            if (!taken)
                return tl::unexpected(taken.error());
            return record;
        });
    }

    [[nodiscard]] Result<Done> keep(qint64 id) const
    {
        return m_file.store->write([&]() -> Result<Done> {
            const Result<std::vector<RebindRecord>> found = records(u" WHERE id = ?"_s, {id});
            if (!found)
                return tl::unexpected(found.error());
            if (found->empty())
                return tl::unexpected(Error{.fault = Fault::NotFound, .detail = AgencyWords::tr("there is no record of that rebinding")});
            if (found->front().state == RebindRecord::Running && !found->front().isCutShort)
                return tl::unexpected(recordsConflict(AgencyWords::tr("another window of Claviger rebinds %1 right now").arg(found->front().clusterName)));
            const auto kept = m_file.store->run(u"UPDATE rebind SET state = ? WHERE id = ?"_s, {int(RebindRecord::Kept), id});
            return kept ? Result<Done>(Done{}) : tl::unexpected(kept.error());
        });
    }

    [[nodiscard]] Result<Done> change(const QString &sql, const QVariantList &values) const
    {
        return m_file.store->write([&]() -> Result<Done> {
            const auto changed = m_file.store->run(sql, values);
            if (!changed)
                return tl::unexpected(changed.error());
            if (changed->numRowsAffected() != 1)
                return tl::unexpected(Error{.fault = Fault::NotFound, .detail = AgencyWords::tr("there is no record of that rebinding")});
            return Done{};
        });
    }

    [[nodiscard]] Result<std::vector<RebindRecord>> newest(const QString &accountId) const
    {
        return m_file.store->read([&] {
            return records(u" WHERE id IN (SELECT max(id) FROM rebind WHERE account_id = ? GROUP BY cluster_id) ORDER BY id DESC"_s, {accountId});
        });
    }

private:
    // From the newest of the others, if that has bound the same agency and nobody has decided on it.
    [[nodiscard]] Result<Done> takeOver(const std::vector<RebindRecord> &others, const RebindRecord &record, qint64 id, int position) const
    {
        const auto newest = std::max_element(others.begin(), others.end(), [](const RebindRecord &a, const RebindRecord &b) { return a.id < b.id; });
        if (newest == others.end() || newest->agency != record.agency || newest->state != RebindRecord::Finished)
            return Done{};
        for (const RecordedNode &node : newest->nodes) {
            const bool isOurs = std::any_of(record.nodes.begin(), record.nodes.end(), [&node](const RecordedNode &one) { return one.serverId == node.serverId; });
            if (isOurs || !node.mayHoldOurs())
                continue;
            const auto noted = m_file.store->run(u"INSERT INTO node (rebind_id, position, server_id, name, previous, state) VALUES (?, ?, ?, ?, ?, ?)"_s,
                                            {id, position++, node.serverId, node.name, node.previous, int(node.state)});
            if (!noted)
                return tl::unexpected(noted.error());
        }
        return Done{};
    }

    [[nodiscard]] Result<std::vector<RebindRecord>> ofCluster(const QString &accountId, const QString &clusterId) const
    {
        return records(u" WHERE account_id = ? AND cluster_id = ?"_s, {accountId, clusterId});
    }

    // Inside a transaction of the caller's.
    [[nodiscard]] Result<std::vector<RebindRecord>> records(const QString &which, const QVariantList &values) const
    {
        Result<QSqlQuery> query = m_file.store->run(u"SELECT "_s + rebindColumns + u" FROM rebind"_s + which, values);
        if (!query)
            return tl::unexpected(query.error());
        std::vector<RebindRecord> found;
        while (query->next()) {
            const RebindRecord::State state = recordState(query->value(9).toInt());
            found.push_back({.id = query->value(0).toLongLong(),
                             .begun = Instant(std::chrono::milliseconds(query->value(1).toLongLong())),
                             .userName = query->value(3).toString(),
                             .accountId = query->value(4).toString(),
                             .projectId = query->value(5).toString(),
                             .clusterId = query->value(6).toString(),
                             .clusterName = query->value(7).toString(),
                             .agency = query->value(8).toString(),
                             .state = state,
                             .isCutShort = state == RebindRecord::Running && !isAtWork(query->value(0).toLongLong(), query->value(2).toString())});
        }
        if (query->lastError().isValid())
            return tl::unexpected(Store::failure(*query));
        for (RebindRecord &record : found) {
            if (const Result<Done> read = readNodes(record); !read)
                return tl::unexpected(read.error());
        }
        return found;
    }

    // A program of the file that runs may have failed to note an end; of this one it is known.
    [[nodiscard]] bool isAtWork(qint64 id, const QString &program) const
    {
        return program == m_file.instance->id() ? m_atWork.contains(id) : m_file.instance->isRunning(program);
    }

    [[nodiscard]] Result<Done> readNodes(RebindRecord &record) const
    {
        Result<QSqlQuery> query =
            m_file.store->run(u"SELECT server_id, name, previous, state FROM node WHERE rebind_id = ? ORDER BY position"_s, {record.id});
        if (!query)
            return tl::unexpected(query.error());
        while (query->next())
            record.nodes.push_back({.serverId = query->value(0).toString(),
                                    .name = query->value(1).toString(),
                                    .previous = query->value(2).toString(),
                                    .state = nodeState(query->value(3).toInt())});
        if (query->lastError().isValid())
            return tl::unexpected(Store::failure(*query));
        return Done{};
    }

    QString m_path;
    SharedStore m_file;
    QSet<qint64> m_atWork; // what this program has begun and not ended
};

} // namespace

class RebindRecords::Writer final : public Threaded<RebindTable>
{
public:
    explicit Writer(QString path)
        : Threaded(u"rebinds"_s, std::make_unique<RebindTable>(std::move(path)))
    {
    }

    template <typename F>
    [[nodiscard]] auto run(F function) const
    {
        return Threaded::run([function = std::move(function)](RebindTable &table) mutable -> std::invoke_result_t<F &, RebindTable &> {
            if (const Result<Done> opened = table.open(); !opened)
                return tl::unexpected(opened.error());
            return function(table);
        });
    }
};

RebindRecords::RebindRecords(QString path, std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
    , m_writer(std::make_unique<Writer>(std::move(path)))
{
}

RebindRecords::~RebindRecords() = default;

Task<qint64> RebindRecords::begin(RebindRecord record)
{
    return m_writer->run([record = std::move(record), now = m_clock->now()](RebindTable &table) { return table.begin(record, now); });
}

Task<RebindRecord> RebindRecords::resume(qint64 id)
{
    return m_writer->run([id](RebindTable &table) { return table.resume(id); });
}

Task<Done> RebindRecords::note(qint64 id, QString serverId, RecordedNode::State state)
{
    return m_writer->run([id, serverId = std::move(serverId), state](RebindTable &table) {
        return table.change(u"UPDATE node SET state = ? WHERE rebind_id = ? AND server_id = ?"_s, {int(state), id, serverId});
    });
}

Task<Done> RebindRecords::end(qint64 id, RebindRecord::State state)
{
    return m_writer->run([id, state](RebindTable &table) { return table.end(id, state); });
}

Task<Done> RebindRecords::keep(qint64 id)
{
    return m_writer->run([id](RebindTable &table) { return table.keep(id); });
}

Task<std::vector<RebindRecord>> RebindRecords::newest(QString accountId)
{
    return m_writer->run([accountId = std::move(accountId)](RebindTable &table) { return table.newest(accountId); });
}

} // namespace claviger
