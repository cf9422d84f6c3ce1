// SPDX-License-Identifier: Apache-2.0
// The record of every write to the cloud: who, when (UTC), what, to what, with which result. Append-only and chained by
// hashes, so that a change from outside shows. An entry is begun before its request is sent and completed after, so a
// killed program leaves an open entry that the next start can explain. Never holds a secret.
#pragma once

#include "app/foundation/clock.h"
#include "app/foundation/result.h"

#include <QMetaType>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace claviger {

// What is known before a write is sent.
struct JournalEntry
{
    QString cloud = {}; // profile name
    QString account = {}; // account (domain) name
    QString user = {}; // who acts
    QString action = {}; // stable id: "access-key.create", "access-key.delete", ...
    QString target = {}; // to what: a user name, an AK
    QString detail = {}; // one line for people, for example the description of the new key
    friend bool operator==(const JournalEntry &, const JournalEntry &) = default;
};

// How it ended.
struct JournalOutcome
{
    enum Kind { Succeeded, Refused, Failed, Unconfirmed, Cancelled };
    Kind kind = Failed;
    QString subject = {}; // what came out of it, for example the AK
    QString requestId = {};
    QString detail = {}; // recordedDetail(): for people, in no language but English and the service's
    friend bool operator==(const JournalOutcome &, const JournalOutcome &) = default;
};

// Who did something at a desk.
struct JournalPerson
{
    QString cloud = {}; // profile name
    QString account = {}; // account (domain) name
    QString user = {};
    friend bool operator==(const JournalPerson &, const JournalPerson &) = default;
};

// What a person found out about an entry that was never completed.
struct JournalCheck
{
    JournalPerson by = {};
    QString note = {}; // one line, may be empty
    friend bool operator==(const JournalCheck &, const JournalCheck &) = default;
};

// A line of the activity page: begun, and completed unless the program died or is still at it.
struct JournalRecord
{
    qint64 id = 0;
    Instant begun = {};
    JournalEntry entry = {};
    std::optional<Instant> ended = {};
    std::optional<JournalOutcome> outcome = {};
    std::optional<JournalCheck> check = {}; // instead of an outcome; then `ended` is when
    bool isOrphan = false; // neither, and the program that began it no longer runs
    friend bool operator==(const JournalRecord &, const JournalRecord &) = default;
};

struct JournalReading
{
    std::vector<JournalRecord> records = {}; // newest first
    std::optional<qint64> brokenAt = {}; // id of the first row whose hash does not fit; none: the chain is whole. One
                                         // past the last row: rows are missing at the end
};

class Journal : public QObject
{
    Q_OBJECT
public:
    // Opens (and makes, 0600, in a 0700 folder) the database in a writer thread of its own. A file that cannot be
    // opened, is damaged or of a newer version makes every call end in Fault::Storage with a sentence.
    Journal(QString path, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~Journal() override; // waits for what is being written

    // Texts longer than 20,000 UTF-16 units are cut. Gives the id of the entry. In a coroutine give the entry and the
    // outcome a name first: g++ 12 destroys a braced value beside a co_await twice.
    [[nodiscard]] Task<qint64> begin(JournalEntry entry);
    // Fault::NotFound: there is no such entry. Fault::Conflict: it is completed already, or belongs to another program
    // that still runs. The entry of a program that no longer runs may be completed by whoever explains it.
    [[nodiscard]] Task<Done> complete(qint64 id, JournalOutcome outcome);
    // Ends an orphan by what a person says of it; the entry itself stays as it is. Fault::NotFound: there is no such entry.
    // Fault::Conflict: it is completed or checked already, or its program still runs, be it this one.
    [[nodiscard]] Task<Done> check(qint64 id, JournalCheck check);
    [[nodiscard]] Task<JournalReading> read(int limit = 10'000);

Q_SIGNALS:
    void changed(); // by this process

private:
    class Writer;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<Writer> m_writer;
};

} // namespace claviger

Q_DECLARE_METATYPE(claviger::JournalRecord)
