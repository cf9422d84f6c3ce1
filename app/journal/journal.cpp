// SPDX-License-Identifier: Apache-2.0
#include "app/journal/journal.h"

#include "app/foundation/threaded.h"
#include "app/journal/ledger.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace claviger {

class Journal::Writer final : public Threaded<Ledger>
{
public:
    explicit Writer(const QString &path)
        : Threaded(u"journal"_s, std::make_unique<Ledger>(path)) // opens nothing yet
    {
    }
};

namespace {

template <typename T>
Task<T> thenTell(Task<T> writing, QPointer<Journal> journal)
{
    const Result<T> written = co_await writing;
    if (written && journal)
        Q_EMIT journal->changed();
    co_return written;
}

} // namespace

Journal::Journal(QString path, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_writer(std::make_unique<Writer>(path))
{
}

Journal::~Journal() = default;

// The time is taken here and now, not when the writer gets to it; and a clock need not know threads.
Task<qint64> Journal::begin(JournalEntry entry)
{
    return thenTell(m_writer->run([entry = std::move(entry), now = m_clock->now()](Ledger &ledger) {
        return ledger.begin(entry, now);
    }),
                    QPointer<Journal>(this));
}

Task<Done> Journal::complete(qint64 id, JournalOutcome outcome)
{
    return thenTell(m_writer->run([id, outcome = std::move(outcome), now = m_clock->now()](Ledger &ledger) {
        return ledger.complete(id, outcome, now);
    }),
                    QPointer<Journal>(this));
}

Task<Done> Journal::check(qint64 id, JournalCheck check)
{
    return thenTell(m_writer->run([id, check = std::move(check), now = m_clock->now()](Ledger &ledger) {
        return ledger.check(id, check, now);
    }),
                    QPointer<Journal>(this));
}

Task<JournalReading> Journal::read(int limit)
{
    return m_writer->run([limit](Ledger &ledger) { return ledger.read(limit); });
}

} // namespace claviger
