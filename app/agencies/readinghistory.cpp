// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/readinghistory.h"

#include "app/foundation/threaded.h"
#include "app/journal/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype longestKeptName = 1'000; // UTF-16 units
constexpr qsizetype mostAgencies = 100;  // of a mixed cluster; what is beyond is of no use to a comparison

const Store::Layout &readingLayout()
{
    static const Store::Layout layout{
        .applicationId = 0x436c4167, // "ClAg"
        .versions = {{
            u"CREATE TABLE readings (id INTEGER PRIMARY KEY, account TEXT NOT NULL, project TEXT NOT NULL,"
            " cluster TEXT NOT NULL, name TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
            " verdict TEXT NOT NULL, agencies TEXT NOT NULL, nodes INTEGER NOT NULL, read INTEGER NOT NULL,"
            " bound INTEGER NOT NULL, expires INTEGER, counts INTEGER NOT NULL)"_s,
            u"CREATE INDEX readings_of ON readings (account, project, cluster, id)"_s,
            u"CREATE INDEX readings_last ON readings (last)"_s,
        }}};
    return layout;
}

// A word nobody of us wrote is of a later version's verdict: what it means is not known.
BindingVerdict::Kind kindFrom(const QString &id)
{
    constexpr std::array all{BindingVerdict::NotBound,      BindingVerdict::PartlyBound,     BindingVerdict::Mixed,
                             BindingVerdict::AgencyMissing, BindingVerdict::WrongTrust,      BindingVerdict::Expired,
                             BindingVerdict::NoObsPermission, BindingVerdict::ExpiresSoon,   BindingVerdict::RecordDiffers,
                             BindingVerdict::BoundUnchecked,  BindingVerdict::Bound};
    const auto found = std::find_if(all.begin(), all.end(), [&id](BindingVerdict::Kind kind) { return verdictId(kind) == id; });
    return found == all.end() ? BindingVerdict::Unknown : *found;
}

QString agenciesText(const QStringList &agencies)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(agencies)).toJson(QJsonDocument::Compact));
}

QStringList agenciesFrom(const QString &text)
{
    QStringList agencies;
    const QJsonArray list = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto &value : list)
        agencies.append(value.toString());
    return agencies;
}

// As it will be read back: without broken surrogates, and not without end.
QString shortText(const QString &text)
{
    return QString::fromUtf8(text.left(longestKeptName).toUtf8());
}

PastReading storableReading(PastReading reading)
{
    reading.name = shortText(reading.name);
    for (QString *id : {&reading.cluster.projectId, &reading.cluster.clusterId})
        *id = shortText(*id);
    QStringList agencies;
    for (const QString &agency : reading.verdict.agencies.mid(0, mostAgencies))
        agencies.append(shortText(agency));
    reading.verdict = {.kind = reading.verdict.kind, .agencies = agencies, .nodes = reading.verdict.nodes,
                       .read = reading.verdict.read, .bound = reading.verdict.bound, .expires = reading.verdict.expires};
    return reading;
}

qint64 storedMsecs(Instant instant)
{
    return instant.time_since_epoch().count();
}

Instant instantFrom(const QVariant &msecs)
{
    return Instant(std::chrono::milliseconds(msecs.toLongLong()));
}

constexpr auto readingColumns = "project, cluster, name, first, last, verdict, agencies, nodes, read, bound, expires, counts"_L1;

PastReading readingFrom(const QSqlQuery &row, int at)
{
    const QVariant expires = row.value(at + 10);
    const BindingVerdict::Kind kind = kindFrom(row.value(at + 5).toString());
    return {.cluster = {.projectId = row.value(at).toString(), .clusterId = row.value(at + 1).toString()},
            .name = row.value(at + 2).toString(),
            .verdict = {.kind = kind,
                        .agencies = agenciesFrom(row.value(at + 6).toString()),
                        .nodes = row.value(at + 7).toInt(),
                        .read = row.value(at + 8).toInt(),
                        .bound = row.value(at + 9).toInt(),
                        .expires = expires.isNull() ? std::nullopt : std::optional(instantFrom(expires))},
            .first = instantFrom(row.value(at + 3)),
            .last = instantFrom(row.value(at + 4)),
            .counts = row.value(at + 11).toBool() && kind != BindingVerdict::Unknown};
}

// The file from the inside, in the worker's thread.
class ReadingTable
{
public:
    explicit ReadingTable(QString path)
        : m_path(std::move(path))
    {
    }

    Result<Done> note(const QString &account, const PastReading &given)
    {
        if (const Result<Done> opened = open(); !opened)
            return opened;
        const PastReading reading = storableReading(given);
        return m_store->write([&]() -> Result<Done> { return put(account, reading); });
    }

