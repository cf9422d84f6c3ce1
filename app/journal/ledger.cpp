// SPDX-License-Identifier: Apache-2.0
#include "app/journal/ledger.h"

#include <QCoreApplication>
#include <QSqlError>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct LedgerWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::Journal)
};

constexpr qsizetype longestStoredText = 20'000; // UTF-16 units; what servers and people write is shorter

// As it will be read back: without broken surrogates, and not without end.
QString storable(const QString &text)
{
    if (text.size() <= longestStoredText)
        return QString::fromUtf8(text.toUtf8());
    return QString::fromUtf8(text.left(longestStoredText - 1).toUtf8()) + u'…';
}

constexpr std::array<std::pair<JournalOutcome::Kind, QLatin1StringView>, 5> outcomeWords = {{
    {JournalOutcome::Succeeded, "succeeded"_L1},
    {JournalOutcome::Refused, "refused"_L1},
    {JournalOutcome::Failed, "failed"_L1},
    {JournalOutcome::Unconfirmed, "unconfirmed"_L1},
    {JournalOutcome::Cancelled, "cancelled"_L1},
}};

QString outcomeWord(JournalOutcome::Kind kind)
{
    for (const auto &[known, word] : outcomeWords) {
        if (known == kind)
            return word;
    }
    return u"failed"_s;
}

// A word nobody of us wrote shows as failed; the chain is broken then, and says so.
JournalOutcome::Kind outcomeKind(const QString &word)
{
    for (const auto &[kind, known] : outcomeWords) {
        if (known == word)
            return kind;
    }
    return JournalOutcome::Failed;
}

constexpr auto checkedWord = "checked"_L1;

Instant storedInstant(const QVariant &msecs)
{
    return Instant(std::chrono::milliseconds(msecs.toLongLong()));
}

constexpr auto entryColumns =
    "id, begun, msecs, instance, cloud, account, user, action, target, result, subject, request_id, detail"_L1;

ChainRow storedRow(const QSqlQuery &query)
{
    return {.id = query.value(0).toLongLong(),
            .begun = query.value(1).toLongLong(),
            .msecs = query.value(2).toLongLong(),
            .instance = query.value(3).toString(),
            .cloud = query.value(4).toString(),
            .account = query.value(5).toString(),
            .user = query.value(6).toString(),
            .action = query.value(7).toString(),
            .target = query.value(8).toString(),
            .result = query.value(9).toString(),
            .subject = query.value(10).toString(),
            .requestId = query.value(11).toString(),
            .detail = query.value(12).toString()};
}

} // namespace

Ledger::Ledger(QString path)
    : m_path(std::move(path))
{
}

// `head` names the last row, so that rows missing at the end show too; the chain alone cannot tell.
Store::Layout Ledger::layout()
{
    return {
        .applicationId = 0x436c4a6c, // "ClJl"
        .versions = {{
            u"CREATE TABLE entries (id INTEGER PRIMARY KEY, begun INTEGER NOT NULL, msecs INTEGER NOT NULL,"
            " instance TEXT NOT NULL, cloud TEXT NOT NULL, account TEXT NOT NULL, user TEXT NOT NULL, action TEXT NOT "
            "NULL,"
            " target TEXT NOT NULL, result TEXT NOT NULL, subject TEXT NOT NULL, request_id TEXT NOT NULL,"
            " detail TEXT NOT NULL, hash BLOB NOT NULL)"_s,
            u"CREATE UNIQUE INDEX entries_completed_once ON entries (begun) WHERE begun <> 0"_s,
            u"CREATE INDEX entries_begun ON entries (id) WHERE begun = 0"_s,
            u"CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), id INTEGER NOT NULL, hash BLOB NOT NULL)"_s,
            u"INSERT INTO head VALUES (1, 0, zeroblob(32))"_s,
            u"CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'append only'); END"_s,
            u"CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'append only'); END"_s,
            u"CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN NEW.id <= OLD.id"
            " BEGIN SELECT RAISE(ABORT, 'append only'); END"_s,
            u"CREATE TRIGGER head_remains BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'append only'); END"_s,
        },
        // 2: rows with the result "checked". Nothing moves, but an earlier Claviger would show them as failed: it must
        // refuse the file.
        {}},
    };
}

Result<Done> Ledger::open()
{
    return m_file.open(m_path, layout());
}