    Result<ReadingHistory::Known> read(const QString &account, int perCluster)
    {
        if (const Result<Done> opened = open(); !opened)
            return tl::unexpected(opened.error());
        ReadingHistory::Known known;
        Result<QSqlQuery> rows = m_store->run(
            u"SELECT %1 FROM (SELECT *, row_number() OVER (PARTITION BY project, cluster ORDER BY id DESC) AS place"
            " FROM readings WHERE account = ?) WHERE place <= ? ORDER BY id DESC"_s.arg(readingColumns),
            {account, perCluster});
        if (!rows)
            return tl::unexpected(rows.error());
        while (rows->next()) {
            PastReading reading = readingFrom(*rows, 0);
            known[reading.cluster].push_back(std::move(reading));
        }
        if (rows->lastError().isValid())
            return tl::unexpected(Store::failure(*rows));
        return known;
    }

private:
    Result<Done> open()
    {
        if (m_store)
            return Done{};
        Result<std::unique_ptr<Store>> store = Store::open(m_path, readingLayout());
        if (!store)
            return tl::unexpected(store.error());
        // A row more or less after a power cut does no harm, and every reading of every cluster comes here.
        if (const auto set = (*store)->run(u"PRAGMA synchronous=NORMAL"_s); !set)
            return tl::unexpected(set.error());
        m_store = std::move(*store);
        return Done{};
    }

    Result<Done> put(const QString &account, const PastReading &reading)
    {
        std::vector<PastReading> known;
        qint64 id = 0;
        {
            Result<QSqlQuery> newest = m_store->run(
                u"SELECT id, %1 FROM readings WHERE account = ? AND project = ? AND cluster = ? ORDER BY id DESC LIMIT 1"_s.arg(readingColumns),
                {account, reading.cluster.projectId, reading.cluster.clusterId});
            if (!newest)
                return tl::unexpected(newest.error());
            if (newest->next()) {
                id = newest->value(0).toLongLong();
                known.push_back(readingFrom(*newest, 1));
            } else if (newest->lastError().isValid()) {
                return tl::unexpected(Store::failure(*newest));
            }
        }
        const std::size_t before = known.size();
        remember(known, reading);
        if (known.size() == before) {
            const auto longer = m_store->run(u"UPDATE readings SET last = ?, name = ? WHERE id = ?"_s,
                                             {storedMsecs(known.front().last), known.front().name, id});
            if (!longer)
                return tl::unexpected(longer.error());
            return Done{};
        }
        const BindingVerdict &verdict = reading.verdict;
        const auto added = m_store->run(
            u"INSERT INTO readings (account, %1) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"_s.arg(readingColumns),
            {account, reading.cluster.projectId, reading.cluster.clusterId, reading.name, storedMsecs(reading.first),
             storedMsecs(reading.last), verdictId(verdict.kind), agenciesText(verdict.agencies), verdict.nodes, verdict.read,
             verdict.bound, verdict.expires ? QVariant(storedMsecs(*verdict.expires)) : QVariant(QMetaType::fromType<qint64>()),
             reading.counts});
        if (!added)
            return tl::unexpected(added.error());
        return prune(account, reading);
    }

    Result<Done> prune(const QString &account, const PastReading &reading) const
    {
        const qint64 oldest = storedMsecs(reading.last - ReadingHistory::longestKept);
        const QVariantList cluster{account, reading.cluster.projectId, reading.cluster.clusterId};
        const auto old = m_store->run(u"DELETE FROM readings WHERE last < ?"_s, {oldest});
        if (!old)
            return tl::unexpected(old.error());
        const auto tooMany = m_store->run(
            u"DELETE FROM readings WHERE account = ? AND project = ? AND cluster = ? AND id <= (SELECT id FROM readings"
            " WHERE account = ? AND project = ? AND cluster = ? ORDER BY id DESC LIMIT 1 OFFSET %1)"_s.arg(ReadingHistory::mostRows),
            cluster + cluster);
        if (!tooMany)
            return tl::unexpected(tooMany.error());
        return Done{};
    }

    QString m_path;
    std::unique_ptr<Store> m_store;
};

} // namespace

class ReadingHistory::Writer final : public Threaded<ReadingTable>
{
public:
    explicit Writer(const QString &path)
        : Threaded(u"readings"_s, std::make_unique<ReadingTable>(path))
    {
    }
};

ReadingHistory::ReadingHistory(const QString &path)
    : m_writer(std::make_unique<Writer>(path))
{
}

ReadingHistory::~ReadingHistory() = default;

Task<Done> ReadingHistory::note(QString accountId, PastReading reading) const
{
    return m_writer->run([account = std::move(accountId), reading = std::move(reading)](ReadingTable &table) { return table.note(account, reading); });
}

Task<ReadingHistory::Known> ReadingHistory::read(QString accountId, int perCluster) const
{
    return m_writer->run([account = std::move(accountId), perCluster](ReadingTable &table) { return table.read(account, perCluster); });
}

} // namespace claviger