Result<qint64> Ledger::begin(const JournalEntry &entry, Instant now)
{
    if (const Result<Done> opened = open(); !opened)
        return tl::unexpected(opened.error());
    return m_file.store->write([&] {
        return append({.msecs = now.time_since_epoch().count(),
                       .cloud = entry.cloud,
                       .account = entry.account,
                       .user = entry.user,
                       .action = entry.action,
                       .target = entry.target,
                       .detail = entry.detail});
    });
}

Result<Done> Ledger::complete(qint64 id, const JournalOutcome &outcome, Instant now)
{
    return end({.begun = id,
                .msecs = now.time_since_epoch().count(),
                .result = outcomeWord(outcome.kind),
                .subject = outcome.subject,
                .requestId = outcome.requestId,
                .detail = outcome.detail},
               Ender::Program);
}

Result<Done> Ledger::check(qint64 id, const JournalCheck &check, Instant now)
{
    return end({.begun = id,
                .msecs = now.time_since_epoch().count(),
                .cloud = check.by.cloud,
                .account = check.by.account,
                .user = check.by.user,
                .result = checkedWord,
                .detail = check.note},
               Ender::Person);
}

Result<Done> Ledger::end(ChainRow row, Ender ender)
{
    if (const Result<Done> opened = open(); !opened)
        return opened;
    return m_file.store->write([&]() -> Result<Done> {
        if (const Result<Done> may = mayEnd(row.begun, ender); !may)
            return may;
        const Result<qint64> appended = append(std::move(row));
        if (!appended)
            return tl::unexpected(appended.error());
        return Done{};
    });
}

Result<Done> Ledger::mayEnd(qint64 id, Ender ender) const
{
    const Result<QVariant> instance =
        m_file.store->value(u"SELECT instance FROM entries WHERE id = ? AND begun = 0"_s, {id});
    if (!instance)
        return tl::unexpected(instance.error());
    if (id <= 0 || !instance->isValid())
        return tl::unexpected(
            Error{.fault = Fault::NotFound,
                  .detail = LedgerWords::tr("The journal has no entry %1 that could be completed.").arg(id)});
    const bool isOwn = instance->toString() == m_file.instance->id();
    if (ender == Ender::Person && isOwn)
        return tl::unexpected(
            Error{.fault = Fault::Conflict, .detail = LedgerWords::tr("Entry %1 of the journal is still under way.").arg(id)});
    if (!isOwn && m_file.instance->isRunning(instance->toString()))
        return tl::unexpected(
            Error{.fault = Fault::Conflict,
                  .detail = LedgerWords::tr("Another running Claviger is still at entry %1.").arg(id)});
    const Result<QVariant> completed = m_file.store->value(u"SELECT id FROM entries WHERE begun = ? AND begun <> 0"_s, {id});
    if (!completed)
        return tl::unexpected(completed.error());
    if (completed->isValid())
        return tl::unexpected(
            Error{.fault = Fault::Conflict,
                  .detail = LedgerWords::tr("Entry %1 of the journal is completed already.").arg(id)});
    return Done{};
}

// Inside BEGIN IMMEDIATE. Goes on from `head`, not from the last row: rows that somebody took away leave a gap for
// good.
Result<qint64> Ledger::append(ChainRow row) const
{
    row.instance = m_file.instance->id();
    for (QString *text :
         {&row.cloud, &row.account, &row.user, &row.action, &row.target, &row.subject, &row.requestId, &row.detail})
        *text = storable(*text);
    Result<QSqlQuery> head =
        m_file.store->run(u"SELECT max(head.id, (SELECT ifnull(max(id), 0) FROM entries)), head.hash FROM head"_s);
    if (!head)
        return tl::unexpected(head.error());
    if (!head->next())
        return tl::unexpected(
            Error{.fault = Fault::Storage,
                  .detail = LedgerWords::tr("The journal is damaged. Move the file away to start a new one.")});
    row.id = head->value(0).toLongLong() + 1;
    const QByteArray hash = chainHash(head->value(1).toByteArray(), row);
    head->finish();

    const auto inserted =
        m_file.store->run(u"INSERT INTO entries (%1, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s.arg(entryColumns),
                     {row.id, row.begun, row.msecs, row.instance, row.cloud, row.account, row.user, row.action,
                      row.target, row.result, row.subject, row.requestId, row.detail, hash});
    if (!inserted)
        return tl::unexpected(inserted.error());
    const auto moved = m_file.store->run(u"UPDATE head SET id = ?, hash = ?"_s, {row.id, hash});
    if (!moved)
        return tl::unexpected(moved.error());
    return row.id;
}

Result<JournalReading> Ledger::read(int limit)
{
    if (const Result<Done> opened = open(); !opened)
        return tl::unexpected(opened.error());
    return m_file.store->read([&]() -> Result<JournalReading> {
        if (const Result<Done> verified = verify(); !verified)
            return tl::unexpected(verified.error());
        Result<std::vector<JournalRecord>> latest = records(limit);
        if (!latest)
            return tl::unexpected(latest.error());
        return JournalReading{.records = std::move(*latest), .brokenAt = m_verified.brokenAt};
    });
}

// Walks only what is new since the last time, unless another connection has changed the file since.
Result<Done> Ledger::verify()
{
    Result<QSqlQuery> head = m_file.store->run(u"SELECT id, hash FROM head"_s);
    if (!head)
        return tl::unexpected(head.error());
    const bool hasHead = head->next();
    const qint64 headId = hasHead ? head->value(0).toLongLong() : 0;
    const QByteArray headHash = hasHead ? head->value(1).toByteArray() : QByteArray();
    head->finish();
    const Result<QVariant> dataVersion = m_file.store->value(u"PRAGMA data_version"_s);
    if (!dataVersion)
        return tl::unexpected(dataVersion.error());
    if (dataVersion->toLongLong() != m_verified.dataVersion)
        m_verified = {.dataVersion = dataVersion->toLongLong()};
    if (m_verified.brokenAt)
        return Done{};

    Verified now = std::exchange(m_verified, {}); // if the walk fails half-way, the next one begins at the start
    Result<QSqlQuery> rows =
        m_file.store->run(u"SELECT %1, hash FROM entries WHERE id > ? ORDER BY id"_s.arg(entryColumns), {now.lastId});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        const ChainRow row = storedRow(*rows);
        const QByteArray hash = chainHash(now.hash, row);
        if (row.id != now.lastId + 1 || hash != rows->value(13).toByteArray()) {
            now.brokenAt = row.id;
            break;
        }
        now.lastId = row.id;
        now.hash = hash;
    }
    if (rows->lastError().isValid())
        return tl::unexpected(Store::failure(*rows));
    if (!now.brokenAt && (!hasHead || headId != now.lastId || headHash != now.hash))
        now.brokenAt = now.lastId + 1; // the end is missing
    m_verified = now;
    return Done{};
}

Result<std::vector<JournalRecord>> Ledger::records(int limit) const
{
    Result<QSqlQuery> rows =
        m_file.store->run(u"SELECT b.id, b.msecs, b.instance, b.cloud, b.account, b.user, b.action, b.target, b.detail,"
                     " c.id, c.msecs, c.result, c.subject, c.request_id, c.detail, c.cloud, c.account, c.user"
                     " FROM entries b LEFT JOIN entries c ON c.begun = b.id AND c.begun <> 0"
                     " WHERE b.begun = 0 ORDER BY b.id DESC LIMIT ?"_s,
                     {std::max(limit, 0)}); // a negative limit means "all" to SQLite
    if (!rows)
        return tl::unexpected(rows.error());
    std::unordered_map<QString, bool> running;
    std::vector<JournalRecord> latest;
    while (rows->next()) {
        JournalRecord record{.id = rows->value(0).toLongLong(), .begun = storedInstant(rows->value(1))};
        record.entry = {.cloud = rows->value(3).toString(),
                        .account = rows->value(4).toString(),
                        .user = rows->value(5).toString(),
                        .action = rows->value(6).toString(),
                        .target = rows->value(7).toString(),
                        .detail = rows->value(8).toString()};
        if (!rows->isNull(9))
            record.ended = storedInstant(rows->value(10));
        if (record.ended && rows->value(11).toString() == checkedWord) {
            record.check = JournalCheck{.by = {.cloud = rows->value(15).toString(),
                                               .account = rows->value(16).toString(),
                                               .user = rows->value(17).toString()},
                                        .note = rows->value(14).toString()};
        } else if (record.ended) {
            record.outcome = JournalOutcome{.kind = outcomeKind(rows->value(11).toString()),
                                            .subject = rows->value(12).toString(),
                                            .requestId = rows->value(13).toString(),
                                            .detail = rows->value(14).toString()};
        } else {
            const QString instance = rows->value(2).toString();
            auto known = running.find(instance);
            if (known == running.end())
                known = running.emplace(instance, m_file.instance->isRunning(instance)).first;
            record.isOrphan = !known->second;
        }
        latest.push_back(std::move(record));
    }
    if (rows->lastError().isValid())
        return tl::unexpected(Store::failure(*rows));
    return latest;
}

} // namespace claviger
